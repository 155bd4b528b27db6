"""What an abstract says that its review does, clause by clause.

No parser is asked: reporting verbs, who they speak of and how lists are coordinated are word lists
(``wordlists/reporting.toml``), and the grammar below is that of the sentences in which reviews announce themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from synth.datatypes import Token
from synth.languages import read_lexicon, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synth.datatypes import LanguageCode

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(0-9])|\n\s*\n")
_CLAUSE_END_ZH = re.compile(r"[，,；;。！？!?\n]")
_ABOUT_ZH = re.compile("对(.+?)(?:进行|作|做|加以|予以)")
# "from A, B and C (three aspects)", "concentrates on A and B and other aspects"; "A and B are sorted out".
_LISTED_ZH = (
    "(?:从|集中[在于]|聚焦[在于]?|体现[在于]|分为|涉及|围绕)(.+?)(?:等)?(?:[一二两三四五六七八九十\\d]+个?)?大?(?:{})"
)
_UNDERGONE_ZH = "(.+?)(?:得到|得以|被|获得)了?.{{0,4}}?(?:{})"
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
        text = " ".join(sentence.split())
        speaks = _speakers(tokens, words)
        listed = _listed(tokens, words)
        # "Summarizes A and proposes B from the perspectives of C and D" announces A and B.
        if listed and len(_reporting_verbs(tokens, words, speaks)) < 2:  # noqa: PLR2004 - one verb leaves all to the list
            yield Clause(items=tuple(_english_items(listed, words)), elaborations=(), text=text)
            continue
        yield from _passive_clauses(tokens, text, words, about_review=bool(speaks))
        yield from _active_clauses(tokens, text, words, speaks)


_PAUSE = Token(text=",", surface=",", role="break", glue="")


def _listed(tokens: Sequence[Token], words: dict[str, Any]) -> list[Token]:
    """Return what a sentence lists: "four themes were identified: ..." or "from the aspects of ..."; empty for none."""
    for i, token in enumerate(tokens):
        if token.text not in words["listing"] or token.surface.lower() == token.text:
            continue
        before = {one.text for one in tokens[max(0, i - 4) : i]}
        colon = next((j for j in range(i, len(tokens)) if tokens[j].surface == ":"), None)
        if colon is not None and (before & set(words["several"]) or any(one.role == "number" for one in tokens[:i])):
            return list(tokens[colon + 1 :])
        if [one.text for one in tokens[i + 1 : i + 2]] == ["of"] and before & set(words["listing_links"]):
            return _up_to_subject(tokens[i + 2 :], words)
    return []


def _up_to_subject(tokens: Sequence[Token], words: dict[str, Any]) -> list[Token]:
    """Cut a list where the main clause begins: "from the aspects of A and B, this paper ..."."""
    pause = 0
    for i, token in enumerate(tokens):
        if token.role == "break":
            pause = i
        elif token.text in words["subjects"]:
            return list(tokens[:pause])
    return list(tokens)


def _speakers(tokens: Sequence[Token], words: dict[str, Any]) -> list[int]:
    """Return where a sentence speaks of the review: by name, or by a pronoun at its beginning."""
    found = [i for i, token in enumerate(tokens) if token.text in words["names"]]
    first = next(
        (i for i, token in enumerate(tokens) if token.role != "break" and token.text not in words["links"]), None
    )
    if first is not None and tokens[first].text in words["subjects"]:
        found.append(first)
    # "Objective: to review ..." names nobody and means the review.
    if first is not None and first and tokens[first - 1].text == "to":
        found.append(first - 1)
    return sorted(found)


def _passive_clauses(
    tokens: Sequence[Token], text: str, words: dict[str, Any], *, about_review: bool
) -> Iterator[Clause]:
    """Yield the subjects of "are discussed"; "have been proposed" is others' work, save in "this review"."""
    start = 0
    for i, token in enumerate(tokens):
        be = _before_adverbs(tokens, i)
        if be is None or tokens[be].text != "be":
            continue
        if token.text in words["closing_verbs"]:  # "the shortcomings are pointed out" speaks of the review's own end
            start = i + 1
        if token.text not in words["verbs"]:
            continue
        perfect = be > 0 and tokens[be - 1].text == "have"
        if about_review or not perfect:
            subject = tokens[start : be - perfect]
            cut = max((j for j, one in enumerate(subject) if one.surface in {":", ";"}), default=-1)
            yield Clause(items=tuple(_english_items(subject[cut + 1 :], words)), elaborations=(), text=text)
        start = i + 1


def _before_adverbs(tokens: Sequence[Token], i: int) -> int | None:
    """Return the place of the last word before a verb that is no adverb."""
    return next((j for j in range(i - 1, -1, -1) if not tokens[j].surface.endswith("ly")), None)


