"""Where a work stands made comparable: volume, issue, pages, journal and DOI.

Each comparison has three outcomes: the two agree, they differ, or they cannot be compared, because one is missing or
is of another kind (an article number beside a page). Only what can be compared speaks for or against.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from synth.dedupe.titles import is_han, plain


class Sign(Enum):
    """What a comparison of one field says."""

    AGREE = "agree"
    DIFFER = "differ"
    UNKNOWN = "unknown"


class Pages(NamedTuple):
    """First and last page as numbers, and the letters before the first (``e``, ``S``); 0 where there is none."""

    first: int = 0
    last: int = 0
    prefix: str = ""


_DASHES = re.compile("\\s*(?:[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d~\u223c\uff5e]|--+)+\\s*")
_PAGE = re.compile(r"([a-z]{0,3})\s*(\d{1,9})(?:-([a-z]{0,3})(\d{1,9}))?")
_PAGE_WORDS = re.compile(r"\b(?:pages?|pp?|pg|art(?:icle)?|no|id)\b\.?|第|页|頁")
_FIRST_NUMBER = re.compile(r"\d+")
_ROMAN_VOLUME = re.compile(r"[ivxlc]{1,7}")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ARTICLE_NUMBER = 10_000
_BRACKETED = re.compile(r"[(\[（【][^()\[\]（）【】]*[)\]）】]")
_EDITION = re.compile(rf"{_BRACKETED.pattern}|[:：].*")
_CONTAINER_SMALL = frozenset(
    [
        "the",
        "of",
        "in",
        "on",
        "for",
        "and",
        "a",
        "an",
        "de",
        "la",
        "le",
        "des",
        "du",
        "der",
        "die",
        "und",
        "et",
        "e",
        "y",
        "i",
    ]
)
_CONTAINER_WORD = re.compile(r"[^\W_]+")
_ORDINALS = re.compile(r"\b(?:\d+(?:st|nd|rd|th)?|first|second|third|annual)\b")
_UNDERTITLE = re.compile(r"\s*[:;].*| [-–—] .*")
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/|1101/(?:\d{6}|20\d\d\.)|2139/ssrn|12074/|31234/|31219/|31235/|26434/|21203/rs|20944/preprints|36227/|22541/"
    r"|35542/|64898/)"
)
_PREPRINT_PLACE = re.compile(
    r"arxiv|(?:bio|med|chem|tech|eng|china|pss)rxiv|chinaxiv|pssxiv|\bssrn\b|research square|preprint|^corr$|预印本"
)
_DOI_VERSION = re.compile(r"(?:[./]v\d+|/v\d+/(?:review|decision|response)\d*)$")


def volume_of(text: str) -> str:
    """Return the number of a volume or an issue; a Roman one as digits."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    if match := _FIRST_NUMBER.search(folded):
        return match[0].lstrip("0") or "0"
    return str(_roman(folded)) if _ROMAN_VOLUME.fullmatch(folded) else ""


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[character] for character in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def pages_of(text: str) -> Pages:
    """Return the first range of pages; ``123-30`` ends on 130."""
    if not text:
        return Pages()
    folded = _DASHES.sub("-", _PAGE_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()))
    match = _PAGE.search(folded)
    if not match:
        return Pages()
    prefix, first, _, last = match.groups()
    if last and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    start, end = int(first), int(last or 0)
    return Pages(start, end if end >= start else 0, prefix or "")


def compare_pages(ours: Pages, theirs: Pages) -> Sign:
    """Compare first pages; an article number, or the pages of an advance copy (from 1), cannot be told from pages."""
    if not ours.first or not theirs.first:
        return Sign.UNKNOWN
    if ours.first == theirs.first:
        return Sign.AGREE if ours.prefix == theirs.prefix or not (ours.prefix and theirs.prefix) else Sign.UNKNOWN
    if ours.last and ours.last == theirs.last and abs(ours.first - theirs.first) <= ours.last:
        return Sign.AGREE
    of_one_kind = (
        bool(ours.prefix) == bool(theirs.prefix)
        and (ours.first >= _ARTICLE_NUMBER) == (theirs.first >= _ARTICLE_NUMBER)
        and (ours.first == 1) == (theirs.first == 1)
    )
    return Sign.DIFFER if of_one_kind else Sign.UNKNOWN


