"""Blocks of text whose bounds are certain, as a page's or document's paragraphs are, read as free text.

Free text is lines, of which one cannot be sure. Here each block becomes a paragraph between blank lines, and what is
found is given the block's own place in its source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synth.datatypes import Origin, Problem, Record
from synth.errors import DataError
from synth.readers import freetext
from synth.readers.freetext.signs import FOOTER, looks_like_reference, opening
from synth.readers.intake import Reading
from synth.readers.sniff import sniff_text
from synth.readers.text import shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NEARLY_ALL = 0.8
_HEADING_LENGTH = 80
_REFERENCES = re.compile(
    r"\W*(?:\d{1,2}(?:\.\d{1,2})?\W{1,3}|[IVX]{1,5}\.\s)?"
    r"(?:(?:\w+ )?references?(?: list| cited| and notes)?|list of references|notes and references|works cited"
    r"|(?:\w+ )?bibliography|literature(?: cited)?|cited literature|literaturverzeichnis"
    r"|(?:主要)?\s?参\s?考\s?(?:文\s?献|资\s?料|书\s?目)|引用文献|參考文獻|引文)(?:\s?\(\d{1,4}\))?"
    r"(?:\s?\[\s?(?:edit|编辑|編輯)[^\]]{0,20}\])?\W*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*[\[(（［【]?\s?\d{1,4}\s?[\])）］】.．、]")
_TYPE_MARK = re.compile(r"\[(?:[JMDCNRPSZ]|EB)(?:/OL)?\]")
_WEB = "HTML"  # a form in which most text is no reference list
_BARE_NUMBER = re.compile(r"[\[(（［]?\s?(\d{1,4})\s?[\])）］.．、]{1,2}|(\d{1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item or table row, and its place in the source.

    ``level`` is that of a heading, 0 for other text. ``mark`` is a number that is put before an entry to tell where it
    begins, though the source shows none. The lines of one block may be wrapped or be entries of their own.
    """

    text: str
    place: int
    level: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of cells, and its place in the source."""

    rows: tuple[tuple[str, ...], ...]
    place: int


def is_numbered(text: str) -> bool:
    """Whether a text begins with a number of its own."""
    return bool(_NUMBERED.match(text))


def joined_row(cells: Iterable[str]) -> str:
    """Return a row as a line; a first cell that is a bare number becomes the number of an entry."""
    filled = [" ".join(cell.split()) for cell in cells if cell.strip()]
    if len(filled) > 1 and (match := _BARE_NUMBER.fullmatch(filled[0])):
        return f"[{match[1] or match[2]}] " + " ".join(filled[1:])
    return " ".join(filled)


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of several rows names the columns of a bibliography."""
    return len(rows) > 1 and sniff_text(_as_tsv(rows[:1])) == "table"


def _as_tsv(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(" ".join(cell.split()).replace('"', "”") for cell in row) for row in rows)


def heads_references(text: str) -> bool:
    """Whether a text is nothing but the heading of a reference list."""
    return bool(_REFERENCES.fullmatch(text[:_HEADING_LENGTH]))


def read_blocks(blocks: Sequence[Block], grids: Sequence[Grid], source: str, form: str) -> Reading:
    """Read blocks of text, or where they hold no reference list, tables of one.

    Parameters
    ----------
    blocks
        The text in order, tables of named columns left out.
    grids
        Those tables.
    source
        The source's name.
    form
        What the source is called: ``HTML``, ``DOCX``.

    Raises
    ------
    DataError
        If there is no reference list in either.
    """
    marked = _entries_marked(_numbers_joined(blocks))
    text, origins = _as_text(marked)
    try:
        reading = freetext.read(text, source)
        if form == _WEB and not any(heads_references(block.text) for block in blocks):
            _require_references(reading, source)
    except DataError:
        if not grids:
            raise
        return _read_grids(grids, source, form)
    items = tuple(
        replace(item, raw=item.raw.removeprefix(origins[item.origin.line - 1].mark)) for item in reading.items
    )
    found = relocated(replace(reading, items=items), [block.place for block in origins], form)
    left_out = tuple(_left_out(grid, source) for grid in grids)
    return replace(found, remarks=found.remarks + left_out)


def _require_references(reading: Reading, source: str) -> None:
    """Refuse the menus, titles and notes of a web page without a heading for references, unless most read like such."""
    records = [item for item in reading.items if isinstance(item, Record)]
    if 2 * sum(map(_is_reference, records)) < max(1, len(reading.items)):
        raise DataError(
            "holds no reference list", where=source, fix="Give a page with a heading 'References', or the list itself"
        )


