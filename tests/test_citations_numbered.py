"""Citations as numbers, as each style sets them."""

from __future__ import annotations

import pytest
from fakes import fake_bibliography, fake_record
from hypothesis import given
from hypothesis import strategies as st

from synth.citations import make_bibliography
from synth.citations.numbered import compress
from synth.errors import SynthError


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


@pytest.mark.parametrize(
    ("style", "expected", "label"),
    [
        ("auto", "[1, 3–5]", "[3]"),
        ("gbt", "[1,3-5]", "[3]"),
        ("gbt-2025", "[1,3-5]", "[3]"),
        ("vancouver", "(1,3-5)", "3."),
        ("ieee", "[1], [3]–[5]", "[3]"),
    ],
)
def test_each_style_sets_numbers_its_own_way(style: str, expected: str, label: str) -> None:
    """Brackets, commas and dashes are those of the style, and so is what an entry begins with."""
    bibliography = fake_bibliography(style=style)
    assert bibliography.citation(["r4", "r5", "r1", "r3"]) == expected
    assert bibliography.citation([]) == ""
    assert bibliography.label("r3") == label


def test_the_list_is_in_the_order_of_the_numbers() -> None:
    """Whatever the order asked for, entries stand by number, each once."""
    assert fake_bibliography().ordered(["r5", "r1", "r5", "r2"]) == ["r1", "r2", "r5"]
    with pytest.raises(SynthError, match="r99"):
        fake_bibliography().ordered(["r99"])


def test_a_long_citation_names_the_first_numbers_and_counts_the_rest() -> None:
    """More than twelve numbers and ranges are cut, and what is left out is counted, unless all are asked for."""
    records = [fake_record(number, f"Title {number}") for number in range(1, 61)]
    ids = [record.id for record in records if record.number % 4 < 2]
    english, chinese = (make_bibliography(records, "auto", language) for language in ("en", "zh"))
    assert english.citation(ids) == "[1, 4, 5, 8, 9, 12, and 24 more]"
    assert chinese.citation(ids) == "[1,4,5,8,9,12,另有24篇]"
    assert english.citation(ids, whole=True).count(",") == len(ids) - 1
    assert english.citation(ids[:12]).count(",") == 11


def test_what_is_left_out_of_ranges_is_counted_by_records() -> None:
    """A range counts as many records as it spans."""
    records = [fake_record(number, f"Title {number}") for number in range(1, 61)]
    ids = [record.id for record in records if record.number % 4]
    text = make_bibliography(records, "ieee", "en").citation(ids)
    assert text.startswith("[1]–[3], [5]–[7]")
    assert text.endswith("[21]–[23], and 27 more")
