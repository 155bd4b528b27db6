"""Evidence as sentences: what a theme's records set out to do, how, what they find, what they leave open.

The plan is the same in both languages: findings that share a term stand together, oldest first; the frames that word it
are data. Every sentence quotes one record, letter by letter, and says no more than who says it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from synth.languages import normalize, read_lexicon
from synth.synthesis.wording import cite, quoted, say

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from synth.datatypes import Claim, Evidence, EvidenceRole, LanguageCode, Record, Span
    from synth.synthesis.facts import ThemeFacts

# Two findings point the same way or apart only where they share so many terms, and so large a part of either one's.
_SHARED_TO_COMPARE = 3
_PART_TO_COMPARE = 0.6
# A term that more than this share of a theme's findings have is the theme's own: it groups nothing.
_TOO_COMMON = 0.7
_FORM = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of a plan: the evidence, the term it shares with its neighbours, and how it follows the one before.

    ``relation`` is ``topic`` for the first of a group, then ``again``, ``likewise``, ``contrast`` or ``later``; empty
    for evidence that stands by itself.
    """

    evidence: Evidence
    topic: str = ""
    relation: str = ""


def plan_evidence(
    evidence: Sequence[Evidence], years: Mapping[str, int | None], telling: Sequence[str] = ()
) -> tuple[tuple[Step, ...], ...]:
    """Decide in which order a theme's evidence is told, and what connects it.

    Parameters
    ----------
    evidence
        That of one theme.
    years
        The year of each record.
    telling
        The single words that can name what findings share; phrases always can.

    Returns
    -------
    tuple of tuple of Step
        Paragraphs: aims and methods, findings, limitations.
    """
    by_role: dict[EvidenceRole, list[Evidence]] = {"objective": [], "method": [], "finding": [], "limitation": []}
    for one in evidence:
        by_role[one.role].append(one)
    start = tuple(Step(e) for e in (*by_role["objective"], *by_role["method"]))
    found = [
        *_grouped(by_role["finding"], years, {word.casefold() for word in telling}),
        *(Step(e) for e in by_role["limitation"]),
    ]
    return tuple(paragraph for paragraph in (start, tuple(found)) if paragraph)


def _grouped(findings: Sequence[Evidence], years: Mapping[str, int | None], telling: Container[str]) -> list[Step]:
    """Put findings that share a term together, the largest group first, each by year."""
    left = list(findings)
    steps: list[Step] = []
    while left:
        topic, group = _largest_group(left, len(findings), telling)
        if not topic:
            steps.extend(Step(e) for e in left)
            break
        group.sort(key=lambda e: (years[e.record_id] or 0, left.index(e)))
        steps.append(Step(group[0], topic, "topic"))
        steps.extend(Step(b, topic, relation_of(a, b, years)) for a, b in pairwise(group))
        left = [e for e in left if e not in group]
    return steps


def _largest_group(
    findings: Sequence[Evidence], n_findings: int, telling: Container[str]
) -> tuple[str, list[Evidence]]:
    """Return the term that most findings share, the longest and first on a tie, and those findings."""
    spread: Counter[str] = Counter(term for e in findings for term in dict.fromkeys(e.terms))
    most = max(2, int(_TOO_COMMON * n_findings))
    telling_ones = (term for term in spread if _is_phrase(term) or term.casefold() in telling)
    shared = [term for term in telling_ones if 2 <= spread[term] <= most]  # noqa: PLR2004 - sharing takes two
    if not shared:
        return "", []
    topic = min(shared, key=lambda term: (-len(term.split(" ")), -spread[term], -len(term), term))
    return topic, [e for e in findings if topic in e.terms]


def _is_phrase(term: str) -> bool:
    """Tell whether a term has several words; where a Chinese one begins and ends, only the theme's own terms tell."""
    return " " in term


def relation_of(before: Evidence, after: Evidence, years: Mapping[str, int | None]) -> str:
    """Return how a finding stands to the one before it that shares its topic.

    Parameters
    ----------
    before, after
        Two findings of one group.
    years
        The year of each record.

    Returns
    -------
    str
        ``contrast`` or ``likewise`` only where they share several terms and the words of both give a direction; else
        ``later`` where it is, else ``again``.
    """
    ours, theirs = ({normalize(term) for term in one.terms} for one in (before, after))
    shared = len(ours & theirs)
    alike = shared >= max(_SHARED_TO_COMPARE, _PART_TO_COMPARE * max(len(ours), len(theirs)))
    if alike and before.direction * after.direction:
        return "likewise" if before.direction == after.direction else "contrast"
    first, second = years[before.record_id], years[after.record_id]
    return "later" if first is not None and second is not None and first < second else "again"


