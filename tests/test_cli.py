"""The command line: what goes where, what is refused, and how it ends."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import click
import pytest

from synth.cli import cli, main, run_command
from synth.endings import EXIT_CODES, Terminated
from synth.errors import DataError

ROOT = Path(__file__).resolve().parent.parent
LIST = """References
[1] Author A. Work and school: title one. Journal A, 2020, 1(1): 1–5.
[2] Author B. School and work – title two. Journal B, 2021, 2(1): 6–9.
[3] Author C. Work at school: title three. Journal C, 2022, 3(1): 10–15.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a small list of placeholder references."""
    path = tmp_path / "my list.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


def raising(error: BaseException) -> click.Command:
    """Return a command that does nothing but raise."""

    def fail() -> None:
        raise error

    return click.Command("fail", callback=fail)


def run_process(
    *arguments: str, stdout: IO[str] | int = subprocess.PIPE, stdin: IO[bytes] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, with more in its environment."""
    command = [sys.executable, "-m", "synth", *arguments]
    everything = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    return subprocess.run(  # noqa: S603 - our own program
        command, check=False, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, encoding="utf-8", env=everything
    )


# ------------------------------------------------------------------------------------------------------- results


def test_run_prints_the_folder_and_nothing_else(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard output is the run folder's path; the conservation line goes to standard error."""
    assert main(["run", str(source), "-o", str(tmp_path / "out")]) == 0
    captured = capsys.readouterr()
    folder = Path(captured.out.removesuffix("\n"))
    assert folder == tmp_path / "out" / "my-list"
    assert (folder / "synthesis.md").is_file()
    assert "3 records identified = 0 unreadable + 0 duplicate + 3 included" in captured.err


def test_corrections_are_followed_or_warned_of(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the file of --corrections asks for is done; each entry that cannot be followed is one line."""
    assert main(["run", str(source), "-o", str(tmp_path), "--quiet"]) == 0
    themes = json.loads((tmp_path / "my-list" / "themes.json").read_text(encoding="utf-8"))["themes"]
    mine = tmp_path / "mine.toml"
    renamed = f'[[rename]]\ntheme = "{themes[0]["key"]}"\nname = "A name of mine"\n'
    mine.write_text(f'{renamed}[[move]]\nrecord = 99\ntheme = "a"\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["run", str(source), "-o", str(tmp_path), "--corrections", str(mine)]) == 0
    assert "warning: mine.toml, line 4: there is no record 99. Take" in capsys.readouterr().err
    labels = [one["label"] for one in json.loads((tmp_path / "my-list" / "themes.json").read_text("utf-8"))["themes"]]
    assert labels[0] == "A name of mine"
    mine.write_text("nothing of the kind", encoding="utf-8")
    assert main(["outline", str(source), "--corrections", str(mine)]) == 2


def test_quiet_says_nothing_and_the_name_is_ours(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --quiet standard error stays empty; --name names the run folder."""
    assert main(["run", str(source), "-o", str(tmp_path), "--name", "My Review", "--quiet"]) == 0
    assert capsys.readouterr() == (f"{tmp_path / 'my-review'}\n", "")


def test_a_style_decides_citations_and_references(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --style apa the synthesis cites by author and year, its list has no numbers, and the manifest says so."""
    assert main(["run", str(source), "-o", str(tmp_path), "--style", "apa", "--quiet"]) == 0
    folder = Path(capsys.readouterr().out.strip())
    text = (folder / "synthesis.md").read_text(encoding="utf-8")
    assert "(Author, 2020; Author, 2021; Author, 2022)" in text
    assert "\n\nAuthor, A. (2020). Work and school: title one. *Journal A*, *1*(1), 1–5.\n" in text
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["configuration"]["style"] == "apa"
    assert main(["outline", str(source), "--style", "ieee", "--quiet"]) == 0
    assert "[1]–[3]" in capsys.readouterr().out


@pytest.mark.parametrize("style", ["mla", "missing.csl"])
def test_a_style_that_is_not_there(
    style: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is read, one line says what to do, and no run folder is left."""
    assert main(["run", str(source), "-o", str(tmp_path / "out"), "--style", style]) in {2, 5}
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert style in captured.err
    assert not (tmp_path / "out").exists()


def test_read_shows_every_record(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table has one line a record, and CSL-JSON the same records with their numbers."""
    assert main(["read", str(source)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert main(["read", str(source), "--format", "csl-json"]) == 0
    items = json.loads(capsys.readouterr().out)
    assert [item["number"] for item in items] == [1, 2, 3]
    assert items[0]["title"] == "Work and school: title one"


def test_read_shows_duplicates_unless_told_to_merge(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two equal sources give every record twice; --merge gives each once; the conservation line says which."""
    other = tmp_path / "copy.txt"
    other.write_bytes(source.read_bytes())
    for options, count in (([], 6), (["--merge"], 3), (["--merge", "--no-merge"], 6)):
        assert main(["read", str(source), str(other), "--format", "csl-json", *options]) == 0
        captured = capsys.readouterr()
        assert len(json.loads(captured.out)) == count
        assert f"copy.txt (list): 3 records identified = 0 unreadable + {6 - count} duplicate" in captured.err
        assert captured.err.endswith(f"0 unreadable + {6 - count} duplicate + {count} included\n")


@pytest.mark.parametrize("form", ["csl-json", "bibtex", "ris", "csv", "jsonl"])
def test_what_is_written_reads_back(
    form: str, source: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The records of a source, written in another format through the command line and read again, are the same.

    RIS gives first and last page apart, so that the dash between them is made anew.
    """

    def read(path: Path, written: str) -> str:
        assert main(["read", str(path), "--format", written, "--quiet"]) == 0
        return capsys.readouterr().out

    again = tmp_path / "again.txt"
    again.write_text(read(source, form), encoding="utf-8", newline="")
    items = [[json.loads(line) for line in read(path, "jsonl").splitlines()] for path in (source, again)]
    for item in (*items[0], *items[1]):
        item.pop("confidence", None)
        item["pages"] = item["pages"].replace("–", "-")
    assert items[0] == items[1]


def test_records_told_to_be_kept_apart_are_not_merged(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pair in the file of --keep-apart stays a pair, by number; a pair of nobody ends with 2."""
    other, apart = tmp_path / "copy.txt", tmp_path / "apart.txt"
    other.write_bytes(source.read_bytes())
    apart.write_text("1, 4\n", encoding="utf-8")
    command = ["read", str(source), str(other), "--merge", "--format", "csl-json", "--keep-apart", str(apart)]
    assert main(command) == 0
    assert len(json.loads(capsys.readouterr().out)) == 4
    apart.write_text("1, 99\n", encoding="utf-8")
    assert main(command) == 2
    assert "no record 99" in capsys.readouterr().err


def test_records_are_read_from_standard_input(source: Path) -> None:
    """``-`` stands for standard input."""
    with source.open("rb") as stdin:
        done = run_process("read", "-", "--format", "csl-json", stdin=stdin)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) == 3


def test_read_shows_problems_as_table_and_json(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list without faults has an empty table of problems, and says so, and an empty JSON list."""
    assert main(["read", str(source), "--problems"]) == 0
    captured = capsys.readouterr()
    assert captured.out.split() == ["kind", "reason", "line", "source", "text"]
    assert "everything was understood" in captured.err
    assert main(["read", str(source), "--problems", "--format", "csl-json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("form", ["table", "csl-json"])
def test_a_list_has_no_review_to_show(form: str, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asking for the review of a plain list is refused in one line."""
    assert main(["read", str(source), "--review", "--format", form]) == 4
    assert "no review" in capsys.readouterr().err


def test_outline_goes_to_standard_output(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The outline is Markdown on standard output."""
    assert main(["outline", str(source)]) == 0
    assert capsys.readouterr().out.startswith("# ")


def test_coverage_below_the_threshold_fails(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--fail-under ends with 1 below the ratio, after the coverage was printed, and says why in one line."""
    framework = source.with_name("themes.toml")
    framework.write_text('[[theme]]\nname = "Absent"\nen = ["zebra"]\n', encoding="utf-8")
    options = ["coverage", str(source), "--framework", str(framework), "--json", "--quiet"]
    assert main([*options, "--fail-under", "0.9"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["ratio"] < 0.9
    assert "is below 0.9" in captured.err
    assert main([*options, "--fail-under", "0"]) == 0


def test_a_batch_keeps_the_good_corpora(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One bad corpus ends the batch with 3; the good one has its folder, and the table names both."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(LIST, encoding="utf-8")
    (folder / "bad.txt").touch()
    assert main(["batch", str(folder), "-o", str(tmp_path / "out")]) == 3
    captured = capsys.readouterr()
    assert "| good | ok | 3 |" in captured.out
    assert "| bad | failed |" in captured.out
    assert captured.err == "synth: error: 1 of 2 corpora failed; the table says why\n"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["batch.json", "batch.md", "good"]


# ------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run"], "Missing argument 'SOURCE...'"),
        (["run", "x", "--themes", "0"], "'0' is neither a number from 1 nor 'auto'"),
        (["run", "x", "--themes", "many"], "'many' is neither a number from 1 nor 'auto'"),
        (["run", "x", "--random-state", "-1"], "'--random-state'"),
        (["coverage", "x", "--fail-under", "1.5"], "'--fail-under'"),
        (["read", "x", "--review", "--problems"], "exclude each other"),
        (["read", "x", "--format", "xml"], "'--format'"),
        (["read", "x", "--problems", "--format", "ris"], "for records alone"),
        (["nonsense"], "No such command 'nonsense'"),
    ],
)
def test_nonsense_is_refused_in_one_line(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An option that makes no sense ends with 2 and one line, before anything is read."""
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("synth: error: ")
    assert captured.err.count("\n") == 1
    assert says in captured.err


@pytest.mark.parametrize("command", ["run", "outline", "coverage", "read", "batch"])
def test_a_missing_source_ends_with_its_code(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command says which source is missing, in one line, and leaves nothing behind."""
    out = ["-o", str(tmp_path / "out")] if command in {"run", "batch"} else []
    assert main([command, str(tmp_path / "none.txt"), *out]) == 5
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert "none.txt" in captured.err
    assert list(tmp_path.iterdir()) == []


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command the help goes to standard error, and the code is that of a usage error."""
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("Usage: synth")


def test_help_and_version_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    """--help names every exit code; --version is one line."""
    assert main(["--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert all(f"{code} {name}" in text for code, (name, _) in EXIT_CODES.items())
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == "synth 0.1.0\n"


def test_every_command_and_option_has_a_help_text() -> None:
    """Nothing is offered without a word on what it does, and every command takes the common options."""
    for command in cli.commands.values():
        assert command.help
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        assert {"random_state", "quiet", "debug"} <= {option.name for option in options}
        assert all(option.help or isinstance(option.type, click.Choice) for option in options)


# ------------------------------------------------------------------------------------------------------- endings


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DataError("It is empty", where="a.txt"), 4),
        (KeyboardInterrupt(), 130),
        (Terminated(), 143),
        (OSError(errno.ENOSPC, "No space left on device"), 7),
        (MemoryError(), 6),
        (ZeroDivisionError("oops"), 1),
    ],
)
def test_whatever_is_raised_ends_in_one_line(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback reaches the user, and the exit code says what kind of failure it was."""
    assert run_command(raising(error), []) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("synth: ")
    assert captured.err.count("\n") == 1


def test_a_closed_pipe_ends_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is said to a reader who left."""
    assert run_command(raising(BrokenPipeError()), []) == 141
    assert capsys.readouterr() == ("", "")


def test_debug_shows_the_traceback_of_a_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--debug adds the traceback of a fault in the program, and of nothing else."""

    def fail(_paths: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("synth.readers.read_sources", fail)
    assert main(["read", "x", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err
    assert main(["read", "x"]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_escapes_in_a_message_are_spelt_out(capsys: pytest.CaptureFixture[str]) -> None:
    """A file name cannot retitle the terminal through an error message."""
    run_command(raising(DataError("It is empty", where="\x1b]0;x\x07.txt")), [])
    assert capsys.readouterr().err == "synth: error: \\u001b]0;x\\u0007.txt: It is empty.\n"


def test_the_module_runs_as_the_command() -> None:
    """``python -m synth`` is ``synth``, and its exit code reaches the shell."""
    assert run_process("--version").stdout == "synth 0.1.0\n"
    assert run_process("read", "no-such-file").returncode == 5


def test_the_locale_does_not_change_the_bytes(source: Path) -> None:
    """Under the C locale without UTF-8 mode the output is the same UTF-8."""
    plain = run_process("read", str(source))
    bare = run_process("read", str(source), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="")
    assert "–" in bare.stdout
    assert bare.stdout == plain.stdout


def test_the_hash_seed_does_not_change_the_bytes(source: Path, tmp_path: Path) -> None:
    """Two runs of one list write the same files, byte for byte, whatever order sets are in."""
    folders = []
    for seed in ("1", "2"):
        assert run_process("run", str(source), "-o", str(tmp_path / seed), PYTHONHASHSEED=seed).returncode == 0
        folders.append({path.name: path.read_bytes() for path in (tmp_path / seed / "my-list").iterdir()})
    assert folders[0] == folders[1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the full device of Linux")
def test_a_full_disk_behind_standard_output_is_an_output_error(source: Path) -> None:
    """Where standard output cannot be written, the code is 7 and there is one line, no traceback."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = run_process("read", str(source), stdout=full)
    assert done.returncode == 7
    assert done.stderr.startswith("synth: error: No space left on device")
    assert done.stderr.count("\n") == 1


def test_a_reader_who_leaves_ends_the_program_quietly(source: Path) -> None:
    """A pipe closed at the other end gives 141 and says nothing."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        done = run_process("read", str(source), stdout=pipe)
        assert (done.returncode, done.stderr) == (141, "")


def test_an_expected_theme_without_a_record_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line on standard error names the theme and its terms; a theme that has records has no such line."""
    path, framework = tmp_path / "list.txt", tmp_path / "ghost.toml"
    path.write_text("1. Author A. Growth of maize. Journal A, 2020.\n", encoding="utf-8")
    rivers = '[[theme]]\nname = "Growth"\n[[theme]]\nname = "Rivers"\nen = ["estuary"]\n'
    framework.write_text(rivers, encoding="utf-8")
    assert main(["run", str(path), "-o", str(tmp_path), "--framework", str(framework)]) == 0
    warnings = [line for line in capsys.readouterr().err.splitlines() if "warning" in line]
    assert len(warnings) == 1
    assert "“Rivers”" in warnings[0]
    assert "estuary" in warnings[0]
