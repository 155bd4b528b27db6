"""Text with italics and links: what every format can show, and how pieces of it join without doubled punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# C0 and C1 controls that are no white space, lone surrogates, zero-width and bidirectional marks, the byte order mark,
# and the two non-characters XML forbids: none of them is content, and each can hide or reorder what a reader sees.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPACES = re.compile(r"\s+")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_STOPS = ".?!。？！…"
_CLOSING_QUOTES = "\"'”’»」』"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text set in one way; ``url`` is where it leads, empty where it leads nowhere."""

    text: str
    italic: bool = False
    url: str = ""


RichText = tuple[Run, ...]


def clean(text: str) -> str:
    """Return the text without control and bidirectional characters, each run of white space as one space."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def rich(text: str, *, italic: bool = False, url: str = "") -> RichText:
    """Return text as a run of its own, or nothing where it is empty; Chinese characters have no italics."""
    return (Run(text=text, italic=italic and not HAN.search(text), url=url),) if text else ()


def plain(text: RichText) -> str:
    """Return the text alone."""
    return "".join(run.text for run in text)


def join(parts: Iterable[RichText], separator: str) -> RichText:
    """Join what is not empty; a separator that starts with a stop loses it behind a text that ends a sentence."""
    joined: list[Run] = []
    for part in parts:
        if not part:
            continue
        if joined:
            ended = separator.startswith(".") and ends_sentence(joined[-1].text)
            joined.append(Run(text=separator[1:] if ended else separator))
        joined.extend(part)
    return _merged(joined)


def wrap(before: str, text: RichText, after: str = "") -> RichText:
    """Put something before and after a text, unless there is none."""
    return _merged([Run(text=before), *text, Run(text=after)]) if text else ()


def sentence(text: RichText) -> RichText:
    """End a text with a full stop, unless it is empty or ends a sentence already."""
    return text if not text or ends_sentence(text[-1].text) else _merged([*text, Run(text=".")])


def ends_sentence(text: str) -> bool:
    """Return whether a text ends with a stop, be it inside quotation marks."""
    return text.rstrip(_CLOSING_QUOTES).endswith(tuple(_STOPS))


def _merged(runs: Iterable[Run]) -> RichText:
    """Return runs without empty ones, neighbours that are set alike as one."""
    merged: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if merged and not run.url and not merged[-1].url and merged[-1].italic == run.italic:
            merged[-1] = replace(merged[-1], text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return tuple(merged)
