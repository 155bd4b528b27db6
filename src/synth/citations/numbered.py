"""Citations as numbers: each record keeps its number of the source list, from 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.errors import SynthError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from synth.citations.richtext import RichText
    from synth.datatypes import LanguageCode, Record

_RANGE_FROM = 3
# A citation of more numbers and ranges than these names the first ones and counts the rest.
_MOST, _KEPT = 12, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How a style sets numbers: ``[1, 4–6]``, ``(1,4-6)`` or, each in brackets of its own, ``[1], [4]–[6]``."""

    opening: str = "["
    closing: str = "]"
    comma: str = ", "
    dash: str = "–"
    label: str = "[{}]"
    apart: bool = False


class Numbered:
    """A reference list in the order of its numbers, and citations that name them."""

    def __init__(
        self, records: Sequence[Record], write: Callable[[Record], RichText], marks: Marks, language: LanguageCode
    ) -> None:
        self._records = {record.id: record for record in records}
        self._numbers = {record.id: record.number for record in records}
        self._write = write
        self._marks = marks
        self._language = language

    def ordered(self, record_ids: Iterable[str]) -> list[str]:
        """Return records in the order of the list, each once."""
        return sorted(set(record_ids), key=lambda record_id: number_of(record_id, self._numbers))

    def label(self, record_id: str) -> str:
        """Return what an entry begins with."""
        return self._marks.label.format(number_of(record_id, self._numbers))

    def reference(self, record_id: str) -> RichText:
        """Return one entry of the list."""
        return self._write(self._records[record_id])

    def citation(self, record_ids: Sequence[str], before: str = "", *, whole: bool = False) -> str:  # noqa: ARG002 - numbers need no context
        """Return the numbers of records; of many the first ones, unless it shall be ``whole``."""
        marks = self._marks
        numbers = [number_of(record_id, self._numbers) for record_id in record_ids]
        if not numbers:
            return ""
        bracketed = f"{marks.opening}{{}}{marks.closing}"
        pieces = ranges(numbers, marks.dash, bracketed if marks.apart else "{}")
        shown = [text for text, _ in pieces]
        if len(pieces) > _MOST and not whole:
            shown[_KEPT:] = [rest(sum(n for _, n in pieces[_KEPT:]), self._language)]
        inside = marks.comma.join(shown)
        return inside if marks.apart else bracketed.format(inside)


def number_of(record_id: str, numbers: Mapping[str, int]) -> int:
    """Return a record's number.

    Raises
    ------
    SynthError
        If no included record has this id.
    """
    if record_id not in numbers:
        raise SynthError(
            "A result names a record that is not in the corpus",
            where=record_id,
            fix="This is a fault in synth, not in the source: please report it together with the source",
        )
    return numbers[record_id]


def compress(numbers: Iterable[int], comma: str = ", ", dash: str = "–", form: str = "{}") -> str:
    """Return numbers sorted, without repeats, with runs of three or more as a range: ``1, 4–6``."""
    return comma.join(text for text, _ in ranges(numbers, dash, form))


def rest(n_records: int, language: LanguageCode) -> str:
    """Return what ends a citation that names only its first records."""
    return f"另有{n_records}篇" if language == "zh" else f"and {n_records} more"


def ranges(numbers: Iterable[int], dash: str = "–", form: str = "{}") -> list[tuple[str, int]]:
    """Return numbers sorted, each or each run of three or more as text, and how many it stands for."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    pieces: list[tuple[str, int]] = []
    for run in runs:
        if len(run) >= _RANGE_FROM:
            pieces.append((f"{form.format(run[0])}{dash}{form.format(run[-1])}", len(run)))
        else:
            pieces += [(form.format(number), 1) for number in run]
    return pieces
