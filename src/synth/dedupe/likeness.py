"""How two titles are related: alike, the same but for a subtitle, another part of one series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from synth.dedupe.signs import AGREE, Signs

if TYPE_CHECKING:
    from synth.dedupe.profile import Profile

# Similarities are one minus the share of letters of the longer title key that were changed, added, dropped or swapped.
ALIKE = 0.75  # with authors, year and pages the same
NEAR = 0.9  # with authors and year the same, nothing against, slips of the pen only
LONG = 25  # letters of a title that no two authors choose alike
LONG_HAN = 10
_ABSTRACT = 200  # letters of an abstract that are enough to recognise it


def similarity(ours: Profile, theirs: Profile) -> float:
    """Return how alike two titles are, from 0 to 1; exactly 1 only where their keys are equal, and not empty."""
    if ours.title == theirs.title:
        return 1.0 if ours.title else 0.0
    return OSA.normalized_similarity(ours.title, theirs.title)


def numbers_allow(ours: Profile, theirs: Profile) -> bool:
    """Whether two titles name the same numbers, or one only adds a subtitle with some."""
    return ours.numbers == theirs.numbers or (extends(ours, theirs) and not adds_part(ours, theirs))


def same_range(ours: Profile, theirs: Profile, signs: Signs) -> bool:
    """Whether two records fill the same pages of one issue, which no two articles of several pages do."""
    return (
        signs.placed
        and signs.authors is AGREE
        and signs.year is AGREE
        and ours.pages.first < ours.pages.last == theirs.pages.last
        and ours.pages.first == theirs.pages.first
    )


def other_part(ours: Profile, theirs: Profile, alike: float) -> bool:
    """Whether two titles are alike but for their numbers: *Part I* and *Part II*, *2019* and *2020*."""
    return ALIKE <= alike < 1 and not numbers_allow(ours, theirs)


def extends(ours: Profile, theirs: Profile) -> bool:
    """Whether one title is the other up to its subtitle, or cut short."""
    short, long = sorted((ours, theirs), key=lambda profile: (len(profile.title), profile.title))
    least = LONG_HAN // 2 if ours.han else LONG // 2
    if len(short.title) < least:
        return False
    if long.main and long.main == short.title:
        return True
    return not ours.han and len(short.title) >= LONG and long.title.startswith(short.title)


def adds_part(ours: Profile, theirs: Profile) -> bool:
    """Whether what one title has more is the number of a part: *Title* and *Title: Part II*."""
    short, long = sorted((ours, theirs), key=lambda profile: (len(profile.title), profile.title))
    return len(long.words) - len(short.words) <= 2 or len(long.title) - len(short.title) < 8  # noqa: PLR2004 - the size of a part number


def one_slip(ours: Profile, theirs: Profile) -> bool:
    """Whether two long titles differ in one letter, and not in a word of one letter (vitamin D, vitamin E)."""
    if min(len(ours.title), len(theirs.title)) < LONG or OSA.distance(ours.title, theirs.title, score_cutoff=1) > 1:
        return False
    changed = set(ours.words) ^ set(theirs.words)
    return all(len(word) > 1 and word not in {"no", "non", "not"} for word in changed)


def same_abstract(ours: Profile, theirs: Profile) -> bool:
    """Whether both abstracts are long enough to be recognised and begin the same."""
    short, long = sorted((ours.abstract, theirs.abstract), key=len)
    if len(short) < _ABSTRACT:
        return False
    return OSA.normalized_similarity(short, long[: len(short)], score_cutoff=NEAR) >= NEAR
