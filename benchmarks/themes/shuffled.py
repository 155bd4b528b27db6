"""The same records in twenty other orders: the partition shall be the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from themes import ours
from themes.scores import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from themes.bench import Bench
    from themes.sets import Item

SETS = ("qbio6_t", "csl13_160_t", "mixed12_t")
ORDERS = 20


def report(bench: Bench) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "Shuffled input: orders out of twenty with the same partition, themes unknown and expected"
    for labelled in bench.sets(SETS):
        items = list({item.text: item for item in labelled.items}.values())
        names = sorted({item.label for item in items})
        seeds = {label: [next(item.title for item in items if item.label == label)] for label in names}
        same = [
            _same(items, [ours.cluster_free(order, len(names), 0) for order in _orders(items)]),
            _same(items, [ours.cluster_expected(order, seeds, 0) for order in _orders(items)]),
        ]
        bench.rows.append(
            Row(part="shuffled", set=labelled.name, n=len(items), method="synth", runs=ORDERS, same=min(same))
        )
        yield f"{labelled.name:18}{len(items):>6}  unknown {same[0]} of {ORDERS}, expected {same[1]} of {ORDERS}"
    yield from bench.absent(SETS)


def _orders(items: Sequence[Item]) -> Iterator[list[Item]]:
    for state in range(ORDERS):
        yield [items[place] for place in _places(len(items), state)]


def _places(n: int, state: int) -> list[int]:
    """Return an order of places; that of state 0 is the order as read."""
    return [int(place) for place in np.random.default_rng(state).permutation(n)] if state else list(range(n))


def _same(items: Sequence[Item], found: Sequence[Sequence[int | str]]) -> int:
    """Return how many of the labellings are the first one's partition."""
    partitions = []
    for state, labels in enumerate(found):
        label_at = dict(zip(_places(len(items), state), labels, strict=True))
        first: dict[int | str, int] = {}
        partitions.append([first.setdefault(label_at[place], len(first)) for place in range(len(items))])
    return sum(partition == partitions[0] for partition in partitions)
