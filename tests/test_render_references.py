"""References in the two styles, against entries of real works."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from fakes import fake_record
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import LanguageCode, Person, Record
from synth.render.references import bare_doi, format_reference, page_range


def people(*names: str) -> tuple[Person, ...]:
    """Return persons from "Family, Given" or whole names."""
    return tuple(
        Person(family=name.partition(", ")[0], given=name.partition(", ")[2]) if ", " in name else Person(literal=name)
        for name in names
    )


ARTICLE = fake_record(
    1,
    "Title one",
    *people("Author, Ann Bea", "Writer, Jean-Carl"),
    container="Journal A",
    volume="12",
    issue="(S1)",
    pages="21-28+37",
    doi="https://doi.org/10.9999/a.1",
)


def test_an_english_article() -> None:
    """APA 7: initials, an ampersand, volume(issue), an en dash between pages, the DOI as an address without a stop."""
    assert format_reference(ARTICLE, "en") == (
        "Author, A. B., & Writer, J. C. (2020). Title one. Journal A, 12(S1), 21–28+37. https://doi.org/10.9999/a.1"
    )


def test_an_english_article_in_a_chinese_list() -> None:
    """GB/T 7714: family names in capitals, initials without stops, the type mark, year, volume(issue): pages."""
    assert format_reference(ARTICLE, "zh") == (
        "AUTHOR A B, WRITER J C. Title one[J]. Journal A, 2020, 12(S1): 21–28+37. https://doi.org/10.9999/a.1"
    )


def test_a_real_entry_without_a_volume() -> None:
    """An issue without a volume stands in brackets by itself."""
    record = fake_record(
        1,
        "A Study on Talent Development Enabling the Advancement of New Quality Productive Forces",
        *people("Xie, Jiashu", "Duan, Wenting"),
        year=2024,
        container="Journal of China University of Labor Relations",
        issue="04",
        pages="25–35",
    )
    assert format_reference(record, "en") == (
        "Xie, J., & Duan, W. (2024). A Study on Talent Development Enabling the Advancement of New Quality Productive "
        "Forces. Journal of China University of Labor Relations, (04), 25–35."
    )
    assert format_reference(record, "zh").endswith("Journal of China University of Labor Relations, 2024(04): 25–35.")


@pytest.mark.parametrize(
    ("kind", "fields", "english", "chinese"),
    [
        ("book", {"publisher": "Press"}, "(2020). Title. Press.", "Title[M]. Press, 2020."),
        ("thesis", {"publisher": "School"}, "(2020). Title [Thesis]. School.", "Title[D]. School, 2020."),
        (
            "chapter",
            {"container": "Book", "publisher": "Press", "pages": "1-2"},
            "(2020). Title. In Book (pp. 1–2). Press.",
            "Title[M]//Book. Press, 2020: 1–2.",
        ),
        (
            "paper-conference",
            {"container": "Meeting", "pages": "5"},
            "(2020). Title. In Meeting (pp. 5).",
            "Title[C]//Meeting. 2020: 5.",
        ),
        (
            "webpage",
            {"url": "https://example.org/x"},
            "(2020). Title. https://example.org/x",
            "Title[EB/OL]. 2020. https://example.org/x",
        ),
        ("song", {}, "(2020). Title.", "Title[Z]. 2020."),
    ],
)
def test_kinds_of_works(kind: str, fields: dict[str, Any], english: str, chinese: str) -> None:
    """Each kind of work has its own form in both styles."""
    record = fake_record(1, "Title", *people("Author, A"), type=kind, **fields)
    assert format_reference(record, "en") == f"Author, A. {english}"
    assert format_reference(record, "zh") == f"AUTHOR A. {chinese}"


def test_more_than_three_authors_in_a_chinese_list() -> None:
    """Of more than three authors three are named; "等" and "et al" follow the record's own language."""
    chinese = fake_record(1, "题目", *people("作者甲", "作者乙", "作者丙", "作者丁"), language="zh")
    english = fake_record(1, "Title", *people("A, A", "B, B", "C, C", "D, D"))
    three = dataclasses.replace(chinese, authors=chinese.authors[:3])
    assert format_reference(chinese, "zh") == "作者甲, 作者乙, 作者丙, 等. 题目[J]. 2020."
    assert format_reference(english, "zh") == "A A, B B, C C, et al. Title[J]. 2020."
    assert format_reference(three, "zh") == "作者甲, 作者乙, 作者丙. 题目[J]. 2020."


