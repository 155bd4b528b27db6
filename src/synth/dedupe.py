"""Set aside the records that are the same work as another one.

Two records are the same work if they share a DOI, or if their titles are equal but for case, width and punctuation,
and neither the years, the first authors nor the first pages speak against it. Titles are compared in the letters and
digits of any script: a comparison that keeps ASCII alone makes all Chinese titles equal.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from synth.datatypes import Corpus, Duplicate

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


@dataclass(slots=True)
class _Group:
    """Records found to be one work; the first one is kept."""

    kept: Record
    merged: Record


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
    """
    groups: dict[str, _Group] = {}
    by_doi: dict[str, str] = {}
    by_title: dict[str, list[str]] = {}
    duplicates: list[Duplicate] = []
    for record in sorted(library.records, key=_content_order):
        key = title_key(record.title)
        kept_id, reason = _same_work(record, groups, by_doi.get(record.doi, ""), by_title.get(key, ()))
        if kept_id:
            groups[kept_id].merged = _filled(groups[kept_id].merged, record)
            duplicates.append(Duplicate(record=record, kept_id=kept_id, reason=reason))
            by_doi.setdefault(groups[kept_id].merged.doi, kept_id)
        else:
            kept_id = record.id
            groups[kept_id] = _Group(kept=record, merged=record)
            if record.doi:
                by_doi[record.doi] = kept_id
        if len(key) >= _SHORTEST and kept_id not in by_title.setdefault(key, []):
            by_title[key].append(kept_id)
    return Corpus(
        sources=library.sources,
        records=tuple(sorted((group.merged for group in groups.values()), key=lambda record: record.number)),
        duplicates=tuple(sorted(duplicates, key=lambda duplicate: duplicate.record.number)),
        problems=library.problems,
        review=library.review,
    )


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


def _same_work(record: Record, groups: dict[str, _Group], doi_id: str, title_ids: Iterable[str]) -> tuple[str, str]:
    """Return the id of the record kept for this work, and why; empty strings where there is none."""
    if record.doi and doi_id:
        return doi_id, "same DOI"
    for kept_id in title_ids:
        if not _conflict(record, groups[kept_id].merged):
            return kept_id, "same title"
    return "", ""


def _conflict(record: Record, other: Record) -> bool:
    """Whether two records of the same title differ in DOI, year, first author or first page."""
    pairs = (
        (record.doi, other.doi),
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


def _filled(kept: Record, other: Record) -> Record:
    """Return the kept record with its empty fields taken from the other."""
    gaps: dict[str, Any] = {
        name: getattr(other, name) for name in _FILLED if not getattr(kept, name) and getattr(other, name)
    }
    return replace(kept, **gaps) if gaps else kept
