"""What stands before the text of a LaTeX file: fonts for its letters, packages, the page."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from synth.render.exports.article import HAN

if TYPE_CHECKING:
    from synth.datatypes import LanguageCode

# What pdfTeX sets without further packages: Latin, and the signs that text is made of.
_NOT_LATIN = re.compile(
    r"[^\n\x20-\x7e\u00a0-\u017f\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122●○]"
)
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


# Fandol, the usual font of TeX, lacks characters that are common in names.
_HAN_FONTS = r"""\IfFontExistsTF{Noto Serif CJK SC}{\setCJKmainfont{Noto Serif CJK SC}}{}
\IfFontExistsTF{Noto Sans CJK SC}{\setCJKsansfont{Noto Sans CJK SC}}{}
\ifxetex\xeCJKDeclareCharClass{CJK}{"2460 -> "24FF}\fi"""
# In an English text quotation marks and dashes are Latin ones.
_CTEX = r"""\usepackage[UTF8,scheme=plain]{ctex}
\ifxetex\xeCJKDeclareCharClass{Default}{"2013 -> "2026}\fi"""


def preamble(title: str, language: LanguageCode, natbib: str, printed: str) -> list[str]:
    """Return the lines before the title.

    Parameters
    ----------
    title
        The title as LaTeX.
    language
        The language of the text.
    natbib
        The options of natbib.
    printed
        All text that will be printed: what letters are in it decides which programs can set it.
    """
    foreign = set(_NOT_LATIN.findall(printed))
    chinese = language == "zh"
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
    return [*lines, _PAGE % (natbib, title)]


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
