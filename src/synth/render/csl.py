"""CSL-JSON, the interchange form of reference managers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from synth.citations.item import authors, csl_item, given, issued
from synth.render.jsontext import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.datatypes import Record, Review


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
        **given(
            author=authors(review.authors),
            issued=issued(review.year),
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
