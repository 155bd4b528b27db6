"""What there is to say, before any language says it: counts, groups and the records behind each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Period
from synth.labels import is_noun_phrase
from synth.languages import is_fragment, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from synth.datatypes import (
        Corpus,
        Coverage,
        Evidence,
        FacetValue,
        Flow,
        Framework,
        Gaps,
        Link,
        Membership,
        Record,
        Review,
        Source,
        TermMatrix,
        Theme,
        ThemeSet,
    )

Ids = tuple[str, ...]

# An object is worth a sentence if this many of a theme's records share it, and less than this share of all have it.
_LEAST_SHARING = 3
_TOO_COMMON = 0.6
_MOST_OBJECTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Something that several records have in common, as written, and those records in order of number."""

    name: str
    ids: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFacts:
    """One theme: its members by number, by the words that make them members, by object, company, setting and year."""

    theme: Theme
    rank: int
    tied: bool
    """Whether another theme has as many members."""
    ids: Ids
    primary: Ids
    words: tuple[Shared, ...]
    """Every member once, under the evidence term that most members share."""
    objects: tuple[Shared, ...]
    companions: tuple[Shared, ...]
    alone: Ids
    settings: tuple[Shared, ...]
    members: Mapping[str, Membership]
    years: tuple[Period, ...]
    evidence: tuple[Evidence, ...]

    @property
    def representatives(self) -> Ids:
        """The records nearest the theme's centre: primary ones where there are any."""
        return self.theme.representative_ids or self.theme.record_ids[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The corpus and its themes as material for prose. All ids are in order of the records' numbers."""

    records: Mapping[str, Record]
    ids: Ids
    flow: Flow
    sources: tuple[Source, ...]
    flows: tuple[tuple[str, Flow], ...]
    links: tuple[Link, ...]
    review: Review | None
    framework: Framework
    theme_set: ThemeSet
    coverage: Coverage
    themes: tuple[ThemeFacts, ...]
    pairs: tuple[tuple[str, str, Ids], ...]
    by_reach: Mapping[int, Ids]
    """Records by the number of themes they belong to, from 0."""
    with_abstract: Ids
    periods: tuple[Period, ...]
    undated: Ids
    facets: Mapping[str, tuple[FacetValue, ...]]
    gaps: Gaps

    @property
    def n(self) -> int:
        """The number of included records."""
        return len(self.ids)

    def label(self, key: str) -> str:
        """Return the label of a theme."""
        return next(theme.theme.label for theme in self.themes if theme.theme.key == key)

    @property
    def source_rows(self) -> tuple[tuple[str, ...], ...]:
        """Name, format and the four numbers of each source."""
        formats = {source.name: source.format for source in self.sources}
        return tuple(
            (name, formats[name], *map(str, (flow.identified, flow.unreadable, flow.duplicate, flow.included)))
            for name, flow in self.flows
        )

    @property
    def earliest(self) -> Ids:
        """The up to five oldest records, oldest first."""
        dated = [(record.year, record.number, record.id) for record in self.records.values() if record.year is not None]
        return tuple(record_id for _, _, record_id in sorted(dated)[:5])

    @property
    def quoted(self) -> Ids:
        """The records whose abstracts are quoted."""
        return self.in_order(one.record_id for theme in self.themes for one in theme.evidence)

    def in_order(self, ids: Iterable[str]) -> Ids:
        """Return ids in the order of the records' numbers."""
        wanted = set(ids)
        return tuple(record_id for record_id in self.ids if record_id in wanted)


def gather_facts(  # noqa: PLR0913, PLR0917 - one argument a stage before it
    corpus: Corpus,
    matrix: TermMatrix,
    framework: Framework,
    themes: ThemeSet,
    coverage: Coverage,
    facets: Sequence[FacetValue],
    gaps: Gaps,
    evidence: Sequence[Evidence] = (),
) -> Facts:
    """Count and group what the synthesis will say.

    Parameters
    ----------
    corpus
        The records.
    matrix
        Their terms.
    framework
        The expected themes.
    themes
        The themes with their members.
    coverage
        The status of each theme.
    facets
        The methods, settings and kinds of data that records name.
    gaps
        The periods, and the combinations that were tested.
    evidence
        The sentences chosen from abstracts.

    Returns
    -------
    Facts
        Groups with the ids of their records; nothing in it is worded.
    """
    ordered = sorted(corpus.records, key=lambda record: record.number)
    ids = tuple(record.id for record in ordered)
    grouping = _Grouping(corpus, matrix, themes, facets, evidence, ids)
    sizes = sorted((len(theme.memberships) for theme in themes.themes), reverse=True)
    by_facet: dict[str, list[FacetValue]] = defaultdict(list)
    for value in facets:
        by_facet[value.facet].append(value)
    return Facts(
        records={record.id: record for record in ordered},
        ids=ids,
        flow=corpus.flow,
        sources=corpus.sources,
        flows=corpus.flows,
        links=corpus.links,
        review=corpus.review,
        framework=framework,
        theme_set=themes,
        coverage=coverage,
        themes=tuple(grouping.theme(theme, sizes) for theme in themes.themes),
        pairs=grouping.pairs(),
        by_reach=grouping.by_reach(ids),
        with_abstract=tuple(record.id for record in ordered if record.abstract),
        periods=gaps.periods,
        undated=tuple(record.id for record in ordered if record.year is None),
        facets={facet: tuple(values) for facet, values in by_facet.items()},
        gaps=gaps,
    )


class _Grouping:
    """Groups the members of themes; holds what the groupings share."""

    def __init__(  # noqa: PLR0913, PLR0917 - one argument a stage before it
        self,
        corpus: Corpus,
        matrix: TermMatrix,
        themes: ThemeSet,
        facets: Sequence[FacetValue],
        evidence: Sequence[Evidence],
        ids: Ids,
    ) -> None:
        self._themes = themes.themes
        self._matrix = matrix
        self._present = ((matrix.title_counts + matrix.body_counts) > 0).tocsr()
        self._row = {record_id: i for i, record_id in enumerate(matrix.record_ids)}
        self._years = {record.id: record.year for record in corpus.records}
        self._settings = [value for value in facets if value.facet == "setting"]
        self._evidence = evidence
        self._order = {record_id: i for i, record_id in enumerate(ids)}

    def in_order(self, ids: Iterable[str]) -> Ids:
        return tuple(sorted(set(ids), key=self._order.__getitem__))

    def theme(self, theme: Theme, sizes: Sequence[int]) -> ThemeFacts:
        ids = self.in_order(theme.record_ids)
        others = {other.label: set(other.record_ids) for other in self._themes if other.key != theme.key}
        dated = [(record_id, year) for record_id in ids if (year := self._years[record_id]) is not None]
        return ThemeFacts(
            theme=theme,
            rank=sizes.index(len(theme.memberships)) + 1,
            tied=sizes.count(len(theme.memberships)) > 1,
            ids=ids,
            primary=self.in_order(theme.primary_ids),
            words=self._words(theme.memberships),
            objects=self._objects(theme),
            companions=self._ranked({label: [i for i in ids if i in members] for label, members in others.items()}),
            alone=tuple(i for i in ids if not any(i in members for members in others.values())),
            settings=self._ranked({value.key: [i for i in ids if i in value.record_ids] for value in self._settings}),
            members={one.record_id: one for one in theme.memberships},
            years=tuple(
                Period(first=p, last=p, ids=tuple(i for i, y in dated if y == p))
                for p in sorted({year for _, year in dated})
            ),
            evidence=tuple(one for one in self._evidence if one.theme_key == theme.key),
        )

    def _ranked(self, groups: Mapping[str, Sequence[str]]) -> tuple[Shared, ...]:
        """Return the groups that have records, largest first, in their own order on a tie."""
        full = [Shared(name=name, ids=self.in_order(ids)) for name, ids in groups.items() if ids]
        return tuple(sorted(full, key=lambda group: -len(group.ids)))

    def _words(self, memberships: Sequence[Membership]) -> tuple[Shared, ...]:
        """Put every member under one evidence term: the one that most members share."""
        surfaces: dict[str, Counter[str]] = defaultdict(Counter)
        held = {one.record_id: list(dict.fromkeys(normalize(word) for word in one.evidence)) for one in memberships}
        for one in memberships:
            for word in one.evidence:
                surfaces[normalize(word)][word] += 1
        spread = Counter(term for terms in held.values() for term in terms)
        groups: dict[str, list[str]] = defaultdict(list)
        for one in memberships:
            terms = held[one.record_id]
            if terms:
                groups[min(terms, key=lambda term: (-spread[term], terms.index(term)))].append(one.record_id)
        names = {term: min(found.items(), key=lambda pair: (-pair[1], pair[0]))[0] for term, found in surfaces.items()}
        return self._ranked({names[term]: groups[term] for term in sorted(groups)})

    def _objects(self, theme: Theme) -> tuple[Shared, ...]:
        """Return the longest phrases that several members share, that name no theme and do not pervade the corpus."""
        rows = [self._row[record_id] for record_id in theme.record_ids]
        inside = np.asarray(self._present[rows].sum(axis=0)).ravel() if rows else np.zeros(len(self._matrix.terms))
        everywhere = np.asarray(self._present.sum(axis=0)).ravel()
        labels = {normalize(other.label) for other in self._themes}
        own = {normalize(word) for one in theme.memberships for word in one.evidence} | labels
        phrases = [
            j
            for j in np.argsort(-inside * np.minimum(self._matrix.sizes, 3), kind="stable").tolist()
            if inside[j] >= _LEAST_SHARING and self._matrix.sizes[j] > 1 and self._is_object(j, own, everywhere)
        ]
        whole = [j for j in phrases if not self._has_whole(j, phrases, inside)]
        chosen: list[int] = []
        for j in whole:
            term = self._matrix.terms[j]
            if not any(
                is_fragment(term, self._matrix.terms[i]) or is_fragment(self._matrix.terms[i], term) for i in chosen
            ):
                chosen.append(j)
        chosen = chosen[:_MOST_OBJECTS]
        has = self._present[rows][:, chosen].toarray() > 0
        groups = {
            self._matrix.surfaces[j]: [theme.record_ids[i] for i in np.flatnonzero(has[:, place]).tolist()]
            for place, j in enumerate(chosen)
        }
        return self._ranked(groups)

    def _is_object(self, j: int, own: set[str], everywhere: np.ndarray) -> bool:
        term = self._matrix.terms[j]
        common = everywhere[j] > _TOO_COMMON * len(self._row) or not is_noun_phrase(term, self._matrix.surfaces[j])
        return not common and not any(is_fragment(term, word) or is_fragment(word, term) for word in own)

    def _has_whole(self, j: int, phrases: Sequence[int], inside: np.ndarray) -> bool:
        """Tell whether a longer phrase has nearly the same records."""
        terms = self._matrix.terms
        return any(i != j and is_fragment(terms[j], terms[i]) and inside[i] >= 0.75 * inside[j] for i in phrases)

    def pairs(self) -> tuple[tuple[str, str, Ids], ...]:
        """Return the pairs of themes that share records, those that share most first."""
        found = [
            (a.label, b.label, self.in_order(set(a.record_ids) & set(b.record_ids)))
            for a, b in combinations(self._themes, 2)
        ]
        return tuple(sorted((pair for pair in found if pair[2]), key=lambda pair: -len(pair[2])))

    def by_reach(self, ids: Ids) -> dict[int, Ids]:
        """Return the records by the number of themes they belong to."""
        reach = Counter(record_id for theme in self._themes for record_id in theme.record_ids)
        groups: dict[int, list[str]] = defaultdict(list)
        for record_id in ids:
            groups[reach[record_id]].append(record_id)
        return {n: tuple(members) for n, members in sorted(groups.items())}
