"""The combinations that were tested: those that are gaps or concentrations as a table, all of them as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from synth.languages import read_lexicon
from synth.render.markup import emphasis, escape, heading, line, table
from synth.render.words import words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from synth.datatypes import Cell, CellFamily, LanguageCode, Result, Tail
    from synth.render.words import Words

_MOST_ROWS = 20
_DIGITS = 4
# Below this a probability is not worth its digits.
_LEAST = 0.001


def combinations_markdown(result: Result, words: Words) -> Iterable[str]:
    """Yield the section on gaps and concentrations: what was tested, what was found, what the words mean."""
    gaps, language = result.gaps, result.synthesis.language
    if not gaps.families:
        return
    name = _namer(result, language)
    yield heading(words.combinations, 2)
    header = [words.rows, words.columns, words.population, words.possible, words.could_be_gap]
    findings = [words.names["gap"], words.names["concentration"]]
    rows = [_family_row(family, name, gaps.candidates) for family in gaps.families]
    yield table([*header, *findings], rows)
    found = sorted((*gaps.found("gap"), *gaps.found("concentration")), key=lambda cell: cell.tail.q if cell.tail else 1)
    if found:
        figures = [words.names["observed"], words.names["expected-count"], words.names["lift"], "p", "q"]
        rows = [_cell_row(cell, name, words) for cell in found[:_MOST_ROWS]]
        yield table([words.finding, words.combination, *figures], rows)
    else:
        yield line(words.no_combination)
    if len(found) > _MOST_ROWS:
        yield line(words.shown_of.format(shown=_MOST_ROWS, all=len(found)))
    bounds = {"least": gaps.least, "low": f"{gaps.low_lift:g}", "high": f"{gaps.high_lift:g}", "level": gaps.level}
    yield emphasis(words.combinations_note.format(**bounds))


def combinations_data(result: Result) -> dict[str, Any]:
    """Return every combination that was tested, by family, and the bounds."""
    gaps = result.gaps
    return {
        "least": gaps.least,
        "low_lift": gaps.low_lift,
        "high_lift": gaps.high_lift,
        "level": gaps.level,
        "families": [
            {
                "rows": family.rows,
                "columns": family.columns,
                "population": len(family.population),
                "combinations": family.combinations,
                "cells": [_cell_data(cell) for cell in family.cells],
            }
            for family in gaps.families
        ],
    }


def facets_data(result: Result) -> list[dict[str, Any]]:
    """Return the values of facets that records name, with those records."""
    name = _namer(result, result.synthesis.language)
    return [
        {
            "facet": value.facet,
            "key": value.key,
            "label": name(value.facet, value.key),
            "records": list(value.record_ids),
            "themes": list(value.theme_keys),
        }
        for value in result.facets
        if value.record_ids
    ]


def _namer(result: Result, language: LanguageCode) -> Callable[[str, str], str]:
    """Return what names a dimension (without a key) or one of its values."""
    words = words_for(language).names
    names = {(dimension, ""): words[dimension] for dimension in ("theme", "period")}
    names |= {("theme", theme.key): theme.label for theme in result.themes.themes}
    names |= {("period", period.key): period.key.replace("-", "–") for period in result.gaps.periods}
    for facet in read_lexicon("facets")["facet"]:
        names[facet["key"], ""] = facet[language]
        names |= {(facet["key"], value["key"]): value[language] for value in facet["value"]}
    return lambda dimension, key: names.get((dimension, key), key or dimension)


def _family_row(family: CellFamily, name: Callable[[str, str], str], candidates: Sequence[Cell]) -> list[str]:
    could = sum((cell.rows, cell.columns) == (family.rows, family.columns) for cell in candidates)
    found = [str(sum(cell.finding == finding for cell in family.cells)) for finding in ("gap", "concentration")]
    sizes = [str(len(family.population)), str(family.combinations), str(could)]
    return [name(family.rows, ""), name(family.columns, ""), *sizes, *found]


def _cell_row(cell: Cell, name: Callable[[str, str], str], words: Words) -> list[str]:
    both = f"{name(cell.rows, cell.row)} × {name(cell.columns, cell.column)}"
    tail = cell.tail
    chances = [_chance(tail.p), _chance(tail.q)] if tail else ["", ""]
    figures = [str(cell.observed), f"{cell.expected:.1f}", f"{cell.lift:.2f}"]
    return [words.names[cell.finding], escape(both), *figures, *chances]


def _chance(p: float) -> str:
    return f"< {_LEAST}" if p < _LEAST else f"{p:.3f}"


def _cell_data(cell: Cell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "in_row": len(cell.row_ids),
        "in_column": len(cell.column_ids),
        "observed": cell.observed,
        "expected": round(cell.expected, _DIGITS),
        "lift": round(cell.lift, _DIGITS),
        "fewer": _tail_data(cell.fewer),
        "more": _tail_data(cell.more),
        "finding": cell.finding,
    }


def _tail_data(tail: Tail | None) -> dict[str, float] | None:
    """Return p and q, to four digits that count: a chance of a millionth is not nought."""
    return {"p": float(f"{tail.p:.4g}"), "q": float(f"{tail.q:.4g}")} if tail else None
