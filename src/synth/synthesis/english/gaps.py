"""Which combinations are rarer, or more frequent, than chance would have them, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from synth.datatypes import Claim, Count
from synth.synthesis.combinations import apart_from_periods, figures_of, show_q, told_cells
from synth.synthesis.english.grammar import are, capital, inside, noun_s, number, span
from synth.synthesis.english.naming import Naming
from synth.synthesis.selection import facet_name
from synth.synthesis.wording import Piece, cite, say

if TYPE_CHECKING:
    from synth.datatypes import Cell, Dimension


class GapProse(Naming):
    """Which combinations are rarer, or more frequent, than chance would have them, in English."""

    _NAMES: ClassVar[dict[Dimension, str]] = {
        "method": "name a method",
        "setting": "name a setting",
        "level": "name a level",
        "place": "name a country or region",
        "province": "name a region of China",
    }

    def gaps(self) -> tuple[Claim, ...]:
        """Say which combinations are gaps and concentrations, with their figures."""
        if not self._facts.gaps.families:
            return ()
        scarce = [self._scarce(cell, i) for i, cell in enumerate(told_cells(self._facts.gaps, "gap"))]
        frequent = [self._frequent(cell, i) for i, cell in enumerate(told_cells(self._facts.gaps, "concentration"))]
        return (self._tested(), *scarce, *frequent)

    def _tested(self) -> Claim:
        """Say how many combinations could have been gaps, and how many are."""
        gaps, everything = self._facts.gaps, cite(self._facts.ids)
        n, found = (len(apart_from_periods(cells)) for cells in (gaps.candidates, gaps.found("gap")))
        least = f"at least {number(gaps.least)} records"
        if not n:
            lead = "Too few records name methods, settings or places to show gaps"
            return say(f"{lead}: no combination of these with a theme would be expected in {least} ", everything, ".")
        counts: tuple[Count, ...] = (Count(value=n, of="tested"),)
        which = f"{number(n)} combination{noun_s(n)} of themes, methods, settings and places"
        test = f"exact test, false discovery rate {100 * gaps.level:.0f} %"
        could = f"that would be expected in {least}"
        if not found:
            rare = f"at most half as frequent as chance would have it ({test})"
            lead = f"Of the {which} {could}, none is {rare}" if n > 1 else f"The one {which[4:]} {could} is not {rare}"
            return say(f"{lead} ", everything, ".", counts=counts)
        counts = (*counts, Count(value=found, of="gaps"))
        them = "it" if found == 1 else "them"
        rarer = f"{number(found)} {are(found)} at most half as frequent as chance would have {them}"
        return say(f"Of the {which} {could}, {rarer} ({test}) ", everything, ".", counts=counts)

    def _scarce(self, cell: Cell, i: int) -> Claim:
        """Say that a combination is a gap."""
        subject, value, those = self._cell_subject(cell), self._cell_value(cell), self._those(cell)
        n, expected = len(cell.row_ids), f"{cell.expected:.1f}"
        some = number(cell.observed) if cell.observed else "none"
        cited = cite(cell.record_ids or cell.row_ids)
        does = "does" if cell.observed == 1 else "do"
        fewer = f"Fewer {subject} name {value} than chance would have it: "
        share: list[Piece] = [f"{some} of the {n} {those} ", cited]
        apart = f"One finds {value} less often than chance would have it among {subject}: "
        both = f"{n} {subject}{' and' if cell.rows == 'method' else ''} {those}"
        hoped = f"Of the {both}, one would expect {expected} to name {value}; {some} {does} "
        frames: tuple[list[Piece], ...] = (
            [fewer, *share, f", where {expected} would be expected"],
            [apart, *share, f", against {expected} expected"],
            [hoped, cited],
        )
        return say(frames[i % len(frames)], self._figures(cell), counts=figures_of(cell))

    def _frequent(self, cell: Cell, i: int) -> Claim:
        """Say that a combination is a concentration."""
        subject, value, those = self._cell_subject(cell), self._cell_value(cell), self._those(cell)
        n, expected = len(cell.row_ids), f"{cell.expected:.1f}"
        share: list[Piece] = [
            f"{number(cell.observed)} of the {n} {those} ",
            cite(cell.record_ids),
            f", against {expected} expected",
        ]
        if cell.observed == n:
            lead, share[0] = f"All {number(n)} {subject} {those} name {value} ", ""
        elif 2 * cell.observed > n and i % 2 == 0:
            lead = f"Most {subject} {those} name {value}: "
            share[0] = f"{number(cell.observed)} of {n} "
        elif i % 2:
            lead = f"One finds {value} more often than chance would have it among {subject}: "
        else:
            lead = f"{capital(subject)} name {value} more often than chance would have it: "
        return say(lead, share, self._figures(cell), counts=figures_of(cell))

    def _in_period(self, cell: Cell, i: int) -> Claim:
        """Say that a theme belongs to a period, or is scarce in it."""
        period = next(span(one) for one in self._facts.periods if one.key == cell.column)
        label, n, expected = inside(self._facts.label(cell.row)), len(cell.row_ids), f"{cell.expected:.1f}"
        share: list[Piece] = [
            f"{number(cell.observed) if cell.observed else 'none'} of its {n} dated records ",
            cite(cell.record_ids or cell.row_ids),
        ]
        if cell.finding == "gap":
            leads = (f"Little on {label} is from {period}: ", f"Records on {label} are scarce in {period}: ")
        else:
            leads = (f"Work on {label} belongs above all to {period}: ", f"Records on {label} crowd into {period}: ")
        return say(leads[i % 2], share, f", against {expected} expected", self._figures(cell), counts=figures_of(cell))

    def _figures(self, cell: Cell) -> str:
        q = show_q(cell.tail.q if cell.tail else 1.0)
        return f" (lift {cell.lift:.2f}, q {q if q.startswith('<') else f'= {q}'})."

    def _those(self, cell: Cell) -> str:
        return f"that {self._NAMES[cell.columns]}"

    def _cell_row(self, cell: Cell) -> str:
        return inside(self._facts.label(cell.row)) if cell.rows == "theme" else facet_name(cell.rows, cell.row, "en")

    def _cell_subject(self, cell: Cell) -> str:
        return f"records {'on' if cell.rows == 'theme' else 'that name'} {self._cell_row(cell)}"

    def _cell_value(self, cell: Cell) -> str:
        return facet_name(cell.columns, cell.column, "en")
