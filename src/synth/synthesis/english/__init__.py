"""The synthesis in English."""

from __future__ import annotations

from synth.synthesis.english.outline import Outline
from synth.synthesis.english.overview import Overview
from synth.synthesis.english.themes import ThemeText


class EnglishProse(Overview, ThemeText, Outline):
    """Words the facts in English."""
