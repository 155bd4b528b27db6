"""How themes are related: by the terms they share, over time, by what is nearest."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from synth.datatypes import Config, Join
from synth.pipeline import run
from synth.relations.strategic import callon, side_of_median
from synth.relations.tree import average_linkage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Result

FIELDS = (
    ("soil", "erosion", "carbon", "nitrogen", "tillage", "clay"),
    ("sleep", "apnea", "insomnia", "melatonin", "dreams", "snoring"),
    ("graph", "vertex", "clique", "subgraph", "colouring", "hypergraph"),
    ("tax", "evasion", "audit", "revenue", "income", "fiscal"),
)


@cache
def found() -> Result:
    """Return what is found in 80 titles of four fields, three words of its field in each, written over ten years."""
    turns = zip(*(itertools.combinations(words, 3) for words in FIELDS), strict=True)
    titles = [f"{a.capitalize()}, {b} and {c}" for turn in turns for a, b, c in turn]
    return _run([f"Writer {chr(65 + i % 26)}. {title}. Journal, {2010 + i % 10}." for i, title in enumerate(titles)])


def _run(entries: Sequence[str]) -> Result:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.txt"
        path.write_text("".join(f"[{i}] {entry}\n" for i, entry in enumerate(entries, 1)), encoding="utf-8")
        return run([path], Config(framework="none", themes=4), name="list")


def test_callon_by_hand() -> None:
    """Terms 0 and 1 are a theme, term 2 another: ties between them of 0.3 give 3, ties within of 0.5 over 2 give 25."""
    index = np.array([[0.0, 0.5, 0.2], [0.5, 0.0, 0.1], [0.2, 0.1, 0.0]])
    centrality, density = callon(index, np.array([0, 0, 1]))
    assert centrality.tolist() == [3.0, 3.0]
    assert density.tolist() == [25.0, 0.0]


def test_what_lies_on_the_median_is_on_no_side() -> None:
    """Of three values the middle one is the median; of four none is."""
    assert side_of_median(np.array([1.0, 2.0, 3.0])).tolist() == [-1, 0, 1]
    assert side_of_median(np.array([1.0, 2.0, 3.0, 4.0])).tolist() == [-1, -1, 1, 1]


def test_average_linkage_by_hand() -> None:
    """Leaves 0 and 1 join at 0.1; leaf 2 is 0.5 and 0.7 from them, so 0.6 from both."""
    distances = np.array([[0.0, 0.1, 0.5], [0.1, 0.0, 0.7], [0.5, 0.7, 0.0]])
    assert average_linkage(distances) == (
        Join(left=0, right=1, distance=0.1),
        Join(left=3, right=2, distance=0.6),
    )


@given(st.integers(3, 12), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_average_linkage_is_that_of_scipy(leaves: int, seed: int) -> None:
    """Where no two distances are equal, branches meet at the heights that SciPy gives."""
    upper = np.triu(np.random.default_rng(seed).uniform(0.01, 2, (leaves, leaves)), 1)
    distances = upper + upper.T
    ours = [join.distance for join in average_linkage(distances)]
    np.testing.assert_allclose(ours, linkage(squareform(distances), "average")[:, 2], atol=2e-6)


def test_every_theme_has_a_place_and_terms_of_its_own() -> None:
    """No term is of two themes, and who is said to use a term is a primary record of the theme."""
    result = found()
    relations, primary = result.relations, {theme.key: set(theme.primary_ids) for theme in result.themes.themes}
    assert {place.theme_key for place in relations.places} == set(primary)
    assert len({use.term for use in relations.terms}) == len(relations.terms) > len(primary)
    for use in relations.terms:
        assert use.theme_key in dict(use.uses)
        for key, ids in use.uses:
            assert ids
            assert set(ids) <= primary[key]


def test_the_records_behind_a_term_have_it() -> None:
    """Each record that a cell of the heat map stands for has the term in its title."""
    result = found()
    titles = {record.id: record.title.casefold() for record in result.corpus.records}
    checked = 0
    for use in result.relations.terms:
        if use.term.isalpha() and len(use.term) > 3:
            for _, ids in use.uses:
                assert all(use.term.casefold()[:4] in titles[record_id] for record_id in ids)
                checked += len(ids)
    assert checked > 20


def test_ties_hold_what_they_say() -> None:
    """A tie joins consecutive periods, shares two terms or more, and its records are of its two themes."""
    result = found()
    relations, primary = result.relations, {theme.key: set(theme.primary_ids) for theme in result.themes.themes}
    assert relations.ties
    assert sum(tie.theme_key == tie.next_key for tie in relations.ties) > len(relations.ties) / 2
    for tie in relations.ties:
        assert 0 <= tie.period < len(relations.periods) - 1
        assert relations.least_inclusion <= tie.inclusion <= 1
        assert len(tie.terms) >= 2
        assert set(tie.record_ids) <= primary[tie.theme_key] | primary[tie.next_key]


def test_the_tree_holds_each_record_once() -> None:
    """The leaves share out the records that are in a theme or subtheme, and one join fewer makes one tree of them."""
    relations = found().relations
    held = [record_id for leaf in relations.leaves for record_id in leaf.record_ids]
    assert len(held) == len(set(held))
    assert len(relations.joins) == len(relations.leaves) - 1
    used = sorted(branch for join in relations.joins for branch in (join.left, join.right))
    assert used == list(range(2 * len(relations.joins)))


def test_few_records_bear_no_relation() -> None:
    """Of three titles there is no map, no tie and no tree, and nothing breaks."""
    entries = ("Tax reform effects", "Sleep and memory", "Graph drawing methods")
    relations = _run([f"Writer A. {title}. Journal, 2001." for title in entries]).relations
    assert not relations.places
    assert not relations.ties
    assert not relations.terms
