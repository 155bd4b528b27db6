"""From a record in the XML of publishers, libraries and repositories to the fields of an entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.datatypes import Person, Record
from synth.errors import DataError
from synth.readers import freetext
from synth.readers.exports.kinds import csl_type
from synth.readers.exports.xmlfields import named, text_of, texts
from synth.readers.names import person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from synth.readers.fields import Fields

_JATS_TYPES = {"confproc": "paper-conference", "web": "webpage", "website": "webpage", "other": ""}
_DOI = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/|^)\s*10\.\d{4,}", re.IGNORECASE)


def jats_fields(ref: etree._Element) -> Fields:
    """Return what a reference of an article in JATS says, by field.

    A citation of which no part is marked is read as free text.

    Parameters
    ----------
    ref
        The ``ref`` element.
    """
    paths = ("element-citation", "mixed-citation", "nlm-citation", "citation")
    cited = next((found for path in paths for found in ref.iterfind(f".//{path}")), ref)
    own = texts(cited, ".//article-title", ".//chapter-title", ".//part-title", ".//data-title")
    source = texts(cited, ".//source", ".//conf-name")
    if not (own or source):
        return _free_text(text_of(cited))
    kind = cited.get("publication-type") or cited.get("citation-type") or ""
    return {
        "title": own or source,
        "translated_title": texts(cited, ".//trans-title"),
        "authors": list(_jats_authors(cited)),
        "year": texts(cited, ".//year", ".//date"),
        "container": source if own else [],
        "volume": texts(cited, ".//volume"),
        "issue": texts(cited, ".//issue"),
        "first_page": texts(cited, ".//fpage", ".//elocation-id", ".//page-range"),
        "last_page": texts(cited, ".//lpage"),
        "publisher": texts(cited, ".//publisher-name", ".//institution"),
        "doi": texts(cited, ".//pub-id[@pub-id-type='doi']"),
        "url": [url for url in texts(cited, ".//ext-link", ".//uri") if "://" in url],
        "type": [_JATS_TYPES.get(kind, csl_type(kind))],
    }


def _free_text(citation: str) -> Fields:
    """Return the fields of a citation that has no marked parts."""
    try:
        found = freetext.read(f"References\n[1] {citation}", "").items
    except DataError:
        return {"title": [citation]}
    record = found[0] if found else None
    if len(found) != 1 or not isinstance(record, Record):
        return {"title": [citation]}
    names = ("title", "translated_title", "container", "volume", "issue", "pages", "publisher", "doi", "url", "type")
    fields: dict[str, Sequence[str | Person]] = {name: [getattr(record, name)] for name in names}
    others = [Person(literal="et al.")] if record.more_authors else []
    return {**fields, "authors": [*record.authors, *others], "year": [str(record.year or "")]}


def _jats_authors(cited: etree._Element) -> Iterator[Person]:
    groups = [one for one in cited.iterfind(".//person-group") if one.get("person-group-type", "author") == "author"]
    for place in groups[:1] or [cited]:
        for one in place.iter("name", "string-name", "collab", "etal"):
            if not groups and any(parent.tag == "person-group" for parent in one.iterancestors()):
                continue
            if one.tag == "etal":
                yield Person(literal="et al.")
            elif one.tag == "collab":
                yield Person(literal=text_of(one))
            elif someone := named(*((texts(one, path) or [""])[0] for path in ("surname", "given-names", "suffix"))):
                yield someone
            elif text_of(one):
                yield person(text_of(one))


def mods_fields(mods: etree._Element) -> Fields:
    """Return what a record in MODS says, by field.

    Parameters
    ----------
    mods
        The ``mods`` element.
    """
    host = next((one for one in mods.iterfind("relatedItem") if one.get("type") == "host"), None)
    inside = [] if host is None else [_mods_title(one) for one in host.iterfind("titleInfo")]
    infos = list(mods.iterfind("titleInfo"))
    parts = [one for place in (host, mods) if place is not None for one in place.iterfind("part")]
    pages = [one for part in parts for one in part.iterfind("extent")]
    kinds = map(csl_type, texts(mods, "genre", "relatedItem/genre"))
    return {
        "title": [_mods_title(one) for one in infos if not one.get("type")],
        "translated_title": [_mods_title(one) for one in infos if one.get("type") == "translated"],
        "authors": list(_mods_authors(mods.iterfind("name"))),
        "year": texts(
            mods, "originInfo/dateIssued", ".//dateIssued", ".//copyrightDate", ".//part/date", ".//dateCreated"
        ),
        "container": inside,
        "volume": [text for part in parts for text in texts(part, "detail[@type='volume']/number")],
        "issue": [
            text
            for part in parts
            for kind in ("issue", "number")
            for text in texts(part, f"detail[@type='{kind}']/number")
        ],
        "first_page": [text for one in pages for text in texts(one, "start", "list")],
        "last_page": [text for one in pages for text in texts(one, "end")],
        "publisher": texts(mods, ".//originInfo/publisher"),
        "doi": texts(mods, "identifier[@type='doi']"),
        "url": texts(mods, "location/url", "identifier[@type='uri']"),
        "type": [next((kind for kind in kinds if kind), "chapter" if inside and not parts else "")],
        "abstract": texts(mods, "abstract"),
        "keywords": [f"{word};" for word in texts(mods, "subject/topic")],
        "language": texts(mods, "language/languageTerm"),
    }


def _mods_title(info: etree._Element) -> str:
    start = " ".join(texts(info, "nonSort", "title"))
    return ": ".join([start, *texts(info, "subTitle")])


def _mods_authors(names: Iterable[etree._Element]) -> Iterator[Person]:
    for name in names:
        roles = [role.lower() for role in texts(name, "role/roleTerm")]
        if roles and not {"author", "aut", "creator", "cre"} & set(roles):
            continue
        family, given = ((" ".join(texts(name, f"namePart[@type='{part}']"))) for part in ("family", "given"))
        whole = " ".join(texts(name, "namePart"))
        if name.get("type") == "corporate":
            yield Person(literal=whole)
        elif someone := named(family, given):
            yield someone
        elif whole:
            yield person(whole)


def atom_fields(entry: etree._Element) -> Fields:
    """Return what an entry of an Atom feed, such as arXiv's, says, by field.

    Parameters
    ----------
    entry
        The ``entry`` element.
    """
    journal = texts(entry, "journal_ref")
    return {
        "title": texts(entry, "title"),
        "authors": [person(name) for name in texts(entry, "author/name")],
        "year": texts(entry, "published", "issued", "updated"),
        "container": [re.split(r"[\s,]+(?:vol\.?\s*)?\d", text, maxsplit=1)[0] for text in journal],
        "doi": texts(entry, "doi"),
        "url": texts(entry, "id"),
        "type": ["article-journal" if journal else "article"],
        "abstract": texts(entry, "summary", "content"),
    }


def dublin_core_fields(item: etree._Element) -> Fields:
    """Return what a record in Dublin Core says, by field.

    Parameters
    ----------
    item
        The ``dc`` element.
    """
    identifiers = texts(item, "identifier", "relation")
    titles = texts(item, "title")
    return {
        "title": titles,
        "translated_title": [*texts(item, "alternative"), *titles[1:2]],
        "authors": [name if ";" in name else person(name) for name in texts(item, "creator")],
        "year": texts(item, "date", "issued"),
        "container": texts(item, "isPartOf", "source"),
        "publisher": texts(item, "publisher"),
        "doi": [text for text in identifiers if _DOI.search(text)],
        "url": [text for text in identifiers if text.startswith("http")],
        "type": [csl_type(text.rpartition("/")[2]) for text in texts(item, "type")],
        "abstract": texts(item, "description", "abstract"),
        "keywords": [f"{word};" for word in texts(item, "subject")],
        "language": texts(item, "language"),
    }


def refworks_fields(reference: etree._Element) -> Fields:
    """Return what a reference in RefWorks XML says, by field.

    Parameters
    ----------
    reference
        The ``reference`` element.
    """
    names = {
        "title": "t1",
        "year": "yr",
        "container": "jf",
        "volume": "vo",
        "issue": "is",
        "first_page": "sp",
        "last_page": "op",
        "publisher": "pb",
        "doi": "do",
        "url": "ul",
        "abstract": "ab",
        "keywords": "k1",
        "language": "la",
    }
    fields: dict[str, list[str | Person]] = {field: [*texts(reference, tag)] for field, tag in names.items()}
    fields["authors"] = [person(name) for name in texts(reference, "a1")]
    fields["container"] += texts(reference, "jo", "t2")
    fields["type"] = [csl_type(text) for text in texts(reference, "rt")]
    return fields


def notefirst_fields(bibliography: etree._Element) -> Fields:
    """Return what an entry in the XML of NoteFirst, which CNKI exports, says, by field.

    Parameters
    ----------
    bibliography
        The ``Bibliography`` element; names and titles may stand in several languages, of which the first is its own.
    """
    titles = texts(bibliography, "PrimaryTitle/Title", "PrimaryTitle")
    authors = [texts(author, "Info/FullName", "FullName") for author in bibliography.iterfind("Authors/Author")]
    return {
        "title": titles,
        "translated_title": titles[1:2] if len(bibliography.findall("PrimaryTitle/Title")) > 1 else [],
        "authors": [person(names[0]) for names in authors if names],
        "year": texts(bibliography, "Year", "PublishDate"),
        "container": texts(bibliography, "Media/Info/Name", "Media/Name"),
        "volume": texts(bibliography, "Volume"),
        "issue": texts(bibliography, "Issue"),
        "pages": texts(bibliography, "PageScope"),
        "publisher": texts(bibliography, "Publisher/Info/Name", "Publisher"),
        "doi": texts(bibliography, "DOI"),
        "url": texts(bibliography, "URL", "Url"),
        "type": [csl_type(text) for text in texts(bibliography, "Type")],
        "abstract": texts(bibliography, "Abstract/Info", "Abstract"),
        "keywords": [f"{word};" for word in texts(bibliography, "Keywords/Keyword", "Keywords/Info/Keyword")],
        "language": texts(bibliography, "Language"),
    }
