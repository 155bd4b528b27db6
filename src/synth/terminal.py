"""Text for a terminal: safe to print, laid out as a table, or shown while work goes on."""

from __future__ import annotations

import threading
import unicodedata
from typing import TYPE_CHECKING, Self

from synth.render.text import cut, display_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cs", "Cf", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")  # needed inside words of some scripts, harmless elsewhere


def printable(text: str, *, keep: str = "") -> str:
    r"""Return the text with control, bidirectional and surrogate characters spelt out as ``\u001b``.

    A source may hold sequences that retitle a terminal or reverse what is read; they must be seen, not obeyed. The
    form is that of JSON, so a JSON text stays the same value.

    Parameters
    ----------
    text
        Anything that came from a source or quotes one.
    keep
        Control characters to leave as they are: line breaks, in a text of several lines.
    """
    if text.isprintable():
        return text
    return "".join(_spell(char) if _is_hidden(char) and char not in keep else char for char in text)


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN_CATEGORIES and char not in _JOINERS


def _spell(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def format_table(header: Sequence[str], rows: Sequence[Sequence[str]], limits: Sequence[int]) -> str:
    """Lay out a table in aligned columns.

    Parameters
    ----------
    header
        The names of the columns.
    rows
        The cells, one sequence a row, each as long as the header; line breaks in them become spaces.
    limits
        The widest each column may be; longer cells are shortened.

    Returns
    -------
    str
        One line a row, the header first, each ended with a line break.
    """
    cells = [
        [cut(printable(" ".join(cell.split())), limit) for cell, limit in zip(row, limits, strict=True)]
        for row in (header, *rows)
    ]
    widths = [max(display_width(row[column]) for row in cells) for column in range(len(header))]
    lines = (
        "  ".join(cell + " " * (size - display_width(cell)) for cell, size in zip(row, widths, strict=True))
        for row in cells
    )
    return "".join(line.rstrip() + "\n" for line in lines)


class Progress:
    """A status line that appears once work has gone on for a while, and is wiped away at its end.

    Parameters
    ----------
    write
        What puts text on the terminal; ``None`` where there is no terminal, and nothing is shown then.
    columns
        The width of the terminal.
    delay
        Seconds of work before the line appears; quick work shows nothing.
    """

    def __init__(self, write: Callable[[str], None] | None, *, columns: int = 80, delay: float = 1.0) -> None:
        self._write = write
        self._columns = columns
        self._message = ""
        self._visible = delay <= 0
        self._lock = threading.Lock()
        self._timer = threading.Timer(delay, self._appear)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Start the wait."""
        if self._write and not self._visible:
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Wipe the line away."""
        self._timer.cancel()
        with self._lock:
            if self._write and self._visible and self._message:
                self._write(f"\r{' ' * (self._columns - 1)}\r")
            self._write = None

    def __call__(self, message: str) -> None:
        """Say what is being done now."""
        with self._lock:
            self._message = message
            self._draw()

    def _appear(self) -> None:
        with self._lock:
            self._visible = True
            self._draw()

    def _draw(self) -> None:
        if self._write and self._visible and self._message:
            line = cut(printable(self._message), self._columns - 1)
            self._write(f"\r{line}{' ' * (self._columns - 1 - display_width(line))}")
