"""synthesis.docx: the synthesis for Word and its like, with headings, links, tables, figures and page numbers."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from synth.datatypes import Bullets, Figure, Paragraph, References, Table
from synth.render.exports import wordml
from synth.render.exports.article import column_shares, is_numeric, is_wide, page_tables, plain_rows
from synth.render.exports.drawing import draw_png, fit
from synth.render.exports.wordstyles import dress
from synth.render.sections import Heading
from synth.render.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synth.citations.richtext import RichText
    from synth.datatypes import Block, Result
    from synth.render.exports.article import Article, Piece

# A4 with margins of an inch: what is left for text, in inches.
_WIDTH, _HEIGHT = 6.27, 9.69
# Below a figure its caption must find room.
_FIGURE_HEIGHT = 8.2
_DEEPEST, _CONTENTS_LEVELS = 6, 2
_LONGEST_TITLE = 120
_LONGEST_ALT = 1000
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
# The earliest day that a ZIP file knows: no clock in the file.
_DAY = (1980, 1, 1, 0, 0, 0)


def export(article: Article, result: Result) -> dict[str, bytes]:  # noqa: ARG001 - as every export
    """Return synthesis.docx.

    Parameters
    ----------
    article
        The synthesis.
    result
        The whole answer of a run.
    """
    return {"synthesis.docx": render_docx(article)}


def render_docx(article: Article) -> bytes:
    """Return the synthesis as DOCX.

    Citations lead to bookmarks in the reference list. A table that is too wide for a page stands on a page on its side,
    one too wide even for that comes in several parts.

    Parameters
    ----------
    article
        The synthesis.
    """
    import docx  # noqa: PLC0415 - large, and only this export needs it

    document = docx.Document()
    dress(document, article)
    _Writer(document, article).write()
    kept = io.BytesIO()
    document.save(kept)
    return _without_clock(kept.getvalue())


def _without_clock(package: bytes) -> bytes:
    """Return a package whose files bear no time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return out.getvalue()


