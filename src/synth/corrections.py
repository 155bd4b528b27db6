"""What a person changes in the themes that were found: a file of records to move and themes to rename."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from synth.datatypes import Corrections, Move, Rename, ThemeSet
from synth.errors import SourceMissingError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from synth.datatypes import Corpus

_TOO_LARGE = 16 << 20
_SHOWN = 80
_MOST_LABELS = 400
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(move|rename)[ \t]*\]\]", re.MULTILINE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_KEYS = {"move": ("record", "theme"), "rename": ("theme", "name")}
_EXAMPLES = {
    "move": 'Write [[move]], record = "an id or a number", theme = "a key or a label"',
    "rename": 'Write [[rename]], theme = "a key or a label", name = "The new name"',
}


def read_corrections(path: Path | None, corpus: Corpus) -> Corrections:
    """Read a file of corrections.

    Parameters
    ----------
    path
        A TOML file of ``[[move]]`` tables with ``record`` (an id or a number) and ``theme`` (a key or a label), and of
        ``[[rename]]`` tables with ``theme`` and ``name``. ``None`` for no file.
    corpus
        The records that it may name.

    Returns
    -------
    Corrections
        What the file asks for, records by id, themes as written. Of two moves of one record, and of two names of one
        theme, the last counts. What cannot be followed is told in ``ignored``.

    Raises
    ------
    SourceMissingError
        If the file cannot be opened.
    UsageError
        If nothing in it can be understood.
    """
    if path is None:
        return Corrections()
    data = _bytes_of(path)
    entries = list(_entries(data, path.name))
    known = _ids(corpus)
    aside = {item.record.id: item.kept_id for item in corpus.duplicates}
    moves: dict[str, Move] = {}
    renames: dict[str, Rename] = {}
    ignored: list[str] = []
    for kind, line, table in entries:
        where = f"{path.name}, line {line}"
        wrong = _wrong(kind, table)
        if wrong:
            ignored.append(f"{where}: {wrong}. {_EXAMPLES[kind]}")
        elif kind == "rename":
            named = Rename(theme=_text(table["theme"]), label=_text(table["name"]), line=line)
            ignored += _twice(renames.get(_folded(named.theme)), f"the theme {_shown(named.theme)}", where, path.name)
            renames[_folded(named.theme)] = named
        else:
            record_id = known.get(_text(table["record"]), "")
            if not record_id:
                ignored.append(f"{where}: {_no_record(_text(table['record']), aside)}")
                continue
            move = Move(record_id=record_id, theme=_text(table["theme"]), line=line)
            ignored += _twice(moves.pop(record_id, None), f"the record {_shown(record_id)}", where, path.name)
            moves[record_id] = move
    return Corrections(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        moves=tuple(moves.values()),
        renames=tuple(renames.values()),
        ignored=tuple(ignored),
    )


def match_themes(corrections: Corrections, themes: ThemeSet) -> Corrections:
    """Return the corrections with every theme by its key.

    Parameters
    ----------
    corrections
        Corrections that name themes by key, by label, or by a name that the same file gives.
    themes
        The themes that were found.

    Returns
    -------
    Corrections
        Without the entries whose theme is unknown or whose name another theme has; ``ignored`` tells which.
    """
    if not (corrections.moves or corrections.renames):
        return corrections
    known = {_folded(theme.label): theme.key for theme in themes.themes}
    known |= {_folded(theme.key): theme.key for theme in themes.themes}
    ignored: list[str] = []

    def find(theme: str, line: int) -> str:
        key = known.get(_folded(theme), "")
        if not key:
            labels = "; ".join(theme.label for theme in themes.themes) or "none"
            where = f"{corrections.file}, line {line}"
            ignored.append(f"{where}: there is no theme {_shown(theme)}. Take one of: {_shown(labels, _MOST_LABELS)}")
        return key

    renames = tuple(_distinct(corrections, themes, find, ignored))
    for rename in renames:
        known.setdefault(_folded(rename.label), rename.theme)
    found = ((move, find(move.theme, move.line)) for move in corrections.moves)
    moves = tuple(replace(move, theme=key) for move, key in found if key)
    return replace(corrections, moves=moves, renames=renames, ignored=(*corrections.ignored, *ignored))


def rename_themes(themes: ThemeSet, corrections: Corrections) -> ThemeSet:
    """Give themes the names that a person has chosen; their keys stay.

    Parameters
    ----------
    themes
        The themes that were found.
    corrections
        Corrections with every theme by its key.
    """
    names = {rename.theme: rename.label for rename in corrections.renames}
    renamed = tuple(replace(theme, label=names.get(theme.key, theme.label)) for theme in themes.themes)
    return replace(themes, themes=renamed)


def note_followers(corrections: Corrections, before: ThemeSet, after: ThemeSet) -> Corrections:
    """Return the corrections with the records that changed their place because others were moved.

    Parameters
    ----------
    corrections
        Corrections with every theme by its key.
    before, after
        The themes without the moves and with them.
    """
    was, now = (
        {record_id: theme.key for theme in found.themes for record_id in theme.primary_ids} for found in (before, after)
    )
    moved = {move.record_id for move in corrections.moves}
    changed = (record_id for record_id in {**was, **now} if was.get(record_id) != now.get(record_id))
    return replace(corrections, followed=tuple(record_id for record_id in changed if record_id not in moved))


def _distinct(
    corrections: Corrections, themes: ThemeSet, find: Callable[[str, int], str], ignored: list[str]
) -> Iterator[Rename]:
    """Yield the new names by theme key, without those that would leave two themes with one name."""
    wanted: dict[str, Rename] = {}
    for rename in corrections.renames:
        key = find(rename.theme, rename.line)
        if key:
            where = f"{corrections.file}, line {rename.line}"
            ignored += _twice(wanted.pop(key, None), f"the theme {_shown(key)}", where, corrections.file)
            wanted[key] = replace(rename, theme=key)
    taken = {_folded(theme.label) for theme in themes.themes if theme.key not in wanted}
    for rename in wanted.values():
        if _folded(rename.label) in taken:
            ignored.append(
                f"{corrections.file}, line {rename.line}: another theme is called {_shown(rename.label)}. "
                "Choose a name that no other theme has"
            )
        else:
            taken.add(_folded(rename.label))
            yield rename


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_TOO_LARGE + 1)
    except OSError as error:
        raise SourceMissingError(
            f"cannot be opened ({error.strerror})", where=path.name, fix="Check the name of the corrections file"
        ) from error
    if len(data) > _TOO_LARGE:
        raise UsageError("is larger than 16 MB", where=path.name, fix="Give a file saved from report.html")
    return data


def _entries(data: bytes, name: str) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """Yield the tables of the file with their kind and line."""
    try:
        text = data.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"the corrections are no TOML in UTF-8: {error}", where=name, fix=_EXAMPLES["move"]) from error
    unknown = sorted(set(tables) - set(_KEYS))
    if unknown or not all(isinstance(tables.get(kind, []), list) for kind in _KEYS):
        what = f"unknown key {unknown[0]!r}" if unknown else "the tables are no lists"
        raise UsageError(what, where=name, fix=f"{_EXAMPLES['move']}; or {_EXAMPLES['rename']}")
    for kind in _KEYS:
        headers = (match.start() for match in _HEADER.finditer(text) if match[1] == kind)
        lines = [text.count("\n", 0, start) + 1 for start in headers]
        # Tables written in one line, [{...}, {...}], have no header of their own.
        for i, table in enumerate(tables.get(kind, [])):
            yield kind, lines[i] if i < len(lines) else 1, table if isinstance(table, dict) else {}


def _wrong(kind: str, table: Mapping[str, Any]) -> str:
    """Return what is wrong with a table, or nothing."""
    unknown = sorted(set(table) - set(_KEYS[kind]))
    if unknown:
        return f"unknown key {_shown(unknown[0])} in [[{kind}]]"
    missing = [key for key in _KEYS[kind] if not _text(table.get(key, ""))]
    return f"the [[{kind}]] has no {' and no '.join(missing)}" if missing else ""


def _text(value: object) -> str:
    """Return a text or a whole number as text on one line; nothing for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(_UNSEEN.sub(" ", str(value)).split())


def _folded(name: str) -> str:
    return name.casefold()


def _shown(text: str, most: int = _SHOWN) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _ids(corpus: Corpus) -> dict[str, str]:
    """Return the id of each included record by its number and by its id."""
    numbers = {str(record.number): record.id for record in corpus.records}
    return numbers | {record.id: record.id for record in corpus.records}


def _no_record(name: str, aside: Mapping[str, str]) -> str:
    if name in aside:
        return f"the record {_shown(name)} was set aside as a duplicate of {aside[name]}. Move {aside[name]} instead"
    return f"there is no record {_shown(name)}. Take an id or a number from themes.json"


def _twice(earlier: Move | Rename | None, what: str, where: str, file: str) -> Iterable[str]:
    """Yield a sentence about an entry that a later one makes void."""
    if earlier is not None:
        yield f"{file}, line {earlier.line}: {what} comes again ({where}), which counts. Delete one of the two"
