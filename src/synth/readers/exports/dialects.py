"""The dialects of tagged export formats, from ``wordlists/tagged.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from synth.readers.exports.kinds import csl_type

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDED = re.compile(r"[\s\u3000]+|^[A-Za-z/]{1,20}-(?=[^\s-])|[,，]$")
_NEVER = re.compile(r"(?!)")
# The fields that never run over more than one line.
_SHORT = frozenset(
    {"type", "kind_hint", "year", "volume", "issue", "first_page", "last_page", "pages", "doi", "language", "locator"}
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dialect:
    """How one family of exports writes its tags, and what they mean.

    ``plain`` has the tags that neither begin nor end an entry and are no titles, ``roles`` the field of each known tag
    (``past`` for one that is read past), ``fields`` the tags of each field, best first, ``of`` what differs in an entry
    of a CSL type; see the head of the table for the rest.
    """

    name: str
    line: re.Pattern[str]
    lax: re.Pattern[str]
    start: str
    value: re.Pattern[str]
    follows: re.Pattern[str]
    end: str
    optional: bool
    indented: bool
    known: bool
    folds: bool
    slashes: bool
    stopped: bool
    joined: re.Pattern[str] | None
    noise: re.Pattern[str]
    lists: frozenset[str]
    long: frozenset[str]
    meeting: tuple[str, ...]
    hosts: tuple[str, ...]
    plain: frozenset[str]
    roles: Mapping[str, str]
    fields: Mapping[str, tuple[str, ...]]
    of: Mapping[str, Mapping[str, tuple[str, ...]]]
    types: Mapping[str, str]

    def fields_of(self, kind: str) -> Mapping[str, tuple[str, ...]]:
        """Return the tags of each field in an entry of a CSL type."""
        return self.of.get(kind, self.fields)

    def tag(self, match: re.Match[str]) -> str:
        """Return the tag of a line that matched, in the form of the table."""
        return _FOLDED.sub("", match[1]) if self.folds else match[1]

    def knows(self, line: str) -> bool:
        """Whether a line has a tag of this dialect."""
        match = self.line.match(line)
        return match is not None and self.tag(match) in self.roles

    def kind(self, name: str) -> str:
        """Return the CSL type of a source type; empty where it is not known."""
        upper = name.strip().upper()
        return self.types.get(upper) or self.types.get(upper.partition(" - ")[0]) or csl_type(name)


def is_short(role: str) -> bool:
    """Whether a field of this role never runs over more than one line."""
    return role in _SHORT


@cache
def dialects() -> Mapping[str, Dialect]:
    """Return the dialects by their keys."""
    table = tomllib.loads((files("synth") / "wordlists" / "tagged.toml").read_text(encoding="utf-8"))
    return {
        key: _dialect({**table.get(entry.get("like", ""), {}), **entry})
        for key, entry in table.items()
        if "line" in entry
    }


def _dialect(entry: Mapping[str, Any]) -> Dialect:
    """Build a dialect from its table."""
    folds = entry.get("folds", False)
    fields = {name: _tags(tags, folds=folds) for name, tags in entry["fields"].items()}
    of = {kind: {**fields, **_all_tags(own, folds=folds)} for kind, own in entry.get("of", {}).items()}
    roles = dict.fromkeys(_tags([*entry["past"], entry.get("start", "")], folds=folds), "past")
    for table in (*of.values(), fields):
        roles |= {tag: name for name, tags in reversed(table.items()) for tag in tags}
    return Dialect(
        name=entry["name"],
        line=re.compile(entry["line"]),
        lax=_pattern(entry, "lax"),
        start=_FOLDED.sub("", entry.get("start", "")) if folds else entry.get("start", ""),
        value=re.compile(entry.get("value", "")),
        follows=re.compile(entry.get("follows", "")),
        end=entry.get("end", ""),
        optional=entry.get("optional", "start" not in entry),
        indented=entry.get("indented", False),
        known=entry.get("known", False),
        folds=folds,
        slashes=entry.get("slashes", False),
        stopped=entry.get("stopped", False),
        joined=re.compile(entry["joined"]) if "joined" in entry else None,
        noise=_pattern(entry, "noise"),
        lists=frozenset(entry.get("lists", ())),
        long=frozenset(_tags(entry.get("long", []), folds=folds) + fields["abstract"]),
        meeting=tuple(entry.get("meeting", ())),
        hosts=tuple(entry.get("hosts", ())),
        plain=_plain(roles, entry),
        roles=roles,
        fields=fields,
        of=of,
        types=entry.get("types", {}),
    )


def _plain(roles: Mapping[str, str], entry: Mapping[str, Any]) -> frozenset[str]:
    """Return the tags of which a line needs no second look."""
    if entry.get("folds") or "start" not in entry:
        return frozenset()
    return frozenset(tag for tag, role in roles.items() if role != "title") - {entry["start"], entry.get("end")}


def _pattern(entry: Mapping[str, Any], name: str) -> re.Pattern[str]:
    return re.compile(entry[name]) if name in entry else _NEVER


def _tags(tags: list[str], *, folds: bool) -> tuple[str, ...]:
    return tuple(_FOLDED.sub("", tag) if folds else tag for tag in tags)


def _all_tags(table: Mapping[str, list[str]], *, folds: bool) -> dict[str, tuple[str, ...]]:
    return {name: _tags(tags, folds=folds) for name, tags in table.items()}
