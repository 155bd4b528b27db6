"""What the records name besides themes: methods, settings, levels, places, kinds of data."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.datatypes import Document, FacetValue
from synth.languages import TermFinder, is_han, normalize, read_lexicon, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from synth.datatypes import Theme, Token


@dataclass(frozen=True, slots=True)
class _Value:
    """One value of a facet and the normal forms of its terms."""

    facet: str
    key: str
    terms: frozenset[str]
    titles: frozenset[str]
    excluded: frozenset[str]

    def is_named(self, spans: Sequence[tuple[str, int, int]], *, title: bool) -> bool:
        """Tell whether one of the terms, or in a title one of its own, stands outside every excluded one."""
        masked = [(start, end) for term, start, end in spans if term in self.excluded]
        wanted = self.terms | self.titles if title else self.terms
        return any(
            term in wanted and not any(low <= start and end <= high for low, high in masked)
            for term, start, end in spans
        )


def find_facets(documents: Sequence[Document], themes: Sequence[Theme] = ()) -> tuple[FacetValue, ...]:
    """Find the methods, settings, levels, places and kinds of data that the records name.

    Parameters
    ----------
    documents
        The records' tokens.
    themes
        The themes, whose own words may name a value, too.

    Returns
    -------
    tuple of FacetValue
        Every value of ``wordlists/facets.toml``, in its order, also those that no record names.
    """
    # A Chinese corpus without a Latin word shall not load an English tokenizer for terms that cannot occur.
    latin = any(token.role == "word" and not is_han(token.text) for d in documents for token in (*d.title, *d.body))
    values = _values(latin=latin)
    finder = TermFinder(sorted({term for value in values for term in value.terms | value.titles | value.excluded}))
    by_term: dict[str, list[_Value]] = defaultdict(list)
    for value in values:
        for term in value.terms | value.titles:
            by_term[term].append(value)
    named = {document.record_id: _named(finder, by_term, document.title, document.body) for document in documents}
    by_theme = {
        theme.key: frozenset[_Value]().union(*(_named(finder, by_term, tokenize(word)) for word in _own_words(theme)))
        for theme in themes
    }
    return tuple(
        FacetValue(
            facet=value.facet,
            key=value.key,
            record_ids=tuple(record_id for record_id, found in named.items() if value in found),
            theme_keys=tuple(key for key, found in by_theme.items() if value in found),
        )
        for value in values
    )


def _named(
    finder: TermFinder, values: Mapping[str, Sequence[_Value]], title: tuple[Token, ...], body: tuple[Token, ...] = ()
) -> frozenset[_Value]:
    """Return the values that a title or what stands below it names."""
    named: set[_Value] = set()
    for spans, first in ((finder.spans(title), True), (finder.spans(body), False)):
        # Of a hundred values a text names a few: the others are not looked at.
        likely = {value for term, _, _ in spans for value in values.get(term, ())}
        named.update(value for value in likely if value.is_named(spans, title=first))
    return frozenset(named)


def _own_words(theme: Theme) -> tuple[str, ...]:
    """Return the words that make a record a theme's, whatever the language that its label is chosen in."""
    if theme.kind == "emergent":
        return theme.terms
    evidence = (word for member in theme.memberships for word in member.evidence)
    return tuple(dict.fromkeys((theme.label, *theme.terms, *evidence)))


def _values(*, latin: bool) -> list[_Value]:
    def normal(terms: Iterable[str]) -> frozenset[str]:
        return frozenset(normalize(term) for term in terms if latin or is_han(term))

    return [
        _Value(
            facet=facet["key"],
            key=value["key"],
            terms=normal(value.get("terms", (value["en"], value["zh"]))),
            titles=normal(value.get("titles", ())),
            excluded=normal(value.get("excluded", ())),
        )
        for facet in read_lexicon("facets")["facet"]
        for value in facet["value"]
    ]
