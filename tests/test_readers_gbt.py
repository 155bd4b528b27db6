"""References in Chinese styles, with type marks and without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.readers.freetext.gbt import is_chinese_style, parse_chinese_style

TITLE = "题名一的研究"

# The same article in the styles of Chinese journals and publishers.
STYLES = {
    "gb/t 7714-1987": f"张三, 李小四. {TITLE}. 示例期刊, 2019, 12(3): 45～67",
    "gb/t 7714-2015": f"张三, 李小四. {TITLE}[J]. 示例期刊, 2019, 12(3): 45-67.",
    "full width": f"张三，李小四．{TITLE}［J］．示例期刊，2019，12（3）：45－67．",
    "black brackets": f"张三，李小四.{TITLE}【J】.示例期刊，2019，12（3）：45-67.",
    "author and year": f"张三, 李小四, 2019. {TITLE}[J]. 示例期刊, 12(3): 45-67.",
    "author. year.": f"张三, 李小四. 2019. {TITLE}. 示例期刊, 12(3): 45-67",
    "apa": f"张三、李小四（2019）。{TITLE}。《示例期刊》，12（3），45—67。",
    "sociology": f"张三、李小四，2019，《{TITLE}》，《示例期刊》第12卷第3期，第45—67页。",
    "history": f"张三、李小四：《{TITLE}》，《示例期刊》2019年第12卷第3期，第45—67页。",
    "traditional": f"张三、李小四（2019）。〈{TITLE}〉。《示例期刊》，第12卷第3期，頁45–67。",
    "ieee": f"张三 and 李小四, “{TITLE},” 示例期刊, vol. 12, no. 3, pp. 45–67, 2019.",
    "in chinese": f"2019, 12(3): 45–67 (in Chinese) [张三, 李小四. {TITLE}. 示例期刊, 2019, 12(3): 45–67]",
}


@pytest.mark.parametrize("style", STYLES)
def test_the_same_article_reads_the_same_in_every_style(style: str) -> None:
    """Names, title, journal, year, volume, issue and pages do not depend on the house style."""
    parsed = parse_chinese_style(STYLES[style])
    assert [person.literal for person in parsed.authors] == ["张三", "李小四"]
    assert (parsed.title, parsed.container, parsed.year) == (TITLE, "示例期刊", 2019)
    assert (parsed.volume, parsed.issue, parsed.pages) == ("12", "3", "45–67")
    assert (parsed.type, parsed.language) == ("article-journal", "zh")


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("信息与文献资源描述：GB/T 3792—2021[S]", "信息与文献资源描述"),
        ("GB/T 3792—2021，信息与文献资源描述[S]", "信息与文献资源描述"),
        ("一种示例装置：中国，CN202827616U[P]", "一种示例装置"),
        ("示例法的解释：法释〔2018〕1号[A]", "示例法的解释"),
        ("Sample strategy science report: RMRS-GTR-262[R]", "Sample strategy science report"),
        ("示例年鉴：2003[M]", "示例年鉴：2003"),
        ("示例研究（1913—1949）[D]", "示例研究（1913—1949）"),
        ("示例数据：2006-2011[DS]", "示例数据：2006-2011"),
        ("示例诊断标准(2016版)[J]", "示例诊断标准(2016版)"),
        ("示例指南（2020年版）", "示例指南（2020年版）"),
        ("示例指南（基层版·2020年）", "示例指南（基层版·2020年）"),
        ("示例全书（修订版）", "示例全书"),
        ("题名一: [博士学位论文]", "题名一"),
        ("“一带一路”：题名一[J]", "“一带一路”：题名一"),
        ("《题名一》[M]", "题名一"),
        ("《题名一》的历史[M]", "《题名一》的历史"),
    ],
)
def test_a_title_is_what_the_work_is_called(printed: str, title: str) -> None:
    """Numbers of standards, patents and reports, and the kind of a thesis, are no part of a title; years may be."""
    assert parse_chinese_style(f"张三. {printed}. 2020.").title == title


@pytest.mark.parametrize(
    ("text", "kind", "container"),
    [
        ("张三. 题名一[P]. 2012-05-30.", "patent", ""),
        ("张三. 题名一[DB/OL]. 示例数据中心, 2020.", "dataset", ""),
        ("张三. 题名一[CP/OL]. 2020.", "software", ""),
        ("张三. 题名一[CM]. 北京: 示例出版社, 2020.", "map", ""),
        ("张三：《题名一》，博士学位论文，示例大学，2010年。", "thesis", ""),
        ("张三：《题名一》，《示例日报》2010年3月2日，第3版。", "article-newspaper", "示例日报"),
        ("张三：《题名一》，载《示例期刊》2010年第3期。", "article-journal", "示例期刊"),
        ("张三：《题名一》，载《示例文集》第6册，示例书局1989年版，第12页。", "chapter", "示例文集"),
        ("张三：《题名一》，示例出版社2005年版，第30页。", "book", ""),
        ("张三. 题名一[EB/OL]. 示例网, 2018-12-01.", "webpage", "示例网"),
    ],
)
def test_the_kind_of_work_follows_from_mark_and_words(text: str, kind: str, container: str) -> None:
    """A mark decides; without one, what stands around the title does."""
    parsed = parse_chinese_style(text)
    assert (parsed.title, parsed.type, parsed.container) == ("题名一", kind, container)


@pytest.mark.parametrize(
    ("text", "names", "container", "publisher"),
    [
        ("题名一[J]. 张三,李小四. 示例期刊. 2021(03)", ["张三", "李小四"], "示例期刊", ""),
        ("题名一[M]. 张三. 示例大学出版社. 2016", ["张三"], "", "示例大学出版社"),
        ("题名一[D]. 张三. 示例大学 2020", ["张三"], "", "示例大学"),
        ("题名一[N]. 张三. 示例日报. 2019-03-01(003)", ["张三"], "示例日报", ""),
        ("题名一[J]. 示例期刊. 2021(03)", [], "示例期刊", ""),
        ("题名一[J]. 高示例刊, 2021(03)", [], "高示例刊", ""),
        ("题名一[M]. 张三, 译. 北京: 示例出版社, 2016", [], "", "示例出版社"),
    ],
)
def test_names_may_stand_behind_the_mark(text: str, names: list[str], container: str, publisher: str) -> None:
    """Where the title comes first, and stops part names, container and year, the names are behind the mark."""
    parsed = parse_chinese_style(text)
    assert [person.literal for person in parsed.authors] == names
    assert (parsed.title, parsed.container, parsed.publisher) == ("题名一", container, publisher)


def test_a_patent_has_no_volume() -> None:
    """The number of a patent and its date are neither volume nor pages nor publisher."""
    parsed = parse_chinese_style("张三.题名一[P].中国专利:CN88105607.3,1989-07-26.")
    assert (parsed.type, parsed.year) == ("patent", 1989)
    assert not parsed.volume + parsed.issue + parsed.pages + parsed.publisher


def test_a_title_may_begin_with_the_name_of_a_work() -> None:
    """Brackets for titles at the beginning of a title do not end it."""
    parsed = parse_chinese_style("张三. 《示例报告2018》概要[J]. 示例期刊, 2019, 34(3): 209-220.")
    assert (parsed.title, parsed.container) == ("《示例报告2018》概要", "示例期刊")


@pytest.mark.parametrize(
    ("text", "kind", "container", "year"),
    [
        ("示例社：《题名一》，载示例网，http://example.org/a，2021年8月20日访问。", "webpage", "示例网", None),
        ("《题名一》，国发〔2015〕40号，2015年7月1日发布。", "document", "", 2015),
        ("张三（2003）。题名一〔未出版博士論文〕。示例大學。", "thesis", "", 2003),
    ],
)
def test_pages_decrees_and_theses_without_a_mark(text: str, kind: str, container: str, year: int | None) -> None:
    """A site holds a page, the number of a decree is no container, and a thesis may be unpublished."""
    parsed = parse_chinese_style(text)
    assert (parsed.title, parsed.type, parsed.container, parsed.year) == ("题名一", kind, container, year)


def test_the_english_version_gives_the_translated_title() -> None:
    """One record comes of both versions: Chinese names and fields, and the title in both languages."""
    parsed = parse_chinese_style(
        "张三, 李四. 题名一[J]. 示例期刊, 2020(3): 12-18. (Zhang S, Li S. Title one of rooms[J]. J S, 2020(3): 12-18.)"
    )
    assert (parsed.title, parsed.translated_title) == ("题名一", "Title one of rooms")
    assert [person.literal for person in parsed.authors] == ["张三", "李四"]
    assert parsed.container == "示例期刊"


def test_a_year_that_ocr_misread_is_mended() -> None:
    """The letters O, l and I in a year are digits."""
    assert parse_chinese_style("张三. 题名一[J]. 示例期刊,2Ol2(3):41-43").year == 2012


def test_the_year_of_the_issue_wins_over_later_numbers() -> None:
    """Pages in the two thousands and a date of access are no year."""
    parsed = parse_chinese_style("张三. 题名一[J/OL]. 示例期刊, 2004, 83(12): 2016-2022[2021-05-06].")
    assert (parsed.year, parsed.pages) == (2004, "2016–2022")


def test_signs_that_agree_make_a_record_sure() -> None:
    """A mark, names, year and journal are surer than a title that goes on, and that than no sign at all."""
    sure = parse_chinese_style(STYLES["gb/t 7714-2015"]).confidence
    doubtful = parse_chinese_style("张三. 题名一. 题名二[J].").confidence
    none = parse_chinese_style("题名一").confidence
    assert sure > doubtful > none


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("AUTHOR A. Title[J]. J Samp, 2020", True),
        ("AUTHOR A. Title//WRITER B. Handbook. 2020", True),
        ("Author A. Title. http://example.org/a", False),
        ("Author, A. (2020). Title [Letter]. Journal, 1", False),
        ("Author A, Writer B C. Title one. J Samp, 2020, 3(1): 1-2", True),
        ("Author A, Writer B C, 2020. Title one. J Samp, 3(1): 1-2", True),
        ("Author A, Writer B C. Title one. J Samp. 2020;3(1):1-2", False),
        ("Jane Q. Author. Title one. Sample Press, 1996", False),
    ],
)
def test_marks_and_characters_tell_a_chinese_style(text: str, chinese: bool) -> None:  # noqa: FBT001 - a table
    """English references count where they have a type mark, the sign of a host, or plain names and ", 2020"."""
    assert is_chinese_style(text) is chinese


@given(st.text(alphabet="张题 Aa.,:：，．。[]【】JM/《》“”()（）2019-卷期第译编等和&", max_size=120))
def test_any_text_gives_a_citation(text: str) -> None:
    """Nothing raises, and no field is longer than the text allows."""
    parsed = parse_chinese_style(text)
    assert len(parsed.title) <= 2 * len(text)
    assert 0 <= parsed.confidence <= 1


@pytest.mark.parametrize(
    ("text", "title", "container", "publisher", "volume"),
    [
        ("张三：《题名一》（第5版），示例出版社2017年版，第23页。", "题名一", "", "示例出版社", ""),
        ("《题名二》第1卷，北京：示例出版社，1991年，第3页。", "题名二", "", "示例出版社", "1"),
        (
            "张三：《题名三》，载《示例学报（哲学社会科学版）》1989年第4期。",
            "题名三",
            "示例学报（哲学社会科学版）",
            "",
            "",
        ),
        ("张三. (2021). 题名四（2020年版）. 示例杂志, 13(4), 3–9.", "题名四（2020年版）", "示例杂志", "", "13"),
    ],
)
def test_an_edition_is_told_from_what_only_looks_like_one(
    text: str, title: str, container: str, publisher: str, volume: str
) -> None:
    """The edition behind a title goes, a volume stays; that of a journal or of a year is part of a name."""
    parsed = parse_chinese_style(text)
    found = (parsed.title, parsed.container, parsed.publisher, parsed.volume)
    assert found == (title, container, publisher, volume)
