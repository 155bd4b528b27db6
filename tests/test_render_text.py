"""Citations, cleaning and cutting."""

from __future__ import annotations

import pytest
from fakes import fake_bibliography
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import Cite, Claim
from synth.errors import SynthError
from synth.render.text import citation_text, claim_text, clean, cut, display_width


def test_an_unknown_id_is_an_error() -> None:
    """A citation of a record that is not in the corpus is never written."""
    with pytest.raises(SynthError, match="r99"):
        citation_text(Cite(record_ids=("r99",)), fake_bibliography())


def test_english_has_a_space_before_a_citation_and_chinese_none() -> None:
    """The space belongs to the language, and is not doubled where the sentence has it already."""
    numbers = fake_bibliography()
    bare = Claim(parts=("As said", Cite(record_ids=("r1",)), "."))
    spaced = Claim(parts=("As said ", Cite(record_ids=("r1",)), "."))
    first = Claim(parts=(Cite(record_ids=("r1",)), " says so (", Cite(record_ids=("r2",)), ")."))
    assert claim_text(bare, numbers, "en") == claim_text(spaced, numbers, "en") == "As said [1]."
    assert claim_text(bare, numbers, "zh") == "As said[1]."
    assert claim_text(first, numbers, "en") == "[1] says so ([2])."


def test_names_in_a_citation_are_escaped_and_numbers_are_not() -> None:
    """A name may hold signs that a format knows; brackets around numbers are the citation's own."""
    cite = Cite(record_ids=("r1",))
    assert citation_text(cite, fake_bibliography(), str.upper) == "[1]"
    assert citation_text(cite, fake_bibliography(style="apa"), str.upper) == "(AUTHOR, 2020)"


def test_a_work_that_the_sentence_names_is_not_cited_again() -> None:
    """Where a sentence has just named author and year, an author-date citation of the same work says nothing new."""
    bibliography = fake_bibliography(style="apa")
    cite = Cite(record_ids=("r2",))
    named = Claim(parts=("Author and Writer (2022) say so ", cite, ", others too", cite, "."))
    expected = "Author and Writer (2022) say so, others too (Author & Writer, 2022)."
    assert claim_text(named, bibliography, "en") == expected


def test_controls_and_bidirectional_marks_go() -> None:
    """What a reader cannot see does not reach the output; white space becomes one space."""
    assert clean("a\x00b\x1b[0m\u202ec\u2066d\ufeff\ud800 \n\t e\u2028f") == "ab[0mcd e f"


@given(st.text(max_size=60))
def test_clean_is_done_once(text: str) -> None:
    """Cleaning again changes nothing, and the result can be written as UTF-8."""
    once = clean(text)
    assert clean(once) == once
    assert once.encode().decode() == once


@given(st.text(max_size=60), st.integers(2, 40))
def test_a_cut_text_fits(text: str, columns: int) -> None:
    """A cut text takes no more columns than it may, wide characters counted twice."""
    assert display_width(cut(text, columns)) <= columns


def test_a_wide_character_takes_two_columns() -> None:
    """Four columns hold one Chinese character and the ellipsis, or four Latin letters."""
    assert cut("中文字", 4) == "中…"
    assert cut("abcd", 4) == "abcd"
    assert cut("abcde", 4) == "abc…"
