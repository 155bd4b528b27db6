"""From the fields of BibTeX and BibLaTeX to those of a record, with what an entry inherits from another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.readers.exports.bibnames import people
from synth.readers.exports.latex import plain_address, to_text
from synth.readers.exports.markup import plain, plain_abstract
from synth.readers.fields import CSL_TYPES
from synth.readers.text import HAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from synth.datatypes import Person
    from synth.readers.fields import Fields

Values = dict[str, list[str]]
"""The values of an entry as written, by field in lower case; a field that is named twice has two."""

_TYPES = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "newspaper": "article-newspaper",
    "newspaperarticle": "article-newspaper",
    "magazine": "article-magazine",
    "preprint": "article",
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings"), "book"),
    **dict.fromkeys(("booklet", "manual", "reference", "mvreference"), "book"),
    **dict.fromkeys(("inbook", "incollection", "suppbook", "bookinbook", "suppcollection"), "chapter"),
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis", "bachelorsthesis"), "thesis"),
    **dict.fromkeys(("mathesis", "masterthesis", "doctoralthesis"), "thesis"),
    "techreport": "report",
    "report": "report",
    **dict.fromkeys(("online", "electronic", "www", "webpage", "website"), "webpage"),
    "unpublished": "manuscript",
    "archive": "manuscript",
    "letter": "personal_communication",
    **dict.fromkeys(("image", "artwork"), "graphic"),
    **dict.fromkeys(("video", "movie"), "motion_picture"),
    **dict.fromkeys(("audio", "music"), "song"),
    "jurisdiction": "legal_case",
    "legal": "legislation",
    **{kind: kind for kind in ("dataset", "legislation", "map", "patent", "performance", "periodical")},
    **{kind: kind for kind in ("review", "software", "standard")},
}
_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
_WHOLE_BOOKS = frozenset(("book", "periodical"))
_PARTS = frozenset(("chapter", "paper-conference", "entry-encyclopedia"))
_JOURNAL = ("fjournal", "journaltitle", "journal", "journal-title", "shortjournal")
_PUBLISHER = ("publisher", "school", "institution", "organization", "organisation", "university")
_TRANSLATED = (
    "titletranslation",
    "translatedtitle",
    "translated-title",
    "title-en",
    "title_en",
    "title-translation",
    "origtitle",
)
_KEYWORDS = ("author_keywords", "author-keywords", "keywords", "keyword", "keywords-plus", "tags")
_PAGES = ("pages", "page", "eid", "articleno", "article-number", "art_number")
_USED = frozenset(
    [
        *_JOURNAL,
        *_PUBLISHER,
        *_TRANSLATED,
        *_KEYWORDS,
        *_PAGES,
        *[
            "title",
            "subtitle",
            "titleaddon",
            "maintitle",
            "booktitle",
            "booksubtitle",
            "eventtitle",
            "journalsubtitle",
            "author",
            "authors",
            "editor",
        ],
        *[
            "year",
            "date",
            "eventdate",
            "volume",
            "number",
            "issue",
            "abstract",
            "doi",
            "url",
            "link",
            "howpublished",
            "language",
            "langid",
            "hyphenation",
        ],
        *["recordid", "entrysubtype", "type", "crossref", "xdata", "eprint", "eprinttype", "archiveprefix", "series"],
    ]
)
NAMES = _USED | frozenset(
    [
        "address",
        "affiliation",
        "annotation",
        "annote",
        "author_id",
        "chapter",
        "copyright",
        "day",
        "edition",
        "file",
        "isbn",
        "issn",
        "keyword",
        "location",
        "month",
        "note",
        "owner",
        "pmid",
        "publisher",
        "source",
        "timestamp",
        "translator",
        "urldate",
        "document_type",
    ]
)
"""The names by which the fields of a broken entry are told apart."""
SINGLE = _USED - frozenset([*_KEYWORDS, "author", "authors", "editor"])
"""The fields of which an entry has one."""
_INHERITED = frozenset(
    [
        "year",
        "date",
        "eventdate",
        "eventtitle",
        "publisher",
        "school",
        "institution",
        "organization",
        "volume",
        "number",
        "issue",
        "series",
        "journal",
        "journaltitle",
        "fjournal",
        "booktitle",
        "booksubtitle",
        "maintitle",
        "language",
        "langid",
    ]
)
_DEEPEST = 5
_ADDRESS = re.compile(r"\s*(?:\\url\s*\{|\{?\s*(?:https?|ftp)://)", re.IGNORECASE)
_ENDS_A_SENTENCE = "?!？！:：.。—"
_HAN = re.compile(f"[{HAN}]")


def inherit(kind: str, values: Values, parents: Mapping[str, tuple[str, Values]], depth: int = 0) -> Values:
    """Return the values of an entry with those that ``xdata`` and ``crossref`` let it inherit.

    Parameters
    ----------
    kind
        Its entry type in lower case.
    values
        Its own values.
    parents
        Entry type and values by key in lower case.
    depth
        How many inheritances led here; there is an end to them.
    """
    sources = ",".join(values.get("xdata", ())).split(",")
    crossed = next(iter(values.get("crossref", ())), "").strip().lower()
    if depth > _DEEPEST or (not crossed and sources == [""]):
        return values
    merged = dict(values)
    for key in sources:
        if found := parents.get(key.strip().lower()):
            for name, given in inherit(found[0], found[1], parents, depth + 1).items():
                merged.setdefault(name, given)
    if found := parents.get(crossed):
        for name, given in inherit(found[0], found[1], parents, depth + 1).items():
            if new := _name_below(name, kind):
                merged.setdefault(new, given)
    return merged


def _name_below(name: str, kind: str) -> str:
    """Return under which name an entry of this type inherits a field; nothing for one that stays with the parent."""
    if name in {"title", "subtitle"}:
        if _TYPES.get(kind) in _PARTS:
            return f"book{name}"
        return f"journal{name}" if _TYPES.get(kind) == "article-journal" else f"main{name}"
    return name if name in _INHERITED else ""


def record_fields(kind: str, values: Values) -> Fields:
    """Return the fields of a record.

    Parameters
    ----------
    kind
        The entry type in lower case.
    values
        The entry's values; those it inherits are among them.
    """
    texts = _Texts(values)
    csl_type = _type(kind, texts)
    title = _joined(texts.first("title"), texts.first("subtitle"), texts.first("titleaddon"))
    main = texts.first("maintitle")
    doi = plain_address(texts.raw("doi"))
    return {
        "id": [texts.first("recordid")],
        "title": [title or main],
        "translated_title": [texts.first(*_TRANSLATED)],
        "authors": _authors(csl_type, values),
        "year": [texts.year()],
        "container": [_container(csl_type, title, texts)],
        "volume": [texts.first("volume")],
        "issue": [texts.first("number", "issue")],
        "pages": [texts.first(*_PAGES)],
        "publisher": [texts.first(*_PUBLISHER)],
        "doi": [doi],
        "url": [_url(texts, doi)],
        "type": [csl_type],
        "abstract": [plain_abstract(texts.first("abstract", "abstractnote")).replace("(#br)", " ")],  # CNKI's line end
        "keywords": _keywords(values),
        "language": [_language(texts)],
    }


def _keywords(values: Values) -> list[str]:
    """Return the keywords of the authors, or else those of an index."""
    found = (list(filter(None, map(str.strip, values.get(name, ())))) for name in _KEYWORDS)
    return [to_text(value) for value in next(filter(None, found), ())]


def _authors(csl_type: str, values: Values) -> list[str | Person]:
    """Return the authors; a whole book without any is cited by its editors."""
    found = [one for name in ("author", "authors") for value in values.get(name, ()) for one in people(value)]
    if not found and csl_type in _WHOLE_BOOKS:
        found = [one for value in values.get("editor", ()) for one in people(value)]
    return [*found]


class _Texts:
    """The values of one entry as text."""

    def __init__(self, values: Values) -> None:
        self._values = values

    def raw(self, name: str) -> str:
        """Return a field's first value that is not blank, as written."""
        return next((value for value in self._values.get(name, ()) if value.strip()), "")

    def first(self, *names: str) -> str:
        """Return the text of the first of the fields that has one."""
        for name in names:
            for value in self._values.get(name, ()):
                if text := plain(to_text(value)).strip():
                    return text
        return ""

    def year(self) -> str:
        """Return the first date that names a year."""
        dates = [self.first(name) for name in ("year", "date", "eventdate", "issued")]
        return next((date for date in dates if re.search(r"\d{4}", date)), "")


