"""Which themes the corpus covers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from synth.datatypes import Corpus, Coverage, CoverageStatus, ThemeCoverage

if TYPE_CHECKING:
    from synth.datatypes import ThemeSet

_ENOUGH = 3
_SHARE_OF_SMALL = 5
_SHARE_OF_LARGE = 50


def least_records(n_records: int) -> int:
    """Return how many records cover a theme: three; a fifth of a list under 15, a fiftieth of one over 150."""
    return max(1, min(_ENOUGH, math.ceil(n_records / _SHARE_OF_SMALL)), n_records // _SHARE_OF_LARGE)


def measure_coverage(themes: ThemeSet, corpus: Corpus) -> Coverage:
    """Tell for each theme whether enough records belong to it.

    k-means puts every record somewhere, so what counts is membership with evidence, not assignment.

    Parameters
    ----------
    themes
        The themes with their members.
    corpus
        The records.

    Returns
    -------
    Coverage
        ``covered`` from :func:`least_records` members on, ``thin`` below, ``missing`` without any.
    """
    least = least_records(len(corpus.records))
    return Coverage(
        themes=tuple(
            ThemeCoverage(
                key=theme.key,
                label=theme.label,
                status=_status(len(theme.memberships), least),
                records=len(theme.memberships),
                primary=len(theme.primary_ids),
                kind=theme.kind,
            )
            for theme in themes.themes
        ),
        least=least,
    )


def _status(n_records: int, least: int) -> CoverageStatus:
    if not n_records:
        return "missing"
    return "covered" if n_records >= least else "thin"
