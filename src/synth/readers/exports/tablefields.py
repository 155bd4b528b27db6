"""From the cells of a row to the fields of an entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.datatypes import Person
from synth.readers.exports.kinds import csl_type
from synth.readers.exports.markup import plain, plain_abstract
from synth.readers.exports.people import author_names, glued_names, own_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from synth.readers.exports.columns import Header
    from synth.readers.fields import Fields

_EMPTY = frozenset(("NA", "N/A", "n/a", "#N/A", "<NA>", "nan", "NaN", "NAN", "null", "NULL", "Null", "None", "none"))
_PROTECTED = re.compile(r"\A'(?='*[=+\-@\t\r])")
_EMBASE = re.compile(
    r"(?P<container>.{2,300}?)[.,]?\s\((?P<year>(?:1[5-9]|20)\d\d)\)\s?(?P<volume>[^\s:;()]{1,20})?(?::\s?(?P<issue>[^\s()]{1,30}"
    r"(?:\s[^\s()]{1,20})?))?\s?(?:\((?P<pages>[^()]{1,40})\))?(?:\.\s.*)?(?:,\s?Article.*)?",
    re.DOTALL,
)
_PUBMED = re.compile(
    r"\d{4}[^;]{0,20};(?P<volume>[^\s(:;]{1,20})?(?:\((?P<issue>[^()]{1,30})\))?:(?P<pages>[\w+-]{1,25})"
)
_CHINESE = re.compile(
    r"\d{4}\s*年?\s*[,，]?\s*第?(?P<volume>\d{1,4})?\s*卷?\s*[,，]?\s*[(（第]\s*(?P<issue>[^()（）期]{1,12}?)\s*[)）期]"
    r"(?:\s*[:：]\s*(?P<pages>[\d+,\s-]{1,30}))?"
)
_UNIVERSITY = re.compile(r"大学|学院|研究院|universit|college|institut|école|polytechn", re.IGNORECASE)
_INITIALS_FIRST = re.compile(r"((?:[^\W\d_a-z]\.\s?-?){1,5})\s?(\S.{0,80})")
_LONG_CELL = 20_000
_QUOTED = r"""(?:'(?:[^'\\]|\\.)*+'|"(?:[^"\\]|\\.)*+")"""
_LIST = re.compile(rf"\[\s*+(?:{_QUOTED}[\s,]*+)*+\]")
_ITEM = re.compile(_QUOTED)
_PLAIN_ID = re.compile(r"(?:https?://openalex\.org/)?(\S{1,80})")


def fields_of(cells: Sequence[str], header: Header) -> Fields:
    """Return what the cells of a row say, by field.

    Parameters
    ----------
    cells
        The cells, one for each column at least.
    header
        What the columns mean.
    """
    said = {
        field: _values(cells, places, exact=header.own or field == "title") for field, places in header.places.items()
    }
    if header.own:
        return _own_fields(said)
    fields: dict[str, Sequence[str | Person]] = {
        **said,
        "title": [plain(value) for value in said["title"]],
        "abstract": [plain_abstract(value) for value in said.get("abstract", ())],
        "authors": _authors(said, header),
        "type": [csl_type(value) for value in said.get("type", ())],
        "keywords": _keywords(said),
        "id": _identifier(said.get("id", ())),
        "translated_title": [value for value in said.get("translated_title", ()) if value not in said["title"]],
    }
    if not fields["title"]:
        fields["title"] = said.get("translated_title", ())
    if not any(fields.get(name) for name in ("pages", "first_page")):
        fields["pages"] = said.get("article_number", ())
    _complete(fields, said)
    if "thesis" in fields["type"] and not fields.get("publisher"):
        fields["publisher"] = [name for name in fields.get("container", ()) if _UNIVERSITY.search(str(name))]
        fields["container"] = [name for name in fields.get("container", ()) if not _UNIVERSITY.search(str(name))]
    return fields


