"""Markdown's own grammar: text that stays text, tables, captions, images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synth.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from synth.citations.richtext import RichText, Run

# "!" and "]" need no escape on their own: an image or a link starts with "[".
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|$~]|&(?=#?\w+;)")
_LINE_START = re.compile(r"(?P<list>[-+=])|(?P<digits>\d{1,9})(?P<stop>[.)])(?=\s|$)")
_CITATION_BEFORE_LINK = re.compile(r"(\[[\d, –-]+\])(?=[(:\[])")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20]+", re.IGNORECASE)
_NOT_IN_LINK = str.maketrans({"<": "%3C", ">": "%3E", "\\": "%5C"})


def escape(text: str) -> str:
    """Return text that Markdown shows as it stands, wherever in a line it comes."""
    return _SPECIAL.sub(r"\\\g<0>", clean(text))


def rich_text(text: RichText) -> str:
    """Return runs as escaped text, italics between asterisks and addresses as links."""
    return "".join(map(_run, text))


def _run(run: Run) -> str:
    if not _ADDRESS.fullmatch(run.url):
        return f"*{escape(run.text)}*" if run.italic and run.text == run.text.strip() else escape(run.text)
    url = run.url.translate(_NOT_IN_LINK)
    return f"<{url}>" if run.text == run.url else f"[{escape(run.text)}](<{url.replace('&', '&amp;')}>)"


def line(text: str) -> str:
    """Return escaped text as a line of its own: its start is no list mark and no citation in it becomes a link."""
    text = _CITATION_BEFORE_LINK.sub(r"\1\\", text.strip())
    match = _LINE_START.match(text)
    if not match:
        return text
    if match["list"]:
        return f"\\{text}"
    return f"{match['digits']}\\{match['stop']}{text[match.end() :]}"


def heading(text: str, level: int) -> str:
    """Return a heading; Markdown knows six levels."""
    return f"{'#' * min(level, 6)} {escape(text).strip()}"


def emphasis(text: str) -> str:
    """Return text in italics as a line of its own, or nothing where there is no text."""
    inside = escape(text).strip()
    return f"*{inside}*" if inside else ""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are escaped already, each row as long as the header."""
    width = len(header)
    lines = [list(header), ["---"] * width]
    lines += [[*row[:width], *[""] * (width - len(row))] for row in rows]
    return "\n".join("| " + " | ".join(cell.strip() for cell in cells) + " |" for cells in lines)


def image(alt: str, file_name: str) -> str:
    """Return an image beside the document."""
    return f"![{escape(alt).strip()}]({file_name})"


def document(blocks: Iterable[str]) -> str:
    """Return blocks as one text: a blank line between them, a newline at the end."""
    return "\n\n".join(block for block in blocks if block) + "\n"
