"""Read JSON lines, or a JSON array, of bibliographic objects.

The field names of JSON lines, CSL-JSON and the common open indexes are understood.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from synth.datatypes import LanguageCode, Origin, Person, Problem, Record
from synth.readers.citation import TYPES
from synth.readers.locators import YEAR, bare_doi
from synth.readers.names import person
from synth.readers.text import field, language_of, tidy

_CONTAINERS = ("container", "container-title", "journal", "venue", "booktitle", "source", "publicationTitle")
_OPENING = 80
_OTHERS = re.compile(r"(?:et\.? al\.?|and others|others|等人?)[.,;]?", re.IGNORECASE)
_NAMES = ("authors", "author", "creators")
_CSL_TYPES = frozenset(TYPES.values()) | {
    "chapter",
    "article",
    "article-magazine",
    "paper-conference",
    "post",
    "post-weblog",
    "speech",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonEntry:
    """One object of the source: a record without its final number, or the problem that it is, or both if doubtful."""

    record: Record | None
    problem: Problem | None = None


class _UnreadableError(ValueError):
    """An object that gives no record; the message says why."""


def read_json(text: str, source: str) -> list[JsonEntry]:
    """Read a JSON source.

    Parameters
    ----------
    text
        The whole source.
    source
        Its name.

    Returns
    -------
    list
        One item for each object or bad line, in order; a record's ``number`` is its place in the list, from 1.
    """
    pieces = _array(text) if text.lstrip()[:1] == "[" else None
    if pieces is None:
        pieces = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    return [
        _entry(piece, Origin(source=source, line=line), place) for place, (line, piece) in enumerate(pieces, start=1)
    ]


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


def _entry(piece: str, origin: Origin, place: int) -> JsonEntry:
    try:
        item = _load(piece)
        record = _record(item, piece, origin, place)
    except _UnreadableError as error:
        return JsonEntry(record=None, problem=Problem(kind="unreadable", origin=origin, raw=piece, reason=str(error)))
    if _text(item, "title"):
        return JsonEntry(record=record)
    reason = "has no title; the beginning of its abstract stands for one"
    return JsonEntry(record=record, problem=Problem(kind="doubtful", origin=origin, raw=piece, reason=reason))


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


def _record(item: dict[str, Any], raw: str, origin: Origin, place: int) -> Record:
    title = _text(item, "title") or _opening(_text(item, "abstract"))
    if not title:
        raise _UnreadableError("has neither title nor abstract")
    authors = _authors(next((item[name] for name in _NAMES if item.get(name)), ()))
    people = tuple(author for author in authors if not _OTHERS.fullmatch(author.literal))
    identifier = re.sub(r"\s+", " ", _text(item, "id"))
    return Record(
        id=identifier,
        number=place,
        title=title,
        origin=origin,
        raw=raw,
        authors=people,
        more_authors=len(people) < len(authors),
        year=_year(item),
        container=_text(item, *_CONTAINERS),
        volume=_text(item, "volume"),
        issue=_text(item, "issue", "number"),
        pages=_text(item, "pages", "page"),
        publisher=_text(item, "publisher"),
        doi=bare_doi(_text(item, "doi", "DOI")),
        url=_text(item, "url", "URL"),
        type=kind if (kind := _text(item, "type")) in _CSL_TYPES else "article-journal",
        abstract=_text(item, "abstract"),
        keywords=_keywords(item.get("keywords") or item.get("keyword")),
        language=_language(item, title),
    )


def _opening(abstract: str) -> str:
    """Return the beginning of an abstract, which stands for a title that is not there."""
    if len(abstract) <= _OPENING:
        return abstract
    cut = abstract[:_OPENING]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _text(item: dict[str, Any], *names: str) -> str:
    """Return the first of the fields that has a value, as clean text."""
    for name in names:
        value = item.get(name)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, float):
            value = int(value) if math.isfinite(value) and value.is_integer() else value
        if isinstance(value, str | int | float) and not isinstance(value, bool) and (text := tidy(str(value))):
            return text
    return ""


def _year(item: dict[str, Any]) -> int | None:
    """Return the year from ``year``, a date, or CSL's ``issued``."""
    issued = item.get("issued")
    if isinstance(issued, dict):
        issued = str(issued.get("date-parts") or issued.get("raw") or issued.get("literal"))
    for value in (_text(item, "year", "date", "published"), str(issued or "")[:200]):
        if match := re.search(YEAR, value):
            return int(match[0])
    return None


def _authors(value: object) -> tuple[Person, ...]:
    """Return authors given as a list of names or objects, or as one text."""
    if isinstance(value, str):
        value = re.split(r"\s*[;；]\s*|\s+and\s+", value) if re.search(r"[;；]|\sand\s", value) else _comma_names(value)
    if not isinstance(value, list | tuple):
        return ()
    return tuple(found for item in value if (found := _author(item)) is not None)


def _comma_names(value: str) -> list[str]:
    """Split names at commas where these cannot stand between family and given name."""
    pieces = [piece.strip() for piece in re.split(r"[,，、]", value)]
    return pieces if all(" " in piece or language_of(piece) == "zh" for piece in pieces) else [value]


def _author(item: object) -> Person | None:
    if isinstance(item, str):
        return person(item) if item.strip() else None
    if not isinstance(item, dict):
        return None
    family, given = _text(item, "family", "last", "lastName"), _text(item, "given", "first", "firstName")
    literal = _text(item, "literal", "name")
    if family:
        return Person(literal=family + given) if language_of(family) == "zh" else Person(family=family, given=given)
    return (
        person(literal)
        if "name" in item and literal
        else Person(literal=literal or given)
        if literal or given
        else None
    )


def _keywords(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = re.split(r"[;；]", value) if re.search("[;；]", value) else re.split("[,，、]", value)
    if not isinstance(value, list):
        return ()
    return tuple(word for item in value if isinstance(item, str) and (word := field(item)))


def _language(item: dict[str, Any], title: str) -> LanguageCode:
    """Return the language the object states if it is one of ours, else the title's."""
    stated = _text(item, "lang", "language").lower()
    if stated.startswith(("zh", "chi", "cn")):
        return "zh"
    return "en" if stated.startswith(("en", "eng")) else language_of(title)
