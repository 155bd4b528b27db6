"""Which combinations are rarer, or more frequent, than chance would have them.

A cell is a combination: theme by period, theme by method, method by setting. It is compared with what its margins
predict among the records that could have both. docs/explanation/gaps.md tells how, and why so.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Cell, CellFamily, Gaps, Tail
from synth.gaps.exact import Margins, adjust, both_sides, expected_by_margins
from synth.gaps.periods import split_periods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import CellFinding, Corpus, Dimension, FacetValue, ThemeSet

__all__ = ["find_gaps", "split_periods"]

_FACETS: tuple[Dimension, ...] = ("method", "setting", "level", "place", "province")


def find_gaps(corpus: Corpus, themes: ThemeSet, facets: Sequence[FacetValue]) -> Gaps:
    """Compare each combination with what its margins predict.

    Parameters
    ----------
    corpus
        The records.
    themes
        Their themes; a record may belong to several, and each theme is a table of its own: in it or not.
    facets
        The methods, settings, levels and places that records name.

    Returns
    -------
    Gaps
        The cells for which the test had power, with lift, p and q; which of them are gaps or concentrations.
    """
    ordered = sorted(corpus.records, key=lambda record: record.number)
    periods = split_periods([(record.id, record.year) for record in ordered if record.year is not None])
    gaps = Gaps(periods=periods)
    table = _Table(
        ids=tuple(record.id for record in ordered),
        strata=np.array([2 * (record.language == "zh") + bool(record.abstract) for record in ordered], dtype=int),
        gaps=gaps,
    )
    values = _values(themes, facets, gaps)
    families = [table.family("theme", values["theme"], "period", values["period"])]
    for facet in _FACETS:
        # What a theme is made of it has by definition, with less room for other values; and other themes do without.
        own = {value.key: value.theme_keys for value in facets if value.facet == facet and value.theme_keys}
        apart = (frozenset[str]().union(*own.values()), frozenset(own))
        families.append(table.family("theme", values["theme"], facet, values[facet], apart))
    families.append(table.family("method", values["method"], "setting", values["setting"]))
    return dataclasses.replace(gaps, families=tuple(family for family in families if family.combinations))


def _values(themes: ThemeSet, facets: Sequence[FacetValue], gaps: Gaps) -> dict[Dimension, dict[str, frozenset[str]]]:
    """Return the records of each value of each dimension."""
    found: dict[Dimension, dict[str, frozenset[str]]] = defaultdict(dict)
    found["theme"] = {theme.key: frozenset(theme.record_ids) for theme in themes.themes}
    found["period"] = {period.key: frozenset(period.ids) for period in gaps.periods}
    for value in facets:
        for facet in _FACETS:
            if value.facet == facet and value.record_ids:
                found[facet][value.key] = frozenset(value.record_ids)
    return found


@dataclass(frozen=True, slots=True)
class _Table:
    """The records in order of number, the stratum of each, and the bounds."""

    ids: tuple[str, ...]
    strata: NDArray[np.intp]
    gaps: Gaps

    def family(
        self,
        rows: Dimension,
        by_row: Mapping[str, frozenset[str]],
        columns: Dimension,
        by_column: Mapping[str, frozenset[str]],
        apart: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
    ) -> CellFamily:
        """Test rows against columns, but those that stand apart, among the records that could have both."""
        # A record that names no method says nothing about methods; any may belong to a theme.
        could = frozenset[str]().union(*by_column.values())
        if rows != "theme":
            could &= frozenset[str]().union(*by_row.values())
        population = tuple(record_id for record_id in self.ids if record_id in could)
        kinds = self.strata[[record_id in could for record_id in self.ids]]
        strata = [kinds == kind for kind in np.unique(kinds).tolist()]
        in_row = {key: _present(population, ids) for key, ids in by_row.items() if key not in apart[0]}
        in_column = {key: _present(population, ids) for key, ids in by_column.items() if key not in apart[1]}
        tests = {
            (row, column): test
            for row, holds in in_row.items()
            for column, has in in_column.items()
            if (test := self._test(holds, has, strata))
        }
        tails = zip(*(_tails([sides[i] for _, sides in tests.values()]) for i in (0, 1)), strict=True)
        cells = [
            Cell(
                rows=rows,
                row=row,
                columns=columns,
                column=column,
                row_ids=_chosen(population, in_row[row]),
                column_ids=_chosen(population, in_column[column]),
                record_ids=_chosen(population, in_row[row] & in_column[column]),
                expected=expected,
                fewer=fewer,
                more=more,
            )
            for ((row, column), (expected, _)), (fewer, more) in zip(tests.items(), tails, strict=True)
        ]
        return CellFamily(
            rows=rows,
            columns=columns,
            population=population,
            combinations=len(in_row) * len(in_column),
            cells=tuple(dataclasses.replace(cell, finding=self._finding(cell)) for cell in cells),
        )

    def _test(
        self, row: NDArray[np.bool_], column: NDArray[np.bool_], strata: Sequence[NDArray[np.bool_]]
    ) -> tuple[float, tuple[float | None, float | None]] | None:
        """Return what is expected, and the sides of the test that can tell; None where neither can.

        Whether a side is tested follows from the margins alone, so that looking at the outcome first cannot bend the
        false discovery rate (Tarone 1990; Gilbert 2005).
        """
        if min(row.sum(), column.sum()) < self.gaps.least:
            return None
        margins = [Margins(int(s.sum()), int((row & s).sum()), int((column & s).sum())) for s in strata]
        expected = expected_by_margins(margins)
        if not expected:
            return None
        sides = both_sides(int((row & column).sum()), margins)
        fewer = sides.fewer if sides.least_fewer <= self.gaps.level else None
        more = sides.more if sides.least_more <= self.gaps.level else None
        return None if fewer is None and more is None else (expected, (fewer, more))

    def _finding(self, cell: Cell) -> CellFinding:
        """Say what a cell is; a difference that many records make significant but that is small is nothing."""
        if not cell.tail or cell.tail.q > self.gaps.level:
            return "none"
        if cell.expected >= self.gaps.least and cell.lift <= self.gaps.low_lift:
            return "gap"
        enough = cell.observed >= self.gaps.least and cell.lift >= self.gaps.high_lift
        return "concentration" if enough else "none"


def _tails(p_values: Sequence[float | None]) -> list[Tail | None]:
    """Return one side of all tests of a family with its q-values; None where there was no test."""
    tested = [p for p in p_values if p is not None]
    tails = iter([Tail(p=p, q=q) for p, q in zip(tested, adjust(tested), strict=True)])
    return [None if p is None else next(tails) for p in p_values]


def _present(population: Sequence[str], ids: frozenset[str]) -> NDArray[np.bool_]:
    return np.array([record_id in ids for record_id in population], dtype=bool)


def _chosen(population: Sequence[str], chosen: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(population[i] for i in np.flatnonzero(chosen).tolist())