class _Writer:
    """Writes one article into one document."""

    def __init__(self, document: Any, article: Article) -> None:  # noqa: ANN401 - docx is imported late
        self._document = document
        self._article = article
        self._body = document.element.body
        self._bookmarks = self._headings = 0
        self._counts = {"figure": 0, "table": 0}
        self._relations: dict[str, str] = {}

    def write(self) -> None:
        """Write everything from the title to the last reference."""
        self._add(wordml.paragraph(wordml.run(self._article.title), style="Title"))
        self._contents()
        for block in self._article.blocks():
            self._block(block)

    def _contents(self) -> None:
        """Write a table of contents; its page numbers come when Word is asked to update it."""
        headings = self._article.contents()
        if headings:
            lines = [
                (f"TOC{heading.level}", wordml.inner_link(f"_Toc{number}", wordml.run(heading.text)))
                for number, heading in enumerate(headings, 1)
            ]
            self._add(wordml.paragraph(wordml.run(self._article.words["contents"]), style="Contents"))
            self._add(*wordml.long_field(r'TOC \o "1-2" \h \z \u', lines))

    def _heading(self, heading: Heading) -> None:
        inside = wordml.run(heading.text)
        if heading.level <= _CONTENTS_LEVELS:
            self._headings += 1
            self._bookmarks += 1
            inside = wordml.bookmark(f"_Toc{self._headings}", self._bookmarks, inside)
        self._add(wordml.paragraph(inside, style=f"Heading{min(heading.level, _DEEPEST)}"))

    def _add(self, *elements: str) -> None:
        """Append elements to the body, before the properties of its last section."""
        from docx.oxml import parse_xml  # noqa: PLC0415 - as above

        for element in elements:
            self._body.insert(len(self._body) - 1, parse_xml(wordml.whole(element)))

    def _block(self, block: Heading | Block) -> None:
        if isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Paragraph):
            self._add(wordml.paragraph(self._pieces(self._article.sentences(block.claims)), style="BodyText"))
        elif isinstance(block, Bullets):
            items = (self._pieces(self._article.sentences((claim,))) for claim in block.claims)
            self._add(*(wordml.paragraph(item, style="ListBullet") for item in items))
        elif isinstance(block, Table):
            self._tables(block)
        elif isinstance(block, Figure):
            self._figure(block)
        elif isinstance(block, References):
            self._add(*self._references(block))

    def _pieces(self, pieces: Sequence[Piece]) -> str:
        return "".join(
            wordml.inner_link(self._article.anchor(piece.record_id), wordml.run(piece.text, style="Citation"))
            if piece.record_id
            else wordml.run(piece.text) + wordml.own_words("\u200b" if piece.breaks else "")
            for piece in pieces
        )

    def _references(self, block: References) -> Iterator[str]:
        for entry in self._article.entries(block):
            label = wordml.run(entry.label) + wordml.tab() if entry.label else ""
            self._bookmarks += 1
            inside = wordml.bookmark(
                self._article.anchor(entry.record.id), self._bookmarks, label, self._rich(entry.text)
            )
            yield wordml.paragraph(inside, style="Bibliography")

    def _rich(self, text: RichText) -> str:
        return "".join(
            wordml.outer_link(self._relation(part.url), wordml.run(part.text, style="Citation"))
            if _ADDRESS.fullmatch(part.url)
            else wordml.run(part.text, italic=part.italic)
            for part in text
        )

    def _relation(self, address: str) -> str:
        """Return the name by which the document knows an address."""
        from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - as above

        if address not in self._relations:
            part = self._document.part
            self._relations[address] = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._relations[address]

    def _caption(self, kind: str, text: str, *, above: bool) -> str:
        """Return a caption whose number Word keeps right."""
        self._counts[kind] += 1
        name = {"figure": "Figure", "table": "Table"}[kind]
        lead, _, end = self._article.words[kind].partition("{n}")
        number = wordml.field(f"SEQ {name} \\* ARABIC", str(self._counts[kind]))
        inside = (wordml.own_words(lead), number, wordml.own_words(end), wordml.run(text.strip()))
        return wordml.paragraph(*inside, style="Caption", keep_next=above)

    def _figure(self, figure: Figure) -> None:
        picture = draw_png(figure.svg)
        if picture is None:
            self._add(
                wordml.paragraph(wordml.run(self._article.words["not_drawn"].format(name=figure.name)), centred=True)
            )
        else:
            from docx.shared import Inches  # noqa: PLC0415 - as above

            width, height = fit(figure.svg, _WIDTH, _FIGURE_HEIGHT)
            inline = self._document.part.new_pic_inline(io.BytesIO(picture), Inches(width), Inches(height))
            inline.docPr.set("name", figure.name)
            inline.docPr.set("descr", cut(figure.alt, _LONGEST_ALT))
            self._add(wordml.paragraph("<w:r/>", style="Figure", keep_next=True))
            self._body[-2].r_lst[0].add_drawing(inline)
        if figure.caption:
            self._add(self._caption("figure", figure.caption, above=False))

    def _tables(self, table: Table) -> None:
        parts, wide = page_tables(table), is_wide(table)
        if not parts:
            return
        if wide:
            self._end_section(sideways=False)
        for part in parts:
            if part.caption:
                self._add(self._caption("table", part.caption, above=True))
            self._add(self._table(part, _HEIGHT if wide else _WIDTH), wordml.paragraph(style="AfterTable"))
        if wide:
            self._end_section(sideways=True)

    def _table(self, table: Table, room: float) -> str:
        plain = plain_rows(table, self._article)
        shares = column_shares(plain)
        widths = [round(share * room * wordml.TWIPS_AN_INCH) for share in shares]
        below = plain[1:] if table.header else plain
        centred = [is_numeric(column) for column in zip(*below, strict=True)] or [False] * len(widths)
        rows = [[wordml.run(cell) for cell in plain[0]]] if table.header else []
        rows += [self._cells(row, len(widths)) for row in table.rows]
        return wordml.table(rows, widths, centred=centred, header=bool(table.header))

    def _cells(self, row: Sequence[Any], width: int) -> list[str]:
        cells = [self._pieces(self._article.cell(cell)) for cell in row]
        return [*cells, *[""] * (width - len(cells))]

    def _end_section(self, *, sideways: bool) -> None:
        """End a section of pages that stand upright or lie on their side; what follows is another one."""
        properties = deepcopy(self._body.sectPr)
        if sideways:
            properties.page_width, properties.page_height = properties.page_height, properties.page_width
            properties.orientation = 1
        self._add(wordml.paragraph(style="AfterTable", inside="<w:rPr/>"))
        self._body[-2].get_or_add_pPr().append(properties)
