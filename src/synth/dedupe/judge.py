"""Whether two records are one work, versions of one work, or two works: signs for and against, then rules.

A rule that merges names what has to agree; everything that differs is a veto, unless the rule says that something
stronger outweighs it. What cannot be compared (a missing year, pinyin beside Chinese characters) says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from rapidfuzz.distance import OSA

from synth.datatypes import Reason
from synth.dedupe.people import compare_authors, shared_authors
from synth.dedupe.places import Sign, compare_containers, compare_pages
from synth.dedupe.titles import is_generic, same_wording
from synth.languages import read_words

if TYPE_CHECKING:
    from synth.dedupe.people import Name
    from synth.dedupe.profile import Profile

AGREE, DIFFER, UNKNOWN = Sign.AGREE, Sign.DIFFER, Sign.UNKNOWN

# Similarities are one minus the share of letters of the longer title key that were changed, added, dropped or swapped.
_ALIKE = 0.75  # with authors, year and pages the same
_CLOSE = 0.88  # with pages, volume and year the same
_NEAR = 0.9  # with authors and year the same, nothing against, slips of the pen only
_FAR = 0.5  # below it two titles have nothing in common
_LONG = 25  # letters of a title that no two authors choose alike
_LONG_HAN = 10
_PREPRINT_YEARS = 3
_ABSTRACT = 200  # letters of an abstract that are enough to recognise it

_MISDATED = frozenset(("book", "thesis"))
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


def _compare(ours: object, theirs: object) -> Sign:
    if not ours or not theirs:
        return UNKNOWN
    return AGREE if ours == theirs else DIFFER


def signs_of(ours: Profile, theirs: Profile) -> Signs:
    """Compare two records field by field."""
    years = ours.year, theirs.year
    return Signs(
        doi=_compare(ours.work, theirs.work),
        authors=compare_authors(ours.names, theirs.names),
        year=_compare(*years),
        near=not all(years) or abs((ours.year or 0) - (theirs.year or 0)) <= 1,
        container=compare_containers(ours.container, theirs.container),
        volume=_compare_volumes(ours, theirs),
        issue=_compare(ours.issue, theirs.issue),
        pages=_compare_pages(ours, theirs),
    )


def _compare_pages(ours: Profile, theirs: Profile) -> Sign:
    """Compare first pages; those of a whole book are what was cited of it and say nothing against."""
    sign = compare_pages(ours.pages, theirs.pages)
    whole = all(not (p.container or p.volume or p.issue) and p.record.type in _WHOLE for p in (ours, theirs))
    return UNKNOWN if whole and sign is DIFFER else sign


def _compare_volumes(ours: Profile, theirs: Profile) -> Sign:
    """Compare volumes; a year in the place of a volume says nothing."""
    sign = _compare(ours.volume, theirs.volume)
    if sign is DIFFER and (ours.volume == str(ours.year)) != (theirs.volume == str(theirs.year)):
        return UNKNOWN
    return sign


def judge(ours: Profile, theirs: Profile) -> Verdict | None:
    """Return what two records are to each other; ``None`` for two works.

    Parameters
    ----------
    ours, theirs
        The records, in either order.
    """
    if ours.notice != theirs.notice:
        return None
    if ours.han != theirs.han or _crossed(ours, theirs):
        return _translation(ours, theirs)
    alike = _similarity(ours, theirs)
    if alike < _ALIKE and ours.work != theirs.work and not _extends(ours, theirs):
        return None
    signs = signs_of(ours, theirs)
    if _one_published(ours, theirs) and signs.doi is not AGREE:
        return _preprint(ours, theirs, signs, alike)
    code = _rule(ours, theirs, signs, alike)
    if not code:
        return None
    values = (("similarity", int(100 * alike)), ("agreed", signs.agreed))
    return Verdict(kind="duplicate", reason=Reason(code=code, values=values), strength=_strength(signs, alike))


def _similarity(ours: Profile, theirs: Profile) -> float:
    """Return how alike two titles are, from 0 to 1; exactly 1 only where their keys are equal, and not empty."""
    if ours.title == theirs.title:
        return 1.0 if ours.title else 0.0
    return OSA.normalized_similarity(ours.title, theirs.title)


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
    if not _numbers_allow(ours, theirs) and not _same_range(ours, theirs, signs):
        return ""
    if ours.han:
        return _like_titles_han(ours, theirs, signs, alike)
    return _like_titles(ours, theirs, signs, alike)


def _same_doi(ours: Profile, theirs: Profile, signs: Signs, alike: float) -> str:
    """Judge a shared DOI: it names one work, unless it is a book's and the records are two of its chapters."""
    against = signs.pages is DIFFER or signs.authors is DIFFER
    if alike == 1:
        return "" if ours.weak and against else "duplicate-doi"
    if signs.pages is not AGREE and _other_part(ours, theirs, alike):
        return ""
    related = alike >= (_NEAR if ours.han else _FAR) or _extends(ours, theirs)
    if related and not (signs.pages is DIFFER and (ours.han or alike < _NEAR)):
        return "duplicate-doi"
    return "" if against else "duplicate-doi"


