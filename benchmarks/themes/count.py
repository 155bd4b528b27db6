"""How many themes are found, beside how many there are: draws of some classes, whole sets, titles under headings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from themes import sets
from themes.bench import Trial
from themes.scores import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from themes.bench import Bench
    from themes.sets import LabelledSet

FACTOR = 1.5
# Classes, and items of each.
_DRAWS = ((4, 12), (5, 40), (8, 40), (12, 40), (6, 20))


class Case(NamedTuple):
    """What the number of themes is asked of; ``part`` is where BERTopic's own number of topics is kept."""

    group: str
    name: str
    part: str
    labelled: LabelledSet
    rows: list[int]


def report(bench: Bench) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "Number of themes suggested (with its plausible range), beside the number of labels and of BERTopic's topics"
    yield f"{'set':26}{'n':>6}{'labels':>8}{'synth':>8}{'range':>9}{'bertopic':>10}"
    groups: dict[str, list[tuple[float, float, float | None]]] = {}
    for case in _cases(bench):
        gold = len({case.labelled.items[row].label for row in case.rows})
        theirs = _bertopic(bench, case, gold)
        if not bench.ours:
            continue
        from themes import ours  # noqa: PLC0415 - the peers can be measured without the engine

        chosen, low, high = ours.suggest_k(case.labelled.take(case.rows).items, 0)
        bench.rows.append(
            Row(part="count", set=case.name, n=len(case.rows), method="synth", runs=1, clusters=chosen, gold=gold)
        )
        groups.setdefault(case.group, []).append((gold, chosen, theirs))
        topics = f"{theirs:>10.1f}" if theirs is not None else f"{'-':>10}"
        yield f"{case.name:26}{len(case.rows):>6}{gold:>8}{chosen:>8}{f'{low}-{high}':>9}{topics}"
    for group, found in groups.items():
        yield _summary(group, "synth", [(gold, chosen) for gold, chosen, _ in found])
        yield _summary(group, "bertopic", [(gold, theirs) for gold, _, theirs in found if theirs is not None])
    yield from bench.absent((*sets.FREE, *sets.HEADINGS))


def within(gold: float, found: float) -> bool:
    """Whether a number is within a factor 1.5 of another."""
    return 1 / FACTOR <= found / gold <= FACTOR


def _summary(group: str, method: str, pairs: Sequence[tuple[float, float]]) -> str:
    if not pairs:
        return f"{group}: {method} not measured"
    share = sum(within(gold, found) for gold, found in pairs)
    error = sum(abs(math.log2(max(found, 0.5) / gold)) for gold, found in pairs) / len(pairs)
    return f"{group}: {method} within a factor {FACTOR} on {share} of {len(pairs)}; mean |log2 ratio| {error:.2f}"


def _cases(bench: Bench) -> Iterator[Case]:
    for labelled in bench.sets(sets.SMALL):
        for state, (classes, size) in enumerate(_DRAWS):
            if classes > labelled.n_labels:
                continue
            rows = sets.draw(labelled.labels, classes=classes, size=10**6, random_state=100 + state, per_class=size)
            yield Case("draws", f"{labelled.name} {classes}x{size}", "count", labelled, rows)
    for part, names in (("free", sets.FREE), ("headings", sets.HEADINGS)):
        for labelled in bench.sets(names):
            yield Case("whole sets" if part == "free" else part, labelled.name, part, labelled, [*_all(labelled)])


def _all(labelled: LabelledSet) -> range:
    return range(len(labelled.items))


def _bertopic(bench: Bench, case: Case, gold: int) -> float | None:
    """Return the number of topics that BERTopic finds by itself, if that is known or can be measured."""
    trial = Trial(
        part=case.part,
        labelled=case.labelled,
        draws=[sets.Draw(case.rows, gold, state) for state in range(1 if case.part == "count" else bench.states)],
        name=case.name,
    )
    rows = bench.peers_rows(trial, ("bertopic",))
    return rows[0].clusters if rows else None
