"""Pairs of records that a person has told to keep apart, from a file of two columns."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from synth.errors import SourceMissingError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from synth.datatypes import Record

Pair = frozenset[str]
_TOO_LARGE = 16 << 20
_SHOWN = 80


def read_apart(path: Path | None) -> tuple[Pair, ...]:
    """Read the pairs of records to keep apart.

    Parameters
    ----------
    path
        A text file with two record ids, or two numbers, a line, between a comma, a semicolon, a tab or spaces; what
        follows a ``#`` is a comment, and empty lines are skipped. The last column of the merge log has such lines.
        ``None`` for no file.
        ``None`` keeps nothing apart.

    Returns
    -------
    tuple
        The pairs, in the order of the file, each once.

    Raises
    ------
    SourceMissingError
        If the file cannot be opened.
    UsageError
        If it is no text, or a line does not name two records.
    """
    if path is None:
        return ()
    try:
        with path.open("rb") as file:
            data = file.read(_TOO_LARGE + 1)
    except OSError as error:
        raise SourceMissingError(
            f"cannot be opened ({error.strerror})", where=path.name, fix="Check the name of the keep-apart file"
        ) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("is no text in UTF-8", where=path.name, fix="Save the keep-apart file as UTF-8") from error
    if len(data) > _TOO_LARGE:
        raise UsageError("is larger than 16 MB", where=path.name, fix="Give a file of two record ids a line")
    lines = enumerate(text.splitlines(), 1)
    return tuple(dict.fromkeys(_pair(line, f"{path.name}, line {number}") for number, line in lines if _said(line)))


def _said(line: str) -> str:
    """Return a line without its comment; a ``#`` inside an id, with no space before it, is none."""
    return re.sub(r"(?:^|\s)#.*", "", line).strip()


def _pair(line: str, where: str) -> Pair:
    said = _said(line)
    mark = next((mark for mark in ("\t", ";", ",") if mark in said), " ")
    cells = next(csv.reader([said], delimiter=mark, skipinitialspace=True), [])
    ids = [cell.strip() for cell in cells if cell.strip()]
    if len(ids) != 2:  # noqa: PLR2004 - a pair
        shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
        raise UsageError(f"does not name two records: {shown}", where=where, fix="Write two record ids a line")
    if ids[0] == ids[1]:
        raise UsageError(f"names the record {ids[0]} twice", where=where, fix="Write two different record ids")
    return frozenset(ids)


def resolve(apart: Collection[Iterable[str]], records: Iterable[Record]) -> frozenset[Pair]:
    """Return the pairs by record id; a pair may name a record by its number.

    Raises
    ------
    UsageError
        If a pair is no pair of two records, or there is no record of that id or number.
    """
    if not apart:
        return frozenset()
    known: dict[str, str] = {}
    for record in records:
        known.setdefault(str(record.number), record.id)
    known |= {record_id: record_id for record_id in known.values()}
    found = set()
    for pair in apart:
        names = sorted(set(pair))
        missing = [name for name in names if name not in known]
        if missing:
            raise UsageError(
                f"there is no record {' and no record '.join(missing)} to keep apart",
                where="keep-apart list",
                fix="Write numbers as 'synth read' shows them, or ids as duplicates.csv does",
            )
        ids = frozenset(known[name] for name in names)
        if len(ids) != 2:  # noqa: PLR2004 - a pair
            raise UsageError(
                f"a pair to keep apart names one record: {', '.join(names)}",
                where="keep-apart list",
                fix="Write two different records a line",
            )
        found.add(ids)
    return frozenset(found)
