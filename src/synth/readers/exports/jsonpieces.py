"""Cut JSON into its values, each with its first line, and go on after a value that is damaged."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECODER = json.JSONDecoder(parse_constant=lambda _: None)
_SKIP = re.compile(r"[\s,\ufeff]*")
_SKIP_TOP = re.compile(r"[\s,\[\]\ufeff]*")
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*+"?|[{}\[\]]')
_STRAY = re.compile(r"[^{\n]+")
_NEXT = re.compile(r"\}\s*,\s*(\{)")
_LISTS = (
    "items|results|references|papers|data|hits|records|docs|works|entries|entry|publications|articles|bibliography"
    "|result|message"
)
_LIST = re.compile(rf'"(?:{_LISTS})"\s*:\s*\[\s*(?=\{{)')
_TITLE = re.compile(r'"(?:title|display_name|abstract)"\s*:')
_WINDOW = 10_000
_MARGIN = 20  # characters at the end of a window where an error may be its doing
_MAX_PREFIX = 100_000
_MIN_PATIENCE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One value of a source: its first line, its text, what it says, and what is wrong with it."""

    line: int
    raw: str
    value: object = None
    fault: str = ""


def load(text: str) -> tuple[object, str]:
    """Return the value of a text and what is wrong with it, one of them empty.

    Parameters
    ----------
    text
        The text of one JSON value.
    """
    try:
        return json.loads(text, parse_constant=lambda _: None), ""
    except RecursionError:
        return None, "is nested too deeply"
    except ValueError as error:
        return None, f"is no valid JSON: {_message(error)}"


