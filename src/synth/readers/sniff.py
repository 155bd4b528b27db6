"""Tell what a source holds from its content; its name and suffix may lie."""

from __future__ import annotations

import re
from typing import Literal

from synth.errors import DataError

Format = Literal["text", "json"]

_TO_TEXT = "Export the references as a plain-text list or as JSON lines"
_SIGNATURES = (
    (b"%PDF-", "a PDF", "Copy its text into a plain-text file"),
    (b"PK\x03\x04", "a ZIP archive (such as a DOCX or XLSX file)", "Save the document as plain text"),
    (b"PK\x05\x06", "an empty ZIP archive", "Save the document as plain text"),
    (b"\xd0\xcf\x11\xe0", "a binary Office document", "Save the document as plain text"),
    (b"{\\rtf", "an RTF document", "Save the document as plain text"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first"),
    (b"BZh", "a bzip2 archive", "Unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "Unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first"),
    (b"\x89PNG", "a PNG image", "Give the text itself"),
    (b"\xff\xd8\xff", "a JPEG image", "Give the text itself"),
    (b"GIF8", "a GIF image", "Give the text itself"),
)
_MARKUPS = (
    (
        re.compile(r"\s*<!doctype html|\s*<html[\s>]|(?:\s*<\?xml[^>]{0,200}>)?\s*<!doctype html", re.IGNORECASE),
        "an HTML page",
        "Copy the page's text into a plain-text file",
    ),
    (re.compile(r"\s*<(?:\?xml|[a-z_][\w.:-]{0,60}[\s>/])", re.IGNORECASE), "an XML file", _TO_TEXT),
    (
        re.compile(
            r"^\s{0,8}@(?:article|book|inproceedings|incollection|inbook|misc|phdthesis|mastersthesis|techreport|online"
            r"|thesis|report|conference|proceedings|collection|string|comment|preamble|unpublished|manual)\s{0,8}[{(]",
            re.IGNORECASE | re.MULTILINE,
        ),
        "a BibTeX file",
        _TO_TEXT,
    ),
    (re.compile(r"^TY {1,2}-(?: |$)", re.MULTILINE), "a RIS file", _TO_TEXT),
    (re.compile(r"^PMID ?- ?\d", re.MULTILINE), "a PubMed (nbib) file", _TO_TEXT),
    (
        re.compile(r"^PT [A-Z](?:\s|$)(?=[\s\S]{0,20000}^(?:AU|TI|SO) )", re.MULTILINE),
        "a Web of Science export",
        _TO_TEXT,
    ),
    (re.compile(r"^%0 [A-Z](?=[\s\S]{0,20000}^%[TA] )", re.MULTILINE), "an EndNote (refer) file", _TO_TEXT),
    (re.compile(r"^RT [A-Z](?=[\s\S]{0,20000}^(?:T1|A1) )", re.MULTILINE), "a RefWorks file", _TO_TEXT),
    (re.compile(r"^\{Reference Type\}:", re.MULTILINE), "a NoteExpress file", _TO_TEXT),
)
_NAME = r"(?:(?:article |document |source )?title|authors?|(?:publication )?year|doi|abstract)"
_COLUMN = re.compile(rf"(?:^|[,;\t])\s*\"?{_NAME}\"?\s*(?=[,;\t]|$)", re.IGNORECASE)
_PROBE = 100_000
_HEADER = 2000


def refuse_binary(data: bytes, name: str) -> None:
    """Raise for a file that a signature shows to be no text.

    Raises
    ------
    DataError
        Naming what the file is and what to do.
    """
    for signature, kind, fix in _SIGNATURES:
        if data.startswith(signature):
            raise DataError(f"is {kind}, which is not read yet", where=name, fix=fix)


def sniff(text: str, name: str) -> Format:
    """Tell a text page or list from JSON.

    Raises
    ------
    DataError
        If the text is in a format that is recognised but not read.
    """
    probe = text[:_PROBE]
    if _is_json(probe):
        return "json"
    for pattern, kind, fix in _MARKUPS:
        if pattern.match(probe) if kind.endswith(("HTML page", "XML file")) else pattern.search(probe):
            raise DataError(f"is {kind}, which is not read yet", where=name, fix=fix)
    head = probe.lstrip("\ufeff\n ").split("\n", 1)[0]
    if len(_COLUMN.findall(head[:_HEADER])) > 1:
        raise DataError("is a table (CSV), which is not read yet", where=name, fix=_TO_TEXT)
    return "text"


def _is_json(probe: str) -> bool:
    """Whether the text is a JSON array of objects, or most of its first lines are objects."""
    if re.match(r"\s*\[\s*\{\s*\"", probe) or re.match(r"\s*\[\s*\]\s*$", probe):
        return True
    lines = [line for line in probe.split("\n")[:40] if line.strip()][:20]
    objects = sum(bool(re.match(r"\s*\{\s*(?:\"|\}|$)", line)) for line in lines)
    return objects > 0 and (objects * 2 >= len(lines) or bool(re.match(r"\s*\{\s*\"", probe)))
