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


def record_of(item: object) -> Record:
    """Return the record that one object gives, in an array."""
    (record,) = read(json.dumps([item], ensure_ascii=False), "x.json").items
    assert isinstance(record, Record)
    return record


def test_csl_is_read_in_full() -> None:
    """Particles, suffixes, organisations, translated titles and dates of any form; the number is no issue."""
    item = {
        "id": "bee",
        "type": "chapter",
        "title": "Title one",
        "title-short": "T",
        "translated-title": "题名一",
        "author": [
            {"family": "Berg", "given": "Jo", "non-dropping-particle": "van der", "suffix": "Jr"},
            {"literal": "Group X and Y"},
            {"family": "张", "given": "三"},
        ],
        "editor": [{"family": "Ed", "given": "E"}],
        "container-title": "Book A",
        "number": 7,
        "page": "1-9",
        "publisher": "Press",
        "DOI": "https://doi.org/10.1234/A",
        "keyword": "rooms, large; halls",
        "issued": {"raw": "May 2013"},
    }
    record = record_of(item)
    assert record.authors == (
        Person(family="van der Berg", given="Jo Jr"),
        Person(literal="Group X and Y"),
        Person(literal="张三"),
    )
    assert (record.id, record.type, record.year, record.container, record.issue) == (
        "bee",
        "chapter",
        2013,
        "Book A",
        "",
    )
    assert (record.translated_title, record.pages, record.doi) == ("题名一", "1-9", "10.1234/A")
    assert record.keywords == ("rooms, large", "halls")
    assert read(json.dumps([item]), "x.json").format == "CSL-JSON"


@pytest.mark.parametrize(
    "issued",
    [{"date-parts": [["2013", 1, 1]]}, {"date-parts": [[2013]], "season": 1}, {"literal": "c. 2013"}, "2013-01"],
)  # fmt: skip
def test_csl_dates_come_in_many_forms(issued: object) -> None:
    """Parts as numbers or text, a season, words: the year is found."""
    assert record_of({"title": "T", "issued": issued}).year == 2013


@pytest.mark.parametrize(("kind", "container"), [("book-chapter", "Book A"), ("journal-article", "Series A")])
def test_a_chapter_of_crossref_stands_in_its_book(kind: str, container: str) -> None:
    """Of a series and the book in it, a chapter or paper appeared in the book."""
    item = {"title": ["T"], "type": kind, "container-title": ["Series A", "Book A"]}
    assert record_of(item).container == container


def test_an_openalex_work_is_read() -> None:
    """The abstract is put together again; a journal is a container, and a page that repeats is one."""
    work = {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.1234/a",
        "title": "Title one",
        "publication_year": 2020,
        "type": "article",
        "authorships": [{"author": {"display_name": "Ann Bee"}}, {"author": {"display_name": "Bob van Cee"}}],
        "primary_location": {"source": {"display_name": "Journal A", "type": "journal", "host_organization_name": "P"}},
        "biblio": {"volume": "1", "issue": None, "first_page": "5", "last_page": "5"},
        "abstract_inverted_index": {"rooms": [1, 3], "Large": [0], "beat": [2]},
        "keywords": [{"display_name": "a, b"}],
    }
    reading = read(json.dumps({"meta": {"count": 1}, "results": [work]}), "x.json")
    (record,) = reading.items
    assert isinstance(record, Record)
    assert (reading.format, record.id, record.type) == ("OpenAlex JSON", "W1", "article-journal")
    assert record.abstract == "Large rooms beat rooms"
    assert [person.short for person in record.authors] == ["Bee", "van Cee"]
    assert (record.container, record.volume, record.issue, record.pages) == ("Journal A", "1", "", "5")
    assert (record.publisher, record.doi, record.keywords) == ("P", "10.1234/a", ("a, b",))


@pytest.mark.parametrize(
    ("kind", "source", "container", "publisher"),
    [
        ("book", "journal", "", "Host"),
        ("article", "repository", "", "Name"),
        ("book-chapter", "ebook platform", "Name", "Host"),
    ],
)
def test_where_a_work_of_openalex_appeared(kind: str, source: str, container: str, publisher: str) -> None:
    """A book stands alone, a repository contains nothing, a chapter is in its source."""
    place = {"source": {"display_name": "Name", "type": source, "host_organization_name": "Host"}}
    record = record_of({"title": "T", "type": kind, "authorships": [], "primary_location": place})
    assert (record.container, record.publisher) == (container, publisher)


