"""The section on one theme in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Bullets, Claim
from synth.synthesis.english.grammar import (
    MOST_NAMES,
    MOST_SINGLES,
    ORDINALS,
    capital,
    have,
    in_quotes,
    inside,
    listed,
    mention,
    number,
    share_of,
    their,
    verb_s,
)
from synth.synthesis.english.naming import Naming
from synth.synthesis.selection import CHUNK, WordPlan, facet_name, other_settings, plan_words
from synth.synthesis.sequence import ThemeSequence
from synth.synthesis.wording import MANY, Piece, cite, say, series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.synthesis.facts import Shared, ThemeFacts


class ThemeText(ThemeSequence, Naming):
    """The section on one theme in English."""

    def _opening(self, facts: ThemeFacts, position: int) -> Claim:
        n, label = len(facts.ids), inside(facts.theme.label)
        share = share_of(n, self._facts.n)
        members = cite(facts.ids)
        main = facts.primary
        if self._facts.n == 1:
            return say(f"The only record, {self._titled(facts.ids[0])}, stands for {label} ", members, ".")
        if len(main) == n:
            tail: list[Piece] = ["."]
        elif not main:
            tail = [", always beside another main theme."]
        elif position % 2:
            tail = [f", and {number(len(main))} {have(main)} it as {their(main)} main theme ", cite(main), "."]
        else:
            tail = [f"; for {number(len(main))} it is the main theme ", cite(main), "."]
        openings = (
            f"{capital(share)} bear{verb_s(n)} on the {label} theme ",
            f"The theme of {label} is carried by {share} ",
            f"Under {label} come{verb_s(n)} {share}, which makes it {self._size(facts)} ",
            f"Of the {self._facts.n} records, {number(n)} belong{verb_s(n)} to the {label} theme ",
        )
        return say(openings[position % len(openings)], members, *tail)

    def _size(self, facts: ThemeFacts) -> str:
        k = len(self._facts.themes)
        if facts.tied:
            return "one of the largest themes" if facts.rank == 1 else "one of several themes of this size"
        if facts.rank == k and k > 1:
            return f"the smallest of the {number(k)} themes"
        if k == 1:
            return "the only theme"
        return f"the {ORDINALS[facts.rank - 1]} theme" if facts.rank <= len(ORDINALS) else "one of the smaller themes"

    def _words(self, facts: ThemeFacts, position: int) -> list[Claim]:
        """Say in which words the records name the theme, every member once."""
        plan = plan_words(self._facts, facts, "en")
        claims = [self._subject(said, facts, first=not i) for i, said in enumerate(plan.sayings)]
        claims.extend(self._leading_word(plan, facts, position))
        claims.extend(self._more_words(groups, position + i) for i, groups in enumerate(plan.more))
        claims.extend(say(self._mentions(ids, facts, position + i), ".") for i, ids in enumerate(plan.singles, 1))
        if plan.others:
            rest = plan.others
            own = f"{have(rest)} a word of {their(rest)} own for it"
            claims.append(say(f"{capital(number(len(rest)))} more {own} ", cite(rest), "."))
        if plan.weak:
            words = listed([f"“{w}”" for w in dict.fromkeys(facts.members[i].evidence[0] for i in plan.weak)][:CHUNK])
            verb = "is" if self._speaks_alone(plan.weak) else "are"
            ground = f"{verb} counted here on the strength of {words} alone"
            claims.append(say(f"{self._names(plan.weak)} {ground} ", cite(plan.weak), "."))
        return claims

    def _subject(self, said: Sequence[tuple[str, tuple[str, ...]]], facts: ThemeFacts, *, first: bool) -> Claim:
        """Say what the records say of a theme that is a subject rather than an aspect."""
        items = [
            (f"the {in_quotes(phrases)} in {self._name(self._facts.records[i])} ", cite([i])) for i, phrases in said
        ]
        lead = f"What is said of {inside(facts.theme.label)} is " if first else "There are also "
        return say(lead, series(items, ", ", " and "), ".")

    def _leading_word(self, plan: WordPlan, facts: ThemeFacts, position: int) -> list[Claim]:
        group = plan.leading
        if group is None:
            return []
        if facts.theme.kind == "emergent":
            return [self._common_term(group, facts, position)]
        leads = (
            f"The word met most often is “{group.name}”",
            f"Most often it is put as “{group.name}”",
            f"“{capital(group.name)}” leads",
            f"Its commonest term is “{group.name}”",
        )
        lead = leads[position % len(leads)]
        if not plan.telling:
            return [say(f"{lead}, in {self._names(group.ids)} ", cite(group.ids), ".")]
        claims = [say(f"{lead}: ", self._mentions(plan.telling[:MOST_NAMES], facts, position), ".")]
        also = self._mentions(plan.telling[MOST_NAMES:], facts, position + 2)
        if plan.bare:
            verb = "uses" if self._speaks_alone(plan.bare) else "use"
            tail = f"{self._names(plan.bare)} {verb} the word as well "
            claims.append(say(also, "; " if also else "", tail, cite(plan.bare), "."))
        elif also:
            claims.append(say(also, "."))
        return claims

    def _common_term(self, group: Shared, facts: ThemeFacts, position: int) -> Claim:
        if 2 * len(group.ids) < len(facts.ids):
            mixed = ("Its vocabulary is mixed", "Its terms vary", "No one term rules it", "It speaks in many terms")
            lead = mixed[position % len(mixed)]
            return say(f"{lead}; the commonest is “{group.name}”, in {self._names(group.ids)} ", cite(group.ids), ".")
        wordings = (
            f"What its records share above all is “{group.name}”, in {self._names(group.ids)} ",
            f"“{capital(group.name)}” holds it together, as in {self._names(group.ids)} ",
            f"Its vocabulary centres on “{group.name}”: {self._names(group.ids)} ",
            f"The commonest term here is “{group.name}”, in {self._names(group.ids)} ",
        )
        return say(wordings[position % len(wordings)], cite(group.ids), ".")

    def _speaks_alone(self, ids: Sequence[str]) -> bool:
        return len(ids) == 1 and self._verb(ids[0], "one", "several") == "one"

    def _more_words(self, groups: Sequence[Shared], turn: int) -> Claim:
        items = [(f"“{group.name}” in {self._names(group.ids, 2)} ", cite(group.ids)) for group in groups]
        leads = (
            ("Next comes ", "Next come "),
            ("There follows ", "There follow "),
            ("Other records have ",) * 2,
            ("Beside it stands ", "Beside it stand "),
        )
        return say(leads[turn % len(leads)][len(items) > 1], series(items, ", ", " and "), ".")

    def _mentions(self, ids: Sequence[str], facts: ThemeFacts, turn: int) -> list[Piece]:
        """Say who speaks of what: "A (2020) speaks of the “inner logic” of X [1], B and C (2021) of “coupling” [2]"."""
        verbs = (
            ("speaks of", "speak of"),
            ("writes of", "write of"),
            ("turns to", "turn to"),
            ("deals with", "deal with"),
        )
        verb = verbs[turn % len(verbs)]
        items: list[list[Piece]] = []
        for i, record_id in enumerate(ids):
            link = self._verb(record_id, *verb) if i == 0 else verb[0].split(" ")[1]
            name = self._name(self._facts.records[record_id])
            items.append([f"{name} {link} {mention(facts.members[record_id])} ", cite([record_id])])
        return series(items, ", ", " and ")

    def _typical(self, facts: ThemeFacts, position: int) -> list[Claim]:
        if self._facts.n == 1:
            return []
        shown = facts.representatives[: 1 + len(facts.ids) // MOST_SINGLES]
        wordings = (
            ("Closest to the centre of the theme is ", "Closest to the centre of the theme are "),
            ("The record that represents it best is ", "The records that represent it best are "),
            ("Its most typical record is ", "Its most typical records are "),
            ("At its centre stands ", "At its centre stand "),
        )
        lead = wordings[position % len(wordings)][len(shown) > 1]
        return [say(lead, series([(f"{self._titled(i)} ", cite([i])) for i in shown], "; ", " and "), ".")]

    def _objects(self, facts: ThemeFacts, position: int) -> list[Claim]:
        if not facts.objects:
            return []
        first = facts.objects[0]
        items = [(f"{number(len(first.ids))} of the records name {first.name} ", cite(first.ids))]
        items += [(f"{number(len(group.ids))} {group.name} ", cite(group.ids)) for group in facts.objects[1:]]
        lead = ("As to what is studied, ", "Among the objects, ", "", "On the side of the object, ")[position % 4]
        text = series(items, ", ", " and ")
        if not lead:
            text = [capital(str(text[0])), *text[1:]]
        return [say(lead, text, ".")]

    def _settings(self, facts: ThemeFacts, position: int) -> list[Claim]:
        settings = other_settings(self._facts, facts)
        if not settings:
            return []
        items = [(f"{facet_name('setting', one.name, 'en')} ({len(one.ids)}) ", cite(one.ids)) for one in settings]
        leads = (
            ("The setting named is ", "The settings named are "),
            ("Where a setting is named, it is ",) * 2,
            ("By setting, the theme shows ",) * 2,
            ("One setting is named as well: ", "Settings are named as well: "),
        )
        return [say(leads[position % len(leads)][len(items) > 1], series(items, ", ", " and "), ".")]

    def _companions(self, facts: ThemeFacts, position: int) -> list[Claim]:
        if len(self._facts.themes) == 1:
            return []
        if not facts.companions:
            return []
        n = len(facts.ids)
        items: list[list[Piece]] = []
        for i, group in enumerate(facts.companions[:3]):
            everyone = len(group.ids) == n and n > 1
            how_many = "every one" if everyone else number(len(group.ids))
            verbs = (
                ("also belong", "also belongs", "to"),
                ("are shared", "is shared", "with"),
                ("reappear", "reappears", "under"),
            )
            many, one, preposition = verbs[position % 3]
            verb = (one if len(group.ids) == 1 or everyone else many) + " " if i == 0 else ""
            items.append([f"{how_many} {verb}{preposition} {inside(group.name)} ", cite(group.ids)])
        text = series(items, ", ", " and ")
        text[0] = capital(str(text[0]))
        if facts.alone:
            text += [
                f", while {number(len(facts.alone))} keep{verb_s(len(facts.alone))} to this theme alone ",
                cite(facts.alone),
            ]
        return [say(text, ".")]

    def _time(self, facts: ThemeFacts, position: int) -> list[Claim]:
        years = facts.years
        if len(years) < 2 or len(facts.ids) < 3:  # noqa: PLR2004 - a sequence needs two years, a course three records
            return []
        first = years[0]
        busiest = max(years, key=lambda year: (len(year.ids), year.last))
        if len(first.ids) > 2:  # noqa: PLR2004 - more are no opening
            items = [(f"{number(len(year.ids))} from {year.last} ", cite(year.ids)) for year in years[:MOST_SINGLES]]
            return [say("By year there are ", series(items, ", ", " and "), ".")] if len(years) <= CHUNK else []
        opened = f"{self._names(first.ids)} {'is' if len(first.ids) == 1 else 'are'} the earliest here "
        if len(busiest.ids) < 3 or busiest is first:  # noqa: PLR2004 - fewer are no crowd
            return [say(capital(opened), cite(first.ids), ".")]
        most = f"{number(len(busiest.ids))} of the records date from {busiest.last} "
        if position % 2:
            return [say(f"{capital(most)}", cite(busiest.ids), f"; {opened}", cite(first.ids), ".")]
        return [say(capital(opened), cite(first.ids), f", and {most}", cite(busiest.ids), ".")]

    def theme_notes(self, facts: ThemeFacts) -> Bullets:
        """Return a theme's signature terms, subthemes, representative records, years and stability."""
        claims = []
        if facts.theme.terms:
            claims.append(say(f"Signature terms: {', '.join(facts.theme.terms)} ", cite(facts.ids), "."))
        if facts.theme.subthemes:
            items = [
                (f"{part.label} ({len(part.record_ids)}) ", cite(part.record_ids)) for part in facts.theme.subthemes
            ]
            claims.append(say("Subthemes: ", series(items, ", ", " and "), "."))
        shown = facts.representatives
        items = [(f"{self._name(self._facts.records[i])} ", cite([i])) for i in shown]
        claims.append(say("Representative records: ", series(items, ", ", ", "), "."))
        if facts.years:
            items = [(f"{year.first}: {len(year.ids)} ", cite(year.ids)) for year in facts.years]
            if len(items) <= MOST_SINGLES:
                claims.append(say("Years: ", series(items, "; ", "; "), "."))
            else:
                claims.append(say(f"Years: {facts.years[0].first} to {facts.years[-1].last} ", cite(facts.ids), "."))
        if len(facts.ids) >= MANY:
            claims.append(say("All records: ", cite(facts.ids, whole=True), "."))
        if facts.theme.kind == "emergent" and len(self._facts.themes) > 1:
            what = "of 1, how far the theme comes back when a fifth of the records is left out"
            claims.append(say(f"Stability: {facts.theme.stability:.2f} {what} ", cite(facts.ids), "."))
        return Bullets(claims=tuple(claims))
