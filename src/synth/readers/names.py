"""Single names: Western, pinyin, Chinese and corporate, as :class:`synth.datatypes.Person`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from synth.datatypes import Person
from synth.readers.text import HAN, KANA, join_han, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

_PINYIN_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in|un|ia"
    r"|ie|iu|ua|uo|ui|ue|ve|üe|a|o|e|i|u|v|ü|er))"
)
PINYIN_NAME = rf"(?i:{_PINYIN_SYLLABLE}['’-]?){{1,3}}"
_PINYIN = re.compile(PINYIN_NAME)
_INITIALS = re.compile(r"(?:[^\W\d_][a-z]?\.?[\s-]*){1,4}")
_BARE_INITIALS = re.compile(r"(?:[^\W\d_a-z]{1,4}\.?|[^\W\d_a-z](?:[\s.-]+[^\W\d_a-z]){0,3}\.?)")
_PARTICLES = frozenset(
    [
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "zur",
        "af",
        "av",
        "y",
        "e",
        "d'",
        "o'",
    ]
)
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_GLUED = re.compile(r"([A-ZÀ-Þ][a-zß-ÿ'’-]{2,})([A-Z]{1,3})")
_HAN_NAME = re.compile(f"[{HAN}]")
_FAMILY_GIVEN = re.compile(f"([{HAN}{KANA}]{{1,3}}) ?[,，](\\s?)([{HAN}{KANA}]{{1,3}})")
_SHORT_HAN = re.compile(f"[{HAN}·]{{2,4}}")
_CAPITALS_LAST = re.compile(
    r"((?:[^\W\d_][\w.'’-]*\s+)*?[^\W\d_]\w*[a-zß-ÿ][\w'’-]*)\s+([A-ZÀ-Þ]{3,}(?:['’-][A-ZÀ-Þ]+)*)"
)
_SYLLABLES = re.compile(r"(?:[B-DF-HJ-NP-TV-Z]{0,2}[AEIOU])+")
_LONGEST = 100
_RANKS = (60, 120)  # surnames in the list up to here are common enough to outweigh rarer ones


@cache
def pinyin_surnames() -> dict[str, int]:
    """Return the weight of each pinyin surname in lower case: from 3 for the commonest to 1 for a rare one."""
    lines = (files("synth") / "wordlists" / "surnames_pinyin.txt").read_text(encoding="utf-8").splitlines()
    names = dict.fromkeys(line.lower() for line in lines if line and not line.startswith("#"))
    return {name: 1 + sum(rank < bound for bound in _RANKS) for rank, name in enumerate(names)}


@cache
def han_surnames() -> frozenset[str]:
    """Return the Chinese surnames, compound ones and single characters."""
    lines = (files("synth") / "wordlists" / "surnames_han.txt").read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]
    compound = 2
    return frozenset(
        [word for word in words if len(word) == compound]
        + [char for word in words if len(word) > compound for char in word]
    )


def is_han_name(text: str) -> bool:
    """Whether a short run of Chinese characters starts with a surname."""
    return bool(text) and (text[:1] in han_surnames() or text[:2] in han_surnames())


def joined_han_name(text: str, *, alone: bool = False) -> str:
    """Return "family, given" in Chinese or Japanese characters as the one name it is: *张, 三* is *张三*.

    Parameters
    ----------
    text
        What may be such a name; for anything else the result is empty.
    alone
        Whether the text may as well hold two people, as *张三, 李四* does.
    """
    match = _FAMILY_GIVEN.fullmatch(text.strip())
    if not match:
        return ""
    family, space, given = match.groups()
    # Two people are told by two surnames; without a space, whatever may be a list is one.
    one = not alone or family in han_surnames() or len(given) == 1 or (space and not is_han_name(given))
    return family + given if one else ""


def spaced_han_names(text: str) -> list[str]:
    """Return the Chinese names that stand between spaces, empty where the text is anything else.

    Parameters
    ----------
    text
        Such as *张三 李四*; in *欧阳 某某* and *山田 太郎* the space stands within one name.
    """
    names = text.split()
    if len(names) < 2 or not all(map(_SHORT_HAN.fullmatch, names)):  # noqa: PLR2004 - one name is no list
        return []
    several = len(names) > 2 or (names[0] not in han_surnames() and all(map(is_han_name, names)))  # noqa: PLR2004 - more than family and given
    return names if several else []


def family_capitals(names: Sequence[str]) -> list[str]:
    """Return the names of a list, "Ken ITO" as "ITO, Ken" where the list shows that capitals are family names.

    A single short name does not show it: *Smith JAE* has initials.

    Parameters
    ----------
    names
        The names of one list.
    """
    if all("," in name for name in names):
        return list(names)
    found = [_CAPITALS_LAST.fullmatch(name.strip()) if len(name) < _LONGEST else None for name in names]
    if not any(match and _is_family_name(match) for match in found):
        return list(names)
    return [f"{match[2]}, {match[1]}" if match else name for match, name in zip(found, names, strict=True)]


def _is_family_name(match: re.Match[str]) -> bool:
    """Whether capitals behind a given name are too many, or too much like a name, for initials."""
    most_initials = 4
    last = match[2]
    spoken = len(last) == most_initials and _SYLLABLES.fullmatch(last)
    return len(last) > most_initials or bool(spoken) or looks_pinyin([*match[1].split(), last])


def person(name: str, *, family_first: bool | None = None) -> Person:
    """Tell family from given name.

    Parameters
    ----------
    name
        One name, in any of the forms that reference lists use.
    family_first
        Which order a name of full words without a comma is in; ``None`` to judge from the words.

    Returns
    -------
    Person
        Family and given name; the whole name as ``literal`` where it is Chinese or cannot be told apart.
    """
    name = tidy(name).strip(" ,;:*†‡&")
    if _HAN_NAME.search(name):
        return Person(literal=joined_han_name(name) or join_han(name))
    name = re.sub(r",?\s+(Jr|Sr)\.?,?(?=\s|$)", r" \1", name)
    if "," in name:
        family, _, given = name.partition(",")
        return _split(family, given)
    words = name.split()
    if len(words) < 2:  # noqa: PLR2004 - a single word has no given name
        glued = _GLUED.fullmatch(name)
        return Person(family=glued[1], given=glued[2]) if glued else Person(literal=name)
    return _from_words(words, family_first=family_first)


def _split(family: str, given: str) -> Person:
    family, given = _title_case(family.strip()), re.sub(r"\.,\s(?=\w\.)", ". ", given.strip(" ,"))
    return Person(family=family, given=given) if given else Person(literal=family)


def _title_case(family: str) -> str:
    """Return a family name that a style prints in capitals as it is written in prose: *SMITH* is *Smith*."""
    if len(family) < 2 or not family.isupper():  # noqa: PLR2004 - a single letter is an initial
        return family
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match[1].upper(), family.title().replace("’S", "’s"))


def _from_words(words: list[str], *, family_first: bool | None) -> Person:
    """Tell the order of a name written without a comma."""
    suffix = [word for word in words[-1:] if word.lower() in _SUFFIXES]
    words = words[: len(words) - len(suffix)]
    tail = " ".join(words[1:])
    if _BARE_INITIALS.fullmatch(tail) and not (_INITIALS.fullmatch(words[0]) and "." in words[0]):
        return _split(words[0], " ".join([tail, *suffix]))
    if len(words) > 2 and _BARE_INITIALS.fullmatch(words[-1]) and not _initial(words[0]):  # noqa: PLR2004 - family names, then initials
        start = next(
            index for index in range(len(words)) if all(_BARE_INITIALS.fullmatch(word) for word in words[index:])
        )
        return _split(" ".join(words[:start]), " ".join([*words[start:], *suffix]))
    if family_first is None:
        family_first = order_of([" ".join(words)]) > 0
    shouted = _shouted(words[0]) and not tail.isupper()
    if shouted or (family_first and looks_pinyin(words)):
        return _split(words[0], " ".join([*words[1:], *suffix]))
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES and not words[start - 1].isupper():
        start -= 1
    return _split(" ".join(words[start:]), " ".join([*words[:start], *suffix]))


def _shouted(word: str) -> bool:
    """Whether a word in capitals is a family name rather than initials: *LI* and *SMITH*, not *JA* or *J-R*."""
    longest_initials = 3
    return (
        len(word) > 1
        and word.isupper()
        and "." not in word
        and (len(word) > longest_initials or word.lower() in pinyin_surnames())
    )


def _initial(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word)) and (len(word) == 1 or "." in word)


def looks_pinyin(words: list[str]) -> bool:
    """Whether a name of two or three words is spelt in pinyin and has a surname at one end."""
    surnames = pinyin_surnames()
    if not 2 <= len(words) <= 3 or not all(_PINYIN.fullmatch(word) for word in words):  # noqa: PLR2004 - as Chinese names are
        return False
    return words[0].lower() in surnames or words[-1].lower() in surnames


def order_of(names: list[str]) -> int:
    """Weigh the order of pinyin names: above 0 where the family name comes first, below 0 where it comes last.

    The names of one list vote together, because a single name such as *Xie An* is ambiguous.
    """
    surnames = pinyin_surnames()
    votes = 0
    for name in names:
        words = name.split()
        if looks_pinyin(words):
            votes += surnames.get(words[0].lower(), 0) - surnames.get(words[-1].lower(), 0)
    return votes
