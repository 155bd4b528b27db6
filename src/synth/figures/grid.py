"""A grid of cells with themes as its columns: headings, frame, cells and the legend below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.figures.svg import (
    FAINT,
    INK,
    QUIET,
    SIZE,
    SMALL,
    Drawing,
    fit,
    ink_on,
    listed,
    plain,
    shade,
    text_width,
    wrap,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARGIN = 16
_WIDTH = 660
_COLUMN_LEAST, _COLUMN_MOST = 26, 150
_HEADING_LINES = 3
_SLANTED_MOST = 230
_SIN_45 = 0.7072
_STEPS = (0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Where the columns are: the left edge of the first, their width and number, where the rows begin.

    ``right`` is how far the headings reach.
    """

    drawing: Drawing
    left: float
    column: float
    count: int
    top: float
    right: float

    @classmethod
    def under(cls, drawing: Drawing, labels: Sequence[str], left: float) -> Grid:
        """Write the labels as headings, level where every one fits, else slanted, and return the grid below them."""
        column = min(max(_WIDTH / len(labels), _COLUMN_LEAST), _COLUMN_MOST)
        level = [wrap(label, column - 8, _HEADING_LINES) for label in labels]
        whole = all(_letters("".join(lines)) == _letters(label) for lines, label in zip(level, labels, strict=True))
        top, right = _level(drawing, level, left, column) if whole else _slanted(drawing, labels, left, column)
        edge = max(right, left + column * len(labels)) + MARGIN
        return cls(drawing=drawing, left=left, column=column, count=len(labels), top=top, right=edge)

    def centre(self, place: int) -> float:
        """Return the middle of a column."""
        return self.left + (place + 0.5) * self.column

    def row(self, y: float, height: float) -> None:
        """Draw the frame of a row, its columns set apart by hair lines."""
        self.drawing.rectangle(self.left, y, self.column * self.count, height, "none", stroke=FAINT)
        for place in range(1, self.count):
            x = self.left + place * self.column
            self.drawing.line(x, y, x, y + height)

    def cell(  # noqa: PLR0913, PLR0917 - where, how dark, and what it stands for
        self, place: int, y: float, height: float, share: float, hint: str, numbers: Iterable[int]
    ) -> None:
        """Fill a cell, the darker the larger the share; a browser that points at it shows the hint.

        ``numbers`` are those of the records it stands for: the report shows them to whoever clicks.
        """
        x, records = self.left + place * self.column, listed(numbers)
        self.drawing.rectangle(x + 1.5, y + 1.5, self.column - 3, height - 3, shade(share), hint=hint, **records)

    def frame(self, place: int, y: float, height: float) -> None:
        """Draw a bold frame around a cell."""
        x = self.left + place * self.column
        self.drawing.rectangle(x + 2, y + 2, self.column - 4, height - 4, "none", stroke=INK, stroke_width="2")

    def across(self, middle: float, content: str) -> None:
        """Write over the whole width of a row that has no cells."""
        x = self.left + self.column * self.count / 2
        width = text_width(content) + 8
        self.drawing.rectangle(x - width / 2, middle - SIZE / 2 - 2, width, SIZE + 4, "#ffffff")
        self.drawing.text(x, middle + 4, content, text_anchor="middle", fill=QUIET)

    def legend(self, y: float, scale: str, mark: str, *, framed: bool) -> tuple[float, float]:
        """Explain shades and mark below the grid; return the size of the whole drawing."""
        drawing = self.drawing
        drawing.text(MARGIN, y + 12, scale, fill=QUIET)
        x = MARGIN + text_width(scale) + 8
        for step in _STEPS:
            drawing.rectangle(x, y, 30, 16, shade(step))
            drawing.text(x + 15, y + 12, f"{step:.1f}", text_anchor="middle", fill=ink_on(step), font_size=str(SMALL))
            x += 32
        scale_end = x
        x += 16
        if x + 28 + text_width(mark) + MARGIN > self.right:
            # A narrow drawing has the mark on a line of its own.
            x, y = MARGIN, y + 24
        if framed:
            drawing.rectangle(x + 1, y + 1, 20, 14, "none", stroke=INK, stroke_width="2")
        else:
            drawing.diamond(x + 11, y + 8, 5)
        drawing.text(x + 28, y + 12, mark, fill=QUIET)
        end = max(scale_end, x + 28 + text_width(mark))
        return max(self.right, end + MARGIN), y + 16 + MARGIN


def _letters(text: str) -> str:
    return plain(text).replace(" ", "")


def _level(drawing: Drawing, headings: Sequence[list[str]], left: float, column: float) -> tuple[float, float]:
    """Write headings above their columns, the last line of each on one height; return where they end."""
    top = float(MARGIN + max(map(len, headings)) * (SIZE + 2) + 6)
    for place, lines in enumerate(headings):
        middle = top - 6 - len(lines) * (SIZE + 2) / 2
        drawing.lines(left + (place + 0.5) * column, middle, lines, text_anchor="middle")
    return top, left


def _slanted(drawing: Drawing, headings: Sequence[str], left: float, column: float) -> tuple[float, float]:
    """Write headings that rise by 45 degrees from the middle of their columns; return where they end."""
    labels = [fit(heading, _SLANTED_MOST) for heading in headings]
    reach = [text_width(label) * _SIN_45 for label in labels]
    starts = [left + (place + 0.5) * column + 4 for place in range(len(labels))]
    top = MARGIN + max(reach) + SIZE
    for start, label in zip(starts, labels, strict=True):
        drawing.slanted(start, top - 6, label)
    return top, max(start + length + SIZE for start, length in zip(starts, reach, strict=True))
