"""The other tools' side of each table: run in their own environment, or taken from the figures that are kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from themes.scores import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from themes.sets import Draw, LabelledSet

KEPT = Path(__file__).parent / "results" / "peers.json"
CLOSEST = ("sklearn", "minilm", "bertopic-k", "bertopic")
FREE = (*CLOSEST, "corex", "lda", "keynmf")
EXPECTED = ("bertopic-zeroshot", "bertopic-guided", "bertopic-guided-best", "corex-anchored", "corex-anchored-p")
# Of all peers, what an environment with scikit-learn alone can run.
_OWN = ("sklearn",)
_WORKER = Path(__file__).parent / "worker.py"
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")


class Peers:
    """Runs the peers, and keeps their rows.

    Parameters
    ----------
    python
        The interpreter of the peers' environment; without one, only scikit-learn is run and the kept rows are used.
    cache
        The folder for texts and embeddings.
    kept
        The file of rows measured before.
    methods
        The methods to run where they are missing; all where it is empty.
    """

    def __init__(self, python: str, cache: Path, kept: Path = KEPT, methods: Sequence[str] = ()) -> None:
        self._methods = methods
        self.python = python
        self._cache = cache
        self._kept = kept
        self._workers: dict[str, subprocess.Popen[str]] = {}
        self._versions: dict[str, str] = {}
        self._rows: dict[tuple[str, str, int, str], Row] = {}
        self._read()

    def __enter__(self) -> Self:
        """Return itself; workers start when they are first asked."""
        return self

    def __exit__(self, *details: object) -> None:
        """End the workers."""
        for worker in self._workers.values():
            worker.communicate()
        self._workers.clear()

    @property
    def rows(self) -> list[Row]:
        """All kept rows."""
        return [self._rows[key] for key in sorted(self._rows)]

    def missing(self, wanted: Iterable[Row], *, runs: int) -> list[str]:
        """Return the methods among some rows that are to be run: not kept for this data, and possible here."""
        possible = [row.method for row in wanted if (kept := self.find(row)) is None or 0 < kept.runs < runs]
        return [
            method
            for method in possible
            if (self.python or method in _OWN) and (not self._methods or method in self._methods)
        ]

    def find(self, wanted: Row) -> Row | None:
        """Return the kept row of a method on this very data."""
        row = self._rows.get(wanted.key)
        return row if row and row.data == wanted.data else None

    def keep(self, rows: Iterable[Row]) -> None:
        """Keep rows and write the file anew; what another process wrote there meanwhile stays."""
        self._read()
        self._rows |= {row.key: row for row in rows}
        if self.python:
            self._versions = self._ask(self.python, {"versions": True})
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        lines = ",\n    ".join(json.dumps(row.to_json(), ensure_ascii=False) for row in self.rows)
        versions = json.dumps(self._versions, sort_keys=True)
        unfinished = self._kept.with_suffix(".part")
        unfinished.write_text(f'{{\n  "versions": {versions},\n  "rows": [\n    {lines}\n  ]\n}}\n', encoding="utf-8")
        unfinished.replace(self._kept)

    def _read(self) -> None:
        if self._kept.exists():
            content = json.loads(self._kept.read_text(encoding="utf-8"))
            self._versions |= content["versions"]
            self._rows |= {row.key: row for row in (Row(**fields) for fields in content["rows"])}

    def run(
        self, labelled: LabelledSet, draw: Draw, methods: Sequence[str], seeds: Sequence[Sequence[str]] = ()
    ) -> dict[str, dict[str, Any]]:
        """Cluster some rows of a set by some methods.

        Parameters
        ----------
        labelled
            The whole set, whose texts are encoded once.
        draw
            The rows to cluster, into how many, and the state of the generator.
        methods
            Names of the worker's methods.
        seeds
            Seed terms of each expected theme.

        Returns
        -------
        dict of str to dict
            ``labels`` and ``seconds`` of each method, or its ``error``.
        """
        job = {"texts": str(self.write_texts(labelled)), **draw._asdict(), "seeds": seeds}
        answer: dict[str, dict[str, Any]] = {}
        for python, own in ((sys.executable, True), (self.python, False)):
            chosen = [method for method in methods if (method in _OWN) == own]
            if chosen:
                answer |= self._ask(python, job | {"methods": chosen})
        return answer

    def write_texts(self, labelled: LabelledSet) -> Path:
        """Write the texts of a set to the cache, where its embeddings will be beside it, and return the file."""
        texts = (self._cache / f"{labelled.name}.json").resolve()
        content = json.dumps([item.text for item in labelled.items], ensure_ascii=False)
        if not texts.exists() or texts.read_text(encoding="utf-8") != content:
            texts.parent.mkdir(parents=True, exist_ok=True)
            texts.write_text(content, encoding="utf-8")
        return texts

    def _ask(self, python: str, job: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        worker = self._workers.get(python) or start_worker(python)
        self._workers[python] = worker
        return ask(worker, job)


def start_worker(python: str, script: Path = _WORKER) -> subprocess.Popen[str]:
    """Start a worker on one thread; what the tools print is dropped."""
    return subprocess.Popen(
        [python, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | _ONE_THREAD | {"TOKENIZERS_PARALLELISM": "false"},
        text=True,
        encoding="utf-8",
    )


def ask(worker: subprocess.Popen[str], job: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """Give a worker one job and wait for its answer."""
    if worker.stdin is None or worker.stdout is None:
        raise ValueError("the worker has no pipes")
    worker.stdin.write(json.dumps(job) + "\n")
    worker.stdin.flush()
    line = worker.stdout.readline()
    if not line:
        raise RuntimeError("The peers' worker ended without an answer; run it by hand to see why.")
    return json.loads(line)
