"""The synthesis as one text that is read from top to bottom: what every document format writes in its own way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synth.datatypes import Cite
from synth.languages import read_lexicon
from synth.render.sections import Heading, all_sections, walk
from synth.render.text import claim_pieces, clean, display_width, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synth.citations import Bibliography
    from synth.citations.richtext import RichText
    from synth.datatypes import Block, Claim, LanguageCode, Record, References, Result, Table

# Columns beyond these ask for a page on its side, and beyond those for several tables.
_UPRIGHT, _MOST = 8, 14
_KEYS = 2
# A text of fewer headings needs no table of contents.
_CONTENTS_LEVELS, _SHORT_TEXT = 2, 24
_LONGEST_CELL, _SHORT = 40, 14
_UNBROKEN = re.compile(r"[^\s\u2e80-\U0003ffff]{24}(?=[^\s\u2e80-\U0003ffff]{8})")
# How a citation says that it leaves some out; the number in it is none of a record.
_REST = re.compile(r"and (\d+) more|另有(\d+)篇")
_NUMBERS = re.compile(r"(and \d+ more|另有\d+篇|\d+)")
_PARTS = re.compile(r"([;；]\s*|^\W|\W$)")
_BRACKETS = "()[]（） "
_NUMERIC = re.compile(r"[●○]? ?[\d.,%–-]*")
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a sentence, the record that it cites, if it cites one, and whether a line may break behind it."""

    text: str
    record_id: str = ""
    breaks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the reference list: the record, the number that it is cited by, if any, and the text."""

    record: Record
    label: str
    text: RichText


class Article:
    """The parts of one synthesis in reading order, its citations cut up so that each number or name can be a link.

    Parameters
    ----------
    result
        The whole answer of a run.
    bibliography
        How the records are cited and listed.
    """

    def __init__(self, result: Result, bibliography: Bibliography) -> None:
        self.title = clean(result.synthesis.title).strip()
        self.language: LanguageCode = result.synthesis.language
        self.words: dict[str, str] = read_lexicon("article")[self.language]
        self.bibliography = bibliography
        self.numbers = numbers_of(result.corpus)
        self.records = {record.id: record for record in result.corpus.records}
        self._marks: dict[str, str] = {}
        self._sections = all_sections(result)

    @property
    def numeric(self) -> bool:
        """Whether citations are numbers."""
        return any(self.bibliography.label(record_id) for record_id in self.records)

    def blocks(self) -> Iterator[Heading | Block]:
        """Yield headings and blocks from top to bottom."""
        return walk(self._sections)

    def contents(self) -> tuple[Heading, ...]:
        """Return the headings of a table of contents; none where the text is short enough to do without."""
        found = (block for block in self.blocks() if isinstance(block, Heading))
        headings = tuple(heading for heading in found if heading.level <= _CONTENTS_LEVELS)
        return headings if len(headings) > _SHORT_TEXT else ()

    def sentences(self, claims: Sequence[Claim]) -> tuple[Piece, ...]:
        """Return sentences that follow each other as pieces."""
        pieces: list[Piece] = []
        for claim in claims:
            if pieces and self.language == "en":
                pieces.append(Piece(text=" "))
            for text, cite in claim_pieces(claim, self.bibliography, self.language):
                pieces += self.mark(text, cite) if cite else (Piece(text=clean(text)),)
        return tuple(piece for piece in pieces if piece.text)

    def cell(self, cell: str | Cite) -> tuple[Piece, ...]:
        """Return a cell of a table as pieces."""
        if isinstance(cell, Cite):
            return self.mark(self.bibliography.citation(cell.record_ids, whole=cell.whole), cell)
        return (Piece(text=clean(cell).strip()),)

    def mark(self, text: str, cite: Cite) -> tuple[Piece, ...]:
        """Return a citation cut up so that each number, or each work's author and year, is a piece of its own."""
        cited = {self._mark_of(record_id): record_id for record_id in cite.record_ids}
        parts = (_NUMBERS if self.numeric else _PARTS).split(clean(text))
        return tuple(Piece(text=part, record_id=cited.get(part, ""), breaks=part == ",") for part in parts if part)

    def shown(self, text: str, cite: Cite) -> tuple[Sequence[str], str]:
        """Return the records that a citation by numbers shows, and what it says of the others; empty if it has all."""
        ordered, rest = self.bibliography.ordered(cite.record_ids), _REST.search(text)
        return (ordered[: -int(rest[1] or rest[2])], rest[0]) if rest else (ordered, "")

    def _mark_of(self, record_id: str) -> str:
        """Return how a record is cited alone, without brackets."""
        if record_id not in self._marks:
            self._marks[record_id] = clean(self.bibliography.citation((record_id,))).strip(_BRACKETS)
        return self._marks[record_id]

    def entries(self, references: References) -> Iterator[Entry]:
        """Yield the entries of the reference list in its order."""
        for record_id in self.bibliography.ordered(references.record_ids):
            text = self.bibliography.reference(record_id)
            yield Entry(record=self.records[record_id], label=self.bibliography.label(record_id), text=text)

    def anchor(self, record_id: str) -> str:
        """Return the name of the place in the reference list that a citation leads to."""
        return f"r{self.numbers[record_id]}"


# --------------------------------------------------------------------------------------------------------- tables


def page_tables(table: Table) -> tuple[Table, ...]:
    """Return a table as tables that a page is wide enough for; the columns that name a row stand in each of them."""
    width = len(table.header) or max(map(len, table.rows), default=0)
    if width <= _MOST:
        return (table,) if width else ()
    room = _MOST - _KEYS
    starts = range(_KEYS, width, room)
    return tuple(
        replace(
            table,
            header=(*table.header[:_KEYS], *table.header[start : start + room]),
            rows=tuple((*row[:_KEYS], *row[start : start + room]) for row in table.rows),
            caption=table.caption if start == _KEYS else "",
        )
        for start in starts
    )


def is_wide(table: Table) -> bool:
    """Return whether a table asks for a page on its side."""
    return len(table.header) > _UPRIGHT


def broken(text: str) -> list[str]:
    """Return text in parts between which a line may break although there is no blank."""
    return _UNBROKEN.sub(r"\g<0>\0", text).split("\0")


def column_shares(cells: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Return what share of the page's width each column takes, by its longest cell and longest word.

    Parameters
    ----------
    cells
        The rows as plain text, the header first, all of one length.
    """
    columns = list(zip(*cells, strict=True))
    needs = [max(_need(cell) for cell in column) + 2 for column in columns]
    return tuple(need / sum(needs) for need in needs)


def _need(cell: str) -> int:
    """Return how wide a column must be for a cell: short ones stay on one line, long ones break between words."""
    width = display_width(cell)
    words = (min(display_width(word), _LONGEST_CELL // 2) for word in cell.split() if not HAN.search(word))
    return max(max(words, default=0), min(width, _SHORT), min(width, _LONGEST_CELL) * 2 // 3, 4)


def is_numeric(column: Sequence[str]) -> bool:
    """Return whether all cells of a column below its header are numbers, which stand in the middle."""
    return all(_NUMERIC.fullmatch(cell) for cell in column)


def plain_rows(table: Table, article: Article) -> list[list[str]]:
    """Return a table's cells as plain text, the header first, each row as long as the widest."""
    rows = [[clean(cell).strip() for cell in table.header]] if table.header else []
    rows += [["".join(piece.text for piece in article.cell(cell)) for cell in row] for row in table.rows]
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]
