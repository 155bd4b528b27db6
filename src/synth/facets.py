"""What the records name besides themes: methods, settings, kinds of data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Document, FacetValue
from synth.languages import TermFinder, count_terms, normalize, read_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence


def find_facets(documents: Sequence[Document]) -> tuple[FacetValue, ...]:
    """Find the methods, settings and kinds of data that the records name.

    Parameters
    ----------
    documents
        The records' tokens.

    Returns
    -------
    tuple of FacetValue
        Every value of ``wordlists/facets.toml``, in its order, also those that no record names.
    """
    return tuple(
        FacetValue(facet=facet["key"], key=value["key"], record_ids=_records_naming(value, documents))
        for facet in read_lexicon("facets")["facet"]
        for value in facet["value"]
    )


def _records_naming(value: dict[str, list[str]], documents: Sequence[Document]) -> tuple[str, ...]:
    terms = TermFinder(dict.fromkeys(normalize(term) for term in value["terms"]))
    excluded = TermFinder(dict.fromkeys(normalize(term) for term in value.get("excluded", [])))
    return tuple(
        document.record_id
        for document in documents
        if count_terms(document.title, terms, excluded) or count_terms(document.body, terms, excluded)
    )
