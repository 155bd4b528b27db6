"""Documents of word processors and workbooks: what a reader sees is read, with the numbers that the program writes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from synth.datatypes import Problem
from synth.errors import DataError, LimitError
from synth.readers.containers import office
from synth.readers.containers.office import read
from synth.readers.sniff import sniff_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from synth.readers.intake import Reading

ENTRIES = (
    "Author A, Writer B. Title one of rooms. Journal A, 2019, 12(3): 45-67.",
    "张三, 李四. 题名二的研究与教育[J]. 示例期刊, 2020(3): 12-18.",
    "Writer C. Title three of halls. Journal B, 2021, 4: 1-9.",
)
TITLES = ["Title one of rooms", "题名二的研究与教育", "Title three of halls"]
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def new(*, heading: str = "References") -> Any:  # noqa: ANN401 - python-docx has no public name for its document
    """Return a document with the head of an article."""
    document = docx.Document()
    document.add_heading("Reading in plain rooms: a review of samples", 0)
    document.add_paragraph("Anna Author, Bert Writer")
    document.add_heading("Abstract", 1)
    document.add_paragraph("Rooms are many.")
    if heading:
        document.add_heading(heading, 1)
    return document


def saved(document: Any, parts: Mapping[str, str] | None = None) -> bytes:  # noqa: ANN401 - as above
    """Return the bytes of a document, with parts put in or in place of its own."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in (parts or {}):
                after.writestr(name, before.read(name))
        for name, text in (parts or {}).items():
            after.writestr(name, text)
    return packed.getvalue()


def notes(kind: str, texts: Sequence[str]) -> dict[str, str]:
    """Return the part that holds footnotes or endnotes, with the note that is only a line."""
    line = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    each = "".join(
        f'<w:{kind} w:id="{n}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t> {text}</w:t></w:r></w:p></w:{kind}>'
        for n, text in enumerate(texts, 1)
    )
    return {f"word/{kind}s.xml": f"<w:{kind}s {NAMESPACE}>{line}{each}</w:{kind}s>"}


def titles(reading: Reading) -> list[str]:
    """Return the titles of the records."""
    return [getattr(item, "title", "unreadable") for item in reading.items]


# ------------------------------------------------------------------------------------------------------- documents


def paragraphs(document: Any) -> None:  # noqa: ANN401 - as above
    """Write the entries as paragraphs."""
    for entry in ENTRIES:
        document.add_paragraph(entry)


def numbered_by_hand(document: Any) -> None:  # noqa: ANN401 - as above
    """Write the entries with typed numbers."""
    for number, entry in enumerate(ENTRIES, 1):
        document.add_paragraph(f"[{number}] {entry}")


def numbered(document: Any) -> None:  # noqa: ANN401 - as above
    """Write the entries as an automatically numbered list."""
    for entry in ENTRIES:
        document.add_paragraph(entry, style="List Number")


def bulleted(document: Any) -> None:  # noqa: ANN401 - as above
    """Write the entries as a list with bullets."""
    for entry in ENTRIES:
        document.add_paragraph(entry, style="List Bullet")


def soft_lines(document: Any) -> None:  # noqa: ANN401 - as above
    """Write the entries as lines of one paragraph."""
    document.add_paragraph("\n".join(f"[{number}] {entry}" for number, entry in enumerate(ENTRIES, 1)))


def table(document: Any) -> None:  # noqa: ANN401 - as above
    """Write the entries as rows with their numbers in a column."""
    grid = document.add_table(rows=0, cols=2)
    for number, entry in enumerate(ENTRIES, 1):
        cells = grid.add_row().cells
        cells[0].text, cells[1].text = f"{number}.", entry


def layout_table(document: Any) -> None:  # noqa: ANN401 - as above
    """Write the entries as paragraphs of one cell."""
    cell = document.add_table(rows=1, cols=2).rows[0].cells[1]
    for entry in ENTRIES:
        cell.add_paragraph(entry)


def content_control(document: Any) -> None:  # noqa: ANN401 - as above
    """Write the entries where a reference manager puts them."""
    control = parse_xml(f"<w:sdt {NAMESPACE}><w:sdtContent/></w:sdt>")
    for entry in ENTRIES:
        control[0].append(document.add_paragraph(entry)._p)
    document.element.body.insert(len(document.element.body) - 1, control)


FORMS = (paragraphs, numbered_by_hand, numbered, bulleted, soft_lines, table, layout_table, content_control)


