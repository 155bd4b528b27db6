"""Pairs of records that a person told to keep apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fakes import fake_record

from synth.datatypes import Library
from synth.dedupe import deduplicate, read_apart
from synth.errors import SourceMissingError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from synth.dedupe.apart import Pair


def _read(folder: Path, text: str) -> tuple[Pair, ...]:
    path = folder / "apart.txt"
    path.write_text(text, encoding="utf-8")
    return read_apart(path)


@pytest.mark.parametrize("line", ["a1, b2", "a1;b2", "a1\tb2", "a1 b2", '"a1","b2"', "b2 a1  # two works"])
def test_a_pair_is_two_ids_between_any_marks(line: str, tmp_path: Path) -> None:
    """Comma, semicolon, tab and space separate; comments, empty lines and repeats do not count."""
    assert _read(tmp_path, f"\ufeff# pairs\n\n{line}\n{line}\n") == (frozenset({"a1", "b2"}),)


def test_an_id_may_hold_a_number_sign(tmp_path: Path) -> None:
    """A ``#`` starts a comment at the start of a line or after a space only."""
    assert _read(tmp_path, "x#1; x#2\n") == (frozenset({"x#1", "x#2"}),)


@pytest.mark.parametrize("line", ["a1", "a1, b2, c3", "a1, a1", "one two three"])
def test_nonsense_is_an_error_with_its_line(line: str, tmp_path: Path) -> None:
    """A line that does not name two records is told with file and line."""
    with pytest.raises(UsageError, match=r"apart.txt, line 2"):
        _read(tmp_path, f"a1, b2\n{line}\n")


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are told, not guessed at; a missing file is told as every missing source."""
    path = tmp_path / "apart.bin"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="UTF-8"):
        read_apart(path)
    with pytest.raises(SourceMissingError):
        read_apart(tmp_path / "none.txt")


def test_no_file_keeps_nothing_apart() -> None:
    """Without a file there are no pairs."""
    assert read_apart(None) == ()


def _library() -> Library:
    return Library(sources=(), records=tuple(fake_record(n, "Title one") for n in (1, 2, 3)))


@pytest.mark.parametrize("by", ["id", "number"])
def test_records_told_apart_are_not_merged(by: str) -> None:
    """Two records kept apart both stay; a third, like both, joins one of them only."""
    library = _library()
    pair = [record.id if by == "id" else str(record.number) for record in library.records[:2]]
    corpus = deduplicate(library, apart=[pair])
    kept = {record.number for record in corpus.records}
    assert kept == {1, 2}
    assert [duplicate.record.number for duplicate in corpus.duplicates] == [3]


@pytest.mark.parametrize("pair", [("nobody", "1"), ("1", "1")])
def test_a_pair_of_unknown_records_is_an_error(pair: tuple[str, str]) -> None:
    """An id that no record has, and a record apart from itself, make no sense."""
    with pytest.raises(UsageError, match="keep-apart"):
        deduplicate(_library(), apart=[pair])
