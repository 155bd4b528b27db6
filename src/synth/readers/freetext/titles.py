"""Find where the title of a reference ends."""

from __future__ import annotations

import re

from synth.readers.freetext.locators import YEAR
from synth.readers.text import HAN, shape

_MARK = re.compile(r"\s?\[\s?([A-Za-z0]{1,2}(?:\s?[/+]\s?[A-Za-z0]{1,3})?)\s?\]")
_DAMAGED_MARK = re.compile(r"(?<=[^\W\d_])\s?([JMDNRC])\](?=[.,\s])|\[([JMDNRC])(?=[.,])")  # OCR lost a bracket
_MARKS = frozenset(
    [
        "J",
        "M",
        "D",
        "C",
        "N",
        "P",
        "S",
        "R",
        "G",
        "A",
        "Z",
        "K",
        "O",
        "EB",
        "DB",
        "DS",
        "CP",
        "CM",
        "OL",
        "EB/OL",
        "J/OL",
        "M/OL",
        "D/OL",
        "C/OL",
        "N/OL",
        "P/OL",
        "R/OL",
        "S/OL",
        "DB/OL",
        "CP/OL",
        "Z/OL",
        "A/OL",
        "G/OL",
        "CM/OL",
        "DS/OL",
        "DB/MT",
        "DB/CD",
        "M/CD",
    ]
)
_QUOTED = re.compile(
    r"\s?(?:“([^”]{3,600})”|\"([^\"]{3,600})\"|``(.{3,600}?)''|''(.{3,600}?)''|«\s?([^»]{3,600})»"
    r"|„([^“”\"]{3,600})[“”\"]|《([^》]{2,300}(?:《[^》]{1,80}》[^》]{0,200})?)》|'([^']{12,300})'(?=\s?[,.;]))"
)
_KEYWORD = (
    r"(?:[Ii]n:|In\s|in\s(?=[A-Z\"“])|Proc(?:\.|eedings?\b)|Journal\b|J\.\s|Trans(?:\.|actions\b)|IEEE\b"
    r"|ACM\b|Lecture Notes|LNCS\b|Annals?\b|Ann\.|Technical Report"
    r"|Tech(?:nical)?\.?\s?(?:Rep|Memo)|Ph\.?\s?D\b|PhD\b|Master'?s?\s|M\.?S\.?c?\.?\s(?:thesis|Thesis)"
    r"|Doctoral|Unpublished|Working Paper|Research Report|Report\b|arXiv|CoRR\b|Int(?:\."
    r"|ernational)\s(?:J\.|Journal|Conf)"
    r"|Communications of|Comm\.\s|Commun\.|Bull(?:\.|etin\b)|Advances in|Available|Retrieved|Accessed"
    r"|URL\b|https?:|doi\b|University of [A-Z]\w+ Press|[A-Z]\w+ University Press|Springer|Elsevier"
    r"|Addison|Wiley|Prentice|McGraw|North-Holland|Academic Press|MIT Press|Cambridge Univ)"
)
_STARTS_HOST = re.compile(_KEYWORD)
_EDITION = re.compile(
    r"[,;.]['\"”»]?\s(?:trans(?:l\.|lated|\.)|ed\.|eds\.|edited|hrsg|\d+(?:st|nd|rd|th|e)\.? ed|(?:second"
    r"|third|fourth|revised|rev\.?|new) (?:ed|and|exp)|\d+ vols?\b|éd\.)",
    re.IGNORECASE,
)
_TRANSLATOR = re.compile(rf"[{HAN}·,\s]{{2,40}}[译编校注](?=\s?[.,/])")
_JOURNAL_LOCATOR = re.compile(
    r".{0,3}?[\s,]\s?(?:vol\b|v\.|n°|nr\b|no\b|issue|\d{1,4}\s?[,(:;]|\d{1,4}\s+\(?(?:19|20)\d\d"
    r"|[A-Z]?\d{1,4}\s?[,:]\s?p?p?\.?\s?\d)",
    re.IGNORECASE,
)
_STOP = re.compile(
    rf"[.?!](?:['\"”)»]{{0,2}})(?:\s|(?=[{HAN}《]))|(?<=[{HAN}])\.(?=[A-Z])"
    rf"|(?<=[a-z)])\.(?=[A-Z][a-z]+[\s,])|\.(?=(?:19|20)\d\d(?!\d))"
)
_COLON_JOURNAL = re.compile(r":\s(?=[A-Z][^:,.]{3,80},\sv\.)")
_COMMA = re.compile(r"[,;]['\"”»]?\s|,(?=[A-Z])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.\-/'\"“])(?:vs|cf|e\.g|i\.e|ca|etc|al|St|Dr|Mr|Mrs|Ms|Prof|No|no|Nos|Vol|vol|viz|approx"
    r"|resp|spp?|var|subsp|Fig|[A-Za-z]|(?:[A-Z]\.){1,4}[A-Z])$|^Proc$"
)
_CLOSERS = {"(": ")", "[": "]", "“": "”", "《": "》", "«": "»", "<": ">"}
_YEAR_END = re.compile(rf"\s?\((?:[^()]{{1,80}}[:,]\s?)?[^()]{{0,80}}{YEAR}(?:-\d\d?){{0,2}}\)(?=\s?(?:[.,;\[]|$))")
_PUBLISHED = re.compile(r"\s\([^\W\d_a-z][^():]{1,40}:\s[^\W\d_a-z][^():]{1,60}\)\.?$")
_PLACE = re.compile(rf"[^\W\d_a-z][^.;:()\[\]]{{1,40}}\s?:\s?[^\W\d_a-z][^.:;]{{1,70}},?\s?(?:{YEAR}|$|\.)")
_LOCATED = re.compile(
    rf"[^.]{{0,15}}?(?:\b(?:vol|no|pp?|v)\.|\d{{1,4}}\s?\(|\(\d|\d\s?[:,]\s?[a-zA-Z]?\d|{YEAR}\s?[;,:.]"
    rf"|,\s?{YEAR}|\({YEAR}|\d+\s?-\s?\d)"
)
_CLAUSE = 3  # words; fewer are a name or an abbreviation
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "de",
        "la",
        "et",
        "und",
        "der",
        "die",
        "des",
        "für",
        "di",
        "y",
        "&",
        "en",
        "del",
    ]
)


