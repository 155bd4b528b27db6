"""Themes over the years: a row of bars for each theme, all on one scale."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.datatypes import Figure
from synth.figures.axis import YearAxis
from synth.figures.matrix import group_by_theme
from synth.figures.svg import BAR, BAR_QUIET, QUIET, SIZE, SMALL, Drawing, listed, message, text_width, wrap
from synth.figures.words import count_records, list_themes, tidy, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from synth.datatypes import Corpus, LanguageCode, Record, ThemeSet
    from synth.figures.words import Words

_NAME = "themes-over-years"
_MARGIN = 16
_LABEL = 190
_BAR_MOST = 40
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
    axis = YearAxis.over(dated)
    rows = [
        _Row(label=theme.label, numbers=_by_bin(group, axis))
        for theme, group in zip(themes.themes, groups, strict=False)
    ]
    if groups[-1]:
        rows.append(_Row(label=words.unassigned, numbers=_by_bin(groups[-1], axis), quiet=True))
    named = {"first": dated[0], "last": dated[-1], "records": count_records(len(dated), words)}
    caption = words.years_caption.format(**named) + axis.caption(dated, words, words.bar)
    undated = len(corpus.records) - len(dated)
    if undated:
        caption += words.years_missing.format(records=count_records(undated, words))
    alt = tidy(words.years_alt.format(**named, list=list_themes(themes, len(groups[-1]), words)))
    drawing = Drawing()
    size = _draw(drawing, rows, axis, words)
    svg = drawing.svg(size, _NAME, (tidy(words.years_title.format(**named)), alt), language)
    return Figure(name=_NAME, svg=svg, caption=tidy(caption), alt=alt)


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


def _by_bin(records: Sequence[Record], axis: YearAxis) -> dict[int, list[int]]:
    bins: dict[int, list[int]] = defaultdict(list)
    for record in records:
        if record.year is not None:
            bins[axis.place(record.year)].append(record.number)
    return bins


def _draw(drawing: Drawing, rows: Sequence[_Row], axis: YearAxis, words: Words) -> tuple[float, float]:
    """Draw rows and axis; return the size of the drawing."""
    labels = [wrap(row.label, _LABEL, 2) for row in rows]
    left = _MARGIN + max(text_width(line) for lines in labels for line in lines) + 12
    height = _ROW_ROOMY if len(rows) <= _ROOMY else _ROW_TIGHT
    top = _MARGIN + SIZE + 4
    bottom = top + height * len(rows)
    right = left + axis.width
    drawing.text(right + 12, _MARGIN + SIZE - 2, words.total, fill=QUIET, font_size=str(SMALL))
    axis.draw(drawing, left, top, bottom)
    peak = max((max(row.counts.values(), default=0) for row in rows), default=0) or 1
    for place, (row, label) in enumerate(zip(rows, labels, strict=True)):
        base = top + height * (place + 1)
        drawing.lines(left - 12, base - height / 2 + 4, label, text_anchor="end")
        drawing.line(left, base, right, base, QUIET)
        _draw_bars(drawing, row, axis, (left, base), (height - _NUMBER_HEIGHT - 4) / peak)
        drawing.lines(right + 12, base - height / 2 + 4, [str(row.counts.total())])
    return right + 12 + max(text_width(words.total), 40) + _MARGIN, bottom + 24 + _MARGIN


def _draw_bars(drawing: Drawing, row: _Row, axis: YearAxis, start: tuple[float, float], unit: float) -> None:
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
