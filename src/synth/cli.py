"""The command line: reads options, calls the stages and prints.

Nothing else in the package prints or exits. Results go to standard output, the rest to standard error.
"""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from synth import __version__
from synth.batch import corpus_name
from synth.citations import STYLES, make_bibliography
from synth.datatypes import Config
from synth.endings import EXIT_CODES, FAILED, Terminated, ending_of, sigterm_raises
from synth.errors import SynthError, UsageError
from synth.listing import (
    correction_lines,
    flow_line,
    missing_themes,
    problem_json,
    problem_table,
    record_table,
    review_of,
    review_table,
    source_lines,
    summary_line,
    warnings_of,
)
from synth.render.exports import EXPORTS
from synth.terminal import Progress, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from synth.datatypes import EncoderName, ExportName, LanguageChoice, Library, Problem, Record, Result

_PROBLEMS = "synth read --problems"


_PATH = click.Path(path_type=Path)

# -------------------------------------------------------------------------------------------------------- options


@dataclass(slots=True)
class Session:
    """What the options that several commands share were set to."""

    framework: str = "abstract"
    themes: int = 0
    merge: bool = True
    keep_apart: Path | None = None
    encoder: EncoderName = "none"
    style: str = "auto"
    corrections: Path | None = None
    language: LanguageChoice = "auto"
    exports: tuple[ExportName, ...] = ()
    random_state: int = 0
    quiet: bool = False
    debug: bool = False

    @property
    def config(self) -> Config:
        """What a run is asked to do."""
        return Config(
            framework=self.framework,
            themes=self.themes,
            random_state=self.random_state,
            merge=self.merge,
            keep_apart=self.keep_apart,
            encoder=self.encoder,
            style=self.style,
            corrections=self.corrections,
            language=self.language,
            exports=self.exports,
        )

    def note(self, line: str) -> None:
        """Say something on standard error, unless told to be quiet."""
        if not self.quiet:
            _complain(line)

    def warn(self, problems: Sequence[Problem], *, more: str) -> None:
        """Say what was not understood; ``more`` is where all of it is to be seen."""
        for line in warnings_of(problems, more=more):
            self.note(line)

    def progress(self) -> Progress:
        """Return the status line; it stays away from a pipe."""
        shown = sys.stderr.isatty() and not self.quiet
        return Progress(_write_status if shown else None, columns=shutil.get_terminal_size().columns)


def _write_status(text: str) -> None:
    click.echo(text, nl=False, err=True)


def _theme_count(text: str) -> int:
    """Return how many themes to find; 0 stands for ``auto``."""
    if text == "auto":
        return 0
    with suppress(ValueError):
        if (number := int(text)) >= 1:
            return number
    raise click.BadParameter(f"{text!r} is neither a number from 1 nor 'auto'")


def _exports(ctx: click.Context, param: click.Parameter, value: Sequence[str]) -> None:  # noqa: ARG001 - as click calls it
    """Remember the exports asked for, separated by commas or each by an option of its own, in one order."""
    asked = {name.strip().lower() for text in value for name in text.split(",")} - {""}
    if unknown := sorted(asked - set(EXPORTS)):
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(EXPORTS)}")
    ctx.ensure_object(Session).exports = tuple(name for name in EXPORTS if name in asked)


