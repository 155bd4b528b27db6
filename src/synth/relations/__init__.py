"""How themes are related: by the terms they share, over time, and by what is nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Relations
from synth.relations.periods import FEWEST_RECORDS, LEAST_INCLUSION, tie_periods
from synth.relations.strategic import place_themes
from synth.relations.terms import Lexicon
from synth.relations.tree import grow_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Embedding, Period, TermMatrix, ThemeSet

__all__ = ["relate_themes"]


def relate_themes(
    matrix: TermMatrix, embedding: Embedding, themes: ThemeSet, periods: Sequence[Period] = ()
) -> Relations:
    """Relate the themes to each other; a theme is its primary records.

    Parameters
    ----------
    matrix
        The documents' weights and counts.
    embedding
        Where the documents lie; the tree is grown there.
    themes
        The themes with their members.
    periods
        The periods of the dated records.

    Returns
    -------
    Relations
        Themes without records are in none of its parts.
    """
    told = tuple(theme for theme in themes.themes if theme.primary_ids)
    row = {record_id: i for i, record_id in enumerate(matrix.record_ids)}
    groups = [np.array(sorted(row[record_id] for record_id in theme.primary_ids), np.intp) for theme in told]
    lexicon = Lexicon.of(matrix)
    owned = lexicon.own_terms(groups)
    leaves, joins = grow_tree(embedding, told)
    return Relations(
        places=place_themes(lexicon, told, groups, owned),
        terms=lexicon.uses(told, groups, owned),
        periods=tuple(periods),
        ties=tie_periods(lexicon, told, groups, periods),
        leaves=leaves,
        joins=joins,
        titles_only=lexicon.titles_only,
        least_compared=FEWEST_RECORDS,
        least_inclusion=LEAST_INCLUSION,
    )
