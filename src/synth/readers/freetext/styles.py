"""Format bibliographic facts in the styles of the world, with a label on each part: training data for the model.

The patterns are in ``styles.toml``. A pattern is a row of parts ``label:text`` with a bar between them. A word in
braces is replaced by a fact; square brackets that begin with a space or a sign hold what is left out when the fact in
them is missing, and so is a whole part without its fact. ``+`` before a label glues the part to the one before.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from synth.datatypes import Person

Part = tuple[str, str]  # a label and its text
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a reference is made of; empty where the work has no such thing."""

    authors: tuple[Person, ...]
    title: str
    year: str
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    editors: tuple[Person, ...] = ()
    book: str = ""
    publisher: str = ""
    place: str = ""
    school: str = ""
    number: str = ""
    doi: str = ""
    link: str = ""
    month: str = ""
    day: str = ""
    law: str = ""
    body: str = ""
    dictionary: str = ""


@cache
def tables() -> dict[str, Any]:
    """Return the patterns, the names to fill them with, and the abbreviations of words in journal titles."""
    path = files("synth") / "readers" / "freetext" / "styles.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def composed(generator: random.Random) -> str:
    """Return a pattern of a style that is put together at random by the grammar of ``styles.toml``."""
    grammar = tables()["grammar"]
    pattern = "$work"
    while "$" in pattern:
        pattern = re.sub(r"\$(\w+)", lambda match: generator.choice(grammar[match[1]]), pattern)
    return pattern


def format_work(facts: Facts, pattern: str, generator: random.Random) -> list[Part]:
    """Fill a pattern with the facts of a work.

    Returns
    -------
    list
        The parts in order, each with its label; a part that is glued to the one before has a label with ``+``.
    """
    values = _values(facts, generator)
    parts: list[Part] = []
    for piece in re.split(r"\s\|\s|(?=\+)", pattern):
        label, _, text = piece.partition(":")
        filled = _fill(text, values)
        if filled:
            parts.append((label, filled))
    return parts


def _fill(text: str, values: dict[str, str]) -> str:
    """Fill the names in a text; empty where one of them outside square brackets has no value."""

    def optional(match: re.Match[str]) -> str:
        return _replace(match[1], values) or ""

    plain = re.sub(r"\[([ (,.][^\[\]{}]*\{\w+\}[^\[\]{}]*)\]", optional, text)
    return _replace(plain, values) or ""


def _replace(text: str, values: dict[str, str]) -> str | None:
    names = re.findall(r"\{(\w+)\}", text)
    if any(not values.get(name) for name in names):
        return None
    filled = text
    for name in names:
        filled = filled.replace("{" + name + "}", values[name])
    return filled.replace("?.", "?").replace("!.", "!").replace("?,", "?").replace("..", ".")


def _values(facts: Facts, generator: random.Random) -> dict[str, str]:
    """Return what the names in the patterns stand for."""
    first, last = facts.pages.partition("–")[::2]
    dash = generator.choice(("-", "-", "-", "–", "–", "–", "–", "--", "−", "—"))  # odd ones are rare
    short = facts.month[:3]
    day = facts.day.zfill(2)
    values = {name: make(facts.authors) for name, make in NAMES.items() if facts.authors}
    editors = facts.editors
    if editors:
        values |= {
            "edapa": _listed([_initials_first(e) for e in editors], ", ", " & ")
            + (" (Eds.)" if len(editors) > 1 else " (Ed.)"),
            "ednotes": NAMES["notes"](editors),
            "edharvard": NAMES["harvard"](editors),
            "edvan": NAMES["van"](editors),
            "edelsevier": NAMES["elsevier"](editors),
            "lncsed": NAMES["lncs"](editors),
            "plained": NAMES["plain"](editors) + (", editors" if len(editors) > 1 else ", editor"),
        }
    return (
        values
        | {
            "Y": facts.year,
            "T": facts.title,
            "J": facts.journal,
            "A": abbreviated(facts.journal),
            "V": facts.volume,
            "I": facts.issue,
            "P": f"{first}{dash}{last}" if last else first,
            "p": first,
            "D": facts.doi,
            "C": facts.book,
            "B": facts.book,
            "L": facts.place,
            "U": facts.publisher,
            "Q": facts.publisher,
            "S": facts.school,
            "R": facts.number,
            "N": str(len(facts.title) % 4 + 2),
            "n": str(100 + 7 * len(facts.title)),
            "X": f"{facts.number}.{len(facts.title):05}" if facts.number else "",
            "K": facts.link,
            "W": facts.journal,
            "M": facts.month if generator.random() < 0.6 else short,  # noqa: PLR2004 - both forms of a month are usual
            "d": facts.day,
            "m": f"{_MONTHS.index(short) // 3 + 1:02}" if short in _MONTHS else "",
            "dd": day if facts.day else "",
            "y": str(int(facts.year[:4]) + 1) if facts.year[:4].isdigit() else "",
            "Z": facts.law,
            "O": facts.body,
            "E": facts.dictionary,
            "chicagoed": (NAMES["chicago"](editors) + (", eds" if len(editors) > 1 else ", ed")) if editors else "",
        }
    )


