"""From the paths a user gives to the bytes of each source: files, folders, archives and standard input."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synth.errors import DataError, LimitError, SourceMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synth.datatypes import Problem

MAX_BYTES = 500_000_000
STDIN = Path("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSource:
    """The bytes of one file and the name that it is called by, unique among the sources."""

    name: str
    data: bytes


def gather(paths: Sequence[Path]) -> Iterator[RawSource | Problem]:
    """Yield every file that the paths stand for, in order, and a ``skipped`` problem for each that cannot be read.

    Parameters
    ----------
    paths
        Files, folders and archives of them, or ``-`` for standard input.

    Raises
    ------
    SourceMissingError
        If a path is not there, cannot be opened, or is no regular file.
    LimitError
        If a file is larger than ``MAX_BYTES``.
    DataError
        If a file is empty.
    """
    for path in paths:
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if path == STDIN else _load(path)
        yield RawSource(name="standard input" if path == STDIN else path.name, data=data)


def _load(path: Path) -> bytes:
    """Return the bytes of a regular file of bearable size."""
    try:
        if not path.exists():
            raise SourceMissingError("does not exist", where=str(path), fix="Check the name")
        if not path.is_file():
            raise SourceMissingError("is no regular file", where=str(path), fix="Give the files in it one by one")
        if path.stat().st_size > MAX_BYTES:
            raise LimitError(f"is larger than {MAX_BYTES // 1_000_000} MB", where=path.name, fix="Split the file")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "bad file name"
        raise SourceMissingError(
            f"cannot be opened: {reason}", where=str(path), fix="Check the name and permissions"
        ) from error
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise DataError("is empty", where=path.name, fix="Give a file with references")
    return data
