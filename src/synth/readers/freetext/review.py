"""Read the review that a text page shows: its title, authors, imprint, abstract and keywords."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.datatypes import Origin, Person, Review
from synth.readers.freetext.locators import YEAR, bare_doi
from synth.readers.names import is_han_name, order_of, person
from synth.readers.text import HAN, field, language_of, shape, tidy

if TYPE_CHECKING:
    from synth.readers.freetext.page import Page

_BREADCRUMB = re.compile(r".+\s[>»›]\s.+|.+\s>\s*$|^\s*home\b.*[/|].+", re.IGNORECASE)
_VOLUME = re.compile(
    r"\bvol(?:ume)?\b\.?\s?(\d{1,4}|[IVXLC]+\b)|第\s?(\d{1,4})\s?卷|\b(\d{1,4})\s?\(\s?S?\d{1,4}\s?\)", re.IGNORECASE
)
_ISSUE = re.compile(
    r"\b(?:no|issue|number|iss)\b\.?\s?:?\s?(S?\d{1,4}(?:\s?-\s?\d{1,4})?)|第\s?(\d{1,4}(?:-\d{1,4})?)\s?期"
    r"|\b\d{1,4}\s?\(\s?(S?\d{1,4})\s?\)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"https?:|www\.|\bissn\b|@|^\s*(?:home|menu|login|sign in|search|download|pdf|share|cite|open access"
    r"|skip to|full text|views?\b"
    r"|(?:original |review |research )?articles?$|review$|vol\b|volume\b|issue\b|published|received"
    r"|accepted|doi|e-?mail|corresponding|\d+$"
    r"|第\s?\d+\s?卷|文章编号|收稿|首页|综述$|论文$|当前位置)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:universit|college|school|institut|department|faculty|academy|laborator|hospital|polytechnic)"
    r"|\bcent(?:er|re) (?:for|of)\b"
    r"|(?:大学|学院|研究院|研究所|研究中心|医院|学校|公司)(?!.{0,4}(?:研究|综述))|[(（].{2,40}\d{6}",
    re.IGNORECASE,
)
_JOURNAL_NAME = re.compile(
    r"^(?:the\s)?(?:[a-z]+\s){0,3}(?:journal|annals|bulletin|proceedings|transactions|archives|letters|quarterly)\b"
    r"(?:\s(?:of|in|on|for)\b.*)?$"
    r"|^(?:[a-z]+\s){1,3}reviews?$"
    r"|(?:学报|杂志|期刊)(?:[(（].{1,20}[)）])?$",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"correspond|e-?mail|@|通[讯信]作者", re.IGNORECASE)
_NO_JOURNAL = re.compile(
    r"(?:home|archives?|issues?|current|past issues|articles?|volumes?|首页|过刊|期刊|vol|no|published|received"
    r"|第|年|卷|期)\.?",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    rf"\bvol(?:ume)?\b\.?\s?\d|\b(?:no|issue)\b\.?\s?\d|\d\s?\(\d{{1,3}}\)|第\s?\d+\s?[卷期]|{YEAR}\s?年", re.IGNORECASE
)
_SIGNS = re.compile(
    r"(?<=[^\W\d_.])\s?\d{1,2}(?:\s?,\s?\d{1,2})*(?=[\s,;*†‡，；、]|$)|[*†‡§¶∗⁎✉¹²³⁴⁵⁶⁷⁸⁹⁰]+"
    r"|\(\s?\d{1,2}\s?\)|\[\d{1,2}\]"
)
_TITLE_WORDS = 3
_FIELD = 500  # characters; what is longer is prose under a heading that is also the name of a field
_NAME_WORDS = range(2, 6)
_LONGEST = 1000  # a longer line of the head is prose, and slow to search


def read_review(page: Page, source: str) -> Review | None:
    """Read the review that a page shows; ``None`` where there is nothing but a list.

    Parameters
    ----------
    page
        The page's sections.
    source
        The name of the source.
    """
    lines = _head_lines(page)
    title, line = _title(page, lines)
    if not title:
        return None
    language = language_of(title)
    after = [text for number, text in lines if number > line]
    front = [text for _, text in lines] + [
        part.text
        for part in page.sections
        if part.name in {"journal", "year", "volume", "issue", "doi", "other"} and len(part.text) < _FIELD
    ]
    journal, volume, issue, year = _imprint(page, [text for text in front if tidy(text) != title])
    return Review(
        title=title,
        origin=Origin(source=source, line=line),
        authors=_authors(page, after),
        affiliations=_affiliations(page, after),
        year=year,
        journal=journal,
        volume=volume,
        issue=issue,
        doi=bare_doi(page.text_of("doi")) or bare_doi("\n".join(front)),
        abstract=field(page.text_of("abstract")),
        keywords=_keywords(page.text_of("keywords")),
        language=language,
    )


def _head_lines(page: Page) -> list[tuple[int, str]]:
    """Return the lines under no heading that stand before the abstract, each with its number."""
    found: list[tuple[int, str]] = []
    for part in page.sections:
        if part.name == "abstract":
            break
        if part.name == "head":
            found += [(part.line + index, tidy(line)) for index, line in enumerate(part.text.split("\n"))]
    return [(number, line) for number, line in found if 0 < len(line) <= _LONGEST]


def _title(page: Page, lines: list[tuple[int, str]]) -> tuple[str, int]:
    """Return the title and its line: the labelled one, else the likeliest line of the head."""
    labelled = next((part for part in page.sections if part.name == "title" and part.text.strip()), None)
    if labelled:
        return field(labelled.text.strip().split("\n")[0]), labelled.line
    crumbs = max((number for number, line in lines if _BREADCRUMB.search(line)), default=0)
    candidates = [(number, line) for number, line in lines if number > crumbs and _may_be_title(line)]
    if not candidates:
        candidates = [(number, line) for number, line in lines if _may_be_title(line)]
    if not candidates:
        return "", 0
    number, line = next(((number, line) for number, line in candidates if _full_title(line)), candidates[0])
    position = lines.index((number, line))
    for following, more in lines[position + 1 :]:
        # A long title wraps; its second line begins small or follows a word that cannot end a title.
        if following != number + 1 or not (
            re.match(r"[a-z(]", more) or re.search(r"(?:[:：,-]|\b(?:of|and|the|in|on|for|to|a|from|with))$", line)
        ):
            break
        line, number = f"{line} {more}", following
    return field(line), lines[position][0]


def _may_be_title(line: str) -> bool:
    return not (
        _FURNITURE.search(line)
        or _BREADCRUMB.search(line)
        or _JOURNAL_NAME.search(line)
        or _looks_like_names(line)
        or _looks_like_address(line)
        or (_IMPRINT.search(line) and len(line) < 120)  # noqa: PLR2004 - the length of an imprint line
    )


def _full_title(line: str) -> bool:
    """Whether a line is long enough for a title, rather than the name of a site or journal."""
    return len(line.split()) > _TITLE_WORDS or len(re.findall(f"[{HAN}]", line)) > 2 * _TITLE_WORDS


def _looks_like_address(line: str) -> bool:
    """Whether a line names a workplace; a long title may mention schools too, but has no commas around them."""
    outline = shape(line)
    return bool(_ADDRESS.search(line)) and (
        "," in outline or bool(re.match(r"\s?[\d(a-e¹²³*]", outline)) or bool(re.search(r"\d{6}|大学|学院$", line))
    )


def _split_names(text: str) -> list[str]:
    """Split a line of names and take the footnote signs off them."""
    cleaned = _SIGNS.sub(" ", text)
    pieces = re.split(r"[;；,，、|]|\s(?:and|&|和)\s|\band\s", cleaned, flags=re.IGNORECASE)
    if len(pieces) == 1 and language_of(cleaned) == "zh" and all(2 <= len(word) <= 4 for word in cleaned.split()):  # noqa: PLR2004 - a Chinese name
        pieces = cleaned.split()
    return [piece.strip(" .*:：") for piece in pieces if piece.strip(" .*:：")]


def _is_name(text: str) -> bool:
    if re.fullmatch(rf"[{HAN}](?:\s?[{HAN}]){{1,3}}", text):
        return is_han_name(text)
    words = text.split()
    return len(words) in _NAME_WORDS and all(
        re.fullmatch(
            (
                r"(?:[dDO]['’])?[^\W\d_a-z][^\W\d_]*(?:['’.-][^\W\d_]*)*|de|van|von|der|den|del|della|di|da|la"
                r"|bin|al"
            ),
            word,
        )
        for word in words
    )


def _looks_like_names(line: str) -> bool:
    """Whether a line is nothing but names: several, or one of two or three words that cannot be a title."""
    names = _split_names(line)
    if not names or not all(_is_name(name) for name in names):
        return False
    return len(names) > 1 or len(names[0].split()) <= _TITLE_WORDS


def _authors(page: Page, after: list[str]) -> tuple[Person, ...]:
    """Return the authors: the labelled ones, else the lines after the title that are nothing but names."""
    text = page.text_of("authors")
    lines = [tidy(line) for line in text.split("\n") if line.strip()] or [
        line for line in after if _looks_like_names(line)
    ]
    lines = [line for index, line in enumerate(lines) if index == 0 or _looks_like_names(line)]
    names = [name for line in lines for name in _split_names(line) if not _ADDRESS.search(name)]
    # A page prints given names first unless its names speak against it, unlike a reference list.
    family_first = order_of(names) > 0
    return tuple(person(name.title() if name.isupper() else name, family_first=family_first) for name in names)


def _affiliations(page: Page, after: list[str]) -> tuple[str, ...]:
    """Return the workplaces: the labelled ones, else the lines after the title that name one."""
    text = page.text_of("affiliations")
    author_lines = [tidy(line) for line in page.text_of("authors").split("\n")[1:]]
    lines = (
        text.split("\n")
        if text
        else [line for line in [*author_lines, *after] if _looks_like_address(line) or _ADDRESS.search(line)]
    )
    pieces = [piece for line in lines for piece in re.split(r"[;；]\s?(?=\d\s?[.．、])", line.strip().strip("()（）"))]
    return tuple(
        re.sub(r"^[\s\d*¹²³⁴⁵.．、()（）a-e]{1,4}(?=[^\W\d_a-z])", "", field(piece))
        for piece in pieces
        if piece.strip() and not _CONTACT.search(piece)
    )


def _imprint(page: Page, front: list[str]) -> tuple[str, str, str, int | None]:
    """Return journal, volume, issue and year."""
    text = shape("\n".join(front))
    volume = _labelled(page, "volume", r"\w{1,6}") or _first(_VOLUME, text)
    issue = _labelled(page, "issue", r"\w{1,6}(?:-\d+)?") or _first(_ISSUE, text)
    journal = field(page.text_of("journal").split("\n")[0]) or _journal(front)
    return journal, volume, issue, _year(page, text)


def _labelled(page: Page, name: str, pattern: str) -> str:
    match = re.search(pattern, page.text_of(name))
    return match[0] if match else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return re.sub(r"\s", "", next((group for group in match.groups() if group), "")) if match else ""


def _year(page: Page, text: str) -> int | None:
    """Return the year of the imprint rather than the one in an address or a DOI."""
    for place in (page.text_of("year"), *(line for line in text.split("\n") if _IMPRINT.search(line)), text):
        if match := re.search(YEAR, re.sub(r"10\.\d{4,9}/\S+|https?:\S+", " ", place)):
            return int(match[0])
    return None


def _journal(front: list[str]) -> str:
    """Return the journal that a breadcrumb, an imprint line or a line of its own names."""
    for line in front:
        outline = shape(line)
        if (
            _BREADCRUMB.search(line)
            and (
                match := re.search(
                    r"(?:^|[>»›/|]\s*)([^>»›/|]+?)\s*[>»›/|]\s*(?:vol|volume|no\.|issue|\d{4}|第)",
                    outline,
                    re.IGNORECASE,
                )
            )
            and not _NO_JOURNAL.fullmatch(match[1])
        ):
            return field(match[1])
    for line in front:
        match = re.match(
            rf"\s*《?([^\d,;:()》]{{3,90}}(?:\([^\d()]{{2,30}}\))?)》?[\s,:(]*(?:{YEAR}\s?年?[\s,):]*)?(?:vol\b"
            rf"|volume\b|no\.|issue\b|第\s?\d+\s?[卷期]|\d+\s?\(|{YEAR}年)",
            shape(line),
            re.IGNORECASE,
        )
        if match and not re.search(r"[>»/|]", match[1]) and not _NO_JOURNAL.fullmatch(match[1].strip()):
            return field(line[match.start(1) : match.end(1)])
    return next((field(line) for line in front if _JOURNAL_NAME.search(line) and not _BREADCRUMB.search(line)), "")


def _keywords(text: str) -> tuple[str, ...]:
    """Split the keywords at whatever separates them."""
    cleaned = tidy(text.strip().split("\n\n")[0])
    candidates = (
        re.split(r"[;；]", cleaned),
        re.split(r"[,，、|·•]", cleaned),
        re.split(r"\s{2,}|\u3000", text.strip()),
    )
    for pieces in candidates:
        if len(pieces) > 1:
            return tuple(word for piece in pieces if (word := field(piece).strip(" .．。")))
    if language_of(cleaned) == "zh":
        return tuple(word.strip("。.") for word in cleaned.split() if word.strip("。."))
    return (cleaned.strip(" ."),) if cleaned else ()
