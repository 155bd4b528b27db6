"""Clusters as themes: names, signature terms, and who belongs where, how strongly and why."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Clustering, Framework, Hit, Membership, Reason, TermMatrix, Theme, ThemeSet, Unassigned
from synth.labels import choose_labels, signature_terms
from synth.languages import is_fragment, is_han, make_key, normalize

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
_MOST_EVIDENCE = 6
_MOST_SIGNATURE = 8
_MOST_PHRASES = 3


def interpret(clustering: Clustering, matrix: TermMatrix, framework: Framework, hits: Sequence[Hit]) -> ThemeSet:
    """Make themes of clusters.

    Strength of a membership in an expected theme: 0.6 for a seed term in the title (0.45 for several in the abstract or
    keywords, 0.3 for one there or a hint), plus up to 0.4 for closeness, the cosine to the theme's centroid measured
    by the record's best theme and the theme's best record; from 0.5 on it counts. In an emergent theme strength is
    closeness alone.

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

    Returns
    -------
    ThemeSet
        Expected themes in the framework's order, also those that no record mentions; then emergent ones by size.
        Every document is primary in exactly one theme or unassigned with the reason.
    """
    expected = _expected_themes(clustering, matrix, framework, hits)
    emergent, loose = _emergent_themes(clustering, matrix, [normalize(theme.label) for theme in expected])
    unassigned = (*loose, *_left_over(clustering, matrix, framework))
    themes = (*expected, *emergent)
    return ThemeSet(
        themes=themes,
        unassigned=tuple(sorted(unassigned, key=lambda one: matrix.record_ids.index(one.record_id))),
        choice=clustering.choice,
    )


# --------------------------------------------------------------------------------------------------- expected themes


def _expected_themes(
    clustering: Clustering, matrix: TermMatrix, framework: Framework, hits: Sequence[Hit]
) -> tuple[Theme, ...]:
    mentions = _counted_mentions(hits)
    themes = []
    for j, expected in enumerate(framework.themes):
        memberships = []
        for i, record_id in enumerate(matrix.record_ids):
            found = mentions.get((record_id, expected.key), [])
            primary = int(clustering.labels[i]) == j
            strength = _worth(found) + _WORTH_CLOSENESS * _closeness(clustering, i, j)
            if primary or (found and strength >= _FLOOR):
                memberships.append(_expected_member(record_id, strength, found, primary=primary))
        rows = np.array([matrix.record_ids.index(one.record_id) for one in memberships], dtype=np.intp)
        others = {hit.term for hit in hits if hit.theme_key != expected.key and hit.grade == "seed"}
        columns = _own_signature(matrix, rows, clustering.centroids[j], others) if memberships else ()
        themes.append(
            Theme(
                key=expected.key,
                label=expected.label,
                kind="expected",
                terms=tuple(matrix.surfaces[column] for column in columns),
                memberships=_strongest_first(memberships),
                source=expected.source,
            )
        )
    return tuple(themes)


def _own_signature(
    matrix: TermMatrix, rows: NDArray[np.intp], centroid: NDArray[np.float64], others: set[str]
) -> tuple[int, ...]:
    """Return a theme's signature terms without those that speak for other themes."""
    candidates = signature_terms(matrix, rows, centroid, n_terms=4 * _MOST_SIGNATURE)
    return tuple(j for j in candidates if matrix.terms[j] not in others)[:_MOST_SIGNATURE]


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


def _closeness(clustering: Clustering, i: int, j: int) -> float:
    """Return the cosine of a document to a theme, over the geometric mean of the document's best and the theme's."""
    similarity = float(clustering.similarities[i, j])
    best = float(clustering.similarities[i].max()) * float(clustering.similarities[:, j].max())
    return similarity / math.sqrt(best) if best > 0 else 0.0


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
    return round(min(strength, 1.0), 4)


def _strongest_first(memberships: Iterable[Membership]) -> tuple[Membership, ...]:
    """Order memberships by strength, primary ones first on a tie; documents come sorted by content."""
    return tuple(sorted(memberships, key=lambda one: (-one.strength, not one.primary)))


# --------------------------------------------------------------------------------------------------- emergent themes


