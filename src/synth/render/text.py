"""What every format needs: text without control characters, cut to a width, and sentences with their citations."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from synth.citations.numbered import number_of
from synth.citations.richtext import clean
from synth.datatypes import Cite

if TYPE_CHECKING:
    from collections.abc import Callable

    from synth.citations import Bibliography
    from synth.datatypes import Claim, Corpus, LanguageCode

__all__ = [
    "citation_text",
    "claim_pieces",
    "claim_text",
    "clean",
    "cut",
    "display_width",
    "escape_mark",
    "number_of",
    "numbers_of",
]

_SPACES = re.compile(r"\s+")
# Numbers need no escape in any format; names and titles do.
_NUMBERS = re.compile(r"[\[\]() ,\d–-]*(?:and \d+ more|另有\d+篇)?[\])]?")


def display_width(text: str) -> int:
    """Return how many columns a terminal takes for the text: two for a wide character, none for a combining mark."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def cut(text: str, columns: int) -> str:
    """Return the cleaned text, shortened with an ellipsis to at most ``columns`` display columns."""
    text = clean(text).strip()
    if len(text) <= columns and display_width(text) <= columns:
        return text
    kept: list[str] = []
    room = columns - 1
    for character in text:
        room -= display_width(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def numbers_of(corpus: Corpus) -> dict[str, int]:
    """Return the number of each included record by its id."""
    return {record.id: record.number for record in corpus.records}


def citation_text(
    cite: Cite, bibliography: Bibliography, escape: Callable[[str], str] = clean, before: str = ""
) -> str:
    """Return a citation in the style of the bibliography, escaped unless it is plain numbers."""
    return escape_mark(bibliography.citation(cite.record_ids, before, whole=cite.whole), escape)


def claim_text(
    claim: Claim,
    bibliography: Bibliography,
    language: LanguageCode,
    escape: Callable[[str], str] = clean,
    mark_up: Callable[[Cite, str], str] = lambda _, mark: mark,
) -> str:
    """Return one sentence with its citations.

    Parameters
    ----------
    claim
        The sentence.
    bibliography
        How the records are cited.
    language
        The language of the prose: English has a space before a citation, Chinese none.
    escape
        What the text between the citations goes through; it removes control characters at least.
    mark_up
        What a citation and its number in brackets become; the brackets stay as they are by default.
    """
    text = ""
    for piece, cite in claim_pieces(claim, bibliography, language):
        text += mark_up(cite, escape_mark(piece, escape)) if cite else escape(piece)
    return _SPACES.sub(" ", text).strip()


def claim_pieces(
    claim: Claim, bibliography: Bibliography, language: LanguageCode
) -> tuple[tuple[str, Cite | None], ...]:
    """Return one sentence as plain stretches of text, each with the citation that it is, if it is one.

    Parameters
    ----------
    claim
        The sentence.
    bibliography
        How the records are cited.
    language
        The language of the prose: English has a space before a citation, Chinese none.
    """
    pieces: list[tuple[str, Cite | None]] = []
    text = before = ""
    for part in claim.parts:
        if not isinstance(part, Cite):
            pieces.append((part, None))
            before += part
            text += part
            continue
        mark, before = bibliography.citation(part.record_ids, before, whole=part.whole), ""
        if not mark:
            text = text.rstrip(" ")
            pieces = [*pieces[:-1], (pieces[-1][0].rstrip(" "), pieces[-1][1])] if pieces else []
            continue
        if language == "en" and text and text[-1] not in " ([“‘—–":
            pieces.append((" ", None))
        pieces.append((mark, part))
        text += mark
    return tuple(pieces)


def escape_mark(mark: str, escape: Callable[[str], str]) -> str:
    """Return a citation escaped, unless it is plain numbers."""
    return mark if _NUMBERS.fullmatch(mark) else escape(mark)
