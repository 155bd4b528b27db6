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
