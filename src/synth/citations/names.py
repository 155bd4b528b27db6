"""The names of people and bodies as the styles write them. Names in Chinese characters stay whole in all of them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from synth.citations.fields import field
from synth.citations.richtext import HAN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from synth.datatypes import LanguageCode, Person, Record

_SUFFIX = re.compile(r"[\s,]+(Jr|Sr|II|III|IV)\.?$", re.IGNORECASE)
# "JB" beside a family name in small letters is two initials, not a name.
_MOST_INITIALS = 4


def given_parts(person: Person) -> list[list[str]]:
    """Return the words of a given name, a hyphenated one in its parts, without a suffix such as Jr."""
    given = _SUFFIX.sub("", field(person.given))
    words = [[part for part in re.split("[-‐‑]", word) if part] for word in re.split(r"[\s.]+", given)]
    words = [word for word in words if word]
    together = len(words) == 1 and len(words[0]) == 1 and given.isascii() and given.isalpha() and given.isupper()
    if together and len(given) <= _MOST_INITIALS and not field(person.family).isupper():
        return [[letter] for letter in given]
    return words


def initials(person: Person, stop: str, between: str, hyphen: str) -> str:
    """Return the initials of a given name; a particle in small letters stays a word.

    Parameters
    ----------
    person
        The author.
    stop
        What follows each initial.
    between
        What stands between the initials of words.
    hyphen
        What stands between those of the parts of a hyphenated word.
    """
    return between.join(
        word[0] if len(word) == 1 and word[0].islower() else hyphen.join(f"{part[0].upper()}{stop}" for part in word)
        for word in given_parts(person)
    )


def suffix_of(person: Person) -> str:
    """Return ``Jr``, ``III`` or the like behind a given name."""
    match = _SUFFIX.search(field(person.given))
    return match[1] if match else ""


def whole_name(person: Person) -> str:
    """Return a name that is written in one piece: in Chinese characters, of a body, or not told apart; else nothing."""
    whole = field(person.literal) or field(person.family) + field(person.given)
    if HAN.search(whole):
        return whole
    return "" if person.family else field(person.literal) or field(person.given)


def family_of(person: Person) -> str:
    """Return the name that stands in a citation."""
    return whole_name(person) or field(person.family)


def names_of(record: Record, write: Callable[[Person], str], most: int | None = None) -> list[str]:
    """Return the authors that have a name; no more than ``most``, since a list of thousands is shortened anyway."""
    return list(islice(filter(None, map(write, record.authors)), most))


def others(record: Record) -> str:
    """Return what stands for further authors in the record's own language."""
    return "等" if record.language == "zh" else "et al."


def shortened(record: Record, names: Sequence[str], most: int, kept: int, comma: str) -> str:
    """Join names with commas; of more than ``most``, the first ones and "et al.", which a source may say too."""
    if not names:
        return ""
    more = len(names) > most or record.more_authors
    return comma.join([*(names[:kept] if len(names) > most else names), *([others(record)] if more else [])])


def chinese_among_chinese(record: Record, language: LanguageCode) -> bool:
    """Return whether a Chinese work stands in a Chinese document, where its own conventions hold."""
    return record.language == "zh" and language == "zh"
