"""The command that makes the table of what is known of terms."""

from __future__ import annotations

import json
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from build_background import Terms, fit, pack, read_sources
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sentence_encodings import Encode, Encodings

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Lengths:
    """An encoder that says how long a text is, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def load(self) -> Encode:
        """Return the encoder."""
        return self.encode

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return one number a text."""
        self.asked += texts
        return np.array([[len(text)] for text in texts], np.float32)


def test_no_text_is_encoded_twice(tmp_path: Path) -> None:
    """Encodings are kept in the folder; a later build asks only for what is missing, in whatever order."""
    first, second = Lengths(), Lengths()
    Encodings(tmp_path, first.load).vectors(["one", "three", "one"])
    found = Encodings(tmp_path, second.load).vectors(["seventh", "one", "three"])
    assert found.ravel().tolist() == [7, 3, 5]
    assert (first.asked, second.asked) == (["one", "three"], ["seventh"])


def test_fitted_vectors_explain_the_texts() -> None:
    """Two terms alone in a thousand texts each get these texts' vectors, though the prior says the reverse."""
    design = csr_matrix(np.repeat(np.eye(2, dtype=np.float32), 1000, axis=0))
    targets = np.repeat(np.array([[1, 0], [0, 1]], np.float32), 1000, axis=0)
    fitted = fit(design, targets, np.array([[0.1, 1], [1, 0.1]], np.float32))
    assert np.allclose(fitted, np.eye(2), atol=0.01)


def test_a_term_without_a_text_keeps_its_prior() -> None:
    """The regression changes only what it saw; of the prior it takes the direction and chooses the scale."""
    design = csr_matrix(np.array([[1, 0], [1, 0]], np.float32))
    prior = np.array([[2, 0], [0, 2]], np.float32)
    fitted = fit(design, np.array([[1, 0], [1, 0]], np.float32), prior)
    assert np.allclose(fitted[1], [0, 1], atol=1e-6)


@given(st.lists(st.floats(-8, 8, width=32), min_size=3, max_size=3).filter(any))
def test_packing_loses_little(row: list[float]) -> None:
    """A vector kept as bytes differs from what it was by less than a hundredth of its largest value."""
    vectors = np.array([row], np.float32)
    if np.abs(vectors).max() < 0.01:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.npz"
        pack([Terms(terms=("one",), vectors=vectors, idf=np.ones(1, np.float32))], path)
        with np.load(path) as stored:
            kept = stored["vectors"] * stored["scales"][:, None].astype(np.float64)
    assert np.abs(kept - vectors).max() < 0.01 * np.abs(vectors).max()


def test_titles_that_are_left_out_are_read_nowhere(tmp_path: Path) -> None:
    """However a title is written, with blanks lost or capitals, it is not among the sources; nor is it twice."""
    rows = [
        {"title": "Title one", "title_weak": "TitleOne", "lang": "en"},
        {"title": "Title two", "title_weak": "题目二", "lang": "zh"},
        {"title": "Title  two", "title_weak": "", "lang": "zh"},
    ]
    lines = tmp_path / "titles.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    for part in ("noun", "verb", "adj", "adv"):
        entry = '00001740 03 n 02 leaf 0 leaf_blade 0 000 | the flat part; "a leaf"  \n' if part == "noun" else ""
        (tmp_path / f"data.{part}").write_text("  1 licence\n" + entry, encoding="utf-8")
    sources = read_sources(lines, lines, tmp_path, {"titleone"})
    assert sources.arxiv == ("Title two",)
    assert sources.chinaxiv == ()
    assert sources.chinese == ("题目二",)
    assert sources.lemmas == {"leaf"}
    assert sources.glosses == ("leaf, leaf blade: the flat part",)


def test_the_table_that_ships_is_well_formed() -> None:
    """Terms are sorted and distinct, each has a vector and an idf, and the file stays small."""
    path = files("synth") / "models" / "background.npz"
    with path.open("rb") as file, np.load(file) as stored:
        terms = stored["terms"].tobytes().decode().split("\n")
        shapes = {name: stored[name].shape for name in ("vectors", "scales", "idf")}
        assert np.all(np.isfinite(stored["idf"]))
        assert np.all(stored["scales"] > 0)
    assert len(terms) > 50_000
    assert terms == sorted(set(terms))
    assert shapes == {"vectors": (len(terms), 192), "scales": (len(terms),), "idf": (len(terms),)}
    assert len(path.read_bytes()) < 11_000_000
