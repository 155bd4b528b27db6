"""Tables of databases, spreadsheets and reference managers."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import Person, Problem, Record
from synth.errors import DataError
from synth.readers.exports.columns import fold, header_of
from synth.readers.exports.kinds import csl_type
from synth.readers.exports.markup import plain, plain_abstract
from synth.readers.exports.people import author_names, glued_names
from synth.readers.exports.tables import read, read_workbook
from synth.readers.sniff import sniff_text

if TYPE_CHECKING:
    from synth.readers.intake import Reading

EXPORTS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "exports"


def titles(reading: Reading) -> list[str]:
    """Return the titles of the records, and nothing for what is unreadable."""
    return [item.title if isinstance(item, Record) else "" for item in reading.items]


def only(text: str) -> Record:
    """Return the one record of a table, which is recognised as such and gives no problem."""
    assert sniff_text(text) == "table"
    reading = read(text, "x.csv")
    (record,) = reading.items
    assert isinstance(record, Record)
    assert reading.remarks == ()
    return record


def row(**cells: str) -> str:
    """Return a table of one row, its columns named by the keys with spaces for underscores."""
    out = io.StringIO()
    csv.writer(out).writerows([[name.replace("_", " ") for name in cells], cells.values()])
    return out.getvalue().replace("\r\n", "\n")


def test_a_scopus_row_is_read() -> None:
    """Full names are taken before short ones, without the numbers of the authors."""
    text = row(
        Authors="Bee A.; Cee B.",
        Author_full_names="Bee, Ann (60410297700); Cee, Bob (58862216200)",
        Title="Title one",
        Year="2020",
        Source_title="Journal A",
        Volume="1",
        Issue="2",
        Page_start="3",
        Page_end="9",
        DOI="10.1234/A",
        Abstract="Text.",
        Author_Keywords="rooms; halls",
        Document_Type="Conference paper",
        Source="Scopus",
    )
    record = only(text)
    assert record.authors == (Person(family="Bee", given="Ann"), Person(family="Cee", given="Bob"))
    assert (record.container, record.year, record.volume, record.issue) == ("Journal A", 2020, "1", "2")
    assert (record.pages, record.doi, record.type) == ("3-9", "10.1234/A", "paper-conference")
    assert (record.abstract, record.keywords) == ("Text.", ("rooms", "halls"))


def test_a_tab_delimited_web_of_science_row_is_read() -> None:
    """A header of two-letter tags is one of columns, though each tag alone may be anything."""
    text = "PT\tAU\tTI\tSO\tPY\tVL\tBP\tEP\tDI\nJ\tBee, A; Cee, B\tTitle one\tJournal A\t2020\t1\t3\t9\t10.1234/A\n"
    record = only(text)
    assert [person.short for person in record.authors] == ["Bee", "Cee"]
    assert (record.title, record.container, record.pages) == ("Title one", "Journal A", "3-9")


WOS = (
    "PT AU BA BE GP AF BF CA TI SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI FU FP FX CR NR TC Z9 U1 U2 PU"
    " PI PA SN EI BN J9 JI PD PY VL IS PN SU SI MA BP EP AR DI DL D2 EA PG WC WE SC GA PM OA HC HP DA UT"
)


def test_all_columns_of_web_of_science_are_known() -> None:
    """Full names come before short ones, an article number stands for pages, and the number of pages for nothing."""
    cells = {"PT": "J", "AU": "Bee, A", "AF": "Bee, Ann", "TI": "Title one", "PY": "2020", "AR": "e12", "PG": "15"}
    cells |= {"ID": "INDEX", "UT": "WOS:1"}
    row = "\t".join(cells.get(name, "") for name in WOS.split())
    record = only("\t".join(WOS.split()) + f"\n{row}\n")
    assert record.authors == (Person(family="Bee", given="Ann"),)
    assert (record.title, record.year, record.pages, record.id) == ("Title one", 2020, "e12", "")
    assert record.keywords == ("INDEX",)


def test_the_columns_of_ebsco_are_known() -> None:
    """A date without signs between its parts has a year, and the permanent link is the address."""
    record = only(
        row(Article_Title="Title one", Author="Bee, Ann", Publication_Date="20210301", PLink="https://a.org/x")
    )
    assert (record.year, record.url) == (2021, "https://a.org/x")


def test_lists_as_programs_print_them_are_lists() -> None:
    """Brackets and quotation marks of a list are none of what it holds."""
    record = only(
        row(title="[Title] one", authors="['Bee, Ann', \"O'Cee, B.\"]", keywords="['one', 'two, three']", doi="[]")
    )
    assert [one.family for one in record.authors] == ["Bee", "O'Cee"]
    assert (record.title, record.keywords) == ("[Title] one", ("one", "two, three"))


def test_initials_before_a_family_name_have_no_blank_behind_them() -> None:
    """IEEE Xplore writes the given name first."""
    record = only(row(Document_Title="Title one", Authors="A. -B. Cee; D. Eff", Date_Added_To_Xplore="2020"))
    assert record.authors == (Person(family="Cee", given="A.-B."), Person(family="Eff", given="D."))


@pytest.mark.parametrize(
    ("text", "container", "volume", "issue", "pages"),
    [
        ("Title,Author Names,Source\nT,A,J A (2014) 3:3 (15-16). Date: 2014", "J A", "3", "3", "15-16"),
        ("Title,Citation,Journal/Book\nT,J A. 2020 Mar 3;36(2):12-9. doi: x,J A", "J A", "36", "2", "12-9"),
        ('题名,刊名,"年,卷(期)"\n题,期刊甲,"2020,35(2):1-9"', "期刊甲", "35", "2", "1-9"),
        ("Title-题名,Source-来源,Volume-卷,Period-期,PageCount-页码\n题,刊甲,35,2,1-9", "刊甲", "35", "2", "1-9"),
        ("title,primary_location.source.display_name,biblio.volume\nT,J A,3", "J A", "3", "", ""),
        ("Document Title;Publication Title;Start Page;End Page;Volume\nT;J A;1;1;3", "J A", "3", "", "1"),
    ],
)  # fmt: skip
def test_the_place_of_an_article_is_said_in_many_ways(
    text: str, container: str, volume: str, issue: str, pages: str
) -> None:
    """One cell may hold all of it, in the manner of Embase, PubMed or Wanfang; names may be in two languages."""
    record = only(text)
    assert (record.container, record.volume, record.issue, record.pages) == (container, volume, issue, pages)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gao X., Ni W., Li Y.", ["Gao X.", "Ni W.", "Li Y."]),
        ("Liu F.; Li C.", ["Liu F.", "Li C."]),
        ("Smith, J., Jones, K.", ["Smith, J.", "Jones, K."]),
        ("Smith, J. and Jones, K.", ["Smith, J.", "Jones, K."]),
        ("A. Bee, B. Cee and C. Dee", ["A. Bee", "B. Cee", "C. Dee"]),
        ("Smith, Jane", ["Smith, Jane"]),
        ("Ann Bee|Bob Cee", ["Ann Bee", "Bob Cee"]),
        ("Bee, Ann;; Cee, Bob;", ["Bee, Ann", "Cee, Bob"]),
        ("张三;李四；王五", ["张三", "李四", "王五"]),
        ("张三 李四", ["张三", "李四"]),
        ("张三,李四", ["张三", "李四"]),
        ("A Bee, B Cee…", ["A Bee", "B Cee", "others"]),
        ("[No author name available]", []),
    ],
)
def test_authors_are_split_where_names_end(text: str, expected: list[str]) -> None:
    """Semicolons, bars, "and" and commas between names separate; a comma within a name does not."""
    assert author_names(text) == expected


def test_names_without_separators_are_told_by_their_capitals() -> None:
    """Springer's column glues names; a capital within a name splits none."""
    assert glued_names("Zhiyong ChengYu LiJohn McDonald") == ["Zhiyong Cheng", "Yu Li", "John McDonald"]
    record = only(row(Item_Title="T", Authors="Ann BeeBob Cee", Content_Type="Article", Publication_Year="2020"))
    assert [person.short for person in record.authors] == ["Bee", "Cee"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_delimiter_is_found(sign: str, mark: str) -> None:
    """The header tells what separates cells; a byte-order mark is no part of it."""
    text = f"{mark}{sign.join(('TITLE', 'Publication_Year', 'x'))}\n{sign.join(('Title one', '2020', 'y'))}\n"
    assert (only(text).title, only(text).year) == ("Title one", 2020)


def test_lines_before_the_header_are_told() -> None:
    """A preamble is left out with a doubt; the line that names the separator is none."""
    assert only("sep=;\nTitle;Year\nTitle one;2020\n").origin.line == 3
    reading = read('"About the data, 1, 2"\nRank,Title,Authors,PubYear\n1,Title one,"Bee, A.",2020\n', "x.csv")
    assert titles(reading) == ["Title one"]
    assert [(remark.origin.line, remark.raw) for remark in reading.remarks] == [(1, '"About the data, 1, 2"')]


def test_a_markdown_table_is_a_table() -> None:
    """The rule under the header of a table in Markdown is no entry."""
    assert only("| Title | Year |\n|-------|:---:|\n| Title one | 2020 |\n").title == "Title one"


def test_lines_are_right_behind_cells_of_several_lines() -> None:
    """A quoted cell may hold line ends; blank rows are passed over; each record knows its first line."""
    reading = read('Title,Abstract\nTitle one,"a\nb\n\nc"\n\n,\nTitle two,d\n', "x.csv")
    assert [(item.title, item.origin.line) for item in reading.items if isinstance(item, Record)] == [
        ("Title one", 2),
        ("Title two", 8),
    ]
    assert reading.remarks == ()


FAULTS = {
    "unclosed quote": ('"Title two,2020,x', "is never closed"),
    "unclosed quote, a cell too many": ('"Title, two,2020,x', "is never closed"),
    "quote inside": ('"A "second" title",2020,x', "inside a cell"),
    "quote inside, several lines": ('"Title two",2020,"a "b" c\nmore"', "inside a cell"),
    "too few": ("Title two,2020", "has 2 cells under 3 columns"),
    "too many": ("Title two,2020,x,y", "has 4 cells under 3 columns"),
    "too few, several lines": ('"Title\ntwo",2020', "has 2 cells under 3 columns"),
    "no title": (",2020,x", "has neither title nor abstract"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_row_harms_no_other(fault: str) -> None:
    """Between good rows, a faulty one is one record with a doubt, or one problem; its line is right."""
    bad, reason = FAULTS[fault]
    reading = read(f'Title,Year,Note\n"Title one",2019,\n{bad}\n"Title three",2021,z\nTitle four,2022,\n', "x.csv")
    assert len(reading.items) == 4
    assert titles(reading)[0] == "Title one"
    assert titles(reading)[2:] == ["Title three", "Title four"]
    problems = [*reading.remarks, *(item for item in reading.items if isinstance(item, Problem))]
    assert [(problem.origin.line, problem.raw) for problem in problems] == [(3, bad)]
    assert reason in problems[0].reason


@pytest.mark.parametrize("end", ["", "\t"])
def test_between_tabs_quotation_marks_belong_to_titles(end: str) -> None:
    """One that is never closed, or closed in a later title, takes no row with it; those of a title stay in it."""
    first = ["Title one", '"Title two', '"Word" in title three', 'Title four "word"', '"Word" and "word"', "Title six"]
    rows = [f"J\tBee, A\t{title}\t2020{end}\n" for title in first]
    reading = read("PT\tAU\tTI\tPY\n" + "".join(rows), "x.txt")
    assert titles(reading) == [first[0], "Title two", *first[2:]]
    assert [remark.origin.line for remark in reading.remarks] == [3]


def test_a_cell_of_several_lines_may_stand_between_tabs() -> None:
    """A quoted cell that goes over several lines is one cell between tabs too."""
    reading = read('Title\tYear\tAbstract\nTitle one\t2020\t"Line one.\nLine two."\nTitle two\t2021\tNone\n', "x.tsv")
    assert titles(reading) == ["Title one", "Title two"]
    assert reading.remarks == ()


STACK = (
    '"TITLE","Title one, with a comma"\n"AUTHOR NAMES","Bee A.B.","Cee C."\n"SOURCE TITLE","Journal A"\n'
    '"PUBLICATION YEAR","2020"\n"ABSTRACT","Line one.\n\nTitle, line two."\n"AUTHOR KEYWORDS","word one","word two"\n'
)


def test_a_table_with_a_field_a_line_is_read() -> None:
    """Each stack of lines is an entry; cells behind the first are further names or keywords."""
    record = only(STACK)
    assert [one.family for one in record.authors] == ["Bee", "Cee"]
    assert (record.title, record.container, record.year) == ("Title one, with a comma", "Journal A", 2020)
    assert (record.abstract, record.keywords) == ("Line one. Title, line two.", ("word one", "word two"))


@pytest.mark.parametrize(
    ("fault", "items"),
    [
        ('"AUTHOR NAMES","Cee D."\n"PUBLICATION YEAR","2019"\n', ["Title one, with a comma", "", "Title two"]),
        ('"TITLE","Title never closed\n"VOLUME","2"\n', ["Title one, with a comma", None, "Title two"]),
    ],
)
def test_a_faulty_stack_harms_no_other(fault: str, items: list[str | None]) -> None:
    """An entry without a title is unreadable; a quotation mark that is never closed ends with its entry."""
    reading = read(f"{STACK}\n{fault}\n{STACK.replace('one, with a comma', 'two')}", "x.csv")
    found = titles(reading)
    assert [title for title, said in zip(found, items, strict=True) if said is not None] == [
        i for i in items if i is not None
    ]
    assert [item.origin.line for item in reading.items] == [1, 10, 13]


def test_misfits_that_follow_each_other_are_told_once() -> None:
    """Where all rows have a cell too many, one doubt says so."""
    reading = read("Title,Year\n" + "Title one,2020,x\n" * 3, "x.csv")
    assert len(reading.items) == 3
    assert [remark.reason for remark in reading.remarks] == [
        "has 3 cells under 2 columns, and so have the next 2 rows; kept"
    ]


def test_joined_tables_are_read_under_their_own_headers() -> None:
    """A header among the rows is no entry, and what follows is read by it."""
    reading = read("Title,Year\nTitle one,2020\nTitle,Year\nTitle two,2021\nYear,Title\n2022,Title three\n", "x.csv")
    assert titles(reading) == ["Title one", "Title two", "Title three"]
    assert [item.year for item in reading.items if isinstance(item, Record)] == [2020, 2021, 2022]


def test_words_for_nothing_are_nothing_but_in_titles() -> None:
    """NA, null and nan as a whole cell are empty, but may be a title; within a cell they are words."""
    record = only(row(Title="NA", Year="nan", Journal="null", Volume="N/A", Abstract="NA is a word"))
    assert (record.title, record.year, record.container, record.volume) == ("NA", None, "", "")
    assert record.abstract == "NA is a word"


def test_the_sign_against_formulas_is_taken_off() -> None:
    """An apostrophe before a sign of formulas protects the cell and is no part of it; another one is."""
    record = only(row(Title="'=1+1 in class", Journal="'t Journal", Year="2020"))
    assert (record.title, record.container) == ("=1+1 in class", "'t Journal")


def test_a_table_without_titles_is_refused() -> None:
    """The error names the file and what to do."""
    with pytest.raises(DataError, match=r"x\.csv: is a table of which no column is one of titles.*'title'"):
        read("foo,bar\n1,2\n", "x.csv")


@pytest.mark.parametrize(
    "text", ["Title of a book, by an author\nmore", "Dear reader,\nTitle: x", "Author, 2020", "", "Date,Name\n2020,x"]
)
def test_prose_is_no_table(text: str) -> None:
    """A comma does not make a table."""
    assert sniff_text(text) == "freetext"


@pytest.mark.parametrize(
    "first",
    [
        "[1]张三.虚构题名一[J].虚构学报,2021,12(3):1-9.",
        "张三.论文标题的语言特征[J].虚构学报,2021,12(3):1-9.",
        "Author A. On the title, Journal A, 2020.",
        "On the title of things; Author A; 2020",
    ],
)
def test_a_reference_with_a_word_for_titles_names_no_columns(first: str) -> None:
    """A list whose lines have as many commas is a list; its first entry is not taken for names of columns."""
    assert sniff_text(f"{first}\n{first.replace('2021', '2020')}\n") == "freetext"


def test_a_column_is_known_by_a_word_for_titles_in_its_name() -> None:
    """Where no column has the usual name, one whose name has a word for titles in it is that of the titles."""
    assert only("Paper title (as printed),Year\nTitle one,2020\n").title == "Title one"
    assert only("Nr.;Title of the paper\n1;Title one\n").title == "Title one"


def test_what_this_program_writes_is_read_as_it_was() -> None:
    """In the program's own columns names in braces are whole, keywords may hold commas, and types are CSL's."""
    text = row(
        id="12",
        type="article",
        title="Title one",
        translated_title="题名一",
        authors="van Bee, Ann, Jr; {Group, X; and Y}; 张三",
        more_authors="true",
        year="2020",
        keywords="a, b; c",
        language="en",
    ).replace("translated title", "translated_title").replace("more authors", "more_authors")  # fmt: skip
    record = only(text)
    assert record.authors == (
        Person(family="van Bee", given="Ann, Jr"),
        Person(literal="Group, X; and Y"),
        Person(literal="张三"),
    )
    assert (record.id, record.type, record.translated_title, record.more_authors) == ("12", "article", "题名一", True)
    assert record.keywords == ("a, b", "c")


def test_columns_are_known_whatever_their_case_and_signs() -> None:
    """Case, spaces and signs count for nothing; a column "Source" is a journal if there is no other."""
    assert fold("\ufeffAuthor(s)_ID") == "authorsid"
    header = header_of(["Source", "ARTICLE TITLE", "source_title", "no."])
    assert header is not None
    assert header.places == {"title": (1,), "container": (2,)}
    weak = header_of(["Source", "Title"])
    assert weak is not None
    assert weak.places["container"] == (0,)
    assert header_of(["Journal title", "Year"]) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Article; Other", "article-journal"),
        ("bookSection", "chapter"),
        ("硕士", "thesis"),
        ("webpage",) * 2,
        ("?", ""),
    ],
)
def test_types_have_many_names(name: str, kind: str) -> None:
    """A type is known in the words of databases, of Zotero, of CNKI and of CSL."""
    assert csl_type(name) == kind


def test_markup_is_taken_out_and_what_looks_like_it_stays() -> None:
    """Tags and character references go; a comparison is no tag."""
    assert plain("<i>A</i> &amp; <sub class='x'>b</sub> if p <b and c> d") == "A & b if p <b and c> d"
    assert plain_abstract("<jats:title>Abstract</jats:title><jats:p>Text.</jats:p>").strip() == "Text."


@given(st.lists(st.lists(st.text(alphabet='ab",\n;', max_size=6), min_size=3, max_size=3), max_size=6))
def test_whatever_a_csv_writer_writes_is_read(rows: list[list[str]]) -> None:
    """Rows that the standard library writes come back whole and in order, those with a title as records."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["title", "year", "note"], *([f"T{a}", b, c] for a, b, c in rows)])
    reading = read(out.getvalue(), "x.csv")
    assert len(reading.items) == len(rows)
    squeezed = [re.sub(r"\s+", " ", f"T{cells[0]}").strip() for cells in rows]
    assert titles(reading) == squeezed


@given(st.text(alphabet='ab",\n;|T', max_size=80))
def test_any_text_under_a_header_gives_items_and_no_error(text: str) -> None:
    """However quotation marks fall, reading ends, and each item says its line."""
    reading = read(f"title,year\n{text}\n", "x.csv")
    lines = [item.origin.line for item in reading.items]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("line", "items"),
    [('"x\n', 1), ('a",,"c"\n', 20_000), ('"a",x",,"c"\n', 20_000), ('"' + "a," * 50 + "\n", 1), ('"""x\n', 1)],
)
def test_many_damaged_rows_come_to_an_end(line: str, items: int) -> None:
    """Quotation marks that never close do not make reading look at the rest of the table for each row."""
    assert len(read("Title,Year,Note\n" + line * 20_000, "x.csv").items) == items


