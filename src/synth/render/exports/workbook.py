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
