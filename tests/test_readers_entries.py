"""Lists whose numbers do not simply grow."""

from __future__ import annotations

import pytest

from synth.readers.freetext.citation import parse_citation
from synth.readers.freetext.entries import split_entries


def entry(number: int, before: str = "[", after: str = "]") -> str:
    """Return a numbered entry."""
    return f"{before}{number}{after} Author A. Title {number}. Journal A, 2020."


@pytest.mark.parametrize(("before", "after"), [("[", "]"), ("", "."), ("(", ")")])
def test_a_numbering_may_count_down(before: str, after: str) -> None:
    """A list that begins with its newest work and counts down keeps every entry, and nothing about it is doubtful."""
    text = "\n".join(entry(number, before, after) for number in range(30, 0, -1))
    found = split_entries(text, 1)
    assert [one.label for one in found.entries] == list(range(30, 0, -1))
    assert found.remarks == ()


def test_a_growing_list_is_not_taken_for_a_falling_one() -> None:
    """Numbers that grow are followed upwards, with a remark where one is skipped."""
    found = split_entries("\n".join(entry(number) for number in (1, 2, 4, 5)), 1)
    assert [one.label for one in found.entries] == [1, 2, 4, 5]
    assert [remark.line for remark in found.remarks] == [3]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "·", "●"])
def test_bullets_delimit_entries(bullet: str) -> None:
    """Each bullet at the start of a line begins an entry, also where the entry wraps or holds several sentences."""
    entries = (
        "A. Author and B. Writer. Title one of rooms. In Samples, pages 44-58. Sample-Verlag,\nSeptember 1995.",
        "C. Person. Title two of rooms. In Samples-90, 1990.",
        "Person, D. (1986). Title three, Sample Press.",
    )
    found = split_entries("\n".join(f"{bullet} {entry}" for entry in entries), 1)
    assert [one.raw for one in found.entries] == [f"{bullet} {entry}" for entry in entries]
    assert [one.line for one in found.entries] == [1, 3, 4]
    assert found.remarks == ()
    titles = [parse_citation(one.raw).title for one in found.entries]
    assert titles == ["Title one of rooms", "Title two of rooms", "Title three"]


def test_a_publisher_after_the_pages_is_no_entry() -> None:
    """A publisher and a month that follow the pages of a long entry belong to it."""
    text = (
        "A. Author and B. Writer. Title one of rooms in which samples are read by nobody in particular. In Proceedings"
        " of the Fifth Conference on Samples, volume 989 of Lecture Notes in Samples, pages 44-58. Springer-Verlag,"
        " September 1995."
    )
    assert [one.raw for one in split_entries(text, 1).entries] == [text]


@pytest.mark.parametrize(
    "end",
    [
        "http://www.example.org/a/b_c",
        "https://doi.org/10.1234/abc",
        "Place: Sample Press, 12-18",
        "Journal A, 2020",
        "Sample Press",
    ],
)
def test_a_line_that_begins_with_an_author_is_a_new_entry(end: str) -> None:
    """In a list of one entry a line no address, page, year or publisher at the end of a line swallows the next one."""
    lines = [
        f"Author, A. (2009). Title one of rooms: A sample. {end}",
        "Writer, B. R., & Person, C. (2009). Title two of rooms. Journal B, 8(12), 18-21.",
        "Person, D. (2003). Title three of rooms. Journal C, 9, 1-9.",
    ]
    assert [one.raw for one in split_entries("\n".join(lines), 1).entries] == lines


def test_an_address_that_a_line_break_cuts_goes_on() -> None:
    """A line after an address is part of the entry where it begins with no name."""
    text = (
        "Author, A. (2009). Title one of rooms. http://www.example.org/a/\nSamples/b.html\nWriter, B. (2010). Two. J."
    )
    assert [one.raw.count("\n") for one in split_entries(text, 1).entries] == [1, 0]
