"""The coverage matrix: a row a record, a column a theme; summed up by primary theme where the records are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Figure
from synth.figures.grid import MARGIN, Grid
from synth.figures.svg import QUIET, SMALL, Drawing, fit, ink_on, message, text_width
from synth.figures.words import author_label, count_records, count_themes, list_themes, tidy, words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Corpus, LanguageCode, Record, Theme, ThemeSet
    from synth.figures.words import Words

_NAME = "coverage-matrix"
# A row a record fits a page up to here: 60 rows of 20 units are about as tall as a page is at this width.
_MOST_ROWS = 60
_ROW = 20
_SUM_ROW = 26
_GROUP_GAP = 6
_LABEL = 190


def draw_matrix(corpus: Corpus, themes: ThemeSet, language: LanguageCode) -> Figure:
    """Draw which record belongs to which theme.

    Parameters
    ----------
    corpus
        The records.
    themes
        Their themes.
    language
        The language of the words in and around the figure.
    """
    words = words_for(language)
    groups = group_by_theme(corpus, themes)
    records = count_records(len(corpus.records), words)
    if not themes.themes:
        sentence = tidy(words.no_themes.format(records=records))
        return Figure(name=_NAME, svg=message(_NAME, sentence, language), caption=sentence, alt=sentence)
    named = {"records": records, "themes": count_themes(len(themes.themes), words)}
    summed = len(corpus.records) > _MOST_ROWS
    caption = tidy((words.matrix_sums_caption if summed else words.matrix_caption).format(**named))
    alt = tidy(words.matrix_alt.format(**named, list=list_themes(themes, len(groups[-1]), words)))
    drawing = Drawing()
    size = (_draw_sums if summed else _draw_records)(drawing, themes.themes, groups, words)
    title = tidy(words.matrix_title.format(**named))
    return Figure(name=_NAME, svg=drawing.svg(size, _NAME, (title, alt), language), caption=caption, alt=alt)


def group_by_theme(corpus: Corpus, themes: ThemeSet) -> list[list[Record]]:
    """Return the records by primary theme, each group in order of number; the last group is without one."""
    primary = {record_id: place for place, theme in enumerate(themes.themes) for record_id in theme.primary_ids}
    groups: list[list[Record]] = [[] for _ in range(len(themes.themes) + 1)]
    for record in sorted(corpus.records, key=lambda record: (record.number, record.id)):
        groups[primary.get(record.id, -1)].append(record)
    return groups


def _label(record: Record) -> str:
    """Return author and year; where there is no room, the author gives way."""
    year = "" if record.year is None else f" {record.year}"
    return fit(author_label(record), _LABEL - text_width(year)) + year


def _draw_records(
    drawing: Drawing, themes: Sequence[Theme], groups: Sequence[Sequence[Record]], words: Words
) -> tuple[float, float]:
    """Draw a row for each record; return the size of the drawing."""
    labels = {record.id: _label(record) for group in groups for record in group}
    digits = max((text_width(str(record.number)) for group in groups for record in group), default=0)
    names = MARGIN + digits + 8
    left = names + max(map(text_width, labels.values()), default=0) + 10
    grid = Grid.under(drawing, [theme.label for theme in themes], left)
    y = grid.top
    for group in filter(None, groups):
        for record in group:
            middle = y + _ROW / 2
            drawing.text(names - 8, middle + 4, str(record.number), text_anchor="end", fill=QUIET)
            drawing.text(names, middle + 4, labels[record.id])
            grid.row(y, _ROW)
            _draw_memberships(grid, y, record, themes)
            if group is groups[-1]:
                grid.across(middle, words.no_theme)
            y += _ROW
        y += _GROUP_GAP
    return grid.legend(y + 10, words.strength, words.primary, framed=False)


def _draw_memberships(grid: Grid, y: float, record: Record, themes: Sequence[Theme]) -> None:
    """Fill the cells of the themes that a record belongs to; a diamond marks the primary one."""
    for place, theme in enumerate(themes):
        for member in theme.memberships:
            if member.record_id != record.id:
                continue
            hint = f"{record.number} · {theme.label} · {member.strength:.2f}"
            grid.cell(place, y, _ROW, member.strength, hint, [record.number])
            if member.primary:
                grid.drawing.diamond(grid.centre(place), y + _ROW / 2, 5)


def _draw_sums(
    drawing: Drawing, themes: Sequence[Theme], groups: Sequence[Sequence[Record]], words: Words
) -> tuple[float, float]:
    """Draw a row for each theme, how many of its primary records belong to each theme; return the drawing's size."""
    names = [f"{fit(theme.label, _LABEL)} ({len(group)})" for theme, group in zip(themes, groups, strict=False)]
    if groups[-1]:
        names.append(f"{words.unassigned} ({len(groups[-1])})")
    grid = Grid.under(drawing, [theme.label for theme in themes], MARGIN + max(map(text_width, names)) + 10)
    y = grid.top
    for own, name in enumerate(names):
        middle = y + _SUM_ROW / 2
        drawing.text(grid.left - 10, middle + 4, name, text_anchor="end")
        grid.row(y, _SUM_ROW)
        if own == len(themes):
            grid.across(middle, words.no_theme)
        else:
            _draw_counts(grid, y, own, themes, groups[own])
        y += _SUM_ROW
    return grid.legend(y + 16, words.share, words.own_theme, framed=True)


def _draw_counts(grid: Grid, y: float, own: int, themes: Sequence[Theme], group: Sequence[Record]) -> None:
    """Fill the cells of one row of sums; the row's own theme counts all of its records."""
    for place, theme in enumerate(themes):
        members = frozenset(theme.record_ids)
        shared = [record.number for record in group if record.id in members]
        number = len(shared)
        if number:
            share = number / len(group)
            grid.cell(place, y, _SUM_ROW, share, f"{themes[own].label} · {theme.label} · {number}", shared)
            style = {"text_anchor": "middle", "fill": ink_on(share), "font_size": str(SMALL)}
            grid.drawing.text(grid.centre(place), y + _SUM_ROW / 2 + 4, str(number), **style)
        if place == own:
            grid.frame(place, y, _SUM_ROW)
