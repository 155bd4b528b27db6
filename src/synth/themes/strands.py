"""Strands: what divides a subtheme, or a theme of one piece, by the phrases of its records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Strand, Subtheme, Theme
from synth.labels.strands import find_strands
from synth.languages import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.themes.view import View

# A list of fewer records needs no second level, and a subtheme of fewer no third.
_FEWEST_IN_CORPUS = 12
_FEWEST_IN_THEME = 5
_FEWEST_IN_SUBTHEME = 12
_Group = Theme | Subtheme


def add_strands(themes: Sequence[Theme], view: View) -> tuple[Theme, ...]:
    """Divide large subthemes, and themes without any, by the phrases that their records share.

    Parameters
    ----------
    themes
        The themes with their subthemes.
    view
        The clusters and documents.

    Returns
    -------
    tuple of Theme
        The same themes; no strand is named as a theme, or as the subthemes beside it.
    """
    if len(view.documents) < _FEWEST_IN_CORPUS:
        return tuple(themes)
    row = {record_id: i for i, record_id in enumerate(view.matrix.record_ids)}
    labels = [normalize(theme.label) for theme in themes]
    groups: list[tuple[tuple[str, ...], list[str]]] = []
    for theme in themes:
        if not theme.subthemes and len(_members(theme)) >= _FEWEST_IN_THEME:
            groups.append((_members(theme), labels))
        beside = [*labels, *(normalize(part.label) for part in theme.subthemes)]
        large = (part for part in theme.subthemes if len(part.record_ids) >= _FEWEST_IN_SUBTHEME)
        groups.extend((part.record_ids, beside) for part in large)
    rows = [np.array(sorted(row[i] for i in ids), np.intp) for ids, _ in groups]
    above = [taken for _, taken in groups]
    found = find_strands(view.matrix, rows, above, language=view.language, documents=view.documents)
    strands = {
        ids: tuple(
            Strand(label=label, record_ids=tuple(i for i in ids if row[i] in members)) for label, members in parts
        )
        for (ids, _), parts in zip(groups, found, strict=True)
    }
    return tuple(_with_strands(theme, strands) for theme in themes)


def _with_strands(theme: Theme, strands: dict[tuple[str, ...], tuple[Strand, ...]]) -> Theme:
    parts = tuple(replace(part, strands=strands.get(part.record_ids, ())) for part in theme.subthemes)
    return replace(theme, subthemes=parts, strands=() if parts else strands.get(_members(theme), ()))


def _members(theme: Theme) -> tuple[str, ...]:
    """Return the records that a theme is divided by: of an expected one all that mention it."""
    return theme.record_ids if theme.kind == "expected" else theme.primary_ids
