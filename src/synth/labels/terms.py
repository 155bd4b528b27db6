"""Terms and words that tell a theme from the rest."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from synth.languages import is_fragment, is_han, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import TermMatrix

_MOST_TRIED = 40


def signature_terms(
    matrix: TermMatrix, rows: NDArray[np.intp], n_terms: int = 8, *, among: NDArray[np.intp] | None = None
) -> tuple[int, ...]:
    """Return the terms that tell a theme from the rest.

    Parameters
    ----------
    matrix
        The documents' weights and counts.
    rows
        The theme's documents.
    n_terms
        How many terms at most.
    among
        The documents it is told from; all by default.

    Returns
    -------
    tuple of int
        Columns, strongest first: near the theme's centroid, the mean of its rows, and rarer elsewhere. Of a phrase and
        its fragment only one is there.
    """
    if not len(rows):
        return ()
    inside, outside = shares_of(present_terms(matrix), rows, among)
    lift = np.maximum(np.log((inside + 0.01) / (outside + 0.01)), 0.0)
    centroid = np.asarray(matrix.weights[rows].mean(axis=0)).ravel()
    scores = np.round(centroid * (0.25 + lift) * (inside > 0), 9)
    chosen: list[int] = []
    for j in np.argsort(-scores, kind="stable")[:_MOST_TRIED].tolist():
        if (
            scores[j] > 0
            and not _is_broken(matrix.surfaces[j])
            and not _overlaps(matrix.terms[j], (matrix.terms[i] for i in chosen))
        ):
            chosen.append(j)
        if len(chosen) == n_terms:
            break
    return tuple(chosen)


def class_words(
    matrix: TermMatrix, groups: Sequence[NDArray[np.intp]], n_words: int = 10
) -> tuple[tuple[int, ...], ...]:
    """Return the words that each group has more of than the others, by class-based TF-IDF (Grootendorst 2022).

    A word's weight in a group is its share of the group's words times ln(1 + A / f): A is the mean number of words of a
    group, f how often the word occurs in all of them.

    Parameters
    ----------
    matrix
        The documents' counts.
    groups
        The documents of each theme.
    n_words
        How many words at most.

    Returns
    -------
    tuple of tuple of int
        Columns of single words, strongest first; no phrases, no boilerplate.
    """
    boilerplate = read_words("boilerplate")
    single = np.array([n == 1 for n in matrix.sizes], bool) & np.array(
        [t not in boilerplate for t in matrix.terms], bool
    )
    columns = np.flatnonzero(single)
    if not groups or not len(columns):
        return ((),) * len(groups)
    counts = csr_matrix(matrix.title_counts + matrix.body_counts)[:, columns]
    frequencies = (_indicator(groups, counts.shape[0]) @ counts).toarray()
    totals, everywhere = frequencies.sum(axis=1, keepdims=True), frequencies.sum(axis=0)
    idf = np.log1p(totals.mean() / np.maximum(everywhere, 1))
    weights = np.round(frequencies / np.maximum(totals, 1) * idf, 12)
    order = np.argsort(-weights, axis=1, kind="stable")[:, :n_words]
    return tuple(tuple(int(columns[j]) for j in row if weights[i, j] > 0) for i, row in enumerate(order))


@lru_cache(maxsize=1)
def present_terms(matrix: TermMatrix) -> csr_matrix:
    """Return which document has which term, as ones."""
    present = csr_matrix(matrix.title_counts + matrix.body_counts)
    present.data = np.ones_like(present.data)
    return present


def _indicator(groups: Sequence[NDArray[np.intp]], n_documents: int) -> csr_matrix:
    rows = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    columns = np.concatenate([np.asarray(group, np.intp) for group in groups])
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(groups), n_documents))


def shares_of(
    present: csr_matrix, rows: NDArray[np.intp], among: NDArray[np.intp] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the share of documents with each term, within the rows and outside."""
    field = present if among is None else present[among]
    n_terms = present.shape[1]
    everywhere = np.bincount(field.indices, minlength=n_terms)
    inside = np.bincount(present[rows].indices, minlength=n_terms)
    n_outside = max(field.shape[0] - len(rows), 1)
    return inside / max(len(rows), 1), (everywhere - inside) / n_outside


def _is_broken(surface: str) -> bool:
    """Tell whether a Chinese term has a blank inside: two words that stood side by side ("目的 观察")."""
    return " " in surface and all(is_han(character) for character in surface if character != " ")


def _overlaps(term: str, chosen: Iterable[str]) -> bool:
    return any(
        (term in other and is_fragment(term, other)) or (other in term and is_fragment(other, term)) for other in chosen
    )