@pytest.mark.parametrize("heading", ["References", "参考文献"])
@pytest.mark.parametrize("write", FORMS, ids=lambda form: form.__name__)
def test_every_form_of_list_gives_the_same_records(write: Any, heading: str) -> None:  # noqa: ANN401 - as above
    """However a list is written, each entry is a record, and the document's head is the review."""
    document = new(heading=heading)
    write(document)
    document.add_paragraph("")
    reading = read(saved(document), "paper.docx")
    assert titles(reading) == TITLES
    assert reading.remarks == ()
    assert reading.format == "DOCX page"
    assert reading.review is not None
    assert reading.review.title == "Reading in plain rooms: a review of samples"
    assert reading.review.abstract == "Rooms are many."


def test_an_entry_has_its_paragraph_for_a_line() -> None:
    """The line of an entry is the number of its paragraph; blank ones do not count."""
    document = new()
    document.add_paragraph("")
    numbered(document)
    assert [item.origin.line for item in read(saved(document), "paper.docx").items] == [6, 7, 8]


def test_deleted_text_and_field_codes_are_no_text() -> None:
    """What is deleted under review, and the code of a field, are not read; what is inserted is."""
    document = new()
    numbered_by_hand(document)
    changes = (
        f'<w:p {NAMESPACE}><w:r><w:t>[4] Author D. Title four</w:t></w:r><w:del w:id="1" w:author="x"><w:r>'
        '<w:delText> deleted</w:delText></w:r></w:del><w:ins w:id="2" w:author="x"><w:r><w:t> inserted.</w:t></w:r>'
        '</w:ins><w:r><w:instrText>ADDIN EN.CITE</w:instrText></w:r><w:r><w:t xml:space="preserve"> Journal D, 2022.'
        "</w:t></w:r></w:p>"
    )
    document.element.body.insert(len(document.element.body) - 1, parse_xml(changes))
    assert titles(read(saved(document), "paper.docx"))[-1] == "Title four inserted"


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize("heading", ["", "References"])
def test_notes_are_the_list_where_there_is_no_other(kind: str, heading: str) -> None:
    """A document that keeps its references in notes is read, with or without a heading for them."""
    reading = read(saved(new(heading=heading), notes(kind, ENTRIES)), "paper.docx")
    assert titles(reading) == TITLES
    assert [item.raw[:3] for item in reading.items] == ["[1]", "[2]", "[3]"]


def test_notes_beside_a_list_are_left_out_aloud() -> None:
    """Where there is a list, the notes are one doubtful problem with their text."""
    document = new()
    numbered(document)
    reading = read(saved(document, notes("footnote", ["See below.", "Ibid., p. 7."])), "paper.docx")
    assert titles(reading) == TITLES
    (remark,) = reading.remarks
    assert isinstance(remark, Problem)
    assert remark.reason == "2 notes are left out, as there is a reference list beside them"
    assert remark.raw == "See below.\nIbid., p. 7."


@pytest.mark.parametrize("listed", [False, True])
def test_a_table_of_named_columns_is_read_where_there_is_no_list(*, listed: bool) -> None:
    """A table of title, author and year is a bibliography, unless there is a list; then it is left out aloud."""
    document = new(heading="References" if listed else "")
    if listed:
        numbered(document)
    grid = document.add_table(rows=0, cols=3)
    for row in (
        ("Title", "Authors", "Year"),
        ("Title of a table", "Author E", "2018"),
        ("Another one", "Author F", "2017"),
    ):
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    reading = read(saved(document), "paper.docx")
    assert titles(reading) == (TITLES if listed else ["Title of a table", "Another one"])
    assert [remark.reason.split(",")[0] for remark in reading.remarks] == (
        ["a table of 3 rows is left out"] if listed else []
    )


# --------------------------------------------------------------------------------------------------------- bad input


def test_a_damaged_document_says_so() -> None:
    """A document that is cut off, lacks its text or holds broken XML is refused by name."""
    whole = saved(new())
    for data in (
        whole[:2000],
        whole[:-30],
        saved(new(), {"word/document.xml": "<w:document"}),
        saved(new(), {"_rels/.rels": "<x"}),
        saved(new(), {"word/document.xml": "<a>" * 1000}),
    ):
        with pytest.raises(DataError, match=r"^paper\.docx: is a damaged"):
            read(data, "paper.docx")


