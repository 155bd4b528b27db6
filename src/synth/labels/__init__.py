"""Names for themes: unique, readable phrases that their records share.

After Lingo (Osinski, Stefanowski and Weiss 2004): complete frequent phrases, scored by how near their words lie to the
theme and how far they tell it from the rest, given out greedily one to one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from synth.labels.candidates import Candidates, beside, clashes
from synth.labels.phrases import is_noun_phrase
from synth.labels.terms import class_words, signature_terms
from synth.languages import is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Document, LanguageCode, TermMatrix
    from synth.labels.candidates import Candidate

__all__ = ["Label", "choose_labels", "class_words", "is_noun_phrase", "shared_labels", "signature_terms"]

# The first term of a label has the company of a second where it stands for less than this share of the records …
_STANDS_FOR = 0.35
# … and the second is at least this good, and brings at least this share of the first one's records.
_AS_GOOD = 0.6
_ADDS = 0.5
_AS_GOOD_OWN = 0.8
# It reads at least so well: no verb, no adjective.
_READS = 0.3
# A label that a group can do without stands for at least this share of its records.
_STANDS_ALONE = 0.25


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


def choose_labels(  # noqa: PLR0913 - what is named, from what, in which language, and what is taken
    matrix: TermMatrix,
    groups: Sequence[NDArray[np.intp]],
    taken: Iterable[str] = (),
    *,
    above: Sequence[str] = (),
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
    above
        Normal forms of headings that the labels stand under or beside: a label may say more than one, never the same
        or less.
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
    found = Candidates(matrix, groups, language, documents, among)
    labels = [Label()] * len(groups)
    used = list(taken)
    for tier, as_good in (
        (found.shared, _AS_GOOD),
        (found.own, _AS_GOOD_OWN),
        (found.vague, _AS_GOOD),
        (found.foreign, _AS_GOOD),
    ):
        ranked = beside(tier({g for g, label in enumerate(labels) if not label.terms}), above)
        _give_out(ranked, labels, used, [len(rows) for rows in groups], as_good)
    return _completed(labels, found, used)


def _give_out(
    candidates: Iterable[Candidate], labels: list[Label], used: list[str], sizes: Sequence[int], as_good: float
) -> None:
    """Give each group its best term that is still free, then a second one to those whose first stands for few."""
    ranked = sorted(candidates, key=lambda one: (-one.score, one.term, one.group))
    first: dict[int, Candidate] = {}
    for one in ranked:
        if one.group not in first and not clashes(one.term, used):
            first[one.group] = one
            labels[one.group] = Label((one.term,), (one.surface,))
            used.append(one.term)
    second: set[int] = set()
    for one in ranked:
        leader = first.get(one.group)
        if leader is None or one.group in second or one.vague or len(leader.rows) >= _STANDS_FOR * sizes[one.group]:
            continue
        if one.reads < _READS:
            continue
        adds = len(one.rows - leader.rows) >= max(1, _ADDS * len(leader.rows))
        if adds and one.score >= as_good * leader.score and not clashes(one.term, used, apart=leader.term):
            second.add(one.group)
            labels[one.group] = Label((leader.term, one.term), (leader.surface, one.surface))
            used.append(one.term)


def shared_labels(
    matrix: TermMatrix,
    groups: Sequence[NDArray[np.intp]],
    taken: Iterable[str] = (),
    *,
    language: LanguageCode,
    documents: Sequence[Document] = (),
) -> tuple[Label, ...]:
    """Choose one label per group among the terms of one language that its documents share.

    Parameters
    ----------
    matrix
        The documents' weights and counts.
    groups
        The documents of each theme that are in the language; they are told from each other.
    taken
        Normal forms that are labels already.
    language
        The language of the labels.
    documents
        The documents' tokens, in the order of the rows.

    Returns
    -------
    tuple of Label
        Unique, of one term each, which two documents and a quarter of the group have and which is no word of any
        field; without a term where there is none.
    """
    groups = [rows if len(rows) > 1 else rows[:0] for rows in groups]
    among = np.unique(np.concatenate(groups)) if groups else None
    found = Candidates(matrix, groups, language, documents, among)
    labels, used = [Label()] * len(groups), list(taken)
    telling = [
        one
        for one in found.shared(range(len(groups)))
        if not one.vague and len(one.rows) >= max(2, _STANDS_ALONE * len(groups[one.group]))
    ]
    _give_out(telling, labels, used, [0] * len(groups), _AS_GOOD)
    return _completed(labels, found, used)


def _completed(labels: Iterable[Label], found: Candidates, used: Sequence[str]) -> tuple[Label, ...]:
    whole = []
    for g, label in enumerate(labels):
        pairs = found.completed(zip(label.terms, label.surfaces, strict=True), g, used)
        whole.append(Label(tuple(term for term, _ in pairs), tuple(surface for _, surface in pairs)))
    return tuple(whole)
