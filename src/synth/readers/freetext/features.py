"""Cut a reference into tokens and describe each of them for the model.

A token is a run without spaces, cut further where a style or a lost space glues fields together, as in
``2019;12(3):1-9`` or ``end.Journal``. What is told of a token depends on the word alone, so it is kept for the words
met last; only a few attributes depend on where in the reference it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from synth.readers.text import shape

_CUT = re.compile(
    r"""
      (?<=\d[;:])(?=\(?\d) | (?<=\)[:,;.])(?=[eES]?\d)                  # 2019;12(3):1-9
    | (?<=\d,)(?=\d{1,5}-{1,2}\d) | (?<=\d[.,])(?=(?:19|20)\d\d\b)      # 47,281-298
    | (?<=[^\W\d_A-Z]{2}[.,;:?!])(?=(?!\dd\b)[^\W_a-z]|["“(\[]) | (?<=[)\]"”][.,;:])(?=[^\W\d_])
    | (?<=[a-z]{3})(?=(?:1[5-9]|20)\d\d(?!\d)) | (?<=\b(?:19|20)\d\d)(?=[(\[]\w)  # title2019
    | (?<=[a-z]{2})(?=\[[\dA-Z]) | (?<=[a-z)\]"”.?!])(?=\((?:19|20)\d\d) | (?<=(?:19|20)\d\d[.,;:])(?=[^\W\d_])
    """,
    re.VERBOSE,
)
_GLUED = re.compile(
    r"[^\W_]{1,2}[)\]\"”]?[.,;:?!]+[\w\"“(\[]|[a-z]\(?(?:1[5-9]|20)\d\d"
    r"|(?:19|20)\d\d[(\[]|[a-z]\[|[)\]\"”]\("
)
_LINK = re.compile(r"https?:|www\.|doi|10\.\d{4}|[\w.]+@", re.IGNORECASE)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_DIGITS = re.compile(r"\d")
_MONTH = r"(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sept?|o[ck]t|nov|de[cz])[a-zûü]{0,7}"
_CLASSES = {
    "link": r"https?:|www\.|doi\b|10\.\d{4}|.*\.(?:org|com|edu|html?|pdf)\b",
    "year": r"\W*(?:c\.)?(?:1[5-9]|20)\d\d[a-z]?(?:[-/.](?:(?:1[5-9]|20)\d\d|\d\d?)){0,2}\W*$",
    "range": r"\W*[a-z]{0,2}\d+[a-z]?-{1,2}[a-z]{0,2}\d+[a-z]?\W*$",
    "issue": r"\W*\d*\(.*\d.*\)\W*$",
    "number": r"\W*[a-z]?\d+[a-z]?\W*$",
    "roman": r"\W*[ivxlc]{2,6}\W*$",
    "month": rf"\W*(?:\d{{1,2}}\W{{0,2}})?(?:{_MONTH}|spring|summer|fall|autumn|winter)\W*$",
    "editor": r"\W*(?:eds?|editors?|edited|hrsg|hg|dirs?|coords?|comps?|red|éds?|ed[as])\W*$",
    "in": r"\W*(?:in|dans|en|nel|nella|em)\W*$",
    "volume": r"\W*(?:vols?|volumes?|bd|band|tome|t|tom)\b\W*\d*\W*$",
    "number-sign": r"\W*(?:nos?|nr|n°|nº|num|number|issue|iss|núm|heft|h)\b\W*\d*\W*$",
    "pages": r"\W*(?:pp?|pages?|pgs?|pág|págs|s|ss|str)\b\W*[\d-]*\W*$",
    "publisher": r"\W*(?:press|verlag|publish\w*|publications?|books?|springer|elsevier|wiley|routledge|sage|éditions?"
    r"|ediciones|editorial|editora|edizioni|blackwell|benjamins|gruyter|brill|publ|presses|inc|ltd|co|company)\W*$",
    "institution": r"\W*(?:universi\w*|institute?\w*|department|dept|college|school|faculty|ministry|centre|center"
    r"|laborator\w*|lab|labs|office|agency|council|bureau|organi[sz]ation|corporation|committee|association)\W*$",
    "journal": r"\W*(?:journal\w*|j|review|rev|trans|transactions|annals?|ann|bulletin|bull|zeitschrift|revue|revista"
    r"|rivista|quarterly|letters|lett|archives?|arch|magazine|studies|acta|gazette|tidskrift|am|int|eur|br)\W*$",
    "conference": r"\W*(?:conf|conference|symp|symposium|workshop|meeting|proc|proceedings?|congress|colloquium"
    r"|actes|atti|icml|neurips|nips|acl|sig\w+|cvpr|aaai|ijcai|focs|stoc)\W*\d*\W*$",
    "report": r"\W*(?:tech|technical|reports?|rep|memo|memorandum|working|papers?|tr|rfc|discussion|manuscript)\W*$",
    "thesis": r"\W*(?:thesis|dissertation|dissertação|ph\.?d|m\.?sc?|master'?s|doctoral|tesis|thèse|diss)\W*$",
    "edition": r"\W*(?:edn?|edition|aufl|auflage|édition|rev|revised|\d+(?:st|nd|rd|th|e|ème|\.))\W*$",
    "translator": r"\W*(?:translat\w+|transl|trans|tr|trad|übers)\W*$",
    "retrieved": r"\W*(?:retrieved|accessed|access|available|viewed|visited|url|online|consulted|consulté)\W*$",
    "note": r"\W*(?:forthcoming|submitted|accepted|unpublished|appear|preparation|press|n\.?d|preprint|arxiv)\W*$",
    "versus": r"vs?\.$",
    "and": r"(?:and|&|und|et|y|e|og|och|i)$",
    "others": r"(?:al|others|coll)\W*$",
    "junior": r"(?:jr|sr|iii|iv)\W*$",
    "particle": r"(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|ter|ten|zu|al)$",
    "article": r"\W*(?:the|an?|die|das|les|un|une|los|las|il|lo|gli|um|uma)$",
    "small": r"(?:of|for|on|with|by|from|to|at|as|its|is|are|using|via|through|between|among|into|against|towards?"
    r"|des|dem|im|zur|zum|für|über|sur|pour|sobre|per|para|des|con|dans|aux?|do)$",
}
_CLASS_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CLASSES.items()}
_INITIALS = re.compile(r"\W*(?:[^\W\d_a-z][a-z]?\.-?)+\W*$|[^\W\d_a-z]{1,3}[,;.]?$")
_CLOSERS = {
    '"': ('"', "”", "''"),
    "“": ("”", '"', "''"),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "‘": ("’", "'"),
    "'": ("'", "’"),
    "`": ("'", "’", "`"),
    "``": ("''", '"'),
    "''": ("''",),
    "ʻ": ("ʼ",),
    "‹": ("›",),
}
_QUOTE_NAMES = {"‘": "s", "'": "s", "`": "s"}
_LONGEST = 24  # characters of a word that matter


def cut(text: str) -> list[str]:
    """Cut a reference into tokens.

    Parameters
    ----------
    text
        A reference on one line.

    Returns
    -------
    list of str
        The tokens in order; with the spaces between them left out, they are the text.
    """
    tokens: list[str] = []
    for run in text.split():
        if _GLUED.search(run) and not _LINK.search(run):
            tokens += _CUT.sub(" ", run).split()
        else:
            tokens.append(run)
    return tokens


def describe(tokens: list[str]) -> list[list[str]]:
    """Return the attributes of each token: its own, those of its neighbours, and where in the reference it stands."""
    # A long token is described by its beginning and end.
    words = [_word(token if len(token) <= 2 * _LONGEST else token[:_LONGEST] + token[-_LONGEST:]) for token in tokens]
    padded = [_START_2, _START, *words, _END, _END_2]
    clauses = _spans("C", words, [word.pauses or word.stops for word in words])
    phrases = _spans("S", words, [word.stops for word in words])
    quotes = _quotes(tokens, words)
    style = _style(words, quoted=any(quotes))
    sentences = 0
    dated = False
    rows: list[list[str]] = []
    for index, word in enumerate(words):
        before, after = padded[index + 1], padded[index + 3]
        quote = quotes[index]
        place = f"{min(sentences, 4)}{quote}{'y' if dated else ''}"
        rows.append(
            [
                *word.own,
                *before.as_before,
                *after.as_after,
                padded[index].as_second_before,
                padded[index + 4].as_second_after,
                "@" + place,
                "q" + (quotes[index - 1] if index else "") + ">" + quote,
                "@" + place + style,
                "@" + place + word.kind + word.ending,
                before.kind + before.ending + "|" + word.kind + word.ending,
                word.kind + word.ending + "|" + after.kind,
                before.kind + before.ending + "|" + word.kind + "|" + after.kind,
                _POSITIONS[10 * index // len(words)],
                *clauses[index],
                *phrases[index],
            ]
        )
        if word.stops and not quote:
            sentences += 1
        dated = dated or word.kind == "year"
    return rows


def _quotes(tokens: list[str], words: list[_Word]) -> list[str]:
    """Return for each token the kind of quotation that it is in: ``d`` double, ``s`` single, or nothing."""
    inside = [""] * len(tokens)
    index = 0
    while index < len(tokens):
        sign = words[index].opens
        end = _closing(tokens, index, sign) if sign else -1
        if end >= 0:
            inside[index : end + 1] = [_QUOTE_NAMES.get(sign, "d")] * (end + 1 - index)
            index = end
        index += 1
    return inside


def _closing(tokens: list[str], start: int, sign: str) -> int:
    """Return the token in which the quotation closes that opens at ``start``, or -1."""
    closers = _CLOSERS[sign]
    for index in range(start, min(len(tokens), start + 80)):
        token = tokens[index]
        bare = token.rstrip(".,;:?!)]")
        if bare.endswith(closers) and (index > start or len(bare) > 2):  # noqa: PLR2004 - more than the opening sign
            return index
        if token == sign and index > start:
            return index
    return -1


def _style(words: list[_Word], *, quoted: bool) -> str:
    """Return what the punctuation of a reference tells of its style."""
    year = next((index for index, word in enumerate(words) if word.kind == "year"), -1)
    third = 3
    place = "n" if year < 0 else "e" if third * year < len(words) else "l" if third * year > 2 * len(words) else "m"
    return ("Q" if quoted else "P") + place + (words[year].bracket if year >= 0 else "")


_FLAGS = {
    "journal": "j",
    "conference": "c",
    "publisher": "p",
    "institution": "u",
    "report": "r",
    "thesis": "t",
    "editor": "e",
    "initials": "n",
    "month": "m",
    "year": "y",
    "link": "l",
    "volume": "v",
    "number-sign": "v",
    "issue": "v",
    "range": "g",
    "pages": "g",
    "translator": "x",
    "edition": "d",
    "note": "o",
    "retrieved": "a",
    "number": "0",
}


def _spans(name: str, words: list[_Word], ends: list[bool]) -> list[tuple[str, ...]]:
    """Return for each word the attributes of the span it is in; a span ends where ``ends`` says so."""
    last = len(words) - 1
    bounds = [0, *(index + 1 for index, end in enumerate(ends) if end and index < last), len(words)]
    spans = [words[start:stop] for start, stop in pairwise(bounds)]
    flags = ["".join(sorted({_FLAGS[word.kind] for word in span if word.kind in _FLAGS})) for span in spans]
    rows: list[tuple[str, ...]] = []
    for number, span in enumerate(spans):
        following = spans[number + 1][0].kind if number + 1 < len(spans) else "$"
        lower = sum(word.kind in _LOWER for word in span)
        case = "0" if not lower else "1" if 2 * lower < len(span) else "2"
        length = _LENGTHS[bisect_right(_LENGTH_BOUNDS, len(span))]
        common = (
            name + "f" + flags[number],
            name + "c" + case + length,
            name + "a" + following + case,
        )
        rows += [common] * len(span)
    return rows


class _Word(NamedTuple):
    """What is told of a token wherever it stands; the tuples are attributes ready to be joined."""

    kind: str
    ending: str
    bracket: str
    opens: str
    stops: bool
    pauses: bool
    own: tuple[str, ...]
    as_before: tuple[str, ...]
    as_after: tuple[str, ...]
    as_second_before: str
    as_second_after: str


@lru_cache(maxsize=65_536)
def _word(token: str) -> _Word:
    """Describe one token."""
    plain = shape(token)
    core = _EDGES.sub("", plain).lower()
    folded = _DIGITS.sub("0", core)[:_LONGEST]
    letters = _shape_of(plain)
    kind = _kind(plain, core)
    head = plain[0] if not plain[0].isalnum() else ""
    tail = _trailing(plain)
    outline = head + kind + tail
    own = (
        "w=" + folded,
        "s=" + letters,
        "o=" + outline,
        "e=" + tail,
        "b=" + head,
        "a=" + core[:3],
        "z=" + core[-3:],
        "y=" + core[-2:],
        "l=" + str(min(len(core), 9)),
    )
    return _Word(
        kind=kind,
        ending=tail,
        bracket=head if kind == "year" else "",
        opens=_opening(token),
        stops=tail.startswith((".", "?", "!")) and kind not in _UNSTOPPED,
        pauses=tail[:1] in {",", ";", ":"} or tail[-1:] in {",", ";", ":"},
        own=own,
        as_before=tuple("-" + name for name in (own[0], own[1], own[2], own[6])),
        as_after=tuple("+" + name for name in (own[0], own[1], own[2], own[5])),
        as_second_before="<" + outline,
        as_second_after=">" + outline,
    )


def _opening(token: str) -> str:
    """Return the sign that opens a quotation at the beginning of a token, or nothing."""
    start = token.lstrip("([")
    return next((start[:size] for size in (2, 1) if start[:size] in _CLOSERS), "")


def _shape_of(plain: str) -> str:
    """Return a word's letters as X and x and its digits as 0, longer runs shortened to two (digits: as they are)."""
    letters = "".join("X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c for c in plain)
    return re.sub(r"([^0])\1{2,}", r"\1\1", letters)[:12]


def _trailing(plain: str) -> str:
    """Return the last two signs that a word ends in."""
    stripped = plain.rstrip(_SIGNS)
    return plain[len(stripped) :][-2:] if stripped else plain[-1:]


def _kind(plain: str, core: str) -> str:
    """Return the first class that a word belongs to, else how it is written."""
    if _INITIALS.match(plain):
        return "initials"
    for name, pattern in _CLASS_PATTERNS.items():
        if pattern.match(plain):
            return name
    if not core:
        return "sign"
    if any(c.isdigit() for c in core):
        return "mixed"
    bare = _EDGES.sub("", plain)
    if bare[0].islower():
        return "lower"
    return "upper" if len(bare) > 1 and bare.isupper() else "capital"


_LENGTH_BOUNDS = (2, 3, 4, 5, 8, 12)  # words; spans of as many are told apart
_LENGTHS = "1234589"
_LOWER = frozenset(("lower", "small", "article", "and", "particle"))
_SIGNS = "".join(c for c in map(chr, range(33, 127)) if not c.isalnum())
_UNSTOPPED = frozenset(("initials", "number-sign", "volume", "pages", "editor"))


def _edge(name: str) -> _Word:
    return _Word(
        kind=name,
        ending="",
        bracket="",
        opens="",
        stops=False,
        pauses=False,
        own=(),
        as_before=("-" + name,),
        as_after=("+" + name,),
        as_second_before="<" + name,
        as_second_after=">" + name,
    )


_START, _START_2, _END, _END_2 = _edge("^"), _edge("^^"), _edge("$"), _edge("$$")
_POSITIONS = tuple(f"%{tenth}" for tenth in range(10))
