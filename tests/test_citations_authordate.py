"""Citations by author and year: unmistakable, and the same in the text as in the list."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest
from fakes import fake_record, people
from hypothesis import given
from hypothesis import strategies as st

from synth.citations import Bibliography, make_bibliography
from synth.citations.richtext import plain

if TYPE_CHECKING:
    from synth.datatypes import LanguageCode, Record


def titled(number: int, title: str, *names: str, year: int | None = 2020, language: LanguageCode = "en") -> Record:
    """Return a record by these people."""
    return fake_record(number, title, *people(*names), year=year, language=language)


def listed(bibliography: Bibliography, records: list[Record]) -> list[str]:
    """Return the list as plain text."""
    return [plain(bibliography.reference(i)) for i in bibliography.ordered([record.id for record in records])]


RECORDS = [
    titled(1, "Title one", "Author, A"),
    titled(2, "Title two", "Author, A", "Writer, B"),
    titled(3, "Title three", "Author, A", "Writer, B", "Poet, C"),
    titled(4, "题目四", "作者甲", "作者乙", language="zh"),
    titled(5, "题目五", "作者甲", "作者乙", "作者丙", language="zh"),
    titled(6, "Title six: a rather long one that nobody would cite in full"),
    titled(7, "题目七", year=None, language="zh"),
]


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        (
            "apa",
            "en",
            [
                "(Author, 2020)",
                "(Author & Writer, 2020)",
                "(Author et al., 2020)",
                "(作者甲 & 作者乙, 2020)",
                "(作者甲 等, 2020)",
                "(“Title six: a rather long one that…”, 2020)",
                "(《题目七》, n.d.)",
            ],
        ),
        (
            "apa",
            "zh",
            [
                "（Author，2020）",
                "（Author & Writer，2020）",
                "（Author et al.，2020）",
                "（作者甲和作者乙，2020）",
                "（作者甲等，2020）",
                "（“Title six: a rather long one that…”，2020）",
                "（《题目七》，无日期）",
            ],
        ),
        (
            "gbt-author",
            "zh",
            [
                "(Author, 2020)",
                "(Author et al., 2020a)",
                "(Author et al., 2020b)",
                "(作者甲 等, 2020a)",
                "(作者甲 等, 2020b)",
                "(Anon, 2020)",
                "(佚名, 无日期)",
            ],
        ),
    ],
)
def test_citations(style: str, language: LanguageCode, expected: list[str]) -> None:
    """Each style cites one, two, three and no authors in its own way, in both languages."""
    bibliography = make_bibliography(RECORDS, style, language)
    assert [bibliography.citation([record.id]) for record in RECORDS] == expected


def test_a_letter_tells_works_of_one_year_apart() -> None:
    """The same authors in the same year get a letter by title, in the citation and in the list."""
    records = [
        titled(1, "Title b", "Author, A"),
        titled(2, "Title a", "Author, A"),
        titled(3, "T", "Author, A", year=1999),
    ]
    for style in ("apa", "gbt-author"):
        bibliography = make_bibliography(records, style, "en")
        assert bibliography.citation(["r1", "r2", "r3"]) == "(Author, 1999; Author, 2020a; Author, 2020b)"
        assert "2020a" in plain(bibliography.reference("r2"))
        assert "2020b" in plain(bibliography.reference("r1"))
    undated = [dataclasses.replace(record, year=None) for record in records]
    assert make_bibliography(undated, "apa", "en").citation(["r1"]) == "(Author, n.d.-c)"


def test_different_people_are_told_apart_by_names() -> None:
    """APA names more authors, or the first one's initials, where works of one year by others would look the same."""
    records = [
        titled(1, "Title one", "Author, A", "Writer, B", "Poet, C"),
        titled(2, "Title two", "Author, A", "Singer, B", "Poet, C"),
        titled(3, "Title three", "Smith, A"),
        titled(4, "Title four", "Smith, B"),
    ]
    bibliography = make_bibliography(records, "apa", "en")
    assert bibliography.citation(["r1"]) == "(Author, Writer, & Poet, 2020)"
    assert bibliography.citation(["r2"]) == "(Author, Singer, & Poet, 2020)"
    assert bibliography.citation(["r3", "r4"]) == "(A. Smith, 2020; B. Smith, 2020)"


