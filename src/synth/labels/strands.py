"""Strands: the records of a group that share a phrase, named by it, as in Lingo, where phrases make groups.

A strand is told from the rest of its group by the phrase alone, so that anyone sees why a record is in it; records
without one of the phrases are in none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.labels.candidates import Candidates, beside, clashes, repeats
from synth.languages import is_han, normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from synth.datatypes import Document, LanguageCode, TermMatrix
    from synth.labels.candidates import Candidate

# A phrase that more than this share of a group has divides nothing …
_TOO_COMMON = 0.7
# … and strands that together hold less than this share of it say little of the group.
_LEAST_HELD = 0.4
_MOST_STRANDS = 4
# In a group of fewer records two make a strand, in a larger one three.
_SMALL = 12
_READS = 0.5
_FEWEST_TITLES = 2
_SHORT_HAN = 2
_Strand = tuple[str, frozenset[int]]


def find_strands(  # noqa: PLR0913 - what is divided, from what, in which language, and what is taken
    matrix: TermMatrix,
    groups: Sequence[NDArray[np.intp]],
    above: Sequence[Sequence[str]],
    *,
    language: LanguageCode,
    documents: Sequence[Document],
    among: NDArray[np.intp] | None = None,
) -> tuple[tuple[_Strand, ...], ...]:
    """Find the strands of groups.

    Parameters
    ----------
    matrix
        The documents' weights and counts.
    groups
        The documents of each group.
    above
        For each group, normal forms of the headings that its strands stand under or beside.
    language
        The language of the names.
    documents
        The documents' tokens, in the order of the rows.
    among
        The documents that phrases are told from; all by default.

    Returns
    -------
    tuple of tuple of (str, frozenset of int)
        For each group two to four names with their rows, none in two; empty where no phrases divide it. No name is
        given twice.
    """
    found = Candidates(matrix, groups, language, documents, among)
    by_group: list[list[Candidate]] = [[] for _ in groups]
    for one in found.shared(range(len(groups))):
        by_group[one.group].append(one)
    strands: list[tuple[_Strand, ...]] = []
    given: list[str] = []
    for g, (rows, candidates) in enumerate(zip(groups, by_group, strict=True)):
        taken = [*above[g], *given]
        chosen = _chosen([one for one in candidates if not repeats(one.term, given)], len(rows), above[g])
        held = sum(len(rows) for _, rows in chosen)
        if len(chosen) < 2 or held < _LEAST_HELD * len(rows):  # noqa: PLR2004 - one strand divides nothing
            strands.append(())
            continue
        used = [one.term for one, _ in chosen]
        named = [found.completed([(one.term, one.surface)], g, [*used, *taken])[0][1] for one, _ in chosen]
        given += [*used, *map(normalize, named)]
        strands.append(
            tuple((name[:1].upper() + name[1:], rows) for name, (_, rows) in zip(named, chosen, strict=True))
        )
    return tuple(strands)


def _chosen(candidates: Sequence[Candidate], size: int, above: Sequence[str]) -> list[tuple[Candidate, frozenset[int]]]:
    """Choose the phrase that says and brings most, again and again; each record goes with the first one it has."""
    least = 2 if size < _SMALL else 3
    free = [
        one
        for one in beside(candidates, above)
        if not one.vague and least <= len(one.rows) <= _TOO_COMMON * size and _reads(one)
    ]
    chosen: list[tuple[Candidate, frozenset[int]]] = []
    held: frozenset[int] = frozenset()
    while len(chosen) < _MOST_STRANDS:
        used = [one.term for one, _ in chosen]
        fitting = [one for one in free if len(one.rows - held) >= least and not clashes(one.term, used)]
        if not fitting:
            break
        best = min(fitting, key=lambda one: (-one.score * len(one.rows - held), one.term))
        chosen.append((best, best.rows - held))
        held |= best.rows
    return chosen


def _reads(one: Candidate) -> bool:
    """Tell whether a term reads as a heading; a single word only if titles have it, too."""
    alone = len(one.term) <= _SHORT_HAN if is_han(one.term) else " " not in one.term
    return one.reads >= _READS and (not alone or one.titled >= _FEWEST_TITLES)
