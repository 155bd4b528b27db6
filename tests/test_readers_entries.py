"""Lists whose numbers do not simply grow."""

from __future__ import annotations

import textwrap
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.readers.freetext.citation import parse_citation
from synth.readers.freetext.entries import split_entries


def entry(number: int, before: str = "[", after: str = "]") -> str:
    """Return a numbered entry."""
    return f"{before}{number}{after} Author A. Title {number}. Journal A, 2020."


@pytest.mark.parametrize(("before", "after"), [("[", "]"), ("", "."), ("(", ")")])
def test_a_numbering_may_count_down(before: str, after: str) -> None:
    """A list that begins with its newest work and counts down keeps every entry, and nothing about it is doubtful."""
    text = "\n".join(entry(number, before, after) for number in range(30, 0, -1))
    found = split_entries(text, 1)
    assert [one.label for one in found.entries] == list(range(30, 0, -1))
    assert found.remarks == ()


def test_a_growing_list_is_not_taken_for_a_falling_one() -> None:
    """Numbers that grow are followed upwards, with a remark where one is skipped."""
    found = split_entries("\n".join(entry(number) for number in (1, 2, 4, 5)), 1)
    assert [one.label for one in found.entries] == [1, 2, 4, 5]
    assert [remark.line for remark in found.remarks] == [3]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "·", "●"])
def test_bullets_delimit_entries(bullet: str) -> None:
    """Each bullet at the start of a line begins an entry, also where the entry wraps or holds several sentences."""
    entries = (
        "A. Author and B. Writer. Title one of rooms. In Samples, pages 44-58. Sample-Verlag,\nSeptember 1995.",
        "C. Person. Title two of rooms. In Samples-90, 1990.",
        "Person, D. (1986). Title three, Sample Press.",
    )
    found = split_entries("\n".join(f"{bullet} {entry}" for entry in entries), 1)
    assert [one.raw for one in found.entries] == [f"{bullet} {entry}" for entry in entries]
    assert [one.line for one in found.entries] == [1, 3, 4]
    assert found.remarks == ()
    titles = [parse_citation(one.raw).title for one in found.entries]
    assert titles == ["Title one of rooms", "Title two of rooms", "Title three"]


def test_a_publisher_after_the_pages_is_no_entry() -> None:
    """A publisher and a month that follow the pages of a long entry belong to it."""
    text = (
        "A. Author and B. Writer. Title one of rooms in which samples are read by nobody in particular. In Proceedings"
        " of the Fifth Conference on Samples, volume 989 of Lecture Notes in Samples, pages 44-58. Springer-Verlag,"
        " September 1995."
    )
    assert [one.raw for one in split_entries(text, 1).entries] == [text]


@pytest.mark.parametrize(
    "end",
    [
        "http://www.example.org/a/b_c",
        "https://doi.org/10.1234/abc",
        "Place: Sample Press, 12-18",
        "Journal A, 2020",
        "Sample Press",
    ],
)
def test_a_line_that_begins_with_an_author_is_a_new_entry(end: str) -> None:
    """In a list of one entry a line no address, page, year or publisher at the end of a line swallows the next one."""
    lines = [
        f"Author, A. (2009). Title one of rooms: A sample. {end}",
        "Writer, B. R., & Person, C. (2009). Title two of rooms. Journal B, 8(12), 18-21.",
        "Person, D. (2003). Title three of rooms. Journal C, 9, 1-9.",
    ]
    assert [one.raw for one in split_entries("\n".join(lines), 1).entries] == lines


def test_an_address_that_a_line_break_cuts_goes_on() -> None:
    """A line after an address is part of the entry where it begins with no name."""
    text = (
        "Author, A. (2009). Title one of rooms. http://www.example.org/a/\nSamples/b.html\nWriter, B. (2010). Two. J."
    )
    assert [one.raw.count("\n") for one in split_entries(text, 1).entries] == [1, 0]


ENTRY = "Author{1} A, Writer B. Title {0} of plain rooms and halls[J]. Journal A, 20{0:02}, 1(2): {0}-9."


