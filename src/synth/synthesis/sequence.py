"""In which order a theme is told, whatever the language."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Claim
    from synth.synthesis.facts import ThemeFacts
    from synth.synthesis.reported import Reporter


class ThemeSequence(ABC):
    """The order of the sentences on one theme; a language says each of them."""

    _reporter: Reporter

    def theme(self, facts: ThemeFacts, position: int) -> tuple[tuple[Claim, ...], ...]:
        """Return the paragraphs on one theme; ``position`` varies the wording.

        Who belongs to it and in which words comes first, what abstracts report next, then what is typical, the objects,
        settings, neighbouring themes and years.
        """
        first = (self._opening(facts, position), *self._words(facts, position))
        evidence = self._reporter.paragraphs(facts, position)
        last = (
            *self._typical(facts, position),
            *self._objects(facts, position),
            *self._settings(facts, position),
            *self._companions(facts, position),
            *self._time(facts, position),
        )
        return tuple(paragraph for paragraph in (first, *evidence, last) if paragraph)

    @abstractmethod
    def _opening(self, facts: ThemeFacts, position: int) -> Claim:
        """Say how many records belong to the theme."""

    @abstractmethod
    def _words(self, facts: ThemeFacts, position: int) -> Sequence[Claim]:
        """Say in which words the records name the theme."""

    @abstractmethod
    def _typical(self, facts: ThemeFacts, position: int) -> Sequence[Claim]:
        """Say which records are nearest to the theme's centre."""

    @abstractmethod
    def _objects(self, facts: ThemeFacts, position: int) -> Sequence[Claim]:
        """Say what is studied."""

    @abstractmethod
    def _settings(self, facts: ThemeFacts, position: int) -> Sequence[Claim]:
        """Say in which settings."""

    @abstractmethod
    def _companions(self, facts: ThemeFacts, position: int) -> Sequence[Claim]:
        """Say which other themes its records belong to."""

    @abstractmethod
    def _time(self, facts: ThemeFacts, position: int) -> Sequence[Claim]:
        """Say who came first, and when most came."""
