"""Which reader reads which format; each is imported when its format is met."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from synth.readers import freetext
from synth.readers.joined import read_joined
from synth.readers.sniff import BinaryFormat, TextFormat, sniff_text

if TYPE_CHECKING:
    from synth.readers.intake import Reading

_TEXT = {
    "tagged": "synth.readers.exports.tagged",
    "bibtex": "synth.readers.exports.bibtex",
    "json": "synth.readers.exports.jsondata",
    "xml": "synth.readers.exports.xmldata",
    "table": "synth.readers.exports.tables",
    "html": "synth.readers.containers.html",
}
_BINARY = {
    "pdf": "synth.readers.containers.pdf",
    "office": "synth.readers.containers.office",
}


def read_text(text: str, source: str) -> Reading:
    """Read a source of text by what is in it.

    Parameters
    ----------
    text
        The whole source.
    source
        Its name.

    Raises
    ------
    DataError
        If it holds nothing that is read.
    """
    form = sniff_text(text)
    if form in {"tagged", "bibtex", "table"}:
        return read_joined(form, text, source, _read_as)
    return _read_as(form, text, source)


def _read_as(form: TextFormat, text: str, source: str) -> Reading:
    """Read a text that is of one format."""
    if form == "freetext":
        return freetext.read(text, source)
    reading: Reading = import_module(_TEXT[form]).read(text, source)
    return reading


def read_binary(form: BinaryFormat, data: bytes, source: str) -> Reading:
    """Read a source of a binary format.

    Parameters
    ----------
    form
        The format.
    data
        Its bytes.
    source
        Its name.

    Raises
    ------
    DataError
        If it is damaged or holds nothing that is read.
    LimitError
        If it is larger inside than a bearable document.
    """
    reading: Reading = import_module(_BINARY[form]).read(data, source)
    return reading
