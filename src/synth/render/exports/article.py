"""The synthesis as one text that is read from top to bottom: what every document format writes in its own way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synth.datatypes import Bullets, Cite, Claim, Paragraph, Section
from synth.languages import read_lexicon
from synth.render.sections import Heading, all_sections, is_references, walk
from synth.render.text import claim_pieces, clean, display_width, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synth.citations import Bibliography
    from synth.citations.richtext import RichText
    from synth.datatypes import Block, LanguageCode, Record, References, Result, Table

# Columns beyond these ask for a page on its side, and beyond those for several tables.
_UPRIGHT, _MOST = 8, 14
_KEYS = 2
# A text of fewer headings needs no table of contents.
_CONTENTS_LEVELS, _SHORT_TEXT = 2, 24
_LONGEST_CELL, _SHORT = 40, 14
# A citation of more numbers and ranges than these shows the first ones: nobody reads a hundred numbers in a sentence.
_MOST_RUNS, _SHOWN_RUNS = 12, 6
_UNBROKEN = re.compile(r"[^\s\u2e80-\U0003ffff]{24}(?=[^\s\u2e80-\U0003ffff]{8})")
_NUMBERS = re.compile(r"(\d+)")
_COMMA = re.compile(r",(?=\d)")
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
        if self.numeric and any(self.shortened(cite)[1] for cite in _cites(result)):
            self._sections = _with_records(self._sections, self._records_by_theme(result))

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
            return self.mark(self.bibliography.citation(cell.record_ids), cell)
        return (Piece(text=clean(cell).strip()),)

    def mark(self, text: str, cite: Cite) -> tuple[Piece, ...]:
        """Return a citation cut up so that each number, or each work's author and year, is a piece of its own."""
        kept, note = self.shortened(cite)
        if not note:
            return self._linked(clean(text), cite)
        text = clean(self.bibliography.citation(kept.record_ids))
        end = len(text.rstrip(_BRACKETS))
        more = Piece(text=note if self.language == "zh" else f" {note}")
        return (*self._linked(text[:end], kept), more, *self._linked(text[end:], kept))

    def _linked(self, text: str, cite: Cite) -> tuple[Piece, ...]:
        cited = {self._mark_of(record_id): record_id for record_id in cite.record_ids}
        parts = (_NUMBERS if self.numeric else _PARTS).split(text)
        return tuple(Piece(text=part, record_id=cited.get(part, ""), breaks=part == ",") for part in parts if part)

    def shortened(self, cite: Cite) -> tuple[Cite, str]:
        """Return what is shown of a citation by numbers, and what says how many more there are; empty if all are."""
        if not self.numeric or self._runs(cite.record_ids) <= _MOST_RUNS:
            return cite, ""
        ordered = self.bibliography.ordered(cite.record_ids)
        count = next(count for count in range(1, len(ordered)) if self._runs(ordered[: count + 1]) > _SHOWN_RUNS)
        note = self.words["more"].format(all=len(ordered), more=len(ordered) - count)
        return Cite(record_ids=tuple(ordered[:count])), note

    def _runs(self, record_ids: Sequence[str]) -> int:
        """Return how many numbers and ranges a citation has."""
        return self.bibliography.citation(record_ids).count(",") + 1

    def _records_by_theme(self, result: Result) -> Section:
        """Return all records of each theme, for citations that are cut short."""
        groups = [(theme.label, theme.record_ids) for theme in result.themes.themes]
        groups.append((self.words["unassigned"], tuple(one.record_id for one in result.themes.unassigned)))
        items = (
            self.words["item"].format(name=name, n=len(ids), mark=_COMMA.sub(", ", self.bibliography.citation(ids)))
            for name, ids in groups
            if ids
        )
        note = Paragraph(claims=(Claim(parts=(self.words["shortened"],)),))
        bullets = Bullets(claims=tuple(Claim(parts=(item,)) for item in items))
        return Section(heading=self.words["by_theme"], blocks=(note, bullets))

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


def _cites(result: Result) -> Iterator[Cite]:
    return (part for claim in result.synthesis.claims for part in claim.parts if isinstance(part, Cite))


def _with_records(sections: tuple[Section, ...], records: Section) -> tuple[Section, ...]:
    """Return the sections with one more before the reference list."""
    at = next((place for place, section in enumerate(sections) if is_references(section)), len(sections))
    return (*sections[:at], records, *sections[at:])


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
