"""Split a reference list into its entries.

A numbered list is followed by its increasing numbers, because numbers also stand in titles, years and pages; an
unnumbered one by its blank lines, its indents or the way its lines begin and end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from synth.readers.freetext.signs import FOOTER, REFERENCE_LIKE, are_titles, is_notice, looks_like_reference
from synth.readers.text import HAN, shape

_STYLES = {
    "[1]": re.compile(r"\[\s?(\d{1,4})\s?\](?!\s?\()"),
    "(1)": re.compile(r"\((\d{1,4})\)(?=\s?[^\W\d])"),
    "1.": re.compile(rf"(?<![\d.\w])(\d{{1,4}})\.(?=\s+[^\W\d]|[\"“《{HAN}]|[A-Z]|\s+[\"“《\[])"),
    "1)": re.compile(r"(?<![\d.\w(])(\d{1,4})\)(?=\s?[^\W\d])"),
    "1、": re.compile(r"(?<![\d.\w])(\d{1,4})[,](?=\s?[^\W\d\s])"),
    "1 ": re.compile(rf"(?<![\d.\w])(\d{{1,4}})\s+(?=[A-Z{HAN}])"),
}
_INLINE = frozenset({"[1]", "(1)", "1."})
_SHORTEST = 4  # characters; what is shorter is no footer but the rest of an entry
_TWO_ENTRIES = 200  # characters; a shorter line holds but one
_JUMP = 20  # a numbering may skip this many entries that the source has lost
_ENDED = re.compile(r"(?:[.。．;；]|\d|[)）\]］])\s*$")
_COMPLETE = re.compile(r"(?:\d\s?[)）\]］]?|[)）/])\s*[.。．)）]?\s*$|(?:19|20)\d\d")
_BULLET = re.compile(r"^[ \t\u3000]*([•●▪‣◦■◆·*–—-](?=[ \t\u3000])|[•●▪‣◦■◆·](?=\S))", re.MULTILINE)
_AUTHOR_START = re.compile(rf"-{{2,}}|[\"“'‘《«]?(?:[^\W\d_a-z]|[{HAN}]|(?:de|van|von|del|di|da|al)[\s-][A-Z])")
# A line that begins with a name, and perhaps goes on to a year in brackets.
_NAMED = re.compile(
    rf"(?:[^\W\d_a-z][\w'-]+(?:\s[^\W\d_a-z][\w'-]+)?,\s[^\W\d_a-z]\.|[^\W\d_a-z]\.\s?(?:[^\W\d_a-z]\.\s?)*[^\W\d_a-z][\w'-]+"
    rf"|[^\W\d_a-z][\w'-]+\s[A-Z]{{1,3}}[,.]|[{HAN}]{{2,4}}[,.])(?P<year>[^()\n]{{0,200}}\((?:1[89]|20)\d\d)?"
)
_LINK_LAST = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)\S+\s*$")
_RUN_ON = re.compile(
    r"(?<=\d)\.\s(?![^,.;\d]{0,60}\b(?:Verlag|Press|Springer|Publish\w+|Wiley|Elsevier)\b)(?=[^\W\d_a-z][\w'’-]+(?:,\s(?:[A-Z]\.|[A-Z][\w'’-]+)|\s[A-Z]{1,3}[,.]|\s[A-Z][\w'’-]+[,.]))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list: its text as in the source, its first line, and the number printed before it, if any."""

    raw: str
    line: int
    label: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A stretch of the source that is doubtful, and why."""

    raw: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The entries in order, and what was doubtful about the list."""

    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Marker:
    start: int
    value: int


def split_entries(text: str, first_line: int) -> Entries:
    """Split the text of a reference list.

    Parameters
    ----------
    text
        What stands under the heading of the list, or a whole file that is nothing but a list.
    first_line
        The line of the source that the text begins on, from 1.

    Returns
    -------
    Entries
        Every entry, and a remark for everything that is no entry or breaks the numbering.
    """
    chain = find_numbering(text)
    if len(chain) > 1 or (chain and chain[0].start == len(text) - len(text.lstrip())):
        return _numbered(text, first_line, chain)
    if bullets := find_bullets(text):
        lines = _LineCounter(text, first_line)
        ends = [*bullets[1:], len(text)]
        pieces = [Entry(raw=text[a:b].strip(), line=lines.at(a)) for a, b in zip(bullets, ends, strict=True)]
        return _without_footer(pieces)
    return _unnumbered(text, first_line)


def find_bullets(text: str) -> list[int]:
    """Return where the entries of a bulleted list begin; none where the text does not begin with one of its bullets."""
    found = list(_BULLET.finditer(text))
    same = [match.start(1) for match in found if match[1] == found[0][1]]
    return same if len(same) > 1 and not text[: same[0]].strip() else []


def find_numbering(text: str) -> list[_Marker]:
    """Return the markers of the numbered list in a text, in order; none where it is not numbered."""
    outline = shape(text)
    chains = [chain(outline, style) for chain in (_chain, _falling_chain) for style in _STYLES]
    return max(chains, key=len)


