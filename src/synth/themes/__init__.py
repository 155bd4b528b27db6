"""Clusters as themes: names, signature terms, and who belongs where, how strongly and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Reason, ThemeSet, Unassigned
from synth.labels import class_words
from synth.themes.emergent import find_emergent
from synth.themes.expected import find_expected
from synth.themes.secondnames import add_second_labels
from synth.themes.strands import add_strands
from synth.themes.subthemes import find_subthemes
from synth.themes.view import DIGITS, MOST_SIGNATURE, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Clustering, Document, Framework, Hit, LanguageCode, TermMatrix

__all__ = ["interpret"]


def interpret(  # noqa: PLR0913, PLR0917 - one argument a stage before it
    clustering: Clustering,
    matrix: TermMatrix,
    framework: Framework,
    hits: Sequence[Hit],
    documents: Sequence[Document],
    language: LanguageCode,
) -> ThemeSet:
    """Make themes of clusters.

    Strength of a membership in an expected theme: 0.6 for a seed term in the title (0.45 for several in the abstract or
    keywords, 0.3 for one there or a hint), plus up to 0.4 for closeness, the cosine to the theme's centroid measured
    by the record's best theme and the theme's best record; from 0.5 on it counts. In an emergent theme, and for a
    record that mentions no expected theme and lies where one is, strength is closeness alone.

    Parameters
    ----------
    clustering
        The clusters.
    matrix
        The documents' weights and counts.
    framework
        The expected themes.
    hits
        Where the documents mention them.
    documents
        The documents' tokens, in the order of the rows.
    language
        The language of the labels.

    Returns
    -------
    ThemeSet
        Expected themes in the framework's order, also those that no record mentions; then emergent ones by size.
        Every document is primary in exactly one theme or unassigned with the reason.
    """
    view = View.of(clustering, matrix, documents, language)
    expected = find_expected(view, framework, hits)
    emergent, loose = find_emergent(view, expected)
    row = {record_id: i for i, record_id in enumerate(matrix.record_ids)}
    themes = [theme for theme, _ in (*expected, *emergent)]
    explained = {record_id for theme in themes for record_id in theme.primary_ids} | {one.record_id for one in loose}
    unassigned = (*loose, *_left_over(view, framework, explained))
    groups = [np.array([row[i] for i in theme.primary_ids], np.intp) for theme in themes]
    words = class_words(matrix, groups, MOST_SIGNATURE)
    names = [theme.label for theme in themes]
    detailed = []
    for (theme, j), columns, rows in zip((*expected, *emergent), words, groups, strict=True):
        subthemes = find_subthemes(view, theme, rows, names)
        names += [part.label for part in subthemes]
        stability = round(float(clustering.stability[j]), DIGITS)
        detailed.append(replace(theme, stability=stability, words=view.surfaces(columns), subthemes=subthemes))
    return ThemeSet(
        themes=add_strands(add_second_labels(detailed, view, framework, hits), view),
        unassigned=tuple(sorted(unassigned, key=lambda one: row[one.record_id])),
        choice=clustering.choice,
    )


def _left_over(view: View, framework: Framework, explained: set[str]) -> list[Unassigned]:
    """Return the records that are in no cluster, with the reason."""
    other = Reason(code="unassigned-no-mention" if framework.themes else "unassigned-alone")
    no_term = Reason(code="unassigned-empty")
    return [
        Unassigned(record_id=record_id, reason=other if len(view.columns(i)) else no_term)
        for i, record_id in enumerate(view.matrix.record_ids)
        if record_id not in explained
    ]
