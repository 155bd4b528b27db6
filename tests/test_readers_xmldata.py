"""XML of reference managers, PubMed, publishers, libraries and repositories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import Person, Problem, Record
from synth.errors import DataError
from synth.readers.exports.xmldata import read
from synth.readers.sniff import sniff_text

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "exports" / "translator_tests"


def entry(title: str) -> str:
    """Return a record of EndNote's, its title in two styles."""
    return (
        '<record><ref-type name="Journal Article">17</ref-type><contributors><authors>'
        '<author><style face="normal">Bee, Ann</style></author><author>Group X and Y,</author></authors></contributors>'
        f'<titles><title><style face="normal">Title </style><style face="italic">{title}</style></title>'
        "<secondary-title>Journal A</secondary-title></titles><volume>1</volume><number>2</number><pages>3-9</pages>"
        "<dates><year>2020</year></dates><keywords><keyword>rooms, large</keyword><keyword>halls</keyword></keywords>"
        "<electronic-resource-num>10.1234/A</electronic-resource-num></record>"
    )


def library(*records: str) -> str:
    """Return an EndNote library, each record on its line from the third."""
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<xml><records>", *records, "</records></xml>", ""])


def only(text: str) -> Record:
    """Return the one record of a source, which is recognised as XML and gives no problem."""
    assert sniff_text(text) == "xml"
    reading = read(text, "x.xml")
    (record,) = reading.items
    assert isinstance(record, Record)
    assert reading.remarks == ()
    return record


def test_an_endnote_record_is_read() -> None:
    """Styles are put together; a name that ends with a comma is an organisation's; a keyword may hold a comma."""
    record = only(library(entry("one")))
    assert record.title == "Title one"
    assert record.authors == (Person(family="Bee", given="Ann"), Person(literal="Group X and Y"))
    assert (record.container, record.volume, record.issue, record.pages) == ("Journal A", "1", "2", "3-9")
    assert (record.year, record.doi, record.keywords) == (2020, "10.1234/A", ("rooms, large", "halls"))
    assert read(library(entry("one")), "x.xml").format == "EndNote XML"


def test_a_line_end_that_was_escaped_parts_words() -> None:
    """What EndNote writes for a line end parts keywords, and the words of an abstract."""
    damaged = (
        entry("one").replace("halls", "halls&#xD;roofs").replace("</record>", "<abstract>A&#xD;B</abstract></record>")
    )
    record = only(library(damaged))
    assert (record.keywords, record.abstract) == (("rooms, large", "halls", "roofs"), "A B")


def test_notefirst_gives_every_field() -> None:
    """The XML that CNKI writes for NoteFirst; of several languages the first is the entry's own."""
    record = only(
        '<?xml version="1.0" encoding="utf-8"?>\n<BibliographyRoot>\n<Bibliography><Type>Article</Type><PrimaryTitle>'
        '<Title Lang="zh-CHS">题名一</Title><Title Lang="en">Title one</Title></PrimaryTitle><Authors><Author>'
        "<Info><FullName>张三</FullName></Info><Info><FullName>Zhang San</FullName></Info></Author><Author><Info>"
        "<FullName>李四</FullName></Info></Author></Authors><Media><Info><Name>期刊甲</Name></Info></Media>"
        "<Year>2020</Year><Volume>1</Volume><Issue>2</Issue><PageScope>3-9</PageScope><Keywords><Keyword>房间</Keyword>"
        "<Keyword>大厅</Keyword></Keywords><Abstract>摘要甲</Abstract></Bibliography>\n</BibliographyRoot>\n"
    )
    assert (record.title, record.translated_title, record.container) == ("题名一", "Title one", "期刊甲")
    assert [one.literal for one in record.authors] == ["张三", "李四"]
    assert (record.year, record.volume, record.issue, record.pages) == (2020, "1", "2", "3-9")
    assert (record.abstract, record.keywords, record.type) == ("摘要甲", ("房间", "大厅"), "article-journal")


