"""Themes from period to period: a block a theme, ribbons where the next period speaks of the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from synth.datatypes import Figure
from synth.figures.svg import BAR, CONTRAST, INK, PALE, QUIET, SIZE, SMALL, Drawing, listed, text_width, wrap
from synth.figures.words import count_records, count_themes, tidy, words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Corpus, LanguageCode, Period, PeriodTie, Relations, Theme, ThemeSet
    from synth.figures.words import Words

_NAME = "theme-evolution"
_MARGIN = 16
# Widths of a block and of the space to the next period: where there are up to three periods, and more.
_WIDE, _NARROW = (160, 130), (100, 56)
_FEW_PERIODS = 3
_HEIGHT = 300
_GAP = 8
_LINES = 2
_LINE = SMALL + 2
_IN_ALT = 6
_GROUND = "#deebf7"


def draw_evolution(
    corpus: Corpus, themes: ThemeSet, relations: Relations, language: LanguageCode
) -> tuple[Figure, ...]:
    """Draw how the themes of each period are tied to those of the next.

    Parameters
    ----------
    corpus
        The records.
    themes
        Their themes.
    relations
        The periods and the ties.
    language
        The language of the words in and around the figure.

    Returns
    -------
    tuple of Figure
        One figure; none where no theme of a period is tied to one of the next.
    """
    if not relations.ties:
        return ()
    words = words_for(language)
    drawing = Drawing()
    chart = _Chart(drawing, corpus, themes, relations, words)
    size = chart.draw()
    named = {
        "first": relations.periods[0].first,
        "last": relations.periods[-1].last,
        "number": len(relations.periods),
        "themes": count_themes(len({block.theme.key for block in chart.blocks.values()}), words),
    }
    caption = words.evolution_caption.format(
        **named, least=relations.least_compared, inclusion=f"{relations.least_inclusion:.1f}"
    )
    missing = len(corpus.records) - sum(len(block.numbers) for block in chart.blocks.values())
    if missing:
        caption += words.evolution_missing.format(records=count_records(missing, words))
    alt = tidy(words.evolution_alt.format(**named, list=_list_ties(relations, themes, words)))
    svg = drawing.svg(size, _NAME, (tidy(words.evolution_title.format(**named)), alt), language)
    return (Figure(name=_NAME, svg=svg, caption=tidy(caption), alt=alt),)


def _list_ties(relations: Relations, themes: ThemeSet, words: Words) -> str:
    """Return the strongest ties of each pair of periods as a sentence, for those who do not see them."""
    labels = {theme.key: theme.label for theme in themes.themes}
    parts = []
    for place, (period, following) in enumerate(pairwise(relations.periods)):
        ties = sorted((tie for tie in relations.ties if tie.period == place), key=lambda tie: -tie.inclusion)
        told = [
            words.evolution_tie.format(
                one=labels[tie.theme_key], other=labels[tie.next_key], inclusion=f"{tie.inclusion:.2f}"
            )
            for tie in ties[:_IN_ALT]
        ]
        parts.append(
            words.evolution_part.format(
                first=_years(period), next=_years(following), ties=words.comma.join(told) or words.evolution_none
            )
        )
    return words.joint.join(parts) + ("。" if words.joint == "；" else ".")


def _years(period: Period) -> str:
    return str(period.first) if period.first == period.last else f"{period.first}–{period.last}"


def _colour(tie: PeriodTie) -> str:
    return PALE if tie.theme_key == tie.next_key else CONTRAST


@dataclass(slots=True, kw_only=True)
class _Block:
    """A theme in a period: its label in lines, where it stands, and how much of each side ribbons have taken."""

    theme: Theme
    numbers: Sequence[int]
    label: list[str]
    x: float = 0.0
    top: float = 0.0
    height: float = 0.0
    left_taken: float = 0.0
    right_taken: float = 0.0


class _Chart:
    """Lays out a column of blocks for each period and the ribbons between columns."""

    def __init__(self, drawing: Drawing, corpus: Corpus, themes: ThemeSet, relations: Relations, words: Words) -> None:
        self._drawing, self._relations, self._words = drawing, relations, words
        self._block, self._space = _WIDE if len(relations.periods) <= _FEW_PERIODS else _NARROW
        self._numbers = {record.id: record.number for record in corpus.records}
        self.blocks: dict[tuple[int, str], _Block] = {}
        for place, period in enumerate(relations.periods):
            inside = frozenset(period.ids)
            for theme in themes.themes:
                held = sorted(self._numbers[record_id] for record_id in theme.primary_ids if record_id in inside)
                if held:
                    label = wrap(f"{theme.label} ({len(held)})", self._block - 8, _LINES, SMALL)
                    self.blocks[place, theme.key] = _Block(theme=theme, numbers=held, label=label)

    def draw(self) -> tuple[float, float]:
        """Draw periods, ribbons and blocks; return the size of the drawing."""
        bottom = self._place()
        for place, period in enumerate(self._relations.periods):
            x = self._x(place) + self._block / 2
            style = {"text_anchor": "middle", "font_weight": "bold", "fill": QUIET}
            self._drawing.text(x, _MARGIN + SIZE, _years(period), **style)
        self._draw_ribbons()
        for (place, _), block in self.blocks.items():
            self._draw_block(block, self._relations.periods[place])
        right = self._x(len(self._relations.periods) - 1) + self._block
        return self._draw_legend(right, bottom + 12)

    def _x(self, place: int) -> float:
        return float(_MARGIN + place * (self._block + self._space))

    def _place(self) -> float:
        """Put the blocks of each period one below the other; return where the longest column ends."""
        columns: dict[int, list[_Block]] = defaultdict(list)
        for (place, _), block in self.blocks.items():
            columns[place].append(block)
        unit = _HEIGHT / max(sum(len(block.numbers) for block in column) for column in columns.values())
        end = 0.0
        for place, column in columns.items():
            y = float(_MARGIN + SIZE + 14)
            for block in column:
                block.x, block.height = self._x(place), max(len(block.numbers) * unit, 1.0)
                # A label that does not fit into its block stands above it.
                block.top = y + (0.0 if self._holds(block) else len(block.label) * _LINE)
                y = block.top + block.height + _GAP
            end = max(end, y - _GAP)
        return end

    @staticmethod
    def _holds(block: _Block) -> bool:
        return block.height >= len(block.label) * _LINE + 2

    def _draw_block(self, block: _Block, period: Period) -> None:
        hint = f"{block.theme.label} · {_years(period)} · {len(block.numbers)}"
        self._drawing.rectangle(
            block.x, block.top, self._block, block.height, _GROUND, stroke=BAR, hint=hint, **listed(block.numbers)
        )
        inside = self._holds(block)
        middle = block.top + block.height / 2 if inside else block.top - len(block.label) * _LINE / 2 - 1
        self._drawing.lines(block.x + self._block / 2, middle, block.label, SMALL, text_anchor="middle", fill=INK)

    def _draw_ribbons(self) -> None:
        """Draw a ribbon for each tie; those of one side of a block share its height where they would need more."""
        ties = self._relations.ties
        leaving: dict[tuple[int, str], float] = defaultdict(float)
        coming: dict[tuple[int, str], float] = defaultdict(float)
        for tie in ties:
            leaving[tie.period, tie.theme_key] += tie.inclusion
            coming[tie.period + 1, tie.next_key] += tie.inclusion
        order = {theme: place for place, (_, theme) in enumerate(self.blocks)}
        for tie in sorted(ties, key=lambda tie: (tie.period, order[tie.theme_key], order[tie.next_key])):
            one, other = self.blocks[tie.period, tie.theme_key], self.blocks[tie.period + 1, tie.next_key]
            high = one.height * tie.inclusion / max(leaving[tie.period, tie.theme_key], 1.0)
            low = other.height * tie.inclusion / max(coming[tie.period + 1, tie.next_key], 1.0)
            start, end = one.top + one.right_taken, other.top + other.left_taken
            one.right_taken += high
            other.left_taken += low
            self._drawing.ribbon(
                (one.x + self._block, start, start + high),
                (other.x, end, end + low),
                _colour(tie),
                fill_opacity="0.8",
                hint=self._hint(tie, one, other),
                **listed(self._numbers[record_id] for record_id in tie.record_ids),
            )

    def _hint(self, tie: PeriodTie, one: _Block, other: _Block) -> str:
        periods = self._relations.periods
        return self._words.evolution_hint.format(
            one=one.theme.label,
            period=_years(periods[tie.period]),
            other=other.theme.label,
            next=_years(periods[tie.period + 1]),
            inclusion=f"{tie.inclusion:.2f}",
            terms=self._words.comma.join(tie.terms),
        )

    def _draw_legend(self, right: float, y: float) -> tuple[float, float]:
        """Explain the two colours of ribbons; return the size of the drawing."""
        end = float(_MARGIN)
        kinds = {_colour(tie) for tie in self._relations.ties}
        for fill, text in ((PALE, self._words.evolution_same), (CONTRAST, self._words.evolution_other)):
            if fill not in kinds:
                continue
            if end > _MARGIN and end + 28 + text_width(text) > right:
                end, y = float(_MARGIN), y + 20
            self._drawing.rectangle(end, y, 22, 12, fill)
            self._drawing.text(end + 28, y + 10, text, fill=QUIET)
            end += 28 + text_width(text) + 20
            right = max(right, end - 20)
        return right + _MARGIN, y + 12 + _MARGIN