def test_a_page_of_crossref_is_read() -> None:
    """Lists of titles, a subtitle, the title in another language, markup, an organisation with "and" in its name."""
    work = {
        "title": ["Title <i>one</i>"],
        "subtitle": ["Of rooms"],
        "original-title": ["题名一"],
        "author": [{"given": "A", "family": "Bee", "sequence": "first"}, {"name": "X and Y", "sequence": "additional"}],
        "container-title": ["Journal A"],
        "issued": {"date-parts": [[2020, 1]]},
        "abstract": "<jats:title>Abstract</jats:title><jats:p>If a &lt; b.</jats:p>",
        "type": "proceedings-article",
        "reference": [{"article-title": "Other", "year": "1999"}],
    }
    for message in (work, {"items": [work], "total-results": 1}):
        reading = read(json.dumps({"status": "ok", "message": message}, indent=1), "x.json")
        (record,) = reading.items
        assert isinstance(record, Record)
        assert (record.title, record.translated_title) == ("Title one: Of rooms", "题名一")
        assert record.authors == (Person(family="Bee", given="A"), Person(literal="X and Y"))
        assert (record.abstract, record.type, record.year) == ("If a < b.", "paper-conference", 2020)
        assert reading.format == "Crossref JSON"


def test_items_of_zotero_are_read_and_notes_are_told() -> None:
    """A library of Better BibTeX and an answer of the web service give the same; a note is no entry."""
    item = {
        "itemType": "journalArticle",
        "title": "Title one",
        "creators": [
            {"creatorType": "author", "firstName": "Ann", "lastName": "Bee"},
            {"creatorType": "editor", "name": "Ed"},
        ],
        "date": "2020-01",
        "publicationTitle": "Journal A",
        "abstractNote": "Text.",
        "tags": [{"tag": "rooms"}],
        "citationKey": "bee2020",
    }
    note = {"itemType": "note", "note": "n"}
    for text in (json.dumps({"config": {}, "items": [item, note]}), json.dumps([{"key": "K", "data": item}, note])):
        reading = read(text, "x.json")
        (record,) = reading.items
        assert isinstance(record, Record)
        assert (record.id, record.container, record.keywords) == ("bee2020", "Journal A", ("rooms",))
        assert (record.abstract, record.authors) == ("Text.", (Person(family="Bee", given="Ann"),))
        assert (reading.format, len(reading.remarks)) == ("Zotero JSON", 1)


@pytest.mark.parametrize(
    "item",
    [
        {"paperId": "f", "authors": [{"name": "A Bee"}], "year": 2020, "journal": {"name": "J A", "volume": "1"}},
        {"authorString": "Bee A.", "pubYear": "2020", "journalInfo": {"volume": "1", "journal": {"title": "J A"}}},
        {"authors": {"author": [{"text": "Ann Bee 0001"}]}, "venue": "J A", "year": "2020", "volume": "1"},
        {"authors_parsed": [["Bee", "A.", ""]], "authors": "x", "date": "2020-01", "journal": "J A", "volume": 1},
        {"dc:creator": "Bee, A", "prism:coverDate": "2020", "prism:publicationName": "J A", "prism:volume": "1"},
        {"creators": [{"familyName": "Bee"}], "publicationYear": 2020, "container": {"title": "J A", "volume": "1"}},
        {"作者": "Bee, A", "年": "2020", "刊名": "J A", "卷": "1"},
    ],
)  # fmt: skip
def test_other_services_are_understood(item: dict[str, object]) -> None:
    """Semantic Scholar, Europe PMC, dblp, arXiv, Scopus, DataCite and Chinese names say the same."""
    record = record_of({"title": "T", **item})
    assert ([person.short for person in record.authors], record.year) == (["Bee"], 2020)
    assert (record.container, record.volume) == ("J A", "1")


ONE, TWO = {"title": "Title one", "author": [{"family": "Bee"}]}, {"title": "Title two", "year": 2020}


