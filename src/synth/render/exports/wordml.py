"""The XML of a DOCX file's paragraphs, runs, links and tables, as text that shows every sign as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from synth.render.exports.article import HAN
from synth.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Twentieths of a point.
TWIPS_AN_INCH = 1440
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def run(text: str, *, italic: bool = False, style: str = "") -> str:
    """Return a run. Signs that both scripts share, such as “ and …, are set as the text around them is."""
    text = clean(text)
    inside = f'<w:rStyle w:val="{style}"/>' if style else ""
    inside += '<w:rFonts w:hint="eastAsia"/>' if HAN.search(text) else ""
    inside += "<w:i/>" if italic else ""
    properties = f"<w:rPr>{inside}</w:rPr>" if inside else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def own_words(text: str) -> str:
    """Return a run of words that are ours, in which every blank counts."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def tab() -> str:
    """Return a tabulator."""
    return "<w:r><w:tab/></w:r>"


def field(code: str, shown: str) -> str:
    """Return a field that Word computes, and what it shows until then."""
    return f"<w:fldSimple w:instr={quoteattr(f' {code} ')}>{run(shown)}</w:fldSimple>"


def long_field(code: str, paragraphs: Sequence[tuple[str, str]]) -> list[str]:
    """Return a field that is shown as several paragraphs, each given by its style and runs.

    Parameters
    ----------
    code
        What Word computes when the reader asks it to.
    paragraphs
        What it shows until then.
    """
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    named = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    last = len(paragraphs) - 1
    return [
        paragraph(
            f"{marks['begin']}{named}{marks['separate']}" if place == 0 else "",
            runs,
            marks["end"] if place == last else "",
            style=style,
        )
        for place, (style, runs) in enumerate(paragraphs)
    ]


def inner_link(anchor: str, *runs: str) -> str:
    """Return a link to a bookmark."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{"".join(runs)}</w:hyperlink>'


def outer_link(relation: str, *runs: str) -> str:
    """Return a link to an address, which the document knows by a relation."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{"".join(runs)}</w:hyperlink>'


def bookmark(name: str, number: int, *runs: str) -> str:
    """Return runs that links lead to."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{"".join(runs)}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(*runs: str, style: str = "", centred: bool = False, keep_next: bool = False, inside: str = "") -> str:
    """Return a paragraph; ``inside`` are properties that come last."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:keepNext/>" if keep_next else ""
    properties += '<w:jc w:val="center"/>' if centred else ""
    properties += inside
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>" if properties else f"<w:p>{''.join(runs)}</w:p>"


def table(rows: Iterable[Sequence[str]], widths: Sequence[int], *, centred: Sequence[bool], header: bool) -> str:
    """Return a table with the three rules of scholarly tables; its header comes again on each page.

    Parameters
    ----------
    rows
        The runs of each cell, the header first.
    widths
        How wide each column is, in twentieths of a point.
    centred
        Which columns stand in the middle.
    header
        Whether the first row is a header.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rules = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="auto"/>' for side in ("top", "bottom"))
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{rules}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        '</w:tblCellMar><w:tblLook w:firstRow="1" w:val="0020"/>'
    )
    body = "".join(_row(cells, widths, centred, header=header and number == 0) for number, cells in enumerate(rows))
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(cells: Sequence[str], widths: Sequence[int], centred: Sequence[bool], *, header: bool) -> str:
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    rule = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>' if header else ""
    columns = zip(cells, widths, centred, strict=True)
    style = "TableHeading" if header else "TableText"
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{rule}<w:vAlign w:val="top"/></w:tcPr>'
        f"{paragraph(cell, style=style, centred=middle)}</w:tc>"
        for cell, width, middle in columns
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def whole(element: str) -> str:
    """Return an element with the namespaces that it needs to be read alone."""
    end = min(place for place in (element.find(">"), element.find("/>"), element.find(" ")) if place > 0)
    return f"{element[:end]} {_NAMESPACES}{element[end:]}"