def texts(text: str) -> list[str]:
    """Return the entries of a list, without line ends and their labels."""
    return [" ".join(one.text.split()) for one in split_entries(text, 1).entries]


def bodies(count: int) -> list[str]:
    """Return so many references."""
    return [ENTRY.format(number, chr(ord("a") + number % 26)) for number in range(1, count + 1)]


@pytest.mark.parametrize(
    "label",
    [
        "[{}] ",
        "[{}]",
        "［{}］",
        "【{}】",
        "({}) ",
        "（{}）",
        "{}. ",
        "{}) ",
        "{}、",
        "{}\t",
        "[R{}] ",
        "R{}. ",
        "\\[{}\\] ",
        "{}. ^ ",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "paragraphs"])
def test_labels_are_followed_and_left_out_of_the_text(label: str, between: str) -> None:
    """Every usual way to print a number begins an entry, and the text to parse is without it."""
    found = between.join(label.format(number) + body for number, body in enumerate(bodies(12), 1))
    assert texts(found) == bodies(12)


@pytest.mark.parametrize("label", ["[{}] ", "［{}］", "({}) ", "{}. ", "{}) "])
def test_a_run_on_list_is_cut_at_its_numbers(label: str) -> None:
    """Entries that all stand in one paragraph are told apart by their numbers."""
    assert texts(" ".join(label.format(number) + body for number, body in enumerate(bodies(30), 1))) == bodies(30)


def test_circled_and_roman_numbers_count() -> None:
    """Numbers in circles and Roman ones are followed as well."""
    circled = "".join(f"{chr(0x2460 + place)}{body}" for place, body in enumerate(bodies(20)))
    assert texts(circled) == bodies(20)
    roman = ("I", "II", "III", "IV", "V", "VI")
    assert texts("\n".join(f"{number}. {body}" for number, body in zip(roman, bodies(6), strict=True))) == bodies(6)


def test_initials_are_no_roman_numbers() -> None:
    """Lines that begin with the initials I. and V. begin entries without numbers; Roman numbers count from I."""
    initials = ("A.", "D.", "I.", "I.", "V.", "X.")
    entries = [f"{one} Author, {body.split('. ', 1)[1]}" for one, body in zip(initials, bodies(6), strict=True)]
    assert texts("\n".join(entries)) == entries
    assert texts("\n".join(f"• {entry}" for entry in entries)) == entries


@pytest.mark.parametrize("name", ["Author A", "张三"])
def test_numbers_glued_to_a_name_are_labels(name: str) -> None:
    """Raised numbers that a copied page glues to the names are followed where they count from 1 without a gap."""
    entries = [f"{name}. {body.split('. ', 1)[1]}" for body in bodies(5)]
    assert texts("\n".join(f"{number}{entry}" for number, entry in enumerate(entries, 1))) == entries


@pytest.mark.parametrize(
    "damaged", ["[lO] ", "[1O] ", "10] ", "[10 ", "(10] ", "[ 10 ] ", "|10] ", "[10) ", "I0. ", "10, "]
)
def test_a_misread_number_still_begins_its_entry(damaged: str) -> None:
    """A number that a scanner misread is recognised where it is the one that is missing."""
    lines = [f"[{number}] {body}" for number, body in enumerate(bodies(12), 1)]
    lines[9] = damaged + bodies(12)[9]
    found = split_entries("\n".join(lines), 1)
    assert [one.label for one in found.entries] == list(range(1, 13))
    assert found.remarks == ()
    assert [" ".join(one.text.split()) for one in found.entries] == bodies(12)


def test_an_entry_whose_number_is_lost_is_found_and_reported() -> None:
    """Where a number is missing, an entry begins at what looks like the beginning of one, and a remark says so."""
    lines = [f"[{number}] {body}" for number, body in enumerate(bodies(6), 1)]
    lines[3] = bodies(6)[3]
    found = split_entries("\n".join(lines), 1)
    assert texts("\n".join(lines)) == bodies(6)
    assert [(remark.line, remark.reason) for remark in found.remarks] == [
        (4, "has no number; taken for an entry of its own")
    ]


