"""What else the records call an expected theme."""

from __future__ import annotations

import pytest
from corpora import corpus_of, expect, theme_of

from synth.framework.expansion import expand
from synth.languages import make_documents


def _related(titles: list[str], *seeds: tuple[str, ...]) -> list[tuple[str, ...]]:
    framework = expect(*(theme_of(f"Theme {i}", *terms) for i, terms in enumerate(seeds)))
    expanded = expand(framework, make_documents(corpus_of(titles)))
    return [theme.related_terms for theme in expanded.themes]


@pytest.mark.parametrize(
    ("titles", "seeds", "word"),
    [
        (["Curriculum of villages", "Curriculum and homework", "Stars and planets"], ("education",), "curriculum"),
        (["高校扩招", "高校招生", "恒星与行星"], ("教育",), "高校"),
        (["高校扩招", "高校招生", "恒星与行星"], ("education",), "高校"),
    ],
)
def test_words_of_like_meaning_are_related(titles: list[str], seeds: tuple[str, ...], word: str) -> None:
    """A word that two records have is related to the theme whose seed terms it is near to, in either language."""
    assert word in _related(titles, seeds)[0]


def test_a_word_goes_to_one_theme() -> None:
    """A word belongs to the theme that it is nearest to, and the themes' own words to none."""
    titles = ["A curriculum of schools", "A curriculum of hospitals", "A clinic in schools", "A clinic in hospitals"]
    schools, hospitals = _related(titles, ("education", "school"), ("hospital",))
    assert "curriculum" in schools
    assert "clinic" in hospitals
    assert not set(schools) & set(hospitals)
    assert not {"school", "hospital"} & {*schools, *hospitals}


def test_rare_and_strange_words_are_related_to_nothing() -> None:
    """A word of one record, and words that no table knows, are left out; a theme of unknown words has none."""
    assert _related(["Curriculum", "Stars"], ("education",)) == [()]
    assert _related(["Qxv one", "Qxv two"], ("school",), ("zzqx",)) == [(), ()]
    assert _related([], ("school",)) == [()]
