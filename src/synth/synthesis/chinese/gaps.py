"""Which combinations are rarer, or more frequent, than chance would have them, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from synth.datatypes import Claim, Count
from synth.synthesis.chinese.grammar import span
from synth.synthesis.chinese.naming import Naming
from synth.synthesis.combinations import apart_from_periods, figures_of, show_q, told_cells
from synth.synthesis.selection import facet_name
from synth.synthesis.wording import Piece, cite, say

if TYPE_CHECKING:
    from synth.datatypes import Cell, Dimension


class GapProse(Naming):
    """Which combinations are rarer, or more frequent, than chance would have them, in Chinese."""

    _NAMES: ClassVar[dict[Dimension, str]] = {
        "method": "点明研究方法",
        "setting": "点明研究情境",
        "level": "点明研究层面",
        "place": "提及国家或地区",
        "province": "提及国内省区",
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
        if not n:
            short = "点明方法、情境或地域的文献有限，它们与主题的任何组合，按边际分布推算的期望频数都不足"
            return say(f"{short}{gaps.least}篇，无从判断哪些组合属于研究空白", everything, "。")
        counts: tuple[Count, ...] = (Count(value=n, of="tested"),)
        only = "只有" if n == 1 else "有"
        which = f"主题、方法、情境与地域的组合中，按边际分布推算的期望频数不少于{gaps.least}篇的{only}{n}个"
        test = f"精确检验，错误发现率{gaps.level:.0%}"
        if not found:
            return say(
                f"{which}，{'并未' if n == 1 else '没有一个'}显著偏少到期望频数的一半以下（{test}）",
                everything,
                "。",
                counts=counts,
            )
        counts = (*counts, Count(value=found, of="gaps"))
        return say(f"{which}，其中{found}个显著偏少，不足期望频数的一半（{test}）", everything, "。", counts=counts)

    def _scarce(self, cell: Cell, i: int) -> Claim:
        """Say that a combination is a gap."""
        value, verb, those = self._cell_value(cell), self._cell_verb(cell), self._those(cell)
        found: list[Piece] = (
            [f"的{len(cell.row_ids)}篇文献中仅有{cell.observed}篇", cite(cell.record_ids)]
            if cell.observed
            else [f"的{len(cell.row_ids)}篇文献", cite(cell.row_ids), "中一篇也没有"]
        )
        expected = f"期望频数为{cell.expected:.1f}篇"
        frames: tuple[list[Piece], ...] = (
            [f"{self._cell_subject(cell)}较少{verb}{value}：{those}", *found, f"，而{expected}"],
            [f"兼及{self._cell_row(cell)}与{value}的文献不多：前者{those}", *found, f"，{expected}"],
            [f"{self._cell_subject(cell)}，{those}", *found, f"{verb}{value}，而{expected}"],
        )
        return say(frames[i % len(frames)], self._figures(cell), counts=figures_of(cell))

    def _frequent(self, cell: Cell, i: int) -> Claim:
        """Say that a combination is a concentration."""
        value, n, found = self._cell_value(cell), len(cell.row_ids), cell.observed
        expected = f"，高于期望频数{cell.expected:.1f}篇"
        if found == n:
            lead = f"{self._cell_subject(cell)}中，{self._those(cell)}的{n}篇文献全部{self._cell_verb(cell)}{value}"
        elif 2 * found > n and i % 2 == 0:
            lead = f"{self._cell_subject(cell)}中，{self._those(cell)}的文献以{value}为主：{n}篇中有{found}篇"
        elif i % 2:
            lead = f"{value}多见于{self._cell_row(cell)}：后者{self._those(cell)}的{n}篇文献中有{found}篇"
        else:
            subject = f"{self._cell_subject(cell)}较多{self._cell_verb(cell)}{value}"
            lead = f"{subject}：{self._those(cell)}的{n}篇文献中有{found}篇"
        return say(lead, cite(cell.record_ids), expected, self._figures(cell), counts=figures_of(cell))

    def _in_period(self, cell: Cell, i: int) -> Claim:
        """Say that a theme belongs to a period, or is scarce in it."""
        period = next(span(one) for one in self._facts.periods if one.key == cell.column)
        row, n, expected = self._cell_row(cell), len(cell.row_ids), f"{cell.expected:.1f}篇"
        share: list[Piece] = (
            [f"注明年份的{n}篇中有{cell.observed}篇", cite(cell.record_ids)]
            if cell.observed
            else [f"注明年份的{n}篇", cite(cell.row_ids), "中一篇也没有"]
        )
        if cell.finding == "gap":
            leads, end = (f"{period}少有文献论及{row}：", f"{row}在{period}较少见："), f"，而期望频数为{expected}"
        else:
            leads, end = (f"{row}的研究集中在{period}：", f"{row}多见于{period}："), f"，高于期望频数{expected}"
        return say(leads[i % 2], share, end, self._figures(cell), counts=figures_of(cell))

    def _figures(self, cell: Cell) -> str:
        q = show_q(cell.tail.q if cell.tail else 1.0)
        return f"（提升度{cell.lift:.2f}，q {q if q.startswith('<') else f'= {q}'}）。"

    def _those(self, cell: Cell) -> str:
        return self._NAMES[cell.columns]

    def _cell_verb(self, cell: Cell) -> str:
        return "采用" if cell.columns == "method" else "涉及"

    def _cell_subject(self, cell: Cell) -> str:
        return f"{self._cell_row(cell)}的研究" if cell.rows == "theme" else f"采用{self._cell_row(cell)}的文献"

    def _cell_row(self, cell: Cell) -> str:
        return f"“{self._facts.label(cell.row)}”" if cell.rows == "theme" else _named(cell.rows, cell.row)

    def _cell_value(self, cell: Cell) -> str:
        return _named(cell.columns, cell.column)


def _named(facet: str, key: str) -> str:
    """Return the name of a value, in quotation marks where it joins two things itself."""
    name = facet_name(facet, key, "zh")
    return f"“{name}”" if "与" in name else name
