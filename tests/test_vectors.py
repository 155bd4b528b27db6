"""Terms and their weights."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from corpora import NO_FRAMEWORK, SCHOOLS, STARS, corpus_of, expect, theme_of
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.languages import make_documents
from synth.vectors import weigh_terms

if TYPE_CHECKING:
    from synth.datatypes import Framework, TermMatrix

TITLES = st.lists(
    st.lists(
        st.sampled_from(["maize", "root", "soil", "of", "study", "2020", "产教融合", "困境", ","]), max_size=6
    ).map(" ".join),
    max_size=6,
)


def matrix_of(*titles: str, framework: Framework = NO_FRAMEWORK, abstract: str = "") -> TermMatrix:
    """Return the matrix of records with these titles."""
    return weigh_terms(make_documents(corpus_of(titles, abstract=abstract)), framework)


def test_a_case_computed_by_hand() -> None:
    """Three documents, weights (1 + ln count) x ln((n + 1) / df), scaled to norm 1.

    A title counts twice, so each word has count 2 in the documents that hold it.
    """
    matrix = matrix_of("maize", "maize, root", "maize, root, soil")
    assert matrix.terms == ("maize", "root", "soil")
    inside = 1 + math.log(2)
    maize, root, soil = (inside * math.log(4 / df) for df in (3, 2, 1))
    wanted = np.array([[1.0, 0.0, 0.0], [maize, root, 0.0], [maize, root, soil]])
    expected = wanted / np.linalg.norm(wanted, axis=1, keepdims=True)
    np.testing.assert_allclose(matrix.weights.toarray(), expected, atol=1e-12)


def test_titles_weigh_twice_as_much_as_bodies() -> None:
    """A word of the title has the weight of a word that the abstract has twice."""
    matrix = matrix_of("maize", abstract="root, root")
    assert matrix.title_counts.toarray().tolist() == [[1, 0]]
    assert matrix.body_counts.toarray().tolist() == [[0, 2]]
    maize, root = matrix.weights.toarray()[0]
    assert maize == pytest.approx(root)


@settings(deadline=None)
@given(TITLES)
def test_rows_have_norm_one_or_no_term(titles: list[str]) -> None:
    """Every row with a term has norm 1, every other one is empty; weights and counts agree on where terms are."""
    matrix = matrix_of(*titles)
    norms = np.sqrt(matrix.weights.multiply(matrix.weights).sum(axis=1)).A1 if len(titles) else np.array([])
    has_terms = matrix.title_counts.getnnz(axis=1) > 0
    np.testing.assert_allclose(norms, has_terms.astype(float), atol=1e-9)
    assert ((matrix.weights > 0) != (matrix.title_counts + matrix.body_counts > 0)).nnz == 0


@settings(deadline=None)
@given(TITLES)
def test_shapes_and_names_fit(titles: list[str]) -> None:
    """Each column has a term, a surface, a size and a share of heads; terms are sorted and distinct."""
    matrix = matrix_of(*titles)
    n_terms = len(matrix.terms)
    assert matrix.weights.shape == matrix.title_counts.shape == matrix.body_counts.shape == (len(titles), n_terms)
    assert list(matrix.terms) == sorted(set(matrix.terms))
    assert len(matrix.surfaces) == len(matrix.sizes) == len(matrix.head_shares) == n_terms
    assert all(size >= 1 for size in matrix.sizes)
    assert all(0 <= share <= 1 for share in matrix.head_shares)


def test_boilerplate_has_no_column_unless_it_is_a_seed_term() -> None:
    """The word "study" tells nothing, except to a framework that asks for it."""
    assert "study" not in matrix_of("A study of maize").terms
    asked = expect(theme_of("Study", "study"))
    assert "study" in matrix_of("A study of maize", framework=asked).terms
    assert "study" not in matrix_of("Maize", framework=asked).terms


def test_phrases_that_recur_are_terms() -> None:
    """Adjacent words that two records share are a term, in either language; a phrase of one record is none."""
    english = matrix_of(*STARS)
    assert {"variable star", "globular cluster"} <= set(english.terms)
    assert "old cluster of variable star" not in english.terms
    assert english.surfaces[english.terms.index("variable star")] == "variable stars"
    assert english.sizes[english.terms.index("variable star")] == 2
    assert "产教融合" in matrix_of(*SCHOOLS).terms
    assert not any(" " in term for term in matrix_of(STARS[0]).terms)


def test_a_seed_phrase_is_a_column_even_where_it_occurs_once() -> None:
    """Phrases of the framework need not recur, and may hold function words."""
    asked = expect(theme_of("Growth", "growth of maize"))
    assert "growth of maize" in matrix_of("Growth of maize", framework=asked).terms


def test_the_share_of_heads_tells_nouns_from_attributes() -> None:
    """The word "moisture" ends its phrase everywhere, "soil" is followed by it half of the time."""
    matrix = matrix_of("Soil moisture", "The soil of a moor")
    shares = dict(zip(matrix.terms, matrix.head_shares, strict=True))
    assert shares["moisture"] == 1.0
    assert shares["soil"] == 0.5


def test_the_commonest_written_form_is_shown() -> None:
    """Of several written forms the commonest stands for the term, the shortest on a tie."""
    matrix = matrix_of("roots and roots", "root", "soils", "soil")
    assert dict(zip(matrix.terms, matrix.surfaces, strict=True)) == {"root": "roots", "soil": "soil"}


@pytest.mark.parametrize("titles", [(), ("",), ("", "", ""), ("of the", "——", "2020")])
def test_nothing_to_count_is_no_error(titles: tuple[str, ...]) -> None:
    """Without any term there are rows and no columns."""
    matrix = matrix_of(*titles)
    assert matrix.terms == ()
    assert matrix.weights.shape == (len(titles), 0)


def test_terms_do_not_depend_on_the_order_of_the_records() -> None:
    """The same titles in another order give the same columns and the same weights."""
    one, other = matrix_of(*STARS), matrix_of(*STARS[::-1])
    assert one.terms == other.terms
    assert one.surfaces == other.surfaces
    assert np.array_equal(one.weights.toarray(), other.weights.toarray())


def test_weights_are_those_of_the_library_with_this_idf() -> None:
    """scikit-learn's transformer with sublinear counts and ln((n + 1) / df) gives the same numbers."""
    from sklearn.feature_extraction.text import TfidfTransformer

    matrix = matrix_of(*STARS, abstract="Clusters, clusters, and old spectra")
    counts = matrix.title_counts * 2 + matrix.body_counts
    peer = TfidfTransformer(sublinear_tf=True).fit(counts)
    peer.idf_ = np.log((len(STARS) + 1) / counts.getnnz(axis=0))
    np.testing.assert_allclose(matrix.weights.toarray(), peer.transform(counts).toarray(), atol=1e-12)


def test_a_capital_that_half_as_many_texts_do_without_is_not_shown() -> None:
    """At the head of sentences a common word has a capital; a name has it everywhere."""
    abstract = "It is so. Severity matters. Quebec matters."
    matrix = matrix_of("On severity", "The schools of Quebec today", abstract=abstract)
    shown = dict(zip(matrix.terms, matrix.surfaces, strict=True))
    assert (shown["severity"], shown["quebec"]) == ("severity", "Quebec")
