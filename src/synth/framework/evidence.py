"""Where the records mention the expected themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from synth.datatypes import Document, ExpectedTheme, Framework, Hit, Token
from synth.framework.phrases import noun_phrase, said_of
from synth.languages import TermFinder, join_surfaces, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def find_hits(framework: Framework, documents: Sequence[Document]) -> tuple[Hit, ...]:
    """Find every seed and hint term of the expected themes in the records.

    Parameters
    ----------
    framework
        The expected themes.
    documents
        The records' tokens.

    Returns
    -------
    tuple of Hit
        By document, theme and place. Where one hit lies inside another of the same theme ("factor" in "risk factor"),
        only the longer one counts.
    """
    searches = [_Search(theme) for theme in framework.themes]
    return tuple(hit for document in documents for search in searches for hit in search.hits(document))


class _Search:
    """The terms of one theme, ready to be looked for."""

    def __init__(self, theme: ExpectedTheme) -> None:
        self._key = theme.key
        self._seeds = {normalize(term) for term in theme.seed_terms} - {""}
        self._endings = {(normalize(term), _ending(term)) for term in theme.seed_terms}
        hints = {normalize(term) for term in theme.hint_terms} - self._seeds - {""}
        self._finder = TermFinder(sorted(self._seeds | hints))
        self._excluded = TermFinder(sorted({normalize(term) for term in theme.excluded_terms} - {""}))

    def hits(self, document: Document) -> Iterator[Hit]:
        yield from self._hits_in(document.record_id, document.title, "title")
        yield from self._hits_in(document.record_id, document.body, "body")

    def _is_form(self, term: str, last: Token) -> bool:
        """Tell whether a hit is written like the term: a seed noun is not hit by a verb form."""
        ending = _ending(last.surface)
        return not ending or term not in self._seeds or (term, ending) in self._endings

    def _hits_in(self, record_id: str, tokens: Sequence[Token], place: Literal["title", "body"]) -> Iterator[Hit]:
        masked = [(start, end) for _, start, end in self._excluded.spans(tokens)]
        spans = [
            span
            for span in self._finder.spans(tokens)
            if not _inside(span[1:], masked) and self._is_form(span[0], tokens[span[2] - 1])
        ]
        counts: dict[str, list[tuple[int, int]]] = {}
        for term, start, end in sorted(spans, key=lambda span: (span[1], span[2])):
            wider = [other[1:] for other in spans if other[2] - other[1] > end - start]
            if not _inside((start, end), wider):
                counts.setdefault(term, []).append((start, end))
        for term, places in counts.items():
            start, end = places[0]
            grade: Literal["seed", "hint"] = "seed" if term in self._seeds else "hint"
            first, last = noun_phrase(tokens, start, end) if grade == "seed" else (start, end)
            yield Hit(
                record_id=record_id,
                theme_key=self._key,
                term=term,
                surface=join_surfaces(tuple(tokens[start:end])),
                phrase=join_surfaces(tuple(tokens[first:last])),
                said_of=said_of(tokens, first, last),
                grade=grade,
                place=place,
                count=len(places),
            )


def _ending(word: str) -> str:
    """Return the ending that makes a verb form: "measured" is no form of the noun "measure"."""
    return next((ending for ending in ("ed", "ing") if word.casefold().endswith(ending)), "")


def _inside(span: tuple[int, int], ranges: Sequence[tuple[int, int]]) -> bool:
    return any(low <= span[0] and span[1] <= high for low, high in ranges)
