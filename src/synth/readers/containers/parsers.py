"""The parsers of binary formats: a script that reads a document from standard input and writes JSON.

It runs in a process of its own under limits (:mod:`synth.readers.containers.sandbox`) and imports nothing of the
package, so that it starts at once. A document that cannot be parsed ends it with ``UNREADABLE`` and the reason on
standard error.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import posixpath
import re
import sys
import zipfile
from contextlib import suppress
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element
    from pypdfium2 import PdfTextPage

MAX_MEMORY = 2 << 30
MAX_SECONDS = 60
UNREADABLE, OUT_OF_MEMORY = 3, 4

Block = dict[str, Any]
"""A paragraph (``text``, ``heading`` 1 to 9 or 0, ``number`` or ``None``) or a table (``rows`` of cells of
paragraphs)."""

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_LARGE = 1.15  # times the letters of the text
_PROLOGUE = 100_000  # bytes in which a DOCTYPE stands, if anywhere
_TOO_LONG = 200_000_000  # characters of text, more than anyone wrote


class ParseError(Exception):
    """A document that cannot be parsed; the message says why."""


# ---------------------------------------------------------------------------------------------------------------- PDF


def pdf_pages(data: bytes) -> list[str]:
    """Return the text of each page of a PDF, in the order in which pdfium finds its lines."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - this process needs the parser of one format only

    try:
        document = pdfium.PdfDocument(data)
        pages = []
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            pages.append(text.get_text_range() if index else _with_whole_title(text))
            text.close()
            page.close()
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower()
        raise ParseError("is a PDF with a password" if locked else "is a damaged PDF") from error
    if not pages:
        raise ParseError("is a PDF without pages")
    return pages


