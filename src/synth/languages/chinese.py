"""Chinese: jieba's segmentation of a run of Han characters."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

from synth.datatypes import Token
from synth.languages.wordlists import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synth.datatypes import TokenRole

# jieba is quadratic in the length of a run (its issue 782); no phrase is cut by so wide a window but by chance.
_WINDOW = 1000
# The sum of all frequencies in the dictionary of jieba 0.42.1; adding them up takes longer than parting the entries.
_TOTAL = 60_101_967
# More than the distinct words of 100,000 titles.
_KEPT = 2**17


class _Segmenter:
    """jieba's tokenizer, with its own dictionary, of which only what the texts call for is parsed.

    jieba takes a second to parse its 349,000 entries, or loads a marshal file from the shared temporary folder, which
    anyone may have written. A word occurs only where its first two characters are neighbours, so the entries are parted
    by their first character at the start, by their second when a text has the first, and parsed when it has both.
    """

    def __init__(self) -> None:
        import jieba  # noqa: PLC0415 - heavy: only Han text needs it

        self._jieba = jieba.Tokenizer()
        with self._jieba.get_dict_file() as file:
            self._by_first = _parted(file.read().decode("utf-8"), 0)
        self._by_pair: dict[str, dict[str, str]] = {}
        self._parsed: set[tuple[str, str]] = set()
        self._frequencies: dict[str, int] = self._jieba.FREQ
        self._jieba.total = _TOTAL
        self._jieba.initialized = True

    def words(self, run: str) -> Iterator[str]:
        """Yield the words that jieba cuts a run into."""
        for start in range(0, len(run), _WINDOW):
            window = run[start : start + _WINDOW]
            self._parse(window)
            yield from self._jieba.cut(window)

    def words_within(self, word: str) -> Iterator[str]:
        """Yield the words of two and three characters inside a longer one, as jieba does for search engines."""
        self._parse(word)
        for size in (2, 3):
            for start in range(len(word) - size + 1 if len(word) > size else 0):
                part = word[start : start + size]
                if self._frequencies.get(part):
                    yield part

    def _parse(self, text: str) -> None:
        """Enter the words that begin with two neighbours of a text or are one of its characters."""
        # An entry of one character has a blank in the second place.
        pairs = {*pairwise(text), *zip(text, repeat(" "), strict=False)} - self._parsed
        for first, second in pairs:
            if first not in self._by_pair:
                self._by_pair[first] = _parted(self._by_first.pop(first, ""), 1)
            for entry in self._by_pair[first].get(second, "").splitlines():
                word, frequency, _ = entry.split(" ")
                # jieba reads on as long as what it has read is a key.
                for end in range(1, len(word)):
                    self._frequencies.setdefault(word[:end], 0)
                self._frequencies[word] = int(frequency)
        self._parsed |= pairs


def _parted(entries: str, place: int) -> dict[str, str]:
    """Return the lines of a dictionary by their character at a place, in order."""
    groups: dict[str, str] = {}
    for match in re.finditer(rf"^.{{{place}}}(.).*\n(?:.{{{place}}}\1.*\n)*", entries, re.MULTILINE):
        groups[match[1]] = groups.get(match[1], "") + match[0]
    return groups


@cache
def _segmenter() -> _Segmenter:
    return _Segmenter()


def tokens(run: str, glue: str = "") -> list[Token]:
    """Segment a run of Han characters.

    Parameters
    ----------
    run
        Han characters only.
    glue
        What stood before the run.

    Returns
    -------
    list of Token
        Words in order; single characters and function words are ``stop`` words.
    """
    return [_make_token(word, "" if i else glue) for i, word in enumerate(_segmenter().words(run))]


@lru_cache(maxsize=_KEPT)
def _make_token(word: str, glue: str) -> Token:
    role: TokenRole = "stop" if len(word) == 1 or word in read_words("stop_zh") else "word"
    return Token(text=word, surface=word, role=role, glue=glue)


@lru_cache(maxsize=_KEPT)
def index_terms(word: str) -> tuple[str, ...]:
    """Return a word, the words inside it and its characters, each once and none of them a function word.

    Parameters
    ----------
    word
        One token's text.

    Returns
    -------
    tuple of str
        Empty where the word itself is a function word.
    """
    stop_words = read_words("stop_zh")
    if word in stop_words:
        return ()
    parts = dict.fromkeys([word, *_segmenter().words_within(word), *word])
    return tuple(part for part in parts if part not in stop_words)
