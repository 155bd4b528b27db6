"""Time and memory for 2,000 titles: each method in a fresh process, first cold, then warm and in turns.

Cold is the first list in a new process, with imports and models to load; warm is the same list again. Seconds are
processor seconds on one thread, so that a busy machine changes little; what counts is the ratio within one run.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from themes import sets
from themes.peers import ask, start_worker
from themes.scores import Row

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from themes.bench import Bench

SET = "reviews17_t"
SIZE = 2000
_ROUNDS = 3
_OURS = Path(__file__).parent / "ours_worker.py"


def report(bench: Bench) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"Time for {SIZE:,} titles ({SET}), one thread, encoding included; memory is the peak of the process"
    yield f"{'method':14}{'cold s':>9}{'warm s':>9}{'x synth':>9}{'peak MB':>9}"
    labelled = sets.read_set(SET, bench.data)
    if labelled is None:
        yield from bench.absent((SET,))
        return
    rows = sets.draw(labelled.labels, classes=labelled.n_labels, size=SIZE, random_state=0)
    job = {"rows": rows, "k": labelled.n_labels, "random_state": 0}
    jobs = {"synth": job | {"set": SET, "data": str(bench.data)}}
    texts = str(bench.peers.write_texts(labelled))
    for method in ("sklearn", *(("bertopic-k", "bertopic") if bench.peers.python else ())):
        jobs[method] = job | {"texts": texts, "methods": [method], "fresh": True}
    workers = {method: _start(method, bench) for method in jobs}
    cold = {method: _measure(method, workers[method], jobs[method]) for method in jobs}
    rounds = [{method: _measure(method, workers[method], jobs[method]) for method in jobs} for _ in range(_ROUNDS)]
    for worker in workers.values():
        worker.communicate()
    warm = {method: statistics.median(measured[method]["seconds"] for measured in rounds) for method in jobs}
    for method in jobs:
        row = Row(
            part="speed",
            set=SET,
            n=len(rows),
            method=method,
            runs=_ROUNDS,
            seconds=warm[method],
            peak_mb=max(measured[method]["peak_mb"] for measured in (cold, *rounds)),
        )
        bench.rows.append(row)
        ratio = warm[method] / warm["synth"]
        yield f"{method:14}{cold[method]['seconds']:>9.2f}{warm[method]:>9.2f}{ratio:>9.1f}{row.peak_mb:>9.0f}"


def _start(method: str, bench: Bench) -> subprocess.Popen[str]:
    if method == "synth":
        return start_worker(sys.executable, _OURS)
    return start_worker(sys.executable if method == "sklearn" else bench.peers.python)


def _measure(method: str, worker: subprocess.Popen[str], job: dict[str, Any]) -> dict[str, float]:
    answer = ask(worker, job)
    if method == "synth":
        return {"seconds": answer["seconds"], "peak_mb": answer["peak_mb"]}
    if "error" in answer[method]:
        raise RuntimeError(f"{method}: {answer[method]['error']}")
    return {"seconds": answer[method]["seconds"], "peak_mb": answer["peak_mb"]}
