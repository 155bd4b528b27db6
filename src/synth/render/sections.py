"""The sections of a synthesis in reading order, with the figures that no section shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.datatypes import Figure, References, Section
from synth.languages import read_lexicon
from synth.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synth.datatypes import Block, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, how deep it stands, from 1, and whether the reference list alone stands under it."""

    text: str
    level: int
    references: bool = False


def all_sections(result: Result) -> tuple[Section, ...]:
    """Return the sections of the synthesis, and before the references one with the figures that none of them shows.

    Parameters
    ----------
    result
        The whole answer of a run.
    """
    sections = result.synthesis.sections
    placed = {block.name for block in walk(sections) if isinstance(block, Figure)}
    more = tuple(figure for figure in result.figures if figure.name not in placed)
    extra = (
        (Section(heading=read_lexicon("article")[result.synthesis.language]["more_figures"], blocks=more),)
        if more
        else ()
    )
    told = tuple(section for section in sections if not is_references(section))
    return (*told, *extra, *(section for section in sections if is_references(section)))


def is_references(section: Section) -> bool:
    """Return whether a section holds the reference list and nothing else."""
    return bool(section.blocks) and all(isinstance(block, References) for block in section.blocks)


def walk(sections: tuple[Section, ...], level: int = 1) -> Iterator[Heading | Block]:
    """Yield headings and blocks from top to bottom; ``level`` is that of the sections."""
    for section in sections:
        yield Heading(text=clean(section.heading).strip(), level=level, references=is_references(section))
        yield from section.blocks
        yield from walk(section.sections, level + 1)
