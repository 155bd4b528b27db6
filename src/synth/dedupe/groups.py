"""Groups of records that are one work, put together from the surest pair on, never past a veto."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.dedupe.judge import conflict

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from synth.dedupe.apart import Pair
    from synth.dedupe.profile import Profile
    from synth.dedupe.signs import Verdict

_MOST = 64  # records of a group, the fullest, that a newcomer is checked against


def group(
    profiles: Sequence[Profile], duplicates: Mapping[tuple[int, int], Verdict], told: Collection[Pair] = ()
) -> list[list[int]]:
    """Return the places of the records of each work, ascending.

    Parameters
    ----------
    profiles
        The records, fullest first.
    duplicates
        The pairs found to be one work, by place.
    told
        Pairs of record ids that were told to be kept apart.

    Returns
    -------
    list
        The groups by their first record. Two groups are joined only if no record of one speaks against one of the
        other, so that a chain of likenesses does not lead from a work to another.
    """
    home = list(range(len(profiles)))
    groups = {place: [place] for place in home}

    def against(one: int, other: int) -> bool:
        if told and frozenset((profiles[one].id, profiles[other].id)) in told:
            return True
        pair = (one, other) if one < other else (other, one)
        return pair not in duplicates and conflict(profiles[one], profiles[other])

    for pair in sorted(duplicates, key=lambda pair: (-duplicates[pair].strength, pair)):
        low, high = sorted((home[pair[0]], home[pair[1]]))
        if low == high or any(against(a, b) for a in groups[low][:_MOST] for b in groups[high][:_MOST]):
            continue
        for place in groups[high]:
            home[place] = low
        groups[low] = sorted(groups[low] + groups.pop(high))
    return [groups[place] for place in sorted(groups)]
