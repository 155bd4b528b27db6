"""The synthesis in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from synth.datatypes import Bullets, Claim, Membership, Record, Section, Table
from synth.languages import explain, normalize, read_words
from synth.synthesis.facts import Shared
from synth.synthesis.selection import (
    changed_themes,
    facet_name,
    facet_names,
    hint_only,
    is_subject,
    matrix_table,
    other_settings,
    sayings,
    spread_of_methods,
    unassigned_by_reason,
)
from synth.synthesis.wording import Piece, cite, distinct_names, say, series, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.synthesis.facts import Facts, Period, ThemeFacts
    from synth.synthesis.prose import HeadingName

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS = ["largest", "second largest", "third largest", "fourth largest", "fifth largest"]
_MOST_NAMES = 3
_MOST_SINGLES = 8
_MOST_DETAILS = 5
_CHUNK = 4


class EnglishProse:
    """Words the facts in English."""

    _HEADINGS: ClassVar[dict[str, str]] = {
        "glance": "At a glance",
        "reading": "How the corpus was read",
        "themes": "Themes",
        "across": "Across themes",
        "matrix": "Coverage matrix",
        "evolution": "How the research evolved",
        "limitations": "Limitations and future directions",
        "outline": "Outline for a review",
        "references": "References",
    }

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._methods = spread_of_methods(facts)

    # ------------------------------------------------------------------------------------------------- small words

    def _name(self, record: Record) -> str:
        year = record.year if record.year is not None else "n.d."
        authors = [author.short for author in record.authors if author.short]
        if not authors:
            return f"“{shorten(record.title)}” ({year})"
        if len(authors) == 1:
            return f"{authors[0]} ({year})"
        return f"{authors[0]} and {authors[1]} ({year})" if len(authors) == 2 else f"{authors[0]} et al. ({year})"  # noqa: PLR2004 - two authors

    def _names(self, ids: Sequence[str], most: int = _MOST_NAMES) -> str:
        names = distinct_names([self._facts.records[i] for i in ids], self._name)
        if len(names) > most + 1:
            names = [*names[:most], f"{_count(len(names) - most)} others"]
        return _series(names)

    def _titled(self, record_id: str) -> str:
        record = self._facts.records[record_id]
        name = self._name(record)
        return name if name.startswith("“") else f"{name}, “{shorten(record.title)}”"

    def _verb(self, record_id: str, singular: str, plural: str) -> str:
        return singular if len(self._facts.records[record_id].authors) <= 1 else plural

    def title(self) -> str:
        """Return the title of the synthesis."""
        review = self._facts.review
        subject = review.title if review and review.title else _series([theme.theme.label for theme in self._facts.themes])
        return f"Thematic synthesis: {subject}" if subject else "Thematic synthesis"

    def heading(self, name: HeadingName) -> str:
        """Return a section's heading."""
        return self._HEADINGS[name]

    # ---------------------------------------------------------------------------------------------------- overview

    def glance(self) -> tuple[Claim, ...]:
        """Say the most important in a few sentences."""
        facts = self._facts
        claims = [say(_capital(_records(facts.n)), self._span(), " ", cite(facts.ids), ".")]
        if facts.themes and facts.n > 1:
            by_size = sorted((theme for theme in facts.themes if theme.ids), key=lambda theme: theme.rank)
            items = [(f"{_lower(t.theme.label)} ({len(t.ids)}) ", cite(t.ids)) for t in by_size]
            lead = f"They fall under {_count(len(items))} theme{_s(items)}, with the number of records in brackets: "
            claims.append(say(lead, series(items, ", ", " and "), "."))
        several = tuple(i for reach, ids in facts.by_reach.items() if reach > 1 for i in ids)
        if several:
            a, b, shared = facts.pairs[0]
            claims.append(
                say(
                    f"{_capital(_of(len(several), facts.n))} {_belong(several)} to more than one theme ", cite(several),
                    f"; the closest pair is {_lower(a)} and {_lower(b)}, with {_records(len(shared))} in common ", cite(shared), ".",
                )
            )
        claims.extend(self._coverage())
        absent = facet_names(self._methods.absent, "en")
        if absent:
            claims.append(say(f"No record names {_series(absent, 'or')} among its methods ", cite(facts.ids), "."))
        return tuple(claims)

    def _span(self) -> str:
        periods = self._facts.periods
        if not periods:
            return " are included, none of them dated"
        first, last = periods[0].first, periods[-1].last
        if first == last:
            return f" from {first} {_are(self._facts.n)} included"
        return f", published between {first} and {last}, {_are(self._facts.n)} included"

    def _coverage(self) -> list[Claim]:
        facts = self._facts
        if facts.framework.origin == "none":
            return []
        status = {s: [t for t in facts.coverage.themes if t.status == s] for s in ("covered", "thin", "missing")}
        members = {theme.theme.key: theme.ids for theme in facts.themes}
        claims = []
        if status["covered"] and not status["thin"] and not status["missing"]:
            least = facts.coverage.least
            claims.append(say(f"Every expected theme is covered, that is, by at least {_records(least)} ", cite(facts.ids), "."))
        if status["thin"]:
            items = [(f"{_lower(t.label)} ({_records(t.records)}) ", cite(members[t.key])) for t in status["thin"]]
            claims.append(say("Coverage is thin for ", series(items, ", ", " and "), "."))
        if status["missing"]:
            names = _series([_lower(theme.label) for theme in status["missing"]], "or")
            claims.append(say(f"Expected, but not mentioned by any record: {names} ", cite(facts.ids), "."))
        return claims

    def reading(self) -> tuple[Claim, ...]:
        """Say how the corpus was read and what the synthesis rests on."""
        facts, flow = self._facts, self._facts.flow
        everything = cite(facts.ids)
        sources = _series([f"“{name}”" for name in facts.source_names])
        where = f" in {sources}" if sources else ""
        counts = f"{flow.identified} identified{where} = {flow.unreadable} unreadable + {flow.duplicate} duplicate + {flow.included} included"
        claims = [say(f"Every entry is accounted for: {counts} ", everything, ".")]
        with_abstract = facts.with_abstract
        if not with_abstract:
            rests = "No record comes with an abstract, so the synthesis rests on titles and years: it says what the works are about, not what they found "
            claims.append(say(rests, everything, "."))
        elif len(with_abstract) < facts.n:
            claims.append(say(f"{_capital(_of(len(with_abstract), facts.n))} {_come(with_abstract)} with an abstract ", cite(with_abstract), "; the others speak through their titles alone."))
        else:
            claims.append(say("All records come with an abstract, and themes are read from title and abstract together ", everything, "."))
        claims.append(say(self._origin_of_themes(), " ", everything, "."))
        return tuple(claims)

    def _origin_of_themes(self) -> str:
        facts = self._facts
        rule = "a record belongs to a theme where one of its own terms says so, and may belong to several"
        emergent = [theme for theme in facts.themes if theme.theme.kind == "emergent"]
        beside = f"; {_count(len(emergent))} more emerged from the records that mention none of them" if emergent else ""
        if facts.framework.origin == "none":
            return f"No theme was expected beforehand ({explain(facts.framework.why, 'en')}); k-means on TF-IDF weights gave {_count(len(facts.themes))} theme{_s(facts.themes)}, because {explain(facts.theme_set.choice.why, 'en')}"
        labels = _series([_lower(theme.label) for theme in facts.framework.themes])
        origin = "the review's own abstract" if facts.framework.origin == "abstract" else str(dict(facts.framework.why.values)["file"])
        return f"The expected themes, {labels}, come from {origin}{beside}; k-means on TF-IDF weights is anchored at their terms, and {rule}"

    def theme_table(self) -> Table:
        """Return the themes with their counts and status."""
        status = {theme.key: theme for theme in self._facts.coverage.themes}
        rows = tuple(
            (t.theme.label, t.theme.kind, str(len(t.ids)), str(len(t.primary)), status[t.theme.key].status)
            for t in self._facts.themes
        )
        return Table(header=("Theme", "Kind", "Records", "Primary", "Status"), rows=rows)

    # ------------------------------------------------------------------------------------------------------ themes

    def theme(self, facts: ThemeFacts, position: int) -> tuple[tuple[Claim, ...], ...]:
        """Return the paragraphs on one theme; ``position`` varies the wording."""
        first = (self._opening(facts, position), *self._words(facts, position))
        second = (*self._typical(facts, position), *self._objects(facts, position), *self._settings(facts, position), *self._companions(facts, position), *self._time(facts, position))
        return tuple(paragraph for paragraph in (first, second) if paragraph)

    def _opening(self, facts: ThemeFacts, position: int) -> Claim:
        n, label = len(facts.ids), _lower(facts.theme.label)
        share = _of(n, self._facts.n)
        members = cite(facts.ids)
        main = facts.primary
        if self._facts.n == 1:
            return say(f"The only record, {self._titled(facts.ids[0])}, stands for {label} ", members, ".")
        if len(main) == n:
            tail: list[Piece] = ["."]
        elif not main:
            tail = [", always beside another main theme."]
        elif position % 2:
            tail = [f", and {_count(len(main))} {_have(main)} it as {_their(main)} main theme ", cite(main), "."]
        else:
            tail = [f"; for {_count(len(main))} it is the main theme ", cite(main), "."]
        openings = (
            f"{_capital(share)} bear{_s3(n)} on the {label} theme ",
            f"The theme of {label} is carried by {share} ",
            f"Under {label} come{_s3(n)} {share}, which makes it {self._size(facts)} ",
            f"Of the {self._facts.n} records, {_count(n)} belong{_s3(n)} to the {label} theme ",
        )
        return say(openings[position % len(openings)], members, *tail)

    def _size(self, facts: ThemeFacts) -> str:
        k = len(self._facts.themes)
        if facts.rank == k and k > 1:
            return f"the smallest of the {_count(k)} themes"
        if k == 1:
            return "the only theme"
        return f"the {_ORDINALS[facts.rank - 1]} theme" if facts.rank <= len(_ORDINALS) else "one of the smaller themes"

    def _words(self, facts: ThemeFacts, position: int) -> list[Claim]:
        """Say in which words the records name the theme, every member once."""
        if self._facts.n == 1:
            return []
        claims = self._subject(facts) if is_subject(facts) else self._wordings(facts, position)
        weak = hint_only(facts)
        if weak:
            words = _series([f"“{w}”" for w in dict.fromkeys(facts.members[i].evidence[0] for i in weak)][:_CHUNK])
            verb = "is" if len(weak) == 1 else "are"
            claims.append(say(f"{self._names(weak)} {verb} counted here on the strength of {words} alone ", cite(weak), "."))
        return claims

    def _subject(self, facts: ThemeFacts) -> list[Claim]:
        """Say what the records say of a theme that is a subject rather than an aspect."""
        said = sayings(self._facts, facts)[:_MOST_SINGLES]
        claims = []
        for start in range(0, len(said), _CHUNK):
            items = [(f"the {_quoted(phrases)} in {self._name(self._facts.records[i])} ", cite([i])) for i, phrases in said[start : start + _CHUNK]]
            lead = f"What is said of {_lower(facts.theme.label)} is " if not start else "Further there are "
            claims.append(say(lead, series(items, ", ", " and "), "."))
        return claims

    def _wordings(self, facts: ThemeFacts, position: int) -> list[Claim]:
        weak = hint_only(facts)
        groups = [Shared(name=g.name, ids=tuple(i for i in g.ids if i not in weak)) for g in facts.words]
        large = [group for group in groups if len(group.ids) > 1]
        singles = [group.ids[0] for group in groups if len(group.ids) == 1]
        claims = []
        if large:
            claims.extend(self._leading_word(large[0], facts, position))
            claims.extend(self._more_words(large[1:], position))
        for turn, start in enumerate(range(0, min(len(singles), _MOST_SINGLES), _CHUNK), position + 1):
            claims.append(self._mentions(singles[start : min(start + _CHUNK, _MOST_SINGLES)], facts, turn))
        rest = singles[_MOST_SINGLES:]
        if rest:
            claims.append(say(f"{_capital(_count(len(rest)))} more {_have(rest)} a word of {_their(rest)} own for it ", cite(rest), "."))
        return claims

    def _leading_word(self, group: Shared, facts: ThemeFacts, position: int) -> list[Claim]:
        if facts.theme.kind == "emergent":
            return [self._common_term(group, position)]
        leads = (
            f"The word met most often is “{group.name}”",
            f"Most often it is put as “{group.name}”",
            f"“{_capital(group.name)}” leads",
            f"Its commonest term is “{group.name}”",
        )
        lead = leads[position % len(leads)]
        telling = [i for i in group.ids if self._tells_more(facts.members[i], group.name)][:_MOST_DETAILS]
        rest = [i for i in group.ids if i not in telling]
        if not telling:
            return [say(f"{lead}, in {self._names(group.ids)} ", cite(group.ids), ".")]
        first = [f"{lead}: ", *self._mention_series(telling[:_MOST_NAMES], facts, position)]
        if not rest:
            return [say(first, "."), *([self._mentions(telling[_MOST_NAMES:], facts, position + 2)] if telling[_MOST_NAMES:] else [])]
        also = self._mention_series(telling[_MOST_NAMES:], facts, position + 2)
        verb = "uses" if self._speaks_alone(rest) else "use"
        tail: list[Piece] = [f"{self._names(rest)} {verb} the word as well ", cite(rest)]
        return [say(first, "."), say(also, "; " if also else "", tail, ".")]

    def _common_term(self, group: Shared, position: int) -> Claim:
        wordings = (
            f"What its records share above all is “{group.name}”, in {self._names(group.ids)} ",
            f"“{_capital(group.name)}” holds it together, as in {self._names(group.ids)} ",
            f"Its vocabulary centres on “{group.name}”: {self._names(group.ids)} ",
            f"The commonest term here is “{group.name}”, in {self._names(group.ids)} ",
        )
        return say(wordings[position % len(wordings)], cite(group.ids), ".")

    def _tells_more(self, member: Membership, word: str) -> bool:
        """Tell whether a record says more than the bare word."""
        return bool(member.said_of) or any(normalize(phrase) != normalize(word) for phrase in member.phrases)

    def _speaks_alone(self, ids: Sequence[str]) -> bool:
        return len(ids) == 1 and len(self._facts.records[ids[0]].authors) <= 1

    def _more_words(self, groups: Sequence[Shared], position: int) -> list[Claim]:
        claims = []
        for turn, start in enumerate(range(0, len(groups), _CHUNK), position):
            items = [(f"“{g.name}” in {self._names(g.ids, 2)} ", cite(g.ids)) for g in groups[start : start + _CHUNK]]
            leads = (("Next comes ", "Next come "), ("There follows ", "There follow "), ("Other records have ",) * 2, ("Beside it stands ", "Beside it stand "))
            lead = leads[turn % len(leads)][len(items) > 1]
            claims.append(say(lead, series(items, ", ", " and "), "."))
        return claims

    def _mentions(self, ids: Sequence[str], facts: ThemeFacts, turn: int) -> Claim:
        return say(self._mention_series(ids, facts, turn), ".")

    def _mention_series(self, ids: Sequence[str], facts: ThemeFacts, turn: int) -> list[Piece]:
        """Say who speaks of what: "A (2020) speaks of the “inner logic” of X [1], B and C (2021) of “coupling” [2]"."""
        verbs = (("speaks of", "speak of"), ("writes of", "write of"), ("turns to", "turn to"), ("deals with", "deal with"))
        verb = verbs[turn % len(verbs)]
        items: list[list[Piece]] = []
        for i, record_id in enumerate(ids):
            link = self._verb(record_id, *verb) if i == 0 else verb[0].split(" ")[1]
            name = self._name(self._facts.records[record_id])
            items.append([f"{name} {link} {_mention(facts.members[record_id])} ", cite([record_id])])
        return series(items, ", ", " and ")

    def _typical(self, facts: ThemeFacts, position: int) -> list[Claim]:
        if self._facts.n == 1:
            return []
        shown = facts.representatives[: 1 + len(facts.ids) // _MOST_SINGLES]
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
        items = [(f"{_count(len(first.ids))} of the records name {first.name} ", cite(first.ids))]
        items += [(f"{_count(len(group.ids))} {group.name} ", cite(group.ids)) for group in facts.objects[1:]]
        lead = ("As to what is studied, ", "Among the objects, ", "", "On the side of the object, ")[position % 4]
        text = series(items, ", ", " and ")
        if not lead:
            text = [_capital(str(text[0])), *text[1:]]
        return [say(lead, text, ".")]

    def _settings(self, facts: ThemeFacts, position: int) -> list[Claim]:
        settings = other_settings(self._facts, facts)
        if not settings:
            return []
        items = [(f"{facet_name('setting', one.name, 'en')} in {_count(len(one.ids))} ", cite(one.ids)) for one in settings]
        leads = ("The settings named are ", "Where a setting is named, it is ", "By setting, the theme shows ", "Settings are named as well: ")
        return [say(leads[position % len(leads)], series(items, ", ", " and "), ".")]

    def _companions(self, facts: ThemeFacts, position: int) -> list[Claim]:
        if len(self._facts.themes) == 1:
            return []
        if not facts.companions:
            return []
        n = len(facts.ids)
        items: list[list[Piece]] = []
        for i, group in enumerate(facts.companions[:3]):
            everyone = len(group.ids) == n and n > 1
            how_many = "every one" if everyone else _count(len(group.ids))
            verbs = (("also belong", "also belongs"), ("lead on", "leads on"), ("reach over", "reaches over"))
            verb = verbs[position % 3][len(group.ids) == 1 or everyone]
            items.append([f"{how_many} {verb} to {_lower(group.name)} " if i == 0 else f"{how_many} to {_lower(group.name)} ", cite(group.ids)])
        text = series(items, ", ", " and ")
        text[0] = _capital(str(text[0]))
        if facts.alone:
            text += [f", while {_count(len(facts.alone))} keep{_s3(len(facts.alone))} to this theme alone ", cite(facts.alone)]
        return [say(text, ".")]

    def _time(self, facts: ThemeFacts, position: int) -> list[Claim]:
        years = facts.years
        if len(years) < 2 or len(facts.ids) < 3:  # noqa: PLR2004 - a sequence needs two years, a course three records
            return []
        first = years[0]
        busiest = max(years, key=lambda year: (len(year.ids), year.last))
        if len(first.ids) > 2:  # noqa: PLR2004 - more are no opening
            items = [(f"{_count(len(year.ids))} from {year.last} ", cite(year.ids)) for year in years[:_MOST_SINGLES]]
            return [say("By year there are ", series(items, ", ", " and "), ".")] if len(years) <= _CHUNK else []
        opened = f"{self._names(first.ids)} {'is' if len(first.ids) == 1 else 'are'} the earliest here "
        if len(busiest.ids) < 3 or busiest is first:  # noqa: PLR2004 - fewer are no crowd
            return [say(_capital(opened), cite(first.ids), ".")]
        most = f"{_count(len(busiest.ids))} of the records date from {busiest.last} "
        if position % 2:
            return [say(f"{_capital(most)}", cite(busiest.ids), f"; {opened}", cite(first.ids), ".")]
        return [say(_capital(opened), cite(first.ids), f", and {most}", cite(busiest.ids), ".")]

    def theme_notes(self, facts: ThemeFacts) -> Bullets:
        """Return a theme's signature terms, representative records and years."""
        claims = []
        if facts.theme.terms:
            claims.append(say(f"Signature terms: {', '.join(facts.theme.terms)} ", cite(facts.ids), "."))
        shown = facts.representatives
        items = [(f"{self._name(self._facts.records[i])} ", cite([i])) for i in shown]
        claims.append(say("Representative records: ", series(items, ", ", ", "), "."))
        if facts.years:
            items = [(f"{year.first}: {len(year.ids)} ", cite(year.ids)) for year in facts.years]
            if len(items) <= _MOST_SINGLES:
                claims.append(say("Years: ", series(items, "; ", "; "), "."))
            else:
                claims.append(say(f"Years: {facts.years[0].first} to {facts.years[-1].last} ", cite(facts.ids), "."))
        return Bullets(claims=tuple(claims))

    # ------------------------------------------------------------------------------------------------ across themes

    def across(self) -> tuple[Claim, ...]:
        """Say which records and themes go together, and which records no theme explains."""
        facts = self._facts
        claims = []
        reach = [(n, ids) for n, ids in facts.by_reach.items() if n > 1]
        if reach:
            items = [(f"{_count(len(ids))} to {_count(n)} ", cite(ids)) for n, ids in reach]
            items[0] = (f"{_records(len(reach[0][1]))} {_belong(reach[0][1])} to {_count(reach[0][0])} themes ", cite(reach[0][1]))
            text = series(items, ", ", " and ")
            claims.append(say(_capital(str(text[0])), text[1:], "."))
            widest, ids = reach[-1]
            if widest > 2:  # noqa: PLR2004 - two themes are no wide reach
                titled = [[f"{self._titled(i)} ", cite([i])] for i in ids[:_MOST_NAMES]]
                claims.append(say("The widest reach have " if len(titled) > 1 else "The widest reach has ", series(titled, "; ", " and "), "."))
            pairs = [(f"{_lower(a)} with {_lower(b)} ({len(ids)}) ", cite(ids)) for a, b, ids in facts.pairs[:4]]
            claims.append(say("The themes that meet most often, with the records they share, are " if len(pairs) > 1 else "The themes that meet are ", series(pairs, ", ", " and "), "."))
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
        return (say("Each record stands against each theme; the number is the strength of the membership, and ● marks the record's main theme ", cite(self._facts.ids), "."),)

    def matrix_table(self) -> Table | None:
        """Return the coverage matrix as a table where it fits a page."""
        return matrix_table(self._facts, "Record", self._name)

    # ---------------------------------------------------------------------------------------------------- evolution

    def evolution(self) -> tuple[Claim, ...]:
        """Say how the research evolved over the years."""
        facts = self._facts
        claims = []
        periods = facts.periods
        if len(periods) == 1:
            claims.append(say(f"All dated records are from {_period(periods[0])}, so the list shows no course over time ", cite(periods[0].ids), "."))
        elif periods:
            items = [(f"{_count(len(p.ids))} from {_period(p)} ", cite(p.ids)) for p in periods]
            items[0] = (f"{_records(len(periods[0].ids))} {_date(periods[0].ids)} from {_period(periods[0])} ", cite(periods[0].ids))
            text = series(items, ", ", " and ")
            claims.append(say(_capital(str(text[0])), text[1:], "."))
            claims.extend(self._changes())
        if facts.undated:
            claims.append(say(f"{_capital(_records(len(facts.undated)))} {_have(facts.undated)} no year ", cite(facts.undated), "."))
        return tuple(claims)

    def _changes(self) -> list[Claim]:
        facts = self._facts
        changes = changed_themes(facts)
        last = facts.periods[-1]
        n_before = sum(len(period.ids) for period in facts.periods[:-1])
        if not changes:
            return []
        claims = []
        for i, change in enumerate(changes):
            grows = len(change.later) / len(last.ids) > len(change.earlier) / n_before
            before: list[Piece] = [f"{_count(len(change.earlier)) if change.earlier else 'none'} of the {n_before} earlier records"]
            if change.earlier:
                before += [" ", cite(change.earlier)]
            after: list[Piece] = [f"{_count(len(change.later)) if change.later else 'none'} of the {len(last.ids)} from {_period(last)} ", cite(change.later or last.ids)]
            label = _lower(change.label)
            if i % 2 == 0:
                lead = f"The theme of {label} {'gains' if grows else 'loses'} ground: it is met in "
                claims.append(say(lead, before, " and in ", after, "."))
            else:
                trend = "more" if grows else "less"
                claims.append(say(f"Attention to {label} is {trend} frequent of late, in ", after, " against ", before, "."))
        return claims

    # -------------------------------------------------------------------------------------------------- limitations

    def limitations(self) -> tuple[Claim, ...]:
        """Say which methods and settings the records name, and which they do not."""
        facts, methods = self._facts, self._methods
        claims = []
        if methods.named:
            items = [(f"{facet_name('method', value.key, 'en')} ({len(value.record_ids)}) ", cite(facts.in_order(value.record_ids))) for value in methods.named]
            claims.append(say("By method or kind of work, the records name ", series(items, ", ", " and "), "."))
        if not methods.named:
            claims.append(say("No record names its method ", cite(facts.ids), "."))
        elif methods.silent:
            verb = "names" if len(methods.silent) == 1 else "name"
            claims.append(say(f"{_capital(_of(len(methods.silent), facts.n))} {verb} none ", cite(methods.silent), "."))
        settings = [value for value in facts.facets.get("setting", ()) if value.record_ids]
        if settings:
            items = [(f"{facet_name('setting', v.key, 'en')} ({len(v.record_ids)}) ", cite(facts.in_order(v.record_ids))) for v in sorted(settings, key=lambda v: -len(v.record_ids))]
            claims.append(say("As settings there are ", series(items, ", ", " and "), "."))
        return tuple(claims)

    def agenda(self) -> tuple[Claim, ...]:
        """Say what follows for further work."""
        facts, methods = self._facts, self._methods
        claims = []
        if methods.absent:
            names = _series(facet_names(methods.absent, "en"))
            lead = "Studies of kinds that no record names would add evidence that the list lacks, namely"
            claims.append(say(f"{lead} {names} ", cite(facts.ids), "."))
        single = [value for value in methods.named if len(value.record_ids) == 1]
        if single:
            items = [(f"{facet_name('method', value.key, 'en')} ", cite(value.record_ids)) for value in single]
            text = series(items, ", ", " and ")
            tail = "are each named by one record only" if len(single) > 1 else "are named by one record only"
            claims.append(say(_capital(str(text[0])), text[1:], f" {tail}, which leaves nothing to compare them with."))
        thin = [t for t in facts.themes if t.ids and len(t.ids) < facts.coverage.least]
        if thin:
            items = [(f"{_lower(t.theme.label)} ", cite(t.ids)) for t in thin]
            claims.append(say("More literature is wanted on ", series(items, ", ", " and "), "."))
        span = facts.periods[-1].last - facts.periods[0].first + 1 if facts.periods else 0
        if 0 < span <= 3:  # noqa: PLR2004 - three years show no trend
            claims.append(say(f"The list spans {_count(span)} year{'' if span == 1 else 's'}, too short a time to speak of trends; earlier work would have to be added ", cite(facts.ids), "."))
        return tuple(claims)

    # ------------------------------------------------------------------------------------------------------ outline

    def outline(self) -> Section:
        """Return the outline of a review: headings, what to argue, what to cite."""
        facts = self._facts
        themes = [theme for theme in facts.themes if theme.ids]
        chapters = [Section(heading="1 Introduction", blocks=(Bullets(claims=self._introduction(themes)),))]
        chapters += [
            Section(heading=f"{i} {theme.theme.label}", blocks=(Bullets(claims=self._chapter(theme)),))
            for i, theme in enumerate(themes, 2)
        ]
        closing = (*self._cross_cutting(), *self.agenda())
        if closing:
            chapters.append(Section(heading=f"{len(chapters) + 1} Discussion and agenda", blocks=(Bullets(claims=closing),)))
        return Section(heading=self.heading("outline"), sections=tuple(chapters))

    def _introduction(self, themes: Sequence[ThemeFacts]) -> tuple[Claim, ...]:
        facts = self._facts
        claims = []
        if facts.periods:
            first = facts.periods[0]
            claims.append(say(f"Set the scene with the earliest works, from {_period(first)} ", cite(first.ids[:5]), "."))
        if themes:
            items = [(f"{_lower(t.theme.label)} ", cite(t.representatives)) for t in themes]
            claims.append(say("Announce the themes and a work that stands for each: ", series(items, ", ", " and "), "."))
        return tuple(claims) or (say("Introduce the works ", cite(facts.ids), "."),)

    def _chapter(self, facts: ThemeFacts) -> tuple[Claim, ...]:
        groups = facts.words[:3]
        claims = [say(f"Start from the works at the centre: {self._names(facts.representatives)} ", cite(facts.representatives), ".")]
        if len(facts.words) > 1:
            items = [(f"“{group.name}” ", cite(group.ids)) for group in groups]
            claims.append(say("Distinguish the ways in which it is put: ", series(items, ", ", " and "), "."))
        claims.extend(say(f"Give {one.name} a paragraph of its own ", cite(one.ids), ".") for one in facts.objects[:2])
        shown = {i for claim in claims for i in claim.record_ids}
        rest = [i for i in facts.ids if i not in shown]
        if rest:
            claims.append(say("Place the other works beside these ", cite(rest), "."))
        if facts.companions:
            link = facts.companions[0]
            claims.append(say(f"Lead over to {_lower(link.name)} with the works that treat both ", cite(link.ids), "."))
        return tuple(claims)

    def _cross_cutting(self) -> list[Claim]:
        facts = self._facts
        wide = [i for reach, ids in facts.by_reach.items() if reach > 2 for i in ids]  # noqa: PLR2004 - more than a pair
        claims = []
        if wide:
            ordered = [i for i in facts.ids if i in wide]
            claims.append(say("Draw the themes together with the works that join three or more ", cite(ordered), "."))
        loose = [i for i in facts.ids if i in {one.record_id for one in facts.theme_set.unassigned}]
        if loose:
            claims.append(say("Decide where the works belong that no theme explains ", cite(loose), "."))
        return claims


def _mention(member: Membership) -> str:
    """Return what a record says of a theme: "the “internal logic” and “mechanisms” of vocational education"."""
    phrases = member.phrases[:2] or member.evidence[:2]
    quoted = _quoted(phrases)
    if not member.said_of.isascii() or not member.said_of:
        return quoted
    article = "the " if member.said_of.startswith(("of ", "between ")) else ""
    return f"{article}{quoted} {member.said_of}"


def _quoted(phrases: Sequence[str]) -> str:
    return _series([f"“{phrase}”" for phrase in phrases])


def _count(n: int) -> str:
    return _NUMBERS[n] if n < len(_NUMBERS) else str(n)


def _of(part: int, whole: int) -> str:
    return f"all {whole} records" if part == whole else f"{_count(part)} of the {whole} records"


def _records(n: int) -> str:
    return f"{_count(n)} record{'' if n == 1 else 's'}"


def _series(names: Sequence[str], last: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(label: str) -> str:
    """Return a label as it stands inside a sentence: acronyms and proper nouns keep their capitals."""
    plain = label[1:].split(" ")[0].islower() and label.split(" ")[0].lower() not in read_words("proper_en")
    return label[:1].lower() + label[1:] if plain else label


def _s(items: Sequence[object]) -> str:
    return "" if len(items) == 1 else "s"


def _s3(n: int) -> str:
    return "s" if n == 1 else ""


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def _have(ids: Sequence[str]) -> str:
    return "has" if len(ids) == 1 else "have"


def _belong(ids: Sequence[str]) -> str:
    return "belongs" if len(ids) == 1 else "belong"


def _come(ids: Sequence[str]) -> str:
    return "comes" if len(ids) == 1 else "come"


def _date(ids: Sequence[str]) -> str:
    return "dates" if len(ids) == 1 else "date"


def _their(ids: Sequence[str]) -> str:
    return "its" if len(ids) == 1 else "their"


def _period(period: Period) -> str:
    return str(period.first) if period.first == period.last else f"{period.first}–{period.last}"
