"""How well clusters agree with labels, and the table of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from statistics import fmean, pstdev
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MEASURES = ("nmi", "ami", "ari", "accuracy", "f1", "language", "clusters", "seconds")
_HEADS = {"language": "NMI lang", "nmi": "NMI", "ami": "AMI", "ari": "ARI", "f1": "F1", "accuracy": "best acc"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a table: one method on one set at one size, means over its runs.

    ``spread`` is the standard deviation of NMI over the runs, of ``f1`` where themes are expected; ``language`` the NMI
    of the clusters with the language of their texts; ``gold`` the number of labels; ``same`` the number of runs that
    gave the first one's partition; ``data`` the digest of the set. A measure that was not taken is
    ``None``.
    """

    part: str
    set: str
    n: int
    method: str
    runs: int = 0
    data: str = ""
    nmi: float | None = None
    ami: float | None = None
    ari: float | None = None
    accuracy: float | None = None
    f1: float | None = None
    language: float | None = None
    clusters: float | None = None
    seconds: float | None = None
    spread: float | None = None
    gold: float | None = None
    same: float | None = None
    peak_mb: float | None = None
    failed: str = ""

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What tells a row from the others."""
        return self.part, self.set, self.n, self.method

    def to_json(self) -> dict[str, Any]:
        """Return the fields that say something, figures with four digits."""
        fields = {name: value for name, value in asdict(self).items() if value not in {None, ""}}
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in fields.items()}


def agreement(labels: Sequence[str], clusters: Sequence[int], languages: Sequence[str]) -> dict[str, float]:
    """Return how well a partition agrees with the labels.

    Parameters
    ----------
    labels
        The label of each text.
    clusters
        Its cluster.
    languages
        Its language.

    Returns
    -------
    dict of str to float
        NMI (arithmetic mean), AMI, ARI, accuracy and macro-F1 under the best one-to-one match of clusters and labels,
        the NMI with the language where there are two, and the number of clusters.
    """
    from sklearn import metrics  # noqa: PLC0415 - a second to load, and --help shall not wait

    found = {
        "nmi": float(metrics.normalized_mutual_info_score(labels, clusters)),
        "ami": float(metrics.adjusted_mutual_info_score(labels, clusters)),
        "ari": float(metrics.adjusted_rand_score(labels, clusters)),
        "clusters": float(len(set(clusters))),
    }
    matched = best_match(labels, clusters)
    found["accuracy"] = float(np.mean([label == guess for label, guess in zip(labels, matched, strict=True)]))
    if len(set(languages)) > 1:
        found["language"] = float(metrics.normalized_mutual_info_score(languages, clusters))
    return found


def best_match(labels: Sequence[str], clusters: Sequence[int]) -> list[str]:
    """Name each cluster by a label, one to one, so that most texts agree; surplus clusters have no name."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - as above

    names, columns = np.unique(np.array(labels), return_inverse=True)
    keys, rows = np.unique(np.array(clusters), return_inverse=True)
    table = np.zeros((len(keys), len(names)), int)
    np.add.at(table, (rows, columns), 1)
    name = dict.fromkeys(range(len(keys)), "")
    for row, column in zip(*linear_sum_assignment(-table), strict=True):
        name[int(row)] = str(names[column])
    return [name[int(row)] for row in rows]


def macro_f1(labels: Sequence[str], guesses: Sequence[str]) -> float:
    """Return the mean over the labels of the harmonic mean of precision and recall."""
    scores = []
    for label in sorted(set(labels)):
        right = sum(label == truth == guess for truth, guess in zip(labels, guesses, strict=True))
        scores.append(2 * right / (labels.count(label) + list(guesses).count(label)) if right else 0.0)
    return fmean(scores)


def random_partition(n: int, k: int, random_state: int) -> list[int]:
    """Return labels drawn at random: the floor that a score is read above."""
    return [int(label) for label in np.random.default_rng(random_state).integers(k, size=n)]


def mean_row(name: Row, runs: Sequence[dict[str, float]]) -> Row:
    """Return a row with the means over some runs.

    Parameters
    ----------
    name
        A row with its naming fields only.
    runs
        The measures of each run.
    """
    means = {key: fmean(run[key] for run in runs) for key in _MEASURES if all(key in run for run in runs)}
    spread = pstdev(run["f1" if "f1" in means else "nmi"] for run in runs)
    measured: dict[str, Any] = {"runs": len(runs), "spread": spread, **means}
    return replace(name, **measured)


def table(rows: Iterable[Row], measures: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a table, a heading first.

    Parameters
    ----------
    rows
        The rows, in order; consecutive rows of a set and size print these once.
    measures
        The measures to print.
    """
    heads = "".join(f"{_HEADS.get(name, name):>10}" for name in measures)
    yield f"{'set':18}{'n':>6}  {'method':24}{'runs':>5}{heads}{'+-':>8}"
    last: tuple[str, int] | None = None
    for row in rows:
        place = f"{row.set:18}{row.n:>6}" if (row.set, row.n) != last else " " * 24
        last = (row.set, row.n)
        if row.failed:
            yield f"{place}  {row.method:24}{row.failed}"
            continue
        cells = "".join(_cell(getattr(row, name), name) for name in measures)
        yield f"{place}  {row.method:24}{row.runs:>5}{cells}{_cell(row.spread, 'spread'):>8}"


def _cell(value: float | None, name: str) -> str:
    width = 8 if name == "spread" else 10
    if value is None:
        return f"{'-':>{width}}"
    return f"{value:>{width}.{1 if name in {'clusters', 'seconds'} else 3}f}"
