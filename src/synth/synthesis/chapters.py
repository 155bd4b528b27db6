"""What stands under each heading of an outline, whatever the language: which works, in which order, what connects them.

Every record stands under the lowest heading that it belongs to: a strand, else its subtheme, else its theme.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from synth.languages import normalize, read_words
from synth.synthesis.facts import Shared
from synth.synthesis.reported import Step, plan_evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Claim, Evidence, Period
    from synth.synthesis.facts import Facts, Ids, ThemeFacts
    from synth.synthesis.reported import Reporter

# The section on a part opens with so many works.
_MOST_CENTRAL = 2
_FEWEST_TO_ARGUE = 2
_MOST_PARTS = 5
# The outline of fewer records has one level.
FEWEST_FOR_SECTIONS = 12
# It is told in order of time where it has this many dated works over so many years.
_FEWEST_IN_TIME = 4
_LEAST_YEARS = 5
# Where it names several methods, they are compared; words that several of its works share are told apart.
_MOST_METHODS = 4
# One in so many is a large part.
_LARGE_PART = 4
# A chapter points to so many works of other chapters, the strongest; each is cited in its own.
_MOST_GUESTS = 12
_MOST_WORDS = 3
# A method or setting is shown by so many works; all are cited where they belong.
MOST_CITED = 6
# A longer list of further works is parted by years.
_LONG_LIST = 12
# So many pairs of themes have a section of their own, if so many works treat both.
_MOST_PAIRS = 3
_LEAST_IN_PAIR = 2
# So many works are quoted for what they leave open.
_MOST_LIMITS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a heading holds: all its records, the nearest to its centre, those in no part below, and those parts.

    ``guests`` belong to it beside a main theme of their own, the strongest of them. All but ``central`` are in order of
    number.
    """

    label: str
    ids: Ids
    central: Ids
    rest: Ids
    parts: tuple[Part, ...] = ()
    guests: Ids = ()
    steps: tuple[Step, ...] = ()
    words: tuple[Shared, ...] = ()
    methods: tuple[Shared, ...] = ()
    first: str = ""
    last: str = ""
    """The oldest and the newest record, where it is told in order of time."""


def newest(facts: Facts) -> Period | None:
    """Return the last period where it is short and has a large part of the records: the question is of the day."""
    if len(facts.periods) < 2:  # noqa: PLR2004 - one period is all there is
        return None
    last = facts.periods[-1]
    return last if last.last - last.first < _LEAST_YEARS and len(last.ids) * _LARGE_PART >= facts.n else None


def plan_chapter(facts: Facts, theme: ThemeFacts) -> Part:
    """Return what the chapter on a theme holds.

    Parameters
    ----------
    facts
        The corpus.
    theme
        A theme with members.

    Returns
    -------
    Part
        The theme with its subthemes and strands, or its strands; its primary members are shared out among them.
    """
    subthemes = [
        _part(
            facts, theme, sub.label, sub.record_ids, [_part(facts, theme, s.label, s.record_ids) for s in sub.strands]
        )
        for sub in theme.theme.subthemes
    ]
    parts = subthemes or [_part(facts, theme, label, ids) for label, ids in _divided(facts, theme)]
    whole = _part(facts, theme, theme.theme.label, theme.theme.primary_ids or theme.theme.record_ids, parts)
    held = {*whole.ids, *(i for part in parts for i in part.ids)}
    guests = [i for i in theme.theme.record_ids if i not in held][:_MOST_GUESTS]
    return replace(whole, guests=facts.in_order(guests))


def _divided(facts: Facts, theme: ThemeFacts) -> list[tuple[str, Ids]]:
    """Divide a theme without subthemes by the words that its records are in it for, then by its strands."""
    found: list[tuple[str, Ids]] = []
    held: set[str] = set()
    label = normalize(theme.theme.label)
    expected = theme.theme.kind == "expected" and facts.n >= FEWEST_FOR_SECTIONS
    words = [(one.name, one.ids) for one in theme.words if expected and _is_heading(one.name, label)]
    strands = [(one.label, one.record_ids) for one in theme.theme.strands if _is_heading(one.label.lower(), label)]
    for name, ids in (*words, *strands):
        own = tuple(i for i in theme.theme.record_ids if i in ids and i not in held)
        if len(own) >= _FEWEST_TO_ARGUE and not any(normalize(name) in normalize(other) for other, _ in found):
            found.append((name[:1].upper() + name[1:], own))
            held.update(own)
    return found[:_MOST_PARTS] if len(found) > 1 else []


