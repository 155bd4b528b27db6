"""A drawing of rectangles, lines and text, with an estimate of how wide text will be."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.datatypes import LanguageCode

FONTS = "Arial, 'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', 'WenQuanYi Micro Hei', sans-serif"
SIZE = 12
SMALL = 10
INK = "#1a1a1a"
QUIET = "#595959"
FAINT = "#d9d9d9"
# Light, middle and dark of ColorBrewer's sequential single-hue "Blues": apart for every kind of colour vision.
_BLUES = ((222, 235, 247), (66, 146, 198), (8, 48, 107))
BAR = "#2171b5"
BAR_QUIET = "#8c8c8c"
PALE = "#9ecae1"
# Against the blues for every kind of colour vision; Okabe and Ito's vermilion, paler.
CONTRAST = "#eaa77d"

# What XML 1.0 forbids, and what would reorder or hide text.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_PIECE = re.compile(r"\s+|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]+|.", re.DOTALL)
# No label has room for more; a title can be as long as a book.
_LONGEST = 1000
_NARROW = frozenset("ijl.,:;'|!()[]ftrI ")
_BROAD = frozenset("mwMW@%&—…")


def plain(text: str) -> str:
    """Return text that XML can hold, each run of white space as one space."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def text_width(text: str, size: float = SIZE) -> float:
    """Return an upper estimate of how wide text is in the broadest of the usual sans-serif fonts."""
    return size * sum(map(_em, text))


def _em(character: str) -> float:
    """Return the width of a character as a share of the font size."""
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0xFFFF:  # noqa: PLR2004 - beyond the BMP
        return 1.0
    if character in _NARROW:
        return 0.4
    if character in _BROAD:
        return 1.0
    return 0.75 if character.isupper() else 0.62


def fit(text: str, width: float, size: float = SIZE) -> str:
    """Return text cleaned, shortened with an ellipsis to a width."""
    text = plain(text[:_LONGEST])
    if len(text) * size <= width or text_width(text, size) <= width:
        return text
    room = width - text_width("…", size)
    end = 0
    for end, character in enumerate(text):  # noqa: B007 - read after the loop: where the room ends
        room -= text_width(character, size)
        if room < 0:
            break
    return text[:end].rstrip() + "…"


def wrap(text: str, width: float, lines: int, size: float = SIZE) -> list[str]:
    """Return text as at most so many lines, broken at spaces and between Chinese characters, the last one shortened."""
    done: list[str] = []
    current = ""
    pieces = _PIECE.findall(plain(text[:_LONGEST]))
    for place, piece in enumerate(pieces):
        if not current or text_width(current + piece.rstrip(), size) <= width:
            current = (current + piece).lstrip()
            continue
        if len(done) == lines - 1:
            current = "".join([current, *pieces[place:]])
            break
        done.append(current.rstrip())
        current = piece.lstrip()
    return [fit(line, width, size) for line in (*done, current) if line.strip()]


def shade(share: float) -> str:
    """Return the colour for a number between 0 and 1, the darker the larger."""
    return "#" + "".join(f"{part:02x}" for part in _colour(share))


def ink_on(share: float) -> str:
    """Return black or white, whichever has more contrast (WCAG 2, relative luminance) on :func:`shade`."""
    linear = ((part / 255 / 12.92) if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in _colour(share))  # noqa: PLR2004 - the constants of sRGB
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#ffffff" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def _colour(share: float) -> list[int]:
    """Return red, green and blue for a number between 0 and 1."""
    place = min(max(share, 0.0), 1.0) * 2
    low, high = _BLUES[:2] if place <= 1 else _BLUES[1:]
    return [round(a + (b - a) * (place if place <= 1 else place - 1)) for a, b in zip(low, high, strict=True)]


def listed(numbers: Iterable[int]) -> dict[str, str]:
    """Return the attribute that names the records which an element stands for."""
    return {"data_records": " ".join(map(str, sorted(numbers)))}


