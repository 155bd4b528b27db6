"""The names of columns, in the tables of databases and reference managers, as the names of our fields."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from synth.readers.exports.csvrows import DELIMITERS, field_limit, first_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FEW_TAGS = 3
_HAN = re.compile(r"[\u3400-\u9fff]+")
_HINT = re.compile(r"title|题名|标题|篇名|題名|標題")
_NO_TITLE = re.compile(
    r"journal|source|book|series|publication|conference|proceeding|short|running|abbrev|subtitle|alt|secondary|tertiary"
    r"|刊|来源|会议|丛书"
)
# What the name of a column does not hold: the number or the type mark of a reference; and, where a name only hints at
# titles, a year or a stop.
_REFERENCE = re.compile(r"\[\d{1,4}\]|\[(?:[ACDGJMNPRSZ]|EB|DB|CP)(?:/(?:OL|CD))?\]")
_PROSE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|[.。．]\s*[^\s).]")
_LONGEST = 60
PREAMBLE = 30
"""How many lines may stand before the names of the columns."""
SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\s*")
"""The line by which a spreadsheet program is told the delimiter."""
_HEADER_LINES = 20  # that the row of names may take
OWN = frozenset(("translatedtitle", "moreauthors"))
"""The columns that only a table written by this program has both of."""


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("synth") / "wordlists" / "columns.toml").read_text(encoding="utf-8"))


@cache
def _tags() -> frozenset[str]:
    """Return the names of two letters that are tags rather than names, and only beside others of their kind."""
    return frozenset(_tables()["tags"]["names"].split())


@cache
def _fields() -> dict[str, tuple[str, int]]:
    """Return the field that each name stands for, and how good a name it is: from 0, the best."""
    names = _tables()["names"]
    return {name: (field, rank) for field, words in names.items() for rank, name in enumerate(words.split())}


@cache
def _weak_fields() -> dict[str, str]:
    return {name: field for field, words in _tables()["weak"].items() for name in words.split()}


@cache
def fields_by_name() -> dict[str, tuple[str, int]]:
    """Return the field that each folded name may stand for, weak names too, and how good a name it is: from 0."""
    return {**{name: (field, len(_fields())) for name, field in _weak_fields().items()}, **_fields()}


def fold(name: str) -> str:
    """Return a column's name without case, accents, spaces, punctuation and signs.

    Parameters
    ----------
    name
        The name as the table has it.
    """
    plain = unicodedata.normalize("NFKD", name[: 4 * _LONGEST]).casefold()
    return unicodedata.normalize("NFC", "".join(char for char in plain if char.isalnum()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the columns of a table mean: for each field the places of its columns, best first.

    ``names`` are the folded names of all columns, ``width`` is their number.
    """

    names: tuple[str, ...]
    places: dict[str, tuple[int, ...]]

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.names)

    @property
    def known(self) -> int:
        """How many columns have a name that is known."""
        return sum(map(len, self.places.values()))

    @property
    def own(self) -> bool:
        """Whether this program wrote the table."""
        return set(self.names) >= OWN

    def has(self, *names: str) -> bool:
        """Whether the table has columns of these folded names."""
        return set(self.names) >= set(names)


def header_of(cells: Sequence[str]) -> Header | None:
    """Return what the cells of a row mean as names of columns; ``None`` where none of them can name a title.

    Parameters
    ----------
    cells
        The cells of the row.
    """
    names = [fold(cell) if len(cell) <= _LONGEST else "" for cell in cells]
    short = sum(len(name) == 2 for name in names)  # noqa: PLR2004 - as tags are
    tagged = len(_tags() & set(names)) >= min(_FEW_TAGS, short) and short * 2 > sum(map(bool, names))
    places: dict[str, list[tuple[int, int]]] = {}
    for place, name in enumerate(names):
        if name == "pg" and "bp" in names:  # Web of Science's number of pages
            continue
        if hit := ("index_keywords", 0) if tagged and name == "id" else _known(name, tagged=tagged):
            places.setdefault(hit[0], []).append((hit[1], place))
    _fill(places, names)
    if "title" not in places:
        _hint(places, names, cells)
    if "title" not in places or any(map(_REFERENCE.search, cells)):
        return None
    return Header(
        names=tuple(names),
        places={field: tuple(place for _, place in sorted(ranked)) for field, ranked in places.items()},
    )


def _known(name: str, *, tagged: bool) -> tuple[str, int] | None:
    """Return the field that a column's name stands for; of a name in two languages either may say so."""
    if name in _tags() and not tagged:
        return None
    if name in _fields():
        return _fields()[name]
    han = "".join(_HAN.findall(name))
    parts = (han, _HAN.sub("", name)) if han and han != name else ()
    return next((_fields()[part] for part in parts if part in _fields()), None)


def _fill(places: dict[str, list[tuple[int, int]]], names: Sequence[str]) -> None:
    """Give a field that has no column one whose name is weaker."""
    taken = {place for ranked in places.values() for _, place in ranked}
    free = [(place, name) for place, name in enumerate(names) if place not in taken]
    for place, name in free:
        field = _weak_fields().get(name, "")
        if field and field not in places:
            places[field] = [(0, place)]


def _hint(places: dict[str, list[tuple[int, int]]], names: Sequence[str], cells: Sequence[str]) -> None:
    """Take for titles a column whose name has a word for them in it; beside no known name, all must look like names."""
    taken = {place for ranked in places.values() for _, place in ranked}
    free = [place for place, name in enumerate(names) if place not in taken and not _NO_TITLE.search(name)]
    hinted = next((place for place in free if _HINT.search(names[place])), None)
    if hinted is not None and not any(map(_PROSE.search, [cells[hinted]] if taken else cells)):
        places["title"] = [(0, hinted)]


def find_header(lines: Sequence[str]) -> tuple[int, str, Header] | None:
    """Return the line that names the columns, the sign between them, and what they mean.

    Parameters
    ----------
    lines
        The lines that a text begins with, each with its line end.

    Returns
    -------
    tuple or None
        The line's index, the delimiter and the header; ``None`` where no line names a column of titles.
    """
    separator = SEPARATOR.fullmatch(lines[0]) if lines else None
    delimiters = (separator[1],) if separator else DELIMITERS
    start = 1 if separator else 0
    lonely: tuple[int, str, Header] | None = None
    for at in range(start, min(len(lines), start + PREAMBLE)):
        found = _header_at(lines[at : at + _HEADER_LINES], delimiters)
        if found and found[1].known > 1:
            return (at, *found)
        if found and lonely is None:
            lonely = (at, *found)
    return lonely


def _header_at(lines: Sequence[str], delimiters: Iterable[str]) -> tuple[str, Header] | None:
    """Return the delimiter under which the first row names most columns."""
    framed = lines[0].strip()
    if framed.startswith("|") and "|" in delimiters:
        header = header_of(first_row([framed.strip("|")], "|"))
        return ("|", header) if header else None
    with field_limit(sum(map(len, lines))):
        headers = [(sign, header_of(first_row(lines, sign))) for sign in delimiters]
    known = [(sign, header) for sign, header in headers if header is not None]
    return max(known, key=lambda pair: (pair[1].known, pair[1].width), default=None)
