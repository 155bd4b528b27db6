"""Terms that could name a group: how good each is, and which of its records have it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from synth.labels.phrases import Shape, in_language, own_phrases, roots_of
from synth.labels.terms import present_terms, shares_of
from synth.labels.whole import complete, torn_terms, written
from synth.languages import is_fragment

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Document, LanguageCode, TermMatrix, Token

_CANDIDATES = 40
# A phrase replaces the fragment of itself where it has at least this share of the fragment's records.
_COMPLETE = 0.75
# A record belongs to so many groups' rest as well: shares never reach the ends of the scale.
_SMOOTHING = 0.02
# Of a group of so many records a phrase of a single one tells more than a word of any field.
_SMALL = 10
_FEW = 4
_MOST_READ = 40
# How a term is written, and what stands beside it, is read in so many texts.
_MOST_TEXTS = 60
# What a term is worth that hyphens tie to different words before it ("shot learning", "supervised adaptation").
_TORN_WORTH = 0.3
# Abstracts are full of words that are not what a work is about: what no title has is worth so much, and all from the
# share of titles on that is one over this.
_UNTITLED, _TITLED = 0.6, 4.0
# A term all of whose words stand in headings above it is worth so much less.
_KNOWN = 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that could name a group: how good it is, which of the group's records have it, and how well it reads."""

    group: int
    term: str
    surface: str
    score: float
    rows: frozenset[int]
    vague: bool = False
    titled: int = 0
    reads: float = 1.0


def clashes(term: str, used: Iterable[str], apart: str = "") -> bool:
    """Tell whether a term is a part of one in use, or has the same words; of ``apart`` it may share none."""
    words = roots_of(term)
    if apart and words & roots_of(apart):
        return True
    return any(
        is_fragment(term, other)
        or is_fragment(other, term)
        or words <= roots_of(other)
        or roots_of(other) <= words
        or _letters(term) == _letters(other)
        for other in used
    )


def repeats(term: str, above: Iterable[str]) -> bool:
    """Tell whether a term says no more than another heading, or a part of it; it may say more."""
    words, letters = roots_of(term), _letters(term)
    return any(is_fragment(term, other) or words <= roots_of(other) or letters == _letters(other) for other in above)


def beside(candidates: Iterable[Candidate], above: Sequence[str]) -> list[Candidate]:
    """Return the candidates that say more than the headings above, those with words of these for less.

    Under "graph clustering", "label propagation" tells more than "attributed graph clustering".
    """
    known = frozenset(word for heading in above for word in roots_of(heading))
    kept = [one for one in candidates if not repeats(one.term, above)]
    return [replace(one, score=round(one.score * _new_share(one.term, known), 9)) for one in kept] if known else kept


def _new_share(term: str, known: frozenset[str]) -> float:
    words = roots_of(term)
    return 1 - _KNOWN * len(words & known) / len(words)


@lru_cache(maxsize=65536)
def _letters(term: str) -> str:
    """Return a term without blanks: "multi modal model" is "multimodal model"."""
    return "".join(character for character in term if character.isalnum())


