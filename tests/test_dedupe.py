"""Which records are the same work, and what becomes of them."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.datatypes import Library, Origin, Person, Problem, Record
from synth.dedupe import deduplicate, title_key
from synth.dedupe.blocks import candidate_pairs
from synth.dedupe.judge import conflict, judge
from synth.dedupe.profile import profile_of
from synth.errors import DataError
from synth.languages import explain
from synth.readers import read_sources

if TYPE_CHECKING:
    import random

    from synth.dedupe.profile import Profile


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


def test_each_field_comes_from_the_record_that_says_most() -> None:
    """Full names, the full journal, both pages, the subtitle and the longer abstract stay, not the first ones met."""
    people = (Person(family="Author", given="Anna"), Person(family="Writer", given="Ben"))
    short = record(
        1,
        "TITLE ONE OF THE LONGER KIND",
        authors=(Person(family="AUTHOR", given="A."), Person(family="WRITER", given="B.")),
        year=2020,
        container="J. Long Titl.",
        volume="3",
        issue="4",
        pages="101",
        doi="10.1/a",
        publisher="Publisher A",
        url="https://example.org/a",
        abstract="Short.",
    )
    full = record(
        2,
        "Title one of the longer kind: a subtitle",
        authors=people,
        year=2020,
        container="Journal of Long Titles",
        pages="101–110",
        doi="10.1/A",
        abstract="What it says at length.",
    )
    (kept,) = deduplicate(library(short, full)).records
    assert (kept.id, kept.title, kept.authors) == ("r1", full.title, people)
    assert (kept.container, kept.pages, kept.abstract) == (full.container, full.pages, full.abstract)
    assert (kept.volume, kept.doi) == ("3", "10.1/a")


def test_the_year_is_that_of_the_printed_work() -> None:
    """Of an advance copy and the printed work, the year is the printed one's, and a kind beats no kind."""
    fields = {"authors": (Person(family="Author", given="Anna"),), "container": "Journal A", "type": "document"}
    advance = record(
        1,
        "Title one of a very much longer kind",
        year=2019,
        doi="10.1/a",
        abstract="What it says.",
        keywords=("word",),
        url="https://example.org/a",
        publisher="Publisher A",
        **fields,
    )
    printed = record(
        2,
        "Title one of a very much longer kind",
        **{**fields, "type": "review", "year": 2020, "volume": "3", "pages": "1-9"},
    )
    (kept,) = deduplicate(library(advance, printed)).records
    assert (kept.id, kept.year, kept.volume, kept.type) == ("r1", 2020, "3", "review")


def test_without_merging_nothing_is_set_aside() -> None:
    """All records stay as they were read, and links are still found."""
    records = (
        record(1, "Title one of the longer kind", authors=(Person(family="Author"),), year=2020, container="Journal A"),
        record(2, "Title one of the longer kind", authors=(Person(family="Author"),), year=2020, container="Journal A"),
        record(3, "Title one of the longer kind", authors=(Person(family="Author"),), year=2019, container="arXiv"),
    )
    corpus = deduplicate(library(*records), merge=False)
    assert corpus.records == records
    assert corpus.duplicates == ()
    assert [(link.record_id, link.other_id, link.kind) for link in corpus.links] == [
        ("r1", "r3", "preprint"),
        ("r2", "r3", "preprint"),
    ]


def test_a_link_names_records_that_stay() -> None:
    """A translation of a record that is set aside is linked to the one that stays for it, once."""
    fields = {"year": 2020, "container": "期刊甲", "language": "zh", "translated_title": "Title one of the longer kind"}
    corpus = deduplicate(
        library(
            record(1, "题目甲的路径", **fields, pages="11-20"),
            record(2, "题目甲的路径", **fields),
            record(3, "Title one of the longer kind", year=2020),
        )
    )
    assert [(link.record_id, link.other_id, link.kind) for link in corpus.links] == [("r1", "r3", "translation")]
    assert [duplicate.record.id for duplicate in corpus.duplicates] == ["r2"]


