"""How a command ends: the exit codes, and which of them, with which line, an exception stands for."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click

from synth.errors import SynthError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

FAILED, PARTIAL, LIMIT, OUTPUT, INTERRUPTED, PIPE, TERMINATED = 1, 3, 6, 7, 130, 141, 143

EXIT_CODES = {
    0: ("ok", "All that was asked for was done; there may be warnings."),
    FAILED: ("below or internal", "The coverage is below `--fail-under`; or there is a fault in synth itself."),
    2: ("usage", "An option, a configuration or a framework file makes no sense."),
    PARTIAL: ("partial", "A batch is finished, but some of its corpora failed; the others are whole."),
    4: ("data", "A source was read but holds nothing to work with: empty, no text, no references."),
    5: ("source missing", "A source is not there, cannot be opened or is no regular file."),
    LIMIT: ("limit", "A source, or the work on it, is beyond a limit of size, depth or memory."),
    OUTPUT: ("output", "A result cannot be written: no space, no permission, something in the way."),
    INTERRUPTED: ("interrupted", "Stopped from the keyboard (SIGINT)."),
    PIPE: ("pipe closed", "Whoever read the output stopped reading (SIGPIPE); nothing is said."),
    TERMINATED: ("terminated", "Asked to stop (SIGTERM)."),
}


class Terminated(BaseException):
    """SIGTERM came; raised where it struck, so that what is half done is cleaned up."""


class Ending(NamedTuple):
    """An exit code and the line that explains it; an empty line says nothing."""

    code: int
    line: str


def ending_of(error: BaseException) -> Ending:
    """Return how a command ends that an exception stopped.

    Parameters
    ----------
    error
        Whatever came up; what is not known is taken for a fault in synth.
    """
    if isinstance(error, SynthError):
        return Ending(error.exit_code, f"error: {error}")
    if isinstance(error, click.ClickException):
        return Ending(UsageError.exit_code, f"error: {_usage(error)}")
    if isinstance(error, KeyboardInterrupt | click.exceptions.Abort):
        return Ending(INTERRUPTED, "interrupted; the run folders that were finished are whole")
    if isinstance(error, Terminated):
        return Ending(TERMINATED, "terminated; the run folders that were finished are whole")
    return _accident(error)


def _accident(error: BaseException) -> Ending:
    """Return the ending of what no stage foresaw."""
    if isinstance(error, BrokenPipeError):
        return Ending(PIPE, "")
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return Ending(
            OUTPUT, f"error: {place}{error.strerror or error}. Make room or choose another place to write to."
        )
    if isinstance(error, MemoryError | RecursionError):
        return Ending(LIMIT, "error: The sources are too large for this machine. Read fewer of them in one run.")
    fault = ": ".join(filter(None, (type(error).__name__, " ".join(str(error).split()))))
    return Ending(FAILED, f"internal error: {fault}; rerun with --debug for the traceback")


def _usage(error: click.ClickException) -> str:
    """Return click's message as one line with the way to the help."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "synth"
    return f"{' '.join(error.format_message().split()).rstrip('.')}. See {path} --help."


@contextmanager
def sigterm_raises() -> Iterator[None]:
    """Let SIGTERM raise :class:`Terminated` inside the block.

    Outside the main thread, where Python allows no handler, the signal is somebody else's business.
    """

    def unwind(_number: int, _frame: FrameType | None) -> None:
        raise Terminated

    try:
        before = signal.signal(signal.SIGTERM, unwind)
    except ValueError:
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