class Reporter:
    """Words a plan in one language, no frame twice in a section while another is left."""

    def __init__(self, language: LanguageCode, name: Callable[[Record], str], records: Mapping[str, Record]) -> None:
        self._language = language
        self._words: dict[str, Any] = read_lexicon("frames")[language]
        self._name = name
        self._records = records
        self._verbs = {verb[0]: verb[1] for verb in read_lexicon("rhetoric")["reporting"]["en"]["verbs"]}

    def paragraphs(self, theme: ThemeFacts, position: int) -> tuple[tuple[Claim, ...], ...]:
        """Return the paragraphs on the evidence of a theme.

        Parameters
        ----------
        theme
            The theme.
        position
            Its place, which varies where the frames begin.
        """
        used: Counter[str] = Counter()
        years = {record.id: record.year for record in self._records.values()}
        plan = plan_evidence(theme.evidence, years, (*theme.theme.terms, *theme.theme.words))
        return tuple(tuple(self._claim(step, used, position) for step in paragraph) for paragraph in plan)

    def _claim(self, step: Step, used: Counter[str], position: int) -> Claim:
        evidence = step.evidence
        record = self._records[evidence.record_id]
        lead = (
            self._pick(self._words[step.relation], used, position).replace("{topic}", step.topic)
            if step.relation
            else ""
        )
        frames = self._frames(evidence)
        # A sentence that has an opening of its own has no second one.
        plain = [frame for frame in frames if frame.startswith("{name}")] if lead else frames
        frame = self._pick(plain, used, position, evidence.verb)
        frame = self._filled(frame, evidence, one=len(record.authors) <= 1 and not record.more_authors)
        span = self.shown(evidence)
        text = quoted(span.text, cut=evidence.cut)
        before, after = (lead + frame).split("{quote}")
        before = before.replace("{name}", self._name(record))
        if self._language == "en":
            before = before[:1].upper() + before[1:]
        gap = " " if self._language == "en" else ""
        stop = "." if self._language == "en" else "。"
        return say(f"{before}{text}{after}{gap}", cite([record.id]), stop, spans=(span,))

    def shown(self, evidence: Evidence, *, whole: bool = False) -> Span:
        """Return what is quoted: the part that stands alone, or the whole sentence, unless the part is a clause.

        Parameters
        ----------
        evidence
            The sentence.
        whole
            Whether the quotation must stand by itself; in another language it must in any case.
        """
        alone = (whole or evidence.language != self._language) and evidence.link not in {"that", "finding"}
        return evidence.sentence if alone else evidence.quote

    def _frames(self, evidence: Evidence) -> list[str]:
        """Return the frames for a kind of evidence; in another language only a whole quotation fits any of them."""
        whole: list[str] = self._words[f"whole_{evidence.role}"]
        if evidence.language != self._language or not evidence.verb:
            return whole
        if evidence.verb in {"aim", "旨在", "试图"}:
            return list(self._words["to"])
        kind = {"finding": "that", "objective": "object", "": "object"}.get(evidence.link, evidence.link)
        asserted = self._words["asserted"] if kind == "that" and evidence.verb in self._words["asserting"] else []
        # A study shows something, its author does not.
        impersonal = evidence.verb in self._words.get("showing", ())
        return [*([] if impersonal else self._words[kind]), *asserted]

    def _pick(self, frames: Sequence[str], used: Counter[str], position: int, verb: str = "") -> str:
        """Return the first frame in turn that was used least; the author's own verb makes a frame another one."""
        turned = [*frames[position % len(frames) :], *frames[: position % len(frames)]]
        key = min(
            (frame.replace("{verb}", verb) for frame in turned),
            key=lambda told: (used[told],),
        )
        used[key] += 1
        return next(frame for frame in turned if frame.replace("{verb}", verb) == key)

    def _filled(self, frame: str, evidence: Evidence, *, one: bool) -> str:
        """Put the author's own verb and the right forms of verbs into a frame."""
        verb = evidence.verb
        if self._language == "en":
            verb = self._verbs.get(verb, verb) if one else verb
        return _FORM.sub(r"\2" if one else r"\1", frame).replace("{verb}", verb)
