"""Which themes are covered."""

from __future__ import annotations

import pytest
from corpora import corpus_of
from hypothesis import given
from hypothesis import strategies as st

from synth.coverage import least_records, measure_coverage
from synth.datatypes import Choice, Coverage, Membership, Reason, Theme, ThemeSet


def themes_with(*sizes: tuple[int, int]) -> ThemeSet:
    """Return themes with so many members, of whom so many are primary."""
    return ThemeSet(
        themes=tuple(
            Theme(
                key=f"t{k}",
                label=f"Theme {k}",
                kind="expected",
                terms=(),
                memberships=tuple(
                    Membership(record_id=f"r{i}", primary=i <= n_primary, strength=0.6, evidence=("work",))
                    for i in range(1, n_members + 1)
                ),
            )
            for k, (n_members, n_primary) in enumerate(sizes)
        ),
        unassigned=(),
        choice=Choice(chosen=len(sizes), why=Reason(code="k-expected")),
    )


def coverage_of(n_records: int, *sizes: tuple[int, int]) -> Coverage:
    """Return the coverage of such themes in a corpus of so many records."""
    return measure_coverage(themes_with(*sizes), corpus_of([f"Title {i}" for i in range(n_records)]))


@pytest.mark.parametrize(
    ("n_records", "least"), [(0, 1), (1, 1), (5, 1), (6, 2), (10, 2), (11, 3), (23, 3), (149, 3), (200, 4), (1000, 20)]
)
def test_how_many_records_cover_a_theme(n_records: int, least: int) -> None:
    """Three; a fifth of a short list, a fiftieth of a long one."""
    assert least_records(n_records) == least


@given(st.integers(0, 5000))
def test_the_bar_never_falls_with_more_records(n_records: int) -> None:
    """A longer list asks for at least as much as a shorter one, and never for more than there is."""
    assert least_records(n_records) <= least_records(n_records + 1) <= n_records + 1


def test_a_case_counted_by_hand() -> None:
    """Of 23 records three cover a theme, two do so thinly, none leaves it missing; the ratio counts half for thin."""
    coverage = coverage_of(23, (3, 1), (2, 0), (0, 0), (10, 10))
    assert [theme.status for theme in coverage.themes] == ["covered", "thin", "missing", "covered"]
    assert [(theme.records, theme.primary) for theme in coverage.themes] == [(3, 1), (2, 0), (0, 0), (10, 10)]
    assert (coverage.least, coverage.ratio) == (3, 2.5 / 4)


@given(st.integers(0, 60), st.lists(st.integers(0, 60), max_size=6))
def test_the_ratio_lies_between_none_and_all(n_records: int, sizes: list[int]) -> None:
    """The ratio is 1 where every theme is covered, 0 where none has a record, and in between otherwise."""
    coverage = coverage_of(n_records, *((size, 0) for size in sizes))
    assert 0.0 <= coverage.ratio <= 1.0
    assert (coverage.ratio == 1.0) == (bool(sizes) and min(sizes, default=0) >= coverage.least)
    assert (coverage.ratio == 0.0) == (not any(sizes))


def test_no_theme_is_no_coverage() -> None:
    """Without themes there is nothing to divide by."""
    assert coverage_of(3).ratio == 0.0
