"""Read sources: files with a reference list, a journal page around one, or JSON lines."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from synth.datatypes import Library, Origin, Problem, Record, Review, Source
from synth.errors import DataError, LimitError, SourceMissingError
from synth.readers.citation import MAX_LENGTH, ParsedCitation, parse_citation, without_label
from synth.readers.decode import decode
from synth.readers.entries import Entry, split_entries
from synth.readers.jsonl import read_json
from synth.readers.page import read_page
from synth.readers.review import read_review
from synth.readers.signs import are_titles, looks_like_reference
from synth.readers.sniff import refuse_binary, sniff
from synth.readers.text import field, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["MAX_BYTES", "read_sources"]

MAX_BYTES = 50_000_000

_Item = Record | Problem


def read_sources(paths: Sequence[Path]) -> Library:
    """Read every source and number their entries.

    Parameters
    ----------
    paths
        The files, in the order in which their entries are to be numbered.

    Returns
    -------
    Library
        All records and problems in that order, and the first review found. ``Record.number`` counts the entries of
        all sources from 1, unreadable ones too; ids are unique.

    Raises
    ------
    SourceMissingError
        If a path is not there, cannot be opened, or is no regular file.
    LimitError
        If a file is larger than ``MAX_BYTES``.
    DataError
        If a file is empty, is no text, is in a format that is not read, or holds no references.
    """
    sources: list[Source] = []
    items: list[_Item] = []
    remarks: list[Problem] = []
    reviews: list[Review] = []
    for path in paths:
        data = _load(path)
        refuse_binary(data, path.name)
        decoded = decode(data, path.name)
        if sniff(decoded.text, path.name) == "json":
            layout = "json"
            found, doubts = _json_items(decoded.text, path.name)
            remarks += doubts
        else:
            found, doubts, review = _text_items(decoded.text, path.name)
            remarks += doubts
            reviews += [review] if review else []
            layout = "page" if review else "list"
        if not found:
            raise DataError(
                "holds no references",
                where=path.name,
                fix="Give a reference list, one entry a line, under the heading 'References'",
            )
        items += found
        digest = hashlib.sha256(data).hexdigest()
        sources.append(Source(name=path.name, format=layout, encoding=decoded.encoding, sha256=digest))
    records, problems = _numbered(items)
    return Library(
        sources=tuple(sources),
        records=tuple(records),
        problems=tuple(problems + remarks),
        review=reviews[0] if reviews else None,
    )


def _load(path: Path) -> bytes:
    """Return the bytes of a regular file of bearable size."""
    try:
        if not path.exists():
            raise SourceMissingError("does not exist", where=str(path), fix="Check the name")
        if not path.is_file():
            raise SourceMissingError("is no regular file", where=str(path), fix="Give the files in it one by one")
        if path.stat().st_size > MAX_BYTES:
            raise LimitError(f"is larger than {MAX_BYTES // 1_000_000} MB", where=path.name, fix="Split the file")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "bad file name"
        raise SourceMissingError(
            f"cannot be opened: {reason}", where=str(path), fix="Check the name and permissions"
        ) from error
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise DataError("is empty", where=path.name, fix="Give a file with references")
    return data


def _json_items(text: str, name: str) -> tuple[list[_Item], list[Problem]]:
    """Read JSON objects: in order, and what was doubtful."""
    found: list[_Item] = []
    doubts: list[Problem] = []
    for entry in read_json(text, name):
        if entry.record is not None:
            found.append(entry.record if entry.record.id else replace(entry.record, id=content_id(entry.record)))
            doubts += [entry.problem] if entry.problem else []
        elif entry.problem is not None:
            found.append(entry.problem)
    return found, doubts


def _text_items(text: str, name: str) -> tuple[list[_Item], list[Problem], Review | None]:
    """Read a page or list: its entries in order, what was doubtful, and the review."""
    page = read_page(text)
    if page.references is None:
        raise DataError(
            "holds no reference list",
            where=name,
            fix="Give a page with a heading 'References', or a list with one reference a line",
        )
    entries = split_entries(page.references.text, page.references.line)
    doubts = [
        Problem(kind="doubtful", origin=Origin(source=name, line=remark.line), raw=remark.raw, reason=remark.reason)
        for remark in entries.remarks
    ]
    titles = are_titles([without_label(entry.raw[:MAX_LENGTH]).rstrip(" .。．") for entry in entries.entries])
    found = [_read_entry(entry, name, titles=titles) for entry in entries.entries]
    doubts += _bare([item for item in found if isinstance(item, Record) and not _has_structure(item)])
    doubts.sort(key=lambda problem: problem.origin.line)
    return found, doubts, read_review(page, name)


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


def _read_entry(entry: Entry, name: str, *, titles: bool) -> _Item:
    """Read one entry as a record, or as a problem where nothing in it can be a title."""
    origin = Origin(source=name, line=entry.line)
    parsed = parse_citation(entry.raw)
    if titles and not (parsed.authors or (parsed.container and looks_like_reference(entry.raw))):
        # In a list of titles, a year is one that a title speaks of.
        title = field(without_label(entry.raw)).rstrip(".。．")
        parsed = ParsedCitation(title=title, language=language_of(title), structured=False)
    letters = 2
    if sum(character.isalpha() for character in parsed.title[:1000]) < letters:
        return Problem(kind="unreadable", origin=origin, raw=entry.raw, reason="no title was found")
    record = _record(parsed, entry.raw, origin)
    return replace(record, id=content_id(record))


def _record(parsed: ParsedCitation, raw: str, origin: Origin) -> Record:
    return Record(
        id="",
        number=0,
        title=parsed.title,
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
    )


def content_id(record: Record) -> str:
    """Return an identifier that follows from what the record says, not from where it stands: ``xie2024-3f2a9c``."""
    first = record.authors[0].short if record.authors else ""
    folded = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]", "", folded.lower())[:20] or "ref"
    names = [person.short for person in record.authors]
    key = "|".join([record.title, *names, str(record.year or "")])
    normalised = "".join(
        character for character in unicodedata.normalize("NFKC", key).casefold() if character.isalnum()
    )
    digest = hashlib.sha256(normalised.encode("utf-8", "replace")).hexdigest()[:6]
    return f"{slug}{record.year or ''}-{digest}"


def _numbered(items: Iterable[_Item]) -> tuple[list[Record], list[Problem]]:
    """Give the entries their numbers and unique ids; a source's own id that repeats is doubtful."""
    seen: dict[str, int] = {}
    taken: set[str] = set()
    records: list[Record] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, start=1):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        identifier = item.id
        while identifier in taken:
            seen[item.id] = seen.get(item.id, 1) + 1
            identifier = f"{item.id}~{seen[item.id]}"
        taken.add(identifier)
        if identifier != item.id and item.id != content_id(item):
            reason = f"the id {item.id} stands for more than one entry; this one is called {identifier}"
            problems.append(Problem(kind="doubtful", origin=item.origin, raw=item.raw, reason=reason))
        records.append(replace(item, id=identifier, number=number))
    return records, problems
