"""Set aside the records that are the same work as another one.

Two records are the same work if they share a DOI, or if their titles are equal but for case, width and punctuation,
and neither the years, the first authors nor the first pages speak against it. Titles are compared in the letters and
digits of any script: a comparison that keeps ASCII alone makes all Chinese titles equal.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from synth.datatypes import Corpus, Duplicate, Reason
from synth.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.datatypes import Library, Record

_FILLED = (
    "authors",
    "year",
    "container",
    "volume",
    "issue",
    "pages",
    "publisher",
    "doi",
    "url",
    "abstract",
    "keywords",
)
_SHORTEST = 4  # characters of a normalised title; a shorter one ("序", "Index") names no work


def deduplicate(library: Library) -> Corpus:
    """Set duplicates aside and fill the gaps of the records that stay.

    Records are compared in the order of their content, fullest first, so the result does not depend on the order of
    the sources.

    Parameters
    ----------
    library
        What the sources said.

    Returns
    -------
    Corpus
        The records that stay, in the order of the sources, with the fields they lacked taken from their duplicates;
        and the duplicates, in the same order, each with the reason.

    Raises
    ------
    DataError
        If no entry could be read.
    """
    if library.problems and not library.records:
        raise _nothing_readable(library)
    works = _by_title(_by_doi(sorted(library.records, key=_content_order)))
    kept = [_merged(work) for work in works]
    duplicates = [
        Duplicate(
            record=other,
            kept_id=stays.id,
            reason=Reason(code="duplicate-doi" if _same_doi(other, stays) else "duplicate-title"),
        )
        for stays, work in zip(kept, works, strict=True)
        for other in work[1:]
    ]
    return Corpus(
        sources=library.sources,
        records=tuple(sorted(kept, key=lambda record: record.number)),
        duplicates=tuple(sorted(duplicates, key=lambda duplicate: duplicate.record.number)),
        problems=library.problems,
        review=library.review,
    )


def _nothing_readable(library: Library) -> DataError:
    first = library.problems[0]
    what = f"none of its {len(library.problems)} entries could be read; line {first.origin.line}: {first.reason}"
    return DataError(what, where=first.origin.source, fix="See 'synth read --problems' for all of them")


def _same_doi(record: Record, other: Record) -> bool:
    return record.doi.casefold() == other.doi.casefold() != ""


def _by_doi(records: Iterable[Record]) -> list[list[Record]]:
    """Group records by DOI; one without a DOI is a group of its own."""
    groups: list[list[Record]] = []
    places: dict[str, int] = {}
    for record in records:
        place = places.setdefault(record.doi.casefold(), len(groups)) if record.doi else len(groups)
        if place == len(groups):
            groups.append([])
        groups[place].append(record)
    return groups


def _by_title(groups: Iterable[list[Record]]) -> list[list[Record]]:
    """Join groups that share a title and have nothing that speaks against their being one work."""
    works: list[list[Record]] = []
    merged: list[Record] = []
    places: dict[str, list[int]] = {}
    for group in groups:
        keys = [key for key in dict.fromkeys(title_key(record.title) for record in group) if len(key) >= _SHORTEST]
        record = _merged(group)
        candidates = [place for key in keys for place in places.get(key, ())]
        place = next((place for place in candidates if not _conflict(record, merged[place])), len(works))
        if place == len(works):
            works.append([])
            merged.append(record)
        works[place] += group
        merged[place] = _merged([merged[place], record])
        for key in keys:
            if place not in places.setdefault(key, []):
                places[key].append(place)
    return works


def _merged(work: list[Record]) -> Record:
    """Return the first record of a work with its empty fields taken from the others."""
    kept, *others = work
    gaps: dict[str, Any] = {}
    for name in _FILLED:
        values = (getattr(other, name) for other in others)
        if not getattr(kept, name) and (value := next(filter(None, values), None)):
            gaps[name] = value
    return replace(kept, **gaps) if gaps else kept


def title_key(title: str) -> str:
    """Return the letters and digits of a title, in any script, without case and width."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(character for character in folded if character.isalnum())


def _content_order(record: Record) -> tuple[Any, ...]:
    """Sort fuller records first, and equally full ones by what they say."""
    filled = sum(bool(getattr(record, name)) for name in _FILLED)
    names = tuple((person.family, person.given, person.literal) for person in record.authors)
    fields = (record.title, names, str(record.year), record.container, record.volume, record.issue, record.pages)
    return (-filled, title_key(record.title), *fields, record.doi, record.abstract, record.raw, record.id)


def _conflict(record: Record, other: Record) -> bool:
    """Whether two records of the same title differ in DOI, year, first author or first page."""
    pairs = (
        (record.doi.casefold(), other.doi.casefold()),
        (record.year, other.year),
        (_first_author(record), _first_author(other)),
        (_first_page(record), _first_page(other)),
    )
    return any(ours and theirs and ours != theirs for ours, theirs in pairs)


def _first_author(record: Record) -> str:
    """Return the first author's family name, folded; of a Chinese name, the whole."""
    return title_key(record.authors[0].short) if record.authors else ""


def _first_page(record: Record) -> str:
    match = re.search(r"\d+", record.pages)
    return match[0].lstrip("0") if match else ""
