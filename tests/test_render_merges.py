"""The merge log: what was set aside, why, and how to undo it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from fakes import fake_corpus, fake_record

from synth.datatypes import Library, Person
from synth.dedupe import deduplicate, read_apart
from synth.render.merges import merges_csv, merges_markdown

if TYPE_CHECKING:
    from pathlib import Path


def _library() -> Library:
    people = (Person(family="Author", given="A"),)
    return Library(
        sources=(),
        records=(
            fake_record(1, "=Title one of the longer kind", *people, pages="11-20"),
            fake_record(2, "=TITLE ONE OF THE LONGER KIND", *people),
        ),
    )


def test_each_merge_is_a_row() -> None:
    """A row names both records with their places, the reason, the similarity and the fields that agree."""
    (row,) = csv.DictReader(io.StringIO(merges_csv(deduplicate(_library()))))
    assert (row["kept_id"], row["kept_number"], row["kept_place"]) == ("r1", "1", "list.txt:1")
    assert (row["aside_id"], row["aside_number"], row["aside_place"]) == ("r2", "2", "list.txt:2")
    assert (row["reason"], row["similarity"], row["agreed"]) == ("same title", "100", "authors, year")
    assert row["aside_title"] == "'=TITLE ONE OF THE LONGER KIND"


def test_the_last_column_undoes_the_merge(tmp_path: Path) -> None:
    """Its text, pasted into a keep-apart file, keeps the two records apart."""
    (row,) = csv.DictReader(io.StringIO(merges_csv(deduplicate(_library()))))
    path = tmp_path / "apart.txt"
    path.write_text(row["keep_apart"], encoding="utf-8")
    assert deduplicate(_library(), apart=read_apart(path)).duplicates == ()


def test_the_log_speaks_both_languages() -> None:
    """Header, reasons and fields of the Markdown log are Chinese for a Chinese synthesis."""
    text = merges_markdown(deduplicate(_library()), "zh")
    assert text.splitlines()[0] == "| 保留 | 剔除 | 依据 | 一致的著录项 | 如需分开 |"
    assert "题名相同" in text
    assert "作者、年份" in text


def test_a_reason_without_details_is_told_too() -> None:
    """Where a reason names no fields, their column is empty."""
    (row,) = csv.DictReader(io.StringIO(merges_csv(fake_corpus())))
    assert (row["kept_id"], row["aside_id"], row["similarity"], row["agreed"]) == ("r2", "r6", "", "")


def test_without_duplicates_there_is_no_table() -> None:
    """The Markdown log is empty, the CSV has its header alone."""
    corpus = replace(fake_corpus(), duplicates=())
    assert not merges_markdown(corpus)
    assert len(merges_csv(corpus).splitlines()) == 1
