"""Numbers and identifiers: what a record says decides its id, where it stands its number."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from synth.datatypes import Problem, Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synth.readers.intake import Item


def content_id(record: Record) -> str:
    """Return an identifier that follows from what the record says, not from where it stands: ``xie2024-3f2a9c``."""
    first = record.authors[0].short if record.authors else ""
    folded = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]", "", folded.lower())[:20] or "ref"
    names = [person.short for person in record.authors]
    key = "|".join([record.title, *names, str(record.year or "")])
    normalised = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", key).casefold()))
    digest = hashlib.sha256(normalised.encode("utf-8", "replace")).hexdigest()[:6]
    return f"{slug}{record.year or ''}-{digest}"


def number(items: Iterable[Item]) -> tuple[list[Record], list[Problem]]:
    """Give the entries their numbers and unique ids; a source's own id that repeats is doubtful.

    Parameters
    ----------
    items
        The entries of all sources in order.

    Returns
    -------
    tuple
        The records and the unreadable entries; an unreadable one takes a number too.
    """
    seen: dict[str, int] = {}
    taken: set[str] = set()
    records: list[Record] = []
    problems: list[Problem] = []
    for place, item in enumerate(items, start=1):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        own = item.id or content_id(item)
        identifier = own
        while identifier in taken:
            seen[own] = seen.get(own, 1) + 1
            identifier = f"{own}~{seen[own]}"
        taken.add(identifier)
        if identifier != own and item.id:
            reason = f"the id {own} stands for more than one entry; this one is called {identifier}"
            problems.append(Problem(kind="doubtful", origin=item.origin, raw=item.raw, reason=reason))
        records.append(replace(item, id=identifier, number=place))
    return records, problems
