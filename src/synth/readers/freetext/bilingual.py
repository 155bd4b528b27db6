"""Part a reference that is printed twice, in Chinese and in English, into its two versions."""

from __future__ import annotations

import re
from typing import NamedTuple

from synth.readers.freetext.imprint import MARK
from synth.readers.freetext.locators import YEAR
from synth.readers.text import HAN, shape

_HAN = re.compile(f"[{HAN}]")
_IN_CHINESE = re.compile(
    r"[.,\s]?\s?[(\[]\s?in Chinese(?: with (?:an )?English (?:abstract|summary))?\s?[)\]]", re.IGNORECASE
)
_OPENERS = {")": "(", "]": "["}
_SHORTEST = 20  # characters of a whole reference
_FEW = 6  # letters, in what is left of a version without names and title
_WORDS = 6  # of a whole reference in English
_LATIN_NEXT = re.compile(r"(?<=[\d)\]])\s?[.;]?\s+(?=[A-Z][A-Za-z'-]+[ ,])|(?<=[\d)\]])[.;](?=[A-Z][a-z]+[ ,])")
_HAN_NEXT = re.compile(rf"(?<=[\d)\]])\s?[.;]?\s+(?=[{HAN}]{{2}})")
_REPEATED = 10  # characters of the beginning that come again where a style prints the same version twice


class Versions(NamedTuple):
    """The version to read, the Chinese one where there is one, and the one in the other language or nothing."""

    main: str
    other: str = ""


def split_versions(text: str) -> Versions:
    """Return the versions of a reference in brackets behind each other, or one after the other."""
    text = _IN_CHINESE.sub("", text).strip()
    outline = shape(text)
    return _bracketed(text, outline) or _in_a_row(text, outline) or Versions(text)


def _bracketed(text: str, outline: str) -> Versions | None:
    """Part a version in brackets at the end from the one before it."""
    end = len(outline.rstrip(" .;")) - 1
    opening = _opening(outline, end)
    inner, outer = text[opening + 1 : end].strip(), text[: max(opening, 0)].strip()
    if opening >= 0 and sum(map(str.isalpha, outer)) < _FEW < sum(map(str.isalpha, inner)):
        return Versions(inner)
    if opening < 0 or len(inner) < _SHORTEST or not _is_reference(shape(inner)):
        return None
    if not _HAN.search(outer) and (_HAN.search(inner) or not _is_reference(shape(outer))):
        return Versions(inner, outer if _is_reference(shape(outer)) else "")
    if _HAN.search(inner):
        return Versions(max(outer, inner, key=len))
    return Versions(outer, inner if _HAN.search(outer) else "")


def _opening(outline: str, end: int) -> int:
    """Return the place of the bracket that the one at ``end`` closes, or -1."""
    closing = outline[end : end + 1]
    if closing not in _OPENERS:
        return -1
    depth = 0
    for place in range(end, -1, -1):
        depth += (outline[place] == closing) - (outline[place] == _OPENERS[closing])
        if depth == 0:
            return place
    return -1


def _is_reference(outline: str) -> bool:
    return bool(MARK.search(outline) or (re.search(YEAR, outline) and re.search(r"\.\s?\S|[》》]", outline)))


def _in_a_row(text: str, outline: str) -> Versions | None:
    """Part two versions that follow each other without a bracket."""
    again = outline.find(outline[:_REPEATED], _REPEATED) if len(outline) > 2 * _SHORTEST else -1
    if again > _SHORTEST and _HAN.search(outline[:_REPEATED]):
        return Versions(text[:again].strip())
    han = [match.start() for match in _HAN.finditer(outline)]
    if not han:
        return None
    cut = _LATIN_NEXT.search(outline, han[-1])
    if cut and _complete(outline[: cut.start()]) and _complete(outline[cut.end() :], words=_WORDS):
        return Versions(text[: cut.start()], text[cut.end() :])
    cut = _HAN_NEXT.search(outline)
    if (
        cut
        and han[0] >= cut.end()
        and _complete(outline[: cut.start()], words=_WORDS)
        and _complete(outline[cut.end() :])
    ):
        return Versions(text[cut.end() :], text[: cut.start()])
    return None


def _complete(outline: str, *, words: int = 0) -> bool:
    return bool(re.search(YEAR, outline)) and len(re.findall(r"[A-Za-z]{2,}", outline)) >= words
