"""Cleaning of text that every reader shares."""

from __future__ import annotations

import pytest

from synth.readers.text import tidy, unescaped


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When a<b and c>d hold", "When a<b and c>d hold"),
        ("<i>Rooms</i> and <b>halls</b>", "Rooms and halls"),
        ('<span class="a b" lang=en>Rooms</span>', "Rooms"),
        ("vector<int>", "vector<int>"),
    ],
)
def test_only_tags_are_left_out(text: str, expected: str) -> None:
    """Between angle brackets stands a tag where its name and attributes do; signs of comparison stay."""
    assert tidy(text) == expected


@pytest.mark.parametrize("mark", ["\r", "\x0b", "\x0c", "\x1e", "\x85", "\n"])
def test_whatever_stood_for_a_line_end_parts_words(mark: str) -> None:
    """A control character that broke a line or a field is a space; others are nothing."""
    assert tidy(f"rooms{mark}ha\x00lls") == "rooms halls"


def test_only_known_entities_are_resolved() -> None:
    """An ampersand in a name or an address stays."""
    assert unescaped("A&B; &amp; M&uuml;ller &#x41; &nosuch;") == "A&B; & Müller A &nosuch;"
