"""The project's own side of each table, through its public stages.

All that the benchmark knows of the engine is here: three functions from labelled items to labels.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from synth.clustering import cluster
from synth.datatypes import Config, Corpus, ExpectedTheme, Framework, Origin, Reason, Record
from synth.embedding import embed
from synth.framework import find_hits
from synth.languages import make_documents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from synth.datatypes import Clustering, Embedding
    from themes.sets import Item


def cluster_free(items: Sequence[Item], k: int, random_state: int) -> list[int]:
    """Return the cluster of each item, k being given and no theme expected."""
    embedding, clustering = _run(items, _NOTHING_EXPECTED, Config(themes=k, random_state=random_state))
    return [int(label) for label in _in_order(items, embedding, clustering.labels)]


def cluster_expected(items: Sequence[Item], seeds: Mapping[str, Sequence[str]], random_state: int) -> list[str]:
    """Return the expected theme of each item; items that mention none go to the most similar one."""
    themes = tuple(
        ExpectedTheme(key=f"theme-{index}", label=label, seed_terms=tuple(terms))
        for index, (label, terms) in enumerate(seeds.items())
    )
    framework = Framework(origin="file", why=Reason(code="framework-file"), themes=themes)
    embedding, clustering = _run(items, framework, Config(random_state=random_state))
    nearest = clustering.similarities[:, : len(themes)].argmax(axis=1)
    placed = np.where((clustering.labels >= 0) & (clustering.labels < len(themes)), clustering.labels, nearest)
    return [themes[int(index)].label for index in _in_order(items, embedding, placed)]


def suggest_k(items: Sequence[Item], random_state: int) -> tuple[int, int, int]:
    """Return the number of themes that is suggested, and the plausible range around it."""
    choice = _run(items, _NOTHING_EXPECTED, Config(random_state=random_state))[1].choice
    return choice.chosen, choice.low, choice.high


_NOTHING_EXPECTED = Framework(origin="none", why=Reason(code="framework-none"))


def _run(items: Sequence[Item], framework: Framework, config: Config) -> tuple[Embedding, Clustering]:
    corpus = Corpus(sources=(), records=tuple(_records(items)))
    documents = make_documents(corpus)
    embedding = embed(corpus, documents, framework)
    return embedding, cluster(embedding, framework, find_hits(framework, documents), config)


def _records(items: Sequence[Item]) -> list[Record]:
    return [
        Record(
            id=name,
            number=place + 1,
            title=item.title,
            abstract=item.abstract,
            language="zh" if item.language == "zh" else "en",
            origin=Origin(source="set", line=place + 1),
            raw="",
        )
        for place, (name, item) in enumerate(zip(_names(items), items, strict=True))
    ]


def _names(items: Sequence[Item]) -> list[str]:
    """Return an id for each item, by its content as the readers' ids are; the second of equal items is told apart."""
    seen: Counter[str] = Counter()
    names = []
    for item in items:
        name = hashlib.sha256(f"{item.id}\n{item.text}".encode()).hexdigest()[:16]
        seen[name] += 1
        names.append(f"{name}-{seen[name]}")
    return names


def _in_order(items: Sequence[Item], embedding: Embedding, labels: np.ndarray) -> np.ndarray:
    """Return labels in the order of the items rather than of the embedding' rows."""
    row = {record_id: row for row, record_id in enumerate(embedding.record_ids)}
    return labels[[row[name] for name in _names(items)]]
