"""Whole phrases: what nearly always stands beside a term belongs to it (Osinski, Stefanowski and Weiss 2004).

"Bowel syndrome" is a fragment where "irritable" nearly always stands before it, "shot learning" wherever a hyphen
does.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from synth.languages import TermFinder, is_han, join_surfaces, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from synth.datatypes import Token

# A neighbour is a part of the phrase if it stands there in so many of its occurrences …
_COMPLETE = 0.75
# … or, tied to it by a hyphen, in so many of those that have one.
_TIED = 0.6
# A term is torn where so many of its occurrences are tied to the word before.
_TORN = 0.5
# Words of so many letters are one word misspelt where so large a part of their letters agrees.
_LONG_WORD = 8
_SAME_WORD = 0.85
# No label grows beyond so many words, or so many Chinese characters.
_MOST_WORDS = 4
_MOST_HAN = 12
# A text in which so many words are in capitals is shouted: it does not tell how they are written.
_SHOUTED = 0.7
_FEWEST_SHOUTED = 3
_HYPHENS = frozenset("-‐‑")
_Span = tuple["Sequence[Token]", int, int]


def torn_terms(terms: Sequence[str], texts: Sequence[Sequence[Token]]) -> frozenset[str]:
    """Return the terms that a hyphen ties to different words before or after them in most of their occurrences.

    Parameters
    ----------
    terms
        Normal forms.
    texts
        The texts in which they are looked up.
    """
    seen: dict[str, list[_Span]] = {term: [] for term in _ever_tied(terms, texts)}
    for tokens, term, start, end in _occurrences(list(seen), texts):
        seen[term].append((tokens, start, end))
    return frozenset(
        term
        for term, spans in seen.items()
        if (sum(_tied_before(*span) for span in spans) > _TORN * len(spans) and _before(spans) is None)
        or (sum(_tied_after(*span) for span in spans) > _TORN * len(spans) and _after(spans) is None)
    )


def _ever_tied(terms: Sequence[str], texts: Sequence[Sequence[Token]]) -> list[str]:
    """Return the terms that begin or end in a word that some hyphen ties to a neighbour; only they can be torn."""
    tied: set[str] = set()
    for tokens in texts:
        for before, token in pairwise(tokens):
            if token.glue in _HYPHENS:
                tied |= {before.text, token.text}
    return [term for term in terms if term.split(" ")[0] in tied or term.split(" ")[-1] in tied]


def complete(term: str, texts: Sequence[Sequence[Token]]) -> str:
    """Return a term with the words that nearly always stand before and after it in texts.

    Parameters
    ----------
    term
        Its normal form.
    texts
        The texts in which it stands.

    Returns
    -------
    str
        The normal form of the whole phrase; the term itself where nothing is missing.
    """
    while True:
        spans = [(tokens, start, end) for tokens, _, start, end in _occurrences([term], texts)]
        before, after = _before(spans), _after(spans)
        longer = [_joined(before, term)] if before else []
        longer += [_joined(term, after)] if after else []
        fitting = [phrase for phrase in longer if _fits(phrase) and not torn_terms([phrase], texts)]
        if not fitting:
            return term
        term = fitting[0]


def written(term: str, surface: str, texts: Sequence[Sequence[Token]]) -> str:
    """Return how a term is written where its text is not in capitals throughout; in small letters where all are.

    Parameters
    ----------
    term
        Its normal form.
    surface
        How it is written as far as is known, or a part of it where the phrase was completed.
    texts
        The texts in which it stands.
    """
    spans = list(_occurrences([term], texts))
    calm = Counter(join_surfaces(tuple(t[start:end])) for t, _, start, end in spans if not _is_shouted(t))
    if calm:
        known = [text for text in calm if text == surface] or [text for text in calm if surface.lower() in text.lower()]
        return max(known or calm, key=lambda text: (calm[text], -len(text), text))
    loud = Counter(join_surfaces(tuple(t[start:end])) for t, _, start, end in spans)
    found = max(loud, key=lambda text: (loud[text], text), default=surface)
    return found.lower() if spans and found.isupper() else found


def _occurrences(
    terms: Sequence[str], texts: Sequence[Sequence[Token]]
) -> Iterator[tuple[Sequence[Token], str, int, int]]:
    finder = TermFinder(terms)
    for tokens in texts if terms else ():
        for term, start, end in finder.spans(tokens):
            yield tokens, term, start, end


def _tied_before(tokens: Sequence[Token], start: int, _: int) -> bool:
    return start > 0 and tokens[start].glue in _HYPHENS and tokens[start - 1].role != "break"


def _tied_after(tokens: Sequence[Token], _: int, end: int) -> bool:
    return end < len(tokens) and tokens[end].glue in _HYPHENS and tokens[end].role != "break"


def _before(spans: Sequence[_Span]) -> str | None:
    """Return what stands before nearly always; behind a hyphen it may be no word by itself ("few", "5")."""
    tied = Counter(span[0][span[1] - 1].text for span in spans if _tied_before(*span))
    if tied.total() > _TORN * len(spans):
        return _leading(tied, tied.total(), _TIED)
    words = Counter(t[start - 1].text for t, start, _ in spans if start and t[start - 1].role == "word")
    linked = Counter(
        f"{t[start - 2].text} of" for t, start, _ in spans if start > 1 and t[start - 1].text == "of"
        if t[start - 2].role == "word"
    )  # fmt: skip
    return _leading(words, len(spans), _COMPLETE) or _leading(linked, len(spans), _COMPLETE)


def _after(spans: Sequence[_Span]) -> str | None:
    """Return what follows nearly always and says something."""
    boilerplate = read_words("boilerplate")
    following = (tokens[end] for tokens, _, end in spans if end < len(tokens))
    words = Counter(token.text for token in following if token.role == "word" and token.text not in boilerplate)
    return _leading(words, len(spans), _COMPLETE)


def _leading(counts: Mapping[str, int], total: int, least: float) -> str | None:
    """Return the commonest word if it is common enough, together with what looks like its misspellings."""
    word, n = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    if n < 2:  # noqa: PLR2004 - twice is a pattern
        return None
    alike = n if n >= least * total else sum(m for other, m in counts.items() if _alike(word, other))
    return word if alike >= least * total else None


def _alike(word: str, other: str) -> bool:
    """Tell whether two words are one but for a letter or two lost in scanning ("iritable")."""
    return word == other or (
        len(word) >= _LONG_WORD and SequenceMatcher(None, word, other, autojunk=False).ratio() >= _SAME_WORD
    )


def _joined(first: str, second: str) -> str:
    return first + ("" if is_han(first[-1]) and is_han(second[0]) else " ") + second


def _fits(phrase: str) -> bool:
    return len(phrase) <= _MOST_HAN if is_han(phrase[-1]) else phrase.count(" ") < _MOST_WORDS


def _is_shouted(tokens: Sequence[Token]) -> bool:
    words = [token.surface for token in tokens if token.surface.isascii() and token.surface.isalpha()]
    return len(words) >= _FEWEST_SHOUTED and sum(word.isupper() for word in words) >= _SHOUTED * len(words)
