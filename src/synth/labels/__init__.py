"""Names for themes: unique, readable phrases that their records share.

After Lingo (Osinski, Stefanowski and Weiss 2004): complete frequent phrases, scored by how near their words lie to the
theme and how far they tell it from the rest, given out greedily one to one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from synth.labels.phrases import Shape, in_language, own_phrases, preceding_word, roots_of
from synth.languages import is_fragment, is_han, read_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Document, LanguageCode, TermMatrix, Token

_CANDIDATES = 40
# A phrase replaces the fragment of itself where it has at least this share of the fragment's records.
_COMPLETE = 0.75
# A record belongs to so many groups' rest as well: shares never reach the ends of the scale.
_SMOOTHING = 0.02
# The first term of a label has the company of a second where it stands for less than this share of the records …
_STANDS_FOR = 0.35
# … and the second is at least this good, and brings at least this share of the first one's records.
_AS_GOOD = 0.4
_ADDS = 0.5
_AS_GOOD_OWN = 0.8
# Of a group of so many records a phrase of a single one tells more than a word of any field.
_SMALL = 10
_MOST_READ = 40


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a group: one term or two, in their normal form and as written; none where there is no name."""

    terms: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The name as a heading."""
        chinese = any(is_han(character) for surface in self.surfaces for character in surface)
        joined = ("与" if chinese else " and ").join(self.surfaces)
        return joined[:1].upper() + joined[1:]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A term that could name a group: how good it is, and which of the group's records have it."""

    group: int
    term: str
    surface: str
    score: float
    rows: frozenset[int]
    vague: bool = False


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
    inside, outside = _shares(_present(matrix), rows, among)
    lift = np.maximum(np.log((inside + 0.01) / (outside + 0.01)), 0.0)
    centroid = np.asarray(matrix.weights[rows].mean(axis=0)).ravel()
    scores = np.round(centroid * (0.25 + lift) * (inside > 0), 9)
    chosen: list[int] = []
    for j in np.argsort(-scores, kind="stable")[:_CANDIDATES].tolist():
        if scores[j] > 0 and not _overlaps(matrix.terms[j], (matrix.terms[i] for i in chosen)):
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


def choose_labels(  # noqa: PLR0913 - what is named, from what, in which language, and what is taken
    matrix: TermMatrix,
    groups: Sequence[NDArray[np.intp]],
    taken: Iterable[str] = (),
    *,
    language: LanguageCode = "en",
    documents: Sequence[Document] = (),
    among: NDArray[np.intp] | None = None,
) -> tuple[Label, ...]:
    """Choose one label per group, of one term or two.

    Parameters
    ----------
    matrix
        The documents' weights and counts.
    groups
        The documents of each theme.
    taken
        Normal forms that are labels already.
    language
        The language of the labels, wherever one of the group's documents has a term in it.
    documents
        The documents' tokens, in the order of the rows: a group in which no two documents share a term is named by
        phrases of its own. Without them it has no name.
    among
        The documents that the groups are told from; all by default.

    Returns
    -------
    tuple of Label
        Unique: no term of a label is a part of a term of another, and no two have the same words.
    """
    found = _Candidates(matrix, groups, language, documents, among)
    labels = [Label()] * len(groups)
    used = list(taken)
    for tier, as_good in (
        (found.shared, _AS_GOOD),
        (found.own, _AS_GOOD_OWN),
        (found.vague, _AS_GOOD),
        (found.foreign, _AS_GOOD),
    ):
        ranked = tier({g for g, label in enumerate(labels) if not label.terms})
        _give_out(ranked, labels, used, [len(rows) for rows in groups], as_good)
    return tuple(found.completed(label, g, used) for g, label in enumerate(labels))


