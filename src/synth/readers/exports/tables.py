"""Read tables: comma-, semicolon-, tab- and bar-separated text, and the sheets of workbooks.

The columns of databases and reference managers are told by their names (:mod:`synth.readers.exports.columns`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.errors import DataError
from synth.readers import freetext
from synth.readers.exports.columns import PREAMBLE, SEPARATOR, Header, fields_by_name, find_header, fold, header_of
from synth.readers.exports.csvrows import Row, RowCutter
from synth.readers.exports.sheets import sheets
from synth.readers.exports.stacked import add_stack, find_stack
from synth.readers.exports.tablefields import fields_of
from synth.readers.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from synth.readers.intake import Reading

_RULE = re.compile(r"[\s|:+-]{3,}")
_FIX = "Give the first row the names of the columns, with 'title' for that of the titles"


def read(text: str, source: str) -> Reading:
    """Read a table in text.

    Parameters
    ----------
    text
        The whole source.
    source
        Its name.

    Returns
    -------
    Reading
        One item for each row, in order, or for each stack of lines where these hold one field each.

    Raises
    ------
    DataError
        If no row of its beginning names a column of titles.
    """
    lines = [f"{line}\n" for line in text.removeprefix("\ufeff").rstrip("\n").split("\n")]
    if (top := find_stack(lines)) is not None:
        intake = Intake(source, "CSV")
        _report_preamble(intake, lines[:top], 1)
        add_stack(intake, lines, top)
        return intake.reading
    found = find_header(lines)
    if found is None:
        raise DataError("is a table of which no column is one of titles", where=source, fix=_FIX)
    start, delimiter, header = found
    framed = delimiter == "|" and lines[start].lstrip().startswith("|")
    form = "Markdown" if framed else "TSV" if delimiter == "\t" else "CSV"
    intake = Intake(source, form)
    _report_preamble(intake, lines[:start], 1)
    if framed:
        lines = [f"{line.strip().strip('|')}\n" for line in lines]
    rows = RowCutter(lines, delimiter, header.width).rows(start)
    next(rows, None)
    add_rows(intake, rows, header)
    return intake.reading


def read_workbook(data: bytes, source: str) -> Reading:
    """Read every sheet of a workbook (XLSX, XLS, ODS) that has a column of titles.

    A workbook of one column without its name is read as a list of references.

    Parameters
    ----------
    data
        The bytes of the workbook.
    source
        Its name.

    Returns
    -------
    Reading
        One item for each row, in the order of the sheets; the line is the number of the row in its sheet.

    Raises
    ------
    DataError
        If it is damaged or protected, or no sheet has a column of titles.
    LimitError
        If it needs more memory or time than is bearable.
    """
    intake = Intake(source, "XLSX")
    lonely: list[str] = []
    failures: list[tuple[str, str]] = []
    for name, rows in sheets(data, source):
        found = _named_row(rows)
        if found is not None:
            start, header = found
            before = [f"{row.raw}\n" for row in rows[:start]]
            _report_preamble(intake, before, rows[0].line)
            add_rows(intake, rows[start + 1 :], header)
        elif rows:
            failures.append((name, rows[0].raw))
            lonely += _one_column(rows)
    if not intake.reading.items and lonely and len(failures) == 1:
        return freetext.read("\n".join(lonely), source)
    if not intake.reading.items and failures:
        raise DataError("is a table of which no column is one of titles", where=source, fix=_FIX)
    for name, raw in failures:
        intake.doubtful(1, raw, f"the sheet {name} has no column of titles; left out")
    return intake.reading


def _named_row(rows: Sequence[Row]) -> tuple[int, Header] | None:
    """Return the row of a sheet that names the columns, and what they mean."""
    headers = [(at, header_of(row.cells)) for at, row in enumerate(rows[:PREAMBLE])]
    known = [(at, header) for at, header in headers if header is not None]
    return next((pair for pair in known if pair[1].known > 1), next(iter(known), None))


def _one_column(rows: Sequence[Row]) -> list[str]:
    """Return the lines of a sheet of one column, each at the place of its row; none for another sheet."""
    lines: list[str] = []
    for row in rows:
        said = [cell.strip() for cell in row.cells if cell.strip()]
        if len(said) > 1:
            return []
        lines += [""] * (row.line - 1 - len(lines))
        lines.append(" ".join(said[0].split()) if said else "")
    return lines


def _report_preamble(intake: Intake, lines: Sequence[str], first: int) -> None:
    """Say what stood before the names of the columns."""
    told = [index for index, line in enumerate(lines) if line.strip() and not SEPARATOR.fullmatch(line)]
    if told:
        raw = "".join(lines[told[0] :]).strip("\n")
        intake.doubtful(told[0] + first, raw, "stands before the names of the columns; left out")


def add_rows(intake: Intake, rows: Iterable[Row], header: Header) -> None:
    """Add the entry of each row; blank rows and repeated headers are passed over.

    Parameters
    ----------
    intake
        Where the entries go.
    rows
        The rows after the header.
    header
        What the columns mean; a further header among the rows takes its place.
    """
    misfits = _Misfits(intake)
    for row in rows:
        if row.broken:
            intake.unreadable(row.line, row.raw, row.fault)
            continue
        if not any(cell.strip() for cell in row.cells) or _RULE.fullmatch(row.raw):
            continue
        if again := _header_again(row.cells, header):
            header = again
            continue
        cells = (*row.cells, *[""] * (header.width - len(row.cells)))
        fields = fields_of(cells, header)
        if not fields["title"] and len(row.cells) != header.width:
            reason = f"has {len(row.cells)} cells under {header.width} columns, and no title"
            intake.unreadable(row.line, row.raw, reason)
            continue
        misfits.add(row, header.width)
        intake.entry(fields, line=row.line, raw=row.raw, doubts=[row.fault] if row.fault else ())
    misfits.tell()


class _Misfits:
    """Rows with too few or too many cells, told together where they follow each other and are alike."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._run: list[Row] = []
        self._width = 0

    def add(self, row: Row, width: int) -> None:
        """Take a row. Empty cells at its end count for nothing."""
        misfit = len(row.cells) < width or any(cell.strip() for cell in row.cells[width:])
        if self._run and (not misfit or len(row.cells) != len(self._run[0].cells) or width != self._width):
            self.tell()
        if misfit:
            self._run.append(row)
            self._width = width

    def tell(self) -> None:
        """Say what was gathered."""
        if self._run:
            first, others = self._run[0], len(self._run) - 1
            after = (
                ""
                if not others
                else ", and so has the next row"
                if others == 1
                else f", and so have the next {others} rows"
            )
            reason = f"has {len(first.cells)} cells under {self._width} columns{after}; kept"
            self._intake.doubtful(first.line, first.raw, reason)
            self._run = []


def _header_again(cells: Sequence[str], header: Header) -> Header | None:
    """Return the header that a row is, where tables were joined."""
    first = fold(cells[0])
    if first not in header.names and first not in fields_by_name():
        return None
    if tuple(map(fold, cells)) == header.names:
        return header
    other = header_of(cells)
    said = sum(bool(cell.strip()) for cell in cells)
    return other if other and other.known > 1 and (other.known == said or other.known > max(2, said // 2)) else None
