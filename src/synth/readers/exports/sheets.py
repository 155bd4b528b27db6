"""The sheets of a workbook as rows of text."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from synth.errors import DataError, LimitError
from synth.readers.exports.csvrows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet

MAX_CELLS = 20_000_000
_DAMAGED = "is a damaged or protected workbook"
_FIX = "Open it in a spreadsheet program and save it as CSV in UTF-8"


def sheets(data: bytes, source: str) -> Iterator[tuple[str, list[Row]]]:
    """Yield the name of each sheet and its rows from the first that is not blank; a row's line is its number.

    Parameters
    ----------
    data
        The bytes of the workbook.
    source
        What an error calls it.

    Raises
    ------
    DataError
        If the workbook is damaged or protected.
    LimitError
        If a sheet has more than ``MAX_CELLS`` cells.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only workbooks need it

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            yield name, _rows(book.get_sheet_by_name(name), source)
    except (CalamineError, ValueError, OSError) as error:
        raise DataError(_DAMAGED, where=source, fix=_FIX) from error


def _rows(sheet: CalamineSheet, source: str) -> list[Row]:
    if sheet.start is None:
        return []
    if sheet.height * sheet.width > MAX_CELLS:
        raise LimitError(f"has a sheet of more than {MAX_CELLS // 1_000_000} million cells", where=source, fix=_FIX)
    first = sheet.start[0] + 1
    rows = (tuple(map(_text, row)) for row in sheet.to_python(skip_empty_area=True))
    return [Row(cells=cells, line=line, raw="\t".join(cells).rstrip("\t")) for line, cells in enumerate(rows, first)]


def _text(value: object) -> str:
    """Return a cell as it is shown: whole numbers without a point, dates as ISO writes them."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)
