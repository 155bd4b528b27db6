"""Which combinations are worth a sentence, and the figures that it shows, whatever the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.datatypes import Cell, CellFinding, Gaps
    from synth.synthesis.facts import Facts
    from synth.synthesis.selection import Change

# So many gaps and concentrations are told, and so many of one row; coverage.md and coverage.json have more.
_MOST: dict[CellFinding, int] = {"gap": 4, "concentration": 3}
_MOST_OF_A_ROW = 2
_MOST_PERIODS = 3
# What further work can choose; where a place is seldom met, the question may not arise there.
WORKABLE = frozenset({"method", "setting"})
# Below this a q is not worth its digits.
_LEAST_Q = 0.001


def apart_from_periods(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return the cells that are not told with the course over time."""
    return tuple(cell for cell in cells if cell.columns != "period")


def told_cells(gaps: Gaps, finding: CellFinding) -> tuple[Cell, ...]:
    """Return the surest cells of a kind."""
    told: list[Cell] = []
    for cell in apart_from_periods(gaps.found(finding)):
        if sum((other.rows, other.row) == (cell.rows, cell.row) for other in told) < _MOST_OF_A_ROW:
            told.append(cell)
    return tuple(told[: _MOST[finding]])


def told_periods(facts: Facts, labels: Iterable[str]) -> tuple[Cell, ...]:
    """Return the surest cells of a theme in a period, one a theme, but for themes whose course is told already."""
    told = set(labels)
    cells = []
    for cell in (*facts.gaps.found("concentration"), *facts.gaps.found("gap")):
        if cell.columns == "period" and facts.label(cell.row) not in told:
            told.add(facts.label(cell.row))
            cells.append(cell)
    return tuple(cells[:_MOST_PERIODS])


def cell_of(facts: Facts, change: Change) -> tuple[str, str, str, str]:
    """Return what the cell of a theme in the last period is called by."""
    key = next(theme.theme.key for theme in facts.themes if theme.theme.label == change.label)
    return "theme", key, "period", facts.periods[-1].key


def show_q(q: float) -> str:
    """Return a q-value as it is written: 0.032, below a thousandth "< 0.001"."""
    return f"< {_LEAST_Q}" if q < _LEAST_Q else f"{q:.3f}"


def figures_of(cell: Cell) -> tuple[Count, ...]:
    """Return what a sentence on a cell must show: how many of how many, what is expected, lift and q."""
    q = cell.tail.q if cell.tail else 1.0
    return (
        Count(value=cell.observed, of="observed", cell=cell.place),
        Count(value=len(cell.row_ids), of="row", cell=cell.place),
        Count(value=cell.expected, of="expected", cell=cell.place, shown=f"{cell.expected:.1f}"),
        Count(value=cell.lift, of="lift", cell=cell.place, shown=f"{cell.lift:.2f}"),
        Count(value=q, of="q", cell=cell.place, shown=show_q(q)),
    )
