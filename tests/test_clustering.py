"""k-means anchored and free, and how many themes there are."""

from __future__ import annotations

import numpy as np
import pytest
from corpora import PLANTS, SCHOOLS, STARS, analyse, corpus_of, expect, theme_of
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_matrix

from synth.clustering.choose_k import choose_k
from synth.clustering.kmeans import anchored_kmeans, free_kmeans, neighbour_graph, smooth, unit_rows
from synth.clustering.seeding import seed_vectors
from synth.languages import explain

ROWS = arrays(
    np.float64, st.tuples(st.integers(1, 12), st.integers(1, 5)), elements=st.sampled_from([0.0, 0.5, 1.0, 2.0])
)


def weights_of(rows: list[list[float]]) -> csr_matrix:
    """Return rows scaled to norm 1."""
    return csr_matrix(unit_rows(np.array(rows, float)))


# ---------------------------------------------------------------------------------------------------------- anchored


def test_a_case_computed_by_hand() -> None:
    """Two anchors, three documents: the mixed one goes to the nearer anchor and bends its centroid.

    First round: cosines of (0.8, 0.6) are 0.8 and 0.6, so it joins the first. The mean direction of (1, 0) and
    (0.8, 0.6) is (1.8, 0.6) / 1.897 = (0.949, 0.316); plus the anchor (1, 0) that is (1.949, 0.316), of norm 1.974.
    """
    weights = weights_of([[1, 0], [0.8, 0.6], [0, 1]])
    labels, centroids = anchored_kmeans(weights, np.eye(2), mentions=np.ones((3, 2), bool))
    assert labels.tolist() == [0, 0, 1]
    mean = np.array([1.8, 0.6]) / np.hypot(1.8, 0.6)
    first = mean + np.array([1, 0])
    np.testing.assert_allclose(centroids, [first / np.linalg.norm(first), [0, 1]], atol=1e-12)


@settings(deadline=None)
@given(ROWS, st.data())
def test_an_anchor_holds_its_centroid(rows: np.ndarray, data: st.DataObject) -> None:
    """A centroid is never farther than 60 degrees from its anchor when both pull alike, whatever the documents are."""
    weights = csr_matrix(unit_rows(rows))
    k = rows.shape[1]
    mentions = data.draw(arrays(np.bool_, (rows.shape[0], k)))
    labels, centroids = anchored_kmeans(weights, np.eye(k), mentions=mentions)
    assert np.all(np.einsum("ij,ij->i", centroids, np.eye(k)) >= 0.5 - 1e-9)
    assert np.all((labels == -1) == ~mentions.any(axis=1))
    assert all(mentions[i, label] for i, label in enumerate(labels) if label >= 0)


def test_a_crowd_of_strangers_does_not_draw_a_theme_away() -> None:
    """Many documents that barely mention a theme leave it where its seed term is, so that its own document stays."""
    crowd = [[0.1, 1.0, 0.0]] * 50
    weights = weights_of([[1, 0, 0], *crowd, [0, 0, 1]])
    anchors = np.array([[1.0, 0, 0], [0, 0, 1.0]])
    labels, centroids = anchored_kmeans(weights, anchors, mentions=np.ones((52, 2), bool))
    assert labels.tolist() == [0] * 51 + [1]
    assert centroids[0] @ anchors[0] > 0.5


def test_without_a_seed_in_the_records_a_theme_stays_empty() -> None:
    """A theme whose anchor is zero and that nobody mentions has a centroid of zeros and no document."""
    labels, centroids = anchored_kmeans(
        weights_of([[1, 0]]), np.array([[1.0, 0], [0, 0]]), mentions=np.array([[True, False]])
    )
    assert labels.tolist() == [0]
    assert centroids[1].tolist() == [0, 0]


def test_seed_vectors_weigh_seeds_by_their_records() -> None:
    """A seed vector is the sum of its seed terms' weights where they occur, of norm 1; hints add nothing."""
    framework = expect(theme_of("Growth", "growth", "root", hints=("soil",)), theme_of("Rivers", "river"))
    found = analyse(corpus_of(PLANTS), framework)
    vectors = seed_vectors(found.matrix, framework, found.hits)
    columns = [found.matrix.terms.index(term) for term in ("growth", "root")]
    sums = found.matrix.weights[:, columns].sum(axis=0).A1
    np.testing.assert_allclose(vectors[0, columns], sums / np.linalg.norm(sums), atol=1e-12)
    assert np.count_nonzero(vectors) == 2


