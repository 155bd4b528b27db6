"""The names of a BibTeX author field, ``von Last, Jr, First and {Corporate Author} and others``, as people write it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from synth.datatypes import Person
from synth.readers.exports.latex import to_text
from synth.readers.names import joined_han_name, person
from synth.readers.text import HAN, join_han, tidy, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACES = r"(?<!\\)[{}]"
# The blank behind an "and" may be the one before the next.
_AND = re.compile(rf"(?:^|\s+)and(?=\s|$)|{_BRACES}", re.IGNORECASE)
_SEMICOLON = re.compile(rf"\s*[;；]\s*|{_BRACES}")
_COMMA = re.compile(rf"\s*[,，、]\s*|{_BRACES}")
_SPACE = re.compile(rf"\s+|{_BRACES}")
# What "Family, Given" does not hold; a suffix may be the given name of "Family, Jr." or behind it.
_UNUSUAL = re.compile(rf"[;；，、{HAN}]|,\s*(?:$|[{{]|[JjSs]r\b|[JS]R\b|Junior|Senior|I[IV])|\bal\b|others")
_ET_AL = re.compile(r"(?:(?<=[\s,，])(?:et\.?\s?al\.?|and others|等人?)|(?<=[一-龥])等)[.,]?\s?$", re.IGNORECASE)
_COMMAS = re.compile("[,，]")
_HOMONYM = re.compile(r"\s0\d{3}$")  # by which DBLP tells people of one name apart
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:[Jj]r|JR|[Ss]r|SR|Junior|Senior|II|III|IV)\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}[.\s-]*){1,4}")
_BARE_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][.-]*){1,3}")
_PARTICLES = frozenset(
    [
        "af",
        "al",
        "av",
        "bin",
        "da",
        "dal",
        "dalla",
        "das",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "las",
        "le",
        "lo",
        "los",
        "op",
        "'t",
        "te",
        "ten",
        "ter",
        "tot",
        "van",
        "vande",
        "vanden",
        "vander",
        "vom",
        "von",
        "zu",
        "zum",
        "zur",
        "y",
        "d'",
    ]
)
_HAN = re.compile(f"[{HAN}]")
_HOMONYM = re.compile(r"\s0\d{3}$")  # how DBLP tells namesakes apart
_HAN_ONLY = re.compile(f"[{HAN}·•\\s]+")
_OTHERS = Person(literal="et al.")
_MOST_PARTS = 3


def people(value: str) -> list[Person]:
    """Return the persons and bodies that an author field names, in order.

    Parameters
    ----------
    value
        The field as written, LaTeX and all, without the braces or quotes around it.

    Returns
    -------
    list of Person
        ``and others`` or *et al.* is a person of that literal name.
    """
    value = _without_outer_braces(" ".join(unescaped(value).split()))
    parts = _split(value, _AND)
    inverted = len(parts) > 1 and all(len(_COMMAS.findall(part)) == 1 for part in parts if _HAN.search(part))
    return [one for part in parts for one in _part(part, inverted=inverted)]


@lru_cache(maxsize=20_000)
def _part(part: str, *, inverted: bool) -> tuple[Person, ...]:
    """Return whom the text between two "and" names; ``inverted`` if a comma parts family and given in Chinese ones."""
    part = _HOMONYM.sub("", part)
    if _EXTENDED.match(part):
        return (_extended(part),)
    family, comma, given = part.partition(",")
    if comma and not _UNUSUAL.search(part) and "," not in given and family.count("{") == family.count("}"):
        return (Person(family=_plain(family), given=_plain(given)),)
    more = _ET_AL.search(part)
    whole = part[: more.start()].rstrip(" ,，") if more else part
    found = [_person(name) for name in _singles(whole, alone=not inverted) if name.strip(" ,.，~")]
    return (*found, _OTHERS) if more else (*found,)


def _without_outer_braces(value: str) -> str:
    """Take off braces around a whole list of persons; those around one body protect its name and stay."""
    if not _is_group(value) or not re.search(r"\sand\s", value, re.IGNORECASE):
        return value
    inner = value[1:-1].strip()
    parts = _split(inner, _AND)
    return inner if _is_group(inner) or all(len(_split(part, _COMMA)) == 2 for part in parts) else value  # noqa: PLR2004 - family, given


def _is_group(text: str) -> bool:
    """Whether the braces at both ends are one pair."""
    if text[:1] != "{" or text[-1:] != "}":
        return False
    depth = 0
    for match in re.finditer(_BRACES, text):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end() == len(text)
    return False


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split a text at the separators that stand in no braces; empty parts go."""
    if "{" not in text and "}" not in text:
        return [part for part in separator.split(text) if part.strip()]
    parts, start, depth = [], 0, 0
    for match in separator.finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [part for part in (*parts, text[start:]) if part.strip()]


