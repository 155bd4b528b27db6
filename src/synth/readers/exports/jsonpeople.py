"""The authors that a JSON object names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from synth.datatypes import Person
from synth.readers.exports.people import author_names
from synth.readers.names import person
from synth.readers.text import language_of, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KEYS = (
    "authors_parsed",
    "authors",
    "author",
    "authorships",
    "creators",
    "creator",
    "dc:creator",
    "contributors",
    "authorList",
    "authorString",
    "author_names",
    "作者",
)
_FAMILY = ("family", "lastName", "last", "last_name", "familyName", "surname", "LastName")
_GIVEN = ("given", "firstName", "first", "first_name", "givenName", "forename", "ForeName", "initials")
_WHOLE = ("name", "display_name", "full_name", "fullName", "collectiveName", "raw_author_name", "text", "$", "authname")
_HOMONYM = re.compile(r"\s\d{4}$")  # the number by which dblp tells namesakes apart
_EDITORS = frozenset(
    ("editor", "seriesEditor", "translator", "reviewedAuthor", "bookAuthor", "container-author", "recipient")
)


def authors_of(item: Mapping[str, Any]) -> Iterator[str | Person]:
    """Yield the authors of an entry, given as one text, as names or as objects.

    Parameters
    ----------
    item
        The entry.
    """
    values = (item[key] for key in _KEYS if item.get(key))
    yield from next((found for value in values if (found := list(_people(value)))), [])
    if item.get("more_authors") is True:
        yield Person(literal="et al.")


def _people(value: object) -> Iterator[str | Person]:
    if isinstance(value, str):
        yield from author_names(value)
    elif isinstance(value, dict):
        inner = next((value[key] for key in ("author", "authors", "name") if isinstance(value.get(key), list)), None)
        yield from _people(inner if inner is not None else [value])
    elif isinstance(value, list | tuple):
        for one in value:
            if isinstance(one, str):
                yield one
            elif isinstance(one, list):
                yield from _parsed(one)
            elif isinstance(one, dict) and _is_author(one) and (found := _author(one)):
                yield found


def _parsed(parts: list[Any]) -> Iterator[Person]:
    """Yield the author that is given as a list of family name, given name and suffix."""
    texts = [tidy(part) for part in parts if isinstance(part, str)]
    if texts and texts[0]:
        given = " ".join(filter(None, texts[1:]))
        yield Person(family=texts[0], given=given) if given else Person(literal=texts[0])


def _is_author(item: Mapping[str, Any]) -> bool:
    role = item.get("creatorType") or item.get("role")
    return not isinstance(role, str) or role not in _EDITORS


def _author(item: Mapping[str, Any]) -> Person | None:
    """Return the author that an object describes, with the particles of CSL."""
    inner = item.get("author")
    if isinstance(inner, dict):
        item = {**item, **inner}
    family, given = _text(item, *_FAMILY), _text(item, *_GIVEN)
    family = " ".join(filter(None, (_text(item, "non-dropping-particle"), family)))
    given = " ".join(filter(None, (given, _text(item, "dropping-particle"), _text(item, "suffix"))))
    if family:
        return Person(literal=family + given) if language_of(family) == "zh" else Person(family=family, given=given)
    if literal := _text(item, "literal"):
        return Person(literal=literal)
    whole = _HOMONYM.sub("", _text(item, *_WHOLE))
    if "sequence" in item:  # Crossref gives a name as a whole to organisations alone
        return Person(literal=whole) if whole else None
    return person(whole) if whole else Person(literal=given) if given else None


def _text(item: Mapping[str, Any], *names: str) -> str:
    return next((text for name in names if isinstance(value := item.get(name), str) and (text := tidy(value))), "")
