"""Cut delimited text into rows, each with its first line, and go on after a quotation mark that is never closed."""

from __future__ import annotations

import csv
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DELIMITERS = (",", ";", "\t", "|")
_INSIDE = "has a quotation mark inside a cell"
_OPEN = "has a quotation mark that is never closed"
_AHEAD = 100  # lines that a row may take where rows are looked for behind a fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its cells, its first line, its text, and what is wrong with it.

    ``broken`` tells that no cells could be made out.
    """

    cells: tuple[str, ...]
    line: int
    raw: str
    fault: str = ""
    broken: bool = False


@contextmanager
def field_limit(size: int) -> Iterator[None]:
    """Let the csv module read cells up to a size, and set its limit back."""
    before = csv.field_size_limit(max(size, 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def first_row(lines: Sequence[str], delimiter: str) -> tuple[str, ...]:
    """Return the cells of the row that begins a text, or none where it is damaged.

    Parameters
    ----------
    lines
        Its first lines, each with its line end.
    delimiter
        What stands between cells.
    """
    try:
        return tuple(next(csv.reader(lines, delimiter=delimiter, strict=True), ()))
    except csv.Error:
        return ()


class RowCutter:
    """Cuts the lines of a table into rows.

    A quotation mark that is never closed would make one cell of everything behind it. Such a row ends before the next
    line with which a whole row of the right width begins. Between tabs a quotation mark need mean nothing: Web of
    Science has them only where a title has.

    Parameters
    ----------
    lines
        The lines, each with its line end.
    delimiter
        What stands between cells.
    width
        How many cells a row should have.
    """

    def __init__(self, lines: Sequence[str], delimiter: str, width: int) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._tabs = delimiter == "\t"
        sign = re.escape(delimiter)
        # Rows that turned out damaged may in all look at so many lines in vain: the time stays linear.
        self._cell = re.compile(rf'(?:"([^"]*(?:"(?!{sign}|\Z)[^"]*)*)"|([^"{sign}\n][^{sign}\n]*|))({sign}|\Z)')
        self._patience = 4 * len(lines) + 10_000

    def rows(self, start: int) -> Iterator[Row]:
        """Yield the rows from a line on, counted from 0; blank lines are passed over.

        Parameters
        ----------
        start
            The index of the first line.
        """
        at = start
        with field_limit(sum(map(len, self._lines)) + 1):
            while at < len(self._lines):
                if not self._lines[at].strip():
                    at += 1
                    continue
                for row, end in self._run(at):
                    yield row
                    at = end
                if at < len(self._lines) and self._lines[at].strip():
                    row, at = self._damaged(at)
                    yield row

    def _run(self, start: int) -> Iterator[tuple[Row, int]]:
        """Yield sound rows, each with the index of the line after it, up to the first that is damaged."""
        limit = len(self._lines) if self._patience > 0 else _AHEAD
        at, feed = start, _Feed(self._lines, start, limit)
        reader = csv.reader(feed, delimiter=self._delimiter, strict=True)
        while True:
            feed.allow(at)
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                self._patience -= feed.at - at
                return
            if not self._lines[at].strip():
                at = feed.at
                continue
            lines = self._lines[at : feed.at]
            if len(lines) > 1 and (not self._fits(cells) or self._apart(lines)):
                self._patience -= len(lines)
                return
            yield Row(cells=tuple(cells), line=at + 1, raw="".join(lines).rstrip("\n")), feed.at
            at = feed.at

    def _damaged(self, at: int) -> tuple[Row, int]:
        """Return the damaged row at a line, and the index of the line after it."""
        if self._tabs and self._fits(bare := self._bare(at, at + 1)):
            fault = "" if self._paired(at) else _OPEN
            return Row(cells=bare, line=at + 1, raw=self._lines[at].rstrip("\n"), fault=fault), at + 1
        alone = self._loose(at, at + 1)
        if self._fits(alone):
            return Row(cells=alone, line=at + 1, raw=self._lines[at].rstrip("\n"), fault=_INSIDE), at + 1
        end = at + 1
        while end < len(self._lines) and not (self._begins(end) or self._resembles(end)):
            end += 1
        cells, stop = self._whole(at, end)
        if cells:
            return Row(cells=cells, line=at + 1, raw="".join(self._lines[at:stop]).rstrip("\n")), stop
        while end > at + 1 and not self._lines[end - 1].strip():
            end -= 1
        raw = "".join(self._lines[at:end]).rstrip("\n")
        loose = self._loose(at, end)
        if self._fits(loose):
            return Row(cells=loose, line=at + 1, raw=raw, fault=_INSIDE), end
        bare = self._bare(at, at + 1)
        if self._fits(bare) and end == at + 1:
            return Row(cells=bare, line=at + 1, raw=raw, fault=_OPEN), end
        return Row(cells=(), line=at + 1, raw=raw, fault=_OPEN, broken=True), end

    def _begins(self, at: int) -> bool:
        """Whether a whole row of the right width begins at a line."""
        feed = _Feed(self._lines, at, _AHEAD)
        try:
            cells = next(csv.reader(feed, delimiter=self._delimiter, strict=True), [])
        except csv.Error:
            return False
        return self._fits(cells)

    def _fits(self, cells: Sequence[str]) -> bool:
        """Whether a row has the right width; blank cells at its end count for nothing."""
        return len(cells) == self._width or (
            len(cells) > self._width > 0 and not any(map(str.strip, cells[self._width :]))
        )

    def _apart(self, lines: Sequence[str]) -> bool:
        """Whether lines between two quotation marks are rows each, told by their tabs."""
        return self._tabs and all(line.count("\t") + 1 - self._width in (0, 1) for line in lines if line.strip())

    def _resembles(self, at: int) -> bool:
        """Whether a line has the width of a row once its quotation marks are taken less strictly."""
        if self._paired(at):
            return self._fits(self._loose(at, at + 1))
        return self._lines[at].startswith('"') and self._fits(self._bare(at, at + 1))

    def _paired(self, at: int) -> bool:
        return self._lines[at].count('"') % 2 == 0

    def _whole(self, at: int, end: int) -> tuple[tuple[str, ...], int]:
        """Return the sound row, of any width, that begins at a line and ends before another; and where it ends."""
        reader = csv.reader(self._lines[at:end], delimiter=self._delimiter, strict=True)
        try:
            return tuple(next(reader, ())), at + reader.line_num
        except csv.Error:
            return (), at

    def _loose(self, start: int, end: int) -> tuple[str, ...]:
        """Return the cells of some lines if only a quotation mark before a delimiter or the end closes a cell."""
        text = "".join(self._lines[start:end]).rstrip("\n")
        cells: list[str] = []
        at = 0
        while match := self._cell.match(text, at):
            cells.append(match[2] if match[1] is None else match[1].replace('""', '"'))
            at = match.end()
            if not match[3]:
                return tuple(cells)
        return ()

    def _bare(self, start: int, end: int) -> tuple[str, ...]:
        """Return the cells of one line if quotation marks mean nothing."""
        lines = (line.rstrip("\n") for line in self._lines[start:end])
        rows = list(csv.reader(lines, delimiter=self._delimiter, quoting=csv.QUOTE_NONE))
        return tuple(map(_unquoted, rows[0])) if len(rows) == 1 else ()


def _unquoted(cell: str) -> str:
    """Take off quotation marks around a cell and one that has no other; those within a cell stay."""
    if not cell.startswith('"') or cell.count('"') > 2 or (cell.count('"') == 2 and not cell.endswith('"')):  # noqa: PLR2004 - one at each end
        return cell
    return cell.strip('"')


class _Feed:
    """Hands lines to a csv reader and knows which comes next; ends early where one row takes too many."""

    def __init__(self, lines: Sequence[str], start: int, limit: int) -> None:
        self._lines = lines
        self._limit = limit
        self.at = start
        self.allow(start)

    def allow(self, start: int) -> None:
        """Begin a new row at a line."""
        self._end = min(start + self._limit, len(self._lines))

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.at >= self._end:
            raise StopIteration
        self.at += 1
        return self._lines[self.at - 1]
