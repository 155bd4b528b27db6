"""The tree of themes and subthemes: a leaf a line, the nearer the sooner joined."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING

from synth.datatypes import Figure
from synth.figures.svg import BAR, FAINT, PALE, QUIET, SIZE, SMALL, Drawing, fit, listed, text_width
from synth.figures.words import count_themes, tidy, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from synth.datatypes import Corpus, Join, LanguageCode, Leaf, Relations, ThemeSet
    from synth.figures.words import Words

_NAME = "subthemes"
_MARGIN = 16
_WIDTH = 300
_ROW = 20
_RADIUS = 8.0
_LEAF, _THEME = 260, 240
_TICKS = 4
_IN_ALT = 5


def draw_tree(corpus: Corpus, themes: ThemeSet, relations: Relations, language: LanguageCode) -> tuple[Figure, ...]:
    """Draw which themes and subthemes are near each other.

    Parameters
    ----------
    corpus
        The records.
    themes
        Their themes.
    relations
        The leaves and how they are joined.
    language
        The language of the words in and around the figure.

    Returns
    -------
    tuple of Figure
        One figure; none where there is no tree.
    """
    leaves, joins = relations.leaves, relations.joins
    if not joins:
        return ()
    words = words_for(language)
    counted = count_themes(len({leaf.theme_key for leaf in leaves}), words)
    parted = any(leaf.part >= 0 for leaf in leaves)
    caption = tidy((words.tree_caption if parted else words.tree_caption_themes).format(themes=counted))
    pairs = [
        words.tree_pair.format(
            one=leaves[join.left].label, other=leaves[join.right].label, distance=f"{join.distance:.2f}"
        )
        for join in joins
        if max(join.left, join.right) < len(leaves)
    ]
    alt = tidy(words.tree_alt.format(leaves=len(leaves), list=words.joint.join(pairs[:_IN_ALT])))
    numbers = {record.id: record.number for record in corpus.records}
    drawing = Drawing()
    tree = _Tree(drawing, leaves, joins, numbers)
    size = tree.draw({theme.key: theme.label for theme in themes.themes}, words)
    svg = drawing.svg(size, _NAME, (tidy(words.tree_title.format(themes=counted)), alt), language)
    return (Figure(name=_NAME, svg=svg, caption=caption, alt=alt),)


class _Tree:
    """Lays out leaves from top to bottom and joins from right to left."""

    def __init__(
        self, drawing: Drawing, leaves: Sequence[Leaf], joins: Sequence[Join], numbers: Mapping[str, int]
    ) -> None:
        self._drawing, self._leaves, self._joins, self._numbers = drawing, leaves, joins, numbers
        self._order = self._leaf_order()
        self._root = max(join.distance for join in joins) or 1.0
        self._right = _MARGIN + float(_WIDTH)
        self._most = max(len(leaf.record_ids) for leaf in leaves)

    def _leaf_order(self) -> list[int]:
        """Return the leaves as the tree holds them, of two branches the one with the first leaf first."""
        below = [[i] for i in range(len(self._leaves))]
        for join in self._joins:
            one, other = sorted((below[join.left], below[join.right]), key=min)
            below.append([*one, *other])
        return below[-1]

    def _x(self, distance: float) -> float:
        return self._right - _WIDTH * distance / self._root

    def draw(self, labels: Mapping[str, str], words: Words) -> tuple[float, float]:
        """Draw axis, branches, leaves and the themes that they are of; return the size of the drawing."""
        bottom = _MARGIN + _ROW * len(self._leaves)
        self._draw_axis(float(bottom), words)
        self._draw_branches()
        edge = self._draw_leaves()
        edge = self._draw_themes(labels, edge)
        return max(edge, _MARGIN + text_width(words.tree_axis)) + _MARGIN, bottom + 40 + _MARGIN

    def _draw_axis(self, bottom: float, words: Words) -> None:
        for tick in range(_TICKS + 1):
            distance = self._root * tick / _TICKS
            x = self._x(distance)
            self._drawing.line(x, _MARGIN, x, bottom + 4, FAINT)
            style = {"text_anchor": "middle", "font_size": str(SMALL), "fill": QUIET}
            self._drawing.text(max(x, _MARGIN + 14), bottom + 18, f"{distance:.2f}", **style)
        self._drawing.text(_MARGIN, bottom + 38, words.tree_axis, fill=QUIET)

    def _draw_branches(self) -> None:
        ends = [(self._right, 0.0)] * len(self._leaves)
        for row, leaf in enumerate(self._order):
            ends[leaf] = (self._right, _MARGIN + (row + 0.5) * _ROW)
        for join in self._joins:
            (x1, y1), (x2, y2) = ends[join.left], ends[join.right]
            x = self._x(join.distance)
            self._drawing.line(x, y1, x1, y1, QUIET)
            self._drawing.line(x, y2, x2, y2, QUIET)
            self._drawing.line(x, y1, x, y2, QUIET)
            ends.append((x, (y1 + y2) / 2))

    def _draw_leaves(self) -> float:
        """Draw a dot and a label for each leaf; return how far they reach."""
        edge = self._right
        for row, place in enumerate(self._order):
            leaf, y = self._leaves[place], _MARGIN + (row + 0.5) * _ROW
            radius = max(_RADIUS * math.sqrt(len(leaf.record_ids) / self._most), 2.0)
            count = f" ({len(leaf.record_ids)})"
            numbers = listed(self._numbers[record_id] for record_id in leaf.record_ids)
            self._drawing.circle(self._right, y, radius, PALE, stroke=BAR, hint=leaf.label + count, **numbers)
            text = fit(leaf.label, _LEAF - text_width(count)) + count
            weight = {} if leaf.part >= 0 else {"font_weight": "bold"}
            self._drawing.text(self._right + _RADIUS + 6, y + 4, text, **weight)
            edge = max(edge, self._right + _RADIUS + 6 + text_width(text) * (1.1 if weight else 1.0))
        return edge

    def _draw_themes(self, labels: Mapping[str, str], edge: float) -> float:
        """Draw a bracket around neighbouring subthemes of one theme, with its label; return how far they reach."""
        row, left = 0, edge + 12
        for (key, whole), run in groupby(self._order, key=self._theme_of):
            rows = len(list(run))
            top, bottom = _MARGIN + row * _ROW + 3, _MARGIN + (row + rows) * _ROW - 3
            row += rows
            if whole:
                continue
            label = fit(labels[key], _THEME)
            self._drawing.line(left, top, left, bottom, QUIET)
            self._drawing.text(left + 8, (top + bottom) / 2 + SIZE * 0.35, label, fill=QUIET)
            edge = max(edge, left + 8 + text_width(label))
        return edge

    def _theme_of(self, leaf: int) -> tuple[str, bool]:
        return self._leaves[leaf].theme_key, self._leaves[leaf].part < 0
