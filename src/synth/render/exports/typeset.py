"""synthesis.pdf: the synthesis set by Typst, which the extra ``pdf-output`` installs."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

from synth.datatypes import Bullets, Figure, Paragraph, References, Table
from synth.render.exports.article import (
    broken,
    column_shares,
    is_numeric,
    is_wide,
    page_tables,
    plain_rows,
)
from synth.render.exports.drawing import fit
from synth.render.sections import Heading
from synth.render.text import clean, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from synth.citations.richtext import RichText
    from synth.datatypes import Block, Result
    from synth.render.exports.article import Article, Piece

_LEVELS = 6
_WIDTH, _HEIGHT = 6.27, 8.0
_LONGEST_ALT = 1000
_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+")
_MAIN = "main.typ"
# Families for Chinese that systems come with; where there is none of them, Typst looks for any that has the signs.
_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "STSong", "FandolSong", "AR PL UMing CN")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei")
_HEAD = """#set document(title: {title}, date: none)
#set page(paper: "a4", margin: 2.5cm, numbering: "1")
#set text(lang: {language}, region: {region}, size: {size}pt, font: {serif})
#set par(justify: true, leading: {leading}em, spacing: {spacing}em, first-line-indent: (amount: {indent}em, all: true))
#set list(spacing: {leading}em, indent: 0.6em)
#show list: set block(above: 1em, below: 1.2em)
#set table(stroke: none, inset: (x: 3pt, y: 3.5pt))
#show heading: set text(font: {sans})
#show heading: set block(above: 1.6em, below: 0.9em)
#show heading: set par(first-line-indent: 0em, justify: false)
#show figure: set block(breakable: true)
#show figure.caption: set text(size: 0.85em)
#show figure.where(kind: table): set figure.caption(position: top)
#show table: set text(size: 0.82em)
#show table: set par(justify: false, leading: 0.5em, first-line-indent: 0em)
#show link: set text(fill: rgb("#1f4e79"))
#let entry(label, body) = block(below: 0.9em, grid(columns: (2.6em, 1fr), label, body))
#let plain(body) = block(below: 0.9em, pad(left: 2em, {{h(-2em); body}}))
#align(center, text(size: 1.6em, weight: "bold", font: {sans}, par(first-line-indent: 0em, justify: false)[#{title}]))
#v(1em)
"""


def export(article: Article, result: Result) -> dict[str, bytes]:  # noqa: ARG001 - as every export
    """Return synthesis.pdf, set with the fonts of this machine: the same fonts give the same bytes.

    Parameters
    ----------
    article
        The synthesis.
    result
        The whole answer of a run.
    """
    return {"synthesis.pdf": bytes(import_module("typst").compile(_files(article)))}


def _files(article: Article) -> dict[str, bytes]:
    """Return what Typst is given: the text and the figures."""
    figures = {f"{block.name}.svg": block.svg for block in article.blocks() if isinstance(block, Figure)}
    return {name: text.encode() for name, text in {_MAIN: render_typst(article), **figures}.items()}


def render_typst(article: Article) -> str:
    """Return the synthesis in Typst's language; all text stands in its strings, where two signs alone are special.

    Parameters
    ----------
    article
        The synthesis.
    """
    writer = _Writer(article)
    contents = f"#outline(title: [{_show(article.words['contents'])}], depth: 2)\n" if article.contents() else ""
    return _head(article) + contents + "\n".join(text for text in map(writer.block, article.blocks()) if text) + "\n"


def _head(article: Article) -> str:
    chinese = article.language == "zh"
    return _HEAD.format(
        title=_string(article.title),
        language=_string(article.language),
        region=_string("cn" if chinese else "us"),
        size=11,
        leading=1 if chinese else 0.7,
        spacing=1 if chinese else 1.1,
        indent=2 if chinese else 0,
        serif=_families(_SERIF, chinese=chinese),
        sans=_families(_SANS, chinese=chinese),
    )


def _families(han: Sequence[str], *, chinese: bool) -> str:
    """Return fonts: in a Chinese text the Latin one is not asked for signs that both scripts share, such as “."""
    latin = '(name: "Libertinus Serif", covers: "latin-in-cjk")' if chinese else '"Libertinus Serif"'
    return f"({', '.join([latin, *map(_string, han)])})"


def _string(text: str) -> str:
    """Return text as a string of Typst's; long words may break."""
    text = "\u200b".join(broken(clean(text)))
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _show(text: str) -> str:
    return f"#{_string(text)};" if text else ""


