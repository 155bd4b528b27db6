"""Themes over the years: a row of bars for each theme, all on one scale."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.datatypes import Figure
from synth.figures.matrix import group_by_theme
from synth.figures.svg import BAR, BAR_QUIET, FAINT, QUIET, SIZE, SMALL, Drawing, listed, message, text_width, wrap
from synth.figures.words import count_records, list_themes, tidy, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from synth.datatypes import Corpus, LanguageCode, Record, ThemeSet
    from synth.figures.words import Words

_NAME = "themes-over-years"
_MARGIN = 16
_LABEL = 190
_PLOT_MOST = 640
_PLOT_LEAST = 160
_SLOT = 56
_BAR_MOST = 40
_MOST_BINS = 90
_BIN_SIZES = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
# At most one record in twenty, and never the only one, counts as far before the others.
_FEW_OF, _FEW_FROM = 20, 5
_ROOMY = 12
_ROW_ROOMY, _ROW_TIGHT = 54, 38
_NUMBER_HEIGHT = 14


def draw_years(corpus: Corpus, themes: ThemeSet, language: LanguageCode) -> Figure:
    """Draw how many records each theme has in each year.

    Parameters
    ----------
    corpus
        The records; those without a year are counted in the caption.
    themes
        Their themes.
    language
        The language of the words in and around the figure.
    """
    words = words_for(language)
    groups = group_by_theme(corpus, themes)
    dated = corpus.years
    if not dated:
        sentence = tidy(words.no_years.format(records=count_records(len(corpus.records), words)))
        return Figure(name=_NAME, svg=message(_NAME, sentence, language), caption=sentence, alt=sentence)
    axis = _Axis.over(dated)
    rows = [
        _Row(label=theme.label, numbers=_by_bin(group, axis))
        for theme, group in zip(themes.themes, groups, strict=False)
    ]
    if groups[-1]:
        rows.append(_Row(label=words.unassigned, numbers=_by_bin(groups[-1], axis), quiet=True))
    named = {"first": dated[0], "last": dated[-1], "records": count_records(len(dated), words)}
    caption = words.years_caption.format(**named)
    if axis.size > 1:
        caption += words.years_binned.format(size=axis.size)
    early = sum(year < axis.second for year in dated) if axis.open else 0
    if early:
        caption += words.years_early.format(year=axis.second, records=count_records(early, words))
    undated = len(corpus.records) - len(dated)
    if undated:
        caption += words.years_missing.format(records=count_records(undated, words))
    alt = tidy(words.years_alt.format(**named, list=list_themes(themes, len(groups[-1]), words)))
    drawing = Drawing()
    size = _draw(drawing, rows, axis, words)
    svg = drawing.svg(size, _NAME, (tidy(words.years_title.format(**named)), alt), language)
    return Figure(name=_NAME, svg=svg, caption=tidy(caption), alt=alt)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    """The years as bins: the first year of the first bin, the years a bin spans, the number of bins.

    An ``open`` first bin holds all earlier years as well.
    """

    first: int
    size: int
    bins: int
    open: bool = False

    @classmethod
    def over(cls, years: Sequence[int]) -> _Axis:
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
        return cls(first=start, size=size, bins=(last - start) // size + 1, open=is_open)

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
        return min(max(self.bins * _SLOT, _PLOT_LEAST), _PLOT_MOST)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A label and the numbers of the records in each bin."""

    label: str
    numbers: Mapping[int, Sequence[int]]
    quiet: bool = False

    @property
    def counts(self) -> Counter[int]:
        """How many records each bin holds."""
        return Counter({place: len(numbers) for place, numbers in self.numbers.items()})


def _by_bin(records: Sequence[Record], axis: _Axis) -> dict[int, list[int]]:
    bins: dict[int, list[int]] = defaultdict(list)
    for record in records:
        if record.year is not None:
            bins[axis.place(record.year)].append(record.number)
    return bins


def _draw(drawing: Drawing, rows: Sequence[_Row], axis: _Axis, words: Words) -> tuple[float, float]:
    """Draw rows and axis; return the size of the drawing."""
    labels = [wrap(row.label, _LABEL, 2) for row in rows]
    left = _MARGIN + max(text_width(line) for lines in labels for line in lines) + 12
    height = _ROW_ROOMY if len(rows) <= _ROOMY else _ROW_TIGHT
    top = _MARGIN + SIZE + 4
    bottom = top + height * len(rows)
    right = left + axis.width
    drawing.text(right + 12, _MARGIN + SIZE - 2, words.total, fill=QUIET, font_size=str(SMALL))
    _draw_axis(drawing, axis, left, top, bottom)
    peak = max((max(row.counts.values(), default=0) for row in rows), default=0) or 1
    for place, (row, label) in enumerate(zip(rows, labels, strict=True)):
        base = top + height * (place + 1)
        drawing.lines(left - 12, base - height / 2 + 4, label, text_anchor="end")
        drawing.line(left, base, right, base, QUIET)
        _draw_bars(drawing, row, axis, (left, base), (height - _NUMBER_HEIGHT - 4) / peak)
        drawing.lines(right + 12, base - height / 2 + 4, [str(row.counts.total())])
    return right + 12 + max(text_width(words.total), 40) + _MARGIN, bottom + 24 + _MARGIN


def _draw_bars(drawing: Drawing, row: _Row, axis: _Axis, start: tuple[float, float], unit: float) -> None:
    """Draw the bars of one row from the left end of its base line; where bars are thin, the highest alone is numbered.

    ``unit`` is the height of one record.
    """
    left, base = start
    bar = max(min(axis.slot * 0.7, _BAR_MOST), 1.5)
    roomy = axis.slot >= text_width(str(max(row.counts.values(), default=0)), SMALL) + 2
    counts = row.counts
    highest = max(counts, key=lambda place: (counts[place], -place), default=None)
    for place, number in sorted(counts.items()):
        centre = left + (place + 0.5) * axis.slot
        tall = number * unit
        hint = f"{row.label} · {axis.label(place)} · {number}"
        colour, records = BAR_QUIET if row.quiet else BAR, listed(row.numbers[place])
        drawing.rectangle(centre - bar / 2, base - tall, bar, tall, colour, hint=hint, **records)
        if roomy or place == highest:
            drawing.text(centre, base - tall - 3, str(number), text_anchor="middle", font_size=str(SMALL))


def _draw_axis(drawing: Drawing, axis: _Axis, left: float, top: float, bottom: float) -> None:
    """Draw a tick for every bin, and a guide and the year for those with room."""
    labelled = frozenset(axis.labelled())
    for place in range(axis.bins):
        centre = left + (place + 0.5) * axis.slot
        drawing.line(centre, bottom, centre, bottom + (6 if place in labelled else 3), QUIET)
        if place in labelled:
            drawing.line(centre, top, centre, bottom, FAINT)
            drawing.text(centre, bottom + 18, axis.label(place), text_anchor="middle", font_size=str(SMALL), fill=QUIET)
