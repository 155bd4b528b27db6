"""k-means anchored and free, and how many themes there are."""

from __future__ import annotations

import numpy as np
import pytest
from corpora import PLANTS, SCHOOLS, STARS, analyse, corpus_of, expect, theme_of
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from synth.clustering.choose_k import choose_k
from synth.clustering.kmeans import free_kmeans, kmeans_from
from synth.clustering.stability import measure_stability
from synth.embedding.neighbours import neighbour_graph
from synth.languages import explain
from synth.linalg import unit_rows

ROWS = arrays(
    np.float64, st.tuples(st.integers(1, 12), st.integers(1, 5)), elements=st.sampled_from([0.0, 0.5, 1.0, 2.0])
)


def rows_of(rows: list[list[float]]) -> np.ndarray:
    """Return rows scaled to norm 1."""
    return unit_rows(np.array(rows, float))


# ---------------------------------------------------------------------------------------------------------- anchored


def test_a_case_computed_by_hand() -> None:
    """Two anchors, three documents: the mixed one goes to the nearer anchor and bends its centroid.

    First round: cosines of (0.8, 0.6) are 0.8 and 0.6, so it joins the first. The mean direction of (1, 0) and
    (0.8, 0.6) is (1.8, 0.6) / 1.897 = (0.949, 0.316); plus the anchor (1, 0) that is (1.949, 0.316), of norm 1.974.
    """
    labels, centroids = kmeans_from(rows_of([[1, 0], [0.8, 0.6], [0, 1]]), np.eye(2), anchors=np.eye(2))
    assert labels.tolist() == [0, 0, 1]
    mean = np.array([1.8, 0.6]) / np.hypot(1.8, 0.6)
    first = mean + np.array([1, 0])
    np.testing.assert_allclose(centroids, [first / np.linalg.norm(first), [0, 1]], atol=1e-12)


def test_without_anchors_a_centroid_is_the_mean_direction() -> None:
    """The same documents, free: the first centroid is (1.8, 0.6) of norm 1."""
    _, centroids = kmeans_from(rows_of([[1, 0], [0.8, 0.6], [0, 1]]), np.eye(2))
    np.testing.assert_allclose(centroids[0], np.array([1.8, 0.6]) / np.hypot(1.8, 0.6), atol=1e-12)


@settings(deadline=None)
@given(ROWS)
def test_an_anchor_holds_its_centroid(rows: np.ndarray) -> None:
    """A centroid is never farther than 60 degrees from its anchor, whatever the documents are."""
    k = rows.shape[1]
    labels, centroids = kmeans_from(unit_rows(rows), np.eye(k), anchors=np.eye(k))
    assert np.all(np.einsum("ij,ij->i", centroids, np.eye(k)) >= 0.5 - 1e-9)
    assert np.all((labels >= 0) & (labels < k))


def test_a_crowd_of_strangers_does_not_draw_a_theme_away() -> None:
    """Many documents that barely lie towards a theme leave it where its seed term is."""
    points = rows_of([[1, 0, 0], *[[0.1, 1.0, 0.0]] * 50, [0, 0, 1]])
    anchors = np.array([[1.0, 0, 0], [0, 0, 1.0]])
    labels, centroids = kmeans_from(points, anchors, anchors=anchors)
    assert labels.tolist() == [0] * 51 + [1]
    assert centroids[0] @ anchors[0] > 0.5


def test_a_preference_decides_between_near_centroids() -> None:
    """What is added to a cosine outweighs the nearer centroid if it is more than the difference."""
    points = rows_of([[0.8, 0.6]])
    near, _ = kmeans_from(points, np.eye(2), anchors=np.eye(2), preference=np.array([[0.0, 0.1]]))
    far, _ = kmeans_from(points, np.eye(2), anchors=np.eye(2), preference=np.array([[0.0, 1.0]]))
    assert (near.tolist(), far.tolist()) == ([0], [1])


