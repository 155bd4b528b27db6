"""Find year, volume, issue, pages, DOI and URL in the part of a reference that follows its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from synth.readers.text import HAN, shape

YEAR = r"(?<!\d)(?<!\d\.)(?:1[5-9]\d\d|20\d\d)(?!\d)"

# Angle brackets hold the pages and the title in those that were made of a SICI.
_DOI_BODY = r"10\.\d{4,9}/[^\s\"<>，。；]++(?:<\d{1,6}:[\w:.-]{1,40}>[^\s\"<>，。；]*+)?+"
_BEHIND_DOI = re.compile(r"https?:|[?&#]|/(?:full|html|pdf|abstract|epdf|meta)(?=[/?]|$)", re.IGNORECASE)
_RESOLVER = r"https?://(?:dx\.)?doi\.org/"
_DOI = re.compile(rf"(?:{_RESOLVER}|\bdoi\s?[:：.]?\s?(?:{_RESOLVER})?)?({_DOI_BODY})", re.IGNORECASE)
_URL = re.compile(r"(?:https?|ftp)\s?[:：]\s?//[^\s<>，。；）]++|\bwww\.[^\s<>，。；）]++", re.IGNORECASE)
_URL_LABEL = re.compile(r"\s?(?:URL|Available(?: at| from| online)?|Retrieved from|网址)[:：]?\s?$")
_ACCESS = re.compile(
    r"""
    \(?\b(?:retrieved|accessed|available|last\ accessed|last\ visited|last\ checked|viewed)\b
        [^.;]{0,60}?(?=https?:|www\.|[.;)]|$)\)?
    | \[(?:accessed\s)?\d{4}-\d{1,2}-\d{1,2}\]
    | \[\d{4}\]
    """,
    re.IGNORECASE | re.VERBOSE,
)

_WRITTEN_DATE = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?\s)?[A-Z][a-z]{2,8}\.?,?\s(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"|\d{4}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}日?)"
)
_ACCESS_DATE = re.compile(
    r"[,.]?\s?\(?(?:\b(?:[Ll]ast\s)?(?:[Aa]ccessed|[Rr]etrieved|[Vv]iewed|[Vv]isited|[Cc]hecked)(?:\son)?"
    r"|(?:最[后後])?[访訪][问問](?:日期|时间|時間|于)?|引用日期|上[網网]日期|[检檢]索(?:日期|于|於)|查[阅閱]日期)\s?:?\s?"
    rf"{_WRITTEN_DATE}\)?(?:\s?访问)?|[,.]?\s?\(?{_WRITTEN_DATE}\s?(?:最[后後])?[访訪][问問]\)?"
    r"|\[(?:[Aa]ccessed\s)?\d{4}-\d{1,2}-\d{1,2}\]"
)
_SAYS_ACCESS = re.compile(
    r"ccessed|etrieved|iewed|isited|hecked|[访訪][问問]|引用日|上[網网]日|[检檢]索|查[阅閱]日|\[\d{4}-"
)
_ARXIV = re.compile(r"\barXiv:\s?(?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(?:v\d+)?", re.IGNORECASE)

_PAGE = r"[A-Za-z]{0,2}\d{1,7}(?:\.\d{1,3})?"
# "21-28+37", "4-7,12"; but not the year in "45-67, 2019" or the volume in "45, 12(3)".
_PAGES = rf"""
    {_PAGE}(?:\s?-{{1,2}}\s?{_PAGE})?
    (?:\s?[+,]\s?(?!(?:19|20)\d\d\b)\d{{1,5}}(?:\s?-\s?\d{{1,5}})?(?!\s?[:(\d])){{0,3}}
"""
_ISSUE_NUMBER = r"S?\d{1,5}(?:\s?[-/]\s?\d{1,5})?"
_LABELLED = {
    "volume": r"""
        \b(?:vol(?:ume)?s?\b\.?|v\.)\s?:?\s?([A-Z]?\d{1,5}[a-zA-Z]?|[IVXLC]{1,6}\b)
        | \s(\d{1,4})(?=,\s?no\.?\s?\d) | 第?(\d{1,4})卷 | (?<![一-龥])卷\s?(\d{1,3})
        """,
    "issue": rf"\b(?:no|nr|n°|iss|issue|number)\b[.:]?\s?({_ISSUE_NUMBER}) | 第?\s?({_ISSUE_NUMBER})\s?期",
    "pages": rf"(?:\bpp?\b\.?\s?|\bpages?\s|\bpg\.?\s|\bS\.\s|:\s?p\.?\s?|[页頁]|第)({_PAGES})[页頁版]?(?![\d{HAN}])",
}
_LABELLED_PATTERNS = {name: re.compile(text, re.IGNORECASE | re.VERBOSE) for name, text in _LABELLED.items()}
_VOLUME_ISSUE = re.compile(
    rf"""
    (?<![A-Za-z0-9_(/-]) ([A-Z]?\d{{1,4}}[A-Z]?(?:/\d{{1,4}})?)?            # volume
    \s?\(\s? (
        (?:S|suppl?\.?\s?|Z|no\.?\s?|增刊?|专刊)? \s?\d{{0,5}}
        (?:\s?[-/,S]\s?\d{{1,5}})? (?:\s?(?:Pt|Part|Suppl)\.?\s?\d{{0,3}})?
        | 增刊 | C
    ) \s?\)                                                                # issue
    \s?[:,.]?\s?({_PAGES})?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_VOLUME_ISSUE_YEAR = re.compile(
    rf"(?<![\w(/-])(\d{{1,4}}),\s(\d{{1,3}})\s\([^()]{{0,12}}{YEAR}\)\s?[,:]\s?({_PAGES})", re.VERBOSE
)
_VOLUME_DOT_ISSUE = re.compile(
    rf"(?:(?<![\w(/.-])(\d{{1,4}})|(?<=[\s{HAN})]))\.([SZ]?\d{{1,3}})\s?\({YEAR}\)(?:\s?[:,]\s?({_PAGES}))?", re.VERBOSE
)
_VOLUME_PAGES = re.compile(
    rf"(?<![\w(/-])((?!{YEAR})[A-Z]?\d{{1,4}})\s?[:,;]\s?(?:p{{1,2}}\.?\s?)?((?:(?<=:)|(?<=:\s))(?=\d{{4}}\s?-\s?\d){_PAGES}"
    rf"|(?!{YEAR}(?!\s?-\s?\d)){_PAGES})(?![\w/])",
    re.VERBOSE,
)
_SUPPLEMENT = re.compile(
    rf"(?<![\w(/-])(\d{{1,4}}),?\s?\(?(Suppl?\.?\s?\d{{0,2}})\)?\s?:\s?({_PAGES})", re.VERBOSE | re.IGNORECASE
)
_COLON_PAGES = re.compile(rf"(?::|{YEAR}\.)\s?({_PAGES})\s?\.?\s*(?:$|\[)", re.VERBOSE)
_BARE_PAGES = re.compile(
    r"""
    (?:[:,;]|\s)\s?
    ([A-Z]?\d{1,6}\s?-{1,2}\s?[A-Z]?\d{1,6} (?:[+,]\s?(?!(?:19|20)\d\d\b)\d{1,5}(?:-\d{1,5})?){0,3})
    (?=\s*+[.,;)]?\s*+(?:$|[(\[A-Z]|(?:19|20)\d\d))
    """,
    re.VERBOSE,
)
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])(?!\d)", r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
_DATE = re.compile(
    rf"({YEAR})[a-z]?(?:\s?([-/.])\s?{_MONTH}(?:\s?\2\s?{_DAY})?(?!\s?[-/]\s?\d)"
    rf"|\s?[-/]\s?(?:{YEAR}|1[3-9]|[2-9]\d)(?!\d|\s?[-/])|\s?年\s?{_MONTH}(?:\s?月\s?{_DAY}日?)?)?"
)
# Numbers that look like years: in a range of pages, after "pp." or "no.", before a Chinese unit.
_PAGE_NUMBERS = re.compile(
    r"""
    (?<![\w.-]) [A-Za-z]?\d{1,6} \s?-{1,2}\s? [A-Za-z]?\d{1,6} (?![\d-])
    | \b(?:pp?|pages?|pg|nos?) \b\.?\s? [A-Za-z]?\d{1,6} (?:\s?-{1,2}\s?[A-Za-z]?\d{1,6})? (?!\d)
    | (?<!\d)\d{4}(?=\s?[万亿余多]?[万亿人名个所家例份篇条元页字])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AFTER_COLON = re.compile(r":\s?\d{4}(?!\d)")
_MONTH_OR_SPAN = re.compile(r"(?:1[89]|20)\d\d\s?-{1,2}\s?(?:0?\d|(?:1[89]|20)?\d\d)")
_YEARS = re.compile(rf"{YEAR}-{{1,2}}\d\d")
_OLDEST = 1800  # an earlier year is believed only where no later one stands
_SHEETS = r"[A-Z]?\d{1,3}(?:-[A-Z]?\d{1,3})?(?:,\s?\d{1,3}(?:-\d{1,3})?){0,3}"
_NEWS_PAGE = re.compile(
    rf"{YEAR}[a-z]?(?:-\d{{1,2}}|(?:[-./]\d{{1,2}}){{2}}|,\d\d,\d\d)\s?\((?P<brackets>{_SHEETS}|第[^()]{{1,12}})\)"
    rf"|{YEAR}-\d{{1,2}}-\d{{1,2}}[,:]\s?(?P<bare>{_SHEETS})(?=\s?\.?$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locators:
    """Where in its container a work stands.

    ``start`` is where the first locator begins in the text given; ``dated`` tells that the year has a month and a day.
    """

    start: int
    year: int | None = None
    dated: bool = False
    volume: str = ""
    issue: str = ""
    pages: str = ""


def extract_links(text: str) -> tuple[str, str, str]:
    """Take the DOI and the address out of a reference.

    Returns
    -------
    tuple
        The text without them, the bare DOI in lower case, and the address.
    """
    doi = url = ""
    found = list(_DOI.finditer(text))
    if found:
        best = next((labelled for labelled in found if labelled.start(1) > labelled.start()), found[0])
        doi = bare_doi(best[1])
        if best.start(1) > best.start() or not _URL.search(text[: best.start()].rpartition(" ")[2]):
            text = text[: best.start()] + " " + text[best.end() :]
    if match := _URL.search(text):
        url = shape(match[0]).replace(" ", "").rstrip(".,;)]>'\"")
        text = _URL_LABEL.sub(" ", text[: match.start()]) + " " + text[match.end() :]
    return text.strip(), doi, url


def bare_doi(text: str) -> str:
    """Return a DOI without its resolver, as written; empty where there is none."""
    match = re.search(_DOI_BODY, text)
    doi = _BEHIND_DOI.split(match[0])[0].rstrip(".,;:'\"]}") if match else ""
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:")
    return doi


def find_year(text: str) -> int | None:
    """Return the last year in a stretch of text, but of no date of access, preferring one that cannot be a page."""
    outline = _without_pages(_without_access(shape(text)))
    plain = _ACCESS.sub(" ", outline)
    for place in (_AFTER_COLON.sub(" ", plain), plain, outline):
        if years := [int(year) for year in re.findall(YEAR, place)]:
            return next((year for year in reversed(years) if year >= _OLDEST), years[-1])
    return None


def _without_access(outline: str) -> str:
    """Blank the dates of access, and the numbers of preprints."""
    if _SAYS_ACCESS.search(outline):
        outline = _ACCESS_DATE.sub(_blank, outline)
    return _ARXIV.sub(_blank, outline)


def _without_pages(outline: str) -> str:
    """Blank the numbers that cannot be years, such as those of pages."""
    return _PAGE_NUMBERS.sub(_blank_pages, outline)


def _blank_pages(match: re.Match[str]) -> str:
    """Blank a range, unless it is a month or a span of years that no colon sets off as pages."""
    before = match.string[: match.start()].rstrip()[-1:]
    return match[0] if _MONTH_OR_SPAN.fullmatch(match[0]) and before != ":" else " " * len(match[0])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def read_locators(text: str) -> Locators:
    """Read the locators of a tail such as ``Journal, 2024, 12(3): 25-35``."""
    outline = _ACCESS.sub(_blank, _without_access(shape(text)))
    found: dict[str, str] = {}
    starts: list[int] = []
    if match := _NEWS_PAGE.search(outline):
        kind = "brackets" if match["brackets"] else "bare"
        found["pages"] = match[kind]
        starts.append(match.start())
        outline = outline[: match.start(kind) - 1].ljust(match.end()) + outline[match.end() :]
    for name, pattern in _LABELLED_PATTERNS.items():
        if name not in found and (match := pattern.search(outline)):
            found[name] = next(group for group in match.groups() if group)
            starts.append(match.start())
    starts += _bare_locators(outline, found)
    pageless = _without_pages(outline)
    dates = list(_DATE.finditer(_AFTER_COLON.sub(_blank, pageless)))
    dates = dates or list(_DATE.finditer(pageless))
    dates = [match for match in dates if int(match[1]) >= _OLDEST] or dates
    dates = [match for match in dates if _stands_alone(outline, match)] or dates[-1:]
    starts += [match.start() for match in dates[:1]]
    values = {name: re.sub(r"\s?-{1,2}\s?", "–", value).replace(" ", "") for name, value in found.items()}
    year = int(dates[-1][1]) if dates else None
    dated = any(re.search(r"\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d", match[0]) for match in dates)
    return Locators(year=year, dated=dated, start=min(starts, default=len(text)), **values)


def _stands_alone(outline: str, match: re.Match[str]) -> bool:
    """Whether a year is a field of its own, not a word of a name such as *Proceedings of the 1993 Summer School*."""
    return bool(re.match(r"\s?(?:[\[\],.;:)(年]|$)", outline[match.end() : match.end() + 2]))


def _bare_locators(outline: str, found: dict[str, str]) -> list[int]:
    """Add volume, issue and pages that only their punctuation tells apart; return where they start."""
    starts = []
    signs = (_VOLUME_ISSUE_YEAR, _VOLUME_DOT_ISSUE, _SUPPLEMENT)
    if match := next(filter(None, (sign.search(outline) for sign in signs)), None):
        values = zip(("volume", "issue", "pages"), match.groups(), strict=True)
        found.update({name: value for name, value in values if value})
        starts.append(match.start())
    elif match := next(filter(_is_volume_issue, _VOLUME_ISSUE.finditer(outline)), None):
        volume = "" if re.fullmatch(YEAR, match[1] or "") else match[1]
        starts.append(match.start())
        for name, value in (("volume", volume), ("issue", match[2].strip()), ("pages", match[3])):
            if value:
                found.setdefault(name, value)
    elif match := _VOLUME_PAGES.search(outline):
        found.setdefault("volume", match[1])
        found.setdefault("pages", match[2])
        starts.append(match.start())
    match = _COLON_PAGES.search(outline) or _BARE_PAGES.search(outline)
    if match and "pages" not in found and not _is_years(match, outline):
        found["pages"] = match[1]
        starts.append(match.start())
    return starts


def _is_years(match: re.Match[str], outline: str) -> bool:
    """Whether a range is one of years, such as *1972-73*: the only year that the text has."""
    return bool(_YEARS.fullmatch(match[1])) and match[0][0] != ":" and len(re.findall(YEAR, outline)) == 1


def _is_volume_issue(match: re.Match[str]) -> bool:
    """Whether a bracket holds an issue, not a year or nothing."""
    inner = match[2].strip()
    return not re.fullmatch(YEAR, inner) and bool(match[1] or match[3] or re.search(r"\d|增刊", inner))
