"""The project's own engine in a process of its own, for its time and memory: jobs as JSON lines, answers likewise."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from themes import sets


def main() -> None:
    """Answer jobs until the input ends; the engine is imported within the first job's time."""
    for line in sys.stdin:
        job = json.loads(line)
        labelled = sets.read_set(job["set"], Path(job["data"]))
        if labelled is None:
            raise SystemExit(f"No data for {job['set']}.")
        items = labelled.take(job["rows"]).items
        start = time.process_time()
        from themes import ours  # noqa: PLC0415 - its imports are part of a cold start

        ours.cluster_free(items, job["k"], job["random_state"])
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps({"seconds": seconds, "peak_mb": peak}), flush=True)


if __name__ == "__main__":
    main()
