"""One record of several: each field from the record that says most."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from synth.dedupe.places import Sign, compare_containers, pages_of
from synth.dedupe.titles import main_key, plain, title_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Person, Record

_FILLED = (
    "authors",
    "year",
    "container",
    "volume",
    "issue",
    "pages",
    "publisher",
    "doi",
    "url",
    "abstract",
    "keywords",
)
_LONGEST = 300  # characters of a field that are compared
_TAKEN_AS_IS = ("volume", "issue", "publisher", "doi", "url", "translated_title")


def content_order(record: Record) -> tuple[Any, ...]:
    """Sort fuller records first, and equally full ones by what they say."""
    filled = sum(bool(getattr(record, name)) for name in _FILLED)
    names = tuple((person.family, person.given, person.literal) for person in record.authors)
    fields = (record.title, names, str(record.year), record.container, record.volume, record.issue, record.pages)
    return (-filled, title_key(record.title), *fields, record.doi, record.abstract, record.raw, record.id)


def merged(work: Sequence[Record]) -> Record:
    """Return the first record of a work with each field from the record that says most.

    Parameters
    ----------
    work
        The records of one work, fullest first.
    """
    kept = work[0]
    if len(work) == 1:
        return kept
    people = max(work, key=lambda record: _fullness(record.authors))
    fuller: dict[str, Any] = {
        name: next(filter(None, (getattr(record, name) for record in work)), getattr(kept, name))
        for name in _TAKEN_AS_IS
    }
    fuller |= {
        "title": _title(work),
        "authors": people.authors,
        "more_authors": people.more_authors,
        "container": _container(work),
        "year": _year(work),
        "pages": max((record.pages for record in work), key=_both_ends),
        "type": next((record.type for record in work if record.type != "document"), kept.type),
        "abstract": max((record.abstract for record in work), key=len),
        "keywords": max((record.keywords for record in work), key=len),
    }
    return replace(kept, **fuller)


def _fullness(people: Sequence[Person]) -> tuple[int, int, int]:
    """Return how much an author list says: how many it names, with how many full given names, in how many letters."""
    given = [person.given.replace(".", "") for person in people]
    full = sum(any(len(word) > 2 and not word.isupper() for word in name.split()) for name in given)  # noqa: PLR2004 - two letters are initials
    return len(people), full, sum(len(person.family) + len(person.given) + len(person.literal) for person in people)


def _year(work: Sequence[Record]) -> int | None:
    """Return the year of the first record that also says where the work was printed, else the first year."""
    printed = [record.year for record in work if record.year and (record.volume or record.pages)]
    return next(iter(printed), None) or next((record.year for record in work if record.year), None)


def _both_ends(pages: str) -> tuple[bool, bool]:
    """Tell pages with both ends, then those with any."""
    return pages_of(pages[:_LONGEST]).last > 0, bool(pages)


def _title(work: Sequence[Record]) -> str:
    """Return the first title that is not in capitals, with its subtitle where another record gives one."""
    titles = [record.title for record in work]
    title = next((title for title in titles if not title.isupper()), titles[0])
    key = title_key(title)
    return next((longer for longer in titles if main_key(plain(longer)) == key and not longer.isupper()), title)


def _container(work: Sequence[Record]) -> str:
    """Return the fullest of the names that agree with the first record's, one not in capitals where there is one."""
    names = [record.container for record in work if record.container]
    if not names:
        return ""
    agreeing = [name for name in names if compare_containers(names[0][:_LONGEST], name[:_LONGEST]) is Sign.AGREE]
    return max(agreeing or names[:1], key=lambda name: (len(title_key(name)), not name.isupper()))
