"""How long `synth run` takes beside its bare imports, and `synth --help` beside an empty Python.

Times alone say more about the machine than about the program, so each command is timed next to its yardstick, in turns,
and what counts is the ratio of the medians. The goals: a run on the sample within 1.2 times the imports, the help
within 0.3 seconds.

    python benchmarks/startup.py [--repeat N] [--source FILE] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "samples" / "new-quality-productive-forces.txt"
SYNTH = (sys.executable, "-m", "synth")
IMPORTS = (sys.executable, "-c", "import spacy, sklearn.cluster, jieba")
NOTHING = (sys.executable, "-c", "pass")


class Comparison(NamedTuple):
    """The medians of a command and of its yardstick, in seconds."""

    name: str
    seconds: float
    yardstick: float
    goal: str

    @property
    def ratio(self) -> float:
        """How many times the yardstick the command takes."""
        return self.seconds / self.yardstick


def measure(command: tuple[str, ...]) -> float:
    """Return the wall time of a command in seconds; stop where it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(name: str, command: tuple[str, ...], yardstick: tuple[str, ...], *, repeat: int, goal: str) -> Comparison:
    """Time a command and its yardstick in turns, after one round that fills the caches."""
    rounds = [(measure(command), measure(yardstick)) for _ in range(repeat + 1)][1:]
    seconds, bare = (statistics.median(times) for times in zip(*rounds, strict=True))
    return Comparison(name, seconds, bare, goal)


def main() -> None:
    """Measure, print the table and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(description="Compare start-up times with bare imports.")
    parser.add_argument("--repeat", type=int, default=7, help="rounds that count (default: 7)")
    parser.add_argument("--source", type=Path, default=SAMPLE, help="what to run on (default: the sample page)")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = (*SYNTH, "run", str(options.source), "-o", folder, "--quiet")
        results = [
            compare("synth run", run, IMPORTS, repeat=options.repeat, goal="ratio <= 1.2"),
            compare("synth --help", (*SYNTH, "--help"), NOTHING, repeat=options.repeat, goal="seconds < 0.3"),
        ]
    print(f"{'command':14}{'seconds':>9}{'yardstick':>11}{'ratio':>8}  goal")
    for result in results:
        print(f"{result.name:14}{result.seconds:9.3f}{result.yardstick:11.3f}{result.ratio:8.2f}  {result.goal}")
    if options.json:
        table = [
            {
                "name": result.name,
                "seconds": round(result.seconds, 4),
                "yardstick": round(result.yardstick, 4),
                "ratio": round(result.ratio, 4),
                "goal": result.goal,
            }
            for result in results
        ]
        options.json.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
