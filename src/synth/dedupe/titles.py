"""Titles made comparable: one key whatever the case, width, markup and punctuation, and what tells two works apart.

A comparison that keeps ASCII alone makes all Chinese titles equal, so a key keeps the letters and digits of any script.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter

from rapidfuzz.distance import OSA

from synth.languages import read_words

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_GREEK = str.maketrans(
    {
        character: unicodedata.name(character).rpartition(" ")[2].lower().replace("lamda", "lambda")
        for character in "αβγδεζηθικλμνξοπρτυφχψω"
    }
    | {"σ": "sigma", "ς": "sigma"}
)
_LANGUAGES = (
    "english|french|german|spanish|italian|portuguese|russian|chinese|japanese|korean|polish|dutch|turkish|czech"
    "|danish|swedish|norwegian|hungarian|persian|arabic|hebrew|ukrainian|greek"
)
_SIGNS = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2212"} | {ord("’"): "'", ord("‘"): "'"}
_STATED_LANGUAGE = re.compile(rf"[\[(](?:article in |in )?(?:{_LANGUAGES})[\])][.\s]*$")
_WORD = re.compile(r"[^\W_]+[+#]*")
_HAN = re.compile("[㐀-䶿一-鿿豈-﫿]")
_LATIN = re.compile(r"[a-z]+")

# A notice about a work, and an answer to it, are not the work. Only a difference between two titles counts.
_NOTICE = re.compile(
    r"^\W*(?:(?P<retracted>retracted|withdrawn|撤稿|撤回)|(?P<retraction>retraction|withdrawal)"
    r"|(?P<correction>(?:publisher|author)(?:'?s)?\s+correction|errat(?:um|a)|corrigend(?:um|a)|correction|addendum|更正|勘误)"
    r"|(?P<concern>(?:editorial )?expression of concern)"
    r"|(?P<answer>(?:in |the )?(?:authors?'?s?'? )?(?:reply|response|rebuttal)"
    r"|comments? (?:on|to)|comment|commentary|re(?=\s*:)|discussion (?:of|on)|letter (?:to|re)|答|回应|回复|评论)"
    r"|(?P<book>book review|书评))(?![^\W_])"
    r"|(?P<late_retracted>\((?:retracted|withdrawn)\b[^()]*\W*\)?\W*$)|(?P<late_correction>\(vol\.? \d+[^()]*\)\W*$)"
    r"|[-–—:.(]\s*(?P<late_answer>(?:authors?'?s?'? )?(?:reply|response|rebuttal|comment))\W*$"
    r"|[-–—:.(]\s*(?P<late_erratum>erratum|corrigendum|correction)\W*$"
)
_LATE = {
    "late_retracted": "retracted",
    "late_correction": "correction",
    "late_erratum": "correction",
    "late_answer": "answer",
}

_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12, "xiii": 13}
_LONE_ROMAN = {"i": 1, "v": 5, "x": 10}
_COUNTS = {
    word: str(value)
    for value, words in enumerate(
        (
            "one first",
            "two second",
            "three third",
            "four fourth",
            "five fifth",
            "six sixth",
            "seven seventh",
            "eight eighth",
            "nine ninth",
            "ten tenth",
        ),
        1,
    )
    for word in words.split()
}
_SERIES = frozenset(
    [
        "part",
        "parts",
        "phase",
        "type",
        "stage",
        "class",
        "section",
        "grade",
        "level",
        "factor",
        "chapter",
        "volume",
        "vol",
        "no",
        "number",
        "group",
        "appendix",
        "paper",
        "study",
        "report",
        "series",
        "session",
        "cohort",
    ]
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九两", "001234567892")
_HAN_NUMBER = re.compile(r"[〇零一二三四五六七八九十百两]+|[上中下续](?=\s*[篇册卷集部)）]|\W*$)")

_SUBTITLE = re.compile(r"\s*(?::|——|―|--|－－|\.\s|\?|？|\s[-–—]\s|——|—)\s*")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "to",
        "by",
        "from",
        "as",
        "is",
        "are",
        "its",
        "their",
        "this",
        "that",
        "into",
        "using",
        "use",
        "via",
        "de",
        "la",
        "le",
        "les",
        "el",
        "un",
        "une",
        "der",
        "die",
        "das",
        "und",
        "et",
        "y",
        "e",
    ]
)
_SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("our", "or"),
    ("ae", "e"),
    ("oe", "e"),
)
_CONTRARY = (
    ("hyper", "hypo"),
    ("intra", "inter"),
    ("micro", "macro"),
    ("pre", "pro"),
    ("pre", "post"),
    ("exo", "endo"),
    ("under", "over"),
    ("mono", "poly"),
    ("anti", "ante"),
    ("sub", "super"),
)
_SHORTEST_WORD = 5
_GLUED = 12  # letters of words run together in which one slip tells nothing


def plain(title: str) -> str:
    """Return a title in lower case without markup, width and accents, Greek letters spelt out."""
    text = html.unescape(html.unescape(title)) if "&" in title else title
    text = _TAG.sub("", text) if "<" in text else text
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))
    return text.translate(_LETTERS).translate(_GREEK).translate(_SIGNS)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a plain title; ``C++`` and ``C#`` keep their signs."""
    return tuple(_WORD.findall(text))


