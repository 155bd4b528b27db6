"""Cleaning of text that every reader shares."""

from __future__ import annotations

import pytest

from synth.readers.text import tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"$3 8 \left( 1 \right) : ~ 9 0 \mathrm { - } 9 7 .$", "38(1):90-97."),
        (r"the TNF- $\mathbf { \nabla } \cdot \mathbf { a } _ { } $ room", "the TNF- ∇·a room"),
        (r"rooms $^\textsuperscript{\textregistered}$ halls", "rooms ® halls"),
        (r"$\beta$-halls and $H_2O$", "β-halls and H2O"),
        ("from $10 to $20", "from $10 to $20"),
    ],
)
def test_formulas_become_plain_text(text: str, expected: str) -> None:
    """What OCR and LaTeX write as a formula is read as the letters and signs that it shows; prices stay."""
    assert tidy(text) == expected
