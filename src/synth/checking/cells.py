"""The figures of a combination, counted and computed again from the records, apart from the stage that found it."""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from synth.datatypes import Cell, Count, Record, Result


def recount(count: Count, result: Result) -> float | None:
    """Return what counting again gives for a figure of a cell, or of all cells.

    Parameters
    ----------
    count
        The figure.
    result
        The whole answer of a run.

    Returns
    -------
    float or None
        The figure; None where there is no such cell.
    """
    if count.of in {"tested", "gaps"}:
        told = [cell for cell in result.gaps.cells if cell.columns != "period"]
        if count.of == "gaps":
            return sum(cell.finding == "gap" for cell in told)
        return sum(cell.fewer is not None and cell.expected >= result.gaps.least for cell in told)
    if count.of == "bound":
        named = {i for value in result.facets if value.facet == "method" for i in value.record_ids}
        return 100 * (1 - 0.05 ** (1 / len(named))) if named else None
    return _figures(count.cell, result).get(count.of)


def _figures(place: tuple[str, str, str, str] | None, result: Result) -> dict[str, float]:
    """Return all figures of a cell; none where there is no such cell."""
    cell = next((cell for cell in result.gaps.cells if cell.place == place), None)
    if cell is None:
        return {}
    records = _could_have_both(cell, result)
    row, column = _having(cell.rows, cell.row, result), _having(cell.columns, cell.column, result)
    tables = _tables(records, row, column)
    expected = sum(a * b / n for n, a, b in tables if n)
    observed = len(records.keys() & row & column)
    figures = {"observed": observed, "row": len(records.keys() & row), "expected": expected}
    return {**figures, "lift": observed / expected, "q": _q_again(cell, observed, expected, tables, result)}


def _having(dimension: str, key: str, result: Result) -> set[str]:
    """Return the records that have a value of a dimension."""
    if dimension == "theme":
        return {one.record_id for theme in result.themes.themes if theme.key == key for one in theme.memberships}
    if dimension == "period":
        first, last = (int(year) for year in (key.split("-") * 2)[:2])
        return {one.id for one in result.corpus.records if one.year is not None and first <= one.year <= last}
    return {i for value in result.facets if (value.facet, value.key) == (dimension, key) for i in value.record_ids}


def _could_have_both(cell: Cell, result: Result) -> dict[str, Record]:
    """Return the records that could have both values: that have some value of either kind."""
    records = {record.id: record for record in result.corpus.records}
    if cell.columns == "period":
        return {i: record for i, record in records.items() if record.year is not None}
    facets = {cell.columns} if cell.rows == "theme" else {cell.rows, cell.columns}
    naming = [{i for value in result.facets if value.facet == facet for i in value.record_ids} for facet in facets]
    return {i: record for i, record in records.items() if all(i in ids for ids in naming)}


def _tables(records: Mapping[str, Record], row: set[str], column: set[str]) -> list[tuple[int, int, int]]:
    """Return size and margins of each stratum: records of one language, with or without an abstract."""
    strata: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for record_id, record in records.items():
        strata[record.language, bool(record.abstract)].add(record_id)
    return [(len(ids), len(ids & row), len(ids & column)) for ids in strata.values()]


def _q_again(cell: Cell, observed: int, expected: float, tables: list[tuple[int, int, int]], result: Result) -> float:
    """Return q, the cell's own p computed again, those of its family as they were found."""
    import numpy as np  # noqa: PLC0415 - late: only a sentence on a cell needs it
    from scipy.stats import hypergeom  # noqa: PLC0415 - late: the same

    by_chance = reduce(np.convolve, [hypergeom.pmf(np.arange(min(a, b) + 1), n, a, b) for n, a, b in tables])
    side = "fewer" if observed < expected else "more"
    p = float(by_chance[: observed + 1].sum() if side == "fewer" else by_chance[observed:].sum())
    family = next(one for one in result.gaps.families if cell in one.cells)
    tails = [one.fewer if side == "fewer" else one.more for one in family.cells if one is not cell]
    others = [tail.p for tail in tails if tail]
    ranked = sorted([p, *others], reverse=True)
    m, q = len(ranked), 1.0
    for rank, value in enumerate(ranked):
        q = min(q, value * m / (m - rank))
        if value == p:
            return q
    return q
