"""References after APA 7, by hand, for each kind of work."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from fakes import fake_record, people

from synth.citations.apa import reference
from synth.citations.richtext import Run, plain
from synth.datatypes import LanguageCode, Person, Record


def text(record: Record, language: LanguageCode = "en") -> str:
    """Return an entry as plain text."""
    return plain(reference(record, language))


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


def test_an_article() -> None:
    """Initials with the hyphen of the name, an ampersand, volume(issue), an en dash, the DOI as an address, no stop."""
    assert text(ARTICLE) == (
        "Author, A. B., & Writer, J.-C. (2020). Title one. Journal A, 12(S1), 21–28+37. https://doi.org/10.9999/a.1"
    )


def test_italics_and_links() -> None:
    """Journal and volume are in italics, so is the title of a work that stands alone; the DOI is a link."""
    assert reference(ARTICLE, "en")[1:] == (
        Run(text="Journal A", italic=True),
        Run(text=", "),
        Run(text="12", italic=True),
        Run(text="(S1), 21–28+37. "),
        Run(text="https://doi.org/10.9999/a.1", url="https://doi.org/10.9999/a.1"),
    )
    book = fake_record(1, "Book one", *people("Author, A"), type="book", publisher="Press A")
    assert Run(text="Book one", italic=True) in reference(book, "en")


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
    assert text(record) == (
        "Xie, J., & Duan, W. (2024). A Study on Talent Development Enabling the Advancement of New Quality Productive "
        "Forces. Journal of China University of Labor Relations, (04), 25–35."
    )


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article-journal", {"container": "Journal A", "pages": "e123"}, "Title. Journal A, Article e123."),
        ("article-magazine", {"container": "Magazine A", "issue": "3"}, "Title. Magazine A, (3)."),
        ("article-newspaper", {"container": "Paper A", "pages": "5"}, "Title. Paper A, 5."),
        ("book", {"publisher": "Press", "volume": "2"}, "Title (Vol. 2). Press."),
        (
            "chapter",
            {"container": "Book", "publisher": "Press", "pages": "pp. 1-2", "volume": "3"},
            "Title. In Book (Vol. 3, pp. 1–2). Press.",
        ),
        ("paper-conference", {"container": "Meeting", "pages": "5"}, "Title. In Meeting (p. 5)."),
        ("thesis", {"publisher": "School"}, "Title [Thesis, School]."),
        ("thesis", {}, "Title [Thesis]."),
        ("report", {"publisher": "Office", "url": "https://example.org/r"}, "Title. Office. https://example.org/r"),
        ("standard", {"publisher": "Press"}, "Title. Press."),
        ("patent", {"issue": "(CN 1)"}, "Title (No. CN 1) [Patent]."),
        ("book", {"container": "Work", "volume": "2", "publisher": "Press"}, "Title. In Work (Vol. 2). Press."),
        (
            "dataset",
            {"publisher": "Archive", "doi": "10.9999/d"},
            "Title [Data set]. Archive. https://doi.org/10.9999/d",
        ),
        ("software", {"publisher": "Maker"}, "Title [Computer software]. Maker."),
        ("article", {"publisher": "Server"}, "Title. Server."),
        ("webpage", {"container": "Site", "url": "https://example.org/x"}, "Title. Site. https://example.org/x"),
        ("song", {}, "Title."),
    ],
)
def test_kinds_of_works(kind: str, fields: dict[str, Any], expected: str) -> None:
    """Each kind of work has its own form."""
    assert text(fake_record(1, "Title", *people("Author, A"), type=kind, **fields)) == f"Author, A. (2020). {expected}"


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("book", {"publisher": "出版社", "volume": "2"}, "题目 (第2卷). 出版社."),
        ("thesis", {"publisher": "大学"}, "题目 [学位论文，大学]."),
        ("chapter", {"container": "书名", "publisher": "出版社", "pages": "1-2"}, "题目. 见 书名 (pp. 1–2). 出版社."),
        ("dataset", {"publisher": "机构"}, "题目 [数据集]. 机构."),
    ],
)
def test_chinese_works_in_a_chinese_list(kind: str, fields: dict[str, Any], expected: str) -> None:
    """What the style says in words it says in Chinese; authors have no ampersand."""
    record = fake_record(1, "题目", *people("作者甲", "作者乙"), type=kind, language="zh", **fields)
    assert text(record, "zh") == f"作者甲, 作者乙. (2020). {expected}"
    assert text(record).startswith("作者甲, & 作者乙. (2020). ")


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "F1, G. (2020)"),
        (2, "F1, G., & F2, G. (2020)"),
        (3, "F1, G., F2, G., & F3, G. (2020)"),
        (7, "F6, G., & F7, G. (2020)"),
        (20, "F19, G., & F20, G. (2020)"),
        (21, "F19, G., … F21, G. (2020)"),
        (22, "F19, G., … F22, G. (2020)"),
        (3000, "F19, G., … F3000, G. (2020)"),
    ],
)
def test_how_many_authors(count: int, expected: str) -> None:
    """Up to twenty are all named; of more, nineteen and the last."""
    record = fake_record(1, "Title", *people(*(f"F{number}, G" for number in range(1, count + 1))))
    assert expected in text(record)
    assert text(record).count("G.") == min(count, 20)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person(family="van der Berg", given="Jan"), "van der Berg, J."),
        (Person(family="Berg", given="Jan van der"), "Berg, J. van der."),
        (Person(family="Author", given="JB"), "Author, J. B."),
        (Person(family="AUTHOR", given="LI"), "AUTHOR, L."),
        (Person(family="Author", given="A. B."), "Author, A. B."),
        (Person(family="Author", given="Ann, Jr."), "Author, A., Jr."),
        (Person(family="Author"), "Author."),
        (Person(given="Only"), "Only."),
        (Person(literal="World Bank"), "World Bank."),
        (Person(family="作", given="者甲"), "作者甲."),
    ],
)
def test_names(person: Person, expected: str) -> None:
    """Particles stay where they are, capitals alone are initials, Chinese names and bodies stay whole."""
    assert text(fake_record(1, "Title", person)) == f"{expected} (2020). Title."


def test_et_al_from_the_source_is_no_author() -> None:
    """Where the source itself cut the list, the entry says so in the language of the work."""
    record = dataclasses.replace(fake_record(1, "Title", *people("A, A")), more_authors=True)
    chinese = dataclasses.replace(fake_record(1, "题目", *people("作者甲"), language="zh"), more_authors=True)
    assert text(record) == "A, A., et al. (2020). Title."
    assert text(chinese, "zh") == "作者甲, 等. (2020). 题目."


def test_what_is_missing() -> None:
    """Without an author the title leads; without a year there is no date; a publisher that is the author goes."""
    assert text(fake_record(1, "Why?", year=None)) == "Why? (n.d.)."
    assert text(fake_record(1, "题目", year=None, language="zh"), "zh") == "题目. (无日期)."
    assert text(fake_record(1, "Title", *people("Office A"), type="report", publisher="Office A")) == (
        "Office A. (2020). Title."
    )
