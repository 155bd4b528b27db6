"""Thematic literature-review synthesis: from a pile of references to a cited, structured draft."""

__version__ = "0.1.0"
