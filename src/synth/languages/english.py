"""English, and any other text that is not Han: spaCy's tokenizer with lookup lemmas.

spaCy splits every stretch without white space for itself, so each distinct one is split once and kept. The tokens made
of them are kept too, and shared by all texts.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, starmap
from typing import TYPE_CHECKING

from synth.datatypes import Token, TokenRole
from synth.languages.wordlists import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokenizer import Tokenizer

# spaCy's tokenizer is quadratic in the length of a run without spaces (its issue 4362); words are far shorter.
_LONG_RUN = re.compile(r"\S{64}")
# As spaCy cuts: one blank belongs to the stretch before it, all other white space is a piece of its own.
_STRETCHES = re.compile(r"(\S+)( ?)|\s+")
# What spaCy is known to part into numbers and single characters: the marks of Chinese titles, none of which makes a
# smiley with another (as ":" and "3" do), around a year or the like; and any one character.
_MARKED_NUMBER = re.compile(r"[—“”《》、:,?!]*(?:[0-9]{2,}[—“”《》、:,?!]*)?|.")
_NUMBER_OR_CHARACTER = re.compile(r"[0-9]+|.")
# More than the distinct stretches of 100,000 titles; in a larger pile the rare ones are split again.
_KEPT = 2**17
_ACRONYM = re.compile(r"[A-Z][A-Z0-9.&-]+s?")
_NUMBER = re.compile(r"[\d.,%]*\d[\d.,%]*")
_LETTER = re.compile(r"[^\W\d_]")
_WORD_JOINERS = frozenset("-‐‑'’")
_TITLE_CASE_SHARE = 0.6


@cache
def _tokenizer() -> Tokenizer:
    from spacy.lang.en import English  # noqa: PLC0415 - heavy: only texts that are not Han need it
    from spacy.vocab import Vocab  # noqa: PLC0415 - as above

    # The bare vocabulary computes no attributes of words that nobody reads.
    return English(vocab=Vocab()).tokenizer


@cache
def _lemmas() -> Mapping[str, str]:
    # spaCy's own table hashes every key in Python, and finding it searches all that is installed.
    packed = files("spacy_lookups_data").joinpath("data", "en_lemma_lookup.json.gz").read_bytes()
    lemmas: dict[str, str] = json.loads(gzip.decompress(packed))
    return lemmas


@cache
def _stop_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS  # noqa: PLC0415 - heavy: only texts that are not Han need it

    return frozenset(STOP_WORDS) | read_words("stop_en")


def tokens(text: str) -> list[Token]:
    """Tokenise a run of text without Han characters.

    Parameters
    ----------
    text
        The run; may hold punctuation, digits and any alphabet.

    Returns
    -------
    list of Token
        Lower-case lookup lemmas with their written forms. Hyphens and apostrophes between words become glue.
    """
    found: list[Token] = []
    pieces = list(_pieces(text))
    glue, prefix = "", ""
    for i, (written, blank) in enumerate(pieces):
        if not written:
            glue = " "
            continue
        if written in _WORD_JOINERS and not blank and 0 < i < len(pieces) - 1:
            # "e-learning" is one word: its first letter says nothing alone, and its rest says too little.
            if found and found[-1].surface.isalpha() and len(found[-1].surface) == 1 and not pieces[i - 1][1]:
                single = found.pop()
                glue, prefix = single.glue, single.surface + written
            else:
                glue = written
            continue
        found.append(_make_token(prefix + written, glue))
        glue, prefix = blank, ""
    return found


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield what spaCy makes of a text: each piece and the blank after it; white space as an empty piece."""
    return chain.from_iterable(starmap(_split, _STRETCHES.findall(_LONG_RUN.sub(r"\g<0> ", text))))


@lru_cache(maxsize=_KEPT)
def _split(stretch: str, blank: str) -> tuple[tuple[str, str], ...]:
    if not stretch:
        return (("", ""),)
    *inner, last = _written_pieces(stretch)
    return *((piece, "") for piece in inner), (last, blank)


def _written_pieces(stretch: str) -> list[str]:
    """Ask spaCy only where its answer is not known, lest Chinese titles wait for it because of a dash or a year."""
    if _MARKED_NUMBER.fullmatch(stretch):
        return _NUMBER_OR_CHARACTER.findall(stretch)
    # No rule but the exceptions parts plain letters.
    if stretch.isascii() and stretch.isalpha() and stretch not in _tokenizer().rules:
        return [stretch]
    return [piece.text for piece in _tokenizer()(stretch)]


@lru_cache(maxsize=_KEPT)
def _make_token(written: str, glue: str) -> Token:
    role: TokenRole = "word"
    lower = written.lower()
    if _NUMBER.fullmatch(written):
        role = "number"
    elif not _LETTER.search(written):
        role = "break"
    elif lower in _stop_words() or len(written) == 1:
        role = "stop"
    return Token(text=_lemma(written, lower), surface=written, role=role, glue=glue)


def _lemma(written: str, lower: str) -> str:
    if _ACRONYM.fullmatch(written) and len(written) > 1:
        return lower[:-1] if written.endswith("s") else lower
    lemma = _last_lemma(lower)
    # The table turns "first" into "1".
    return lemma if _LETTER.search(lemma) else lower


@lru_cache(maxsize=65536)
def _last_lemma(word: str) -> str:
    """Follow the table to its end: it takes "settings" to "setting" and "setting" to "set", which are one term."""
    seen = [word]
    while (lemma := _lemmas().get(seen[-1], seen[-1])) not in seen:
        seen.append(lemma)
    # "erasure" and "erasures" are each other's lemma.
    return min(seen[seen.index(lemma) :])


def settle_case(found: Sequence[Token]) -> tuple[Token, ...]:
    """Give words the case they would have inside a sentence.

    In a title set in Title Case a capital says nothing, so plain words are shown in lower case; proper nouns that a
    word list knows, acronyms and names with inner capitals keep theirs. The first word of a text is treated alike.
    """
    # By place and not by identity: equal tokens are one object.
    words = [i for i, token in enumerate(found) if token.role == "word" and token.surface[0].isascii()]
    capitals = sum(found[i].surface[0].isupper() for i in words[1:])
    if len(words) > 1 and capitals >= _TITLE_CASE_SHARE * (len(words) - 1):
        return tuple(_lowered(token) if token.role == "word" else token for token in found)
    settled = list(found)
    for first in words[:1]:
        settled[first] = _lowered(settled[first])
    return tuple(settled)


@lru_cache(maxsize=_KEPT)
def _lowered(token: Token) -> Token:
    written = token.surface
    plain = written[:1].isupper() and written[1:].islower()
    if not plain or written.lower() in read_words("proper_en"):
        return token
    return Token(text=token.text, surface=written.lower(), role=token.role, glue=token.glue)