def test_the_list_is_in_the_order_of_authors() -> None:
    """By family name without accents, one author before several, by year; titles without their article."""
    records = [
        titled(1, "Title", "Zola, A"),
        titled(2, "Title", "Émile, A"),
        titled(3, "Title", "Emil, A", "Other, B"),
        titled(4, "Title", "Emil, A", year=2021),
        titled(5, "The fox"),
        titled(6, "题目", "张三", language="zh"),
        titled(7, "题目", "李四", language="zh"),
        titled(8, "Title", "Emil, A", year=None),
    ]
    ids = [record.id for record in records]
    assert make_bibliography(records, "apa", "en").ordered(ids) == ["r8", "r4", "r3", "r2", "r5", "r1", "r7", "r6"]
    assert make_bibliography(records, "gbt-author", "zh").ordered(ids)[:2] == ["r7", "r6"]


def test_many_works_are_counted() -> None:
    """A citation of more than four works names three and counts the rest."""
    records = [titled(number, f"Title {number}", f"F{number}, A") for number in range(1, 9)]
    ids = [record.id for record in records]
    assert make_bibliography(records, "apa", "en").citation(ids) == "(F1, 2020; F2, 2020; F3, 2020; and 5 more)"
    assert make_bibliography(records, "apa", "zh").citation(ids) == "（F1，2020；F2，2020；F3，2020；另有5篇）"
    assert make_bibliography(records, "apa", "en").citation(ids[:4]).count(";") == 3
    assert make_bibliography(records, "apa", "en").citation(ids, whole=True).count(";") == 7


def test_a_work_just_named_is_not_cited_again() -> None:
    """Unless a letter is needed, author and year in the sentence are a citation."""
    english, chinese = make_bibliography(RECORDS, "apa", "en"), make_bibliography(RECORDS, "apa", "zh")
    assert english.citation(["r2"], "as Author and Writer (2020) say") == ""
    assert english.citation(["r3"], "as Author et al. (2020) say") == ""
    assert english.citation(["r2", "r3"], "as Author et al. (2020) say") != ""
    assert chinese.citation(["r4"], "作者甲和作者乙（2020）指出") == ""
    same = make_bibliography([titled(1, "A", "Author, A"), titled(2, "B", "Author, A")], "apa", "en")
    assert same.citation(["r1"], "as Author (2020) says") == "(Author, 2020a)"


NAMES = st.lists(
    st.sampled_from(["Author, A", "Author, B", "Writer, C", "作者甲", "World Bank"]), max_size=4, unique=True
)


@given(
    st.lists(st.tuples(NAMES, st.sampled_from([None, 2020, 2021]), st.sampled_from(["Title", "Other"])), max_size=12),
    st.sampled_from(["apa", "gbt-author"]),
    st.sampled_from(["en", "zh"]),
)
def test_no_two_works_are_cited_alike(
    works: list[tuple[list[str], int | None, str]], style: str, language: LanguageCode
) -> None:
    """Every work has a citation of its own, its letter stands in the list, and the order of the source is nothing."""
    records = [titled(place + 1, title, *names, year=year) for place, (names, year, title) in enumerate(works)]
    bibliography = make_bibliography(records, style, language)
    cited = {record.id: bibliography.citation([record.id]) for record in records}
    assert len(set(cited.values())) == len(records)
    for record in records:
        letter = re.search(r"(?:\d|\.-|期-)([a-z]+)[)）]", cited[record.id])
        assert not letter or re.search(rf"(?:\d|-){letter[1]}[).]", plain(bibliography.reference(record.id)))
    turned = make_bibliography(records[::-1], style, language)
    assert [turned.citation([record.id]) for record in records] == list(cited.values())
    assert listed(turned, records) == listed(bibliography, records)