def _is_heading(word: str, label: str) -> bool:
    """Tell whether a word by which works are in a theme can head a section: no repetition, no verb ("enabling")."""
    term = normalize(word)
    return term not in label and not (word.endswith(("ing", "ed")) and {word, term} & read_words("boilerplate"))


def _part(facts: Facts, theme: ThemeFacts, label: str, ranked: Ids, below: Sequence[Part] = ()) -> Part:
    held = {i for part in below for i in part.ids}
    ids = facts.in_order(ranked)
    rest = tuple(i for i in ids if i not in held)
    told = ids if not below else rest
    first, last = _ends(facts, told)
    return Part(
        label=label,
        ids=ids,
        central=tuple(i for i in ranked if i not in held)[:_MOST_CENTRAL],
        rest=rest,
        parts=tuple(below),
        steps=_steps(facts, theme, [one for one in theme.evidence if one.record_id in told]),
        words=_words(theme, label, told),
        methods=_methods(facts, told),
        first=first,
        last=last,
    )


def _steps(facts: Facts, theme: ThemeFacts, evidence: Sequence[Evidence]) -> tuple[Step, ...]:
    """Choose what to argue from: two findings that point apart or the same way, else one, else what a work is about."""
    years = {i: facts.records[i].year for i in facts.ids}
    plan = [step for paragraph in plan_evidence(evidence, years, theme.theme.words) for step in paragraph]
    found = [step for step in plan if step.evidence.role == "finding"]
    pair = next((both for both in pairwise(found) if both[1].relation in {"contrast", "likewise"}), found[:1])
    return tuple(pair or [step for step in plan if step.evidence.role != "limitation"][:1])


def _words(theme: ThemeFacts, label: str, ids: Ids) -> tuple[Shared, ...]:
    """Return the words by which some of the works belong here, where they differ and do not repeat the heading."""
    own = normalize(label)
    groups = [Shared(name=group.name, ids=tuple(i for i in group.ids if i in ids)) for group in theme.words]
    told = [group for group in groups if group.ids and normalize(group.name) not in own]
    several = [group for group in told if len(group.ids) >= _FEWEST_TO_ARGUE] or told
    return tuple(several[:_MOST_WORDS]) if len(several) > 1 else ()


def _methods(facts: Facts, ids: Ids) -> tuple[Shared, ...]:
    values = facts.facets.get("method", ())
    named = [Shared(name=value.key, ids=tuple(i for i in ids if i in set(value.record_ids))) for value in values]
    told: list[Shared] = []
    for one in sorted((one for one in named if one.ids), key=lambda one: -len(one.ids)):
        # A work that goes by two methods is not compared with itself.
        seen = {i for other in told for i in other.ids}
        if not seen.issuperset(one.ids):
            told.append(one)
    return tuple(replace(one, ids=one.ids[:MOST_CITED]) for one in told[:_MOST_METHODS]) if len(told) > 1 else ()


def _ends(facts: Facts, ids: Ids) -> tuple[str, str]:
    dated = sorted((year, facts.records[i].number, i) for i in ids if (year := facts.records[i].year) is not None)
    if len(dated) < _FEWEST_IN_TIME or dated[-1][0] - dated[0][0] < _LEAST_YEARS:
        return "", ""
    return dated[0][2], dated[-1][2]


