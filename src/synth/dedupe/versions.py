"""Versions of one work that both stay: a preprint and what was published of it, a work and its translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Reason
from synth.dedupe.likeness import NEAR, adds_part, extends
from synth.dedupe.signs import AGREE, DIFFER, Signs, Verdict, signs_of
from synth.dedupe.titles import same_wording
from synth.languages import read_words

if TYPE_CHECKING:
    from synth.dedupe.people import Name
    from synth.dedupe.profile import Profile

_PREPRINT_YEARS = 3


def judge_preprint(ours: Profile, theirs: Profile, signs: Signs, alike: float) -> Verdict | None:
    """Judge a preprint beside what may be its published version: both stay."""
    years = ours.year or theirs.year or 0, theirs.year or ours.year or 0
    if signs.authors is not AGREE or abs(years[0] - years[1]) > _PREPRINT_YEARS or ours.weak:
        return None
    worded = alike == 1 or (
        ours.numbers == theirs.numbers and not ours.han and alike >= NEAR and same_wording(ours.words, theirs.words)
    )
    if not worded and not (extends(ours, theirs) and not adds_part(ours, theirs)):
        return None
    values = (("similarity", int(100 * alike)), ("agreed", signs.agreed))
    return Verdict(kind="preprint", reason=Reason(code="link-preprint", values=values), strength=int(100 * alike))


def one_published(ours: Profile, theirs: Profile) -> bool:
    """Whether one record is a preprint, and the other says where else the work appeared."""
    return ours.preprint != theirs.preprint and (theirs if ours.preprint else ours).placed


def crossed(ours: Profile, theirs: Profile) -> bool:
    """Whether each record's title is, in the other, the translation."""
    return bool(ours.translated) and ours.title != theirs.title and theirs.title == ours.translated


def judge_translation(ours: Profile, theirs: Profile) -> Verdict | None:
    """Judge two records in two scripts: one work in two languages, or two works."""
    named = _named_by(ours, theirs) or _named_by(theirs, ours)
    if not named and ours.work != theirs.work and (ours.issue != theirs.issue or not ours.issue):
        return None
    signs = signs_of(ours, theirs)
    against = (signs.doi, signs.pages, signs.volume, signs.issue)
    if signs.doi is AGREE and (named or signs.pages is not DIFFER):
        code = "link-translation-doi"
    elif DIFFER in against or not signs.near or signs.authors is DIFFER:
        return None
    elif named:
        code = "link-translation-title"
    elif _same_place(ours, theirs, signs):
        code = "link-translation-place"
    else:
        return None
    values = (("agreed", signs.agreed),)
    strength = {"link-translation-doi": 3, "link-translation-title": 2, "link-translation-place": 1}[code]
    return Verdict(kind="translation", reason=Reason(code=code, values=values), strength=strength)


def _named_by(ours: Profile, theirs: Profile) -> bool:
    """Whether one record gives the other's title as its translation."""
    return len(ours.translated) >= 4 and ours.translated == theirs.title and not theirs.weak  # noqa: PLR2004 - a short key names no work


def _same_place(ours: Profile, theirs: Profile, signs: Signs) -> bool:
    """Whether year, volume, issue and pages agree, and as many authors are named."""
    return (
        signs.placed
        and signs.issue is AGREE
        and signs.year is AGREE
        and ours.pages.first > 1
        and ours.pages.last == theirs.pages.last
        and len(ours.names) == len(theirs.names) > 0
        and ours.record.more_authors == theirs.record.more_authors
        and (ours.names[0].han or theirs.names[0].han)
        and all(name.han or _in_pinyin(name) for name in (ours.names[0], theirs.names[0]))
    )


def _in_pinyin(name: Name) -> bool:
    """Whether a word of a name is a Chinese surname in pinyin."""
    surnames = {surname.lower() for surname in read_words("surnames_pinyin")}
    return not surnames.isdisjoint(name.words)
