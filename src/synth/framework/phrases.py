"""The noun phrase around a hit, and what it is said of: "internal logic" of "integration communities"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.languages import join_surfaces, read_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Token

_WORDS_BEFORE, _WORDS_AFTER = 3, 2
_LONGEST_OBJECT = 8


def noun_phrase(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Widen a span to the words that stand directly beside it.

    Parameters
    ----------
    tokens
        A text.
    start, end
        The span: first token, token after the last.

    Returns
    -------
    tuple of int
        The wider span; it crosses no stop word and no punctuation.
    """
    first, last = start, end
    while first > max(0, start - _WORDS_BEFORE) and tokens[first - 1].role == "word" and tokens[first].role != "break":
        first -= 1
    while last < min(len(tokens), end + _WORDS_AFTER) and tokens[last].role == "word":
        last += 1
    return first, last


def said_of(tokens: Sequence[Token], start: int, end: int) -> str:
    """Return what a noun phrase is said of, as written, in English with its preposition; empty where it is not said.

    Parameters
    ----------
    tokens
        A text.
    start, end
        The noun phrase: first token, token after the last.

    Returns
    -------
    str
        "of vocational education" for "Fundamental Logic and Mechanisms of Vocational Education"; 职业教育 for
        "职业教育的内在逻辑与实践路径".
    """
    chinese = tokens[start].surface[:1] > "⺀"
    return _before_de(tokens, start) if chinese else _after_preposition(tokens, end)


def _after_preposition(tokens: Sequence[Token], end: int) -> str:
    """Pass over what is coordinated with the phrase, up to "of", "for" or "between"."""
    for i in range(end, len(tokens)):
        token = tokens[i]
        if token.text in {"of", "for", "between"}:
            return _object(tokens, i)
        passes = token.role == "word" or token.text == "and" or (token.role == "break" and token.surface == ",")
        if not passes:
            break
    return ""


def _object(tokens: Sequence[Token], preposition: int) -> str:
    start = preposition + 1
    if start < len(tokens) and tokens[start].text in {"the", "a", "an"}:
        start += 1
    end = _end_of_words(tokens, start)
    if tokens[preposition].text == "between" and end < len(tokens) and tokens[end].text == "and":
        end = _end_of_words(tokens, end + 1)
    # A single gerund lacks its object: "for cultivating" stands for "for cultivating top talents".
    gerund = end - start == 1 and tokens[start].surface.endswith("ing")
    if not 0 < end - start <= _LONGEST_OBJECT or gerund:
        return ""
    return f"{tokens[preposition].text} {join_surfaces(tuple(tokens[preposition + 1 : end]))}"


def _end_of_words(tokens: Sequence[Token], start: int) -> int:
    end = start
    while end < len(tokens) and tokens[end].role in {"word", "number"}:
        end += 1
    return end


def _before_de(tokens: Sequence[Token], start: int) -> str:
    """Pass back over what is coordinated with the phrase, up to 的, and return what stands before it."""
    separators = read_lexicon("reporting")["zh"]["separators"]
    for i in range(start - 1, -1, -1):
        if tokens[i].text == "的":
            first = i
            while first and tokens[first - 1].role != "break" and i - first < _LONGEST_OBJECT:
                first -= 1
            whole = first == 0 or tokens[first - 1].role == "break"
            return join_surfaces(tuple(tokens[first:i])) if whole else ""
        if tokens[i].role != "word" and tokens[i].text not in separators:
            break
    return ""
