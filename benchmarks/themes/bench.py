"""What the parts share: where the data is, the peers, and the way a method is run over draws."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from themes.scores import Row, agreement, best_match, macro_f1, mean_row, random_partition
from themes.sets import Draw, LabelledSet, read_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from themes.peers import Peers


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What several methods do on the same texts.

    ``draws`` are the runs on the rows of ``labelled``; ``seeds`` the seed terms of each theme where themes are
    expected; ``name`` what the table calls the set, if not by its own name.
    """

    part: str
    labelled: LabelledSet
    draws: Sequence[Draw]
    seeds: Mapping[str, Sequence[str]] = field(default_factory=dict)
    name: str = ""

    def row(self, method: str) -> Row:
        """Return the row of a method, yet without measures."""
        data = self.labelled.digest
        if self.seeds:
            data += "-" + hashlib.sha256(json.dumps(self.seeds, sort_keys=True).encode()).hexdigest()[:8]
        n = max(len(draw.rows) for draw in self.draws)
        return Row(part=self.part, set=self.name or self.labelled.name, n=n, method=method, data=data)

    def judge(self, draw: Draw, clusters: Sequence[int], themes: Sequence[str] = ()) -> dict[str, float]:
        """Return the scores of a partition, and of the themes that its texts were given, if any."""
        part = self.labelled.take(draw.rows)
        scores = agreement(part.labels, clusters, part.languages)
        return scores | {"f1": macro_f1(part.labels, themes)} if themes else scores


@dataclass(slots=True, kw_only=True)
class Bench:
    """Where a benchmark reads and what it found so far.

    ``states`` is the number of random states; ``only_sets`` the sets to use, all where it is empty; ``ours`` whether
    the project's own engine is run (without it, the peers' rows are measured and kept).
    """

    data: Path
    peers: Peers
    states: int = 5
    only_sets: Sequence[str] = ()
    ours: bool = True
    rows: list[Row] = field(default_factory=list)

    def sets(self, names: Sequence[str]) -> Iterator[LabelledSet]:
        """Yield the sets that are wanted and there."""
        for name in names:
            if not self.only_sets or name in self.only_sets:
                found = read_set(name, self.data)
                if found is not None:
                    yield found

    def absent(self, names: Sequence[str]) -> list[str]:
        """Return a line that names the sets whose data is not there, if any."""
        absent = [name for name in names if read_set(name, self.data) is None]
        return [f"No data for: {', '.join(absent)}."] if absent else []

    def compare(self, trial: Trial, methods: Sequence[str]) -> Iterator[Row]:
        """Yield the rows of the project, of the peers' methods and of chance on a trial."""
        if self.ours:
            yield self._found(mean_row(trial.row("synth"), [_run_ours(trial, draw) for draw in trial.draws]))
        for row in self.peers_rows(trial, methods):
            yield self._found(row)
        if self.ours:
            yield self._found(mean_row(trial.row("random"), [_run_random(trial, draw) for draw in trial.draws]))

    def peers_rows(self, trial: Trial, methods: Sequence[str]) -> list[Row]:
        """Return the rows of the peers' methods: those kept, and those that can be measured here."""
        missing = self.peers.missing([trial.row(method) for method in methods], runs=len(trial.draws))
        if missing:
            self.peers.keep(_peer_rows(self.peers, trial, missing))
        return [row for method in methods if (row := self.peers.find(trial.row(method)))]

    def _found(self, row: Row) -> Row:
        self.rows.append(row)
        return row


def _run_ours(trial: Trial, draw: Draw) -> dict[str, float]:
    from themes import ours  # noqa: PLC0415 - the peers can be measured without the engine

    items = trial.labelled.take(draw.rows).items
    start = time.process_time()
    if not trial.seeds:
        clusters = ours.cluster_free(items, draw.k, draw.random_state)
        return trial.judge(draw, clusters) | {"seconds": time.process_time() - start}
    themes = ours.cluster_expected(items, trial.seeds, draw.random_state)
    seconds = time.process_time() - start
    return trial.judge(draw, [list(trial.seeds).index(theme) for theme in themes], themes) | {"seconds": seconds}


def _run_random(trial: Trial, draw: Draw) -> dict[str, float]:
    clusters = random_partition(len(draw.rows), draw.k, draw.random_state)
    return trial.judge(draw, clusters, [list(trial.seeds)[cluster] for cluster in clusters] if trial.seeds else ())


def _peer_rows(peers: Peers, trial: Trial, methods: Sequence[str]) -> list[Row]:
    """Run peers on all draws; a method that fails on one of them has no mean, but the reason."""
    runs: dict[str, list[dict[str, float]]] = {method: [] for method in methods}
    failed: dict[str, str] = {}
    for draw in trial.draws:
        left = [method for method in methods if method not in failed]
        answer = peers.run(trial.labelled, draw, left, list(trial.seeds.values()))
        for method in left:
            if "error" in answer[method]:
                failed[method] = answer[method]["error"]
                continue
            clusters = answer[method]["labels"]
            scores = trial.judge(draw, clusters, _themes_of(method, clusters, trial, draw))
            runs[method].append(scores | {"seconds": answer[method]["seconds"]})
    return [
        replace(trial.row(method), failed=failed[method])
        if method in failed
        else mean_row(trial.row(method), runs[method])
        for method in methods
    ]


def _themes_of(method: str, clusters: Sequence[int], trial: Trial, draw: Draw) -> list[str]:
    """Return the theme that a peer's clusters mean; guided topics are named in its favour, by the labels themselves."""
    if not trial.seeds:
        return []
    if method == "bertopic-guided-best":
        return best_match(trial.labelled.take(draw.rows).labels, clusters)
    return [list(trial.seeds)[cluster] for cluster in clusters]
