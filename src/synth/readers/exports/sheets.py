"""The sheets of a workbook as rows of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from synth.readers.containers.sandbox import parse
from synth.readers.exports.csvrows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        If it needs more memory or time than is bearable, as one with a cell at the far end of a sheet does.
    """
    for sheet in cast("list[dict[str, Any]]", parse("workbook", data, source, fix=_FIX)):
        rows = enumerate(map(tuple, sheet["rows"]), start=sheet["first"])
        yield sheet["name"], [Row(cells=cells, line=line, raw="\t".join(cells).rstrip("\t")) for line, cells in rows]
