"""One free-text reference in, its fields out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.readers.freetext.citation import MAX_LENGTH, parse_citation

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "Stages of sample reading in plain rooms"
JOURNAL = "Journal of Sample Studies"

# The same work in the styles that journals ask for.
STYLES = {
    "comma year": f"Author A, Writer B. {TITLE}. {JOURNAL}, 2019, 12(3): 45–67.",
    "vancouver": f"1. Author A, Writer B. {TITLE}. {JOURNAL}. 2019;12(3):45-67.",
    "apa": f"Author, A., & Writer, B. (2019). {TITLE}. {JOURNAL}, 12(3), 45–67. doi:10.1234/ABC.5",
    "ieee": f"[1] A. Author and B. Writer, “{TITLE},” {JOURNAL}, vol. 12, no. 3, pp. 45–67, 2019, doi: 10.1234/ABC.5.",
    "chicago": f'Author, A., and B. Writer. 2019. "{TITLE}." {JOURNAL} 12 (3): 45–67.',
    "mla": f'Author, A., and B. Writer. "{TITLE}." {JOURNAL}, vol. 12, no. 3, 2019, pp. 45-67.',
    "harvard": f"Author, A. and Writer, B., 2019. {TITLE}. {JOURNAL}, 12(3), pp.45-67.",
    "acm": f"A. Author and B. Writer. 2019. {TITLE}. {JOURNAL} 12, 3 (2019), 45–67.",
    "springer": f"Author, A., Writer, B.: {TITLE}. {JOURNAL} 12(3), 45–67 (2019).",
    "nature": f"Author, A. & Writer, B. {TITLE}. {JOURNAL} 12, 45–67 (2019).",
    "gb/t 7714": f"[1] AUTHOR A, WRITER B. {TITLE}[J]. {JOURNAL}, 2019, 12(3): 45-67.",
    "gb/t 7714, full width": f"［1］ Author A，Writer B．{TITLE}［J］．{JOURNAL}，2019，12（3）：45－67．",
    "gb/t 7714, author and year": f"Author A, Writer B, 2019. {TITLE}[J]. {JOURNAL}, 12(3): 45-67.",
}


@pytest.mark.parametrize("style", STYLES)
def test_the_same_work_reads_the_same_in_every_style(style: str) -> None:
    """Authors, title, journal, year, volume and pages do not depend on the style of the list."""
    parsed = parse_citation(STYLES[style])
    assert [(person.family, person.given[:1]) for person in parsed.authors] == [("Author", "A"), ("Writer", "B")]
    assert (parsed.title, parsed.container, parsed.year) == (TITLE, JOURNAL, 2019)
    assert (parsed.volume, parsed.pages) == ("12", "45–67")
    assert parsed.type == "article-journal"


@pytest.mark.parametrize("style", ["apa", "ieee"])
def test_a_doi_is_bare(style: str) -> None:
    """A DOI loses its resolver and keeps its case."""
    assert parse_citation(STYLES[style]).doi.casefold() == "10.1234/abc.5"


@pytest.mark.parametrize(
    "title",
    [
        "Exploring the “Field Reader” model of rooms",
        'Exploring the "Field Reader" model of rooms',
        "Is reading play? A question and its answer",
        "What do readers know?",
        "Rooms vs. halls: reading in the U.S. and elsewhere",
        "Reading by Smith et al. and its critics",
        "Quiet rooms, loud rooms, and the e.g. of reading",
        "Reading in 1984 and after: a history, 1900–1950",
        "Orientation, Challenges, and Strategies for Readers: A Case Study of Rooms",
    ],
)
def test_punctuation_inside_a_title_survives(title: str) -> None:
    """Quotes, colons, abbreviations, question marks and years do not end a title."""
    parsed = parse_citation(f"[7] Author A, Writer B. {title}. {JOURNAL}, 2024, (04): 25–35.")
    assert (parsed.title, parsed.container, parsed.year) == (title, JOURNAL, 2024)
    assert (parsed.issue, parsed.pages) == ("04", "25–35")


@pytest.mark.parametrize(
    ("locators", "expected"),
    [
        ("2024, (04): 25–35", ("", "04", "25–35")),
        ("2025, (S1): 163–166", ("", "S1", "163–166")),
        ("2024, (24): 21–28+37", ("", "24", "21–28+37")),
        ("2017, 38(1): 90-97+104", ("38", "1", "90–97+104")),
        ("2014, 9(7): e84475", ("9", "7", "e84475")),
        ("2009, 119(538): F231--F251", ("119", "538", "F231–F251")),
        ("2019, 40: 126-141", ("40", "", "126–141")),
    ],
)
def test_locators_keep_their_form(locators: str, expected: tuple[str, str, str]) -> None:
    """Volume, issue and pages are read as printed, with an en dash between pages."""
    parsed = parse_citation(f"Author A. {TITLE}[J]. {JOURNAL}, {locators}.")
    assert (parsed.volume, parsed.issue, parsed.pages) == expected


def test_a_formula_that_ocr_saw_in_the_locators_is_undone() -> None:
    """A volume and pages that OCR turned into LaTeX are read as if printed plainly."""
    parsed = parse_citation(
        r"黄海刚．从人才流失到人才环流：国际高水平人才流动的转换［J]．高等教育研究, 2017， "
        r"$3 8 \left( 1 \right) : ~ 9 0 \mathrm { - } 9 7 \mathrm { + } 1 0 4 .$"
    )
    assert parsed.title == "从人才流失到人才环流：国际高水平人才流动的转换"
    assert (parsed.container, parsed.year, parsed.volume, parsed.issue) == ("高等教育研究", 2017, "38", "1")
    assert parsed.pages == "90–97+104"
    assert parsed.language == "zh"


def test_spaces_of_line_wraps_leave_chinese_words() -> None:
    """A space between Chinese characters is a line wrap, in title, journal and name."""
    parsed = parse_citation(
        "[2] 郑巧英，王 辉耀，李正风．全球科技人才流 动形式[J]．科 技进步与对策，2014，31(13)：150－153."
    )
    assert parsed.title == "全球科技人才流动形式"
    assert parsed.container == "科技进步与对策"
    assert [person.literal for person in parsed.authors] == ["郑巧英", "王辉耀", "李正风"]


@pytest.mark.parametrize("others", [", 等", "，等", ", et al", ", et al.", " 等"])
def test_and_others_is_no_author(others: str) -> None:
    """``et al.`` and 等 are not taken for a name."""
    parsed = parse_citation(f"张三, 李四{others}. 题名一的研究[J]. 示例期刊, 2020(3): 12-18.")
    assert [person.literal for person in parsed.authors] == ["张三", "李四"]
    assert parsed.title == "题名一的研究"


@pytest.mark.parametrize(
    ("text", "kind", "container", "publisher"),
    [
        ("张三. 题名一[M]. 北京: 示例出版社, 2019: 33.", "book", "", "示例出版社"),
        ("张三. 题名一[D]. 某某大学, 2017.", "thesis", "", "某某大学"),
        ("张三. 题名一[N]. 示例日报, 2012-09-03(A08).", "article-newspaper", "示例日报", ""),
        ("张三. 题名一[C]//李四. 示例论文集. 北京: 示例社, 2005: 2.", "paper-conference", "示例论文集", "示例社"),
        ("张三. 题名一[M]//示例全书. 北京: 示例出版社, 1997: 2.", "chapter", "示例全书", "示例出版社"),
        ("张三. 题名一[EB/OL]. (2018-02-06)[2022-10-27]. https://example.org/a.html.", "webpage", "", ""),
        ("张三. 题名一[P]. 2022-09-13.", "patent", "", ""),
        ("Author A. Title one of rooms. Ph.D. thesis, University of Nowhere, 1993.", "thesis", "", "of Nowhere"),
        ("Author, A. (2019). Title one of rooms. Sampletown: Sample Press.", "book", "", "Sample Press"),
        ("Author A. Title one of rooms. In Proceedings of the Sample Conference, pages 3-4, 1993.", "paper-conference",
         "Proceedings of the Sample Conference", ""),
    ],
)  # fmt: skip
def test_the_kind_of_work_is_a_csl_type(text: str, kind: str, container: str, publisher: str) -> None:
    """The mark, or else the words after the title, tell what a reference is to."""
    parsed = parse_citation(text)
    assert (parsed.type, parsed.container) == (kind, container)
    assert publisher in parsed.publisher
    assert parsed.title.startswith(("题名一", "Title one"))


def test_a_date_of_access_is_no_year() -> None:
    """The year is that of publication, not the one in which somebody looked."""
    parsed = parse_citation("张三. 题名一[EB/OL]. (2018-02-06)[2022-10-27]. https://example.org/2020/a.html.")
    assert (parsed.year, parsed.url) == (2018, "https://example.org/2020/a.html")


def test_the_english_version_of_a_chinese_reference_is_left_out() -> None:
    """Chinese journals print a translation in brackets; it adds no second work and no wrong year."""
    parsed = parse_citation(
        "[6] 李鸥．网络反恐及对策[J]．江西警察学院学报，2006(3): 92-95."
        "(Li Ou.Comment on Counter Cyber-terrorism and Its Control Method [J].Journal of Jiangxi Police Institute,"
        " 2006(3): 92-95.)"
    )
    assert (parsed.title, parsed.container, parsed.pages) == ("网络反恐及对策", "江西警察学院学报", "92–95")


@pytest.mark.parametrize("name", ["World Health Organization", "教育部", "全国人大常委会", "OECD"])
def test_an_organisation_is_one_author(name: str) -> None:
    """A corporate author is kept whole."""
    (author,) = parse_citation(f"{name}. Title one of rooms[R]. Sampletown: Sample Press, 2010.").authors
    assert author.literal == name


@pytest.mark.parametrize("text", ["just some words without structure", "第几页的一些文字"])
def test_text_without_structure_is_the_title(text: str) -> None:
    """What cannot be taken apart is kept whole, and says so."""
    parsed = parse_citation(text)
    assert parsed.title == text
    assert not parsed.structured


def test_an_endless_entry_is_kept_whole() -> None:
    """An entry beyond any reference's length is not taken apart but not cut either."""
    text = "word " * MAX_LENGTH
    assert parse_citation(text).title == text.strip()


