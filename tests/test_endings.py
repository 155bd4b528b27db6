"""How commands end: exit codes and the line that explains them."""

from __future__ import annotations

import errno
import os
import signal
import threading

import click
import pytest

from synth import errors
from synth.endings import EXIT_CODES, Terminated, ending_of, sigterm_raises
from synth.errors import SynthError


def test_every_error_has_a_documented_code() -> None:
    """Each subclass of SynthError ends with a code of its own that the table explains."""
    codes = [
        kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SynthError)
    ]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(EXIT_CODES)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (errors.DataError("It is empty", where="a.txt", fix="Fill it"), 4, "error: a.txt: It is empty. Fill it."),
        (click.UsageError("No such option: --x"), 2, "error: No such option: --x. See synth --help."),
        (KeyboardInterrupt(), 130, "interrupted; the run folders that were finished are whole"),
        (click.exceptions.Abort(), 130, "interrupted; the run folders that were finished are whole"),
        (Terminated(), 143, "terminated; the run folders that were finished are whole"),
        (BrokenPipeError(), 141, ""),
        (
            OSError(errno.ENOSPC, "No space left on device", "out/x"),
            7,
            "error: out/x: No space left on device. Make room or choose another place to write to.",
        ),
        (MemoryError(), 6, "error: The sources are too large for this machine. Read fewer of them in one run."),
        (RecursionError(), 6, "error: The sources are too large for this machine. Read fewer of them in one run."),
        (ValueError("two\nlines"), 1, "internal error: ValueError: two lines; rerun with --debug for the traceback"),
        (AssertionError(), 1, "internal error: AssertionError; rerun with --debug for the traceback"),
    ],
)
def test_an_error_becomes_one_line_and_its_code(error: BaseException, code: int, line: str) -> None:
    """Whatever comes up has one code, which is documented, and at most one line."""
    ending = ending_of(error)
    assert ending == (code, line)
    assert ending.code in EXIT_CODES
    assert "\n" not in ending.line


def test_sigterm_unwinds_the_stack() -> None:
    """Inside the block SIGTERM raises, so that clean-up code runs; afterwards the earlier handler is back."""
    before = signal.getsignal(signal.SIGTERM)
    cleaned: list[bool] = []

    def stopped_work() -> None:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            threading.Event().wait(5)  # ends as soon as the signal is handled
        finally:
            cleaned.append(True)

    with pytest.raises(Terminated), sigterm_raises():
        stopped_work()
    assert cleaned == [True]
    assert signal.getsignal(signal.SIGTERM) is before


def test_sigterm_is_left_alone_outside_the_main_thread() -> None:
    """In another thread, where no handler may be set, the block runs all the same."""
    ran: list[bool] = []

    def work() -> None:
        with sigterm_raises():
            ran.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ran == [True]
