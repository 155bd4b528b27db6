"""Many corpora, one run each: a corpus that fails is named in the summary and never stops the others."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from synth.endings import PARTIAL, ending_of
from synth.errors import DataError, OutputError, SourceMissingError
from synth.render.jsontext import json_text
from synth.render.markup import document, escape, heading, line, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from synth.datatypes import Config, Flow, Result

_NAME_CHARACTERS = 48  # of up to four bytes each, well below the 255 bytes that file systems hold
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusPath:
    """One corpus of a batch: the name of its run folder, and the file, archive or folder that it is read from."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one corpus: exit code 0 with its figures, or another with the message."""

    name: str
    sources: tuple[str, ...]
    code: int = 0
    message: str = ""
    flow: Flow | None = None
    themes: int | None = None
    coverage: float | None = None

    @property
    def status(self) -> Literal["ok", "failed"]:
        """Whether the run folder was written."""
        return "failed" if self.code else "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The outcomes of a batch, in the order of the corpora."""

    outcomes: tuple[Outcome, ...] = field(default=())

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The corpora without a run folder."""
        return tuple(outcome for outcome in self.outcomes if outcome.code)

    @property
    def exit_code(self) -> int:
        """0 where all succeeded, 3 where some failed, the first failure's own code where all did."""
        if not self.failed:
            return 0
        return PARTIAL if len(self.failed) < len(self.outcomes) else self.failed[0].code


# --------------------------------------------------------------------------------------------------------- names


