"""Figures as SVG text: the coverage matrix, the themes over the years, the flow of records, the number of themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.figures.curve import draw_curve
from synth.figures.flow import draw_flow
from synth.figures.matrix import draw_matrix
from synth.figures.years import draw_years

if TYPE_CHECKING:
    from synth.datatypes import Corpus, Figure, LanguageCode, ThemeSet

__all__ = ["draw_figures"]


def draw_figures(corpus: Corpus, themes: ThemeSet, language: LanguageCode) -> tuple[Figure, ...]:
    """Draw the figures of a run.

    They are ``coverage-matrix``, ``themes-over-years``, ``record-flow`` and, where several numbers of themes were
    compared, ``number-of-themes``.

    Parameters
    ----------
    corpus
        The records.
    themes
        Their themes; a record that is primary in none counts as unassigned.
    language
        The language of captions, alternative texts and legends. Labels are shown as they are.
    """
    return (
        draw_matrix(corpus, themes, language),
        draw_years(corpus, themes, language),
        draw_flow(corpus, language),
        *draw_curve(themes, language),
    )
