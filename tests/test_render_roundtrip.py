"""What is written in any format and read again says the same."""

from __future__ import annotations

import dataclasses
import re
import tempfile
from pathlib import Path

import pytest
from fakes import fake_record
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.datatypes import Person, Record
from synth.readers import read_sources
from synth.readers.exports.markup import plain
from synth.readers.text import field, tidy
from synth.render.formats import FORMATS, render

FIELDS = (
    *("title", "translated_title", "authors", "more_authors", "year", "container", "volume", "issue", "pages"),
    *("publisher", "doi", "url", "type", "abstract", "keywords", "language"),
)
# RIS has no place for these: the key, and what a book or thesis appeared in.
KEYLESS = frozenset({"ris"})


def write_and_read(records: list[Record], form: str) -> tuple[Record, ...]:
    """Return the records that come back; nothing may be unreadable."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source"
        path.write_bytes(render(records, form).encode())
        library = read_sources([path])
    assert [problem for problem in library.problems if problem.kind != "doubtful"] == []
    return library.records


def said(record: Record, *, key: bool) -> dict[str, object]:
    """Return the fields of a record that must come back."""
    fields = {name: getattr(record, name) for name in FIELDS}
    return fields | ({"id": record.id} if key else {})


def assert_same(records: list[Record], form: str) -> None:
    """Write, read and compare."""
    keyed = form not in KEYLESS
    found = [said(record, key=keyed) for record in write_and_read(records, form)]
    assert found == [said(record, key=keyed) for record in records]


FULL = [
    dataclasses.replace(
        fake_record(
            1,
            "AI & the {form}_of ChatGPT: 100% ``logic'' -- C:\\a^b ~5 $x #1",
            Person(family="van Author", given="A. B."),
            Person(literal="Ministry of Colours and Dyes"),
            Person(literal="作者甲"),
            more_authors=True,
            container="Journal A & B",
            volume="12",
            issue="3-4",
            pages="21-28",
            publisher="Publisher & Sons",
            doi="10.9999/a_b(1)",
            url="https://example.org/x?a=1%20y&b=~c#d_e",
            abstract="One; two, three = {four}. “Five” @six (seven).",
            keywords=("one", "two words", "三"),
        ),
        id="author2020-1a2b3c",
    ),
    dataclasses.replace(
        fake_record(
            2,
            "题名一：逻辑与路径",
            Person(literal="张三"),
            Person(literal="李四"),
            translated_title="Title One: Logic and Paths",
            container="期刊甲（社会科学版）",
            pages="21–28+37",
            keywords=("逻辑,路径",),
            language="zh",
        ),
        id="ref2020-000001",
    ),
    dataclasses.replace(fake_record(3, "=SUM(A1)", year=None, abstract="-1 + 2", type="webpage"), id="ref-000002"),
    dataclasses.replace(fake_record(4, "Title", Person(literal="American Rights at Work")), id="a/b:c.d"),
]


@pytest.mark.parametrize("form", FORMATS)
def test_every_field_comes_back(form: str) -> None:
    """Special signs, names, ranges, both languages and formulas survive every format."""
    assert_same(FULL, form)


@pytest.mark.parametrize("form", sorted({*FORMATS} - {"ris"}))
def test_unusual_names_come_back(form: str) -> None:
    """A family name alone and names with commas or "and" in them stay as they are."""
    people = [
        Person(family="Author"),
        Person(literal="Council on A, B and C"),
        Person(family="Author and Writer", given="B."),
    ]
    assert_same([dataclasses.replace(fake_record(1, "Title", *people), id="key")], form)


@pytest.mark.parametrize("form", sorted({*FORMATS} - {"ris"}))
@pytest.mark.parametrize("kind", ["article", "article-newspaper", "book", "chapter", "thesis", "report", "document"])
def test_types_come_back(form: str, kind: str) -> None:
    """So do types, with what a work appeared in and its publisher."""
    record = fake_record(1, "Title", type=kind, container="Container A", publisher="Publisher A")
    assert_same([dataclasses.replace(record, id="key")], form)


def test_types_come_back_from_ris() -> None:
    """Every type that RIS has a word for comes back from it, with what it appeared in and its publisher."""
    kinds = ["article", "article-newspaper", "book", "thesis", "report", "webpage", "patent", "standard", "dataset"]
    records = [
        fake_record(number, f"Title {number}", type=kind, container="Container A", publisher="Publisher A")
        for number, kind in enumerate(kinds, 1)
    ]
    found = [(record.type, record.container, record.publisher) for record in write_and_read(records, "ris")]
    assert found == [(kind, "Container A", "Publisher A") for kind in kinds]


@pytest.mark.parametrize("dash", ["-", "–", "—", "--", " – "])
def test_ris_has_the_pages_in_two_tags(dash: str) -> None:
    """First and last page are parted at whatever dash stands between them."""
    text = render([fake_record(1, "Title", pages=f"731{dash}745")], "ris")
    assert "SP  - 731\nEP  - 745\n" in text


def test_keys_that_bibtex_forbids_come_back() -> None:
    """An id that can be no BibTeX key, or is another's but for case, is kept beside the key."""
    ids = ["a b", "key", "KEY", "键", "a~2", "a,b{c}"]
    records = [dataclasses.replace(fake_record(place, f"Title {place}"), id=name) for place, name in enumerate(ids)]
    assert [record.id for record in write_and_read(records, "bibtex")] == ids


HARD = st.text(
    st.sampled_from("aB1 {}\\%$&#_~^,\"'`=@-+;.|:()[]<>中文é\u0301\u05d0\u0627𠀀😀\u200b\u202e\x07\n\t")
    | st.characters(codec="utf-8"),
    max_size=25,
)


def _clean(text: str) -> str:
    """Return the text as any reader would leave it; an apostrophe before a sign is a spreadsheet's, no text's."""
    return re.sub(r"'(?=[=+@-])", "", plain(tidy(text)))


TEXT = HARD.map(_clean).filter(lambda text: _clean(text) == text)
TITLE = TEXT.map(lambda text: f"T{text}z").filter(lambda text: _clean(text) == text)
WORD = TEXT.map(field).filter(
    lambda text: text and _clean(text) == text and field(text) == text and not re.search("[;；|*]", text)
)
NAME = st.text(st.sampled_from("abcdéÖ -"), max_size=8).map(lambda text: _clean(f"A{text.strip()}z"))


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=60)
@given(st.data())
def test_any_text_comes_back(form: str, data: st.DataObject) -> None:
    """Whatever text a record holds, in whatever script, comes back from every format."""
    record = dataclasses.replace(
        fake_record(
            1,
            data.draw(TITLE),
            Person(family=data.draw(NAME), given="B. C."),
            container=data.draw(TITLE),
            abstract=data.draw(TITLE),
            keywords=tuple(dict.fromkeys(data.draw(st.lists(WORD, max_size=3)))),
        ),
        id="key",
    )
    assert_same([record], form)
