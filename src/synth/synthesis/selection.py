"""What of the facts is worth a sentence, whatever the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from synth.datatypes import Cite, Table
from synth.languages import normalize, read_lexicon
from synth.synthesis.facts import Shared

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from synth.datatypes import CoverageStatus, FacetValue, LanguageCode, Membership, Reason, Record, ThemeCoverage
    from synth.synthesis.facts import Facts, Ids, ThemeFacts

# So many names or words stand in one sentence …
CHUNK = 4
# … so many records with a word to themselves are named, and so many phrases of the commonest word.
_MOST_SINGLES = 8
_MOST_DETAILS = 5
_Item = TypeVar("_Item")
# A theme's share changes if it differs by this much between the last period and all before it …
_NOTABLE_CHANGE = 0.15
# … and both have at least this many records.
_LEAST_IN_PERIOD = 5
_MOST_CHANGES = 3
# What is absent says something only where at least this share of the records names a method at all.
_TELLING = 0.1
# Above this many records the matrix as a table is no longer read; the figure and coverage.md have it.
_MOST_ROWS = 60
_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Methods:
    """Which methods the records name, most frequent first, which none names, and the records that name none."""

    named: tuple[FacetValue, ...]
    absent: tuple[FacetValue, ...]
    silent: Ids


@dataclass(frozen=True, slots=True)
class Change:
    """A theme whose share differs between the last period and those before: its records then and since.

    ``trend`` is 1 or -1 where the difference is beyond chance, else 0; ``q`` says how surely.
    """

    label: str
    earlier: Ids
    later: Ids
    trend: int
    q: float


def spread_of_methods(facts: Facts) -> Methods:
    """Return which methods and kinds of work the records name.

    That a method is absent is worth saying only of a list in which others are named often enough.
    """
    values = facts.facets.get("method", ())
    named = {record_id for value in values for record_id in value.record_ids}
    return Methods(
        named=tuple(sorted((value for value in values if value.record_ids), key=lambda value: -len(value.record_ids))),
        absent=tuple(value for value in values if len(named) >= _TELLING * facts.n and not value.record_ids),
        silent=tuple(record_id for record_id in facts.ids if record_id not in named),
    )


def rarest_told(n: int) -> float | None:
    """Return which share in per cent none of ``n`` records rules out at 95 %; None where that is more than a tenth.

    The exact bound behind the rule of three (Hanley and Lippman-Hand 1983): the share of which ``n`` records have none
    one time in twenty.
    """
    bound = 1 - 0.05 ** (1 / n) if n else 1.0
    return 100 * bound if bound <= _TELLING else None


def named_places(facts: Facts) -> tuple[tuple[FacetValue, ...], int]:
    """Return the places that most records name, and how many more there are."""
    named = [v for facet in ("place", "province") for v in facts.facets.get(facet, ()) if v.record_ids]
    named.sort(key=lambda value: -len(value.record_ids))
    return tuple(named[:_MOST_PLACES]), len(named[_MOST_PLACES:])


def by_status(facts: Facts) -> Mapping[CoverageStatus, list[ThemeCoverage]]:
    """Return the themes that are covered, thinly covered and missing."""
    statuses: tuple[CoverageStatus, ...] = ("covered", "thin", "missing")
    return {status: [one for one in facts.coverage.themes if one.status == status] for status in statuses}


def changed_themes(facts: Facts) -> tuple[Change, ...]:
    """Return the themes whose share of the records changed notably, the largest change first."""
    *before, last = facts.periods
    earlier, later = facts.in_order(i for period in before for i in period.ids), last.ids
    if min(len(earlier), len(later)) < _LEAST_IN_PERIOD:
        return ()
    cells = {
        cell.row: cell for cell in facts.gaps.cells if (cell.columns, cell.column) == ("period", facts.periods[-1].key)
    }
    found = []
    for theme in facts.themes:
        then = tuple(i for i in theme.ids if i in earlier)
        since = tuple(i for i in theme.ids if i in later)
        difference = len(since) / len(later) - len(then) / len(earlier)
        if abs(difference) >= _NOTABLE_CHANGE:
            cell = cells.get(theme.theme.key)
            q = cell.tail.q if cell and cell.tail else 1.0
            trend = 0 if q > facts.gaps.level else 1 if difference > 0 else -1
            change = Change(label=theme.theme.label, earlier=then, later=since, trend=trend, q=q)
            found.append((abs(difference), change))
    return tuple(change for _, change in sorted(found, key=lambda pair: -pair[0])[:_MOST_CHANGES])


def facet_name(facet: str, key: str, language: LanguageCode) -> str:
    """Return how a language calls a value of a facet."""
    tables: list[dict[str, Any]] = read_lexicon("facets")["facet"]
    values = next(table["value"] for table in tables if table["key"] == facet)
    return str(next(value[language] for value in values if value["key"] == key))


def facet_names(values: Sequence[FacetValue], language: LanguageCode) -> list[str]:
    """Return how a language calls some values."""
    return [facet_name(value.facet, value.key, language) for value in values]


def other_settings(facts: Facts, theme: ThemeFacts) -> tuple[Shared, ...]:
    """Return the settings that a theme's records name and that are no theme themselves, the commonest three."""
    labels = {other.theme.label.casefold() for other in facts.themes}
    return tuple(one for one in theme.settings if not _names_of("setting", one.name) & labels)[:3]