def _initials(given: str, dot: str = ".", gap: str = " ") -> str:
    """Return the initials of given names; those of *Mary-Jane A.* are *M.-J. A.* in most styles."""
    words = [word for word in re.split(r"[\s.]+", given) if word]
    if len(words) == 1 and words[0].isupper() and len(words[0]) <= 3:  # noqa: PLR2004 - initials without stops
        words = list(words[0])
    marks = ["-".join(part[:1].upper() + dot for part in word.split("-") if part) for word in words]
    return gap.join(marks)


def _inverted(person: Person, dot: str = ".", gap: str = " ", comma: str = ", ") -> str:
    if not person.family:
        return person.literal
    return f"{person.family}{comma}{_initials(person.given, dot, gap)}" if person.given else person.family


def _initials_first(person: Person, gap: str = " ") -> str:
    return f"{_initials(person.given, '.', gap)} {person.family}".strip() if person.family else person.literal


def _full(person: Person) -> str:
    return f"{person.given} {person.family}".strip() if person.family else person.literal


def _full_inverted(person: Person) -> str:
    return f"{person.family}, {person.given}" if person.family and person.given else person.family or person.literal


def _listed(names: list[str], comma: str, last: str, *, comma_before: int = 3) -> str:
    """Join names; with ``comma_before`` or more of them, a comma stands before the last as well."""
    if len(names) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(names)
    serial = comma.rstrip() if len(names) >= comma_before else ""
    return comma.join(names[:-1]) + serial + last + names[-1]


def _cut_off(people: tuple[Person, ...], most: int, show: int) -> tuple[tuple[Person, ...], str]:
    return (people[:show], ", et al") if len(people) > most else (people, "")


def _vancouver(people: tuple[Person, ...]) -> str:
    shown, others = _cut_off(people, 6, 6 if len(people) % 2 else 3)
    return ", ".join(_inverted(p, "", "", " ") for p in shown) + others


def _mla(people: tuple[Person, ...]) -> str:
    if len(people) > 2:  # noqa: PLR2004 - as the style asks
        return _full_inverted(people[0]) + ", et al"
    return _listed([_full_inverted(people[0]), *(_full(p) for p in people[1:])], ", ", " and ", comma_before=2)


NAMES: dict[str, Callable[[tuple[Person, ...]], str]] = {
    "apa": lambda people: _listed([_inverted(p) for p in people], ", ", " & ", comma_before=2),
    "van": _vancouver,
    "ieee": lambda people: _listed([_initials_first(p) for p in people], ", ", " and "),
    "mla": _mla,
    "chicago": lambda people: _listed(
        [_full_inverted(people[0]), *(_full(p) for p in people[1:])], ", ", " and ", comma_before=2
    ),
    "notes": lambda people: _listed([_full(p) for p in people], ", ", " and "),
    "full": lambda people: _listed([_full(p) for p in people], ", ", " and "),
    "plain": lambda people: _listed([_initials_first(p) for p in people], ", ", " and "),
    "harvard": lambda people: _listed([_inverted(p, ".", "") for p in people], ", ", " and ", comma_before=9),
    "nature": lambda people: _listed([_inverted(p) for p in people], ", ", " & ", comma_before=9),
    "acs": lambda people: "; ".join(_inverted(p) for p in people),
    "elsevier": lambda people: ", ".join(_initials_first(p, "") for p in people),
    "lncs": lambda people: ", ".join(_inverted(p, ".", "") for p in people),
    "dblp": lambda people: ", ".join(_full(p) for p in people),
    "abnt": lambda people: "; ".join(_inverted(replace(p, family=p.family.upper())) for p in people).rstrip(".") + ".",
    "cell": lambda people: _listed([_inverted(p, ".", "") for p in people], ", ", " and ", comma_before=2),
    "scopus": lambda people: ", ".join(_inverted(p, ".", "", " ") for p in people),
}


def _first_inverted(people: tuple[Person, ...], last: str) -> str:
    return _listed([_inverted(people[0]), *map(_initials_first, people[1:])], ", ", last)


def _family_initials(people: tuple[Person, ...], *, capitals: bool = False) -> str:
    shown, others = _cut_off(people, 3, 3)
    names = [
        _inverted(p, "", " ", " ") for p in (replace(p, family=p.family.upper()) if capitals else p for p in shown)
    ]
    return ", ".join(names) + others


NAMES |= {
    "gb": _family_initials,
    "caps": lambda people: _family_initials(people, capitals=True),
    "firsts": lambda people: _first_inverted(people, " and "),
    "amp": lambda people: _first_inverted(people, " & "),
    "commas": lambda people: ", ".join(map(_inverted, people)),
    "spaced": lambda people: ", ".join(
        f"{_initials(p.given, '', ' ')} {p.family}".strip() if p.family else p.literal for p in people
    ),
    "swapped": lambda people: ", ".join(f"{p.family} {p.given}".strip() or p.literal for p in people),
}

_DROPPED = frozenset(("of", "the", "and", "in", "for", "on", "&", "de", "la", "des", "und", "für", "et"))


def abbreviated(journal: str) -> str:
    """Return the abbreviated title of a journal as ISO 4 would have it, without stops; short names stay."""
    words = journal.split()
    if len(words) < 2:  # noqa: PLR2004 - a name of one word stays
        return journal
    short = tables()["abbreviations"]
    return " ".join(short.get(word.lower(), word) for word in words if word.lower() not in _DROPPED)
