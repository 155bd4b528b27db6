"""What a record is compared by, worked out once for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from synth.dedupe.people import Name, names_of
from synth.dedupe.places import Pages, doi_of, is_preprint, pages_of, volume_of, work_doi
from synth.dedupe.titles import is_generic, is_han, key_of, main_key, notice_of, numbers_of, plain, title_key, words_of

if TYPE_CHECKING:
    from synth.datatypes import Record

_SHORTEST_HAN = 4
_SHORTEST = 5
_LONGEST = 1000  # characters of a field that are looked at: one of a megabyte is no title
_NAME = 300
_SHORT = 80
_PEOPLE = 200
_DRAFTS = frozenset(("article", "manuscript", "report"))
_ABSTRACT = 400  # characters of an abstract that tell it from others


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """A record's title in several cuts, its people and its place, made comparable.

    ``main`` is the title's key without its subtitle, ``translated`` the key of the title in the other language,
    ``notice`` what the record says it is to another work. ``weak`` tells that many works bear the title, ``preprint``
    that a server or an institution gave the work out, not a journal.
    """

    record: Record = field(repr=False)
    title: str
    main: str
    translated: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    notice: str
    han: bool
    weak: bool
    names: tuple[Name, ...]
    year: int | None
    volume: str
    issue: str
    pages: Pages
    doi: str
    preprint: bool
    abstract: str

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def container(self) -> str:
        """The beginning of the name of the record's journal, book or proceedings."""
        return self.record.container[:_NAME]

    @property
    def work(self) -> str:
        """The DOI without the version that preprint servers add."""
        return work_doi(self.doi) if self.preprint else self.doi

    @property
    def placed(self) -> bool:
        """Whether anything says where the work appeared."""
        return bool(self.record.container or self.doi or self.volume or self.pages.first)


def profile_of(record: Record) -> Profile:
    """Return what a record is compared by."""
    text = plain(record.title[:_LONGEST])
    key = key_of(text)
    han = is_han(text)
    doi = doi_of(record.doi[:_LONGEST])
    return Profile(
        record=record,
        title=key,
        main=main_key(text),
        translated=title_key(record.translated_title[:_LONGEST]) if record.translated_title else "",
        words=words_of(text),
        numbers=numbers_of(text),
        notice=notice_of(text),
        han=han,
        weak=len(key) < (_SHORTEST_HAN if han else _SHORTEST) or is_generic(key),
        names=names_of(record.authors[:_PEOPLE]),
        year=record.year,
        volume=volume_of(record.volume[:_SHORT]),
        issue=volume_of(record.issue[:_SHORT]),
        pages=pages_of(record.pages[:_SHORT]),
        doi=doi,
        preprint=is_preprint(doi, record.container[:_LONGEST], record.url[:_LONGEST]) or _is_draft(record),
        abstract=title_key(record.abstract[: 2 * _ABSTRACT])[:_ABSTRACT] if record.abstract else "",
    )


def _is_draft(record: Record) -> bool:
    """Whether a record is of a kind that journals publish later, and no journal is named (a working paper)."""
    return record.type in _DRAFTS and not (record.container or record.volume or record.doi)


def signature(profile: Profile) -> tuple[object, ...]:
    """Return all that a record is compared by: two records with equal signatures are one entry written twice."""
    record = profile.record
    return (
        profile.title,
        profile.translated,
        profile.notice,
        profile.names,
        profile.year,
        profile.container.casefold(),
        profile.volume,
        profile.issue,
        profile.pages,
        profile.doi,
        profile.preprint,
        record.type,
        profile.abstract,
    )
