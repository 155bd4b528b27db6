"""PDF documents: the lines of their pages are read as a list; what cannot be read is said in one line."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfs import pdf_of

from synth.errors import DataError, LimitError, SynthError
from synth.readers import read_sources
from synth.readers.containers import parsers, pdf
from synth.readers.containers.pdf import read, without_furniture

if TYPE_CHECKING:
    from synth.readers.intake import Reading

HEAD = ["Reading in plain rooms: a review of samples", "Anna Author, Bert Writer", "Abstract", "Rooms are many."]
LIST = [
    "References",
    "[1] Author A, Writer B. Title one of rooms and of all the halls that",
    "are beside them. Journal A, 2019, 12(3): 45-67.",
    "[2] Writer C. Title two of halls. Journal B, 2020, 1: 2-3.",
    "[3] Author D. Title three (of roofs). Journal C, 2021, 4: 1-9.",
]
TITLES = [
    "Title one of rooms and of all the halls that are beside them",
    "Title two of halls",
    "Title three (of roofs)",
]
LOCKED = pdf_of(
    LIST,
    extra=f"<< /Filter /Standard /V 1 /R 2 /O <{'28BF4E5E' * 8}> /U <{'28BF4E5E' * 8}> /P -4 >>",
    trailer="/Encrypt 6 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
)


def titles(reading: Reading) -> list[str]:
    """Return the titles of the records."""
    return [getattr(item, "title", "unreadable") for item in reading.items]


def test_a_document_gives_its_references_and_its_review() -> None:
    """The list under its heading is read, and the article from the first page; an entry has its page."""
    reading = read(pdf_of(HEAD, LIST), "paper.pdf")
    assert titles(reading) == TITLES
    assert [item.origin.line for item in reading.items] == [2, 2, 2]
    assert reading.format == "PDF page"
    assert reading.review is not None
    assert reading.review.title == HEAD[0]
    assert reading.review.abstract == "Rooms are many."


def test_a_title_of_several_lines_is_whole() -> None:
    """The lines in the largest letters of the first page are one line: the title, capitals or not."""
    head = ["Journal of Samples", "# Reading in plain rooms: a review of", "# Samples and Halls", *HEAD[1:]]
    review = read(pdf_of(head, LIST), "paper.pdf").review
    assert review is not None
    assert review.title == "Reading in plain rooms: a review of Samples and Halls"


def test_a_list_runs_over_pages() -> None:
    """An entry may begin on one page and end on the next, with a running head and a page number between."""
    pages = [[*HEAD, *LIST[:2]], LIST[2:4], LIST[4:]]
    framed = [["Journal of Samples", *page, str(number)] for number, page in enumerate(pages, start=17)]
    reading = read(pdf_of(*framed), "paper.pdf")
    assert titles(reading) == TITLES
    assert [item.origin.line for item in reading.items] == [1, 2, 3]


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("multi-", "tude of rooms", "Title multitude of rooms"),
        ("Industry-", "Education of rooms", "Title Industry-Education of rooms"),
        ("well-", "lit rooms that are well-lit", "Title well-lit rooms that are well-lit"),
    ],
)
def test_a_word_broken_between_lines_is_whole(first: str, second: str, title: str) -> None:
    """A hyphen at the end of a line goes, unless it is the word's own: before a capital, or written elsewhere."""
    lines = ["References", f"[1] Author A. Title {first}", f"{second}. Journal A, 2019, 12: 45-67.", LIST[3]]
    assert titles(read(pdf_of(lines), "paper.pdf"))[0] == title


def test_a_pdf_is_read_under_any_name(tmp_path: Path) -> None:
    """The content decides, not the suffix."""
    (tmp_path / "refs.ris").write_bytes(pdf_of(LIST))
    library = read_sources([tmp_path / "refs.ris"])
    assert [record.title for record in library.records] == TITLES
    assert (library.sources[0].format, library.sources[0].encoding) == ("PDF list", "")


# -------------------------------------------------------------------------------------------------------- furniture


def test_running_heads_and_page_numbers_are_left_out() -> None:
    """What stands at the edge of several pages, and numbers that count the pages, are no text."""
    pages = [[f"Author et al. (2019) page {n}", f"text {n * n}", "2019, 12: 3.", str(n + 40)] for n in range(9)]
    assert without_furniture(pages) == [[f"text {n * n}", "2019, 12: 3."] for n in range(9)]


