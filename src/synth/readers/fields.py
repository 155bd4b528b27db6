"""From the fields of an export to a record: one place for names, years, pages, identifiers and keywords.

Every export says the same things under other names. A reader translates its own names into those below and leaves all
values as they are written; what they mean is decided here, the same way for every format.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from synth.datatypes import LanguageCode, Person, Record
from synth.readers.freetext.locators import YEAR, bare_doi
from synth.readers.names import family_capitals, joined_han_name, person, spaced_han_names
from synth.readers.text import HAN, field, has_entity, language_of, tidy, unescaped

if TYPE_CHECKING:
    from synth.datatypes import Origin

Fields = Mapping[str, Sequence[str | Person]]
"""The values of an entry by field, as written; a field may have several, of which single-valued ones use the first
that is not blank.

``id``, ``title``, ``translated_title``, ``authors`` (each value one name, or several between semicolons or "and"; or
a :class:`Person` where the source tells family from given name), ``year`` (any date), ``container``, ``volume``,
``issue``, ``pages``, ``first_page``, ``last_page``, ``publisher``, ``doi``, ``url``, ``type`` (a CSL type),
``abstract``, ``keywords`` (each value one, or several between semicolons or line ends; between commas where there is
but one value), ``language``. The year is that of the first date that has one.
"""

CSL_TYPES = frozenset(
    [
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
    ]
)
_OPENING = 80
_LONGEST_DOI = 400
_CORPORATE = re.compile(
    r"\b(?:of|for|and|the)\b|&|\b(?:organi[sz]ation|universit(?:y|é|ät|à)|committee|group|society|association|institute"
    r"|ministry|department|council|commission|agency|world bank|consortium|collaboration|network|foundation"
    r"|team|centre|center|federation|union|academy|college|office|inc|ltd|gmbh|corporation|collaborators|investigators)\b",
    re.IGNORECASE,
)
_ENDS_IN_INITIALS = re.compile(r"\s(?:[^\W\d_a-z]\.?-?){1,4}\s*$")
_SEMICOLON, _LINE_END, _COMMA = (re.compile(mark) for mark in ("[;；]", "\n", "[,，、]"))
_UNUSUAL = re.compile(r"[^ -~\n]|[$<*;]|  |- ")  # what cleaning may change, or may part two keywords
_YEAR = re.compile(rf"{YEAR}|\b(?:1[5-9]|20)\d\d(?=(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\b)")  # or 20200131
_HAN = re.compile(f"[{HAN}]")
_LATIN_SMALL = re.compile(r"[^\W\d_A-ZÀ-Þ" + HAN + "]")
# What databases write where there is no abstract, and behind one.
_NO_ABSTRACT = re.compile(
    r"[\[(]?(?:(?:there is )?no abstract(?: (?:is |was )?(?:available|provided|supplied|given|present))?"
    r"|abstract (?:is |was )?not (?:available|provided|supplied)|n/?a|null|none|[-–—.]{1,3}"
    r"|(?:暂?无|没有)(?:中文)?摘要|无)"
    r"\s?[\])]?[.。]?[\])]?",
    re.IGNORECASE,
)
_LONGEST_PLACEHOLDER = 60
_ABSTRACT_FROM = re.compile(r"\s*\[ABSTRACT FROM [A-Z ]{3,40}\](?:\s*Copyright of .{1,2000})?$")
_OTHERS = re.compile(r"(?:et\.? al\.?|and others|others|等人?)[.,;]?", re.IGNORECASE)


class NotARecordError(ValueError):
    """An entry that gives no record; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A record without its number, and what is doubtful about it."""

    record: Record
    doubts: tuple[str, ...] = ()


def build_record(fields: Fields, *, origin: Origin, raw: str) -> Built:
    """Return the record that the fields of an entry describe.

    Parameters
    ----------
    fields
        The values by field; see :data:`Fields`.
    origin
        Where the entry stood.
    raw
        Its text as it stands there.

    Raises
    ------
    NotARecordError
        If there is neither a title nor an abstract.
    """
    if has_entity(raw) or "\\u0026" in raw:  # most entries hold no reference to a character
        fields = {name: [_unescaped(value) for value in values] for name, values in fields.items()}
    abstract = _abstract(_first(fields, "abstract"))
    title = _first(fields, "title")
    doubts = () if title else ("has no title; the beginning of its abstract stands for one",)
    title = title or _opening(abstract)
    if not title:
        raise NotARecordError("has neither title nor abstract")
    people = _people(fields.get("authors", ()))
    authors = tuple(one for one in people if not _OTHERS.fullmatch(one.literal))
    record = Record(
        id=_first(fields, "id"),
        number=0,
        title=title,
        translated_title=_first(fields, "translated_title"),
        origin=origin,
        raw=raw,
        authors=authors,
        more_authors=len(authors) < len(people),
        year=_year(fields.get("year", ())),
        container=_first(fields, "container"),
        volume=_first(fields, "volume"),
        issue=_first(fields, "issue"),
        pages=_pages(fields),
        publisher=_first(fields, "publisher"),
        doi=bare_doi(_first(fields, "doi")[:_LONGEST_DOI]),
        url=_first(fields, "url"),
        type=_first(fields, "type") or "article-journal",
        abstract=abstract,
        keywords=_keywords(fields.get("keywords", ())),
        language=_language(_first(fields, "language"), title),
    )
    return Built(record=record, doubts=doubts)


def _unescaped(value: str | Person) -> str | Person:
    if isinstance(value, str):
        return unescaped(value)
    return Person(family=unescaped(value.family), given=unescaped(value.given), literal=unescaped(value.literal))


def _abstract(text: str) -> str:
    """Return an abstract without what a database writes in place of one, or behind one."""
    if len(text) <= _LONGEST_PLACEHOLDER and _NO_ABSTRACT.fullmatch(text):
        return ""
    return _ABSTRACT_FROM.sub("", text) if "[ABSTRACT FROM " in text else text


def _first(fields: Fields, name: str) -> str:
    """Return the first value of a field that is not blank, on one line."""
    for value in fields.get(name, ()):
        if text := tidy(str(value)):
            return text
    return ""


def _opening(abstract: str) -> str:
    """Return the beginning of an abstract, which stands for a title that is not there."""
    if len(abstract) <= _OPENING:
        return abstract
    cut = abstract[:_OPENING]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _people(values: Sequence[str | Person]) -> tuple[Person, ...]:
    """Return the authors that the values name."""
    names: list[str | Person] = []
    for value in values:
        names += [value] if isinstance(value, Person) else names_in(value, alone=len(values) == 1)
    return people_of([name for name in names if isinstance(name, Person) or name.strip(" ,;.，；")])


def people_of(names: Sequence[str | Person]) -> tuple[Person, ...]:
    """Return the persons and bodies of a list of single names, in which one name may tell how to read another.

    Parameters
    ----------
    names
        Each the name of one author, as written.
    """
    written = iter(family_capitals([name for name in names if isinstance(name, str)]))
    return tuple(name if isinstance(name, Person) else one_person(next(written)) for name in names)


@lru_cache(maxsize=1 << 14)
def one_person(name: str) -> Person:
    """Return a single name as a person; a name of a body such as a ministry stays whole.

    So does one with nothing behind its comma: EndNote and its kin write bodies so.

    Parameters
    ----------
    name
        The name of one author.
    """
    family, comma, given = name.partition(",")
    if family.strip() and comma and not given.strip() and not _ENDS_IN_INITIALS.search(family):
        return Person(literal=tidy(family))
    whole = _OTHERS.fullmatch(name) or (not comma and _CORPORATE.search(name))
    return Person(literal=tidy(name)) if whole else person(name)


def names_in(value: str, *, alone: bool) -> list[str]:
    """Split a value at what can only stand between names.

    Parameters
    ----------
    value
        One name, or several between semicolons, "and", or commas; Chinese ones also between spaces.
    alone
        Whether it is the only value; one of several with a single comma is one name.
    """
    if re.search(r"[;；]|\sand\s", value):
        return re.split(r"\s*[;；]\s*|\s+and\s+", value)
    if value.isascii() and "," not in value:
        return [value]
    pieces = [piece.strip() for piece in re.split(r"[,，、]", value) if piece.strip()]
    one = len(pieces) < 2 or (len(pieces) == 2 and (not alone or joined_han_name(value, alone=True)))  # noqa: PLR2004 - family and given name
    apart = not one and all(" " in piece or _HAN.match(piece) for piece in pieces)
    return pieces if apart else spaced_han_names(value) or [value]


def _year(values: Sequence[str | Person]) -> int | None:
    """Return the year of the first date that has one."""
    matches = (_YEAR.search(str(value)[:200]) for value in values)
    return next((int(match[0]) for match in matches if match), None)


def _pages(fields: Fields) -> str:
    """Return the pages, put together where a format gives first and last apart."""
    first, last = _first(fields, "first_page"), _first(fields, "last_page")
    if whole := _first(fields, "pages"):
        return whole
    return f"{first}-{last}" if first and last and first != last and "-" not in first else first or last


def _keywords(values: Sequence[str | Person]) -> tuple[str, ...]:
    """Return the keywords, each once; commas part them only where all stand in one value."""
    texts = [str(value) for value in values]
    together = "\n".join(texts)
    if len(texts) > 1 and together.count("\n") == len(texts) - 1 and not _UNUSUAL.search(together):
        return tuple(dict.fromkeys(filter(None, (text.strip(" ,") for text in texts))))
    separators = (_SEMICOLON, _LINE_END, _COMMA) if len(texts) == 1 else (_SEMICOLON, _LINE_END)
    if len(texts) == 1 and _HAN.match(together) and not any(one.search(together) for one in separators):
        pieces = together.split()  # Chinese words have no spaces between them; a Latin word may be part of one
        texts = pieces if not any(map(_LATIN_SMALL.search, pieces)) and _HAN.match(pieces[-1]) else texts
    words: list[str] = []
    for text in texts:
        separator = next((one for one in separators if one.search(text)), None)
        words += map(field, separator.split(text)) if separator else [field(text)]
    return tuple(dict.fromkeys(filter(None, words)))


def _language(stated: str, title: str) -> LanguageCode:
    """Return the language the entry states if it is one of ours, else the title's."""
    stated = stated.lower()
    if stated.startswith(("zh", "chi", "cn", "中文")):
        return "zh"
    return "en" if stated.startswith(("en", "英文", "ja", "jp", "日")) else language_of(title)