def _extended(part: str) -> Person:
    """Return a name whose parts BibLaTeX names: ``family=Author, given=Ann, prefix=van``."""
    said = dict(piece.split("=", 1) for piece in _split(part, _COMMA) if "=" in piece)
    parts = {name.strip().lower(): _plain(text.strip().strip('"')) for name, text in said.items()}
    family, given = (
        " ".join(filter(None, (parts.get(name) for name in names)))
        for names in (("prefix", "family"), ("given", "suffix"))
    )
    return Person(family=family, given=given) if family else Person(literal=given)


def _singles(part: str, *, alone: bool) -> Iterator[str]:
    """Yield the names of what stands between two "and": one by rights, a list between semicolons or commas in fact."""
    for name in _split(part, _SEMICOLON) if ";" in part or "；" in part else [part]:
        pieces = _split(name, _COMMA) if re.search("[,，、]", name) else [name]
        if all(_HAN_ONLY.fullmatch(piece) for piece in pieces) and len(pieces) > 1:
            one = joined_han_name(name, alone=alone)
            yield from [one] if one else pieces
        elif len(pieces) > _MOST_PARTS or (len(pieces) == _MOST_PARTS and not _has_suffix(pieces)):
            yield from _paired(pieces)
        else:
            yield name


def _has_suffix(pieces: list[str]) -> bool:
    return any(_SUFFIX.fullmatch(to_text(piece).strip()) for piece in pieces[1:])


def _paired(pieces: list[str]) -> list[str]:
    """Put "Family, F., Family, G." together; a list of whole names stays as it is."""
    if len(pieces) % 2 == 0 and all(_INITIALS.fullmatch(to_text(given).strip()) for given in pieces[1::2]):
        return [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    if all(" " in piece.strip() or _HAN.search(piece) for piece in pieces):
        return pieces
    return [", ".join(pieces)]


def _person(name: str) -> Person:
    """Return one name; what stands in braces is one piece."""
    name = name.strip()
    if _is_group(name):
        return Person(literal=_plain(name))
    parts = _split(name, _COMMA)
    if len(parts) > 1 or (parts and name.rstrip().endswith(",")):
        family, *suffix, given = parts if len(parts) > 1 else (*parts, "")
        if not suffix and _SUFFIX.fullmatch(to_text(given).strip()):
            found = _unmarked(_plain(family))
            return Person(
                family=found.family or found.literal,
                given=" ".join(filter(None, [found.given, _plain(given).rstrip(".")])),
            )
        if suffix and not _SUFFIX.fullmatch(_plain(suffix[-1])):
            suffix, given = [given], suffix[-1]
        first, *behind = map(_plain, [given, *suffix])
        behind = [one.rstrip(".") if _SUFFIX.fullmatch(one) else one for one in behind]
        return Person(family=_plain(family), given=" ".join(filter(None, [first, *behind])))
    words = _split(name, _SPACE)
    if len(words) > 1 and words[-1].startswith("{") and _is_group(words[-1]):
        return Person(family=_plain(words[-1]), given=_plain(" ".join(words[:-1])))
    return _unmarked(_plain(name))


def _unmarked(name: str) -> Person:
    """Return a name without a comma: by BibTeX's rule "First von Last", unless initials behind a family name end it."""
    words = _HOMONYM.sub("", name).split()
    if len(words) < 2 or _HAN.search(name):  # noqa: PLR2004 - a single word has no given name
        return Person(literal=name)
    if _BARE_INITIALS.fullmatch(words[-1]) and not _BARE_INITIALS.fullmatch(words[0]):
        return person(name, family_first=False)
    suffix = words[-1:] if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else []  # noqa: PLR2004 - first, last, suffix
    words = words[: len(words) - len(suffix)]
    start = next((place for place, word in enumerate(words[1:-1], 1) if word in _PARTICLES), len(words) - 1)
    return Person(
        family=" ".join(words[start:]), given=" ".join([*words[:start], *suffix]).removesuffix("."[: len(suffix)])
    )


def _plain(text: str) -> str:
    text = tidy(to_text(text))
    return text if text.isascii() else join_han(text)
