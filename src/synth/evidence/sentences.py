"""An abstract as sentences, each with its place and what its heading says it does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from synth.languages import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

# A stop ends a sentence where a blank and a beginning follow, unless an abbreviation or an initial stands before it.
_LATIN_STOP = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*(?:[A-Z\u0370-\u03ff]|(?<!\d\.\s)\d))")
_HAN_STOP = re.compile(r"[。！？；][”’」』）)]*|(?<=[\u3400-\u9fff％%）)])[.;](?=[\s\u3400-\u9fff（(【\[]|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|etc|cf|vs|viz|approx|ca|resp|fig|figs|eq|eqs|ref|refs|sec|no|nos|vol|pp|ed|eds|dr|mr|mrs|"
    r"ms|prof|st|jr|sr|inc|ltd|co|corp|dept|univ|sp|spp|subsp|var|gen|min|max|avg|temp|wt|i\.v|i\.p|p\.o|u\.s|u\.k|"
    r"ph\.d|a\.m|p\.m|ave|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)|(?:^|[\s(])(?-i:[A-Z])(?:\.-?[A-Z])*)\.$",
    re.IGNORECASE,
)
# "N." before one of these is the end of a sentence; before a name it is an initial.
_BEGINNING = re.compile(r"\s+(?:A|An|The|In|We|This|These|It|Our|For|To|At|By|If|When)\b")
_SPACE = re.compile(r"\s*")
_BLANKS = " \t\r\n\u3000"
# How much text before a stop is looked at for an abbreviation.
_LOOK_BACK = 12
# No stop at the end, or an ellipsis, or a decimal that was cut behind its point.
_BREAKS_OFF = re.compile(r"(?:[^.!?。！？；;”\"’')）]|…|\.\.\.|[\u3400-\u9fff]\s*\d+\.)$")
# Headings without a colon are believed where an abstract has so many of them.
_BARE_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, ``text[start:end]`` of an abstract: its place in it from 0 to 1 and its heading's role.

    ``heading`` is "" under a heading for background and ``None`` where no heading stands above it. ``whole`` is false
    of a sentence that breaks off.
    """

    start: int
    end: int
    place: float
    heading: str | None
    whole: bool


def split_abstract(text: str) -> tuple[Sentence, ...]:
    """Split an abstract into sentences.

    Parameters
    ----------
    text
        The abstract as the record has it, in either language.

    Returns
    -------
    tuple of Sentence
        In reading order, without the headings of a structured abstract.
    """
    found: list[Sentence] = []
    role: str | None = None
    colon, bare = _headings()
    believed = len(bare.findall(text)) >= _BARE_HEADINGS
    for first, end in _pieces(text):
        start = first
        match = colon.match(text, start, end) or (bare.match(text, start, end) if believed else None)
        if match:
            role = _role_of(match["heading"])
            start = _SPACE.match(text, match.end(), end).end()  # type: ignore[union-attr]  # it matches nothing at least
        if start < end:
            found.append(Sentence(start, end, start / len(text), role, not _BREAKS_OFF.search(text, start, end)))
    return tuple(found)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the beginning and end of each sentence, without white space around it."""
    start = 0
    for end in [*_stops(text), len(text)]:
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip(_BLANKS))
        last = start + len(piece.rstrip(_BLANKS))
        if first < last:
            yield first, last
        start = end


def _stops(text: str) -> list[int]:
    latin = [
        match.end()
        for match in _LATIN_STOP.finditer(text)
        if _BEGINNING.match(text, match.end())
        or not _ABBREVIATION.search(text[max(0, match.start() - _LOOK_BACK) : match.start() + 1])
    ]
    return sorted({*latin, *(match.end() for match in _HAN_STOP.finditer(text))})


@cache
def _headings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a heading: marked as one, or a bare word before a sentence that begins anew."""
    words = [pattern for patterns in read_lexicon("rhetoric")["headings"].values() for pattern in patterns]
    any_of = "|".join(sorted(words, key=lambda word: (-len(word), word)))
    colon = re.compile(
        rf"[【\[［(（]?\s*(?P<heading>{any_of})\s*(?:[】\]］)）]\s*[:：]?|[:：]|(?-i:(?<=[A-Z])\.(?=\s|$))|(?<=[\u4e00-\u9fff])\s+)",
        re.IGNORECASE,
    )
    bare = re.compile(rf"(?<![\w,])(?=[A-Z])(?P<heading>(?i:{any_of}))(?:\.|(?=\s+[A-Z][\w-]*[\s,]))(?=\s)")
    return colon, bare


@cache
def _role_of(heading: str) -> str:
    """Return the role that a heading gives."""
    for role, patterns in read_lexicon("rhetoric")["headings"].items():
        if any(re.fullmatch(pattern, heading, re.IGNORECASE) for pattern in patterns):
            return str(role)
    return ""
