"""Tell what a source holds from its content; its name and suffix may lie."""

from __future__ import annotations

import io
import re
from typing import Literal

from synth.errors import DataError
from synth.readers.exports.columns import find_header
from synth.readers.exports.csvrows import first_row
from synth.readers.exports.stacked import find_stack

BinaryFormat = Literal["pdf", "office"]
TextFormat = Literal["tagged", "bibtex", "json", "xml", "html", "table", "freetext"]

_TO_TEXT = "Export the references as a plain-text list, RIS or BibTeX"
_REFUSED = (
    (b"{\\rtf", "an RTF document", "Save it as DOCX or plain text"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Pack it as ZIP, or give the files in it"),
    (b"Rar!", "a RAR archive", "Pack it as ZIP, or give the files in it"),
    (b"\x89PNG", "a PNG image", "Give the text itself"),
    (b"\xff\xd8\xff", "a JPEG image", "Give the text itself"),
    (b"GIF8", "a GIF image", "Give the text itself"),
)
_OLE = b"\xd0\xcf\x11\xe0"  # what Office wrote before 2007, and still does where a password is set
_OFFICE_KINDS = {
    "presentation": ("a presentation", _TO_TEXT),
    "opendocument": ("an OpenDocument file", "Save it as DOCX, XLSX or plain text"),
    "epub": ("an e-book", _TO_TEXT),
}
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}"
    r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])"
    r"|\s*<(?:ol|ul|dl|div|p|table|section|article(?![^>]{0,400}(?:article-type|dtd-version))|main|h[1-6]|pre|meta|style|script|center|form|span|font|b|br|hr)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(
    r"\s*(?:<\?xml\s|<!DOCTYPE\s|(?:<!--.{0,2000}?-->\s*)?<(?:xml|records?|Pubmed\w{1,20}|MedlineCitation\w{0,9}|ref-list|feed|back"
    r"|refworks|article|collection|pmc-articleset|OAI-PMH|(?:\w{1,20}:)?(?:mods|modsCollection|RDF|dc|Sources))[\s>])",
    re.DOTALL,
)
_BIBTEX = re.compile(r"^[^\S\n]{0,8}@[a-z]{2,40}\s{0,8}[{(]", re.IGNORECASE | re.MULTILINE)
# How entries of the tagged formats begin, and what else must stand in the text where that alone may be chance.
_TAGGED = tuple(
    (re.compile(begins, re.MULTILINE), re.compile(besides, re.MULTILINE))
    for begins, besides in (
        (r"^[^\S\n]{0,4}[Tt][Yy][^\S\n]{0,3}-(?:[^\S\n]|$)", ""),  # RIS
        (r"^(?:TI|T1)  - \S", r"^(?:AU|A1|PY|Y1|DP|ER|AB)  -"),  # RIS and PubMed whose start is missing
        (r"^PMID ?- ?\d", ""),  # PubMed
        (r"^PT [A-Z](?:\s|$)", r"^(?:AU|TI|SO) "),  # Web of Science
        (r"^[^\S\n]{0,16}%[0TA] \S", r"^[^\S\n]{0,16}%[TAJDKPX][ \t]"),  # Refer
        (r"^RT \S", r"^(?:T1|A1) "),  # RefWorks
        (r"^\{Reference Type\}\s?[:：]", ""),  # NoteExpress
        (r"^Record #\d{1,7} of \d{1,7}\s*$", r"^(?:AU|TI): "),  # Cochrane
        (r"^Document \d{1,7} of \d{1,7}\s*$", r"^(?:Author|Title|Publication (?:info|title)): "),  # ProQuest
        (r"^VN  ?- Ovid ", ""),
        (r"^Unique Identifier\s{0,9}\n[^\S\n]+\S", r"^Title\s{0,9}\n[^\S\n]+\S"),  # Ovid
        (r"^【来源篇名】", ""),  # CSSCI
        (
            r"^【[\s\u3000]*(?:题[\s\u3000]*名|篇名|文献题名)[\s\u3000]*】",
            r"^【[\s\u3000]*(?:作[\s\u3000]*者|责任者)[\s\u3000]*】",
        ),
        (r"^(?:标题|题名|Title-题名|SrcDatabase-来源库|流水号)\s?[:：]", ""),  # CNKI's own, SinoMed
    )
)
_PROBE = 100_000
_HEADER = 4000  # characters that the names of columns take at the most
_LONGEST = 60  # characters of the name of a column


