"""References written for people: reference lists and whole pages, in any style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Origin, Problem, Record
from synth.errors import DataError
from synth.readers.freetext.citation import MAX_LENGTH, ParsedCitation, parse_citation, without_label
from synth.readers.freetext.entries import Entry, split_entries
from synth.readers.freetext.page import read_page
from synth.readers.freetext.review import read_review
from synth.readers.freetext.signs import are_titles, looks_like_reference
from synth.readers.intake import Reading
from synth.readers.text import field, language_of

if TYPE_CHECKING:
    from synth.readers.intake import Item

_LETTERS = 2  # that a title has at the least


def read(text: str, source: str) -> Reading:
    """Read a page or list: its entries in order, what was doubtful, and the review that the page shows.

    Parameters
    ----------
    text
        The whole source.
    source
        Its name.

    Raises
    ------
    DataError
        If there is no reference list in it.
    """
    page = read_page(text)
    if page.references is None:
        raise DataError(
            "holds no reference list",
            where=source,
            fix="Give a page with a heading 'References', or a list with one reference a line",
        )
    entries = split_entries(page.references.text, page.references.line)
    doubts = [
        Problem(kind="doubtful", origin=Origin(source=source, line=remark.line), raw=remark.raw, reason=remark.reason)
        for remark in entries.remarks
    ]
    titles = are_titles([without_label(entry.raw[:MAX_LENGTH]).rstrip(" .。．") for entry in entries.entries])
    found = [_read_entry(entry, source, titles=titles) for entry in entries.entries]
    doubts += _bare([item for item in found if isinstance(item, Record) and not _has_structure(item)])
    doubts.sort(key=lambda problem: problem.origin.line)
    review = read_review(page, source)
    return Reading(
        format="page" if review else "list",
        items=tuple(found),
        remarks=tuple(doubts),
        review=review,
    )


def _bare(records: list[Record]) -> list[Problem]:
    """Return one doubtful problem for all entries of a list of which only a title was recognised."""
    if not records:
        return []
    entries = "" if len(records) == 1 else f" in {len(records)} entries"
    reason = f"no author, year or journal was recognised{entries}; the whole text is kept as the title"
    raw = "\n".join(record.raw for record in records)
    return [Problem(kind="doubtful", origin=records[0].origin, raw=raw, reason=reason)]


def _has_structure(record: Record) -> bool:
    return bool(record.authors or record.year or record.container or record.doi)


def _read_entry(entry: Entry, source: str, *, titles: bool) -> Item:
    """Read one entry as a record, or as a problem where nothing in it can be a title."""
    origin = Origin(source=source, line=entry.line)
    parsed = parse_citation(entry.raw)
    if titles and not (parsed.authors or (parsed.container and looks_like_reference(entry.raw))):
        # In a list of titles, a year is one that a title speaks of.
        title = field(without_label(entry.raw)).rstrip(".。．")
        parsed = ParsedCitation(title=title, language=language_of(title), structured=False)
    if sum(character.isalpha() for character in parsed.title[:1000]) < _LETTERS:
        return Problem(kind="unreadable", origin=origin, raw=entry.raw, reason="no title was found")
    return _record(parsed, entry.raw, origin)


def _record(parsed: ParsedCitation, raw: str, origin: Origin) -> Record:
    return Record(
        id="",
        number=0,
        title=parsed.title,
        translated_title=parsed.translated_title,
        origin=origin,
        raw=raw,
        authors=parsed.authors,
        more_authors=parsed.more_authors,
        year=parsed.year,
        container=parsed.container,
        volume=parsed.volume,
        issue=parsed.issue,
        pages=parsed.pages,
        publisher=parsed.publisher,
        doi=parsed.doi,
        url=parsed.url,
        type=parsed.type,
        language=parsed.language,
        confidence=parsed.confidence,
    )
