"""Pages with several lists, reading lists, notes and entries that point back."""

from __future__ import annotations

import pytest

from synth.datatypes import Problem, Record
from synth.errors import DataError
from synth.readers.freetext import read
from synth.readers.freetext.page import read_page

NUMBERED = (
    "[1] Smith J. Title one of rooms. J Rooms. 2019;1(2):3-4.",
    "[2] Doe A, Roe B. Title two of halls. J Rooms. 2020;2(3):5-6.",
    "[3] 张三, 李四. 题名三的研究[J]. 示例学报, 2021(3): 7-8.",
)
DATED = (
    "Doe, A., & Roe, B. (2020). Title two of halls. Journal of Rooms, 2(3), 5–6.",
    "Poe, E. A. (2018). The house of rooms. Sample Press.",
    "Smith, J. (2019). Title one of rooms. Journal of Rooms, 1(2), 3–4.",
)
HEAD = (
    "A review of rooms and halls in theory\nJohn Author1, Jane Writer2\n\nAbstract\nWe review rooms since 2010.\n\n"
    "Introduction\nRooms are many [1], and halls are more (Doe, 2020).\n\n"
)


def records(text: str) -> list[Record]:
    """Return the records of a text."""
    return [item for item in read(text, "page.txt").items if isinstance(item, Record)]


def raws(text: str) -> list[str]:
    """Return the text of all entries of a page."""
    return [item.raw for item in read(text, "page.txt").items]


@pytest.mark.parametrize("entries", [NUMBERED, DATED], ids=["numbered", "dated"])
@pytest.mark.parametrize("head", ["", HEAD], ids=["list", "page"])
@pytest.mark.parametrize(
    "heading",
    [
        *("References", "REFERENCES:", "Reference list", "Bibliography", "Literature Cited", "Works cited"),
        *("5. References", "VII. REFERENCES", "## 6. References", "**References**", "[References]", "References (3)"),
        *(
            "References and notes",
            "Further reading",
            "Selected bibliography",
            "参考文献",
            "参考文献：",
            "参　考　文　献",
        ),
        *(
            "【参考文献】",
            "■参考文献",
            "五、参考文献",
            "第六章 参考文献",
            "主要参考文献",
            "参考书目",
            "引用文献",
            "文献",
        ),
        *("参考文献（References）", "References 参考文献", "參考文獻", "注释及参考文献"),
    ],
)
def test_a_heading_announces_a_list(heading: str, head: str, entries: tuple[str, ...]) -> None:
    """A list is found under each of the usual headings, numbered, bracketed, in Markdown or in both languages."""
    assert raws(f"{head}{heading}\n" + "\n".join(entries)) == list(entries)


@pytest.mark.parametrize("entries", [NUMBERED, DATED], ids=["numbered", "dated"])
@pytest.mark.parametrize(
    "tail",
    [
        *("Appendix A\nThe table of rooms.", "Acknowledgements\nWe thank nobody in particular."),
        *("作者简介：张三，男，教授，研究方向为房屋。", "收稿日期：2020-01-01", "致谢\n感谢任何人。", "附录\n表一"),
        *("About the authors\nJohn Author reads.", "Received: 1 May 2020; accepted: 2 June 2020"),
    ],
)
def test_a_list_ends_where_something_else_begins(tail: str, entries: tuple[str, ...]) -> None:
    """An appendix, the authors, the dates and thanks after a list are in no entry."""
    assert raws("References\n" + "\n".join(entries) + "\n\n" + tail) == list(entries)


@pytest.mark.parametrize("entries", [NUMBERED, DATED], ids=["numbered", "dated"])
def test_a_list_below_an_article_needs_no_heading(entries: tuple[str, ...]) -> None:
    """The numbers of a list, or lines that all are entries, show a list that nothing announces."""
    assert raws(HEAD + "\n".join(entries)) == list(entries)


def test_each_list_of_a_page_is_read() -> None:
    """A book has a list in each chapter: all are read, in order, and a numbering that begins again is no doubt."""
    text = (
        "A Book of Rooms\nChapter 1 Rooms\nText of rooms.\n\nReferences\n{0}\n{1}\n\nChapter 2 Halls\nMore text. It has"
        " 3. things.\n\nReferences\n{0}\n{1}\n\nFurther reading\n{2}\n{3}\n\nAbout the authors\nNobody."
    ).format(*NUMBERED[:2], *DATED[1:])
    assert raws(text) == [*NUMBERED[:2], *NUMBERED[:2], *DATED[1:]]
    assert [(remark.origin.line, remark.reason) for remark in read(text, "page.txt").remarks] == [
        (9, "text after the last reference")
    ]


