"""Where terms occur in tokens.

A term in Latin letters occurs where its lemmas follow each other. A term in Han characters is looked for in the text
itself, because a segmenter may cut a word differently in another sentence; a hit that cuts a word at one end and runs
over into its neighbour is none (对策 in 相对|策略).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.languages.scripts import is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from synth.datatypes import Token


def normal_form(tokens: Sequence[Token]) -> str:
    """Return the normal form of adjacent tokens: lemmas apart by a space, Han words by nothing."""
    text = ""
    for token in tokens:
        if token.role == "break":
            continue
        apart = bool(text) and not (is_han(text[-1]) and is_han(token.text[0]))
        text += f" {token.text}" if apart else token.text
    return text


@dataclass(frozen=True, slots=True)
class _Text:
    """Tokens prepared for a search: positions by normal form, Han characters with the token each belongs to."""

    positions: dict[str, list[int]]
    words: list[str]
    han: str
    owner: list[int]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> _Text:
        positions: dict[str, list[int]] = {}
        characters: list[str] = []
        owner: list[int] = []
        for i, token in enumerate(tokens):
            positions.setdefault(token.text, []).append(i)
            shown = token.text if is_han(token.text) else "\n"
            characters.append(shown)
            owner.extend([i] * len(shown))
        return cls(positions, [token.text for token in tokens], "".join(characters), owner)


class TermFinder:
    """Finds any of a fixed set of terms.

    Parameters
    ----------
    terms
        Normal forms, as :func:`normal_form` makes them.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        terms = tuple(terms)
        self._han = tuple(dict.fromkeys(term for term in terms if is_han(term)))
        # By their first words, so that a text is searched for the terms that could begin in it.
        self._latin: dict[str, list[tuple[int, str, tuple[str, ...]]]] = {}
        for order, term in enumerate(dict.fromkeys(term for term in terms if not is_han(term))):
            words = tuple(term.split(" "))
            self._latin.setdefault(words[0], []).append((order, term, words))

    def spans(self, tokens: Sequence[Token]) -> list[tuple[str, int, int]]:
        """Return every occurrence as (term, first token, token after the last), in the order of the terms."""
        if not tokens:
            return []
        text = _Text.of(tokens)
        likely = sorted(entry for word in text.positions for entry in self._latin.get(word, ()))
        found = [(term, *span) for _, term, words in likely for span in _latin_spans(text, words)]
        if not text.han.strip("\n"):
            return found
        return found + [(term, *span) for term in self._han for span in _han_spans(text, term)]


def _latin_spans(text: _Text, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for start in text.positions[words[0]]:
        if tuple(text.words[start : start + len(words)]) == words:
            yield start, start + len(words)


def _han_spans(text: _Text, term: str) -> Iterator[tuple[int, int]]:
    start = text.han.find(term)
    while start >= 0:
        end = start + len(term)
        first, last = text.owner[start], text.owner[end - 1]
        cuts = (start > 0 and text.owner[start - 1] == first) or (end < len(text.owner) and text.owner[end] == last)
        if first == last or not cuts:
            yield first, last + 1
        start = text.han.find(term, end)


def is_fragment(term: str, phrase: str) -> bool:
    """Tell whether a term is a part of a phrase, or the phrase itself."""
    return term in phrase if is_han(term) else f" {term} " in f" {phrase} "