def _chain(outline: str, style: str) -> list[_Marker]:
    """Follow the numbering of one style from its first marker.

    Within a line only the next number counts. At the start of a line a number may also skip some, where the next one
    stands nowhere, or begin again at 1.
    """
    markers = [_Marker(match.start(), int(match[1])) for match in _STYLES[style].finditer(outline)]
    places: dict[int, list[int]] = {}
    for marker in markers:
        places.setdefault(marker.value, []).append(marker.start)
    chain: list[_Marker] = []
    for marker in markers:
        leading = _leads_line(outline, marker.start)
        if not leading and style not in _INLINE:
            continue
        if not chain:
            if leading or marker.value == 1:
                chain.append(marker)
        elif _follows(outline, chain[-1], marker, places, style):
            chain.append(marker)
    return chain


def _falling_chain(outline: str, style: str) -> list[_Marker]:
    """Follow a numbering that counts down, as lists with the newest work first do; its numbers lead their lines."""
    chain: list[_Marker] = []
    for match in _STYLES[style].finditer(outline):
        marker = _Marker(match.start(), int(match[1]))
        if _leads_line(outline, marker.start) and (not chain or marker.value == chain[-1].value - 1):
            chain.append(marker)
    return chain


def _follows(outline: str, last: _Marker, marker: _Marker, places: dict[int, list[int]], style: str) -> bool:
    """Whether a marker continues the numbering after the last one accepted."""
    leading, bracketed = _leads_line(outline, marker.start), style == "[1]"
    expected = last.value + 1
    before = outline[max(0, marker.start - 6) : marker.start]
    ended = leading or bool(re.search(r"[.\d)\]}/a-z]\s{0,3}$" if bracketed else r"[.)\]/]\s{0,3}$", before))
    if marker.value == expected:
        return leading or (_opens_entry(outline, marker) if bracketed else ended)
    later = places.get(expected, ())
    if not leading and not (bracketed and ended):
        return False
    if expected < marker.value <= expected + _JUMP:
        return bisect_right(later, marker.start) == len(later) and _opens_entry(outline, marker)
    if marker.value <= last.value and leading:
        follows = places.get(marker.value + 1, ())
        return marker.value == 1 or (marker.value == last.value and bisect_right(follows, marker.start) < len(follows))
    return False


def _opens_entry(outline: str, marker: _Marker) -> bool:
    """Whether what stands after a marker can begin an entry, rather than continue a sentence."""
    after = re.sub(r"^[\[(]?\s?\d{1,4}\s?[\])]?[.,]?\s*", "", outline[marker.start : marker.start + 40])
    return not after or not re.match(r"[,;.)\]a-z]", after) or bool(_AUTHOR_START.match(after))


def _leads_line(outline: str, position: int) -> bool:
    return outline[outline.rfind("\n", 0, position) + 1 : position].strip() == ""


def _numbered(text: str, first_line: int, chain: list[_Marker]) -> Entries:
    """Cut the text at its markers."""
    remarks = []
    lines = _LineCounter(text, first_line)
    lead = text[: chain[0].start]
    if lead.strip():
        remarks.append(
            Remark(raw=lead.strip(), line=lines.at(_skip_space(text, 0)), reason="text before the first entry")
        )
    ends = [marker.start for marker in chain[1:]] + [len(text)]
    entries = []
    for marker, end in zip(chain, ends, strict=True):
        raw = text[marker.start : end]
        cut = _end_of_entry(raw, last=end == len(text))
        entries.append(Entry(raw=raw[:cut].strip(), line=lines.at(marker.start), label=marker.value))
        if raw[cut:].strip() and not (end == len(text) and is_notice(raw[cut:])):
            place = _skip_space(text, marker.start + cut)
            reason = "text after the last reference" if end == len(text) else "text between two references"
            remarks.append(Remark(raw=raw[cut:].strip(), line=lines.at(place), reason=reason))
    step = -1 if len(chain) > 1 and chain[1].value == chain[0].value - 1 else 1
    for before, after in pairwise(entries):
        if after.label != (before.label or 0) + step:
            reason = f"the numbering goes from {before.label} to {after.label}"
            remarks.append(Remark(raw=after.raw, line=after.line, reason=reason))
    return Entries(entries=tuple(entries), remarks=tuple(sorted(remarks, key=lambda remark: remark.line)))


def _end_of_entry(raw: str, *, last: bool) -> int:
    """Return where an entry ends and a footer or a page's furniture begins."""
    if last:
        footer = FOOTER.search(raw, 4)
        cut = footer.start() if footer else len(raw)
    else:
        cut = len(raw)
    for gap in re.finditer(r"\n[ \t]*\n" if not last else r"\n\s*", raw[:cut]):
        before, after = raw[: gap.start()], raw[gap.end() : cut]
        if not after.strip():
            break
        if _COMPLETE.search(before[-12:]) and REFERENCE_LIKE.search(shape(before)) and not _continues(before, after):
            return gap.start()
    return cut


def _continues(before: str, after: str) -> bool:
    """Whether the text after a line break belongs to the entry before it."""
    return (
        bool(re.match(r"[\s,.;:()\[a-z\d，。．；：（－–-]|https?:|doi", after.lstrip()))
        or not _ENDED.search(before)
        or len(after.strip()) < _SHORTEST
    )