@pytest.mark.parametrize("indent", [None, 0, 2])
@pytest.mark.parametrize(
    "value",
    [
        [ONE, TWO],
        {"references": [ONE, TWO]},
        {"message": {"items": [ONE, TWO], "n": 2}},
        {"a": ONE, "b": TWO},
        {"title": "My list", "items": [ONE, TWO]},
        {"hits": {"hits": [{"_id": 1, "_source": ONE}, {"_id": 2, "_source": TWO}]}},
    ],
)
def test_entries_are_found_within_what_is_around_them(value: object, indent: int | None) -> None:
    """A list may stand in an object of any name; each entry has its own line and text."""
    text = json.dumps(value, indent=indent)
    first, second = read(text, "x.json").items
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.title, second.title) == ("Title one", "Title two")
    for item in (first, second):
        begins = "\n".join(text.split("\n")[item.origin.line - 1 :])
        assert item.raw in begins
        assert not indent or item.raw.split("\n")[0] in begins.split("\n")[0]
        assert f'"{item.title}"' in item.raw
    assert "Title two" not in first.raw


def test_objects_one_after_the_other_are_read() -> None:
    """Objects over several lines need no brackets around them."""
    text = "\n".join(json.dumps(item, indent=2) for item in (ONE, TWO))
    assert [item.origin.line for item in read(text, "x.json").items] == [1, 9]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("around", ["{}", '{{"message": {{"items": {}}}}}'])
@pytest.mark.parametrize(
    "fault",
    [
        ("2020", "oops"),
        ("2020", ""),
        ('"year": 2020', '"year": 2020,'),
        ('"Title two"', '"Title two'),
        ('"year":', "year:"),
    ],
)
def test_a_faulty_object_harms_no_other(indent: int | None, around: str, fault: tuple[str, str]) -> None:
    """Between good objects of an array, a damaged one is one problem with its line."""
    text = around.format(json.dumps([ONE, TWO, {"title": "Title three"}], indent=indent).replace(*fault))
    first, problem, third = read(text, "x.json").items
    assert isinstance(first, Record)
    assert isinstance(problem, Problem)
    assert isinstance(third, Record)
    assert third.title == "Title three"
    assert problem.reason.startswith("is no valid JSON")
    assert problem.origin.line == (1 if indent is None else 10)


def test_an_unclosed_object_ends_where_its_sibling_begins() -> None:
    """A missing brace costs one entry, and a cut-off file its last."""
    text = json.dumps([ONE, TWO, ONE], indent=2).replace("2020\n  }", "2020\n")
    assert [isinstance(item, Record) for item in read(text, "x.json").items] == [True, False, True]
    assert [isinstance(item, Record) for item in read(text[:-40], "x.json").items] == [True, False, False]


@pytest.mark.parametrize(
    "text",
    ['{"items":' * 50_000, "[" * 200_000, "[{" * 50_000, '[{"a":oops},' * 20_000, '[\n{"title": "x",\n' * 20_000],
)
def test_damage_without_end_comes_to_an_end(text: str) -> None:
    """Deep nesting and many faults are read in the end, and are no records."""
    assert not any(isinstance(item, Record) for item in read(text, "x.json").items)


def test_what_the_program_writes_is_read_as_it_was() -> None:
    """Names in whole and in parts, further authors and keywords with commas come back."""
    record = one(
        authors=[{"family": "Bee", "given": "A., Jr"}, {"literal": "X and Y"}],
        more_authors=True,
        keywords=["a, b"],
        translated_title="题名",
        type="article",
    )
    assert record.authors == (Person(family="Bee", given="A., Jr"), Person(literal="X and Y"))
    assert (record.more_authors, record.keywords, record.translated_title) == (True, ("a, b",), "题名")
    assert record.type == "article"


@pytest.mark.parametrize("key", ["itemType", "title", "author", "issued", "primary_location", "multi", "descriptions"])
@pytest.mark.parametrize("value", [{"a": {"b": []}}, [[None]], [{"name": 1}], 1.5])
def test_values_of_the_wrong_kind_do_no_harm(key: str, value: object) -> None:
    """A service's own key with another kind of value is one entry all the same."""
    assert len(read(json.dumps([{"abstract": "Text.", key: value}]), "x.json").items) == 1
