"""Strands: groups of a theme's records that phrases set apart."""

from __future__ import annotations

import numpy as np
from corpora import PLANTS, STARS, analyse, corpus_of
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.labels.strands import find_strands
from synth.languages import normalize

WORDS = st.sampled_from(
    ["dry soil", "root growth", "maize", "old clusters", "of", "variable stars", "产教融合", "困境"]
)
TITLES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=20)


def strands_of(titles: list[str], *above: str) -> list[tuple[str, frozenset[int]]]:
    """Return the strands of all titles as one group."""
    found = analyse(corpus_of(titles))
    rows = np.arange(len(found.documents))
    return list(find_strands(found.matrix, [rows], [above], language="en", documents=found.documents)[0])


def test_two_subjects_are_two_strands() -> None:
    """Phrases of their own set them apart."""
    strands = strands_of([*PLANTS, *STARS])
    assert len(strands) >= 2
    assert all(len(rows) > 1 for _, rows in strands)


def test_a_strand_is_never_named_as_a_heading_above_it() -> None:
    """What stands above is not said again."""
    names = [normalize(name) for name, _ in strands_of([*PLANTS, *STARS])]
    again = [normalize(name) for name, _ in strands_of([*PLANTS, *STARS], *names)]
    assert not set(names) & set(again)


@settings(max_examples=30, deadline=None)
@given(TITLES)
def test_no_record_is_in_two_strands(titles: list[str]) -> None:
    """Strands have different names and share no record; one alone divides nothing."""
    strands = strands_of(titles)
    assert len(strands) != 1
    assert len({name for name, _ in strands}) == len(strands)
    assert sum(len(rows) for _, rows in strands) == len({row for _, rows in strands for row in rows})
