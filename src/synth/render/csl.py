"""CSL-JSON, the interchange form of reference managers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from synth.render.jsontext import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from synth.datatypes import Person, Record, Review


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
        "author": _authors(record.authors) + ([dict(ET_AL)] if record.more_authors else []),
        **_given(
            issued=_issued(record.year),
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


def csl_review(review: Review) -> dict[str, Any]:
    """Return the review itself as a CSL item, its affiliations under ``custom``.

    Parameters
    ----------
    review
        The article whose page was read.
    """
    return {
        "id": "review",
        "type": "article-journal",
        "title": review.title,
        **_given(
            author=_authors(review.authors),
            issued=_issued(review.year),
            volume=review.volume,
            issue=review.issue,
            DOI=review.doi,
            abstract=review.abstract,
            keyword="; ".join(review.keywords),
            language=review.language,
            custom={"affiliation": list(review.affiliations)} if review.affiliations else None,
            **{"container-title": review.journal},
        ),
    }


def render_csl(records: Iterable[Record]) -> str:
    """Return records as a CSL-JSON list.

    Parameters
    ----------
    records
        What to write, in this order.
    """
    return json_text([csl_item(record) for record in records])


def render_review(review: Review) -> str:
    """Return the review itself as a CSL-JSON list of one item.

    Parameters
    ----------
    review
        The article whose page was read.
    """
    return json_text([csl_review(review)])


def _given(**fields: object) -> dict[str, object]:
    """Return the fields that have a value."""
    return {name: value for name, value in fields.items() if value}


def _authors(people: Iterable[Person]) -> list[dict[str, object]]:
    return [
        _given(family=person.family, given=person.given)
        if person.family
        else _given(literal=person.literal or person.given)
        for person in people
    ]


def _issued(year: int | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[year]]} if year is not None else None
