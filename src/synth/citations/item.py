"""A record as a CSL item, which citation engines and reference managers read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from synth.datatypes import Person, Record

ET_AL = {"literal": "et al."}
"""The author that stands for those a source does not name."""


def joined_keywords(keywords: Sequence[str]) -> str:
    """Return keywords with semicolons between them; behind one that holds a comma too, so that it stays one.

    Parameters
    ----------
    keywords
        The keywords, none of which holds a semicolon.
    """
    return "; ".join(keywords) + (";" if len(keywords) == 1 and re.search("[,，、]", keywords[0]) else "")


def csl_item(record: Record) -> dict[str, Any]:
    """Return a record as a CSL item: ``id``, ``type``, ``title``, ``number``, ``author``, and what else has a value.

    A last author whose literal name is "et al." stands for those that the source does not name. A confidence below 1
    stands under ``custom``.

    Parameters
    ----------
    record
        The record; ``number`` is its place in the source list, from 1.
    """
    return {
        "id": record.id,
        "type": record.type,
        "title": record.title,
        "number": record.number,
        # Without this, an item that has little else could be any JSON.
        "author": authors(record.authors) + ([dict(ET_AL)] if record.more_authors else []),
        **given(
            issued=issued(record.year),
            volume=record.volume,
            issue=record.issue,
            page=record.pages,
            publisher=record.publisher,
            DOI=record.doi,
            URL=record.url,
            abstract=record.abstract,
            keyword=joined_keywords(record.keywords),
            language=record.language,
            custom={"confidence": round(record.confidence, 2)} if record.confidence < 1 else None,
            **{"container-title": record.container, "translated-title": record.translated_title},
        ),
    }


def given(**fields: object) -> dict[str, object]:
    """Return the fields that have a value."""
    return {name: value for name, value in fields.items() if value}


def authors(people: Iterable[Person]) -> list[dict[str, object]]:
    """Return people as CSL names."""
    return [
        given(family=person.family, given=person.given)
        if person.family
        else given(literal=person.literal or person.given)
        for person in people
    ]


def issued(year: int | None) -> dict[str, list[list[int]]] | None:
    """Return a year as a CSL date, nothing where there is none."""
    return {"date-parts": [[year]]} if year is not None else None
