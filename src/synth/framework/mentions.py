"""What an abstract says that its review does, clause by clause.

No parser is asked: reporting verbs, who they speak of and how lists are coordinated are word lists
(``wordlists/reporting.toml``), and the grammar below is that of the sentences in which reviews announce themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synth.datatypes import Token
from synth.languages import read_lexicon, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synth.datatypes import LanguageCode

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(0-9])|\n+")
_CLAUSE_END_ZH = re.compile(r"[，,；;。！？!?\n]")
_ABOUT_ZH = re.compile("对(.+?)(?:进行|作|做|加以|予以)")
_ASPECTS_ZH = re.compile("从(.+?)(?:等)?(?:[一二两三四五六七八九十\\d]+个?)?(?:大)?({})")
# What ends the last item of a list.
_PAUSE = Token(text=",", surface=",", role="break", glue="")
_LEADING_ZH = re.compile("^(?:了|出|其|该|相关|已有|现有|当前|国内外|主要|当前的)+")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a clause is about: the noun phrase (``head``) and what it is said of (``complement``)."""

    head: tuple[Token, ...]
    complement: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """What one reporting verb announces, and what elaborates it; ``text`` quotes it."""

    items: tuple[Item, ...]
    elaborations: tuple[Item, ...]
    text: str
    whole: bool = False
    """Whether the clause speaks of the review as a whole ("provides an overview of ...")."""


def read_clauses(abstract: str, language: LanguageCode) -> tuple[Clause, ...]:
    """Return what the sentences of an abstract announce, in reading order.

    Parameters
    ----------
    abstract
        The abstract of a review.
    language
        Its language.

    Returns
    -------
    tuple of Clause
        Clauses about the review itself; sentences about the world are left out.
    """
    found = _chinese_clauses(abstract) if language == "zh" else _english_clauses(abstract)
    return tuple(clause for clause in found if clause.items or clause.elaborations)


# ---------------------------------------------------------------------------------------------------------- English


def _english_clauses(abstract: str) -> Iterator[Clause]:
    words = read_lexicon("reporting")["en"]
    for sentence in _SENTENCE_END.split(abstract):
        tokens = tokenize(sentence)
        verbs = [i for i in range(len(tokens)) if _is_reporting(tokens, i, words)]
        about_review = any(token.text in words["subjects"] for token in tokens)
        if not verbs or not about_review:
            continue
        main: list[Token] = []
        elaborations: list[Token] = []
        for start, end in zip(verbs, [*verbs[1:], len(tokens)], strict=True):
            stretch = tokens[start + 1 : end]
            if tokens[start].text in words["closing_verbs"]:
                continue
            if _elaborates(tokens, start) and main:
                elaborations.extend((*stretch, _PAUSE))
                continue
            if main:
                yield _english_clause(main, elaborations, sentence, words)
            before, after = _split_elaboration(stretch, words)
            main, elaborations = [tokens[start], *before], [*after, _PAUSE]
        if main:
            yield _english_clause(main, elaborations, sentence, words)


def _is_reporting(tokens: Sequence[Token], i: int, words: dict[str, Any]) -> bool:
    """Tell whether the token is a reporting verb rather than a noun of the same form."""
    token = tokens[i]
    if token.text not in words["verbs"] and token.text not in words["closing_verbs"]:
        return False
    if i == 0:
        return token.surface.endswith("ing")
    before = tokens[i - 1]
    linked = before.text in words["links"] or before.text in words["subjects"] or before.text.endswith("ly")
    return linked or (before.role == "break" and token.surface.endswith(("ing", "s", "ed")))


