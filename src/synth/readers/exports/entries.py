"""From the tags of one entry to our fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from synth.datatypes import Person
from synth.readers.exports.markup import plain, plain_abstract
from synth.readers.fields import people_of
from synth.readers.names import joined_han_name, looks_pinyin, spaced_han_names
from synth.readers.text import HAN, language_of, tidy, unescaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.readers.exports.dialects import Dialect

Pairs = list[tuple[str, list[str]]]
"""The tags of an entry in order, each with the lines of its value."""

Values = dict[str, list[list[str]]]
Table = Mapping[str, tuple[str, ...]]

_PLAIN = ("volume", "issue", "first_page", "last_page", "pages", "publisher", "container", "language", "year")
_BLANK = frozenset(["null", "none", "undefined", "nan", "n/a", "-", "[s.n.]", "no-specified", "not available", ""])
_DOI = re.compile(r"(?:doi:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)(?:\s*\[doi\])?$", re.IGNORECASE)
_ISSUE = re.compile(r"(?:[A-Za-z.]{1,6} ?)?\d{1,4}(?: ?[-–/] ?\d{1,4})?(?: ?[A-Za-z.]{1,6} ?\d{0,3})?")
_URL = re.compile(r"(?:https?|ftp)://|www\.", re.IGNORECASE)
_HAN = re.compile(f"[{HAN}]")
_HAN_END = re.compile(f"[{HAN}，。；：、）》”】]$")
_HAN_START = re.compile(f"[{HAN}，。；：、（《“【]")
_AFFILIATION = re.compile(r"\s?\[[^\[\]]{0,200}\]")
_BRACKETED = re.compile(r"\[([^\[\]]+)\]\.?$")
_NOTE = re.compile(r"\s*\[(?:Article|Report|Review|Letter|Editorial|Miscellaneous|References)\]\.?$")
_LAST_STOP = re.compile(r"(?<=[\w)\]\"”'’?!])(?<!\b[A-Z])(?<!\bet al)(?<!\bInc)\.$")
_LOCATOR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年?\s*[,，;；.]?\s*"
    r"(?:第?(?P<volume>\d{1,4})卷?\s*[,，]?\s*(?![\d-]))?"
    r"(?:[(（]\s*0{0,3}(?P<issue>[^()（）]{1,12}?)\s*[)）]|第?(?P<number>\d{1,4})期)?\s*"
    r"(?:[:：,，.]\s*(?:第)?(?P<pages>[A-Za-z]?\d[\d+,，~–-]*))?"
)
_OVID_LOCATOR = re.compile(  # 12(3):101-119, 2021 Mar.
    r"(?<![\w.])(?P<volume>\d{1,4})(?:\((?P<issue>[^()]{1,30})\))?(?::(?P<pages>[^,:;()]{1,30}))?,"
    r" (?:[A-Z][a-z]{2,8}\.?(?: \d{1,2})?, )?(?P<year>(?:19|20)\d\d)(?!\d)[^:;,()]{0,12}$"
)
_PROQUEST_LOCATOR = re.compile(  # 12.3 (Mar 2021): 101-119.
    r"(?<![\w.])(?P<volume>\d{1,4})(?:\.(?P<number>[\w/-]{1,10}))?"
    r" \([^()]{0,20}(?P<year>(?:19|20)\d\d)[^()]{0,9}\)(?:: (?P<pages>[^:;().]{1,30}))?\.?$"
)
_LOCATORS = (_OVID_LOCATOR, _PROQUEST_LOCATOR, _LOCATOR)
_NO_GIVEN_NAME = re.compile(r",\s*(?:null|none|undefined)$", re.IGNORECASE)
_MAJOR = re.compile(r"(?:^|(?<=;)|(?<=; ))\*")  # what a work is about mostly, in MeSH
_CNKI_MARK = re.compile(r"^(?:Abstract\s?)?\(#br\)|^\s*[<〈＜⟨]正[>〉＞⟩]")
_RANGE = re.compile(r"\d\s*[-–~+]\s*\w")
_ELSEWHERE = frozenset({"authors", "short_authors", "corporate", "editors", "keywords", "kind_hint", "doi_hint"})
_FEW = 8
_PARTS = frozenset({"book", "chapter", "paper-conference"})


def fields_of(dialect: Dialect, pairs: Pairs) -> tuple[dict[str, Sequence[str | Person]], list[str]]:
    """Return the fields that the tags of an entry stand for, and what is doubtful about them.

    Parameters
    ----------
    dialect
        The dialect of the entry.
    pairs
        Its tags in order.
    """
    values: Values = {}
    if any(
        "&" in line and ";" in line for _, lines in pairs for line in lines
    ):  # the end of an entity is a sign that parts names
        pairs = [(tag, [unescaped(line) if "&" in line else line for line in lines]) for tag, lines in pairs]
    for tag, lines in pairs:
        values.setdefault(tag, []).append(lines)
    kind = _kind(dialect, values)
    table = dialect.fields_of(kind)
    texts = {
        name: _texts(dialect, values, tags)
        for name, tags in table.items()
        if name not in _ELSEWHERE and not values.keys().isdisjoint(tags)
    }
    fields: dict[str, Sequence[str | Person]] = {
        name: [text for text in texts.get(name, ()) if text.lower() not in _BLANK] for name in _PLAIN
    }
    fields["pages"] = sorted(
        fields["pages"], key=lambda text: not _RANGE.search(str(text))
    )  # CNKI gives their number too
    fields |= _located(texts)
    fields["authors"] = _authors(dialect, pairs, values, table)
    fields["doi"] = texts.get("doi") or _hinted_dois(_texts(dialect, values, table.get("doi_hint", ())))
    fields["issue"] = fields["issue"] or [text for text in texts.get("issue_hint", ()) if _ISSUE.fullmatch(text)]
    fields["url"] = [text for text in texts.get("url", ()) if _URL.match(text)]
    fields["keywords"] = _keywords(dialect, values, table["keywords"])
    fields["abstract"] = _abstract(texts.get("abstract", ()))
    if not kind and not fields["container"]:
        kind = "document" if texts.get("type") else "book" if fields["publisher"] else ""
    fields["type"] = [kind]
    own = _texts(dialect, values, dialect.fields["title"])
    return fields, _titles(dialect, texts, own, fields)


def _hinted_dois(texts: Sequence[str]) -> list[str]:
    """Return the DOIs among values that may be something else."""
    return [match[1] for text in texts if (match := _DOI.match(text))]


def _texts(dialect: Dialect, values: Values, tags: Sequence[str]) -> list[str]:
    """Return what stands under some tags, best first, each value on one line."""
    texts = []
    for tag in tags:
        for lines in values.get(tag, ()):
            if tag in dialect.lists:
                texts += [text for line in lines if (text := line.strip())]
            elif text := _joined(lines):
                texts.append(text)
    return texts


def _joined(lines: Sequence[str]) -> str:
    """Put the lines of a wrapped value together: with spaces, but not between Chinese characters."""
    if len(lines) == 1:
        return lines[0].strip()
    pieces = [text for line in lines if (text := line.strip())]
    if not any(_HAN_START.match(piece) for piece in pieces[1:]):
        return " ".join(pieces)
    joined = pieces[:1]
    for before, piece in pairwise(pieces):
        joined.append(piece if _HAN_END.search(before[-1:]) and _HAN_START.match(piece) else f" {piece}")
    return "".join(joined)


def _kind(dialect: Dialect, values: Values) -> str:
    """Return the CSL type that the tags tell; hints count where it is not told, or says but book, chapter or paper."""
    told = next(
        (one for text in _texts(dialect, values, dialect.fields.get("type", ())) if (one := dialect.kind(text))), ""
    )
    if told and told not in _PARTS and told != "legislation":
        return told
    texts = _texts(dialect, values, dialect.fields.get("kind_hint", ()))
    hints = [one for text in texts if (one := dialect.kind(text))]
    if told == "legislation":  # so CNKI calls standards and yearbooks too
        return next(iter(hints), told)
    if told:
        hints += ["paper-conference"] if any(tag in values for tag in dialect.meeting) else []
        hints += ["chapter"] if told == "book" and _stands_in_another(dialect, values) else []
        return next((hint for hint in hints if hint in _PARTS), told)
    numbered = hints[:1] == ["report"] and any(tag in values for tag in dialect.fields["volume"])
    return "article-journal" if numbered or "article-journal" in hints else next(iter(hints), "")


def _stands_in_another(dialect: Dialect, values: Values) -> bool:
    """Whether a book names what it stands in, so that it is only a part of it."""
    titles, hosts = (_texts(dialect, values, tags)[:1] for tags in (dialect.fields["title"], dialect.hosts))
    return bool(titles and hosts) and _folded(titles[0]) != _folded(hosts[0])


def _located(texts: dict[str, list[str]]) -> dict[str, Sequence[str | Person]]:
    """Return what a container with its year, volume, issue and pages says, field by field."""
    found: dict[str, Sequence[str | Person]] = {}
    for name in ("source", "locator"):
        text = next(iter(texts.get(name, ())), "")
        match = next((one for locator in _LOCATORS if (one := locator.search(text))), None)
        if name == "source" and text:
            found["container"] = [text[: match.start()].strip(" ,，.;；") if match else text]
        if match:
            parts = {key: value for key, value in match.groupdict().items() if value}
            parts["issue"] = parts.pop("number", "") or parts.get("issue", "")
            found |= {key: [value.strip()] for key, value in parts.items() if value and not texts.get(key)}
    return found


def _titles(
    dialect: Dialect, texts: dict[str, list[str]], own: Sequence[str], fields: dict[str, Sequence[str | Person]]
) -> list[str]:
    """Settle the title and its translation; return what is doubtful about them."""
    titles = [plain(title) for title in texts.get("title", ())]
    fields["title"], fields["translated_title"] = titles[:1], texts.get("translated_title", [])
    doubts = []
    if not titles:
        if not fields["abstract"] and fields["container"]:
            fields["title"] = fields["container"]
            doubts.append("has no title; what it appeared in stands for one")
        return doubts
    if dialect.stopped:
        for name in ("title", "translated_title"):
            fields[name] = [_without_stop(str(title)) for title in fields[name]]
    others = {_folded(title): title for title in own[1:]}
    others.pop(_folded(titles[0]), None)
    for other in others.values():
        if not fields["translated_title"] and language_of(other) != language_of(titles[0]):
            fields["translated_title"] = [other]
        elif _folded(titles[0]) not in _folded(other) and _folded(other) not in _folded(titles[0]):
            doubts.append("has more than one title; the first is used")
    return doubts[:1]


def _without_stop(title: str) -> str:
    """Return a title without the stop behind it, the brackets of a translated one, and Ovid's note of its kind."""
    title = _NOTE.sub("", title)
    bare = _BRACKETED.match(title)
    return bare[1] if bare else _LAST_STOP.sub("", title)


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _abstract(texts: Sequence[str]) -> list[str]:
    """Return one abstract of all that differ; one that another holds is no further one."""
    plain_texts = (_CNKI_MARK.sub("", plain_abstract(text)).replace("(#br)", " ").strip() for text in texts)
    kept = list(dict.fromkeys(filter(None, plain_texts)))
    if 1 < len(kept) <= _FEW:
        kept = [text for text in kept if not any(text in other for other in kept if other != text)]
    return [" ".join(kept)] if kept else []