class OutlineSequence(ABC):
    """The order of the points under a heading of an outline; a language says each of them."""

    _facts: Facts
    _reporter: Reporter

    def chapter(self, part: Part, follows: ThemeFacts | None, position: int) -> tuple[Claim, ...]:
        """Return the points at the head of a chapter; ``follows`` is the theme of the next one."""
        points = [*self.part(part, position)]
        if part.guests:
            points.append(self._guests(part.guests, position))
        shared = self._nearest_both(part.label, follows.theme.label)[:MOST_CITED] if follows else ()
        if follows and shared:
            points.append(self._lead_over(follows.theme.label, self._facts.in_order(shared)))
        return tuple(points)

    def part(self, part: Part, position: int) -> tuple[Claim, ...]:
        """Return the points under a heading; those below it say the rest."""
        points = [self._division(part, position)] if part.parts else []
        if part.central:
            points.append(self._start(part, position))
        points += [self._argument(step, position + i) for i, step in enumerate(part.steps)]
        if part.words and not part.steps and not part.parts:
            points.append(self._telling_apart(part.words, position))
        if part.methods:
            points.append(self._by_method(part.methods, position))
        if part.first:
            points.append(self._in_time(part.first, part.last, position))
        shown = {i for point in points for i in point.record_ids}
        left = tuple(i for i in part.rest if i not in shown)
        if left:
            points.append(self._further(left, self._spans(left), position))
        return tuple(points)

    def crossing(self) -> tuple[tuple[str, tuple[Claim, ...]], ...]:
        """Return the headings and points on what runs through several themes."""
        pairs = [pair for pair in self._facts.pairs if len(pair[2]) >= _LEAST_IN_PAIR][:_MOST_PAIRS]
        found: list[tuple[str, tuple[Claim, ...]]] = [
            (self._pair_heading(a, b), (self._pair(a, b, self._nearest_both(a, b)[:_MOST_CENTRAL], ids, i),))
            for i, (a, b, ids) in enumerate(pairs)
        ]
        found += [(heading, points) for heading, points in self._facet_points() if points]
        return tuple(found)

    def agenda_points(self) -> tuple[Claim, ...]:
        """Return what to propose: what authors leave open, and themes that no work brings together."""
        limits = [one for theme in self._facts.themes for one in theme.evidence if one.role == "limitation"]
        told = list({one.record_id: one for one in reversed(limits)}.values())[::-1][:_MOST_LIMITS]
        points = [self._argument(Step(one), i) for i, one in enumerate(told)]
        apart = self._never_met()[:_MOST_PAIRS]
        points += [self._apart(a, b, i) for i, (a, b) in enumerate(apart)]
        if not apart and len(self._facts.pairs) > 1:
            points.append(self._seldom(*self._facts.pairs[-1]))
        return tuple(points)

    def _never_met(self) -> list[tuple[ThemeFacts, ThemeFacts]]:
        """Return the pairs of themes of two records or more that share none, the largest first."""
        themes = [theme for theme in self._facts.themes if len(theme.ids) >= _LEAST_IN_PAIR]
        met = {frozenset(pair[:2]) for pair in self._facts.pairs}
        pairs = [(a, b) for a, b in combinations(themes, 2) if frozenset((a.theme.label, b.theme.label)) not in met]
        return sorted(pairs, key=lambda pair: -min(len(one.ids) for one in pair))

    def _nearest_both(self, a: str, b: str) -> Ids:
        """Return the works that belong to both of two themes, those that do so most strongly first."""
        one, other = (theme.members for theme in self._facts.themes if theme.theme.label in {a, b})
        both = [i for i in self._facts.ids if i in one and i in other]
        return tuple(sorted(both, key=lambda i: -min(one[i].strength, other[i].strength)))

    def _spans(self, ids: Ids) -> tuple[tuple[Period, Ids], ...]:
        """Return a long list by the corpus' periods; none for a short one."""
        wanted = set(ids) if len(ids) > _LONG_LIST else set()
        found = [(period, tuple(i for i in period.ids if i in wanted)) for period in self._facts.periods]
        return tuple((period, held) for period, held in found if held)

    @abstractmethod
    def _division(self, part: Part, position: int) -> Claim:
        """Announce the parts below, with a work that stands for each."""

    @abstractmethod
    def _start(self, part: Part, position: int) -> Claim:
        """Open with the works at the centre."""

    @abstractmethod
    def _argument(self, step: Step, position: int) -> Claim:
        """Argue from what an abstract reports."""

    @abstractmethod
    def _telling_apart(self, words: Sequence[Shared], position: int) -> Claim:
        """Tell works apart by their words."""

    @abstractmethod
    def _by_method(self, methods: Sequence[Shared], position: int) -> Claim:
        """Compare works by method."""

    @abstractmethod
    def _in_time(self, first: str, last: str, position: int) -> Claim:
        """Tell it in order of time."""

    @abstractmethod
    def _further(self, ids: Ids, spans: Sequence[tuple[Period, Ids]], position: int) -> Claim:
        """Cite the further works, by years where there are many."""

    @abstractmethod
    def _guests(self, ids: Ids, position: int) -> Claim:
        """Draw on works whose main theme is another."""

    @abstractmethod
    def _lead_over(self, label: str, ids: Ids) -> Claim:
        """Lead over to the next chapter."""

    @abstractmethod
    def _pair_heading(self, a: str, b: str) -> str:
        """Return the heading of a section on two themes."""

    @abstractmethod
    def _pair(self, a: str, b: str, nearest: Ids, ids: Ids, position: int) -> Claim:
        """Say what to ask of the works that treat two themes, and which of them are nearest to both."""

    @abstractmethod
    def _apart(self, a: ThemeFacts, b: ThemeFacts, position: int) -> Claim:
        """Propose to bring two themes together that no work treats both of."""

    @abstractmethod
    def _seldom(self, a: str, b: str, ids: Ids) -> Claim:
        """Propose to bring the two themes together that the fewest works treat both of."""

    @abstractmethod
    def _facet_points(self) -> list[tuple[str, tuple[Claim, ...]]]:
        """Return headings and points on methods, settings and the course of time."""
