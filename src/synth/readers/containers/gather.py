"""From the paths a user gives to the bytes of each source: files, folders, archives and standard input."""

from __future__ import annotations

import io
import stat
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from synth.datatypes import Origin, Problem
from synth.errors import DataError, LimitError, SourceMissingError, UsageError
from synth.readers.containers.archive import HEAD, archive_form, unpack
from synth.readers.containers.limits import Budget, Fault
from synth.readers.containers.zipped import document_kind, zip_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_BYTES = 500_000_000
MAX_DEPTH = 2  # archives inside archives
STDIN = Path("-")
_STDIN_NAME = "standard input"

_BLANK = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"
# What a name alone tells: no bibliography is kept in these. All other files are judged by their content.
_NO_BIBLIOGRAPHY = {
    "a picture": "bmp eps gif heic ico jpeg jpg png psd svg tif tiff webp",
    "sound or film": "aac avi flac m4a m4v mkv mov mp3 mp4 ogg wav webm wmv",
    "a program": "bat c cc cpp cs css dll exe go h ipynb java js jsx mjs php pl py pyc pyi r rb rs sh so ts tsx vue",
    "a font": "eot otf ttf woff woff2",
    "a database": "db dmp frm mdb myd parquet pkl npy npz sqlite sqlite3",
    "a style": "bst cls csl dtx ins sty xsl xslt",
}
_KIND_OF_SUFFIX = {suffix: kind for kind, suffixes in _NO_BIBLIOGRAPHY.items() for suffix in suffixes.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSource:
    """The bytes of one file and the name that it is called by, unique among the sources."""

    name: str
    data: bytes


Found = RawSource | Problem


def gather(paths: Sequence[Path]) -> Iterator[Found]:
    """Yield every file that the paths stand for, in order, and a ``skipped`` problem for each that cannot be read.

    Folders are read to their depth in the order of their names; hidden files, links and what is plainly no
    bibliography are skipped. Archives are unpacked, also those inside archives, to a depth of ``MAX_DEPTH``. One file
    is held at a time.

    Parameters
    ----------
    paths
        Files, folders and archives of them, or ``-`` for standard input.

    Raises
    ------
    SourceMissingError
        If a path is not there, cannot be opened, or is no regular file.
    LimitError
        If a file that is named itself is larger than ``MAX_BYTES``.
    DataError
        If a file that is named itself is empty.
    UsageError
        If standard input is named twice.
    """
    if sum(path == STDIN for path in paths) > 1:
        raise UsageError("standard input can be read once only", where="-", fix="Give '-' once")
    names = _Names()
    for path in paths:
        if path == STDIN:
            yield from _from_stdin(names)
        elif _is_folder(path):
            yield from _from_folder(path, names)
        else:
            yield from _from_file(path, names)


class _Names:
    """Names for sources, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unique(self, name: str) -> str:
        """Return the name, with a number before its suffix where it is taken."""
        readable = name.encode("utf-8", "replace").decode()  # a file name may hold bytes that are no text
        path, candidate, count = PurePosixPath(readable), readable, 1
        while candidate in self._taken:
            count += 1
            candidate = str(path.with_name(f"{path.stem} ({count}){path.suffix}"))
        self._taken.add(candidate)
        return candidate


def _skipped(name: str, reason: str) -> Problem:
    return Problem(kind="skipped", origin=Origin(source=name, line=1), raw="", reason=reason)


# ----------------------------------------------------------------------------------------------- what a path stands for


def _from_stdin(names: _Names) -> Iterator[Found]:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large(_STDIN_NAME)
    if not data.strip(_BLANK):
        raise DataError("is empty", where=_STDIN_NAME, fix="Give a file with references")
    yield from _expand(io.BytesIO(data), names.unique(_STDIN_NAME), names)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # opening it as a file will say what is wrong


def _from_file(path: Path, names: _Names) -> Iterator[Found]:
    """Yield a file that is named itself: what is wrong with it is an error."""
    try:
        if not path.exists():
            raise SourceMissingError("does not exist", where=str(path), fix="Check the name")
        if not path.is_file():
            raise SourceMissingError("is no regular file", where=str(path), fix="Give files, folders or archives")
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path.name)
        with path.open("rb") as file:
            if _is_blank(file):
                raise DataError("is empty", where=path.name, fix="Give a file with references")
            yield from _expand(file, names.unique(path.name), names)
    except (OSError, ValueError) as error:
        raise SourceMissingError(
            f"cannot be opened: {_why(error)}", where=str(path), fix="Check the name and permissions"
        ) from error


def _too_large(name: str) -> LimitError:
    return LimitError(f"is larger than {MAX_BYTES // 1_000_000} MB", where=name, fix="Split the file")


def _why(error: OSError | ValueError) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else "bad file name"


def _is_blank(file: IO[bytes]) -> bool:
    """Whether a file holds nothing but white space, byte-order marks and NULs."""
    blank = True
    while blank and (piece := file.read(1 << 20)):
        blank = not piece.strip(_BLANK)
    file.seek(0)
    return blank


def _from_folder(folder: Path, names: _Names) -> Iterator[Found]:
    """Yield the files below a folder, in the order of their names; what is wrong with one is a problem of its own."""
    pending, empty = [folder], True
    while pending:
        path = pending.pop()
        name = path.relative_to(folder).as_posix()
        reason = "" if path == folder else _reason_to_skip(path)
        try:
            if reason:
                yield _skipped(names.unique(name), reason)
            elif path.is_dir():
                pending += sorted(path.iterdir(), key=lambda below: below.name, reverse=True)
                continue
            else:
                with path.open("rb") as file:
                    if _is_blank(file):
                        yield _skipped(names.unique(name), "is empty")
                    else:
                        yield from _expand(file, names.unique(name), names)
        except OSError as error:
            yield _skipped(names.unique(name), f"cannot be opened: {_why(error)}")
        empty = False
    if empty:
        yield _skipped(names.unique(folder.name or str(folder)), "holds no file")


def _reason_to_skip(path: Path) -> str:
    """Return why a path in a folder is not read, or an empty text."""
    try:
        status = path.lstat()
    except OSError as error:
        return f"cannot be opened: {_why(error)}"
    reason = _hidden(path.name)
    if reason or stat.S_ISDIR(status.st_mode):
        return reason
    if stat.S_ISLNK(status.st_mode):
        return "is a link; give the file that it leads to"
    if not stat.S_ISREG(status.st_mode):
        return "is no regular file"
    too_large = f"is larger than {MAX_BYTES // 1_000_000} MB" if status.st_size > MAX_BYTES else ""
    return too_large or _no_bibliography(path.name)


def _hidden(name: str) -> str:
    """Return that a name is one of the files that systems keep for themselves, or an empty text."""
    if name.startswith(".") or name in {"__MACOSX", "Thumbs.db", "desktop.ini", "__pycache__"}:
        return "is hidden"
    return "is a lock file" if name.startswith("~$") else ""


def _no_bibliography(name: str) -> str:
    kind = _KIND_OF_SUFFIX.get(PurePosixPath(name).suffix.lower().lstrip("."), "")
    return f"is {kind}, no bibliography" if kind else ""


# ----------------------------------------------------------------------------------------------------------- archives


def _expand(file: IO[bytes], name: str, names: _Names, depth: int = 0, budget: Budget | None = None) -> Iterator[Found]:
    """Yield a file, or what is in it where it is an archive."""
    form = archive_form(file.read(HEAD))
    file.seek(0)
    if form is None or (form == "zip" and document_kind(zip_names(file))):
        yield RawSource(name=name, data=file.read())
        return
    if depth >= MAX_DEPTH:
        yield _skipped(name, f"is an archive inside {depth} others; unpack it first")
        return
    budget = budget or Budget()
    over, empty = _Over(), True
    for member in unpack(file, form, budget, over.reason):
        empty = False
        if isinstance(member, Fault):
            if member.reason != _Over.SAID:
                yield _skipped(_below(name, over.told(member.name), names), member.reason)
        elif not member.data.strip(_BLANK):
            yield _skipped(_below(name, member.name, names), "is empty")
        else:
            inner = _below(name, member.name, names)
            yield from _expand(io.BytesIO(member.data), inner, names, depth + 1, budget)
    if empty:
        yield _skipped(name, "holds no file")


def _below(name: str, member: str, names: _Names) -> str:
    """Return what a member is called; the one file of a .gz goes by the name of the .gz, as a fault of all does."""
    return names.unique(f"{name}/{member}") if member else name


class _Over:
    """Why members of an archive are passed over; a hidden folder in it is spoken of once."""

    SAID = "said"

    def __init__(self) -> None:
        self._folders: set[str] = set()

    def reason(self, name: str) -> str:
        """Return why a member is not unpacked: hidden, of a kind that holds no bibliography; or an empty text."""
        parts = name.split("/")
        for count, part in enumerate(parts, start=1):
            if reason := _hidden(part):
                if count == len(parts):
                    return reason
                folder = "/".join(parts[:count])
                if folder in self._folders:
                    return self.SAID
                self._folders.add(folder)
                return reason
        return _no_bibliography(parts[-1])

    def told(self, name: str) -> str:
        """Return the hidden folder that a member is in, of which its problem speaks, or the member itself."""
        folders = [folder for folder in self._folders if name.startswith(f"{folder}/")]
        return min(folders, key=len) if folders else name
