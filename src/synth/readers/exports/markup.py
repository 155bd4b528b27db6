"""Plain text from the HTML and JATS markup that databases leave in titles and abstracts."""

from __future__ import annotations

import re

from synth.readers.text import unescaped

_BLOCKS = "p|sec|title|br|div|li|list|list-item|ul|ol|h[1-6]|label|abstract|abstracttext"
_INLINE = (
    "i|b|em|strong|sub|sup|span|italic|bold|u|underline|sc|scp|tt|code|a|xref|ext-link|inline-formula|disp-formula|font"
    "|tex-math|alternatives|monospace|strike|s|small|big|named-content|styled-content|inf|roman|nobr|mark|q|cite|abbr"
)
_REST = r"(?:\s{1,9}[\w:-]{1,40}=(?:\"[^\"<>]{0,400}\"|'[^'<>]{0,400}'))*+\s?/?>"
_BLOCK = re.compile(rf"</?(?:jats:)?(?:{_BLOCKS}){_REST}", re.IGNORECASE)
_SPAN = re.compile(
    rf"</?(?:(?:jats:)?(?:{_INLINE})|(?:mml:|jats:mml_)?m[a-z]{{1,12}}|mml:[a-z]{{1,20}}){_REST}", re.IGNORECASE
)
_HEADING = re.compile(r"\s*Abstract\s*[.:]?\s+(?=[A-Z])")


def plain(text: str) -> str:
    """Return a text without tags of HTML, JATS and MathML, and with its character references resolved.

    What merely looks like a tag (``p <b and c> d``) stays.

    Parameters
    ----------
    text
        A title or an abstract.
    """
    if "<" in text:
        text = _SPAN.sub("", _BLOCK.sub(" ", text))
    if "&" in text:
        text = unescaped(text)
        if "<" in text:  # markup that was escaped, as OAI and RSS do
            text = _SPAN.sub("", _BLOCK.sub(" ", text))
    return text


def plain_abstract(text: str) -> str:
    """Return an abstract without markup and without the heading "Abstract" that the markup set apart.

    Parameters
    ----------
    text
        The abstract as the source has it.
    """
    return _HEADING.sub("", plain(text), count=1) if "<" in text else text if "&" not in text else plain(text)
