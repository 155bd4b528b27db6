"""Text with italics and links: joining leaves no doubled stop, no dangling comma and no empty brackets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from synth.citations.richtext import Run, clean, join, plain, rich, sentence, wrap


def test_what_is_empty_leaves_no_separator() -> None:
    """Only texts that exist are joined."""
    assert plain(join((rich("a"), (), rich(""), rich("b")), ", ")) == "a, b"
    assert join(((), ()), ", ") == wrap("(", (), ")") == sentence(()) == ()


def test_a_stop_is_not_doubled() -> None:
    """A text that ends with a stop, in quotation marks or not, takes none from a separator or as a sentence."""
    assert plain(join((rich("Why?"), rich("b")), ". ")) == "Why? b"
    assert plain(join((rich("He said “no.”"), rich("b")), ". ")) == "He said “no.” b"
    assert plain(join((rich("a.b"), rich("c")), ". ")) == "a.b. c"
    assert plain(sentence(rich("为什么？"))) == "为什么？"
    assert plain(sentence(rich("a"))) == "a."


def test_chinese_characters_have_no_italics() -> None:
    """Slanted Chinese is a fault of typesetting."""
    assert rich("Journal", italic=True) == (Run(text="Journal", italic=True),)
    assert rich("期刊", italic=True) == (Run(text="期刊"),)


@given(st.lists(st.builds(Run, text=st.text(max_size=3), italic=st.booleans(), url=st.sampled_from(["", "http://x"]))))
def test_joining_keeps_every_letter(runs: list[Run]) -> None:
    """Runs that are set alike become one, and nothing is lost."""
    joined = join(((run,) for run in runs if run.text), "")
    assert plain(joined) == "".join(run.text for run in runs)
    assert all(run.text for run in joined)


def test_clean() -> None:
    """Control characters and marks that reorder text go."""
    assert clean("a\x00\u202eb \n c") == "ab c"
