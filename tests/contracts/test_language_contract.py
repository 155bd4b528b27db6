"""What every language owes: whatever a text is written in, its tokens keep the same laws."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.languages import TermFinder, join_surfaces, normal_form, normalize, tokenize

SAMPLES = {
    "English": "Pathways and obstacles of school gardens: a case study of 12 towns",
    "Chinese": "学校菜地的内在逻辑、现实困境与实践路径——以十二镇为例",
    "mixed": "基于 deep learning 的文本聚类：PISA数据与K-12教育",
    "another alphabet": "Школьные сады и почва",
    "accents": "Les élèves à l’école: Über Gärten",
    "no word at all": "——《》（）!? … 12.5%",
}
ANY_TEXT = st.one_of(st.text(max_size=80), st.text("ab 的产教融合,.-'’()0.A", max_size=80))
EVERY_LANGUAGE = pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)


def keep_contract(text: str) -> None:
    """Check the tokens of a text."""
    tokens = tokenize(text)
    for token in tokens:
        assert token.surface
        assert token.text
        assert not token.text.isspace()
        assert token.role in {"word", "number", "stop", "break"}
        if token.role == "word":
            assert any(character.isalpha() for character in token.surface)
    assert tokenize(text) == tokens
    assert join_surfaces(tokens).count("\n") == 0 or "\n" in text


@settings(deadline=None)
@given(ANY_TEXT)
def test_any_text_has_sound_tokens(text: str) -> None:
    """Each token has a form and a role, a word has a letter, and the same text gives the same tokens."""
    keep_contract(text)


@EVERY_LANGUAGE
def test_each_sample_has_sound_tokens(text: str) -> None:
    """The same for texts as they are written."""
    keep_contract(text)


@EVERY_LANGUAGE
def test_each_word_is_found_where_it_stands(text: str) -> None:
    """Whatever is a word of a text can be looked for and is found there."""
    tokens = tokenize(text)
    for i, token in enumerate(tokens):
        if token.role == "word":
            assert (token.text, i, i + 1) in TermFinder([token.text]).spans(tokens)


@EVERY_LANGUAGE
def test_a_term_written_as_shown_is_counted_as_found(text: str) -> None:
    """The written form of two neighbours has the normal form that the two have in the text."""
    tokens = tokenize(text)
    for one, other in pairwise(tokens):
        if one.role == other.role == "word":
            assert normalize(join_surfaces((one, other))) == normal_form((one, other))


@EVERY_LANGUAGE
def test_a_lone_text_and_one_among_others_have_the_same_words(text: str) -> None:
    """A text has the same terms whether it stands alone or before a line of another language."""
    alone = [token.text for token in tokenize(text) if token.role == "word"]
    together = [token.text for token in tokenize(text + "\n教育 and schools") if token.role == "word"]
    assert together[: len(alone)] == alone