def test_a_table_of_contents_is_no_list() -> None:
    """The line of a table of contents that names the references announces none."""
    text = "Rooms: a review\nContents\nIntroduction 1\nReferences 12\n\n" + HEAD + "References\n" + "\n".join(DATED)
    assert raws(text) == list(DATED)


def test_notes_are_read_for_their_references() -> None:
    """Notes that are references are entries, with those that point back; the others are doubtful remarks."""
    text = (
        "注释：\n①本文所称房屋，是指住宅。\n②参见张三：《房屋研究》，北京：示例出版社，2010年，第12页。\n③同上，第15页。\n"
        "④李四：《大厅研究》，《示例学报》2012年第3期。\n⑤同②，第18页。\n\n参考文献：\n[1]王五.楼梯研究[M].北京:示例出版社,2011."
    )
    assert [record.title for record in records(text)] == ["房屋研究", "房屋研究", "大厅研究", "房屋研究", "楼梯研究"]
    reasons = [(remark.origin.line, remark.reason) for remark in read(text, "page.txt").remarks]
    assert reasons == [
        (2, "a note that is no reference; left out"),
        (4, "points back to the entry before it, which it repeats"),
        (6, "points back to entry ②, which it repeats"),
    ]


@pytest.mark.parametrize("dash", ["———.", "---.", "_____.", "— — —."])
def test_a_dash_stands_for_the_author_before(dash: str) -> None:
    """The author of an entry that begins with a dash is that of the entry before; its raw text stays as it is."""
    text = (
        f"Works cited\nSmith, John. Rooms. New York: Sample Press, 2001.\n{dash} Halls. New York: Sample Press, 2003."
    )
    found = records(text)
    assert [[person.family for person in record.authors] for record in found] == [["Smith"], ["Smith"]]
    assert [record.title for record in found] == ["Rooms", "Halls"]
    assert found[1].raw.startswith(dash)


def test_a_reading_list_gives_the_titles_of_its_links() -> None:
    """In Markdown the words of a link or in bold are the title, and the text around them authors, place and year."""
    text = """# Rooms [![badge](https://img.example/b.svg)](https://example.org)
A list of papers on rooms.

## Contents
- [Surveys of rooms here](#surveys)

## Surveys
- [A survey of rooms and halls](https://arxiv.org/abs/2001.00001), Smith et al., 2020
- [Rooms in the wild](https://doi.org/10.1234/abc) - Jane Doe, John Roe. *Journal A 2021*. [[code](https://x.org/c)]
* [2022] [Rooms without any doors](https://x.org/d) (Journal B)
- **Deep rooms for everyone**. A. Poe, B. Roe. Journal C 2019. [[paper](https://x.org/p.pdf)]

| Year | Title | Venue |
|------|-------|-------|
| 2018 | Halls as rooms | Journal D |
"""
    found = [(item.title, item.year, item.container, item.origin.line) for item in records(text)]
    assert found == [
        ("A survey of rooms and halls", 2020, "", 8),
        ("Rooms in the wild", 2021, "Journal A", 9),
        ("Rooms without any doors", 2022, "Journal B", 10),
        ("Deep rooms for everyone", 2019, "Journal C", 11),
        ("Halls as rooms", 2018, "Journal D", 15),
    ]
    assert records(text)[1].doi == "10.1234/abc"
    (remark,) = read(text, "readme.md").remarks
    assert remark.reason == "headings and text between the entries; left out"
    assert all(line in remark.raw for line in ("# Rooms", "A list of papers on rooms.", "## Surveys", "| Year |"))


def test_addresses_alone_are_accounted_for() -> None:
    """A line that is but an address holds no title: it is an unreadable entry of its own, not part of another."""
    text = f"References\nhttps://www.example.org/a/b\nhttps://www.example.org/c\n{DATED[2]}"
    items = read(text, "list.txt").items
    assert [isinstance(item, Problem) for item in items] == [True, True, False]
    assert [item.origin.line for item in items] == [2, 3, 4]


