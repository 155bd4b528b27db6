"""References written for people: reference lists and whole pages, in any style."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from synth.datatypes import Origin, Problem, Record
from synth.errors import DataError
from synth.readers.freetext.authors import read_authors
from synth.readers.freetext.citation import MAX_LENGTH, parse_citation
from synth.readers.freetext.confidence import DOUBTFUL
from synth.readers.freetext.entries import Entries, Remark, split_entries
from synth.readers.freetext.locators import bare_doi, find_year
from synth.readers.freetext.markdown import Marked, read_marks, reading_list, without_marks
from synth.readers.freetext.page import read_page
from synth.readers.freetext.parsed import ParsedCitation
from synth.readers.freetext.repeats import points_back, resolve_repeats
from synth.readers.freetext.review import read_review
from synth.readers.freetext.signs import are_titles, is_notice, looks_like_reference
from synth.readers.intake import Reading
from synth.readers.names import person
from synth.readers.text import field, language_of

if TYPE_CHECKING:
    from synth.readers.freetext.entries import Entry
    from synth.readers.freetext.page import Page, Section
    from synth.readers.intake import Item

_SEE = re.compile(r"^(?:参见|详见|参阅|转引自|引自|见|see(?: also)?\b|cf\.)\s*[:：]?\s*", re.IGNORECASE)
_ET_AL = re.compile(r"[^\W\d_][\w'’-]+(?=\s+et\s+al\b)")
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
    lists = [_split(part) for part in page.lists]
    marked = reading_list(text)
    headed = [found for part, found in zip(page.lists, lists, strict=True) if part.heading < part.start]
    if marked and len(marked.entries) > sum(len(found.entries) for found in headed):
        return _reading([marked], [], source)
    if not any(found.entries for found in lists):
        raise DataError(
            "holds no reference list",
            where=source,
            fix="Give a page with a heading 'References', or a list with one reference a line",
        )
    reading = _reading(lists, _below(page, source), source)
    review = read_review(page, source)
    return replace(reading, review=review, format="page") if review else reading


def _split(part: Section) -> Entries:
    """Split a list; of notes, those that are no references are set aside."""
    found = split_entries(part.text, part.line)
    if part.name != "notes":
        return found
    kept = tuple(
        replace(entry, text=_SEE.sub("", entry.text))
        for entry in found.entries
        if looks_like_reference(entry.text) or points_back(entry)
    )
    lines = {entry.line for entry in kept}
    reason = "a note that is no reference; left out"
    notes = [
        Remark(raw=entry.raw, line=entry.line, reason=reason) for entry in found.entries if entry.line not in lines
    ]
    return Entries(entries=kept, remarks=(*found.remarks, *notes))


def _reading(lists: list[Entries], doubts: list[Problem], source: str) -> Reading:
    """Read the entries of all lists of a source."""
    items: list[Item] = []
    for found in lists:
        doubts += [_doubt(source, remark.line, remark.raw, remark.reason) for remark in found.remarks]
        records, uncertain = _read_list(found.entries, source)
        items += records
        doubts += uncertain
    doubts += _bare([item for item in items if isinstance(item, Record) and not _has_structure(item)])
    doubts.sort(key=lambda problem: problem.origin.line)
    return Reading(format="list", items=tuple(items), remarks=tuple(doubts))


def _below(page: Page, source: str) -> list[Problem]:
    """Return a doubtful problem for each text below a list that is more than a notice."""
    texts = [part for part in page.after if not is_notice(part.text)]
    return [_doubt(source, part.line, part.text.strip(), "text after the last reference") for part in texts]


def _doubt(source: str, line: int, raw: str, reason: str) -> Problem:
    return Problem(kind="doubtful", origin=Origin(source=source, line=line), raw=raw, reason=reason)


def _read_list(entries: tuple[Entry, ...], source: str) -> tuple[list[Item], list[Problem]]:
    """Read the entries of one list as records, and say which of them are doubtful."""
    titles = are_titles([entry.text[:MAX_LENGTH] for entry in entries])
    items: list[Item] = []
    doubts: list[Problem] = []
    for entry, doubt in resolve_repeats(entries):
        item = _read_entry(entry, source, titles=titles)
        items.append(item)
        if doubt:
            doubts.append(_doubt(source, entry.line, entry.raw, doubt))
        if isinstance(item, Record) and item.confidence < DOUBTFUL and _has_structure(item):
            doubts.append(_doubt(source, entry.line, entry.raw, "title or authors are uncertain"))
    return items, doubts


def _bare(records: list[Record]) -> list[Problem]:
    """Return one doubtful problem for all entries of a source of which only a title was recognised."""
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
    marks = read_marks(entry.text)
    parsed = _from_marks(marks) if marks else parse_citation(without_marks(entry.text))
    if titles and not marks and not (parsed.authors or (parsed.container and looks_like_reference(entry.text))):
        # In a list of titles, a year is one that a title speaks of.
        title = field(entry.text).rstrip(".。．")
        parsed = ParsedCitation(title=title, language=language_of(title), structured=False)
    if sum(character.isalpha() for character in parsed.title[:1000]) < _LETTERS:
        return Problem(kind="unreadable", origin=origin, raw=entry.raw, reason="no title was found")
    return _record(parsed, entry.raw, origin)


def _from_marks(marks: Marked) -> ParsedCitation:
    """Return the fields of an entry whose title is marked; the text around it may name authors, place and year."""
    authors = read_authors(marks.rest)
    people, more, tail = authors.people, authors.more, marks.rest[authors.end :] if authors.people else marks.rest
    if not people and (first := _ET_AL.match(tail)):
        people, more, tail = (person(first[0]),), True, re.sub(r"^\S+\s+et\s+al\b\.?", "", tail)
    venue = re.sub(r"[\[(（]?(?<!\d)(?:19|20)\d\d(?!\d)[\])）]?", " ", tail)
    venue = field(re.sub(r"[\[\](){}|]+|\barXiv\b\S*", " ", venue)).strip(" .:;-–—")
    return ParsedCitation(
        title=field(marks.title),
        authors=people,
        more_authors=more,
        year=find_year(marks.rest),
        container=venue if re.fullmatch(r"[^.。!?]{2,60}", venue) else "",
        doi=bare_doi(marks.url).lower(),
        url=marks.url,
        language=language_of(marks.title),
    )


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
