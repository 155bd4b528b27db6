"""Split a reference list into its entries.

A numbered list is followed by its increasing numbers, because numbers also stand in titles, years and pages; an
unnumbered one by its bullets, its blank lines, its indents or the way its entries begin and end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from synth.readers.freetext.boundaries import boundaries, cut
from synth.readers.freetext.furniture import CleanText, LineCounter, without_furniture
from synth.readers.freetext.markers import Marker, find_numbering
from synth.readers.freetext.residue import compounds_of, without_back_link, without_residue
from synth.readers.freetext.signs import (
    FOOTER,
    REFERENCE_LIKE,
    are_titles,
    is_notice,
    looks_like_reference,
    opening,
)
from synth.readers.names import pinyin_surnames
from synth.readers.text import HAN, shape

_SHORTEST = 4  # characters; what is shorter is no footer but the rest of an entry
_LABEL = re.compile(
    r"[ \t\u3000]*(?:[•●▪‣◦■◆·*+^↑–—-]\s*)?"
    r"(?:\\?\[[^\]\n]{1,12}\\?\]:?|[\[({|]?\s?(?=[lIOo]{0,3}\d)[\dlIOo]{1,4}\s?[\])}|.,:、．）］】])?[ \t]*"
)
_BULLET = re.compile(
    r"^[ \t\u3000]*([•●▪‣◦■◆·*+^↑–—-](?=[ \t\u3000])|[•●▪‣◦■◆·↑](?=\S)"
    r"|(?P<key>\[[A-Za-z]{1,12}[+&A-Za-z]{0,8}[\s:-]?\d{2,4}[a-z]?\]))",
    re.MULTILINE,
)
_DAMAGED = re.compile(r"\s*[\[(［（【|]\S{1,5}[\])］）】|]\s*")
_COMPLETE = re.compile(r"(?:\d\s?[)）\]］]?|[)）/])\s*[.。．)）]?\s*$|(?:19|20)\d\d")
_ENDED = re.compile(r"(?:[.。．;；]|\d|[)）\]］])\s*$")
_GOES_ON = re.compile(r"[\s,.;:()\[a-z\d，。．；：（－–-]|https?:|doi|(?:Available|Retrieved|Accessed)\b")
_HAN = re.compile(f"[{HAN}]")
_BETWEEN_WORKS = re.compile(r"(?<=[\d页年版])[）)]?[;；]\s*(?:and\s|另见)?(?=[^\W\d_a-z])")
_NAMED = 2.5  # the weight of what surely begins with a name
_NEAR = 200  # characters that are looked at on either side of a line end
_LINE_END = re.compile(r"\n\s*+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SUBHEADING = 60  # characters of a heading inside a list at the most
_SIGNS_PER_ENTRY = 10  # years, links and marks that a numbered entry has on average at the most
_SURE = 2.0  # the weight from which a boundary stands for a number that is lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list.

    ``raw`` is its text as in the source, without the furniture of pages; ``text`` the same without its label; ``line``
    its first line; ``label`` the number printed before it, if any.
    """

    raw: str
    text: str
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
    clean = without_furniture(text, first_line)
    chain = find_numbering(clean.text)
    if is_numbered(clean.text, chain):
        found = _numbered(clean, chain)
    else:
        bullets = find_bullets(clean.text)
        starts = bullets or _title_starts(clean.text)
        found = _unnumbered(clean, starts or cut(clean.text), bulleted=bool(bullets), plain=not starts)
    compounds = compounds_of(clean.text)
    works = [work for entry in found.entries for work in _works(entry)]
    entries = tuple(replace(work, text=without_residue(work.text, compounds)) for work in works)
    taken_out = [
        Remark(raw="\n".join(piece for _, piece in pieces), line=pieces[0][0], reason=f"{kind}; left out")
        for kind, pieces in clean.taken_out.items()
    ]
    return Entries(entries=entries, remarks=tuple(sorted((*found.remarks, *taken_out), key=lambda remark: remark.line)))


