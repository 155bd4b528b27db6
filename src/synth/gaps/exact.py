"""The exact test of a cell, records of one kind compared with each other only.

Records with an abstract name more than those with a title alone, and a word list finds other things in each language.
So the margins of a cell are taken within each stratum, and the records in both are a sum of independent hypergeometric
numbers: Fisher's exact test where there is one stratum, the exact test of a common odds ratio of 1 where there are more
(Birch 1964; Mehta, Patel and Gray 1985).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


class Margins(NamedTuple):
    """One stratum of a cell: its records, those with the row's value, those with the column's value."""

    n: int
    row: int
    column: int


class Sides(NamedTuple):
    """How likely at most and at least so many are by chance, and the least that either can be with these margins."""

    fewer: float
    more: float
    least_fewer: float
    least_more: float


def expected_by_margins(strata: Iterable[Margins]) -> float:
    """Return how many records would have both values were the two unrelated within each stratum."""
    return sum(one.row * one.column / one.n for one in strata if one.n)


def both_sides(observed: int, strata: Iterable[Margins]) -> Sides:
    """Return both sides of the exact test.

    Parameters
    ----------
    observed
        The records with both values, in all strata.
    strata
        The margins of each stratum.

    Returns
    -------
    Sides
        Probabilities given the margins; those of the extremes tell whether the test has the power to find anything.
    """
    ways, least = np.ones(1), 0
    for n, row, column in strata:
        low, high = max(0, row + column - n), min(row, column)
        if high > 0:
            ways = np.convolve(ways, _hypergeometric(n, row, column, low, high))
        least += low
    ways /= ways.sum()
    place = observed - least
    return Sides(
        fewer=min(1.0, float(ways[: place + 1].sum())),
        more=min(1.0, float(ways[place:].sum())),
        least_fewer=float(ways[0]),
        least_more=float(ways[-1]),
    )


def _hypergeometric(n: int, row: int, column: int, low: int, high: int) -> NDArray[np.float64]:
    """Return the probabilities of ``low`` to ``high`` records with both values."""
    both = np.arange(low, high + 1)
    logs = _log_ways(row, both) + _log_ways(n - row, column - both)
    ways: NDArray[np.float64] = np.exp(logs - logs.max())
    ways /= ways.sum()
    return ways


def _log_ways(n: int, k: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the logarithms of the numbers of ways to choose ``k`` of ``n``."""
    from scipy.special import gammaln  # noqa: PLC0415 - late: --help needs no arithmetic

    logs: NDArray[np.float64] = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return logs


def adjust(p_values: Sequence[float]) -> list[float]:
    """Return q-values: the false discovery rate at which each test would just be significant.

    Benjamini and Hochberg (1995), step-up.
    """
    from scipy.stats import false_discovery_control  # noqa: PLC0415 - late: takes a second unless scikit-learn is in

    return [float(q) for q in false_discovery_control(p_values)] if p_values else []
