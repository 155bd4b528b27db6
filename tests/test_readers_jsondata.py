"""JSON lines and arrays, tolerant of what other tools write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import Person, Problem, Record
from synth.readers import read_sources
from synth.readers.exports.jsondata import read

if TYPE_CHECKING:
    from pathlib import Path


def one(**fields: Any) -> Record:  # noqa: ANN401 - any JSON value
    """Return the record that one object gives."""
    (record,) = read(json.dumps({"title": "Title one", **fields}), "x.jsonl").items
    assert isinstance(record, Record)
    return record


def test_every_field_is_read() -> None:
    """The fields of the documented form arrive in the record."""
    record = one(
        id="a 1",
        abstract="Text.",
        year=2020,
        lang="zh",
        authors=["Smith, J."],
        container="Journal A",
        doi="https://doi.org/10.1234/A",
        volume=3,
        issue="S1",
        pages="1-2",
        keywords=["rooms", "halls"],
        type="book",
        publisher="Press",
    )
    assert (record.id, record.abstract, record.year, record.language) == ("a 1", "Text.", 2020, "zh")
    assert (record.container, record.doi, record.volume, record.issue, record.pages) == (
        "Journal A",
        "10.1234/A",
        "3",
        "S1",
        "1-2",
    )
    assert (record.keywords, record.type, record.publisher) == (("rooms", "halls"), "book", "Press")
    assert record.authors == (Person(family="Smith", given="J."),)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Smith, J.; Jones, K.", ["Smith", "Jones"]),
        ("Jane Smith, Karl Jones", ["Smith", "Jones"]),
        ("Jane Smith and Karl Jones", ["Smith", "Jones"]),
        ("Smith, Jane", ["Smith"]),
        (["Jane Smith", "张三"], ["Smith", "张三"]),
        ([{"family": "Smith", "given": "J"}, {"literal": "OECD"}, {"name": "Karl Jones"}], ["Smith", "OECD", "Jones"]),
        ([{"family": "张", "given": "三"}], ["张三"]),
        ([None, 3, ""], []),
        (7, []),
    ],
)
def test_authors_come_in_many_forms(value: object, expected: list[str]) -> None:
    """Authors may be one text, names, or objects."""
    assert [person.short for person in one(authors=value).authors] == expected


@pytest.mark.parametrize(
    "fields", [{"year": "2020"}, {"year": 2020.0}, {"issued": {"date-parts": [[2020, 3]]}}, {"date": "2020-03-01"}]
)
def test_years_come_in_many_forms(fields: dict[str, object]) -> None:
    """A year may be text, part of a date, or CSL's list of date parts."""
    assert one(**fields).year == 2020


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is no valid JSON"),
        ("[1]", "is JSON but no object"),
        ("null", "is JSON but no object"),
        ('{"id": "x"}', "has neither title nor abstract"),
        ('{"title": ""}', "has neither title nor abstract"),
        ('{"title": ' + "[" * 100_000, "is nested too deeply"),
        ('{"title": ' + "9" * 5000 + "}", "is no valid JSON: a number is too long"),
    ],
)
def test_a_bad_line_is_a_problem_with_its_line(line: str, reason: str) -> None:
    """A line that gives no record says why, and the lines around it are read."""
    first, problem, second = read(f'{{"title": "Title one"}}\n{line}\n{{"title": "Title two"}}', "x.jsonl").items
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert isinstance(problem, Problem)
    assert (first.title, second.title) == ("Title one", "Title two")
    assert (problem.kind, problem.origin.line, problem.raw) == ("unreadable", 2, line)
    assert problem.reason.startswith(reason)


def test_nan_and_lone_surrogates_do_no_harm() -> None:
    """Values that JSON should not hold are left out of the fields."""
    (record,) = read('{"title": "Title\\ud800 one", "year": NaN, "volume": Infinity}', "x.jsonl").items
    assert isinstance(record, Record)
    assert (record.title, record.year, record.volume) == ("Title one", None, "")


def test_a_broken_array_keeps_what_can_be_read() -> None:
    """The objects on both sides of a fault in an array are read."""
    text = '[\n{"title": "Title one"},\n{"title": oops},\n{"title": "Title two"}\n]'
    items = read(text, "x.json").items
    assert [item.title if isinstance(item, Record) else "" for item in items] == ["Title one", "", "Title two"]
    assert [item.origin.line for item in items if isinstance(item, Problem)] == [3]


def test_a_repeated_id_is_renamed_and_doubtful(tmp_path: Path) -> None:
    """A source's own id stays; its second holder gets a suffix, and a note says so."""
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": "x", "title": "Title one"}\n{"id": "x", "title": "Title two"}\n', encoding="utf-8")
    library = read_sources([path])
    assert [record.id for record in library.records] == ["x", "x~2"]
    assert [(problem.kind, problem.origin.line) for problem in library.problems] == [("doubtful", 2)]


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4),
    max_leaves=12,
)
_OBJECTS = st.dictionaries(
    st.sampled_from(
        [
            "id",
            "title",
            "abstract",
            "year",
            "lang",
            "authors",
            "author",
            "journal",
            "doi",
            "keywords",
            "issued",
            "pages",
        ]
    ),
    _JSON,
    max_size=8,
)


@given(st.lists(_OBJECTS, min_size=1, max_size=4))
def test_every_object_is_a_record_or_a_problem(objects: list[dict[str, object]]) -> None:
    """Whatever the values, no object is lost and none makes the reader fail; a remark on a record is a doubt."""
    reading = read("\n".join(json.dumps(item) for item in objects), "x.jsonl")
    assert len(reading.items) == len(objects)
    assert {item.kind for item in reading.items if isinstance(item, Problem)} <= {"unreadable"}
    assert {remark.kind for remark in reading.remarks} <= {"doubtful"}


def test_an_abstract_stands_for_a_title_with_a_doubt(tmp_path: Path) -> None:
    """An object without a title is kept under the beginning of its abstract, cut between words, and is doubtful."""
    path = tmp_path / "list.jsonl"
    path.write_text('{"id": "a", "abstract": "' + "roots grow " * 20 + '"}\n{"id": "b", "title": "Rivers"}\n')
    library = read_sources([path])
    assert library.records[0].title == ("roots grow " * 7).strip() + "…"
    assert [record.id for record in library.records] == ["a", "b"]
    assert [(problem.kind, problem.origin.line) for problem in library.problems] == [("doubtful", 1)]
