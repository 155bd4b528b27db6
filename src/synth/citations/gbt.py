"""References after GB/T 7714, the Chinese standard of rules for bibliographic references, of 2015 and of 2025."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.citations.fields import (
    PERIODICALS,
    WEB_PAGES,
    bare_doi,
    bare_issue,
    doi_address,
    field,
    has_host,
    page_range,
    title_of,
    work_number,
)
from synth.citations.names import initials, names_of, shortened, suffix_of, whole_name
from synth.citations.richtext import clean, join, plain, rich, sentence, wrap

if TYPE_CHECKING:
    from synth.citations.richtext import RichText
    from synth.datatypes import Person, Record

# Section 8.1.2 of 2015: of more than three authors the first three.
_MOST = 3
# Annex B: the mark of a document type; all others are Z.
_MARKS = {
    "article-journal": "J",
    "article-magazine": "J",
    "article-newspaper": "N",
    "bill": "A",
    "book": "M",
    "chapter": "M",
    "classic": "M",
    "collection": "G",
    "dataset": "DS",
    "entry": "M",
    "entry-dictionary": "M",
    "entry-encyclopedia": "M",
    "legal_case": "A",
    "legislation": "A",
    "manuscript": "A",
    "map": "CM",
    "paper-conference": "C",
    "patent": "P",
    "periodical": "J",
    "personal_communication": "A",
    "regulation": "A",
    "report": "R",
    "review": "J",
    "review-book": "J",
    "software": "CP",
    "standard": "S",
    "thesis": "D",
    "treaty": "A",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What sets one edition of the standard apart from the other: punctuation, capitals, the mark of a preprint."""

    comma: str
    colon: str
    opening: str
    closing: str
    capitals: bool
    preprint: str


# A preprint had no mark of its own in 2015; it is taken for an electronic resource.
OF_2015 = Edition(comma=", ", colon=": ", opening="(", closing=")", capitals=True, preprint="EB/OL")
OF_2025 = Edition(comma="，", colon="：", opening="（", closing="）", capitals=False, preprint="PP")


def reference(record: Record, edition: Edition, year_behind_author: str | None = None) -> RichText:
    """Return one entry of the reference list.

    Parameters
    ----------
    record
        The work.
    edition
        The edition of the standard.
    year_behind_author
        The year, with the letter that tells works of one year apart, where it follows the authors (author-date);
        ``None`` where it stands with the source (numeric).
    """
    authors = rich(_authors(record, edition))
    year = str(record.year) if record.year is not None else ""
    if year_behind_author is not None:
        # Section 8.1.4: a numbered list leaves a missing author out, an author-date list names it so.
        authors = authors or rich("佚名" if record.language == "zh" else "Anon")
        authors, year = join((authors, rich(year_behind_author)), edition.comma), ""
    title, source = _title(record, edition), _source(record, edition, year)
    if plain(source) == page_range(record.pages, "-"):
        title, source = join((title, source), edition.colon), ()
    return sentence(join((authors, title, source, *_access(record)), ". "))


def _authors(record: Record, edition: Edition) -> str:
    names = names_of(record, lambda person: _name(person, edition), _MOST + 1)
    return shortened(record, names, _MOST, _MOST, edition.comma)


def _name(person: Person, edition: Edition) -> str:
    whole = whole_name(person)
    if whole:
        return whole
    family = field(person.family)
    parts = (family.upper() if edition.capitals else family, initials(person, "", " ", " "), suffix_of(person))
    return " ".join(part for part in parts if part)


def _title(record: Record, edition: Edition) -> RichText:
    """Return title, volume or number, mark, and the work that this one is a part of."""
    volume = field(record.volume) if record.type not in PERIODICALS else ""
    container = rich(field(record.container)) if has_host(record) else ()
    title, own, number = rich(title_of(record)), rich(_volume(volume, record, edition)), rich(work_number(record))
    if container:
        container, own = join((container, own), edition.colon), ()
    if record.type == "standard" and not edition.capitals:
        # Of 2025: the number of a standard stands before its name.
        title, number = join((number, title), "\u2003"), ()
    title = join((title, number), edition.colon)
    mark = rich(f"[{_mark(record, edition)}]")
    return join(((*join((title, own), edition.colon), *mark), container), "//")


def _volume(volume: str, record: Record, edition: Edition) -> str:
    if not volume.isdigit():
        return volume
    if record.language == "zh":
        return f"第{volume}卷"
    return f"Vol. {volume}" if edition.capitals else f"v. {volume}"


def _mark(record: Record, edition: Edition) -> str:
    online = bool(bare_doi(record.doi) or clean(record.url).strip())
    if record.type in WEB_PAGES:
        return "EB/OL"
    mark = edition.preprint if record.type == "article" else _MARKS.get(record.type, "EB" if online else "Z")
    return mark if "/" in mark or not online else f"{mark}/OL"


def _source(record: Record, edition: Edition, year: str) -> RichText:
    pages, issue = page_range(record.pages, "-"), "" if work_number(record) else bare_issue(record.issue)
    container, publisher = field(record.container), field(record.publisher)
    if record.type in PERIODICALS:
        return _periodical(record, edition, year)
    places = [publisher] if has_host(record) or publisher == container else [container, publisher]
    place = edition.comma.join(part for part in places if part)
    only_online = record.type in {*WEB_PAGES, "article", "dataset", "software"}
    if only_online and not pages:
        return _together(place, year, edition)
    where = edition.comma.join(part for part in (place, year) if part)
    where += f"{edition.opening}{issue}{edition.closing}" if issue else ""
    return rich(edition.colon.join(part for part in (where, pages) if part))


def _together(place: str, year: str, edition: Edition) -> RichText:
    """Return the source of a work that is only online: its year stands in brackets."""
    dated = f"{edition.opening}{year}{edition.closing}" if year else ""
    if place and dated and edition.capitals:
        return rich(f"{place}{edition.comma}{year}")
    return rich(place + dated)


def _periodical(record: Record, edition: Edition, year: str) -> RichText:
    """Return ``刊名, 2024, 12(3): 21-28``; in a newspaper the page stands in the brackets."""
    pages, issue = page_range(record.pages, "-"), bare_issue(record.issue)
    if record.type == "article-newspaper" and not issue:
        issue, pages = pages, ""
    number = edition.comma.join(part for part in (field(record.container), year, field(record.volume)) if part)
    number += f"{edition.opening}{issue}{edition.closing}" if issue else ""
    return rich(edition.colon.join(part for part in (number, pages) if part))


def _access(record: Record) -> tuple[RichText, RichText]:
    """Return address and DOI; beside a DOI an address is at best the same, at worst that of a search."""
    doi = bare_doi(record.doi)
    url = "" if doi else clean(record.url).strip()
    return rich(url, url=url), wrap("DOI:", rich(doi, url=doi_address(record)))
