"""What every format needs: text without control characters, cut to a width, and citations as numbers in brackets."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from synth.datatypes import Cite
from synth.errors import SynthError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from synth.datatypes import Claim, Corpus, LanguageCode

# C0 and C1 controls that are no white space, lone surrogates, zero-width and bidirectional marks, the byte order mark,
# and the two non-characters XML forbids: none of them is content, and each can hide or reorder what a reader sees.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPACES = re.compile(r"\s+")
_RANGE_FROM = 3


def clean(text: str) -> str:
    """Return the text without control and bidirectional characters, each run of white space as one space."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


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


def number_of(record_id: str, numbers: Mapping[str, int]) -> int:
    """Return a record's number.

    Raises
    ------
    SynthError
        If no included record has this id.
    """
    if record_id not in numbers:
        raise SynthError(
            "A result names a record that is not in the corpus",
            where=record_id,
            fix="This is a fault in synth, not in the source: please report it together with the source",
        )
    return numbers[record_id]


def compress(numbers: Iterable[int]) -> str:
    """Return numbers sorted, without repeats, with runs of three or more as a range: ``1, 4–6``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = ([f"{run[0]}–{run[-1]}"] if len(run) >= _RANGE_FROM else [str(number) for number in run] for run in runs)
    return ", ".join(text for part in parts for text in part)


def brackets(cite: Cite, numbers: Mapping[str, int]) -> str:
    """Return a citation as ``[1, 4–6]``; empty where it names no record."""
    inside = compress(number_of(record_id, numbers) for record_id in cite.record_ids)
    return f"[{inside}]" if inside else ""


def claim_text(
    claim: Claim,
    numbers: Mapping[str, int],
    language: LanguageCode,
    escape: Callable[[str], str] = clean,
    mark_up: Callable[[Cite, str], str] = lambda _, mark: mark,
) -> str:
    """Return one sentence with its citations as numbers.

    Parameters
    ----------
    claim
        The sentence.
    numbers
        The number of each record by its id.
    language
        The language of the prose: English has a space before a citation, Chinese none.
    escape
        What the text between the citations goes through; it removes control characters at least.
    mark_up
        What a citation and its number in brackets become; the brackets stay as they are by default.
    """
    text = ""
    for part in claim.parts:
        if not isinstance(part, Cite):
            text += escape(part)
            continue
        mark = brackets(part, numbers)
        needs_space = language == "en" and mark and text and text[-1] not in " ([“‘—–"
        mark = mark_up(part, mark) if mark else ""
        text += f" {mark}" if needs_space else mark
    return _SPACES.sub(" ", text).strip()
