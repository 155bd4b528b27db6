"""Read BibTeX and BibLaTeX.

bibtexparser cuts the source into blocks. An entry that it gives up on is told apart by the names of its fields, so that
a brace that is never closed harms no other entry and loses as little as possible of its own.
"""

from __future__ import annotations

import gc
import logging
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.splitter import Splitter

from synth.readers.exports.bibfields import NAMES, SINGLE, inherit, record_fields
from synth.readers.exports.bibvalues import define, macros, put_together, rescue
from synth.readers.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bibtexparser.model import Block

    from synth.readers.exports.bibfields import Values
    from synth.readers.intake import Reading

_SPLITTER_LOG = logging.getLogger("bibtexparser.splitter")

_GUARD = "\ufdd4"
"""Stands in for an ``@`` that begins no entry."""
_START = re.compile(r"@[^\S\n]*+(\w*+)(\s*+)([{(])")
_LINE = 200
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.+/-]{0,99}")
_FIELDS_BEHIND = re.compile(r"[\s,，})]*+[A-Za-z][\w-]*+\s*+=\s*+[{\"\w]")
_LIKE_DATA = re.compile(r"(?<![\w.])[@\ufdd4]\w+\s*[{(]|\w\s*=\s*[{\"]")
_NO_ENTRY = ("@comment", "@preamble", "@string")
_GROUPS = {
    "set": "is a set of other entries",
    "xdata": "is data that other entries inherit, no entry of its own",
}
_REASONS = (
    ("Unexpected block start", "has a brace or quote that is never closed"),
    ("Unexpectedly reached end", "is cut off, or has a brace or quote that is never closed"),
    ("Expected comma after entry key", "has no comma after its key"),
    ("Expected a `=`", "has a field without a value"),
)
_TOO_MANY = "has a closing brace too many"
_MOST_HOLLOW = 4


@dataclass(slots=True, kw_only=True)
class _Unit:
    """One entry: its place, its text, and either its block or what is wrong with it."""

    line: int
    raw: str
    entry: Entry | None = None
    fault: str = ""