def test_a_doctype_is_refused() -> None:
    """A document that declares entities is an attack, and none of it is read."""
    entities = "".join(f'<!ENTITY e{n + 1} "&e{n};&e{n};">' for n in range(30))
    bomb = f'<!DOCTYPE w [<!ENTITY e0 "ha">{entities}]><w:document {NAMESPACE}>&e30;</w:document>'
    outer = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {NAMESPACE}>&x;</w:document>'
    for text in (bomb, outer):
        with pytest.raises(DataError, match="DOCTYPE"):
            read(saved(new(), {"word/document.xml": text}), "paper.docx")


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that states to unpack to a hundred times its size, to too much, or to too many parts is a limit."""
    with pytest.raises(LimitError, match="100 times"):
        read(saved(new(), {"word/media/a.xml": " " * 30_000_000}), "paper.docx")
    monkeypatch.setattr(office, "MAX_MEMBERS", 5)
    with pytest.raises(LimitError, match="5 parts"):
        read(saved(new()), "paper.docx")
    monkeypatch.setattr(office, "MAX_TOTAL_BYTES", 1_000_000)
    monkeypatch.setattr(office, "MAX_MEMBERS", 100)
    with pytest.raises(LimitError, match="1 MB"):
        read(saved(new(), {"word/media/a.xml": "".join(map(str, range(300_000)))}), "paper.docx")


def test_a_document_without_references_is_refused() -> None:
    """A document that holds none is told by name."""
    with pytest.raises(DataError, match=r"^paper\.docx: holds no reference list"):
        read(saved(new(heading="")), "paper.docx")


def test_names_that_lead_out_of_a_document_do_no_harm() -> None:
    """A part with a path out of the package is not written anywhere, and the document is read."""
    document = new()
    numbered(document)
    assert titles(read(saved(document, {"../../evil.xml": "<x/>"}), "paper.docx")) == TITLES


# --------------------------------------------------------------------------------------------------------- workbooks


def workbook(cells: Mapping[str, object]) -> bytes:
    """Return a workbook with these cells."""
    book, written = openpyxl.Workbook(), io.BytesIO()
    for place, value in cells.items():
        book.active[place] = value
    book.save(written)
    return written.getvalue()


def test_a_workbook_is_read_by_its_columns() -> None:
    """A workbook goes to the reader of tables."""
    reading = read(workbook({"A1": "Title", "B1": "Year", "A2": "Title one of rooms", "B2": 2019}), "refs.xlsx")
    assert titles(reading) == ["Title one of rooms"]
    assert [getattr(item, "year", None) for item in reading.items] == [2019]


def test_a_workbook_that_would_fill_the_memory_is_a_limit() -> None:
    """A cell at the far end of a sheet makes its parser ask for all memory; only the parser is stopped."""
    data = workbook({"A1": "Title", "B1": "Year", "A2": "Title one of rooms", "XFD1048576": "x"})
    with pytest.raises(LimitError, match=r"^refs\.xlsx: "):
        read(data, "refs.xlsx")


def test_a_damaged_workbook_says_so() -> None:
    """A workbook whose parts are broken is refused by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("[Content_Types].xml", "<x/>")
        package.writestr("xl/workbook.xml", "<x")
    with pytest.raises(DataError, match=r"^refs\.xlsx: is a damaged"):
        read(data.getvalue(), "refs.xlsx")


# ----------------------------------------------------------------------------------------------- which kind it is


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (["[Content_Types].xml", "ppt/presentation.xml"], "presentation"),
        (["mimetype", "content.xml", "META-INF/manifest.xml"], "OpenDocument"),
        (["mimetype", "META-INF/container.xml"], "e-book"),
        (["a.ris"], "archive"),
    ],
)
def test_other_packages_are_named_and_refused(names: Sequence[str], what: str) -> None:
    """What is packed like a document but not read is recognised by its parts, and the error says what to do."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name in names:
            package.writestr(name, "x")
    with pytest.raises(DataError, match=what) as caught:
        sniff_bytes(data.getvalue(), "paper")
    assert caught.value.fix


@pytest.mark.parametrize(
    ("stream", "outcome"),
    [("Workbook", "office"), ("Book", "office"), ("EncryptedPackage", "password"), ("WordDocument", "binary Office")],
)
def test_old_office_files_are_told_apart(stream: str, outcome: str) -> None:
    """A workbook from before 2007 is read; a document of that time and a locked one are refused."""
    text = "A Book on a Workbook".encode("utf-16-le")
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + text + b"\x01" * 500 + stream.encode("utf-16-le") + bytes(64)
    if outcome == "office":
        assert sniff_bytes(data, "old") == "office"
        return
    with pytest.raises(DataError, match=outcome):
        sniff_bytes(data, "old")


def test_documents_go_to_their_reader() -> None:
    """A DOCX and an XLSX are told by their parts."""
    assert sniff_bytes(saved(new()), "x") == "office"
    assert sniff_bytes(workbook({"A1": "Title"}), "x") == "office"