def read_title(text: str, start: int) -> tuple[int, int, str]:
    """Find the end of the title that begins at ``start``.

    Parameters
    ----------
    text
        A reference without links.
    start
        Where the authors, and the year if it follows them, end.

    Returns
    -------
    tuple
        Where the title ends, where the tail begins, and the type mark (``J``, ``EB/OL``) or an empty string.
    """
    outline = shape(text)
    while start < len(outline) and outline[start] in " .,:;)":
        start += 1
    for match in (*_MARK.finditer(outline, start), *_DAMAGED_MARK.finditer(outline, start)):
        mark = (
            re.sub(r"\s", "", next(group for group in match.groups() if group))
            .upper()
            .replace("+", "/")
            .replace("0", "O")
        )
        if mark in _MARKS:
            return match.start(), match.end(), mark
    quoted = _quoted(outline, start)
    if quoted:
        return quoted, quoted, ""
    end = _by_punctuation(outline, start)
    return end, end, ""


def _quoted(outline: str, start: int) -> int:
    """Return the end of a title in quotes, 0 where the quotes are but a part of the title."""
    match = _QUOTED.match(outline, start)
    if match is None:
        return 0
    inside = next(group for group in match.groups() if group)
    after = outline[match.end() : match.end() + 12]
    long = len(inside.split()) > 3  # noqa: PLR2004 - fewer words are a quoted expression that begins the title
    whole = (
        inside.rstrip()[-1:] in ",.?!"
        or re.match(r"\s?(?:[,.;(]|[Ii]n\b|$|《|\d|载)", after)
        or (long and re.match(r"\s(?:[A-Z]|pp?\.)", after))
    )
    return match.end() if whole else 0


def _by_punctuation(outline: str, start: int) -> int:
    """Return the end of a title that only punctuation ends."""
    stops = _boundaries(outline, start, _STOP)
    if bracket := _YEAR_END.search(outline, start) or _PUBLISHED.search(outline, start):
        stops = [stop for stop in stops if stop < bracket.start()] or [bracket.start()]
    commas = _boundaries(outline, start, _COMMA)
    if host := re.compile(r"\s?//").search(outline, start):
        return host.start()
    first_stop = stops[0] if stops else len(outline)
    if edition := next((comma for comma in commas if comma < first_stop and _EDITION.match(outline, comma)), 0):
        return edition
    if outline[max(0, start - 2) : start].strip().endswith(",") and (end := _comma_end(outline, stops, commas)):
        return end
    if not stops or stops[0] >= len(outline.rstrip()) - 1:
        hosted = [comma for comma in commas if _begins_host(outline[comma:].lstrip(" ,;'\"”»"))]
        located = [comma for comma in commas if _LOCATED.match(outline, comma)]
        return (hosted or located or stops or [len(outline)])[0]
    return _stop_end(outline, start, stops)


def _comma_end(outline: str, stops: list[int], commas: list[int]) -> int:
    """Return the end of a title in a style that separates everything with commas; 0 to leave it to the stops."""
    first_stop = stops[0] if stops else len(outline)
    spans = [(comma, re.split(r"[,;.(]", outline[comma + 1 :], maxsplit=1)[0].strip(" '\"”»")) for comma in commas]
    before = [(comma, segment) for comma, segment in spans if comma < first_stop]
    if end := _before_journal(outline, spans, before, first_stop):
        return end
    last = outline[before[0][0] if before else 0 : first_stop]
    if first_stop < len(outline.rstrip()) - 1 and re.search(r"[A-Za-z]{4,}$|\)$", last) and not re.search(YEAR, last):
        return 0
    for comma, segment in before:
        rest = outline[comma:].lstrip(" ,;'\"”»")
        if (re.match(r"[A-Z\"“]", rest) and _titled(segment)) or re.match(rf"{YEAR}|\d+\s?[,(:]|vol|pp?\.", rest):
            return comma
    return 0


