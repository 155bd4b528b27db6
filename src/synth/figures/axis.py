"""Years as an axis: bins of one year or of several, and which of them are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.figures.svg import FAINT, QUIET, SMALL, text_width
from synth.figures.words import count_records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.figures.svg import Drawing
    from synth.figures.words import Words

_LEAST_WIDTH = 160
_MOST_BINS = 90
_BIN_SIZES = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
# At most one record in twenty, and never the only one, counts as far before the others.
_FEW_OF, _FEW_FROM = 20, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAxis:
    """The years as bins: the first year of the first bin, the years a bin spans, the number of bins.

    An ``open`` first bin holds all earlier years as well.
    """

    first: int
    size: int
    bins: int
    slot_most: float
    width_most: float
    open: bool = False

    @classmethod
    def over(cls, years: Sequence[int], slot_most: float = 56, width_most: float = 640) -> YearAxis:
        """Return bins of one year, or of more where there would be too many to see.

        A few records long before the others, often misread, would squeeze these into a corner: they share a bin.
        """
        first, last = years[0], years[-1]
        few = max(len(years) // _FEW_OF, 1) if len(years) >= _FEW_FROM and last - first >= _MOST_BINS else 0
        is_open = bool(few) and 2 * (last - years[few]) < last - first
        if is_open:
            first = years[few]
        size = next((size for size in _BIN_SIZES if (last - first) // size < _MOST_BINS), _BIN_SIZES[-1])
        start = first - first % size - size * is_open
        return cls(
            first=start,
            size=size,
            bins=(last - start) // size + 1,
            slot_most=slot_most,
            width_most=width_most,
            open=is_open,
        )

    @property
    def second(self) -> int:
        """The first year of the second bin."""
        return self.first + self.size

    def place(self, year: int) -> int:
        """Return the bin of a year."""
        return max((year - self.first) // self.size, 0)

    def label(self, place: int) -> str:
        """Return what stands under a bin: its first year."""
        return f"<{self.second}" if self.open and not place else str(self.first + place * self.size)

    @property
    def width(self) -> float:
        """The width of the plot."""
        return min(max(self.bins * self.slot_most, _LEAST_WIDTH), self.width_most)

    @property
    def slot(self) -> float:
        """The width of one bin."""
        return self.width / self.bins

    def labelled(self) -> list[int]:
        """Return the bins whose year can be written without touching the next: both ends, and round years between."""
        need = max(text_width(self.label(place), SMALL) for place in (0, self.bins - 1)) + 8
        apart = need / self.slot
        step = next((step for step in _BIN_SIZES if step >= apart), self.bins)
        chosen = [0] if self.bins == 1 else [0, self.bins - 1]
        for place in range(self.bins):
            is_round = (self.first // self.size + place) % step == 0
            if is_round and all(abs(place - other) >= apart for other in chosen):
                chosen.append(place)
        return sorted(chosen)

    def caption(self, years: Sequence[int], words: Words, mark: str) -> str:
        """Return what a caption says of bins of several years and of an open first one; ``mark`` stands there."""
        early = sum(year < self.second for year in years) if self.open else 0
        binned = words.years_binned.format(mark=mark, size=self.size) if self.size > 1 else ""
        held = count_records(early, words)
        before = words.years_early.format(mark=mark, year=self.second, records=held) if early else ""
        return binned + before

    def draw(self, drawing: Drawing, left: float, top: float, bottom: float) -> None:
        """Draw a tick for every bin, and a guide and the year for those with room."""
        labelled = frozenset(self.labelled())
        for place in range(self.bins):
            centre = left + (place + 0.5) * self.slot
            drawing.line(centre, bottom, centre, bottom + (6 if place in labelled else 3), QUIET)
            if place in labelled:
                drawing.line(centre, top, centre, bottom, FAINT)
                drawing.text(
                    centre, bottom + 18, self.label(place), text_anchor="middle", font_size=str(SMALL), fill=QUIET
                )
