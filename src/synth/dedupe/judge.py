"""Whether two records are one work, versions of one work, or two works: signs for and against, then rules.

A rule that merges names what has to agree; everything that differs is a veto, unless the rule says that something
stronger outweighs it. What cannot be compared (a missing year, pinyin beside Chinese characters) says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Reason
from synth.dedupe.likeness import (
    ALIKE,
    LONG,
    LONG_HAN,
    NEAR,
    extends,
    numbers_allow,
    one_slip,
    other_part,
    same_abstract,
    same_range,
    similarity,
)
from synth.dedupe.people import shared_authors
from synth.dedupe.signs import AGREE, DIFFER, UNKNOWN, Signs, Verdict, compare, signs_of
from synth.dedupe.titles import is_generic, same_wording
from synth.dedupe.versions import crossed, judge_preprint, judge_translation, one_published

if TYPE_CHECKING:
    from synth.dedupe.profile import Profile

_CLOSE = 0.88  # likeness of titles with pages, volume and year the same
_FAR = 0.5  # below it two titles have nothing in common
_MISDATED = frozenset(("book", "thesis"))


def judge(ours: Profile, theirs: Profile) -> Verdict | None:
    """Return what two records are to each other; ``None`` for two works.

    Parameters
    ----------
    ours, theirs
        The records, in either order.
    """
    if ours.notice != theirs.notice:
        return None
    if ours.han != theirs.han or crossed(ours, theirs):
        return judge_translation(ours, theirs)
    alike = similarity(ours, theirs)
    if alike < ALIKE and ours.work != theirs.work and not extends(ours, theirs):
        return None
    signs = signs_of(ours, theirs)
    if one_published(ours, theirs) and signs.doi is not AGREE:
        return judge_preprint(ours, theirs, signs, alike)
    code = _rule(ours, theirs, signs, alike)
    if not code:
        return None
    values = (("similarity", int(100 * alike)), ("agreed", signs.agreed))
    return Verdict(kind="duplicate", reason=Reason(code=code, values=values), strength=_strength(signs, alike))


def _strength(signs: Signs, alike: float) -> int:
    """Return how sure a duplicate is: by the DOI, then the title, then the number of fields that agree."""
    agreed = len(signs.agreed.split())
    return (100_000 if signs.doi is AGREE else 0) + 100 * int(100 * alike) + agreed


def _rule(ours: Profile, theirs: Profile, signs: Signs, alike: float) -> str:
    """Return the code of the rule by which two records of one script are one work; empty where none is."""
    if signs.doi is AGREE:
        return _same_doi(ours, theirs, signs, alike)
    if _vetoed(ours, theirs, signs, exact=alike == 1):
        return ""
    if alike == 1:
        return _same_title(ours, theirs, signs)
    if not numbers_allow(ours, theirs) and not same_range(ours, theirs, signs):
        return ""
    if ours.han:
        return _like_titles_han(ours, theirs, signs, alike)
    return _like_titles(ours, theirs, signs, alike)


def _same_doi(ours: Profile, theirs: Profile, signs: Signs, alike: float) -> str:
    """Judge a shared DOI: it names one work, unless it is a book's and the records are two of its chapters."""
    against = signs.pages is DIFFER or signs.authors is DIFFER
    if alike == 1:
        return "" if ours.weak and against else "duplicate-doi"
    if signs.pages is not AGREE and other_part(ours, theirs, alike):
        return ""
    related = alike >= (NEAR if ours.han else _FAR) or extends(ours, theirs)
    if related and not (signs.pages is DIFFER and (ours.han or alike < NEAR)):
        return "duplicate-doi"
    return "" if against else "duplicate-doi"


def _vetoed(ours: Profile, theirs: Profile, signs: Signs, *, exact: bool) -> bool:
    """Whether a field differs that tells two works apart, with nothing to outweigh it."""
    if signs.pages is not AGREE and (_other_kind(ours, theirs) or _other_kind(theirs, ours)):
        return True
    own = exact and not ours.weak
    long = own and len(ours.title) >= (LONG_HAN if ours.han else LONG)
    people = signs.authors is AGREE
    certain = own and people and signs.placed
    dated = people and signs.year is AGREE
    outweighed = {
        "doi": certain and signs.year is AGREE,
        "year": certain or signs.near,
        "authors": long and not ours.han and signs.placed and signs.year is not DIFFER,
        "volume": long and dated and not ours.han and signs.pages is AGREE,
        "issue": exact and people and signs.pages is AGREE,
        "pages": long and dated and signs.issue is AGREE and signs.container is AGREE,
        "container": signs.placed
        or (own and dated and signs.pages is AGREE)
        or (long and not ours.han and dated and ours.record.type == theirs.record.type),
    }
    return any(getattr(signs, name) is DIFFER and not stronger for name, stronger in outweighed.items())


