"""Where the clauses of a reference end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.readers.freetext.clauses import closer, commas, stops


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("One. Two. Three.", ["One", " Two", " Three", ""]),
        ("One (two. three) four. Five", ["One (two. three) four", " Five"]),
        ("Rooms vs. halls. In the U.S. and elsewhere. J", ["Rooms vs. halls", " In the U.S. and elsewhere", " J"]),
        ("Version 2.0 of it. F.Supp.2d, 3", ["Version 2.0 of it", " F.Supp.2d, 3"]),
        ("“One. Two” and. Three", ["“One. Two” and", " Three"]),
        ("题名一.刊名", ["题名一", "刊名"]),
        ("Data Mining.2013", ["Data Mining", "2013"]),
        ("Open ( bracket. Next", ["Open ( bracket", " Next"]),
    ],
)
def test_a_stop_ends_a_clause_unless_something_hides_it(text: str, clauses: list[str]) -> None:
    """Brackets, quotes, abbreviations and numbers hide a stop; an opening bracket without its twin hides nothing."""
    edges = [-1, *stops(text), len(text)]
    assert [text[start + 1 : end] for start, end in pairwise(edges)] == clauses


def test_commas_in_brackets_do_not_count() -> None:
    """Only commas outside brackets part clauses."""
    assert commas("a, b (c, d), e") == [1, 11]


@pytest.mark.parametrize(("text", "end"), [("《a《b》c》d", 6), ('"a" b', 2), ("(a", -1), ("a)", -1)])
def test_a_quote_is_closed_by_its_own_twin(text: str, end: int) -> None:
    """Quotes in quotes are counted; one without a twin has no end."""
    assert closer(text, 0) == end


@given(st.text(alphabet='ab.,()[]《》“” "2题', max_size=60))
def test_places_are_those_of_the_mark(text: str) -> None:
    """Whatever the text, a stop is a stop, a comma a comma, in ascending order."""
    assert all(text[place] == "." for place in stops(text))
    assert all(text[place] == "," for place in commas(text))
    assert stops(text) == sorted(set(stops(text)))
