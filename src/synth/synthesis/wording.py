"""How sentences are put together, whatever the language."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from synth.datatypes import Cite, Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from synth.datatypes import Record, Span

Piece = str | Cite
# A title longer than this is cut with an ellipsis inside a sentence; the reference list has it whole.
_LONGEST = 220
# A title that stands for a missing author is a name, and shorter.
_LONGEST_NAME = 60
# The title of a synthesis names its sources if there are no more than this.
_MOST_NAMES = 3


# A theme of so many records has them listed: citations of its sentences name the first ones only.
MANY = 12


def say(*pieces: Piece | Sequence[Piece], spans: tuple[Span, ...] = ()) -> Claim:
    """Make a sentence of texts, citations and lists of both; ``spans`` are where its quotations stand."""
    flat: list[Piece] = []
    for piece in pieces:
        flat.extend([piece] if isinstance(piece, str | Cite) else piece)
    return Claim(parts=tuple(part for part in flat if part != ""), spans=spans)


def quoted(text: str, *, cut: bool) -> str:
    """Return a quotation in quotation marks, its own ones as inner marks; an ellipsis where the sentence goes on."""
    inner = " ".join(text.split()).replace("“", "‘").replace("”", "’")
    return f"“{inner}…”" if cut else f"“{inner}”"


def cite(ids: Sequence[str], *, whole: bool = False) -> Cite:
    """Cite records; ``whole`` where the reader wants each of them, however many."""
    return Cite(record_ids=tuple(ids), whole=whole)


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


def stems(names: Sequence[str]) -> list[str]:
    """Return the names of sources without folders and suffixes; none where there are too many for a title."""
    stems_of = list(dict.fromkeys(PurePath(name).stem or name for name in names))
    return stems_of if len(stems_of) <= _MOST_NAMES else []


def shorten(text: str, *, as_name: bool = False) -> str:
    """Cut a title that is too long for a sentence, or for a name; its final stop goes."""
    flat = " ".join(text.split()).rstrip(".。")
    longest = _LONGEST_NAME if as_name else _LONGEST
    if len(flat) <= longest:
        return flat
    cut = flat[: longest - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def in_both(label: str, second: str, beside: str) -> str:
    """Return a label with its name in the other language beside it, where there is one."""
    return label + beside.format(second) if second else label
