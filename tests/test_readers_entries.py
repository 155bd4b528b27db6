"""Lists whose numbers do not simply grow."""

from __future__ import annotations

import pytest

from synth.readers.entries import split_entries


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
