"""Find year, volume, issue, pages, DOI and URL in the part of a reference that follows its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from synth.readers.text import shape

YEAR = r"(?<!\d)(?<!\d\.)(?:1[5-9]\d\d|20\d\d)(?!\d)"
_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|\bdoi\s?[:：.]?\s?(?:https?://(?:dx\.)?doi\.org/)?)?(10\.\d{4,9}/[^\s\"<>，。；]++)",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?|ftp)\s?[:：]\s?//[^\s<>，。；）]++|\bwww\.[^\s<>，。；）]++", re.IGNORECASE)
_ARXIV = re.compile(
    r"\barXiv(?:\s?preprint)?\s?(?:arXiv)?\s?[:：]?\s?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+/\d{7})", re.IGNORECASE
)
_ACCESS = re.compile(
    r"(?:\(?\b(?:retrieved|accessed|available|last accessed|last visited|last checked|viewed)\b[^.;]{0,60}?(?=https?:|www\.|[.;)]|$)\)?"
    r"|\[(?:accessed\s)?[\d]{4}-[\d]{1,2}-[\d]{1,2}\]|\[\d{4}\])",
    re.IGNORECASE,
)
_LABELLED = {
    "volume": re.compile(
        r"\b(?:vol(?:ume)?s?\b\.?|v\.)\s?:?\s?([A-Z]?\d{1,5}[a-zA-Z]?|[IVXLC]{1,6}\b)|第?(\d{1,4})卷|(?<![一-龥])卷\s?(\d{1,3})",
        re.IGNORECASE,
    ),
    "issue": re.compile(
        r"\b(?:no|nr|n°|iss|issue|number)\b[.:]?\s?(S?\d{1,4}(?:\s?[-/]\s?\d{1,4})?)|第?\s?(S?\d{1,4}(?:\s?[-/]\s?\d{1,4})?)\s?期",
        re.IGNORECASE,
    ),
    "pages": re.compile(
        r"(?:\bpp?\b\.?\s?|\bpages?\s|\bpg\.?\s|\bS\.\s|:\s?p\.?\s?|第)([A-Z]{0,2}\d{1,6}(?:\s?-{1,2}\s?[A-Z]{0,2}\d{1,6})?(?:[+,]\s?(?!(?:19|20)\d\d\b)\d{1,5}(?:-\d{1,5})?){0,3})页?(?![\d期卷年])",
        re.IGNORECASE,
    ),
}
_RANGE = r"[A-Za-z]{0,2}\d{1,7}(?:\.\d{1,3})?(?:\s?-{1,2}\s?[A-Za-z]{0,2}\d{1,7})?(?:\s?[+,]\s?(?!(?:19|20)\d\d\b)\d{1,5}(?:\s?-\s?\d{1,5})?(?!\s?[:(\d])){0,3}"
_VOLUME_ISSUE = re.compile(
    rf"(?<![\w(/-])([A-Z]?\d{{1,4}}[A-Z]?(?:/\d{{1,4}})?)?\s?\(\s?((?:S|suppl?\.?\s?|Z|no\.?\s?|增刊?|专刊)?\s?\d{{0,4}}(?:\s?[-/,S]\s?\d{{1,4}})?(?:\s?(?:Pt|Part|Suppl)\.?\s?\d{{0,3}})?|增刊|C)\s?\)\s?[:,.]?\s?({_RANGE})?",
    re.IGNORECASE,
)
_VOLUME_PAGES = re.compile(rf"(?<![\w(/-])((?!{YEAR})[A-Z]?\d{{1,4}})\s?[:,;]\s?(?:p{{1,2}}\.?\s?)?({_RANGE})(?![\w/])")
_BARE_PAGES = re.compile(
    r"(?:[:,;]|\s)\s?([A-Z]?\d{1,6}\s?-{1,2}\s?[A-Z]?\d{1,6}(?:[+,]\s?(?!(?:19|20)\d\d\b)\d{1,5}(?:-\d{1,5})?){0,3})(?=\s?[.,;)]?\s?(?:$|[(\[A-Z]|(?:19|20)\d\d))"
)
_COLON_PAGES = re.compile(rf":\s?({_RANGE})\s?\.?\s?(?:$|\[)")
_DATE = re.compile(rf"({YEAR})[a-z]?(?:\s?[-/.年]\s?\d{{1,2}}(?:\s?[-/.月]\s?\d{{1,2}}日?)?)?")
_NEWS_PAGE = re.compile(rf"{YEAR}(?:-\d{{1,2}}){{1,2}}\s?\(([A-Z]?\d{{1,3}})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locators:
    """Where in its container a work stands; ``start`` is where the first locator begins in the text given."""

    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    start: int


def extract_links(text: str) -> tuple[str, str, str]:
    """Take the DOI and the address out of a reference.

    Returns
    -------
    tuple
        The text without them and without the date of access, the bare DOI in lower case, and the address.
    """
    doi = url = ""
    if match := _DOI.search(text):
        doi = bare_doi(match[1])
        text = text[: match.start()] + " " + text[match.end() :]
    if match := _URL.search(text):
        url = shape(match[0]).replace(" ", "").rstrip(".,;)]>'\"")
        text = (
            re.sub(
                r"\s?(?:URL|Available(?: at| from| online)?|Retrieved from|网址)[:：]?\s?$", " ", text[: match.start()]
            )
            + " "
            + text[match.end() :]
        )
    return text.strip(), doi, url


def bare_doi(text: str) -> str:
    """Return a DOI without its resolver, in lower case; empty where there is none."""
    match = re.search(r"10\.\d{4,9}/[^\s\"<>，。；]++", text)
    doi = match[0].lower().rstrip(".,;:'\"]}") if match else ""
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:")
    return doi


def find_year(text: str) -> int | None:
    """Return the year of publication in a stretch of text: the last one that is no date of access."""
    outline = _ACCESS.sub(" ", shape(text))
    years = re.findall(rf"{YEAR}(?![-\d]*\s?[pP]ages)", outline)
    if not years:
        years = re.findall(YEAR, shape(text))
    return int(years[-1]) if years else None


def read_locators(text: str) -> Locators:
    """Read the locators of a tail such as ``Journal, 2024, 12(3): 25-35``."""
    outline = _ACCESS.sub(lambda match: " " * len(match[0]), shape(text))
    found: dict[str, str] = {}
    starts: list[int] = []
    if match := _NEWS_PAGE.search(outline):
        found["pages"] = match[1]
        starts.append(match.start())
        outline = outline[: match.start(1) - 1] + " " * (match.end() - match.start(1) + 1) + outline[match.end() :]
    for name, pattern in _LABELLED.items():
        if name not in found and (match := pattern.search(outline)):
            found[name] = next(group for group in match.groups() if group)
            starts.append(match.start())
    _bare_locators(outline, found, starts)
    dates = list(_DATE.finditer(outline))
    dates = [match for match in dates if _stands_alone(outline, match)] or dates[-1:]
    starts += [match.start() for match in dates[:1]]
    values = {name: re.sub(r"\s?-{1,2}\s?", "–", value).replace(" ", "") for name, value in found.items() if value}
    year = int(dates[-1][1]) if dates else None
    return Locators(year=year, start=min(starts, default=len(text)), **values)


def _stands_alone(outline: str, match: re.Match[str]) -> bool:
    """Whether a year is a field of its own, not a word of a name such as *Proceedings of the 1993 Summer School*."""
    after = outline[match.end() : match.end() + 2]
    return bool(re.match(r"\s?[\[\],.;:)(年]|$|\s$", after))


def _bare_locators(outline: str, found: dict[str, str], starts: list[int]) -> None:
    """Read volume, issue and pages that only their punctuation tells apart."""
    for match in _VOLUME_ISSUE.finditer(outline):
        inner = match[2].strip()
        if re.fullmatch(YEAR, inner) or not (match[1] or match[3] or re.search(r"\d|增刊", inner)):
            continue
        if match[1] and not re.fullmatch(YEAR, match[1]):
            found.setdefault("volume", match[1])
        found.setdefault("issue", inner)
        if match[3]:
            found.setdefault("pages", match[3])
        starts.append(match.start())
        break
    else:
        _volume_and_pages(outline, found, starts)
    if "pages" not in found and (match := _COLON_PAGES.search(outline) or _BARE_PAGES.search(outline)):
        found["pages"] = match[1]
        starts.append(match.start())


def _volume_and_pages(outline: str, found: dict[str, str], starts: list[int]) -> None:
    """Read ``12, 3 (2019), 45-67`` or ``12: 45-67``."""
    if match := _VOLUME_ISSUE_YEAR.search(outline):
        found.update(volume=match[1], issue=match[2], pages=match[3])
        starts.append(match.start())
        return
    if True:
        for match in _VOLUME_PAGES.finditer(outline):
            if re.fullmatch(YEAR, match[2]):
                continue
            found.setdefault("volume", match[1])
            found.setdefault("pages", match[2])
            starts.append(match.start())
            break
    if "pages" not in found and (match := _COLON_PAGES.search(outline) or _BARE_PAGES.search(outline)):
        found["pages"] = match[1]
        starts.append(match.start())
