"""Take out of a list what is no reference: running headers, page numbers, marks of the database, links, headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise

from synth.readers.freetext.residue import link_lines, subheadings
from synth.readers.text import HAN, shape

# Spaces in these patterns are layout.
_PAGE_NUMBER = re.compile(
    r"""
    (?P<plain>\d{1,4}) | (?P<decorated>
        [-·.|*~]{1,2}\s?(\d{1,4})\s?[-·.|*~]{1,2} | 第\s?\d{1,4}\s?页 (?:\s?/?\s?共\s?\d{1,4}\s?页)?
        | (?:page|p\.)\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})? | \d{1,4}\s(?:of|/)\s\d{1,4} | \f+\s?\d{0,4}
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STAMP = re.compile(
    r"""
    [\#*\s]*(?:
        chinaxiv(?:合作期刊|:\S+)? | 万方数据 | (?:中国知网)?\s?https?://(?:www\.)?cnki\.net\S{0,20}
        | \(c\)\s?1994-20\d\d\sChina\sAcademic.*
        | downloaded\s(?:from|by)\b.* | (?:hhs\spublic\saccess|author\smanuscript|nih-pa\sauthor\smanuscript)
        | this\sarticle\sis\sprotected\sby\scopyright.* | (?:references|参考文献)\s?\(?(?:continued|cont'd|续)\)?
        | page\s?break | !\[[^\]]*\]\([^)]*\)
    )\s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNFINISHED = re.compile(r"(?:[,:(&-]|\b(?:pp?|vol|no|pages|volume|issue|and|of|the|in)\.?)\s*$", re.IGNORECASE)
_MARKER = re.compile(rf"\s*(?:\[\s?\d|\(\d|\d{{1,4}}[.),]\s?[A-Z{HAN}\"])")
_HEADER_LIKE = re.compile(
    r"^[^,;\[\]]{4,60}(?:第\s?0\s?[卷期]\s?$|\s{3,}\S.*)$|\bet\sal\.\s?/|\bvol\.?\s0,?\s(?:no|issue)\.?\s0$",
    re.IGNORECASE,
)
_HEADER = range(3, 121)  # characters of a running header
_LABELS = 15  # lines between two numbers below which they are those of entries, not of pages
_APART = 8  # lines at the least between two running headers


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """A text without the furniture of its pages.

    ``lines`` holds the source's line number of each line of ``text``; ``taken_out`` each kind of what was taken out,
    with the line numbers of its pieces.
    """

    text: str
    lines: tuple[int, ...]
    taken_out: dict[str, tuple[tuple[int, str], ...]]

    def line_at(self, position: int) -> int:
        """Return the source's line of a position in the text."""
        return self.lines[min(self.text.count("\n", 0, position), len(self.lines) - 1)]


class LineCounter:
    """The source's line numbers of positions in a clean text, for many positions."""

    def __init__(self, clean: CleanText) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in clean.text.split("\n"))][:-1]
        self._lines = clean.lines

    def at(self, position: int) -> int:
        """Return the line of a position."""
        return self._lines[bisect_right(self._starts, position) - 1]


def without_furniture(text: str, first_line: int) -> CleanText:
    """Take out what belongs to the printed page and not to the list on it.

    Parameters
    ----------
    text
        The text of the list.
    first_line
        The line of the source that it begins on, from 1.
    """
    lines = text.split("\n")
    outlines = [shape(line).strip() for line in lines]
    found = _page_numbers(outlines) | {index for index, line in enumerate(outlines) if line and _STAMP.fullmatch(line)}
    found |= _headers(outlines, found)
    links, headings = link_lines(outlines) - found, subheadings(outlines) - found
    kinds = {"page numbers and running headers": found, "links below the references": links, "headings": headings}
    dropped = found | links | headings | (_blanks_around(outlines, found) if found else set())
    kept = [index for index in range(len(lines)) if index not in dropped]
    return CleanText(
        text="\n".join(lines[index] for index in kept) if dropped else text,
        lines=tuple(first_line + index for index in kept) or (first_line,),
        taken_out={
            kind: tuple((first_line + index, lines[index].strip()) for index in sorted(those))
            for kind, those in kinds.items()
            if those
        },
    )


