"""What a document's point is joined from: the corpus' words, what it teaches, what is known beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, diags_array

from synth.linalg import centre, reduce, unit_rows, unit_sparse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from synth.background import Background
    from synth.embedding.encoder import Encoder
    from synth.embedding.terms import Counts

_LATENT = 200
_COMPANY = 100
# What is known beforehand says more of a title than the title itself.
_KNOWN_WEIGHT = 1.4
# The idf of so many documents is believed as much as that of the background.
_TRUSTED = 200
# Below this many documents terms meet by chance.
_FEWEST_FOR_COMPANY = 50
_COMPANY_WEIGHT = 0.5
# As measured: more of it loses in English what it gains in Chinese.
_ENCODER_WEIGHT = 0.7
_HALF_TAUGHT = 100
_MOST_TERMS = 8000
_MOST_READ = 5000
_CONTEXT_POWER = 0.75
# A title has about so many words; of longer texts the words themselves tell enough.
_TITLE_LENGTH = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """Some dimensions of the space: ``rows`` is (n_documents + n_themes, n_dimensions), of norm 1 or 0."""

    rows: NDArray[np.float64]
    weight: float


def tfidf_block(counts: Counts, weights: csr_matrix) -> Block:
    """Reduce TF-IDF to latent dimensions (Deerwester et al. 1990)."""
    left, values = reduce(weights, _LATENT)
    rows = unit_rows(left * values)
    return Block(rows=_centred(rows, counts) if len(counts.languages) > 1 else rows, weight=1.0)


def known_block(counts: Counts, weights: csr_matrix, background: Background) -> Iterator[Block]:
    """Average what is known of the terms beforehand, weighed by how little the documents say themselves."""
    if not background.known.any():
        return
    rows = unit_rows(weights[:, background.known] @ background.vectors)
    weight = _KNOWN_WEIGHT * min(1.0, float(np.sqrt(_TITLE_LENGTH / max(counts.length, 1.0))))
    yield Block(rows=_centred(rows, counts), weight=weight)


def cooccurrence_block(counts: Counts) -> Iterator[Block]:
    """Average vectors of terms learned from the company they keep in the corpus.

    Positive pointwise mutual information of terms in one document, with smoothed contexts, and its truncated singular
    value decomposition (Levy, Goldberg and Dagan 2015).
    """
    documents = counts.matrix[: counts.n_documents]
    if counts.n_documents < _FEWEST_FOR_COMPANY:
        return
    frequencies = documents.getnnz(axis=0)
    # The commonest terms of a large corpus, read in documents spread over it, keep the same company as all.
    columns = np.sort(np.argsort(-frequencies, kind="stable")[:_MOST_TERMS])
    columns = columns[frequencies[columns] > 1]
    if not len(columns):
        return
    read = np.unique(np.linspace(0, counts.n_documents - 1, min(counts.n_documents, _MOST_READ)).astype(int))
    vectors = _company_vectors(documents[read][:, columns])
    idf = np.log((counts.n_documents + 1) / frequencies[columns])
    rows = unit_rows(unit_sparse(_damped(counts.matrix[:, columns]) @ diags_array(idf)) @ vectors)
    weight = _COMPANY_WEIGHT * counts.n_documents / (counts.n_documents + _HALF_TAUGHT)
    yield Block(rows=_centred(rows, counts), weight=weight)


def encoder_block(counts: Counts, texts: Sequence[str], encoder: Encoder | None) -> Iterator[Block]:
    """Add what a sentence encoder says of the texts, those of documents first; nothing of a text without a term."""
    if encoder is None:
        return
    rows = np.where(counts.matrix.getnnz(axis=1)[:, None] > 0, unit_rows(encoder.encode(texts)), 0.0)
    yield Block(rows=_centred(rows, counts), weight=_ENCODER_WEIGHT)


def weigh(counts: Counts, background: Background) -> csr_matrix:
    """Return sublinear TF-IDF, rows of norm 1, with one idf for each language.

    The idf of few documents is mostly chance, so it is drawn towards that of the background.
    """
    weights = _damped(counts.matrix)
    for mask in (counts.chinese, ~counts.chinese):
        documents = counts.matrix[: counts.n_documents][mask[: counts.n_documents]]
        n_documents = documents.shape[0]
        own = np.log((n_documents + 1) / np.maximum(documents.getnnz(axis=0), 1))
        trust = n_documents / (n_documents + _TRUSTED)
        idf = trust * own + (1 - trust) * background.idf
        places = np.repeat(mask, np.diff(weights.indptr))
        weights.data[places] *= idf[weights.indices[places]]
    return unit_sparse(weights)


def _damped(matrix: csr_matrix) -> csr_matrix:
    """Let the second occurrence count less than the first."""
    damped = csr_matrix(matrix, copy=True)
    damped.data = np.log1p(damped.data)
    return damped


def _centred(rows: NDArray[np.float64], counts: Counts) -> NDArray[np.float64]:
    return centre(rows, (counts.chinese, ~counts.chinese), counts.n_documents)


def _company_vectors(documents: csr_matrix) -> NDArray[np.float64]:
    present = csr_matrix(documents, copy=True)
    present.data = np.ones_like(present.data)
    sizes = np.maximum(np.asarray(present.sum(axis=1)).ravel(), 1)
    present = csr_matrix(diags_array(1 / np.sqrt(sizes)) @ present)
    together = (present.T @ present).tocoo()
    totals = np.asarray(together.sum(axis=1)).ravel()
    contexts = totals**_CONTEXT_POWER
    contexts *= totals.sum() / contexts.sum()
    row, column = together.coords
    information = np.log(together.data * totals.sum() / (totals[row] * contexts[column]))
    kept = information > 0
    positive = csr_matrix((information[kept], (row[kept], column[kept])), shape=together.shape)
    left, values = reduce(positive, _COMPANY)
    return unit_rows(left * np.sqrt(values))