def _shared(name: str, **details: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:  # noqa: ANN401 - as click.option
    """Return an option whose value goes into the session rather than to the command."""

    def remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
        setattr(ctx.ensure_object(Session), str(param.name), value)

    return click.option(name, callback=remember, expose_value=False, **details)


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command has."""
    random_state = _shared(
        "--random-state",
        type=click.IntRange(0, 2**32 - 1),
        default=0,
        show_default=True,
        help="Where the random numbers start.",
    )
    quiet = _shared("--quiet", is_flag=True, help="Say nothing but errors on standard error.")
    debug = _shared("--debug", is_flag=True, hidden=True, help="Show the traceback of a fault in synth itself.")
    return random_state(quiet(debug(command)))


def _merging(command: Callable[..., None], *, default: bool) -> Callable[..., None]:
    """Add the options of the commands that tell duplicates."""
    merge = _shared(
        "--merge/--no-merge",
        default=default,
        show_default=True,
        help="Set duplicates aside, or keep every record.",
    )
    keep_apart = _shared(
        "--keep-apart",
        type=_PATH,
        metavar="FILE",
        help="Pairs of records that are no duplicates: two ids or numbers a line.",
    )
    return merge(keep_apart(_common(command)))


def _analysis(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of the commands that look for themes."""
    framework = _shared(
        "--framework",
        default="abstract",
        show_default=True,
        metavar="FILE|abstract|none",
        help="What names the expected themes: a TOML file, the review's own abstract, or nothing.",
    )
    themes = _shared(
        "--themes",
        type=_theme_count,
        default="auto",
        show_default=True,
        metavar="K|auto",
        help="How many themes to find besides the expected ones.",
    )
    encoder = _shared(
        "--encoder",
        type=click.Choice(("none", "use")),
        default="none",
        show_default=True,
        help="A sentence encoder to ask besides, from an extra.",
    )
    language = _shared(
        "--language",
        type=click.Choice(("auto", "en", "zh")),
        default="auto",
        show_default=True,
        help="The language of the synthesis; auto is the one that most records are in.",
    )
    return framework(themes(encoder(language(_merging(command, default=True)))))


def _citing(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option of the commands that cite."""
    style = _shared(
        "--style",
        default="auto",
        show_default=True,
        metavar="NAME|FILE.csl",
        help=f"How to cite: {', '.join(STYLES)}, or a CSL file (with an extra).",
    )
    return style(command)


def _exporting(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option of the commands that write run folders."""
    return click.option(
        "--to",
        multiple=True,
        callback=_exports,
        expose_value=False,
        metavar="FORMAT,...",
        help=f"Write these besides: {', '.join(EXPORTS)}.",
    )(command)


def _correcting(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option of the commands that look for the themes of one corpus."""
    corrections = _shared(
        "--corrections",
        type=_PATH,
        metavar="FILE",
        help="Records to move and themes to rename: a file saved from report.html.",
    )
    return _analysis(corrections(command))


def _listing(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of the command that lists records."""
    return _merging(command, default=False)


_FORMATS = ("table", "csl-json", "bibtex", "ris", "csv", "jsonl")
_PLAIN_FORMATS = ("table", "csl-json")  # what a review and problems are printed in
_sources = click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=_PATH)
_output = click.option(
    "-o",
    "--output",
    type=_PATH,
    default=Path("outputs"),
    show_default=True,
    metavar="DIR",
    help="The folder that receives the runs.",
)
_EPILOG = f"Exit codes: {', '.join(f'{code} {name}' for code, (name, _) in EXIT_CODES.items())}."


# ------------------------------------------------------------------------------------------------------- commands


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=_EPILOG)
@click.version_option(__version__, prog_name="synth", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn a pile of references, English, Chinese or mixed, into a cited thematic synthesis."""


@cli.command(short_help="Write a synthesis into a run folder.")
@_sources
@_output
@click.option("--name", default="", help="The name of the run folder.  [default: that of the first source]")
@_exporting
@_citing
@_correcting
@click.pass_obj
def run(session: Session, sources: tuple[Path, ...], output: Path, name: str) -> None:
    """Write a synthesis of the sources into a run folder, and print the folder's path.

    A SOURCE is a journal page, a reference list (text, HTML, DOCX, PDF), an export of a database or reference manager
    (RIS, BibTeX, PubMed, Web of Science, EndNote, RefWorks, CNKI, CSV, XLSX, JSON, XML), a folder or archive of these,
    or - for standard input. What is in it decides, not its name.
    """
    result = _analyse(session, sources, name)
    from synth.outputs import write_run

    folder = write_run(result, output)
    session.warn(result.corpus.problems, more=str(folder / "coverage.md"))
    for line in (*source_lines(result.corpus), summary_line(result)):
        session.note(line)
    _print(f"{folder}\n")


@cli.command(short_help="Print the outline of a review.")
@_sources
@_citing
@_correcting
@click.pass_obj
def outline(session: Session, sources: tuple[Path, ...]) -> None:
    """Print the outline of a review of the sources, as Markdown."""
    result = _analyse(session, sources)
    from synth.render.markdown import render_outline

    session.warn(result.corpus.problems, more=_PROBLEMS)
    bibliography = make_bibliography(result.corpus.records, result.config.style, result.synthesis.language)
    _print(render_outline(result.synthesis, bibliography))


@cli.command(short_help="Print which themes are covered.")
@_sources
@click.option("--fail-under", type=click.FloatRange(0, 1), metavar="RATIO", help="End with 1 where the ratio is lower.")
@click.option("--json", "as_json", is_flag=True, help="Print coverage.json in place of Markdown.")
@_correcting
@click.pass_obj
def coverage(session: Session, sources: tuple[Path, ...], fail_under: float | None, *, as_json: bool) -> None:
    """Print which themes the sources cover, and by which records, as Markdown."""
    result = _analyse(session, sources)
    from synth.render.data import coverage_json
    from synth.render.markdown import render_coverage

    session.warn(result.corpus.problems, more=_PROBLEMS)
    _print(coverage_json(result) if as_json else render_coverage(result))
    if fail_under is not None and result.coverage.ratio < fail_under:
        _complain(f"coverage {result.coverage.ratio:.4g} is below {fail_under:.4g}")
        click.get_current_context().exit(FAILED)


@cli.command(short_help="Print the records, and what was not understood.")
@_sources
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True)
@click.option("--review", is_flag=True, help="Print the review itself in place of its references.")
@click.option("--problems", is_flag=True, help="Print what was not understood in place of the records.")
@_listing
@click.pass_obj
def read(session: Session, sources: tuple[Path, ...], form: str, *, review: bool, problems: bool) -> None:
    """Print the records of the sources, without looking for themes.

    All are printed, duplicates too; --merge sets these aside, as a run does.
    """
    from synth.dedupe import deduplicate, read_apart
    from synth.readers import read_sources

    if review and problems:
        raise UsageError("--review and --problems exclude each other", fix="Ask for one at a time")
    if (review or problems) and form not in _PLAIN_FORMATS:
        raise UsageError(f"--format {form} is for records alone", fix=f"Choose one of {', '.join(_PLAIN_FORMATS)}")
    library = read_sources(sources)
    if problems or review:
        if problems and not library.problems:
            session.note("everything was understood")
        _print(_about(library, form, review=review))
        return
    session.warn(library.problems, more=_PROBLEMS)
    corpus = deduplicate(library, merge=session.merge, apart=read_apart(session.keep_apart))
    _print(_render(corpus.records, form))
    for line in (*source_lines(corpus), flow_line(corpus.flow)):
        session.note(line)


@cli.command(short_help="Write a synthesis of each corpus in a folder.")
@click.argument("folder", metavar="DIR", type=_PATH)
@_output
@_exporting
@_citing
@_analysis
@click.pass_obj
def batch(session: Session, folder: Path, output: Path) -> None:
    """Write a synthesis of each corpus in a folder, and print one table of them all.

    Each file in DIR is a corpus, and so is each subfolder with all its files; hidden ones are passed over. The table
    is also written as batch.md and batch.json. A corpus that fails never stops the others.
    """
    from synth.batch import run_batch, summary_table

    with session.progress() as progress:
        summary = run_batch(folder, output, session.config, report=progress)
    _print(summary_table(summary))
    if summary.failed:
        _complain(f"error: {len(summary.failed)} of {len(summary.outcomes)} corpora failed; the table says why")
    click.get_current_context().exit(summary.exit_code)


def _analyse(session: Session, sources: Sequence[Path], name: str = "") -> Result:
    from synth import pipeline

    with session.progress() as progress:
        result = pipeline.run(sources, session.config, name=corpus_name(name or sources[0].stem), report=progress)
    for line in (*correction_lines(result), *missing_themes(result)):
        session.note(line)
    return result


def _about(library: Library, form: str, *, review: bool) -> str:
    """Return the review of a library, or its problems."""
    if not review:
        return problem_table(library.problems) if form == "table" else problem_json(library.problems)
    if form == "table":
        return review_table(review_of(library))
    from synth.render.csl import render_review

    return render_review(review_of(library))


def _render(records: Sequence[Record], form: str) -> str:
    """Return records in one of the formats."""
    if form == "table":
        return record_table(records)
    from synth.render.formats import render

    return render(records, form)


def _print(text: str) -> None:
    click.echo(printable(text, keep="\n\t"), nl=False)


def _complain(line: str) -> None:
    with suppress(OSError):  # nobody listens; the exit code still tells
        click.echo(f"synth: {printable(line)}", err=True)


# ---------------------------------------------------------------------------------------------------- how it ends


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Parameters
    ----------
    arguments
        What follows the program's name; taken from the process where it is ``None``.
    """
    return run_command(cli, sys.argv[1:] if arguments is None else arguments)


def run_command(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command; whatever it raises becomes one line on standard error and an exit code.

    click's own ``main`` is passed over: it ends with 1 on an interrupt and on a closed pipe.

    Parameters
    ----------
    command
        The command.
    arguments
        What it is given.
    """
    _speak_utf8()
    session = Session()
    try:
        code = _invoke(command, arguments, session)
        click.echo(nl=False)  # a full disk or a closed pipe shows when the last of the output is flushed
    except (Exception, KeyboardInterrupt, Terminated) as error:  # noqa: BLE001 - the one place where every error ends
        return _explain(error, session)
    return code


def _invoke(command: click.Command, arguments: Sequence[str], session: Session) -> int:
    try:
        with sigterm_raises(), command.make_context("synth", list(arguments), obj=session) as ctx:
            command.invoke(ctx)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    return 0


def _explain(error: BaseException, session: Session) -> int:
    """Say what went wrong and return the exit code."""
    code, line = ending_of(error)
    if isinstance(error, OSError):
        _abandon_stdout()
    if session.debug and not isinstance(error, click.ClickException | SynthError):
        traceback.print_exception(error)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
    elif line:
        _complain(line)
    return code


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # a stream that somebody put there, or that is closed
            # typeshed knows a TextIO, which need not be able to
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _abandon_stdout() -> None:
    """Send what is left in standard output's buffer nowhere, so that the interpreter's own last flush cannot fail."""
    with suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
