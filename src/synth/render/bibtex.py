"""BibTeX that BibLaTeX reads as well, in UTF-8."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.citations.fields import bare_doi
from synth.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from synth.datatypes import Person, Record

_ENTRY_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "thesis",
}
# The field that holds what a record calls its container, and its publisher, where it isn't the usual one.
_CONTAINER = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle", "book": "booktitle"}
_PUBLISHER = {"techreport": "institution", "thesis": "institution"}
# A brace behind a backslash still counts for BibTeX's own reader, so braces are spelled out.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    # Two of these in a row would be a dash or a quotation mark.
    "-": "-{}",
    "`": "`{}",
    "'": "'{}",
}
_SPECIAL = re.compile(r"[\\{}~^&%$#_]|-(?=-)|`(?=`)|'(?=')")
# XeTeX ends with a fault of memory on a word of a thousand letters, unless it may be hyphenated.
_ENDLESS = re.compile(r"\S{400}(?=\S{200})")
_NOT_IN_ADDRESS = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"}
_PLAIN_TYPES = {kind: csl_type for csl_type, kind in reversed(_ENTRY_TYPES.items())} | {"misc": "document"}
# BibLaTeX's own words; any other type is named as CSL names it.
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_RANGE = re.compile(r"(?<=\w)–(?=\w)")
_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
_KEY_SIGNS = "A-Za-z0-9_:.+/-"
_HAN = re.compile(r"[\u3400-\u9fff]")
_LANGUAGES = {"en": "english", "zh": "chinese"}


def render_bibtex(records: Iterable[Record]) -> str:
    """Return records as a BibTeX file.

    Parameters
    ----------
    records
        The records, in the order they shall stand in. A key is the record's id without the characters that BibTeX
        forbids in one, made unique regardless of case.
    """
    entries = list(records)
    return "\n".join(map(_entry, entries, bibtex_keys(entries)))


def bibtex_keys(records: Iterable[Record]) -> list[str]:
    """Return the key of each record, as :func:`render_bibtex` gives it to records in this order.

    Parameters
    ----------
    records
        The records.
    """
    taken: set[str] = set()
    return [_key(record, taken) for record in records]


def _key(record: Record, taken: set[str]) -> str:
    base = re.sub(rf"[^{_KEY_SIGNS}]+", "-", record.id).strip("-") or f"record{record.number}"
    key, again = base, 1
    while key.lower() in taken:
        again += 1
        key = f"{base}-{again}"
    taken.add(key.lower())
    return key


def _escape(text: str) -> str:
    parts = _ENDLESS.sub(r"\g<0>\0", clean(text).strip()).split("\0")
    return r"\-".join(_SPECIAL.sub(lambda match: _ESCAPES[match.group()], part) for part in parts)


def _title(title: str) -> str:
    """Return a title with the words in braces whose capitals must stay."""
    words = clean(title).split()
    return " ".join(
        f"{{{_escape(word)}}}" if any(letter.isupper() for letter in word[1:]) else _escape(word) for word in words
    )


def _name(person: Person) -> str:
    if not person.family:
        return f"{{{_escape(person.literal or person.given)}}}"
    family, given = _escape(person.family), _escape(person.given)
    # A comma, a semicolon or the word "and" inside a name would divide it; a Chinese family name would be a whole one.
    divides = re.compile(r"[,;，；、]|\band\b", re.IGNORECASE)
    family = f"{{{family}}}" if divides.search(family) or _HAN.search(family) else family
    return f"{family}, {{{given}}}" if divides.search(given) else f"{family}, {given}".rstrip(" ")


def _address(text: str) -> str:
    """Return an address, which BibLaTeX takes letter by letter: nothing but braces and backslashes is changed."""
    return "".join(_NOT_IN_ADDRESS.get(character, character) for character in clean(text).strip())


def _fields(record: Record, entry_type: str) -> Iterator[tuple[str, str]]:
    names = [_name(person) for person in record.authors if person.short or person.given]
    yield "author", " and ".join([*names, *(["others"] if record.more_authors else [])])
    yield "title", _title(record.title)
    yield "titletranslation", _title(record.translated_title)
    yield _CONTAINER.get(entry_type, "howpublished"), _escape(record.container)
    yield "year", str(record.year) if record.year is not None else ""
    yield "volume", _escape(record.volume)
    yield "number", _escape(_BRACKETED.sub(r"\1", record.issue) if _BRACKETED.fullmatch(record.issue) else record.issue)
    yield "pages", _RANGE.sub("--", _escape(record.pages))
    yield _PUBLISHER.get(entry_type, "publisher"), _escape(record.publisher)
    yield "type", "Thesis" if entry_type == "thesis" else ""
    yield "doi", _address(bare_doi(record.doi))
    yield "url", _address(record.url)
    yield "keywords", _keywords(record.keywords)
    yield "abstract", _escape(record.abstract)
    yield "langid", _LANGUAGES[record.language]
    if _PLAIN_TYPES.get(entry_type) != record.type:
        yield "entrysubtype", _SUBTYPES.get(record.type, record.type)


def _keywords(keywords: Sequence[str]) -> str:
    """Return keywords between commas, or between semicolons where one holds a comma."""
    if any(re.search("[,，、]", keyword) for keyword in keywords):
        return "; ".join(map(_escape, keywords)) + (";" if len(keywords) == 1 else "")
    return ", ".join(map(_escape, keywords))


def _entry(record: Record, key: str) -> str:
    entry_type = _ENTRY_TYPES.get(record.type, "misc")
    own_id = [] if key == record.id else [("recordid", _escape(record.id))]
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in (*_fields(record, entry_type), *own_id) if value)
    return f"@{entry_type}{{{key},\n{fields}}}\n"
