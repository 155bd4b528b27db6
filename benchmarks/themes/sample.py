"""The titles that ship with the project, so that the engine can be tried without any other data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from themes.bench import Trial
from themes.peers import CLOSEST
from themes.scores import table
from themes.sets import Draw, LabelledSet, read_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from themes.bench import Bench
    from themes.scores import Row

TITLES = Path(__file__).resolve().parents[2] / "data" / "labelled" / "titles.jsonl"


def report(bench: Bench) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "The sample that ships: five fields in each language, number given"
    yield from table(_rows(bench), ("ami", "ari", "nmi", "accuracy", "seconds"))


def read_sample() -> LabelledSet:
    """Return the titles of the sample, both languages."""
    return LabelledSet(name="sample", items=tuple(read_items(TITLES)))


def _rows(bench: Bench) -> Iterator[Row]:
    sample = read_sample()
    for language in ("en", "zh"):
        rows = [row for row, item in enumerate(sample.items) if item.language == language]
        k = len({sample.items[row].label for row in rows})
        draws = [Draw(rows, k, state) for state in range(bench.states)]
        trial = Trial(part="sample", labelled=sample, draws=draws, name=f"sample {language}")
        yield from bench.compare(trial, CLOSEST)
