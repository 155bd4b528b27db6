"""What one free-text reference says, whichever way it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from synth.datatypes import LanguageCode, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedCitation:
    """The fields of one reference; what it does not give is empty.

    ``structured`` is false where neither authors, a year nor a container were found, so that the title is merely the
    whole text. ``confidence`` is from 0 to 1.
    """

    title: str
    authors: tuple[Person, ...] = ()
    more_authors: bool = False
    year: int | None = None
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    url: str = ""
    type: str = "article-journal"
    language: LanguageCode = "en"
    translated_title: str = ""
    structured: bool = True
    confidence: float = 1.0