def key_of(text: str) -> str:
    """Return the letters and digits of a plain title, without the language some databases state at its end."""
    return "".join(_WORD.findall(_STATED_LANGUAGE.sub("", text) if text.endswith(("]", ")", "].", ").")) else text))


def title_key(title: str) -> str:
    """Return the letters and digits of a title, in any script, without case, width, accents and markup."""
    return key_of(plain(title))


def main_key(text: str) -> str:
    """Return the key of a plain title up to its subtitle; empty where it has none."""
    main, mark, rest = text.strip(), "", ""
    if match := _SUBTITLE.search(main):
        main, mark, rest = main[: match.start()], match[0], main[match.end() :]
    return key_of(main) if mark and key_of(rest) else ""


def is_han(text: str) -> bool:
    """Whether a title is Chinese: it has at least three Chinese characters for every two Latin words."""
    han = len(_HAN.findall(text))
    return han > 0 and 2 * han >= 3 * len(_LATIN.findall(text))


def notice_of(text: str) -> str:
    """Return what a plain title says it is to another work ("correction", "answer" …); empty where it is its own."""
    match = _NOTICE.search(text)
    if not match or match.lastgroup is None:
        return ""
    return _LATE.get(match.lastgroup, match.lastgroup)


def is_generic(key: str) -> bool:
    """Whether many works bear this title ("Editorial", "卷首语")."""
    return key in read_words("generic_titles")


def numbers_of(text: str) -> tuple[str, ...]:
    """Return the numbers that a plain title names, sorted: digits, Roman and Chinese numerals, part letters.

    *Part II* and *Part 2* give the same, *Part I* and *Part II* do not; 上 and 下 count where they name a volume.
    """
    found = [number.replace(",", "").lstrip("0") or "0" for number in _NUMBER.findall(text)]
    if _HAN.search(text):
        found += [number.translate(_HAN_DIGITS) for number in _HAN_NUMBER.findall(text)]
    words = _LATIN.findall(text)
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if word in _ROMAN:
            found.append(str(_ROMAN[word]))
        elif word in _COUNTS:
            found.append(_COUNTS[word])
        elif word in _LONE_ROMAN and (before in _SERIES or place == len(words) - 1):
            found.append(str(_LONE_ROMAN[word]))
        elif len(word) == 1 and before in _SERIES:
            found.append(word)
    return tuple(sorted(found))


def same_wording(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two titles differ in spelling and small words only, not in a word that carries meaning."""
    left, right = Counter(map(_spelling, ours)), Counter(map(_spelling, theirs))
    mine, other = list((left - right).elements()), list((right - left).elements())
    joined = "".join(mine), "".join(other)
    if joined[0] == joined[1] or (min(map(len, joined)) >= _GLUED and OSA.distance(*joined, score_cutoff=1) <= 1):
        return True
    mine, other = ([word for word in words if word not in _SMALL] for words in (mine, other))
    if len(mine) != len(other):
        return False
    return all(_misspelt(a, b) for a, b in zip(sorted(mine), sorted(other), strict=True))


def _spelling(word: str) -> str:
    """Return a word in one of its spellings: British as American, digraphs as one letter, plurals as they are."""
    for british, american in _SPELLINGS:
        word = word.replace(british, american)
    return word


def _misspelt(word: str, other: str) -> bool:
    """Whether one word is the other with one slip of the pen; a short one only with two letters swapped."""
    if len(word) > 1 and sorted(word) == sorted(other):
        return OSA.distance(word, other) == 1
    if min(len(word), len(other)) < _SHORTEST_WORD or any(character.isdigit() for character in word + other):
        return False
    if any(
        (word.startswith(one) and other.startswith(two)) or (word.startswith(two) and other.startswith(one))
        for one, two in _CONTRARY
    ):
        return False
    return OSA.distance(word, other, score_cutoff=1) <= 1
