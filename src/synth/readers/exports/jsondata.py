"""Read JSON lines, or a JSON array, of bibliographic objects.

The field names of JSON lines, CSL-JSON and the common open indexes are understood.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from synth.datatypes import Person
from synth.readers.fields import CSL_TYPES, Fields
from synth.readers.intake import Intake
from synth.readers.text import language_of, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synth.readers.intake import Reading

_SINGLE = {
    "id": ("id",),
    "title": ("title",),
    "abstract": ("abstract",),
    "container": ("container", "container-title", "journal", "venue", "booktitle", "source", "publicationTitle"),
    "volume": ("volume",),
    "issue": ("issue", "number"),
    "pages": ("pages", "page"),
    "publisher": ("publisher",),
    "doi": ("doi", "DOI"),
    "url": ("url", "URL"),
    "language": ("lang", "language"),
}
_NAMES = ("authors", "author", "creators")


class _UnreadableError(ValueError):
    """An object that gives no record; the message says why."""


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
        One item for each object or bad line, in order.
    """
    intake = Intake(source, "JSON")
    pieces = _array(text) if text.lstrip()[:1] == "[" else None
    if pieces is None:
        pieces = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    for line, piece in pieces:
        try:
            fields = _fields(_load(piece))
        except _UnreadableError as error:
            intake.unreadable(line, piece, str(error))
        else:
            intake.entry(fields, line=line, raw=piece)
    return intake.reading


def _array(text: str) -> list[tuple[int, str]] | None:
    """Cut a JSON array into its items, each with its first line; ``None`` where the text is no array."""
    decoder = json.JSONDecoder(parse_constant=lambda _: None)
    skip = re.compile(r"[\s,]*")
    pieces: list[tuple[int, str]] = []
    position, line, counted = text.index("[") + 1, 1, 0
    while True:
        match = skip.match(text, position)
        position = match.end() if match else position
        if position >= len(text) or text[position] == "]":
            return pieces
        line, counted = line + text.count("\n", counted, position), position
        try:
            _, end = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            # The rest of a broken array is cut at its lines, so that good objects after the fault are still read.
            rest = text[position:].split("\n")
            return pieces + [
                (line + index, piece.strip().rstrip(",")) for index, piece in enumerate(rest) if piece.strip(" \t],")
            ]
        pieces.append((line, text[position:end]))
        position = end


def _load(piece: str) -> dict[str, Any]:
    try:
        value = json.loads(piece, parse_constant=lambda _: None)
    except RecursionError:
        raise _UnreadableError("is nested too deeply") from None
    except ValueError as error:
        message = error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"
        raise _UnreadableError(f"is no valid JSON: {message}") from None
    if not isinstance(value, dict):
        raise _UnreadableError("is JSON but no object")
    return value


def _fields(item: dict[str, Any]) -> Fields:
    """Return the fields of an object under our names."""
    single = {name: [_text(item, *keys)] for name, keys in _SINGLE.items()}
    kind = _text(item, "type")
    return {
        **single,
        "authors": list(_authors(next((item[name] for name in _NAMES if item.get(name)), ()))),
        "year": [_year(item)],
        "type": [kind if kind in CSL_TYPES else ""],
        "keywords": _keywords(item.get("keywords") or item.get("keyword")),
    }


def _text(item: dict[str, Any], *names: str) -> str:
    """Return the first of the fields that has a value, as text."""
    for name in names:
        value = item.get(name)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, float):
            value = int(value) if math.isfinite(value) and value.is_integer() else value
        if isinstance(value, str | int | float) and not isinstance(value, bool) and (text := tidy(str(value))):
            return text
    return ""


def _year(item: dict[str, Any]) -> str:
    """Return the date from ``year``, a date, or CSL's ``issued``."""
    issued = item.get("issued")
    if isinstance(issued, dict):
        issued = str(issued.get("date-parts") or issued.get("raw") or issued.get("literal"))
    return _text(item, "year", "date", "published") or str(issued or "")


def _authors(value: object) -> Iterator[str | Person]:
    """Yield authors given as a list of names or objects, or as one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            if isinstance(item, str):
                yield item
            elif isinstance(item, dict) and (found := _author(item)):
                yield found


def _author(item: dict[str, Any]) -> str | Person | None:
    family, given = _text(item, "family", "last", "lastName"), _text(item, "given", "first", "firstName")
    literal = _text(item, "literal", "name")
    if family:
        return Person(literal=family + given) if language_of(family) == "zh" else Person(family=family, given=given)
    if "name" in item and literal:
        return literal
    return Person(literal=literal or given) if literal or given else None


def _keywords(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
