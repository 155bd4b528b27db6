"""The outline of a review in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.synthesis.chapters import MOST_CITED, OutlineSequence, newest
from synth.synthesis.english.context import Context
from synth.synthesis.english.grammar import (
    are,
    capital,
    come,
    inside,
    listed,
    noun_s,
    number,
    share_of,
    span,
    verb_s,
)
from synth.synthesis.selection import changed_themes, facet_name
from synth.synthesis.wording import Piece, cite, in_turn, quoted, say, series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Claim, Period
    from synth.synthesis.chapters import Part
    from synth.synthesis.facts import Ids, Shared, ThemeFacts
    from synth.synthesis.reported import Step

_ARGUE = {
    "finding": ("Argue from the result of {name}: ", "Bring in what {name} report{s}: ", "Build on {name}: "),
    "objective": ("Say what {name} set{s} out to do: ", "State the question that {name} ask{s}: "),
    "method": ("Describe how {name} proceed{s}: ", "Show the way that {name} take{s}: "),
    "limitation": ("Take up what {name} leave{s} open: ", "Answer the reservation of {name}: "),
}
_RELATED = {"contrast": "Set against it {name}: ", "likewise": "Support it with {name}: "}


class Outline(OutlineSequence, Context):
    """The outline of a review in English."""

    def introduction(self) -> tuple[Claim, ...]:
        """Return what to argue and cite in the introduction."""
        facts = self._facts
        everything = cite(facts.ids)
        claims = []
        oldest = facts.earliest
        if oldest:
            first, last = (facts.records[i].year for i in (oldest[0], oldest[-1]))
            when = f"from {first}" if first == last else f"from {first} to {last}"
            claims.append(say(f"Set the scene with the earliest works, {when} ", cite(oldest), "."))
        latest = newest(facts)
        if latest:
            share = share_of(len(latest.ids), facts.n)
            why = f"Say why the question is asked now: {share} {are(len(latest.ids))} from {span(latest)} "
            claims.append(say(why, cite(latest.ids), "."))
        claims.append(say(f"State the scope: {self._scope()} ", everything, "."))
        claims.append(say(f"Say how the works were read: {self._reading()} ", everything, "."))
        themes = [theme for theme in facts.themes if theme.ids]
        if len(themes) > 1:
            items = [(f"{inside(t.theme.label)} ", cite(t.representatives)) for t in themes]
            lead = "Announce the themes and the works that stand for each: "
            claims.append(say(lead, series(items, ", ", " and "), "."))
        return tuple(claims)

    def _scope(self) -> str:
        facts = self._facts
        n_chinese = sum(record.language == "zh" for record in facts.records.values())
        counts = [(facts.n - n_chinese, "English"), (n_chinese, "Chinese")]
        named = [f"{number(n)} in {name}" for n, name in counts if n]
        written = listed(named) if len(named) > 1 else f"in {counts[0 if counts[0][0] else 1][1]}"
        when = f", of the years {facts.periods[0].first} to {facts.periods[-1].last}" if len(facts.periods) > 1 else ""
        return f"{number(facts.n)} work{noun_s(facts.n)}, {written}{when}"

    def _reading(self) -> str:
        facts, n = self._facts, len(self._facts.with_abstract)
        basis = "by title alone" if not n else "by title and abstract" if n == facts.n else "by title"
        if 0 < n < facts.n:
            basis += f", {number(n)} of them by abstract as well"
        origin = facts.framework.origin
        themes = (
            "themes were found in the works themselves"
            if origin == "none"
            else "the themes come from the review's own abstract"
            if origin == "abstract"
            else "the themes were given beforehand"
        )
        return f"{basis}; {themes}"

    def _division(self, part: Part, position: int) -> Claim:
        items = [(f"{inside(below.label)} ", cite(below.central or below.ids[:1])) for below in part.parts]
        leads = ("Part it into ", "Distinguish ", "Take in turn ", "Keep apart ")
        doubled = any(" and " in below.label for below in part.parts)
        return say(
            in_turn(leads, position), series(items, "; " if doubled else ", ", "; " if doubled else " and "), "."
        )

    def _start(self, part: Part, position: int) -> Claim:
        if len(part.ids) == 1:
            return say(f"Present {self._titled(part.ids[0])} ", cite(part.ids), ".")
        names = self._names(part.central)
        nearest = "the work nearest to its centre" if len(part.central) == 1 else "the works nearest to its centre"
        leads = (
            f"Open with {names}, {nearest} ",
            f"Take {names} as the point of departure ",
            f"Define {inside(part.label)} after {names} ",
            f"Show with {names} what is at stake ",
        )
        return say(in_turn(leads, position), cite(part.central), ".")

    def _argument(self, step: Step, position: int) -> Claim:
        evidence = step.evidence
        record = self._facts.records[evidence.record_id]
        lead = _RELATED.get(step.relation) or in_turn(_ARGUE[evidence.role], position)
        s = self._verb(record.id, "s", "")
        shown = self._reporter.shown(evidence, whole=True)
        text = f"{lead.format(name=self._name(record), s=s)}{quoted(shown.text, cut=evidence.cut)} "
        return say(text, cite([record.id]), ".", spans=(shown,))

    def _telling_apart(self, words: Sequence[Shared], position: int) -> Claim:
        items = [(f"“{group.name}” ", cite(group.ids)) for group in words]
        leads = ("Tell the works apart by their words: ", "Work out what is meant by ", "Group the works under ")
        return say(in_turn(leads, position), series(items, ", ", " and "), ".")

    def _by_method(self, methods: Sequence[Shared], position: int) -> Claim:
        items = [(f"{facet_name('method', one.name, 'en')} ", cite(one.ids)) for one in methods]
        leads = ("Compare by method: ", "Weigh against each other ", "Ask how far results depend on the method: ")
        return say(in_turn(leads, position), series(items, ", ", " and "), ".")

    def _in_time(self, first: str, last: str, position: int) -> Claim:
        a, b = (self._name(self._facts.records[i]) for i in (first, last))
        leads = (
            f"Tell it in order of time, from {a} to {b} ",
            f"Trace how the question moved between {a} and {b} ",
            f"Follow the line from {a} to {b} ",
        )
        return say(in_turn(leads, position), cite([first, last]), ".")

    def _further(self, ids: Ids, spans: Sequence[tuple[Period, Ids]], position: int) -> Claim:
        lead = in_turn(("Cite also", "Add for completeness", "Draw on", "Complete the picture with"), position)
        if not spans:
            return say(f"{lead} ", cite(ids), ".")
        items: list[list[Piece]] = [[f"those of {span(period)} ", cite(held)] for period, held in spans]
        undated = [i for i in ids if not any(i in held for _, held in spans)]
        items += [["the undated ones ", cite(undated)]] if undated else []
        return say(f"{lead} the further works: ", series(items, ", ", " and "), ".")

    def _guests(self, ids: Ids, position: int) -> Claim:
        leads = (
            "Refer to works that have their place in another chapter ",
            "Point from here to works of other chapters ",
            "Keep in view the works of other chapters that bear on it ",
        )
        return say(in_turn(leads, position), cite(ids), ".")

    def _lead_over(self, label: str, ids: Ids) -> Claim:
        treat = "the work that treats" if len(ids) == 1 else "the works that treat"
        return say(f"Lead over to {inside(label)} with {treat} both ", cite(ids), ".")

    def _pair_heading(self, a: str, b: str) -> str:
        return f"{a} with {inside(b)}" if " and " in a + b else f"{a} and {inside(b)}"

    def _pair(self, a: str, b: str, nearest: Ids, ids: Ids, position: int) -> Claim:
        one, other = _told(a), _told(b)
        leads = (
            f"Ask what {one} and {other} owe to each other, starting from ",
            f"Discuss where {one} and {other} depend on each other, first of all with ",
            f"Show the bearing of {one} on {other}, for instance with ",
        )
        others = tuple(i for i in ids if i not in nearest)
        some = ", such as " if len(others) > MOST_CITED else " "
        tail: list[Piece] = [f", and look for the same in the others that treat both{some}", cite(others[:MOST_CITED])]
        return say(f"{in_turn(leads, position)}{self._names(nearest)} ", cite(nearest), *(tail if others else []), ".")

    def _apart(self, a: ThemeFacts, b: ThemeFacts, position: int) -> Claim:
        one, other = _told(a.theme.label), _told(b.theme.label)
        leads = (
            f"Propose to bring {one} and {other} together, which no work does so far, from ",
            f"Ask for a link between {one} and {other}: no work treats both, but there are ",
            f"Open the way between {one} and {other}, which have no work in common, with ",
        )
        items = [(f"{self._names(t.representatives[:1])} ", cite(t.representatives[:1])) for t in (a, b)]
        return say(in_turn(leads, position), series(items, ", ", " and "), ".")

    def _seldom(self, a: str, b: str, ids: Ids) -> Claim:
        few = f"only {number(len(ids))} work{noun_s(len(ids))} treat{verb_s(len(ids))} both"
        return say(f"Propose to bring {_told(a)} and {_told(b)} together: {few} ", cite(ids), ".")

    def _facet_points(self) -> list[tuple[str, tuple[Claim, ...]]]:
        return [
            ("Methods", self._method_points()),
            ("Settings", self._setting_points()),
            ("Course over time", self._time_points()),
        ]

    def _method_points(self) -> tuple[Claim, ...]:
        named, silent = self._methods.named, self._methods.silent
        items = [
            (f"{facet_name('method', v.key, 'en')} ", cite(self._facts.in_order(v.record_ids)[:MOST_CITED]))
            for v in named
        ]
        if not items:
            return ()
        lead = "Compare what can be known by " if len(items) > 1 else "Discuss what can be known by "
        claims = [say(lead, series(items, ", ", " and "), ".")]
        if silent:
            some = ", such as " if len(silent) > MOST_CITED else " "
            text = "Look up the methods of the works whose title or abstract names none"
            claims.append(say(f"{text}{some}", cite(silent[:MOST_CITED]), "."))
        return tuple(claims)

    def _setting_points(self) -> tuple[Claim, ...]:
        values = [value for value in self._facts.facets.get("setting", ()) if value.record_ids]
        ranked = sorted(values, key=lambda value: -len(value.record_ids))
        items = [
            (f"{facet_name('setting', v.key, 'en')} ", cite(self._facts.in_order(v.record_ids)[:MOST_CITED]))
            for v in ranked
        ]
        lead = "Ask what carries over between " if len(items) > 1 else "Say how far what holds can be carried beyond "
        return (say(lead, series(items, ", ", " and "), "."),) if items else ()

    def _time_points(self) -> tuple[Claim, ...]:
        claims = []
        *before_last, last = self._facts.periods or (None,)
        for change in changed_themes(self._facts) if before_last else ():
            if last is None or not change.trend:
                continue
            how = "rise" if change.trend > 0 else "decline"
            after, before = change.later or last.ids, change.earlier
            lead = f"Explain the {how} of {inside(change.label)}: {number(len(change.later))} of the "
            tail: list[Piece] = [", after ", f"{number(len(before))} before ", cite(before)] if before else [""]
            claims.append(say(f"{lead}{len(last.ids)} works from {span(last)} ", cite(after), *tail, "."))
        return tuple(claims)

    def gap_points(self) -> tuple[Claim, ...]:
        """Return what to say of what is missing: themes without records, records without a theme, methods."""
        facts = self._facts
        missing = [inside(theme.label) for theme in facts.coverage.themes if theme.status == "missing"]
        claims = []
        if missing:
            lead = f"Say that no work speaks of {listed(missing, 'or')}, and look for some that do "
            claims.append(say(lead, cite(facts.ids), "."))
        loose = facts.in_order(one.record_id for one in facts.theme_set.unassigned)
        if loose:
            belong = (
                "the work belongs that no theme explains"
                if len(loose) == 1
                else "the works belong that no theme explains"
            )
            claims.append(say(f"Decide where {belong} ", cite(loose), "."))
        return (*claims, *self.gaps(), *self.agenda())

    def joining(self) -> tuple[Claim, ...]:
        """Return what to say of the works that join three themes or more."""
        wide = self._facts.in_order(i for reach, ids in self._facts.by_reach.items() if reach > 2 for i in ids)  # noqa: PLR2004 - more than a pair
        if not wide:
            return ()
        come_in = f"{self._names(wide)} {come(wide)} under three or more"
        return (say(f"Draw the themes together: {capital(come_in)} ", cite(wide), "."),)


def _told(label: str) -> str:
    """Return a label beside another one: in quotation marks where it has an "and" of its own."""
    return f"“{inside(label)}”" if " and " in label else inside(label)
