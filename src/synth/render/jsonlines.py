"""JSON lines: one record a line, under the names of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.citations.item import ET_AL
from synth.render.jsontext import json_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.datatypes import Record

_TEXTS = ("translated_title", "container", "volume", "issue", "pages", "publisher", "doi", "url", "abstract")


def render_jsonl(records: Iterable[Record]) -> str:
    """Return records as JSON lines; fields without a value are left out, and so is a confidence of 1.

    Parameters
    ----------
    records
        What to write, in this order. A last author whose literal name is "et al." stands for those that the source
        does not name.
    """
    return "".join(json_line(_item(record)) for record in records)


def _item(record: Record) -> dict[str, object]:
    people = [
        {"family": person.family, "given": person.given}
        if person.family
        else {"literal": person.literal or person.given}
        for person in record.authors
    ]
    item = {
        "id": record.id,
        "type": record.type,
        "title": record.title,
        "authors": [*people, *([ET_AL] if record.more_authors else [])],
        "year": record.year,
        **{name: getattr(record, name) for name in _TEXTS},
        "keywords": list(record.keywords),
        "language": record.language,
        "confidence": round(record.confidence, 2) if record.confidence < 1 else None,
    }
    return {name: value for name, value in item.items() if value or name in ("id", "title")}
