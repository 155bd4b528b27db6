"""Time and memory for 2,000 titles: each method in a process of its own, in turns with the others.

``load`` is the first list of a new process, 240 titles, with imports and models to load; after it come 2,000 titles of
three sets that the process has not seen. Seconds are processor seconds on one thread, so that a busy machine changes
little; what counts is the ratio within one run.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from themes import sets
from themes.peers import ask, start_worker
from themes.scores import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from subprocess import Popen

    from themes.bench import Bench
    from themes.sets import LabelledSet

SETS = ("cs16_t", "reviews17_t", "biomed20_t")
SIZE = 2000
_FIRST = "qbio6_t"
_OURS = Path(__file__).parent / "ours_worker.py"


def report(bench: Bench) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"Time for {SIZE:,} titles, one thread, encoding included; memory is the peak of the process"
    if any(sets.read_set(name, bench.data) is None for name in (_FIRST, *SETS)):
        yield from bench.absent((_FIRST, *SETS))
        return
    methods = ("synth", "sklearn", *(("bertopic",) if bench.peers.python else ()))
    workers = {method: _start(method, bench) for method in methods}
    lists = [sets.read_set(name, bench.data) for name in (_FIRST, *SETS)]
    rounds = [_round(workers, labelled, bench) for labelled in lists if labelled]
    for worker in workers.values():
        worker.communicate()
    yield (
        f"{'method':14}{'load':>8}"
        + "".join(f"{name:>14}" for name in SETS)
        + f"{'mean':>9}{'x synth':>9}{'peak MB':>9}"
    )
    mean = {method: fmean(measured[method]["seconds"] for measured in rounds[1:]) for method in methods}
    for method in methods:
        seconds = [measured[method]["seconds"] for measured in rounds]
        peak = max(measured[method]["peak_mb"] for measured in rounds)
        row = Row(part="speed", set=f"{len(SETS)} sets", n=SIZE, method=method, runs=len(SETS), seconds=mean[method])
        bench.rows.append(replace(row, peak_mb=peak))
        cells = "".join(f"{value:>14.2f}" for value in seconds[1:])
        ratio = mean[method] / mean["synth"]
        yield f"{method:14}{seconds[0]:>8.2f}{cells}{mean[method]:>9.2f}{ratio:>9.1f}{peak:>9.0f}"


def _round(workers: dict[str, Popen[str]], labelled: LabelledSet, bench: Bench) -> dict[str, dict[str, float]]:
    """Give every method the same list, one after the other."""
    size = min(SIZE, len(labelled.items))
    rows = sets.draw(labelled.labels, classes=labelled.n_labels, size=size, random_state=0)
    job = {
        "rows": rows,
        "k": labelled.n_labels,
        "random_state": 0,
        "fresh": True,
        "texts": str(bench.peers.write_texts(labelled)),
        "set": labelled.name,
        "data": str(bench.data),
    }
    return {method: _measure(method, worker, job | {"methods": [method]}) for method, worker in workers.items()}


def _start(method: str, bench: Bench) -> Popen[str]:
    if method == "synth":
        return start_worker(sys.executable, _OURS)
    return start_worker(sys.executable if method == "sklearn" else bench.peers.python)


def _measure(method: str, worker: Popen[str], job: dict[str, Any]) -> dict[str, float]:
    answer = ask(worker, job)
    if method == "synth":
        return {"seconds": answer["seconds"], "peak_mb": answer["peak_mb"]}
    if "error" in answer[method]:
        raise RuntimeError(f"{method}: {answer[method]['error']}")
    return {"seconds": answer[method]["seconds"], "peak_mb": answer["peak_mb"]}
