"""The sections of a synthesis as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.citations.numbered import compress
from synth.datatypes import Bullets, Cite, Figure, Paragraph, References, Table
from synth.render.report.markup import TAGS, Html, element, escape, joined, prose, rich_text
from synth.render.text import citation_text, claim_text, number_of, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synth.citations import Bibliography
    from synth.datatypes import Block, Claim, LanguageCode, Record, Result, Section

_DEEPEST = 6
# A browser lays out what is in view first where the references are more than this.
_LONG_LIST = 1000


class Blocks:
    """Writes the blocks of one synthesis.

    Parameters
    ----------
    result
        The whole answer of a run.
    bibliography
        How the records are cited and listed.
    """

    def __init__(self, result: Result, bibliography: Bibliography) -> None:
        self._bibliography = bibliography
        self._records: dict[str, Record] = {record.id: record for record in result.corpus.records}
        self._numbers = numbers_of(result.corpus)
        self._language: LanguageCode = result.synthesis.language

    def section(self, section: Section, level: int, anchor: str = "") -> Iterator[Html]:
        """Yield a heading, the blocks under it, and the sections below it."""
        yield element(f"h{min(level, _DEEPEST)}", prose(section.heading, self._language), id=anchor)
        for block in section.blocks:
            yield from self._block(block)
        for below in section.sections:
            yield from self.section(below, level + 1)

    def _block(self, block: Block) -> Iterator[Html]:
        if isinstance(block, Paragraph):
            yield element("p", joined(map(self._claim, block.claims), "" if self._language == "zh" else " "))
        elif isinstance(block, Bullets):
            yield element("ul", *(element("li", self._claim(claim)) for claim in block.claims))
        elif isinstance(block, Table):
            yield self._table(block)
        elif isinstance(block, Figure):
            # The figure's own text is escaped where it is drawn.
            drawing = element("div", Html(block.svg), class_="scroll drawing")
            yield element("figure", drawing, element("figcaption", prose(block.caption, self._language)))
        elif isinstance(block, References):
            long = " long" if len(block.record_ids) > _LONG_LIST else ""
            ordered = self._bibliography.ordered(block.record_ids)
            yield element("ol", *map(self._reference, ordered), class_=f"references{long}")

    def _table(self, block: Table) -> Html:
        caption = element("caption", prose(block.caption, self._language)) if block.caption else Html("")
        head = element("tr", *(element("th", prose(cell, self._language), scope="col") for cell in block.header))
        rows = (element("tr", *map(self._cell, row)) for row in block.rows)
        parts = (caption, element("thead", head) if block.header else Html(""), element("tbody", *rows))
        return element("div", element("table", *parts), class_="scroll")

    def _cell(self, cell: str | Cite) -> Html:
        if isinstance(cell, Cite):
            return element("td", self.mark(cell))
        return element("td", prose(cell, self._language))

    def _claim(self, claim: Claim) -> Html:
        return Html(claim_text(claim, self._bibliography, self._language, self._prose, self._cite))

    def _prose(self, text: str) -> str:
        return prose(text, self._language)

    def mark(self, cite: Cite) -> Html:
        """Return a citation that stands alone."""
        return self._cite(cite, citation_text(cite, self._bibliography, self._prose))

    def _cite(self, cite: Cite, mark: str) -> Html:
        """Return an escaped citation as a link: to the list, or, with the script, to a panel with the records."""
        if not mark:
            return Html("")
        numbers = [number_of(record_id, self._numbers) for record_id in cite.record_ids]
        return element("a", Html(mark), class_="cite", href=f"#r{min(numbers)}", data_records=compress(numbers, " "))

    def _reference(self, record_id: str) -> Html:
        number, record = number_of(record_id, self._numbers), self._records[record_id]
        label = self._bibliography.label(record_id)
        marker = element("span", escape(label), class_="marker") if label else Html("")
        entry = rich_text(self._bibliography.reference(record_id))
        return element("li", marker, entry, id=f"r{number}", lang=TAGS[record.language], dir="auto")
