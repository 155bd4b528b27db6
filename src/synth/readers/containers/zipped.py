"""Unpack ZIP archives, also those whose directory, which stands at the end, is cut off."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from synth.readers.containers.limits import (
    CHUNK,
    DAMAGE,
    MAX_MEMBERS,
    BeyondLimitError,
    Budget,
    ExhaustedError,
    Fault,
    Member,
    behind,
    clean_name,
    read_member,
    too_many,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_MAX_DIRECTORY = 16_000_000  # bytes that zipfile may read at once: room for a directory of 10,000 long names
_LOCAL_HEADER = b"PK\x03\x04"
_LOCAL = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZE_FOLLOWS, _UTF8 = 0x1, 0x8, 0x800


def zip_names(file: IO[bytes]) -> list[str]:
    """Return the names of a ZIP archive's members, also of one that is cut off, and go back to its first byte."""
    try:
        with zipfile.ZipFile(cast("IO[bytes]", _Guarded(file))) as archive:
            names = archive.namelist()
    except DAMAGE:
        names = [member.name for member in _local_headers(file)]
    file.seek(0)
    return names


def document_kind(names: Sequence[str]) -> str:
    """Return what kind of document a ZIP archive is by its members' names, or an empty text for a mere archive."""
    members = set(names)
    if "[Content_Types].xml" in members:
        for folder, kind in (("word/", "document"), ("xl/", "workbook"), ("ppt/", "presentation")):
            if any(name.startswith(folder) for name in names):
                return kind
    if "META-INF/container.xml" in members:
        return "epub"
    return "opendocument" if {"content.xml", "META-INF/manifest.xml"} <= members else ""


class _Guarded:
    """A file that refuses to be read in one piece larger than any directory of members."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > _MAX_DIRECTORY:
            raise zipfile.BadZipFile("its list of members is too long")
        return self._file.read(size)


# ---------------------------------------------------------------------------------------------------------- zip


def unzip(file: IO[bytes], budget: Budget, passed_over: Callable[[str], str]) -> Iterator[Member | Fault]:
    """Yield the files of a ZIP archive; see :func:`synth.readers.containers.archive.unpack`."""
    try:
        archive = zipfile.ZipFile(cast("IO[bytes]", _Guarded(file)))
    except DAMAGE:
        yield from _unzip_without_directory(file, budget, passed_over)
        return
    last = ""
    with archive:
        for info in archive.infolist():
            if info.filename.endswith("/"):  # is_dir() fails on an empty name
                continue
            if budget.members <= 0:
                yield too_many(last)
                return
            budget.members -= 1
            name = clean_name(_zip_name(info.filename, info.flag_bits))
            reason = passed_over(name)
            try:
                yield Fault(name=name, reason=reason) if reason else _zip_member(archive, info, name, budget)
            except ExhaustedError as error:
                yield Fault(name="", reason=f"{error}; the files{behind(last)} are not read")
                return
            last = name


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> Member | Fault:
    if info.flag_bits & _ENCRYPTED:
        return Fault(name=name, reason="is encrypted; pack it again without a password")
    try:
        with archive.open(info) as content:
            return Member(name=name, data=read_member(content.read, budget, lambda: info.compress_size))
    except ExhaustedError:
        raise
    except BeyondLimitError as error:
        return Fault(name=name, reason=f"{error}; it is not read")
    except NotImplementedError:
        return Fault(name=name, reason="is compressed in a way that is not read; pack it again as plain ZIP")
    except DAMAGE:
        return Fault(name=name, reason="is damaged")


@dataclass(frozen=True, slots=True)
class _Local:
    """What the header before a member says; the directory at the end, which says it again, may be cut off."""

    name: str
    flags: int
    method: int
    packed_size: int
    start: int


def _unzip_without_directory(
    file: IO[bytes], budget: Budget, passed_over: Callable[[str], str]
) -> Iterator[Member | Fault]:
    """Yield the members before the place where an archive is cut off."""
    last = ""
    for local in _local_headers(file):
        if local.name.endswith("/"):
            continue
        if budget.members <= 0:
            yield too_many(last)
            return
        budget.members -= 1
        name = clean_name(local.name)
        reason = passed_over(name) or ("is encrypted" if local.flags & _ENCRYPTED else "")
        try:
            data = b"" if reason else _inflate_local(file, local, budget)
        except BeyondLimitError as error:
            yield Fault(name=name, reason=f"{error}; it is not read")
            return
        except DAMAGE:
            break
        yield Fault(name=name, reason=reason) if reason else Member(name=name, data=data)
        last = name
    yield Fault(name="", reason=f"is cut off or damaged; the files{behind(last)} are not read")


def _local_headers(file: IO[bytes]) -> Iterator[_Local]:
    """Yield the header of each member, found where the one before ends."""
    place, count = 0, 0
    while count <= MAX_MEMBERS:
        file.seek(place)
        raw = file.read(_LOCAL.size)
        if len(raw) < _LOCAL.size or not raw.startswith(_LOCAL_HEADER):
            return
        _, _, flags, method, _, _, _, packed, _, name_size, extra_size = _LOCAL.unpack(raw)
        written = file.read(name_size)
        if len(written) < name_size:
            return
        name = written.decode("utf-8" if flags & _UTF8 else "cp437", errors="replace")
        start = place + _LOCAL.size + name_size + extra_size
        local = _Local(_zip_name(name, flags), flags, method, 0 if flags & _SIZE_FOLLOWS else packed, start)
        yield local
        count += 1
        place = start + local.packed_size if local.packed_size else _next_header(file, start)


def _next_header(file: IO[bytes], start: int) -> int:
    """Return where the next header stands, for a member whose size is not before it; the end where there is none."""
    place, tail = start, b""
    file.seek(start)
    while piece := file.read(CHUNK):
        found = (tail + piece).find(_LOCAL_HEADER)
        if found >= 0:
            return place - len(tail) + found
        place, tail = place + len(piece), piece[-3:]
    return place


def _inflate_local(file: IO[bytes], local: _Local, budget: Budget) -> bytes:
    """Return a member's bytes; an EOFError says that they are cut off."""
    file.seek(local.start)
    if local.method == _STORED and not local.flags & _SIZE_FOLLOWS:
        remaining = io.BytesIO(file.read(min(local.packed_size, budget.member)))
        if len(remaining.getbuffer()) < local.packed_size:
            raise EOFError
        return read_member(remaining.read, budget)
    if local.method != _DEFLATED:
        raise EOFError
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    taken = 0

    def read(size: int) -> bytes:
        nonlocal taken
        data = b""
        while not data and not inflater.eof:
            packed = inflater.unconsumed_tail or file.read(CHUNK)
            if not packed:
                raise EOFError
            data = inflater.decompress(packed, size)
            taken += len(packed) - len(inflater.unconsumed_tail)
        return data

    return read_member(read, budget, lambda: taken)


def _zip_name(name: str, flags: int) -> str:
    """Return a name in the encoding it was packed in: old programs write that of their system and do not say which."""
    if flags & _UTF8 or name.isascii():
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb2312"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
