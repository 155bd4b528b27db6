"""How many themes: the score of each number that was tried, the number chosen and the plausible range."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from synth.datatypes import Figure
from synth.figures.svg import BAR, FAINT, QUIET, SIZE, SMALL, Drawing, shade, text_width
from synth.figures.words import count_themes, tidy, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synth.datatypes import Choice, LanguageCode, ThemeSet
    from synth.figures.words import Words

_NAME = "number-of-themes"
_MARGIN = 16
_WIDTH, _HEIGHT = 480, 200
_SLOT_MOST = 100
_RANGE = shade(0.0)
# A scale has at most so many intervals, of 1, 2 or 5 times a power of ten.
_INTERVALS = 5
_LEAST_SPAN = 0.004


def draw_curve(themes: ThemeSet, language: LanguageCode) -> tuple[Figure, ...]:
    """Draw the modularity of each number of themes that was tried.

    Parameters
    ----------
    themes
        The themes and how their number was chosen.
    language
        The language of the words in and around the figure.

    Returns
    -------
    tuple of Figure
        One figure; none where fewer than two numbers were compared.
    """
    words, choice = words_for(language), themes.choice
    if len(choice.curve) < 2:  # noqa: PLR2004 - one point is no curve
        return ()
    scale = _Scale.over(choice)
    with_expected = any(theme.kind == "expected" for theme in themes.themes)
    named = {"first": choice.curve[0][0], "last": choice.curve[-1][0], "span": _span(choice, words)}
    points = words.joint.join(words.curve_point.format(k=k, score=f"{score:.3f}") for k, score in choice.curve)
    chosen = count_themes(choice.chosen, words)
    alt = tidy(words.curve_alt.format(**named, chosen=chosen, points=points))
    drawing = Drawing()
    size = _draw(drawing, choice, scale, words, words.curve_x_expected if with_expected else words.curve_x)
    svg = drawing.svg(size, _NAME, (tidy(words.curve_title.format(chosen=chosen)), alt), language)
    return (Figure(name=_NAME, svg=svg, caption=words.curve_caption, alt=alt),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where numbers of themes and scores lie: the range of both, the space of one number, the step between scores."""

    first: int
    last: int
    lowest: float
    highest: float
    step: float
    left: float
    top: float

    @classmethod
    def over(cls, choice: Choice) -> _Scale:
        """Return a scale that holds the curve, the number chosen and its range."""
        numbers = [k for k, _ in choice.curve] + [choice.low, choice.high, choice.chosen]
        scores = [score for _, score in choice.curve]
        span = max(max(scores) - min(scores), _LEAST_SPAN)
        step = _round_up(span / (_INTERVALS - 1))
        lowest = math.floor(min(scores) / step - 0.2) * step
        highest = math.ceil(max(scores) / step + 0.2) * step
        marks = max(text_width(_score(score, step), SMALL) for score in (lowest, highest))
        return cls(
            first=min(numbers),
            last=max(numbers),
            lowest=lowest,
            highest=highest,
            step=step,
            left=_MARGIN + marks + 8,
            top=_MARGIN + SIZE + 12,
        )

    @property
    def slot(self) -> float:
        """The width of one number of themes."""
        return min(_WIDTH / (self.last - self.first + 1), _SLOT_MOST)

    @property
    def right(self) -> float:
        """The right edge of the plot."""
        return self.left + self.slot * (self.last - self.first + 1)

    @property
    def bottom(self) -> float:
        """The lower edge of the plot."""
        return self.top + _HEIGHT

    def x(self, number: int) -> float:
        """Return the middle of a number of themes."""
        return self.left + (number - self.first + 0.5) * self.slot

    def y(self, score: float) -> float:
        """Return the height of a score."""
        return self.bottom - _HEIGHT * (score - self.lowest) / (self.highest - self.lowest)

    def scores(self) -> Iterator[float]:
        """Yield the scores that are written, from the lowest."""
        for place in range(round((self.highest - self.lowest) / self.step) + 1):
            yield self.lowest + place * self.step

    def labelled(self, wanted: list[int]) -> list[int]:
        """Return the numbers that can be written without touching another, the first wanted ones first."""
        chosen: list[int] = []
        for number in wanted:
            need = text_width(str(self.last), SMALL) + 6
            if all(abs(self.x(number) - self.x(other)) >= need for other in chosen):
                chosen.append(number)
        return sorted(chosen)


