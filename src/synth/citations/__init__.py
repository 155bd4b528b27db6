"""Citations and references in the styles of journals: pure functions from records to text with italics and links."""

from synth.citations.styles import STYLES, Bibliography, check_style, make_bibliography

__all__ = ["STYLES", "Bibliography", "check_style", "make_bibliography"]
