"""Emergent themes: clusters that could be given a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Membership, Reason, Theme, Unassigned
from synth.labels import Label, choose_labels, signature_terms
from synth.languages import make_key, normalize
from synth.themes.view import MOST_SIGNATURE, rounded, strongest_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from synth.themes.view import View

# A record belongs to a second emergent theme if it is at least this close to it compared with its own.
_SECOND_CLOSENESS = 0.5


def find_emergent(
    view: View, expected: Sequence[tuple[Theme, int]]
) -> tuple[list[tuple[Theme, int]], list[Unassigned]]:
    """Name the clusters beside the expected themes, by size, each with its number; and tell what is left alone."""
    clusters = range(view.n_expected, view.similarities.shape[1])
    groups = [np.flatnonzero((view.labels == j) & view.with_terms) for j in clusters]
    labels = _kept_labels(view) if view.names else _new_labels(view, groups, [theme for theme, _ in expected])
    named = [j for j, label in zip(clusters, labels, strict=True) if label.terms]
    moved, loose = _rehome(view, [j for j in clusters if j not in named], named)
    view = replace(view, labels=moved)
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


def _new_labels(view: View, groups: Sequence[NDArray[np.intp]], expected: Sequence[Theme]) -> tuple[Label, ...]:
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


def _kept_labels(view: View) -> tuple[Label, ...]:
    """Return the names under which a person has seen the emergent clusters; none for one that is empty now."""
    emergent = enumerate(view.names[view.n_expected :], view.n_expected)
    return tuple(
        Label(terms=(key,), surfaces=(label,)) if (view.labels == j).any() else Label() for j, (key, label) in emergent
    )


def _share_a_term(view: View, rows: NDArray[np.intp]) -> bool:
    return bool(np.bincount(view.present[rows].indices, minlength=1).max() > 1)


def _rehome(view: View, nameless: Sequence[int], named: Sequence[int]) -> tuple[NDArray[np.intp], list[Unassigned]]:
    """Return labels with the documents of nameless clusters in the nearest one with a name, and those left alone."""
    labels = view.labels.copy()
    left: list[Unassigned] = []
    for i in np.flatnonzero(np.isin(labels, nameless)).tolist():
        best = max(named, key=lambda j: (float(view.similarities[i, j]), -j), default=None)
        if best is None or view.similarities[i, best] <= 0:
            code = "unassigned-alone" if len(view.columns(i)) else "unassigned-empty"
            left.append(Unassigned(record_id=view.matrix.record_ids[i], reason=Reason(code=code)))
            best = -1
        labels[i] = best
    return labels, left


def _emergent_theme(view: View, j: int, label: Label) -> tuple[Theme, list[Unassigned]]:
    rows = np.flatnonzero(view.labels == j)
    columns = signature_terms(view.matrix, rows, n_terms=MOST_SIGNATURE + 2)
    members, strangers = _emergent_members(view, j, rows, columns)
    theme = Theme(
        # Of two terms the second is the first to change when records are added.
        key=make_key(label.terms[0]),
        label=label.text,
        kind="emergent",
        terms=view.surfaces(columns[:MOST_SIGNATURE]),
        memberships=strongest_first(members),
    )
    return theme, strangers


def _emergent_members(
    view: View, j: int, rows: NDArray[np.intp], signature: Sequence[int]
) -> tuple[list[Membership], list[Unassigned]]:
    own = np.where(view.labels >= 0, view.similarities[np.arange(len(view.labels)), view.labels], np.inf)
    beside = (view.labels != j) & (view.similarities[:, j] >= _SECOND_CLOSENESS * own)
    beside &= np.asarray(view.present[:, list(signature)].sum(axis=1)).ravel() > 0
    shared = view.counts(rows)
    # Where there is no other theme, nearness to the only one says nothing.
    least = view.near_by_meaning(j) if view.similarities.shape[1] > 1 else np.inf
    members, strangers = [], []
    for i in np.flatnonzero(beside | (view.labels == j)).tolist():
        primary, record_id = int(view.labels[i]) == j, view.matrix.record_ids[i]
        evidence = view.shared_terms(i, signature, shared if primary else None)
        if primary and not evidence and (len(rows) == 1 or view.similarities[i, j] >= least):
            evidence = view.own_evidence(i)
        if primary and not evidence:
            evidence = view.placed_evidence(i)
        if evidence:
            strength = rounded(float(view.closeness[i, j]))
            members.append(Membership(record_id=record_id, primary=primary, strength=strength, evidence=evidence))
        else:
            code = "unassigned-stranger" if len(view.columns(i)) else "unassigned-empty"
            strangers.append(Unassigned(record_id=record_id, reason=Reason(code=code)))
    return members, strangers
