"""The timeline: a row a theme, a dot for the records of a year, and the names of works beside their dots."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.datatypes import Figure
from synth.figures.axis import YearAxis
from synth.figures.labelling import Plate
from synth.figures.matrix import group_by_theme
from synth.figures.svg import (
    BAR,
    BAR_QUIET,
    FAINT,
    INK,
    PALE,
    SIZE,
    SMALL,
    Drawing,
    fit,
    listed,
    text_width,
    wrap,
)
from synth.figures.words import author_label, count_records, tidy, words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Corpus, LanguageCode, Record, ThemeSet
    from synth.figures.words import Words

_NAME = "timeline"
_MARGIN = 16
_LABEL = 190
_SLOT, _WIDTH = 80, 640
_ROOMY = 12
_ROW_ROOMY, _ROW_TIGHT = 56, 40
_RADIUS_MOST, _RADIUS_LEAST = 11.0, 2.0
_WORK = 150
# With more records than this only the works that a reader would look for are named.
_NAME_ALL = 60
_IN_ALT = 12


def draw_timeline(corpus: Corpus, themes: ThemeSet, language: LanguageCode) -> tuple[Figure, ...]:
    """Draw when which works came, theme by theme.

    Parameters
    ----------
    corpus
        The records; those without a year are counted in the caption.
    themes
        Their themes.
    language
        The language of the words in and around the figure.

    Returns
    -------
    tuple of Figure
        One figure; none without themes or where all records are of one year.
    """
    dated = corpus.years
    if len(set(dated)) < 2 or not themes.themes:  # noqa: PLR2004 - one year is no time
        return ()
    words = words_for(language)
    axis = YearAxis.over(dated, _SLOT, _WIDTH)
    rows = _rows(corpus, themes, axis, words)
    named = {"first": dated[0], "last": dated[-1], "records": count_records(len(dated), words)}
    told = words.timeline_all if len(corpus.records) <= _NAME_ALL else words.timeline_some
    caption = words.timeline_caption.format(**named, named=told) + axis.caption(dated, words, words.dot)
    undated = len(corpus.records) - len(dated)
    if undated:
        caption += words.years_missing.format(records=count_records(undated, words))
    alt = tidy(words.timeline_alt.format(**named, list=_list_firsts(rows, words)))
    drawing = Drawing()
    size = _draw(drawing, rows, axis, name_all=len(corpus.records) <= _NAME_ALL)
    svg = drawing.svg(size, _NAME, (tidy(words.timeline_title.format(**named)), alt), language)
    return (Figure(name=_NAME, svg=svg, caption=tidy(caption), alt=alt),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A theme: its records of each bin, by year and number, and those that represent it."""

    label: str
    bins: dict[int, list[Record]]
    chosen: Sequence[str]
    quiet: bool = False

    @property
    def records(self) -> list[Record]:
        """The records of all bins, the earliest first."""
        return [record for place in sorted(self.bins) for record in self.bins[place]]


def _rows(corpus: Corpus, themes: ThemeSet, axis: YearAxis, words: Words) -> list[_Row]:
    """Return a row for each theme with dated records, and one for the unassigned ones where there are any."""
    groups = group_by_theme(corpus, themes)
    rows = [
        _Row(label=theme.label, bins=_by_bin(group, axis), chosen=theme.representative_ids)
        for theme, group in zip(themes.themes, groups, strict=False)
    ]
    rows.append(_Row(label=words.unassigned, bins=_by_bin(groups[-1], axis), chosen=(), quiet=True))
    return [row for row in rows if row.bins]


def _by_bin(records: Sequence[Record], axis: YearAxis) -> dict[int, list[Record]]:
    bins: dict[int, list[Record]] = defaultdict(list)
    for record in sorted(records, key=lambda record: (record.year or 0, record.number)):
        if record.year is not None:
            bins[axis.place(record.year)].append(record)
    return dict(bins)


