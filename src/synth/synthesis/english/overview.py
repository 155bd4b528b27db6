"""The opening sections in English."""

from __future__ import annotations

from synth.datatypes import Claim, Table
from synth.languages import explain
from synth.synthesis.english.grammar import (
    are,
    belong,
    capital,
    come,
    counted,
    inside,
    listed,
    noun_s,
    number,
    plural_s,
    share_of,
)
from synth.synthesis.english.naming import Naming
from synth.synthesis.selection import by_status, facet_names
from synth.synthesis.wording import cite, in_both, say, series


class Overview(Naming):
    """The opening sections in English."""

    def glance(self) -> tuple[Claim, ...]:
        """Say the most important in a few sentences."""
        facts = self._facts
        claims = [say(capital(counted(facts.n)), self._span(), " ", cite(facts.ids), ".")]
        by_size = sorted((theme for theme in facts.themes if theme.ids), key=lambda theme: theme.rank)
        if by_size and facts.n > 1:
            items = [(f"{inside(t.theme.label)} ({len(t.ids)}) ", cite(t.ids)) for t in by_size]
            lead = (
                f"They fall under {number(len(items))} theme{plural_s(items)}, with the number of records in brackets: "
            )
            claims.append(say(lead, series(items, ", ", " and "), "."))
        several = tuple(i for reach, ids in facts.by_reach.items() if reach > 1 for i in ids)
        if several:
            a, b, shared = facts.pairs[0]
            claims.append(
                say(
                    f"{capital(share_of(len(several), facts.n))} {belong(several)} to more than one theme ",
                    cite(several),
                    f"; the closest pair is {inside(a)} and {inside(b)}, with {counted(len(shared))} in common ",
                    cite(shared),
                    ".",
                )
            )
        claims.extend(self._coverage())
        absent = facet_names(self._methods.absent, "en")
        if absent:
            claims.append(say(f"No record names {listed(absent, 'or')} among its methods ", cite(facts.ids), "."))
        return tuple(claims)

    def _span(self) -> str:
        periods = self._facts.periods
        if not periods:
            return " are included, none of them dated"
        first, last = periods[0].first, periods[-1].last
        if self._facts.undated:
            n_dated = self._facts.n - len(self._facts.undated)
            when = f"in {first}" if first == last else f"between {first} and {last}"
            return f" {are(self._facts.n)} included; {number(n_dated)} of them {are(n_dated)} dated, {when}"
        if first == last:
            return f" from {first} {are(self._facts.n)} included"
        return f", published between {first} and {last}, {are(self._facts.n)} included"

    def _coverage(self) -> list[Claim]:
        facts = self._facts
        if facts.framework.origin == "none":
            return []
        status = by_status(facts)
        members = {theme.theme.key: theme.ids for theme in facts.themes}
        claims = []
        if status["covered"] and not status["thin"] and not status["missing"]:
            least = facts.coverage.least
            claims.append(
                say(f"Every expected theme is covered, that is, by at least {counted(least)} ", cite(facts.ids), ".")
            )
        if status["thin"]:
            items = [(f"{inside(t.label)} ({counted(t.records)}) ", cite(members[t.key])) for t in status["thin"]]
            claims.append(say("Coverage is thin for ", series(items, ", ", " and "), "."))
        if status["missing"]:
            names = listed([inside(theme.label) for theme in status["missing"]], "or")
            claims.append(say(f"Expected, but not mentioned by any record: {names} ", cite(facts.ids), "."))
        return claims

    def reading(self) -> tuple[Claim, ...]:
        """Say how the corpus was read and what the synthesis rests on."""
        facts, flow = self._facts, self._facts.flow
        everything = cite(facts.ids)
        several = 3
        names = [f"“{source.name}”" for source in facts.sources]
        where = f" in {number(len(names))} sources" if len(names) > several else f" in {listed(names)}" if names else ""
        parts = f"{flow.unreadable} unreadable + {flow.duplicate} duplicate + {flow.included} included"
        counts = f"{flow.identified} identified{where} = {parts}"
        claims = [say(f"Every entry is accounted for: {counts} ", everything, ".")]
        claims += self._versions()
        with_abstract = facts.with_abstract
        if not with_abstract:
            basis = "No record comes with an abstract, so the synthesis rests on titles and years"
            claims.append(say(f"{basis}: it says what the works are about, not what they found ", everything, "."))
        elif len(with_abstract) < facts.n:
            claims.append(
                say(
                    f"{capital(share_of(len(with_abstract), facts.n))} {come(with_abstract)} with an abstract ",
                    cite(with_abstract),
                    "; the others speak through their titles alone.",
                )
            )
        else:
            claims.append(
                say(
                    "All records come with an abstract, and themes are read from title and abstract together ",
                    everything,
                    ".",
                )
            )
        if facts.quoted:
            quoting = f"Sentences from the abstracts of {share_of(len(facts.quoted), facts.n)} are quoted below"
            claims.append(say(f"{quoting}, as what their authors report ", cite(facts.quoted), "."))
        claims.append(say(self._origin_of_themes(), " ", everything, "."))
        return tuple(claims)

    def _versions(self) -> list[Claim]:
        """Name the pairs of records that are versions of one work; both are counted."""
        claims = []
        for kind, what in (("translation", "the same work in two languages"), ("preprint", "a preprint and its paper")):
            pairs = [("", cite((link.record_id, link.other_id))) for link in self._facts.links if link.kind == kind]
            if pairs:
                count = "One pair of records is" if len(pairs) == 1 else f"{capital(number(len(pairs)))} pairs are"
                claims.append(say(f"{count} {what}, and both are kept ", series(pairs, ", ", " and "), "."))
        return claims

    def _origin_of_themes(self) -> str:
        facts = self._facts
        rule = (
            "a record belongs to a theme that its own terms name, or that it lies as near to as the records whose "
            "terms do, and may belong to several"
        )
        emergent = [theme for theme in facts.themes if theme.theme.kind == "emergent"]
        beside = (
            f"; {number(len(emergent))} more emerged from the records that mention none of them" if emergent else ""
        )
        if facts.framework.origin == "none":
            before = f"No theme was expected beforehand ({explain(facts.framework.why, 'en')})"
            chosen, named = facts.theme_set.choice.chosen, len(facts.themes)
            clusters = f"{number(chosen)} cluster{noun_s(chosen)}"
            rest = "" if chosen == named else f"; {number(named)} of them could be given a name of their own"
            why = explain(facts.theme_set.choice.why, "en")
            return f"{before}; k-means on TF-IDF weights and term vectors made {clusters}, because {why}{rest}"
        labels = listed([inside(theme.label) for theme in facts.framework.themes])
        origin = (
            "the review's own abstract"
            if facts.framework.origin == "abstract"
            else str(dict(facts.framework.why.values)["file"])
        )
        how = "k-means on TF-IDF weights and term vectors is anchored at their terms"
        return f"The expected themes, {labels}, come from {origin}{beside}; {how}, and {rule}"

    def source_table(self) -> Table | None:
        """Return what became of the entries of each source, where there are several."""
        rows = self._facts.source_rows
        return (
            Table(header=("Source", "Format", "Identified", "Unreadable", "Duplicate", "Included"), rows=rows)
            if len(rows) > 1
            else None
        )

    def theme_table(self) -> Table:
        """Return the themes with their counts and status."""
        status = {theme.key: theme for theme in self._facts.coverage.themes}
        rows = tuple(
            (
                in_both(t.theme.label, t.theme.second_label, " ({})"),
                t.theme.kind,
                str(len(t.ids)),
                str(len(t.primary)),
                status[t.theme.key].status,
            )
            for t in self._facts.themes
        )
        return Table(header=("Theme", "Kind", "Records", "Primary", "Status"), rows=rows)