def _vetoed(ours: Profile, theirs: Profile, signs: Signs, *, exact: bool) -> bool:
    """Whether a field differs that tells two works apart, with nothing to outweigh it."""
    if signs.pages is not AGREE and (_other_kind(ours, theirs) or _other_kind(theirs, ours)):
        return True
    own = exact and not ours.weak
    long = own and len(ours.title) >= (_LONG_HAN if ours.han else _LONG)
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
    if min(len(ours.title), len(theirs.title)) < (_LONG_HAN if ours.han else _LONG):
        return False
    if ours.record.type == theirs.record.type in _MISDATED:
        return True
    placed = (ours.placed or theirs.placed) and shared_authors(ours.names, theirs.names) > 1
    return not ours.han and (signs.container is AGREE or placed) and UNKNOWN in (signs.volume, signs.pages)


def _numbers_allow(ours: Profile, theirs: Profile) -> bool:
    """Whether two titles name the same numbers, or one only adds a subtitle with some."""
    return ours.numbers == theirs.numbers or (_extends(ours, theirs) and not _adds_part(ours, theirs))


def _same_range(ours: Profile, theirs: Profile, signs: Signs) -> bool:
    """Whether two records fill the same pages of one issue, which no two articles of several pages do."""
    return (
        signs.placed
        and signs.authors is AGREE
        and signs.year is AGREE
        and ours.pages.first < ours.pages.last == theirs.pages.last
        and ours.pages.first == theirs.pages.first
    )


def _other_part(ours: Profile, theirs: Profile, alike: float) -> bool:
    """Whether two titles are alike but for their numbers: *Part I* and *Part II*, *2019* and *2020*."""
    return _ALIKE <= alike < 1 and not _numbers_allow(ours, theirs)


def _extends(ours: Profile, theirs: Profile) -> bool:
    """Whether one title is the other up to its subtitle, or cut short."""
    short, long = sorted((ours, theirs), key=lambda profile: (len(profile.title), profile.title))
    least = _LONG_HAN // 2 if ours.han else _LONG // 2
    if len(short.title) < least:
        return False
    if long.main and long.main == short.title:
        return True
    return not ours.han and len(short.title) >= _LONG and long.title.startswith(short.title)


def _adds_part(ours: Profile, theirs: Profile) -> bool:
    """Whether what one title has more is the number of a part: *Title* and *Title: Part II*."""
    short, long = sorted((ours, theirs), key=lambda profile: (len(profile.title), profile.title))
    return len(long.words) - len(short.words) <= 2 or len(long.title) - len(short.title) < 8  # noqa: PLR2004 - "Part II"


def _like_titles_han(ours: Profile, theirs: Profile, signs: Signs, alike: float) -> str:
    """Judge Chinese titles that differ: one character can be another work, so authors and pages have to agree."""
    if signs.authors is not AGREE or signs.pages is not AGREE or signs.year is DIFFER:
        return ""
    if alike >= _ALIKE:
        return "duplicate-similar"
    return "duplicate-subtitle" if _extends(ours, theirs) else ""


def _like_titles(ours: Profile, theirs: Profile, signs: Signs, alike: float) -> str:
    """Judge titles in Latin script that differ."""
    if ours.weak or theirs.weak:
        return ""
    if _extends(ours, theirs):
        return "duplicate-subtitle" if _subtitle_sure(ours, theirs, signs) else ""
    same_page = signs.pages is AGREE and signs.authors is AGREE and alike >= _ALIKE and signs.near
    same_place = signs.placed and signs.year is AGREE and alike >= _CLOSE
    return "duplicate-similar" if same_page or same_place or _misspelt(ours, theirs, signs, alike) else ""