def _emergent_themes(
    clustering: Clustering, matrix: TermMatrix, taken: Sequence[str]
) -> tuple[tuple[Theme, ...], tuple[Unassigned, ...]]:
    clusters = range(clustering.n_expected, len(clustering.centroids))
    groups = [np.flatnonzero(clustering.labels == j) for j in clusters]
    labels = choose_labels(matrix, groups, taken)
    # A cluster in which no two records share a term has no name, and is no theme.
    named = [(j, rows, label) for j, rows, label in zip(clusters, groups, labels, strict=True) if label]
    nameless = [int(i) for rows, label in zip(groups, labels, strict=True) if not label for i in rows]
    clustering, nameless = _rehomed(clustering, nameless, [j for j, _, _ in named])
    themes: list[Theme] = []
    alone = Reason(code="unassigned-alone")
    loose = [Unassigned(record_id=matrix.record_ids[i], reason=alone) for i in nameless]
    for j, rows, label in named:
        columns = signature_terms(matrix, rows, clustering.centroids[j], n_terms=_MOST_SIGNATURE + 2)
        members, strangers = _emergent_members(clustering, matrix, j, (*label, *columns))
        loose.extend(strangers)
        surface = _joined([matrix.surfaces[column] for column in label])
        themes.append(
            Theme(
                key=make_key(" ".join(matrix.terms[column] for column in label)),
                label=surface[:1].upper() + surface[1:],
                kind="emergent",
                terms=tuple(matrix.surfaces[column] for column in columns[:_MOST_SIGNATURE]),
                memberships=_strongest_first(members),
            )
        )
    themes.sort(key=lambda theme: -len(theme.primary_ids))
    return tuple(theme for theme in themes if theme.primary_ids), tuple(loose)


def _rehomed(clustering: Clustering, nameless: Sequence[int], named: Sequence[int]) -> tuple[Clustering, list[int]]:
    """Move the documents of clusters without a name to the nearest cluster that has one; return those left alone."""
    labels = clustering.labels.copy()
    left = []
    for i in nameless:
        best = max(named, key=lambda j: (float(clustering.similarities[i, j]), -j), default=None)
        if best is None or clustering.similarities[i, best] <= 0:
            left.append(i)
        labels[i] = -1 if best is None or clustering.similarities[i, best] <= 0 else best
    return replace(clustering, labels=labels), left


def _joined(names: Sequence[str]) -> str:
    """Join the terms of a label, the Chinese way where one of them is Chinese."""
    return ("与" if any(is_han(name[-1]) for name in names) else " and ").join(names)


def _emergent_members(
    clustering: Clustering, matrix: TermMatrix, j: int, signature: Sequence[int]
) -> tuple[list[Membership], list[Unassigned]]:
    members, strangers = [], []
    present = ((matrix.title_counts + matrix.body_counts) > 0).tocsr()
    own_rows = np.flatnonzero(clustering.labels == j)
    shared = np.asarray(present[own_rows].sum(axis=0)).ravel()
    for i, record_id in enumerate(matrix.record_ids):
        primary = int(clustering.labels[i]) == j
        closeness = _closeness(clustering, i, j)
        columns = present.indices[present.indptr[i] : present.indptr[i + 1]]
        evidence = _shared_terms(matrix, columns, signature, shared if primary else None)
        if primary and not evidence and len(own_rows) > 1:
            strangers.append(Unassigned(record_id=record_id, reason=Reason(code="unassigned-stranger")))
        elif primary or (clustering.labels[i] >= 0 and evidence and _nearly_own(clustering, i, j)):
            strength = _rounded(closeness)
            members.append(Membership(record_id=record_id, primary=primary, strength=strength, evidence=evidence))
    return members, strangers


def _nearly_own(clustering: Clustering, i: int, j: int) -> bool:
    own = float(clustering.similarities[i, clustering.labels[i]])
    return float(clustering.similarities[i, j]) >= _SECOND_CLOSENESS * own


def _shared_terms(
    matrix: TermMatrix, columns: NDArray[np.intp], signature: Sequence[int], shared: NDArray[np.float64] | None
) -> tuple[str, ...]:
    """Return what a record has in common with a theme: signature terms, else any term that another member has."""
    held = set(columns.tolist())
    found = [column for column in dict.fromkeys(signature) if column in held]
    if not found and shared is not None:
        found = sorted((column for column in held if shared[column] > 1), key=lambda column: (-shared[column], column))
    whole = [c for c in found if not any(c != o and is_fragment(matrix.terms[c], matrix.terms[o]) for o in found)]
    return tuple(matrix.surfaces[column] for column in whole[:_MOST_EVIDENCE])


def _left_over(clustering: Clustering, matrix: TermMatrix, framework: Framework) -> tuple[Unassigned, ...]:
    empty = matrix.weights.getnnz(axis=1) == 0
    other = Reason(code="unassigned-no-mention" if framework.themes else "unassigned-alone")
    no_term = Reason(code="unassigned-empty")
    return tuple(
        Unassigned(record_id=record_id, reason=no_term if empty[i] else other)
        for i, record_id in enumerate(matrix.record_ids)
        if clustering.labels[i] < 0
    )
