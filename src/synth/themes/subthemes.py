"""Subthemes: the parts of a theme that have names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Subtheme
from synth.labels import choose_labels, signature_terms
from synth.languages import normalize
from synth.themes.view import MOST_SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Theme
    from synth.labels import Label
    from synth.themes.view import View

_FEWEST_IN_PART = 3


def find_subthemes(view: View, theme: Theme, rows: NDArray[np.intp], above: Sequence[str]) -> tuple[Subtheme, ...]:
    """Name the parts of a theme, each against the rest of it; parts too small or without a name join the largest.

    No part has one of the names ``above``, those of themes and of other themes' parts, nor one that says less.
    """
    parts = view.parts[rows]
    sizes = Counter(parts[parts >= 0].tolist())
    ranked = sorted(sizes, key=lambda part: (-sizes[part], part))
    kept = [part for part in ranked if sizes[part] >= _FEWEST_IN_PART]
    labels: tuple[Label, ...] = ()
    groups: list[NDArray[np.intp]] = []
    while len(kept) > 1:
        groups = [np.sort(rows[parts == part]) for part in kept]
        groups[0] = np.sort(rows[~np.isin(parts, kept[1:])])
        labels = _part_labels(view, above, groups, np.sort(rows))
        if all(label.terms for label in labels):
            break
        kept = [part for part, label in zip(kept, labels, strict=True) if label.terms]
    else:
        return ()
    place = {record_id: i for i, record_id in enumerate(theme.primary_ids)}
    return tuple(
        Subtheme(
            label=label.text,
            record_ids=tuple(sorted((view.matrix.record_ids[i] for i in group), key=place.__getitem__)),
            terms=view.surfaces(signature_terms(view.matrix, group, MOST_SIGNATURE, among=rows)),
        )
        for label, group in zip(labels, groups, strict=True)
    )


def _part_labels(
    view: View, above: Sequence[str], groups: Sequence[NDArray[np.intp]], rows: NDArray[np.intp]
) -> tuple[Label, ...]:
    return choose_labels(
        view.matrix,
        groups,
        above=[normalize(label) for label in above],
        language=view.language,
        documents=view.documents,
        among=rows,
    )
