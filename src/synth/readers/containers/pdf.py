"""Read PDF documents through pdfium, where that is installed."""

from __future__ import annotations

import re
from collections import Counter
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from synth.errors import DataError
from synth.readers import freetext
from synth.readers.containers.blocks import relocated
from synth.readers.containers.sandbox import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.readers.intake import Reading

_FIX = "Give the references as text, or export them as RIS or BibTeX"
# pdfium writes U+0002 or U+FFFE for a hyphen at the end of a line, and joins the line after it.
_HYPHEN = re.compile(r"([^\W_]*)[\x02\ufffe][ \t]*(?:\r?\n)?[ \t]*([^\W_]*)")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_BREAKS = re.compile(r"\r\n?|\f|\u2028|\u2029")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|第)?\s*(\d{1,4})\s*(?:页|(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_ENDED = re.compile(r"[.。．;；!?？！:：)\]）］/\d]\s*$")
_EDGE = 2  # lines at the top and bottom of a page that may be furniture
_LETTERS = 6  # that a running head has at the least
_FEW_PAGES = 4
_LEAST_TEXT = 20  # letters; a scanned document has none, or those of a stamp


def read(data: bytes, source: str) -> Reading:
    """Read a PDF document.

    Parameters
    ----------
    data
        Its bytes.
    source
        Its name.

    Raises
    ------
    DataError
        If pdfium is not installed, or if the document is damaged, locked, scanned or holds no references.
    LimitError
        If it needs more time or memory than is bearable.
    """
    if find_spec("pypdfium2") is None:
        raise DataError(
            "is a PDF; reading it needs an extra", where=source, fix='Install it: pip install "synth-review[pdf]"'
        )
    texts = cast("list[str]", parse("pdf", data, source, fix=_FIX))
    compounds = frozenset(word.casefold() for text in texts for word in _COMPOUND.findall(text))
    pages = [_lines(text, compounds) for text in texts]
    if sum(character.isalpha() for page in pages for line in page for character in line) < _LEAST_TEXT:
        raise DataError(
            "is a PDF without text, perhaps scanned", where=source, fix="Run text recognition (OCR) on it first"
        )
    text, places = _joined(without_furniture(pages))
    return relocated(freetext.read(text, source), places, "PDF")


def _lines(page: str, compounds: frozenset[str]) -> list[str]:
    """Return the lines of a page, a word that is broken between two lines on the first of them."""

    def whole(match: re.Match[str]) -> str:
        """Join the parts of a word; a hyphen of its own stays: in a number, in a compound, before a capital."""
        first, second = match[1], match[2]
        own = not second[:1].islower() or f"{first}-{second}".casefold() in compounds
        return f"{first}-{second}" if own else first + second

    return [line.rstrip() for line in _BREAKS.sub("\n", _HYPHEN.sub(whole, page)).split("\n")]


def _joined(pages: Sequence[Sequence[str]]) -> tuple[str, list[int]]:
    """Return the pages as text, and for each line the number of its page.

    A blank line stands between two pages, unless the last line of the first one goes on in the next.
    """
    lines: list[tuple[str, int]] = []
    for number, page in enumerate(pages, start=1):
        filled = [line for line in page if line.strip()]
        if lines and filled and _ENDED.search(lines[-1][0]):
            lines.append(("", number))
        lines += [(line, number) for line in _trimmed(page)]
    return "\n".join(line for line, _ in lines), [number for _, number in lines]


def _trimmed(page: Sequence[str]) -> Sequence[str]:
    """Return a page without the blank lines around its text."""
    filled = [i for i, line in enumerate(page) if line.strip()]
    return page[filled[0] : filled[-1] + 1] if filled else []


def without_furniture(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the pages without running heads and page numbers.

    Parameters
    ----------
    pages
        The lines of each page.

    Returns
    -------
    list of list of str
        A line at the edge of a page is left out where its letters stand at the edge of several pages, or where it is a
        number that counts the pages.
    """
    edges = [_edges(page) for page in pages]
    heads = Counter(key for page, edge in zip(pages, edges, strict=True) for key in {_letters(page[i]) for i in edge})
    least = max(2, len(pages) // 4) if len(pages) <= _FEW_PAGES else max(3, len(pages) // 5)
    running = {key for key, count in heads.items() if count >= least and len(key) >= _LETTERS}
    shifts = Counter(
        shift
        for index, (page, edge) in enumerate(zip(pages, edges, strict=True))
        for shift in _shifts(page, edge, index)
    )
    shift = min((shift for shift, count in shifts.items() if count == max(shifts.values())), default=0)
    counted = shifts[shift] >= max(2, len(pages) // 2)
    kept = []
    for index, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        gone = {i for i in edge if _letters(page[i]) in running or (counted and shift in _shifts(page, {i}, index))}
        kept.append([line for i, line in enumerate(page) if i not in gone])
    return kept


def _edges(page: Sequence[str]) -> set[int]:
    """Return the places of the first and last lines of a page that hold anything."""
    filled = [i for i, line in enumerate(page) if line.strip()]
    return {*filled[:_EDGE], *filled[-_EDGE:]}


def _letters(line: str) -> str:
    """Return what a running head is told by: its letters, as the numbers in it change from page to page."""
    return "".join(character for character in line.casefold() if character.isalpha())


def _shifts(page: Sequence[str], edge: set[int], index: int) -> set[int]:
    """Return how far the bare numbers at the edge of a page are from its place in the document."""
    return {int(match[1]) - index for i in edge if (match := _PAGE_NUMBER.fullmatch(page[i]))}
