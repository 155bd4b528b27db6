"""Set records aside that are the same work as another one, and link the versions of a work that both stay.

A record is compared with those that share a DOI, a title, a beginning or end of a title, or a place in print. Two are
one work if they share a DOI, or a title and nothing speaks against it, or if their titles are alike and the other
fields agree; :mod:`synth.dedupe.judge` has the rules. One character makes another Chinese title, so two that differ
are one work only where authors and pages agree. A work and its translation, and a preprint and what was published of
it, are linked and both stay. Citation keys say nothing: some databases give one key to several works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Corpus, Duplicate
from synth.dedupe.apart import read_apart, resolve
from synth.dedupe.blocks import candidate_pairs
from synth.dedupe.groups import group
from synth.dedupe.judge import judge
from synth.dedupe.links import find_links
from synth.dedupe.merge import content_order, merged
from synth.dedupe.profile import profile_of, signature
from synth.dedupe.titles import title_key
from synth.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from synth.datatypes import Library, Reason
    from synth.dedupe.apart import Pair
    from synth.dedupe.profile import Profile
    from synth.dedupe.signs import Verdict

__all__ = ["deduplicate", "read_apart", "title_key"]


def deduplicate(library: Library, *, merge: bool = True, apart: Collection[Iterable[str]] = ()) -> Corpus:
    """Set duplicates aside, fill the records that stay from them, and link versions of one work.

    Records are compared in the order of their content, fullest first, so the result does not depend on the order of
    the sources.

    Parameters
    ----------
    library
        What the sources said.
    merge
        Whether duplicates are set aside; links are found in any case.
    apart
        Pairs of record ids, or of numbers, that are neither merged nor linked; see :func:`read_apart`.

    Returns
    -------
    Corpus
        The records that stay, in the order of the sources, each field from the record of the work that says most; the
        duplicates, in the same order, each with the reason; and the links between records that stay.

    Raises
    ------
    DataError
        If no entry could be read.
    UsageError
        If a pair to keep apart names a record that is not there.
    """
    if library.problems and not library.records:
        raise _nothing_readable(library)
    told = resolve(apart, library.records)
    profiles = [profile_of(record) for record in sorted(library.records, key=content_order)]
    entries = _entries(profiles, told) if merge else [[profile] for profile in profiles]
    heads = [entry[0] for entry in entries]
    verdicts = _verdicts(heads, told)
    duplicates = {pair: verdict for pair, verdict in verdicts.items() if verdict.kind == "duplicate" and merge}
    works = group(heads, duplicates, told)
    kept = [merged([profile.record for place in work for profile in entries[place]]) for work in works]
    aside = [
        Duplicate(
            record=profile.record, kept_id=heads[work[0]].id, reason=_reason(profile, place, work, heads, duplicates)
        )
        for work in works
        for place in work
        for profile in entries[place]
        if profile is not heads[work[0]]
    ]
    return Corpus(
        sources=library.sources,
        records=tuple(sorted(kept, key=lambda record: record.number)),
        duplicates=tuple(sorted(aside, key=lambda duplicate: duplicate.record.number)),
        links=find_links(heads, works, verdicts),
        problems=library.problems,
        review=library.review,
    )


def _nothing_readable(library: Library) -> DataError:
    first = library.problems[0]
    what = f"none of its {len(library.problems)} entries could be read; line {first.origin.line}: {first.reason}"
    return DataError(what, where=first.origin.source, fix="See 'synth read --problems' for all of them")


def _entries(profiles: Iterable[Profile], told: Collection[Pair]) -> list[list[Profile]]:
    """Group records that say the same word for word, so that thousands of copies cost one comparison each."""
    exempt = {record_id for pair in told for record_id in pair}
    entries: list[list[Profile]] = []
    places: dict[object, int] = {}
    for profile in profiles:
        key: object = profile.id if profile.id in exempt else signature(profile)
        place = places.setdefault(key, len(entries))
        if place < len(entries) and (verdict := judge(entries[place][0], profile)) and verdict.kind == "duplicate":
            entries[place].append(profile)
        else:
            entries.append([profile])
    return entries


def _verdicts(heads: Sequence[Profile], told: Collection[Pair]) -> dict[tuple[int, int], Verdict]:
    """Judge all pairs that are worth it, but for those that were told to be kept apart."""
    return {
        (one, other): verdict
        for one, other in candidate_pairs(heads)
        if not told or frozenset((heads[one].id, heads[other].id)) not in told
        if (verdict := judge(heads[one], heads[other]))
    }


def _reason(
    profile: Profile,
    place: int,
    work: Sequence[int],
    heads: Sequence[Profile],
    duplicates: Mapping[tuple[int, int], Verdict],
) -> Reason:
    """Return why a record is set aside: what it has in common with the one that stays, or with another of the work."""
    verdict = judge(heads[work[0]], profile)
    if verdict is None or verdict.kind != "duplicate":
        pairs = [(min(place, other), max(place, other)) for other in work if other != place]
        verdict = max((duplicates[pair] for pair in pairs if pair in duplicates), key=lambda found: found.strength)
    return verdict.reason