def test_titles_may_end_in_stops() -> None:
    """A list of titles that all end in a stop is a list of titles; sentences are not."""
    titles = (
        "Operations for reading with plain rooms",
        "Sample data mining: A survey of methods",
        "Learning to walk in plain rooms",
        "Halls for the many and the few",
        "Stairs and their uses in education",
    )
    assert [record.title for record in records("\n".join(f"{title}." for title in titles))] == list(titles)
    with pytest.raises(DataError):
        read("\n".join(f"It was quiet in room {number}, and we were there." for number in range(6)), "prose.txt")


def test_a_heading_inside_an_entry_cuts_nothing() -> None:
    """A word that could head a section does not end a list whose numbering goes on after it."""
    text = (
        "References\n[1] Smith J. Title one of rooms, a\nDiscussion\nof halls. J Rooms. 2019;1(2):3-4.\n" + NUMBERED[1]
    )
    page = read_page(text)
    assert len(page.lists) == 1
    assert page.after == ()
    assert [raw.count("\n") for raw in raws(text)] == [2, 0]


WRAPPED = (
    "A. Author and B. Writer, “Rooms under doubt,” Journal of\nRooms, vol. 3, pp. 3–9, 2012,\ndoi: 10.1234/abc.1.",
    "van der Hall, G. (2008) ‘Halls in sight of rooms and of doors’, Journal of\nHalls, 9, pp. 25–79.",
    "Sample Health Organization. “Rooms and doors.” [Online]. Available:\nhttps://www.example.org/rooms-and-doors",
    "Zed, Z. (2001) ‘Doors of rooms that nobody opens in time’, Journal of\nDoors, 7, pp. 1–9.",
)


def test_a_list_without_a_heading_may_wrap_before_a_doi_and_lack_a_year() -> None:
    """What looks like a list for the larger part is one, whatever word begins a line, and so is a single reference."""
    assert len(records("\n".join(WRAPPED))) == len(WRAPPED)
    assert len(records(WRAPPED[0])) == 1


def test_keywords_inside_references_are_no_heading() -> None:
    """References that each end in their keywords, as some libraries give them, are read one by one."""
    entry = (
        'A. B. Author and C. Writer, "Title {0} of rooms," J. Rooms, vol. {0}, pp. 1-9, 2020. keywords: {{Rooms;A}},'
    )
    assert [one.title for one in records("\n\n\n".join(entry.format(number) for number in (1, 2, 3)))] == [
        f"Title {number} of rooms" for number in (1, 2, 3)
    ]


def test_a_quoted_list_is_read_without_its_marks() -> None:
    """A list that an e-mail quotes is the list, without the marks before its lines."""
    assert raws("\n".join(f"> {one}" for one in DATED)) == list(DATED)


@pytest.mark.parametrize("mark", ["[edit]", " [ edit ]", "[编辑]", "[edit source]"])
def test_a_heading_with_an_edit_link_is_a_heading(mark: str) -> None:
    """The heading of an encyclopedia's references has a link to edit them."""
    entries = "\n".join(f"{number}. ^ Jump up to: a b {one}" for number, one in enumerate(DATED, 1))
    assert [one.authors[0].family for one in records(f"References{mark}\n{entries}")] == ["Doe", "Poe", "Smith"]
    back = "\n".join(f"^ {number}.0 {number}.1 {one}" for number, one in enumerate(DATED, 1))
    assert [one.authors[0].family for one in records(f"References{mark}\n{back}")] == ["Doe", "Poe", "Smith"]


@pytest.mark.parametrize("heading", ["附录A 问卷", "Appendix A Questions"])
def test_an_appendix_below_a_list_is_told(heading: str) -> None:
    """What an appendix below a list holds is no reference, and not dropped without a word."""
    reading = read("References\n" + "\n".join(NUMBERED) + f"\n{heading}\n1. Who are you?\n2. How old?", "page.txt")
    assert len(reading.items) == len(NUMBERED)
    assert any("How old?" in remark.raw for remark in reading.remarks)


@pytest.mark.parametrize("heading", ["相关文章 (2)", "Related articles (2)", "Cited by (12)"])
def test_related_articles_below_a_list_are_no_part_of_it(heading: str) -> None:
    """What a page recommends or is cited by ends its list."""
    below = f"{heading}\nWriter Z. Title nine of rooms. J Rooms. 2022;3(4):5-6."
    assert raws("References\n" + "\n".join(NUMBERED) + f"\n{below}") == list(NUMBERED)