def test_what_merely_looks_alike_is_kept() -> None:
    """Numbers that do not count the pages, short words, and what stands within the page stay."""
    pages = [["one", "a 1", "rooms of reading", "x", "y", str(n * n + 5)] for n in range(6)]
    assert without_furniture(pages) == pages


@given(st.lists(st.lists(st.text("ab 19.", max_size=6), max_size=6), max_size=6))
def test_furniture_is_only_at_the_edges(pages: list[list[str]]) -> None:
    """Whatever the pages hold, what is left of each is its lines in order, and at most four are gone."""
    kept = without_furniture(pages)
    assert len(kept) == len(pages)
    for before, after in zip(pages, kept, strict=True):
        rest = iter(before)
        assert all(line in rest for line in after)
        assert len(before) - len(after) <= 4


# --------------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (LOCKED, "with a password"),
        (pdf_of(), "PDF"),
        (pdf_of([], []), "without text"),
        (pdf_of(LIST)[:300], "damaged"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n" + b"\xff" * 5000, "damaged"),
        (pdf_of(LIST).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "PDF"),
        (pdf_of(["Just a note about the rooms."]), "no reference list"),
    ],
    ids=["locked", "no pages", "scanned", "cut off", "beginning", "junk", "circle", "no list"],
)
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, what: str) -> None:
    """A locked, empty, scanned or damaged document is refused with its reason and what to do."""
    with pytest.raises(DataError, match=rf"^paper\.pdf: .*{what}[^\n]*\.$") as caught:
        read(data, "paper.pdf")
    assert caught.value.fix


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pdfium, the error says how to install it."""
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)
    with pytest.raises(DataError, match="needs an extra") as caught:
        read(pdf_of(LIST), "paper.pdf")
    assert 'pip install "synth-review[pdf]"' in caught.value.fix


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_change_of_a_byte_gives_another_error(data: st.DataObject) -> None:
    """Whatever is changed in a document, its parser gives pages or its own error."""
    broken = bytearray(pdf_of(HEAD, LIST))
    for place in data.draw(st.lists(st.integers(8, len(broken) - 1), min_size=1, max_size=6)):
        broken[place] = data.draw(st.integers(0, 255))
    try:
        pages = parsers.pdf_pages(bytes(broken))
    except parsers.ParseError:
        return
    assert pages
    assert all(isinstance(page, str) for page in pages)


# ------------------------------------------------------------------------------------------------------- the sandbox


def _script(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "parsers.py"
    path.write_text(body, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("body", "error", "what"),
    [
        ("while True: pass", LimitError, "takes more than 0.5 seconds"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", LimitError, "2 GB of memory"),
        ("raise SystemExit(4)", LimitError, "2 GB of memory"),
        ("raise SystemExit('is a damaged PDF')", DataError, "damaged"),
        ("raise SystemExit(9)", DataError, "damaged"),
    ],
    ids=["slow", "killed", "too large", "said", "crashed"],
)
def test_a_parser_that_fails_is_an_error_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, error: type[SynthError], what: str
) -> None:
    """A parser that takes too long, is killed or crashes ends no more than its own document."""
    sandbox: Any = importlib.import_module("synth.readers.containers.sandbox")
    monkeypatch.setattr(sandbox, "_PARSERS", _script(tmp_path, body))
    with pytest.raises(error, match=rf"^paper\.pdf: .*{what}"):
        sandbox.parse("pdf", b"x", "paper.pdf", fix="Do so", seconds=0.5)


@pytest.mark.skipif(importlib.util.find_spec("resource") is None, reason="this platform has no limits on memory")
def test_a_parser_has_no_more_memory_than_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the limits of the script, a document that needs more memory is a limit of its own."""
    sandbox: Any = importlib.import_module("synth.readers.containers.sandbox")
    source = Path(parsers.__file__).read_text(encoding="utf-8")
    greedy = source.replace("JOBS[sys.argv[1]](sys.stdin.buffer.read())", "len(bytearray(3 << 30))")
    assert greedy != source
    monkeypatch.setattr(sandbox, "_PARSERS", _script(tmp_path, greedy))
    with pytest.raises(LimitError, match="memory"):
        sandbox.parse("pdf", b"x", "paper.pdf", fix="Do so")