def sniff_bytes(data: bytes, name: str) -> BinaryFormat | None:
    """Tell a binary format that is read from text.

    Parameters
    ----------
    data
        The bytes of the source.
    name
        What an error calls the source.

    Returns
    -------
    str or None
        The format; ``None`` for what may be text.

    Raises
    ------
    DataError
        If a signature shows a format that is not read, naming it and what to do.
    """
    for signature, kind, fix in _REFUSED:
        if data.startswith(signature):
            raise DataError(f"is {kind}, which is not read", where=name, fix=fix)
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_OLE):
        return _sniff_old_office(data, name)
    return _sniff_package(data, name) if data.startswith(b"PK") else None


def _sniff_old_office(data: bytes, name: str) -> BinaryFormat:
    """Tell a workbook, which is read, from what else is in such a file, by the names of the streams in it."""
    if _entry("EncryptedPackage") in data:
        raise DataError("is an Office document with a password", where=name, fix="Save it without the password")
    if _entry("Workbook") in data or _entry("Book") in data:
        return "office"
    raise DataError(
        "is a binary Office document, which is not read", where=name, fix="Save it as DOCX, XLSX or plain text"
    )


def _entry(stream: str) -> bytes:
    """Return a stream's name as the file's directory has it, padded, which no text in the document is."""
    return stream.encode("utf-16-le").ljust(64, b"\0")


def _sniff_package(data: bytes, name: str) -> BinaryFormat:
    """Tell the kinds of documents that are ZIP archives apart by what is in them."""
    from synth.readers.containers.zipped import document_kind, zip_names  # noqa: PLC0415 - for ZIP archives alone

    kind = document_kind(zip_names(io.BytesIO(data)))
    if kind in {"document", "workbook"}:
        return "office"
    what, fix = _OFFICE_KINDS.get(kind, ("an archive inside archives", "Unpack it and give the files in it"))
    raise DataError(f"is {what}, which is not read", where=name, fix=fix)


def sniff_text(text: str) -> TextFormat:
    """Tell the formats of text apart; whatever shows no other format is free text.

    Parameters
    ----------
    text
        The whole source.
    """
    probe = text[:_PROBE].lstrip("\ufeff")
    if _is_json(probe):
        return "json"
    if _HTML.match(probe):
        return "html"
    if _XML.match(probe):
        return "xml"
    if any(begins.search(probe) and besides.search(probe) for begins, besides in _TAGGED):
        return "tagged"
    if _BIBTEX.search(probe):
        return "bibtex"
    return "table" if _is_table(probe) else "freetext"


def _is_json(probe: str) -> bool:
    """Whether the text is a JSON array of objects, an object, or most of its first lines are objects."""
    if re.match(r"\s*\[\s*\{\s*[\"}]", probe) or re.match(r"\s*\[\s*\]\s*$", probe):
        return True
    lines = [line for line in probe.split("\n")[:40] if line.strip()][:20]
    objects = sum(bool(re.match(r"\s*\{\s*(?:\"|\}|$)", line)) for line in lines)
    return objects > 0 and (objects * 2 >= len(lines) or bool(re.match(r"\s*\{\s*\"", probe)))


def _is_table(probe: str) -> bool:
    """Whether one of the first lines names columns: the first, or one that stands behind a short preamble.

    A line of prose may name a title and an author, so one that is not the first has to name three columns, and it
    needs a row of the same width behind it, as does a header of which only the title is known.
    """
    lines = [f"{line[:_HEADER]}\n" for line in probe.split("\n", 60)[:60]]
    if find_stack(lines) is not None:
        return True
    found = find_header(lines)
    if found is None:
        return False
    at, delimiter, header = found
    if header.width < 2 or any(len(name) > _LONGEST for name in lines[at].split(delimiter)):  # noqa: PLR2004 - a list, not a table
        return False
    first = not any(line.strip() and not line.lstrip('"\ufeff').startswith("sep=") for line in lines[:at])
    if first and header.known > 1:
        return True
    alike = len(first_row(lines[at + 1 :], delimiter)) == header.width
    return alike and (first or header.known > 2)  # noqa: PLR2004 - see above
