"""Titles made comparable, and what tells two of them apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.dedupe.titles import (
    is_generic,
    is_han,
    main_key,
    notice_of,
    numbers_of,
    plain,
    same_wording,
    title_key,
    words_of,
)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ｔｉｔｌｅ－ｏｎｅ：A room", "title one, a ROOM"),
        ("The role of TGF-β in wounds", "The role of TGF-beta in wounds"),
        ("Risks &amp; benefits of <i>E. coli</i>", "Risks & benefits of E. coli"),
        ("Étude du Ramón y Cajal programme", "Etude du Ramon y Cajal programme"),
        ("H₂O in the cell", "H2O in the cell"),
        ("[Title one of many] [French]", "Title one of many."),
        ("“产教融合”的逻辑——以甲校为例", '"产教融合"的逻辑:以甲校为例'),
        ("产 教 融 合", "产教融合"),
    ],
)
def test_spelling_does_not_tell_titles_apart(ours: str, theirs: str) -> None:
    """Width, case, punctuation, markup, entities, accents, Greek letters and stated languages make no other title."""
    assert title_key(ours) == title_key(theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("职业教育的时间", "职业教育的实践"),
        ("教师发展研究", "学生发展研究"),
        ("C++ programming", "C programming"),
        ("がくせい", "かくせい"),
    ],
)
def test_one_character_makes_another_title(ours: str, theirs: str) -> None:
    """A Chinese character, a sign that is part of a name, and a kana's voicing mark all count."""
    assert title_key(ours) != title_key(theirs)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_a_key_is_its_own_key(title: str) -> None:
    """Making a title comparable twice changes nothing more."""
    once = title_key(title)
    assert title_key(once) == once


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Title one: a subtitle", "titleone"),
        ("题目甲——以乙为例", "题目甲"),
        ("Is it so? A reply", "isitso"),
        ("Title without any", ""),
        ("Title one:", ""),
    ],
)
def test_the_main_title_ends_where_the_subtitle_starts(title: str, key: str) -> None:
    """Colon, dash and question mark start a subtitle; without one there is no main title apart."""
    assert main_key(plain(title)) == key


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("Title, Part I", "Title, Part II", False),
        ("Title, Part II", "Title, part 2", True),
        ("Report for 2019", "Report for 2020", False),
        ("Vitamin D and A. Study a", "Vitamin D and A. Study b", False),
        ("题目甲（上）", "题目甲（下）", False),
        ("题目甲(一)", "题目甲(1)", True),
        ("第二次调查", "第三次调查", False),
        ("上海的学校", "上海的学校", True),
        ("Three trials of 1,000 men", "3 trials of 1000 men", True),
    ],
)
def test_numbers_are_read_in_every_spelling(
    ours: str,
    theirs: str,
    same: bool,  # noqa: FBT001 - pytest gives the arguments
) -> None:
    """Parts and years are compared as numbers, whether written as digits, words, Roman or Chinese numerals."""
    assert (numbers_of(plain(ours)) == numbers_of(plain(theirs))) is same


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("Retracted: Title one", "retracted"),
        ("RETRACTED ARTICLE: Title one", "retracted"),
        ("Title one (Retracted article. See vol. 12, pg. 3, 2010)", "retracted"),
        ("Erratum to: Title one", "correction"),
        ("Title one (vol 83, pg 1, 2000)", "correction"),
        ("Author Correction: Title one", "correction"),
        ("更正：题目甲", "correction"),
        ("Reply to Title one", "answer"),
        ("Title one - Reply", "answer"),
        ("Comment on Title one", "answer"),
        ("Re: Title one", "answer"),
        ("Review of Title one", ""),
        ("Regulation of title one", ""),
        ("Corrections in prisons", ""),
        ("Title one", ""),
    ],
)
def test_a_notice_says_what_it_is(title: str, notice: str) -> None:
    """Retractions, corrections and answers are told from the works they are about."""
    assert notice_of(plain(title)) == notice


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("Behaviour of organised groups", "Behavior of organized groups", True),
        ("A data base of titles", "A database of titles", True),
        ("Meaning of the title", "Meaning of title", True),
        ("Titles and their meanings", "Titles and their meaning", True),
        ("Treatment of hyperglycaemia", "Treatment of hypoglycaemia", False),
        ("Health of women", "Health of men", False),
        ("Effects of vitamin D", "Effects of vitamin E", False),
        ("Life with pain", "Life without pain", False),
        ("Signals in mice", "Signals in rats", False),
    ],
)
def test_words_that_carry_meaning_are_told_from_slips(
    ours: str,
    theirs: str,
    same: bool,  # noqa: FBT001 - pytest gives the arguments
) -> None:
    """Spelling, spacing and small words may differ; another word makes another title."""
    assert same_wording(words_of(plain(ours)), words_of(plain(theirs))) is same


def test_titles_that_many_works_bear_are_known() -> None:
    """Editorials and forewords name no work, in either language."""
    assert all(is_generic(title_key(title)) for title in ("Editorial", "Letter to the Editor", "卷首语", "编者按"))
    assert not is_generic(title_key("Title one"))


def test_a_chinese_title_may_hold_english_words() -> None:
    """The script of most of a title decides."""
    assert is_han(plain("基于 deep learning 的文本聚类"))
    assert not is_han(plain("Deep learning for 文本 clustering in practice"))