def test_a_number_that_comes_twice_is_reported() -> None:
    """Both entries of a doubled number are kept."""
    lines = [f"[{number}] {body}" for number, body in zip((1, 2, 2, 3), bodies(4), strict=True)]
    found = split_entries("\n".join(lines), 1)
    assert [one.label for one in found.entries] == [1, 2, 2, 3]
    assert [remark.reason for remark in found.remarks] == ["the numbering goes from 2 to 2"]


@pytest.mark.parametrize("width", [80, 60, 35])
@pytest.mark.parametrize("label", ["[{}] ", "{}. ", ""])
@pytest.mark.parametrize("indent", ["", "    "], ids=["flush", "hanging"])
def test_wrapped_entries_are_joined(width: int, label: str, indent: str) -> None:
    """The lines of an entry belong together, at any width, with a hanging indent or without."""
    lines = [
        line
        for number, body in enumerate(bodies(20), 1)
        for line in textwrap.wrap(label.format(number) + body, width, subsequent_indent=indent)
    ]
    assert texts("\n".join(lines)) == bodies(20)


@pytest.mark.parametrize("number", ["{}", "- {} -", "Page {}", "第 {} 页", "{} / 9", "· {} ·"])
@pytest.mark.parametrize("label", ["[{}] ", ""])
def test_the_furniture_of_pages_is_no_part_of_an_entry(number: str, label: str) -> None:
    """Running headers and page numbers between the lines of an entry are left out of it, and one remark says so."""
    lines = [
        line
        for place, body in enumerate(bodies(30), 1)
        for line in textwrap.wrap(label.format(place) + body, 60, subsequent_indent="   ")
    ]
    furnished: list[str] = []
    for place, line in enumerate(lines):
        if place and place % 19 == 0:
            furnished += [number.format(40 + place // 19), "", "Author et al. / Journal of Samples 12 (2020)"]
        furnished.append(line)
    found = split_entries("\n".join(furnished), 1)
    assert [" ".join(one.text.split()) for one in found.entries] == bodies(30)
    assert [remark.reason for remark in found.remarks] == ["page numbers and running headers; left out"]


def test_numbers_on_lines_of_their_own_are_labels() -> None:
    """A number that stands alone above its entry is no page number."""
    text = "\n\n".join(f"{number}\n\n{body}" for number, body in enumerate(bodies(9), 1))
    assert texts(text) == bodies(9)


def test_a_translation_belongs_to_its_entry() -> None:
    """The English version of a Chinese entry, in brackets or not, on a line of its own, is no entry of its own."""
    text = (
        "张三, 李四. 房屋研究[J]. 示例学报, 2010, 1(2): 3-5.\nZhang San, Li Si. Research on rooms[J]. Sample Journal,"
        " 2010, 1(2): 3-5.\n王五. 大厅研究[M]. 北京: 示例出版社, 2012.\nSmith J. Rooms[M]. London: Sample Press, 2013."
    )
    assert [one.line for one in split_entries(text, 1).entries] == [1, 3, 4]
    labelled = text.replace("张三,", "[1] 张三,").replace("王五", "[2] 王五").replace("Smith", "[3] Smith")
    paragraphs = split_entries(labelled.replace("\nZhang", "\n\n(Zhang").replace("3-5.\n[2]", "3-5.)\n[2]"), 1)
    assert [one.label for one in paragraphs.entries] == [1, 2, 3]
    assert "Research on rooms" in paragraphs.entries[0].raw
    assert paragraphs.remarks == ()


def test_headings_inside_a_list_are_remarks() -> None:
    """*Books* and *Articles* are no entries, and not lost."""
    text = (
        "Books on rooms\n\nDoe, A. (2020). Title two of halls. Sample Press.\nPoe, E. (2018). The house. Sample Press."
        "\n\nArticles\n\nRoe, B. (2019). Title one of rooms. Journal of Rooms, 1(2), 3-4."
    )
    found = split_entries(text, 1)
    assert [one.raw[:3] for one in found.entries] == ["Doe", "Poe", "Roe"]
    assert [(remark.line, remark.raw) for remark in found.remarks] == [(1, "Books on rooms"), (6, "Articles")]


def test_one_style_run_on_is_cut() -> None:
    """A paragraph of author-date references is cut where the next author begins."""
    entries = [
        "Doe, A., & Roe, B. (2020). Title two of halls: A study. Journal, 1, 4-5. https://doi.org/10.1234/abc",
        "Poe, E. A. (2018). The house of rooms. Sample Press.",
        "World Health Organization. (2020). Rooms and health. https://example.org/rooms",
        "Zed, Z. (n.d.). Rooms. In A. Editor & B. Editor (Eds.), Handbook of rooms (pp. 1-20). Sample Press.",
    ]
    assert texts(" ".join(entries)) == entries


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "paragraphs"])
def test_a_chinese_name_and_a_year_begin_an_entry(between: str) -> None:
    """Short Chinese author-date references are told apart, also where each fills but one short line."""
    entries = [
        "張三（2009）。房間研究。五南。",
        "李四（譯）（2011）。大廳研究。五南。",
        "教育部（2014）。房間綱要。作者。",
    ]
    assert texts(between.join(entries)) == entries