def _keywords(dialect: Dialect, values: Values, tags: Sequence[str]) -> list[str]:
    """Return the keywords under the best tag that has any."""
    texts = next((texts for tag in tags if (texts := _texts(dialect, values, (tag,)))), [])
    if dialect.slashes:
        return [text.replace("/", ";") for text in texts]
    if dialect.joined:
        texts = [piece for text in texts for piece in dialect.joined.split(text)]
    return [_MAJOR.sub("", text) if "*" in text else text for text in texts]


def _authors(dialect: Dialect, pairs: Pairs, values: Values, table: Table) -> Sequence[str | Person]:
    """Return the authors: in full where both forms are there, and the editors where there are none."""
    full, short, corporate, editors = (
        _people(dialect, pairs, values, table.get(name, ()))
        for name in ("authors", "short_authors", "corporate", "editors")
    )
    people = full if len(full) >= len(short) else short
    bodies = (Person(literal=tidy(name)) for name in corporate)
    return (*_own_script(people), *bodies) or _own_script(editors)


def _people(dialect: Dialect, pairs: Pairs, values: Values, tags: Sequence[str]) -> list[str]:
    """Return the names under some tags, in the order of the entry."""
    if values.keys().isdisjoint(tags):
        return []
    texts = [
        text for tag, lines in pairs if tag in tags for text in (lines if tag in dialect.lists else [_joined(lines)])
    ]
    return [name for text in texts for name in _names(dialect, text, alone=len(texts) == 1)]


