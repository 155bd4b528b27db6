"""synthesis.tex: the synthesis for LaTeX, which takes its references from references.bib."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from synth.datatypes import Bullets, Cite, Figure, Paragraph, References
from synth.render.bibtex import bibtex_keys
from synth.render.exports.article import (
    HAN,
    broken,
    column_shares,
    is_numeric,
    is_wide,
    page_tables,
    plain_rows,
)
from synth.render.exports.drawing import draw_png, fit
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
# What pdfTeX sets without further packages: Latin, and the signs that text is made of.
_NOT_LATIN = re.compile(
    r"[^\n\x20-\x7e\u00a0-\u017f\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122●○]"
)
_LEVELS = ("section", "subsection", "subsubsection", "paragraph")
_WIDTH, _HEIGHT = 6.2, 7.8
_LONGEST_ALT = 300
_SIGNS = {
    "≤": r"\leq",
    "≥": r"\geq",
    "≠": r"\neq",
    "≈": r"\approx",
    "≡": r"\equiv",
    "−": "-",
    "→": r"\to",
    "←": r"\leftarrow",
    "↔": r"\leftrightarrow",
    "∞": r"\infty",
    "√": r"\surd",
    "∑": r"\sum",
    "∏": r"\prod",
    "∂": r"\partial",
    "∼": r"\sim",
    "′": r"'",
    "″": r"''",
}
_LETTERS = 26
_DIGITS = re.compile(r"\d+")
_GREEK = re.compile(r"GREEK (SMALL|CAPITAL) LETTER (\w+)")
# Greek capitals that look like Latin letters, and omicron, have no commands.
_LOOKING_LATIN = "Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Upsilon Chi omicron"
_LATIN_LIKE = dict(zip(_LOOKING_LATIN.split(), "ABEZHIKMNOPTYXo", strict=True))
_REFUSAL = r"""\ifpdftex
  \GenericError{}{This text has letters that pdfLaTeX cannot set: compile it with xelatex or lualatex}{}{}
  \csname @@end\endcsname
\fi"""
_FONTS = "\n".join(
    [
        r"\newif\iffound \foundfalse",
        *(
            rf"\iffound\else\IfFontExistsTF{{{name}}}{{\setmainfont{{{name}}}\foundtrue}}{{}}\fi"
            for name in ("CMU Serif", "FreeSerif", "Libertinus Serif", "Noto Serif", "DejaVu Serif")
        ),
    ]
)
_PAGE = r"""\usepackage[margin=2.5cm]{geometry}
\usepackage{graphicx,array,booktabs,longtable,pdflscape,textcomp}
\usepackage[%s]{natbib}
\usepackage[colorlinks,allcolors=blue!40!black]{hyperref}
\IfFileExists{xurl.sty}{\usepackage{xurl}}{}
\hypersetup{pdftitle={%s}}
\setcounter{secnumdepth}{0}
\setlength{\emergencystretch}{3em}
\setlength{\tabcolsep}{4pt}
\newcommand{\share}[1]{\dimexpr #1\linewidth-2\tabcolsep\relax}
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{\share{#1}}}
\newcolumntype{C}[1]{>{\centering\arraybackslash}p{\share{#1}}}"""


# The numbers of the source list, where they have gaps: natbib would count the entries.
_NUMBERING = r"""\makeatletter
\newcommand{\numbered}[2]{\@namedef{number@#2}{#1}}
\AtBeginDocument{\let\counted@lbibitem\@lbibitem
  \def\@lbibitem[#1]#2{\ifcsname number@#2\endcsname
    \global\c@NAT@ctr=\numexpr\csname number@#2\endcsname-1\relax\fi \counted@lbibitem[#1]{#2}}}
\makeatother"""
# Fandol, the usual font of TeX, lacks characters that are common in names.
_HAN_FONTS = r"""\IfFontExistsTF{Noto Serif CJK SC}{\setCJKmainfont{Noto Serif CJK SC}}{}
\IfFontExistsTF{Noto Sans CJK SC}{\setCJKsansfont{Noto Sans CJK SC}}{}
\ifxetex\xeCJKDeclareCharClass{CJK}{"2460 -> "24FF}\fi"""
# In an English text quotation marks and dashes are Latin ones.
_CTEX = r"""\usepackage[UTF8,scheme=plain]{ctex}
\ifxetex\xeCJKDeclareCharClass{Default}{"2013 -> "2026}\fi"""


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
            *_preamble(article, set(_NOT_LATIN.findall(printed))),
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


# ------------------------------------------------------------------------------------------------------- preamble


def _preamble(article: Article, foreign: set[str]) -> list[str]:
    """Return the lines before the title; ``foreign`` are the characters that pdfTeX does not know by itself."""
    chinese = article.language == "zh"
    han = chinese or any(map(HAN.match, foreign))
    declared = {sign: command for sign in sorted(foreign) if (command := _command(sign))}
    refused = han or bool(foreign - set(declared))
    note = "xelatex or lualatex" if refused else "pdflatex, xelatex or lualatex"
    lines = [
        f"% Compile with {note}, bibtex, and twice the first again; or: latexmk {'-xelatex' if refused else '-pdf'}",
        *(["% !TeX program = xelatex"] if refused else []),
        r"\documentclass[UTF8,a4paper,zihao=-4]{ctexart}" if chinese else r"\documentclass[11pt,a4paper]{article}",
        r"\usepackage{iftex,xcolor}",
    ]
    if refused:
        lines += [_REFUSAL, *([] if chinese else [r"\usepackage{fontspec}"]), *([_FONTS] if _odd(foreign) else [])]
    else:
        units = [rf"  \DeclareUnicodeCharacter{{{ord(sign):04X}}}{{{text}}}" for sign, text in declared.items()]
        lines += [r"\ifpdftex", r"  \usepackage[T1]{fontenc}", r"  \usepackage{lmodern}", *units, r"\else"]
        lines += [r"  \usepackage{fontspec}", *([_FONTS] if declared else []), r"\fi"]
    if han and not chinese:
        lines.append(_CTEX)
    if chinese:
        lines.append(r"\ctexset{section/format+=\raggedright}")
    if han:
        lines.append(_HAN_FONTS)
    return [*lines, _PAGE % (_natbib(article), escape(article.title))]


def _odd(foreign: set[str]) -> bool:
    """Return whether there are letters that neither the usual Latin nor the Chinese fonts have."""
    return any(unicodedata.category(sign)[0] == "L" and not HAN.match(sign) for sign in foreign)


def _command(sign: str) -> str:
    """Return what pdfTeX shows a sign with, empty where it cannot."""
    if sign in _SIGNS:
        return rf"\ensuremath{{{_SIGNS[sign]}}}"
    name = unicodedata.name(sign, "")
    if match := _GREEK.fullmatch(name):
        letter = match[2].lower() if match[1] == "SMALL" else match[2].capitalize()
        return rf"\ensuremath{{{_LATIN_LIKE.get(letter, chr(92) + letter.replace('amda', 'ambda'))}}}"
    for kind, command in (("<sub>", "textsubscript"), ("<super>", "textsuperscript")):
        place, _, plain = unicodedata.decomposition(sign).partition(" ")
        if place == kind and chr(int(plain, 16)).isdigit():
            return rf"\{command}{{{chr(int(plain, 16))}}}"
    return ""


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
