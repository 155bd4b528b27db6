"""Periods: how the years of a corpus are divided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

Ids = tuple[str, ...]

# A corpus that spans more years than this is told in periods.
_MOST_YEARS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Some years, first and last, and the records of each."""

    first: int
    last: int
    ids: Ids


def years_of(dated: Sequence[tuple[str, int]]) -> list[int]:
    """Return the years of dated records, ascending, each once."""
    return sorted({year for _, year in dated})


def split_periods(dated: Sequence[tuple[str, int]]) -> tuple[Period, ...]:
    """Divide dated records into periods: single years where they are few, else three spans of about equal counts.

    Parameters
    ----------
    dated
        Ids in order of number, with years.

    Returns
    -------
    tuple of Period
        In order of time; every record in one.
    """
    years = years_of(dated)
    if not years:
        return ()
    if years[-1] - years[0] < _MOST_YEARS:
        spans = [(year, year) for year in years]
    else:
        ends = sorted({int(q) for q in np.quantile([year for _, year in dated], [1 / 3, 2 / 3, 1], method="lower")})
        starts = [years[0], *(end + 1 for end in ends[:-1])]
        spans = list(zip(starts, ends, strict=True))
    return tuple(
        Period(first=first, last=last, ids=tuple(i for i, year in dated if first <= year <= last))
        for first, last in spans
    )
