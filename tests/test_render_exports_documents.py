"""DOCX, LaTeX, PDF and the plain page: headings, links, tables, figures, and what word processors make of them."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from fakes import fake_bibliography, fake_corpus, fake_record, fake_result, people

from synth.datatypes import Cite, Claim, Figure, Paragraph, References, Section, Table
from synth.render.bibtex import render_bibtex
from synth.render.exports import drawing, page
from synth.render.exports.article import Article, column_shares, page_tables
from synth.render.exports.docx import render_docx
from synth.render.exports.drawing import draw_png, fit
from synth.render.exports.latex import export as export_latex
from synth.render.exports.latex import render_latex
from synth.render.exports.typeset import render_typst

if TYPE_CHECKING:
    from pathlib import Path

    from synth.datatypes import LanguageCode, Record, Result

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48" viewBox="0 0 96 48">'
    '<rect width="96" height="48" fill="#08306b"/></svg>'
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
needs_font = pytest.mark.skipif(not drawing.has_font("A"), reason="no font on this machine")


def article(style: str = "auto", language: LanguageCode = "en", *, svg: str = SVG) -> Article:
    """Return the small result as an article, its figure one that can be drawn."""
    result = fake_result()
    figures = tuple(dataclasses.replace(figure, svg=svg) for figure in result.figures)
    sections = drawn(result.synthesis.sections, svg)
    synthesis = dataclasses.replace(result.synthesis, language=language, sections=sections)
    result = dataclasses.replace(result, synthesis=synthesis, figures=figures)
    return Article(result, fake_bibliography(style=style, language=language))


def drawn(sections: tuple[Section, ...], svg: str) -> tuple[Section, ...]:
    """Return sections with this drawing for each figure."""
    return tuple(
        dataclasses.replace(
            section,
            blocks=tuple(
                dataclasses.replace(one, svg=svg) if isinstance(one, Figure) else one for one in section.blocks
            ),
            sections=drawn(section.sections, svg),
        )
        for section in sections
    )


def citing(records: tuple[Record, ...], *cites: Cite) -> tuple[Result, Article]:
    """Return a result with one sentence that cites, and its article."""
    corpus = dataclasses.replace(fake_corpus(), records=records, duplicates=())
    blocks = (Paragraph(claims=tuple(Claim(parts=("They say so", cite, ".")) for cite in cites)),)
    references = References(record_ids=tuple(record.id for record in records))
    sections = (Section(heading="Text", blocks=blocks), Section(heading="References", blocks=(references,)))
    themes = dataclasses.replace(fake_result().themes, themes=(), unassigned=())
    synthesis = dataclasses.replace(fake_result().synthesis, sections=sections)
    result = dataclasses.replace(fake_result(), corpus=corpus, synthesis=synthesis, themes=themes, figures=())
    return result, Article(result, fake_bibliography(corpus))


def word(package: bytes, part: str = "word/document.xml") -> str:
    """Return a part of a DOCX file."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(part).decode()


# ------------------------------------------------------------------------------------------------------- citations


def test_each_number_of_a_citation_is_a_link() -> None:
    """In ``[1, 2–4]`` the numbers that are written lead to their records, brackets and dashes to nothing."""
    pieces = article().mark("[1, 2–4]", Cite(record_ids=("r1", "r2", "r3", "r4")))
    assert [(one.text, one.record_id) for one in pieces if one.record_id] == [("1", "r1"), ("2", "r2"), ("4", "r4")]
    assert "".join(one.text for one in pieces) == "[1, 2–4]"


def test_each_work_of_an_author_year_citation_is_a_link() -> None:
    """In ``(Author, n.d.; Writer, 2020)`` each work is a link of its own."""
    one = article("apa")
    text = one.bibliography.citation(("r1", "r2"))
    assert [piece.record_id for piece in one.mark(text, Cite(record_ids=("r1", "r2"))) if piece.record_id] == [
        "r1",
        "r2",
    ]