def test_more_than_twenty_authors_in_an_english_list() -> None:
    """APA 7 names nineteen authors and the last."""
    record = fake_record(1, "Title", *people(*(f"F{number}, G" for number in range(1, 23))))
    assert "F19, G., … F22, G. (2020)" in format_reference(record, "en")
    assert "F20," not in format_reference(record, "en")


def test_et_al_from_the_source_is_no_author() -> None:
    """Where the source itself cut the list, the reference says so in its own form."""
    record = dataclasses.replace(fake_record(1, "Title", *people("A, A")), more_authors=True)
    chinese = dataclasses.replace(fake_record(1, "题目", *people("作者甲"), language="zh"), more_authors=True)
    assert format_reference(record, "en") == "A, A., et al. (2020). Title."
    assert format_reference(record, "zh") == "A A, et al. Title[J]. 2020."
    assert format_reference(chinese, "zh") == "作者甲, 等. 题目[J]. 2020."


def test_chinese_names_stay_whole() -> None:
    """A name in Chinese characters is not turned round or abbreviated, whether or not it came in two parts."""
    record = fake_record(1, "题目", Person(family="作", given="者甲"), language="zh")
    assert format_reference(record, "zh") == "作者甲. 题目[J]. 2020."
    assert format_reference(record, "en") == "作者甲. (2020). 题目."


def test_a_title_keeps_its_own_ending() -> None:
    """A question mark ends a title; no full stop is added behind it."""
    assert format_reference(fake_record(1, "Why?", year=None), "en") == "Why? (n.d.)."
    assert format_reference(fake_record(1, "Why?", *people("A, A")), "en") == "A, A. (2020). Why?"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("1-9", "1–9"),
        ("1 — 9", "1–9"),
        ("1～9", "1–9"),
        ("S1-S9", "S1–S9"),
        ("xi-xv", "xi–xv"),
        ("e-12", "e-12"),
        ("", ""),
    ],
)
def test_page_ranges(pages: str, expected: str) -> None:
    """Whatever joins two page numbers becomes an en dash; other hyphens stay."""
    assert page_range(pages) == expected


@pytest.mark.parametrize(
    "doi", ["10.9999/x", "https://doi.org/10.9999/x", "http://dx.doi.org/10.9999/x", "DOI: 10.9999/x"]
)
def test_a_doi_in_any_form(doi: str) -> None:
    """A DOI may come as an address or with its name before it."""
    assert bare_doi(doi) == "10.9999/x"


FIELDS = st.sampled_from(["", "Aa", "7"])


@given(
    st.fixed_dictionaries(
        {
            **dict.fromkeys(("container", "volume", "issue", "pages", "publisher", "doi", "url"), FIELDS),
            "year": st.none() | st.just(2020),
            "type": st.sampled_from(["article-journal", "book", "chapter", "thesis", "webpage", "paper-conference"]),
        }
    ),
    st.lists(st.sampled_from(people("A, B", "Whole Name", "作者甲", "Only, ")), max_size=5),
    st.sampled_from(["en", "zh"]),
)
def test_missing_fields_leave_no_trace(fields: dict[str, Any], authors: list[Person], language: LanguageCode) -> None:
    """Whichever fields are missing, no punctuation is left without the text it belonged to."""
    text = format_reference(fake_record(1, "Title", *authors, **fields), language)
    assert not re.search(r"\(\)|\s{2}|\s[,.;:)]|[,:;(]\s*[.,:;)]|\.\s*\.(?!\s)|^[\s,.:(]|[,:(\s]$", text), text
    assert all(str(value) in text for name, value in fields.items() if value and name in {"container", "year"}), text


def test_controls_do_not_reach_a_reference() -> None:
    """Control characters of a source end here."""
    record: Record = fake_record(1, "Ti\x1btle\u202e one", *people("A\x00, B"))
    assert format_reference(record, "en") == "A, B. (2020). Title one."
