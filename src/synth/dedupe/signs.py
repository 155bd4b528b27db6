"""What the fields of two records say, one by one, and the verdict that follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from synth.dedupe.people import compare_authors
from synth.dedupe.places import Sign, compare_containers, compare_pages

if TYPE_CHECKING:
    from synth.datatypes import Reason
    from synth.dedupe.profile import Profile

AGREE, DIFFER, UNKNOWN = Sign.AGREE, Sign.DIFFER, Sign.UNKNOWN

_WHOLE = frozenset(("book", "thesis", "report"))

Kind = Literal["duplicate", "translation", "preprint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What two records are to each other, why, and how sure that is (more is surer)."""

    kind: Kind
    reason: Reason
    strength: int


class Signs(NamedTuple):
    """What the comparison of each field says; ``year`` and ``near`` (a year apart) as far as both are known."""

    doi: Sign
    authors: Sign
    year: Sign
    near: bool
    container: Sign
    volume: Sign
    issue: Sign
    pages: Sign

    @property
    def placed(self) -> bool:
        """Whether volume and first page agree."""
        return self.pages is AGREE and self.volume is AGREE

    @property
    def agreed(self) -> str:
        """The names of the fields that agree."""
        names = ("doi", "authors", "year", "container", "volume", "issue", "pages")
        return " ".join(name for name in names if getattr(self, name) is AGREE)


def compare(ours: object, theirs: object) -> Sign:
    """Compare two values; where one is missing they cannot be compared."""
    if not ours or not theirs:
        return UNKNOWN
    return AGREE if ours == theirs else DIFFER


def signs_of(ours: Profile, theirs: Profile) -> Signs:
    """Compare two records field by field."""
    years = ours.year, theirs.year
    return Signs(
        doi=compare(ours.work, theirs.work),
        authors=compare_authors(ours.names, theirs.names),
        year=compare(*years),
        near=not all(years) or abs((ours.year or 0) - (theirs.year or 0)) <= 1,
        container=compare_containers(ours.container, theirs.container),
        volume=_compare_volumes(ours, theirs),
        issue=compare(ours.issue, theirs.issue),
        pages=_compare_pages(ours, theirs),
    )


def _compare_pages(ours: Profile, theirs: Profile) -> Sign:
    """Compare first pages; those of a whole book are what was cited of it and say nothing against."""
    sign = compare_pages(ours.pages, theirs.pages)
    whole = all(not (p.container or p.volume or p.issue) and p.record.type in _WHOLE for p in (ours, theirs))
    return UNKNOWN if whole and sign is DIFFER else sign


def _compare_volumes(ours: Profile, theirs: Profile) -> Sign:
    """Compare volumes; a year in the place of a volume says nothing."""
    sign = compare(ours.volume, theirs.volume)
    if sign is DIFFER and (ours.volume == str(ours.year)) != (theirs.volume == str(theirs.year)):
        return UNKNOWN
    return sign
