"""Many corpora: their names, their files, and a failure that stays where it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.batch import (
    CorpusPath,
    Outcome,
    Summary,
    corpus_name,
    find_corpora,
    run_corpora,
    summary_json,
    summary_markdown,
    summary_table,
    write_summary,
)
from synth.datatypes import (
    Choice,
    Config,
    Corpus,
    Coverage,
    Flow,
    Framework,
    Reason,
    Result,
    Section,
    Synthesis,
    ThemeSet,
)
from synth.errors import DataError, OutputError, SourceMissingError

if TYPE_CHECKING:
    from collections.abc import Callable


WHY = Reason(code="none")


def empty_result(name: str) -> Result:
    """Return the answer of a run that found nothing."""
    return Result(
        name=name,
        config=Config(),
        corpus=Corpus(sources=(), records=()),
        framework=Framework(origin="none", why=WHY),
        themes=ThemeSet(themes=(), unassigned=(), choice=Choice(chosen=0, why=Reason(code="k-expected"))),
        coverage=Coverage(themes=()),
        facets=(),
        figures=(),
        synthesis=Synthesis(title="", language="en", sections=(), outline=Section(heading="")),
    )


def failing_on(errors: dict[str, BaseException]) -> Callable[[CorpusPath], Result]:
    """Return work that raises for the corpora named and succeeds for the others."""

    def work(corpus: CorpusPath) -> Result:
        if corpus.name in errors:
            raise errors[corpus.name]
        return empty_result(corpus.name)

    return work


def corpora(*names: str) -> tuple[CorpusPath, ...]:
    """Return corpora of one file each."""
    return tuple(CorpusPath(name=name, path=Path(f"{name}.txt")) for name in names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("New quality: productive forces!", "new-quality-productive-forces"),
        ("新质生产力（综述）", "新质生产力-综述"),
        ("..", "corpus"),
        ("", "corpus"),
        ("CON", "corpus-con"),
        ("com¹", "corpus-com1"),
        ("-rf", "rf"),
        ("a/b\\c\x00d", "a-b-c-d"),
        ("Cafe\u0301", "caf\u00e9"),
        ("x" * 300, "x" * 48),
    ],
)
def test_a_name_is_safe_on_every_file_system(text: str, name: str) -> None:
    """Letters and digits of every script stay, all else becomes a hyphen, reserved names are avoided."""
    assert corpus_name(text) == name


@given(st.text())
def test_any_text_gives_a_folder_name(text: str) -> None:
    """Whatever a file is called, its run folder's name is short, has no separator and is its own name."""
    name = corpus_name(text)
    assert 0 < len(name.encode()) <= 200
    assert not set(name) & set('/\\:*?"<>|. \n')
    assert corpus_name(name) == name


def test_files_and_subfolders_are_corpora(tmp_path: Path) -> None:
    """Each visible file is a corpus and each visible subfolder, in the order of their names."""
    for path in (
        "b.txt",
        "a/2.txt",
        "a/1.txt",
        "a/.hidden",
        "a/deep/3.txt",
        "a/.git/4.txt",
        ".hidden.txt",
        "out/r.txt",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    found = find_corpora(tmp_path, leave_out=tmp_path / "out")
    names = [(corpus.name, corpus.path.relative_to(tmp_path).as_posix()) for corpus in found]
    assert names == [("a", "a"), ("b", "b.txt")]


def test_two_corpora_of_one_name_are_numbered(tmp_path: Path) -> None:
    """Names that fall together get a number, and the number takes no name that is in use."""
    for name in ("a 2.txt", "a.json", "a.txt"):
        (tmp_path / name).touch()
    assert [corpus.name for corpus in find_corpora(tmp_path)] == ["a-2", "a", "a-3"]


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    """A missing folder and a file in its place are told apart; an empty folder is no input."""
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceMissingError, match="is not there"):
        find_corpora(tmp_path / "none")
    with pytest.raises(SourceMissingError, match="is no folder"):
        find_corpora(tmp_path / "file")
    with pytest.raises(DataError, match="holds no corpus"):
        find_corpora(tmp_path / "empty")


def test_a_corpus_that_fails_stops_no_other() -> None:
    """Foreseen errors, faults and exhaustion are each kept as the outcome of their corpus."""
    errors: dict[str, BaseException] = {"b": DataError("It is empty"), "c": ZeroDivisionError("x"), "d": MemoryError()}
    summary = run_corpora(corpora("a", "b", "c", "d", "e"), failing_on(errors))
    assert [(outcome.status, outcome.code) for outcome in summary.outcomes] == [
        ("ok", 0),
        ("failed", 4),
        ("failed", 1),
        ("failed", 6),
        ("ok", 0),
    ]
    assert summary.outcomes[1].message == "It is empty."
    assert summary.exit_code == 3


def test_an_interrupt_stops_the_batch() -> None:
    """Only a person or the system may stop it."""
    with pytest.raises(KeyboardInterrupt):
        run_corpora(corpora("a", "b"), failing_on({"a": KeyboardInterrupt()}))


def test_all_failed_ends_with_the_first_code() -> None:
    """Where nothing succeeded, the first failure's code says more than "partial"; where all did, it is 0."""
    assert run_corpora(corpora("a", "b"), failing_on({"a": OutputError("x"), "b": DataError("y")})).exit_code == 7
    assert run_corpora(corpora("a", "b"), failing_on({})).exit_code == 0


def test_the_summary_lists_every_corpus(tmp_path: Path) -> None:
    """The table and the JSON name each corpus, its counts or its message, and stand beside the run folders."""
    flow = Flow(unreadable=1, duplicate=2, included=20)
    good = Outcome(name="新质", sources=("a.txt",), flow=flow, themes=4, coverage=0.875)
    bad = Outcome(name="b", sources=("b.txt",), code=4, message="b.txt: It | is empty.")
    summary = Summary(outcomes=(good, bad))
    write_summary(summary, tmp_path / "new" / "out")
    markdown = (tmp_path / "new/out/batch.md").read_text(encoding="utf-8")
    assert markdown == summary_markdown(summary)
    assert "2 corpora = 1 ok + 1 failed." in markdown
    assert "| 新质 | ok | 23 | 1 | 2 | 20 | 4 | 0.88 |  |" in summary_table(summary)
    assert "| b | failed |  |  |  |  |  |  | b.txt: It \\| is empty. |" in summary_table(summary)
    data = json.loads((tmp_path / "new/out/batch.json").read_text(encoding="utf-8"))
    assert data == json.loads(summary_json(summary))
    assert data["corpora"][0]["counts"] == {"identified": 23, "unreadable": 1, "duplicate": 2, "included": 20}
    assert (data["corpora"][1]["status"], data["corpora"][1]["code"], data["exit_code"]) == ("failed", 4, 3)
    assert sorted(path.name for path in (tmp_path / "new/out").iterdir()) == ["batch.json", "batch.md"]


def test_a_summary_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    """A file in the way of the folder gives one error that names it."""
    (tmp_path / "out").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        write_summary(Summary(), tmp_path / "out")
