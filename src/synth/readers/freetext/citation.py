"""Parse one free-text reference, in whatever style it is written.

References in Chinese styles are read by rules, all others by a model; where the model is not sure, the rules read those
too.
"""

from __future__ import annotations

import re
from dataclasses import replace

from synth.readers.freetext.gbt import is_chinese_style, parse_chinese_style, unquoted
from synth.readers.freetext.locators import find_year
from synth.readers.freetext.parsed import ParsedCitation
from synth.readers.text import field, language_of, shape, tidy

__all__ = ["MAX_LENGTH", "ParsedCitation", "parse_citation", "without_label"]

MAX_LENGTH = 20_000  # a longer entry is no reference; its text is kept whole as the title

_LABEL = (
    r"\s*(?:\[\s?\d{1,4}\s?\]|\(\d{1,4}\)(?!\s?\()|\d{1,4}\s?[.)、,](?=\s|[^\d\s])"
    r"|\d{1,4}\s(?=[^\W\d_a-z]))\s?[.、]?\s*"
)
_LABELS = re.compile(rf"(?:\s*(?:[-*]\s|[·•●▪‣◦■◆])\s*|{_LABEL})(?:\s*\[\s?\d{{1,4}}\s?\]\s*)?")
# Where the model is less sure than this and the rules found nothing odd, the rules read more references right than the
# model, in English and in Chinese lists alike.
_UNSURE = 0.7
_CLEAR = 0.9  # the confidence of the rules in names, year and a title of one sentence
_UNSURE_AT_MOST = 0.6  # the share right of what the rules read then


def parse_citation(text: str) -> ParsedCitation:
    """Parse one free-text reference.

    Parameters
    ----------
    text
        The reference, with or without its number, on one line or several.

    Returns
    -------
    ParsedCitation
        The fields found. Text that has no recognisable structure is the title.
    """
    if len(text) > MAX_LENGTH:
        whole = field(text)
        return ParsedCitation(title=whole, language=language_of(whole[:MAX_LENGTH]), structured=False, confidence=0.0)
    body = without_label(text)
    if is_chinese_style(body):
        return parse_chinese_style(body)
    from synth.readers.freetext.model import parse_by_model  # noqa: PLC0415 - the model is large

    parsed = parse_by_model(body)
    if parsed.year and parsed.pages.startswith(str(parsed.year)):
        parsed = replace(parsed, year=find_year(body))
    parsed = replace(parsed, title=unquoted(parsed.title))
    if parsed.confidence >= _UNSURE:
        return parsed
    by_rules = parse_chinese_style(body)
    if by_rules.confidence < _CLEAR:
        return parsed
    return replace(by_rules, confidence=min(by_rules.confidence, _UNSURE_AT_MOST))


def without_label(text: str) -> str:
    """Return a reference on one line without its number or bullet."""
    clean = tidy(text)
    label = _LABELS.match(shape(clean))
    return clean[label.end() :] if label else clean
