"""What copying leaves in a list is no part of its entries."""

from __future__ import annotations

import pytest

from synth.readers.freetext.entries import split_entries
from synth.readers.text import tidy

ENTRIES = (
    "Author A. Title one of rooms. Journal A. 2019;1(2):3-4.",
    "Writer B, Person C. Title two of halls. Journal B. 2020;2(3):5-6.",
    "Hall D. Title three of doors. Journal C. 2021;3(4):7-8. doi:10.1234/abc.3-5",
)


def texts(text: str) -> list[str]:
    """Return the entries of a list on one line each."""
    return [" ".join(one.text.split()) for one in split_entries(text, 1).entries]


@pytest.mark.parametrize(
    "links",
    [
        "Google Scholar",
        "Article CAS PubMed Google Scholar",
        "Web of Science® Google Scholar",
        "Digital Library\nCrossref",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "paragraphs"])
def test_lines_of_links_are_left_out(links: str, between: str) -> None:
    """The links that a publisher shows below each reference are told in one remark and belong to no entry."""
    found = split_entries(between.join(f"{one}{between}{links}" for one in ENTRIES), 1)
    assert [one.text for one in found.entries] == list(ENTRIES)
    assert [remark.reason for remark in found.remarks] == ["links below the references; left out"]


@pytest.mark.parametrize(
    "links",
    ["PubMedGoogle ScholarCrossref", " [DOI] [PMC free article] [PubMed]", " View ArticlePubMed/NCBIGoogle Scholar"],
)
def test_links_behind_an_entry_are_no_text(links: str) -> None:
    """Links stay in the raw text only, also where they are glued to a DOI."""
    found = split_entries("\n".join(f"{number}. {one}{links}" for number, one in enumerate(ENTRIES, 1)), 1)
    assert [one.text for one in found.entries] == list(ENTRIES)
    assert all(one.raw.endswith(links.strip()) for one in found.entries)


def test_a_title_may_end_in_the_name_of_a_service() -> None:
    """A title that ends with the name of a service keeps it, on its line and at a line break."""
    titles = [
        "How rooms are found in PubMed",
        "Halls and doors in Google Scholar",
        "Searching rooms by hand and PubMed",
    ]
    assert texts("\n".join(titles)) == titles


@pytest.mark.parametrize(
    ("written", "joined"),
    [
        ("Deep learn-\ning of rooms", "Deep learning of rooms"),
        ("Self-\norganizing rooms", "Self-organizing rooms"),
        ("short- and long-\nterm rooms", "short- and long-term rooms"),
        ("short-\nand long rooms", "short- and long rooms"),
        ("A dual-RNA-\nguided room", "A dual-RNA-guided room"),
        ("mRNA-\nbased rooms", "mRNA-based rooms"),
        ("room-based halls and room-\nbased doors", "room-based halls and room-based doors"),
        ("See https://example.org/a-\nroom of halls", "See https://example.org/a-room of halls"),
    ],
)
def test_words_that_a_line_break_cuts_are_joined(written: str, joined: str) -> None:
    """A hyphen at a line end goes where it only breaks a word; the raw text keeps it."""
    entry = f"1. Author A. {written}. Journal A. 2019;1(2):3-4."
    found = split_entries(f"{entry}\n2. {ENTRIES[1]}\n3. {ENTRIES[2]}", 1).entries[0]
    assert f"Author A. {joined}. Journal" in tidy(found.text)
    assert found.raw == entry


@pytest.mark.parametrize(
    "headings",
    [
        *(
            ("中文部分", "英文部分"),
            ("一、中文文獻", "二、英文文獻"),
            ("著作类", "期刊论文"),
            ("中文文献：", "英文文献："),
        ),
        ("Books", "English references"),
    ],
)
@pytest.mark.parametrize("label", ["", "[{}] "], ids=["plain", "numbered"])
def test_headings_of_parts_are_no_names(headings: tuple[str, str], label: str) -> None:
    """Short lines that head the parts of a list are told in one remark, and no author is made of them."""
    chinese, english = "王一、張二（2010）。房間的研究。大廳學報，17，29–50。", "Doe, A. (2020). Halls. Sample Press."
    text = f"{headings[0]}\n{label.format(1)}{chinese}\n{headings[1]}\n{label.format(2)}{english}"
    found = split_entries(text, 1)
    assert [one.text for one in found.entries] == [chinese, english]
    assert [remark.raw for remark in found.remarks] == ["\n".join(headings)]


def test_a_key_before_an_entry_is_no_author() -> None:
    """The key by which a text cites a reference is left out where the names follow it."""
    lines = [
        "[1] Author, 2019 A. Author. Title one. Journal A, 1 (2) (2019), pp. 3-4",
        "[2] Writer and Hall, 2020 B. Writer, C. Hall.",
    ]
    lines[1] += " Title two. Journal B, 2 (3) (2020), pp. 5-6"
    assert [one[:9] for one in texts("\n".join(lines))] == ["A. Author", "B. Writer"]


def test_fields_on_lines_of_their_own_are_told_apart() -> None:
    """Names, title and place that a page shows on three lines are three sentences."""
    text = "[1]\nA. Author, B.C. Writer\nTitle one of rooms\nJournal A, 78 (6) (1973), pp. 1-9\n"
    text += "[2]\nD. Hall\nTitle two\nJournal B (2001)"
    assert texts(text) == [
        "A. Author, B.C. Writer. Title one of rooms. Journal A, 78 (6) (1973), pp. 1-9",
        "D. Hall. Title two. Journal B (2001)",
    ]


def test_two_works_in_one_note_are_two_entries() -> None:
    """A note that names two whole references gives both; half a reference stays with the other."""
    first, second = (
        "张三：《房间研究》，北京：样本出版社，1955年，第100页",
        "李四：《大厅》，上海：样本社，1989年，第12页。",
    )
    text = f"① {first}；{second}\n② 王五：《门窗》，北京：样本出版社，1985年，第21页；第30页。"
    found = split_entries(text, 1)
    assert [one.text for one in found.entries] == [first, second, text.split("② ")[1]]
    assert [one.line for one in found.entries] == [1, 1, 2]
    assert found.entries[0].raw == f"① {first}；"
    many = split_entries("① " + f"{first}；" * 3000 + second, 1)
    assert [work.text for work in many.entries] == [first] * 3000 + [second]
    one = "Author, A. (2019). Title one. Journal A, 1, 3-4; Writer, B. (2020). Title two of rooms. Journal B, 2, 5-6."
    assert len(texts(f"1. {one}\n2. {ENTRIES[0]}\n3. {ENTRIES[1]}")) == 4
