"""The thematic map: a dot a theme, by the ranks of its centrality and density, with the records behind it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from synth.datatypes import Figure
from synth.figures.labelling import Plate, labels_beside
from synth.figures.svg import BAR, FAINT, INK, PALE, QUIET, SIZE, SMALL, Drawing, fit, listed, text_width
from synth.figures.words import count_records, count_themes, speaks_twice, tidy, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from synth.datatypes import Corpus, LanguageCode, Relations, Theme, ThemePlace, ThemeSet
    from synth.figures.words import Words

_NAME = "thematic-map"
_MARGIN = 16
_LEAST_SIDE, _STEP_LEAST = 480, 18
_STRIP = 26
_RADIUS_MOST, _RADIUS_LEAST = 26.0, 2.5
# Of neighbours in both ranks, a step apart in both directions, neither touches the other.
_RADIUS_OF_STEP = 0.66
_FEW = 10
_KEY = 320
_ROW = 18
_TERMS = 6


def draw_map(corpus: Corpus, themes: ThemeSet, relations: Relations, language: LanguageCode) -> tuple[Figure, ...]:
    """Draw the themes by centrality and density.

    Parameters
    ----------
    corpus
        The records.
    themes
        Their themes.
    relations
        The places of the themes.
    language
        The language of the words in and around the figure.

    Returns
    -------
    tuple of Figure
        One figure; none where no theme has a place.
    """
    if not relations.places:
        return ()
    words = words_for(language)
    named = {theme.key: theme for theme in themes.themes}
    numbers = {record.id: record.number for record in corpus.records}
    dots = _dots(relations.places, named, numbers)
    counted = count_themes(len(dots), words)
    caption = tidy(words.map_caption.format(themes=counted) + _remarks(corpus, themes, relations, dots, words))
    alt = tidy(words.map_alt.format(themes=counted, list=_by_quadrant(dots, words)))
    drawing = Drawing()
    size = _draw(drawing, dots, words)
    title = tidy(words.map_title.format(themes=counted))
    return (Figure(name=_NAME, svg=drawing.svg(size, _NAME, (title, alt), language), caption=caption, alt=alt),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dot:
    """A theme with its place, and its ranks from 0; no two themes have the same rank."""

    place: ThemePlace
    theme: Theme
    across: int
    up: int
    numbers: Sequence[int]


def _dots(places: Sequence[ThemePlace], themes: Mapping[str, Theme], numbers: Mapping[str, int]) -> list[_Dot]:
    across = sorted(range(len(places)), key=lambda i: (places[i].centrality, places[i].density, i))
    up = sorted(range(len(places)), key=lambda i: (places[i].density, places[i].centrality, i))
    return [
        _Dot(
            place=place,
            theme=themes[place.theme_key],
            across=across.index(i),
            up=up.index(i),
            numbers=[numbers[record_id] for record_id in themes[place.theme_key].primary_ids],
        )
        for i, place in enumerate(places)
    ]


def _remarks(corpus: Corpus, themes: ThemeSet, relations: Relations, dots: Sequence[_Dot], words: Words) -> str:
    """Return what a reader has to know of this map."""
    placed = {dot.theme.key for dot in dots}
    missing = [theme.label for theme in themes.themes if theme.key not in placed]
    remarks = [
        words.map_median if any(dot.place.quadrant == "median" for dot in dots) else "",
        words.map_missing.format(labels=words.joint.join(missing)) if missing else "",
        words.titles_only if relations.titles_only else "",
        words.two_languages if speaks_twice(corpus) else "",
        words.map_few if median(len(dot.numbers) for dot in dots) < _FEW else "",
    ]
    return "".join(remarks)


def _quadrant_words(words: Words) -> dict[str, str]:
    return {
        "motor": words.quadrant_motor,
        "niche": words.quadrant_niche,
        "basic": words.quadrant_basic,
        "emerging-or-declining": words.quadrant_declining,
        "median": words.quadrant_median,
    }


def _by_quadrant(dots: Sequence[_Dot], words: Words) -> str:
    parts = []
    for quadrant, name in _quadrant_words(words).items():
        labels = [dot.theme.label for dot in dots if dot.place.quadrant == quadrant]
        if labels:
            parts.append(words.map_part.format(quadrant=name, labels=words.comma.join(labels)))
    return words.joint.join(parts)


def _draw(drawing: Drawing, dots: Sequence[_Dot], words: Words) -> tuple[float, float]:
    """Draw frame, dots, labels and legend; return the size of the drawing."""
    side = max(_LEAST_SIDE, _STEP_LEAST * len(dots))
    left, top = float(_MARGIN), float(_MARGIN + SIZE + 12)
    plate = Plate(left=left, top=top, right=left + side + 2 * _STRIP, bottom=top + side + 2 * _STRIP)
    drawing.text(left, top - 10, words.map_y, fill=QUIET)
    drawing.rectangle(plate.left, plate.top, plate.right - plate.left, plate.bottom - plate.top, "none", stroke=FAINT)
    middle = (plate.left + plate.right) / 2, (plate.top + plate.bottom) / 2
    drawing.line(middle[0], plate.top, middle[0], plate.bottom, QUIET, stroke_dasharray="4 3")
    drawing.line(plate.left, middle[1], plate.right, middle[1], QUIET, stroke_dasharray="4 3")
    _draw_quadrants(drawing, plate, words)
    unit = _unit(dots, side)
    spots = [_spot(dot, plate, side / len(dots), unit) for dot in dots]
    for dot, (x, y, radius) in zip(dots, spots, strict=True):
        fill = "#ffffff" if dot.place.quadrant == "median" else PALE
        drawing.circle(x, y, radius, fill, stroke=BAR, hint=_hint(dot, words), **listed(dot.numbers))
    numbered = labels_beside(drawing, plate, spots, [dot.theme.label for dot in dots])
    drawing.text(left, plate.bottom + 20, words.map_x, fill=QUIET)
    right, bottom = _draw_sizes(drawing, dots, unit, (left, plate.bottom + 44), words)
    key_right, bottom = _draw_key(drawing, [dots[i].theme.label for i in numbered], plate, bottom)
    reach = max(plate.right, right, key_right, left + max(text_width(words.map_x), text_width(words.map_y)))
    return reach + _MARGIN, bottom + _MARGIN


def _unit(dots: Sequence[_Dot], side: float) -> float:
    """Return the radius of a dot of one record: areas are in proportion to records."""
    most = max(len(dot.numbers) for dot in dots)
    return min(_RADIUS_OF_STEP * side / len(dots), _RADIUS_MOST) / math.sqrt(max(most, 1))


def _spot(dot: _Dot, plate: Plate, step: float, unit: float) -> tuple[float, float, float]:
    """Return centre and radius of a dot."""
    radius = max(unit * math.sqrt(len(dot.numbers)), _RADIUS_LEAST)
    x = plate.left + _STRIP + (dot.across + 0.5) * step
    y = plate.bottom - _STRIP - (dot.up + 0.5) * step
    return x, y, radius


def _draw_quadrants(drawing: Drawing, plate: Plate, words: Words) -> None:
    """Name the quadrants in the strips above and below the dots."""
    upper, lower = plate.top + 17, plate.bottom - 9
    for x, y, anchor, name in (
        (plate.left + 8, upper, "start", words.quadrant_niche),
        (plate.right - 8, upper, "end", words.quadrant_motor),
        (plate.left + 8, lower, "start", words.quadrant_declining),
        (plate.right - 8, lower, "end", words.quadrant_basic),
    ):
        drawing.text(x, y, name, text_anchor=anchor, font_weight="bold", fill=QUIET)
        width = text_width(name) * 1.1
        plate.block(x if anchor == "start" else x - width, y - SIZE, width, SIZE + 4)


def _hint(dot: _Dot, words: Words) -> str:
    return words.map_hint.format(
        label=dot.theme.label,
        records=count_records(len(dot.numbers), words).strip(),
        centrality=f"{dot.place.centrality:.2f}",
        density=f"{dot.place.density:.2f}",
        terms=words.comma.join(dot.place.terms[:_TERMS]),
    )


def _draw_sizes(
    drawing: Drawing, dots: Sequence[_Dot], unit: float, start: tuple[float, float], words: Words
) -> tuple[float, float]:
    """Show how many records a dot is; return where the legend ends."""
    most = max(len(dot.numbers) for dot in dots)
    x, y = start
    reach = max(unit * math.sqrt(most), SIZE)
    for number in sorted({most, max(most // 4, 1)}, reverse=True):
        radius = max(unit * math.sqrt(number), _RADIUS_LEAST)
        drawing.circle(x + reach, y + reach, radius, PALE, stroke=BAR)
        text = count_records(number, words).strip()
        drawing.text(x + 2 * reach + 8, y + reach + 4, text, fill=QUIET)
        x += 2 * reach + 8 + text_width(text) + 24
    return x - 24, y + 2 * reach


def _draw_key(drawing: Drawing, labels: Sequence[str], plate: Plate, top: float) -> tuple[float, float]:
    """List the themes whose dots have a number, in columns as wide as the plate; return where the list ends."""
    if not labels:
        return 0.0, top
    columns = max(int((plate.right - plate.left) // _KEY), 1)
    rows = -(-len(labels) // columns)
    for place, label in enumerate(labels):
        column, row = divmod(place, rows)
        x, y = plate.left + column * _KEY, top + 24 + row * _ROW
        drawing.text(x + 20, y, str(place + 1), text_anchor="end", font_size=str(SMALL), fill=INK)
        drawing.text(x + 28, y, fit(label, _KEY - 44))
    return plate.left + min(columns, len(labels)) * _KEY - 16, top + 24 + (rows - 1) * _ROW + 4
