"""Sources that are joined of several kinds: exports of two formats behind each other, a list behind an export."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synth.datatypes import Origin, Problem, Record
from synth.errors import DataError, LimitError
from synth.readers.exports.columns import find_header
from synth.readers.intake import Reading
from synth.readers.sniff import sniff_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from synth.readers.intake import Item
    from synth.readers.sniff import TextFormat

    Reader = Callable[[TextFormat, str, str], Reading]

# How an entry begins that is BibTeX, or else tagged.
_START = re.compile(
    r"^\ufeff?(?:(@[a-z]{2,40}[^\S\n]*[{(][^\S\n]*[^\s{}(),=]{0,200}[^\S\n]*(?:,|$))"
    r"|TY {1,3}- ?[A-Z]{2,9}[^\S\n]*$|PMID ?- ?\d|PT [A-Z]$|%0 [A-Z]|RT [A-Z]|\{Reference Type\}\s?:|SrcDatabase-)",
    re.MULTILINE | re.IGNORECASE,
)
_TAGS = ("\nTY ", "\nty ", "\nPMID", "\nPT ", "\n%0 ", "\nRT ", "\n{Reference Type", "\nSrcDatabase-")
_NUMBERED = re.compile(r"\s*(?:[\[［【(（]\s?\d{1,4}\s?[)）\]］】]|\d{1,4}\s?[.、)])\s*\S")
_DATED = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|10\.\d{4,9}/")
_BLOCK = re.compile(r"\s*@\s*\w+\s*[{(]")
_TAGGED = re.compile(
    r"(?:[A-Z][A-Z\d]{1,3} {0,3}-|[A-Z][A-Z\d](?: |$)|%\S |\{[A-Z][\w ]+\}\s?:|[\w-]+[\u4e00-\u9fff]\s?[:：]|【)"
)
_HEADER = 4000  # characters that the names of columns take at the most
_OUTSIDE = "is outside of any entry and may hold references; left out"
_FEW = 2  # references without numbers that stand together by no chance


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of lines and the index of its first."""

    at: int
    lines: Sequence[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def read_joined(form: TextFormat, text: str, source: str, read: Reader) -> Reading:
    """Read a source of tagged or BibTeX entries or a table, and what stands in it that is of another kind.

    Parameters
    ----------
    form
        The format that was recognised, ``tagged``, ``bibtex`` or ``table``.
    text
        The whole source.
    source
        Its name.
    read
        Reads a text of a format.

    Returns
    -------
    Reading
        The items of all its parts in the order of the source; ``format`` names every kind met.

    Raises
    ------
    DataError
        If there is nothing in it that is read.
    """
    if form == "table":
        lists = list(_beside_table(text, source, read))
        text = _blanked(text, [piece for piece, _ in lists])
        table = read(form, text, source)
        return _together([table, *(reading for _, reading in lists)]) if lists else table
    found = [read(kind, part, source) for kind, part in _by_kind(form, text)]
    whole = found[0] if len(found) == 1 else _together(found)
    tails = list(_swallowed(form, whole.items, source, read)) if form == "tagged" else []
    if tails:
        text = _blanked(text, [piece for piece, _ in tails])
        return _together([read_joined(form, text, source, read), *(reading for _, reading in tails)])
    others: list[Reading] = []
    taken: set[int] = set()
    told = {remark.origin.line for remark in whole.remarks}
    for piece in _left_out(text.split("\n"), whole.items):
        inside = range(piece.at + 1, piece.at + len(piece.lines) + 1)
        if other := _read_other(form, piece, source, read):
            taken.update(inside)
            others.append(other)
        elif _may_be_list(piece) and told.isdisjoint(inside):
            origin = Origin(source=source, line=piece.at + 1)
            remark = Problem(kind="doubtful", origin=origin, raw=piece.text, reason=_OUTSIDE)
            others.append(Reading(format="", items=(), remarks=(remark,)))
    remarks = tuple(remark for remark in whole.remarks if remark.origin.line not in taken)
    return _together([replace(whole, remarks=remarks), *others]) if others else whole


def _by_kind(form: TextFormat, text: str) -> list[tuple[TextFormat, str]]:
    """Return the text of each kind where BibTeX and tagged entries follow each other: blank lines stand for the other.

    So lines keep their numbers, and abbreviations that one part defines serve the next.
    """
    probe = f"\n{text}".replace("\ufeff", "")
    if "\n@" not in probe or not any(sign in probe for sign in _TAGS):
        return [(form, text)]
    cuts: list[tuple[TextFormat, int]] = []
    for match in _START.finditer(text):
        kind: TextFormat = "bibtex" if match[1] else "tagged"
        if not cuts or (kind != cuts[-1][0] and (match[1] or _is_apart(text, match.start()))):
            cuts.append((kind, match.start() if cuts else 0))
    ends = [start for _, start in cuts[1:]] + [len(text)]
    parts: dict[TextFormat, list[str]] = {kind: [] for kind, _ in cuts}
    for (kind, start), end in zip(cuts, ends, strict=True):
        for one, pieces in parts.items():
            pieces.append(text[start:end] if one == kind else "\n" * text.count("\n", start, end))
    return [(kind, "".join(pieces)) for kind, pieces in parts.items()] if len(parts) > 1 else [(form, text)]


def _is_apart(text: str, start: int) -> bool:
    """Whether what stands before a place can end an entry of BibTeX: a blank line or a closing brace."""
    before = text[max(0, start - 100) : start].removesuffix("\n")
    return not before.rpartition("\n")[2].strip() or before.rstrip().endswith(("}", ")"))


def _left_out(lines: Sequence[str], items: Sequence[Item]) -> Iterator[_Piece]:
    """Yield the runs of lines that belong to no item, without blocks and comments of BibTeX."""
    at = 0
    ends = [(item.origin.line - 1, item.origin.line + item.raw.count("\n")) for item in items]
    for start, end in [*ends, (len(lines), len(lines))]:
        if start > at and any(map(str.strip, lines[at:start])):
            yield from _bare(lines, at, start)
        at = max(at, end)


def _bare(lines: Sequence[str], start: int, end: int) -> Iterator[_Piece]:
    """Yield what is left of some lines without blocks and comments of BibTeX."""
    run: list[str] = []
    depth = 0
    for at in range(start, end):
        line = lines[at]
        block = depth > 0 or _BLOCK.match(line) is not None
        if block:
            depth = max(0, depth + line.count("{") - line.count("}"))
        if block or line.lstrip().startswith("%"):
            yield from _piece(run, at)
            run = []
        else:
            run.append(line)
    yield from _piece(run, end)


def _piece(run: list[str], end: int) -> Iterator[_Piece]:
    said = [place for place, line in enumerate(run) if line.strip()]
    if said:
        yield _Piece(end - len(run) + said[0], run[said[0] : said[-1] + 1])


def _swallowed(form: TextFormat, items: Sequence[Item], source: str, read: Reader) -> Iterator[tuple[_Piece, Reading]]:
    """Yield what stands behind a blank line at the end of an entry, but is a list or a table: it is no abstract."""
    for item in items:
        if not (isinstance(item, Record) and "\n\n" in item.raw):
            continue
        lines = item.raw.split("\n")
        for at in range(1, len(lines)):
            if lines[at - 1].strip() or not (_begins_list(lines[at]) or _names_columns(lines[at])):
                continue
            piece = _Piece(item.origin.line - 1 + at, lines[at:])
            tagged = any(map(_TAGGED.match, piece.lines))
            other = None if tagged else _read_other(form, piece, source, read)
            if other and (len(other.items) >= _FEW or not _NUMBERED.match(lines[at])):
                yield piece, other
            break


def _beside_table(text: str, source: str, read: Reader) -> Iterator[tuple[_Piece, Reading]]:
    """Yield a list before or behind a table, apart from it by a blank line."""
    lines = text.rstrip().split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    blank = [at for at, line in enumerate(lines) if at > first and not line.strip()]
    ends = [*_piece(lines[: blank[0]], blank[0]), *_piece(lines[blank[-1] :], len(lines))] if blank else []
    for piece in ends:
        whole = _begins_list(piece.lines[0]) and piece.text.count('"') % 2 == 0  # no end of a quoted cell
        if whole and (other := _read_other("table", piece, source, read)):
            yield piece, other


def _begins_list(line: str) -> bool:
    return bool(_NUMBERED.match(line) and _DATED.search(line))


def _names_columns(line: str) -> bool:
    """Whether a line names three columns, as no line of an abstract does."""
    found = find_header([line[:_HEADER]])
    return found is not None and found[2].known > 2  # noqa: PLR2004 - as for a header that is not the first line


def _blanked(text: str, pieces: Sequence[_Piece]) -> str:
    lines = text.split("\n")
    for piece in pieces:
        lines[piece.at : piece.at + len(piece.lines)] = [""] * len(piece.lines)
    return "\n".join(lines)


def _may_be_list(piece: _Piece) -> bool:
    """Whether one of the lines is numbered and dated as a reference is."""
    return any(map(_begins_list, piece.lines))


def _read_other(form: TextFormat, piece: _Piece, source: str, read: Reader) -> Reading | None:
    """Read lines that were left out as what they are; nothing where they hold no entries of another kind."""
    kind = sniff_text(piece.text)
    if kind in {"tagged", form} or (kind == "freetext" and not any(map(_DATED.search, piece.lines))):
        return None
    try:
        reading = read(kind, piece.text, source)
    except (DataError, LimitError):
        return None
    if kind in {"freetext", "html"}:  # most of a banner's lines are read as something too
        full = sum(isinstance(item, Record) and bool(item.authors and item.year) for item in reading.items)
        if 2 * full < len(reading.items) or (full < _FEW and not _may_be_list(piece)):
            return None
    return _shifted(reading, piece.at) if reading.items else None


def _shifted(reading: Reading, by: int) -> Reading:
    """Return what was read of a part under the line numbers of the whole."""
    items = tuple(replace(item, origin=_moved(item.origin, by)) for item in reading.items)
    remarks = tuple(replace(remark, origin=_moved(remark.origin, by)) for remark in reading.remarks)
    return replace(reading, items=items, remarks=remarks)


def _moved(origin: Origin, by: int) -> Origin:
    return replace(origin, line=origin.line + by)


def _together(readings: Sequence[Reading]) -> Reading:
    """Put what was read of the parts of one source together, in its order."""
    forms = dict.fromkeys(form for one in readings for form in one.format.split(" and ") if one.items and form)
    items = sorted((item for one in readings for item in one.items), key=lambda item: item.origin.line)
    remarks = sorted((remark for one in readings for remark in one.remarks), key=lambda remark: remark.origin.line)
    reviews = (one.review for one in readings if one.review)
    return Reading(
        format=" and ".join(forms) or next(iter(readings)).format,
        items=tuple(items),
        remarks=tuple(remarks),
        review=next(reviews, None),
    )
