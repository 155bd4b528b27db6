"""The themes that a review's abstract announces."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from synth.datatypes import Document, ExpectedTheme, LanguageCode, Review, Token
from synth.framework.mentions import Clause, Item, read_clauses
from synth.languages import (
    TermFinder,
    is_han,
    join_surfaces,
    make_key,
    normal_form,
    normalize,
    read_lexicon,
    read_words,
    tokenize,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A setting or object that the abstract mentions in passing is a theme if the records bear it out: enough of them name
# it, and not nearly all, for then it is what the whole review is about.
_LEAST_RECORDS = 3
_LEAST_SHARE = 0.1
_MOST_SHARE = 0.8
_MOST_TOPICS = 3
_MOST_THEMES = 12
_SHORT = 3
_LONGEST_HAN_LABEL = 6
# A word stands for a phrase of the abstract where at least this share of the records with the word has the phrase.
_STANDS_FOR = 0.5


@dataclass(frozen=True, slots=True)
class _Group:
    """One aspect of the lexicon, with its family."""

    family: dict[str, Any]
    group: dict[str, Any]

    def terms(self, kind: str) -> list[str]:
        table = self.group.get(kind, {})
        return [*table.get("en", []), *table.get("zh", [])]


@dataclass(slots=True)
class _Draft:
    """An aspect theme as it takes shape: the groups named at the top level, in order, with the words for them."""

    family: dict[str, Any]
    named: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    hints: list[str] = field(default_factory=list)


def themes_of_abstract(review: Review, documents: Sequence[Document]) -> tuple[ExpectedTheme, ...]:
    """Read the expected themes from what the abstract says that the review explores, summarises or proposes.

    Parameters
    ----------
    review
        The review with its abstract.
    documents
        The records' tokens.

    Returns
    -------
    tuple of ExpectedTheme
        First the aspects (challenges, countermeasures, …) in the order of the abstract, then the topics and settings
        that it names and the records bear out. At most 12.
    """
    clauses = read_clauses(review.abstract, review.language)
    aspects = _aspect_themes(clauses, review.language)
    topics = _topic_themes(clauses, review, documents, {theme.key for theme in aspects})
    return (*aspects, *topics)[:_MOST_THEMES]


# ---------------------------------------------------------------------------------------------------------- aspects


def _aspect_themes(clauses: Sequence[Clause], language: LanguageCode) -> tuple[ExpectedTheme, ...]:
    drafts: dict[str, _Draft] = {}
    for clause in clauses:
        named = [(item, _aspect(item.head)) for item in clause.items if not _looks_ahead(item)]
        aspects = [(item, found) for item, found in named if found]
        if clause.whole and len(aspects) < 2:  # noqa: PLR2004 - one aspect is then the subject of the whole review
            aspects = []
        if not aspects:
            aspects = [(item, found) for item in clause.elaborations if (found := _aspect(item.head))]
        for _, (group, label) in aspects:
            draft = drafts.setdefault(group.family["key"], _Draft(group.family))
            place = sum(len(other.named) for other in drafts.values())
            draft.named.setdefault(group.group["key"], (place, label, clause.text))
        if aspects:
            last = drafts[aspects[-1][1][0].family["key"]]
            last.hints.extend(_unmapped_heads(clause.elaborations))
    placed = [pair for draft in drafts.values() for pair in _themes_of(draft, language)]
    return tuple(theme for _, theme in sorted(placed, key=lambda pair: pair[0]))


def _aspect(head: Sequence[Token]) -> tuple[_Group, str] | None:
    """Return the aspect that a noun phrase ends in and the words that name it; None for an unknown or a closing one."""
    spans = [span for span in _aspect_finder().spans(head) if _is_head(head, span)]
    if not spans:
        return None
    term, start, end = max(spans, key=lambda span: (span[2], span[2] - span[1]))
    group = _aspect_groups()[term]
    if not group.family.get("theme", True) or any(
        _aspect_groups()[span[0]].family["key"] == "outlook" for span in spans
    ):
        return None
    # In Chinese a short phrase is the term of art: 现实困境 rather than 困境.
    if is_han(term):
        fillers = read_lexicon("reporting")["zh"]["fillers"]
        phrase = [token for token in head[:end] if token.text not in fillers]
        if sum(len(token.text) for token in phrase) <= _LONGEST_HAN_LABEL:
            return group, join_surfaces(tuple(phrase))
    return group, join_surfaces(tuple(head[start:end]))


def _looks_ahead(item: Item) -> bool:
    """Tell whether something is said of future research: "suggestions for future research"."""
    return any(token.text in {"future", "further", "未来", "今后"} for token in item.complement)


def _is_head(phrase: Sequence[Token], span: tuple[str, int, int]) -> bool:
    """Tell whether an aspect noun is what a phrase is about: "response" in "response modifiers" is not.

    In English the last noun is, and of nouns in a row only the last is in the plural; participles may follow ("factors
    influencing"). In Chinese what a segmenter keeps whole must end in the noun (not 特征提取); others may follow it.
    """
    term, _, end = span
    last = phrase[end - 1]
    if not last.surface[:1].isascii():
        return last.text.endswith(term[-1])
    plural = last.surface.endswith("s") and last.surface.lower() != last.text
    words = [token for token in phrase[end:] if token.role == "word"]
    return plural or all(token.surface.endswith(("ed", "ing", "able")) for token in words)


def _unmapped_heads(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        words = [token for token in item.head if token.role == "word" and token.text not in read_words("boilerplate")]
        if words and _aspect(item.head) is None:
            yield words[-1].surface


def _themes_of(draft: _Draft, language: LanguageCode) -> Iterator[tuple[int, ExpectedTheme]]:
    """Yield one theme for the family, or one a group where several groups of it are named, each with its place."""
    groups = [_Group(draft.family, group) for group in draft.family["group"]]
    parts = [[group] for group in groups if group.group["key"] in draft.named] if len(draft.named) > 1 else [groups]
    for part in parts:
        key = next(group.group["key"] for group in part if group.group["key"] in draft.named)
        place, label, source = draft.named[key]
        theme = ExpectedTheme(
            key=make_key(label) if language == "en" else key,
            label=label[:1].upper() + label[1:],
            seed_terms=tuple(dict.fromkeys([label, *(term for group in part for term in group.terms("heads"))])),
            hint_terms=tuple(dict.fromkeys([*(term for group in part for term in group.terms("hints")), *draft.hints])),
            excluded_terms=tuple(draft.family.get("excluded", [])),
            source=source,
        )
        yield place, theme


@cache
def _aspect_groups() -> dict[str, _Group]:
    """Return the group of every aspect noun, by normal form; the first family that lists a noun has it."""
    groups: dict[str, _Group] = {}
    for family in read_lexicon("aspects")["family"]:
        for group in family["group"]:
            for term in _Group(family, group).terms("heads"):
                groups.setdefault(normalize(term), _Group(family, group))
    return groups


@cache
def _aspect_finder() -> TermFinder:
    return TermFinder(_aspect_groups())


# ----------------------------------------------------------------------------------------------------------- topics


def _topic_themes(
    clauses: Sequence[Clause], review: Review, documents: Sequence[Document], taken: set[str]
) -> tuple[ExpectedTheme, ...]:
    subject = {token.text for token in tokenize(review.title) if token.role == "word"}
    listed = dict.fromkeys(_listed_topics(clauses, subject))
    passing = dict.fromkeys(_passing_topics(clauses, subject))
    candidates = {**dict.fromkeys(listed, True), **{p: False for p in passing if p not in listed}}
    records = {phrase: _records_with(phrase[0], documents) for phrase in candidates}
    kept = [
        phrase
        for phrase, is_listed in candidates.items()
        if _borne_out(len(records[phrase]), len(documents), is_listed=is_listed) and make_key(phrase[1]) not in taken
    ]
    kept = [
        p for p in kept if not any(p != q and f" {p[0]} " in f" {q[0]} " and records[p] == records[q] for q in kept)
    ]
    kept.sort(key=lambda phrase: -len(records[phrase]))
    return tuple(_topic_theme(phrase, subject, documents) for phrase in kept[:_MOST_TOPICS])


def _listed_topics(clauses: Sequence[Clause], subject: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what a clause lists side by side without an aspect noun: "epidemiology, diagnosis and treatment"."""
    for clause in clauses:
        items = clause.items if len(clause.items) > 1 else clause.elaborations if not _has_aspect(clause) else ()
        for item in items if _is_list(items) else ():
            if not _aspect_finder().spans(item.head):
                yield from _phrases(item.head, clause.text, subject, fewest=1)


def _is_list(items: Sequence[Item]) -> bool:
    """Tell whether items are named side by side: one of them is an aspect, or all of them are short."""
    sizes = [sum(token.role == "word" for token in item.head) for item in items]
    return any(_aspect(item.head) for item in items) or all(1 <= size <= _SHORT for size in sizes)


def _has_aspect(clause: Clause) -> bool:
    return any(_aspect(item.head) for item in clause.items)


def _passing_topics(clauses: Sequence[Clause], subject: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the noun phrases of two words or more that aspects are said of: "strategies for vocational education"."""
    for clause in clauses:
        for item in (*clause.items, *clause.elaborations):
            yield from _phrases(item.complement, clause.text, subject, fewest=2)


def _phrases(tokens: Sequence[Token], text: str, subject: set[str], *, fewest: int) -> Iterator[tuple[str, str, str]]:
    boilerplate = read_words("boilerplate")
    run: list[Token] = []
    for token in (*tokens, None):
        if token is not None and token.role == "word":
            run.append(token)
            continue
        while run and run[0].text in boilerplate:
            run.pop(0)
        while run and run[-1].text in boilerplate:
            run.pop()
        if len(run) >= fewest and not all(word.text in subject for word in run):
            yield normal_form(run), join_surfaces(tuple(run)), text
        run = []


def _borne_out(n_records: int, n_all: int, *, is_listed: bool) -> bool:
    least = 2 if is_listed else max(_LEAST_RECORDS, _LEAST_SHARE * n_all)
    return least <= n_records <= _MOST_SHARE * n_all


def _records_with(term: str, documents: Sequence[Document]) -> frozenset[str]:
    finder = TermFinder([term])
    return frozenset(d.record_id for d in documents if finder.spans(d.title) or finder.spans(d.body))


def _topic_theme(phrase: tuple[str, str, str], subject: set[str], documents: Sequence[Document]) -> ExpectedTheme:
    text, surface, source = phrase
    whole = _records_with(text, documents)
    words = [word for word in text.split(" ") if word not in read_words("boilerplate") | subject]
    stand_ins = [word for word in words if _share(whole, _records_with(word, documents)) >= _STANDS_FOR]
    return ExpectedTheme(
        key=make_key(surface),
        label=surface[:1].upper() + surface[1:],
        seed_terms=tuple(dict.fromkeys([surface, *stand_ins])),
        source=source,
    )


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(whole) if whole else 0.0