def test_a_chain_of_likeness_does_not_join_two_works() -> None:
    """A record without pages is like two others, but joins only one of them, for their pages differ."""
    corpus = deduplicate(
        library(
            record(1, "Title one", year=2020, pages="11-20"),
            record(2, "Title one", year=2020),
            record(3, "Title one", year=2020, pages="31-40"),
        )
    )
    assert {kept.id for kept in corpus.records} == {"r1", "r3"}


def test_one_key_for_several_works_says_nothing() -> None:
    """Some databases give one citation key to several works; ids are no evidence."""
    corpus = deduplicate(library(record(1, "Title one", id="Author2020"), record(2, "Title two", id="Author2020~2")))
    assert len(corpus.records) == 2


@pytest.mark.parametrize("count", [1000, 4000])
def test_thousands_of_equal_titles_cost_little(count: int) -> None:
    """Records of one title are compared with few of the others, so that the work does not grow with the square."""
    years = [profile_of(record(n, "Title one of the longer kind", year=1000 + n)) for n in range(count)]
    assert len(candidate_pairs(years)) <= 40 * count


def test_a_field_of_a_megabyte_is_compared_by_its_beginning() -> None:
    """However long a field is, what is compared of it stays short, and equal records are still one."""
    long = "A title without end " * 50_000
    people = (Person(family=long),) * 500
    records = [record(n, long, container=long, doi=long, pages=long, volume=long, authors=people) for n in (1, 2)]
    profile = profile_of(records[0])
    sizes = (len(profile.title), len(profile.container), len(profile.doi), len(profile.volume), len(profile.names))
    assert max(sizes) <= 1000
    assert len(deduplicate(library(*records)).records) == 1


def test_equal_titles_of_other_years_all_stay() -> None:
    """A yearly report of one title stays as often as it was written, and each copy of one goes."""
    records = [record(n, "Report of the titles", year=1500 + n // 2) for n in range(600)]
    assert len(deduplicate(library(*records)).records) == 300


def test_the_reason_names_what_agrees() -> None:
    """A reason holds the similarity and the fields that agree, and has a text in both languages."""
    fields = {"authors": (Person(family="Author"),), "year": 2020, "volume": "1", "pages": "11-20"}
    (duplicate,) = deduplicate(
        library(record(1, "Title one of the longer kind", **fields), record(2, "Title one of a longer kind", **fields))
    ).duplicates
    assert dict(duplicate.reason.values) == {"similarity": 86, "agreed": "authors year volume pages"}
    assert "86" in explain(duplicate.reason, "en")
    assert "86" in explain(duplicate.reason, "zh")


def test_where_nothing_could_be_read_the_first_problem_is_told() -> None:
    """A library of problems alone is an error with source, line and reason."""
    origin = Origin(source="list.txt", line=7)
    problem = Problem(kind="unreadable", origin=origin, raw="???", reason="has no title")
    with pytest.raises(DataError, match=r"list\.txt.*line 7: has no title"):
        deduplicate(Library(sources=(), records=(), problems=(problem,)))


def test_a_guessed_translation_needs_one_partner() -> None:
    """Where two records stand in the place of a third in another script, none is taken for its translation."""
    place = {"year": 2020, "volume": "12", "issue": "3", "pages": "101-110"}
    people = (Person(family="Zhang", given="San"),)
    chinese = record(1, "题目甲的路径", authors=(Person(literal="张三"),), **place)
    one = record(2, "Title one of the longer kind", authors=people, **place)
    other = record(3, "Quite another thing", authors=(Person(family="Li", given="Si"),), **place)
    assert [link.other_id for link in deduplicate(library(chinese, one)).links] == ["r2"]
    assert deduplicate(library(chinese, one, other)).links == ()


_RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(
                [
                    "Title one of the longer kind",
                    "TITLE ONE OF THE LONGER KIND.",
                    "Title one of teh longer kind",
                    "Title one of the longer kind: a review",
                    "Title one of the longer kind, part II",
                    "Reply to title one of the longer kind",
                    "产教融合的时间",
                    "产教融合的实践",
                    "Editorial",
                ]
            )
        },
        optional={
            "year": st.sampled_from([2020, 2021, 2024]),
            "doi": st.sampled_from(["10.1/a", "10.1/b", "10.48550/arxiv.1"]),
            "pages": st.sampled_from(["11-20", "11", "31-40"]),
            "volume": st.sampled_from(["1", "2"]),
            "container": st.sampled_from(["Journal of Long Titles", "J. Long Titl.", "期刊甲", "arXiv"]),
            "authors": st.sampled_from(
                [
                    (Person(family="Author", given="Anna"),),
                    (Person(family="AUTHOR", given="A."),),
                    (Person(family="Writer"),),
                ]
            ),
            "translated_title": st.just("Title one of the longer kind"),
            "abstract": st.sampled_from(["What it says.", "What it says at length."]),
        },
    ),
    max_size=14,
)


