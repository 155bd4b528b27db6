"""Clusters against labels, the number of themes given: whole sets, and 2,000 of the larger ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes import peers, sets
from themes.bench import Trial
from themes.scores import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from themes.bench import Bench
    from themes.scores import Row

SIZE = 2000
MEASURES = ("nmi", "ami", "ari", "accuracy", "clusters", "seconds")


def report(bench: Bench) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "Themes unknown, their number given (titles: _t, with abstracts: _ta)"
    yield from table(_rows(bench), MEASURES)
    yield from bench.absent(sets.FREE)


def _rows(bench: Bench) -> Iterator[Row]:
    for labelled in bench.sets(sets.FREE):
        everything = list(range(len(labelled.items)))
        k = labelled.n_labels
        if len(everything) > SIZE:
            some = sets.draw(labelled.labels, classes=k, size=SIZE, random_state=0)
            yield from bench.compare(Trial(part="free", labelled=labelled, draws=_draws(bench, some, k)), peers.CLOSEST)
        yield from bench.compare(Trial(part="free", labelled=labelled, draws=_draws(bench, everything, k)), peers.FREE)


def _draws(bench: Bench, rows: list[int], k: int) -> list[sets.Draw]:
    return [sets.Draw(rows, k, state) for state in range(bench.states)]
