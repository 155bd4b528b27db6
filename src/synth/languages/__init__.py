"""Texts in English, Chinese or both as tokens; terms found in them; word lists.

The rest of the house speaks to this package alone: :func:`tokenize` splits a text by script first, segments each run
with its language's own tool and filters last; :mod:`synth.languages.matching` finds terms; word lists are data files.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from synth.datatypes import Corpus, Document, Token
from synth.languages import chinese, english, scripts
from synth.languages.matching import TermFinder, is_fragment, normal_form
from synth.languages.scripts import is_han
from synth.languages.wordlists import explain, read_lexicon, read_words

if TYPE_CHECKING:
    from synth.datatypes import Record

__all__ = [
    "TermFinder",
    "explain",
    "index_terms",
    "is_fragment",
    "is_han",
    "join_surfaces",
    "make_documents",
    "make_key",
    "normal_form",
    "normalize",
    "read_lexicon",
    "read_words",
    "tokenize",
]


# A longer keyword in capitals is no acronym: Web of Science writes all of its own so.
_LONGEST_ACRONYM = 4
# What publishers put at the end of an abstract is no content: "four records name rights reserved".
_NOTICE = re.compile(
    r"\s*(?:©|\(c\)\s*(?:19|20)\d\d|copyright\s+(?:©|\(c\)|(?:19|20)\d\d)|\(psycinfo database record).{0,300}$",
    re.IGNORECASE | re.DOTALL,
)


def make_documents(corpus: Corpus) -> tuple[Document, ...]:
    """Tokenise the records' titles, abstracts and keywords.

    Parameters
    ----------
    corpus
        The records to study.

    Returns
    -------
    tuple of Document
        One per record, sorted by the record's content, so that the order of the source has no influence later.
    """
    ordered = sorted(corpus.records, key=lambda record: (record.title, record.year or 0, record.id))
    return tuple(
        Document(
            record_id=record.id,
            title=tokenize(record.title),
            body=tokenize(_told(record.abstract)) + _keywords(record),
        )
        for record in ordered
    )


def _keywords(record: Record) -> tuple[Token, ...]:
    """Return the tokens of the keywords, a break before each; each has the case it would have inside a sentence."""
    tags = read_lexicon("check_tags")["tags"]
    told = [one.lower() if one.isupper() and len(one) > _LONGEST_ACRONYM else one for one in record.keywords]
    return tuple(token for one in told if one.lower() not in tags for token in tokenize(f"; {one}"))


def _told(abstract: str) -> str:
    """Return an abstract without the publisher's notice at its end."""
    return _NOTICE.sub("", abstract)


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a text into tokens, each script run by its language's own segmenter.

    Parameters
    ----------
    text
        Any text; scripts may be mixed ("基于 deep learning 的文本聚类").

    Returns
    -------
    tuple of Token
        The tokens in reading order; punctuation as ``break`` tokens.
    """
    tokens: list[Token] = []
    glue = ""
    for script, run in scripts.split_runs(unicodedata.normalize("NFKC", text)):
        tokens.extend(chinese.tokens(run, glue) if script == "han" else english.tokens(run))
        glue = " " if run[-1].isspace() else ""
    return english.settle_case(tokens)


@lru_cache(maxsize=4096)
def normalize(term: str) -> str:
    """Return the normal form under which a term is counted ("Pathways" -> "pathway").

    Han characters are their own normal form: an English run shall not load a Chinese dictionary for a word list.
    """
    return term if is_han(term) else normal_form(tokenize(term))


def index_terms(token: Token) -> tuple[str, ...]:
    """Return what a token contributes to the likeness of texts.

    Words of titles seldom recur in Chinese, their parts do: a Han word counts as itself, as each shorter word of two or
    three characters inside it and as each of its characters. So does a single character, though it names no theme.

    Parameters
    ----------
    token
        Any token.

    Returns
    -------
    tuple of str
        An English word's lemma; a Han word and its parts, each once; nothing for function words, numbers and breaks.
    """
    if is_han(token.text):
        return chinese.index_terms(token.text)
    return (token.text,) if token.role == "word" else ()


def join_surfaces(tokens: tuple[Token, ...]) -> str:
    """Return the written form of adjacent tokens, with what stood between them."""
    return "".join(token.surface if i == 0 else token.glue + token.surface for i, token in enumerate(tokens))


def make_key(name: str) -> str:
    """Return a name as a key: lower case, what is neither letter nor digit as single hyphens."""
    letters = "".join(character if character.isalnum() else " " for character in name.casefold())
    return "-".join(letters.split()) or "theme"
