"""Read sources of every kind: reference lists, pages and documents, exports of databases and reference managers."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from synth.datatypes import Library, Origin, Problem, Source
from synth.errors import DataError, LimitError
from synth.readers.containers.gather import RawSource, gather
from synth.readers.decode import decode
from synth.readers.numbering import number
from synth.readers.registry import read_binary, read_text
from synth.readers.sniff import sniff_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from synth.datatypes import Review
    from synth.errors import SynthError
    from synth.readers.intake import Item, Reading
    from synth.readers.stray_bytes import Doubt

__all__ = ["read_sources"]


def read_sources(paths: Sequence[Path]) -> Library:
    """Read every source and number their entries.

    Parameters
    ----------
    paths
        Files, folders and archives, or ``-`` for standard input, in the order in which their entries are to be
        numbered.

    Returns
    -------
    Library
        All records and problems in that order, and the first review found. ``Record.number`` counts the entries of
        all sources from 1, unreadable ones too; ids are unique. A file that cannot be read while another one can is
        a ``skipped`` problem.

    Raises
    ------
    SourceMissingError
        If a path is not there, cannot be opened, or is no regular file.
    SynthError
        If no source gives an entry: what is wrong with the first.
    """
    sources: list[Source] = []
    items: list[Item] = []
    remarks: list[Problem] = []
    reviews: list[Review] = []
    failures: list[SynthError] = []
    for found in gather(paths):
        if isinstance(found, Problem):
            remarks.append(found)
            continue
        try:
            source, reading = _read(found)
        except (DataError, LimitError) as error:
            failures.append(error)
            remarks.append(_skipped(found.name, f"{error.what}. {error.fix}"))
            continue
        sources.append(source)
        items += reading.items
        remarks += reading.remarks
        reviews += [reading.review] if reading.review else []
    if not items:
        raise failures[0] if failures else _nothing(paths, remarks)
    records, problems = number(items)
    return Library(
        sources=tuple(sources),
        records=tuple(records),
        problems=tuple(problems + remarks),
        review=reviews[0] if reviews else None,
    )


def _read(raw: RawSource) -> tuple[Source, Reading]:
    """Read one file by what is in it."""
    encoding = ""
    doubts: tuple[Doubt, ...] = ()
    if form := sniff_bytes(raw.data, raw.name):
        reading = read_binary(form, raw.data, raw.name)
    else:
        decoded = decode(raw.data, raw.name)
        encoding, doubts = decoded.encoding, decoded.doubts
        reading = read_text(decoded.text, raw.name)
    if not reading.items:
        fix = "Give a reference list, one entry a line, under the heading 'References', or an export"
        raise DataError("holds no references", where=raw.name, fix=fix)
    mended = tuple(
        Problem(
            kind="doubtful",
            origin=Origin(source=raw.name, line=doubt.line),
            raw=doubt.text,
            reason=doubt.reason,
        )
        for doubt in doubts
    )
    reading = replace(reading, remarks=(*reading.remarks, *mended))
    digest = hashlib.sha256(raw.data).hexdigest()
    return Source(name=raw.name, format=reading.format, encoding=encoding, sha256=digest), reading


def _skipped(name: str, reason: str) -> Problem:
    return Problem(kind="skipped", origin=Origin(source=name, line=1), raw="", reason=reason)


def _nothing(paths: Sequence[Path], remarks: Sequence[Problem]) -> DataError:
    """Return the error for folders and archives of which no file could be read."""
    where = ", ".join(path.name or str(path) for path in paths)
    first = f": {remarks[0].origin.source} {remarks[0].reason}" if remarks else ""
    return DataError(f"no file in it holds references{first}", where=where, fix="Give a reference list or an export")
