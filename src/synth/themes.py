"""Clusters as themes: names, signature terms, and who belongs where, how strongly and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from synth.datatypes import (
    Clustering,
    Document,
    Framework,
    Hit,
    LanguageCode,
    Membership,
    Reason,
    Subtheme,
    TermMatrix,
    Theme,
    ThemeSet,
    Unassigned,
)
from synth.labels import Label, choose_labels, class_words, signature_terms
from synth.languages import is_fragment, join_surfaces, make_key, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

# What a mention of an expected theme is worth; closeness to the theme's centroid adds up to the rest.
_WORTH_TITLE, _WORTH_BODY, _WORTH_PASSING = 0.6, 0.45, 0.3
_WORTH_CLOSENESS = 0.4
# Below this a mention is no membership: one passing word in an abstract whose record is about something else.
_FLOOR = 0.5
# A record belongs to a second emergent theme if it is at least this close to it compared with its own.
_SECOND_CLOSENESS = 0.5
# A record that shares no word with a theme belongs to it by meaning alone if it is as close as the lower quartile of
# its records, or nearly as close as the middle one.
_QUARTILE, _NEARLY = 0.25, 0.8
_FEWEST_IN_PART = 3
_MOST_EVIDENCE = 6
_MOST_OWN_EVIDENCE = 2
_MOST_SIGNATURE = 8
_MOST_PHRASES = 3
_DIGITS = 4


def interpret(  # noqa: PLR0913, PLR0917 - one argument a stage before it
    clustering: Clustering,
    matrix: TermMatrix,
    framework: Framework,
    hits: Sequence[Hit],
    documents: Sequence[Document],
    language: LanguageCode,
) -> ThemeSet:
    """Make themes of clusters.

    Strength of a membership in an expected theme: 0.6 for a seed term in the title (0.45 for several in the abstract or
    keywords, 0.3 for one there or a hint), plus up to 0.4 for closeness, the cosine to the theme's centroid measured
    by the record's best theme and the theme's best record; from 0.5 on it counts. In an emergent theme, and for a
    record that mentions no expected theme and lies where one is, strength is closeness alone.

    Parameters
    ----------
    clustering
        The clusters.
    matrix
        The documents' weights and counts.
    framework
        The expected themes.
    hits
        Where the documents mention them.
    documents
        The documents' tokens, in the order of the rows.
    language
        The language of the labels.

    Returns
    -------
    ThemeSet
        Expected themes in the framework's order, also those that no record mentions; then emergent ones by size.
        Every document is primary in exactly one theme or unassigned with the reason.
    """
    view = _View(clustering, matrix, documents, language)
    expected = _expected_themes(view, framework, hits)
    emergent, loose = _emergent_themes(view, expected)
    row = {record_id: i for i, record_id in enumerate(matrix.record_ids)}
    themes = [theme for theme, _ in (*expected, *emergent)]
    explained = {record_id for theme in themes for record_id in theme.primary_ids} | {one.record_id for one in loose}
    unassigned = (*loose, *_left_over(view, framework, explained))
    groups = [np.array([row[i] for i in theme.primary_ids], np.intp) for theme in themes]
    words = class_words(matrix, groups, _MOST_SIGNATURE)
    detailed = [
        replace(
            theme,
            stability=round(float(clustering.stability[j]), _DIGITS),
            words=view.surfaces(columns),
            subthemes=_subthemes(view, theme, rows),
        )
        for (theme, j), columns, rows in zip((*expected, *emergent), words, groups, strict=True)
    ]
    return ThemeSet(
        themes=tuple(detailed),
        unassigned=tuple(sorted(unassigned, key=lambda one: row[one.record_id])),
        choice=clustering.choice,
    )


class _View:
    """What the clusters look like from the documents: closeness, and the terms each document has."""

    def __init__(
        self, clustering: Clustering, matrix: TermMatrix, documents: Sequence[Document], language: LanguageCode
    ) -> None:
        self.labels, self.n_expected = clustering.labels, clustering.n_expected
        self.similarities = clustering.similarities
        self.parts = clustering.parts
        self.names, self.placed = clustering.names, clustering.placed
        self.matrix, self.documents, self.language = matrix, documents, language
        best = self.similarities.max(axis=1, initial=0.0)[:, None] * self.similarities.max(axis=0, initial=0.0)
        # The cosine of a document to a theme, over the geometric mean of the document's best and the theme's.
        self.closeness = self.similarities / np.sqrt(np.where(best > 0, best, 1.0))
        self.present = csr_matrix(matrix.title_counts + matrix.body_counts)
        self.present.data = np.ones_like(self.present.data)

    def surfaces(self, columns: Iterable[int]) -> tuple[str, ...]:
        """Return terms as written."""
        return tuple(self.matrix.surfaces[column] for column in columns)

    def columns(self, i: int) -> NDArray[np.intp]:
        """Return the terms of a document."""
        found: NDArray[np.intp] = self.present.indices[self.present.indptr[i] : self.present.indptr[i + 1]]
        return found

    def own_evidence(self, i: int) -> tuple[str, ...]:
        """Return the terms that a document stands for, strongest first: all that can be said where it shares none."""
        weights = self.matrix.weights[[i]]
        order = np.lexsort((weights.indices, -np.round(weights.data, 9)))
        return self.surfaces(self.whole(weights.indices[order].tolist())[:_MOST_OWN_EVIDENCE])

    def placed_evidence(self, i: int) -> tuple[str, ...]:
        """Return what a record stands for that a person has put where it is: at worst, its whole title."""
        if i not in self.placed:
            return ()
        return self.own_evidence(i) or (join_surfaces(self.documents[i].title),)

    def whole(self, columns: Sequence[int]) -> list[int]:
        """Leave out the terms that are parts of others."""
        terms = self.matrix.terms
        return [
            c
            for c in columns
            if not any(c != o and terms[c] in terms[o] and is_fragment(terms[c], terms[o]) for o in columns)
        ]

    def near_by_meaning(self, j: int) -> float:
        """Return how close a document must be to a theme with which it shares no word."""
        own = self.similarities[self.labels == j, j]
        return min(float(np.quantile(own, _QUARTILE)), _NEARLY * float(np.median(own))) if len(own) else 1.0


# --------------------------------------------------------------------------------------------------- expected themes


def _expected_themes(view: _View, framework: Framework, hits: Sequence[Hit]) -> list[tuple[Theme, int]]:
    mentions = _counted_mentions(hits)
    ids = view.matrix.record_ids
    row = {record_id: i for i, record_id in enumerate(ids)}
    rows_of: dict[str, set[int]] = defaultdict(set)
    for record_id, key in mentions:
        rows_of[key].add(row[record_id])
    themes = []
    for j, expected in enumerate(framework.themes):
        held: list[tuple[int, Membership]] = []
        for i in sorted(rows_of[expected.key] | set(np.flatnonzero(view.labels == j).tolist())):
            found, primary = mentions.get((ids[i], expected.key), []), int(view.labels[i]) == j
            closeness = float(view.closeness[i, j])
            strength = _worth(found) + _WORTH_CLOSENESS * closeness if found else closeness
            if primary or strength >= _FLOOR:
                held.append((i, _expected_member(ids[i], strength, found, primary=primary)))
        members = np.array([i for i, _ in held], np.intp)
        others = {hit.term for hit in hits if hit.theme_key != expected.key and hit.grade == "seed"}
        columns = _own_signature(view.matrix, members, others)
        theme = Theme(
            key=expected.key,
            label=expected.label,
            kind="expected",
            terms=view.surfaces(columns),
            memberships=_strongest_first(
                one if one.evidence else replace(one, evidence=_evidence(view, i, members, columns)) for i, one in held
            ),
            source=expected.source,
        )
        themes.append((theme, j))
    return themes


def _own_signature(matrix: TermMatrix, rows: NDArray[np.intp], others: set[str]) -> tuple[int, ...]:
    """Return a theme's signature terms without those that speak for other themes."""
    candidates = signature_terms(matrix, rows, n_terms=4 * _MOST_SIGNATURE)
    return tuple(j for j in candidates if matrix.terms[j] not in others)[:_MOST_SIGNATURE]