def _page_numbers(outlines: list[str]) -> set[int]:
    """Return the lines that hold but a page's number; a bare number must count up, or stand between blank lines."""
    bare: list[tuple[int, int]] = []
    found: set[int] = set()
    before = ""
    last = len(outlines) - 1
    for index, line in enumerate(outlines):
        match = _PAGE_NUMBER.fullmatch(line) if 0 < len(line) < 20 else None  # noqa: PLR2004 - longer than any page number
        if match and match["decorated"]:
            found.add(index)
        elif match:
            bare.append((index, int(line)))
            if 0 < index < last and not outlines[index - 1] + outlines[index + 1] and not _UNFINISHED.search(before):
                found.add(index)
        if line and not match:
            before = line[-12:]
    values = [value for _, value in bare]
    if len(bare) > 1 and values == list(range(1, len(bare) + 1)) and bare[-1][0] - bare[0][0] < _LABELS * len(bare):
        return found - {index for index, _ in bare}  # the numbers of the entries, each on a line of its own
    for (index, value), (later, following) in pairwise(bare):
        if following - value in {1, 2} and later - index >= _APART:
            found |= {index, later}
    return found


def _headers(outlines: list[str], numbers: set[int]) -> set[int]:
    """Return the running headers: lines that come again, but for their numbers, where a page ends or begins."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(outlines):
        if len(line) in _HEADER and index not in numbers and not _MARKER.match(line):
            places.setdefault(re.sub(r"\d+", "0", line), []).append(index)
    found: set[int] = set()
    for key, same in places.items():
        if len(same) > 1 and re.search(rf"[A-Za-z{HAN}]{{2}}", key) and all(b - a >= _APART for a, b in pairwise(same)):
            at_break = [index for index in same if _at_break(outlines, index, numbers)]
            if len(at_break) == len(same) or _counts_up([outlines[index] for index in same]):
                found |= set(same)
    for key, same in places.items():
        if len(same) == 1 and key and {same[0] - 1, same[0] + 1} & found and _at_break(outlines, same[0], numbers):
            found |= set(same) if len(key) < 40 and not re.search(r"[.,;:]$", key) else set()  # noqa: PLR2004 - the header of the other side
        if len(same) == 1 and {same[0] - 1, same[0] + 1, same[0] + 2} & numbers and _HEADER_LIKE.search(key):
            found |= set(same)
    return found


def _at_break(outlines: list[str], index: int, numbers: set[int]) -> bool:
    """Whether a line stands beside a page number, blank lines not counting, or alone between blank lines."""
    before, after = index - 1, index + 1
    alone = (before < 0 or not outlines[before]) and (after >= len(outlines) or not outlines[after])
    while before >= 0 and not outlines[before] and index - before < 4:  # noqa: PLR2004 - a gap between pages
        before -= 1
    while after < len(outlines) and not outlines[after] and after - index < 4:  # noqa: PLR2004 - a gap between pages
        after += 1
    beside = before in numbers or after in numbers
    return beside or (alone and not re.search(r"[.,;]$|[\[(]\d{4}", outlines[index]))


def _counts_up(lines: list[str]) -> bool:
    """Whether lines differ in one number only, which grows from page to page."""
    numbers = [[int(number) for number in re.findall(r"\d{1,9}", line)] for line in lines]
    columns = [column for column in zip(*numbers, strict=True) if len(set(column)) > 1]
    return len(columns) == 1 and all(b - a in {1, 2} for a, b in pairwise(columns[0]))


def _blanks_around(outlines: list[str], found: set[int]) -> set[int]:
    """Return the blank lines that go with the furniture: all of a break but one where the list has them elsewhere."""
    written = [index for index, line in enumerate(outlines) if line and index not in found]
    gaps = [(a, b) for a, b in pairwise(written) if b - a > 1]
    spaced = sum(1 for a, b in gaps if not found & set(range(a + 1, b)))
    separated = 3 * spaced >= max(1, len(written) - len(gaps))
    dropped: set[int] = set()
    for a, b in gaps:
        between = range(a + 1, b)
        pieces = [index for index in between if index in found]
        if not pieces:
            continue
        blanks = [index for index in between if index not in found]
        outer = [index for index in blanks if index < pieces[0] or index > pieces[-1]]
        both = any(index < pieces[0] for index in outer) and any(index > pieces[-1] for index in outer)
        dropped |= set(blanks) - ({outer[0]} if outer and (separated or not both) else set())
    return dropped
