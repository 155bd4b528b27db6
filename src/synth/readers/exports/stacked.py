"""Tables that have one field a line, its name first, and a blank line between entries, as Embase writes them."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from synth.readers.exports.columns import PREAMBLE, fields_by_name, fold, header_of
from synth.readers.exports.csvrows import DELIMITERS, field_limit
from synth.readers.exports.tablefields import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synth.readers.intake import Intake

_NAME = re.compile(r'\ufeff?\s{0,8}"?([^",;\t|\n]{1,60})"?\s{0,8}([,;\t|])')
_LISTS = frozenset(("authors", "keywords", "index_keywords"))
_PROBE = 30
_FEWEST = 3  # lines that name a field, from which an entry is known


def find_stack(lines: Sequence[str]) -> int | None:
    """Return the index of the line with which such a table begins; ``None`` for any other text.

    Parameters
    ----------
    lines
        The lines that a text begins with.
    """
    return next((at for at, line in enumerate(lines[:PREAMBLE]) if _field(line) and _is_stack(lines, at)), None)


def _is_stack(lines: Sequence[str], start: int) -> bool:
    """Whether most lines up to the next blank one begin with the name of a field, each with another."""
    lines = lines[start : start + _PROBE]
    block = lines[: next((at for at, line in enumerate(lines) if not line.strip()), len(lines))]
    names = [name for line in block if (name := _field(line))]
    with field_limit(len(block[0]) + 1):
        across = header_of(_cells(block[:1])[0])
    fields = {fields_by_name()[name][0] for name in names}
    several = len(fields) >= _FEWEST and "title" in fields and len(set(names)) == len(names)
    return several and 2 * len(names) > len(block) and (across is None or across.known < 2)  # noqa: PLR2004 - a row of names


def _field(line: str) -> str:
    """Return the name with which a line begins, folded, if it is one of a field; tags of two letters are none."""
    match = _NAME.match(line)
    name = fold(match[1]) if match else ""
    return name if len(name) > 2 and name in fields_by_name() else ""  # noqa: PLR2004 - a tag


def add_stack(intake: Intake, lines: Sequence[str], start: int) -> None:
    """Add the entries of such a table.

    Parameters
    ----------
    intake
        Where they go.
    lines
        All lines, each with its line end.
    start
        The index of the first line of the first entry.
    """
    with field_limit(sum(map(len, lines)) + 1):
        for first, end in _entries(lines, start):
            raw = "".join(lines[first:end]).rstrip()
            rows = [row for row in _cells(lines[first:end]) if row]
            header = header_of([row[0] for row in rows])
            if header is None:
                intake.unreadable(first + 1, raw, "has no title")
                continue
            lists = {place for field in _LISTS for place in header.places.get(field, ())}
            cells = [("; " if place in lists else " ").join(filter(None, row[1:])) for place, row in enumerate(rows)]
            intake.entry(fields_of(cells, header), line=first + 1, raw=raw)


def _entries(lines: Sequence[str], start: int) -> Iterator[tuple[int, int]]:
    """Yield where each entry begins and ends: a blank line between quoted cells and a name behind it part two."""
    opening = _NAME.match(lines[start])
    head = opening[0] if opening else ""
    first, marks = start, 0
    for at in range(start, len(lines)):
        blank_before = at > first and not lines[at - 1].strip()
        if blank_before and (lines[at].startswith(head) or (marks % 2 == 0 and _field(lines[at]))):
            yield first, at
            first, marks = at, 0
        marks += lines[at].count('"')
    yield first, len(lines)


def _cells(lines: Sequence[str]) -> list[list[str]]:
    """Return the rows of an entry, between whose cells stands what follows its first name."""
    match = _NAME.match(lines[0])
    delimiter = match[2] if match else DELIMITERS[0]
    return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter)]
