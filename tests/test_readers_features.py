"""How a reference is cut into tokens and what is told of each of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.readers.freetext.features import cut, describe


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("J Name 2019;12(3):1-9.", ["J", "Name", "2019;", "12(3):", "1-9."]),
        ("J Name 47(2):281-298", ["J", "Name", "47(2):", "281-298"]),
        ("end of it.Journal of A,47,281-298", ["end", "of", "it.", "Journal", "of", "A,47,", "281-298"]),
        ("Author(2019).Title one", ["Author", "(2019).", "Title", "one"]),
        ("Title one2019-01-03(C1).", ["Title", "one", "2019-01-03(C1)."]),
        (
            "Title one”(2019-05). Title two[07/03/2019].",
            ["Title", "one”", "(2019-05).", "Title", "two", "[07/03/2019]."],
        ),
        ("Journal A, 2024(24), 38-45. A.Supp.2d.", ["Journal", "A,", "2024", "(24),", "38-45.", "A.Supp.2d."]),
        ("doi:10.1000/(ab)12(3):4-5 x", ["doi:10.1000/(ab)12(3):4-5", "x"]),
        ("A. B. Author, e.g. U.S. v2.0", ["A.", "B.", "Author,", "e.g.", "U.S.", "v2.0"]),
    ],
)
def test_glued_fields_are_cut_and_links_are_not(text: str, tokens: list[str]) -> None:
    """A token never spans two fields that a style or a lost space glues together."""
    assert cut(text) == tokens


@given(st.text(max_size=200))
def test_the_tokens_are_the_text(text: str) -> None:
    """Nothing but spaces is lost or added in cutting."""
    assert "".join(cut(text)) == "".join(text.split())


@given(st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=60), max_size=40))
def test_each_token_is_described_and_always_alike(tokens: list[str]) -> None:
    """Every token has attributes, all of them text, and the same tokens have the same ones."""
    rows = describe(tokens)
    assert len(rows) == len(tokens)
    assert all(row and all(isinstance(name, str) for name in row) for row in rows)
    assert describe(tokens) == rows


def test_a_quoted_title_is_known_by_its_quotes() -> None:
    """All tokens from the opening sign to the closing one are in the quotation, an apostrophe ends none."""
    tokens = cut("Author A, “It’s a title,” Journal A")
    inside = [any(name in {"q>d", "qd>d"} for name in row) for row in describe(tokens)]
    assert [token for token, quoted in zip(tokens, inside, strict=True) if quoted] == ["“It’s", "a", "title,”"]


def test_a_long_token_is_described_by_its_ends() -> None:
    """What stands in the middle of a very long token makes no difference, so that it costs no memory."""
    assert describe(["a" * 30 + "b" * 5000 + "c" * 30]) == describe(["a" * 30 + "d" * 9000 + "c" * 30])