@pytest.mark.parametrize(
    ("sign", "kind", "container"),
    [
        ('<ref-type name="Book">6</ref-type>', "book", ""),
        ('<ref-type name="Report">10</ref-type>', "report", ""),
        ("<ref-type>47</ref-type>", "paper-conference", "Journal A"),
        ('<ref-type name="Book Section">5</ref-type>', "chapter", "Journal A"),
    ],
)
def test_the_name_of_a_type_counts_before_its_number(sign: str, kind: str, container: str) -> None:
    """Other programs number types otherwise; the second title of a book is its series."""
    text = library(entry("one").replace('<ref-type name="Journal Article">17</ref-type>', sign))
    assert (only(text).type, only(text).container) == (kind, container)


ARTICLE = """<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>
<Journal><JournalIssue><Volume>1</Volume><Issue>2</Issue><PubDate><MedlineDate>2019 Nov-Dec</MedlineDate></PubDate>
</JournalIssue><Title>Journal A</Title></Journal><ArticleTitle>[Title <i>one</i> of rooms].</ArticleTitle>
<Pagination><MedlinePgn>3-9</MedlinePgn></Pagination><ELocationID EIdType="doi">10.1234/A</ELocationID>
<Abstract><AbstractText Label="AIM">If a &lt; b.</AbstractText><AbstractText>More.</AbstractText></Abstract>
<AuthorList CompleteYN="N"><Author><LastName>Bee</LastName><ForeName>Ann</ForeName><Suffix>Jr</Suffix></Author>
<Author><CollectiveName>Group X and Y</CollectiveName></Author></AuthorList>
<Language>eng</Language><VernacularTitle>题名一</VernacularTitle></Article>
<MeshHeadingList><MeshHeading><DescriptorName>Rooms, Large</DescriptorName></MeshHeading></MeshHeadingList>
</MedlineCitation><PubmedData><ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.9999/other</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>
"""
BOOK = """<PubmedBookArticle><BookDocument><PMID>2</PMID><Book>
<Publisher><PublisherName>Press</PublisherName></Publisher>
<BookTitle>Book one</BookTitle><PubDate><Year>2020</Year></PubDate><AuthorList Type="editors"><Author>
<LastName>Ed</LastName></Author></AuthorList></Book><ArticleTitle>Chapter one</ArticleTitle><AuthorList Type="authors">
<Author><LastName>Bee</LastName><Initials>A</Initials></Author></AuthorList></BookDocument></PubmedBookArticle>
"""
HEAD = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://example.org/pubmed.dtd">
"""


def test_articles_and_chapters_of_pubmed_are_read() -> None:
    """Labels begin parts of an abstract; a translated title loses its brackets; a reference's DOI is not its own."""
    text = f"{HEAD}<PubmedArticleSet>\n{ARTICLE}{BOOK}</PubmedArticleSet>"
    reading = read(text, "x.xml")
    article, chapter = reading.items
    assert isinstance(article, Record)
    assert isinstance(chapter, Record)
    assert (reading.format, reading.remarks) == ("PubMed XML", ())
    assert (article.title, article.translated_title) == ("Title one of rooms", "题名一")
    assert article.authors == (Person(family="Bee", given="Ann Jr"), Person(literal="Group X and Y"))
    assert (article.more_authors, article.abstract) == (True, "AIM: If a < b. More.")
    assert (article.year, article.doi, article.pages) == (2019, "10.1234/A", "3-9")
    assert article.keywords == ("Rooms, Large",)
    assert (chapter.title, chapter.container, chapter.type) == ("Chapter one", "Book one", "chapter")
    assert (chapter.authors, chapter.publisher) == ((Person(family="Bee", given="A"),), "Press")
    assert [item.origin.line for item in reading.items] == [4, text[: text.index("<PubmedBook")].count("\n") + 1]


