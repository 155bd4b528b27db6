"""The goals: the project's figure, the peer's, their ratio, and whether the goal is met, set by set."""

from __future__ import annotations

from importlib import import_module
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from themes import sets
from themes.count import within
from themes.shuffled import ORDERS
from themes.small import SIZES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from themes.bench import Bench
    from themes.scores import Row

_PARTS = ("free", "small", "expected", "bilingual", "headings", "count", "shuffled", "speed")
_LARGE = 1900
_CHINESE = ("csl13_160_t", "csl13_t", "zh8_ta")


class Verdict(NamedTuple):
    """One line of the table; ``met`` is ``None`` where a figure is missing."""

    goal: str
    set: str
    ours: float | None
    peer: float | None
    least: float
    name: str = ""

    @property
    def ratio(self) -> float | None:
        """The project's figure by the peer's."""
        return self.ours / self.peer if self.ours is not None and self.peer else None

    @property
    def met(self) -> bool | None:
        """Whether the ratio is at least what the goal asks."""
        return None if self.ours is None or self.peer is None else self.ours >= self.least * self.peer


def report(bench: Bench) -> Iterator[str]:
    """Yield the lines of the table, running the parts that were not run before it."""
    for part in _PARTS:
        if not any(row.part == part for row in bench.rows):
            for _ in import_module(f"themes.{part}").report(bench):
                pass
    yield f"{'goal':44}{'set':16}{'ours':>8}{'peer':>8}{'ratio':>8}{'goal':>7}  met"
    for verdict in verdicts(bench.rows):
        ours, peer, ratio = (
            f"{value:8.3f}" if value is not None else f"{'-':>8}"
            for value in (verdict.ours, verdict.peer, verdict.ratio)
        )
        met = {True: "yes", False: "NO", None: "?"}[verdict.met]
        yield f"{verdict.goal:44}{verdict.set:16}{ours}{peer}{ratio}{verdict.least:>7.2f}  {met}  {verdict.name}"


def verdicts(rows: Iterable[Row]) -> Iterator[Verdict]:
    """Yield the verdict on each goal and set.

    Parameters
    ----------
    rows
        The rows of all parts.
    """
    found = {row.key: row for row in rows}
    yield from _free(found)
    yield from _small(found)
    yield from _expected(found)
    yield from _bilingual(found)
    yield from _count(found)
    yield from _others(found)


_Found = dict[tuple[str, str, int, str], "Row"]


def _free(found: _Found) -> Iterator[Verdict]:
    places = [key[:3] for key in found if key[0] == "free" and key[3] == "synth"]
    for abstracts in (True, False):
        for part, name, n in places:
            if name.endswith("_ta") != abstracts or (not abstracts and n < _LARGE):
                continue
            goal = "NMI, titles + abstracts, k given" if abstracts else f"NMI, {n} titles, k given"
            least = 1.0 if abstracts or name in _CHINESE else 0.95
            ours, peer, _ = _best(found, (part, name, n), ("bertopic-k",), "nmi")
            yield Verdict(goal, name, ours, peer, least)


def _small(found: _Found) -> Iterator[Verdict]:
    for n in SIZES:
        names = [key[1] for key in found if key[0] == "small" and key[2] == n and key[3] == "synth"]
        for method in ("bertopic-k", "bertopic", "minilm"):
            pairs = [
                (found["small", name, n, "synth"].nmi, _value(found, ("small", name, n, method), "nmi"))
                for name in names
            ]
            known = [(ours, peer) for ours, peer in pairs if ours is not None and peer is not None]
            if known:
                ours, peer = (fmean(values) for values in zip(*known, strict=True))
                yield Verdict(f"NMI, {n} titles, mean of sets", f"{len(known)} sets", ours, peer, 1.0, method)


def _expected(found: _Found) -> Iterator[Verdict]:
    peers = ("bertopic-zeroshot", "bertopic-guided", "bertopic-guided-best", "corex-anchored", "corex-anchored-p")
    for part, name, n, method in list(found):
        if part == "expected" and method == "synth":
            ours, peer, best = _best(found, (part, name, n), peers, "f1")
            yield Verdict("macro-F1, expected themes, 3 terms", name, ours, peer, 1.0, best)


def _bilingual(found: _Found) -> Iterator[Verdict]:
    ours = {key[1]: row for key, row in found.items() if key[0] == "bilingual" and key[3] == "synth"}
    for name in sets.BILINGUAL:
        if name not in ours:
            continue
        alone = [ours[f"{name} {language}"].nmi for language in ("en", "zh")]
        mean = fmean(value for value in alone if value is not None)
        yield Verdict("bilingual: NMI, beside each language alone", name, ours[name].nmi, mean, 0.95)
        language = ours[name].language
        own = next((row.language or 0.0 for key, row in found.items() if key[1] == name and key[3] == "labels"), 0.0)
        # As a ratio that shall be at least one: the most that is allowed, which is 0.02 more than the labels themselves
        # have to do with the language, by what was found.
        yield Verdict("bilingual: NMI with language, most allowed", name, own + 0.02, language, 1.0)


def _count(found: _Found) -> Iterator[Verdict]:
    asked = [row for key, row in found.items() if key[0] == "count" and row.clusters and row.gold]
    if asked:
        share = fmean(within(row.gold or 1, row.clusters or 1) for row in asked)
        yield Verdict("number of themes within 1.5: share of sets", f"{len(asked)} sets", share, 2 / 3, 1.0)


def _others(found: _Found) -> Iterator[Verdict]:
    for key, row in found.items():
        if key[0] == "shuffled":
            yield Verdict("shuffled input: same partition", key[1], row.same, float(ORDERS), 1.0)
    speed = {key[3]: row for key, row in found.items() if key[0] == "speed"}
    if "synth" in speed:
        yield Verdict("2,000 titles within a second (warm)", speed["synth"].set, 1.0, speed["synth"].seconds, 1.0)
    if "bertopic" in speed and "synth" in speed:
        both = speed["bertopic"].seconds, speed["synth"].seconds
        yield Verdict("times faster than BERTopic", speed["synth"].set, *both, 20.0)


def _best(
    found: _Found, place: tuple[str, str, int], peers: tuple[str, ...], measure: str
) -> tuple[float | None, float | None, str]:
    """Return the project's figure, and that of the best of some peers with its name."""
    known = [(value, method) for method in peers if (value := _value(found, (*place, method), measure)) is not None]
    return _value(found, (*place, "synth"), measure), *max(known, default=(None, ""))


def _value(found: _Found, key: tuple[str, str, int, str], measure: str) -> float | None:
    value: float | None = getattr(found[key], measure) if key in found else None
    return value
