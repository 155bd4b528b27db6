"""Tell how likely it is that the rules for Chinese styles read a reference right.

The rules have no odds of their own; what the fields look like has. The weights follow from the share of references
with each sign that were read right, in public sets of such styles: signs that a field holds a part of another one
are rare, and most of those references were read wrong, so each alone brings one below the threshold of a doubtful
record.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from synth.readers.freetext.byline import can_be_names
from synth.readers.names import is_han_name
from synth.readers.text import HAN, shape

if TYPE_CHECKING:
    from synth.readers.freetext.parsed import ParsedCitation

_BASE = 3.6
_MOST = 4.0  # doubt, so that any sign of a reference counts for more than none
_NOTHING = 0.3  # the confidence in a line without any sign of a reference
_PERIODICALS = frozenset(("J", "N"))
_HAN = re.compile(f"[{HAN}]")
_STOP = re.compile(r"\.\s?\S")
_SENTENCE_END = re.compile(r"[a-z]{3}\. [A-Z]|\?")
_BRACKET = re.compile(r"[\[\]]")
_OPENS_WITH_NAME = re.compile(rf"([{HAN}]{{2,4}})\s?[:,]\s?\S")
_FIRST_NAME = re.compile(rf"([{HAN}]{{2,3}})[,，]")
_PARTED = re.compile(rf"[{HAN}][,，]")
_IMPRINT_IN_TITLE = re.compile(r"(?:出版社|书[局店]|印书馆)$|\d{4}-\d\d?-\d\d?|pp\s?\d")
_ODD_CONTAINER = re.compile(
    rf"://|(?<![\d:])\d{{5,6}}(?![\d.])|\b[Vv]ol$|:\s?卷$|,\s[Vv]ol\b|^[见載载](?![^,]{{0,2}}$)"
    rf"|^[A-Z][\w-]+ [A-Z]{{1,2}},\s|[{HAN}]\.\s?[{HAN}]"
    r"|[a-z][A-Z][a-z]+[^.]{0,80}?\b(?:Press|Publish\w*|Publications|Verlag)\b"
)
_ODD_PUBLISHER = re.compile(r"[\[\]《]|\d{4}|://|^No\.")


def confidence_by_rules(parsed: ParsedCitation, *, mark: str, sure: bool) -> float:
    """Return the confidence in the fields that the rules read, from 0 to 1.

    Parameters
    ----------
    parsed
        The fields.
    mark
        The mark of the type without its medium, or nothing.
    sure
        Whether all the names have the form of a person's name.
    """
    if not parsed.structured:
        return _NOTHING
    doubt = sum(weight for weight, found in _doubts(parsed, mark, sure=sure) if found)
    return round(1 / (1 + math.exp(min(doubt, _MOST) - _BASE)), 3)


def _doubts(parsed: ParsedCitation, mark: str, *, sure: bool) -> list[tuple[float, bool]]:
    """Return what speaks against a reading, with its weight, and whether it is so."""
    title, container = shape(parsed.title), shape(parsed.container)
    stop = bool(_STOP.search(_SENTENCE_END.sub("", title)))
    name = None if parsed.authors else _OPENS_WITH_NAME.match(title)
    return [
        (0.9, not mark),
        (0.9, not mark and not parsed.authors),
        (0.7, parsed.year is None),
        (0.5, not container and not parsed.publisher and mark not in {"P", "S", "EB", "DB", "DS"}),
        (0.4, bool(parsed.authors) and not sure),
        (2.6, mark in _PERIODICALS and not container),
        (1.3, stop and bool(parsed.authors)),
        (2.8, stop and not parsed.authors and bool(_HAN.search(title))),
        (1.0, bool(_BRACKET.search(title))),
        (2.8, name is not None and is_han_name(name[1])),
        (3.0, bool(_IMPRINT_IN_TITLE.search(title))),
        (3.0, bool(_ODD_CONTAINER.search(container)) or _is_names(parsed.container)),
        (3.0, bool(_ODD_PUBLISHER.search(shape(parsed.publisher)))),
    ]


def _is_names(container: str) -> bool:
    """Whether a container is a list of names, or begins with one, that are no part of it."""
    first = _FIRST_NAME.match(container)
    return bool(first and is_han_name(first[1])) or (bool(_PARTED.search(container)) and can_be_names(container))
