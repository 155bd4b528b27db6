"""Which pairs of records are worth comparing: those that share a block, so that the work stays near linear."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from synth.dedupe.profile import Profile

_CUT = 24  # letters at either end of a title; one slip cannot change both ends
_LARGEST = 40  # records of a block that are all compared with one another
_WINDOW = 10  # neighbours that a record of a larger block is compared with, in each of the orders


def candidate_pairs(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Return the pairs of places of records that share a block, ascending.

    Parameters
    ----------
    profiles
        The records, in any order that does not depend on their sources.
    """
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        for key in dict.fromkeys(_keys(profile)):
            blocks[key].append(place)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= _LARGEST:
            pairs.update((one, other) for i, one in enumerate(members) for other in members[i + 1 :])
        elif len(members) > _LARGEST:
            pairs.update(_neighbours(members, profiles))
    return sorted(pairs)


def _keys(profile: Profile) -> Iterator[Hashable]:
    """Yield the blocks of a record.

    Two Chinese titles that are not equal are one work only where authors and pages agree, so the cuts of titles are
    for Latin script alone.
    """
    first = profile.pages.first
    if profile.doi:
        yield "doi", profile.work
    if profile.title:
        yield "title", profile.title
    for key in (profile.main, profile.translated):
        if len(key) > 3:  # noqa: PLR2004 - a short key names no work
            yield "title", key
    family = profile.names[0].family if profile.names else ""
    if family and first:
        yield "page", family, first
    if first > 1 and profile.volume and profile.year:
        yield "place", profile.volume, first, profile.year
    if not profile.han:
        yield from _latin_keys(profile, family)


def _latin_keys(profile: Profile, family: str) -> Iterator[Hashable]:
    if len(profile.title) > _CUT:
        yield "start", profile.title[:_CUT]
        yield "end", profile.title[-_CUT:]
    if family and profile.year:
        yield "author", family, profile.names[0].initials[:1], profile.year


def _neighbours(members: Iterable[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a large block that stand near each other in one of three orders."""
    places = sorted(members)
    orders = (
        lambda place: (profiles[place].title, profiles[place].year or 0, profiles[place].pages.first, place),
        lambda place: (profiles[place].year or 0, profiles[place].volume, profiles[place].pages.first, place),
        lambda place: (profiles[place].names[:1], profiles[place].year or 0, profiles[place].title, place),
    )
    for order in orders:
        ranked = sorted(places, key=order)
        for i, one in enumerate(ranked):
            for other in ranked[i + 1 : i + 1 + _WINDOW]:
                yield (one, other) if one < other else (other, one)
