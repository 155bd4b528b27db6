"""From a JSON object, whatever its service calls things, to the fields of an entry."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from synth.readers.exports.columns import fields_by_name, fold
from synth.readers.exports.jsonpeople import authors_of
from synth.readers.exports.kinds import csl_type
from synth.readers.exports.markup import plain, plain_abstract
from synth.readers.fields import CSL_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from synth.datatypes import Person
    from synth.readers.fields import Fields

_NOTES = frozenset(("note", "attachment", "annotation"))
# Objects within an entry that say something of it, and the field that their own name or title is.
_NESTED = {
    "biblio": "",
    "journal": "container",
    "journalinfo": "",
    "container": "container",
    "source": "container",
    "hostvenue": "container",
    "publicationvenue": "container",
    "venue": "container",
    "externalids": "",
    "ids": "",
    "bibjson": "",
}
_NAME_KEYS = (
    "display_name",
    "title",
    "name",
    "value",
    "$",
    "text",
    "content",
    "#text",
    "keyword",
    "tag",
    "term",
    "subject",
)
_DATES = ("issued", "published", "published-print", "published-online", "date", "created")
_MAX_WORDS = 200_000
_OPENALEX = re.compile(r"https?://openalex\.org/([A-Z]\d+)")
_PARTS = frozenset(("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"))
_WHOLE = frozenset(("book", "thesis", "report", "dataset", "article", "software", "standard", "patent"))


def is_entry(item: Mapping[str, Any]) -> bool:
    """Whether an object looks like an entry: it has a title or an abstract.

    Parameters
    ----------
    item
        The object.
    """
    return any(
        fold(key.rpartition(":")[2])
        in ("title", "titles", "articletitle", "abstract", "itemtype", "displayname", "题名", "标题", "篇名")
        and isinstance(value, str | list)
        for key, value in item.items()
    )


def is_note(item: Mapping[str, Any]) -> bool:
    """Whether an object is a note or an attachment of Zotero's.

    Parameters
    ----------
    item
        The object.
    """
    return str(item.get("itemType")) in _NOTES


def dialect_of(item: Mapping[str, Any]) -> str:
    """Return what people call the kind of JSON that an entry is in; empty where it is of no known kind.

    Parameters
    ----------
    item
        The entry.
    """
    if "itemType" in item:
        return "Zotero JSON"
    if {"authorships", "abstract_inverted_index", "primary_location"} & set(item):
        return "OpenAlex JSON"
    if {"paperId", "externalIds"} & set(item):
        return "Semantic Scholar JSON"
    if isinstance(item.get("container-title"), list) or isinstance(item.get("title"), list):
        return "Crossref JSON"
    csl = isinstance(item.get("issued"), dict) or "container-title" in item
    return "CSL-JSON" if csl or ("type" in item and isinstance(item.get("author"), list)) else ""


def fields_of(item: Mapping[str, Any]) -> Fields:
    """Return what an object says, by field.

    Parameters
    ----------
    item
        The object.
    """
    dialect = dialect_of(item)
    fields: dict[str, Sequence[str | Person]] = {
        field: list(_texts(value for _, value in values)) for field, values in _said(item).items()
    }
    titles = [plain(title) for title in _titles(item, fields)]
    fields["title"] = titles[:1]
    translated = [
        *fields.get("translated_title", ()),
        *_multilingual(item),
        *(titles[1:] if isinstance(item.get("title"), dict) else ()),
    ]
    fields["translated_title"] = [text for text in map(plain, map(str, translated)) if text not in titles[:1]]
    fields["abstract"] = [plain_abstract(text) for text in (*map(str, fields.get("abstract", ())), *_rebuilt(item))]
    fields["authors"] = list(authors_of(item))
    fields["year"] = list(_dates(item, fields.get("year", ())))
    fields["type"] = [_type(item, dialect)]
    fields["keywords"] = [f"{word};" for word in _words(item)] or fields.get("keywords", ())
    fields["doi"] = [*fields.get("doi", ()), *_identifiers(item)]
    fields["id"] = [_OPENALEX.sub(r"\1", str(text)) for text in fields.get("id", ())]
    if dialect in ("CSL-JSON", "Crossref JSON") and not item.get("issue"):
        fields.pop("issue", None)  # CSL's number is that of a report
    if dialect == "Crossref JSON" and fields["type"][0] in _PARTS:  # a series, and then the book in it
        fields["container"] = list(_texts([item.get("container-title")]))[-1:] or fields.get("container", ())
    if dialect == "OpenAlex JSON":
        _place(item, fields)
    return fields


def _said(item: Mapping[str, Any], into: str = "") -> dict[str, list[tuple[int, Any]]]:
    """Return the values of an object by field, the best first, with those of the objects within it."""
    names = fields_by_name()
    found: dict[str, list[tuple[int, Any]]] = {}
    for key, value in item.items():
        name = fold(key.rpartition(":")[2])
        if into and name in ("displayname", "name", "title"):
            found.setdefault(into, []).append((0, value))
        elif into and name in ("id", "type", "url", "publisher", "displayname"):
            continue
        elif name in _NESTED and isinstance(value, dict):
            for field, values in _said(value, _NESTED[name] or "-").items():
                found.setdefault(field, []).extend((100 + rank, inner) for rank, inner in values)
        elif name in names and (len(name) > 2 or name == "id" or not name.isascii()):  # noqa: PLR2004 - shorter ones are tags
            field, rank = names[name]
            found.setdefault(field, []).append((rank, value))
    for values in found.values():
        values.sort(key=lambda pair: pair[0])
    return found


def _texts(values: Iterable[object]) -> Iterator[str]:
    """Yield each value that is text or a number, and what lists and objects of them say."""
    for value in values:
        if isinstance(value, list):
            yield from _texts(value)
        elif isinstance(value, dict):
            yield from _texts([next((value[key] for key in _NAME_KEYS if isinstance(value.get(key), str)), None)])
        elif isinstance(value, float):
            if math.isfinite(value):
                yield str(int(value)) if value.is_integer() else str(value)
        elif isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            yield str(value)


def _titles(item: Mapping[str, Any], fields: Mapping[str, Sequence[str | Person]]) -> list[str]:
    """Return the title, with Crossref's subtitle; the titles of an object with one for each language."""
    title = item.get("title")
    if isinstance(title, dict) and not any(key in title for key in _NAME_KEYS):
        return list(_texts(title.values()))
    found = (
        [*_texts([item.get("titles")]), *map(str, fields.get("title", ()))]
        if "titles" in item
        else list(map(str, fields.get("title", ())))
    )
    subtitle = next(_texts([item.get("subtitle")]), "")
    if found and subtitle and subtitle.casefold() not in found[0].casefold():
        found[0] = f"{found[0].rstrip(':')}: {subtitle}"
    return found