def _names(dialect: Dialect, text: str, *, alone: bool) -> list[str]:
    """Return the names that a value holds; one of several with a single comma is one name."""
    text = _NO_GIVEN_NAME.sub("", dialect.joined.sub(";", text) if dialect.joined else text)
    if text.isascii() and ";" not in text and "[" not in text and text.lower() not in _BLANK:
        return [text] if text.strip(" ,.") else []
    marks = "[;；]"
    text = _AFFILIATION.sub("", text)
    if _HAN.search(text):
        if one := joined_han_name(text, alone=alone):
            return [one]
        if several := spaced_han_names(text):
            return several
        if not re.search(marks, text):  # beside semicolons a comma stands within a name
            marks = "[,，、/]" if dialect.slashes else "[,，、]"
    names = (piece.strip(" \t\u3000,，") for piece in re.split(marks, text))
    return [name for name in names if name.strip(".") and name.lower() not in _BLANK]


def _own_script(names: Sequence[str]) -> tuple[Person, ...]:
    """Return the names, but without the pinyin ones that repeat as many Chinese ones."""
    han = [name for name in names if _HAN.search(name)]
    latin = [name for name in names if not _HAN.search(name)]
    if han and len(latin) == len(han) and all(looks_pinyin(name.replace(",", " ").split()) for name in latin):
        names = han
    return people_of(names)