@settings(deadline=None)
@given(_RECORDS, st.booleans(), st.randoms(use_true_random=False))
def test_no_record_is_lost_and_order_does_not_matter(
    drawn: list[dict[str, object]],
    merge: bool,  # noqa: FBT001 - hypothesis gives the arguments
    chance: random.Random,
) -> None:
    """Every record stays or is set aside for one that stays, and the order of the records has no influence at all."""
    records = [record(n, **fields) for n, fields in enumerate(drawn, 1)]  # type: ignore[arg-type] # title is among the fields
    corpus = deduplicate(library(*records), merge=merge)
    kept = {item.id for item in corpus.records}
    aside = [item.record.id for item in corpus.duplicates]
    assert sorted([*kept, *aside]) == sorted(item.id for item in records)
    assert all(item.kept_id in kept for item in corpus.duplicates)
    assert all({link.record_id, link.other_id} <= kept for link in corpus.links)
    assert corpus.flow.identified == len(records)
    chance.shuffle(records)
    assert deduplicate(library(*records), merge=merge) == corpus


@settings(deadline=None)
@given(_RECORDS)
def test_works_that_are_set_apart_have_no_work_in_common(drawn: list[dict[str, object]]) -> None:
    """No two records of one work speak against each other: not by number, notice, page or script."""
    records = [record(n, **fields) for n, fields in enumerate(drawn, 1)]  # type: ignore[arg-type] # title is among the fields
    corpus = deduplicate(library(*records))
    works: dict[str, list[Profile]] = {}
    for item in (*corpus.records, *(duplicate.record for duplicate in corpus.duplicates)):
        original = next(one for one in records if one.id == item.id)
        home = next((duplicate.kept_id for duplicate in corpus.duplicates if duplicate.record.id == item.id), item.id)
        works.setdefault(home, []).append(profile_of(original))
    for work in works.values():
        assert len({profile.notice for profile in work}) == 1
        assert len({profile.han for profile in work}) == 1
        for ours, theirs in combinations(work, 2):
            assert judge(ours, theirs) is not None or not conflict(ours, theirs)


_DATA = Path(os.environ.get("SYNTH_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data"


def test_no_two_chinese_titles_of_other_letters_merge() -> None:
    """Of tens of thousands of titles of education journals, only those equal in letters and digits are one."""
    path = _DATA / "volume" / "cnki_education_titles.jsonl"
    if not path.is_file():
        pytest.skip("the titles are not here")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    records = [record(n, row["title"], year=row["year"], language="zh") for n, row in enumerate(rows, 1)]
    corpus = deduplicate(library(*records))
    kept = {item.id: item.title for item in corpus.records}
    assert corpus.duplicates
    assert all(title_key(item.record.title) == title_key(kept[item.kept_id]) for item in corpus.duplicates)


def test_one_export_in_three_formats_is_read_once() -> None:
    """Each record of an export in RIS, BibTeX and CSV finds its twins, with DOIs and without."""
    paths = [_DATA / "exports" / "scopus" / f"pfas_scopus.{ending}" for ending in ("ris", "bib", "csv")]
    if not all(path.is_file() for path in paths):
        pytest.skip("the exports are not here")
    together = read_sources(paths)
    bare = replace(together, records=tuple(replace(item, doi="") for item in together.records))
    once = len(read_sources(paths[:1]).records)
    assert [len(deduplicate(given).records) for given in (together, bare)] == [once, once]