def test_a_cell_of_a_megabyte_is_read() -> None:
    """No limit of the csv module cuts a long cell off."""
    reading = read(f'Title,Abstract\nTitle one,"{"word " * 200_000}"\nTitle two,x\n', "x.csv")
    assert titles(reading) == ["Title one", "Title two"]


def workbook(*sheets: list[list[object]]) -> bytes:
    """Return an XLSX file with these rows on its sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for cells in rows:
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_sheet_of_a_workbook_is_read() -> None:
    """Numbers lose their decimal point; a sheet without titles is told; rows keep their numbers."""
    data = workbook(
        [[], ["题名", "作者", "年"], ["题名一", "张三;李四", 2020.0], [None, None, None], ["题名二", "王五", 2021]],
        [["a", "b"], ["1", "2"]],
        [["Title", "Year"], ["Title three", "2022"]],
    )
    reading = read_workbook(data, "x.xlsx")
    assert titles(reading) == ["题名一", "题名二", "Title three"]
    assert [(item.year, item.origin.line) for item in reading.items if isinstance(item, Record)] == [
        (2020, 3),
        (2021, 5),
        (2022, 2),
    ]
    assert [remark.reason for remark in reading.remarks] == ["the sheet Sheet1 has no column of titles; left out"]


def test_a_workbook_of_references_is_a_list() -> None:
    """A single column without a name is read as free text, each row a line."""
    rows: list[list[object]] = [[f"Author A. Title {word}[J]. Journal A, 2020, 1(2): 3-4."] for word in ("one", "two")]
    assert titles(read_workbook(workbook(rows), "x.xlsx")) == ["Title one", "Title two"]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"", workbook([["a", "b"], ["c", "d"]]), workbook([["Title"]])[:800]])
def test_a_workbook_that_cannot_be_read_is_refused(data: bytes) -> None:
    """A damaged workbook or one without titles is a clear error."""
    with pytest.raises(DataError, match=r"x\.xlsx: is a"):
        read_workbook(data, "x.xlsx")


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the exports for measuring are not beside the repository")
@pytest.mark.parametrize("path", sorted(EXPORTS.glob("*/*.csv")), ids=lambda path: path.name)
def test_every_row_of_a_real_export_is_a_record(path: Path) -> None:
    """As many records as the standard library counts rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    reading = read(path.read_text(encoding="utf-8-sig"), path.name)
    assert sum(isinstance(item, Record) for item in reading.items) == len(rows)