def _elaborates(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a verb only elaborates the one before: ", clarifying ..."."""
    return i > 0 and tokens[i - 1].role == "break" and tokens[i].surface.endswith("ing")


def _split_elaboration(tokens: Sequence[Token], words: dict[str, Any]) -> tuple[list[Token], list[Token]]:
    for i, token in enumerate(tokens):
        here = token.surface.lower()
        if here in words["elaborations"] or (here == "such" and tokens[i + 1 : i + 2][:1] and tokens[i + 1].text == "as"):
            return list(tokens[:i]), list(tokens[i + 1 :])
    return list(tokens), []


def _english_clause(
    main: Sequence[Token], elaborations: Sequence[Token], sentence: str, words: dict[str, Any]
) -> Clause:
    verb, rest = main[0], list(main[1:])
    whole = verb.text in {"review", "survey", "provide", "present", "overview"}
    rest, seen_through = _look_through(rest, words)
    return Clause(
        items=tuple(_english_items(rest, words)),
        elaborations=tuple(_english_items(elaborations, words)),
        text=" ".join(sentence.split()),
        whole=whole or seen_through,
    )


def _look_through(tokens: list[Token], words: dict[str, Any]) -> tuple[list[Token], bool]:
    """Drop "a comprehensive review of" and the like from the front."""
    for i, token in enumerate(tokens[:6]):
        if token.text == "of" and i and tokens[i - 1].text in words["transparent"]:
            return tokens[i + 1 :], True
        if token.role == "break":
            break
    return tokens, False


def _english_items(tokens: Sequence[Token], words: dict[str, Any]) -> Iterator[Item]:
    piece: list[Token] = []
    for token in (*tokens, _PAUSE):
        splits = token.role == "break" or token.text in {"and", "or"}
        if not splits or (token.text == "and" and _open_between(piece)):
            piece.append(token)
            continue
        if piece:
            yield _english_item(piece, words)
        piece = []


def _open_between(piece: Sequence[Token]) -> bool:
    """Tell whether the piece waits for the second half of "between A and B"."""
    texts = [token.text for token in piece]
    return "between" in texts and "and" not in texts[texts.index("between") :]


def _english_item(piece: Sequence[Token], words: dict[str, Any]) -> Item:
    cut = next((i for i, token in enumerate(piece) if token.text in words["prepositions"]), len(piece))
    return Item(head=tuple(piece[:cut]), complement=tuple(piece[cut:]))


# ---------------------------------------------------------------------------------------------------------- Chinese


def _chinese_clauses(abstract: str) -> Iterator[Clause]:
    words = read_lexicon("reporting")["zh"]
    listing = re.compile(_ASPECTS_ZH.pattern.format("|".join(words["listing"])))
    pending: Clause | None = None
    for clause in _CLAUSE_END_ZH.split(abstract):
        text = clause.strip()
        elaborated = next((word for word in words["elaborations"] if text.startswith(word)), None)
        if elaborated and pending:
            items = tuple(_chinese_items(text.removeprefix(elaborated), words))
            pending = Clause(pending.items, (*pending.elaborations, *items), pending.text)
            continue
        announced = _chinese_object(text, words, listing)
        if announced is None:
            continue
        if pending:
            yield pending
        pending = Clause(tuple(_chinese_items(announced, words)), (), text)
    if pending:
        yield pending


def _chinese_object(text: str, words: dict[str, Any], listing: re.Pattern[str]) -> str | None:
    """Return what a clause announces, or None where it announces nothing about the review."""
    listed = listing.search(text)
    if listed:
        return listed[1]
    places = [(text.find(verb), verb) for verb in words["verbs"] if verb in text]
    if not places or any(verb in text[: min(places)[0]] for verb in words["closing_verbs"]):
        return None
    about = _ABOUT_ZH.search(text)
    if about:
        return about[1]
    start, verb = min(places, key=lambda place: (place[0], -len(place[1])))
    return _LEADING_ZH.sub("", text[start + len(verb) :])


def _chinese_items(text: str, words: dict[str, Any]) -> Iterator[Item]:
    piece: list[Token] = []
    for token in (*tokenize(text), _PAUSE):
        if token.role != "break" and token.text not in words["separators"]:
            piece.append(token)
            continue
        if piece:
            yield _chinese_item(piece)
        piece = []


def _chinese_item(piece: Sequence[Token]) -> Item:
    """Split "A的B": B is the head, A what it is said of."""
    cut = max((i for i, token in enumerate(piece) if token.text == "的"), default=-1)
    return Item(head=tuple(piece[cut + 1 :]), complement=tuple(piece[: max(cut, 0)]))
