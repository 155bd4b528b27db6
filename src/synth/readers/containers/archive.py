"""Unpack archives member by member, under limits; one that is cut off gives the members before the cut."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from typing import IO, TYPE_CHECKING, Literal, cast

from synth.readers.containers.limits import (
    CHUNK,
    DAMAGE,
    BeyondLimitError,
    Budget,
    ExhaustedError,
    Fault,
    Member,
    behind,
    check_ratio,
    clean_name,
    read_member,
    too_large,
    too_many,
)
from synth.readers.containers.zipped import unzip

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterator

ArchiveForm = Literal["zip", "gzip", "bzip2", "xz", "tar"]

HEAD = 512  # bytes that tell an archive's form

_MAX_TAR_NAME = 1_000_000
_SIGNATURES: tuple[tuple[bytes, ArchiveForm], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
)


def archive_form(head: bytes) -> ArchiveForm | None:
    """Tell an archive by its first ``HEAD`` bytes."""
    for signature, form in _SIGNATURES:
        if head.startswith(signature):
            return form
    return "tar" if _is_tar(head) else None


def _is_tar(head: bytes) -> bool:
    """Whether the bytes are a header whose checksum is right, which no text has by chance."""
    try:
        tarfile.TarInfo.frombuf(head[:HEAD], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return False
    return True


def unpack(
    file: IO[bytes], form: ArchiveForm, budget: Budget, passed_over: Callable[[str], str]
) -> Iterator[Member | Fault]:
    """Yield the files of an archive in its order, and what of it is not read.

    Parameters
    ----------
    file
        The archive, at its first byte.
    form
        What it is.
    budget
        What it may still unpack; what it takes is taken off.
    passed_over
        Returns for a member's path why it is not to be unpacked, or an empty text.
    """
    if form == "zip":
        yield from unzip(file, budget, passed_over)
        return
    stream: IO[bytes] | _Inflated = file if form == "tar" else _Inflated(file, form, budget)
    try:
        head = _peek(file, form)
    except DAMAGE:
        yield Fault(name="", reason="is damaged from its beginning on")
        return
    if form == "tar" or _is_tar(head):
        yield from _untar(stream, budget, passed_over)
    else:
        yield from _single(stream, budget)


# --------------------------------------------------------------------------------------------------- inflating


class _Inflated:
    """What a compressed file unpacks to, read in small pieces, while its ratio is watched.

    Its pieces count towards the whole; the members in them are counted against the budget when they are read.
    """

    def __init__(self, file: IO[bytes], form: ArchiveForm, budget: Budget) -> None:
        self._packed = file
        self._stream = _decompressor(file, form)
        self._limit = budget.total
        self._given = 0

    def read(self, size: int) -> bytes:
        data = self._stream.read1(min(size, CHUNK))
        self._given += len(data)
        check_ratio(self._given, self._packed.tell())
        if self._given > self._limit:
            raise ExhaustedError(too_large("in all", self._limit))
        return data


def _decompressor(file: IO[bytes], form: ArchiveForm) -> io.BufferedIOBase:
    """Return the stream that undoes a compression."""
    if form == "gzip":
        return gzip.GzipFile(fileobj=file)
    return bz2.BZ2File(file) if form == "bzip2" else lzma.LZMAFile(file)


def _peek(file: IO[bytes], form: ArchiveForm) -> bytes:
    """Return the first bytes of what is packed and go back to the beginning."""
    if form == "tar":
        return b""
    head, stream = b"", _decompressor(file, form)
    try:
        while len(head) < HEAD and (piece := stream.read1(HEAD - len(head))):
            head += piece
    except EOFError:
        pass  # a file that is cut off after a few bytes; what there is will be read
    file.seek(0)
    return head


# --------------------------------------------------------------------------------------------- one compressed file


def _single(stream: IO[bytes] | _Inflated, budget: Budget) -> Iterator[Member | Fault]:
    """Yield the one file of a .gz, .bz2 or .xz: of one that is cut off, what stands before the cut."""
    pieces: list[bytes] = []

    def read(size: int) -> bytes:
        pieces.append(stream.read(size))
        return pieces[-1]

    try:
        data = read_member(read, budget)
    except BeyondLimitError as error:
        yield Fault(name="", reason=f"{error}; it is not read")
    except DAMAGE:
        before = b"".join(pieces)
        yield Fault(
            name="", reason=f"is cut off or damaged; {'what stands before that' if before else 'nothing'} is read"
        )
        if before:
            yield Member(name="", data=before)
    else:
        pieces.clear()
        yield Member(name="", data=data)


# ---------------------------------------------------------------------------------------------------------- tar


class _Header(tarfile.TarInfo):
    """A header whose damage is an error; tarfile itself takes it for the end of the archive."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> _Header:
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]  # typeshed has it not
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(str(error)) from error

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        header = super().frombuf(buf, encoding, errors)
        named = {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE}
        if header.type in named and header.size > _MAX_TAR_NAME:
            raise tarfile.ReadError("a name is too long")
        return header


def _untar(
    stream: IO[bytes] | _Inflated, budget: Budget, passed_over: Callable[[str], str]
) -> Iterator[Member | Fault]:
    last = ""
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|", tarinfo=_Header) as archive:
            for header in archive:
                if header.isdir():
                    continue
                if budget.members <= 0:
                    yield too_many(last)
                    return
                budget.members -= 1
                name = clean_name(header.name)
                yield _tar_member(archive, header, name, budget, passed_over(name))
                last = name
    except ExhaustedError as error:
        yield Fault(name="", reason=f"{error}; the files{behind(last)} are not read")
    except BeyondLimitError as error:
        yield Fault(name="", reason=f"{error}; the files{behind(last)} are not read")
    except DAMAGE:
        yield Fault(name="", reason=f"is cut off or damaged; the files{behind(last)} are not read")


def _tar_member(
    archive: tarfile.TarFile, header: tarfile.TarInfo, name: str, budget: Budget, reason: str
) -> Member | Fault:
    """Read a member, unless it is to be passed over or is too large; the next one can be read all the same."""
    if reason:
        return Fault(name=name, reason=reason)
    if not header.isreg():
        return Fault(name=name, reason="is a link" if header.issym() or header.islnk() else "is no regular file")
    if header.size > budget.member:
        return Fault(name=name, reason=f"{too_large('', budget.member)}; it is not read")
    content = archive.extractfile(header)
    return Member(name=name, data=read_member(content.read, budget) if content else b"")