def _other_kind(ours: Profile, theirs: Profile) -> bool:
    """Whether one is a thesis and the other is none, or one a whole book and the other a part of something larger."""
    if ours.record.type == "thesis":
        return theirs.record.type != "thesis"
    part = bool(theirs.container) and (theirs.record.type == "chapter" or bool(theirs.volume and theirs.pages.first))
    return ours.record.type == "book" and theirs.record.type != "book" and part


def _same_title(ours: Profile, theirs: Profile, signs: Signs) -> str:
    """Judge one title with nothing against: a common one needs its place, and one a year apart needs more."""
    if ours.notice == "answer" and signs.authors is not AGREE and not signs.placed:
        return ""  # several people comment on one work under one title
    if ours.weak:
        sure = signs.pages is AGREE and signs.near and (signs.volume is AGREE or signs.authors is AGREE)
        short = signs.authors is AGREE and signs.year is AGREE and not is_generic(ours.title)
        return "duplicate-title" if (sure and signs.authors is not DIFFER) or short else ""
    if signs.year is not DIFFER or signs.placed:
        return "duplicate-title"
    printed = signs.pages is AGREE or (signs.volume is AGREE and signs.issue is AGREE)
    found = signs.pages is AGREE and signs.container is AGREE and signs.authors is not DIFFER
    sure = found or (signs.authors is AGREE and (printed or _advance(ours, theirs, signs)))
    return "duplicate-title" if sure else ""


def _advance(ours: Profile, theirs: Profile, signs: Signs) -> bool:
    """Whether two records a year apart may be of one work: an advance copy and the printed one, or a misdated book.

    A body's yearly report is neither, nor is a short title.
    """
    people = (*ours.names, *theirs.names)
    if signs.authors is not AGREE or not signs.near or not all(name.person for name in people):
        return False
    if min(len(ours.title), len(theirs.title)) < (LONG_HAN if ours.han else LONG):
        return False
    if ours.record.type == theirs.record.type in _MISDATED:
        return True
    placed = (ours.placed or theirs.placed) and shared_authors(ours.names, theirs.names) > 1
    return not ours.han and (signs.container is AGREE or placed) and UNKNOWN in (signs.volume, signs.pages)


def _like_titles_han(ours: Profile, theirs: Profile, signs: Signs, alike: float) -> str:
    """Judge Chinese titles that differ: one character can be another work, so authors and pages have to agree."""
    if signs.authors is not AGREE or signs.pages is not AGREE or signs.year is DIFFER:
        return ""
    if alike >= ALIKE:
        return "duplicate-similar"
    return "duplicate-subtitle" if extends(ours, theirs) else ""


def _like_titles(ours: Profile, theirs: Profile, signs: Signs, alike: float) -> str:
    """Judge titles in Latin script that differ."""
    if ours.weak or theirs.weak:
        return ""
    if extends(ours, theirs):
        return "duplicate-subtitle" if _subtitle_sure(ours, theirs, signs) else ""
    same_page = signs.pages is AGREE and signs.authors is AGREE and alike >= ALIKE and signs.near
    same_place = signs.placed and signs.year is AGREE and alike >= _CLOSE
    return "duplicate-similar" if same_page or same_place or _misspelt(ours, theirs, signs, alike) else ""


def _misspelt(ours: Profile, theirs: Profile, signs: Signs, alike: float) -> bool:
    """Whether two titles differ in slips of the pen only, and year and people, or the journal, agree."""
    if alike < NEAR or not (same_wording(ours.words, theirs.words) or one_slip(ours, theirs)):
        return False
    if signs.year is DIFFER:
        return _advance(ours, theirs, signs)
    bare = not (ours.names or theirs.names) and ours.year == theirs.year
    found = bare or (signs.year is AGREE and signs.container is AGREE)
    return signs.authors is AGREE or (found and len(ours.title) >= LONG)


def _subtitle_sure(ours: Profile, theirs: Profile, signs: Signs) -> bool:
    """Whether the rest agrees so well that a subtitle may be missing."""
    if signs.authors is not AGREE or not signs.near:
        return False
    if signs.pages is AGREE or (signs.volume is AGREE and signs.year is AGREE):
        return True
    if signs.year is not AGREE:
        return False
    published = compare(ours.record.publisher.casefold(), theirs.record.publisher.casefold()) is AGREE
    return published or same_abstract(ours, theirs) or shared_authors(ours.names, theirs.names) >= 2  # noqa: PLR2004 - no coincidence


def conflict(ours: Profile, theirs: Profile) -> bool:
    """Whether two records may not stand in one group, even if a third is like both."""
    if ours.notice != theirs.notice or ours.han != theirs.han:
        return True
    signs = signs_of(ours, theirs)
    if one_published(ours, theirs) and signs.doi is not AGREE:
        return True
    alike = similarity(ours, theirs)
    if signs.doi is AGREE:
        return not _same_doi(ours, theirs, signs, alike)
    return _vetoed(ours, theirs, signs, exact=alike == 1) or (
        other_part(ours, theirs, alike) and not same_range(ours, theirs, signs)
    )
