"""One reference as plain text: APA 7 for an English list, GB/T 7714-2015 for a Chinese one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.render.text import clean

if TYPE_CHECKING:
    from synth.datatypes import LanguageCode, Person, Record

# APA 7, section 9.8: up to twenty authors are all named; of more, the first nineteen and the last.
_APA_MOST = 20
# GB/T 7714-2015, section 8.1.2: of more than three authors the first three.
_GBT_MOST = 3
# GB/T 7714-2015, annex B: the mark of a document type.
_MARKS = {
    "article-journal": "J",
    "article-magazine": "J",
    "article-newspaper": "N",
    "article": "EB/OL",
    "book": "M",
    "chapter": "M",
    "dataset": "DS",
    "paper-conference": "C",
    "patent": "P",
    "post-weblog": "EB/OL",
    "report": "R",
    "software": "CP",
    "standard": "S",
    "thesis": "D",
    "webpage": "EB/OL",
}
_PARTS_OF_A_BOOK = frozenset({"chapter", "paper-conference"})
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_HYPHEN = re.compile(r"(?<=[0-9ivxlcIVXLC])\s*[-‐‑‒–—−~～]+\s*(?=[A-Za-z]?\d|[ivxlcIVXLC]+\b)")
_NAME_JOINT = re.compile(r"[\s.‐‑-]+")
_STOPS = ".?!。？！…"


def bare_doi(doi: str) -> str:
    """Return a DOI from "10." on, whichever form the source gave it in."""
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", _field(doi), flags=re.IGNORECASE)


def bare_issue(issue: str) -> str:
    """Return an issue without the brackets some sources keep around it."""
    return _field(issue).strip("()（）").strip()


def page_range(pages: str) -> str:
    """Return pages with an en dash between numbers: ``21–28+37``."""
    return _HYPHEN.sub("–", _field(pages))


def format_reference(record: Record, language: LanguageCode) -> str:
    """Return a record as one line of a reference list.

    Parameters
    ----------
    record
        The record; fields that it does not have leave no trace.
    language
        The language of the list: ``en`` gives a form after APA 7, ``zh`` one after GB/T 7714-2015. Whether "et al." or
        "等" stands for further authors depends on the record's own language.
    """
    return _gbt(record) if language == "zh" else _apa(record)


def _field(text: str) -> str:
    """Return a field cleaned and trimmed."""
    return clean(text).strip()


def _sentence(text: str) -> str:
    """Return text with a full stop unless it ends a sentence already."""
    return text if not text or text[-1] in _STOPS else f"{text}."


def _address(record: Record) -> str:
    """Return where the work is found: its DOI, else its address."""
    doi = bare_doi(record.doi)
    return f"https://doi.org/{doi}" if doi else _field(record.url)


def _initials(given: str) -> list[str]:
    """Return the first letters of a given name; a hyphenated one has several."""
    return [part[0].upper() for part in _NAME_JOINT.split(_field(given)) if part]


def _chinese_name(person: Person) -> str:
    """Return a name in Chinese characters in one piece, or nothing for any other name."""
    whole = _field(person.literal) or _field(person.family) + _field(person.given)
    return whole if _CHINESE.search(whole) else ""


# ---------------------------------------------------------------------------------------------------------------- APA


def _apa_name(person: Person) -> str:
    chinese = _chinese_name(person)
    if chinese or not person.family:
        return chinese or _field(person.literal) or _field(person.given)
    initials = " ".join(f"{initial}." for initial in _initials(person.given))
    return ", ".join(part for part in (_field(person.family), initials) if part)


def _apa_authors(record: Record) -> str:
    names = [_apa_name(person) for person in record.authors]
    names = [name for name in names if name]
    if record.more_authors and names:
        return ", ".join([*names, "et al."])
    if len(names) > _APA_MOST:
        return ", ".join(names[: _APA_MOST - 1]) + ", … " + names[-1]
    if len(names) > 1:
        return ", ".join(names[:-1]) + f", & {names[-1]}"
    return names[0] if names else ""


def _apa_source(record: Record) -> str:
    """Return where the work appeared, without its final stop."""
    container, publisher, pages = _field(record.container), _field(record.publisher), page_range(record.pages)
    if record.type in _PARTS_OF_A_BOOK:
        place = f" (pp. {pages})" if pages else ""
        inside = f"In {container}{place}" if container else place.strip()
        return ". ".join(part for part in (inside, publisher) if part)
    volume, issue = _field(record.volume), bare_issue(record.issue)
    number = volume + (f"({issue})" if issue else "")
    journal = ", ".join(part for part in (container, number, pages) if part)
    return ". ".join(part for part in (journal, publisher) if part)


def _apa(record: Record) -> str:
    title = _field(record.title)
    if record.type == "thesis":
        title += " [Thesis]"
    date = f"({record.year})" if record.year is not None else "(n.d.)"
    authors = _apa_authors(record)
    # Without an author the title takes its place before the year.
    head = [f"{_sentence(authors)} {date}.", _sentence(title)] if authors else [_sentence(f"{title} {date}")]
    return " ".join(part for part in (*head, _sentence(_apa_source(record)), _address(record)) if part)


# ---------------------------------------------------------------------------------------------------------- GB/T 7714


def _gbt_name(person: Person) -> str:
    chinese = _chinese_name(person)
    if chinese or not person.family:
        return chinese or _field(person.literal) or _field(person.given)
    return " ".join([_field(person.family).upper(), *_initials(person.given)])


def _gbt_authors(record: Record) -> str:
    names = [_gbt_name(person) for person in record.authors]
    names = [name for name in names if name]
    more = len(names) > _GBT_MOST or record.more_authors
    if not names:
        return ""
    others = [("等" if record.language == "zh" else "et al")] if more else []
    return ", ".join([*names[:_GBT_MOST], *others])


def _gbt_source(record: Record) -> str:
    """Return year, volume, issue and pages after the place of publication: ``刊名, 2024, 12(3): 21–28``."""
    year = str(record.year) if record.year is not None else ""
    volume, issue = _field(record.volume), bare_issue(record.issue)
    place = [_field(record.container), _field(record.publisher)]
    if record.type in _PARTS_OF_A_BOOK:
        place = place[1:]
    number = ", ".join(part for part in (year, volume) if part) + (f"({issue})" if issue else "")
    where = ", ".join(part for part in (*place, number) if part)
    pages = page_range(record.pages)
    return ": ".join(part for part in (where, pages) if part)


def _gbt(record: Record) -> str:
    mark = _MARKS.get(record.type, "Z")
    title = f"{_field(record.title)}[{mark}]"
    container = _field(record.container)
    if record.type in _PARTS_OF_A_BOOK and container:
        title += f"//{container}"
    parts = (_sentence(_gbt_authors(record)), _sentence(title), _sentence(_gbt_source(record)), _address(record))
    return " ".join(part for part in parts if part)
