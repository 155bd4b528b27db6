"""The authors that one cell of a table names, in the manners of the databases."""

from __future__ import annotations

import re

from synth.datatypes import Person
from synth.readers.names import joined_han_name
from synth.readers.text import HAN, unescaped

_NOBODY = re.compile(
    r"\[?(?:no author name available|no authors? listed|anonymous|anon|佚名|no author id available)\.?\]?",
    re.IGNORECASE,
)
_ID = re.compile(
    r"\s*[(\[](?:\d[\d-]{6,20}X?|https?://orcid\.org/[\dX-]{1,30}|ORCID:?[^()\[\]]{0,60})[)\]]", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*[;；|\n]\s*(?:and\s|&\s)?")
_AND = re.compile(r",?\s(?:and|&)\s")
_COMMA = re.compile(r"\s*[,，、]\s*")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s-]?){1,4}(?:\s?(?:Jr|Sr|II|III)\.?)?")
_WITH_INITIALS = re.compile(r"\S.{0,80}?\s(?:[^\W\d_a-z]\.?-?){1,5}(?:,? (?:Jr|Sr|II|III)\.?)?")
_HAN_NAMES = re.compile(rf"[{HAN}]{{2,4}}(?:[\s\u3000]+[{HAN}]{{2,4}})+")
_GLUE = re.compile(
    r"(?<=[^\W\d_A-ZÀ-Þ.'’-])(?<!Mc)(?<!Mac)(?<!De)(?<!Di)(?<!Le)(?<!La)(?<!Van)(?<!Fitz)(?=[A-ZÀ-Þ][^\W\d_A-Z.'’]*[\s.'’-])"
)
_OWN = re.compile(r"\s*(\{[^{}]*\}|[^;{}]+)\s*(?:;|$)")


def author_names(text: str) -> list[str]:
    """Return the names in a cell, one a string.

    Parameters
    ----------
    text
        Names between semicolons, bars, line ends, "and" or commas: ``Gao X., Ni W.``, ``Liu F.; Li C.``,
        ``Smith, J., Jones, K.`` or ``张三 李四``; numbers of authors in brackets are left out. A last name of
        "others" stands for those that an ellipsis leaves out.
    """
    text = _ID.sub("", unescaped(text)).strip(" ;,，；|\n")
    if text.endswith(("…", "...")):
        return [*author_names(text.rstrip("….")), "others"]
    if _HAN_NAMES.fullmatch(text):
        names = text.split()
    elif _BETWEEN.search(text):
        names = _BETWEEN.split(text)
    else:
        names = [name for part in _AND.split(text) for name in _at_commas(part)]
    names = [name.strip(" ,，") for name in names if name.strip(" ,，.;")]
    return [name for name in names if not _NOBODY.fullmatch(name)]


def _at_commas(text: str) -> list[str]:
    """Split where commas stand between names, not between a family name and a given one."""
    pieces = [piece for piece in _COMMA.split(text) if piece]
    if len(pieces) < 2 or text.startswith("{") or joined_han_name(text, alone=True):  # noqa: PLR2004 - nothing to split
        return [text]
    chinese = bool(re.match(f"[{HAN}]", pieces[1]))
    if not chinese and all(_INITIALS.fullmatch(piece) for piece in pieces[1::2]) and len(pieces) % 2 == 0:
        return [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    if sum(bool(_WITH_INITIALS.fullmatch(piece)) for piece in pieces) * 2 > len(pieces):
        return pieces
    if all(" " in piece or re.match(f"[{HAN}]", piece) for piece in pieces):
        return pieces
    if len(pieces) > 2 and "，" not in text and len(pieces) % 2 == 0:  # noqa: PLR2004 - Family, Given, Family, Given
        return [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    return [text]


def glued_names(text: str) -> list[str]:
    """Return names that stand together without a separator, as Springer has them: ``Zhiyong ChengYu Li``.

    Parameters
    ----------
    text
        The names, given name first.
    """
    names: list[str] = []
    for piece in _GLUE.split(text):
        if names and " " not in names[-1].strip():  # half a name: the capital was one inside it
            names[-1] += piece
        else:
            names.append(piece)
    return [name.strip() for name in names if name.strip()]


def own_names(text: str) -> list[Person | str]:
    """Return the names in a cell that this program wrote: ``Family, Given; {Whole name}; 张三``.

    Parameters
    ----------
    text
        Names between semicolons; one in braces is a whole name, and may hold any sign but braces.
    """
    return [_own(match[1].strip()) for match in _OWN.finditer(text) if match[1].strip()]


def _own(name: str) -> Person | str:
    if name.startswith("{"):
        return Person(literal=name[1:-1])
    family, comma, given = name.partition(",")
    return Person(family=family.strip(), given=given.strip()) if comma else name