def read(text: str, source: str) -> Reading:
    """Read a BibTeX or BibLaTeX source.

    Parameters
    ----------
    text
        The whole source.
    source
        Its name.

    Returns
    -------
    Reading
        One item for each entry, in order. A key is the record's id where no other entry has it and it is plain ASCII.
    """
    with _undisturbed():
        return _read(text, source)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep bibtexparser from logging, and Python from searching for cycles.

    What is wrong with a block comes back as a problem. There are no cycles, and the search takes a fifth of the time.
    """
    enabled, silent = gc.isenabled(), _SPLITTER_LOG.disabled
    gc.disable()
    _SPLITTER_LOG.disabled = True
    try:
        yield
    finally:
        _SPLITTER_LOG.disabled = silent
        if enabled:
            gc.enable()


def _read(text: str, source: str) -> Reading:
    intake = Intake(source, "BibTeX")
    prepared = _START.sub(_guarded, text)
    blocks = Splitter(prepared).split().blocks
    table = _macros(blocks, intake)
    entries = [_read_entry(unit, table) for unit in _units(prepared, blocks, intake)]
    parents = _parents(entries)
    keys = Counter(entry.key for entry in entries)
    for entry in entries:
        _hand_over(entry, parents, intake, unique=keys[entry.key] == 1)
    return intake.reading


def _guarded(match: re.Match[str]) -> str:
    """Hide an ``@`` inside a word, behind a backslash or in a line that is commented out; put the brace on its line."""
    text, start = match.string, match.start()
    before = text[max(0, start - _LINE) : start]
    line = before.rpartition("\n")[2]
    if not match[1] or (before and (before[-1].isalnum() or before[-1] in "._+-\\")) or line.lstrip().startswith("%"):
        return _GUARD + match[0][1:]
    if line.strip() or not ("\n" in match[2] or match[0][1].isspace()):
        return match[0]
    return f"@{match[1]}{match[3]}" + "\n" * match[2].count("\n")


# --------------------------------------------------------------------------------------------------- blocks to entries


def _units(prepared: str, blocks: Sequence[Block], intake: Intake) -> Iterator[_Unit]:
    """Yield what stands for an entry each; say which other text may have been one."""
    starts = _starts(prepared, blocks)
    place = 0
    while place < len(blocks):
        block, end = blocks[place], place + 1
        if isinstance(block, ImplicitComment):
            if _LIKE_DATA.search(block.raw or ""):
                reason = "is outside of any entry; left out"
                intake.doubtful((block.start_line or 0) + 1, _restored(block.raw or ""), reason)
        elif (entry := _entry(block)) is not None:
            end = _past_comments(blocks, end)
            behind = blocks[place + 1].raw or "" if end > place + 1 else ""
            if _FIELDS_BEHIND.match(behind):
                yield _Unit(line=_line(block), raw=prepared[starts[place] : starts[end]].rstrip(), fault=_TOO_MANY)
            else:
                yield _Unit(line=_line(block), raw=block.raw or "", entry=entry)
                end = place + 1
        elif isinstance(block, ParsingFailedBlock):
            end = _past_comments(blocks, end)
            if (block.raw or "").lower().startswith(_NO_ENTRY):
                end = place + 1
            else:
                whole = _past_hollow(blocks, end) if "=" in (block.raw or "") else end
                if whole > end and _whole(prepared[starts[place] : starts[whole]]):
                    end = whole
                raw = prepared[starts[place] : starts[end]].rstrip()
                yield _Unit(line=_line(block), raw=raw, entry=_whole(raw), fault=_fault(block))
        place = end


def _starts(prepared: str, blocks: Sequence[Block]) -> list[int]:
    """Return where each block starts, and the end of the text."""
    starts: list[int] = []
    position = 0
    for block in blocks:
        raw = block.raw or ""
        start = prepared.find(raw, position)
        starts.append(max(start, position))
        # The text of a failed block reaches into the next one.
        position = starts[-1] + (len(raw) if start >= 0 and not isinstance(block, ParsingFailedBlock) else 1)
    return [*starts, len(prepared)]


def _entry(block: Block) -> Entry | None:
    """Return the entry of a block, also where bibtexparser objects to a key or field that stands twice."""
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        block = block.ignore_error_block or block
        return (
            _entry(block) if isinstance(block, DuplicateFieldKeyBlock) else block if isinstance(block, Entry) else None
        )
    return block if isinstance(block, Entry) else None


def _past_comments(blocks: Sequence[Block], place: int) -> int:
    while place < len(blocks) and isinstance(blocks[place], ImplicitComment):
        place += 1
    return place


def _past_hollow(blocks: Sequence[Block], place: int) -> int:
    """Return the place past blocks without any field: an ``@word{`` at the beginning of a line of an abstract."""
    for _ in range(_MOST_HOLLOW):
        if place == len(blocks):
            break
        entry = _entry(blocks[place])
        if not (
            (entry and not entry.fields)
            or (isinstance(blocks[place], ParsingFailedBlock) and "=" not in (blocks[place].raw or ""))
        ):
            break
        place = _past_comments(blocks, place + 1)
    return place


def _whole(raw: str) -> Entry | None:
    """Return the one entry that a text is when no ``@`` in it begins another."""
    blocks = Splitter(raw[:1] + raw[1:].replace("@", _GUARD)).split().blocks
    return _entry(blocks[0]) if len(blocks) == 1 else None


def _fault(block: ParsingFailedBlock) -> str:
    said = getattr(block.error, "abort_reason", "")
    return next((reason for start, reason in _REASONS if said.startswith(start)), "has no comma between two fields")


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _restored(text: str) -> str:
    return text.replace(_GUARD, "@")


# --------------------------------------------------------------------------------------------------- entries to fields


@dataclass(slots=True, kw_only=True)
class _Parsed:
    """An entry's fields as written and what is doubtful about them."""

    unit: _Unit
    kind: str
    key: str
    values: Values
    doubts: list[str]


def _macros(blocks: Iterable[Block], intake: Intake) -> dict[str, str]:
    """Return what each abbreviation stands for."""
    table = macros()
    for block in blocks:
        if isinstance(block, DuplicateBlockKeyBlock) and isinstance(block.ignore_error_block, String):
            block = block.ignore_error_block  # noqa: PLW2901 - a second definition counts
        if isinstance(block, String):
            define(table, block.key, block.value)
        elif isinstance(block, ParsingFailedBlock) and (block.raw or "").lower().startswith("@string"):
            intake.doubtful(
                _line(block), _restored(block.raw or ""), "is an abbreviation that is not understood; left out"
            )
    return table


def _read_entry(unit: _Unit, table: Mapping[str, str]) -> _Parsed:
    """Put the values of an entry together."""
    if unit.entry is None:
        kind, key, found = rescue(unit.raw, NAMES)
        doubts = [f"{unit.fault}; kept as far as its fields could be told apart"]
        given = [(name, table.get(value.lower(), value) if value.isalpha() else value) for name, value in found]
    else:
        kind, key, doubts = unit.entry.entry_type, unit.entry.key, []
        given = list(_values(unit.entry, table, doubts))
    values: Values = {}
    for name, value in given:
        earlier = values.setdefault(name.lower(), [])
        earlier.append(_restored(value))
        if len(earlier) > 1 and name.lower() in SINGLE and earlier[0].strip() and earlier[0] != earlier[-1]:
            doubts.append(f"has two fields {name.lower()}; the first counts")
    return _Parsed(unit=unit, kind=kind.lower(), key=_restored(key.strip()), values=values, doubts=doubts)


def _values(entry: Entry, table: Mapping[str, str], doubts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry, those behind a missing comma too."""
    for field in entry.fields:
        pieces = put_together(field.value, table)
        yield field.key, pieces.text
        yield from pieces.further
        if pieces.further:
            doubts.append(f"has no comma before its field {pieces.further[0][0]}")
        if pieces.unknown and field.key.lower() in SINGLE:
            doubts.append(f"uses the abbreviation {pieces.unknown}, which nothing defines")


def _parents(entries: Iterable[_Parsed]) -> dict[str, tuple[str, Values]]:
    """Return the entries that others inherit from, by key in lower case."""
    entries = list(entries)
    named = {
        key.strip().lower()
        for entry in entries
        for name in ("crossref", "xdata")
        for value in entry.values.get(name, ())
        for key in value.split(",")
    }
    parents: dict[str, tuple[str, Values]] = {}
    for entry in entries if named else ():
        if entry.key.lower() in named:
            parents.setdefault(entry.key.lower(), (entry.kind, entry.values))
    return parents


def _hand_over(entry: _Parsed, parents: Mapping[str, tuple[str, Values]], intake: Intake, *, unique: bool) -> None:
    """Add an entry to what was read."""
    unit = entry.unit
    raw = _restored(unit.raw)
    if entry.kind in _GROUPS:
        intake.unreadable(unit.line, raw, _GROUPS[entry.kind])
        return
    fields = dict(record_fields(entry.kind, inherit(entry.kind, entry.values, parents)))
    if unique and fields["id"] == [""] and _KEY.fullmatch(entry.key):
        fields["id"] = [entry.key]
    if unit.entry is None and not any(map(str, [*fields["title"], *fields["abstract"]])):
        intake.unreadable(unit.line, raw, unit.fault)
        return
    intake.entry(fields, line=unit.line, raw=raw, doubts=entry.doubts)
