"""References after the IEEE Reference Guide, by hand."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import fake_record, people

from synth.citations.ieee import reference
from synth.citations.richtext import Run, plain


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "article-journal",
            {"container": "Journal A", "volume": "12", "issue": "3", "pages": "21-28", "doi": "10.9999/a"},
            "“Title,” Journal A, vol. 12, no. 3, pp. 21–28, 2020, doi: 10.9999/a.",
        ),
        ("article-journal", {"container": "Journal A", "pages": "e12"}, "“Title,” Journal A, Art. no. e12, 2020."),
        ("book", {"publisher": "Press", "volume": "2"}, "Title, vol. 2. Press, 2020."),
        (
            "chapter",
            {"container": "Book", "publisher": "Press", "pages": "1-2"},
            "“Title,” in Book, Press, 2020, pp. 1–2.",
        ),
        ("paper-conference", {"container": "Meeting", "pages": "5"}, "“Title,” in Meeting, 2020, p. 5."),
        ("thesis", {"publisher": "School"}, "“Title,” thesis, School, 2020."),
        (
            "webpage",
            {"container": "Site", "url": "https://example.org/x", "year": None},
            "“Title,” Site, n.d. [Online]. Available: https://example.org/x",
        ),
    ],
)
def test_kinds_of_works(kind: str, fields: dict[str, Any], expected: str) -> None:
    """Parts stand in quotation marks with the comma inside, whole works in italics."""
    record = fake_record(1, "Title", *people("Author, Ann Bea", "van der Berg, Jan-Carl"), type=kind, **fields)
    opening = "A. B. Author and J.-C. van der Berg, "
    assert plain(reference(record)) == opening + expected


def test_a_question_is_no_sentence_with_a_comma() -> None:
    """A title that ends with a mark of its own takes no comma."""
    assert plain(reference(fake_record(1, "Why?", container="Journal A"))) == "“Why?” Journal A, 2020."
    assert Run(text="Journal A", italic=True) in reference(fake_record(1, "Why?", container="Journal A"))


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "G. F1,"), (2, "G. F1 and G. F2,"), (3, "G. F1, G. F2, and G. F3,"), (7, "G. F1 et al.,")],
)
def test_how_many_authors(count: int, expected: str) -> None:
    """Up to six are all named; of more the first."""
    record = fake_record(1, "Title", *people(*(f"F{number}, G" for number in range(1, count + 1))))
    assert plain(reference(record)) == f"{expected} “Title,” 2020."
    chinese = fake_record(1, "题目", *people(*(f"作者{number}" for number in "甲乙丙丁戊己庚")), language="zh")
    assert plain(reference(chinese)) == "作者甲等, “题目,” 2020."
