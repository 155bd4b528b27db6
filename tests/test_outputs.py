"""Run folders: complete or absent, whatever happens."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fakes import fake_result
from hypothesis import example, given
from hypothesis import strategies as st

from synth.checking import check_claims
from synth.datatypes import Cite, Claim, Config, Paragraph, Section
from synth.errors import OutputError, SynthError
from synth.outputs import safe_name, write_run

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = {
    "synthesis.md",
    "outline.md",
    "coverage.md",
    "report.html",
    "coverage.json",
    "themes.json",
    "claims.json",
    "references.bib",
    "duplicates.csv",
    "manifest.json",
    "drawing.svg",
}
# Writes the fake run and is killed at the n-th time it flushes something to the disk.
KILLED = """
import os, signal, sys
from pathlib import Path
from fakes import fake_result
import synth.outputs
steps = int(sys.argv[2])
real = os.fsync
def fsync(descriptor):
    global steps
    steps -= 1
    if steps < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    real(descriptor)
synth.outputs.os.fsync = fsync
synth.outputs.write_run(fake_result(), Path(sys.argv[1]))
"""
posix = pytest.mark.skipif(os.name != "posix", reason="kills and process ids are asked for the POSIX way")


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def failing_at(step: int, error: OSError | KeyboardInterrupt) -> Callable[[int], None]:
    """Return a flush that fails the n-th time it is asked, counted from 0, and does nothing otherwise."""
    left = [step]

    def fsync(_descriptor: int) -> None:
        left[0] -= 1
        if left[0] == -1:
            raise error

    return fsync


def run_process(code: str, *arguments: str) -> int:
    """Run code in a process of its own that finds the package and the fakes; return its exit code."""
    root = Path(__file__).parent
    path = os.pathsep.join([str(root.parent / "src"), str(root)])
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=False).returncode  # noqa: S603 - our own interpreter


def dead_pid() -> int:
    """Return the id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def test_a_run_folder_is_complete(tmp_path: Path) -> None:
    """Every file is there, as UTF-8 with bare line feeds, and the manifest knows the sum of each."""
    target = write_run(fake_result(), tmp_path / "new" / "out")
    assert target == tmp_path / "new" / "out" / "fake"
    files = contents(target)
    assert set(files) == FILES
    listed = {entry["name"]: entry["sha256"] for entry in json.loads(files["manifest.json"])["files"]}
    assert listed == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"
    }
    for content in files.values():
        assert b"\r" not in content
        assert content.decode()
        assert not content.startswith(b"\xef\xbb\xbf")
    assert [path.name for path in target.parent.iterdir()] == ["fake"]


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs, one over the other and one elsewhere, are equal byte for byte."""
    first = contents(write_run(fake_result(), tmp_path / "a"))
    assert contents(write_run(fake_result(), tmp_path / "a")) == first
    assert contents(write_run(fake_result(), tmp_path / "b")) == first


def test_an_earlier_run_is_replaced_whole(tmp_path: Path) -> None:
    """Nothing of the earlier run is left, not even a file that the new one has not."""
    target = write_run(fake_result(), tmp_path)
    (target / "old.svg").write_text("old")
    write_run(fake_result(), tmp_path)
    assert set(contents(target)) == FILES


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """A folder made beforehand is used."""
    (tmp_path / "fake").mkdir()
    assert set(contents(write_run(fake_result(), tmp_path))) == FILES


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_synth_has_not_written_stays(tmp_path: Path, kind: str) -> None:
    """A folder of other things, a file and a link are refused with a remedy, and left as they were."""
    target = tmp_path / "fake"
    if kind == "folder":
        target.mkdir()
        (target / "thesis.docx").write_text("mine")
    elif kind == "file":
        target.write_text("mine")
    else:
        (tmp_path / "elsewhere").mkdir()
        target.symlink_to(tmp_path / "elsewhere")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(OutputError, match="another folder with -o"):
        write_run(fake_result(), tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_file_in_place_of_the_output_folder(tmp_path: Path) -> None:
    """An output folder that is a file, or lies below one, is an error that says so."""
    (tmp_path / "out").write_text("a file")
    for folder in (tmp_path / "out", tmp_path / "out" / "below"):
        with pytest.raises(OutputError, match="A file stands where a folder is needed"):
            write_run(fake_result(), folder)


def test_a_path_that_is_too_long(tmp_path: Path) -> None:
    """A path beyond what the system takes is an error with a remedy."""
    with pytest.raises(OutputError, match="shorter path"):
        write_run(fake_result(), tmp_path / ("x" * 300))


@pytest.mark.parametrize("step", range(len(FILES)))
@pytest.mark.parametrize(("number", "remedy"), [(errno.ENOSPC, "Make room"), (errno.EACCES, "right to write")])
def test_a_failing_disk_leaves_the_earlier_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, number: int, remedy: str
) -> None:
    """Whichever file cannot be written, the error says why, the earlier run is untouched and nothing else is left."""
    before = contents(write_run(fake_result(), tmp_path))
    monkeypatch.setattr("synth.outputs.os.fsync", failing_at(step, OSError(number, os.strerror(number))))
    with pytest.raises(OutputError, match=remedy) as caught:
        write_run(dataclasses.replace(fake_result(), config=Config(random_state=1)), tmp_path)
    assert str(tmp_path / "fake") in str(caught.value)
    assert contents(tmp_path / "fake") == before
    assert [path.name for path in tmp_path.iterdir()] == ["fake"]


def test_an_interrupt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of writing passes on and leaves no folder behind."""
    monkeypatch.setattr("synth.outputs.os.fsync", failing_at(3, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_run(fake_result(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_swap_brings_the_earlier_run_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new folder cannot take its place, the earlier run returns to it."""
    before = contents(write_run(fake_result(), tmp_path))
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name.endswith("new"):
            raise OSError(errno.EROFS, "Read-only file system")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OutputError, match="Read-only"):
        write_run(fake_result(), tmp_path)
    assert contents(tmp_path / "fake") == before
    assert [path.name for path in tmp_path.iterdir()] == ["fake"]


@posix
@pytest.mark.parametrize("steps", [0, 4, len(FILES), len(FILES) + 1])
def test_a_killed_process_leaves_a_whole_run_or_none(tmp_path: Path, steps: int) -> None:
    """Killed while writing, before or after the swap: no half-written run is seen, and the next run clears up."""
    assert run_process(KILLED, str(tmp_path), str(steps)) == -signal.SIGKILL
    seen = tmp_path / "fake"
    assert not seen.exists() or set(contents(seen)) == FILES
    write_run(fake_result(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["fake"]


@posix
def test_a_run_set_aside_by_a_killed_process_comes_back(tmp_path: Path) -> None:
    """What a killed process had set aside is put back where its place is free, and removed where it is not."""
    target = write_run(fake_result(), tmp_path)
    before = contents(target)
    target.rename(tmp_path / f".fake.{dead_pid()}.synth-old")
    write_run(dataclasses.replace(fake_result(), name="other"), tmp_path)
    assert contents(target) == before
    (tmp_path / f".fake.{dead_pid()}.synth-old").mkdir()
    write_run(dataclasses.replace(fake_result(), name="other"), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fake", "other"]


@posix
def test_a_running_process_keeps_what_it_writes(tmp_path: Path) -> None:
    """The hidden folder of a process that runs is left alone, and so is any folder of another shape."""
    kept = {f".other.{os.getppid()}.synth-new", ".cache.1.tmp", ".other.99999999999999999999999.synth-new"}
    for name in kept:
        (tmp_path / name).mkdir()
    write_run(fake_result(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*kept, "fake"}


def test_the_framework_file_is_in_the_manifest(tmp_path: Path) -> None:
    """A framework file is named with its sum; one that is gone since is named without."""
    framework = tmp_path / "mine.toml"
    framework.write_text("[[theme]]")
    result = dataclasses.replace(fake_result(), config=Config(framework=str(framework)))
    manifest = write_run(result, tmp_path / "out") / "manifest.json"
    assert json.loads(manifest.read_text())["framework"]["sha256"] == hashlib.sha256(b"[[theme]]").hexdigest()
    framework.unlink()
    write_run(result, tmp_path / "out")
    assert json.loads(manifest.read_text())["framework"] == {"origin": "abstract", "file": "mine.toml", "sha256": ""}


# --------------------------------------------------------------------------------------------------------------- names


@given(st.text(max_size=300))
@example("../../etc")
@example("..")
@example("con.txt")
@example("a/b\\c:d")
@example("语" * 200)
def test_a_name_is_one_folder(name: str) -> None:
    """Whatever the corpus is called, its folder lies in the output folder, is seen, and fits every system."""
    safe = safe_name(name)
    assert Path("out", safe).parent == Path("out")
    assert not safe.startswith(".")
    assert not set(safe) & set('/\\:*?"<>|\x00')
    assert 0 < len(safe.encode()) <= 200
    assert safe.upper().split(".")[0] not in {"CON", "PRN", "AUX", "NUL"}
    assert safe_name(safe) == safe


def test_a_plain_name_is_kept() -> None:
    """Names in either language stay as they are."""
    assert safe_name("ope-2025") == "ope-2025"
    assert safe_name("产教融合 2025") == "产教融合-2025"
    assert safe_name("") == "corpus"


# -------------------------------------------------------------------------------------------------------------- claims


def with_claim(*parts: str | Cite) -> tuple[Section, ...]:
    """Return the sections of the fake synthesis with one more sentence."""
    extra = Section(heading="More", blocks=(Paragraph(claims=(Claim(parts=parts),)),))
    return (*fake_result().synthesis.sections, extra)


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        (with_claim("Nobody says this."), 'cites nothing: "Nobody says this."'),
        (with_claim("Somebody says this ", Cite(record_ids=("r9",))), "cites r9"),
        (fake_result().synthesis.sections[1:], "leaves out record 1"),
    ],
)
def test_a_synthesis_that_breaks_its_laws_is_not_written(
    tmp_path: Path, sections: tuple[Section, ...], message: str
) -> None:
    """A sentence without a citation, an unknown citation and a record that is cited nowhere stop the run."""
    result = fake_result()
    broken = dataclasses.replace(result, synthesis=dataclasses.replace(result.synthesis, sections=sections))
    with pytest.raises(SynthError, match=message):
        write_run(broken, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_outline_may_plan_without_citing() -> None:
    """Headings to be written cite nothing yet; an unknown record is an error there too."""
    result = fake_result()
    check_claims(result)
    outline = with_claim(Cite(record_ids=("r9",)))[-1]
    broken = dataclasses.replace(result, synthesis=dataclasses.replace(result.synthesis, outline=outline))
    with pytest.raises(SynthError, match="cites r9"):
        check_claims(broken)
