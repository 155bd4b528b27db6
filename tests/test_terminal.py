"""Text on a terminal: safe, aligned, and a status line that leaves nothing behind."""

from __future__ import annotations

import json
import threading

from hypothesis import given
from hypothesis import strategies as st

from synth.render.text import display_width
from synth.terminal import Progress, format_table, printable


def test_escape_sequences_are_spelt_out() -> None:
    """A sequence that would retitle the terminal, reverse text or break a line is shown, not obeyed."""
    assert printable("a\x1b]0;x\x07\u202eb\n") == "a\\u001b]0;x\\u0007\\u202eb\\u000a"
    assert printable("a\nb\x9b", keep="\n") == "a\nb\\u009b"


def test_characters_beyond_the_basic_plane_are_spelt_as_pairs() -> None:
    """A hidden character that needs two UTF-16 units is spelt as JSON spells it."""
    assert printable("\U000e0001") == "\\udb40\\udc01"


@given(st.text())
def test_what_is_printed_has_nothing_to_obey(text: str) -> None:
    """Whatever comes in, no control character comes out; a text without any is unchanged."""
    shown = printable(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    assert printable(shown) == shown


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_json_keeps_its_value(text: str) -> None:
    """A JSON text means the same after its hidden characters are spelt out."""
    assert json.loads(printable(json.dumps(text, ensure_ascii=False))) == text


def test_a_table_is_aligned_with_wide_characters() -> None:
    """A Han character counts two columns, a long cell is shortened, and a line break becomes a space."""
    table = format_table(("no", "title"), [("1", "作者甲"), ("12", "a\nb"), ("3", "abcdefghij")], (4, 8))
    assert table == "no  title\n1   作者甲\n12  a b\n3   abcdefg…\n"


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5))
def test_the_second_column_starts_at_one_place(rows: list[tuple[str, str]]) -> None:
    """Every row is one line, and the columns line up whatever the cells hold."""
    lines = format_table(("left", "right"), [(left, f"|{right}") for left, right in rows], (10, 40)).splitlines()
    assert len(lines) == len(rows) + 1
    starts = {display_width(line[: line.index("|")]) for line in lines[1:] if line.count("|") == 1}
    assert len(starts) <= 1


def test_quick_work_shows_nothing() -> None:
    """Before the delay is over nothing is written, not even to wipe a line."""
    written: list[str] = []
    with Progress(written.append, delay=1000) as progress:
        progress("reading")
    assert written == []


def test_the_status_line_is_wiped_at_the_end() -> None:
    """Each message overwrites the last, shortened to the width, and the line is blank when the work is done."""
    written: list[str] = []
    with Progress(written.append, columns=10, delay=0) as progress:
        progress("reading")
        progress("a long message")
    assert written == ["\rreading  ", "\ra long m…", f"\r{' ' * 9}\r"]


def test_a_stage_that_takes_long_is_shown_when_the_delay_is_over() -> None:
    """The line appears by itself in the middle of a stage that says nothing more."""
    shown = threading.Event()
    with Progress(lambda _: shown.set(), delay=0.01) as progress:
        progress("reading")
        assert shown.wait(30)


def test_a_pipe_sees_no_status() -> None:
    """Without a terminal there is nothing to write to, and nothing fails."""
    with Progress(None, delay=0) as progress:
        progress("reading")
        progress("counting")
