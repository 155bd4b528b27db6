"""synthesis.tex: the synthesis for LaTeX, which takes its references from references.bib."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from synth.datatypes import Bullets, Cite, Figure, Paragraph, References
from synth.render.bibtex import bibtex_keys
from synth.render.exports.article import (
    broken,
    column_shares,
    is_numeric,
    is_wide,
    page_tables,
    plain_rows,
)
from synth.render.exports.drawing import draw_png, fit
from synth.render.exports.preamble import preamble
from synth.render.sections import Heading
from synth.render.text import claim_pieces, clean, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Block, Claim, Record, Result, Table
    from synth.render.exports.article import Article

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    # Square brackets could open an option; the others make dashes, quotation marks and turned signs when doubled.
    "[": "{[}",
    "]": "{]}",
    "-": "-{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    ",": ",{}",
    "!": "!{}",
    "?": "?{}",
    "●": r"\textbullet{}",
    "○": r"$\circ$",
    "\u00ad": r"\-",
    "\u2011": "-",
}
_SPECIAL = re.compile(r"[\\{}~^&%$#_\"'\[\]`<>●○\u00ad\u2011]|-(?=-)|,(?=,)|[!?](?=`)")
_LEVELS = ("section", "subsection", "subsubsection", "paragraph")
_WIDTH, _HEIGHT = 6.2, 7.8
_LONGEST_ALT = 300
_LETTERS = 26
_DIGITS = re.compile(r"\d+")
# The numbers of the source list, where they have gaps: natbib would count the entries.
_NUMBERING = r"""\makeatletter
\newcommand{\numbered}[2]{\@namedef{number@#2}{#1}}
\AtBeginDocument{\let\counted@lbibitem\@lbibitem
  \def\@lbibitem[#1]#2{\ifcsname number@#2\endcsname
    \global\c@NAT@ctr=\numexpr\csname number@#2\endcsname-1\relax\fi \counted@lbibitem[#1]{#2}}}
\makeatother"""


def export(article: Article, result: Result) -> dict[str, bytes]:
    """Return synthesis.tex and the figures that it shows.

    Parameters
    ----------
    article
        The synthesis.
    result
        The whole answer of a run.
    """
    figures = [block for block in article.blocks() if isinstance(block, Figure)]
    drawn = {f"{figure.name}.png": draw_png(figure.svg) for figure in figures}
    pictures = {name: picture for name, picture in drawn.items() if picture is not None}
    return {"synthesis.tex": render_latex(article, result.config.style).encode(), **pictures}


def render_latex(article: Article, style: str = "auto") -> str:
    """Return the synthesis as LaTeX that XeLaTeX and LuaLaTeX set, and pdfLaTeX where all of it is in Latin letters.

    Citations are natbib's, by the keys of references.bib; the bibliography style is the one nearest to that of the
    other documents. The references are named in the order of the list first, so that numbers follow it.

    Parameters
    ----------
    article
        The synthesis.
    style
        The citation style that was asked for.
    """
    writer = _Writer(article)
    blocks = [writer.block(block) for block in article.blocks()]
    body = "\n\n".join(text for text in blocks if text)
    printed = article.title + body + "".join(map(_printed, article.records.values()))
    return "\n".join(
        [
            *preamble(escape(article.title), article.language, _natbib(article), printed),
            *writer.numbering(),
            rf"\title{{{escape(article.title)}}}",
            r"\author{}",
            r"\date{}",
            r"\begin{document}",
            r"\maketitle",
            *([r"\setcounter{tocdepth}{2}\tableofcontents"] if article.contents() else []),
            writer.order(),
            "",
            body,
            "",
            r"\clearpage",
            *_bibliography(article, style),
            r"\end{document}",
            "",
        ]
    )


def escape(text: str) -> str:
    """Return text that LaTeX shows as it stands, wherever in a paragraph it comes."""
    return r"\allowbreak{}".join(
        _SPECIAL.sub(lambda match: _ESCAPES[match.group()], part) for part in broken(clean(text))
    )


# --------------------------------------------------------------------------------------------------- bibliography


def _printed(record: Record) -> str:
    """Return what a bibliography style prints of a record."""
    names = "".join(f"{person.family}{person.given}{person.literal}" for person in record.authors)
    return clean(f"{names}{record.title}{record.container}{record.publisher}{record.issue}{record.pages}")


def _crowded(article: Article) -> bool:
    """Return whether more records share authors and year than a bibliography style has letters to tell them apart."""
    seen = Counter(
        (record.year, *(person.short for person in record.authors[:2]), len(record.authors) > 2)  # noqa: PLR2004 - from three on it is et al.
        for record in article.records.values()
    )
    return max(seen.values(), default=0) > _LETTERS


def _natbib(article: Article) -> str:
    if not article.numeric:
        return "numbers,round" if _crowded(article) else "authoryear,round"
    first = next(iter(article.records))
    square = article.bibliography.citation((first,)).startswith("[")
    return f"numbers,sort&compress,{'square' if square else 'round'}"


def _bibliography(article: Article, style: str) -> list[str]:
    plain, national = ("unsrtnat", "numerical") if article.numeric else ("plainnat", "author-year")
    usual = rf"\bibliographystyle{{{'unsrt' if _crowded(article) else plain}}}"
    if article.language == "zh" or style.startswith("gbt"):
        usual = rf"\IfFileExists{{gbt7714.sty}}{{\bibliographystyle{{gbt7714-{national}}}}}{{{usual}}}"
    heading = next((block.text for block in article.blocks() if isinstance(block, Heading) and block.references), "")
    return [rf"\renewcommand{{\refname}}{{{escape(heading)}}}", usual, r"\bibliography{references}"]


# ----------------------------------------------------------------------------------------------------------- body


class _Writer:
    """Writes the blocks of one article."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._keys = dict(zip(article.records, bibtex_keys(article.records.values()), strict=True))

    def order(self) -> str:
        """Return the command that puts the references into the order of the list."""
        keys = [self._keys[record_id] for record_id in self._article.bibliography.ordered(self._article.records)]
        return rf"\nocite{{{','.join(keys)}}}" if keys else ""

    def numbering(self) -> list[str]:
        """Return the lines that give the references the numbers of the list, where these are not 1, 2, 3 and so on."""
        bibliography, records = self._article.bibliography, self._article.records
        numbers = {
            record_id: int(digits[0])
            for record_id in bibliography.ordered(records)
            if (digits := _DIGITS.findall(bibliography.label(record_id)))
        }
        if list(numbers.values()) == list(range(1, len(numbers) + 1)):
            return []
        return [
            _NUMBERING,
            *(rf"\numbered{{{number}}}{{{self._keys[record_id]}}}" for record_id, number in numbers.items()),
        ]

    def block(self, block: Heading | Block) -> str:
        """Return one heading or block; empty for the reference list, which BibTeX writes."""
        if isinstance(block, Heading):
            level = _LEVELS[min(block.level, len(_LEVELS)) - 1]
            return "" if block.references else rf"\{level}{{{escape(block.text)}}}"
        if isinstance(block, Paragraph):
            return ("" if self._article.language == "zh" else " ").join(map(self._claim, block.claims))
        if isinstance(block, Bullets):
            items = (rf"  \item {{}}{self._claim(claim)}" for claim in block.claims)
            return "\n".join([r"\begin{itemize}", *items, r"\end{itemize}"]) if block.claims else ""
        if isinstance(block, Figure):
            return self._figure(block)
        return "" if isinstance(block, References) else self._tables(block)

    def _claim(self, claim: Claim) -> str:
        pieces = claim_pieces(claim, self._article.bibliography, self._article.language)
        return "".join(self._cite(text, cite) if cite else escape(text) for text, cite in pieces).strip()

    def _cite(self, text: str, cite: Cite) -> str:
        if self._article.numeric:
            kept, note = self._article.shown(text, cite)
            keys = ",".join(self._keys[record_id] for record_id in kept)
            return rf"\citep[{escape(note)}]{{{keys}}}" if note else rf"\citep{{{keys}}}"
        return "".join(
            rf"\citealp{{{self._keys[piece.record_id]}}}" if piece.record_id else escape(piece.text)
            for piece in self._article.mark(text, cite)
        )

    def _figure(self, figure: Figure) -> str:
        caption = rf"  \caption{{{escape(figure.caption)}}}"
        if draw_png(figure.svg) is None:
            shown = escape(self._article.words["not_drawn"].format(name=figure.name))
        else:
            width, _ = fit(figure.svg, _WIDTH, _HEIGHT)
            shown = rf"\includegraphics[width={width:.2f}in]{{{figure.name}.png}}"
        note = f"  % {cut(figure.alt, _LONGEST_ALT)}"
        return "\n".join([r"\begin{figure}[htbp]", r"  \centering", note, f"  {shown}", caption, r"\end{figure}"])

    def _tables(self, table: Table) -> str:
        tables = "\n\n".join(map(self._table, page_tables(table)))
        return f"\\begin{{landscape}}\n{tables}\n\\end{{landscape}}" if is_wide(table) else tables

    def _table(self, table: Table) -> str:
        plain = plain_rows(table, self._article)
        below = plain[1:] if table.header else plain
        centred = [is_numeric(column) for column in zip(*below, strict=True)] or [False] * len(plain[0])
        columns = "".join(
            f"{'C' if middle else 'L'}{{{share:.3f}}}"
            for share, middle in zip(column_shares(plain), centred, strict=True)
        )
        head = [self._row([rf"\textbf{{{escape(cell)}}}" for cell in plain[0]]), r"\midrule"] if table.header else []
        caption = [rf"\caption{{{escape(table.caption)}}}\\"] if table.caption else []
        rows = [self._row([self._cell(cell) for cell in row]) for row in table.rows]
        open_, close = (rf"{{\footnotesize\begin{{longtable}}{{{columns}}}", r"\end{longtable}}")
        return "\n".join([open_, *caption, r"\toprule", *head, r"\endhead", r"\bottomrule", r"\endfoot", *rows, close])

    def _cell(self, cell: str | Cite) -> str:
        if isinstance(cell, Cite):
            return self._cite(self._article.bibliography.citation(cell.record_ids, whole=cell.whole), cell)
        return escape(cell)

    @staticmethod
    def _row(cells: Sequence[str]) -> str:
        # The empty group keeps a star or bracket at the start from being an option of the line before.
        return f"{{}}{' & '.join(cells)} \\\\"