def test_chinese_notes_run_on_are_cut() -> None:
    """A paragraph of notes is cut at the name after a full stop, also where no space stands there."""
    entries = [
        "张三：《房间研究》，《样本期刊》2015年第17期，第2273页。",
        "李四、王五：《大厅与房间研究》，《样本期刊》2005年第7期，第35页。",
        "费六：《门窗》，北京：样本出版社，1985年，第45页。",
    ]
    assert texts("".join(entries)) == entries
    marked = [
        "张三. 房间[M]. 北京: 样本出版社, 1981.",
        "费六. 大厅[M]. 北京: 样本出版社, 1985.",
        "李四. 门[M]. 上海: 样本社, 2000.",
    ]
    assert texts(" ".join(marked)) == marked


def test_a_particle_in_small_letters_begins_an_entry() -> None:
    """A name such as *van der Author* begins an entry in wrapped lines and in one paragraph."""
    entries = [
        "Author, Amos, and Daniel Writer. “Rooms in Doubt: Samples.” Journal A, vol. 185, 1974, pp. 1124–1131.",
        "van der Person, Laurens, and Guy Hall. “Rooms in Sight.” Journal of Halls, vol. 9, 2008, pp. 2579–2605.",
        "Zed, Lev S. Rooms in Society: The Development of Higher Halls. Sample University Press, 1978.",
    ]
    assert texts(" ".join(entries)) == entries
    assert texts("\n".join(textwrap.fill(one, 72) for one in entries)) == entries


@given(
    st.lists(st.sampled_from(bodies(9)), min_size=2, max_size=9, unique=True),
    st.sampled_from(["[{}] ", "{}. ", "({}) ", "• ", ""]),
    st.sampled_from(["\n", "\n\n", "\n\n\n"]),
    st.text(alphabet="abc ,.[]()1239\n", max_size=40),
)
def test_nothing_of_a_list_is_lost(references: list[str], label: str, between: str, noise: str) -> None:
    """Every letter and digit of a list is in an entry or a remark, whatever stands between the entries."""
    parts = [label.format(number) + body for number, body in enumerate(references, 1)]
    text = between.join([parts[0], noise, *parts[1:]])
    found = split_entries(text, 1)
    kept = "".join([one.raw for one in found.entries] + [remark.raw for remark in found.remarks])
    assert not Counter(filter(str.isalnum, text)) - Counter(filter(str.isalnum, kept))


@pytest.mark.parametrize(
    "text",
    [
        "[1] " + "[" * 9000,
        "1. " * 9000,
        "Ab, C., " * 4000,
        "的" * 20_000,
        "(" * 9000,
        "\n" * 20_000 + "a",
        "I. V. X. " * 3000,
        "张三（2009）。五南。" * 4000,
    ],
)
def test_endless_repetition_is_split(text: str) -> None:
    """Repetition without sense gives entries or remarks, and no error."""
    found = split_entries(text, 1)
    assert found.entries or found.remarks or not text.strip()
