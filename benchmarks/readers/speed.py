"""Speed and memory of reading, each beside a yardstick that is timed on the same text in the same run.

The texts are invented: 10,000 fat entries with abstracts and LaTeX accents, one in five Chinese. Times are processor
seconds of the whole way, from the file to numbered records; memory is the peak of a process of its own.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from synth.readers import read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ENTRIES = 10_000
_LATIN = ["study", "teaching", "rural", "schools", "change", "methods", "data", "model", "effects", "policy"]
_HAN = "职业教育产教融合人才培养数字化转型高质量发展路径机制逻辑困境策略区域经济适应性"
_PEAK = """
import resource, sys
from pathlib import Path
from synth.readers import read_sources
count = len(read_sources([Path(sys.argv[1])]).records)
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def report(data: Path, misses: str) -> Iterator[str]:
    """Yield the lines of the table.

    Parameters
    ----------
    data
        The folder of the public sets; unused.
    misses
        Unused.
    """
    del data, misses
    yield f"{'source':34}{'entries':>8}{'MB':>7}{'s':>7}{'a second':>14}{'yardstick':>34}{'peak MB':>9}"
    with tempfile.TemporaryDirectory() as folder:
        for name, make, yardstick in (
            ("RIS, fat", _ris, _rispy),
            ("BibTeX, fat", _bibtex, _bibtexparser),
            ("free text, English styles", _english, None),
            ("free text, GB/T 7714", _chinese, None),
        ):
            path = Path(folder) / "source.txt"
            path.write_text(make(random.Random(0)), encoding="utf-8")  # noqa: S311 - filler text, no secret
            yield _line(name, path, yardstick)


def _line(name: str, path: Path, yardstick: tuple[str, Callable[[str], int]] | None) -> str:
    seconds, count = _timed(lambda: len(read_sources([path]).records))
    size = path.stat().st_size / 1e6
    speed = f"{size / seconds:.1f} MB" if name.startswith("RIS") else f"{count / seconds:,.0f} entries"
    beside = ""
    if yardstick:
        label, function = yardstick
        text = path.read_text(encoding="utf-8")
        theirs, _ = _timed(lambda: function(text))
        beside = f"{label} {theirs:.2f} s = x{theirs / seconds:.2f}"
    command = [sys.executable, "-c", _PEAK, str(path)]
    peak = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[1]
    return f"{name:34}{count:>8}{size:>7.1f}{seconds:>7.2f}{speed:>14}{beside:>34}{peak:>9}"


def _timed(function: Callable[[], int]) -> tuple[float, int]:
    start = time.process_time()
    count = function()
    return time.process_time() - start, count


def _read_with_rispy(text: str) -> int:
    return len(import_module("rispy").loads(text))


def _read_with_bibtexparser(text: str) -> int:
    return len(import_module("bibtexparser").parse_string(text).entries)


_rispy = ("rispy", _read_with_rispy)
_bibtexparser = ("bibtexparser", _read_with_bibtexparser)


def _words(draw: random.Random, count: int) -> str:
    return " ".join(draw.choices(_LATIN, k=count)).capitalize()


def _title(draw: random.Random, place: int) -> str:
    return "".join(draw.choices(_HAN, k=18)) if place % 5 == 0 else f"{_words(draw, 10)} {place}"


def _ris(draw: random.Random) -> str:
    return "".join(
        f"TY  - JOUR\nTI  - {_title(draw, place)}\nAU  - Author, A.\nAU  - Writer, B.\nT2  - Journal of Rooms\n"
        f"PY  - 2020\nVL  - 3\nIS  - 4\nSP  - {place}\nEP  - {place + 9}\nDO  - 10.9999/a.{place}\n"
        f"AB  - {_words(draw, 220)}\nKW  - {_words(draw, 2)}\nKW  - {_words(draw, 2)}\n"
        + "".join(f"N1  - Cited: {_words(draw, 40)}\n" for _ in range(4))
        + "ER  - \n\n"
        for place in range(_ENTRIES)
    )


def _bibtex(draw: random.Random) -> str:
    return "".join(
        f"@article{{key{place},\n  title = {{{_title(draw, place)} {{\\'E}}cole {{\\\"o}}}},\n"
        f"  author = {{M{{\\\"u}}ller, J{{\\'o}}se and Writer, B.}},\n  journal = {{Journal of Rooms}},\n"
        f"  year = {{2020}},\n"
        f"  volume = {{3}},\n  number = {{4}},\n  pages = {{{place}--{place + 9}}},\n  doi = {{10.9999/a.{place}}},\n"
        f"  keywords = {{{_words(draw, 2)}, {_words(draw, 2)}}},\n  abstract = {{{_words(draw, 260)}}}\n}}\n\n"
        for place in range(_ENTRIES)
    )


def _english(draw: random.Random) -> str:
    styles = (
        "Author, A., & Writer, B. (2019). {0}. Journal of Rooms, 12({1}), 34-56.",
        "Author A, Writer B. {0}. J Rooms. 2019;12({1}):34-56.",
        'A. Author and B. Writer, "{0}," Journal of Rooms, vol. 12, no. {1}, pp. 34-56, 2019.',
    )
    lines = (f"[{n}] {draw.choice(styles).format(_words(draw, 9), n % 9 + 1)}" for n in range(1, 3001))
    return "References\n" + "\n".join(lines)


def _chinese(draw: random.Random) -> str:
    lines = (f"[{n}] 张三, 李四. {_title(draw, 0)}[J]. 房屋学报, 2020, 12({n % 6 + 1}): 34-56." for n in range(1, 3001))
    return "参考文献\n" + "\n".join(lines)
