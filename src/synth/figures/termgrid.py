"""The heat map of terms and themes: the share of each theme's records that have a term."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from synth.datatypes import Figure
from synth.figures.grid import MARGIN, Grid
from synth.figures.svg import SMALL, Drawing, fit, ink_on, text_width
from synth.figures.words import count_themes, tidy, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from synth.datatypes import Corpus, LanguageCode, Relations, TermUse, Theme, ThemeSet
    from synth.figures.words import Words

_NAME = "term-themes"
_FEWEST_THEMES = 2
_ROW = 20
_GROUP_GAP = 6
_LABEL = 190
_MOST_ROWS = 60
_MOST_OF_THEME = 5


def draw_terms(corpus: Corpus, themes: ThemeSet, relations: Relations, language: LanguageCode) -> tuple[Figure, ...]:
    """Draw which theme uses which term.

    Parameters
    ----------
    corpus
        The records.
    themes
        Their themes.
    relations
        The terms of the themes.
    language
        The language of the words in and around the figure.

    Returns
    -------
    tuple of Figure
        One figure; none where fewer than two themes have terms of their own.
    """
    words = words_for(language)
    shown = [theme for theme in themes.themes if theme.primary_ids]
    groups = _groups(relations.terms, len(shown))
    if len(groups) < _FEWEST_THEMES:
        return ()
    labels = {theme.key: theme.label for theme in shown}
    lists = [
        words.terms_part.format(label=labels[group[0].theme_key], terms=words.comma.join(use.term for use in group))
        for group in groups
    ]
    counted = count_themes(len(shown), words)
    alt = tidy(words.terms_alt.format(list=words.joint.join(lists)))
    caption = words.terms_caption.format(themes=counted) + (words.titles_only if relations.titles_only else "")
    drawing = Drawing()
    numbers = {record.id: record.number for record in corpus.records}
    size = _draw(drawing, shown, groups, numbers, words)
    svg = drawing.svg(size, _NAME, (tidy(words.terms_title.format(themes=counted)), alt), language)
    return (Figure(name=_NAME, svg=svg, caption=tidy(caption), alt=alt),)


def _groups(uses: Sequence[TermUse], n_themes: int) -> list[list[TermUse]]:
    """Return the first terms of each theme, the fewer the more themes there are."""
    most = max(min(_MOST_ROWS // max(n_themes, 1), _MOST_OF_THEME), 1)
    return [list(group)[:most] for _, group in groupby(uses, key=lambda use: use.theme_key)]


def _draw(
    drawing: Drawing,
    themes: Sequence[Theme],
    groups: Sequence[Sequence[TermUse]],
    numbers: Mapping[str, int],
    words: Words,
) -> tuple[float, float]:
    """Draw a row for each term; return the size of the drawing."""
    widest = max(text_width(fit(use.term, _LABEL)) for group in groups for use in group)
    grid = Grid.under(drawing, [theme.label for theme in themes], MARGIN + widest + 10)
    y = grid.top
    for group in groups:
        for use in group:
            drawing.text(grid.left - 10, y + _ROW / 2 + 4, fit(use.term, _LABEL), text_anchor="end")
            grid.row(y, _ROW)
            _draw_shares(grid, y, use, themes, numbers)
            y += _ROW
        y += _GROUP_GAP
    return grid.legend(y + 10, words.terms_scale, words.terms_mark, framed=True)


def _draw_shares(grid: Grid, y: float, use: TermUse, themes: Sequence[Theme], numbers: Mapping[str, int]) -> None:
    """Fill the cells of one term."""
    uses = dict(use.uses)
    for place, theme in enumerate(themes):
        ids = uses.get(theme.key, ())
        if ids:
            share = len(ids) / len(theme.primary_ids)
            hint = f"{use.term} · {theme.label} · {len(ids)}/{len(theme.primary_ids)}"
            grid.cell(place, y, _ROW, share, hint, [numbers[record_id] for record_id in ids])
            style = {"text_anchor": "middle", "fill": ink_on(share), "font_size": str(SMALL)}
            grid.drawing.text(grid.centre(place), y + _ROW / 2 + 4, f"{share:.2f}".removeprefix("0"), **style)
        if theme.key == use.theme_key:
            grid.frame(place, y, _ROW)
