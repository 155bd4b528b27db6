"""How sentences are put together, whatever the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Cite, Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from synth.datatypes import Record

Piece = str | Cite
# A name or title longer than this is cut with an ellipsis inside a sentence; the reference list has it whole.
_LONGEST = 220


def say(*pieces: Piece | Sequence[Piece]) -> Claim:
    """Make a sentence of texts, citations and lists of both."""
    flat: list[Piece] = []
    for piece in pieces:
        flat.extend([piece] if isinstance(piece, str | Cite) else piece)
    return Claim(parts=tuple(part for part in flat if part != ""))


def cite(ids: Sequence[str]) -> Cite:
    """Cite records."""
    return Cite(record_ids=tuple(ids))


def series(items: Sequence[Sequence[Piece]], comma: str, last: str) -> list[Piece]:
    """Join items as a list: commas between, ``last`` before the last."""
    joined: list[Piece] = []
    for i, item in enumerate(items):
        if i:
            joined.append(last if i == len(items) - 1 else comma)
        joined.extend(item)
    return joined


def distinct_names(records: Sequence[Record], name: Callable[[Record], str]) -> list[str]:
    """Return the names of records in order, each once."""
    return list(dict.fromkeys(name(record) for record in records))


def shorten(text: str) -> str:
    """Cut a text that is too long for a sentence."""
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST:
        return flat
    cut = flat[: _LONGEST - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