def _type(kind: str, texts: _Texts) -> str:
    """Return the CSL type of an entry."""
    subtype = texts.first("entrysubtype").lower()
    if subtype in _SUBTYPES or subtype in CSL_TYPES:
        return _SUBTYPES.get(subtype, subtype)
    found = _TYPES.get(kind)
    if found in {None, "webpage", "manuscript"} and texts.first("eprint") and not texts.first(*_JOURNAL):
        return "article"
    if found:
        return found
    return "article-journal" if texts.first(*_JOURNAL) else "chapter" if texts.first("booktitle") else "document"


def _container(csl_type: str, title: str, texts: _Texts) -> str:
    """Return what the work appeared in."""
    journal = _joined(texts.first(*_JOURNAL), texts.first("journalsubtitle"))
    book = _joined(texts.first("booktitle"), texts.first("booksubtitle"))
    found = (book or journal) if csl_type in _PARTS else (journal or book)
    found = found or (texts.first("maintitle") if title else "") or texts.first("eventtitle")
    if not found and csl_type in _PARTS:
        found = texts.first("series")
    published = texts.raw("howpublished")
    if not found and not _ADDRESS.match(published):
        found = to_text(published)
    return "" if csl_type in _WHOLE_BOOKS and found == title else found


def _joined(title: str, subtitle: str, addition: str = "") -> str:
    """Return a title with its subtitle behind a colon and what is added to it behind a full stop."""
    for more, mark in ((subtitle, ": "), (addition, ". ")):
        if title and more:
            between = " " if title[-1] in _ENDS_A_SENTENCE else "：" if _HAN.search(title[-1]) else mark
            title += between + more
        title = title or more
    return title


def _url(texts: _Texts, doi: str) -> str:
    """Return the address: of the work, of where it is published, or of its preprint."""
    for name in ("url", "link", "ee", "bdsk-url-1"):
        if address := plain_address(texts.raw(name)):
            return address
    published = texts.raw("howpublished")
    if _ADDRESS.match(published):
        return plain_address(published)
    archive = texts.first("eprinttype", "archiveprefix").lower()
    eprint = plain_address(texts.raw("eprint"))
    return f"https://arxiv.org/abs/{eprint}" if archive == "arxiv" and eprint and not doi else ""


def _language(texts: _Texts) -> str:
    """Return the language that an entry states, as its English name or code."""
    stated = texts.first("langid", "language", "hyphenation").lower()
    english = stated.endswith("english") or stated in {"american", "british", "canadian", "australian"}
    return "en" if english else stated
