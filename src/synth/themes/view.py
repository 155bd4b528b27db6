"""What clusters look like from the documents: closeness, the terms each document has, and what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from synth.languages import is_fragment, join_surfaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Clustering, Document, LanguageCode, Membership, TermMatrix

# A record that shares no word with a theme belongs to it by meaning alone if it is as close as the lower quartile of
# its records, or nearly as close as the middle one.
_QUARTILE, _NEARLY = 0.25, 0.8
_MOST_EVIDENCE = 6
_MOST_OWN_EVIDENCE = 2
MOST_SIGNATURE = 8
DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """Clusters and documents side by side.

    ``labels`` is (n_documents,), the cluster of each; ``similarities`` and ``closeness`` are (n_documents, n_clusters):
    the cosine to the theme, and that over the geometric mean of the document's best and the theme's best; ``parts`` is
    (n_documents,); ``names`` are the keys and labels under which a person has seen the clusters, if one has, and
    ``placed`` the documents that the person has put where they are; ``present`` is CSR of shape (n_documents, n_terms),
    1 where a document has a term.
    """

    labels: NDArray[np.intp]
    similarities: NDArray[np.float64]
    closeness: NDArray[np.float64]
    parts: NDArray[np.intp]
    present: csr_matrix
    n_expected: int
    names: tuple[tuple[str, str], ...]
    placed: frozenset[int]
    matrix: TermMatrix
    documents: Sequence[Document]
    language: LanguageCode

    @classmethod
    def of(
        cls, clustering: Clustering, matrix: TermMatrix, documents: Sequence[Document], language: LanguageCode
    ) -> View:
        """Return the view of a clustering; ``language`` is that of the labels."""
        similarities = clustering.similarities
        best = similarities.max(axis=1, initial=0.0)[:, None] * similarities.max(axis=0, initial=0.0)
        present = csr_matrix(matrix.title_counts + matrix.body_counts)
        present.data = np.ones_like(present.data)
        return cls(
            labels=clustering.labels,
            similarities=similarities,
            closeness=similarities / np.sqrt(np.where(best > 0, best, 1.0)),
            parts=clustering.parts,
            present=present,
            n_expected=clustering.n_expected,
            names=clustering.names,
            placed=clustering.placed,
            matrix=matrix,
            documents=documents,
            language=language,
        )

    @property
    def with_terms(self) -> NDArray[np.bool_]:
        """Which documents have a term, (n_documents,)."""
        held: NDArray[np.bool_] = np.diff(self.present.indptr) > 0
        return held

    def surfaces(self, columns: Iterable[int]) -> tuple[str, ...]:
        """Return terms as written."""
        return tuple(self.matrix.surfaces[column] for column in columns)

    def columns(self, i: int) -> NDArray[np.intp]:
        """Return the terms of a document."""
        found: NDArray[np.intp] = self.present.indices[self.present.indptr[i] : self.present.indptr[i + 1]]
        return found

    def own_evidence(self, i: int) -> tuple[str, ...]:
        """Return the terms that a document stands for, strongest first: all that can be said where it shares none."""
        weights = self.matrix.weights[[i]]
        order = np.lexsort((weights.indices, -np.round(weights.data, 9)))
        return self.surfaces(self.whole(weights.indices[order].tolist())[:_MOST_OWN_EVIDENCE])

    def placed_evidence(self, i: int) -> tuple[str, ...]:
        """Return what a record stands for that a person has put where it is: at worst, its whole title."""
        if i not in self.placed:
            return ()
        return self.own_evidence(i) or (join_surfaces(self.documents[i].title),)

    def whole(self, columns: Sequence[int]) -> list[int]:
        """Leave out the terms that are parts of others."""
        terms = self.matrix.terms
        return [
            c
            for c in columns
            if not any(c != o and terms[c] in terms[o] and is_fragment(terms[c], terms[o]) for o in columns)
        ]

    def near_by_meaning(self, j: int) -> float:
        """Return how close a document must be to a theme with which it shares no word."""
        own = self.similarities[self.labels == j, j]
        return min(float(np.quantile(own, _QUARTILE)), _NEARLY * float(np.median(own))) if len(own) else 1.0

    def counts(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return how many of some documents have each term, (n_terms,)."""
        found: NDArray[np.intp] = np.bincount(self.present[rows].indices, minlength=len(self.matrix.terms))
        return found

    def shared_terms(self, i: int, signature: Sequence[int], shared: NDArray[np.intp] | None) -> tuple[str, ...]:
        """Return what a record has in common with a theme: signature terms, else any term that another member has."""
        held = set(self.columns(i).tolist())
        found = [column for column in signature if column in held and (shared is None or shared[column] > 1)]
        if not found and shared is not None:
            found = sorted(
                (column for column in held if shared[column] > 1), key=lambda column: (-shared[column], column)
            )
        return self.surfaces(self.whole(found)[:_MOST_EVIDENCE])


def rounded(strength: float) -> float:
    """Return a strength as it is reported."""
    return round(min(strength, 1.0), DIGITS)


def strongest_first(memberships: Iterable[Membership]) -> tuple[Membership, ...]:
    """Order memberships by strength, primary ones first on a tie; documents come sorted by content."""
    return tuple(sorted(memberships, key=lambda one: (-one.strength, not one.primary)))
