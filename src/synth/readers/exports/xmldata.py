"""Read XML of EndNote and PubMed, and of JATS, MODS, Atom, Dublin Core, RefWorks and NoteFirst."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.errors import DataError
from synth.readers.exports.xmlfields import endnote_fields, pubmed_fields
from synth.readers.exports.xmllibrary import (
    atom_fields,
    dublin_core_fields,
    jats_fields,
    mods_fields,
    notefirst_fields,
    refworks_fields,
)
from synth.readers.exports.xmlpieces import Parser, cut
from synth.readers.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from synth.readers.exports.xmlpieces import XmlPiece
    from synth.readers.fields import Fields
    from synth.readers.intake import Reading

# What shows a format, the elements that are its records, its reader, and whether nothing but records may stand there.
_FORMATS: tuple[tuple[str, tuple[str, ...], str, Callable[[etree._Element], Fields], bool], ...] = (
    (r"PubmedArticle|PubmedBookArticle", ("PubmedArticle", "PubmedBookArticle"), "PubMed XML", pubmed_fields, True),
    (r"MedlineCitation", ("MedlineCitation",), "PubMed XML", pubmed_fields, True),
    (r"ref-list", ("ref",), "JATS XML", jats_fields, False),
    (r"mods", ("mods",), "MODS XML", mods_fields, False),
    (r"feed", ("entry",), "Atom", atom_fields, False),
    (r"ref-type|contributors|secondary-title|rec-number", ("record",), "EndNote XML", endnote_fields, True),
    (r"dc", ("dc",), "Dublin Core XML", dublin_core_fields, False),
    (r"refworks", ("reference",), "RefWorks XML", refworks_fields, False),
    (r"BibliographyRoot", ("Bibliography",), "NoteFirst XML", notefirst_fields, True),
)
_DECLARATIONS = re.compile(r"<!DOCTYPE[^>\[]{0,2000}\[|<!ENTITY\s")
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,80})(?=[\s/>])")
_PROLOG = 100_000
_FIX = "Export the references as EndNote XML, PubMed XML, RIS or BibTeX"


def read(text: str, source: str) -> Reading:
    """Read an XML source.

    Parameters
    ----------
    text
        The whole source.
    source
        Its name.

    Returns
    -------
    Reading
        One item for each record, in order.

    Raises
    ------
    DataError
        If it declares entities of its own, or holds no records of a format that is read.
    """
    if _DECLARATIONS.search(text, 0, _PROLOG):
        fix = "Delete the part in square brackets after <!DOCTYPE"
        raise DataError("declares entities of its own, which is not safe to read", where=source, fix=fix)
    for sign, names, form, fields_of, alone in _FORMATS:
        if not re.search(rf"<(?:[\w.-]{{1,40}}:)?(?:{sign})(?=[\s/>])", text):
            continue
        intake = Intake(source, form)
        parser = Parser(text)
        for piece in cut(text, names):
            if piece.kind:
                _add(intake, parser, piece, fields_of)
            elif alone:
                intake.doubtful(piece.line, piece.raw, "stands between records; left out")
        if intake.reading.items:
            return intake.reading
    root = _ROOT.search(text, 0, _PROLOG)
    name = f" with the root element <{root[1]}>" if root else ""
    raise DataError(f"is XML{name} and holds no records that are known", where=source, fix=_FIX)


def _add(intake: Intake, parser: Parser, piece: XmlPiece, fields_of: Callable[[etree._Element], Fields]) -> None:
    """Add the entry of a record; what is damaged in it is a doubt, or the reason why there is none."""
    element, damage = parser.parse(piece)
    fault = piece.fault or damage
    if element is None:
        intake.unreadable(piece.line, piece.raw, fault)
        return
    fields = fields_of(element)
    if fault and not any(map(str.strip, map(str, fields.get("title", ())))):
        intake.unreadable(piece.line, piece.raw, fault)
        return
    intake.entry(fields, line=piece.line, raw=piece.raw, doubts=[f"{fault}; kept"] if fault else ())
