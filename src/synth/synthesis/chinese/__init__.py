"""The synthesis in Chinese."""

from __future__ import annotations

from synth.synthesis.chinese.outline import Outline
from synth.synthesis.chinese.overview import Overview
from synth.synthesis.chinese.themes import ThemeText


class ChineseProse(Overview, ThemeText, Outline):
    """Words the facts in Chinese."""
