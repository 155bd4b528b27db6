"""Which heavy packages a command imports: what it does not need, it does not wait for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXPORTING = {"docx", "resvg_py", "typst", "xlsxwriter"}
HEAVY = {"jieba", "networkx", "numpy", "scipy", "sklearn", "spacy"} | EXPORTING
ENGLISH = """[1] Author A. Work and school: title one. Journal A, 2020, 1(1): 1-5.
[2] Author B. School and work: title two. Journal B, 2021, 2(1): 6-9.
[3] Author C. Work at school: title three. Journal C, 2022, 3(1): 10-15.
"""
CHINESE = """[1] 作者甲. 工作与学校题目一[J]. 期刊甲, 2020, 1(1): 1-5.
[2] 作者乙. 学校与工作题目二[J]. 期刊乙, 2021, 2(1): 6-9.
[3] 作者丙. 学校里的工作题目三[J]. 期刊丙, 2022, 3(1): 10-15.
"""
PROBE = """
import sys
from synth.cli import main
code = main(sys.argv[2:])
print(*sorted(set(sys.argv[1].split(",")) & set(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


def heavy_imports(*arguments: str) -> set[str]:
    """Return the heavy packages that a command imported in a process of its own."""
    command = [sys.executable, "-c", PROBE, ",".join(sorted(HEAVY)), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(  # noqa: S603 - our own program
        command, check=True, capture_output=True, encoding="utf-8", env=environment
    )
    return set(done.stderr.splitlines()[-1].split())


def written(folder: Path, text: str) -> str:
    """Return the path of a list with this text."""
    path = folder / "list.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", ["run", "outline", "coverage", "read", "batch"])
def test_help_imports_nothing_heavy(command: str) -> None:
    """The help of the program and of each command needs none of the heavy packages."""
    assert heavy_imports("--help") == set()
    assert heavy_imports(command, "--help") == set()


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
@pytest.mark.parametrize("form", ["table", "csl-json"])
def test_read_imports_nothing_heavy(text: str, form: str, tmp_path: Path) -> None:
    """Reading needs no analysis, in either language and format."""
    assert heavy_imports("read", written(tmp_path, text), "--format", form) == set()


def test_an_english_run_leaves_jieba_alone(tmp_path: Path) -> None:
    """Without a Chinese character there is nothing for jieba to segment."""
    assert "jieba" not in heavy_imports("run", written(tmp_path, ENGLISH), "-o", str(tmp_path), "--quiet")


def test_a_chinese_run_leaves_spacy_alone(tmp_path: Path) -> None:
    """Without an English word there is nothing for spaCy to tokenise."""
    assert "spacy" not in heavy_imports("run", written(tmp_path, CHINESE), "-o", str(tmp_path), "--quiet")


def test_a_run_without_exports_imports_nothing_that_writes_them(tmp_path: Path) -> None:
    """What only ``--to`` needs is imported with ``--to`` alone, and only what the format needs."""
    source = written(tmp_path, ENGLISH)
    assert not heavy_imports("run", source, "-o", str(tmp_path), "--quiet") & EXPORTING
    assert heavy_imports("run", source, "-o", str(tmp_path), "--quiet", "--to", "xlsx") & EXPORTING == {"xlsxwriter"}
