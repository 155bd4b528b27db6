"""English glosses of Chinese terms, so that records of both languages share one space of terms.

Three sources, each before the next: what the corpus itself taught (:mod:`synth.languages.bilingual`), a list of
research terms of our own (``wordlists/field_terms.tsv``), and CC-CEDICT (``models/glosses.tsv.gz``). A compound that
none of them has is glossed by its parts, longest first. Nothing is read before the first Chinese word is asked for.
"""

from __future__ import annotations

import gzip
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from synth.languages import english
from synth.languages.scripts import is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from synth.datatypes import Token

Gloss = tuple[tuple[str, float], ...]

NOTHING_LEARNED: Mapping[str, Gloss] = MappingProxyType({})
_SHORTEST_PART = 2
_LONGEST_TERM = 10


def gloss(word: str, learned: Mapping[str, Gloss] = NOTHING_LEARNED) -> Gloss:
    """Gloss a term.

    Parameters
    ----------
    word
        A Chinese word or compound, in simplified or traditional characters, or a term in Latin letters as counted.
    learned
        Glosses that take precedence, as :func:`synth.languages.bilingual.learn_glosses` gives them.

    Returns
    -------
    tuple of (str, float)
        English lemmas and their weights, heaviest first, which sum to 1; a term in Latin letters is its own gloss.
        Empty where nothing is known.
    """
    if not is_han(word):
        return ((word, 1.0),) if word else ()
    whole = learned.get(word) or _known(word)
    return whole or _of_parts(word, learned)


def terms(tokens: Sequence[Token], learned: Mapping[str, Gloss] = NOTHING_LEARNED) -> Iterator[tuple[str, int]]:
    """Yield a text's words, adjacent Chinese ones that make a known term together, each with its number of words."""
    i = 0
    while i < len(tokens):
        end = _end_of_term(tokens, i, learned)
        n_words = sum(token.role == "word" for token in tokens[i:end])
        if n_words:
            yield "".join(token.text for token in tokens[i:end]), n_words
        i = end


def _end_of_term(tokens: Sequence[Token], start: int, learned: Mapping[str, Gloss]) -> int:
    """Return where the longest known term that starts at a token ends; after that token where there is none."""
    end, text = start + 1, tokens[start].text
    if not is_han(text):
        return end
    for i in range(start + 1, len(tokens)):
        if not is_han(tokens[i].text) or len(text) + len(tokens[i].text) > _LONGEST_TERM:
            break
        text += tokens[i].text
        if text in learned or text in _field_terms() or text in _dictionary():
            end = i + 1
    return end


# ------------------------------------------------------------------------------------------------------ where to look


@lru_cache(maxsize=65536)
def _known(word: str) -> Gloss:
    """Look a word up as a whole, a traditional one by its simplified characters."""
    written = _field_terms().get(word)
    if written is not None:
        return weigh(
            [token.text for token in english.tokens(one) if token.role == "word"] for one in written.split(";")
        )
    listed = _dictionary().get(word, "")
    if listed and not listed.startswith("="):
        return weigh(one.split(" ") for one in listed.split(";"))
    simplified = "".join(_simplified(character) for character in word)
    return () if simplified == word else _known(simplified)


def _simplified(character: str) -> str:
    listed = _dictionary().get(character, "")
    return listed[1:] if listed.startswith("=") else character


def _of_parts(word: str, learned: Mapping[str, Gloss]) -> Gloss:
    """Gloss a compound by the known words in it, from the left, each as long as can be."""
    counts: Counter[str] = Counter()
    start = 0
    while start < len(word):
        for end in range(min(len(word), start + _LONGEST_TERM), start + _SHORTEST_PART - 1, -1):
            part = word[start:end]
            if found := learned.get(part) or _known(part):
                counts.update(dict(found))
                start = end
                break
        else:
            start += 1
    return scale(counts)


def weigh(renderings: Iterable[Sequence[str]]) -> Gloss:
    """Weigh the lemmas of several renderings: each rendering counts the same, whatever its length."""
    counts: Counter[str] = Counter()
    for lemmas in renderings:
        counts.update({lemma: 1 / len(lemmas) for lemma in lemmas})
    return scale(counts)


def scale(counts: Mapping[str, float]) -> Gloss:
    """Make weights sum to 1, heaviest first."""
    total = sum(counts.values())
    return tuple((lemma, weight / total) for lemma, weight in sorted(counts.items(), key=lambda item: -item[1]))


@cache
def _field_terms() -> dict[str, str]:
    """Read the list of research terms: Chinese to English as written."""
    text = files("synth").joinpath("wordlists", "field_terms.tsv").read_text("utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines() if not line.startswith("#"))


@cache
def _dictionary() -> dict[str, str]:
    """Read the dictionary: Chinese to glosses, apart by semicolons, of lemmas; see ``models/build_glosses.py``."""
    packed = files("synth").joinpath("models", "glosses.tsv.gz").read_bytes()
    return dict(line.split("\t", 1) for line in gzip.decompress(packed).decode("utf-8").splitlines())