def _is_reference(record: Record) -> bool:
    """Whether a record's text begins with a name and says when it came out, or it has a mark that only works have."""
    if record.doi or _TYPE_MARK.search(shape(record.raw)):
        return True
    text = _NUMBERED.sub("", record.raw, count=1)
    named = opening(shape(text.strip()[:260]).replace("\n", " ")) > 1 or bool(record.authors and record.container)
    return named and looks_like_reference(text)


def _numbers_joined(blocks: Sequence[Block]) -> list[Block]:
    """Join a block that is nothing but the number of an entry to the one after it."""
    found: list[Block] = []
    waiting: Block | None = None
    for block in blocks:
        match = _BARE_NUMBER.fullmatch(block.text.strip())
        if match and match[1] and not block.level:
            found += [waiting] if waiting else []
            waiting = replace(block, text=f"[{match[1]}]")
        elif waiting:
            found.append(replace(block, text=f"{waiting.text} {block.text}", place=waiting.place))
            waiting = None
        else:
            found.append(block)
    return [*found, waiting] if waiting else found


def _entries_marked(blocks: list[Block]) -> list[Block]:
    """Mark each paragraph of a list without numbers, as its bounds are certain.

    Only where nearly all paragraphs are references by their looks: those of other pages are wrapped lines.
    """
    heads = [i for i, block in enumerate(blocks) if heads_references(block.text)]
    start = heads[-1] + 1 if heads else 0
    end = next((i for i in range(start, len(blocks)) if blocks[i].level or FOOTER.match(blocks[i].text)), len(blocks))
    while end > start and not looks_like_reference(blocks[end - 1].text):
        end -= 1
    entries = blocks[start:end]
    alike = sum(looks_like_reference(entry.text) for entry in entries) >= _NEARLY_ALL * len(entries)
    if not alike or any(entry.mark or is_numbered(entry.text) or "\n" in entry.text for entry in entries):
        return blocks
    marked = [replace(entry, mark=f"[{number}] ") for number, entry in enumerate(entries, start=1)]
    return [*blocks[:start], *marked, *blocks[end:]]


def _as_text(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """Return the blocks as text with blank lines between them, and the block of each line."""
    lines: list[str] = []
    origins: list[Block] = []
    for block in blocks:
        own = [line for line in block.text.split("\n") if line.strip()] or [""]
        lines += [block.mark + own[0], *own[1:], ""]
        origins += [block] * (len(own) + 1)
    return "\n".join(lines), origins


def relocated(reading: Reading, places: Sequence[int], form: str) -> Reading:
    """Return a reading whose lines are places in the source, and whose format says what wrapped the text.

    Parameters
    ----------
    reading
        What was found in the text.
    places
        The place of each line of the text.
    form
        What the source is called.
    """

    def place(origin: Origin) -> Origin:
        return Origin(source=origin.source, line=places[min(origin.line, len(places)) - 1])

    return Reading(
        format=f"{form} {reading.format}",
        items=tuple(replace(item, origin=place(item.origin)) for item in reading.items),
        remarks=tuple(replace(remark, origin=place(remark.origin)) for remark in reading.remarks),
        review=replace(reading.review, origin=place(reading.review.origin)) if reading.review else None,
    )


def _read_grids(grids: Sequence[Grid], source: str, form: str) -> Reading:
    """Read tables whose first row names their columns, as an export in a page or document is."""
    from synth.readers.registry import read_text  # noqa: PLC0415 - the registry imports the readers, not they it

    readings = []
    for grid in grids:
        found = read_text(_as_tsv(grid.rows), source)
        readings.append(relocated(found, range(grid.place, grid.place + len(grid.rows)), form))
    return Reading(
        format=f"{form} table",
        items=tuple(item for reading in readings for item in reading.items),
        remarks=tuple(remark for reading in readings for remark in reading.remarks),
    )


def _left_out(grid: Grid, source: str) -> Problem:
    """Return the remark that a table beside a reference list was not read."""
    reason = f"a table of {len(grid.rows)} rows is left out, as there is a reference list beside it"
    return Problem(
        kind="doubtful", origin=Origin(source=source, line=grid.place), raw=_as_tsv(grid.rows), reason=reason
    )
