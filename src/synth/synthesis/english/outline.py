"""The outline of a review in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.synthesis.english.context import Context
from synth.synthesis.english.grammar import inside
from synth.synthesis.selection import is_subject
from synth.synthesis.wording import cite, say, series

if TYPE_CHECKING:
    from synth.datatypes import Claim
    from synth.synthesis.facts import ThemeFacts


class Outline(Context):
    """The outline of a review in English."""

    def introduction(self) -> tuple[Claim, ...]:
        """Return what to argue and cite in the introduction."""
        facts = self._facts
        themes = [theme for theme in facts.themes if theme.ids]
        claims = []
        oldest = facts.earliest
        if oldest:
            first, last = (facts.records[i].year for i in (oldest[0], oldest[-1]))
            when = f"from {first}" if first == last else f"from {first} to {last}"
            claims.append(say(f"Set the scene with the earliest works, {when} ", cite(oldest), "."))
        if themes:
            items = [(f"{inside(t.theme.label)} ", cite(t.representatives)) for t in themes]
            claims.append(
                say("Announce the themes and a work that stands for each: ", series(items, ", ", " and "), ".")
            )
        return tuple(claims) or (say("Introduce the works ", cite(facts.ids), "."),)

    def chapter(self, facts: ThemeFacts) -> tuple[Claim, ...]:
        """Return what to argue and cite in the chapter on a theme."""
        groups = facts.words[:3]
        claims = [
            say(
                f"Start from the works at the centre: {self._names(facts.representatives)} ",
                cite(facts.representatives),
                ".",
            )
        ]
        if len(facts.words) > 1 and not is_subject(facts):
            items = [(f"“{group.name}” ", cite(group.ids)) for group in groups]
            expected = facts.theme.kind == "expected"
            lead = "Distinguish the ways in which it is put: " if expected else "Group the works by their terms: "
            claims.append(say(lead, series(items, ", ", " and "), "."))
        claims.extend(say(f"Give {one.name} a paragraph of its own ", cite(one.ids), ".") for one in facts.objects[:2])
        shown = {i for claim in claims for i in claim.record_ids}
        rest = [i for i in facts.ids if i not in shown]
        if rest:
            claims.append(say("Place the other works beside these ", cite(rest), "."))
        if facts.companions:
            link = facts.companions[0]
            claims.append(say(f"Lead over to {inside(link.name)} with the works that treat both ", cite(link.ids), "."))
        return tuple(claims)

    def closing(self) -> tuple[Claim, ...]:
        """Return what to argue and cite at the end: works that join themes, works left over, the agenda."""
        facts = self._facts
        wide = [i for reach, ids in facts.by_reach.items() if reach > 2 for i in ids]  # noqa: PLR2004 - more than a pair
        claims = []
        if wide:
            ordered = [i for i in facts.ids if i in wide]
            claims.append(say("Draw the themes together with the works that join three or more ", cite(ordered), "."))
        loose = [i for i in facts.ids if i in {one.record_id for one in facts.theme_set.unassigned}]
        if loose:
            claims.append(say("Decide where the works belong that no theme explains ", cite(loose), "."))
        return (*claims, *self.agenda())
