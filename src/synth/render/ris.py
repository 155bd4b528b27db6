"""RIS, which every reference manager reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.citations.item import joined_keywords
from synth.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from synth.datatypes import Person, Record

_TYPES = {
    "article": "INPR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "LEGAL",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "ICOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
# In these, T2 is read as a series or a university.
_ALONE = frozenset(("book", "report", "thesis"))
_RANGE = re.compile(r"([A-Za-z]?\d+)\s?[-‐‑‒–—−]{1,2}\s?([A-Za-z]?\d+)")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def render_ris(records: Iterable[Record]) -> str:
    """Return records as RIS, one value a line.

    Parameters
    ----------
    records
        What to write, in this order. The name of a body ends with a comma, as reference managers expect it; an author
        "et al." stands for those that the source does not name.
    """
    return "\n".join(_entry(record) for record in records)


def _entry(record: Record) -> str:
    lines = [f"TY  - {_TYPES.get(record.type, 'GEN')}"]
    lines += (f"{tag}  - {text}" for tag, value in _values(record) if (text := clean(value).strip()))
    return "\n".join([*lines, "ER  - ", ""])


def _values(record: Record) -> Iterator[tuple[str, str]]:
    """Yield every tag and value between the first and the last line of an entry."""
    yield "ID", record.id
    yield from (("AU", _name(person)) for person in record.authors)
    yield "AU", "et al." if record.more_authors else ""
    yield "TI", record.title
    yield "TT", record.translated_title
    yield "JF" if record.type in _ALONE else "T2", record.container
    yield "PY", str(record.year or "")
    yield "VL", record.volume
    yield "IS", record.issue
    # A range that is more than two numbers and a dash stays as it is.
    pages = _RANGE.fullmatch(record.pages)
    first, last = pages.groups() if pages and pages[1] != pages[2] else (record.pages, "")
    yield "SP", first
    yield "EP", last
    yield "PB", record.publisher
    yield "DO", record.doi
    yield "UR", record.url
    yield "AB", record.abstract
    # Many programs split a lone line of keywords at its commas.
    single = len(record.keywords) == 1
    yield from (("KW", joined_keywords([word]) if single else word) for word in record.keywords)
    yield "LA", record.language


def _name(person: Person) -> str:
    if person.family:
        return f"{person.family}, {person.given}".rstrip(" ")
    name = person.literal or person.given
    return name if _CHINESE.search(name) or " " not in name else f"{name},"