def test_left_over_records_make_emergent_clusters_beside_the_expected() -> None:
    """Six records that mention no expected theme are clustered among themselves; fewer are left."""
    framework = expect(theme_of("Growth", "growth", "root", "maize"), theme_of("Rivers", "river"))
    many, few = (analyse(corpus_of([*PLANTS, *STARS[:n]]), framework) for n in (6, 5))
    assert many.clustering.choice.why.code == "k-expected-and-emergent"
    assert many.clustering.similarities.shape[1] > 2
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
    labels = free_kmeans(unit_rows(rows), k, 0).tolist()
    found = [label for label in dict.fromkeys(labels) if label >= 0]
    assert found == list(range(len(found)))
    assert len(found) <= k
    assert [label == -1 for label in labels] == (~rows.any(axis=1)).tolist()


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
    assert choice.why.code.startswith("k-communities")
    assert 1 <= choice.low <= choice.chosen <= choice.high
    assert str(choice.chosen) in explain(choice.why, "zh")
    assert choice.chosen in [k for k, _ in choice.curve]
    assert [k for k, _ in choice.curve] == sorted({k for k, _ in choice.curve})
    assert {choice.low, choice.high} <= {k for k, _ in choice.curve}


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_the_choice_is_always_in_range(rows: np.ndarray) -> None:
    """Whatever the points, every theme has room for three records, and the range holds what was chosen."""
    choice = choose_k(neighbour_graph(unit_rows(rows)), 0)
    assert 1 <= choice.low <= choice.chosen <= choice.high
    assert choice.chosen <= max(1, len(rows) // 3)


def test_k_is_as_asked_where_the_records_allow_it() -> None:
    """A number that was asked for is kept; more than there are records is cut, with the reason."""
    asked, cut = (analyse(corpus_of(STARS), themes=k).clustering.choice for k in (3, 50))
    assert (asked.chosen, asked.why.code) == (3, "k-asked")
    assert (cut.chosen, cut.why.code) == (6, "k-asked-too-many")


# ------------------------------------------------------------------------------------------------------- stability


def test_clusters_far_apart_are_stable() -> None:
    """Two tight groups come back in every run; the same documents divided across the groups do not."""
    points = rows_of([[1, 0.01 * i, 0] for i in range(10)] + [[0, 0.01 * i, 1] for i in range(10)])
    kept = measure_stability(points, np.repeat([0, 1], 10), 2, 0)
    lost = measure_stability(points, np.tile([0, 1], 10), 2, 0)
    assert kept.tolist() == [1.0, 1.0]
    assert np.all(lost < 0.6)


def test_an_empty_cluster_has_no_stability() -> None:
    """A theme without documents has 0; one that is alone has nothing to be confused with."""
    points = rows_of([[1, 0], [1, 0.1], [0, 1], [0.1, 1]])
    assert measure_stability(points, np.array([0, 0, 2, 2]), 3, 0)[1] == 0
    assert measure_stability(points, np.zeros(4, int), 1, 0).tolist() == [1.0]


def test_large_themes_have_parts() -> None:
    """A theme of two subjects is divided along them; a small one is not."""
    titles = [f"{title} {word}" for title in (*PLANTS, *STARS) for word in ("", "again", "revisited", "in brief")]
    found = analyse(corpus_of(titles), themes=1).clustering
    assert len(set(found.parts.tolist())) > 1
    assert set(analyse(corpus_of(STARS), themes=1).clustering.parts.tolist()) == {-1}


# --------------------------------------------------------------------------------------------------- open to strangers


def test_a_record_without_a_mention_joins_the_theme_that_it_lies_in() -> None:
    """Titles on plants that name no seed term go to the theme on plants, not to that on stars."""
    framework = expect(theme_of("Growth", "growth", "root", "seed"), theme_of("Spectra", "spectrum", "galaxy"))
    titles = [*PLANTS, *STARS, "Drought and the yield of maize in dry soil"]
    found = analyse(corpus_of(titles), framework)
    place = found.embedding.record_ids.index(f"r{len(titles)}")
    assert found.clustering.similarities[place, 0] > found.clustering.similarities[place, 1]
