"""References after GB/T 7714 of 2015 and 2025, by hand, for each kind of work."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import fake_record, people

from synth.citations.gbt import OF_2015, OF_2025, reference
from synth.citations.richtext import Run, plain
from synth.datatypes import Person, Record


def text(record: Record) -> str:
    """Return an entry of 2015 as plain text."""
    return plain(reference(record, OF_2015))


ARTICLE = fake_record(
    1,
    "Title one: a study",
    *people("Author, Ann Bea", "van der Berg, Jan"),
    container="Journal A",
    volume="12",
    issue="(S1)",
    pages="21–28+37",
)


def test_an_article_in_both_editions() -> None:
    """2015: capitals and half-width punctuation; 2025: names as written and full-width punctuation."""
    assert text(ARTICLE) == "AUTHOR A B, VAN DER BERG J. Title one: a study[J]. Journal A, 2020, 12(S1): 21-28+37."
    assert plain(reference(ARTICLE, OF_2025)) == (
        "Author A B，van der Berg J. Title one: a study[J]. Journal A，2020，12（S1）：21-28+37."
    )


@pytest.mark.parametrize(
    ("kind", "fields", "of_2015", "of_2025"),
    [
        (
            "article-journal",
            {"container": "期刊", "issue": "04", "pages": "25-35"},
            "题目[J]. 期刊, 2020(04): 25-35.",
            "",
        ),
        (
            "article-newspaper",
            {"container": "报纸", "pages": "5"},
            "题目[N]. 报纸, 2020(5).",
            "题目[N]. 报纸，2020（5）.",
        ),
        (
            "book",
            {"publisher": "出版社", "volume": "2"},
            "题目: 第2卷[M]. 出版社, 2020.",
            "题目：第2卷[M]. 出版社，2020.",
        ),
        (
            "chapter",
            {"container": "书名", "publisher": "出版社", "pages": "1-2"},
            "题目[M]//书名. 出版社, 2020: 1-2.",
            "题目[M]//书名. 出版社，2020：1-2.",
        ),
        (
            "paper-conference",
            {"container": "会议录", "publisher": "出版社", "pages": "5"},
            "题目[C]//会议录. 出版社, 2020: 5.",
            "题目[C]//会议录. 出版社，2020：5.",
        ),
        ("thesis", {"publisher": "大学"}, "题目[D]. 大学, 2020.", "题目[D]. 大学，2020."),
        ("report", {"publisher": "机构"}, "题目[R]. 机构, 2020.", "题目[R]. 机构，2020."),
        (
            "standard",
            {"publisher": "出版社", "issue": "GB 1"},
            "题目: GB 1[S]. 出版社, 2020.",
            "GB 1\u2003题目[S]. 出版社，2020.",
        ),
        ("patent", {"issue": "CN 1"}, "题目: CN 1[P]. 2020.", "题目：CN 1[P]. 2020."),
        ("dataset", {"publisher": "机构"}, "题目[DS]. 机构, 2020.", "题目[DS]. 机构（2020）."),
        ("software", {}, "题目[CP]. (2020).", "题目[CP]. （2020）."),
        ("map", {"publisher": "出版社"}, "题目[CM]. 出版社, 2020.", ""),
        ("article", {"publisher": "平台"}, "题目[EB/OL]. 平台, 2020.", "题目[PP]. 平台（2020）."),
        ("manuscript", {}, "题目[A]. 2020.", ""),
        (
            "webpage",
            {"url": "https://example.org/x"},
            "题目[EB/OL]. (2020). https://example.org/x.",
            "题目[EB/OL]. （2020）. https://example.org/x.",
        ),
        ("song", {}, "题目[Z]. 2020.", "题目[Z]. 2020."),
        ("song", {"url": "https://example.org/x"}, "题目[EB/OL]. 2020. https://example.org/x.", ""),
    ],
)
def test_kinds_of_works(kind: str, fields: dict[str, Any], of_2015: str, of_2025: str) -> None:
    """Each kind of work has its mark and its form."""
    record = fake_record(1, "题目", *people("作者甲"), type=kind, language="zh", **fields)
    assert text(record) == f"作者甲. {of_2015}"
    assert not of_2025 or plain(reference(record, OF_2025)) == f"作者甲. {of_2025}"


@pytest.mark.parametrize(
    ("kind", "mark"),
    [("article-journal", "[J/OL]"), ("dataset", "[DS/OL]"), ("chapter", "[M/OL]"), ("thesis", "[D/OL]")],
)
def test_what_is_online_says_so(kind: str, mark: str) -> None:
    """With an address or a DOI the mark names the carrier; beside a DOI no address is given."""
    record = fake_record(1, "Title", type=kind, doi="10.9999/A", url="https://doi.org/10.9999/a")
    assert mark in text(record)
    assert text(record).endswith("DOI:10.9999/A.")
    assert Run(text="10.9999/A", url="https://doi.org/10.9999/A") in reference(record, OF_2015)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 3000])
def test_how_many_authors(count: int) -> None:
    """Up to three are all named; of more three, and "等" or "et al." by the language of the work."""
    chinese = fake_record(1, "题目", *people(*(f"作者{number}" for number in range(count))), language="zh")
    english = fake_record(1, "Title", *people(*(f"F{number}, G" for number in range(count))))
    assert text(chinese) == ", ".join([f"作者{number}" for number in range(min(count, 3))]) + (
        ", 等. 题目[J]. 2020." if count > 3 else ". 题目[J]. 2020."
    )
    assert (", et al. Title" in text(english)) == (count > 3)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person(family="Author", given="Ann, Jr."), "AUTHOR A Jr"),
        (Person(family="作", given="者甲"), "作者甲"),
        (Person(literal="World Bank"), "World Bank"),
        (Person(family="Straße", given="A"), "STRASSE A"),
    ],
)
def test_names(person: Person, expected: str) -> None:
    """Family names in capitals, initials without stops; Chinese names and bodies as they are."""
    assert text(fake_record(1, "Title", person)) == f"{expected}. Title[J]. 2020."


def test_what_is_missing() -> None:
    """A numbered list leaves a missing author and year out; the author-date form names both."""
    assert text(fake_record(1, "题目", year=None, language="zh")) == "题目[J]."
    undated = fake_record(1, "题目", year=None, language="zh")
    assert plain(reference(undated, OF_2015, "无日期")) == "佚名, 无日期. 题目[J]."
    assert plain(reference(fake_record(1, "Title"), OF_2015, "2020a")) == "Anon, 2020a. Title[J]."
    paper = fake_record(1, "Title", type="paper-conference", container="Meeting", pages="7", year=None)
    assert text(paper) == "Title[C]//Meeting: 7."


def test_the_stop_of_a_title_goes_before_the_mark() -> None:
    """A final stop is no part of a title; that of an abbreviation, and a question mark, are."""
    assert text(fake_record(1, "题目。", language="zh")) == "题目[J]. 2020."
    assert text(fake_record(1, "Why?")) == "Why?[J]. 2020."
    assert text(fake_record(1, "In the U.S.")) == "In the U.S.[J]. 2020."
