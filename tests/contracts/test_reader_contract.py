"""What every reader promises, whatever the format of its source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from synth.errors import DataError
from synth.readers import read_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from synth.datatypes import Library

TITLES = ["Title one of rooms", "Title two of halls", "Title three of roofs", "题名四的研究", "题名五的逻辑与路径"]


def _author(place: int) -> str:
    return "张三" if place > 2 else "Author A"


def _numbered(titles: list[str]) -> str:
    return "References\n" + "\n".join(f"[{n}] {_reference(title)}" for n, title in enumerate(titles, 1))


def _run_on(titles: list[str]) -> str:
    return "References\n" + " ".join(f"[{n}] {_reference(title)}" for n, title in enumerate(titles, 1))


def _dotted(titles: list[str]) -> str:
    return "参考文献\n" + "\n".join(f"{n}. {_reference(title)}" for n, title in enumerate(titles, 1))


def _lines(titles: list[str]) -> str:
    return "\n".join(map(_reference, titles))


def _paragraphs(titles: list[str]) -> str:
    return "\n\n".join(map(_reference, titles))


def _json_lines(titles: list[str]) -> str:
    return "\n".join(json.dumps({"title": title, "year": 2020}, ensure_ascii=False) for title in titles)


def _json_array(titles: list[str]) -> str:
    return json.dumps([{"title": title, "year": 2020} for title in titles], indent=1)


def _web_page(titles: list[str]) -> str:
    return "<html><h2>References</h2><ol>\n" + "\n".join(f"<li>{_reference(title)}</li>" for title in titles) + "</ol>"


def _csv(titles: list[str]) -> str:
    return "title,year\n" + "".join(f'"{title}",2020\n' for title in titles)


def _csl_json(titles: list[str]) -> str:
    return json.dumps([{"title": title, "issued": {"date-parts": [[2020]]}} for title in titles], indent=1)


def _endnote_xml(titles: list[str]) -> str:
    records = "\n".join(
        f"<record><contributors/><titles><title>{title}</title></titles><dates><year>2020</year></dates></record>"
        for title in titles
    )
    return f"<xml><records>\n{records}\n</records></xml>"


def _reference(title: str) -> str:
    return f"{_author(TITLES.index(title) if title in TITLES else 0)}. {title}[J]. Journal A, 2020, 1(2): 3-4."


TAGGED = {
    "ris": "TY  - JOUR\nTI  - {}\nPY  - 2020\nER  - \n",
    "pubmed": "PMID- 1\nTI  - {}\nDP  - 2020\n",
    "web_of_science": "PT J\nTI {}\nPY 2020\nER\n",
    "endnote": "%0 Journal Article\n%T {}\n%D 2020\n",
    "refworks": "RT Journal Article\nT1 {}\nYR 2020\n",
    "noteexpress": "{{Reference Type}}: Journal Article\n{{Title}}: {}\n",
    "cssci": "【来源篇名】{}\n【期刊】期刊甲\n",
    "vip": "【题名】{}\n【作者】张三\n",
    "ovid": "VN  - Ovid Technologies\nTI  - {}.\nYR  - 2020\n",
    "ovid_labels": "Unique Identifier\n  1\nTitle\n  {}.\nYear of Publication\n  2020\n",
    "cochrane": "Record #1 of 5\nID: 1\nTI: {}\nYR: 2020\n",
    "proquest": "Document 1 of 5\n\n{}\n\nPublication title: Journal A\n\nPublication year: 2020\n",
    "cnki": "Title-题名: {}\nYear-年: 2020\n",
    "bibtex": "@article{{,\n  title = {{{}}},\n  year = 2020\n}}\n",
}


def _tagged(form: str) -> Callable[[list[str]], str]:
    return lambda titles: "\n".join(TAGGED[form].format(title) for title in titles)


FORMATS: dict[str, Callable[[list[str]], str]] = {form: _tagged(form) for form in TAGGED} | {
    function.__name__.strip("_"): function
    for function in (
        _numbered,
        _run_on,
        _dotted,
        _lines,
        _paragraphs,
        _json_lines,
        _json_array,
        _web_page,
        _csv,
        _csl_json,
        _endnote_xml,
    )
}


@pytest.fixture(params=FORMATS)
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[list[str]], Library]:
    """Return a function that writes titles in one of the formats and reads them back."""

    def write_and_read(titles: list[str]) -> Library:
        path = tmp_path / "source.txt"
        path.write_text(FORMATS[request.param](titles), encoding="utf-8")
        return read_sources([path])

    return write_and_read


def test_every_entry_is_accounted_for(read: Callable[[list[str]], Library]) -> None:
    """Each entry is a record, in order, numbered from 1, with its own text and line."""
    library = read(TITLES)
    assert [record.title for record in library.records] == TITLES
    assert [record.number for record in library.records] == [1, 2, 3, 4, 5]
    assert library.problems == ()
    assert all(record.raw for record in library.records)
    lines = [record.origin.line for record in library.records]
    assert lines == sorted(lines)


def test_order_changes_numbers_alone(read: Callable[[list[str]], Library]) -> None:
    """A shuffled source gives the same records under the same ids."""
    shuffled = [TITLES[place] for place in (3, 0, 4, 2, 1)]
    forward, backward = read(TITLES), read(shuffled)
    assert {record.id: record.title for record in forward.records} == {
        record.id: record.title for record in backward.records
    }
    assert [record.title for record in backward.records] == shuffled


def test_repeated_entries_stay_apart(read: Callable[[list[str]], Library]) -> None:
    """Two equal entries are two records with ids of their own; only deduplication may join them."""
    library = read([TITLES[0], TITLES[1], TITLES[0]])
    assert len({record.id for record in library.records}) == 3


def test_one_entry_is_a_list(read: Callable[[list[str]], Library]) -> None:
    """A source with a single entry is read."""
    assert [record.title for record in read(TITLES[:1]).records] == TITLES[:1]


def test_no_entry_is_an_error(read: Callable[[list[str]], Library]) -> None:
    """A source without entries is refused by name."""
    with pytest.raises(DataError, match=r"source\.txt"):
        read([])


FAULTS = ["", "....", "[[[[", "12345", "{", "“", "[J].", "\u202e\u202e", "title: {", "，，，"]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("form", ["numbered", "json_lines"])
def test_a_faulty_entry_harms_no_other(tmp_path: Path, fault: str, place: int, form: str) -> None:
    """Between good entries, a faulty one is one problem with its line, or one record; the good ones are read."""
    good = FORMATS[form](TITLES[:2]).split("\n")
    entries = good[1:] if form == "numbered" else good
    bad = f"[9] {fault}" if form == "numbered" else fault or "null"
    entries.insert(place, bad)
    if form == "numbered":
        entries = [f"[{number}]{entry[3:]}" for number, entry in enumerate(entries, 1)]
    path = tmp_path / "source.txt"
    path.write_text("\n".join([*good[:1], *entries] if form == "numbered" else entries), encoding="utf-8")
    library = read_sources([path])
    titles = [record.title for record in library.records if record.title in TITLES]
    assert titles == TITLES[:2]
    unreadable = [problem for problem in library.problems if problem.kind == "unreadable"]
    assert len(library.records) + len(unreadable) == 3
    assert all(problem.origin.line == place + (2 if form == "numbered" else 1) for problem in unreadable)
