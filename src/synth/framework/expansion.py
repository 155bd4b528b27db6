"""What else the records call an expected theme: terms of theirs whose meaning is that of its seed terms."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from synth.background import read_background
from synth.languages import index_terms, read_words, tokenize
from synth.linalg import unit_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Document, Framework, Token

_MOST_RELATED = 8
# At lower cosines more strangers come than kin.
_NEAR = 0.45
_FEWEST_RECORDS = 2


def expand(framework: Framework, documents: Sequence[Document]) -> Framework:
    """Give each expected theme the records' terms that mean nearly what its seed terms mean.

    Query expansion by term vectors (Kuzi, Shtok and Kurland 2016): cosines between the mean vector of a theme's seed
    terms and the vectors of words that two records have, by what is known of words beforehand.

    Parameters
    ----------
    framework
        The expected themes.
    documents
        The records' tokens.

    Returns
    -------
    Framework
        With ``related_terms``, nearest first, at most eight, each with the one theme that it is nearest to; words of
        any theme's own terms are left out. They are evidence where a record mentions no seed term, and mentions of
        nothing.
    """
    seeds = [tuple(tokenize("; ".join(theme.seed_terms))) for theme in framework.themes]
    named = {word for theme in framework.themes for word in _words_of((*theme.seed_terms, *theme.hint_terms))}
    candidates = _candidates(documents, named)
    themes = [_mean_vector(tokens) for tokens in seeds]
    background = read_background(candidates)
    known = [term for term, is_known in zip(candidates, background.known, strict=True) if is_known]
    if not known or not any(map(np.any, themes)):
        return framework
    nearness = np.round(unit_rows(background.vectors) @ unit_rows(np.array(themes)).T, 4)
    best = nearness.argmax(axis=1)
    related: list[list[str]] = [[] for _ in themes]
    for i in np.lexsort((known, -nearness.max(axis=1))):
        own = related[best[i]]
        if nearness[i].max() >= _NEAR and len(own) < _MOST_RELATED:
            own.append(known[i])
    pairs = zip(framework.themes, related, strict=True)
    return replace(framework, themes=tuple(replace(theme, related_terms=tuple(terms)) for theme, terms in pairs))


def _candidates(documents: Sequence[Document], named: set[str]) -> tuple[str, ...]:
    """Return the words that two records have and no theme names."""
    counted = Counter(
        word for document in documents for word in {token.text for token in _words((*document.title, *document.body))}
    )
    boilerplate = read_words("boilerplate") | read_words("generic")
    return tuple(
        sorted(word for word, n in counted.items() if n >= _FEWEST_RECORDS and word not in named | boilerplate)
    )


def _words_of(terms: Sequence[str]) -> Iterator[str]:
    for term in terms:
        yield from (token.text for token in _words(tokenize(term)))


def _words(tokens: Sequence[Token]) -> Iterator[Token]:
    # A single Han character means too much to be evidence of anything.
    return (token for token in tokens if token.role == "word" and len(token.text) > 1)


def _mean_vector(tokens: Sequence[Token]) -> NDArray[np.float64]:
    """Return what the seed terms mean together; nought where none of their words is known."""
    counts: Mapping[str, int] = Counter(term for token in tokens for term in index_terms(token))
    background = read_background(tuple(counts))
    weights = np.array(list(counts.values()), float) * background.idf
    mean: NDArray[np.float64] = weights[background.known] @ background.vectors
    return mean