def _with_whole_title(page: PdfTextPage) -> str:
    """Return the text of a first page with the lines of its largest letters, which are those of its title, as one."""
    lines: list[str] = page.get_text_range().split("\r\n")
    starts = accumulate((len(line) + 2 for line in lines), initial=0)
    heights = [_height(page, start) if len(line) > 1 else 0.0 for start, line in zip(starts, lines, strict=False)]
    filled = sorted(height for height in heights if height)
    large = filled[-1] * 0.98 if filled and filled[-1] > _LARGE * filled[len(filled) // 2] else float("inf")
    text: str = lines[0]
    for (before, after), line in zip(pairwise(heights), lines[1:], strict=True):
        text += (" " if before > large and after > large else "\n") + line
    return text


def _height(page: PdfTextPage, index: int) -> float:
    """Return how high the letters of a line are, by the first of them."""
    _, bottom, _, top = page.get_charbox(index, loose=True)
    return float(top - bottom)


# --------------------------------------------------------------------------------------------------------------- DOCX


def docx_blocks(data: bytes) -> dict[str, list[Any]]:
    """Return the paragraphs and tables of a DOCX in order as ``body``, and the text of its notes as ``notes``.

    The XML is walked rather than python-docx's paragraphs, because those leave out what stands in content controls,
    where reference managers and Word itself put a bibliography.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            main = _main_part(package)
            folder = posixpath.dirname(main)
            numbering = _Numbering(_xml(package, f"{folder}/styles.xml"), _xml(package, f"{folder}/numbering.xml"))
            root = _xml(package, main)
            if root is None:
                raise ParseError("is a damaged DOCX document")
            notes = [_xml(package, f"{folder}/{name}.xml") for name in ("footnotes", "endnotes")]
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ParseError("is a damaged DOCX document") from error
    return {"body": list(_blocks(root, numbering)), "notes": [text for part in notes for text in _notes(part)]}


def _main_part(package: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the text."""
    relations = _xml(package, "_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _xml(package: zipfile.ZipFile, name: str) -> _Element | None:
    """Return the root of a part; ``None`` where the package has none. A DOCTYPE is in no document, but in attacks."""
    from lxml import etree  # noqa: PLC0415 - this process needs the parser of one format only

    if name not in package.namelist():
        return None
    content = package.read(name)
    if any("<!DOCTYPE".encode(encoding) in content[:_PROLOGUE] for encoding in ("ascii", "utf-16-le", "utf-16-be")):
        raise ParseError("is a DOCX document with a DOCTYPE in it, which no word processor writes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ParseError("is a damaged DOCX document") from error
    if root.getroottree().docinfo.doctype:
        raise ParseError("is a damaged DOCX document")
    return root


def _local(node: _Element) -> str:
    """Return an element's name without its namespace, of which there are two dialects; nothing for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _value(node: _Element | None, name: str = "val") -> str:
    """Return an attribute of an element, in whichever dialect."""
    return next((str(value) for key, value in node.items() if key.endswith(name)), "") if node is not None else ""


def _child(node: _Element | None, *path: str) -> _Element | None:
    """Return the element below another one at a path of names."""
    for name in path:
        node = next((below for below in node if _local(below) == name), None) if node is not None else None
    return node


class _Numbering:
    """The numbers before automatically numbered paragraphs, which are nowhere in the text."""

    def __init__(self, styles: _Element | None, numbering: _Element | None) -> None:
        self._styles = (
            {_value(node, "styleId"): node for node in styles if _local(node) == "style"} if styles is not None else {}
        )
        self._formats: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, int] = {}
        abstract: dict[str, tuple[str, int]] = {}
        for node in numbering if numbering is not None else ():
            if _local(node) == "abstractNum":
                level = _child(node, "lvl")
                start = _value(_child(level, "start"))
                abstract[_value(node, "abstractNumId")] = (
                    _value(_child(level, "numFmt")),
                    int(start) if start.isascii() and start.isdigit() else 1,
                )
            elif _local(node) == "num":
                kind = abstract.get(_value(_child(node, "abstractNumId")), ("", 1))
                again = _value(_child(node, "lvlOverride", "startOverride"))
                self._formats[_value(node, "numId")] = (
                    kind[0],
                    int(again) if again.isascii() and again.isdigit() else kind[1],
                )

    def of(self, paragraph: _Element) -> Block:
        """Return what a paragraph's properties say: heading level and number."""
        properties = _child(paragraph, "pPr")
        chain = [properties, *self._style_properties(_value(_child(properties, "pStyle")))]
        heading = max((self._heading(node) for node in chain), default=0)
        numbered = next((found for node in chain if (found := _child(node, "numPr")) is not None), None)
        list_id, level = _value(_child(numbered, "numId")), _value(_child(numbered, "ilvl")) or "0"
        kind, start = self._formats.get(list_id, ("", 1))
        number = None
        if kind not in {"", "bullet", "none"} and level == "0" and not heading:
            number = self._counts[list_id] = self._counts.get(list_id, start - 1) + 1
        return {"heading": heading, "number": number}

    def _style_properties(self, style: str) -> Iterator[_Element | None]:
        """Yield the paragraph properties of a style and of those that it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield _child(self._styles[style], "pPr")
            style = _value(_child(self._styles[style], "basedOn"))

    @staticmethod
    def _heading(properties: _Element | None) -> int:
        """Return the outline level, 1 to 9, or 0."""
        level = _value(_child(properties, "outlineLvl"))
        return int(level) + 1 if level.isascii() and level.isdigit() and int(level) < 9 else 0  # noqa: PLR2004 - 9 is body text


# What is deleted, moved away, a field's code, or said a second time for older programs.
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "pPr", "rPr", "tblPr", "sectPr"}
)
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}


def _blocks(node: _Element, numbering: _Numbering) -> Iterator[Block]:
    """Yield the paragraphs and tables below an element, in order."""
    for below in node:
        name = _local(below)
        if name in _LEFT_OUT:
            continue
        if name == "p":
            boxes: list[_Element] = []
            text = "".join(_pieces(below, boxes))
            if text.strip():
                yield {"text": text, **numbering.of(below)}
            for box in boxes:
                yield from _blocks(box, numbering)
        elif name == "tbl":
            yield {"rows": list(_rows(below, numbering))}
        else:
            yield from _blocks(below, numbering)


def _pieces(node: _Element, boxes: list[_Element]) -> Iterator[str]:
    """Yield the text of a paragraph; text boxes anchored in it are collected, as they are paragraphs of their own."""
    for below in node:
        name = _local(below)
        if name == "t":
            yield below.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "txbxContent":
            boxes.append(below)
        elif name not in _LEFT_OUT:
            yield from _pieces(below, boxes)


def _rows(table: _Element, numbering: _Numbering) -> Iterator[list[list[str]]]:
    """Yield the rows of a table: cells of paragraphs."""
    for row in (node for node in table.iter() if _local(node) == "tr" and _table_of(node) is table):
        cells = (node for node in row.iter() if _local(node) == "tc" and _table_of(node) is table)
        yield [list(_flat(_blocks(cell, numbering))) for cell in cells]


def _table_of(node: _Element) -> _Element | None:
    return next((above for above in node.iterancestors() if _local(above) == "tbl"), None)


def _flat(blocks: Iterator[Block]) -> Iterator[str]:
    """Yield the paragraphs of a cell, also those of a table inside it, with the numbers before them."""
    for block in blocks:
        if "rows" in block:
            yield from (text for row in block["rows"] for cell in row for text in cell)
        else:
            yield f"[{block['number']}] {block['text']}" if block["number"] else block["text"]


def _notes(part: _Element | None) -> Iterator[str]:
    """Yield the text of each footnote or endnote; the lines that separate them are notes of a type."""
    for note in part if part is not None else ():
        text = " ".join("".join(_pieces(paragraph, [])) for paragraph in note.iter() if _local(paragraph) == "p")
        if _local(note) in {"footnote", "endnote"} and not _value(note, "type") and text.strip():
            yield re.sub(r"\s+", " ", text).strip()


# ------------------------------------------------------------------------------------------------------------ workbook


def workbook_sheets(data: bytes) -> list[dict[str, Any]]:
    """Return each sheet of a workbook: its ``name``, its ``rows`` of text and the number of the ``first``."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - this process needs one parser only

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        return [
            {"name": name, "first": sheet.start[0] + 1, "rows": [list(map(_cell, row)) for row in sheet.to_python()]}
            for name, sheet in found
            if sheet.start is not None
        ]
    except (CalamineError, ValueError, OSError) as error:
        raise ParseError("is a damaged or protected workbook") from error


def _cell(value: object) -> str:
    """Return a cell as it is shown: whole numbers without a point, dates as ISO writes them."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)


# -------------------------------------------------------------------------------------------------------- the process

JOBS: dict[str, Callable[[bytes], object]] = {"pdf": pdf_pages, "docx": docx_blocks, "workbook": workbook_sheets}


def main() -> int:
    """Do the job that the command line names and return the exit code."""
    _set_limits()
    try:
        written = json.dumps(JOBS[sys.argv[1]](sys.stdin.buffer.read()))
    except ParseError as error:
        sys.stderr.buffer.write(str(error).encode())
        return UNREADABLE
    except (MemoryError, RecursionError):
        return OUT_OF_MEMORY
    if len(written) > _TOO_LONG:
        return OUT_OF_MEMORY
    sys.stdout.write(written)
    return 0


def _set_limits() -> None:
    """Limit this process where the platform can; time too, in case nobody is left to stop it."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))


if __name__ == "__main__":
    raise SystemExit(main())
