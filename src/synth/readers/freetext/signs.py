"""What tells a reference from the text around it: how one begins and ends, and what it holds."""

from __future__ import annotations

import re

from synth.readers.names import is_han_name
from synth.readers.text import HAN, shape

# What follows a reference list on a page: the publisher's notices, the article's dates, the next sections.
FOOTER = re.compile(
    r"""
    (?:^|(?<=[.。\s)）])) [\[［【（(\#*\s]{0,6}? (?:
        copyright\b | © | \(c\)\s(?:19|20)\d\d | all\ rights\ reserved | terms\ of\ (?:use|service) | privacy\ policy
        | powered\ by | back\ to\ top | issn\s
        | abstract\s?[:：] | key\s?words\s?[:：](?!\s?\{)
        | (?<![^\n])(?:appendi(?:x|ces)\b(?!\ \w+\ \w+\ \w) | acknowledg?e?ments?\b)
        | (?<![^\n])supplementa(?:ry|l)\ (?:material|information|data)
        | (?:authors?'?\ (?:biograph|details|information) | about\ the\ authors?\b | biographical\ (?:note|sketch))
        | (?<![^\n])(?:publisher.?s\ note|disclaimer)\b
        | (?<![^\n])(?:(?:conflicts?\ of|competing|declaration\ of)\ interests?|data\ availability)\b
        | (?<![^\n])(?:author\ contributions|funding|received\s?[:：]|accepted\s?[:：]|manuscript\ received)\b
        | (?:published|how\ to\ cite|downloads?|issue|section|licen[cs]e|article\ metrics|cited\ by
          |related\ articles) \s*(?=\n|$)
        | (?<![^\n])(?:(?:related|similar|recommended)\ articles|cited\ by|download\ references|相关文章|相关文献
          |相似文献|推荐文章|引证文献|被引文献) (?:\s?[(（]\d{1,5}[)）])? \s*(?=\n|$)
        | 版权所有 | 收稿日期 | 修回日期 | 责任编辑 | 编辑[:：\s] | 作者简介 | 作者单位 | 第一作者
        | 基金项目 | 通[讯信]作者
        | 附\s?录(?![^\n]*\[) | 致\s?谢(?=\s*(?:\n|$|[:：\]】])) | 作者贡献 | 利益冲突 | 网络出版
        | 京ICP | [京沪粤苏浙]公网
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
REFERENCE_LIKE = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\[[JMDCNRPSZ](?:/OL)?\]|\[EB/OL\]|10\.\d{4,9}/|https?://"
    r"|\((?:n\.\s?d\.?|in press|forthcoming)\)"
)
# A title on a line of its own: three words or six Chinese characters, and no sentence that ends.
_TITLE_LINE = re.compile(
    r"(?=.{6,300}$)(?![^\n]*(?:@|https?:|©|。|[a-z]{2}\.\s+[A-Z]))[^\W_a-z][^\n]*[^\s.,;:，；：]$"
    r"|(?=.{6,300}$)[\"“‘'《«‹(（【\[][^\n。]*[^\s.,;:，；：]$"
)
_WORDS = re.compile(rf"(?:[^\W\d_]+[\s:,-]+){{2}}[^\W_]|(?:[{HAN}][^{HAN}]{{0,8}}){{5}}[{HAN}]")
_PROSE = re.compile(
    r"\b(?:I|we|you|he|she|it|they|was|were|had|have|has|will|would|this|that|there)\b|[，,]\S{0,60}[我你他她它们]|[。，]\S{0,60}了",
    re.IGNORECASE,
)
_SEVERAL = 5  # lines from which lines with stops may be titles
_APPENDIX = re.compile(r"\W*(?:附\s?录|appendi|supplement)", re.IGNORECASE)
_LONG_NOTICE = 200  # characters; a longer text may hold something that matters

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽА-ЯΑ-Ω"
_PART = (
    r"(?:(?:[dD]e(?:\s[lL]a|\slos|n|r|l|lla)?|[dD][iau]|[dD]os|[vV][ao]n(?:\s[dD]e[nr]?)?|[lL][ae]|[tT]e[rn]|[aAeE]l"
    r"|[bB]in)[\s-])?"
)
_WORD = rf"(?:[dDlLOo]')?[{_UP}][^\W\d_]+(?:['-][^\W\d_]+)*"
_SURNAME = rf"{_PART}{_WORD}(?:\s{_WORD})?"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_STRONG = re.compile(
    rf"""
    (?!(?:In|The|An|A(?!\.)|On|Of|For|From|With|Vol|No|Pp|Proc|See|Cited|Journal|Annals|Trans|Lett|{_MONTH})\b(?!,\s[{_UP}]\.))(?:
    [-_]{{2,}}\s?[.,(\d]                                                # the author of the entry before
    | {_SURNAME},\s?(?:[{_UP}](?:-?[{_UP}])?\.|[{_UP}]{{1,3}}[.,;&(\s])  # Smith, J. / Smith, JA,
    | {_SURNAME}\s(?:[{_UP}]\.?[\s-]?){{1,3}}(?:[.,:;(]|(?:and|&|et)\s|\d{{4}}|(?<=\.)\s)   # Smith JA,
    | (?:[{_UP}][a-z]?\.[\s-]?){{1,3}}{_PART}{_WORD}                     # J. Smith
    | [{_UP}][{_UP}'-]+(?:\s[{_UP}][{_UP}'-]*){{0,3}}[,.]\s?[{_UP}]       # SMITH J A,
    | [{_UP}][{_UP}'-]+(?:\s[{_UP}]){{1,4}}[,.]
    | [{_UP}][a-z]{{2,14}}[{_UP}]{{1,3}}[,.]\s?[{_UP}]                     # SmithJA,
    | \[[{HAN}]{{1,3}}\]\s?[{HAN}] | \([{HAN}]\)\s?[{HAN}]                  # the author's country
    )
    """,
    re.VERBOSE,
)
_HAN_AUTHOR = re.compile(rf"([{HAN}]\s?[{HAN}](?:\s?[{HAN}]){{0,2}})\s?(?:[,.:;]|等[,.])|[{HAN}]{{1,8}}·[{HAN}]{{1,8}}")
_HAN_AUTHOR_YEAR = re.compile(rf"[{HAN}]{{2,20}}(?:\s?\([{HAN}]{{1,4}}\))?\s?\((?:1[5-9]|20)\d\d[a-z]?\)")
_HAN_TITLE = re.compile(
    rf"[{HAN}]{{2,3}}(?:,[{HAN}]{{2,3}}){{0,3}}(?:,等)?\.[{HAN}][^,.]{{7}}|[{HAN}]{{2,3}},[{HAN}]{{2,3}}[,.]"
)
_FAIR = re.compile(
    rf"""
    {_PART}{_WORD},\s{_WORD}(?:\s{_WORD})?(?:\s[{_UP}]\.?){{0,2}}(?:[,.;(]|\sand\s|\s&|\s\()   # Smith, Jane.
    | {_WORD}\s(?:[{_UP}]\.?\s){{0,2}}(?:{_PART}){_WORD}(?:,|\sand\s|\s&|\.\s|\s\(|\set\sal)  # Jane Smith,
    | {_WORD}\set\sal
    | [{HAN}A-Za-z()]{{2,30}}(?:组|会|部|局|院|所|社|厅|公司|大学|中心|网)[.,:]
    """,
    re.VERBOSE,
)
_DATED = re.compile(
    rf"{_PART}[{_UP}{HAN}\"][^()\d\[\]]{{3,240}}?[(,.\s]\s?(?:1[5-9]|20)\d\d[a-z]?(?:[).,:;]|\s?\[|\s[{_UP}])"
)
# Names without a sentence end between them, and a year in brackets: an organisation, or a form of name of its own.
_AUTHOR_YEAR = re.compile(
    rf"[{_UP}](?:[^.()\d]|(?<=[{_UP}])\.|\.(?=\s?[&,]|\s[{_UP}]\b)){{2,200}}+[.,]?"
    r"\s?\((?:(?:1[5-9]|20)\d\d|n\.\s?d|in press)"
)
_MIDDLE = re.compile(
    rf"""
    (?!{_PART}{_WORD},)[a-z] | [^\s/]{{1,40}}/\S | [\d,.;:)\]&%/+=] | [(]
    | (?:In|in)[:\s] | [Pp]{{1,2}}\.?\s?\d | [Vv]ol(?:ume)?\b | [Nn]o\.\s?\d | Proc(?:\.|eedings)\b | Press\b
    | Publish | [Uu]niv\b | (?:{_WORD}\s)?University\b | (?:International|European|American|British)\sJournal
    | Journal\sof\b | J\.\s(?:of\b|[A-Z][a-z]+\.) | (?:doi|DOI)\b
    | (?:Retrieved|Available|Accessed|Cited|Last)\s(?:from|at|on|in|online|visited|accessed|\w+\s\d)
    | (?:Springer|Elsevier|Wiley|Routledge|Addison|McGraw|Kluwer|Morgan|Prentice|Academic|Oxford|Cambridge|New\sYork
        |London|Berlin|Boston|Paris|Chicago|Amsterdam|Washington|San\s\w+|Los\sAngeles)\b(?!,\s[{_UP}]\.)
    | (?:PhD|Ph\.D|MSc|Master|Doctoral|Dissertation|Thesis|Technical|Tech|Report|Unpublished|Master's)\b
    | {_MONTH}\.?,?\s\d | (?:Eds?|Trans|ISBN|ISSN|URL|PMID|Article|Chapter)\b
    | {_WORD}(?:\s{_WORD}){{0,2}}(?:,\s[A-Z]{{2}})?\s?:\s                  # a place and a publisher
    # a journal and a volume
    | [^,.;:()\d\[]{{4,70}},?\s(?:v\.|vol\.?|no?\.|n°|pp?\.)?\s?(?!(?:1[5-9]|20)\d\d)\d{{1,4}}\s?[,:(]
    | (?:第?\d|[{HAN}]{{2,12}}(?:出版社|学报|杂志|大学|研究)[,.:(\d]) | \[[A-Z]{{1,2}}(?:/OL)?\] | //
    """,
    re.VERBOSE,
)
_LINK = re.compile(r"https?:|www\.|10\.\d{4}")
_LINK_LAST = re.compile(r"(?:https?:/?/?|www\.|\b10\.\d{4,9}/)\S*\s*$")
_OPEN_ENDED = re.compile(
    r"(?:[:;&(\[/-]|(?<!\}),|(?<![.\d])\s(?:and|or|of|the|in|on|for|to|a|an|from|with|by|at|as|und|et|de|la|der|des|die|pp?\."
    r"|vol\.|no\.|eds?\.)|[(\[][^)\]]{0,15})\s*$"
)
_MARK_LAST = re.compile(r"\[\s?[A-Z]{1,2}(?:/OL)?\s?\][.,]?\s*$|//\s*$")
_CLOSED = re.compile(r"(?:\d[a-z]?\s?[)\]}]?|[)\]}/])\s?[.)]{1,2}\s*$|\},\s*$")  # "keywords: {...}," as well
_YEAR_LAST = re.compile(r"\((?:1[5-9]|20)\d\d[a-z]?\)[.,:]?\s*$")
_STOPPED = re.compile(r"[.。]\s*[)\]'\"”]?\s*$")
_INITIAL_LAST = re.compile(rf"(?:^|[\s.,(-])(?:[{_UP}]|[{_UP}][a-z]{{1,3}}|al|ed|eds|vol|no|pp|vs|cf)\.\s*$")
_NUMBER_LAST = re.compile(r"\d[)\]]?\s*$")


def looks_like_reference(text: str) -> bool:
    """Whether a text has a year, a type mark or a link, as a reference does."""
    return bool(REFERENCE_LIKE.search(shape(text))) and len(text.strip()) > 15  # noqa: PLR2004 - shorter than any entry


def is_notice(text: str) -> bool:
    """Whether a text is but a page's notice, such as a copyright line, and nothing in it can be a reference."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return (
        len(text.strip()) <= _LONG_NOTICE
        and not (len(lines) > 1 and _APPENDIX.match(text))
        and bool(FOOTER.match(text.strip()))
        and all(FOOTER.match(line) or not looks_like_reference(line) for line in lines)
    )


def are_titles(lines: list[str]) -> bool:
    """Whether lines are titles and nothing else, one a line, rather than references or running text.

    Titles may all end in a stop where they are many and none speaks in sentences.
    """
    written = [line.strip() for line in lines if line.strip()]
    stopped = sum(line.endswith((".", "。", "．")) for line in written)
    if 2 * stopped > len(written):
        prose = sum(bool(_PROSE.search(line)) for line in written)
        if len(written) < _SEVERAL or 5 * prose > len(written):
            return False
    likely = [
        line for line in (line.rstrip(" .。．") for line in written) if _TITLE_LINE.match(line) and _WORDS.search(line)
    ]
    dated = sum(looks_like_reference(line) for line in written)
    return len(written) > 1 and len(likely) >= 0.9 * len(written) and 2 * dated < len(written)


def opening(outline: str) -> float:
    """Weigh how likely a text begins an entry: above 0 for a name, below 0 for what stands inside one.

    Parameters
    ----------
    outline
        The shape of some 300 characters of text, without leading spaces.
    """
    text = outline.lstrip("*").removeprefix("_" if outline[1:2] != "_" else "")
    if text[:1] in "\"“'«":
        return 0.0  # a title: of an entry without an author, or in one after its author
    if _STRONG.match(text):
        return 3.5 if _DATED.match(text) else 2.5
    if _is_han_author(text) or _HAN_AUTHOR_YEAR.match(text):
        return 3.0
    if _MIDDLE.match(text):
        return -4.0
    dated = bool(_DATED.match(text))
    if _FAIR.match(text):
        return 2.5 if dated else 1.5
    return 2.0 if _AUTHOR_YEAR.match(text) else 0.5 if dated else -0.5


def _is_han_author(text: str) -> bool:
    match = _HAN_AUTHOR.match(text)
    return match is not None and (match[1] is None or is_han_name(match[1]) or bool(_HAN_TITLE.match(text)))


def ending(outline: str) -> float:
    """Weigh how likely a text ends an entry: above 0 where it does, below 0 where something is to follow.

    Parameters
    ----------
    outline
        The shape of the last 80 characters of the text or fewer.
    """
    if _LINK_LAST.search(outline):
        return -1.0 if outline.rstrip().endswith(("-", "_", "=", ":", "?", "&")) else 1.0
    if _OPEN_ENDED.search(outline) or _MARK_LAST.search(outline):
        return -5.0
    if _CLOSED.search(outline):
        return 0.5 if _YEAR_LAST.search(outline) else 2.0
    if _STOPPED.search(outline):
        return -1.5 if _INITIAL_LAST.search(outline) else 1.0
    return -0.2 if _NUMBER_LAST.search(outline) else -1.5