def _own_fields(said: Mapping[str, Sequence[str]]) -> Fields:
    """Return what a row says that this program wrote: every cell is exact, and only semicolons separate."""
    return {
        **said,
        "authors": [*(name for value in said.get("authors", ()) for name in own_names(value)), *_others(said)],
        "keywords": [f"{value};" for value in said.get("keywords", ())],
    }


def _values(cells: Sequence[str], places: Sequence[int], *, exact: bool) -> list[str]:
    """Return the cells of a field that say something, without the sign that protects a spreadsheet from formulas."""
    values = (_PROTECTED.sub("", cells[place].strip(), count=1) for place in places)
    if exact:
        return [value for value in values if value]
    return [value for value in map(_unlisted, values) if value and value not in _EMPTY]


def _unlisted(value: str) -> str:
    """Return a list as programs print it, ``['one', 'two']``, with semicolons between what it holds."""
    if not (value.startswith("[") and _LIST.fullmatch(value)):
        return value
    return "; ".join(re.sub(r"\\(.)", r"\1", item[1:-1]) for item in _ITEM.findall(value))


def _authors(said: Mapping[str, Sequence[str]], header: Header) -> list[str | Person]:
    """Return the authors: of several columns the first that names some."""
    found: list[str | Person] = []
    for value in said.get("authors", ()):
        if header.has("documenttitle", "dateaddedtoxplore"):  # IEEE: initials, then the family name
            found = [_initials_first(name) for name in author_names(value)]
        elif header.has("itemtitle", "contenttype"):  # Springer
            found = [name for part in re.split("[;,]", value) for name in glued_names(part)]
        else:
            found = [*author_names(value)]
        if found:
            break
    return [*found, *_others(said)]


def _others(said: Mapping[str, Sequence[str]]) -> list[Person]:
    """Return what stands for the authors that the table does not name."""
    more = any(value.lower() in ("true", "yes", "1") for value in said.get("more_authors", ()))
    return [Person(literal="et al.")] if more else []


def _initials_first(name: str) -> str | Person:
    match = _INITIALS_FIRST.fullmatch(name)
    return Person(family=match[2], given=match[1].strip().replace(" -", "-")) if match else name


def _keywords(said: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the keywords of the authors, or else those of an index."""
    words = [plain(value) for value in said.get("keywords", ()) or said.get("index_keywords", ())[:1]]
    return [_at_semicolons(value) for value in words]


def _at_semicolons(value: str) -> str:
    """Return keywords between semicolons; a comma within brackets stands between none."""
    if "|" in value or ";" in value or not 0 < value.find("(") < len(value) < _LONG_CELL:
        return value.replace("|", ";").replace(";;", ";")
    return re.sub(r",\s*(?![^()]*\))", "; ", value)


def _identifier(values: Sequence[str]) -> list[str]:
    """Return the key that the source gives the entry; a running number is none."""
    found = [match[1] for value in values if (match := _PLAIN_ID.fullmatch(value))]
    return [value for value in found if not value.isdigit()]


def _complete(fields: dict[str, Sequence[str | Person]], said: Mapping[str, Sequence[str]]) -> None:
    """Fill what a table says in one cell: ``Journal A (2014) 3:3 (152-160)``, ``2020,35(2):1-9``."""
    match = next(filter(None, map(_EMBASE.fullmatch, said.get("container", ()))), None)
    if match and (match["volume"] or match["pages"]):
        fields["container"] = ()
        _fill(fields, match)
    for value in said.get("citation", ()):
        if match := _PUBMED.search(value):
            _fill(fields, match)
    for value in said.get("year", ()):
        if match := _CHINESE.fullmatch(value):
            _fill(fields, match)


def _fill(fields: dict[str, Sequence[str | Person]], match: re.Match[str]) -> None:
    for name, value in match.groupdict().items():
        if value and not fields.get(name):
            fields[name] = (value,)
