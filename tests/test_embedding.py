"""Where documents lie by meaning."""

from __future__ import annotations

import numpy as np
import pytest
from corpora import NO_FRAMEWORK, PLANTS, SCHOOLS, STARS, corpus_of, expect, theme_of
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_matrix

from synth.datatypes import Corpus, Embedding, Framework
from synth.embedding import embed
from synth.embedding.neighbours import diffuse, neighbour_graph
from synth.embedding.terms import count_terms
from synth.languages import make_documents
from synth.linalg import unit_rows

ROWS = arrays(
    np.float64, st.tuples(st.integers(1, 30), st.integers(1, 5)), elements=st.sampled_from([0.0, 0.5, 1.0, 2.0])
)


def place(titles: list[str] | tuple[str, ...], framework: Framework = NO_FRAMEWORK) -> tuple[Embedding, list[str]]:
    """Embed titles; return the embedding and the title of each row."""
    corpus = corpus_of(titles)
    title = {record.id: record.title for record in corpus.records}
    found = embed(corpus, make_documents(corpus), framework)
    return found, [title[record_id] for record_id in found.record_ids]


def cosine(found: Embedding, titles: list[str], one: str, other: str) -> float:
    """Return how near two titles lie."""
    return float(found.points[titles.index(one)] @ found.points[titles.index(other)])


@pytest.mark.parametrize(
    "titles",
    [(), ("",), (PLANTS[0],), PLANTS[:2], (PLANTS[0],) * 9, ("of the",) * 9, (*PLANTS, ""), (*PLANTS, *SCHOOLS)],
    ids=["none", "empty", "one", "two", "equal", "stop words", "some empty", "two languages"],
)
def test_any_corpus_has_points(titles: tuple[str, ...]) -> None:
    """Points have norm 1, or 0 without a term; the graph is symmetric, without loops, of cosines."""
    found, _ = place(titles)
    n = len(titles)
    assert len(found.points) == len(found.record_ids) == n
    norms = np.linalg.norm(found.points, axis=1)
    assert np.all((np.abs(norms - 1) < 1e-9) | (norms == 0))
    assert found.neighbours.shape == (n, n)
    assert abs(found.neighbours - found.neighbours.T).sum() == 0
    assert found.neighbours.diagonal().sum() == 0


def test_titles_meet_without_a_word_in_common() -> None:
    """What is known beforehand brings together titles that share no word: heart attack, myocardial infarction."""
    heart, heart_too, school = (
        "Heart attack in women",
        "Myocardial infarction among females",
        "Pupils and their teachers",
    )
    found, titles = place([heart, heart_too, school, "Lessons in class rooms", "Galaxies and stars"])
    assert cosine(found, titles, heart, heart_too) > cosine(found, titles, heart, school) + 0.2


def test_chinese_titles_meet_without_a_word_in_common() -> None:
    """The same in Chinese: 教师 and 课堂 are nearer than 教师 and 星系."""
    found, titles = place(["教师专业发展", "课堂教学改革", "星系光谱观测", "恒星演化模型", "中学校长"])
    assert cosine(found, titles, "教师专业发展", "课堂教学改革") > cosine(found, titles, "教师专业发展", "星系光谱观测")


def test_languages_share_one_space() -> None:
    """A Chinese title lies nearer to the English ones on its subject than to Chinese ones on another."""
    english = [
        "Teacher education in schools",
        "School teachers and their students",
        "Spectra of galaxies",
        "Star light",
    ]
    chinese = ["学校教师教育", "教师与学生", "星系的光谱", "恒星的光"]
    found, titles = place([*english, *chinese])
    assert cosine(found, titles, "学校教师教育", english[0]) > cosine(found, titles, "学校教师教育", "星系的光谱")
    assert cosine(found, titles, "星系的光谱", english[2]) > cosine(found, titles, "星系的光谱", "教师与学生")


def test_expected_themes_lie_with_their_records() -> None:
    """An anchor is nearest to titles on its theme, also where its terms are of the other language."""
    framework = expect(theme_of("Stars", "star", "galaxy"), theme_of("Schools", "teacher", "school"))
    chinese = ["学校教师教育", "教师与学生", "星系的光谱", "恒星的光"]
    found, titles = place(chinese, framework)
    nearest = {title: int((found.anchors @ found.points[i]).argmax()) for i, title in enumerate(titles)}
    assert [nearest[title] for title in chinese] == [1, 1, 0, 0]


@settings(max_examples=10, deadline=None)
@given(st.permutations([*PLANTS, *STARS, *SCHOOLS]))
def test_order_has_no_influence(titles: list[str]) -> None:
    """Records in any order have the same bits."""
    records = {record.title: record for record in corpus_of([*PLANTS, *STARS, *SCHOOLS]).records}
    one = Corpus(sources=(), records=tuple(records.values()))
    other = Corpus(sources=(), records=tuple(records[title] for title in titles))
    points = [embed(corpus, make_documents(corpus), NO_FRAMEWORK).points for corpus in (one, other)]
    assert np.array_equal(points[0], points[1])


def test_counts_of_a_title_weigh_double() -> None:
    """A word of the title counts twice; boilerplate not at all; Han words also by their characters."""
    corpus = corpus_of(["A study of maize", "玉米研究"])
    counts = count_terms(corpus, make_documents(corpus), NO_FRAMEWORK)
    english = int((~counts.chinese).argmax())
    assert counts.matrix[english, counts.terms.index("maize")] == 2
    assert "study" not in counts.terms
    assert {"玉米", "玉", "米"} <= set(counts.terms)


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_neighbours_are_few_and_mutual(rows: np.ndarray) -> None:
    """Each row chooses at most 15 and at most a quarter of all; who is chosen is linked as well."""
    graph = neighbour_graph(unit_rows(rows))
    n = len(rows)
    assert graph.nnz <= 2 * n * min(15, n // 4)
    assert abs(graph - graph.T).sum() == 0
    assert graph.diagonal().sum() == 0


def test_diffusion_by_hand() -> None:
    """Two linked points: each step halves towards the other, so that after the first both are the same mean.

    (1, 0) and (0, 1), linked with weight 0.5: degrees 0.5, so that the scaled link is 1. After one step both are
    (0.5, 0.5), after two as well; of norm 1 that is (0.707, 0.707). A point without links stays.
    """
    graph = csr_matrix(np.array([[0, 0.5, 0], [0.5, 0, 0], [0, 0, 0]]))
    moved = diffuse(np.array([[1.0, 0], [0, 1.0], [1.0, 0]]), graph)
    np.testing.assert_allclose(moved, [[0.5**0.5] * 2, [0.5**0.5] * 2, [1, 0]])


def test_large_corpora_are_linked_in_a_sample() -> None:
    """Of more than 20,000 documents 5,000 are linked, and none moves."""
    rows = unit_rows(np.random.default_rng(0).normal(size=(20_001, 3)))
    graph = neighbour_graph(rows)
    assert graph.shape == (20_001, 20_001)
    assert int((graph.getnnz(axis=1) > 0).sum()) == 5000
    assert np.array_equal(diffuse(rows, graph), rows)
