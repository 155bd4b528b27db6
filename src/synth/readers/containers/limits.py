"""What an archive may unpack to, and the pieces that it unpacks to.

No size, name or count that an archive states is believed: bytes are counted while they are inflated, and names become
relative ones.
"""

from __future__ import annotations

import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_MEMBERS = 10_000
MAX_MEMBER_BYTES = 500_000_000
MAX_TOTAL_BYTES = 1_000_000_000
MAX_RATIO = 200
CHUNK = 1 << 20
DAMAGE = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, IndexError),
    *(NotImplementedError, RuntimeError, OverflowError, MemoryError, struct.error),
)
"""What the unpacking modules raise for a damaged archive."""

_RATIO_FROM = 10_000_000  # bytes; what unpacks to less does no harm, however small it was packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file of an archive: its path below the archive and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What of an archive is not read, and why; without a name it is the archive itself."""

    name: str
    reason: str


@dataclass(slots=True)
class Budget:
    """How much an archive, with all archives in it, may still unpack, and how large each member may be."""

    members: int = MAX_MEMBERS
    total: int = MAX_TOTAL_BYTES
    member: int = MAX_MEMBER_BYTES


class BeyondLimitError(Exception):
    """A member, or the archive as a whole, is larger inside than is bearable; the message says so."""


class ExhaustedError(BeyondLimitError):
    """The archive as a whole is."""


def check_ratio(unpacked: int, packed: int) -> None:
    """Stop at what unpacks to so many times its size that it was made to do harm."""
    if unpacked > _RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise BeyondLimitError(f"unpacks to more than {MAX_RATIO} times its size")


def read_member(read: Callable[[int], bytes], budget: Budget, packed: Callable[[], int] | None = None) -> bytes:
    """Read a member to its end in pieces, and stop at a limit.

    Parameters
    ----------
    read
        Returns at most that many of its next bytes, none at its end.
    budget
        What may still be unpacked; what is read is taken off.
    packed
        Returns how many bytes it is packed in, where that is known.

    Raises
    ------
    BeyondLimitError
        If it is too large; ``ExhaustedError`` if nothing may be unpacked any more.
    """
    pieces, size, whole = [], 0, budget.total
    while piece := read(CHUNK):
        size += len(piece)
        budget.total -= len(piece)
        if budget.total < 0:
            raise ExhaustedError(too_large("in all", whole))
        if size > budget.member:
            raise BeyondLimitError(too_large("", budget.member))
        if packed:
            check_ratio(size, packed())
        pieces.append(piece)
    return b"".join(pieces)


def too_large(what: str, limit: int) -> str:
    """Return the reason for stopping at a size."""
    return f"unpacks to more than {limit // 1_000_000:,} MB {what}".rstrip()


def too_many(last: str) -> Fault:
    """Return the fault for an archive of too many files, of which ``last`` was read."""
    return Fault(name="", reason=f"holds too many files; those{behind(last)} are not read")


def behind(last: str) -> str:
    """Return the words for what stands behind the last member that was read."""
    return f" after {last}" if last else ""


def clean_name(name: str) -> str:
    """Return a member's path below its archive: relative, with slashes, and never a way up or out."""
    parts = [part.strip() for part in re.sub(r"^[A-Za-z]:", "", name.replace("\\", "/")).split("/")]
    return "/".join(part for part in parts if part not in {"", ".", ".."}) or "unnamed"