def _give_out(
    candidates: Iterable[_Candidate], labels: list[Label], used: list[str], sizes: Sequence[int], as_good: float
) -> None:
    """Give each group its best term that is still free, then a second one to those whose first stands for few."""
    ranked = sorted(candidates, key=lambda one: (-one.score, one.term, one.group))
    first: dict[int, _Candidate] = {}
    for one in ranked:
        if one.group not in first and not _clashes(one.term, used):
            first[one.group] = one
            labels[one.group] = Label((one.term,), (one.surface,))
            used.append(one.term)
    second: set[int] = set()
    for one in ranked:
        leader = first.get(one.group)
        if leader is None or one.group in second or one.vague or len(leader.rows) >= _STANDS_FOR * sizes[one.group]:
            continue
        adds = len(one.rows - leader.rows) >= max(1, _ADDS * len(leader.rows))
        if adds and one.score >= as_good * leader.score and not _clashes(one.term, used, apart=leader.term):
            second.add(one.group)
            labels[one.group] = Label((leader.term, one.term), (leader.surface, one.surface))
            used.append(one.term)


def _clashes(term: str, used: Iterable[str], apart: str = "") -> bool:
    """Tell whether a term is a part of one in use, or has the same words; of ``apart`` it may share none."""
    words = roots_of(term)
    if apart and words & roots_of(apart):
        return True
    return any(
        is_fragment(term, other) or is_fragment(other, term) or words <= roots_of(other) or roots_of(other) <= words
        for other in used
    )


