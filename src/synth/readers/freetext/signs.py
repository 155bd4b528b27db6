"""What tells a reference from the text around it: a year, a type mark or a link; a notice is neither."""

from __future__ import annotations

import re

from synth.readers.text import HAN, shape

# What follows a reference list on a page: the publisher's notices, the article's dates, the next sections.
FOOTER = re.compile(
    r"""
    (?:^|(?<=[.。\s)）])) [\[［【（(]? (?:
        copyright\b | © | \(c\)\s(?:19|20)\d\d | all\ rights\ reserved | terms\ of\ (?:use|service) | privacy\ policy
        | powered\ by | back\ to\ top | issn\s
        | abstract\s?[:：] | key\s?words\s?[:：] | appendix\b | acknowledg?e?ments?\b | authors?'?\ biograph
        | about\ the\ authors?\b | (?<![^\n])(?:publisher.?s\ note|disclaimer)\b
        | (?<![^\n])(?:(?:conflicts?\ of|competing|declaration\ of)\ interests?|data\ availability)\b
        | (?<![^\n])author\ contributions\b
        | (?:published|how\ to\ cite|downloads?|issue|section|licen[cs]e|article\ metrics|cited\ by|related\ articles)
          \s*(?=\n|$)
        | 版权所有 | 收稿日期 | 修回日期 | 责任编辑 | 编辑[:：\s] | 作者简介 | 基金项目 | 通[讯信]作者 | 附录 | 致谢
        | 京ICP | [京沪粤苏浙]公网
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
REFERENCE_LIKE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\[[JMDCNRPSZ](?:/OL)?\]|\[EB/OL\]|10\.\d{4,9}/|https?://")
# A title on a line of its own: three words or six Chinese characters, and no sentence that ends.
_TITLE_LINE = re.compile(
    r"(?=.{6,300}$)(?![^\n]*(?:@|https?:|©|。|[a-z]{2}\.\s+[A-Z]))[^\W_a-z][^\n]*[^\s.,;:，；：]$"
    r"|(?=.{6,300}$)[\"“‘'《«‹(（【\[][^\n。]*[^\s.,;:，；：]$"
)
_WORDS = re.compile(rf"(?:[^\W\d_]+[\s:,-]+){{2}}[^\W_]|(?:[{HAN}][^{HAN}]{{0,8}}){{5}}[{HAN}]")
_LONG_NOTICE = 200  # characters; a longer text may hold something that matters


def looks_like_reference(text: str) -> bool:
    """Whether a text has a year, a type mark or a link, as a reference does."""
    return bool(REFERENCE_LIKE.search(shape(text))) and len(text.strip()) > 15  # noqa: PLR2004 - shorter than any entry


def is_notice(text: str) -> bool:
    """Whether a text is but a page's notice, such as a copyright line, and nothing in it can be a reference."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return (
        len(text.strip()) <= _LONG_NOTICE
        and bool(FOOTER.match(text.strip()))
        and all(FOOTER.match(line) or not looks_like_reference(line) for line in lines)
    )


def are_titles(lines: list[str]) -> bool:
    """Whether lines are titles and nothing else, one a line, rather than references or running text."""
    written = [line.strip() for line in lines if line.strip()]
    likely = [line for line in written if _TITLE_LINE.match(line) and _WORDS.search(line)]
    dated = sum(looks_like_reference(line) for line in written)
    return len(written) > 1 and len(likely) >= 0.9 * len(written) and 2 * dated < len(written)