def _round_up(step: float) -> float:
    """Return the next 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= step * 0.999)


def _score(score: float, step: float) -> str:
    return f"{score:.{max(-math.floor(math.log10(step)), 1)}f}"


def _span(choice: Choice, words: Words) -> str:
    return words.curve_span.format(low=choice.low, high=choice.high) if choice.low < choice.high else str(choice.low)


def _draw(drawing: Drawing, choice: Choice, scale: _Scale, words: Words, axis: str) -> tuple[float, float]:
    """Draw range, axes, curve and legend; return the size of the drawing."""
    shaded = scale.slot * (choice.high - choice.low + 1)
    drawing.rectangle(scale.x(choice.low) - scale.slot / 2, scale.top, shaded, _HEIGHT, _RANGE)
    drawing.text(_MARGIN, _MARGIN + SIZE - 2, words.curve_y, fill=QUIET)
    for score in scale.scores():
        drawing.line(scale.left, scale.y(score), scale.right, scale.y(score), FAINT)
        mark = _score(score, scale.step)
        drawing.text(scale.left - 8, scale.y(score) + 3.5, mark, text_anchor="end", font_size=str(SMALL), fill=QUIET)
    _draw_numbers(drawing, choice, scale)
    for (k, score), (following, other) in pairwise(choice.curve):
        drawing.line(scale.x(k), scale.y(score), scale.x(following), scale.y(other), BAR, stroke_width="2")
    scores = dict(choice.curve)
    for k, score in choice.curve:
        drawing.rectangle(scale.x(k) - 3, scale.y(score) - 3, 6, 6, BAR, hint=f"{k} · {score:.3f}")
    drawing.diamond(scale.x(choice.chosen), scale.y(scores.get(choice.chosen, scale.lowest)), 7)
    drawing.text(scale.left, scale.bottom + 38, axis, fill=QUIET)
    return _legend(drawing, choice, scale, words, scale.left + text_width(axis))


def _draw_numbers(drawing: Drawing, choice: Choice, scale: _Scale) -> None:
    """Draw the axis of numbers: a tick for each that was tried, and its number where there is room."""
    tried = [k for k, _ in choice.curve]
    labelled = scale.labelled([choice.chosen, tried[0], tried[-1], choice.low, choice.high, *tried])
    drawing.line(scale.left, scale.bottom, scale.right, scale.bottom, QUIET)
    for number in sorted({*tried, *labelled}):
        x = scale.x(number)
        drawing.line(x, scale.bottom, x, scale.bottom + (6 if number in labelled else 3), QUIET)
    for number in labelled:
        drawing.text(scale.x(number), scale.bottom + 18, str(number), text_anchor="middle", font_size=str(SMALL))


def _legend(drawing: Drawing, choice: Choice, scale: _Scale, words: Words, reach: float) -> tuple[float, float]:
    """Explain diamond and shade below the axis, a line each; return the size of the drawing."""
    y = scale.bottom + 62
    chosen = words.curve_chosen.format(chosen=choice.chosen)
    plausible = words.curve_range.format(span=_span(choice, words))
    drawing.diamond(scale.left + 10, y - 4, 6)
    drawing.text(scale.left + 28, y, chosen, fill=QUIET)
    drawing.rectangle(scale.left, y + 10, 20, 14, _RANGE, stroke=QUIET)
    drawing.text(scale.left + 28, y + 21, plausible, fill=QUIET)
    texts = scale.left + 28 + max(text_width(chosen), text_width(plausible))
    right = max(scale.right, reach, texts, _MARGIN + text_width(words.curve_y))
    return right + _MARGIN, y + 24 + _MARGIN
