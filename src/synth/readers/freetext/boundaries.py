"""Find where the entries of a list without numbers begin.

Every line start, and inside a long line every sentence end, may be a boundary. Each gets a weight from how the text
before ends, how the text after begins, and how the page is laid out; the best way to cut is the one with the highest
sum, where an entry without a year or a link costs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from statistics import fmean

from synth.readers.freetext.signs import REFERENCE_LIKE, ending, opening
from synth.readers.text import HAN, shape

_INCOMPLETE = 4.0  # what an entry without a year or link costs
_SHORT = 40  # characters; few entries are shorter
_NEVER = -1.5  # the weight up to which a boundary is not considered
_MOST = 40  # candidates that one entry may run over
_LONG_LINE = 100  # columns; a longer line may hold several entries
_BEFORE, _AFTER = 60, 260  # characters that are looked at around a candidate
_INLINE = re.compile(
    rf"(?<=[.。)\]/\d;])\s+(?=[^\W\d_a-z\"“\[(-]|(?:de|van|von|del|di|da)\s|---|[\[\"“])|(?<=\d[.。])(?=[{HAN}])"
    rf"|(?<=[{HAN})]\.)(?=[{HAN}·]{{2,8}}[,:(])"  # a Chinese name after a Chinese sentence
    r"|(?:https?://|\b10\.\d{4,9}/)\S++\s+(?=[^\W\d_a-z])"
)
_LABEL = re.compile(r"[\[(](?!(?:1[5-9]|20)\d\d)(?=[^\])\s]{0,3}\d)[^\])\s]{1,5}[\])]\s?(?=[^\W\d_a-z])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\s*$")
_WORD = re.compile(r"\s*\S+")


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place where an entry may begin, and what speaks for it."""

    start: int
    weight: float


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    columns: int
    blank_before: bool
    opens: float


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a list is laid out: what its indents and blank lines say, and the width at which its lines are broken."""

    outdented: int | None
    indented: int | None
    spaced: bool
    width: int
    single: bool


def boundaries(text: str) -> list[Boundary]:
    """Weigh all places of a text where an entry may begin.

    Parameters
    ----------
    text
        A list, or a part of one.
    """
    outline = shape(text)
    lines = _lines(outline)
    if not lines:
        return []
    layout = _layout(lines, outline)
    found: list[Boundary] = []
    for place, line in enumerate(lines):
        if place:
            found.append(Boundary(line.start, _weigh_line(outline, lines[place - 1], line, layout)))
        else:
            found.append(Boundary(line.start, 9.0))
        if line.columns > _LONG_LINE:
            found += [
                Boundary(match.end(), _weigh_inside(outline, match.end(), line, layout))
                for match in _INLINE.finditer(outline, line.start, line.end)
            ]
    return found


def cut(text: str) -> list[int]:
    """Return where the entries of a list begin.

    Parameters
    ----------
    text
        The list.
    """
    places = [one for one in boundaries(text) if one.weight > _NEVER]
    if not places:
        return []
    signs = [match.start() for match in REFERENCE_LIKE.finditer(shape(text))]
    counts = [bisect_left(signs, one.start) for one in places] + [len(signs)]
    best = [0.0] * len(places) + [0.0]
    after = [0] * len(places)
    # From the end: the best sum of the text from each place on, and where its next entry begins.
    for place in range(len(places) - 1, -1, -1):
        options = []
        for following in range(place + 1, min(place + 1 + _MOST, len(places) + 1)):
            worth = 0.0 if counts[following] > counts[place] else -_INCOMPLETE
            end = places[following].start if following < len(places) else len(text)
            if end - places[place].start < _SHORT and _columns(text[places[place].start : end]) < _SHORT:
                worth -= 1.0
            gain = places[following].weight if following < len(places) else 0.0
            options.append((best[following] + worth + gain, -following))
        best[place], chosen = max(options)
        after[place] = -chosen
    starts, place = [], 0
    while place < len(places):
        starts.append(places[place].start)
        place = after[place]
    return starts


def _lines(outline: str) -> list[_Line]:
    lines = []
    position, blank = 0, True
    for line in outline.split("\n"):
        written = line.strip()
        if written:
            start = position + len(line) - len(line.lstrip())
            label = _LABEL.match(outline, start)
            opens = opening(outline[label.end() if label else start : start + _AFTER].replace("\n", " "))
            opens = max(opens, 2.0) if label else opens
            columns = _columns(line.rstrip())
            lines.append(_Line(start, position + len(line.rstrip()), start - position, columns, blank, opens))
        blank = not written
        position += len(line) + 1
    return lines


def _columns(line: str) -> int:
    """Return the width of a line, a Chinese character counting two columns."""
    return len(line) if line.isascii() else sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line)


def _layout(lines: list[_Line], outline: str) -> _Layout:
    """Tell how a list is laid out."""
    outdented, indented = _indents(lines)
    blanks = sum(line.blank_before for line in lines[1:])
    starts = [line for line in lines if line.blank_before]
    others = [line.opens > 0 for line in lines if not line.blank_before]
    opening_starts = fmean(line.opens > 0 for line in starts) if starts else 0.0
    spaced = blanks > 1 and 10 * blanks >= 2 * len(lines) and opening_starts >= max(0.4, fmean(others) if others else 0)
    widths = sorted(line.columns for line in lines)
    widest = widths[int(0.95 * (len(widths) - 1))]
    full = sum(0.85 * widest <= width <= 1.05 * widest for width in widths)
    openings = fmean(line.opens > 1 for line in lines)
    wrapped = openings < 0.8 and len(lines) > 3 and full >= 0.3 * len(lines) and widest <= 160  # noqa: PLR2004 - the widest text a page prints
    whole = fmean(bool(REFERENCE_LIKE.search(outline, line.start, line.end)) for line in lines)
    single = len(lines) > 2 and not wrapped and whole >= 0.6 and fmean(line.opens > 0 for line in lines) >= 0.5  # noqa: PLR2004 - most lines
    return _Layout(outdented, indented, spaced, widest if wrapped else 0, single)


def _indents(lines: list[_Line]) -> tuple[int | None, int | None]:
    """Return the indent at which entries begin where it tells them: the small one of a hanging indent, or the large."""
    indents = [line.indent for line in lines]
    low, high = min(indents), max(indents)
    if high - low < 1 or len(lines) < 3:  # noqa: PLR2004 - too few to tell
        return None, None
    middle = (low + high) / 2
    small = [line.opens > 0 for line in lines if line.indent < middle]
    large = [line.opens > 0 for line in lines if line.indent >= middle]
    if min(len(small), len(large)) < 0.1 * len(lines):
        return None, None
    if fmean(small) > fmean(large) + 0.15:
        return low, None
    return (None, high) if fmean(large) > fmean(small) + 0.15 else (None, None)


def _weigh_line(outline: str, before: _Line, line: _Line, layout: _Layout) -> float:
    """Weigh the start of a line."""
    if _ADDRESS.match(outline[line.start : line.end]) and _ADDRESS.match(outline[before.start : before.end]):
        return 2.0  # two addresses are two works
    end = ending(outline[max(before.start, before.end - _BEFORE) : before.end])
    weight = line.opens + end - 1.5
    if layout.outdented is not None:
        hangs = line.indent - layout.outdented
        weight += 4.0 if hangs == 0 else -6.0 if hangs > 1 else 0.0
    elif layout.indented is not None:
        weight += 4.0 if line.indent == layout.indented else -6.0
    if layout.spaced:
        weight += 4.0 if line.blank_before else -3.0
    elif line.blank_before:
        weight += 1.0
    if layout.width and layout.outdented is None and layout.indented is None:
        weight += _by_width(outline, before, line, layout.width)
    return weight + 2.5 if layout.single else weight


def _by_width(outline: str, before: _Line, line: _Line, width: int) -> float:
    """Weigh whether a line was broken before it was full, as only the last line of an entry is."""
    word = _WORD.match(outline, line.start)
    first = word[0] if word and word[0].isascii() else outline[line.start : line.start + 1]
    room = (width - before.columns - 1 - _columns(first)) / width
    return min(3.0, 0.5 + 10 * room) if room > 0.02 else -1.0 if room > -0.1 else -0.5  # noqa: PLR2004 - a share of the width


def _weigh_inside(outline: str, position: int, line: _Line, layout: _Layout) -> float:
    """Weigh a sentence end inside a line."""
    end = ending(outline[max(line.start, position - _BEFORE) : position].rstrip())
    begin = opening(outline[position : position + _AFTER])
    return begin + end - (4.5 if layout.single else 2.5)
