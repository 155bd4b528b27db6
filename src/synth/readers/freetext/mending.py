"""Write a reference in a Chinese style as its rules expect it: what OCR or a style says in another way.

Everything here turns one way of writing into another of the same meaning; only the note of an original edition goes,
whose year would be taken for that of the work.
"""

from __future__ import annotations

import re

from synth.readers.freetext.imprint import MARK
from synth.readers.freetext.locators import YEAR
from synth.readers.text import HAN, shape

_WIDE_STOP = re.compile(rf"(?<!\d)[.]?\s?．\s?|．(?!\d)\s?|．(?={YEAR})")
_TILDE = re.compile(r"(?<=\d)~(?=\d)")
_MISREAD_YEAR = re.compile(
    r"(?<![A-Za-z\d])(?=[\dOlI]{0,3}\d)(?=[\dOlI]{0,3}[OlI])[12lI][90O][\dOlI]{2}(?=\s?[,，;；(（:：．])"
)
_DIGITS = str.maketrans("OlI", "011")
_GLUED_OTHERS = re.compile(rf"(?<=[{HAN}])\s?\.\s?(?=et ?\.? ?al\b)")
_BROKEN_MARK = re.compile(
    r"[\[［【「]\s?(?P<unclosed>[JMDCNPRSZ])\s?[lI1|!)}](?=\s?[.,，。])"
    rf"|(?<=[{HAN})）])\s?[f(（]?(?P<unopened>[JMDCNPRSZA]|(?:EB|DB)\s?[/／]\s?[O0]L)\s?[\]］](?=\s?[.,，。])"
    r"|[\[［【]\s?(?P<zero>0L)\s?[\]］】]"
)
_THESIS_NOTE = re.compile(
    rf"(?<![{HAN}]大[学學])(?<!研究[院所])(?<![学學]院)[\s.,，:：]*"
    rf"[(（〔\[【](?:[已未]出版[之的]?)?[{HAN}]{{0,6}}?(?:博士|[硕碩]士)[后後]?(?:研究生)?(?:[学學]位)?[论論]文"
    r"(?:\s?[,，]\s?(?P<school>[^()（）〔〕\[\]【】]{2,40}))?[)）〕\]】]"
)
_ORIGINAL = re.compile(
    r"\s?[(（](?:原[著作書书]?[^()（）]{0,4}(?:出版|[發发]表)|Original work published)[^()（）]{0,12}[)）]"
)


def mend(text: str) -> str:
    """Return a reference with plain stops and years, whole marks, and the mark of a thesis where words say it is one.

    Parameters
    ----------
    text
        The reference on one line.
    """
    plain = _TILDE.sub("-", _WIDE_STOP.sub(". ", text))
    plain = _MISREAD_YEAR.sub(lambda year: year[0].translate(_DIGITS), plain)  # 20O4, 2Ol2
    plain = _ORIGINAL.sub("", _GLUED_OTHERS.sub(", ", plain))
    if MARK.search(shape(plain)):
        return plain
    plain = _BROKEN_MARK.sub(_whole_mark, plain, count=1)
    return plain if MARK.search(shape(plain)) else _THESIS_NOTE.sub(_thesis_mark, plain, count=1)


def _whole_mark(match: re.Match[str]) -> str:
    """Return the mark that OCR read with a letter for a bracket, or without one."""
    if match["zero"]:
        return "[EB/OL]"
    return "[" + (match["unclosed"] or match["unopened"]).replace("0L", "OL") + "]"


def _thesis_mark(match: re.Match[str]) -> str:
    """Return the mark of a thesis for the words in brackets, and behind it the school that they name."""
    return f"[D]. {match['school']}." if match["school"] else "[D]"