def test_the_references_of_an_article_in_jats_are_read() -> None:
    """Marked parts count; a book is its own source; a citation without marks is read as free text."""
    text = """<?xml version="1.0"?><article><front><article-title>Own</article-title></front><back><ref-list>
<ref id="r1"><element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Bee
</surname><given-names>A</given-names></name><collab>Group X</collab><etal/></person-group><article-title>Title one
</article-title><source>Journal A</source><year>2020</year><fpage>3</fpage><lpage>9</lpage></element-citation></ref>
<ref id="r2"><mixed-citation publication-type="book"><string-name><surname>Cee</surname> <given-names>B</given-names>
</string-name>. <source>Book two</source>. <publisher-name>Press</publisher-name>;
<year>2019</year>.</mixed-citation></ref>
<ref id="r3"><mixed-citation>Dee C. Title three. Journal A, 2018, 1(2): 3-9.</mixed-citation></ref>
</ref-list></back></article>"""
    first, second, third = (item for item in read(text, "x.xml").items if isinstance(item, Record))
    assert (first.title, first.container, first.pages, first.more_authors) == ("Title one", "Journal A", "3-9", True)
    assert first.authors == (Person(family="Bee", given="A"), Person(literal="Group X"))
    assert (second.title, second.container, second.type) == ("Book two", "", "book")
    assert (third.title, third.year, third.authors[0].short) == ("Title three", 2018, "Dee")


@pytest.mark.parametrize(
    "text",
    [
        """<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>
<titleInfo><nonSort>The</nonSort><title>title</title>
<subTitle>one</subTitle></titleInfo><name type="personal"><namePart type="family">Bee</namePart>
<namePart type="given">Ann</namePart><role><roleTerm>author</roleTerm></role></name>
<name><namePart>Ed</namePart><role><roleTerm>editor</roleTerm>
</role></name><relatedItem type="host"><titleInfo><title>Journal A</title></titleInfo><part><extent><start>3</start>
<end>9</end></extent><date>2020</date></part></relatedItem></mods></modsCollection>""",
        """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:a="http://arxiv.org/schemas/atom"><title>Query</title><entry>
<published>2020-01-01</published><title>The title:
 one</title><author><name>Ann Bee</name></author><a:journal_ref>Journal A 3, 9 (2007)</a:journal_ref></entry></feed>""",
        """<OAI-PMH><record><header><identifier>x</identifier></header><metadata><oai_dc:dc>
<dc:title>The title: one</dc:title>
<dc:creator>Bee, Ann</dc:creator><dc:source>Journal A</dc:source><dc:date>2020-01</dc:date></oai_dc:dc>
</metadata></record></OAI-PMH>""",
        """<refworks><reference><rt>Journal Article</rt><a1>Bee,Ann</a1><t1>The title: one</t1><jf>Journal A</jf>
<yr>2020</yr></reference></refworks>""",
    ],
    ids=["mods", "atom", "dublin core", "refworks"],
)
def test_other_formats_say_the_same(text: str) -> None:
    """MODS, Atom, Dublin Core and RefWorks XML give title, authors, container and year."""
    record = only(text)
    assert (record.title, record.container, record.year) == ("The title: one", "Journal A", 2020)
    assert record.authors == (Person(family="Bee", given="Ann"),)


FAULTS: dict[str, tuple[Callable[[str], str], str]] = {
    "no end tag": (lambda text: text.replace("</record>", ""), "has no end tag"),
    "no start tag": (lambda text: text.replace("<record>", ""), "has no start tag"),
    "open style": (lambda text: text.replace("two</style>", "two"), "is damaged XML"),
    "cut in the middle": (lambda text: text[:300], "has no end tag"),
    "control code": (lambda text: text.replace("two", "&#x3;two"), "is damaged XML"),
    "no name": (lambda text: text.replace("two", "<a:>two"), "is damaged XML"),
    "nothing in it": (lambda _: "<record><ref-type/></record>", "has neither title nor abstract"),
    "too deep": (lambda text: text.replace("<titles>", "<a>" * 100_000), "is damaged XML"),
}


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_record_harms_no_other(fault: str, end: str) -> None:
    """Between good records, a faulty one is one record with a doubt, or one problem; its line is right."""
    damage, reason = FAULTS[fault]
    text = library(entry("one"), damage(entry("two")) + end + entry("three"))
    reading = read(text, "x.xml")
    first, second, third = reading.items
    assert isinstance(first, Record)
    assert isinstance(third, Record)
    assert (first.title, third.title) == ("Title one", "Title three")
    problems = [*reading.remarks, *(item for item in [second] if isinstance(item, Problem))]
    assert [problem.origin.line for problem in problems] == [4]
    assert reason in problems[0].reason