def _before_journal(outline: str, spans: list[tuple[int, str]], before: list[tuple[int, str]], first_stop: int) -> int:
    """Return the comma or colon before a segment that is surely a container; 0 where there is none."""
    for comma, _ in before:
        if _STARTS_HOST.match(outline[comma:].lstrip(" ,;'\"”»")):
            return comma
    if journal := _COLON_JOURNAL.search(outline, before[0][0] if before else 0, first_stop + 1):
        return journal.start()
    for comma, segment in spans:
        short = segment[:1].isupper() and len(segment.split()) < 6  # noqa: PLR2004 - as names of journals are
        if (short or _titled(segment)) and _JOURNAL_LOCATOR.match(outline, comma + 1 + len(segment)):
            return comma
    abbreviated = before and re.fullmatch(r"(?:[A-Z][a-z]{1,5}\s?){1,3}", before[-1][1])  # "Comm. of the ACM"
    return before[-1][0] if abbreviated and first_stop < len(outline.rstrip()) - 1 else 0


def _begins_host(rest: str) -> bool:
    """Whether a container, a publisher or a place begins here."""
    publisher = re.match(
        r"[^,.]{0,50}\b(?:University|Press|Verlag|Publish\w+|Publications|[EÉ]ditions|Books|Inc)\b", rest
    )
    return bool(_STARTS_HOST.match(rest) or _PLACE.match(rest) or publisher)


def _titled(segment: str) -> bool:
    """Whether every word that counts is capitalised or abbreviated, as in the name of a journal."""
    words = [word for word in re.findall(r"[^\W\d_][\w.'-]*", segment) if word.lower() not in _SMALL]
    return bool(words) and all(word[0].isupper() for word in words)


def _stop_end(outline: str, start: int, stops: list[int]) -> int:
    """Return the stop that ends the title: the first, unless what follows it is plainly more of the title."""
    for index, stop in enumerate(stops):
        rest = outline[stop:].lstrip(" .?!'\"”)»")
        following = stops[index + 1] if index + 1 < len(stops) else len(outline)
        segment = outline[stop:following].strip(" .?!'\"”)»")
        if len(outline[start:stop].strip()) < 3:  # noqa: PLR2004 - shorter than any title
            continue
        if outline[stop] in "?!" and index + 1 < len(stops) and not _titled(segment) and not _begins_host(rest):
            continue
        if index + 1 == len(stops) or not _more_title(segment, rest, outline[following:]):
            return stop + (outline[stop] in "?!")
    return stops[-1]


def _more_title(segment: str, rest: str, after: str) -> bool:
    """Whether a sentence after the first stop still belongs to the title."""
    if (
        _STARTS_HOST.match(rest)
        or _EDITION.match(". " + rest)
        or _PLACE.match(rest)
        or _TRANSLATOR.match(rest)
        or re.search(r"\d\s?$|\.$", segment)
        or re.search(YEAR, segment)
    ):
        return False
    after = after.lstrip(" .?!")
    words = segment.split()
    journal = re.match(r"[A-Z][^\d.]{3,80}?(?:\([^()]{3,30}\))?,?\s\d{1,4}\s?[,(:]", after)
    if journal and len(words) >= _CLAUSE and len(words[-1]) > 4:  # noqa: PLR2004 - not an abbreviation
        return True
    return (
        not _titled(segment)
        and len(words) >= _CLAUSE
        and bool(re.match(r"[^\W\d_]", after))
        and (
            bool(_STARTS_HOST.match(after))
            or bool(_PLACE.match(after))
            or _titled(re.split(r"[,.(\d]", after, maxsplit=1)[0])
        )
    )


def _boundaries(outline: str, start: int, pattern: re.Pattern[str]) -> list[int]:
    """Return the places outside brackets and quotes where the pattern ends a clause."""
    found: list[int] = []
    expected: list[str] = []
    straight = False
    places = {match.start() for match in pattern.finditer(outline, start)}
    if outline.rstrip().endswith("."):
        places.add(len(outline.rstrip()) - 1)
    for index in range(start, len(outline)):
        character = outline[index]
        if character == '"' and (straight or '"' in outline[index + 1 :]):
            straight = not straight
        elif expected and character == expected[-1]:
            expected.pop()
        elif character in _CLOSERS and _CLOSERS[character] in outline[index : index + 400]:
            expected.append(_CLOSERS[character])
        if (
            index in places
            and not expected
            and not straight
            and not _ABBREVIATION.search(outline[max(start, index - 12) : index])
        ):
            found.append(index)
    return found
