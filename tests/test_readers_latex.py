"""LaTeX as bibliographies use it, as plain text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from synth.readers.exports.latex import plain_address, to_text

TEXTS = {
    r"M{\"u}ller, \"{a} \"a {\v s} \v{s} \c{c} {\H o} {\'\i} \'{\i}": "Müller, ä ä š š ç ő í í",
    r"{\O}re \o re {\ss}{\ae}{\th}{\dh} {\L}": "Øre øre ßæþð Ł",
    r"D\\'e Swe{\\i}g A \\& B": "Dé Sweıg A & B",
    r"5\% \& \$3 \_ \# a\{b\}c \~{} \^{}": "5% & $3 _ # a{b}c ~ ^",
    r"\textbackslash{} \textbraceleft{}\textbraceright{} \textasciitilde{}": "\\ {} ~",
    r"The {ABC} of \emph{this} and {\em that}, \textbf{bold}": "The ABC of this and that, bold",
    r"The \LaTeX{} book on \TeX": "The LaTeX book on TeX",
    r"DNA$_{\textrm{2}}$ H$_2$O $4^{\textrm{th}}$ m\textsuperscript{2} 5$^\circ$C": "DNA₂ H₂O 4th m² 5°C",
    r"$\Sigma^{0}$, $\alpha$-stable, $\frac{a}{b}$, $p \leq 0.05$": "Σ⁰, α-stable, a/b, p ≤ 0.05",
    r"$O(n \log n)$": "O(n log n)",
    "from $5 million to $10 million": "from $5 million to $10 million",
    "1975--1979 --- ``quoted'' `single'": "1975–1979 — “quoted” `single'",
    "-{}- `{}`": "-- ``",
    "Figure~1, A.~B. and (~3 or ~5)": "Figure 1, A. B. and (~3 or ~5)",
    r"\href{https://example.org}{Link} \cite{key} {\noopsort{1973}}1974": "Link  1974",
    r"\textdegree\ \textquotesingle s \foo{bar} 10\,000": "° ' s bar 10 000",
    "中文{ABC}，没有": "中文ABC，没有",
    "\\": "\\",
}


@pytest.mark.parametrize("value", TEXTS)
def test_texts(value: str) -> None:
    """Accents, symbols, maths, dashes, quotes and ties become the characters that they print."""
    assert to_text(value) == TEXTS[value]


ADDRESSES = {
    "https://example.org/x?a=1%20y&b=~c#d_e": "https://example.org/x?a=1%20y&b=~c#d_e",
    r"10.9999/a\_b{\_}c\&d\%20": "10.9999/a_b_c&d%20",
    r"\url{https://example.org/{\~{}}a}": "https://example.org/~a",
    r"https://example.org/$\sim$a": "https://example.org/~a",
    "{{10.9999/a--b}}": "10.9999/a--b",
}


@pytest.mark.parametrize("value", ADDRESSES)
def test_addresses(value: str) -> None:
    """An address keeps its percent signs, tildes and dashes and loses the backslashes of exporters."""
    assert plain_address(value).replace("{", "").replace("}", "") == ADDRESSES[value]


@given(st.text(st.characters(blacklist_characters="\\{}$~`'-")))
def test_plain_text_stays(value: str) -> None:
    """Text without LaTeX comes back as it is."""
    assert to_text(value) == value


@example("$\\^'$")
@given(st.text(st.sampled_from("\\{}$~^_`'\"-ab 1é中")))
def test_no_brace_is_left(value: str) -> None:
    """Any text gives a text; braces are left where a backslash made them signs of their own alone."""
    found = to_text(value)
    assert "\\{" in value or "{" not in found
    assert "\\}" in value or "}" not in found


@pytest.mark.parametrize("unit", ["{", "}", "$", "$a", "$x{", "\\", '\\"{', "\\frac{", "\\href{", "_{$", "~", "-", "`"])
def test_linear_time(unit: str) -> None:
    """A field of a hundred thousand signs of LaTeX is read; quadratic work would take minutes."""
    value = unit * 100_000
    assert len(to_text(value)) <= len(value)
    assert len(plain_address(value)) <= len(value)
