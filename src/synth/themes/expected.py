"""Expected themes: a record belongs to one that it mentions, or that it lies as near to as those that do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Membership, Theme
from synth.labels import signature_terms
from synth.themes.view import MOST_SIGNATURE, rounded, strongest_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from synth.datatypes import ExpectedTheme, Framework, Hit, TermMatrix
    from synth.themes.view import View

# What a mention of an expected theme is worth; closeness to the theme's centroid adds up to the rest.
_WORTH_TITLE, _WORTH_BODY, _WORTH_PASSING = 0.6, 0.45, 0.3
_WORTH_CLOSENESS = 0.4
# Below this a mention is no membership: one passing word in an abstract whose record is about something else.
_FLOOR = 0.5
_MOST_EVIDENCE = 6
_MOST_PHRASES = 3


def find_expected(view: View, framework: Framework, hits: Sequence[Hit]) -> list[tuple[Theme, int]]:
    """Gather the members of each expected theme, in the framework's order, with the number of its cluster."""
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
            memberships=strongest_first(
                one if one.evidence else replace(one, evidence=_unmentioned(view, i, expected, columns, members))
                for i, one in held
            ),
            source=expected.source,
        )
        themes.append((theme, j))
    return themes


def _unmentioned(
    view: View, i: int, expected: ExpectedTheme, signature: tuple[int, ...], members: NDArray[np.intp]
) -> tuple[str, ...]:
    """Return why a record is in a theme without a mention: words of like meaning, else what the members share."""
    terms = view.matrix.terms
    related = [column for column in view.columns(i).tolist() if terms[column] in expected.related_terms]
    related.sort(key=lambda column: expected.related_terms.index(terms[column]))
    return (
        view.surfaces(related[:_MOST_EVIDENCE])
        or view.shared_terms(i, signature, view.counts(members))
        or view.own_evidence(i)
        or view.placed_evidence(i)
    )


def _own_signature(matrix: TermMatrix, rows: NDArray[np.intp], others: set[str]) -> tuple[int, ...]:
    """Return a theme's signature terms without those that speak for other themes."""
    candidates = signature_terms(matrix, rows, n_terms=4 * MOST_SIGNATURE)
    return tuple(j for j in candidates if matrix.terms[j] not in others)[:MOST_SIGNATURE]


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
        strength=rounded(strength),
        evidence=tuple(dict.fromkeys(hit.surface for hit in hits))[:_MOST_EVIDENCE],
        phrases=tuple(phrases)[:_MOST_PHRASES],
        said_of=said_of,
    )
