"""Read JSON: lines, arrays and pages of results, of CSL-JSON, of the open indexes and of reference managers."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from synth.readers.exports.columns import fields_by_name, fold
from synth.readers.exports.jsonfields import dialect_of, fields_of, is_entry, is_note
from synth.readers.exports.jsonpieces import Piece, is_lines, lines_of, pieces_of, spans
from synth.readers.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synth.readers.intake import Reading

# Where the entries are in what a service answers, the likeliest first.
_LISTS = (
    *("items", "references", "results", "papers", "records", "entries", "works", "articles", "publications"),
    *("bibliography", "data", "hits", "docs", "message", "result", "entry"),
)
_INNER = (
    *("data", "_source", "attributes", "info", "item", "paper", "citedPaper", "citingPaper", "work", "document", "csl"),
    *("record", "bib", "message", "publication", "article"),
)
_DEPTH = 4
_PLAIN = "JSON"


def read(text: str, source: str) -> Reading:
    """Read a JSON source.

    Parameters
    ----------
    text
        The whole source.
    source
        Its name.

    Returns
    -------
    Reading
        One item for each entry or damaged value, in order. The format is that of most entries.
    """
    lines = is_lines(text)
    pieces = [entry for piece in (lines_of(text) if lines else pieces_of(text)) for entry in _entries(piece)]
    dialects = Counter(dialect_of(piece.value) for piece in pieces if isinstance(piece.value, dict))
    form = dialects.most_common(1)[0][0] if dialects else ""
    intake = Intake(source, form or ("JSON lines" if lines else _PLAIN))
    for piece in pieces:
        _add(intake, piece)
    return intake.reading


def _add(intake: Intake, piece: Piece) -> None:
    if piece.fault:
        intake.unreadable(piece.line, piece.raw, piece.fault)
    elif not isinstance(piece.value, dict):
        intake.unreadable(piece.line, piece.raw, "is JSON but no object")
    elif is_note(piece.value):
        intake.doubtful(piece.line, piece.raw, "is a note or an attachment, no entry; left out")
    else:
        intake.entry(fields_of(piece.value), line=piece.line, raw=piece.raw)


def _entries(piece: Piece) -> Iterator[Piece]:
    """Yield the entries of a value: those of a list within it, or the value itself."""
    if piece.fault or not isinstance(piece.value, dict) or not (found := _list_in(piece.value)):
        value = _inner(piece.value) if isinstance(piece.value, dict) else piece.value
        yield Piece(line=piece.line, raw=piece.raw, value=value, fault=piece.fault)
        return
    key, container = found
    values = list(container.values()) if isinstance(container, dict) else container
    places = spans(piece.raw, container, key)
    if len(places) != len(values):
        places = []
    line, counted = piece.line, 0
    for index, value in enumerate(values):
        raw = piece.raw[slice(*places[index])] if places else json.dumps(value, ensure_ascii=False)
        if places:
            line += piece.raw.count("\n", counted, places[index][0])
            counted = places[index][0]
        if isinstance(container, list) or isinstance(value, dict):
            yield Piece(line=line, raw=raw, value=_inner(value) if isinstance(value, dict) else value)


def _list_in(item: dict[str, Any], depth: int = 0) -> tuple[str, list[Any] | dict[str, Any]] | None:
    """Return the list of entries within an object that is no entry itself, and its key."""
    if is_entry(_inner(item)) and not _is_collection(item):
        return None
    free = [key for key in item if key in _LISTS or fold(key) not in fields_by_name()]  # a field holds no entries
    if 1 < len(item) == len(free) and all(
        isinstance(value, dict) and is_entry(_inner(value)) for value in item.values()
    ):
        return "", item
    keys = sorted(free, key=lambda key: _LISTS.index(key) if key in _LISTS else len(_LISTS))
    for key in keys:
        value = item[key]
        members = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        objects = [member for member in members if isinstance(member, dict)]
        if objects and is_entry(_inner(objects[0])) and (isinstance(value, list) or not is_entry(_inner(value))):
            return key, value
        if value == [] and key in _LISTS:
            return key, value
    if depth < _DEPTH:
        for key in keys:
            if isinstance(item[key], dict) and not is_entry(item[key]) and (found := _list_in(item[key], depth + 1)):
                return found
    return None


def _is_collection(item: dict[str, Any]) -> bool:
    """Whether an object with a title is a list of entries with a heading rather than an entry."""
    names = {key.lower() for key in item}
    if names & {
        "author",
        "authors",
        "authorships",
        "creators",
        "doi",
        "year",
        "issued",
        "abstract",
        "journal",
        "paperid",
    }:
        return False
    lists = (item[key] for key in _LISTS if isinstance(item.get(key), list))
    return any(value and isinstance(value[0], dict) and is_entry(_inner(value[0])) for value in lists)


def _inner(item: dict[str, Any]) -> dict[str, Any]:
    """Return the entry that an object wraps up, such as the ``data`` of Zotero's items; else the object."""
    if is_entry(item):
        return item
    wrapped = (item[key] for key in _INNER if isinstance(item.get(key), dict))
    return next((value for value in wrapped if is_entry(value)), item)