def _names_of(facet: str, key: str) -> set[str]:
    return {facet_name(facet, key, language).casefold() for language in ("en", "zh")}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPlan:
    """In which words a theme's records name it, cut into sentences; every member stands in it once.

    ``sayings``: of a theme that is a subject, what records say of it. Otherwise ``leading``: the commonest word, with
    the records whose phrase tells more (``telling``) and those with the bare word (``bare``); ``more``: further words
    that records share; ``singles``: records with a word to themselves, ``others`` beyond those worth naming;
    both empty where abstracts speak. ``weak``: records that belong for a hint alone.
    """

    sayings: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] = ()
    leading: Shared | None = None
    telling: Ids = ()
    bare: Ids = ()
    more: tuple[tuple[Shared, ...], ...] = ()
    singles: tuple[Ids, ...] = ()
    others: Ids = ()
    weak: Ids = ()


def plan_words(facts: Facts, theme: ThemeFacts, language: LanguageCode) -> WordPlan:
    """Decide how to say in which words a theme's records name it.

    Parameters
    ----------
    facts
        The corpus.
    theme
        The theme.
    language
        The language of the prose: what a phrase is said of is told in its own language only.

    Returns
    -------
    WordPlan
        The records and words of each sentence.
    """
    if facts.n == 1:
        return WordPlan()
    weak = _hint_only(theme)
    if is_subject(theme):
        return WordPlan(sayings=_chunks(_sayings(facts, theme)[:_MOST_SINGLES]), weak=weak)
    groups = [Shared(name=g.name, ids=tuple(i for i in g.ids if i not in weak)) for g in theme.words]
    large = [group for group in groups if len(group.ids) > 1]
    # Where abstracts speak, a word that one record alone has is not worth its line.
    spoken = len(theme.evidence) >= CHUNK
    singles = [group.ids[0] for group in groups if len(group.ids) == 1 and not spoken]
    leading = large[0] if large else None
    telling = _telling(leading, theme, language) if leading else ()
    return WordPlan(
        leading=leading,
        telling=telling,
        bare=tuple(i for i in leading.ids if i not in telling) if leading else (),
        more=_chunks(large[1:]),
        singles=_chunks(singles[:_MOST_SINGLES]),
        others=tuple(singles[_MOST_SINGLES:]),
        weak=weak,
    )


def _chunks(items: Sequence[_Item]) -> tuple[tuple[_Item, ...], ...]:
    return tuple(tuple(items[start : start + CHUNK]) for start in range(0, len(items), CHUNK))


def _telling(group: Shared, theme: ThemeFacts, language: LanguageCode) -> Ids:
    """Return the records that say more than the bare word."""
    word = normalize(group.name)
    found = [
        i
        for i in group.ids
        if said_of(theme.members[i], language) or any(normalize(p) != word for p in theme.members[i].phrases)
    ]
    return tuple(found[:_MOST_DETAILS]) if theme.theme.kind == "expected" else ()


def said_of(member: Membership, language: LanguageCode) -> str:
    """Return what a member's phrases are said of, unless it is put in another language."""
    return member.said_of if member.said_of.isascii() == (language == "en") else ""


def unassigned_by_reason(facts: Facts) -> list[tuple[Reason, Ids]]:
    """Return the records that no theme explains, by reason."""
    groups: dict[Reason, list[str]] = {}
    for one in facts.theme_set.unassigned:
        groups.setdefault(one.reason, []).append(one.record_id)
    return [(reason, facts.in_order(ids)) for reason, ids in groups.items()]


def is_subject(theme: ThemeFacts) -> bool:
    """Tell whether most records name an expected theme by its label: then it is a subject rather than an aspect."""
    label = normalize(theme.theme.label)
    named = sum(len(group.ids) for group in theme.words if label in normalize(group.name))
    said_otherwise = any(member.said_of for member in theme.members.values())
    return theme.theme.kind == "expected" and 2 * named > len(theme.ids) and not said_otherwise


def _hint_only(facts: ThemeFacts) -> Ids:
    """Return the records that belong to an expected theme for a hint alone."""
    expected = facts.theme.kind == "expected"
    return tuple(i for i in facts.ids if expected and not facts.members[i].phrases and facts.members[i].evidence)


def _sayings(facts: Facts, theme: ThemeFacts) -> list[tuple[str, tuple[str, ...]]]:
    """Return what the records say of a theme's subject in terms of other themes: "the “inner logic”" of the subject."""
    label = normalize(theme.theme.label)
    found: dict[str, tuple[str, ...]] = {}
    for other in facts.themes:
        for one in other.theme.memberships if other is not theme else ():
            if one.record_id in theme.ids and one.phrases and label in normalize(one.said_of):
                found[one.record_id] = (*found.get(one.record_id, ()), *one.phrases)
    return [(i, tuple(dict.fromkeys(found[i]))) for i in theme.ids if i in found]


def matrix_table(facts: Facts, record_heading: str, name: Callable[[Record], str]) -> Table | None:
    """Return the coverage matrix as a table, records down and themes across; None where it would be too long."""
    if not facts.themes or facts.n > _MOST_ROWS:
        return None
    cells = {
        (one.record_id, theme.theme.key): f"{'●' if one.primary else '○'} {one.strength:.2f}"
        for theme in facts.themes
        for one in theme.theme.memberships
    }
    rows: list[tuple[str | Cite, ...]] = []
    for record_id in facts.ids:
        strengths = [cells.get((record_id, theme.theme.key), "") for theme in facts.themes]
        rows.append((Cite(record_ids=(record_id,)), name(facts.records[record_id]), *strengths))
    return Table(header=("", record_heading, *(theme.theme.label for theme in facts.themes)), rows=tuple(rows))