def _unnumbered(text: str, first_line: int) -> Entries:
    """Split a list without numbers: by blank lines, or by its lines."""
    lines = text.split("\n")
    blocks = _paragraphs(lines)
    if not any(line[:1].isspace() and line.strip() for line in lines) and are_titles(_unstopped(lines)):
        groups = [(index, line) for index, line in enumerate(lines) if line.strip()]
    elif len(blocks) > 1 and sum(looks_like_reference(block) for _, block in blocks) >= 0.6 * len(blocks):
        groups = blocks
    else:
        groups = _by_line(lines)
    entries = [
        Entry(raw=piece.strip(), line=first_line + index)
        for index, raw in groups
        for piece in _run_on(raw)
        if piece.strip()
    ]
    return _without_footer(entries)


def _unstopped(lines: list[str]) -> list[str]:
    """Return the lines before a footer, without the stops at their ends."""
    end = next((index for index, line in enumerate(lines) if FOOTER.match(line.strip())), len(lines))
    return [line.rstrip(" .。．") for line in lines[:end]]


def _run_on(raw: str) -> list[str]:
    """Cut a line that holds several entries; a piece without a year or link is no entry, but a part of one."""
    pieces: list[str] = []
    for piece in _RUN_ON.sub(".\x00", raw).split("\x00") if len(raw) > _TWO_ENTRIES else [raw]:
        if pieces and not (looks_like_reference(pieces[-1]) and looks_like_reference(piece)):
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    return pieces


def _paragraphs(lines: list[str]) -> list[tuple[int, str]]:
    """Group lines by the blank lines between them; each paragraph with the index of its first line."""
    groups: list[tuple[int, list[str]]] = []
    fresh = True
    for index, line in enumerate(lines):
        if not line.strip():
            fresh = True
            continue
        if fresh:
            groups.append((index, []))
            fresh = False
        groups[-1][1].append(line)
    paragraphs = [(index, "\n".join(part)) for index, part in groups]
    several = [(index, raw) for index, raw in paragraphs if "\n" in raw]
    return paragraphs if len(several) < len(paragraphs) and not _mostly_single(several) else _by_line(lines)


def _mostly_single(paragraphs: list[tuple[int, str]]) -> bool:
    """Whether the lines of the paragraphs are entries of their own."""
    lines = [line for _, raw in paragraphs for line in raw.split("\n")]
    return bool(lines) and sum(looks_like_reference(line) and bool(_ENDED.search(line)) for line in lines) > 0.8 * len(
        lines
    )


def _by_line(lines: list[str]) -> list[tuple[int, str]]:
    """Group lines: a line that an indent, a small letter or an unfinished line before it marks as wrapped joins on."""
    groups: list[tuple[int, str]] = []
    kept = [line for line in lines if line.strip()]
    hanging = any(line[0].isspace() for line in kept) and any(not line[0].isspace() for line in kept)
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        if groups and _wrapped(groups[-1][1], line, hanging=hanging):
            groups[-1] = (groups[-1][0], groups[-1][1] + "\n" + line)
        else:
            groups.append((index, line))
    return groups


def _wrapped(before: str, line: str, *, hanging: bool) -> bool:
    if hanging:
        return line[0].isspace()
    if not _AUTHOR_START.match(shape(line).lstrip()):
        return True
    named, end = _NAMED.match(shape(line).lstrip()), before[-_TWO_ENTRIES:]
    over = _ENDED.search(end) or (named and (_LINK_LAST.search(end) or named["year"]))
    return not (over and looks_like_reference(before))


def _without_footer(entries: list[Entry]) -> Entries:
    """Set aside what follows the last reference."""
    for index, entry in enumerate(entries):
        later = entries[index + 1 :]
        footer = FOOTER.search(entry.raw)
        cut = footer.start() if footer else _end_of_entry(entry.raw, last=True) if not later else len(entry.raw)
        if cut == len(entry.raw) or (cut == 0 and index == 0):
            continue
        if any(looks_like_reference(more.raw) and not FOOTER.search(more.raw) for more in later):
            continue
        rest = "\n".join([entry.raw[cut:].lstrip(), *(more.raw for more in later)])
        line = entry.line + entry.raw.count("\n", 0, _skip_space(entry.raw, cut))
        head = entry.raw[:cut].strip()
        kept = entries[:index] + ([Entry(raw=head, line=entry.line)] if head else [])
        remark = Remark(raw=rest, line=line, reason="text after the last reference")
        return Entries(entries=tuple(kept), remarks=() if is_notice(rest) else (remark,))
    return Entries(entries=tuple(entries))


class _LineCounter:
    """Line numbers of positions, for a text that starts on a given line."""

    def __init__(self, text: str, first_line: int) -> None:
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._first = first_line

    def at(self, position: int) -> int:
        return self._first + bisect_right(self._breaks, position - 1)


def _skip_space(text: str, position: int) -> int:
    match = re.compile(r"\s*").match(text, position)
    return match.end() if match else position
