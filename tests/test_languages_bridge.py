"""Chinese terms in the words of a corpus' English half."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.languages import tokenize
from synth.languages.bridge import Bridge, root


@pytest.mark.parametrize(
    "family",
    [
        "predict prediction predictive predictor",
        "evaluate evaluation evaluative",
        "educate education educational educator",
        "manage management manager managerial",
        "analyze analysis analytic",
        "produce production productive",
        "compete competition competitive",
        "industry industrial industrialization",
        "nurse nursing",
    ],
)
def test_a_family_has_one_root(family: str) -> None:
    """Nouns, verbs and adjectives of one stem share their root."""
    assert len({root(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["student study", "mental mention", "nation notion", "art article"])
def test_strangers_have_different_roots(pair: str) -> None:
    """Words that only begin alike are no family."""
    assert len({root(word) for word in pair.split()}) == 2


@given(st.text(alphabet="abcdeilnorstuyz", max_size=14))
def test_a_root_begins_its_word_or_its_verb(word: str) -> None:
    """A root is never longer than its word, and short words are their own."""
    assert len(root(word)) <= len(word)
    assert word != "" or root(word) == ""


def test_only_the_vocabulary_is_glossed_with() -> None:
    """Of a word's glosses those count that the vocabulary has; a word without any has none."""
    assert Bridge({"teacher", "rural"}).gloss("教师") == (("teacher", 1.0),)
    assert Bridge({"protein"}).gloss("教师") == ()


def test_a_family_stands_in_for_a_missing_gloss() -> None:
    """The dictionary's "evaluation" is the vocabulary's "evaluate" and "evaluative", in equal parts."""
    found = dict(Bridge({"evaluate", "evaluative", "protein"}).gloss("评价"))
    assert found == {"evaluate": pytest.approx(0.5), "evaluative": pytest.approx(0.5)}
    assert dict(Bridge({"evaluate", "evaluation"}).gloss("评价")) == {"evaluation": pytest.approx(1)}


def test_without_a_vocabulary_every_gloss_counts() -> None:
    """A list in Chinese alone can still be read in English lemmas."""
    assert "teacher" in dict(Bridge().gloss("教师"))


def test_a_text_counts_as_many_as_it_has_words() -> None:
    """Each word counts 1, spread over its glosses; a term of two words 2; boilerplate and stop words nothing."""
    bridge = Bridge()
    found = bridge.translate(tokenize("产教融合的教师研究"))
    assert sum(found.values()) == pytest.approx(3)
    assert found["teacher"] == pytest.approx(1)
    assert found["integration"] > found["industry"] * 0.9


def test_english_words_pass_the_bridge_unchanged() -> None:
    """Latin words in a text of either language are counted as they are."""
    assert Bridge({"teacher"}).translate(tokenize("deep learning for teachers")) == {
        "deep": 1,
        "learn": 1,
        "teacher": 1,
    }


def test_what_was_learned_is_used() -> None:
    """A learned term of several words is found across the segmenter's cuts."""
    learned = {"数智赋能": (("empower", 0.5), ("intelligence", 0.5))}
    found = Bridge({"empower", "intelligence"}, learned).translate(tokenize("数智赋能"))
    assert found.keys() == {"empower", "intelligence"}


def test_nothing_gives_nothing() -> None:
    """No tokens, no counts."""
    assert Bridge(()).translate(()) == {}
