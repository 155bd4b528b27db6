"""What concerns all themes, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.languages import explain
from synth.synthesis.english.grammar import (
    MOST_NAMES,
    belong,
    capital,
    counted,
    date,
    have,
    inside,
    listed,
    number,
    share_of,
    span,
)
from synth.synthesis.english.naming import Naming
from synth.synthesis.selection import changed_themes, facet_name, facet_names, matrix_table, unassigned_by_reason
from synth.synthesis.wording import Piece, cite, say, series

if TYPE_CHECKING:
    from synth.datatypes import Claim, Table


class Context(Naming):
    """What concerns all themes, in English."""

    def across(self) -> tuple[Claim, ...]:
        """Say which records and themes go together, and which records no theme explains."""
        facts = self._facts
        claims = []
        reach = [(n, ids) for n, ids in facts.by_reach.items() if n > 1]
        if reach:
            items = [(f"{number(len(ids))} to {number(n)} ", cite(ids)) for n, ids in reach]
            items[0] = (
                f"{counted(len(reach[0][1]))} {belong(reach[0][1])} to {number(reach[0][0])} themes ",
                cite(reach[0][1]),
            )
            text = series(items, ", ", " and ")
            claims.append(say(capital(str(text[0])), text[1:], "."))
            widest, ids = reach[-1]
            if widest > 2:  # noqa: PLR2004 - two themes are no wide reach
                titled = [(f"{self._titled(i)} ", cite([i])) for i in ids[:MOST_NAMES]]
                claims.append(
                    say(
                        "The widest reach have " if len(titled) > 1 else "The widest reach has ",
                        series(titled, "; ", " and "),
                        ".",
                    )
                )
            pairs = [(f"{inside(a)} with {inside(b)} ({len(ids)}) ", cite(ids)) for a, b, ids in facts.pairs[:4]]
            claims.append(
                say(
                    "The themes that meet most often, with the records they share, are "
                    if len(pairs) > 1
                    else "The themes that meet are ",
                    series(pairs, ", ", " and "),
                    ".",
                )
            )
        elif len(facts.themes) > 1:
            claims.append(say("No record belongs to more than one theme ", cite(facts.ids), "."))
        claims.extend(self._unassigned())
        return tuple(claims)

    def _unassigned(self) -> list[Claim]:
        return [
            say(f"No theme explains {self._names(ids)}, because {explain(reason, 'en')} ", cite(ids), ".")
            for reason, ids in unassigned_by_reason(self._facts)
        ]

    def matrix(self) -> tuple[Claim, ...]:
        """Say how to read the coverage matrix."""
        if not self._facts.themes:
            return ()
        return (
            say(
                "Records stand against themes; the number is the strength of the membership, ● marks the main theme ",
                cite(self._facts.ids),
                ".",
            ),
        )

    def matrix_table(self) -> Table | None:
        """Return the coverage matrix as a table where it fits a page."""
        return matrix_table(self._facts, "Record", self._name)

    def evolution(self) -> tuple[Claim, ...]:
        """Say how the research evolved over the years."""
        facts = self._facts
        claims = []
        periods = facts.periods
        if len(periods) == 1:
            claims.append(
                say(
                    f"All dated records are from {span(periods[0])}, so the list shows no course over time ",
                    cite(periods[0].ids),
                    ".",
                )
            )
        elif periods:
            items = [(f"{number(len(p.ids))} from {span(p)} ", cite(p.ids)) for p in periods]
            items[0] = (
                f"{counted(len(periods[0].ids))} {date(periods[0].ids)} from {span(periods[0])} ",
                cite(periods[0].ids),
            )
            text = series(items, ", ", " and ")
            claims.append(say(capital(str(text[0])), text[1:], "."))
            claims.extend(self._changes())
        if facts.undated:
            claims.append(
                say(
                    f"{capital(counted(len(facts.undated)))} {have(facts.undated)} no year ",
                    cite(facts.undated),
                    ".",
                )
            )
        return tuple(claims)

    def _changes(self) -> list[Claim]:
        facts = self._facts
        changes = changed_themes(facts)
        last = facts.periods[-1]
        n_before = sum(len(period.ids) for period in facts.periods[:-1])
        claims = []
        for i, change in enumerate(changes):
            before: list[Piece] = [
                f"{number(len(change.earlier)) if change.earlier else 'none'} of the {n_before} earlier records"
            ]
            if change.earlier:
                before += [" ", cite(change.earlier)]
            after: list[Piece] = [
                f"{number(len(change.later)) if change.later else 'none'} of the {len(last.ids)} from {span(last)} ",
                cite(change.later or last.ids),
            ]
            label = inside(change.label)
            if change.trend:
                gains = ("{} gains ground, from ", "{} is met more often: from ", "{} grows from ")
                losses = ("{} loses ground, from ", "{} is met less often: from ", "{} falls from ")
                leads = gains if change.trend > 0 else losses
                claims.append(say(leads[i % len(leads)].format(capital(label)), before, " to ", after, "."))
            elif i % 2 == 0:
                claims.append(say(f"{capital(label)} is met in ", before, " and in ", after, "."))
            else:
                claims.append(say(f"For {label} the figures are ", before, " and ", after, "."))
        steady = [change for change in changes if not change.trend]
        if steady:
            which = "This difference is" if len(changes) == 1 else "These differences are"
            which = which if len(steady) == len(changes) else "The other differences are"
            ids = facts.in_order(i for change in steady for i in (*change.earlier, *change.later))
            claims.append(
                say(f"{which} no larger than chance may bring about (Fisher's exact test, 5 %) ", cite(ids), ".")
            )
        return claims

    def limitations(self) -> tuple[Claim, ...]:
        """Say which methods and settings the records name, and which they do not."""
        facts, methods = self._facts, self._methods
        claims = []
        if methods.named:
            items = [
                (
                    f"{facet_name('method', value.key, 'en')} ({len(value.record_ids)}) ",
                    cite(facts.in_order(value.record_ids)),
                )
                for value in methods.named
            ]
            claims.append(say("By method or kind of work, the records name ", series(items, ", ", " and "), "."))
        if not methods.named:
            claims.append(say("No record names its method ", cite(facts.ids), "."))
        elif methods.silent:
            verb = "names" if len(methods.silent) == 1 else "name"
            claims.append(
                say(f"{capital(share_of(len(methods.silent), facts.n))} {verb} none ", cite(methods.silent), ".")
            )
        settings = [value for value in facts.facets.get("setting", ()) if value.record_ids]
        if settings:
            items = [
                (f"{facet_name('setting', v.key, 'en')} ({len(v.record_ids)}) ", cite(facts.in_order(v.record_ids)))
                for v in sorted(settings, key=lambda v: -len(v.record_ids))
            ]
            lead = "The settings named are " if len(settings) > 1 else "The only setting named is "
            claims.append(say(lead, series(items, ", ", " and "), "."))
        return tuple(claims)

    def agenda(self) -> tuple[Claim, ...]:
        """Say what follows for further work."""
        facts, methods = self._facts, self._methods
        claims = []
        if methods.absent:
            names = listed(facet_names(methods.absent, "en"))
            lead = "Where the question allows, evidence of kinds that no record names would be worth adding:"
            claims.append(say(f"{lead} {names} ", cite(facts.ids), "."))
        single = [value for value in methods.named if len(value.record_ids) == 1]
        if single:
            items = [(f"{facet_name('method', value.key, 'en')} ", cite(value.record_ids)) for value in single]
            lead = "Only one record each names " if len(single) > 1 else "Only one record names "
            claims.append(say(lead, series(items, ", ", " and "), ", which leaves nothing to compare."))
        thin = [t for t in facts.themes if t.ids and len(t.ids) < facts.coverage.least]
        if thin:
            items = [(f"{inside(t.theme.label)} ", cite(t.ids)) for t in thin]
            claims.append(say("More literature is wanted on ", series(items, ", ", " and "), "."))
        n_years = facts.periods[-1].last - facts.periods[0].first + 1 if facts.periods else 0
        if 0 < n_years <= 3:  # noqa: PLR2004 - three years show no trend
            years = f"{number(n_years)} year{'' if n_years == 1 else 's'}"
            short = f"The list spans {years}, too short a time to speak of trends"
            claims.append(say(f"{short}; earlier work would have to be added ", cite(facts.ids), "."))
        return tuple(claims)
