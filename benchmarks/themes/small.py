"""Lists of the size of a reference list: 23 to 200 titles of five themes, each figure the mean of twenty lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes import sets
from themes.bench import Trial
from themes.scores import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from themes.bench import Bench
    from themes.scores import Row

SIZES = (23, 50, 100, 200)
METHODS = ("sklearn", "minilm", "bertopic-k", "bertopic", "corex", "lda")
_CLASSES = 5
_LISTS = 20


def report(bench: Bench) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "Small lists: titles of five themes, number given; means of twenty lists, beside a random partition"
    yield from table(_rows(bench), ("ami", "ari", "nmi", "accuracy", "clusters", "seconds"))
    yield from bench.absent(sets.SMALL)


def _rows(bench: Bench) -> Iterator[Row]:
    for labelled in bench.sets(sets.SMALL):
        for size in SIZES:
            draws = []
            for state in range(_LISTS):
                rows = sets.draw(labelled.labels, classes=_CLASSES, size=size, random_state=state)
                draws.append(sets.Draw(rows, len({labelled.items[row].label for row in rows}), state))
            yield from bench.compare(Trial(part="small", labelled=labelled, draws=draws), METHODS)
