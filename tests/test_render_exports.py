"""What --to adds to a run folder: which files, the same bytes each time, nothing broken by any text."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.util
import io
import json
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from fakes import fake_bibliography, fake_corpus, fake_result
from hypothesis import given, settings
from hypothesis import strategies as st

from synth import cli
from synth.datatypes import Claim, Config, Paragraph, Section
from synth.errors import UsageError
from synth.outputs import write_run
from synth.pipeline import run
from synth.render import exports
from synth.render.exports import EXPORTS, check_exports, check_fonts, drawing, export_files
from synth.render.exports.article import Article
from synth.render.exports.docx import render_docx
from synth.render.exports.latex import render_latex
from synth.render.exports.typeset import render_typst

if TYPE_CHECKING:
    from pathlib import Path

    from synth.datatypes import ExportName, Result

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48" viewBox="0 0 96 48">'
    '<rect width="96" height="48" fill="#08306b"/></svg>'
)
HAS_TYPST = importlib.util.find_spec("typst") is not None
needs_font = pytest.mark.skipif(not drawing.has_font("A"), reason="no font on this machine")
# PDF needs an extra of 80 MB, which the tests do without.
WITHOUT_EXTRA: tuple[ExportName, ...] = ("docx", "html", "tex", "png", "csv", "xlsx")


def asked(*names: ExportName) -> Result:
    """Return the small result with a figure that can be drawn, for a run that was asked for these exports."""
    result = fake_result()
    figures = tuple(dataclasses.replace(figure, svg=SVG) for figure in result.figures)
    return dataclasses.replace(result, config=Config(exports=names), figures=figures)


def titled(text: str) -> Article:
    """Return the small result with this text for its title, a heading, a sentence and the title of a record."""
    result = fake_result()
    corpus = fake_corpus()
    records = (dataclasses.replace(corpus.records[0], title=text), *corpus.records[1:])
    section = Section(heading=text, blocks=(Paragraph(claims=(Claim(parts=(text,)),)),))
    synthesis = dataclasses.replace(result.synthesis, title=text, sections=(section, *result.synthesis.sections))
    corpus = dataclasses.replace(corpus, records=records)
    result = dataclasses.replace(result, corpus=corpus, synthesis=synthesis)
    return Article(result, fake_bibliography(corpus))


def test_without_exports_nothing_is_added(tmp_path: Path) -> None:
    """A run that was asked for nothing writes what it always wrote."""
    assert export_files(fake_result(), fake_bibliography()) == {}
    assert not {path.suffix for path in write_run(fake_result(), tmp_path).iterdir()} & {".docx", ".tex", ".xlsx"}


@needs_font
def test_exports_stand_in_the_run_folder_with_their_sums(tmp_path: Path) -> None:
    """The files are written with the others and named in the manifest, as are the exports that were asked for."""
    folder = write_run(asked(*WITHOUT_EXTRA), tmp_path)
    names = {
        *("synthesis.docx", "synthesis.html", "synthesis.tex", "synthesis.xlsx", "drawing.png"),
        *("records.csv", "themes.csv", "coverage.csv", "references.csv"),
    }
    assert names <= {path.name for path in folder.iterdir()}
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["configuration"]["exports"] == list(WITHOUT_EXTRA)
    sums = {item["name"]: item["sha256"] for item in manifest["files"]}
    assert all(sums[name] == hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names)


def test_the_same_result_gives_the_same_bytes() -> None:
    """No clock and no order of a set shows in any export, and no file of a package bears a time."""
    first, second = (export_files(asked(*WITHOUT_EXTRA), fake_bibliography()) for _ in range(2))
    assert first == second
    for name in ("synthesis.docx", "synthesis.xlsx"):
        with zipfile.ZipFile(io.BytesIO(first[name])) as package:
            assert {entry.date_time[0] for entry in package.infolist()} == {1980}


@pytest.mark.skipif(not HAS_TYPST, reason="needs the extra pdf-output")
def test_pdf() -> None:
    """The PDF is one, and the same each time."""
    first, second = (export_files(asked("pdf"), fake_bibliography())["synthesis.pdf"] for _ in range(2))
    assert first.startswith(b"%PDF")
    assert first == second


def test_unknown_exports_are_refused() -> None:
    """An unknown name is an error that lists the choices, for scripts as on the command line."""
    with pytest.raises(UsageError, match="docx, html, tex, pdf, png, csv, xlsx"):
        check_exports(["odt"])


def test_a_missing_extra_is_told_before_any_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the extra, PDF is refused with the line to install it, before the sources are read."""
    monkeypatch.setattr(exports, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"synth-review\[pdf-output\]"):
        run([tmp_path / "is not there"], Config(exports=("pdf",)), name="x")


def test_a_missing_font_is_told_where_nothing_can_stand_in_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """PNG of Chinese records needs a Chinese font; DOCX does not, nor do English records."""
    monkeypatch.setattr(drawing, "has_font", lambda sign: sign == "A")
    with pytest.raises(UsageError, match="Chinese letters"):
        check_fonts(("docx", "png"), {"en", "zh"})
    check_fonts(("docx",), {"zh"})
    check_fonts(("png", "pdf"), {"en"})
    with pytest.raises(UsageError, match="drawing"):
        export_files(dataclasses.replace(fake_result(), config=Config(exports=("png",))), fake_bibliography())


@pytest.mark.parametrize("arguments", [["--to", "html,csv"], ["--to", "csv", "--to", " HTML "]])
def test_the_option_takes_several(arguments: list[str], tmp_path: Path) -> None:
    """Names stand behind one option or several, in any case and order."""
    source = tmp_path / "list.txt"
    lines = (
        f"[{i}] Author {c}. Work and school: title {i}. Journal {c}, 2020, 1(1): 1-5." for i, c in enumerate("ABC")
    )
    source.write_text("\n".join(lines), encoding="utf-8")
    assert cli.main(["run", str(source), "-o", str(tmp_path / "out"), "--quiet", *arguments]) == 0
    manifest = json.loads((tmp_path / "out" / "list" / "manifest.json").read_text("utf-8"))
    assert manifest["configuration"]["exports"] == ["html", "csv"]
    assert (tmp_path / "out" / "list" / "synthesis.html").is_file()


def test_the_option_refuses_what_it_does_not_know(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """An unknown name ends the command with 2 and the choices, in run as in batch."""
    for command in ("run", "batch"):
        assert cli.main([command, str(tmp_path), "--to", "docx,odt"]) == 2
        assert ", ".join(EXPORTS) in capsys.readouterr().err


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=40))
def test_any_text_gives_documents_that_can_be_read(text: str) -> None:
    """Whatever signs a title holds, the DOCX opens, and LaTeX and Typst have no sign of their own in it."""
    article = titled(text)
    document = docx.Document(io.BytesIO(render_docx(article)))
    assert document.paragraphs[0].text == article.title
    latex = render_latex(article)
    assert latex.count(r"\begin{") == latex.count(r"\end{")
    assert latex.replace(r"\{", "").replace(r"\}", "").count("{") == latex.replace(r"\{", "").replace(r"\}", "").count(
        "}"
    )
    assert render_typst(article).count("#heading(") == 5
