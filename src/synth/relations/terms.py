"""The terms that groups of records speak of more than the rest does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from synth.datatypes import TermUse
from synth.languages import is_fragment, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import TermMatrix, Theme

    Columns = tuple[int, ...]

# As many keywords as maps of themes usually have a theme.
_MOST_TERMS = 12
# A term of a single record ties nothing to anything.
_FEWEST_RECORDS = 2
_MOST_TRIED = 80
_NEARLY_ALWAYS = 0.6
_MOST_HAVE_BODY = 0.8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Which document has which term.

    ``present`` is CSR of shape (n_documents, n_terms) with ones; ``frequencies`` is (n_terms,), the number of documents
    that have each term; ``says_little`` is (n_terms,), the single words of any field; ``titles_only`` tells that
    abstracts and keywords, which some records have, are left out.
    """

    matrix: TermMatrix
    present: csr_matrix
    frequencies: NDArray[np.intp]
    says_little: NDArray[np.bool_]
    titles_only: bool

    @classmethod
    def of(cls, matrix: TermMatrix) -> Lexicon:
        """Return the lexicon of the documents, or of their titles where many have no more than a title.

        Two terms meet in an abstract far oftener than in a title: themes are comparable only by texts of one kind.
        """
        with_body = np.diff(matrix.body_counts.indptr) > 0
        whole = with_body.mean() >= _MOST_HAVE_BODY if len(with_body) else False
        present = csr_matrix(matrix.title_counts + matrix.body_counts if whole else matrix.title_counts)
        present.eliminate_zeros()
        present.data = np.ones_like(present.data)
        present.sort_indices()
        frequencies = np.bincount(present.indices, minlength=present.shape[1])
        vague = read_words("boilerplate") | read_words("generic")
        says_little = np.array([term in vague for term in matrix.terms], bool)
        titles = not whole and bool(with_body.any())
        return cls(matrix=matrix, present=present, frequencies=frequencies, says_little=says_little, titles_only=titles)

    def surfaces(self, columns: Iterable[int]) -> tuple[str, ...]:
        """Return terms as written."""
        return tuple(self.matrix.surfaces[column] for column in columns)

    def ids(self, rows: Iterable[int]) -> tuple[str, ...]:
        """Return the records of some rows."""
        return tuple(self.matrix.record_ids[i] for i in rows)

    def counts(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return how many of some documents have each term, (n_terms,)."""
        found: NDArray[np.intp] = np.bincount(self.present[rows].indices, minlength=self.present.shape[1])
        return found

    def rows_with(self, column: int, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return those of some rows that have a term."""
        has = self.present[rows][:, [column]].toarray().ravel() > 0
        found: NDArray[np.intp] = rows[has]
        return found

    def excess(self, rows: NDArray[np.intp]) -> dict[int, float]:
        """Return the terms that documents have more often than the corpus leads to expect, strongest first.

        A term's excess is a ln(a / e): a of the documents have it, and e would at its frequency in the corpus. It is
        the term that the log-likelihood ratio of Dunning (1993) sums up. Terms of a single record are left out.
        """
        inside = self.counts(rows)
        expected = self.frequencies * (len(rows) / max(self.present.shape[0], 1))
        columns = np.flatnonzero((inside >= _FEWEST_RECORDS) & (inside > expected) & ~self.says_little)
        scores = np.round(inside[columns] * np.log(inside[columns] / expected[columns]), 9)
        order = np.lexsort((columns, -scores))[:_MOST_TRIED]
        return self._phrases({int(columns[i]): float(scores[i]) for i in order}, inside)

    def _phrases(self, scores: dict[int, float], inside: NDArray[np.intp]) -> dict[int, float]:
        """Leave out what is nearly always a part of one phrase: of its words each would tell the same again."""
        phrases = [column for column in scores if self.matrix.sizes[column] > 1]
        terms = self.matrix.terms
        return {
            column: score
            for column, score in scores.items()
            if not any(
                terms[column] in terms[phrase]
                and phrase != column
                and inside[phrase] >= _NEARLY_ALWAYS * inside[column]
                and is_fragment(terms[column], terms[phrase])
                for phrase in phrases
            )
        }

    def telling(self, rows: NDArray[np.intp], most: int = _MOST_TERMS) -> Columns:
        """Return the terms of greatest excess, of a phrase and its fragment only one."""
        return self._whole(self.excess(rows), most)

    def own_terms(self, groups: Sequence[NDArray[np.intp]], most: int = _MOST_TERMS) -> tuple[Columns, ...]:
        """Return the telling terms of each group, a term that several have with the one where its excess is greatest.

        Parameters
        ----------
        groups
            The rows of each group.
        most
            How many terms of a group at most.
        """
        excess = [self.excess(rows) for rows in groups]
        owner: dict[int, int] = {}
        for i, scores in enumerate(excess):
            for column, score in scores.items():
                if column not in owner or score > excess[owner[column]][column]:
                    owner[column] = i
        return tuple(self._whole([c for c in scores if owner[c] == i], most) for i, scores in enumerate(excess))

    def uses(
        self, themes: Sequence[Theme], groups: Sequence[NDArray[np.intp]], owned: Sequence[Columns]
    ) -> tuple[TermUse, ...]:
        """Return who uses each theme's terms, theme by theme, strongest first."""
        blocks = [self.present[rows].tocsc() for rows in groups]
        return tuple(
            TermUse(
                term=self.matrix.surfaces[column],
                theme_key=theme.key,
                uses=tuple(
                    (other.key, self.ids(rows[block.indices[block.indptr[column] : block.indptr[column + 1]]].tolist()))
                    for other, rows, block in zip(themes, groups, blocks, strict=True)
                    if block.indptr[column] < block.indptr[column + 1]
                ),
            )
            for theme, columns in zip(themes, owned, strict=True)
            for column in columns
        )

    def nested(self, one: int, other: int) -> bool:
        """Return whether one of two terms is a part of the other, so that the two together say nothing new."""
        terms = self.matrix.terms
        return (terms[one] in terms[other] and is_fragment(terms[one], terms[other])) or (
            terms[other] in terms[one] and is_fragment(terms[other], terms[one])
        )

    def _whole(self, columns: Iterable[int], most: int) -> Columns:
        chosen: list[int] = []
        for column in columns:
            if len(chosen) == most:
                break
            if not any(self.nested(column, other) for other in chosen):
                chosen.append(column)
        return tuple(chosen)
