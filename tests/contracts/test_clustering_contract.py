"""What every way of clustering owes, free or anchored."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from corpora import NO_FRAMEWORK, PLANTS, SCHOOLS, STARS, Analysis, analyse, corpus_of, expect, theme_of
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.datatypes import Corpus, Framework

ROOT = Path(__file__).resolve().parent.parent.parent
FRAMEWORKS = {
    "free": NO_FRAMEWORK,
    "anchored": expect(
        theme_of("Growth", "growth", "root"), theme_of("Spectra", "spectrum"), theme_of("Rivers", "river")
    ),
}
EVERY_WAY = pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=FRAMEWORKS)
CORPORA: dict[str, tuple[str, ...]] = {
    "none": (),
    "one": PLANTS[:1],
    "two": PLANTS[:2],
    "two apart": (PLANTS[0], STARS[0]),
    "equal": (PLANTS[0],) * 8,
    "empty": ("",) * 8,
    "stop words": ("of the and",) * 8,
    "some empty": (*PLANTS, "", "——"),
    "one word twice": ("Maize . Maize",) * 3,
    "two subjects": (*PLANTS, *STARS),
    "two languages": (*PLANTS, *STARS, *SCHOOLS),
}


def partition(found: Analysis) -> set[frozenset[str]]:
    """Return which records are together, whatever their clusters are called; those in none as a group of their own."""
    groups: dict[int, set[str]] = {}
    for record_id, label in zip(found.matrix.record_ids, found.clustering.labels.tolist(), strict=True):
        groups.setdefault(label, set()).add(record_id)
    return {frozenset(group) for group in groups.values()}


def keep_contract(found: Analysis) -> None:
    """Check shapes, ranges and names of a clustering."""
    clustering, n = found.clustering, len(found.corpus.records)
    k, n_expected = clustering.similarities.shape[1], len(found.framework.themes)
    assert clustering.labels.shape == (n,)
    assert clustering.similarities.shape == (n, k)
    assert clustering.n_expected == n_expected
    assert clustering.choice.chosen == k
    assert clustering.choice.why.code.startswith("k-")
    assert all(-1 <= label < k for label in clustering.labels)
    assert np.all(clustering.similarities > -1e-9)
    assert np.all(clustering.similarities < 1 + 1e-9)
    assert clustering.choice.low <= clustering.choice.chosen <= clustering.choice.high
    assert clustering.stability.shape == (k,)
    assert np.all((clustering.stability >= 0) & (clustering.stability <= 1))
    assert clustering.parts.shape == (n,)
    assert np.all((clustering.parts == -1) | (clustering.labels >= 0))
    has_terms = np.any(found.embedding.points, axis=1)
    assert np.all(has_terms | (clustering.labels == -1))


@EVERY_WAY
@pytest.mark.parametrize("titles", CORPORA.values(), ids=CORPORA)
@pytest.mark.parametrize("k", [0, 1, 3, 50])
def test_any_corpus_and_any_k_give_a_clustering(titles: tuple[str, ...], framework: Framework, k: int) -> None:
    """None, one, equal, empty and few records, and more clusters than records: always an answer of the right shape."""
    keep_contract(analyse(corpus_of(titles), framework, themes=k))


@EVERY_WAY
@settings(max_examples=15, deadline=None)
@given(titles=st.permutations([*PLANTS, *STARS, *SCHOOLS, ""]), k=st.sampled_from([0, 3]))
def test_the_order_of_the_source_has_no_influence(titles: list[str], framework: Framework, k: int) -> None:
    """The same records in any order are divided alike, and each cluster keeps its number."""
    records = corpus_of([*PLANTS, *STARS, *SCHOOLS, ""]).records
    place = {record.title: i for i, record in enumerate(records)}
    shuffled = Corpus(sources=(), records=tuple(records[place[title]] for title in titles))
    one, other = (analyse(corpus, framework, themes=k) for corpus in (Corpus(sources=(), records=records), shuffled))
    assert one.matrix.record_ids == other.matrix.record_ids
    assert np.array_equal(one.clustering.labels, other.clustering.labels)
    assert np.array_equal(one.clustering.similarities, other.clustering.similarities)


@EVERY_WAY
def test_equal_records_stay_together(framework: Framework) -> None:
    """Records with the same title are in the same cluster."""
    found = analyse(corpus_of([*PLANTS, *PLANTS, *STARS, *STARS]), framework)
    for group in partition(found):
        titles = [found.records[record_id].title for record_id in group]
        assert all(titles.count(title) == 2 for title in titles)


PROBE = """
import hashlib, sys
from corpora import PLANTS, SCHOOLS, STARS, analyse, corpus_of, expect, theme_of, NO_FRAMEWORK
titles = [f"{a} {b}" for a in (*PLANTS, *STARS, *SCHOOLS) for b in ("", "in theory", "and drought", "困境")]
for framework in (NO_FRAMEWORK, expect(theme_of("Growth", "growth", "root"), theme_of("Spectra", "spectrum"))):
    found = analyse(corpus_of(titles), framework)
    digest = hashlib.sha256(found.clustering.labels.tobytes() + found.embedding.points.tobytes())
    digest.update(found.clustering.similarities.tobytes() + repr(found.themes).encode() + repr(found.hits).encode())
    print(digest.hexdigest(), found.clustering.choice.chosen)
"""


def digests(hash_seed: str, threads: str) -> str:
    """Return what a fresh process makes of a corpus, as digests of all its bits."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests"))),
        "PYTHONUTF8": "1",
    }
    environment.update(PYTHONHASHSEED=hash_seed, OMP_NUM_THREADS=threads, OPENBLAS_NUM_THREADS=threads)
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROBE], env=environment, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout


def test_hash_seed_and_threads_change_no_bit() -> None:
    """Two processes with other hash seeds and numbers of threads agree in every bit of points, labels and themes."""
    assert digests("0", "1") == digests("4242", "4")