def _misspelt(ours: Profile, theirs: Profile, signs: Signs, alike: float) -> bool:
    """Whether two titles differ in slips of the pen only, and year and people, or the journal, agree."""
    if alike < _NEAR or not (same_wording(ours.words, theirs.words) or _one_slip(ours, theirs)):
        return False
    if signs.year is DIFFER:
        return _advance(ours, theirs, signs)
    bare = not (ours.names or theirs.names) and ours.year == theirs.year
    found = bare or (signs.year is AGREE and signs.container is AGREE)
    return signs.authors is AGREE or (found and len(ours.title) >= _LONG)


def _one_slip(ours: Profile, theirs: Profile) -> bool:
    """Whether two long titles differ in one letter, and not in a word of one letter (vitamin D, vitamin E)."""
    if min(len(ours.title), len(theirs.title)) < _LONG or OSA.distance(ours.title, theirs.title, score_cutoff=1) > 1:
        return False
    changed = set(ours.words) ^ set(theirs.words)
    return all(len(word) > 1 and word not in {"no", "non", "not"} for word in changed)


def _subtitle_sure(ours: Profile, theirs: Profile, signs: Signs) -> bool:
    """Whether the rest agrees so well that a subtitle may be missing."""
    if signs.authors is not AGREE or not signs.near:
        return False
    if signs.pages is AGREE or (signs.volume is AGREE and signs.year is AGREE):
        return True
    if signs.year is not AGREE:
        return False
    published = _compare(ours.record.publisher.casefold(), theirs.record.publisher.casefold()) is AGREE
    return published or same_abstract(ours, theirs) or shared_authors(ours.names, theirs.names) >= 2  # noqa: PLR2004 - no coincidence


def same_abstract(ours: Profile, theirs: Profile) -> bool:
    """Whether both abstracts are long enough to be recognised and begin the same."""
    short, long = sorted((ours.abstract, theirs.abstract), key=len)
    if len(short) < _ABSTRACT:
        return False
    return OSA.normalized_similarity(short, long[: len(short)], score_cutoff=_NEAR) >= _NEAR


def conflict(ours: Profile, theirs: Profile) -> bool:
    """Whether two records may not stand in one group, even if a third is like both."""
    if ours.notice != theirs.notice or ours.han != theirs.han:
        return True
    signs = signs_of(ours, theirs)
    if _one_published(ours, theirs) and signs.doi is not AGREE:
        return True
    alike = _similarity(ours, theirs)
    if signs.doi is AGREE:
        return not _same_doi(ours, theirs, signs, alike)
    return _vetoed(ours, theirs, signs, exact=alike == 1) or (
        _other_part(ours, theirs, alike) and not _same_range(ours, theirs, signs)
    )


# ------------------------------------------------------------------------------------------------- versions of one work


def _preprint(ours: Profile, theirs: Profile, signs: Signs, alike: float) -> Verdict | None:
    """Judge a preprint beside what may be its published version: both stay."""
    years = ours.year or theirs.year or 0, theirs.year or ours.year or 0
    if signs.authors is not AGREE or abs(years[0] - years[1]) > _PREPRINT_YEARS or ours.weak:
        return None
    worded = alike == 1 or (
        ours.numbers == theirs.numbers and not ours.han and alike >= _NEAR and same_wording(ours.words, theirs.words)
    )
    if not worded and not (_extends(ours, theirs) and not _adds_part(ours, theirs)):
        return None
    values = (("similarity", int(100 * alike)), ("agreed", signs.agreed))
    return Verdict(kind="preprint", reason=Reason(code="link-preprint", values=values), strength=int(100 * alike))


def _one_published(ours: Profile, theirs: Profile) -> bool:
    """Whether one record is a preprint, and the other says where else the work appeared."""
    return ours.preprint != theirs.preprint and (theirs if ours.preprint else ours).placed


def _crossed(ours: Profile, theirs: Profile) -> bool:
    """Whether each record's title is, in the other, the translation."""
    return bool(ours.translated) and ours.title != theirs.title and theirs.title == ours.translated


def _translation(ours: Profile, theirs: Profile) -> Verdict | None:
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
    return len(ours.translated) >= 4 and ours.translated == theirs.title and not theirs.weak  # noqa: PLR2004 - "序" names no work


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
