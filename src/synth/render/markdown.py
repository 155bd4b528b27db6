"""The documents of a run folder that people read, as CommonMark with tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Bullets, Cite, Figure, Paragraph, References, Table
from synth.render.coverage import render_coverage
from synth.render.markup import document, emphasis, escape, heading, image, line, rich_text, table
from synth.render.text import citation_text, claim_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synth.citations import Bibliography
    from synth.datatypes import Block, Claim, LanguageCode, Section, Synthesis

__all__ = ["render_coverage", "render_outline", "render_synthesis"]


def render_synthesis(synthesis: Synthesis, bibliography: Bibliography) -> str:
    """Return the synthesis as Markdown.

    Parameters
    ----------
    synthesis
        The tree of sections.
    bibliography
        How the records that it cites are cited and listed.

    Raises
    ------
    SynthError
        If the synthesis names a record that is not in the corpus.
    """
    writer = _Writer(bibliography, synthesis.language)
    blocks = [heading(synthesis.title, 1)]
    for section in synthesis.sections:
        blocks += writer.section(section, 2)
    return document(blocks)


def render_outline(synthesis: Synthesis, bibliography: Bibliography) -> str:
    """Return the outline alone as Markdown.

    Parameters
    ----------
    synthesis
        The synthesis that the outline is part of.
    bibliography
        How the records that it cites are cited and listed.

    Raises
    ------
    SynthError
        If the outline names a record that is not in the corpus.
    """
    return document(_Writer(bibliography, synthesis.language).section(synthesis.outline, 1))


class _Writer:
    """Writes blocks with the citations of one corpus in one language."""

    def __init__(self, bibliography: Bibliography, language: LanguageCode) -> None:
        self._bibliography = bibliography
        self._language = language

    def section(self, section: Section, level: int) -> Iterator[str]:
        """Yield a heading, the blocks under it, and the sections below it."""
        yield heading(section.heading, level)
        for block in section.blocks:
            yield from self._block(block)
        for below in section.sections:
            yield from self.section(below, level + 1)

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Paragraph):
            yield line(("" if self._language == "zh" else " ").join(map(self._claim, block.claims)))
        elif isinstance(block, Bullets):
            yield "\n".join(f"- {line(self._claim(claim))}" for claim in block.claims)
        elif isinstance(block, Table):
            if block.header:
                rows = ([self._cell(cell) for cell in row] for row in block.rows)
                yield table([escape(cell) for cell in block.header], rows)
            yield emphasis(block.caption)
        elif isinstance(block, Figure):
            yield image(block.alt, f"{block.name}.svg")
            yield emphasis(block.caption)
        elif isinstance(block, References):
            yield from map(self._reference, self._bibliography.ordered(block.record_ids))

    def _claim(self, claim: Claim) -> str:
        return claim_text(claim, self._bibliography, self._language, escape)

    def _cell(self, cell: str | Cite) -> str:
        return citation_text(cell, self._bibliography, escape) if isinstance(cell, Cite) else escape(cell)

    def _reference(self, record_id: str) -> str:
        label, entry = self._bibliography.label(record_id), self._bibliography.reference(record_id)
        return line(f"{label} {rich_text(entry)}")
