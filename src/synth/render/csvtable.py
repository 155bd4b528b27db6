"""CSV that spreadsheet programs open: one record a row, the names of the columns first."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from synth.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.datatypes import Person, Record

_COLUMNS = (
    *("ID", "Type", "Title", "Translated title", "Authors", "More authors", "Year", "Container", "Volume", "Issue"),
    *("Pages", "Publisher", "DOI", "URL", "Language", "Keywords", "Abstract", "Confidence"),
)
_FORMULA = re.compile(r"[=+\-@\t\r]")


def render_csv(records: Iterable[Record]) -> str:
    """Return records as a CSV table.

    Names stand as ``Family, Given`` or ``{whole name}`` with semicolons between them. A cell that a spreadsheet program
    would take for a formula begins with an apostrophe, which our reader takes off again. The last column says how sure
    the reader was of the fields, from 0 to 1.

    Parameters
    ----------
    records
        What to write, in this order.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([cell_of(value) for value in _values(record)] for record in records)
    return table.getvalue()


def _values(record: Record) -> tuple[str, ...]:
    return (
        record.id,
        record.type,
        record.title,
        record.translated_title,
        "; ".join(map(_name, record.authors)),
        "yes" if record.more_authors else "",
        str(record.year or ""),
        record.container,
        record.volume,
        record.issue,
        record.pages,
        record.publisher,
        record.doi,
        record.url,
        record.language,
        "; ".join(record.keywords),
        record.abstract,
        f"{record.confidence:.2f}",
    )


def _name(person: Person) -> str:
    if person.family:
        return f"{person.family}, {person.given}".rstrip(" ")
    return f"{{{person.literal or person.given}}}"


def cell_of(value: str) -> str:
    """Return a text as a cell that no spreadsheet program takes for a formula."""
    value = clean(value).strip()
    return f"'{value}" if _FORMULA.match(value) else value
