"""Where labels go beside dots: no label covers another, a dot, or the edge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from synth.figures.svg import INK, SIZE, SMALL, plain, text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synth.figures.svg import Drawing

_GAP = 4
_PAD = 2
# Widths and numbers of lines that a label may have, the best first.
_SHAPES = ((150, 2), (100, 3), (230, 1))
_DIAGONAL = 0.7072
# A dot is kept free for a number, whether it gets one or not.
_NUMBER = 8.0
# Lines of the plate stop before a label.
_HALO = {"stroke": "#ffffff", "stroke_width": "3", "paint_order": "stroke"}

Box = tuple[float, float, float, float]


@dataclass(slots=True, kw_only=True)
class Plate:
    """A rectangle that things are put on, and what is taken of it."""

    left: float
    top: float
    right: float
    bottom: float
    taken: list[Box] = field(default_factory=list)

    def block(self, x: float, y: float, width: float, height: float) -> None:
        """Take a place."""
        self.taken.append((x, y, x + width, y + height))

    def is_free(self, box: Box) -> bool:
        """Return whether a place lies inside and touches nothing."""
        left, top, right, bottom = box
        inside = (
            left >= self.left + _PAD
            and top >= self.top + _PAD
            and right <= self.right - _PAD
            and bottom <= self.bottom - _PAD
        )
        return inside and not any(
            left < other[2] + _PAD and other[0] < right + _PAD and top < other[3] + 1 and other[1] < bottom + 1
            for other in self.taken
        )


def labels_beside(
    drawing: Drawing, plate: Plate, spots: Sequence[tuple[float, float, float]], labels: Sequence[str]
) -> list[int]:
    """Write a label beside each dot, the largest dots first.

    Parameters
    ----------
    drawing
        Drawn on.
    plate
        What the labels must stay on and keep away from; it takes up dots and labels.
    spots
        Centre and radius of each dot; centres are further apart than a number is wide.
    labels
        A label for each.

    Returns
    -------
    list of int
        The dots without room, in order; in each stands its place in this list, from 1, for a key to tell.
    """
    for x, y, radius in spots:
        reach = max(radius, _NUMBER)
        plate.block(x - reach, y - reach, 2 * reach, 2 * reach)
    size = SIZE if len(labels) <= _NUMBER * 2 else SMALL
    left = []
    for i in sorted(range(len(spots)), key=lambda i: (-spots[i][2], i)):
        found = next((place for place in _places(spots[i], labels[i], size) if plate.is_free(place[0])), None)
        if found is None:
            left.append(i)
            continue
        box, lines, anchor, x = found
        plate.taken.append(box)
        drawing.lines(x, (box[1] + box[3]) / 2, lines, size, text_anchor=anchor, **_HALO)
    for number, i in enumerate(sorted(left), 1):
        x, y, _ = spots[i]
        drawing.text(x, y + SMALL * 0.35, str(number), text_anchor="middle", font_size=str(SMALL), fill=INK)
    return sorted(left)


def _places(spot: tuple[float, float, float], label: str, size: float) -> Iterator[tuple[Box, list[str], str, float]]:
    """Yield the places of a label around a dot, the best first: what it covers, its lines, their anchor and x."""
    x, y, radius = spot
    letters = plain(label).replace(" ", "")
    shapes = [wrap(label, width, lines, size) for width, lines in _SHAPES]
    whole = [lines for lines in shapes if "".join(lines).replace(" ", "") == letters] or shapes[:2]
    for lines in whole:
        width = max((text_width(line, size) for line in lines), default=0.0)
        height = len(lines) * (size + 2)
        away, aslant = radius + _GAP, radius * _DIAGONAL + 2
        for dx, dy, anchor in (
            (away, 0.0, "start"),
            (-away, 0.0, "end"),
            (0.0, away + height / 2, "middle"),
            (0.0, -away - height / 2, "middle"),
            (aslant, aslant + height / 2, "start"),
            (aslant, -aslant - height / 2, "start"),
            (-aslant, aslant + height / 2, "end"),
            (-aslant, -aslant - height / 2, "end"),
        ):
            start = x + dx - {"start": 0.0, "end": width, "middle": width / 2}[anchor]
            box = (start, y + dy - height / 2, start + width, y + dy + height / 2)
            yield box, lines, anchor, x + dx
