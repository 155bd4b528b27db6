"""What a reader hands over: the entries of one source, and the table on which it collects them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.datatypes import Origin, Problem, Record, Review
from synth.readers.fields import NotARecordError, build_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.readers.fields import Fields

Item = Record | Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one source said.

    ``items`` are its entries in order: a record, or the ``unreadable`` problem that stands for one. ``remarks`` are
    doubts about records that were kept and text that was left out; they count as no entry. The records have no
    number yet, and no id unless the source gives one. ``format`` is the name of what was recognised, as people call it
    (``RIS``, ``BibTeX``, ``page``).
    """

    format: str
    items: tuple[Item, ...]
    remarks: tuple[Problem, ...] = ()
    review: Review | None = None


class Intake:
    """Collects what a reader finds in one source, in the order of the source.

    Parameters
    ----------
    source
        The source's name.
    form
        The name of the format that was recognised.
    """

    def __init__(self, source: str, form: str) -> None:
        self.source = source
        self.form = form
        self._items: list[Item] = []
        self._remarks: list[Problem] = []

    def entry(self, fields: Fields, *, line: int, raw: str, doubts: Iterable[str] = ()) -> None:
        """Add an entry by its fields; one that holds no title and no abstract is unreadable.

        Parameters
        ----------
        fields
            What the entry says, under the names of :data:`synth.readers.fields.Fields`.
        line
            Its first line in the source, from 1.
        raw
            Its text as it stands there.
        doubts
            What the reader is unsure of, one reason a doubt.
        """
        origin = Origin(source=self.source, line=line)
        try:
            built = build_record(fields, origin=origin, raw=raw)
        except NotARecordError as error:
            self.unreadable(line, raw, str(error))
            return
        self._items.append(built.record)
        for reason in (*doubts, *built.doubts):
            self.doubtful(line, raw, reason)

    def unreadable(self, line: int, raw: str, reason: str) -> None:
        """Add an entry that gave no record; it counts as identified."""
        self._items.append(self._problem("unreadable", line, raw, reason))

    def doubtful(self, line: int, raw: str, reason: str) -> None:
        """Say what is unsure of a record that was kept, or what was left out because it is no entry."""
        self._remarks.append(self._problem("doubtful", line, raw, reason))

    def _problem(self, kind: str, line: int, raw: str, reason: str) -> Problem:
        readable = kind == "doubtful"
        return Problem(
            kind="doubtful" if readable else "unreadable",
            origin=Origin(source=self.source, line=line),
            raw=raw,
            reason=reason,
        )

    @property
    def reading(self) -> Reading:
        """What was collected so far."""
        return Reading(format=self.form, items=tuple(self._items), remarks=tuple(self._remarks))
