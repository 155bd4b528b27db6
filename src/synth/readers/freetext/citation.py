"""Parse one free-text reference, in whatever style it is written.

The order is the same for every style: number, links, authors, year if it comes next, title, and the tail with the
container and the locators. The styles differ in what ends the title: a type mark such as ``[J]``, a closing quote or
bracket, or punctuation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from synth.readers.freetext.authors import read_authors
from synth.readers.freetext.gbt import is_chinese_style, parse_chinese_style
from synth.readers.freetext.locators import YEAR, Locators, extract_links, find_year, read_locators
from synth.readers.freetext.parsed import ParsedCitation
from synth.readers.freetext.titles import read_title
from synth.readers.text import field, language_of, shape, tidy

MAX_LENGTH = 20_000  # a longer entry is no reference; its text is kept whole as the title

_LABEL = (
    r"\s*(?:\[\s?\d{1,4}\s?\]|\(\d{1,4}\)(?!\s?\()|\d{1,4}\s?[.)、,](?=\s|[^\d\s])"
    r"|\d{1,4}\s(?=[^\W\d_a-z]))\s?[.、]?\s*"
)
_LABELS = re.compile(rf"(?:\s*(?:[-*]\s|[·•●▪‣◦■◆])\s*|{_LABEL})(?:\s*\[\s?\d{{1,4}}\s?\]\s*)?")
TYPES = {
    "J": "article-journal",
    "M": "book",
    "G": "book",
    "D": "thesis",
    "C": "paper-conference",
    "N": "article-newspaper",
    "P": "patent",
    "S": "standard",
    "R": "report",
    "EB": "webpage",
    "OL": "webpage",
    "DB": "dataset",
    "DS": "dataset",
    "CP": "software",
    "CM": "map",
    "A": "document",
    "Z": "document",
}
_WORDS_OF_TYPES = {
    "thesis": r"ph\.?\s?d\.?\b|\b(?:doctoral|master'?s?|m\.?sc\.?)\b.{0,12}\bthesis|\bdissertation\b|学位论文",
    "report": r"\btechnical report\b|\btech\.?\s?rep|\bworking paper|\breport no|\bresearch report",
    "paper-conference": r"\bproc(?:\.|eedings?\b)|\bconference\b|\bconf\.|\bsymposium\b|\bworkshop\b|论文集|研讨会",
    "patent": r"\bpatent\b",
}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter)[a-z]*\.?\s?"
_YEAR_NEXT = re.compile(
    rf"\s?[.,:]?\s?(?:[(\[](?:in press|in preparation|forthcoming|submitted|to appear|n\.?\s?d\.?"
    rf"|s\.?\s?d\.?"
    rf"|(?:\d{{1,2}}\s)?(?:{_MONTH})?(?:c\.\s?)?{YEAR}[a-z]?(?:\s?[-/,\[]\s?[^()]{{1,30}})?)[)\]]"
    rf"|{YEAR}[a-z]?(?=\s?[.,:;]|\s[\"“«‘A-Z]|\s?$)(?!-))\s?[.,:;]?\s?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[,，]?\s?[\[(（【]?(?:博士|硕士)?学位论文[\])）】]?$|(?<=\w)\s\[[A-Z][a-z]+(?:\s[a-z]+){0,3}\]$"
    r"|\s?[:：]\s?(?:[A-Z]{2,5}(?:/[A-Z]{1,3})?\s?[A-Z]?\d[\w./—–-]*|ISO\S*\s\S+|卷\s?\d+|Vol\.\s\d+)$"
    r"|\s?[(\[](?:[^()\[\]]{0,60}\b(?:dissertation|thesis|working paper|report|policy brief|No\.|Vol\."
    r"|\d(?:st|nd|rd|th) ed|edn?\.|edition|pp?\.)[^()\[\]]{0,60}|editorial)[)\]]\.?$",
    re.IGNORECASE,
)
_HANGING = " ,.;:([，．；：（"
_LONGEST_HANGING = 40
_ANNOUNCEMENT = re.compile(r"[\s,(（](?:pp?|pages?|vol|no|to appear|in press|submitted)$", re.IGNORECASE)
_LAST_MONTH = re.compile(rf"[\s,.(](?:\d{{1,2}}\.?\s)?{_MONTH}(?:\s?[-/]\s?{_MONTH})?$", re.IGNORECASE)
_HOST = re.compile(
    r"\s?(?:[.,;:]\s?)?(?://|\b[Ii]n\s?[:：]\s?|\bIn\s(?=[^\W\d_a-z\"“])|in\s(?=[^\W\d_a-z])"
    r"|见[：:]|载(?=《))\s?"
)
_LATE_HOST = re.compile(r".{0,60}?//\s?")
_HOST_END = re.compile(
    r"(?<=[^\W\d_]{5})(?<!Trans)(?<!Intern)(?<!Comput)(?<!Commun)\.\s?(?=[^\W\d_a-z])|(?<=》)"
    r"|,?\s(?:edited by|eds?\.)\s"
)
_PUBLISHER = re.compile(
    r"\b(?:Press|Publish(?:ers|ing)|Publications|Verlag|Books|Springer|Elsevier|Wiley|Routledge)\b|出版社|书店|书局"
)
_PLACE_PUBLISHER = re.compile(
    r"([^\W\d_][^.,;:\[\]()]{1,60}(?:,\s[A-Z]{2})?)\s?:\s?([^\W\d_][^,;:\[\]()]{2,80}?)(?=\s?[,.;)(]|\s?$)"
)


def parse_citation(text: str) -> ParsedCitation:
    """Parse one free-text reference.

    Parameters
    ----------
    text
        The reference, with or without its number, on one line or several.

    Returns
    -------
    ParsedCitation
        The fields found. Text that has no recognisable structure is the title.
    """
    if len(text) > MAX_LENGTH:
        whole = field(text)
        return ParsedCitation(title=whole, language=language_of(whole[:MAX_LENGTH]), structured=False)
    body = without_label(text)
    if is_chinese_style(body):
        return parse_chinese_style(body)
    linkless, doi, url = extract_links(body)
    authors = read_authors(linkless)
    position, year = authors.end, None
    if match := _YEAR_NEXT.match(shape(linkless), position):
        position, year = match.end(), find_year(match[0])
    title_end, tail_start, mark = read_title(linkless, position)
    title = _clean_title(linkless[position:title_end])
    if not title:
        title, tail_start = field(linkless.strip(" .")), len(linkless)
    rest = _read_tail(linkless[tail_start:], mark)
    locators = rest.locators
    return ParsedCitation(
        title=title,
        authors=authors.people,
        more_authors=authors.more,
        year=year or locators.year or find_year(linkless),
        container=rest.container,
        volume=locators.volume,
        issue=locators.issue,
        pages=locators.pages,
        publisher=rest.publisher,
        doi=doi,
        url=url,
        type=rest.kind,
        language=language_of(title),
        structured=bool(authors.people or year or locators.year or rest.container or mark),
    )


def without_label(text: str) -> str:
    """Return a reference on one line without its number or bullet."""
    clean = tidy(text)
    label = _LABELS.match(shape(clean))
    return clean[label.end() :] if label else clean


def _clean_title(text: str) -> str:
    """Strip the punctuation and quotes around a title, but no stop that belongs to it."""
    title = field(text).strip(" .,:;．。，：；")
    pairs = {"“": "”", '"': '"', "《": "》", "«": "»", "'": "'", "‘": "’", "``": "''", "„": "“"}
    for opening, closing in pairs.items():
        inside = title[len(opening) : -len(closing)]
        if title.startswith(opening) and title.endswith(closing) and opening not in inside and closing not in inside:
            return inside.strip(" .,:;，。")
    lone = [quote for quote in ('"', "“", "„", "``") if title.startswith(quote) and title.count(quote) == 1]
    if lone and not re.search("[”\"]|''", title[1:]):
        title = title[len(lone[0]) :].lstrip()  # the closing quote is lost
    return _NOTE.sub("", title)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tail:
    """What stands after the title, and the kind of work that it speaks of."""

    container: str
    publisher: str
    kind: str
    locators: Locators


def _read_tail(tail: str, mark: str) -> _Tail:
    outline = shape(tail)
    host = _HOST.match(outline) or _LATE_HOST.match(outline)
    body = tail[host.end() :] if host else tail.lstrip(" .,:;．，。：；")
    if host:
        body = body[_end_of_editors(body, named_only=not mark and "//" not in host[0]) :]
    locators = read_locators(body)
    kind = _type_of(mark, tail, hosted=bool(host), located=bool(locators.volume or locators.issue or locators.pages))
    container, publisher = _container(body[: locators.start], body, kind, hosted=bool(host))
    return _Tail(container=container, publisher=publisher, kind=kind, locators=locators)


def _end_of_editors(body: str, *, named_only: bool) -> int:
    """Return where the container begins in a text such as ``Smith J, editor. Handbook of ...``."""
    editors = read_authors(body)
    if not editors.people:
        return 0
    outline = shape(body)
    if re.search(r"(?:eds?\b|editors?\b|编)[.):,]*\s*$", outline[: editors.end + 1], re.IGNORECASE):
        return editors.end + 1
    rest = outline[editors.end :].lstrip(" .")
    stopped = "." in outline[editors.end - 1 : editors.end + 1]
    return (
        len(body) - len(rest) if not named_only and stopped and "." in rest and not _PLACE_PUBLISHER.match(rest) else 0
    )


def _type_of(mark: str, tail: str, *, hosted: bool, located: bool) -> str:
    """Return the CSL type from the mark, or else from the words after the title."""
    if mark:
        kind = TYPES.get(re.split(r"[/+]", mark)[0], "document")
        return "chapter" if kind == "book" and hosted else kind
    for kind, pattern in _WORDS_OF_TYPES.items():
        if re.search(pattern, tail, re.IGNORECASE):
            return kind
    if hosted:
        return "chapter"
    if not located and (_PLACE_PUBLISHER.search(shape(tail)) or _PUBLISHER.search(tail)):
        return "book"
    return "article-journal"


def _container(head: str, body: str, kind: str, *, hosted: bool) -> tuple[str, str]:
    """Return the container and the publisher in the part of the tail before the locators."""
    outline = shape(body)
    first = _HOST_END.search(outline) if hosted else None
    match = None
    if kind not in {"article-journal", "article-newspaper"}:
        match = _PLACE_PUBLISHER.search(outline, first.end() if first else 0)
    publisher = field(body[match.start(2) : match.end(2)]) if match else ""
    ends = [len(head), *(found.start() for found in (first, match) if found)]
    container = re.sub(r"\s?[\[［](?:[A-Z/]{1,5}[\]］]?|\d{4}).*$", "", _trim(head[: min(ends)]))
    if kind in {"paper-conference", "chapter"}:
        container = _without_place(container)
    container = field(container).strip(" .:《》“”\"'«»")
    if kind in {"book", "thesis", "report", "patent", "standard"} and not hosted:
        return "", publisher or container
    return container, publisher


def _without_place(container: str) -> str:
    """Drop the place and the month that follow the name of a conference or book."""
    pieces = re.sub(r"\s\([^()]*$", "", container).split(", ")
    few = 3
    while len(pieces) > 1 and len(pieces[-1].split()) <= few and not pieces[-1].startswith(("and ", "& ")):
        pieces.pop()
    return ", ".join(pieces)


def _trim(text: str) -> str:
    """Strip what hangs on a container: brackets, words that announce the locators, a month."""
    for pattern in (_ANNOUNCEMENT, _LAST_MONTH):
        text = text.rstrip(_HANGING)
        # Only the end is searched: a pattern that must end the text is slow on a long one.
        if match := pattern.search(text, max(0, len(text) - _LONGEST_HANGING)):
            text = text[: match.start()]
    return text.rstrip(_HANGING)
