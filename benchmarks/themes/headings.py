"""Titles under the headings that people put them under: read AMI and ARI beside the random partition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes import sets
from themes.bench import Trial
from themes.scores import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from themes.bench import Bench
    from themes.scores import Row

METHODS = ("sklearn", "minilm", "bertopic-k", "bertopic")


def report(bench: Bench) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "Reading lists and reviews: titles under human headings, number given"
    yield from table(_rows(bench), ("ami", "ari", "nmi", "clusters", "seconds"))
    yield from bench.absent(sets.HEADINGS)


def _rows(bench: Bench) -> Iterator[Row]:
    for labelled in bench.sets(sets.HEADINGS):
        everything = list(range(len(labelled.items)))
        draws = [sets.Draw(everything, labelled.n_labels, state) for state in range(bench.states)]
        yield from bench.compare(Trial(part="headings", labelled=labelled, draws=draws), METHODS)
