"""From a record in the XML of EndNote or PubMed to the fields of an entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.datatypes import Person
from synth.readers.exports.kinds import csl_type
from synth.readers.names import person
from synth.readers.text import language_of, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from synth.readers.fields import Fields

# The numbers of EndNote's types, where their names are missing.
_TYPES = {
    "5": "chapter",
    "6": "book",
    "10": "paper-conference",
    "12": "webpage",
    "17": "article-journal",
    "19": "article-magazine",
    "23": "article-newspaper",
    "25": "patent",
    "27": "report",
    "28": "book",
    "32": "thesis",
    "36": "manuscript",
    "43": "article-journal",
    "44": "book",
    "47": "paper-conference",
    "58": "standard",
    "59": "dataset",
}
_ALONE = frozenset(("book", "thesis", "report", "patent", "standard", "software", "dataset"))


def text_of(element: etree._Element | None) -> str:
    """Return the text of an element and of all within it, on one line.

    Parameters
    ----------
    element
        The element; without one the text is empty.
    """
    return tidy("".join(map(str, element.itertext()))) if element is not None else ""


def texts(element: etree._Element, *paths: str) -> list[str]:
    """Return the texts that are not empty at some paths below an element, in the order of the paths.

    Parameters
    ----------
    element
        Where the paths begin.
    paths
        Paths as ElementPath has them.
    """
    return [text for path in paths for found in element.iterfind(path) if (text := text_of(found))]


def named(family: str, given: str, suffix: str = "") -> Person | None:
    """Return the person of a family and a given name; a Chinese name is one.

    Parameters
    ----------
    family
        The family name; without it there is nobody.
    given
        Given names or initials.
    suffix
        Such as "Jr".
    """
    if not family:
        return Person(literal=given) if given else None
    if language_of(family) == "zh" and language_of(given or family) == "zh":
        return Person(literal=family + given)
    given = " ".join(filter(None, (given, suffix)))
    return Person(family=family, given=given) if given else Person(literal=family)


def endnote_fields(record: etree._Element) -> Fields:
    """Return what a record of EndNote's says, by field.

    Parameters
    ----------
    record
        The ``record`` element.
    """
    kind = _endnote_type(record.find(".//ref-type"))
    inside = texts(
        record, ".//periodical/full-title", ".//titles/secondary-title", ".//secondary-title", ".//alt-title"
    )
    titles = texts(record, ".//titles/title") or texts(record, ".//title")
    return {
        "title": titles,
        "translated_title": texts(record, ".//translated-title"),
        "authors": [_endnote_author(name) for name in texts(record, ".//contributors/authors/author")],
        "year": texts(record, ".//dates/year", ".//year", ".//dates/pub-dates/date"),
        "container": [] if kind in _ALONE else [*inside, *texts(record, ".//periodical/abbr-1")],
        "volume": texts(record, "volume", ".//volume"),
        "issue": texts(record, "number", ".//number"),
        "pages": texts(record, "pages", ".//pages") or texts(record, ".//electronic-pages", ".//article-number"),
        "publisher": texts(record, "publisher", ".//publisher"),
        "doi": texts(record, ".//electronic-resource-num"),
        "url": [url for url in texts(record, ".//urls/web-urls/url", ".//urls/related-urls/url") if "://" in url],
        "type": [kind],
        "abstract": texts(record, "abstract", ".//abstract"),
        "keywords": [f"{word};" for found in record.iterfind(".//keywords/keyword") for word in _keywords(found)],
        "language": texts(record, "language", ".//language"),
    }


def _endnote_type(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return csl_type(element.get("name", "")) or _TYPES.get(text_of(element), "")


def _endnote_author(name: str) -> Person | str:
    """Return an author; EndNote ends the name of an organisation with a comma."""
    if name.endswith(","):
        return Person(literal=name.rstrip(", "))
    return name if re.search(r"[;；]", name) else person(name)


def _keywords(element: etree._Element) -> Sequence[str]:
    """Return the keywords in an element: other programs put them all in one, a line each."""
    lines = re.split(r"[\r\n]", "".join(map(str, element.itertext())))
    return [word for line in lines if (word := tidy(line))]


def pubmed_fields(record: etree._Element) -> Fields:
    """Return what a record of PubMed's says, by field.

    Parameters
    ----------
    record
        The element of an article, a chapter or a book.
    """
    title = texts(record, ".//ArticleTitle")
    book = texts(record, ".//Book/BookTitle")
    chapter = "chapter" if title else "book"
    article = _article(record)
    return {
        "title": [_title(text) for text in title or book],
        "translated_title": texts(record, ".//VernacularTitle"),
        "authors": list(_pubmed_authors(article)),
        "year": texts(
            record,
            *(f".//{place}PubDate/{part}" for place in ("JournalIssue/", "Book/") for part in ("Year", "MedlineDate")),
            ".//ArticleDate/Year",
            ".//ContributionDate/Year",
        ),
        "container": texts(record, ".//Journal/Title", ".//Journal/ISOAbbreviation", ".//MedlineJournalInfo/MedlineTA")
        or (book if title else []),
        "volume": texts(record, ".//JournalIssue/Volume"),
        "issue": texts(record, ".//JournalIssue/Issue"),
        "pages": texts(record, ".//Pagination/MedlinePgn"),
        "first_page": texts(record, ".//Pagination/StartPage"),
        "last_page": texts(record, ".//Pagination/EndPage"),
        "publisher": texts(record, ".//Publisher/PublisherName"),
        "doi": texts(
            record,
            ".//ELocationID[@EIdType='doi']",
            "PubmedData/ArticleIdList/ArticleId[@IdType='doi']",
            ".//BookDocument/ArticleIdList/ArticleId[@IdType='doi']",
        ),
        "type": [chapter if book else _pubmed_type(texts(record, ".//PublicationTypeList/PublicationType"))],
        "abstract": [_abstract(record, "Abstract") or _abstract(record, "OtherAbstract")],
        "keywords": [
            f"{word};"
            for word in texts(record, ".//KeywordList/Keyword") or texts(record, ".//MeshHeading/DescriptorName")
        ],
        "language": texts(record, ".//Language"),
    }


def _article(record: etree._Element) -> etree._Element:
    """Return the element that has the authors: an article's, a chapter's, or else that of the book."""
    found = [record.find(path) for path in (".//Article", ".//BookDocument", ".//Book")]
    return next((one for one in found if one is not None and one.find("AuthorList") is not None), record)


def _title(text: str) -> str:
    """Return a title without the brackets that tell that PubMed translated it."""
    match = re.fullmatch(r"\[(.*?)\]?\.?", text)
    return match[1].rstrip(".") if match else text.removesuffix(".") if not text.endswith("..") else text


def _pubmed_authors(article: etree._Element) -> Iterable[Person]:
    lists = article.findall("AuthorList") or article.findall(".//AuthorList")
    for people in [one for one in lists if one.get("Type") != "editors"][:1]:
        for author in people.iterfind("Author"):
            if name := texts(author, "CollectiveName"):
                yield Person(literal=name[0])
                continue
            given = (texts(author, "ForeName", "FirstName", "Initials") or [""])[0]
            family, suffix = ((texts(author, path) or [""])[0] for path in ("LastName", "Suffix"))
            if someone := named(family, given, suffix):
                yield someone
        if people.get("CompleteYN") == "N":
            yield Person(literal="et al.")


def _abstract(record: etree._Element, name: str) -> str:
    """Return an abstract; its parts begin with their labels."""
    parts = []
    for part in record.iterfind(f".//{name}[1]/AbstractText"):
        label, text = part.get("Label", ""), text_of(part)
        parts.append(f"{label}: {text}" if label and label != "UNLABELLED" and text else text)
    return " ".join(filter(None, parts))


def _pubmed_type(names: list[str]) -> str:
    known = [kind for kind in map(csl_type, names) if kind]
    return next((kind for kind in known if kind != "article-journal"), "article-journal")
