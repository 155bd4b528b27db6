"""Whole phrases: what stands beside a term nearly always, and how it is written in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.labels.whole import complete, torn_terms, written
from synth.languages import tokenize

WORDS = st.sampled_from(["maize", "root", "dry", "-", "zero-shot", "of", "产教融合", "困境"])
TEXTS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=5)


def read(*texts: str) -> list[object]:
    """Return texts as tokens."""
    return [tokenize(text) for text in texts]


@pytest.mark.parametrize(
    ("term", "texts", "whole"),
    [
        (
            "bowel syndrome",
            ("Irritable bowel syndrome in adults", "The irritable bowel syndrome"),
            "irritable bowel syndrome",
        ),
        (
            "bowel syndrome",
            ("Irritable bowel syndrome", "Irritable bowel syndrome", "Iritable bowel syndrome"),
            "irritable bowel syndrome",
        ),
        ("think prompt", ("Chain of thought prompting",) * 2, "chain of think prompt"),
        ("neural", ("Neural networks", "Deep neural networks for vision"), "neural network"),
        ("shoot learn", ("Few-shot learning", "On few-shot learning"), "few shoot learn"),
        ("语义", ("图像语义的困境", "论图像语义"), "图像语义"),
        ("growth", ("Growth of maize", "Root growth"), "growth"),
        ("maize", ("Maize",), "maize"),
    ],
)
def test_a_term_grows_by_what_always_stands_beside_it(term: str, texts: tuple[str, ...], whole: str) -> None:
    """A word before or after in three quarters of the places belongs to the phrase; once is no pattern."""
    assert complete(term, read(*texts)) == whole  # type: ignore[arg-type]


def test_a_term_that_hyphens_tie_to_different_words_is_torn() -> None:
    """Of zero-shot and few-shot learning "shot learning" is a fragment, and neither alone is the whole."""
    texts = read("Zero-shot learning", "Few-shot learning", "One-shot learning", "Deep learning of roots")
    assert torn_terms(["shoot learn", "deep learn"], texts) == {"shoot learn"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (("ALPORT NEPHROPATHY IN DOGS", "Dogs with Alport nephropathy"), "Alport nephropathy"),
        (("ALPORT NEPHROPATHY IN DOGS",), "alport nephropathy"),
    ],
)
def test_a_title_in_capitals_does_not_tell_how_a_term_is_written(texts: tuple[str, ...], shown: str) -> None:
    """Where running text has the term it is written so, else in small letters."""
    assert written("alport nephropathy", "ALPORT NEPHROPATHY", read(*texts)) == shown  # type: ignore[arg-type]


@given(st.sampled_from(["maize", "dry root", "融合", "shoot"]), TEXTS)
def test_a_whole_phrase_holds_its_term(term: str, texts: list[str]) -> None:
    """Whatever the texts, completing only adds words, and completing again adds nothing."""
    tokens = read(*texts)
    whole = complete(term, tokens)  # type: ignore[arg-type]
    assert term in whole
    assert complete(whole, tokens) == whole  # type: ignore[arg-type]
