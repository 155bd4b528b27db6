"""Measure how well and how fast sources are read: ``python benchmarks/readers [--data FOLDER] [--only PART ...]``.

Prints a table for each part: free-text references with known fields, those in Chinese styles apart, reference pages
cut into entries, exports of databases and reference managers, duplicates, and speed and memory.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

_PARTS = ("freetext", "chinese", "splitting", "exports", "duplicates", "speed")
_NO_DATA = """No data in {folder}. The sets are public:
  refs/anystyle_*.jsonl      the training sets of https://github.com/inukshuk/anystyle (BSD-2)
  refs/parscit.jsonl         tagged references of https://github.com/knmnyn/ParsCit (LGPL)
  refs/zh_styles_dev.jsonl   formatted items of https://github.com/zotero-chinese/styles (CC BY-SA 3.0)
  reviews/, refs/zh_pages/   reference lists of reviews on ChinaXiv (CC BY 4.0) and arXiv
  exports/                   test files of asreview, bibliometrix, litstudy, metaknowledge, ASySD and other public tools
  exports/translator_tests/  inputs and expected items of https://github.com/zotero/translators (AGPL)
Each line of refs/*.jsonl is an object with raw, title, author or authors, year and container."""


def main() -> int:
    """Run the benchmark and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / ".." / "shared" / "data")
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=_PARTS, metavar="PART", help=", ".join(_PARTS))
    parser.add_argument("--misses", metavar="SET.FIELD", default="", help="print what was misread, e.g. parscit.title")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(_NO_DATA.format(folder=arguments.data))
        return 1
    for part in arguments.only:
        for line in import_module(part).report(arguments.data, arguments.misses):
            print(line, flush=True)
        print()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