def _works(entry: Entry) -> list[Entry]:
    """Return the works that an entry names: a note may hold several, each a whole reference, between semicolons."""
    text = entry.text
    gaps = [gap.end() for gap in _BETWEEN_WORKS.finditer(text)]
    edges = [0, *gaps, len(text)]
    whole = [
        looks_like_reference(text[a:b]) and opening(shape(text[a : a + 260])) >= _NAMED for a, b in pairwise(edges)
    ]
    starts = [start for start, one in zip(gaps, whole[1:], strict=True) if one] if whole[0] else []
    if not starts:
        return [entry]
    label = len(entry.raw) - len(text)
    lines = accumulate(text.count("\n", a, b) for a, b in pairwise([0, *starts]))
    works = [replace(entry, text=text[: starts[0]].rstrip(" ；;"), raw=entry.raw[: label + starts[0]].strip())]
    for (start, end), line in zip(pairwise([*starts, len(text)]), lines, strict=True):
        works.append(Entry(raw=text[start:end].strip(), text=text[start:end].rstrip(" ；;"), line=entry.line + line))
    return works


def is_numbered(text: str, chain: list[Marker], start: int = 0) -> bool:
    """Whether the markers found in a text from a position on are those of its entries, rather than a few numbers."""
    if len(chain) < 2:  # noqa: PLR2004 - one marker only counts at the very start
        return bool(chain) and not text[start : chain[0].start].strip()
    body = text[start:]
    signs = [start + match.start() for match in REFERENCE_LIKE.finditer(shape(body))]
    before = bisect_left(signs, chain[0].start)
    if len(signs) > _SIGNS_PER_ENTRY * len(chain) or (before > 2 and 3 * before > len(signs)):  # noqa: PLR2004 - more than an introduction
        return False
    lines = [line for line in body.split("\n") if line.strip()]
    if 2 * len(chain) + 2 >= len(lines):
        return True
    heads = sum(looks_like_reference(line) and opening(shape(line.lstrip(" \t•*-")[:260])) > 1 for line in lines)
    return heads <= 2 * len(chain) + 2


def find_bullets(text: str) -> list[int]:
    """Return where the entries of a bulleted list begin; none where the text does not begin with one of its bullets."""
    found = list(_BULLET.finditer(text))
    same = [match.start(1) for match in found if match[1] == found[0][1] or (match["key"] and found[0]["key"])]
    return same if len(same) > 1 and not text[: same[0]].strip() else []


def _entry(raw: str, line: int, label: Marker | int | None = None) -> Entry:
    """Return an entry, its label taken off its text."""
    stripped = raw.strip()
    if isinstance(label, Marker):
        text = without_back_link(stripped[label.end - label.start :].lstrip())
        return Entry(raw=stripped, text=text, line=line, label=label.value)
    return Entry(raw=stripped, text=stripped, line=line, label=label)


