"""The benchmark of outlines: its scores by hand, and what it says without data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import outline
import pytest
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = st.lists(
    st.sampled_from(["Graph pooling", "Soil", "Attention", "困境"]), min_size=1, max_size=4, unique=True
)


def test_soft_recall_by_hand() -> None:
    """One heading of two found word for word, the others unlike: half of the review's headings."""
    same = np.array([[1, 0, 1, 0], [0, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]], float)
    assert list(outline._soft(same, 2)) == pytest.approx([0.5, 0.5])


@given(HEADINGS)
def test_an_outline_that_is_the_review_finds_all(headings: list[str]) -> None:
    """Recall, precision and F of a review's own headings are one."""
    scores = outline._Similarity().scores(headings, headings)
    assert list(scores) == pytest.approx([1] * 5)


def test_overlap_is_the_best_match_of_each_heading() -> None:
    """Two titles of three together, weighed by size."""
    human = [frozenset("ab"), frozenset("c")]
    assert outline._overlap([frozenset("abc")], human) == pytest.approx((2 * 2 / 3 + 1 / 3) / 3)


def test_without_data_it_says_what_it_needs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No table, an exit code, and where the data come from."""
    monkeypatch.setattr("sys.argv", ["outline.py", str(tmp_path)])
    assert outline.main() == 1
    assert "reviews/*.jsonl" in capsys.readouterr().out