def _multilingual(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the title in other languages, as Juris-M has it."""
    keys = item.get("multi")
    titles = keys.get("_keys", {}) if isinstance(keys, dict) else {}
    yield from _texts(
        titles.get("title", {}).values() if isinstance(titles, dict) and isinstance(titles.get("title"), dict) else ()
    )


def _rebuilt(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the abstract that OpenAlex gives as the places of its words, or DataCite as descriptions."""
    index = item.get("abstract_inverted_index")
    if isinstance(index, dict):
        places = [
            (place, str(word))
            for word, at in index.items()
            if isinstance(at, list)
            for place in at[:_MAX_WORDS]
            if isinstance(place, int)
        ]
        yield " ".join(word for _, word in sorted(places))
    descriptions = item.get("descriptions")
    for one in descriptions if isinstance(descriptions, list) else ():
        if isinstance(one, dict) and str(one.get("descriptionType", "Abstract")) == "Abstract":
            yield from _texts([one.get("description")])


def _dates(item: Mapping[str, Any], others: Iterable[str | Person]) -> Iterator[str]:
    """Yield every date, the likeliest first: CSL's, then years, then other dates."""
    values = [item.get(key) for key in _DATES]
    yield from (text for value in values[:4] if isinstance(value, dict) for text in _date(value))
    yield from map(str, others)
    yield from (text for value in values if not isinstance(value, dict) for text in _texts([value]))
    yield from (text for value in values[4:] if isinstance(value, dict) for text in _date(value))


def _date(value: Mapping[str, Any]) -> Iterator[str]:
    parts = value.get("date-parts")
    while isinstance(parts, list) and parts:
        parts = parts[0]
    yield from _texts([parts, *(value.get(key) for key in ("raw", "literal", "year", "start", "date-time"))])


def _type(item: Mapping[str, Any], dialect: str) -> str:
    """Return the CSL type; what is said in CSL's words stays."""
    said = [
        text
        for key in ("itemType", "type", "type_crossref", "publicationTypes", "documentType")
        for text in _texts([item.get(key)])
    ]
    if dialect == "OpenAlex JSON":
        source = _source(item)
        if source.get("type") == "conference" and said[:1] in (["article"], ["review"]):
            return "paper-conference"
        if said[:1] == ["article"] and item.get("type_crossref") == "posted-content":
            return "article"
    elif said and said[0] in CSL_TYPES:
        return said[0]
    return next((kind for kind in map(csl_type, said) if kind), "")


def _words(item: Mapping[str, Any]) -> list[str]:
    """Return keywords that are given as a list."""
    values = next((item[key] for key in ("keywords", "keyword", "tags", "subject", "subjects") if item.get(key)), None)
    return list(_texts(values)) if isinstance(values, list) else []


def _identifiers(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the DOIs of a list of identifiers of several kinds."""
    for key in ("external_ids", "articleids", "identifiers", "identifier"):
        values = item.get(key)
        for one in values if isinstance(values, list) else ():
            if isinstance(one, dict) and "doi" in map(str.lower, map(str, (one.get("type"), one.get("idtype")))):
                yield from _texts([one.get("value"), one.get("id")])


def _source(item: Mapping[str, Any]) -> Mapping[str, Any]:
    location = item.get("primary_location")
    source = location.get("source") if isinstance(location, dict) else None
    return source if isinstance(source, dict) else {}


def _place(item: Mapping[str, Any], fields: dict[str, Sequence[str | Person]]) -> None:
    """Say where a work of OpenAlex appeared: a repository holds works but does not publish them in itself."""
    source = _source(item)
    name, host = list(_texts([source.get("display_name")])), list(_texts([source.get("host_organization_name")]))
    if source.get("type") == "repository":
        fields["publisher"] = name
    elif fields["type"] and fields["type"][0] in _WHOLE:
        fields["publisher"] = host or name
    else:
        fields["container"] = name or fields.get("container", ())
        fields["publisher"] = host
