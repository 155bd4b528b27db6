"""The fields of a record as every style wants them: trimmed, without punctuation of their own at the ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.citations.richtext import clean

if TYPE_CHECKING:
    from synth.datatypes import Record

PERIODICALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
PARTS = frozenset({"chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"})
# Where a database has a number of the work itself, it has it as the issue.
NUMBERED = frozenset({"patent", "report", "standard"})
WEB_PAGES = frozenset({"webpage", "post", "post-weblog"})

# No field that a database knows is longer; what is, was read wrongly, and references.bib has it whole.
_LONGEST, _LONGEST_WORD = 600, 40
_LOOSE = " \t,;:，；：、"
_ABBREVIATION = re.compile(r"(?:\b\w\.|\.\.|\b(?:etc|al|Inc|Ltd|Co|Corp|Jr|Sr|St|vs|No|Vol|ed|eds))\.?$", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_PAGES_PREFIX = re.compile(r"^(?:pp?\.|pages?)\s*(?=[\w])", re.IGNORECASE)
_RANGE = re.compile(r"(?<=[0-9ivxlcIVXLC])\s*[-‐‑‒–—−~～]+\s*(?=[A-Za-z]?\d|[ivxlcIVXLC]+\b)")
_SAME_PAGE = re.compile(r"(?<!\w)(\w+)–\1(?!\w)")
_ARTICLE_NUMBER = re.compile(r"[eE]\d+")
_PAGE_PAIR = re.compile(r"(?<![\w.])(?P<letter>[A-Za-z]?)(?P<first>\d+)–(?P=letter)(?P<last>\d+)(?![\d.])")


def field(text: str) -> str:
    """Return a field cleaned, trimmed, and cut with an ellipsis where no reader could have meant all of it."""
    text = clean(text).strip(_LOOSE)
    if len(text) <= _LONGEST:
        return text
    # A cut within a word is hard to read; text without spaces has no such place.
    words, _, rest = text[: _LONGEST - 1].rpartition(" ")
    return f"{(words if words and len(rest) < _LONGEST_WORD else text[: _LONGEST - 1]).rstrip(_LOOSE)}…"


def title_of(record: Record) -> str:
    """Return the title without a final stop, unless it belongs to an abbreviation."""
    title = field(record.title)
    ended = title.endswith((".", "。")) and not _ABBREVIATION.search(title[:-1] + ".")
    return title[:-1].rstrip(_LOOSE) or title if ended and not _is_initial(title) else title


def _is_initial(title: str) -> bool:
    return bool(re.search(r"(?:\b[A-Z]\.){1,}$|\.\.$", title))


def bare_doi(doi: str) -> str:
    """Return a DOI from "10." on, whichever form the source gave it in."""
    return _DOI_PREFIX.sub("", clean(doi).strip())


def doi_address(record: Record) -> str:
    """Return the address a DOI leads to; empty without one."""
    doi = bare_doi(record.doi)
    return f"https://doi.org/{doi}" if doi else ""


def address(record: Record) -> str:
    """Return where the work is found: its DOI as an address, else its own address."""
    return doi_address(record) or clean(record.url).strip()


def bare_issue(issue: str) -> str:
    """Return an issue without the brackets some sources keep around it."""
    return field(issue).strip("()（）").strip()


def work_number(record: Record) -> str:
    """Return the number of a patent, report or standard."""
    return bare_issue(record.issue) if record.type in NUMBERED else ""


def has_host(record: Record) -> bool:
    """Return whether the work is a part of a book or of a collection that is named."""
    return record.type in PARTS | {"book"} and bool(field(record.container))


def page_range(pages: str, dash: str = "–") -> str:
    """Return pages without "pp.", with the dash of a style between numbers that differ: ``21–28+37``."""
    return _SAME_PAGE.sub(r"\1", _RANGE.sub("–", _PAGES_PREFIX.sub("", field(pages)))).replace("–", dash)


def short_page_range(pages: str) -> str:
    """Return pages with the last number cut to what differs from the first: ``284-7``."""
    return _PAGE_PAIR.sub(_shortened, page_range(pages)).replace("–", "-")


def _shortened(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    if len(first) != len(last) or first >= last:
        return match.group()
    same = next(i for i, (one, other) in enumerate(zip(first, last, strict=True)) if one != other)
    return f"{match['letter']}{first}–{last[same:]}"


def is_range(pages: str) -> bool:
    """Return whether pages are more than one."""
    return bool(re.search(r"[–,+;、-]", pages))


def is_article_number(pages: str) -> bool:
    """Return whether pages are the number of an article that has none: ``e0123``."""
    return bool(_ARTICLE_NUMBER.fullmatch(pages))


def publisher_of(record: Record) -> str:
    """Return the publisher, unless it is the only author or the place the work appeared in."""
    publisher = field(record.publisher)
    names = {field(person.literal).casefold() for person in record.authors[:1] if len(record.authors) == 1}
    return "" if publisher.casefold() in {*names, field(record.container).casefold()} else publisher
