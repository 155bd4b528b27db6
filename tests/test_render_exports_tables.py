"""The tables of a run as CSV and XLSX: all fields, no formula, Chinese that Excel reads."""

from __future__ import annotations

import csv
import dataclasses
import io
from typing import TYPE_CHECKING

import openpyxl
from fakes import fake_bibliography, fake_corpus, fake_record, fake_result, people

from synth.render.exports import tables, workbook
from synth.render.exports.article import Article

if TYPE_CHECKING:
    from synth.datatypes import LanguageCode, Result


def written(result: Result, name: str) -> list[list[str]]:
    """Return the rows of a CSV file."""
    content = tables.export(Article(result, fake_bibliography(result.corpus)), result)[f"{name}.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def book(result: Result) -> openpyxl.Workbook:
    """Return the workbook, read by another program."""
    content = workbook.export(Article(result, fake_bibliography(result.corpus)), result)["synthesis.xlsx"]
    return openpyxl.load_workbook(io.BytesIO(content))


def in_language(language: LanguageCode) -> Result:
    """Return the small result in a language."""
    result = fake_result()
    return dataclasses.replace(result, synthesis=dataclasses.replace(result.synthesis, language=language))


def with_title(title: str) -> Result:
    """Return the small result with a first record of this title."""
    corpus = fake_corpus()
    records = (fake_record(1, title, *people("Author, A", "作者甲"), abstract="+SUM(A1)"), *corpus.records[1:])
    return dataclasses.replace(fake_result(), corpus=dataclasses.replace(corpus, records=records))


def test_records_have_their_fields_and_themes() -> None:
    """A row a record: fields, main theme with strength, further themes, evidence, why it has none."""
    header, *rows = written(fake_result(), "records")
    second = dict(zip(header, rows[1], strict=True))
    assert second["Authors"] == "Author, B; Writer, C"
    assert (second["Main theme"], second["Strength"]) == ("Use | practice", "1.0")
    assert second["Further themes (strength)"] == "Form (0.30)"
    assert second["Evidence terms"] == "form; use"
    assert dict(zip(header, rows[4], strict=True))["Why unassigned"]


def test_themes_coverage_and_references() -> None:
    """Themes with their sizes, strengths of each record in each theme, the reference list as it is printed."""
    result = fake_result()
    assert [row[0] for row in written(result, "themes")] == ["Theme", "Form", "Use | practice"]
    coverage = written(result, "coverage")
    assert coverage[0][-2:] == ["Form", "Use | practice"]
    assert coverage[2][-2:] == ["0.3", "1.0"]
    references = written(result, "references")
    assert [row[1] for row in references[1:]] == ["[1]", "[2]", "[3]", "[4]", "[5]"]


def test_chinese_tables_have_chinese_headers() -> None:
    """The names of columns and sheets are in the language of the synthesis."""
    assert written(in_language("zh"), "records")[0][:4] == ["序号", "ID", "文献类型", "题名"]
    assert book(in_language("zh")).sheetnames == ["文献", "主题", "覆盖矩阵", "参考文献"]


def test_no_cell_is_a_formula() -> None:
    """A title that begins like a formula has an apostrophe before it in CSV, and is text in XLSX."""
    result = with_title("=cmd|' /C calc'!A0")
    assert written(result, "records")[1][3] == "'=cmd|' /C calc'!A0"
    sheet = book(result)["Records"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=cmd|' /C calc'!A0" in [cell.value for cell in cells]


def test_a_text_longer_than_a_cell_is_cut() -> None:
    """Excel holds 32,767 characters; a longer text ends with an ellipsis, and the CSV has it whole."""
    result = with_title("x" * 40_000)
    value = str(book(result)["Records"].cell(2, 4).value)
    assert len(value) == 32_767
    assert value.endswith("…")
    assert len(written(result, "records")[1][3]) == 40_000


def test_numbers_are_numbers() -> None:
    """Years and strengths can be sorted and summed in a spreadsheet."""
    sheet = book(fake_result())["Coverage"]
    assert [cell.value for cell in sheet[3]] == [2, "Title two", 2022, "Use | practice", 0.3, 1]
