"""References after the ICMJE Recommendations, by hand."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import fake_record, people

from synth.citations.richtext import plain
from synth.citations.vancouver import reference


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "article-journal",
            {"container": "Journal A", "volume": "12", "issue": "3", "pages": "284-287", "doi": "10.9999/a"},
            "Title. Journal A. 2020;12(3):284-7. doi:10.9999/a",
        ),
        (
            "article-newspaper",
            {"container": "Paper A", "pages": "5", "url": "https://example.org/x"},
            "Title. Paper A [Internet]. 2020;5. Available from: https://example.org/x",
        ),
        ("book", {"publisher": "Press", "volume": "2"}, "Title. Vol. 2. Press; 2020."),
        (
            "chapter",
            {"container": "Book", "publisher": "Press", "pages": "1-20"},
            "Title. In: Book. Press; 2020. p. 1-20.",
        ),
        ("thesis", {"publisher": "School"}, "Title [thesis]. School; 2020."),
        (
            "webpage",
            {"container": "Site", "url": "https://example.org/x", "year": None},
            "Title [Internet]. Site. [date unknown]. Available from: https://example.org/x",
        ),
    ],
)
def test_kinds_of_works(kind: str, fields: dict[str, Any], expected: str) -> None:
    """Journals have the year before the volume, books the publisher before the year; the last page is cut."""
    record = fake_record(1, "Title", *people("Author, Ann Bea Cat", "van der Berg, J"), type=kind, **fields)
    assert plain(reference(record)) == f"Author AB, van der Berg J. {expected}"


def test_more_than_six_authors() -> None:
    """Of more than six authors six are named, and "et al." or "等" by the language of the work."""
    seven = fake_record(1, "Title", *people(*(f"F{number}, G" for number in range(1, 8))))
    assert plain(reference(seven)) == "F1 G, F2 G, F3 G, F4 G, F5 G, F6 G, et al. Title. 2020."
    chinese = fake_record(1, "题目", *people(*(f"作者{number}" for number in "甲乙丙丁戊己庚")), language="zh")
    assert plain(reference(chinese)).startswith("作者甲, 作者乙, 作者丙, 作者丁, 作者戊, 作者己, 等. 题目.")