class _Writer:
    """Writes the blocks of one article."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def block(self, block: Heading | Block) -> str:
        """Return one heading or block."""
        if isinstance(block, Heading):
            return f"#heading(level: {min(block.level, _LEVELS)})[{_show(block.text)}]"
        if isinstance(block, Paragraph):
            return f"#par[{self._pieces(self._article.sentences(block.claims))}]"
        if isinstance(block, Bullets):
            items = (self._pieces(self._article.sentences((claim,))) for claim in block.claims)
            return f"#list({', '.join(f'[{item}]' for item in items)})"
        if isinstance(block, Figure):
            return self._figure(block)
        return "\n".join(self._references(block)) if isinstance(block, References) else self._tables(block)

    def _pieces(self, pieces: Sequence[Piece]) -> str:
        return "".join(
            f"#link(<{self._article.anchor(piece.record_id)}>)[{_show(piece.text)}];"
            if piece.record_id
            else _show(piece.text) + ('#"\u200b";' if piece.breaks else "")
            for piece in pieces
        )

    def _references(self, block: References) -> Iterable[str]:
        for entry in self._article.entries(block):
            text, anchor = self._rich(entry.text), self._article.anchor(entry.record.id)
            shown = f"#entry([{_show(entry.label)}], [{text}])" if entry.label else f"#plain[{text}]"
            yield f"{shown} <{anchor}>"

    @staticmethod
    def _rich(text: RichText) -> str:
        return "".join(
            f"#link({_string(part.url)})[{_show(part.text)}];"
            if _ADDRESS.fullmatch(part.url)
            else f"#emph[{_show(part.text)}];"
            if part.italic
            else _show(part.text)
            for part in text
        )

    def _caption(self, text: str) -> str:
        return f"caption: [{_show(text)}]" if text.strip() else "caption: none"

    def _figure(self, figure: Figure) -> str:
        width, height = fit(figure.svg, _WIDTH, _HEIGHT)
        if not width or not height:
            return _show(self._article.words["not_drawn"].format(name=figure.name))
        alt = _string(cut(figure.alt, _LONGEST_ALT))
        picture = f'image("{figure.name}.svg", width: {width:.2f}in, height: {height:.2f}in, alt: {alt})'
        return f"#figure({picture}, {self._caption(figure.caption)})"

    def _tables(self, table: Table) -> str:
        tables = "\n".join(map(self._table, page_tables(table)))
        return f"#page(flipped: true)[\n{tables}\n]" if is_wide(table) else tables

    def _table(self, table: Table) -> str:
        plain = plain_rows(table, self._article)
        below = plain[1:] if table.header else plain
        columns = ", ".join(f"{share:.4f}fr" for share in column_shares(plain))
        middle = [is_numeric(column) for column in zip(*below, strict=True)] or [False] * len(plain[0])
        align = ", ".join("center" if one else "left" for one in middle)
        head = ""
        if table.header:
            cells = ", ".join(f"strong[{_show(cell)}]" for cell in plain[0])
            head = f"table.header({cells}, table.hline(stroke: 0.5pt)), "
        rows = "".join(self._row(row, len(plain[0])) for row in table.rows)
        body = (
            f"table(columns: ({columns},), align: ({align},), table.hline(stroke: 1pt), {head}\n{rows}"
            "table.hline(stroke: 1pt))"
        )
        return f"#figure({body}, kind: table, {self._caption(table.caption)})" if table.caption else f"#{body}"

    def _row(self, row: Sequence[object], width: int) -> str:
        cells = [f"[{self._pieces(self._article.cell(cell))}]" for cell in row]  # type: ignore[arg-type]
        return ", ".join([*cells, *["[]"] * (width - len(cells))]) + ",\n"