def _active_clauses(
    tokens: Sequence[Token], text: str, words: dict[str, Any], speaks: Sequence[int]
) -> Iterator[Clause]:
    verbs = _reporting_verbs(tokens, words, speaks)
    main: list[Token] = []
    elaborations: list[Token] = []
    for start, end in pairwise((*verbs, len(tokens))):
        stretch = tokens[start + 1 : end]
        if tokens[start].text in words["closing_verbs"]:
            continue
        if main and _elaborates(tokens, start, main[0]):
            elaborations.extend((*stretch, _PAUSE))
            continue
        if main:
            yield _english_clause(main, elaborations, text, words)
            words = {**words, "whole": ()}  # only the first verb of a sentence can speak of the review as a whole
        before, after = _split_elaboration(stretch, words)
        main, elaborations = [tokens[start], *before], [*after, _PAUSE]
    if main:
        yield _english_clause(main, elaborations, text, words)


def _reporting_verbs(tokens: Sequence[Token], words: dict[str, Any], speaks: Sequence[int]) -> list[int]:
    return [i for i in range(len(tokens)) if _is_reporting(tokens, i, words, speaks)]


def _is_reporting(tokens: Sequence[Token], i: int, words: dict[str, Any], speaks: Sequence[int]) -> bool:
    """Tell whether the token is a verb that says what the review does, rather than a noun of that form."""
    token = tokens[i]
    if token.text not in words["verbs"] and token.text not in words["closing_verbs"]:
        return False
    if i == 0:
        return token.surface.endswith("ing")
    place = _before_adverbs(tokens, i)
    before = tokens[i - 1] if place is None else tokens[place]
    if before.text == "be":
        follows = tokens[i + 1].text if i + 1 < len(tokens) else ""
        return token.text in words["dividing"] and follows in words["dividing_links"]
    if before.text in words["subjects"]:
        return True
    told = any(place < i for place in speaks)
    if before.text in {*words["links"], "have"} or place != i - 1:
        return told
    return told and before.role == "break" and token.surface.endswith(("ing", "s", "ed"))


def _elaborates(tokens: Sequence[Token], i: int, main: Token) -> bool:
    """Tell whether a verb only elaborates the main one: "explores ..., clarifying ...", unless both are gerunds."""
    gerund = tokens[i].surface.endswith("ing") and not main.surface.endswith("ing")
    return gerund and i > 0 and tokens[i - 1].role == "break"


def _split_elaboration(tokens: Sequence[Token], words: dict[str, Any]) -> tuple[list[Token], list[Token]]:
    for i, token in enumerate(tokens):
        such_as = token.text == "such" and [one.text for one in tokens[i + 1 : i + 2]] == ["as"]
        if such_as or token.surface.lower() in words["elaborations"]:
            return list(tokens[:i]), list(tokens[i + 1 :])
    return list(tokens), []


def _english_clause(main: Sequence[Token], elaborations: Sequence[Token], text: str, words: dict[str, Any]) -> Clause:
    verb, rest = main[0], list(main[1:])
    if rest and rest[0].text in words["dividing_links"]:
        rest = rest[1:]
    whole = verb.text in words["whole"]
    rest, seen_through = _look_through(rest, words)
    return Clause(
        items=tuple(_english_items(rest, words)),
        elaborations=tuple(_english_items(elaborations, words)),
        text=text,
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
    pending: Clause | None = None
    for clause in _CLAUSE_END_ZH.split(abstract):
        text = clause.strip()
        elaborated = next((word for word in words["elaborations"] if text.startswith(word)), None)
        if elaborated and pending:
            items = tuple(_chinese_items(text.removeprefix(elaborated), words))
            pending = Clause(pending.items, (*pending.elaborations, *items), pending.text)
            continue
        announced = _chinese_object(text, words)
        if announced is None:
            continue
        if pending:
            yield pending
        pending = Clause(tuple(_chinese_items(announced, words)), (), text)
    if pending:
        yield pending


def _chinese_object(text: str, words: dict[str, Any]) -> str | None:
    """Return what a clause announces, or None where it announces nothing about the review."""
    listing, verbs = "|".join(words["listing"]), "|".join(sorted(words["verbs"], key=len, reverse=True))
    named = re.search(f"(?:{listing}).*[:：](.+)", text)
    if named:
        return named[1]
    listed = re.search(_LISTED_ZH.format(listing), text)
    if listed:
        return listed[1]
    verb = re.search(verbs, text)
    if not verb or text.startswith("为") or any(word in text[: verb.start()] for word in words["closing_verbs"]):
        return None
    about = _ABOUT_ZH.search(text)
    if about:
        return about[1]
    undergone = re.match(_UNDERGONE_ZH.format(verbs), text)
    return undergone[1] if undergone else _LEADING_ZH.sub("", text[verb.end() :])


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
