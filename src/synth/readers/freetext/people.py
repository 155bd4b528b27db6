"""Split a stretch of text that is known to be a list of authors or editors into people."""

from __future__ import annotations

import re

from synth.datatypes import Person
from synth.readers.names import order_of, person
from synth.readers.text import shape

_OTHERS = re.compile(
    r"[\s,.;&]*(?:\band\s)?(?:\bet\.?\s?al(?:ii|\b)|\b(?:and|&)\sothers\b|\bet\scoll\b|\bu\.\s?a\.|…|\.\s?\.\s?\.)[\s.,;]*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"[\s,;]*[(\[]?\s?\b(?:eds?\b|editors?\b|hrsg\b|hg\b|dirs?\b|coords?\b|comps?\b|compilers?\b|red\b|éds?\b|trans\b)\.?"
    r"\s?[)\]]?[\s.,;:]*(?=$|[,;&]|and\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^[\s(\[]*(?:(?:in|dans|en)\b\s?:?\s|by\s|edited\sby\s|eds?\.\s(?:by\s)?|with\s)*", re.IGNORECASE
)
_STRONG = re.compile(
    r"\s*[;|]\s*(?:(?:and|&)\s)?|,?\s+(?:and|und|et|og|och|with|&|y|e|i)\s+|\s*,?\s*&\s*|\s/\s|\s[–—-]\s"
)
_COMMA = re.compile(r"\s*,\s*")
_UPPER = "[^\\W\\d_a-zß-öø-ÿ]"
_INITIALS = re.compile(
    rf"(?:{_UPPER}[a-z]?\.\s?-?\s?|{_UPPER}(?=[\s-]|$)[\s-]?){{1,5}}"
    r"(?:\s?(?:van|von|de|der|den|da|di|du|la|le|jr|sr)\.?){0,3}"
    rf"|{_UPPER}{{2,4}}\.?",
)
_SUFFIX = re.compile(r"(?:Jr|Sr|Jnr|Snr|I{2,3}|IV)\.?", re.IGNORECASE)
_PARTICLE = (
    r"(?:[Vv]an|[Vv]on|[Dd]e[rnls]?|[Dd]el|[Dd]ella|[Dd][aiou]|[Dd]os|[Ll][aeo]|[Ee]l|[Aa]l|[Tt]e[rn]|[Zz]u[rm]?|[Bb]in"
    r"|St\.?|'t)"
)
_FAMILY_ONLY = re.compile(rf"(?:{_PARTICLE}\s){{0,3}}[^\s.]+(?:\s(?:{_PARTICLE}\s)?[^\s.]{{3,}})?")
_BODY = re.compile(
    r"\b(?:organi[sz]ations?|department|dept|minist\w+|commission|committee|universi\w+|institut\w*|associations?|bank|council"
    r"|agency|society|office|bureau|cent(?:er|re)s?|foundation|federation|government|administration|authority|team|group|press"
    r"|unions?|united|nations|european|corporation|corp|inc|ltd|llc|gmbh|board|networks?|consortium|academy|collaborations?"
    r"|investigators|service|company|college|school|hospital|library|museum|program(?:me)?|taskforce|force|national|world"
    r"|international|federal|republic|states|congress|parliament|court|laborator\w+|conseil|ministère|comité)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"[\s\-_–—.]*|\W*(?:anon(?:ymous)?|n\.\s?n)\W*", re.IGNORECASE)
_BRACKETED = re.compile(r"\s\(([^\W\d_a-z]\.(?:[\s-]?[^\W\d_a-z]\.)*)\)")
_SHORT_FAMILY = re.compile(rf"(?:{_UPPER}\.[\s-]?)+{_UPPER}[^\W\d_]\.")  # Q. Le.
_LAST_STOP = re.compile(r",[^,]*[^\W\d_]{2}\s[^\W\d_a-z]{1,4}\.$")
_EDGE = " ,;:&*()[]"


def split_people(text: str) -> tuple[tuple[Person, ...], bool]:
    """Split a list of names.

    Parameters
    ----------
    text
        The list, with the punctuation and the words around it.

    Returns
    -------
    tuple
        The people in order, and whether the text speaks of others ("et al.").
    """
    bare = _OTHERS.sub(" , ", text)
    more = bare != text
    if more:
        bare = ", ".join(piece for piece in map(str.strip, bare.split(",")) if piece)
    bare = _BRACKETED.sub(r", \1", bare)  # the French way: Smith (J.)
    bare = _ROLE.sub(" ", _LEADING.sub("", bare)).strip(_EDGE)
    if _LAST_STOP.search(bare) and bare.count(".") == 1:
        bare = bare[:-1]  # of names without stops, the last has that of the list
    if _NOBODY.fullmatch(bare):
        return (), more
    if _is_body(bare):
        return (Person(literal=bare.rstrip(" .,;:") if not bare.endswith(("Inc.", "Ltd.")) else bare),), more
    names = [name for group in _STRONG.split(bare) for name in _in_group(group.strip(_EDGE))]
    family_first = order_of(names) >= 0
    people = [
        Person(literal=name) if _is_body(name) else person(_unstopped(name), family_first=family_first)
        for name in names
        if any(character.isalpha() for character in name)
    ]
    return tuple(people), more


def _is_body(text: str) -> bool:
    """Whether a text names an organisation: it has a word that such names have, and no initials."""
    if re.search(r"(?<![^\W\d_])[^\W\d_a-z]\.(?!\w\.)", text.replace("U.S.", "US").replace("U.K.", "UK")):
        return False
    return bool(_BODY.search(text)) or (text.isupper() and " " not in text and 2 < len(text) < 8)  # noqa: PLR2004 - an acronym


def _unstopped(name: str) -> str:
    """Drop a stop after a word, but none after an initial."""
    if _SHORT_FAMILY.fullmatch(name):
        return name.rstrip(".")
    return name.rstrip(".") if re.search(r"[^\W\d_]{3}\.$", name[-4:]) and not re.search(r"\b[JS]r\.$", name) else name


def _in_group(group: str) -> list[str]:
    """Return the names between two strong separators, where a comma may part names or a family from a given name."""
    pieces = [piece for piece in _COMMA.split(group) if piece]
    names: list[str] = []
    index = 0
    while index < len(pieces):
        name = pieces[index]
        following = pieces[index + 1] if index + 1 < len(pieces) else ""
        if following and _takes(name, following, last=index + 2 == len(pieces), first=not names):
            name = f"{name}, {following}"
            index += 1
            following = pieces[index + 1] if index + 1 < len(pieces) else ""
        if following and _SUFFIX.fullmatch(following):
            name += f" {following}" if "," not in name else f", {following}"
            index += 1
        names.append(name)
        index += 1
    return names


def _takes(name: str, following: str, *, first: bool, last: bool) -> bool:
    """Whether a piece is a family name and the next one the given name to it."""
    outline = shape(name)
    if _INITIALS.fullmatch(shape(following)) and not _SUFFIX.fullmatch(following):
        return not re.search(rf"(?:^|\s){_UPPER}\.|\s{_UPPER}{{1,2}}$", outline)
    if not _FAMILY_ONLY.fullmatch(outline):
        return False
    words = following.split()
    single = " " not in outline or bool(re.match(rf"{_PARTICLE}\s", outline))
    return single and (first or last or len(words) == 1) and not _SUFFIX.fullmatch(following)
