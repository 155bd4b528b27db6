"""Where one entry of a list ends and the next begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.readers.entries import split_entries

ENTRIES = [
    "Author A. Title one of rooms. Journal A, 2019, 1: 2-3.",
    "张三. 题名二的研究[J]. 示例期刊, 2020(3): 12-18.",
    "Writer C. Title three. Journal C, 2021, 3: 6-7.",
]
MARKERS = ["[{}] ", "［{}］", "[{}]", "{}. ", "({}) ", "{}) ", "{}、"]


@pytest.mark.parametrize("marker", MARKERS)
@pytest.mark.parametrize("gap", ["\n", "\n\n", " \n"])
def test_every_numbering_is_followed(marker: str, gap: str) -> None:
    """Brackets, dots and commas in both widths number a list."""
    text = gap.join(marker.format(number) + entry for number, entry in enumerate(ENTRIES, 1))
    found = split_entries(text, 1)
    assert [entry.label for entry in found.entries] == [1, 2, 3]
    assert [entry.raw.endswith(raw) for entry, raw in zip(found.entries, ENTRIES, strict=True)] == [True] * 3
    assert found.remarks == ()


@pytest.mark.parametrize("marker", ["[{}] ", "[{}]", "［{}］", "{}. ", "({}) "])
def test_a_list_run_together_is_split(marker: str) -> None:
    """Entries on one line are found by their numbers."""
    found = split_entries(" ".join(marker.format(number) + entry for number, entry in enumerate(ENTRIES, 1)), 7)
    assert [(entry.label, entry.line) for entry in found.entries] == [(1, 7), (2, 7), (3, 7)]


@pytest.mark.parametrize("wrap", ["\n", "\n    ", "\r\n".replace("\r", "")])
def test_wrapped_lines_belong_to_their_entry(wrap: str) -> None:
    """A line that goes on with an entry is no entry."""
    wrapped = [entry.replace("Title ", "Title" + wrap) for entry in ENTRIES]
    assert len(split_entries("\n".join(f"[{n}] {entry}" for n, entry in enumerate(wrapped, 1)), 1).entries) == 3
    assert (
        len(
            split_entries(
                "\n".join(wrapped).replace("Title\none", "title\none").replace("Title\nthree", "title\nthree"), 1
            ).entries
        )
        == 3
    )


@pytest.mark.parametrize(
    "footer",
    [
        "Copyright @ 2020-2035 Sample House All Rights Reserved",
        "收稿日期：2020-01-01",
        "© 2023 by the authors.",
        "（责任编辑 某某）",
        "Key words: rooms; halls",
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
def test_a_footer_is_left_out_and_reported(footer: str, gap: str) -> None:
    """What follows the last reference does not become part of it."""
    found = split_entries("\n".join(f"[{n}] {entry}" for n, entry in enumerate(ENTRIES, 1)) + gap + footer, 1)
    assert found.entries[-1].raw == f"[3] {ENTRIES[-1]}"
    assert [(remark.raw, remark.reason) for remark in found.remarks] == [(footer, "text after the last reference")]


def test_text_before_the_first_entry_is_reported() -> None:
    """A sentence between the heading and the list is no entry, and is not lost."""
    found = split_entries("Some words first.\n" + "\n".join(f"[{n}] {entry}" for n, entry in enumerate(ENTRIES, 1)), 3)
    assert [(remark.raw, remark.line) for remark in found.remarks] == [("Some words first.", 3)]


@given(st.text(alphabet="[]()123. \nAa张.，", max_size=200))
def test_no_character_is_lost(text: str) -> None:
    """Every non-blank character of a list is in an entry or in a remark."""
    found = split_entries(text, 1)
    kept = "".join(
        [
            *(entry.raw for entry in found.entries),
            *(remark.raw for remark in found.remarks if "numbering" not in remark.reason),
        ]
    )
    assert sorted(kept.replace("\n", "").replace(" ", "")) == sorted(text.replace("\n", "").replace(" ", ""))