def test_a_citation_that_is_cut_links_what_it_shows() -> None:
    """Of many numbers the first ones lead to their records; the number of the others is none of a record's."""
    records = tuple(fake_record(number, f"Title {number}", *people(f"Writer{number}, A")) for number in range(1, 60))
    odd = Cite(record_ids=tuple(record.id for record in records[::2]))
    _, long = citing(records, odd)
    text = long.bibliography.citation(odd.record_ids)
    linked = [piece.text for piece in long.mark(text, odd) if piece.record_id]
    assert linked == ["1", "3", "5", "7", "9", "11"]
    assert "".join(piece.text for piece in long.mark(text, odd)) == text
    assert r"\citep[and 24 more]{r1,r3,r5,r7,r9,r11}" in render_latex(long)


# ---------------------------------------------------------------------------------------------------------- tables


def test_a_table_too_wide_for_a_page_comes_in_parts() -> None:
    """Each part has the columns that name the row; no column is lost or comes twice."""
    names = tuple(f"Theme {number}" for number in range(30))
    table = Table(header=("", "Record", *names), rows=(("[1]", "Author", *("●" for _ in names)),), caption="All")
    parts = page_tables(table)
    assert [part.header[:2] for part in parts] == [("", "Record")] * 3
    assert tuple(name for part in parts for name in part.header[2:]) == names
    assert [part.caption for part in parts] == ["All", "", ""]
    assert page_tables(Table(header=("a", "b"), rows=())) == (Table(header=("a", "b"), rows=()),)


def test_columns_share_the_width() -> None:
    """Shares add up to one, and a column of long words is wider than one of short numbers."""
    shares = column_shares([["No.", "A record with a long name"], ["1", "Author and Writer and Other (2020)"]])
    assert sum(shares) == pytest.approx(1)
    assert shares[1] > 2 * shares[0]


# --------------------------------------------------------------------------------------------------------- figures


@needs_font
def test_a_picture_has_three_hundred_dots_an_inch() -> None:
    """A drawing of 1 x 1/2 inch has 300 x 150 dots and says that it is so large."""
    picture = draw_png(SVG)
    assert picture is not None
    assert picture[16:24] == (300).to_bytes(4, "big") + (150).to_bytes(4, "big")
    assert b"pHYs" + (11811).to_bytes(4, "big") in picture


def test_what_is_no_drawing_is_not_drawn() -> None:
    """A figure without a size gives no picture, and the document names its file instead."""
    assert draw_png("<svg/>") is None
    assert "drawing.svg beside this document" in word(render_docx(article(svg="<svg/>")))


def test_a_figure_is_made_smaller_but_never_larger() -> None:
    """A figure of 1 x 1/2 inch stays so in a large place and keeps its shape in a small one."""
    assert fit(SVG, 6, 8) == (1, 0.5)
    assert fit(SVG, 0.5, 8) == (0.5, 0.25)


# ------------------------------------------------------------------------------------------------------------ DOCX


def test_docx_has_headings_links_and_properties() -> None:
    """Headings are Word's own, links lead to bookmarks that exist, and no clock or author is in the properties."""
    package = render_docx(article())
    document = docx.Document(io.BytesIO(package))
    headings = [
        (one.style.name, one.text) for one in document.paragraphs if one.style and "Heading" in str(one.style.name)
    ]
    assert headings == [
        ("Heading 1", "At a glance"),
        ("Heading 2", "Form"),
        ("Heading 1", "Order"),
        ("Heading 1", "References"),
    ]
    text = word(package)
    assert set(re.findall(r'w:anchor="(\w+)"', text)) <= set(re.findall(r'w:bookmarkStart [^>]*w:name="(\w+)"', text))
    assert document.core_properties.title == "A fake # review"
    assert document.core_properties.language == "en-US"
    core = word(package, "docProps/core.xml")
    assert "created" not in core
    assert "python-docx" not in core
    assert " PAGE " in word(package, "word/footer1.xml")


