"""Citations, cleaning and cutting."""

from __future__ import annotations

import pytest
from fakes import fake_corpus
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import Cite, Claim
from synth.errors import SynthError
from synth.render.text import brackets, claim_text, clean, compress, cut, display_width, numbers_of


def test_runs_of_three_become_a_range() -> None:
    """Numbers are sorted, not repeated, and only three or more in a row are written as a range."""
    assert compress([6, 1, 4, 5, 4]) == "1, 4–6"
    assert compress([2, 1]) == "1, 2"
    assert compress([]) == ""


@given(st.sets(st.integers(1, 60), max_size=30))
def test_a_compressed_citation_names_exactly_its_numbers(numbers: set[int]) -> None:
    """Reading the ranges back gives the numbers that went in."""
    read: list[int] = []
    for part in filter(None, compress(numbers).split(", ")):
        ends = [int(end) for end in part.split("–")]
        read += range(ends[0], ends[-1] + 1)
    assert read == sorted(numbers)


def test_an_unknown_id_is_an_error() -> None:
    """A citation of a record that is not in the corpus is never written."""
    with pytest.raises(SynthError, match="r99"):
        brackets(Cite(record_ids=("r99",)), numbers_of(fake_corpus()))


def test_english_has_a_space_before_a_citation_and_chinese_none() -> None:
    """The space belongs to the language, and is not doubled where the sentence has it already."""
    numbers = numbers_of(fake_corpus())
    bare = Claim(parts=("As said", Cite(record_ids=("r1",)), "."))
    spaced = Claim(parts=("As said ", Cite(record_ids=("r1",)), "."))
    first = Claim(parts=(Cite(record_ids=("r1",)), " says so (", Cite(record_ids=("r2",)), ")."))
    assert claim_text(bare, numbers, "en") == claim_text(spaced, numbers, "en") == "As said [1]."
    assert claim_text(bare, numbers, "zh") == "As said[1]."
    assert claim_text(first, numbers, "en") == "[1] says so ([2])."


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
