"""Expected themes: three terms each, picked from items that are not judged; macro-F1 over the themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes import peers, sets
from themes.bench import Trial
from themes.scores import table
from themes.seeds import pick_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from themes.bench import Bench
    from themes.scores import Row


def report(bench: Bench) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "Expected themes, three terms each; bertopic-guided-best has its topics named by the labels themselves"
    yield from table(_rows(bench), ("f1", "nmi", "ami", "seconds"))
    yield from bench.absent(sets.FREE)


def _rows(bench: Bench) -> Iterator[Row]:
    for labelled in bench.sets([name for name in sets.FREE if name != "csl13_t"]):
        judged, held_out = sets.split(labelled)
        seeds = pick_terms(labelled.take(held_out).items)
        draws = [sets.Draw(judged, len(seeds), state) for state in range(bench.states)]
        yield from bench.compare(Trial(part="expected", labelled=labelled, draws=draws, seeds=seeds), peers.EXPECTED)
