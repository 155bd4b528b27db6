"""How well a word or phrase reads as a name: complete, ending in a noun, saying something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from synth.languages import is_han, join_surfaces, normal_form, normalize, read_lexicon, read_words
from synth.languages.bridge import root

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import LanguageCode, TermMatrix, Token

# Two or three words make the best name.
_BONUS = {1: 0.8, 2: 1.7, 3: 1.8, 4: 1.2}
_LONGEST = 4
_LONGEST_OWN = 3
_LONGEST_HAN = 8
_SHORT_HAN = 2
# What a term counts that never ends a noun phrase, or looks like a verb or an adjective.
_ATTRIBUTE = 0.1
_PARTICIPLE = 0.15
_ADJECTIVE = 0.4
_OPENS_AS_VERB = 0.5
# A bare acronym is a name only for those who know it.
_ACRONYM = 0.5
_LONGEST_ACRONYM = 5
# A word of any field is a label only where nothing else is to be had.
_LITTLE = 0.25
_GENERIC_PHRASE = 0.5
_CUT = 0.7
_HAN_VERBS = ("表明", "认为", "进行", "发现", "显示", "指出", "的", "及", "与", "和")
_HAN_SUFFIXES = ("型", "性", "化", "者", "类", "式", "基于", "及", "与", "于")
_HAN_ADVERBS = ("基于", "面向", "关于", "论")
_VERB = re.compile(r"[a-z]{2,}(?:ed|ly)")
_NO_PARTICIPLE = re.compile(r".*(?:eed|speed|seed|need|bed|feed|weed|family|supply|assembly|anomaly|monopoly|fly)")
_GLUED = re.compile(r"\w\.[A-Z][a-z]")
_MEASURE = re.compile(r"\d+\s?[a-z]{1,2}")
_ADJECTIVAL = re.compile(r"[a-z]{3,}(?:ous|ive|able|ible|ful|less|ic|al|ular|ary|ent|ant)|like|free|specific|wide")
_LEAST_READABLE = 0.2
# A word longer than this is several that lost their blanks.
_LONGEST_WORD = 25


def in_language(term: str, language: LanguageCode) -> bool:
    """Tell whether a term can stand in a text of the language: one with Han characters only in Chinese."""
    return any(is_han(character) for character in term) == (language == "zh")


@lru_cache(maxsize=65536)
def roots_of(term: str) -> frozenset[str]:
    """Return the roots of a term's words, of a Chinese one its characters, so that near-synonyms are seen."""
    return frozenset(term if is_han(term) else map(root, term.split(" ")))


class Shape:
    """What is known of the terms of a corpus as names.

    Parameters
    ----------
    matrix
        The terms and their counts.
    column
        The place of each term.
    """

    def __init__(self, matrix: TermMatrix, column: Mapping[str, int]) -> None:
        self._matrix = matrix
        self._column = column
        sizes = np.array(matrix.sizes, np.intp)
        bonus = np.array([0.0, *(_BONUS[n] for n in range(1, _LONGEST + 1)), 0.0])
        self.bonus: NDArray[np.float64] = bonus[np.minimum(sizes, _LONGEST + 1)]
        seen = np.asarray((matrix.title_counts + matrix.body_counts).sum(axis=0)).ravel()
        # That a word ends a noun phrase is believed the more the oftener it does.
        doubt = np.where(sizes == 1, seen / (seen + 1), 1.0)
        self._heads = _ATTRIBUTE + (1 - _ATTRIBUTE) * np.array(matrix.head_shares, float) * doubt

    def words(self, j: int) -> tuple[int, ...]:
        """Return the columns of a term's words; boilerplate has none."""
        term = self._matrix.terms[j]
        parts = _han_words(term, self._column) if is_han(term) and self._matrix.sizes[j] > 1 else term.split(" ")
        return tuple(self._column[part] for part in parts if part in self._column)

    def says(self, j: int) -> float:
        """Return how much a term says: a word of any field little, a phrase of such words half."""
        generic = read_words("generic")
        if self._matrix.sizes[j] == 1:
            return _LITTLE if is_generic(self._matrix.terms[j], self._matrix.surfaces[j]) else 1.0
        words = self.words(j)
        return _GENERIC_PHRASE if words and all(self._matrix.terms[i] in generic for i in words) else 1.0

    def quality(self, j: int) -> float:
        """Return how good a name a term is: of two or three words, and readable."""
        return float(self.bonus[j]) * self.reads(j)

    def reads(self, j: int) -> float:
        """Return how well a term reads, from 0 to 1: it ends noun phrases, and is complete."""
        return float(self._heads[j]) * readability(self._matrix.terms[j], self._matrix.surfaces[j].split(" "))


@lru_cache(maxsize=65536)
def is_generic(term: str, surface: str) -> bool:
    """Tell whether a single word is one of any field; one in capitals ("METHODS") is looked up as if it had none."""
    known = read_words("generic") | read_words("generic_everywhere") | read_words("generic_particles")
    if surface.isupper() and len(surface) > _LONGEST_ACRONYM:
        plain = normalize(surface.lower())
        return not plain or plain in known | read_words("boilerplate")
    return term in known or surface.lower() in known