def test_left_over_records_make_emergent_clusters_beside_the_expected() -> None:
    """Six records that mention no expected theme are clustered among themselves; fewer are left."""
    framework = expect(theme_of("Growth", "growth", "root", "maize"), theme_of("Rivers", "river"))
    many, few = (analyse(corpus_of([*PLANTS, *STARS[:n]]), framework) for n in (6, 5))
    assert many.clustering.choice.why.code == "k-expected-and-emergent"
    assert len(many.clustering.centroids) > 2
    stars = [i for i, record_id in enumerate(many.matrix.record_ids) if int(record_id[1:]) > len(PLANTS)]
    assert all(many.clustering.labels[i] >= 2 for i in stars)
    assert few.clustering.choice.why.code == "k-expected"
    assert sorted(set(few.clustering.labels.tolist())) == [-1, 0]


# ---------------------------------------------------------------------------------------------------------------- free


def test_two_subjects_are_told_apart() -> None:
    """Titles that share words within two groups and none across fall into the two groups."""
    found = analyse(corpus_of([*PLANTS, *STARS]), themes=2)
    sides = {record_id: int(record_id[1:]) > len(PLANTS) for record_id in found.matrix.record_ids}
    by_label = {
        (int(label), sides[i]) for i, label in zip(found.matrix.record_ids, found.clustering.labels, strict=True)
    }
    assert len(by_label) == 2


@settings(max_examples=25, deadline=None)
@given(ROWS, st.integers(1, 6))
def test_clusters_are_numbered_by_their_first_document(rows: np.ndarray, k: int) -> None:
    """Numbers start at 0 and rise by one at each first occurrence; those without terms have -1."""
    labels = free_kmeans(csr_matrix(unit_rows(rows)), k, 0).tolist()
    found = [label for label in dict.fromkeys(labels) if label >= 0]
    assert found == list(range(len(found)))
    assert len(found) <= k
    assert [label == -1 for label in labels] == (~rows.any(axis=1)).tolist()


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_neighbours_have_shares_that_sum_to_one(rows: np.ndarray) -> None:
    """Each row of the graph sums to 1 or is empty, nobody is its own neighbour, and there are few neighbours."""
    graph = neighbour_graph(csr_matrix(unit_rows(rows)))
    sums = graph.sum(axis=1).A1
    assert np.all((np.abs(sums - 1) < 1e-9) | (sums == 0))
    assert graph.diagonal().tolist() == [0] * len(rows)
    assert (graph > 0).sum(axis=1).max() <= max(1, min(15, len(rows) // 4))


def test_large_corpora_are_reduced_before_they_are_smoothed() -> None:
    """Above 100 documents and terms there are 100 dimensions, rows of norm 1; one state gives the same bits."""
    generator = np.random.default_rng(0)
    weights = csr_matrix(unit_rows(generator.random((120, 130)) * (generator.random((120, 130)) < 0.2)))
    one, other = smooth(weights, 0), smooth(weights, 0)
    assert one.shape == (120, 100)
    np.testing.assert_allclose(np.linalg.norm(one, axis=1), 1.0, atol=1e-9)
    assert np.array_equal(one, other)


def test_unit_rows_leave_zeros() -> None:
    """A row of zeros stays, every other one has norm 1."""
    assert unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist() == [[0.6, 0.8], [0.0, 0.0]]


# -------------------------------------------------------------------------------------------------------- how many


@pytest.mark.parametrize("n_records", [0, 1, 5])
def test_few_records_are_not_divided(n_records: int) -> None:
    """Below six records with terms there is one theme, and the reason says so."""
    found = analyse(corpus_of(PLANTS[:n_records]))
    assert found.clustering.choice.why.code == "k-few"
    assert str(n_records) in explain(found.clustering.choice.why, "en")


def test_the_choice_comes_with_its_range_and_its_curve() -> None:
    """The number found lies in its plausible range, the reason names it, and the curve holds it once."""
    choice = analyse(corpus_of([*PLANTS, *STARS, *SCHOOLS])).clustering.choice
    values = dict(choice.why.values)
    assert choice.why.code.startswith("k-communities")
    assert 1 <= int(values.get("low", choice.chosen)) <= choice.chosen <= int(values.get("high", choice.chosen)) <= 12
    assert str(choice.chosen) in explain(choice.why, "zh")
    assert choice.chosen in [k for k, _ in choice.curve]
    assert [k for k, _ in choice.curve] == sorted({k for k, _ in choice.curve})


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_the_choice_is_always_in_range(rows: np.ndarray) -> None:
    """Whatever the weights, there are between one and twelve themes, each with room for three records."""
    choice = choose_k(csr_matrix(unit_rows(rows)), 0)
    assert 1 <= choice.chosen <= max(1, min(12, len(rows) // 3))


def test_k_is_as_asked_where_the_records_allow_it() -> None:
    """A number that was asked for is kept; more than there are records is cut, with the reason."""
    asked, cut = (analyse(corpus_of(STARS), themes=k).clustering.choice for k in (3, 50))
    assert (asked.chosen, asked.why.code) == (3, "k-asked")
    assert (cut.chosen, cut.why.code) == (6, "k-asked-too-many")
