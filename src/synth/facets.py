"""What the records name besides themes: methods, settings, kinds of data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.datatypes import Document, FacetValue
from synth.languages import TermFinder, is_han, normalize, read_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class _Value:
    """One value of a facet and the normal forms of its terms."""

    facet: str
    key: str
    terms: frozenset[str]
    excluded: frozenset[str]

    def is_named(self, spans: Sequence[tuple[str, int, int]]) -> bool:
        """Tell whether one of the terms stands outside every excluded one."""
        masked = [(start, end) for term, start, end in spans if term in self.excluded]
        return any(
            term in self.terms and not any(low <= start and end <= high for low, high in masked)
            for term, start, end in spans
        )


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
    values = _values(latin=latin)
    finder = TermFinder(sorted({term for value in values for term in value.terms | value.excluded}))
    named: dict[_Value, list[str]] = {value: [] for value in values}
    for document in documents:
        spans = [finder.spans(document.title), finder.spans(document.body)]
        for value in values:
            if any(value.is_named(part) for part in spans if part):
                named[value].append(document.record_id)
    return tuple(FacetValue(facet=value.facet, key=value.key, record_ids=tuple(ids)) for value, ids in named.items())


def _values(*, latin: bool) -> list[_Value]:
    return [
        _Value(
            facet=facet["key"],
            key=value["key"],
            terms=frozenset(normalize(term) for term in value["terms"] if latin or is_han(term)),
            excluded=frozenset(normalize(term) for term in value.get("excluded", []) if latin or is_han(term)),
        )
        for facet in read_lexicon("facets")["facet"]
        for value in facet["value"]
    ]