class Drawing:
    """Collects the elements of one figure and keeps everything inside its frame."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str, **extra: str) -> None:
        """Add a rectangle; ``hint`` among the extras is shown by browsers that point at it."""
        hint = extra.pop("hint", "")
        inside = f"><title>{escape(plain(hint))}</title></rect>" if hint else "/>"
        size = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        self._parts.append(f'<rect {size} fill="{fill}"{_attributes(extra)}{inside}')

    def circle(self, x: float, y: float, radius: float, fill: str, **extra: str) -> None:
        """Add a circle; ``hint`` among the extras as for a rectangle."""
        hint = extra.pop("hint", "")
        inside = f"><title>{escape(plain(hint))}</title></circle>" if hint else "/>"
        place = f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"'
        self._parts.append(f'<circle {place} fill="{fill}"{_attributes(extra)}{inside}')

    def ribbon(
        self, start: tuple[float, float, float], end: tuple[float, float, float], fill: str, **extra: str
    ) -> None:
        """Add a band that swings from one place to another, each given by x, top and bottom."""
        hint = extra.pop("hint", "")
        (x1, top1, bottom1), (x2, top2, bottom2) = start, end
        middle = _n((x1 + x2) / 2)
        upper = f"M{_n(x1)},{_n(top1)}C{middle},{_n(top1)} {middle},{_n(top2)} {_n(x2)},{_n(top2)}"
        lower = f"V{_n(bottom2)}C{middle},{_n(bottom2)} {middle},{_n(bottom1)} {_n(x1)},{_n(bottom1)}Z"
        inside = f"><title>{escape(plain(hint))}</title></path>" if hint else "/>"
        self._parts.append(f'<path d="{upper}{lower}" fill="{fill}"{_attributes(extra)}{inside}')

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str = FAINT, **extra: str) -> None:
        """Add a line, a hair wide unless told otherwise."""
        ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
        self._parts.append(f'<line {ends} stroke="{stroke}"{_attributes(extra)}/>')

    def arrow(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Add an arrow that is level or upright."""
        self.line(x1, y1, x2, y2, INK)
        dx, dy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
        points = " ".join(f"{_n(x2 - 7 * dx + 4 * side * dy)},{_n(y2 - 7 * dy + 4 * side * dx)}" for side in (1, -1))
        self._parts.append(f'<polygon points="{_n(x2)},{_n(y2)} {points}" fill="{INK}"/>')

    def diamond(self, x: float, y: float, radius: float) -> None:
        """Add a diamond around a point, light with a dark edge so that it shows on every shade."""
        points = f"{_n(x)},{_n(y - radius)} {_n(x + radius)},{_n(y)} {_n(x)},{_n(y + radius)} {_n(x - radius)},{_n(y)}"
        self._parts.append(f'<polygon points="{points}" fill="#ffffff" stroke="{INK}"/>')

    def text(self, x: float, y: float, content: str, **extra: str) -> None:
        """Add a line of text with its baseline at ``y``; attribute names have ``_`` for ``-``."""
        place = f'x="{_n(x)}" y="{_n(y)}"'
        self._parts.append(f"<text {place}{_attributes(extra)}>{escape(plain(content))}</text>")

    def slanted(self, x: float, y: float, content: str) -> None:
        """Add text that starts at a point and rises by 45 degrees."""
        self.text(x, y, content, transform=f"rotate(-45 {_n(x)} {_n(y)})")

    def lines(self, x: float, middle: float, content: list[str], size: float = SIZE, **extra: str) -> None:
        """Add lines of text around a middle height."""
        top = middle - (len(content) - 1) * (size + 2) / 2 + size * 0.35
        sized = extra if size == SIZE else {"font_size": _n(size), **extra}
        for place, line in enumerate(content):
            self.text(x, top + place * (size + 2), line, **sized)

    def svg(self, size: tuple[float, float], name: str, words: tuple[str, str], language: LanguageCode) -> str:
        """Return the document of a width and height, on a white ground so that it can be read on a dark page.

        ``words`` are its title and its description.
        """
        title, description = words
        width, height = map(_n, size)
        tag = "zh-Hans" if language == "zh" else "en"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img" aria-labelledby="{name}-title {name}-desc" xml:lang="{tag}" '
            f'font-family="{FONTS}" font-size="{SIZE}" fill="{INK}">'
        )
        titles = [
            f'<title id="{name}-title">{escape(plain(title))}</title>',
            f'<desc id="{name}-desc">{escape(plain(description))}</desc>',
            '<rect width="100%" height="100%" fill="#ffffff"/>',
        ]
        return "\n".join([head, *titles, *self._parts, "</svg>"]) + "\n"


def message(name: str, sentence: str, language: LanguageCode) -> str:
    """Return a drawing that holds nothing but a sentence: what there is to say where there is nothing to draw."""
    drawing = Drawing()
    lines = wrap(sentence, 520, 3)
    drawing.lines(300, 40, lines, text_anchor="middle")
    return drawing.svg((600, 80), name, (sentence, sentence), language)


def _n(value: float) -> str:
    """Return a coordinate without needless digits."""
    return f"{value:.1f}".removesuffix(".0")


def _attributes(extra: dict[str, str]) -> str:
    return "".join(f" {name.replace('_', '-')}={quoteattr(value)}" for name, value in extra.items())