class Candidates:
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
        self._held = present_terms(matrix)
        self._among = among
        self._shared = [one for g in range(len(groups)) for one in self._shared_terms(g)]

    def shared(self, groups: Container[int]) -> list[Candidate]:
        """Return the terms in the report's language that documents of a group share."""
        return [one for one in self._wanted(groups) if not (one.vague and len(self._groups[one.group]) <= _SMALL)]

    def vague(self, groups: Container[int]) -> list[Candidate]:
        """Return those that are words of any field."""
        return [one for one in self._wanted(groups) if one.vague]

    def foreign(self, groups: Container[int]) -> list[Candidate]:
        """Return the terms in the other language that documents of a group share."""
        wanted = set(self._wanted(groups))
        return [one for one in self._shared if one.group in groups and one not in wanted]

    def own(self, groups: Container[int]) -> list[Candidate]:
        """Return phrases of single documents, for groups in which no two documents share a term that says anything."""
        found = []
        for g, rows in enumerate(self._groups) if self._documents else ():
            if g in groups and not self._said_by_others(g):
                mine = self._own_phrases(g, rows)
                found.extend([one for one in mine if in_language(one.term, self._language)] or mine)
        return found

    def _said_by_others(self, g: int) -> bool:
        """Tell whether a phrase of one record would stand for many, where others share a term in the other language."""
        return len(self._groups[g]) > _FEW and any(one.group == g and not one.vague for one in self._shared)

    def completed(self, named: Iterable[tuple[str, str]], g: int, used: Sequence[str]) -> list[tuple[str, str]]:
        """Return terms as whole phrases, written as in running text, unless that makes one another group's."""
        if not self._documents:
            return list(named)
        whole = []
        for term, surface in named:
            texts = self._texts_with(term, g)
            phrase = complete(term, texts)
            if phrase == term or clashes(phrase, [other for other in used if other != term]):
                whole.append((term, written(term, surface, texts)))
            else:
                whole.append((phrase, written(phrase, surface, texts)))
        return whole

    def _texts_with(self, term: str, g: int) -> list[tuple[Token, ...]]:
        """Return the titles of a group that have a term, or where none has, the abstracts."""
        rows, j = self._groups[g], self._column.get(term)
        if j is None:
            return [self._documents[i].title for i in rows.tolist()]
        titled = rows[self._matrix.title_counts[rows][:, [j]].nonzero()[0]]
        if len(titled):
            return [self._documents[i].title for i in titled[:_MOST_TEXTS].tolist()]
        return [self._documents[i].body for i in rows[self._held[rows][:, [j]].nonzero()[0]][:_MOST_TEXTS].tolist()]

    def _wanted(self, groups: Container[int]) -> list[Candidate]:
        return [one for one in self._shared if one.group in groups and in_language(one.term, self._language)]

    def _own_phrases(self, g: int, rows: NDArray[np.intp]) -> list[Candidate]:
        centroid = np.asarray(self._matrix.weights[rows].mean(axis=0)).ravel()
        best: dict[str, Candidate] = {}
        for i in rows[:_MOST_READ].tolist():
            for phrase in own_phrases(self._documents[i].title):
                columns = [self._column[word] for word in phrase.words if word in self._column]
                near = float(centroid[columns].sum()) / np.sqrt(len(phrase.words))
                score = round(phrase.quality * (0.2 + near), 9)
                one = Candidate(g, phrase.term, phrase.surface, score, frozenset({i}))
                if phrase.term not in best or score > best[phrase.term].score:
                    best[phrase.term] = one
        return list(best.values())

    def _shared_terms(self, g: int) -> list[Candidate]:
        rows, matrix = self._groups[g], self._matrix
        if not len(rows):
            return []
        inside, outside = shares_of(self._held, rows, self._among)
        # One record shares its terms with nobody, unless it is all there is.
        least = min(2, len(rows))
        lift = np.maximum(np.log((inside + _SMOOTHING) / (outside + _SMOOTHING)), 0.0)
        telling = inside * lift * (inside * len(rows) >= least - 1e-9)
        rough = np.round(telling * self._shape.bonus, 9)
        best = [j for j in np.argsort(-rough, kind="stable")[:_CANDIDATES].tolist() if rough[j] > 0]
        shares = dict(zip(best, inside[best].tolist(), strict=True))
        kept = [j for j in best if not self._is_cut(j, shares)]
        members = self._held[rows].tocsc()
        titled = np.bincount(matrix.title_counts[rows].indices, minlength=len(matrix.terms))
        torn = self._torn([matrix.terms[j] for j in kept], rows)
        found = []
        for j in kept:
            holders = members.indices[members.indptr[j] : members.indptr[j + 1]]
            in_titles = _UNTITLED + (1 - _UNTITLED) * min(1.0, _TITLED * titled[j] / max(len(holders), 1))
            worth = in_titles * (_TORN_WORTH if matrix.terms[j] in torn else 1.0)
            score = round(self._score(j, telling, float(inside[j])) * worth, 9)
            if score > 0:
                held, vague = frozenset(rows[holders].tolist()), self._shape.says(j) < 1.0
                reads = self._shape.reads(j)
                found.append(
                    Candidate(g, matrix.terms[j], matrix.surfaces[j], score, held, vague, int(titled[j]), reads)
                )
        return found

    def _torn(self, terms: Sequence[str], rows: NDArray[np.intp]) -> frozenset[str]:
        if not self._documents:
            return frozenset()
        read = [self._documents[i] for i in rows[:_MOST_READ].tolist()]
        return torn_terms(terms, [tokens for document in read for tokens in (document.title, document.body)])

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
