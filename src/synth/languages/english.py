"""English, and any other text that is not Han: spaCy's tokenizer with lookup lemmas."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from synth.datatypes import Token, TokenRole
from synth.languages.wordlists import read_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokenizer import Tokenizer

# spaCy's tokenizer is quadratic in the length of a run without spaces (its issue 4362); words are far shorter.
_LONG_RUN = re.compile(r"\S{64}")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9.&-]+s?")
_NUMBER = re.compile(r"[\d.,%]*\d[\d.,%]*")
_LETTER = re.compile(r"[^\W\d_]")
_WORD_JOINERS = frozenset("-‐‑'’")
_TITLE_CASE_SHARE = 0.6


@cache
def _tokenizer() -> Tokenizer:
    import spacy  # noqa: PLC0415 - heavy: only texts that are not Han need it

    return spacy.blank("en").tokenizer


@cache
def _lemmas() -> Mapping[str, str]:
    from spacy.lookups import load_lookups  # noqa: PLC0415 - heavy: only texts that are not Han need it

    lemmas: Mapping[str, str] = load_lookups("en", ["lemma_lookup"]).get_table("lemma_lookup")
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
    if not text.strip():
        return []
    found: list[Token] = []
    doc = _tokenizer()(_LONG_RUN.sub(r"\g<0> ", text))
    glue, prefix = "", ""
    for i, token in enumerate(doc):
        written = token.text
        if written.isspace():
            glue = " "
            continue
        if written in _WORD_JOINERS and not token.whitespace_ and 0 < i < len(doc) - 1:
            # "e-learning" is one word: its first letter says nothing alone, and its rest says too little.
            if found and found[-1].surface.isalpha() and len(found[-1].surface) == 1 and not doc[i - 1].whitespace_:
                single = found.pop()
                glue, prefix = single.glue, single.surface + written
            else:
                glue = written
            continue
        found.append(_make_token(prefix + written, glue))
        glue, prefix = token.whitespace_, ""
    return found


def _make_token(written: str, glue: str) -> Token:
    role: TokenRole = "word"
    lower = written.lower()
    if _NUMBER.fullmatch(written):
        role = "number"
    elif lower in _stop_words():
        role = "stop"
    elif not _LETTER.search(written):
        role = "break"
    elif len(written) == 1:
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
    words = [token for token in found if token.role == "word" and token.surface[0].isascii()]
    capitals = sum(token.surface[0].isupper() for token in words[1:])
    title_case = len(words) > 1 and capitals >= _TITLE_CASE_SHARE * (len(words) - 1)
    first = words[0] if words else None
    return tuple(
        _lowered(token) if token.role == "word" and (title_case or token is first) else token for token in found
    )


def _lowered(token: Token) -> Token:
    written = token.surface
    plain = written[:1].isupper() and written[1:].islower()
    if not plain or written.lower() in read_words("proper_en"):
        return token
    return Token(text=token.text, surface=written.lower(), role=token.role, glue=token.glue)
