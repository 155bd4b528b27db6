"""Figures as SVG text: records and themes as a matrix and over time, how themes are related, how they were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.figures.curve import draw_curve
from synth.figures.evolution import draw_evolution
from synth.figures.flow import draw_flow
from synth.figures.matrix import draw_matrix
from synth.figures.strategic import draw_map
from synth.figures.termgrid import draw_terms
from synth.figures.timeline import draw_timeline
from synth.figures.tree import draw_tree
from synth.figures.years import draw_years

if TYPE_CHECKING:
    from synth.datatypes import Corpus, Figure, LanguageCode, Relations, ThemeSet

__all__ = ["draw_figures"]


def draw_figures(corpus: Corpus, themes: ThemeSet, relations: Relations, language: LanguageCode) -> tuple[Figure, ...]:
    """Draw the figures of a run.

    They are ``coverage-matrix``, ``themes-over-years`` and ``record-flow``, and where the records bear them
    ``number-of-themes`` (several numbers were compared), ``thematic-map`` (four themes or more), ``term-themes``,
    ``theme-evolution``, ``timeline`` and ``subthemes`` (three branches or more).

    Parameters
    ----------
    corpus
        The records.
    themes
        Their themes; a record that is primary in none counts as unassigned.
    relations
        How the themes are related.
    language
        The language of captions, alternative texts and legends. Labels are shown as they are.
    """
    return (
        draw_matrix(corpus, themes, language),
        draw_years(corpus, themes, language),
        draw_flow(corpus, language),
        *draw_curve(themes, language),
        *draw_map(corpus, themes, relations, language),
        *draw_terms(corpus, themes, relations, language),
        *draw_evolution(corpus, themes, relations, language),
        *draw_timeline(corpus, themes, language),
        *draw_tree(corpus, themes, relations, language),
    )
