"""Links between records that are versions of one work and both stay."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from synth.datatypes import Link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from synth.datatypes import LinkKind
    from synth.dedupe.profile import Profile
    from synth.dedupe.signs import Verdict

_GUESSED = "link-translation-place"


def find_links(
    heads: Sequence[Profile], works: Sequence[Sequence[int]], verdicts: Mapping[tuple[int, int], Verdict]
) -> tuple[Link, ...]:
    """Return the links between works, each pair once, by the numbers of their records.

    Parameters
    ----------
    heads
        The records, fullest first.
    works
        The places of the records of each work; the first one stays.
    verdicts
        What pairs of records are to each other, by place.

    Returns
    -------
    tuple
        The links. One that rests on the place in print alone is made only where no third record has that place.
    """
    home = {place: work[0] for work in works for place in work}
    found: dict[tuple[int, int], Verdict] = {}
    for (one, other), verdict in verdicts.items():
        pair = min(home[one], home[other]), max(home[one], home[other])
        if verdict.kind == "duplicate" or pair[0] == pair[1]:
            continue
        if pair not in found or verdict.strength > found[pair].strength:
            found[pair] = verdict
    guessed = Counter(place for pair, verdict in found.items() if verdict.reason.code == _GUESSED for place in pair)
    links = []
    for pair, verdict in found.items():
        if verdict.reason.code == _GUESSED and max(guessed[place] for place in pair) > 1:
            continue
        ours, theirs = sorted((heads[place].record for place in pair), key=lambda record: record.number)
        link = Link(record_id=ours.id, other_id=theirs.id, kind=_kind(verdict), reason=verdict.reason)
        links.append(((ours.number, theirs.number), link))
    return tuple(link for _, link in sorted(links, key=lambda item: item[0]))


def _kind(verdict: Verdict) -> LinkKind:
    return "preprint" if verdict.kind == "preprint" else "translation"