def readability(term: str, written: Sequence[str]) -> float:
    """Return how well a term reads, from 0 to 1: a noun phrase that is complete at both ends.

    Parameters
    ----------
    term
        Its normal form.
    written
        Its words as written.
    """
    worth = 1.0
    first, last = written[0].lower(), written[-1].lower().rsplit("-", 1)[-1]
    if is_han(term[0]):
        worth *= _readability_han(term, len(written))
    if _is_participle(last) or term.endswith(_HAN_VERBS):
        worth *= _PARTICIPLE
    elif last not in read_words("nouns_en") and _ADJECTIVAL.fullmatch(last):
        worth *= _ADJECTIVE
    if len(written) > 1 and (first.endswith(("ing", "ly"))):
        worth *= _OPENS_AS_VERB
    if len(written) == 1 and written[0].isupper() and len(written[0]) <= _LONGEST_ACRONYM:
        worth *= _ACRONYM
    if not any(character.isalpha() for character in written[-1]) or _MEASURE.fullmatch(term):
        worth *= _PARTICIPLE
    if term.isascii() and (max(map(len, written)) > _LONGEST_WORD or _GLUED.search(" ".join(written))):
        worth *= _PARTICIPLE
    return worth


def _readability_han(term: str, n_runs: int) -> float:
    """Return how well a Chinese term reads: none begins with a suffix or a word of any text, or has a blank inside."""
    worth = _LITTLE if term.startswith((*_HAN_SUFFIXES, *_HAN_ADVERBS)) or n_runs > 1 else 1.0
    if len(term) > _SHORT_HAN and read_words("generic_particles") & {term[:2], term[-2:]}:
        worth *= _GENERIC_PHRASE
    return worth


def is_noun_phrase(term: str, surface: str) -> bool:
    """Tell whether a term can be what a sentence speaks of: "data suggest" cannot.

    Parameters
    ----------
    term
        Its normal form.
    surface
        How it is written.
    """
    return readability(term, surface.split(" ")) >= _LEAST_READABLE


@lru_cache(maxsize=1)
def _reporting_verbs() -> frozenset[str]:
    """Return the verbs by which authors assert ("suggest"): they end no noun phrase; some others are nouns as well."""
    verbs = read_lexicon("rhetoric")["reporting"]["en"]["verbs"]
    nouns = read_words("boilerplate")
    return frozenset(form for *forms, use, _ in verbs if use == "t" and forms[0] not in nouns for form in forms)


def _is_participle(word: str) -> bool:
    return word in _reporting_verbs() or bool(_VERB.fullmatch(word) and not _NO_PARTICIPLE.fullmatch(word))


@lru_cache(maxsize=8192)
def _cuts(term: str) -> tuple[tuple[str, str], ...]:
    return tuple((term[:end], term[end:]) for end in range(len(term), 1, -1))


def _han_words(term: str, column: Mapping[str, int]) -> list[str]:
    """Part a Chinese phrase into words that the corpus has, longest first from the left, skipping what it has not."""
    parts: list[str] = []
    rest = term
    while rest:
        word = next((head for head, _ in _cuts(rest) if head != term and head in column), rest[:1])
        parts.append(word)
        rest = rest[len(word) :]
    return parts


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a title could lend as a name: its normal and written form, its words, and how well it reads."""

    term: str
    surface: str
    words: tuple[str, ...]
    quality: float


def own_phrases(tokens: Sequence[Token]) -> Iterator[Phrase]:
    """Yield the runs of up to three words of a title that could be a name.

    Parameters
    ----------
    tokens
        The title.
    """
    boilerplate = read_words("boilerplate")
    for end in range(len(tokens), 0, -1):
        closed = _is_boundary(tokens, end, boilerplate)
        for start in range(max(0, end - _LONGEST_OWN), end):
            span = tuple(tokens[start:end])
            if any(token.role != "word" for token in span) or {span[0].text, span[-1].text} & boilerplate:
                continue
            text = normal_form(span)
            if is_han(text) and len(text) > _LONGEST_HAN:
                continue
            worth = (1.0 if closed else _ATTRIBUTE) * (1.0 if _is_boundary(tokens, start - 1) else _CUT)
            worth *= _BONUS[len(span)] * (_LITTLE if len(span) == 1 and is_generic(text, span[0].surface) else 1.0)
            worth *= readability(text, [token.surface for token in span])
            yield Phrase(text, join_surfaces(span), tuple(token.text for token in span), worth)


def _is_boundary(tokens: Sequence[Token], place: int, boilerplate: Container[str] = ()) -> bool:
    """Tell whether no word stands at a place, or one that says nothing."""
    if not 0 <= place < len(tokens):
        return True
    return tokens[place].role != "word" or tokens[place].text in boilerplate