def _numbered(clean: CleanText, chain: list[Marker]) -> Entries:
    """Cut the text at its markers."""
    text, lines = clean.text, LineCounter(clean)
    remarks = []
    if lead := text[: chain[0].start].strip():
        remarks.append(Remark(raw=lead, line=lines.at(_skip_space(text, 0)), reason="text before the first entry"))
    entries: list[Entry] = []
    ends = [marker.start for marker in chain[1:]] + [len(text)]
    following = [marker.value for marker in chain[1:]] + [0]
    step = -1 if len(chain) > 1 and chain[1].value == chain[0].value - 1 else 1
    for marker, end, after in zip(chain, ends, following, strict=True):
        last = end == len(text)
        raw = text[marker.start : end]
        stop = _end_of_entry(raw, last=last)
        missing = after - marker.value - 1 if step > 0 else 0
        rest = raw[stop:]
        if last and stop < len(raw) and _is_next_entry(rest):
            stop, missing = len(raw) if not FOOTER.search(raw, 4) else stop, 1
        pieces = _at_lost_numbers(raw[: _end_of_entry(raw, last=last, fully=True)] if last else raw, missing)
        if len(pieces) > 1:
            stop = sum(map(len, pieces))
            if last:
                pieces[-1] = pieces[-1][: _end_of_entry(pieces[-1], last=True)]
                stop = sum(map(len, pieces))
        else:
            pieces = [raw[:stop]]
        entries.append(_entry(pieces[0], lines.at(marker.start), marker))
        position = marker.start + len(pieces[0])
        for piece in pieces[1:]:
            line = lines.at(_skip_space(text, position))
            damaged = _DAMAGED.match(piece)
            one = _entry(piece, line, (entries[-1].label or 0) + 1)
            entries.append(replace(one, text=piece[damaged.end() :].strip()) if damaged else one)
            remarks.append(Remark(raw=piece.strip(), line=line, reason="has no number; taken for an entry of its own"))
            position += len(piece)
        rest = raw[stop:]
        if rest.strip() and not (last and is_notice(rest)):
            reason = "text after the last reference" if last else "text between two references"
            remarks.append(
                Remark(raw=rest.strip(), line=lines.at(_skip_space(text, marker.start + stop)), reason=reason)
            )
    for before, later in pairwise(entries):
        if later.label != (before.label or 0) + step:
            reason = f"the numbering goes from {before.label} to {later.label}"
            remarks.append(Remark(raw=later.raw, line=later.line, reason=reason))
    return Entries(entries=tuple(entries), remarks=tuple(sorted(remarks, key=lambda remark: remark.line)))


def _at_lost_numbers(raw: str, missing: int) -> list[str]:
    """Cut the text of a numbered entry where entries whose numbers are lost begin."""
    if missing < 1 or len(raw) < 2 * _SUBHEADING:
        return [raw]
    sure = [one for one in boundaries(raw)[1:] if one.weight >= _SURE]
    best = sorted(sorted(sure, key=lambda one: (-one.weight, one.start))[:missing], key=lambda one: one.start)
    edges = [0, *(one.start for one in best), len(raw)]
    pieces = [raw[a:b] for a, b in pairwise(edges)]
    return pieces if all(looks_like_reference(piece) for piece in pieces) else [raw]


def _is_next_entry(rest: str) -> bool:
    """Whether the text after the last numbered entry is one more that has lost its number."""
    first = rest.strip().split("\n\n", 1)[0]
    return opening(shape(first[:260])) > 2 and looks_like_reference(first) and not FOOTER.match(first)  # noqa: PLR2004 - a name


def _end_of_entry(raw: str, *, last: bool, fully: bool = False) -> int:
    """Return where an entry ends and a footer or a page's furniture begins; ``fully`` looks for a footer only."""
    footer = FOOTER.search(raw, 4) if last else None
    stop = footer.start() if footer else len(raw)
    if fully:
        return stop
    sign = REFERENCE_LIKE.search(shape(raw[:stop]))
    if sign is None:
        return stop
    for gap in (_LINE_END if last else _BLANK_LINE).finditer(raw, sign.start(), stop):
        before, after = (
            raw[max(0, gap.start() - _NEAR) : gap.start()],
            raw[gap.end() : min(stop, gap.end() + 4 * _NEAR)],
        )
        if not after.strip():
            break
        if (
            sign.start() < gap.start()
            and _COMPLETE.search(before[-12:])
            and not _continues(before, after)
            and not is_translation(raw[: gap.start()][-4 * _NEAR :], after)
        ):
            return gap.start()
    return stop


def _continues(before: str, after: str) -> bool:
    """Whether the text after a line break belongs to the entry before it."""
    return bool(_GOES_ON.match(after.lstrip())) or not _ENDED.search(before) or len(after.strip()) < _SHORTEST


