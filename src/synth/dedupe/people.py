"""Author lists made comparable: initials beside full names, either order, accents, pinyin beside Chinese characters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from synth.dedupe.places import Sign
from synth.dedupe.titles import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Person

_HAN = re.compile("[㐀-䶿一-鿿豈-﫿]")
_WORD = re.compile(r"[^\W\d_]+")
_NOBODY = re.compile(
    r"\W*(?:anon(?:ymous)?|no authors? (?:listed|named)|.*no author name.*|unknown|n/?a|nil|null|none"
    r"|佚名|无名氏|匿名|(?:本刊)?编辑部|本刊)\W*"
)
_UMLAUTS = re.compile(r"([aou])e")
_LONG_ENOUGH = 7  # letters of a family name that one slip does not turn into another (Zhang, Zheng)
_LONGEST = 300  # characters of a name
_CORPORATE = 3  # words of a name that no reader told into family and given name
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "phd"))


class Name(NamedTuple):
    """One author: the family name as one word, the words of the whole name, and the first letters of the given ones.

    ``bare`` is the family name with umlauts as plain vowels, ``letters`` all letters of the name, sorted.
    """

    family: str
    words: tuple[str, ...]
    initials: str
    han: bool
    corporate: bool = False
    bare: str = ""
    letters: str = ""

    @property
    def person(self) -> bool:
        """Whether this may be a person's name: not a body's, and in Chinese of at most four characters."""
        return not self.corporate and not (self.han and len(self.family) > 4)  # noqa: PLR2004 - two for each half


@lru_cache(maxsize=1 << 16)
def name_of(person: Person) -> Name | None:
    """Return what an author is compared by; ``None`` for "anonymous" and what is no name."""
    if len(person.family) + len(person.given) + len(person.literal) > _LONGEST:
        return None
    whole = plain(f"{person.family} {person.given} {person.literal}").strip()
    if not whole or _NOBODY.fullmatch(whole):
        return None
    if _HAN.search(whole):
        name = "".join(_WORD.findall(whole))
        return Name(name, (name,), "", han=True)
    if person.family:
        family = tuple(word for word in _words(person.family) if word not in _SUFFIXES)
        given = tuple(word for word in _words(person.given) if word not in _SUFFIXES)
        return _latin("".join(family), family + given, _initials(person.given))
    words = _words(person.literal)
    return _latin("".join(words), words, "", corporate=len(words) >= _CORPORATE)


def _latin(family: str, words: tuple[str, ...], initials: str, *, corporate: bool = False) -> Name:
    letters = "".join(sorted("".join(words)))
    bare = _UMLAUTS.sub(r"\1", family)
    return Name(family, words, initials, han=False, corporate=corporate, bare=bare, letters=letters)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(plain(text).replace("'", "")))


def _initials(given: str) -> str:
    """Return the first letter of each given name; ``JQ`` and ``J.-Q.`` have two."""
    shouted = given.isupper()
    return "".join(word if shouted and len(word) <= 3 else word[0] for word in _words(given))  # noqa: PLR2004 - a longer word in capitals is a name


def names_of(people: Sequence[Person]) -> tuple[Name, ...]:
    """Return what an author list is compared by."""
    return tuple(name for person in people if (name := name_of(person)) is not None)


def compare_authors(ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> Sign:
    """Compare two author lists by their first authors, or by all where the order may have changed.

    A name in pinyin cannot be compared with one in Chinese characters.
    """
    if not ours or not theirs or ours[0].han != theirs[0].han:
        return Sign.UNKNOWN
    if same_name(ours[0], theirs[0]):
        return Sign.AGREE
    short, long = sorted((ours, theirs), key=len)
    shared = sum(any(same_name(name, other) for other in long[:50]) for name in short[:50])
    return Sign.AGREE if shared >= max(2, (len(short[:50]) + 1) // 2) else Sign.DIFFER


def shared_authors(ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> int:
    """Count the authors, of the first five of each list, that stand in both."""
    return sum(any(same_name(name, other) for other in theirs[:5]) for name in ours[:5])


def same_name(ours: Name, theirs: Name) -> bool:
    """Whether two names may be one person's (or body's): families alike, initials not at odds."""
    if ours.han or theirs.han:
        return ours.family == theirs.family
    if (ours.corporate or theirs.corporate) and _same_body(ours, theirs):
        return True
    if _same_family(ours.bare, theirs.bare):
        return not (ours.initials and theirs.initials) or _initials_agree(ours.initials, theirs.initials)
    if ours.letters == theirs.letters and len(ours.letters) >= _LONG_ENOUGH:
        return True
    fewer, more = sorted((ours.words, theirs.words), key=len)
    if len(fewer) > 1 and set(fewer) <= set(more):  # Preez beside Palmer du Preez
        return True
    return _turned(ours, theirs) or _turned(theirs, ours)


def _same_family(ours: str, theirs: str) -> bool:
    if ours == theirs:
        return bool(ours)
    long_enough = len(ours) >= _LONG_ENOUGH and len(theirs) >= _LONG_ENOUGH
    return long_enough and OSA.distance(ours, theirs, score_cutoff=1) <= 1


def _initials_agree(ours: str, theirs: str) -> bool:
    """Whether the first initials are the same, or one list has a name before them that the other leaves out."""
    return ours[0] == theirs[0] or set(ours) <= set(theirs) or set(theirs) <= set(ours)


def _turned(ours: Name, theirs: Name) -> bool:
    """Whether one name has family and given name the other way round, or both in one string."""
    if ours.family not in theirs.words or ours.family == theirs.family:
        return False
    given = [word for word in ours.words if word != ours.family]
    rest = [word for word in theirs.words if word != ours.family]
    return not given or not rest or any(word[0] == other[0] for word in given for other in rest)


def _same_body(ours: Name, theirs: Name) -> bool:
    """Whether two names of bodies agree: same words but for small ones, or the initials of the other."""
    left, right = set(ours.words), set(theirs.words)
    short, long = sorted((ours, theirs), key=lambda name: len(name.words))
    if len(left & right) >= max(2, (3 * min(len(left), len(right)) + 3) // 4):
        return True
    heads = "".join(word[0] for word in long.words if word not in {"of", "the", "for", "and", "on", "de"})
    return len(short.words) == 1 and short.family == heads
