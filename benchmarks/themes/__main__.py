"""Measure how good and how fast themes are: ``python benchmarks/themes [--data FOLDER] [--only PART ...]``.

Prints a table for each part. The other tools run in an environment of their own (``peers-requirements.txt``), given by
``--peers-python``; without it their figures are those that ``results/peers.json`` keeps of the same data.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from themes.bench import Bench
from themes.peers import KEPT, Peers

_PARTS = ("sample", "free", "small", "expected", "bilingual", "headings", "count", "shuffled", "speed", "goals")
_NEED_NO_DATA = ("sample",)
_NO_DATA = """No data in {folder}. The sets are public:
  labelled/arxiv_*.jsonl, large/, volume/arxiv_*     metadata of https://arxiv.org (CC0)
  labelled/all_records_200_per_review.jsonl          https://github.com/asreview/systematic-review-datasets (CC BY)
  labelled/hallmarks.jsonl                           https://github.com/sb895/Hallmarks-of-Cancer
  labelled/biomedical20_titles_3000.jsonl            https://github.com/jacoxu/STC2
  labelled/csl_*, labelled/zh_8disciplines_*         https://github.com/ydli-ai/CSL (Apache-2.0)
  volume/medical_abstracts5.jsonl                    https://github.com/sebischair/Medical-Abstracts-TC-Corpus
  reviews/, lists/                                   https://github.com/weAIDB/SurveyBench, ChinaXiv, reading lists
Each line is an object with id, title, abstract, label and lang. `--only sample` needs none of them.
Say where they are with --data or in the environment variable SYNTH_DATA."""


def main() -> int:
    """Run the benchmark and return the exit code."""
    options = _parser().parse_args()
    if not options.data.is_dir() and not set(options.only) <= set(_NEED_NO_DATA):
        print(_NO_DATA.format(folder=options.data))
        return 1
    with Peers(options.peers_python, options.cache, options.results, options.methods) as peers:
        bench = Bench(
            data=options.data, peers=peers, states=options.states, only_sets=options.sets, ours=not options.peers_only
        )
        for part in options.only:
            for line in import_module(f"themes.{part}").report(bench):
                print(line, flush=True)
            print()
    if options.json:
        rows = [row.to_json() for row in bench.rows]
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    data = os.environ.get("SYNTH_DATA") or Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
    parser = argparse.ArgumentParser(prog="python benchmarks/themes", description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=Path(data), help="the folder of public data (default: %(default)s)"
    )
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=_PARTS, metavar="PART", help=", ".join(_PARTS))
    parser.add_argument("--sets", nargs="+", default=(), metavar="SET", help="use these sets only")
    parser.add_argument("--states", type=int, default=5, help="random states a figure is the mean of (default: 5)")
    parser.add_argument("--peers-python", default="", metavar="FILE", help="the interpreter of the peers' environment")
    parser.add_argument("--methods", nargs="+", default=(), metavar="METHOD", help="measure these peers' methods only")
    parser.add_argument("--peers-only", action="store_true", help="measure the peers alone")
    parser.add_argument("--results", type=Path, default=KEPT, help="where the peers' figures are kept")
    cache = Path(tempfile.gettempdir()) / "synth-themes"
    parser.add_argument("--cache", type=Path, default=cache, help="where texts and embeddings are kept")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
