"""Read web pages: reference lists, article pages, and exports that a site shows as text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from synth.datatypes import Origin, Review
from synth.errors import DataError
from synth.readers import freetext
from synth.readers.containers.blocks import read_blocks
from synth.readers.containers.htmltext import page_blocks
from synth.readers.containers.htmlwalk import check_depth
from synth.readers.freetext.locators import YEAR, bare_doi
from synth.readers.intake import Intake
from synth.readers.names import person
from synth.readers.sniff import sniff_text
from synth.readers.text import field, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.readers.containers.blocks import Block
    from synth.readers.intake import Reading

_FORM = "HTML"
_EXPORTS = frozenset({"tagged", "bibtex", "json", "table"})
# What journals say of an article in the head of its page, in the order of trust.
_META = {
    "title": ("citation_title", "dc.title", "dcterms.title", "prism.title", "eprints.title", "bepress_citation_title"),
    "authors": (
        *("citation_author", "citation_authors", "dc.creator", "dc.contributor.author", "dcterms.creator"),
        *("eprints.creators_name", "bepress_citation_author"),
    ),
    "affiliations": ("citation_author_institution",),
    "journal": ("citation_journal_title", "prism.publicationname", "dc.source", "bepress_citation_journal_title"),
    "year": (
        *("citation_publication_date", "citation_date", "citation_year", "citation_online_date", "dc.date"),
        *("dc.date.issued", "dcterms.issued", "prism.publicationdate"),
    ),
    "volume": ("citation_volume", "prism.volume", "dc.citation.volume"),
    "issue": ("citation_issue", "prism.number", "dc.citation.issue"),
    "doi": ("citation_doi", "prism.doi", "dc.identifier", "dc.identifier.doi", "bepress_citation_doi"),
    "abstract": ("citation_abstract", "dc.description", "dcterms.abstract", "dc.description.abstract"),
    "keywords": ("citation_keywords", "citation_keyword", "dc.subject", "article:tag"),
}
_FIELDS = {
    "citation_title": "title",
    "citation_author": "authors",
    "citation_journal_title": "container",
    "citation_conference_title": "container",
    "citation_inbook_title": "container",
    "citation_publication_date": "year",
    "citation_year": "year",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_firstpage": "first_page",
    "citation_lastpage": "last_page",
    "citation_pages": "pages",
    "citation_publisher": "publisher",
    "citation_doi": "doi",
    "citation_id": "",
}
_PAIR = re.compile(r"(?:^|;)\s*(citation_[a-z_]+)\s*=")
_NO_TITLE = re.compile(r"(?:untitled|index|home|无标题)", re.IGNORECASE)

Meta = dict[str, list[str]]


def read(text: str, source: str) -> Reading:
    """Read a web page.

    Parameters
    ----------
    text
        Its source.
    source
        Its name.

    Returns
    -------
    Reading
        Its entries, each with the line of the source that it begins on, and the review that the page shows. What the
        head of the page says of the article counts more than what its text shows.

    Raises
    ------
    DataError
        If there is no reference list in it.
    LimitError
        If it is nested too deep.
    """
    check_depth(text, source)
    tree = LexborHTMLParser(text)
    blocks, grids = page_blocks(tree, text)
    if export := _export_in(tree, blocks):
        return _read_export(export, source)
    meta = _meta(tree)
    try:
        reading = read_blocks(blocks, grids, source, _FORM)
    except DataError:
        if not meta.get("citation_reference"):
            raise
        reading = _read_meta_references(meta["citation_reference"], source)
    return replace(reading, review=_review(reading.review, meta, source))


# -------------------------------------------------------------------------------------------------- exports as text


def _export_in(tree: LexborHTMLParser, blocks: list[Block]) -> str:
    """Return the export that a page consists of: in ``<pre>`` or ``<textarea>``, or as its plain text."""
    shown = [text for node in tree.css("pre,textarea") if (text := node.text(deep=True).strip("\n"))]
    whole = "\n".join(block.text for block in blocks)
    if 2 * sum(map(len, shown)) > len(whole):
        forms = {sniff_text(text) for text in shown}
        if len(forms) == 1 and forms <= (_EXPORTS if len(shown) == 1 else _EXPORTS - {"json", "table"}):
            return "\n".join(shown)
    opening = whole[:200].lstrip()
    begins = re.match(
        r"@[A-Za-z]+\s*[{(]|TY\s{1,2}-|%0 |FN |RT |PMID-|\{Reference Type\}|[\[{]\s*[\"{]|SrcDatabase", opening
    )
    return whole if begins and sniff_text(whole) in _EXPORTS else ""


def _read_export(export: str, source: str) -> Reading:
    from synth.readers.registry import read_text  # noqa: PLC0415 - the registry imports the readers, not they it

    reading = read_text(export, source)
    return replace(reading, format=f"{_FORM} {reading.format}")


# -------------------------------------------------------------------------------------------------- the page's head


def _meta(tree: LexborHTMLParser) -> Meta:
    """Return what the head of the page says, by its names in small letters."""
    found: Meta = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower().replace("dc:", "dc.")
        content = (attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name, []).append(content)
    return found


def _values(meta: Meta, field_name: str) -> list[str]:
    """Return the values of a field under the first name that has any."""
    return next((meta[name] for name in _META[field_name] if meta.get(name)), [])


def _value(meta: Meta, field_name: str) -> str:
    values = _values(meta, field_name)
    return field(_plain(values[0])) if values else ""


def _plain(markup: str) -> str:
    """Return a value without the markup that some journals write into it."""
    return LexborHTMLParser(markup).text(deep=True, separator=" ") if re.search(r"<\w|&\w{2,8};", markup) else markup


def _review(shown: Review | None, meta: Meta, source: str) -> Review | None:
    """Return the review: what the head says of it, filled up with what the page shows."""
    title = _value(meta, "title")
    if not shown and (not title or _NO_TITLE.fullmatch(title)):
        return None
    base = shown or Review(title=title, origin=Origin(source=source, line=1), language=language_of(title))
    names = [name for value in _values(meta, "authors") for name in re.split(r"\s*[;；]\s*", value) if name.strip()]
    year = re.search(YEAR, _value(meta, "year"))
    doi = next((found for value in _values(meta, "doi") if (found := bare_doi(value))), "")
    keywords = _keywords(_values(meta, "keywords"))
    abstract = field(re.sub(r"^\s*(?:abstract|摘\s*要)\s*[:：]?\s+", "", _value(meta, "abstract"), flags=re.IGNORECASE))
    return replace(
        base,
        title=title or base.title,
        language=language_of(title or base.title),
        authors=tuple(person(name, family_first=None) for name in names) or base.authors,
        affiliations=base.affiliations or tuple(dict.fromkeys(map(field, _values(meta, "affiliations")))),
        year=int(year[0]) if year else base.year,
        journal=_value(meta, "journal") or base.journal,
        volume=_value(meta, "volume") or base.volume,
        issue=_value(meta, "issue") or base.issue,
        doi=doi or base.doi,
        abstract=max(base.abstract, abstract, key=len),
        keywords=max(base.keywords, keywords, key=len),
    )


def _keywords(values: Iterable[str]) -> tuple[str, ...]:
    """Return the keywords: a value each, or several in one."""
    listed = list(values)
    pieces = re.split(r"[;；]", listed[0]) if len(listed) == 1 else listed
    if len(pieces) == 1:
        pieces = re.split(r"[,，、]", pieces[0])
    return tuple(dict.fromkeys(word for piece in pieces if (word := field(_plain(piece)))))


def _read_meta_references(values: list[str], source: str) -> Reading:
    """Read the references that the head of a page lists, where its text shows none."""
    if not any(_PAIR.search(value) for value in values):
        lines = "\n".join(f"[{number}] {' '.join(_plain(value).split())}" for number, value in enumerate(values, 1))
        return replace(freetext.read("References\n" + lines, source), format=f"{_FORM} list")
    intake = Intake(source, f"{_FORM} page")
    for value in values:
        pieces = _PAIR.split(value)
        fields: dict[str, list[str]] = {}
        for name, content in zip(pieces[1::2], pieces[2::2], strict=True):
            if _FIELDS.get(name) and content.strip():
                fields.setdefault(_FIELDS[name], []).append(_plain(content.strip()))
        if fields:
            intake.entry(fields, line=1, raw=value)
        elif value.strip():
            intake.entry({"title": [_plain(value)]}, line=1, raw=value, doubts=["only its text is given"])
    return intake.reading
