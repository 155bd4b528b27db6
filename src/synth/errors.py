"""The errors a user can meet: each says what is wrong, where, and how to fix it.

Only :mod:`synth.cli` turns them into a line on standard error and an exit code; everything else raises them.
"""

from __future__ import annotations


class SynthError(Exception):
    """A problem that the user can do something about.

    Parameters
    ----------
    what
        What is wrong, as a sentence without its final stop.
    where
        The file, option or record concerned; empty where there is none.
    fix
        What to do about it, as a sentence without its final stop.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.fix = fix

    def __str__(self) -> str:
        """Return the error as one line: where, what, how to fix."""
        place = f"{self.where}: " if self.where else ""
        remedy = f". {self.fix}" if self.fix else ""
        return " ".join(f"{place}{self.what}{remedy}.".split())


class UsageError(SynthError):
    """An option, a configuration or a framework file that makes no sense."""

    exit_code = 2


class DataError(SynthError):
    """A source that was read but holds nothing to work with."""

    exit_code = 4


class SourceMissingError(SynthError):
    """A source that is not there, cannot be opened or is no regular file."""

    exit_code = 5


class LimitError(SynthError):
    """A source beyond a documented limit of size, depth or memory."""

    exit_code = 6


class OutputError(SynthError):
    """A result that cannot be written."""

    exit_code = 7
