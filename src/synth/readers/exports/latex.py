r"""LaTeX as bibliographies use it, as plain text: ``M{\"u}ller`` is *Müller*, ``$\Sigma^{0}$`` is *Σ⁰*.

Only what LaTeX is in a field is touched: accents, symbols, maths, dashes, quotes and ties. A table serves what nearly
every file uses; pylatexenc knows the rare symbols. Addresses are no LaTeX: they go to :func:`plain_address`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_ACCENTS = {
    '"': "\u0308",
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
    "t": "\u0361",
}
_LETTERS = {
    "ss": "ß",
    "SS": "SS",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "dj": "đ",
    "DJ": "Đ",
    "th": "þ",
    "TH": "Þ",
    "ng": "ŋ",
    "NG": "Ŋ",
}
# Characters that the steps after the commands would take for LaTeX stand in as non-characters until the end.
_KEPT = {"{": "\ufdd0", "}": "\ufdd1", "~": "\ufdd2", "$": "\ufdd3"}
_SYMBOLS = {
    "textbackslash": "\\",
    "backslash": "\\",
    "textbraceleft": _KEPT["{"],
    "textbraceright": _KEPT["}"],
    "lbrace": _KEPT["{"],
    "rbrace": _KEPT["}"],
    "textasciitilde": _KEPT["~"],
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textdollar": _KEPT["$"],
    "textunderscore": "_",
    "textperiodcentered": "·",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "LaTeXe": "LaTeX2e",
    "copyright": "©",
    "degree": "°",
    "celsius": "°C",
    "textless": "<",
    "textgreater": ">",
    "lt": "<",
    "gt": ">",
    "textbar": "|",
    "bibrangedash": "–",
    "quad": " ",
    "qquad": " ",
    "newline": " ",
    "par": " ",
    "space": " ",
}
_PLAIN_SIGNS = "&%_#"
_SIGNS = dict.fromkeys("()[]!-/@", "") | dict.fromkeys(" ,;:>\\\n\t", " ") | _KEPT
_COMMAND = re.compile(
    r"""\\(?:
    ( ["'`^~=.] | [uvHckrdbt](?=[\s{\\]) ) \s*\{?\s* (?: \\([ij])(?![A-Za-z])\s* | ([^\W\d_]) )   # an accent, a letter
    | (?:noopsort|NoopSort|SortNoop|cite[a-z]{0,6}|label|vphantom|hspace|vspace|color) \s* \{[^{}]*+\}  # no text
    | ([A-Za-z]++)\*? (\s*+)                                                                      # a named command
    | (.)                                                                                         # a sign
    )""",
    re.VERBOSE | re.DOTALL,
)
# A file that went through JSON or a second escaping has two backslashes where LaTeX has one.
_TWICE = re.compile(r"\\\\(?=[\"'`^~][A-Za-z{\\]|[&%$#_]|(?:[ijoOlL]|ss|ae|AE|oe|OE|aa|AA)[}\s\\])")
_MATHS = re.compile(r"(?<!\\)(\${1,2}+)(?=\S)((?:[^$\\]|\\.){1,500}+)(?<!\s)\${1,2}+(\d?)", re.DOTALL)
_MATHS_SIGNS = re.compile(r"[\\_^{]")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*+)\}\s*\{([^{}]*+)\}")
_FORMAT = re.compile(
    r"\\(?:math(?:rm|bf|it|sf|tt|cal|bb|frak|scr)|text(?:rm|bf|it|sf|sc|sl|up)?|left|right|displaystyle|rm|bf|it|boldsymbol)"
    r"(?![A-Za-z])\s*\{?"
)
_SCRIPT = re.compile(r"(?<!\\)([_^])\s*(?:\{([^{}]*+)\}?|(\\[A-Za-z]++|[^\s{}\\]))")
_TEXT_SCRIPT = re.compile(r"\\text(super|sub)script\s*\{([^{}]*+)\}")
_LINK = re.compile(r"\\href\s*\{[^{}]*+\}")
_DASHES = re.compile(r"(?<!\\)-{2,3}+")
_TIE = re.compile(r"(?<![\s(\[{])~|~(?!\s?\d)")
_QUOTES = (("``", "“"), ("''", "”"))
_RAISED = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_DEGREES = {r"\circ": "°", r"\degree": "°", r"\prime": "′"}
_ADDRESS = re.compile(r"\{?\\([_%&#$~{}])(?:\{\})?\}?")
_ADDRESS_COMMAND = re.compile(r"^\\(?:url|path|href|nolinkurl|doi)\s*\{([^{}]*+)\}.*", re.DOTALL)


def to_text(value: str) -> str:
    """Return a field's value without its LaTeX; one that has none comes back as it is.

    Parameters
    ----------
    value
        The value as written, without the braces or quotes around it.
    """
    value = _dashes_and_quotes(value)
    if "$" in value:
        value = _MATHS.sub(_maths, value)
    escaped = "\\" in value
    if escaped:
        value = _commands(value)
    if "~" in value:
        value = _TIE.sub(" ", value)
    value = value.replace("{", "").replace("}", "")
    if escaped:
        for character, stand_in in _KEPT.items():
            value = value.replace(stand_in, character)
    return value


def plain_address(value: str) -> str:
    """Return a DOI, URL or file name without the braces and backslashes that exporters put into it.

    Parameters
    ----------
    value
        The value as written; a percent sign or tilde in it stays.
    """
    value = value.strip()
    while value[:1] == "{" and value[-1:] == "}":
        value = value[1:-1].strip()
    if "\\" not in value:
        return value
    value = value.replace(r"$\sim$", "~").replace(r"\textasciitilde", r"\~")
    return _ADDRESS_COMMAND.sub(r"\1", _ADDRESS.sub(r"\1", value))


def _dashes_and_quotes(value: str) -> str:
    """Put the dashes and quotes that LaTeX makes of several signs."""
    if "--" in value:
        value = _DASHES.sub(lambda match: "–" if len(match[0]) == 2 else "—", value)  # noqa: PLR2004 - two or three hyphens
    for signs, quote in _QUOTES:
        if signs in value:
            value = value.replace(signs, quote)
    return value


def _commands(value: str) -> str:
    """Replace every command by the text that it prints; its arguments stay."""
    if "\\\\" in value:
        value = _TWICE.sub(r"\\", value)
    for sign in _PLAIN_SIGNS:
        value = value.replace(f"\\{sign}", sign)
    if "script" in value:
        value = _TEXT_SCRIPT.sub(lambda match: _script("^" if match[1] == "super" else "_", match[2]), value)
    if "\\href" in value:
        value = _LINK.sub("", value)
    return _COMMAND.sub(lambda match: _printed(match[0]), value)


@lru_cache(maxsize=10_000)
def _printed(command: str) -> str:
    """Return what a command prints; the few that a file uses come again and again."""
    match = _COMMAND.match(command)
    return _command(match) if match else command


def _command(match: re.Match[str]) -> str:
    accent, dotless, letter, name, space, sign = match.groups()
    if accent:
        return _accented(dotless or letter, accent)
    if name is None:
        return _SIGNS.get(sign, sign) if sign else ""
    if name in _LETTERS:
        return _LETTERS[name]
    text = _SYMBOLS.get(name)
    if text is None:
        text = _rare_symbol(name)
    # TeX swallows the space behind a command; behind a symbol that is a writer's slip, behind "\em" it is not.
    return f"{text}{space[:1]}" if text else ""


@cache
def _accented(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent])


@cache
def _rare_symbol(name: str) -> str:
    """Return what pylatexenc knows a command without arguments to print; nothing for one that only formats."""
    from pylatexenc.latex2text import (  # type: ignore[import-untyped] # noqa: PLC0415 - no types; rare commands alone
        get_default_latex_context_db,
    )

    found = get_default_latex_context_db().get_macro_spec(name)
    text = getattr(found, "simplify_repl", None)
    return text if isinstance(text, str) and not re.search(r"[%<\[\n]", text) else ""


def _maths(match: re.Match[str]) -> str:
    """Write a formula on one line; what stands between two prices is none."""
    body, digit = match[2], match[3]
    if digit and not _MATHS_SIGNS.search(body):
        return match[0]
    return _formula(body) + digit


@lru_cache(maxsize=10_000)
def _formula(body: str) -> str:
    body = _FRACTION.sub(r"\1/\2", _FORMAT.sub("", body))
    return _SCRIPT.sub(lambda script: _script(script[1], script[2] or script[3] or ""), body)


def _script(place: str, text: str) -> str:
    """Return a text above or below the line in the characters that Unicode has for it, else on the line."""
    text = text.strip()
    if text in _DEGREES:
        return _DEGREES[text]
    table = _RAISED if place == "^" else _LOWERED
    return "".join(table[character] for character in text) if all(map(table.__contains__, text)) else f"{{{text}}}"
