"""Character-level cleaning that every reader shares.

Parsing looks at the *shape* of a text, a copy of the same length in which full-width punctuation, odd dashes and odd
spaces are ASCII. Positions found in the shape are valid in the text, so fields keep the characters of the source.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from synth.datatypes import LanguageCode

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007"

_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_SHAPES = str.maketrans(
    {
        **{chr(wide): chr(narrow) for wide, narrow in _FULL_WIDTH.items()},
        **dict.fromkeys("‐‑‒–—―−－～〜", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\t", " "),
        "。": ".",
        "、": ",",
        "•": "·",
        "‧": "·",
        "・": "·",
        "〔": "[",
        "〕": "]",
        "【": "[",
        "】": "]",
        "’": "'",
        "‘": "'",
        "`": "'",
    }
)
# Control characters, zero-width characters, bidi marks and overrides, byte-order marks, lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\ud800-\udfff]"
)
_MATH = re.compile(r"\$([^$\n]{1,200})\$")
_MATH_FORMAT = re.compile(
    r"\\(?:left|right|textsuperscript|textsubscript|mathrm|mathbf|mathit|mathsf|textrm|text|rm|bf|it|big|Big|displaystyle)(?![a-zA-Z])"
)
_MATH_SIGN = re.compile(r"[\\_^{}]")
_COMMAND = re.compile(r"\\[a-zA-Z]+")
_MATH_BODY = re.compile(r"[\d\s.,:;()\[\]+~-]+")
_TAG = re.compile(r"</?(?:i|b|em|strong|italic|bold|sub|sup|span|u|scp)(?:\s[^<>]{0,80})?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,2}([^*\n]{2,400})\*{1,2}(?![\w*])")
# A space that a line wrap leaves after a hyphen, but not the one of "short- and long-term".
_WRAPPED_HYPHEN = re.compile(r"(?<=[\w.])-\s(?!(?:and|or|to|und|oder|et|vs)\s)(?=\w)")
_HAN_GAP = re.compile(rf"(?<=[{HAN}，。：；、）》”])\s+(?=[{HAN}，。：；、（《“])")
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile(r"[^\W\d_" + HAN + "]+")


def shape(text: str) -> str:
    """Return a copy of the same length with ASCII punctuation, dashes and spaces."""
    return text.translate(_SHAPES)


def visible(text: str) -> str:
    """Return the text without control, zero-width and bidirectional characters."""
    if text.isprintable():
        return text
    return _INVISIBLE.sub("", text.replace("\x0b", " ").replace("\x0c", " "))


def tidy(text: str) -> str:
    """Return the text on one line: composed characters, nothing invisible, no markup or formula noise from OCR."""
    printable = text.isprintable()  # then its only white space is plain spaces
    plain = text if printable else visible(text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain)
    # Most texts hold none of these signs, and a pattern is slow to find that out.
    if "$" in plain:
        plain = _MATH.sub(_plain_math, plain)
    if "<" in plain:
        plain = _TAG.sub("", plain)
    if "*" in plain:
        plain = _EMPHASIS.sub(r"\1", plain)
    plain = plain.strip() if printable and "  " not in plain else " ".join(plain.split())
    return _WRAPPED_HYPHEN.sub("-", plain) if "- " in plain else plain


def _plain_math(match: re.Match[str]) -> str:
    """Turn the formula that OCR makes of ``38(1): 90`` or ``H2O`` back into plain text."""
    body = match[1]
    if not _MATH_SIGN.search(body) and not _MATH_BODY.fullmatch(body):
        return match[0]
    return re.sub(r"[\s{}~^_\\]", "", _COMMAND.sub(_letter, _MATH_FORMAT.sub("", body)))


def _letter(command: re.Match[str]) -> str:
    """Return the letter or sign that a command of LaTeX stands for, nothing where it stands for none."""
    from synth.readers.exports.latex import to_text  # noqa: PLC0415 - few texts hold a formula

    return to_text(f"{{{command[0]}}}")


def join_han(text: str) -> str:
    """Return the text without the spaces that line wraps leave between Chinese characters."""
    return _HAN_GAP.sub("", text)


def field(text: str) -> str:
    """Return the text as a clean field value."""
    plain = tidy(text)
    return (plain if plain.isascii() else join_han(plain)).strip(" ,;，；")


def language_of(text: str) -> LanguageCode:
    """Return ``zh`` where Chinese characters outnumber the words of other scripts, else ``en``."""
    return "zh" if len(_HAN_CHARACTER.findall(text)) > len(_LATIN_WORD.findall(text)) else "en"