def _list_firsts(rows: Sequence[_Row], words: Words) -> str:
    """Return who came first in each theme as a sentence, for those who do not see the figure."""
    parts = [
        words.timeline_first.format(
            label=row.label,
            records=count_records(len(row.records), words),
            work=f"{fit(author_label(row.records[0]), _WORK)} {row.records[0].year}",
        )
        for row in rows[:_IN_ALT]
    ]
    return words.joint.join(parts) + ("。" if words.joint == "；" else ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dot:
    """The records of a bin and where their dot is."""

    row: _Row
    records: Sequence[Record]
    x: float
    y: float
    radius: float


def _draw(drawing: Drawing, rows: Sequence[_Row], axis: YearAxis, *, name_all: bool) -> tuple[float, float]:
    """Draw rows, dots and names; return the size of the drawing."""
    labels = [wrap(row.label, _LABEL, 2) for row in rows]
    left = _MARGIN + max(text_width(line) for lines in labels for line in lines) + 12
    height = _ROW_ROOMY if len(rows) <= _ROOMY else _ROW_TIGHT
    top, bottom = float(_MARGIN), float(_MARGIN + height * len(rows))
    right = left + axis.width
    axis.draw(drawing, left, top, bottom)
    most = max(len(held) for row in rows for held in row.bins.values())
    # Dots of neighbouring years do not touch.
    unit = min(_RADIUS_MOST, max(axis.slot / 2 - 0.5, _RADIUS_LEAST)) / math.sqrt(most)
    dots = []
    for place, (row, label) in enumerate(zip(rows, labels, strict=True)):
        y = top + height * (place + 0.5)
        drawing.lines(left - 12, y, label, text_anchor="end")
        drawing.line(left, y, right, y, FAINT)
        for number, held in sorted(row.bins.items()):
            radius = max(unit * math.sqrt(len(held)), _RADIUS_LEAST)
            dots.append(_Dot(row=row, records=held, x=left + (number + 0.5) * axis.slot, y=y, radius=radius))
    plate = Plate(left=left - 8, top=top, right=right + 8, bottom=bottom)
    for dot in dots:
        colour = {"fill": FAINT, "stroke": BAR_QUIET} if dot.row.quiet else {"fill": PALE, "stroke": BAR}
        hint = f"{dot.row.label} · {_span(dot)} · {len(dot.records)}"
        numbers = listed(record.number for record in dot.records)
        drawing.circle(dot.x, dot.y, dot.radius, colour["fill"], stroke=colour["stroke"], hint=hint, **numbers)
        plate.block(dot.x - dot.radius, dot.y - dot.radius, 2 * dot.radius, 2 * dot.radius)
    for dot, text in _names_of_all(dots) if name_all else _names_of_some(dots):
        _name(drawing, plate, dot, fit(text, _WORK, SMALL))
    return right + 8 + _MARGIN, bottom + SIZE + 12 + _MARGIN


def _span(dot: _Dot) -> str:
    years = [record.year for record in dot.records]
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _names_of_all(dots: Sequence[_Dot]) -> list[tuple[_Dot, str]]:
    """Return the first work of every dot and how many more it stands for, the earliest dots first."""
    ordered = sorted(dots, key=lambda dot: (dot.records[0].year or 0, dot.y))
    named = []
    for dot in ordered:
        more = f" +{len(dot.records) - 1}" if len(dot.records) > 1 else ""
        named.append((dot, fit(author_label(dot.records[0]), _WORK - text_width(more, SMALL), SMALL) + more))
    return named


def _names_of_some(dots: Sequence[_Dot]) -> list[tuple[_Dot, str]]:
    """Return the earliest work of each theme, then the works that represent it."""
    firsts, others, seen = [], [], set()
    for dot in dots:
        for record in dot.records:
            if dot.row.label not in seen:
                firsts.append((dot, author_label(record)))
            elif record.id in dot.row.chosen:
                others.append((dot, author_label(record)))
            seen.add(dot.row.label)
    return [*firsts, *others]


def _name(drawing: Drawing, plate: Plate, dot: _Dot, text: str) -> None:
    """Write a name above or below its dot, else at its side; where there is no room it stays away."""
    width = text_width(text, SMALL)
    away, half = dot.radius + 3, SMALL / 2
    for x, middle, anchor in (
        (dot.x, dot.y - away - half, "middle"),
        (dot.x, dot.y + away + half, "middle"),
        (dot.x - dot.radius, dot.y - away - half, "start"),
        (dot.x + dot.radius, dot.y - away - half, "end"),
        (dot.x - dot.radius, dot.y + away + half, "start"),
        (dot.x + dot.radius, dot.y + away + half, "end"),
    ):
        start = x - {"start": 0.0, "end": width, "middle": width / 2}[anchor]
        box = (start, middle - half, start + width, middle + half)
        if plate.is_free(box):
            plate.taken.append(box)
            drawing.lines(x, middle, [text], SMALL, text_anchor=anchor, fill=INK)
            return
