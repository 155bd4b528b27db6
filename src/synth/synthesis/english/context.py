"""What concerns all themes, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Count
from synth.languages import explain
from synth.synthesis.combinations import WORKABLE, cell_of, show_q, told_cells, told_periods
from synth.synthesis.english.gaps import GapProse
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
    verb_s,
)
from synth.synthesis.selection import (
    by_status,
    changed_themes,
    facet_name,
    facet_names,
    matrix_table,
    named_places,
    rarest_told,
    unassigned_by_reason,
)
from synth.synthesis.wording import Piece, cite, say, series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Cell, Claim, Table


class Context(GapProse):
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
            told = {change.label for change in changed_themes(facts)}
            claims.extend(self._in_period(cell, i) for i, cell in enumerate(told_periods(facts, told)))
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
                q, figure = (
                    show_q(change.q),
                    Count(value=change.q, of="q", cell=cell_of(facts, change), shown=show_q(change.q)),
                )
                lead = leads[i % len(leads)].format(capital(label))
                beyond = f" (q {q if q.startswith('<') else f'= {q}'})."
                claims.append(say(lead, before, " to ", after, beyond, counts=(figure,)))
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
                say(f"{which} no larger than chance may bring about (exact test, q above 0.05) ", cite(ids), ".")
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
        places, others = named_places(facts)
        if places:
            items = [
                (f"{facet_name(v.facet, v.key, 'en')} ({len(v.record_ids)}) ", cite(facts.in_order(v.record_ids)))
                for v in places
            ]
            lead = (
                "The only place named is "
                if len(places) == 1
                else "The places named most often are "
                if others
                else "The places named are "
            )
            claims.append(say(lead, series(items, ", ", " and "), "."))
        return tuple(claims)

    def agenda(self) -> tuple[Claim, ...]:
        """Say what follows for further work."""
        facts, methods = self._facts, self._methods
        claims = [*self._wanted(), *self._absent()]
        single = [value for value in methods.named if len(value.record_ids) == 1]
        if single:
            items = [(f"{facet_name('method', value.key, 'en')} ", cite(value.record_ids)) for value in single]
            lead = "Only one record each names " if len(single) > 1 else "Only one record names "
            claims.append(say(lead, series(items, ", ", " and "), ", which leaves nothing to compare."))
        n_years = facts.periods[-1].last - facts.periods[0].first + 1 if facts.periods else 0
        if 0 < n_years <= 3:  # noqa: PLR2004 - three years show no trend
            years = f"{number(n_years)} year{'' if n_years == 1 else 's'}"
            short = f"The list spans {years}, too short a time to speak of trends"
            claims.append(say(f"{short}; earlier work would have to be added ", cite(facts.ids), "."))
        return tuple(claims)

    def _wanted(self) -> list[Claim]:
        """Name the combinations and themes of which more is wanted."""
        facts = self._facts
        claims = []
        pairs = [
            (
                f"{self._cell_row(cell)} with {self._cell_value(cell)} ",
                cite(cell.record_ids or cell.row_ids[:MOST_NAMES]),
            )
            for cell in told_cells(facts.gaps, "gap")
            if cell.columns in WORKABLE
        ]
        if pairs:
            lead = "Where the question allows, further work could join what the list seldom brings together: "
            claims.append(say(lead, series(pairs, ", ", " and "), "."))
        status = by_status(facts)
        if status["missing"]:
            names = listed([inside(theme.label) for theme in status["missing"]], "or")
            claims.append(
                say(f"Literature on {names}, expected and not found, has to be sought elsewhere ", cite(facts.ids), ".")
            )
        thin = [t for t in facts.themes if t.ids and len(t.ids) < facts.coverage.least]
        if thin:
            items = [(f"{inside(t.theme.label)} ({number(len(t.ids))}) ", cite(t.ids)) for t in thin]
            below = f", where the list has fewer than the {counted(facts.coverage.least)} that count as cover."
            claims.append(say("More literature is wanted on ", series(items, ", ", " and "), below))
        return claims

    def _absent(self) -> list[Claim]:
        """Say what it means that no record names some methods: of few records that name any, nothing."""
        facts, methods = self._facts, self._methods
        if not methods.absent:
            return []
        telling = facts.in_order(i for value in methods.named for i in value.record_ids)
        bound = rarest_told(len(telling))
        if bound is None:
            few = f"as {counted(len(telling))} name{verb_s(len(telling))} any"
            return [say(f"That some methods are named by no record is no gap yet, {few} ", cite(telling), ".")]
        names, share = listed(facet_names(methods.absent, "en"), "or"), f"{bound:.1f}"
        end = (
            f", so that {'each' if len(methods.absent) > 1 else 'it'} can hardly make up more than {share} % of such "
            "work (95 % bound) and would be worth adding where the question allows."
        )
        figure = Count(value=bound, of="bound", record_ids=telling, shown=share)
        lead = f"Not one of the {len(telling)} records that name a method names {names} "
        return [say(lead, cite(telling), end, counts=(figure,))]


def _nearest(cell: Cell) -> Sequence[str]:
    """Return the records that have both, else some that have the row's."""
    return cell.record_ids or cell.row_ids[:MOST_NAMES]