def test_docx_sets_chinese_in_chinese_fonts() -> None:
    """The styles name a font for Chinese, and a run with Chinese asks for it even for signs both scripts share."""
    package = render_docx(article(language="zh"))
    assert 'w:eastAsia="SimSun"' in word(package, "word/styles.xml")
    runs = docx.Document(io.BytesIO(package)).element.body.iter(f"{WORD}r")
    chinese = [run for run in runs if "题目" in "".join(run.itertext())]
    assert chinese
    assert all(run.find(f"{WORD}rPr/{WORD}rFonts").get(f"{WORD}hint") == "eastAsia" for run in chinese)


@needs_font
def test_docx_tables_and_figures() -> None:
    """A table's header comes again on each page; a figure has a text for those who do not see it, and a caption."""
    text = word(render_docx(article()))
    assert "<w:tblHeader/>" in text
    assert 'descr="Two [boxes]"' in text
    assert re.search(r"SEQ Figure.*A drawing\.", text, re.DOTALL)


def test_docx_lays_a_wide_table_on_its_side() -> None:
    """The pages of a wide table lie on their side, those before and after stand upright."""
    result = fake_result()
    table = Table(header=tuple("abcdefghij"), rows=(tuple("0123456789"),))
    sections = (Section(heading="Wide", blocks=(table,)), *result.synthesis.sections)
    result = dataclasses.replace(result, synthesis=dataclasses.replace(result.synthesis, sections=sections))
    document = docx.Document(io.BytesIO(render_docx(Article(result, fake_bibliography()))))
    assert [section.orientation for section in document.sections] == [0, 1, 0]


def test_a_long_text_has_a_table_of_contents() -> None:
    """With more than 24 headings each document lists them; in DOCX every line leads to its heading."""
    result = fake_result()
    many = tuple(Section(heading=f"Part {number}") for number in range(30))
    synthesis = dataclasses.replace(result.synthesis, sections=(*many, *result.synthesis.sections))
    long = Article(dataclasses.replace(result, synthesis=synthesis), fake_bibliography())
    text = word(render_docx(long))
    links = re.findall(r'w:anchor="(_Toc\d+)"', text)
    assert links == re.findall(r'w:name="(_Toc\d+)"', text)
    assert len(links) == 34
    assert "#outline(" in render_typst(long)
    assert r"\tableofcontents" in render_latex(long)
    short = article()
    assert not any(("TOC \\o" in word(render_docx(short)), "#outline(" in render_typst(short)))


# ----------------------------------------------------------------------------------------------------------- LaTeX


def test_latex_cites_by_the_keys_of_the_bibliography() -> None:
    """Every key that is cited is one of references.bib, and all are named in the order of the list first."""
    text = render_latex(article())
    keys = re.findall(r"^@\w+\{([^,]+),", render_bibtex(fake_corpus().records), re.MULTILINE)
    cited = {key for group in re.findall(r"\\citep(?:\[[^]]*\])?\{([^}]+)\}", text) for key in group.split(",")}
    assert cited <= set(keys)
    assert rf"\nocite{{{','.join(keys)}}}" in text


def test_latex_escapes_its_own_signs() -> None:
    """Nothing in a title is a command, a comment or a ligature."""
    records = (fake_record(1, "x", *people("A, B")),)
    result, _ = citing(records, Cite(record_ids=("r1",)))
    synthesis = dataclasses.replace(result.synthesis, title=r"\input{x} 50% $a_b$ #1 ~^& -- ``q'' <<")
    written = render_latex(Article(dataclasses.replace(result, synthesis=synthesis), fake_bibliography(result.corpus)))
    title = written[written.index(r"\title{") :].splitlines()[0]
    assert r"\textbackslash{}input\{x\} 50\% \$a\_b\$ \#1 \textasciitilde{}\textasciicircum{}\& -{}-" in title
    assert r"\textasciigrave{}\textasciigrave{}q\textquotesingle{}\textquotesingle{} \textless{}\textless{}" in title


