"""From bytes to text: encodings told apart, and a few foreign bytes mended with a doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.errors import DataError
from synth.readers import read_sources
from synth.readers.decode import decode
from synth.readers.stray_bytes import mend_utf8

if TYPE_CHECKING:
    from pathlib import Path

CHINESE = "参考文献\n[1] 张三. 职业教育产教融合的逻辑与路径研究[J]. 教育研究, 2020(3): 1-9.\n"
LATIN = "References\nMüller, J. (2020). Café culture and écoles. Journal A, 1, 2-3.\n"


def test_a_text_cut_inside_a_character_is_still_utf8() -> None:
    """The last character is lost and said to be; all before it is as it was."""
    decoded = decode((CHINESE + "产教").encode()[:-1], "x")
    assert decoded.encoding == "utf-8"
    assert decoded.text == CHINESE + "产\ufffd"
    (doubt,) = decoded.doubts
    assert (doubt.line, doubt.reason) == (3, "holds bytes that are no UTF-8, shown as \ufffd")


@pytest.mark.parametrize("other", ["gb18030", "cp1252"])
def test_lines_joined_from_two_encodings_are_read_in_their_own(other: str) -> None:
    """Lines that are no UTF-8 are read in the encoding that fits them, each with a doubt."""
    lines = CHINESE if other == "gb18030" else LATIN
    decoded = decode(CHINESE.encode() + lines.encode(other) * 3, "x")
    assert decoded.text == CHINESE + lines * 3
    assert {doubt.reason for doubt in decoded.doubts} == {f"holds bytes that are no UTF-8, read as {other}"}


def test_stray_nuls_are_left_out_with_a_doubt() -> None:
    """A NUL inside a word does not make a text binary; bytes of every value do."""
    decoded = decode(LATIN.replace("culture", "cul\0ture").encode() * 3, "x")
    assert decoded.text == LATIN * 3
    assert [doubt.line for doubt in decoded.doubts] == [2, 4, 6]
    with pytest.raises(DataError, match="binary"):
        decode(bytes(range(256)) * 9, "x")


def test_utf16_cut_inside_a_character_loses_that_character_only() -> None:
    """Half a unit at the end is left out and said to be."""
    decoded = decode(CHINESE.encode("utf-16") + b"x", "x")
    assert (decoded.text, decoded.encoding) == (CHINESE, "utf-16")
    assert [doubt.line for doubt in decoded.doubts] == [3]


def test_a_doubt_of_the_encoding_is_a_problem_of_the_source(tmp_path: Path) -> None:
    """The line is named with the source, and the record is kept."""
    path = tmp_path / "list.txt"
    path.write_bytes(CHINESE.encode() + "[2] 李四. 题名二".encode()[:-1] + b"[J]. A, 2020.")
    library = read_sources([path])
    assert len(library.records) == 2
    assert [(one.kind, one.origin.line) for one in library.problems if "no UTF-8" in one.reason] == [("doubtful", 3)]


@given(st.binary(max_size=60))
def test_mending_keeps_every_line(data: bytes) -> None:
    """Whatever the bytes, no line is lost and none is added."""
    text, doubts = mend_utf8(data, ["gb18030", "cp1252"])
    lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    assert text.count("\n") == len(lines) - 1
    assert [doubt.line for doubt in doubts] == [
        number for number, line in enumerate(lines, 1) if b"\xff" in line or not _is_utf8(line)
    ]


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
