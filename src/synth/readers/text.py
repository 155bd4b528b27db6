"""Character-level cleaning that every reader shares.

Parsing looks at the *shape* of a text, a copy of the same length in which full-width punctuation, odd dashes and odd
spaces are ASCII. Positions found in the shape are valid in the text, so fields keep the characters of the source.
"""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from synth.datatypes import LanguageCode

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007"
KANA = "\u3041-\u3096\u30a1-\u30fa"

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
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\ud800-\udfff]"
)
_MATH = re.compile(r"\$([^$\n]{1,200})\$")
_MATH_FORMAT = re.compile(
    r"\\(?:left|right|textsuperscript|textsubscript|mathrm|mathbf|mathit|mathsf|textrm|text|rm|bf|it|big|Big|displaystyle)(?![a-zA-Z])"
)
_MATH_SIGN = re.compile(r"[\\_^{}]")
_COMMAND = re.compile(r"\\[a-zA-Z]+")
_MATH_BODY = re.compile(r"[\d\s.,:;()\[\]+~-]+")
# "a<b and c>d" holds no tag: behind the name of one stand attributes alone.
_TAG = re.compile(
    r"</?(?:i|b|em|strong|italic|bold|sub|sup|span|u|scp)(?:\s{1,9}[\w:-]{1,40}=(?:\"[^\"<>]{0,80}\"|'[^'<>]{0,80}'|[^\s<>\"']{1,80}))*+\s?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile("[\r\x0b\x0c\x1c-\x1f\x85]")  # control characters that part lines or fields
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,2}([^*\n]{2,400})\*{1,2}(?![\w*])")
# A space that a line wrap leaves after a hyphen, but not the one of "short- and long-term".
_WRAPPED_HYPHEN = re.compile(r"(?<=[\w.])-\s(?!(?:and|or|to|und|oder|et|vs)\s)(?=\w)")
_HAN_GAP = re.compile(rf"(?<=[{HAN}，。：；、）》”])\s+(?=[{HAN}，。：；、（《“])")
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_KANA = re.compile(f"[{KANA}]")
_FEW_KANA = 20  # a text of Chinese characters with more kana than one in so many is Japanese
_LATIN_WORD = re.compile(r"[^\W\d_" + HAN + "]+")


def shape(text: str) -> str:
    """Return a copy of the same length with ASCII punctuation, dashes and spaces."""
    return text.translate(_SHAPES)


def visible(text: str) -> str:
    """Return the text without control, zero-width and bidirectional characters."""
    if text.isprintable():
        return text
    return _INVISIBLE.sub("", _BREAK.sub(" ", text))


def has_entity(text: str) -> bool:
    """Whether a text holds what may be a character reference."""
    return "&" in text and bool(_ENTITY.search(text))


def unescaped(text: str) -> str:
    """Return the text with its character references resolved, even where they were escaped twice."""
    if "&" not in text or ";" not in text:
        return text
    for _ in range(2):
        text = _ENTITY.sub(_character, text)
    return text


def _character(reference: re.Match[str]) -> str:
    known = reference[0][1] == "#" or reference[0][1:] in html5
    return html.unescape(reference[0]) if known else reference[0]


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
    """Return ``zh`` where Chinese characters outnumber the words of other scripts, save in Japanese; else ``en``."""
    han = len(_HAN_CHARACTER.findall(text))
    if han <= len(_LATIN_WORD.findall(text)):
        return "en"
    return "en" if len(_KANA.findall(text)) * _FEW_KANA > han else "zh"