def doi_of(text: str) -> str:
    """Return a DOI in lower case without its resolver."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip().rstrip(".,;")
    start = folded.find("10.")
    return folded[start:].replace("%2f", "/").replace(" ", "") if start >= 0 else ""


def work_doi(doi: str) -> str:
    """Return the DOI without the version that preprint servers add."""
    return _DOI_VERSION.sub("", doi)


def is_preprint(doi: str, container: str, url: str) -> bool:
    """Whether DOI, container or address are those of a preprint server; a publisher's DOI outweighs the others."""
    if doi:
        return bool(_PREPRINT_DOI.match(doi))
    place = plain(container)
    return bool(_PREPRINT_PLACE.search(place)) or (not place and bool(_PREPRINT_PLACE.search(url.casefold())))


@lru_cache(maxsize=1 << 16)
def container_words(container: str) -> tuple[str, ...]:
    """Return the words of a journal's or a proceedings' name that carry meaning; a Chinese name as one word."""
    text = plain(container)
    if is_han(text):
        return ("".join(_CONTAINER_WORD.findall(text)),)
    text = _ORDINALS.sub(" ", _BRACKETED.sub(" ", text)).replace("'", "")
    return tuple(word for word in _CONTAINER_WORD.findall(text) if word not in _CONTAINER_SMALL)


@lru_cache(maxsize=1 << 16)
def compare_containers(ours: str, theirs: str) -> Sign:
    """Compare the names of two journals; an abbreviation agrees with every name it may stand for."""
    left, right = container_words(ours), container_words(theirs)
    han = is_han(plain(ours))
    if not left or not right or han != is_han(plain(theirs)):
        return Sign.UNKNOWN
    if left == right:
        return Sign.AGREE
    if han:
        return _compare_han(ours, theirs)
    names = [(container_words(a), container_words(b)) for a in _names_of(ours) for b in _names_of(theirs)]
    return Sign.AGREE if any(_stands_for(*pair) for pair in names if all(pair)) else Sign.DIFFER


def _names_of(container: str) -> list[str]:
    """Return a name whole, without its subtitle, and in each of its languages."""
    return list(dict.fromkeys([container, _UNDERTITLE.sub("", container), *container.split("=")]))


def _compare_han(ours: str, theirs: str) -> Sign:
    """Compare Chinese names: an edition in brackets may be missing, but not be another one."""
    bare = [container_words(_EDITION.sub("", name)) for name in (ours, theirs)]
    one_without = any(not _EDITION.search(name) for name in (ours, theirs))
    return Sign.AGREE if bare[0] == bare[1] and one_without else Sign.DIFFER


def _stands_for(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether one name consists of beginnings of words of the other, in order: *J Am Chem Soc*, *PNAS*."""
    if ours == theirs:
        return True
    short, long = sorted((ours, theirs), key=lambda words: (len("".join(words)), words))
    if len(short) == len(long) == 1:
        return len(short[0]) > 2 and long[0].startswith(short[0])  # noqa: PLR2004 - as below
    if len(short) == 1:
        return len(short[0]) > 2 and _spelt_by(short[0], long)  # noqa: PLR2004 - two letters stand for too much
    bare = [words[1:] if words[0].startswith("proc") else words for words in (short, long)]
    return any(_beginnings(one, other) for one, other in (bare, bare[::-1]))


def _beginnings(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each word abbreviates the next one of the long name, of which one in five may be left out."""
    place = skipped = 0
    for word in short:
        while place < len(long) and not _abbreviates(word, long[place]):
            place, skipped = place + 1, skipped + 1
        if place == len(long):
            return False
        place += 1
    cut_short = len(short) > 2 and not skipped  # noqa: PLR2004 - a name cut short, as VET COMP ORTHOPAED
    return cut_short or skipped + len(long) - place <= len(long) // 5


def _abbreviates(word: str, full: str) -> bool:
    """Whether a word is the beginning of another, or its beginning and end: *natl* is *national*."""
    if full.startswith(word) or word.startswith(full):
        return True
    if word[0] != full[0] or len(word) < 3 or len(word) >= len(full):  # noqa: PLR2004 - two letters stand for too much
        return False
    rest = iter(full)
    return all(letter in rest for letter in word)


def _spelt_by(letters: str, words: tuple[str, ...]) -> bool:
    """Whether a word is made of beginnings of the words in order, at most one of which, or two, it leaves out."""
    left_out = 1 + (len(letters) > 3)  # noqa: PLR2004 - a longer one is less of a coincidence
    reached = {(0, 0)}  # (letters used, words used)
    for word in words:
        further = set(reached)
        for used, count in reached:
            size = 0
            while used + size < len(letters) and size < len(word) and letters[used + size] == word[size]:
                size += 1
                further.add((used + size, count + 1))
        reached = further
    return any(used == len(letters) and count >= max(2, len(words) - left_out) for used, count in reached)
