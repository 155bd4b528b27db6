"""The terms that make documents alike: counted for documents and for expected themes, in one or two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from synth.languages import index_terms, is_han, read_words, tokenize
from synth.languages.bilingual import bilingual_keywords, bilingual_texts, learn_glosses
from synth.languages.bridge import Bridge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Corpus, Document, Framework, Token

# A title says in ten words what an abstract says in two hundred.
_TITLE_WEIGHT = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counts:
    """How often each row has each term.

    ``matrix`` is CSR of shape (n_documents + n_themes, n_terms); the last ``n_themes`` rows are the expected themes'
    seed terms. ``chinese`` tells the rows whose language is Chinese. ``length`` is the mean number of distinct words of
    a document.
    """

    matrix: csr_matrix
    terms: tuple[str, ...]
    chinese: NDArray[np.bool_]
    n_documents: int
    length: float

    @property
    def languages(self) -> tuple[NDArray[np.bool_], ...]:
        """The documents of each language, (n_documents,) each; languages without a document are left out."""
        chinese = self.chinese[: self.n_documents]
        return tuple(mask for mask in (chinese, ~chinese) if mask.any())


def count_terms(corpus: Corpus, documents: Sequence[Document], framework: Framework) -> Counts:
    """Count the index terms of documents and expected themes.

    In a corpus of both languages a Chinese text counts twice over: by its own terms, and by their English glosses, so
    that it meets the English texts.

    Parameters
    ----------
    corpus
        The records, for what their bilingual titles and keywords teach.
    documents
        The records' tokens.
    framework
        The expected themes.

    Returns
    -------
    Counts
        Boilerplate counts for nothing.
    """
    seeds = [tuple(tokenize("; ".join(theme.seed_terms))) for theme in framework.themes]
    texts = [(document.title, document.body) for document in documents]
    rows = [_count((title, _TITLE_WEIGHT), (body, 1)) for title, body in texts]
    themes = [_count((tokens, 1)) for tokens in seeds]
    chinese = np.array([_is_chinese((*title, *body)) for title, body in texts], bool)
    theme_chinese = np.array([_is_chinese(tokens) for tokens in seeds], bool)
    length = float(np.mean([_distinct_words((*title, *body)) for title, body in texts])) if texts else 0.0
    own = {term for row in rows for term in row}
    if _is_mixed(chinese, themes, own):
        bridge = Bridge(_latin_lemmas(rows) | _latin_lemmas(themes), _learned(corpus))
        for row, (title, body) in zip(rows, texts, strict=True):
            _add_glosses(row, bridge, title, _TITLE_WEIGHT)
            _add_glosses(row, bridge, body, 1)
        for row, tokens in zip(themes, seeds, strict=True):
            _add_glosses(row, bridge, tokens, 1)
    terms = tuple(sorted({term for row in (*rows, *themes) for term in row}))
    return Counts(
        matrix=_to_matrix([*rows, *themes], terms),
        terms=terms,
        chinese=np.concatenate([chinese, theme_chinese]),
        n_documents=len(documents),
        length=length,
    )


def _count(*texts: tuple[Sequence[Token], int]) -> dict[str, float]:
    boilerplate = read_words("boilerplate")
    counts: dict[str, float] = {}
    for tokens, weight in texts:
        for token in tokens:
            for term in index_terms(token) if token.text not in boilerplate else ():
                counts[term] = counts.get(term, 0.0) + weight
    return counts


def _distinct_words(tokens: Sequence[Token]) -> int:
    return len({token.text for token in tokens if token.role == "word"})


def _is_chinese(tokens: Sequence[Token]) -> bool:
    """Tell whether a text is Chinese rather than English: half of its words or more."""
    words = [token for token in tokens if token.role == "word"]
    return bool(words) and 2 * sum(is_han(token.text) for token in words) >= len(words)


def _is_mixed(chinese: NDArray[np.bool_], themes: Sequence[Mapping[str, float]], own: set[str]) -> bool:
    """Tell whether glosses are wanted: for documents of both languages, or for seed terms of the other one."""
    if chinese.any() and not chinese.all():
        return True
    strangers = any(theme and not own & theme.keys() for theme in themes)
    return bool(strangers and chinese.any())


def _latin_lemmas(rows: Iterable[Mapping[str, float]]) -> set[str]:
    return {term for row in rows for term in row if not is_han(term)}


def _learned(corpus: Corpus) -> Mapping[str, tuple[tuple[str, float], ...]]:
    texts = [(tokenize(zh), tokenize(en)) for record in corpus.records for zh, en in bilingual_texts(record)]
    keywords = [(tokenize(zh), tokenize(en)) for record in corpus.records for zh, en in bilingual_keywords(record)]
    return learn_glosses(texts, keywords)


def _add_glosses(row: dict[str, float], bridge: Bridge, tokens: Sequence[Token], weight: int) -> None:
    han = [token for token in tokens if is_han(token.text)]
    for lemma, mass in bridge.translate(han).items():
        row[lemma] = row.get(lemma, 0.0) + weight * mass


def _to_matrix(rows: Sequence[Mapping[str, float]], terms: Sequence[str]) -> csr_matrix:
    column = {term: j for j, term in enumerate(terms)}
    indices = [sorted(column[term] for term in row) for row in rows]
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in indices])]).astype(np.int64)
    values = [row[terms[j]] for row, columns in zip(rows, indices, strict=True) for j in columns]
    flat = [j for columns in indices for j in columns]
    shape = (len(rows), len(terms))
    return csr_matrix((np.array(values, np.float64), np.array(flat, np.int64), pointers), shape=shape)
