"""Which records are the same work, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import Library, Origin, Person, Record
from synth.dedupe import deduplicate, title_key

if TYPE_CHECKING:
    import random


def record(number: int, title: str, **fields: object) -> Record:
    """Return a record from a made-up list."""
    plain = Record(
        id=f"r{number}", number=number, title=title, origin=Origin(source="list.txt", line=number), raw=title
    )
    return replace(plain, **fields)  # type: ignore[arg-type] # the fields of Record, spelt at the call


def library(*records: Record) -> Library:
    """Return a library of these records."""
    return Library(sources=(), records=records)


def test_four_chinese_titles_stay_four() -> None:
    """Titles without one ASCII letter are compared in their own script."""
    titles = ["产教融合的逻辑", "产教融合的困境", "职业教育的路径", "新质生产力的内涵"]
    corpus = deduplicate(library(*(record(n, title, year=2024) for n, title in enumerate(titles, 1))))
    assert [kept.title for kept in corpus.records] == titles
    assert corpus.duplicates == ()


def test_identical_entries_are_one() -> None:
    """The second of two identical entries is set aside, with the reason and the id that stays."""
    corpus = deduplicate(library(record(1, "Title one"), record(2, "Title one")))
    assert [kept.number for kept in corpus.records] == [1]
    (duplicate,) = corpus.duplicates
    assert (duplicate.record.number, duplicate.kept_id, duplicate.reason.code) == (2, "r1", "duplicate-title")


def test_case_width_and_punctuation_do_not_tell_titles_apart() -> None:
    """``Ｔｉｔｌｅ－ｏｎｅ：A room`` is ``title one, a ROOM``."""
    assert title_key("Ｔｉｔｌｅ－ｏｎｅ：A room") == title_key("title one, a ROOM") == "titleonearoom"


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ({"year": 2020}, {"year": 2020}, True),
        ({"year": 2020}, {}, True),
        ({"year": 2020}, {"year": 2021}, False),
        ({"authors": (Person(family="Author"),)}, {"authors": (Person(family="AUTHOR", given="A"),)}, True),
        ({"authors": (Person(family="Author"),)}, {"authors": (Person(family="Writer"),)}, False),
        ({"pages": "12–18"}, {"pages": "012"}, True),
        ({"pages": "12–18"}, {"pages": "45–67"}, False),
        ({"doi": "10.1/a"}, {"doi": "10.1/b"}, False),
        ({"doi": "10.1/a"}, {}, True),
    ],
)
def test_equal_titles_need_nothing_that_speaks_against(
    ours: dict[str, object],
    theirs: dict[str, object],
    same: bool,  # noqa: FBT001 - pytest gives the arguments
) -> None:
    """Records of one title are one work unless year, first author, first page or DOI differ."""
    corpus = deduplicate(library(record(1, "Title one", **ours), record(2, "Title one", **theirs)))
    assert (len(corpus.records) == 1) is same


def test_a_shared_doi_outweighs_different_titles() -> None:
    """A DOI names one work, however its title is spelt."""
    corpus = deduplicate(library(record(1, "Title one", doi="10.1/a"), record(2, "Titel one", doi="10.1/a")))
    assert [duplicate.reason.code for duplicate in corpus.duplicates] == ["duplicate-doi"]


def test_a_short_title_names_no_work() -> None:
    """Two prefaces are two works."""
    assert len(deduplicate(library(record(1, "序"), record(2, "序"))).records) == 2


def test_the_record_that_stays_takes_what_it_lacks() -> None:
    """The fuller record is kept, and its gaps are filled from the other."""
    full = record(2, "Title one", year=2020, container="Journal A", doi="10.1/a")
    other = record(1, "TITLE ONE", abstract="What it says.")
    (kept,) = deduplicate(library(other, full)).records
    assert (kept.id, kept.container, kept.abstract) == ("r2", "Journal A", "What it says.")


def test_a_filled_doi_finds_further_duplicates() -> None:
    """A third record is recognised by the DOI that the first took from the second."""
    records = (
        record(1, "Title one", year=2020, container="Journal A", pages="1–2"),
        record(2, "Title one", doi="10.1/a"),
        record(3, "Another spelling", doi="10.1/a"),
    )
    assert len(deduplicate(library(*records)).records) == 1


_RECORDS = st.lists(
    st.builds(
        lambda title, year, doi, family: {
            "title": title,
            "year": year,
            "doi": doi,
            "authors": (Person(family=family),) if family else (),
        },
        st.sampled_from(["Title one", "title ONE", "Title two", "产教融合", "职业教育研究"]),
        st.sampled_from([None, 2020, 2021]),
        st.sampled_from(["", "", "10.1/a", "10.1/b"]),
        st.sampled_from(["", "Author", "Writer"]),
    ),
    max_size=12,
)


@given(_RECORDS, st.randoms(use_true_random=False))
def test_no_record_is_lost_and_order_does_not_matter(drawn: list[dict[str, object]], chance: random.Random) -> None:
    """Every record stays or is set aside for one that stays; the same ones whatever the order of the source."""
    records = [record(n, **fields) for n, fields in enumerate(drawn, 1)]  # type: ignore[arg-type] # title is among the fields
    corpus = deduplicate(library(*records))
    kept = {item.id for item in corpus.records}
    aside = [item.record.id for item in corpus.duplicates]
    assert sorted([*kept, *aside]) == sorted(item.id for item in records)
    assert all(item.kept_id in kept for item in corpus.duplicates)
    chance.shuffle(records)
    again = deduplicate(library(*records))
    assert {item.id for item in again.records} == kept
    assert corpus.flow.identified == len(records)
