"""Where the clauses of a reference end: stops and commas that no bracket, quote or abbreviation hides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.readers.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSERS = {"(": ")", "[": "]", "《": "》", "〈": "〉", "“": "”", "「": "」", "『": "』", "«": "»"}
# A stop ends a clause before a space, a bracket or quote, a Chinese character or the end; not in "2.0" or "F.2d".
_YEAR = r"(?:19|20)\d\d(?!\d)"
_STOP = re.compile(
    rf"\.(?=\s|$|[(\[《〈“\"{HAN}]|//)|(?<=[{HAN}»”\])])\.(?=[A-Z\d])|\.(?={_YEAR})|(?<=[a-z]{{3}})\.(?=[A-Z][a-z])"
)

_WORDS = (
    r"(?:vs|[Nn]os?|pp?|[Vv]ols?|[Ee]xec|[Aa]mend|Const|et al|[Cc]f|e\.g|i\.e|[Ff]igs?|U\.S|St|Dr|Mr|Mrs|Jr|Sr"
    r"|Inc|Ltd|Co|Corp|Univ|Dept|Proc|Trans|Ph\.D|Ch|Sec|Art|Nr|approx|Bros)"
)
ABBREVIATED = re.compile(rf"(?<![^\W\d_]){_WORDS}$")
_INITIAL_OR_ABBREVIATION = re.compile(rf"(?<![^\W_])(?:[A-Za-zÀ-ž]|{_WORDS})$")
_IN_NUMBER = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LONGEST_ABBREVIATION = 8
_FARTHEST_CLOSER = 400


def stops(outline: str, start: int = 0) -> list[int]:
    """Return the stops that end a clause, in a text of ASCII shape."""
    return [place for place in _outside(outline, start, ".") if _ends_clause(outline, start, place)]


def commas(outline: str, start: int = 0) -> list[int]:
    """Return the commas that no bracket or quote encloses and that are in no number, in a text of ASCII shape."""
    return [place for place in _outside(outline, start, ",") if not _IN_NUMBER.match(outline, place)]


def closer(outline: str, start: int) -> int:
    """Return the place of the bracket or quote that closes the one at ``start``, or -1."""
    opening = outline[start : start + 1]
    if opening == '"':
        return outline.find('"', start + 1)
    if opening not in CLOSERS:
        return -1
    depth = 0
    for place in range(start, len(outline)):
        if outline[place] == opening:
            depth += 1
        elif outline[place] == CLOSERS[opening]:
            depth -= 1
            if depth == 0:
                return place
    return -1


def _outside(outline: str, start: int, mark: str) -> Iterator[int]:
    """Yield the places of a mark outside brackets and quotes; an opening one that is never closed does not count."""
    expected: list[str] = []
    straight = False
    for place in range(start, len(outline)):
        character = outline[place]
        if character == '"':
            straight = not straight and outline.find('"', place + 1, place + _FARTHEST_CLOSER) > 0
        elif expected and character == expected[-1]:
            expected.pop()
        elif character in CLOSERS and outline.find(CLOSERS[character], place, place + _FARTHEST_CLOSER) > 0:
            expected.append(CLOSERS[character])
        elif character == mark and not expected and not straight:
            yield place


def _ends_clause(outline: str, start: int, place: int) -> bool:
    if not _STOP.match(outline, place):
        return False
    before = outline[max(start, place - _LONGEST_ABBREVIATION) : place]
    return place == len(outline.rstrip()) - 1 or not _INITIAL_OR_ABBREVIATION.search(before)
