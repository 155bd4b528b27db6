"""What the records name besides themes: methods, settings, kinds of data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Document, FacetValue
from synth.languages import TermFinder, count_terms, is_han, normalize, read_lexicon

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
    # A Chinese corpus without a Latin word shall not load an English tokenizer for terms that cannot occur.
    latin = any(token.role == "word" and not is_han(token.text) for d in documents for token in (*d.title, *d.body))
    return tuple(
        FacetValue(facet=facet["key"], key=value["key"], record_ids=_records_naming(value, documents, latin=latin))
        for facet in read_lexicon("facets")["facet"]
        for value in facet["value"]
    )


def _records_naming(
    value: dict[str, list[str]], documents: Sequence[Document], *, latin: bool
) -> tuple[str, ...]:
    terms, excluded = (
        TermFinder(dict.fromkeys(normalize(term) for term in value.get(kind, []) if latin or is_han(term)))
        for kind in ("terms", "excluded")
    )
    return tuple(
        document.record_id
        for document in documents
        if count_terms(document.title, terms, excluded) or count_terms(document.body, terms, excluded)
    )
