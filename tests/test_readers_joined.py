"""Sources that are joined of several kinds."""

from __future__ import annotations

from itertools import permutations

import pytest

from synth.datatypes import Record
from synth.readers.registry import read_text

RIS = "TY  - JOUR\nTI  - Title of RIS\nAU  - Bee, A.\nPY  - 2020\nER  - \n"
PUBMED = "PMID- 30000001\nTI  - Title of PubMed.\nAU  - Bee A\nDP  - 2020\nAB  - First line\n      of an abstract.\n"
REFER = "%0 Journal Article\n%T Title of Refer\n%A Bee, A.\n%D 2020\n%X First paragraph.\n\nSecond: 1. in 2020.\n"
BIBTEX = "@article{key,\n  title = {Title of BibTeX},\n  author = {Bee, A.},\n  year = 2020\n}\n"
LIST = "[1] Author A. Title of one. Journal A. 2020;1:1-9.\n[2] Author B. Title of two. Journal A. 2021;1:1-9.\n"
CSV = 'title,authors,year\nTitle of CSV,"Bee, A.",2020\n'
TITLES = {
    RIS: ["Title of RIS"],
    PUBMED: ["Title of PubMed"],
    REFER: ["Title of Refer"],
    BIBTEX: ["Title of BibTeX"],
    LIST: ["Title of one", "Title of two"],
    CSV: ["Title of CSV"],
}


@pytest.mark.parametrize("blank", ["\n", "\n\n\n"])
@pytest.mark.parametrize("parts", list(permutations(TITLES, 2)))
def test_each_part_is_read_as_what_it_is(parts: tuple[str, ...], blank: str) -> None:
    """Whatever stands before or behind it, every entry is read, in the order of the source and at its own line."""
    text = blank.join(parts)
    reading = read_text(text, "x.txt")
    records = [item for item in reading.items if isinstance(item, Record)]
    assert [record.title for record in records] == [title for part in parts for title in TITLES[part]]
    for record in records:
        assert record.title in "".join(text.splitlines(keepends=True)[record.origin.line - 1 :][:2])
        assert (record.year, record.authors != ()) == (2021 if record.title == "Title of two" else 2020, True)
    assert reading.remarks == ()


def test_paragraphs_of_an_abstract_stay_in_it() -> None:
    """Behind a blank line only a list or a table is no part of an abstract, and none that its entry goes on behind."""
    (record,) = read_text(REFER, "x.enw").items
    assert isinstance(record, Record)
    assert record.abstract == "First paragraph. Second: 1. in 2020."
    text = f"TY  - JOUR\nTI  - Title one\nAB  - First.\n\n{LIST}KW  - word\nER  - \n"
    assert len(read_text(text, "x.ris").items) == 1


def test_parts_take_turns_and_share_abbreviations() -> None:
    """BibTeX that goes on behind another export knows the abbreviations from before it."""
    again = "@article{other, title = {Title again}, author = {Cee, B.}, journal = jx}\n"
    reading = read_text(f'@string{{jx = "Journal X"}}\n{BIBTEX}{RIS}{again}', "x.txt")
    assert [item.title for item in reading.items if isinstance(item, Record)] == [
        "Title of BibTeX",
        "Title of RIS",
        "Title again",
    ]
    last = reading.items[-1]
    assert isinstance(last, Record)
    assert (last.container, last.origin.line, reading.format) == ("Journal X", 12, "BibTeX and RIS")


@pytest.mark.parametrize(
    "text",
    [
        f"Scopus\nEXPORT DATE: 22 January 2020\n\n{BIBTEX}",
        f"{BIBTEX}\n@comment{{jabref-meta: databaseType:bibtex;}}\n% [1] Author A. Title of one. Journal A. 2020.\n",
        f"This file was written by a program of 2020.\nhttps://home.example\n\n{BIBTEX}",
        f"{BIBTEX}\nThe next entry follows Author A. (2020), who says more on the matter.\n",
    ],
)
def test_banners_and_comments_are_no_references(text: str) -> None:
    """What a program writes around its entries, and comments, give no entry and no remark."""
    reading = read_text(text, "x.bib")
    assert (len(reading.items), reading.remarks, reading.format) == (1, (), "BibTeX")


def test_a_lone_line_that_may_be_a_reference_is_told() -> None:
    """A numbered and dated line in BibTeX that is read as no reference is a remark with its text."""
    reading = read_text(f"{BIBTEX}\n[3] 2020\n", "x.bib")
    assert len(reading.items) == 1
    assert [(remark.origin.line, remark.raw) for remark in reading.remarks] == [(7, "[3] 2020")]
