"""What is worth a sentence: changes beyond chance, oldest works, ties, names."""

from __future__ import annotations

import pytest
from corpora import analyse, corpus_of, expect, theme_of
from fakes import fake_record

from synth.datatypes import Corpus
from synth.synthesis.wording import shorten, stems


def texts_of(corpus: Corpus, *labels: str) -> str:
    """Return all sentences of a synthesis with one theme a label, whose seed term is the label."""
    found = analyse(corpus, expect(*(theme_of(label, label) for label in labels)))
    parts = (part for claim in found.write().claims for part in claim.parts)
    return " ".join(part for part in parts if isinstance(part, str))


def dated(titles: list[tuple[str, int]]) -> Corpus:
    """Return a corpus of titles with years."""
    records = tuple(fake_record(i, title, year=year) for i, (title, year) in enumerate(titles, 1))
    return Corpus(sources=(), records=records)


def test_a_change_within_chance_is_told_as_figures_only() -> None:
    """Three of six against one of six is no trend; six of eight against none is one."""
    chance = dated([(f"Roots number {i}", 2020) for i in range(3)] + [(f"Rivers number {i}", 2020) for i in range(3)])
    later = [("Roots again", 2021)] + [(f"Rivers again {i}", 2021) for i in range(5)]
    corpus = Corpus(
        sources=(), records=(*chance.records, *(fake_record(10 + i, t, year=y) for i, (t, y) in enumerate(later)))
    )
    told = texts_of(corpus, "roots", "rivers")
    assert "ground" not in told
    assert "no larger than chance" in told
    clear = dated([(f"Roots {i}", 2020) for i in range(8)] + [(f"Rivers {i}", 2021) for i in range(8)])
    assert "no larger than chance" not in texts_of(clear, "roots", "rivers")


def test_the_outline_begins_with_the_oldest_works() -> None:
    """The scene is set by the earliest records, wherever they stand in the list."""
    corpus = dated([("Roots of plants", 2010), ("Roots of trees", 1950), ("Roots of grass", 1980), ("Roots", 2020)])
    found = analyse(corpus, expect(theme_of("roots", "roots"), theme_of("rivers", "rivers")))
    first = found.write().outline.claims[0]
    assert [found.corpus.records[int(i[1:]) - 1].year for i in first.record_ids] == [1950, 1980, 2010, 2020]


def test_themes_of_one_size_are_not_ranked() -> None:
    """Where two themes are equally large, neither is called the largest."""
    told = texts_of(
        corpus_of(["Roots one", "Roots two", "Rivers one", "Rivers two", "Stars one"]), "roots", "rivers", "stars"
    )
    assert "the largest theme" not in told


def test_undated_records_do_not_count_as_dated() -> None:
    """Where some records have no year, the years are said of the others only."""
    corpus = Corpus(
        sources=(), records=(fake_record(1, "Roots one", year=1993), fake_record(2, "Roots two", year=None))
    )
    told = texts_of(corpus, "roots", "rivers")
    assert "one of them is dated, in 1993" in told


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A title with a stop.", "A title with a stop"),
        ("word " * 30, "word word word word word word word word word word word…"),
    ],
)
def test_a_title_that_stands_for_a_name_is_short(title: str, shown: str) -> None:
    """A title in place of an author loses its stop and is cut between words."""
    assert shorten(title, as_name=True) == shown


def test_sources_are_named_without_suffix() -> None:
    """A synthesis of a bare list is called after its file."""
    assert stems(["my.refs.txt", ".txt"]) == ["my.refs", ".txt"]
