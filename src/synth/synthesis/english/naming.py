"""Names, titles and headings in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from synth.synthesis.english.grammar import MOST_NAMES, listed, number
from synth.synthesis.reported import Reporter
from synth.synthesis.selection import spread_of_methods
from synth.synthesis.wording import distinct_names, shorten, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Record
    from synth.synthesis.facts import Facts
    from synth.synthesis.prose import HeadingName


class Naming:
    """Names, titles and headings in English."""

    _HEADINGS: ClassVar[dict[str, str]] = {
        "glance": "At a glance",
        "reading": "How the corpus was read",
        "themes": "Themes",
        "across": "Across themes",
        "matrix": "Coverage matrix",
        "evolution": "How the research evolved",
        "limitations": "Limitations and future directions",
        "outline": "Outline for a review",
        "introduction": "Introduction",
        "crossing": "Cross-cutting issues",
        "gaps": "Gaps",
        "agenda": "Research agenda",
        "references": "References",
    }

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._methods = spread_of_methods(facts)
        self._reporter = Reporter("en", self._name, facts.records)

    def _name(self, record: Record) -> str:
        year = f" ({record.year})" if record.year is not None else ""
        authors = [shorten(author.short, as_name=True) for author in record.authors if author.short]
        if not authors:
            return f"“{shorten(record.title, as_name=True)}”{year}"
        if record.more_authors or len(authors) > 2:  # noqa: PLR2004 - two authors are both named
            return f"{authors[0]} et al.{year or ' (n.d.)'}"
        return f"{' and '.join(authors)}{year or ' (n.d.)'}"

    def _names(self, ids: Sequence[str], most: int = MOST_NAMES) -> str:
        names = distinct_names([self._facts.records[i] for i in ids], self._name)
        if len(names) > most + 1:
            names = [*names[:most], f"{number(len(names) - most)} others"]
        return listed(names)

    def _titled(self, record_id: str) -> str:
        record = self._facts.records[record_id]
        name = self._name(record)
        return f"“{shorten(record.title)}”" if name.startswith("“") else f"{name}, “{shorten(record.title)}”"

    def _verb(self, record_id: str, singular: str, plural: str) -> str:
        record = self._facts.records[record_id]
        return singular if len(record.authors) <= 1 and not record.more_authors else plural

    def title(self) -> str:
        """Return the title of the synthesis."""
        review = self._facts.review
        subject = (
            review.title
            if review and review.title
            else (
                listed(stems([source.name for source in self._facts.sources])) or f"{len(self._facts.sources)} sources"
            )
        )
        return f"Thematic synthesis: {subject}" if subject else "Thematic synthesis"

    def heading(self, name: HeadingName) -> str:
        """Return a section's heading."""
        return self._HEADINGS[name]
