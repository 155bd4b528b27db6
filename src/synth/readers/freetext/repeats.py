"""Entries that point back: a dash for the author of the entry before, *ibid.*, *see [3]*."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from synth.readers.freetext.authors import read_authors
from synth.readers.text import shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.readers.freetext.entries import Entry

_SAME_AUTHOR = re.compile(r"(?:[-_]\s?){2,}(?=\s?[.,:;(\s\d])|(?:idem|id)\b\.?(?=,)", re.IGNORECASE)
_SAME_WORK = re.compile(r"(?:ibid(?:em)?|ib|loc\.?\s?cit|op\.?\s?cit)\b\.?|同上|同前(?:注|引)|同前$", re.IGNORECASE)
_OTHER_WORK = re.compile(r"同(?:注释?|前注)?\s?[\[(]?\s?(\d{1,4}|[①-⑳])\s?[\])]?(?=[\s,.;:]|$)")
_SHORT = 200  # characters; a longer entry says all of itself


def points_back(entry: Entry) -> bool:
    """Whether an entry is no more than a reference to an earlier one."""
    outline = shape(entry.text[:_SHORT])
    return len(entry.text) < _SHORT and bool(_SAME_WORK.match(outline) or _OTHER_WORK.match(outline))


def resolve_repeats(entries: Iterable[Entry]) -> list[tuple[Entry, str]]:
    """Fill in what entries leave to an earlier one.

    Parameters
    ----------
    entries
        The entries of one list.

    Returns
    -------
    list
        Each entry, its ``text`` now complete in itself, with what is doubtful about that (empty for nothing).
    """
    resolved: list[tuple[Entry, str]] = []
    texts: dict[int | None, str] = {}
    before = ""
    for entry in entries:
        outline = shape(entry.text[:_SHORT])
        text, doubt = entry.text, ""
        if before and (match := _SAME_AUTHOR.match(outline)):
            text = _authors_of(before) + entry.text[match.end() :]
        elif before and len(entry.text) < _SHORT and _SAME_WORK.match(outline):
            text, doubt = before, "points back to the entry before it, which it repeats"
        elif len(entry.text) < _SHORT and (match := _OTHER_WORK.match(outline)) and _number(match[1]) in texts:
            text, doubt = texts[_number(match[1])], f"points back to entry {match[1]}, which it repeats"
        before = text
        texts[entry.label] = text
        resolved.append((replace(entry, text=text), doubt))
    return resolved


def _number(written: str) -> int:
    return int(unicodedata.numeric(written)) if len(written) == 1 else int(written)


def _authors_of(text: str) -> str:
    """Return the authors that an entry begins with, as written."""
    end = read_authors(text).end
    written = text[:end] if end else re.split(r"[.(]", text, maxsplit=1)[0]
    return written.rstrip(" .,:;(")