def corpus_name(text: str) -> str:
    """Return a folder name made from any text: small letters and digits of every script, hyphens between them.

    Han characters stay. No device name of Windows, no leading or trailing dot, nothing but ``corpus`` where the text
    holds no letter.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    spaced = "".join(char if char.isalnum() or unicodedata.category(char) == "Mn" else " " for char in folded)
    name = unicodedata.normalize("NFC", "-".join(spaced.split()))[:_NAME_CHARACTERS].strip("-")
    return f"corpus-{name}" if name in _RESERVED else name or "corpus"


def _unique(name: str, taken: set[str]) -> str:
    """Return the name, numbered from 2 where it is taken, and take it."""
    number, candidate = 1, name
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    taken.add(candidate)
    return candidate


# ------------------------------------------------------------------------------------------------------- corpora


def find_corpora(folder: Path, *, leave_out: Path | None = None) -> tuple[CorpusPath, ...]:
    """Return the corpora of a folder, by name: each file is one, and each subfolder with all below it.

    Parameters
    ----------
    folder
        Where to look; hidden files and folders are passed over.
    leave_out
        The folder that receives the runs: it may stand inside ``folder`` and is no corpus.

    Raises
    ------
    SourceMissingError
        If the folder is not there, is no folder or cannot be listed.
    DataError
        If there is nothing in it.
    """
    if not folder.is_dir():
        problem = "is no folder" if folder.exists() else "is not there"
        raise SourceMissingError(problem, where=str(folder), fix="Give the folder that holds the corpora")
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        fix = "Check that you may read it"
        raise SourceMissingError("The folder cannot be listed", where=str(folder), fix=fix) from error
    taken: set[str] = set()
    corpora = tuple(
        CorpusPath(name=_unique(corpus_name(_stem(entry)), taken), path=entry)
        for entry in entries
        if leave_out is None or entry.resolve() != leave_out.resolve()
    )
    if not corpora:
        raise DataError("The folder holds no corpus", where=str(folder), fix="Put one file or subfolder a corpus in it")
    return corpora


def _stem(entry: Path) -> str:
    return entry.name if entry.is_dir() else entry.stem


# ---------------------------------------------------------------------------------------------------------- runs


def run_batch(folder: Path, destination: Path, config: Config, *, report: Callable[[str], None]) -> Summary:
    """Run every corpus of a folder, write its run folder, and write the summary beside them.

    Parameters
    ----------
    folder
        The corpora; see :func:`find_corpora`.
    destination
        The folder that receives the run folders, ``batch.md`` and ``batch.json``.
    config
        What every run is asked to do.
    report
        Told what is being done.

    Raises
    ------
    SynthError
        If the folder holds no corpus or the summary cannot be written; a corpus that fails raises nothing.
    """
    from synth import outputs, pipeline

    corpora = find_corpora(folder, leave_out=destination)
    places = {corpus.name: f"corpus {number} of {len(corpora)}" for number, corpus in enumerate(corpora, 1)}

    def work(corpus: CorpusPath) -> Result:
        def tell(stage: str) -> None:
            report(f"{places[corpus.name]}, {corpus.name}: {stage}")

        result = pipeline.run([corpus.path], config, name=corpus.name, report=tell)
        outputs.write_run(result, destination)
        return result

    summary = run_corpora(corpora, work)
    write_summary(summary, destination)
    return summary


def run_corpora(corpora: Iterable[CorpusPath], work: Callable[[CorpusPath], Result]) -> Summary:
    """Do the work for each corpus and keep what became of it, whatever one of them raises.

    Parameters
    ----------
    corpora
        What to work on, in order.
    work
        Reads, analyses and writes one corpus.
    """
    return Summary(outcomes=tuple(_outcome(corpus, work) for corpus in corpora))


def _outcome(corpus: CorpusPath, work: Callable[[CorpusPath], Result]) -> Outcome:
    try:
        result = work(corpus)
    except Exception as error:  # noqa: BLE001 - a fault met by one corpus must not cost the others their runs
        code, message = ending_of(error)
        sources = (corpus.path.name,)
        return Outcome(name=corpus.name, sources=sources, code=code, message=message.removeprefix("error: "))
    return Outcome(
        name=corpus.name,
        sources=tuple(source.name for source in result.corpus.sources),
        flow=result.corpus.flow,
        themes=len(result.themes.themes),
        coverage=result.coverage.ratio if result.coverage.themes else None,
    )


# ------------------------------------------------------------------------------------------------------- summary


def summary_table(summary: Summary) -> str:
    """Return the outcomes as a Markdown table."""
    header = ("corpus", "status", "identified", "unreadable", "duplicate", "included", "themes", "coverage", "message")
    return table(header, [_cells(outcome) for outcome in summary.outcomes]) + "\n"


def _cells(outcome: Outcome) -> Sequence[str]:
    flow = outcome.flow
    counts = (flow.identified, flow.unreadable, flow.duplicate, flow.included) if flow else (None,) * 4
    coverage = "" if outcome.coverage is None else f"{outcome.coverage:.2f}"
    numbers = ("" if number is None else str(number) for number in (*counts, outcome.themes))
    return (escape(outcome.name), outcome.status, *numbers, coverage, escape(outcome.message))


def summary_markdown(summary: Summary) -> str:
    """Return ``batch.md``: the table and how many corpora it speaks of."""
    count, failed = len(summary.outcomes), len(summary.failed)
    total = f"{count} corpora = {count - failed} ok + {failed} failed."
    return document([heading("Batch", 1), line(total), summary_table(summary).rstrip("\n")])


def summary_json(summary: Summary) -> str:
    """Return ``batch.json``: for each corpus its name, sources, status, exit code, counts and message."""
    return json_text({"corpora": [_item(outcome) for outcome in summary.outcomes], "exit_code": summary.exit_code})


def _item(outcome: Outcome) -> dict[str, object]:
    flow = outcome.flow
    names = ("identified", "unreadable", "duplicate", "included")
    return {
        "name": outcome.name,
        "sources": list(outcome.sources),
        "status": outcome.status,
        "code": outcome.code,
        "counts": {name: getattr(flow, name) for name in names} if flow else None,
        "themes": outcome.themes,
        "coverage": None if outcome.coverage is None else round(outcome.coverage, 4),
        "message": outcome.message,
    }


def write_summary(summary: Summary, destination: Path) -> None:
    """Write ``batch.md`` and ``batch.json``, each whole or not at all.

    Parameters
    ----------
    summary
        What to write.
    destination
        The folder; it is made where it is missing.

    Raises
    ------
    OutputError
        If a file cannot be written.
    """
    texts = {"batch.md": summary_markdown(summary), "batch.json": summary_json(summary)}
    try:
        destination.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            _replace(destination / name, text)
    except OSError as error:
        problem = f"The summary cannot be written: {error.strerror or error}"
        raise OutputError(problem, where=str(destination), fix="Choose another folder with -o") from error


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