def _evidence(view: _View, i: int, rows: NDArray[np.intp], signature: Sequence[int]) -> tuple[str, ...]:
    shared = np.bincount(view.present[rows].indices, minlength=len(view.matrix.terms))
    return _shared_terms(view, i, signature, shared) or view.own_evidence(i) or view.placed_evidence(i)


def _counted_mentions(hits: Sequence[Hit]) -> dict[tuple[str, str], list[Hit]]:
    """Group hits by record and theme; hints only of records that have no seed term of any theme."""
    with_seeds = {hit.record_id for hit in hits if hit.grade == "seed"}
    grouped: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.grade == "seed" or hit.record_id not in with_seeds:
            grouped[hit.record_id, hit.theme_key].append(hit)
    return grouped


def _worth(hits: Sequence[Hit]) -> float:
    if any(hit.grade == "seed" and hit.place == "title" for hit in hits):
        return _WORTH_TITLE
    in_body = sum(hit.count for hit in hits if hit.grade == "seed")
    if in_body > 1:
        return _WORTH_BODY
    return _WORTH_PASSING if hits else 0.0


def _expected_member(record_id: str, strength: float, hits: Sequence[Hit], *, primary: bool) -> Membership:
    said_of = next((hit.said_of for hit in hits if hit.grade == "seed" and hit.said_of), "")
    # Only what is said of one thing goes together: "functions" of a school and "attributes" of a plant do not.
    phrases = dict.fromkeys(
        hit.phrase for hit in hits if hit.grade == "seed" and (hit.said_of == said_of or not said_of)
    )
    return Membership(
        record_id=record_id,
        primary=primary,
        strength=_rounded(strength),
        evidence=tuple(dict.fromkeys(hit.surface for hit in hits))[:_MOST_EVIDENCE],
        phrases=tuple(phrases)[:_MOST_PHRASES],
        said_of=said_of,
    )