@pytest.mark.parametrize(
    "unit", ["(", '"', "《", ". ", "A. ", "A, ", "Ab, ", "1, ", "12(3)", "的,", "- ", " ,", "[J]", "2020 "]
)
def test_repetition_is_read_in_linear_time(unit: str) -> None:
    """An entry at the limit that is one sign over and over is read; a quadratic pattern would take minutes."""
    filler = unit * (19_000 // len(unit))
    assert parse_citation(f"Author A. Title of rooms. {filler}. Journal A, 2020, 1: 2-3.").title


@given(st.text(max_size=400))
def test_any_text_gives_a_citation(text: str) -> None:
    """No text makes the parser fail, and no field holds a control character or a line break."""
    parsed = parse_citation(text)
    fields = (
        parsed.title,
        parsed.container,
        parsed.pages,
        parsed.publisher,
        *(person.short for person in parsed.authors),
    )
    assert all(
        character.isprintable() or character == " " for field in fields for character in field if ord(character) < 0xA0
    )


_WORDS = st.sampled_from(["reading", "room", "plain", "sample", "study", "early", "garden", "river", "method", "stone"])
_TITLES = st.lists(_WORDS, min_size=3, max_size=9).map(lambda words: " ".join(words).capitalize())
_FAMILIES = st.sampled_from(["Author", "Writer", "Painter", "O'Person", "Van-Sample", "Carver"])
_PEOPLE = st.lists(
    st.tuples(_FAMILIES, st.sampled_from("ABCDEFGH")), min_size=1, max_size=5, unique_by=lambda pair: pair[0]
)
_NUMBERS = st.integers(min_value=1, max_value=99)


@dataclass(frozen=True)
class Fields:
    """The fields of a reference to compose."""

    people: list[tuple[str, str]]
    title: str
    year: int
    volume: int
    page: int

    @property
    def pages(self) -> str:
        """The range of pages."""
        return f"{self.page}–{self.page + 7}"


def _vancouver(work: Fields) -> str:
    names = ", ".join(f"{family} {given}" for family, given in work.people)
    return f"{names}. {work.title}. {JOURNAL}. {work.year};{work.volume}(2):{work.pages}."


def _apa(work: Fields) -> str:
    *others, last = [f"{family}, {given}." for family, given in work.people]
    names = f"{', '.join(others)}, & {last}" if others else last
    return f"{names} ({work.year}). {work.title}. {JOURNAL}, {work.volume}(2), {work.pages}."


def _ieee(work: Fields) -> str:
    names = ", ".join(f"{given}. {family}" for family, given in work.people)
    return f"{names}, “{work.title},” {JOURNAL}, vol. {work.volume}, no. 2, pp. {work.pages}, {work.year}."


def _gbt(work: Fields) -> str:
    names = ", ".join(f"{family.upper()} {given}" for family, given in work.people)
    return f"{names}. {work.title}[J]. {JOURNAL}, {work.year}, {work.volume}(2): {work.pages}."


@pytest.mark.parametrize("compose", [_vancouver, _apa, _ieee, _gbt])
@given(work=st.builds(Fields, _PEOPLE, _TITLES, st.integers(1900, 2049), _NUMBERS, _NUMBERS))
def test_a_composed_reference_is_read_back(compose: Callable[[Fields], str], work: Fields) -> None:
    """Whatever the fields, a reference composed of them in a style gives them back."""
    parsed = parse_citation(compose(work))
    assert parsed.title == work.title
    assert (parsed.container, parsed.year, parsed.volume, parsed.issue) == (JOURNAL, work.year, str(work.volume), "2")
    assert parsed.pages == work.pages
    assert [person.family for person in parsed.authors] == [family for family, _ in work.people]


@pytest.mark.parametrize(
    ("text", "year", "pages"),
    [
        ("Author A. Title one of rooms. Journal A. 2012;31:1733-9.", 2012, "1733–9"),
        ("Author A. Title one of rooms. Journal A. 2003;96(2):1547-52.", 2003, "1547–52"),
        ("张三. 题名二的研究[J]. 示例期刊,2013,33(6):1492-1500.", 2013, "1492–1500"),
        ("A. Author, “Title one of rooms,” Journal A, vol. 2, July 2016, pp. 1911–15.", 2016, "1911–15"),
        ("Author A. Title one of rooms. Journal A 12 (2011) 1822-1830.", 2011, "1822–1830"),
        ("张三. 毕业生1539万人的研究[J]. 示例期刊, 2020(3): 12-18.", 2020, "12–18"),
        ("Author A. Title one of rooms. Journal A. 2019-05-12: 1901.", 2019, "1901"),
        ("Author A. Title one of rooms. Journal A 2003;100:1999–2004.", 2003, "1999–2004"),
        ("Author A. Title one of rooms. Journal A 12:1733-9.", None, "1733–9"),
        ("Author A. Title one of rooms. Place: Publisher, 1776.", 1776, ""),
    ],
)
def test_a_page_is_no_year(text: str, year: int | None, pages: str) -> None:
    """A number in a range of pages, after a colon or before a unit is not the year, however much it looks like one."""
    parsed = parse_citation(text)
    assert (parsed.year, parsed.pages) == (year, pages)


@given(st.integers(1800, 2099), st.integers(1500, 2098), st.integers(1, 9))
def test_the_year_beats_any_page_range(year: int, first: int, more: int) -> None:
    """Whatever the page numbers are, the year before them is the year."""
    parsed = parse_citation(f"Author A. Title one of rooms. Journal A. {year};31:{first}-{first + more}.")
    assert parsed.year == year
    assert parsed.volume == "31"


@pytest.mark.parametrize(
    "title",
    [
        "反思与构建：示例制度的审视",
        "困境与出路：示例研究",
        "挑战与对策：示例",
        "机遇和挑战：示例研究",
        "现状、问题与对策：示例研究",
        "高等教育、职业教育：示例研究",
        "现状与展望",
    ],
)
def test_two_things_and_a_colon_are_no_authors(title: str) -> None:
    """A Chinese title that begins with words joined by "and", and names nobody, has no author."""
    parsed = parse_citation(f"[1] {title}[J]．示例期刊，2018．")
    assert (parsed.authors, parsed.title) == ((), title)


@pytest.mark.parametrize("lead", ["张三、李四：《", "张三和李四. ", "张三，李四：", "张三与李四，"])
def test_names_before_a_title_are_authors(lead: str) -> None:
    """Surnames make a list of names, and a title in its own brackets may follow a colon."""
    parsed = parse_citation(f"{lead}题名二的研究{'》' if '《' in lead else '[J]'}，示例期刊，2010年第3期。")
    assert ([one.literal for one in parsed.authors], parsed.title) == (["张三", "李四"], "题名二的研究")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('P. Author and J-L. Writer, "Title one of rooms," in Samples, 1991.', ["P. Author", "J-L. Writer"]),
        ("J-L. Writer and P. Author. Title one of rooms. Journal A, 1991.", ["J-L. Writer", "P. Author"]),
        ("Writer, J-L., & Author, P. (1991). Title one of rooms. J. A, 1, 1.", ["J-L. Writer", "P. Author"]),
        ('Author A, Writer B. "Title one of rooms. Journal A, 2023.', ["A Author", "B Writer"]),
        ('A. Author, and B. Writer, "Title one of rooms', ["A. Author", "B. Writer"]),
    ],
)
def test_damaged_names_and_quotes_are_read(text: str, names: list[str]) -> None:
    """Initials joined by a hyphen or parted by a comma are one name's, and a quote that never closes is no letter."""
    parsed = parse_citation(text)
    assert [f"{one.given} {one.family}" for one in parsed.authors] == names
    assert parsed.title == "Title one of rooms"


def test_proceedings_may_be_a_title() -> None:
    """The abbreviation of proceedings at the start of a title is a part of it, not all of it."""
    parsed = parse_citation("Author A, Writer B, editors. Proc. Seventh Conference of Samples. Sample Press, 1994.")
    assert parsed.title == "Proc. Seventh Conference of Samples"