class _Candidates:
    """Terms that could name each group."""

    def __init__(
        self,
        matrix: TermMatrix,
        groups: Sequence[NDArray[np.intp]],
        language: LanguageCode,
        documents: Sequence[Document],
        among: NDArray[np.intp] | None,
    ) -> None:
        self._matrix = matrix
        self._groups = groups
        self._language = language
        self._documents = documents
        self._column = {term: j for j, term in enumerate(matrix.terms)}
        self._shape = Shape(matrix, self._column)
        self._present = _present(matrix)
        self._among = among
        self._shared = [one for g in range(len(groups)) for one in self._shared_terms(g)]

    def shared(self, groups: Container[int]) -> list[_Candidate]:
        """Return the terms in the report's language that documents of a group share."""
        return [one for one in self._wanted(groups) if not (one.vague and len(self._groups[one.group]) <= _SMALL)]

    def vague(self, groups: Container[int]) -> list[_Candidate]:
        """Return those that are words of any field."""
        return [one for one in self._wanted(groups) if one.vague]

    def foreign(self, groups: Container[int]) -> list[_Candidate]:
        """Return the terms in the other language that documents of a group share."""
        wanted = set(self._wanted(groups))
        return [one for one in self._shared if one.group in groups and one not in wanted]

    def own(self, groups: Container[int]) -> list[_Candidate]:
        """Return phrases of single documents, for groups in which no two documents share a term that says anything."""
        found = []
        for g, rows in enumerate(self._groups) if self._documents else ():
            if g in groups:
                mine = self._own_phrases(g, rows)
                found.extend([one for one in mine if in_language(one.term, self._language)] or mine)
        return found

    def completed(self, label: Label, g: int, used: list[str]) -> Label:
        """Put before each term the word that nearly always stands there, though it says nothing alone ("new")."""
        if not self._documents:
            return label
        pairs = [
            self._completed(term, surface, self._titles_with(term, g), [other for other in used if other != term])
            for term, surface in zip(label.terms, label.surfaces, strict=True)
        ]
        return Label(tuple(term for term, _ in pairs), tuple(surface for _, surface in pairs))

    def _titles_with(self, term: str, g: int) -> list[tuple[Token, ...]]:
        rows, j = self._groups[g], self._column.get(term)
        held = rows if j is None else rows[self._present[rows][:, [j]].nonzero()[0]]
        return [self._documents[i].title for i in held.tolist()]

    @staticmethod
    def _completed(
        term: str, surface: str, titles: Sequence[Sequence[Token]], others: Sequence[str]
    ) -> tuple[str, str]:
        word = preceding_word(term, titles)
        if word is None:
            return term, surface
        blank = "" if is_han(term) else " "
        whole = f"{word.text}{blank}{term}"
        return (term, surface) if _clashes(whole, others) else (whole, f"{word.surface}{blank}{surface}")

    def _wanted(self, groups: Container[int]) -> list[_Candidate]:
        return [one for one in self._shared if one.group in groups and in_language(one.term, self._language)]

    def _own_phrases(self, g: int, rows: NDArray[np.intp]) -> list[_Candidate]:
        centroid = np.asarray(self._matrix.weights[rows].mean(axis=0)).ravel()
        best: dict[str, _Candidate] = {}
        for i in rows[:_MOST_READ].tolist():
            for phrase in own_phrases(self._documents[i].title):
                columns = [self._column[word] for word in phrase.words if word in self._column]
                near = float(centroid[columns].sum()) / np.sqrt(len(phrase.words))
                score = round(phrase.quality * (0.2 + near), 9)
                one = _Candidate(g, phrase.term, phrase.surface, score, frozenset({i}))
                if phrase.term not in best or score > best[phrase.term].score:
                    best[phrase.term] = one
        return list(best.values())

    def _shared_terms(self, g: int) -> list[_Candidate]:
        rows, matrix = self._groups[g], self._matrix
        if not len(rows):
            return []
        inside, outside = _shares(self._present, rows, self._among)
        # One record shares its terms with nobody, unless it is all there is.
        least = min(2, len(rows))
        lift = np.maximum(np.log((inside + _SMOOTHING) / (outside + _SMOOTHING)), 0.0)
        telling = inside * lift * (inside * len(rows) >= least - 1e-9)
        rough = np.round(telling * self._shape.bonus, 9)
        best = [j for j in np.argsort(-rough, kind="stable")[:_CANDIDATES].tolist() if rough[j] > 0]
        shares = dict(zip(best, inside[best].tolist(), strict=True))
        kept = [j for j in best if not self._is_cut(j, shares)]
        members = self._present[rows].tocsc()
        found = []
        for j in kept:
            score = self._score(j, telling, float(inside[j]))
            if score > 0:
                holders = members.indices[members.indptr[j] : members.indptr[j + 1]]
                held = frozenset(rows[holders].tolist())
                vague = self._shape.says(j) < 1.0
                found.append(_Candidate(g, matrix.terms[j], matrix.surfaces[j], score, held, vague))
        return found

    def _is_cut(self, j: int, shares: Mapping[int, float]) -> bool:
        """Tell whether a term is hardly ever there but inside a longer one."""
        terms, term, least = self._matrix.terms, self._matrix.terms[j], _COMPLETE * shares[j]
        return any(
            share >= least and i != j and term in terms[i] and is_fragment(term, terms[i])
            for i, share in shares.items()
        )

    def _score(self, j: int, telling: NDArray[np.float64], share: float) -> float:
        """Return the cosine of a term's words to what tells the group, times how frequent and how readable it is."""
        words = self._shape.words(j)
        near = sum(float(telling[i]) * self._shape.says(i) for i in words) / np.sqrt(self._matrix.sizes[j])
        own = float(telling[j]) * self._shape.says(j)
        return round(float(max(near, own) * np.sqrt(share) * self._shape.quality(j)), 9)


@lru_cache(maxsize=1)
def _present(matrix: TermMatrix) -> csr_matrix:
    """Return which document has which term, as ones."""
    present = csr_matrix(matrix.title_counts + matrix.body_counts)
    present.data = np.ones_like(present.data)
    return present


def _indicator(groups: Sequence[NDArray[np.intp]], n_documents: int) -> csr_matrix:
    rows = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    columns = np.concatenate([np.asarray(group, np.intp) for group in groups])
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(groups), n_documents))


def _shares(
    present: csr_matrix, rows: NDArray[np.intp], among: NDArray[np.intp] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the share of documents with each term, within the rows and outside."""
    field = present if among is None else present[among]
    n_terms = present.shape[1]
    everywhere = np.bincount(field.indices, minlength=n_terms)
    inside = np.bincount(present[rows].indices, minlength=n_terms)
    n_outside = max(field.shape[0] - len(rows), 1)
    return inside / max(len(rows), 1), (everywhere - inside) / n_outside


def _overlaps(term: str, chosen: Iterable[str]) -> bool:
    return any(
        (term in other and is_fragment(term, other)) or (other in term and is_fragment(other, term)) for other in chosen
    )