@pytest.mark.parametrize("odd", ["&nbsp;&", "<!-- </record> -->", "<![CDATA[<record>]]>", "\x03"])
def test_what_other_programs_write_is_read(odd: str) -> None:
    """Entities of HTML, a bare ampersand, comments, CDATA and control codes do no harm."""
    reading = read(library(entry("one"), entry(f"two{odd}"), entry("three")), "x.xml")
    assert [isinstance(item, Record) for item in reading.items] == [True, True, True]
    assert reading.remarks == ()


def test_text_between_records_is_told() -> None:
    """What is no tag and stands in no record is left out with a doubt; a comment is left out without."""
    reading = read(library(entry("one"), "<!-- a comment -->", "stray", entry("two")), "x.xml")
    assert len(reading.items) == 2
    assert [(remark.origin.line, remark.raw) for remark in reading.remarks] == [(5, "stray")]


def test_a_cut_off_file_keeps_its_last_record_with_a_doubt() -> None:
    """What could be read of a record that ends too early is kept."""
    text = library(entry("one"), entry("two"))
    reading = read(text[: text.rindex("<volume>")], "x.xml")
    assert [item.title for item in reading.items if isinstance(item, Record)] == ["Title one", "Title two"]
    assert [(remark.origin.line, remark.reason) for remark in reading.remarks] == [
        (4, "has no end tag (</record>); kept")
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><xml><records/></xml>', "declares entities of its own"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd" [ ]><xml><records/></xml>', "declares entities of its own"),
        ('<?xml version="1.0"?><foo><bar/></foo>', "the root element <foo>"),
        ('<?xml version="1.0"?>' + "<a>" * 200_000, "the root element <a>"),
        ("<xml><records></records></xml>", "the root element <xml>"),
    ],
)
def test_unsafe_and_unknown_xml_is_refused(text: str, reason: str) -> None:
    """Declarations are never read; an unknown format is named by its root, with what to do."""
    assert sniff_text(text) == "xml"
    with pytest.raises(DataError, match=f"x.xml: .*{reason}"):
        read(text, "x.xml")


@pytest.mark.parametrize("part", ["<!-- ", "<record>", "</record>", "<", "&", "</a>", "<![CDATA[", "<record "])
def test_endless_damage_comes_to_an_end(part: str) -> None:
    """Whatever is repeated, reading ends, and the record before it is whole."""
    first = read(library(entry("one"), part * 20_000), "x.xml").items[0]
    assert isinstance(first, Record)
    assert first.title == "Title one"


def test_a_field_of_a_megabyte_is_read() -> None:
    """A long text is no damage."""
    assert len(only(library(entry("word " * 200_000))).title) > 900_000


@given(st.lists(st.sampled_from(["<record>", "</record>", "<title>", "</title>", "T", "<!--", "-->", "\n", "&", "<"])))
def test_any_order_of_tags_gives_items_in_the_order_of_lines(parts: list[str]) -> None:
    """However tags are strewn, reading ends and lines only grow."""
    items = read(library(entry("one"), "".join(parts)), "x.xml").items
    assert [item.origin.line for item in items] == sorted(item.origin.line for item in items)


@pytest.mark.skipif(not TESTS.is_dir(), reason="the translators' tests for measuring are not beside the repository")
def test_the_translators_tests_of_endnote_xml_agree() -> None:
    """Titles, authors and years are those that Zotero expects."""
    for case in json.loads((TESTS / "Endnote_XML.json").read_text(encoding="utf-8")):
        items = read(case["input"], "x.xml").items
        assert len(items) == len(case["items"])
        for item, expected in zip(items, case["items"], strict=True):
            assert isinstance(item, Record)
            assert item.year == (int(expected["date"]) if "date" in expected else item.year)
            names = [one["lastName"] for one in expected["creators"] if one["creatorType"] in ("author", "inventor")]
            assert [person.short for person in item.authors] == names
