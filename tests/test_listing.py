"""What the commands say: tables, warnings, the conservation line."""

from __future__ import annotations

import json

import pytest

from synth.datatypes import (
    Choice,
    Config,
    Corpus,
    Coverage,
    Framework,
    Library,
    Membership,
    Origin,
    Person,
    Problem,
    Reason,
    Record,
    Result,
    Review,
    Section,
    Source,
    Synthesis,
    Theme,
    ThemeSet,
    Unassigned,
)
from synth.errors import DataError
from synth.listing import (
    problem_json,
    problem_table,
    record_table,
    review_of,
    review_table,
    summary_line,
    warnings_of,
)

WHY = Reason(code="none")
ORIGIN = Origin(source="list.txt", line=3)


def record(number: int) -> Record:
    """Return a placeholder record."""
    people = (Person(family="Author", given="A."), Person(literal="作者甲"))
    return Record(
        id=f"r{number}", number=number, title=f"Title {number}", origin=ORIGIN, raw="", authors=people, year=2020
    )


def problem(kind: str = "doubtful") -> Problem:
    """Return a placeholder problem."""
    return Problem(
        kind="unreadable" if kind == "unreadable" else "doubtful", origin=ORIGIN, raw="x\x1by", reason="no year"
    )


def test_the_record_table_names_number_author_and_place() -> None:
    """A record is one line with its number, year, authors' short names, title and where it stands."""
    header, line = record_table([record(7)]).splitlines()
    assert header.split() == ["no", "year", "authors", "title", "container", "conf", "line", "source"]
    assert line.split() == ["7", "2020", "Author;", "作者甲", "Title", "7", "1.00", "3", "list.txt"]


def test_problems_show_what_was_not_understood() -> None:
    """The table spells hidden characters out; the JSON keeps the text as it was."""
    assert problem_table([problem()]).splitlines()[1].split() == [
        "doubtful",
        "no",
        "year",
        "3",
        "list.txt",
        "x\\u001by",
    ]
    expected = {"kind": "doubtful", "source": "list.txt", "line": 3, "raw": "x\x1by", "reason": "no year"}
    assert json.loads(problem_json([problem()])) == [expected]


def test_a_review_is_shown_field_by_field() -> None:
    """Only fields that are known are shown, each on one line."""
    review = Review(title="Title", origin=ORIGIN, authors=(Person(family="Author", given="A."),), year=2020)
    assert review_table(review) == "title:        Title\nauthors:      A. Author\nyear:         2020\n"


def test_a_plain_list_has_no_review() -> None:
    """Asking for the review of a list is an error that names the list."""
    source = Source(name="list.txt", format="list", encoding="utf-8", sha256="")
    with pytest.raises(DataError, match=r"list\.txt"):
        review_of(Library(sources=(source,), records=()))


def test_repeated_warnings_are_counted() -> None:
    """Of each kind the first five are said, the rest is a number and the place to see them."""
    lines = list(warnings_of([problem()] * 7 + [problem("unreadable")], more="coverage.md"))
    assert lines[0] == "warning: list.txt:3: doubtful: no year"
    assert lines[5] == "warning: … and 2 more doubtful; see coverage.md"
    assert lines[6] == "warning: list.txt:3: unreadable: no year"
    assert len(lines) == 7


def test_the_summary_adds_up() -> None:
    """The line accounts for every entry identified, then names the themes with their primary records."""
    member = Membership(record_id="r1", primary=True, strength=0.5, evidence=())
    theme = Theme(key="a", label="Label", kind="emergent", terms=(), memberships=(member,))
    result = Result(
        name="x",
        config=Config(),
        corpus=Corpus(sources=(), records=(record(1), record(2)), problems=(problem("unreadable"), problem())),
        framework=Framework(origin="none", why=WHY),
        themes=ThemeSet(
            themes=(theme,),
            unassigned=(Unassigned(record_id="r2", reason=WHY),),
            choice=Choice(chosen=1, why=WHY),
        ),
        coverage=Coverage(themes=()),
        facets=(),
        figures=(),
        synthesis=Synthesis(title="", language="en", sections=(), outline=Section(heading="")),
    )
    assert summary_line(result) == (
        "3 records identified = 1 unreadable + 0 duplicate + 2 included; 1 theme (Label 1), 1 unassigned"
    )
