"""Tagged exports: every dialect, careless files, and faults between good entries."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rispy  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import Person, Problem, Record
from synth.readers import read_sources
from synth.readers.exports.dialects import dialects
from synth.readers.exports.tagged import read
from synth.readers.sniff import sniff_text
from synth.readers.text import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from synth.readers.intake import Reading

EXPORTS = Path(__file__).parents[2] / "shared" / "data" / "exports"


def records(text: str) -> list[Record]:
    """Return the records of a text."""
    return [item for item in read(text, "x.txt").items if isinstance(item, Record)]


def one(text: str) -> Record:
    """Return the only item of a text, which is a record."""
    (item,) = read(text, "x.txt").items
    assert isinstance(item, Record)
    return item


def reasons(reading: Reading) -> list[tuple[int, str]]:
    """Return the line and the reason of each remark."""
    return [(remark.origin.line, remark.reason) for remark in reading.remarks]


def ris(title: str) -> str:
    """Return a placeholder entry."""
    return f"TY  - JOUR\nAU  - Author, A.\nTI  - {title}\nPY  - 2020\nER  - \n"


def nbib(title: str) -> str:
    """Return a placeholder entry."""
    return f"PMID- 1\nOWN - NLM\nDP  - 2020 Jan\nTI  - {title}\nFAU - Author, A\nAU  - Author A\nJT  - Journal A\n"


def wos(title: str) -> str:
    """Return a placeholder entry."""
    return f"PT J\nAU Author, A\nAF Author, Anna\nTI {title}\nSO JOURNAL A\nPY 2020\nER\n"


def refer(title: str) -> str:
    """Return a placeholder entry."""
    return f"%0 Journal Article\n%A Author, A.\n%T {title}\n%J Journal A\n%D 2020\n"


def refworks(title: str) -> str:
    """Return a placeholder entry."""
    return f"RT Journal Article\nSR 1\nA1 Author, A.\nT1 {title}\nJF Journal A\nYR 2020\n"


def noteexpress(title: str) -> str:
    """Return a placeholder entry."""
    return f"{{Reference Type}}: Journal Article\n{{Title}}: {title}\n{{Author}}: Author, A.\n{{Year}}: 2020\n"


def cssci(title: str) -> str:
    """Return a placeholder entry."""
    return f"【来源篇名】{title}\n【来源作者】作者甲/作者乙\n【期    刊】期刊甲\n【年代卷期】2020,(010):1-2\n"


def brackets(title: str) -> str:
    """Return a placeholder entry."""
    return f"【题　名】{title}\n【作　者】作者甲;作者乙\n【刊　名】期刊甲2020 1(2):3-4\n"


def colons(title: str) -> str:
    """Return a placeholder entry."""
    return f"SrcDatabase-来源库: 期刊\nTitle-题名: {title}\nAuthor-作者: 作者甲;作者乙;\nYear-年: 2020\n"


def ovid(title: str) -> str:
    """Return a placeholder entry."""
    return f"VN  - Ovid Technologies\nUI  - 1\nTI  - {title}.\nAU  - Author A\nSO  - Journal A. 1(2):3-9, 2020 Mar.\n"


def ovid_labels(title: str) -> str:
    """Return a placeholder entry."""
    return (
        f"Unique Identifier\n  1\nTitle\n  {title}.\nAuthor\n  Author A; Second B\n"
        "Source\n  Journal A. 1(2):3-9, 2020 Mar.\n"
    )


def central(title: str) -> str:
    """Return a placeholder entry."""
    return f"Record #1 of 2\nID: CN-1\nAU: Author A\nTI: {title}\nSO: Journal A\nYR: 2020\nKY: *rooms; *halls\n"


def proquest(title: str) -> str:
    """Return a placeholder entry."""
    return (
        f"Document 1 of 2\n\n{title}\n\nAuthor: Author, Anna; Second, Ben\n\nAbstract: Text.\n\n"
        f"Publication info: Journal A 1.2 (Mar 2020): 3-9.\n\n{'_' * 60}\n"
    )


WRITERS: dict[str, Callable[[str], str]] = {
    writer.__name__: writer
    for writer in (
        *(ris, nbib, wos, refer, refworks, noteexpress, cssci, brackets, colons),
        *(ovid, ovid_labels, central, proquest),
    )
}
DIALECTS = pytest.mark.parametrize("key", WRITERS)
GOOD = ("Title one of rooms", "Title two of halls")


# --------------------------------------------------------------------------------------------- each dialect


def test_ris_gives_every_field() -> None:
    """The tags of RIS arrive in the record."""
    record = one(
        "TY  - JOUR\nAU  - Author, Anna\nA1  - Second, B.\nTI  - Title one\nT2  - Journal A\nJF  - Journal of A\n"
        "PY  - 2020\nVL  - 1\nIS  - 2\nSP  - 3\nEP  - 9\nDO  - https://doi.org/10.1234/A\nUR  - https://a.example/1\n"
        "AB  - Text.\nKW  - rooms\nKW  - halls, large\nLA  - eng\nPB  - Press\nTT  - 题名一\nSN  - 1234\nER  - \n"
    )
    assert record.authors == (Person(family="Author", given="Anna"), Person(family="Second", given="B."))
    assert (record.title, record.translated_title, record.container) == ("Title one", "题名一", "Journal A")
    assert (record.year, record.volume, record.issue, record.pages) == (2020, "1", "2", "3-9")
    assert (record.doi, record.url, record.publisher) == ("10.1234/A", "https://a.example/1", "Press")
    assert (record.abstract, record.keywords, record.type) == ("Text.", ("rooms", "halls, large"), "article-journal")


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("Y1  - 2019//", "year", 2019),
        ("DA  - 2018/03//", "year", 2018),
        ("Y1  - 1900/01/01\nDA  - 1950/01/01", "year", 1950),
        ("PY  - Null", "year", None),
        ("PY  - 0000\nY1  - 2011", "year", 2011),
        ("SP  - 1-9", "pages", "1-9"),
        ("SP  - 1-9\nEP  - 9", "pages", "1-9"),
        ("SP  - e12", "pages", "e12"),
        ("JO  - J. A", "container", "J. A"),
        ("VL  - Null", "volume", ""),
        ("NO  - 3\nPG  - 1-9", "issue", "3"),
        ("NO  - 3\nPG  - 1-9", "pages", "1-9"),
        ("NO  - A note on 3 rooms", "issue", ""),
        ("C7  - 104123", "pages", "104123"),
        ("SP  - 1\nEP  - 9\nC7  - 104123", "pages", "1-9"),
        ("KW  - rooms\nDOI - 10.1234/A", "doi", "10.1234/A"),
        ("KW  - *rooms; *halls", "keywords", ("rooms", "halls")),
        ("M3  - doi: 10.1234/A", "doi", "10.1234/A"),
        ("UR  - http://dx.doi.org/10.1234/A", "doi", "10.1234/A"),
        ("AB  - One.\nN2  - One.", "abstract", "One."),
        ("AB  - One.\nAB  - Two.", "abstract", "One. Two."),
        ("AB  - One.\nTwo.\n\nThree.", "abstract", "One. Two. Three."),
        ("AB  - 甲的研究\n与乙的路径", "abstract", "甲的研究与乙的路径"),
        ("AB  - <jats:p>One &amp; two.</jats:p>", "abstract", "One & two."),
        ("KW  - rooms\nhalls", "keywords", ("rooms", "halls")),
        ("KW  - rooms, halls", "keywords", ("rooms", "halls")),
        ("KW  - rooms; halls", "keywords", ("rooms", "halls")),
        ("LA  - Chinese", "language", "zh"),
        ("T1  - 题名一", "translated_title", "题名一"),
    ],
)
def test_ris_has_many_manners(lines: str, field: str, value: object) -> None:
    """Dates, pages, journals and wrapped lines are read as vendors write them."""
    assert getattr(one(f"TY  - JOUR\nTI  - Title one\n{lines}\nER  - \n"), field) == value


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Author, Anna", Person(family="Author", given="Anna")),
        ("Author,A.", Person(family="Author", given="A.")),
        ("A. Author", Person(family="Author", given="A.")),
        ("Ministry of Rooms and Halls", Person(literal="Ministry of Rooms and Halls")),
        ("张三", Person(literal="张三")),
        ("张, 三", Person(literal="张三")),
        ("山田, 太郎", Person(literal="山田太郎")),
        ("M&uuml;ller, A.", Person(family="Müller", given="A.")),
        ("Author, A. [Author; Reprint Author]", Person(family="Author", given="A.")),
        ("van Author, null", Person(family="Author", given="van")),
    ],
)
def test_a_value_is_one_author(name: str, person: Person) -> None:
    """A Western name keeps its comma, a body its "and", a Chinese name is whole."""
    assert one(f"TY  - JOUR\nTI  - Title one\nAU  - {name}\nER  - \n").authors == (person,)


@pytest.mark.parametrize(
    "name", ["张三;李四", "张三；李四;;", "张三,李四", "张三、李四", "张三[1];李四[2]", "张三 李四"]
)
def test_chinese_names_in_one_value_are_parted(name: str) -> None:
    """Several Chinese names may share a value."""
    found = one(f"TY  - JOUR\nTI  - 题名一\nAU  - {name}\nER  - \n").authors
    assert [person.literal for person in found] == ["张三", "李四"]


def test_editors_stand_in_for_missing_authors() -> None:
    """An edited volume has its editors for authors; where there are authors, editors are none."""
    assert one("TY  - BOOK\nTI  - Title one\nA2  - Editor, E.\nER  - \n").authors[0].family == "Editor"
    assert len(one("TY  - BOOK\nTI  - Title one\nAU  - Author, A.\nA2  - Editor, E.\nER  - \n").authors) == 1


@pytest.mark.parametrize(
    ("kind", "expected", "container"),
    [
        ("JOUR", "article-journal", "Whole"),
        ("CHAP", "chapter", "Whole"),
        ("CONF", "paper-conference", "Whole"),
        ("BOOK", "book", ""),
        ("THES", "thesis", ""),
        ("RPRT", "report", ""),
        ("NEWS", "article-newspaper", "Whole"),
    ],
)
def test_types_decide_what_a_second_title_is(kind: str, expected: str, container: str) -> None:
    """What a paper appeared in is no series of a book."""
    record = one(f"TY  - {kind}\nTI  - Title one\nT2  - Whole\nER  - \n")
    assert (record.type, record.container) == (expected, container)


def test_pubmed_gives_every_field() -> None:
    """Full names win over initials, bodies count, brackets and the full stop of a title go, MeSH gives way."""
    record = one(
        "PMID- 1\nDP  - 2021 Jan 19\nVI  - 1\nIP  - 2\nPG  - 3-9\nTI  - [Title one of\n      rooms].\nTT  - Titre un.\n"
        "LID - 10.1234/A [doi]\nAB  - One\n      two.\nFAU - Author, Anna\nAU  - Author A\nCN  - Group of Rooms\n"
        "TA  - J A\nJT  - Journal A\nMH  - *Rooms\nOT  - halls\nPT  - Journal Article\nLA  - eng\n"
    )
    assert (record.title, record.translated_title) == ("Title one of rooms", "Titre un")
    assert [person.short for person in record.authors] == ["Author", "Group of Rooms"]
    assert (record.year, record.volume, record.issue, record.pages) == (2021, "1", "2", "3-9")
    assert (record.container, record.doi, record.keywords) == ("Journal A", "10.1234/A", ("halls",))
    assert record.abstract == "One two."


def test_pubmed_books_have_editors_and_a_book() -> None:
    """A chapter names its book; ERIC begins entries without a number and gives reports a publisher."""
    record = one("PMID- 1\nTI  - Title one\nBTI - Book A\nFED - Editor, E\nPT  - Book Chapter\nPB  - Press\n")
    assert (record.type, record.container, record.authors[0].family) == ("chapter", "Book A", "Editor")
    first, second = records(
        "\nOWN - ERIC\nTI  - Title one\nJT  - Body A\nDP  - 2017\nPT  - Reports - Research\n"
        "\nOWN - ERIC\nTI  - Title two\nJT  - Journal A\nVI  - 2\nPT  - Reports - Research\n"
    )
    assert (first.type, first.publisher, first.container) == ("report", "Body A", "")
    assert (second.type, second.container) == ("article-journal", "Journal A")


def test_a_chapter_may_be_named_by_its_collection_alone() -> None:
    """The title of the book is what a chapter stands in."""
    record = one("PMID- 1\nBTI - Whole book\nCTI - Title one.\nDP  - 2020\nPT  - Book Chapter\n")
    assert (record.title, record.container) == ("Title one", "Whole book")


def test_web_of_science_gives_every_field() -> None:
    """Indented lines go on: a further author, or the same sentence."""
    record = one(
        "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Author, A\n   Second, B\nAF Author, Anna\n"
        "   Second, Bo\nTI Title one of\n   rooms\n"
        "SO JOURNAL A\nDE rooms; large\n   halls\nID CODES\nAB One\n   two.\nPY 2020\nVL 1\n"
        "IS 2\nBP 3\nEP 9\nDI 10.1234/A\nC1 [Author, A] Univ A.\n   [Second, B] Univ B.\nER\n\nEF\n"
    )
    assert [f"{person.given} {person.family}" for person in record.authors] == ["Anna Author", "Bo Second"]
    assert (record.title, record.abstract, record.keywords) == (
        "Title one of rooms",
        "One two.",
        ("rooms", "large halls"),
    )
    assert (record.container, record.year, record.pages, record.doi) == ("JOURNAL A", 2020, "3-9", "10.1234/A")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("PT J\nTI Title one\nSO JOURNAL A\nDT Article; Proceedings Paper", "article-journal"),
        ("PT C\nTI Title one\nSO PROCEEDINGS A", "paper-conference"),
        ("PT S\nTI Title one\nSO SERIES A\nDT Article; Book Chapter", "chapter"),
        ("PT B\nTI Title one\nSO BOOK A", "chapter"),
        ("PT B\nTI Title one\nSO BOOK A\nCT Meeting A", "paper-conference"),
        ("PT B\nTI Title one\nSO TITLE ONE", "book"),
    ],
)
def test_web_of_science_types(lines: str, kind: str) -> None:
    """What an entry stands in tells parts of books and papers from books."""
    assert one(f"{lines}\nER\n").type == kind


def test_an_article_number_stands_for_pages() -> None:
    """Where an article has no pages, its number is given."""
    assert one("PT J\nAU Author, A\nTI Title one\nAR 104123\nER\n").pages == "104123"
    assert one("PT J\nAU Author, A\nTI Title one\nBP 1\nEP 9\nAR 104123\nER\n").pages == "1-9"


def test_joined_web_of_science_files_are_one_list() -> None:
    """Each part has its own head and foot; a missing head does no harm."""
    part = f"FN Clarivate\nVR 1.0\n{wos(GOOD[0])}\nEF\n"
    reading = read(part + part + wos(GOOD[1]), "x.txt")
    assert len(reading.items) == 3
    assert reading.remarks == ()


def test_refer_of_wanfang_gives_every_field() -> None:
    """Pinyin names are no further authors, keywords stand between spaces."""
    record = one(
        "%0 Journal Article\n%A 作者甲\n%A 作者乙\n%H Zuo Zhejia\n%T 题名一\n%J 期刊甲\n%J JOURNAL A\n%D 2020-03-01\n"
        "%V 1\n%N 02\n%P 3-9\n"
        "%K 房间 大厅\n%X 摘要。\n%R 10.1234/A\n%U http://a.example/1\n%W 北京万方数据股份有限公司\n"
    )
    assert [person.literal for person in record.authors] == ["作者甲", "作者乙"]
    assert (record.title, record.container, record.year, record.issue) == ("题名一", "期刊甲", 2020, "02")
    assert (record.keywords, record.doi, record.abstract) == (("房间", "大厅"), "10.1234/A", "摘要。")


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("%A 张三%A 李四", ["张三", "李四"]),
        ("%A 张三;李四;", ["张三", "李四"]),
        ("%A Author, A.\n%A Second, B.", ["Author", "Second"]),
        ("%A张三\n%A李四", ["张三", "李四"]),
    ],
)
def test_refer_of_cnki_and_vip_is_careless(lines: str, names: list[str]) -> None:
    """Names may share a line, with or without their tags."""
    record = one(f"%0 Journal Article\n{lines}\n%+:机构甲\n%T Title one\n%K 房间;大厅%K 屋顶\n")
    assert [person.short for person in record.authors] == names
    assert record.keywords == ("房间", "大厅", "屋顶")


@pytest.mark.parametrize(
    ("lines", "kind", "pages"),
    [
        ("%0 Thesis\n%J 大学甲\n%9 博士", "thesis", ""),
        ("%0 Conference Proceedings\n%B 会议甲\n%P 5\n%P 269-273", "paper-conference", "269-273"),
        ("%0 Legal Rule or Regulation\n%~ 国家标准\n%P 12", "standard", "12"),
        ("    %0 Newspaper Article\n    %J 报纸甲\n    %8 2023-09-21", "article-newspaper", ""),
    ],
)
def test_refer_of_cnki_has_its_own_types(lines: str, kind: str, pages: str) -> None:
    """Theses, meetings, standards and indented newspapers are told; the number of pages is no page."""
    record = one(f"{lines}\n%A 张三\n%T 题名一\n%X 甲。\n\n\n    乙。\n%W CNKI\n")
    assert (record.type, record.pages, record.abstract) == (kind, pages, "甲。乙。")


def test_the_keywords_of_refer_stand_on_a_line_each() -> None:
    """EndNote writes one tag and a line for each keyword."""
    assert one("%0 Journal Article\n%T Title one\n%K rooms\nlarge halls\n").keywords == ("rooms", "large halls")


@pytest.mark.parametrize("kind", ["Book, Whole", "Book, Edited"])
def test_refworks_has_whole_and_edited_books(kind: str) -> None:
    """Its names for books are known."""
    assert one(f"RT {kind}\nT1 Title one\nYR 2020\n").type == "book"


def test_bibix_needs_no_type() -> None:
    """Entries without a type are parted by blank lines; one with a publisher alone is a book."""
    first, second = records("%T Title one\n%A Author, A.\n%I Press\n%D 1891\n\n\n%T Title two\n%J Journal A\n")
    assert (first.title, first.type, first.year) == ("Title one", "book", 1891)
    assert (second.title, second.type) == ("Title two", "article-journal")
    assert one("%0 Serial\n%0 Audio\n%T Title one\n").title == "Title one"


def test_refworks_of_cnki_gives_every_field() -> None:
    """All names share a value, pages stand under OP, and a tag may be small."""
    record = one(
        "RT Journal Article\nSR 1\nA1 作者甲;作者乙\nAD 机构甲;\nT1 题名一\nJF 期刊甲\nYR 2020\nIS 02\nvo \nOP 3-9\n"
        "K1 房间;大厅\nAB 【目的】甲。\n【方法】乙。\nSN 1234-5678\nLA 中文;\nDS CNKI\n"
        "LK https://a.example/1\nDO 10.1234/A\n"
    )
    assert [person.literal for person in record.authors] == ["作者甲", "作者乙"]
    assert (record.pages, record.keywords, record.abstract) == ("3-9", ("房间", "大厅"), "【目的】甲。【方法】乙。")
    assert one("RT Dissertation/Thesis\nA1张三\nT1 题名一\nPB 大学甲\n").authors == (Person(literal="张三"),)
    assert (record.url, record.doi, record.language) == ("https://a.example/1", "10.1234/A", "zh")


def test_pinyin_names_repeat_chinese_ones() -> None:
    """As many pinyin names as Chinese ones are the same people; an English name beside a Chinese one is not."""
    both = "RT Journal\nA1 作者甲;张三;ZUO Zhejia;ZHANG San\nT1 题名一\n"
    assert [
        person.literal for person in one(both.replace("作者甲", "李四").replace("ZUO Zhejia", "LI Si")).authors
    ] == [
        "李四",
        "张三",
    ]
    assert len(one("RT Journal\nA1 张三;Jane Smith\nT1 题名一\n").authors) == 2


def test_the_head_of_a_refworks_file_is_no_entry() -> None:
    """The legend that RefWorks writes before the entries is passed over without a word."""
    head = "Refworks Export Tagged Format\n\nCharacter Set=utf-8\n\n*****\nRT=Reference Type\nA1=Authors\n*****\n"
    reading = read(f"{head}BEGIN EXPORTED REFERENCES\n\n{refworks(GOOD[0])}", "x.txt")
    assert len(reading.items) == 1
    assert reading.remarks == ()


def test_noteexpress_gives_every_field() -> None:
    """Full-width colons, repeated authors, doubled semicolons and abstracts of several lines are read."""
    record = one(
        "{Reference Type}: Journal Article\n{Title}：题名一\n{Translated Title}: Title one\n{Author}: 作者甲\n"
        "{Author}: 作者乙;;\n{Translated Author}: ZUO Zhejia\n{Journal}: 期刊甲\n{Year}: 2020\n{Volume} : 1\n"
        "{Issue}: 02\n{Pages}: 3-9\n{Keywords}: 房间;;大厅\n{Abstract}： 甲\n\n乙。\n{DOI}: 10.1234/A\n{URL}: http://a.example/1\n"
    )
    assert (record.title, record.translated_title) == ("题名一", "Title one")
    assert [person.literal for person in record.authors] == ["作者甲", "作者乙"]
    assert (record.year, record.volume, record.issue, record.pages) == (2020, "1", "02", "3-9")
    assert (record.keywords, record.abstract, record.doi) == (("房间", "大厅"), "甲乙。", "10.1234/A")


@pytest.mark.parametrize(
    ("lines", "kind", "field", "value"),
    [
        ("Thesis\n{Publisher}: 大学甲\n{Type of Work}: 博士", "thesis", "publisher", "大学甲"),
        (
            "Conference Proceedings\n{Tertiary Title}: 论文集甲\n{Secondary Title}: 年会甲",
            "paper-conference",
            "container",
            "论文集甲",
        ),
        (
            "Newspaper Article\n{Secondary Title}: 报纸甲\n{Date}: 2019-01-09",
            "article-newspaper",
            "container",
            "报纸甲",
        ),
        ("Patent\n{SrcDatabase}: 中国专利\n{Abstract}: <正>甲。", "patent", "abstract", "甲。"),
    ],
)
def test_noteexpress_types(lines: str, kind: str, field: str, value: str) -> None:
    """Theses, papers, newspapers and patents find what they appeared in."""
    record = one(f"{{Reference Type}}: {lines}\n{{Title}}: 题名一\n")
    assert (record.type, getattr(record, field)) == (kind, value)


def test_cssci_gives_every_field_and_keeps_its_references() -> None:
    """Names stand between slashes, a label has spaces in it, and the references of an entry are no entries."""
    text = (
        "数字文献处理系统 版本：2.1\n\n【来源篇名】题名一\n【英文篇名】Title one\n【来源作者】作者甲/作者乙\n"
        "【基    金】基金甲\n【期    刊】期刊甲\n【年代卷期】2020,40(010):3-19\n"
        "【关 键 词】房间/大厅\n【基金类别】\n【参考文献】\n"
        "1.张三.题名.期刊.2001.(1)\n\n2.李四.题名.期刊.2002.(2)\n" + "-" * 60 + "\n【来源篇名】题名二\n"
    )
    reading = read(text, "x.txt")
    first, second = records(text)
    assert (first.title, first.translated_title, second.title) == ("题名一", "Title one", "题名二")
    assert [person.literal for person in first.authors] == ["作者甲", "作者乙"]
    assert (first.container, first.year, first.volume, first.issue) == ("期刊甲", 2020, "40", "10")
    assert (first.pages, first.keywords) == ("3-19", ("房间", "大厅"))
    assert reading.remarks == ()


def test_vip_gives_every_field() -> None:
    """A journal carries its year, volume, issue and pages; the number of an entry begins it."""
    text = (
        "〖检索时间〗2020-01-01\n【序  号】1/2\n【题　名】题名一\n【作　者】作者甲[1];作者乙[2]\n【机　构】机构甲\n"
        "【刊　名】期刊甲2020 5(1):3-9\n【ISSN号】1234-5678\n【关键词】房间;大厅\n"
        "【文　摘】【目的】甲。\n【方法】乙。\n【网　址】http://a.example/1\n\n【序  号】2/2\n【题　名】题名二\n"
    )
    first, second = records(text)
    assert (first.container, first.year, first.volume, first.issue) == ("期刊甲", 2020, "5", "1")
    assert (first.pages, first.url, first.abstract) == ("3-9", "http://a.example/1", "【目的】甲。【方法】乙。")
    assert [person.literal for person in first.authors] == ["作者甲", "作者乙"]
    assert second.title == "题名二"
    assert read(text, "x.txt").remarks == ()


@pytest.mark.parametrize(
    "text",
    [
        "标题：题名一\n作者：作者甲; 作者乙\n关键词：房间; 大厅\n出版年：2020\n\n标题：题名二\n作者：作者丙\n",
        (
            "SrcDatabase-来源库: 期刊\nTitle-题名: 题名一\nAuthor-作者: 作者甲;作者乙;\nKeyword-关键词: 房间;;大厅\n"
            "Year-年: 2020\n\nSrcDatabase-来源库: 期刊\nTitle-题名: 题名二\n"
        ),
        (
            "DataType: 1\nTitle-题名: 题名一\nAuthor-作者: 作者甲;作者乙\nPubTime-出版时间: 2020-09-15\n"
            "Keyword-关键词: 房间;大厅\nPageCount-页数: 10\nSrcDatabase-来源库: 期刊\nDataType: 1\nTitle-题名: 题名二\n"
        ),
        (
            "流水号：2020000001\n标题：题名一\n作者：作者甲;作者乙\n出处：期刊甲 2020;35(2):123-126\n"
            "关键词：房间;大厅\n\n流水号：2020000002\n标题：题名二\n"
        ),
        (
            "流水号：2020000001\n【标　题】：题名一\n【作　者】：作者甲; 作者乙\n"
            "【出　处】：期刊甲 2020;35(2):123-126\n【关键词】：房间; 大厅\n\n流水号：2020000002\n【标　题】：题名二\n"
        ),
    ],
)
def test_cnki_and_sinomed_label_in_chinese(text: str) -> None:
    """Custom exports, E-Study and SinoMed write a label and a colon."""
    first, second = records(text)
    assert (first.title, first.year, second.title) == ("题名一", 2020, "题名二")
    assert [person.literal for person in first.authors] == ["作者甲", "作者乙"]
    assert first.keywords == ("房间", "大厅")
    assert sniff_text(text) == "tagged"


# --------------------------------------------------------------------------------------------- careless files


@DIALECTS
def test_good_entries_cause_no_remark(key: str) -> None:
    """Two good entries are two records without a remark, under the name of their dialect."""
    text = "\n".join(map(WRITERS[key], GOOD))
    reading = read(text, "x.txt")
    assert [record.title for record in records(text)] == list(GOOD)
    assert all(len(record.authors) in (1, 2) and record.year == 2020 for record in records(text))
    assert reading.remarks == ()
    assert reading.format == dialects()[key].name
    assert sniff_text(text) == "tagged"


@DIALECTS
@pytest.mark.parametrize("end", ["\r\n", "\r", "\r\n\n\r", "\u2028"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_do_not_matter(tmp_path: Path, key: str, end: str, mark: str) -> None:
    """Any line end and a byte-order mark, even inside a joined file, change nothing."""
    path = tmp_path / "x.txt"
    text = mark + "\n".join(mark + WRITERS[key](title) for title in GOOD)
    path.write_text(text.replace("\n", end), encoding="utf-8", newline="")
    library = read_sources([path])
    assert [record.title for record in library.records] == list(GOOD)
    assert library.problems == ()


@DIALECTS
@pytest.mark.parametrize("other", WRITERS)
def test_dialects_may_be_joined(key: str, other: str) -> None:
    """Each entry of a joined file is read in its own dialect."""
    text = f"{WRITERS[key](GOOD[0])}\n{WRITERS[other](GOOD[1])}\n{WRITERS[key]('Title three')}"
    reading = read(text, "x.txt")
    assert [record.title for record in records(text)] == [*GOOD, "Title three"]
    assert all(record.year == 2020 for record in records(text))
    assert reading.remarks == ()
    if {key, other} != {"cssci", "brackets"}:  # these share their labels
        assert dialects()[other].name in reading.format


@DIALECTS
def test_a_blank_line_after_the_start_does_not_matter(key: str) -> None:
    """A blank line between the first tag and the rest parts nothing."""
    texts = [WRITERS[key](title).replace("\n", "\n\n", 1) for title in GOOD]
    text = "\n".join(texts)
    assert [record.title for record in records(text)] == list(GOOD)
    assert all(record.authors for record in records(text))
    assert read(text, "x.txt").remarks == ()


@DIALECTS
def test_text_between_entries_is_reported(key: str) -> None:
    """A stray paragraph is one remark with its line, and belongs to no entry."""
    first = WRITERS[key](GOOD[0])
    text = f"{first}\nStray words here\nand more of them\n\n{WRITERS[key](GOOD[1])}"
    reading = read(text, "x.txt")
    assert [record.title for record in records(text)] == list(GOOD)
    assert [line for line, _ in reasons(reading)] == [first.count("\n") + 2]
    assert reading.remarks[0].raw == "Stray words here\nand more of them"


@DIALECTS
def test_text_before_the_first_entry_is_reported(key: str) -> None:
    """A preamble is one remark."""
    reading = read(f"Downloaded words\n\n{WRITERS[key](GOOD[0])}", "x.txt")
    assert len(reading.items) == 1
    assert [line for line, _ in reasons(reading)] == [1]


@pytest.mark.parametrize("key", ["ris", "wos"])
def test_a_missing_end_is_a_doubt(key: str) -> None:
    """An entry without its end tag is kept, as is the next."""
    first, second = (WRITERS[key](title) for title in GOOD)
    reading = read(re.sub(r"ER.*\n", "", first) + second, "x.txt")
    assert [item.title for item in reading.items if isinstance(item, Record)] == list(GOOD)
    assert reasons(reading) == [(1, "has no end tag (ER); kept")]


@pytest.mark.parametrize("key", ["ris", "wos", "refworks"])
def test_a_missing_start_is_a_doubt(key: str) -> None:
    """Tags after an end, or another title after a blank line, begin an entry."""
    first, second, third = (WRITERS[key](title) for title in (*GOOD, "Title three"))
    text = f"{first}\n{second.partition(chr(10))[2]}\n{third}"
    reading = read(text, "x.txt")
    assert [record.title for record in records(text)] == [*GOOD, "Title three"]
    assert reasons(reading) == [(first.count("\n") + 2, f"has no start tag ({dialects()[key].start}); kept")]


@pytest.mark.parametrize("key", ["ris", "nbib", "wos", "noteexpress"])
def test_unknown_tags_are_reported_once(key: str) -> None:
    """All lines with one unknown tag are one remark."""
    line = {"ris": "XX  - a", "nbib": "XXXX- a", "wos": "XX a", "noteexpress": "{Xx}: a"}[key]
    texts = [WRITERS[key](title).replace("\n", f"\n{line}\n", 2) for title in GOOD]
    reading = read("\n".join(texts), "x.txt")
    assert len(reading.items) == 2
    ((place, reason),) = reasons(reading)
    assert place == 2
    assert "4 lines with the tag" in reason


@pytest.mark.parametrize(
    "careless",
    [
        "ty  - jour\nau  - Author, A.\nti  - Title mid\npy  - 2020\ner  - \n",
        "TY - JOUR\nAU - Author, A.\nTI - Title mid\nPY - 2020\nER -\n",
        "  TY  - JOUR\n  AU  - Author, A.\n  TI  - Title mid\n  PY  - 2020\n  ER  - \n",
        "TY  -JOUR\nAU  -Author, A.\nTI  -Title mid\nPY  -2020\nER  -\n",
        "TY\t-\tJOUR\nAU\t-\tAuthor, A.\nTI\t-\tTitle mid\nPY\t-\t2020\nER\t-\n",
        "TY  - JOUR\nAU - Author, A.\nTI - Title mid\nPY - 2020\nER  - \n",
    ],
)
def test_careless_ris_is_read(careless: str) -> None:
    """Small letters, one space, tabs and indents between good entries lose nothing."""
    text = ris(GOOD[0]) + careless + ris(GOOD[1])
    found = records(text)
    assert [record.title for record in found] == [GOOD[0], "Title mid", GOOD[1]]
    assert [record.authors for record in found] == [(Person(family="Author", given="A."),)] * 3
    assert [record.year for record in found] == [2020] * 3
    assert read(text, "x.txt").remarks == ()


def test_sentences_that_look_like_tags_stay_in_abstracts() -> None:
    """A wrapped abstract may begin a line with what another dialect takes for a tag."""
    text = (
        "TY  - JOUR\nTI  - Title one\nAB  - The\nT2 - weighted images and\nRT was slow; PT J\nPT J\nIS - it?\n"
        "PY  - 2020\nER  - \n"
    )
    record = one(text)
    assert record.abstract == "The T2 - weighted images and RT was slow; PT J PT J IS - it?"
    assert (record.container, record.issue, record.year) == ("", "", 2020)
    text = "RT Journal Article\nT1 Title one\nAB The\nUS adults were asked\nRT was slow\nYR 2020\n"
    assert one(text).abstract == "The US adults were asked RT was slow"


@pytest.mark.parametrize("key", ["ovid", "ovid_labels", "proquest"])
def test_a_locator_is_taken_apart(key: str) -> None:
    """What stands behind the name of a journal is its volume, issue, pages and year."""
    record = one(WRITERS[key](GOOD[0]))
    assert (record.container, record.volume, record.issue, record.pages) == ("Journal A", "1", "2", "3-9")


@pytest.mark.parametrize("between", ["\n", "<2>\n", "\n<2. >\n"])
@pytest.mark.parametrize("tag", ["UI", "XY"])
def test_a_second_title_behind_a_gap_begins_an_entry(between: str, tag: str) -> None:
    """Without start tags an entry begins where a blank line, or a number in angles, parts it from a further title."""
    text = between.join(f"{tag}  - 1\nTI  - {title}\nAU  - Author A\nYR  - 2020\n" for title in GOOD)
    assert [(record.title, len(record.authors)) for record in records(text)] == [(title, 1) for title in GOOD]


def test_the_heads_that_cochrane_puts_before_ris_say_nothing() -> None:
    """A record number and a provider before an entry of RIS are passed over."""
    head = "Record #1 of 2\nProvider: Provider A\nContent: text/plain\n\n"
    reading = read(f"{head}{ris(GOOD[0])}\n{head}{ris(GOOD[1])}", "x.txt")
    assert [item.title for item in reading.items if isinstance(item, Record)] == list(GOOD)
    assert reading.remarks == ()


def test_ovid_numbers_its_entries() -> None:
    """Numbers, links and the tag NL between the entries of Ovid are passed over."""
    texts = [
        f"{n}.\n{ris(title)}NL  - Journal A\n\nLink to the Ovid Full Text or citation: x\n\n"
        for n, title in enumerate(GOOD, 1)
    ]
    reading = read("".join(texts), "x.txt")
    assert [item.title for item in reading.items if isinstance(item, Record)] == list(GOOD)
    assert reading.remarks == ()


def test_an_entry_without_a_title_is_kept_or_counted() -> None:
    """What it appeared in may stand for a title; an entry that says nothing is one unreadable item at its line."""
    reading = read(
        f"{ris(GOOD[0])}TY  - JOUR\nT2  - Whole A\nER  - \nTY  - JOUR\nAN  - 1\nER  - \n{ris(GOOD[1])}", "x.txt"
    )
    titles = [item.title if isinstance(item, Record) else item.origin.line for item in reading.items]
    assert titles == [GOOD[0], "Whole A", 9, GOOD[1]]
    assert reasons(reading) == [(6, "has no title; what it appeared in stands for one")]
    assert isinstance(reading.items[2], Problem)


def test_a_second_title_is_a_doubt() -> None:
    """Of two titles in one language the first is used, and said so."""
    reading = read("TY  - JOUR\nTI  - Title one\nTI  - Other words\nER  - \n", "x.txt")
    assert reasons(reading) == [(1, "has more than one title; the first is used")]


def test_a_stray_line_below_a_number_is_reported() -> None:
    """A line that cannot continue a year is left out with a remark."""
    reading = read("TY  - JOUR\nTI  - Title one\nPY  - 2020\nstray words\nVL  - 1\nER  - \n", "x.txt")
    assert reasons(reading) == [(4, "has no tag and continues no value; left out")]


# --------------------------------------------------------------------------------------------- faults between entries

FAULTS: dict[str, Callable[[str], str]] = {
    "empty": lambda text: text.partition("\n")[0] + "\n",
    "truncated": lambda text: text[: len(text) // 2],
    "megabyte": lambda text: text.replace("middle", "middle " + "x " * 500_000),
    "brackets": lambda text: text.replace("middle", "{" * 10_000 + "【" * 10_000 + "%" * 10_000),
    "control": lambda text: text.replace("middle", "mid\x00\x1b\u202edle"),
    "blank": lambda text: re.sub("Title of the middle", " ", text),
    "doubled": lambda text: text.replace("\n", "\n\n"),
}


@DIALECTS
@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_entry_harms_no_other(key: str, fault: str) -> None:
    """The good entries before and after a faulty one are read; it is one item at its line, or text with a remark."""
    first, bad, last = (WRITERS[key](title) for title in (GOOD[0], "Title of the middle", GOOD[1]))
    reading = read(f"{first}\n{FAULTS[fault](bad)}\n\n{last}", "x.txt")
    titles = [item.title for item in reading.items if isinstance(item, Record)]
    assert titles[0] == GOOD[0]
    assert titles[-1] == GOOD[1]
    others = [*reading.items[1:-1], *reading.remarks]
    assert len(reading.items) <= 3
    assert {item.origin.line for item in others} <= {first.count("\n") + 2, first.count("\n") + 3}


@given(st.text(alphabet="TYERAUI -\n%0{}:【】题名a1", max_size=200), st.sampled_from(sorted(WRITERS)))
def test_any_text_between_good_entries_is_read_or_reported(text: str, key: str) -> None:
    """No text stops the reader; every line of letters is in a record, an unreadable item or a remark."""
    reading = read(f"{WRITERS[key](GOOD[0])}\n{text}\n\n{WRITERS[key](GOOD[1])}", "x.txt")
    kept = "\n".join(item.raw for item in (*reading.items, *reading.remarks))
    for line in text.split("\n"):
        if line.strip("TYERUI -%0{}:【】A1") and not re.match(r"\s*\d", line):
            assert line in kept


# --------------------------------------------------------------------------------------------- round trips, oracles

WORDS = st.text(st.characters(categories=("L", "N"), exclude_characters="\u3007"), min_size=1, max_size=12)
TITLES = (
    st.lists(WORDS, min_size=1, max_size=8)
    .map(" ".join)
    .filter(lambda title: not re.search(r"(?i)null|none|nan", title))
)
PLAIN = st.lists(st.text("abcXYZé0189", min_size=1, max_size=9), min_size=1, max_size=6).map(" ".join)
NAMES = st.lists(st.sampled_from(["Author", "Second", "Müller", "O’Brien", "Smith-Jones"]), max_size=4)


@given(st.lists(st.tuples(TITLES, NAMES, st.integers(1800, 2099)), min_size=1, max_size=5))
def test_what_is_written_as_ris_is_read_back(entries: list[tuple[str, list[str], int]]) -> None:
    """Titles, authors and years survive."""
    text = "".join(
        f"TY  - JOUR\nTI  - {title}\n{''.join(f'AU  - {name}, A.{chr(10)}' for name in names)}PY  - {year}\nER  - \n\n"
        for title, names, year in entries
    )
    reading = read(text, "x.ris")
    found = [
        (item.title, [person.family for person in item.authors], item.year)
        for item in reading.items
        if isinstance(item, Record)
    ]
    assert [(tidy(title), names, year) for title, names, year in entries] == found
    assert reading.remarks == ()


@given(st.lists(st.tuples(PLAIN, st.lists(PLAIN, min_size=1, max_size=3)), min_size=1, max_size=4))
def test_well_formed_ris_is_read_as_rispy_does(entries: list[tuple[str, list[str]]]) -> None:
    """On well-formed entries the titles, abstracts and keywords are those of rispy."""
    text = "".join(
        f"TY  - JOUR\nTI  - {title}\nAB  - {' '.join(words)}\n"
        f"{''.join(f'KW  - {word}{chr(10)}' for word in words)}ER  - \n\n"
        for title, words in entries
    )
    theirs = rispy.loads(text)
    ours = records(text)
    assert [record.title for record in ours] == [tidy(entry["title"]) for entry in theirs]
    assert [record.abstract for record in ours] == [tidy(entry["abstract"]) for entry in theirs]
    assert [list(record.keywords) for record in ours] == [
        list(dict.fromkeys(map(tidy, entry["keywords"]))) for entry in theirs
    ]


TAGGED = [path for path in sorted(EXPORTS.glob("*/*")) if path.suffix not in {".csv", ".bib", ".json"}]
STARTS = r"^(?:TY {1,3}-|PMID ?-|PT [A-Z]$|RT |\{Reference Type\}|标题：)"


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the shared exports are not beside this repository")
@pytest.mark.parametrize("path", TAGGED, ids=lambda path: path.name)
def test_real_exports_are_counted_exactly(path: Path) -> None:
    """As many entries are identified as a scanner of one line counts."""
    text = re.sub(r"\r\n?", "\n", path.read_bytes().decode("utf-8-sig"))
    expected = len(re.findall(STARTS, text, re.MULTILINE))
    library = read_sources([path])
    unreadable = sum(problem.kind == "unreadable" for problem in library.problems)
    assert len(library.records) + unreadable == expected