def _message(error: ValueError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"


def is_lines(text: str) -> bool:
    """Whether each line is a value of its own: the first or second line that is not blank is a whole object.

    Parameters
    ----------
    text
        The whole source.
    """
    head = [line for line in text[:_MIN_PATIENCE].split("\n", 50)[:50] if line.strip("\ufeff \t")][:2]
    if head and head[0].strip("\ufeff \t")[:1] == "[":
        # An array, unless its first line is another thing and the second a whole object without a comma behind it.
        odd = not re.match(r"[\ufeff \t]*\[[ \t]*(?:\{|$)", head[0])
        return odd and len(head) > 1 and isinstance(load(head[1])[0], dict)
    return any(isinstance(load(line.strip("\ufeff \t,"))[0], dict) for line in head)


def lines_of(text: str) -> Iterator[Piece]:
    """Yield the value of each line.

    Parameters
    ----------
    text
        The whole source.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip("\ufeff \t"):
            value, fault = load(line.strip("\ufeff \t").removesuffix(","))
            yield Piece(line=number, raw=line, value=value, fault=fault)


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield the objects of an array, or those that stand one after the other.

    Parameters
    ----------
    text
        The whole source.
    """
    return _Cutter(text).pieces()


def spans(text: str, container: object, key: str) -> list[tuple[int, int]]:
    """Return where the values of a list or an object stand in the text around it; nothing where they are not found.

    Parameters
    ----------
    text
        The text of the object around it.
    container
        The list, or the object whose values are asked for.
    key
        The key under which it stands; empty where the text is that of the container itself.
    """
    if not key:
        return _members(text, text.index("{") + 1)
    for count, match in enumerate(
        re.finditer(rf"{re.escape(json.dumps(key, ensure_ascii=False))}\s*:\s*(?=[\[{{])", text)
    ):
        if count > 20:  # noqa: PLR2004 - so often a key may stand elsewhere
            break
        if _DECODER.raw_decode(text, match.end())[0] == container:
            return _members(text, match.end() + 1)
    return []


def _members(text: str, position: int) -> list[tuple[int, int]]:
    """Return where the values of a sound list or object stand that opens before a position."""
    found: list[tuple[int, int]] = []
    keyed = text[position - 1] == "{"
    while True:
        position = _end(_SKIP, text, position)
        if text[position] in "]}":
            return found
        if keyed:
            position = _end(re.compile(r"\s*:\s*"), text, _DECODER.raw_decode(text, position)[1])
        _, end = _DECODER.raw_decode(text, position)
        found.append((position, end))
        position = end


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


class _Cutter:
    """Cuts a text at its values; behind a damaged one it looks for the next that begins like its siblings."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line, self._counted = 1, 0
        # Characters that may in all be looked at in vain: the time stays linear.
        self._patience = 20 * len(text) + _MIN_PATIENCE
        self._inside = self._begun = False

    def pieces(self) -> Iterator[Piece]:
        position = 0
        while True:
            position = _end(_SKIP if self._inside else _SKIP_TOP, self._text, position)
            if position >= len(self._text) or (self._inside and self._text[position] == "]"):
                return
            value, end, fault = self._decode(position)
            if fault and (start := self._wrapper(position)):
                self._inside = self._begun = True
                position = start
                continue
            self._begun = True
            yield Piece(
                line=self._line_of(position), raw=self._text[position:end].rstrip(" \t\n,"), value=value, fault=fault
            )
            position = end

    def _line_of(self, position: int) -> int:
        self._line += self._text.count("\n", self._counted, position)
        self._counted = position
        return self._line

    def _decode(self, position: int) -> tuple[Any, int, str]:
        """Return the value at a position, where it ends, and what is wrong with it."""
        try:
            value, end = self._raw_decode(position)
        except RecursionError:
            return None, self._end_of_damaged(position), "is nested too deeply"
        except ValueError as error:
            return None, self._end_of_damaged(position), f"is no valid JSON: {_message(error)}"
        return value, end, ""

    def _raw_decode(self, position: int) -> tuple[Any, int]:
        """Return the value at a position and where it ends.

        An error of the decoder counts the lines before it, so most values are decoded in a window of the text.
        """
        window = self._text[position : position + _WINDOW]
        try:
            value, length = _DECODER.raw_decode(window)
        except json.JSONDecodeError as error:
            self._patience -= error.pos
            if position + _WINDOW >= len(self._text) or (error.pos < _WINDOW - _MARGIN and "Untermin" not in error.msg):
                raise
        else:
            return value, position + length
        try:
            return _DECODER.raw_decode(self._text, position)
        except json.JSONDecodeError as error:
            self._patience -= error.pos - position
            raise

    def _wrapper(self, position: int) -> int:
        """Return where the list of entries begins in a damaged object around it; 0 where there is none."""
        if self._begun or self._text[position] != "{":
            return 0
        match = _LIST.search(self._text, position, position + _MAX_PREFIX)
        return match.end() if match and not _TITLE.search(self._text, position, match.start()) else 0

    def _end_of_damaged(self, position: int) -> int:
        """Return where a damaged value ends: before its next sibling, or else where its brackets close."""
        text = self._text
        if text[position] not in "{[":
            return max(_end(_STRAY, text, position), position + 1)
        if self._patience < 0:
            return len(text)
        indent = text[max(text.rfind("\n", 0, position) + 1, position - _WINDOW) : position]
        if not indent.strip() and (sibling := self._sibling(position, indent)):
            return sibling
        if closed := self._closing(position):
            return closed
        found = (match.start(1) for match in _NEXT.finditer(text, position))
        return next((start for start in found if self._is_entry(start)), len(text))

    def _sibling(self, position: int, indent: str) -> int:
        """Return where the next object begins a line as far in as this one does; 0 where none does."""
        for match in re.compile(rf"\n{indent}(?=\{{)").finditer(self._text, position):
            start = match.end()
            if indent or self._text.startswith('{"', start) or self._is_entry(start):
                return start
        return 0

    def _closing(self, position: int) -> int:
        """Return where the brackets that open at a position close; 0 where they never do."""
        depth = 0
        for match in _TOKEN.finditer(self._text, position):
            depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(match[0], 0)
            if depth == 0:
                self._patience -= match.end() - position
                return match.end()
        self._patience -= len(self._text) - position
        return 0

    def _is_entry(self, position: int) -> bool:
        """Whether a whole object stands at a position that looks like an entry."""
        if self._patience < 0:
            return False
        try:
            value, end = self._raw_decode(position)
        except RecursionError:
            return False
        except ValueError:
            return False
        self._patience -= end - position
        return isinstance(value, dict) and bool({"title", "abstract", "itemType", "display_name"} & set(value))
