"""What a language must be able to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from synth.datatypes import Bullets, Claim, Table
    from synth.synthesis.chapters import Part
    from synth.synthesis.facts import ThemeFacts

HeadingName = Literal[
    "glance",
    "reading",
    "themes",
    "across",
    "matrix",
    "evolution",
    "limitations",
    "outline",
    "introduction",
    "crossing",
    "gaps",
    "agenda",
    "references",
]


class Prose(Protocol):
    """Words the facts in one language; every claim cites the records it rests on."""

    def title(self) -> str:
        """Return the title of the synthesis."""

    def heading(self, name: HeadingName) -> str:
        """Return a section's heading."""

    def glance(self) -> tuple[Claim, ...]:
        """Say the most important in a few sentences."""

    def reading(self) -> tuple[Claim, ...]:
        """Say how the corpus was read and what the synthesis rests on."""

    def source_table(self) -> Table | None:
        """Return what became of the entries of each source, where there are several."""

    def theme_table(self) -> Table:
        """Return the themes with their counts and status."""

    def theme(self, facts: ThemeFacts, position: int) -> tuple[tuple[Claim, ...], ...]:
        """Return the paragraphs on one theme; ``position`` varies the wording."""

    def theme_notes(self, facts: ThemeFacts) -> Bullets:
        """Return a theme's signature terms, representative records and years."""

    def across(self) -> tuple[Claim, ...]:
        """Say which records and themes go together, and which records no theme explains."""

    def matrix(self) -> tuple[Claim, ...]:
        """Say how to read the coverage matrix."""

    def matrix_table(self) -> Table | None:
        """Return the coverage matrix as a table where it fits a page."""

    def evolution(self) -> tuple[Claim, ...]:
        """Say how the research evolved over the years."""

    def limitations(self) -> tuple[Claim, ...]:
        """Say which methods and settings the records name, and which they do not."""

    def gaps(self) -> tuple[Claim, ...]:
        """Say which combinations are rarer, or more frequent, than chance would have them."""

    def agenda(self) -> tuple[Claim, ...]:
        """Say what follows for further work."""

    def introduction(self) -> tuple[Claim, ...]:
        """Return what to argue and cite in the introduction of a review."""

    def chapter(self, part: Part, follows: ThemeFacts | None, position: int) -> tuple[Claim, ...]:
        """Return what to argue and cite at the head of a chapter; ``follows`` is the theme of the next one."""

    def part(self, part: Part, position: int) -> tuple[Claim, ...]:
        """Return what to argue and cite in a section of a chapter."""

    def crossing(self) -> tuple[tuple[str, tuple[Claim, ...]], ...]:
        """Return headings and points on what runs through several themes: pairs of themes, methods, settings, time."""

    def joining(self) -> tuple[Claim, ...]:
        """Return what to say of the works that join three themes or more."""

    def agenda_points(self) -> tuple[Claim, ...]:
        """Return what to propose for further work."""

    def gap_points(self) -> tuple[Claim, ...]:
        """Return what to say of what is missing, and of the works left over."""