def test_latex_says_which_program_sets_it() -> None:
    """Latin letters go with pdfLaTeX, Greek ones by their commands; Chinese asks for XeLaTeX and refuses the other."""
    latin = tuple(fake_record(number, "Title of α-helices", *people("Müller, A")) for number in (1, 2))
    _, english = citing(latin, Cite(record_ids=("r1",)))
    assert r"\DeclareUnicodeCharacter{03B1}{\ensuremath{\alpha}}" in render_latex(english)
    assert "latexmk -pdf" in render_latex(english)
    assert "latexmk -xelatex" in render_latex(article())
    assert "ctexart" in render_latex(article(language="zh"))


def test_latex_keeps_the_numbers_of_the_list() -> None:
    """Where a number is missing from the list, because a duplicate was set aside, LaTeX does not close the gap."""
    _, gap = citing((fake_record(1, "One"), fake_record(3, "Three")), Cite(record_ids=("r3",)))
    assert r"\numbered{3}{r3}" in render_latex(gap)
    _, none = citing((fake_record(1, "One"), fake_record(2, "Two")), Cite(record_ids=("r2",)))
    assert r"\numbered" not in render_latex(none)


@needs_font
def test_latex_has_pictures_for_its_figures() -> None:
    """The figures stand beside the text as PNG, which every LaTeX includes."""
    files = export_latex(article(), fake_result())
    assert set(files) == {"synthesis.tex", "drawing.png"}
    assert rb"\includegraphics[width=1.00in]{drawing.png}" in files["synthesis.tex"]


@pytest.mark.skipif(not (shutil.which("xelatex") and shutil.which("bibtex")), reason="no XeLaTeX here")
def test_latex_compiles(tmp_path: Path) -> None:
    """XeLaTeX and BibTeX turn the files into a PDF without an error, and every citation finds its entry."""
    for name, content in export_latex(article(), fake_result()).items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "references.bib").write_text(render_bibtex(fake_corpus().records), encoding="utf-8")
    for command in (["xelatex"], ["bibtex"], ["xelatex"], ["xelatex"]):
        options = ["-interaction=nonstopmode"] if command == ["xelatex"] else []
        subprocess.run([*command, *options, "synthesis"], cwd=tmp_path, capture_output=True, check=False)  # noqa: S603 - a test's own files
    log = (tmp_path / "synthesis.log").read_text("utf-8", errors="replace")
    assert not re.findall(r"^! .*|Citation .* undefined", log, re.MULTILINE)
    assert (tmp_path / "synthesis.pdf").is_file()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_docx_opens(tmp_path: Path) -> None:
    """LibreOffice reads the DOCX and prints it."""
    (tmp_path / "synthesis.docx").write_bytes(render_docx(article()))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "synthesis.docx"], cwd=tmp_path, capture_output=True, check=True)  # noqa: S603 - as above
    assert (tmp_path / "synthesis.pdf").read_bytes().startswith(b"%PDF")


# --------------------------------------------------------------------------------------------------- Typst and HTML


def test_typst_has_all_text_in_strings() -> None:
    """Signs of Typst's own stand inside strings, where quotation marks and backslashes alone are escaped."""
    result, _ = citing((fake_record(1, 'A "quoted" \\ #let x $y$ @z'),), Cite(record_ids=("r1",)))
    text = render_typst(Article(result, fake_bibliography(result.corpus)))
    assert 'A \\"quoted\\" \\\\ #let x $y$ @z' in text
    assert "#link(<r1>)" in text
    assert "<r1>" in text.splitlines()[-1]


def test_the_plain_page_has_no_script_and_asks_for_nothing() -> None:
    """synthesis.html has the text, links to the references, and a policy that lets nothing else in."""
    html = page.export(article(), fake_result())["synthesis.html"].decode()
    assert "<script" not in html
    assert "default-src 'none'" in html
    assert '<a class="cite" href="#r1"' in html
    assert 'id="r1"' in html
