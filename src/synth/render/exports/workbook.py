"""synthesis.xlsx: the tables as sheets of one workbook; no cell of it is a formula or a link."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from synth.render.exports.tables import sheets
from synth.render.text import clean, display_width

if TYPE_CHECKING:
    from synth.datatypes import Result
    from synth.render.exports.article import Article
    from synth.render.exports.tables import Sheet, Value

# What a cell of Excel holds, and how wide a column may be to be read beside others.
_MOST_CHARACTERS = 32_767
_WIDEST, _NARROWEST = 60, 8
_SAMPLE = 200
# Excel's number for the paper, and how many columns fit on its width.
_A4, _FEW = 9, 20
_DAY = datetime(1980, 1, 1, tzinfo=UTC)


def export(article: Article, result: Result) -> dict[str, bytes]:
    """Return synthesis.xlsx.

    Parameters
    ----------
    article
        The synthesis.
    result
        The whole answer of a run.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only this export needs it

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": article.title[:255], "created": _DAY.replace(tzinfo=None)})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for sheet in sheets(article, result):
            _write(book.add_worksheet(sheet.title), sheet, head)
    return {"synthesis.xlsx": out.getvalue()}


def _write(place: Any, sheet: Sheet, head: Any) -> None:  # noqa: ANN401 - xlsxwriter is imported late
    """Write a table; its header stays in view and filters the rows."""
    place.freeze_panes(1, 2)
    _print_well(place, len(sheet.header))
    place.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
    for column, name in enumerate(sheet.header):
        place.write_string(0, column, name, head)
        seen = (row[column] for row in sheet.rows[:_SAMPLE])
        width = max(
            [display_width(name), *(display_width(str(value)[:_WIDEST]) for value in seen if value is not None)]
        )
        place.set_column(column, column, min(max(width + 1, _NARROWEST), _WIDEST))
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            _cell(place, number, column, value)
    _shade(place, sheet)


def _print_well(place: Any, columns: int) -> None:  # noqa: ANN401 - as above
    """Print on A4 on its side, the header on each page, a table of few columns on one page's width."""
    place.set_landscape()
    place.set_paper(_A4)
    place.repeat_rows(0)
    if columns <= _FEW:
        place.fit_to_pages(1, 0)


def _shade(place: Any, sheet: Sheet) -> None:  # noqa: ANN401 - as above
    """Colour the cells of a matrix: the darker, the stronger."""
    first, last = sheet.matrix_from, len(sheet.header) - 1
    if first is not None and first <= last and sheet.rows:
        scale = {"type": "2_color_scale", "min_color": "#DEEBF7", "max_color": "#4292C6"}
        limits = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
        place.conditional_format(1, first, len(sheet.rows), last, {**scale, **limits})


def _cell(place: Any, row: int, column: int, value: Value) -> None:  # noqa: ANN401 - as above
    if isinstance(value, str):
        text = clean(value).strip()
        if text:
            place.write_string(row, column, _cut(text))
    elif value is not None:
        place.write_number(row, column, value)


def _cut(text: str) -> str:
    """Return a text that a cell holds; its end goes where it is longer, with an ellipsis to say so."""
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"
