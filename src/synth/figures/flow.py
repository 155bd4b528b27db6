"""The flow of records from the sources to the synthesis, as the PRISMA 2020 statement draws it.

Page and others, "The PRISMA 2020 statement", BMJ 372 (2021) n71, figure 1: what each source gave, what was set aside
before study and why, and what is included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.datatypes import Figure
from synth.figures.svg import FAINT, INK, SIZE, Drawing, fit
from synth.figures.words import count_records, tidy, words_for

if TYPE_CHECKING:
    from synth.datatypes import Corpus, LanguageCode
    from synth.figures.words import Words

_NAME = "record-flow"
_MARGIN = 16
_LEFT, _RIGHT = 360, 220
_GAP = 48
_LINE = SIZE + 4
_PADDING = 10
_RULE = 8  # the room that the line under a heading takes
_MOST_SOURCES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """A box of lines, the first of them its heading."""

    x: float
    y: float
    width: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 2 * _PADDING + (_RULE if len(self.lines) > 1 else 0)

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def draw_flow(corpus: Corpus, language: LanguageCode) -> Figure:
    """Draw what became of the entries of each source.

    Parameters
    ----------
    corpus
        The records and what was set aside.
    language
        The language of the words in and around the figure.
    """
    words = words_for(language)
    flow = corpus.flow
    sources = _source_lines(corpus, words)
    removed = (
        words.flow_removed,
        words.flow_unreadable.format(flow.unreadable),
        words.flow_duplicate.format(flow.duplicate),
    )
    included = [words.flow_included.format(flow.included)]
    if corpus.links:
        included.append(words.flow_linked.format(len(corpus.links)))
    numbers = {"identified": flow.identified, "unreadable": flow.unreadable, "duplicate": flow.duplicate}
    named = {**numbers, "included": count_records(flow.included, words), "sources": words.joint.join(sources)}
    alt = tidy(words.flow_alt.format(**named))
    title = tidy(words.flow_title.format(included=count_records(flow.included, words)))
    drawing = Drawing()
    heading = words.flow_identified.format(flow.identified)
    size = _draw(drawing, (heading, *sources), removed, tuple(included))
    svg = drawing.svg(size, _NAME, (title, alt), language)
    return Figure(name=_NAME, svg=svg, caption=words.flow_caption, alt=alt)


def _source_lines(corpus: Corpus, words: Words) -> tuple[str, ...]:
    """Return a line for each source, the last of many for those that have none."""
    formats = {source.name: source.format for source in corpus.sources}
    flows = corpus.flows
    shown = flows if len(flows) <= _MOST_SOURCES else flows[: _MOST_SOURCES - 1]
    lines = [words.flow_source.format(name, formats[name], flow.identified) for name, flow in shown]
    if rest := flows[len(shown) :]:
        lines.append(words.flow_more.format(len(rest), sum(flow.identified for _, flow in rest)))
    return tuple(lines)


def _draw(
    drawing: Drawing, identified: tuple[str, ...], removed: tuple[str, ...], included: tuple[str, ...]
) -> tuple[float, float]:
    """Draw the three boxes with the arrows between them and return the size."""
    first = _Box(x=_MARGIN, y=_MARGIN, width=_LEFT, lines=identified)
    aside = _Box(x=first.x + _LEFT + _GAP, y=_MARGIN, width=_RIGHT, lines=removed)
    last = _Box(x=_MARGIN, y=max(first.bottom, aside.bottom) + _GAP, width=_LEFT, lines=included)
    level = min(first.middle, aside.middle)
    drawing.arrow(first.x + _LEFT, level, aside.x, level)
    drawing.arrow(first.x + _LEFT / 2, first.bottom, first.x + _LEFT / 2, last.y)
    for box in (first, aside, last):
        drawing.rectangle(box.x, box.y, box.width, box.height, "#ffffff", stroke=INK)
        for place, line in enumerate(box.lines):
            weight = {} if place else {"font_weight": "bold"}
            text = fit(line, box.width - 2 * _PADDING)
            drawing.text(
                box.x + _PADDING, box.y + _PADDING + (place + 0.8) * _LINE + (_RULE if place else 0), text, **weight
            )
        if len(box.lines) > 1:
            rule = box.y + _PADDING + _LINE + _RULE / 2
            drawing.line(box.x, rule, box.x + box.width, rule, FAINT)
    return aside.x + _RIGHT + _MARGIN, last.bottom + _MARGIN
