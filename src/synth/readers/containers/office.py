"""Read documents of word processors and workbooks: DOCX, XLSX and their kin."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from synth.datatypes import Origin, Problem
from synth.errors import DataError, LimitError
from synth.readers import freetext
from synth.readers.containers.blocks import (
    Block,
    Grid,
    heads_references,
    is_numbered,
    joined_row,
    names_columns,
    read_blocks,
)
from synth.readers.containers.sandbox import parse
from synth.readers.text import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.readers.intake import Reading

MAX_MEMBERS = 10_000
MAX_TOTAL_BYTES = 500_000_000
MAX_RATIO = 100
_RATIO_FROM = 10_000_000  # bytes; what unpacks to less does no harm
_FIX = "Save it again, or export the references as plain text, RIS or BibTeX"


def read(data: bytes, source: str) -> Reading:
    """Read a document or workbook.

    Parameters
    ----------
    data
        Its bytes.
    source
        Its name.

    Raises
    ------
    DataError
        If it is damaged or holds no references.
    LimitError
        If it is larger inside than a bearable document.
    """
    if data.startswith(b"PK"):
        names = _inspect(data, source)
        if any(name.startswith("word/") for name in names):
            return _read_document(data, source)
    from synth.readers.exports.tables import read_workbook  # noqa: PLC0415 - imported when a workbook is met

    reading: Reading = read_workbook(data, source)
    return reading


def _inspect(data: bytes, source: str) -> list[str]:
    """Return the names of a package's parts; refuse one that states to be a bomb before any of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DataError("is a damaged Office document", where=source, fix=_FIX) from error
    total = sum(part.file_size for part in parts)
    if len(parts) > MAX_MEMBERS:
        raise LimitError(f"has more than {MAX_MEMBERS:,} parts", where=source, fix=_FIX)
    if total > MAX_TOTAL_BYTES:
        raise LimitError(f"unpacks to more than {MAX_TOTAL_BYTES // 1_000_000} MB", where=source, fix=_FIX)
    if total > _RATIO_FROM and total > MAX_RATIO * len(data):
        raise LimitError(f"unpacks to more than {MAX_RATIO} times its size", where=source, fix=_FIX)
    return [part.filename for part in parts]


def _read_document(data: bytes, source: str) -> Reading:
    """Read a DOCX; the line of an entry is the number of its paragraph, each row of a table counting as one."""
    parsed = cast("dict[str, list[Any]]", parse("docx", data, source, fix=_FIX))
    blocks: list[Block] = []
    grids: list[Grid] = []
    own = [is_numbered(item["text"]) for item in parsed["body"] if item.get("number")]
    numbered = 2 * sum(own) > len(own)
    place = 1
    for item in parsed["body"]:
        if "rows" not in item:
            blocks.append(_paragraph(item, place, numbered=numbered))
            place += 1
            continue
        rows = [[" ".join(cell) for cell in row] for row in item["rows"]]
        if names_columns(rows):
            grids.append(Grid(rows=tuple(map(tuple, rows)), place=place))
        else:
            blocks += _table(item["rows"], place)
        place += len(rows)
    notes: Sequence[str] = parsed["notes"]
    body_alone = not notes or _has_list(blocks)
    if not body_alone:
        blocks += _notes(notes, place, headed=not blocks or not heads_references(blocks[-1].text))
    reading = read_blocks(blocks, grids, source, "DOCX")
    if notes and body_alone:
        reading = replace(reading, remarks=(*reading.remarks, _left_out(notes, source, place)))
    return reading


def _paragraph(item: dict[str, Any], place: int, *, numbered: bool) -> Block:
    """Return a paragraph with its automatic number, which a reader sees, unless such paragraphs have their own."""
    text: str = item["text"].strip()
    if item["number"] is not None and not numbered:
        text = f"[{item['number']}] {text}"
    return Block(text=text, place=place, level=item["heading"])


def _table(rows: Sequence[Sequence[Sequence[str]]], place: int) -> list[Block]:
    """Return a table as text: a line a row, or a line a paragraph where the cells only lay the text out."""
    if all(len(cell) <= 1 for row in rows for cell in row):
        lines = [(number, joined_row("".join(cell) for cell in row)) for number, row in enumerate(rows)]
    else:
        lines = [(number, text.strip()) for number, row in enumerate(rows) for cell in row for text in cell]
    return [Block(text=text, place=place + number) for number, text in lines if text]


def _has_list(blocks: Sequence[Block]) -> bool:
    """Whether the text has a reference list beside its notes."""
    try:
        return bool(freetext.read("\n\n".join(block.text for block in blocks), "").items)
    except DataError:
        return False


def _notes(notes: Sequence[str], place: int, *, headed: bool) -> list[Block]:
    """Return footnotes and endnotes as the document's list, which they are where it has no other."""
    heading = "参考文献" if language_of(" ".join(notes)) == "zh" else "References"
    first = [Block(text=heading, place=place)] if headed else []
    return [
        *first,
        *(
            Block(text=text if is_numbered(text) else f"[{number}] {text}", place=place + number - 1)
            for number, text in enumerate(notes, start=1)
        ),
    ]


def _left_out(notes: Sequence[str], source: str, place: int) -> Problem:
    """Return the remark that notes beside a reference list were not read."""
    reason = f"{len(notes)} notes are left out, as there is a reference list beside them"
    return Problem(kind="doubtful", origin=Origin(source=source, line=place), raw="\n".join(notes), reason=reason)
