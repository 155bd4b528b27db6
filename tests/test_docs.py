"""Documents are executed: a command that is shown works, and what it is said to print it prints."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import generate
import pytest

from synth.cli import main

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"\s+# exit code (\d+)$")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


class Example(NamedTuple):
    """A command as a document shows it, with the exit code and the lines it is said to give."""

    arguments: list[str]
    code: int
    lines: list[str]


def examples(text: str) -> list[Example]:
    """Return the commands of the console blocks: ``$ synth …``, then lines that the output must hold.

    ``# exit code N`` after a command states a code other than 0. A ``…`` in a line stands for anything, a line of it
    alone for any lines. Commands that do not start with ``synth`` are for the reader's shell and left alone.
    """
    found: list[Example] = []
    for block in _BLOCK.findall(text):
        ours = False
        for line in block.splitlines():
            if line.startswith("$ "):
                ours = line.startswith("$ synth ")
                if ours:
                    code = _CODE.search(line)
                    command = _CODE.sub("", line.removeprefix("$ synth "))
                    found.append(Example(shlex.split(command), int(code[1]) if code else 0, []))
            elif ours and line.strip(" …"):
                found[-1].lines.append(line)
    return found


def shown(line: str, output: str) -> bool:
    """Return whether a line of the output is as the document shows it."""
    pattern = ".*".join(re.escape(part) for part in line.split("…"))
    return re.search(f"^{pattern}$", output, re.MULTILINE) is not None


@pytest.mark.parametrize(
    "path",
    [path for path in DOCUMENTS if examples(path.read_text(encoding="utf-8"))],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_commands_work_as_shown(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command of a document, one after the other in a folder with data/, ends and prints as the document says."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    for example in examples(path.read_text(encoding="utf-8")):
        code = main(example.arguments)
        captured = capsys.readouterr()
        assert code == example.code, f"{example.arguments}: {captured.err}"
        missing = [line for line in example.lines if not shown(line, captured.out + captured.err)]
        assert missing == [], f"{example.arguments}: {captured.out}{captured.err}"


def test_examples_are_found_in_a_block() -> None:
    """The commands, their stated codes and their lines are read from a console block, others are passed over."""
    text = "```console\n$ ls\nx\n$ synth read 'a b'  # exit code 5\nsynth: error: …\n…\n```\n```text\n$ synth x\n```\n"
    assert examples(text) == [Example(["read", "a b"], 5, ["synth: error: …"])]
    assert shown("synth: error: …here", "first\nsynth: error: what, where\nlast")
    assert not shown("error", "synth: error: what")


@pytest.mark.parametrize("name", sorted(generate.PAGES))
def test_generated_pages_are_current(name: str) -> None:
    """The pages that follow from the code are what ``make docs`` would write."""
    assert (generate.REFERENCE / name).read_text(encoding="utf-8") == generate.PAGES[name]()


def test_the_excerpt_and_the_figures_are_current() -> None:
    """What the README shows of a synthesis, and the figures, are what the sample page gives today."""
    result = generate.sample()
    text = generate.README.read_text(encoding="utf-8")
    assert "> - " in text
    assert generate.readme(text, result) == text
    for figure in result.figures:
        assert (generate.IMAGES / f"{figure.name}.svg").read_text(encoding="utf-8") == figure.svg


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    """Every link to a file of the project leads to a file that is there."""
    targets = _LINK.findall(path.read_text(encoding="utf-8"))
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (path.parent / target).exists()] == []
