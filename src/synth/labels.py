"""Names for themes: unique, readable phrases that their records share.

After Lingo (Osinski, Stefanowski and Weiss 2004): complete frequent phrases, scored by how far they tell the theme from
the rest, given out greedily one to one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from synth.languages import is_fragment, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csc_matrix

    from synth.datatypes import TermMatrix

_LONGEST = 3
_WORD_BONUS = 0.6
_CANDIDATES = 40
# What a term counts that never ends a noun phrase.
_ATTRIBUTE = 0.1
# A word of any field is a label only where nothing else is to be had.
_LITTLE = 0.3
_STANDS_FOR = 0.5
_HAN_SUFFIXES = ("型", "性", "化", "者", "类", "式")
# A phrase replaces the fragment of itself where it has at least this share of the fragment's records.
_COMPLETE = 0.75


def signature_terms(
    matrix: TermMatrix, rows: NDArray[np.intp], centroid: NDArray[np.float64], n_terms: int = 8
) -> tuple[int, ...]:
    """Return the terms that tell a theme from the rest.

    Parameters
    ----------
    matrix
        The documents' weights and counts.
    rows
        The theme's documents.
    centroid
        The theme's centroid, (n_terms,).
    n_terms
        How many terms at most.

    Returns
    -------
    tuple of int
        Columns, strongest first. Of a phrase and its fragment only one is there.
    """
    inside, outside = _shares(matrix, rows)
    lift = np.maximum(np.log((inside + 0.01) / (outside + 0.01)), 0.0)
    scores = np.round(centroid * (0.25 + lift) * (inside > 0), 9)
    chosen: list[int] = []
    for j in np.argsort(-scores, kind="stable")[:_CANDIDATES].tolist():
        if scores[j] > 0 and not _overlaps(matrix, j, chosen):
            chosen.append(j)
    return tuple(chosen[:n_terms])


def choose_labels(
    matrix: TermMatrix, groups: Sequence[NDArray[np.intp]], taken: Iterable[str]
) -> tuple[tuple[int, ...], ...]:
    """Choose one label per emergent theme, of one term or two.

    Parameters
    ----------
    matrix
        The documents' counts.
    groups
        The documents of each theme.
    taken
        Normal forms that are labels already.

    Returns
    -------
    tuple of tuple of int
        The columns of each label: a second term where the first stands for less than half of the documents; none for a
        group in which no two documents share a term.
    """
    scores = np.array([_label_scores(matrix, rows) for rows in groups]).reshape(len(groups), len(matrix.terms))
    used = list(taken)
    labels: list[tuple[int, ...]] = [()] * len(groups)
    present = ((matrix.title_counts + matrix.body_counts) > 0).tocsc()
    order = np.argsort(-np.round(scores, 9), axis=None, kind="stable")
    for group, j in zip(*np.unravel_index(order, scores.shape), strict=True) if scores.size else ():
        if scores[group, j] <= 0:
            break
        term = matrix.terms[j]
        clash = any(is_fragment(term, other) or is_fragment(other, term) for other in used)
        if not clash and _adds(present[groups[group]], labels[group], int(j)):
            labels[group] = (*labels[group], int(j))
            used.append(term)
    return tuple(labels)


def _adds(present: csc_matrix, label: tuple[int, ...], j: int) -> bool:
    """Tell whether a label wants this term: it has none yet, or one that stands for few, and this stands for others."""
    if not label:
        return True
    covered = np.asarray(present[:, label[0]].todense()).ravel()
    adds = np.asarray(present[:, j].todense()).ravel() & ~covered
    n_documents = present.shape[0]
    return len(label) == 1 and covered.sum() < _STANDS_FOR * n_documents and adds.sum() >= _STANDS_FOR * covered.sum()


def _label_scores(matrix: TermMatrix, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """Score every term as a label: frequent here, rare elsewhere, a phrase rather than a word, complete."""
    inside, outside = _shares(matrix, rows)
    # One record shares its terms with nobody, unless it is all there is.
    shared = inside * len(rows) >= min(2, matrix.weights.shape[0])
    words = 1 + _WORD_BONUS * (np.minimum(np.array(matrix.sizes), _LONGEST) - 1)
    # A word that others mostly follow ("scientific", 跨国) is an attribute; a label ends in a head ("mobility").
    heads = _ATTRIBUTE + (1 - _ATTRIBUTE) * np.array(matrix.head_shares)
    scores = inside * np.log((inside + 0.02) / (outside + 0.02)) * words * heads * shared
    scores[np.array(matrix.sizes) > _LONGEST + 1] = 0.0
    scores[[_says_little(term) for term in matrix.terms]] *= _LITTLE
    best = np.argsort(-np.round(scores, 9), kind="stable")[:_CANDIDATES]
    for j in best:
        longer = [i for i in best if i != j and is_fragment(matrix.terms[j], matrix.terms[i])]
        if any(inside[i] >= _COMPLETE * inside[j] for i in longer):
            scores[j] = 0.0
    positive: NDArray[np.float64] = np.maximum(scores, 0.0)
    return positive


def _says_little(term: str) -> bool:
    """Tell whether a term would make a poor label: a word of any field, or a phrase cut off at its first syllable."""
    return term in read_words("generic") or term.startswith(_HAN_SUFFIXES)


def _shares(matrix: TermMatrix, rows: NDArray[np.intp]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the share of documents with each term, within the rows and outside."""
    present = (matrix.title_counts + matrix.body_counts) > 0
    everywhere = np.asarray(present.sum(axis=0)).ravel()
    inside = np.asarray(present[rows].sum(axis=0)).ravel()
    n_outside = max(present.shape[0] - len(rows), 1)
    return inside / max(len(rows), 1), (everywhere - inside) / n_outside


def _overlaps(matrix: TermMatrix, j: int, chosen: Iterable[int]) -> bool:
    term = matrix.terms[j]
    return any(is_fragment(term, matrix.terms[i]) or is_fragment(matrix.terms[i], term) for i in chosen)