def _rounded(strength: float) -> float:
    return round(min(strength, 1.0), _DIGITS)


def _strongest_first(memberships: Iterable[Membership]) -> tuple[Membership, ...]:
    """Order memberships by strength, primary ones first on a tie; documents come sorted by content."""
    return tuple(sorted(memberships, key=lambda one: (-one.strength, not one.primary)))


# --------------------------------------------------------------------------------------------------- emergent themes


def _emergent_themes(
    view: _View, expected: Sequence[tuple[Theme, int]]
) -> tuple[list[tuple[Theme, int]], list[Unassigned]]:
    clusters = range(view.n_expected, view.similarities.shape[1])
    groups = [np.flatnonzero((view.labels == j) & (np.diff(view.present.indptr) > 0)) for j in clusters]
    labels = _kept_labels(view) if view.names else _new_labels(view, groups, [theme for theme, _ in expected])
    named = [j for j, label in zip(clusters, labels, strict=True) if label.terms]
    loose = _rehome(view, [j for j in clusters if j not in named], named)
    keys = Counter(theme.key for theme, _ in expected)
    themes: list[tuple[Theme, int]] = []
    for j, label in zip(clusters, labels, strict=True):
        if not label.terms:
            continue
        theme, strangers = _emergent_theme(view, j, label)
        loose.extend(strangers)
        keys[theme.key] += 1
        twice = f"-{keys[theme.key]}" if keys[theme.key] > 1 else ""
        themes.append((replace(theme, key=theme.key + twice), j))
    themes.sort(key=lambda pair: -len(pair[0].primary_ids))
    return [pair for pair in themes if pair[0].primary_ids], loose


def _new_labels(view: _View, groups: Sequence[NDArray[np.intp]], expected: Sequence[Theme]) -> tuple[Label, ...]:
    """Choose a name for each emergent cluster."""
    taken = [normalize(theme.label) for theme in expected]
    labels = choose_labels(view.matrix, groups, taken, language=view.language, documents=view.documents)
    if sum(len(rows) > 0 for rows in groups) == 1:
        # Nothing sets a group apart in which no two records share a term when there is no other.
        labels = tuple(
            Label() if len(rows) > 1 and not _share_a_term(view, rows) else label
            for rows, label in zip(groups, labels, strict=True)
        )
    return labels


def _kept_labels(view: _View) -> tuple[Label, ...]:
    """Return the names under which a person has seen the emergent clusters; none for one that is empty now."""
    emergent = enumerate(view.names[view.n_expected :], view.n_expected)
    return tuple(
        Label(terms=(key,), surfaces=(label,)) if (view.labels == j).any() else Label() for j, (key, label) in emergent
    )


def _share_a_term(view: _View, rows: NDArray[np.intp]) -> bool:
    return bool(np.bincount(view.present[rows].indices, minlength=1).max() > 1)


def _rehome(view: _View, nameless: Sequence[int], named: Sequence[int]) -> list[Unassigned]:
    """Move the documents of clusters without a name to the nearest cluster that has one; return those left alone."""
    labels = view.labels.copy()
    left: list[Unassigned] = []
    for i in np.flatnonzero(np.isin(labels, nameless)).tolist():
        best = max(named, key=lambda j: (float(view.similarities[i, j]), -j), default=None)
        if best is None or view.similarities[i, best] <= 0:
            code = "unassigned-alone" if len(view.columns(i)) else "unassigned-empty"
            left.append(Unassigned(record_id=view.matrix.record_ids[i], reason=Reason(code=code)))
            best = -1
        labels[i] = best
    view.labels = labels
    return left