def is_translation(before: str, after: str) -> bool:
    """Whether a text is the English version of the Chinese entry before it: most of its numbers stand there too."""
    first = after.strip().split("\n\n", 1)[0][:800]
    if not _HAN.search(before) or len(_HAN.findall(first)) * 10 > len(first):
        return False
    words = re.findall(r"[^\W\d_]+", first[:80])[:2]
    if first[:1] not in "([（［" and not any(word.lower() in pinyin_surnames() for word in words):
        return False
    theirs, ours = set(re.findall(r"\d+", before)), re.findall(r"\d+", first)
    return len(ours) > 1 and sum(number in theirs for number in ours) >= 0.75 * len(ours)


def _title_starts(text: str) -> list[int]:
    """Return where the lines of a list of titles begin; none where it is no such list."""
    lines = text.split("\n")
    if any(line[:1].isspace() and line.strip() for line in lines) or not are_titles(_before_footer(lines)):
        return []
    return [match.start() for match in re.finditer(r"^(?=.*\S)", text, re.MULTILINE)]


def _before_footer(lines: list[str]) -> list[str]:
    end = next((index for index, line in enumerate(lines) if FOOTER.match(line.strip())), len(lines))
    return lines[:end]


def _unnumbered(clean: CleanText, starts: list[int], *, bulleted: bool, plain: bool) -> Entries:
    """Cut a text at the starts of its entries; only among ``plain`` ones are there headings and translations."""
    text, lines = clean.text, LineCounter(clean)
    entries: list[Entry] = []
    remarks: list[Remark] = []
    for start, end in pairwise([*starts, len(text)]):
        raw = text[start:end].strip()
        if not raw:
            continue
        line = lines.at(_skip_space(text, start))
        if entries and plain and is_translation(entries[-1].text, raw):
            joined = f"{entries[-1].raw}\n{raw}"
            entries[-1] = replace(entries[-1], raw=joined, text=joined)
        elif plain and _is_subheading(raw) and len(starts) > 2:  # noqa: PLR2004 - a list, not a title
            remarks.append(Remark(raw=raw, line=line, reason="a heading inside the list; left out"))
        else:
            label = _LABEL.match(raw) if bulleted else None
            body = raw[label.end() :] if label and raw[0] not in "^↑" else raw
            entries.append(Entry(raw=raw, text=without_back_link(body) if bulleted else raw, line=line))
    found = _without_footer(entries)
    return replace(found, remarks=tuple(sorted((*remarks, *found.remarks), key=lambda remark: remark.line)))


def _is_subheading(raw: str) -> bool:
    """Whether a line is a heading inside a list, such as *Books* or *Primary sources*."""
    return (
        len(raw) < _SUBHEADING
        and "\n" not in raw
        and not looks_like_reference(raw)
        and not re.search(r"\d{2}|[.。,，]", raw.rstrip("."))
        and opening(shape(raw)) < 1
    )


def _without_footer(entries: list[Entry]) -> Entries:
    """Set aside what follows the last reference."""
    for index, entry in enumerate(entries):
        later = entries[index + 1 :]
        footer = FOOTER.search(entry.raw)
        stop = footer.start() if footer else _end_of_entry(entry.raw, last=True) if not later else len(entry.raw)
        if stop == len(entry.raw) or (stop == 0 and index == 0):
            continue
        if any(looks_like_reference(more.raw) and not FOOTER.search(more.raw) for more in later):
            continue
        rest = "\n".join([entry.raw[stop:].lstrip(), *(more.raw for more in later)])
        line = entry.line + entry.raw.count("\n", 0, _skip_space(entry.raw, stop))
        kept = list(entries[:index])
        if head := entry.raw[:stop].strip():
            kept.append(replace(entry, raw=head, text=entry.text[: len(entry.text) - len(entry.raw) + len(head)]))
        remark = Remark(raw=rest, line=line, reason="text after the last reference")
        return Entries(entries=tuple(kept), remarks=() if is_notice(rest) else (remark,))
    return Entries(entries=tuple(entries))


def _skip_space(text: str, position: int) -> int:
    match = re.compile(r"\s*").match(text, position)
    return match.end() if match else position
