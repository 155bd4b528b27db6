"""Where the documents lie by meaning, so that near ones can be clustered.

Titles share too few words for TF-IDF alone. So a document's point joins what the corpus says (TF-IDF, reduced by latent
semantic analysis), what the corpus teaches (vectors of terms that keep the same company) and what is known beforehand
(:mod:`synth.background`); then each point moves towards its nearest neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from synth.background import read_background
from synth.datatypes import Corpus, Document, Embedding, Framework
from synth.embedding.blocks import Block, cooccurrence_block, encoder_block, known_block, tfidf_block, weigh
from synth.embedding.neighbours import diffuse, neighbour_graph
from synth.embedding.terms import count_terms
from synth.linalg import compress, unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from synth.embedding.encoder import Encoder

__all__ = ["embed"]

# Encoders read sentences; of an abstract its first ones, which say what it is about.
_MOST_CHARACTERS = 300


def embed(
    corpus: Corpus, documents: Sequence[Document], framework: Framework, encoder: Encoder | None = None
) -> Embedding:
    """Place the documents, and the expected themes beside them, in one space.

    Parameters
    ----------
    corpus
        The records; their bilingual titles and keywords teach terms that no dictionary has, their texts are what an
        encoder reads.
    documents
        The records' tokens, in the order that rows shall have.
    framework
        The expected themes; each is placed as a document of its seed terms would be.
    encoder
        A sentence encoder that adds what it knows; none by default.

    Returns
    -------
    Embedding
        Points of norm 1; of norm 0 where a document has no term at all.
    """
    # One thread: with more, the last bits of a sum depend on who adds first.
    with threadpool_limits(1):
        counts = count_terms(corpus, documents, framework)
        background = read_background(counts.terms)
        weights = weigh(counts, background)
        blocks = [
            tfidf_block(counts, weights),
            *known_block(counts, weights, background),
            *cooccurrence_block(counts),
            *encoder_block(counts, _texts(corpus, documents, framework), encoder),
        ]
        rows = _joined(blocks)
        n_documents = len(documents)
        # Themes as points of their own: they keep their place while documents move, and share the reduction after.
        points = diffuse(rows[:n_documents], neighbour_graph(rows[:n_documents]))
        points, anchors = compress(points, rows[n_documents:])
        return Embedding(
            record_ids=tuple(document.record_id for document in documents),
            points=points,
            anchors=anchors,
            neighbours=neighbour_graph(points),
        )


def _texts(corpus: Corpus, documents: Sequence[Document], framework: Framework) -> list[str]:
    """Return what an encoder reads of each document and expected theme."""
    by_id = {record.id: record for record in corpus.records}
    records = [by_id[document.record_id] for document in documents]
    texts = [". ".join(filter(None, (record.title, record.abstract[:_MOST_CHARACTERS]))) for record in records]
    return texts + ["; ".join(theme.seed_terms) for theme in framework.themes]


def _joined(blocks: Sequence[Block]) -> NDArray[np.float64]:
    return unit_rows(np.hstack([block.weight * block.rows for block in blocks]))