def _emergent_theme(view: _View, j: int, label: Label) -> tuple[Theme, list[Unassigned]]:
    rows = np.flatnonzero(view.labels == j)
    columns = signature_terms(view.matrix, rows, n_terms=_MOST_SIGNATURE + 2)
    members, strangers = _emergent_members(view, j, rows, columns)
    theme = Theme(
        # Of two terms the second is the first to change when records are added.
        key=make_key(label.terms[0]),
        label=label.text,
        kind="emergent",
        terms=view.surfaces(columns[:_MOST_SIGNATURE]),
        memberships=_strongest_first(members),
    )
    return theme, strangers


def _emergent_members(
    view: _View, j: int, rows: NDArray[np.intp], signature: Sequence[int]
) -> tuple[list[Membership], list[Unassigned]]:
    own = np.where(view.labels >= 0, view.similarities[np.arange(len(view.labels)), view.labels], np.inf)
    beside = (view.labels != j) & (view.similarities[:, j] >= _SECOND_CLOSENESS * own)
    beside &= np.asarray(view.present[:, list(signature)].sum(axis=1)).ravel() > 0
    shared = np.bincount(view.present[rows].indices, minlength=len(view.matrix.terms))
    least = view.near_by_meaning(j)
    members, strangers = [], []
    for i in np.flatnonzero(beside | (view.labels == j)).tolist():
        primary, record_id = int(view.labels[i]) == j, view.matrix.record_ids[i]
        evidence = _shared_terms(view, i, signature, shared if primary else None)
        if primary and not evidence and (len(rows) == 1 or view.similarities[i, j] >= least):
            evidence = view.own_evidence(i)
        if primary and not evidence:
            evidence = view.placed_evidence(i)
        if evidence:
            strength = _rounded(float(view.closeness[i, j]))
            members.append(Membership(record_id=record_id, primary=primary, strength=strength, evidence=evidence))
        else:
            code = "unassigned-stranger" if len(view.columns(i)) else "unassigned-empty"
            strangers.append(Unassigned(record_id=record_id, reason=Reason(code=code)))
    return members, strangers


def _shared_terms(view: _View, i: int, signature: Sequence[int], shared: NDArray[np.intp] | None) -> tuple[str, ...]:
    """Return what a record has in common with a theme: signature terms, else any term that another member has."""
    held = set(view.columns(i).tolist())
    found = [column for column in signature if column in held and (shared is None or shared[column] > 1)]
    if not found and shared is not None:
        found = sorted((column for column in held if shared[column] > 1), key=lambda column: (-shared[column], column))
    return view.surfaces(view.whole(found)[:_MOST_EVIDENCE])


def _subthemes(view: _View, theme: Theme, rows: NDArray[np.intp]) -> tuple[Subtheme, ...]:
    """Name the parts of a theme, each against the rest of it; parts too small or without a name join the largest."""
    parts = view.parts[rows]
    sizes = Counter(parts[parts >= 0].tolist())
    ranked = sorted(sizes, key=lambda part: (-sizes[part], part))
    kept = [part for part in ranked if sizes[part] >= _FEWEST_IN_PART]
    labels: tuple[Label, ...] = ()
    groups: list[NDArray[np.intp]] = []
    while len(kept) > 1:
        groups = [np.sort(rows[parts == part]) for part in kept]
        groups[0] = np.sort(rows[~np.isin(parts, kept[1:])])
        labels = _part_labels(view, theme, groups, np.sort(rows))
        if all(label.terms for label in labels):
            break
        kept = [part for part, label in zip(kept, labels, strict=True) if label.terms]
    else:
        return ()
    place = {record_id: i for i, record_id in enumerate(theme.primary_ids)}
    return tuple(
        Subtheme(
            label=label.text,
            record_ids=tuple(sorted((view.matrix.record_ids[i] for i in group), key=place.__getitem__)),
            terms=view.surfaces(signature_terms(view.matrix, group, _MOST_SIGNATURE, among=rows)),
        )
        for label, group in zip(labels, groups, strict=True)
    )


def _part_labels(
    view: _View, theme: Theme, groups: Sequence[NDArray[np.intp]], rows: NDArray[np.intp]
) -> tuple[Label, ...]:
    def choose(*taken: str) -> tuple[Label, ...]:
        return choose_labels(view.matrix, groups, taken, language=view.language, documents=view.documents, among=rows)

    labels, own = choose(), normalize(theme.label)
    return choose(own) if any(normalize(label.text) == own for label in labels) else labels


def _left_over(view: _View, framework: Framework, explained: set[str]) -> list[Unassigned]:
    """Return the records that are in no cluster, with the reason."""
    other = Reason(code="unassigned-no-mention" if framework.themes else "unassigned-alone")
    no_term = Reason(code="unassigned-empty")
    return [
        Unassigned(record_id=record_id, reason=other if len(view.columns(i)) else no_term)
        for i, record_id in enumerate(view.matrix.record_ids)
        if record_id not in explained
    ]
