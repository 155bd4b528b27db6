"""The merge log: which records were set aside, for which, why, and how to undo it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from synth.datatypes import Reason
from synth.languages import explain
from synth.render.markup import escape, table
from synth.render.text import clean, cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synth.datatypes import Corpus, Duplicate, LanguageCode, Record

_COLUMNS = (
    "kept_id",
    "kept_number",
    "kept_place",
    "kept_title",
    "aside_id",
    "aside_number",
    "aside_place",
    "aside_title",
    "reason",
    "similarity",
    "agreed",
    "keep_apart",
)
_HEADER = {
    "en": ("Kept", "Set aside", "Why", "Agreeing", "To keep apart"),
    "zh": ("保留", "剔除", "依据", "一致的著录项", "如需分开"),
}
_TITLE_COLUMNS = 80
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def merges_csv(corpus: Corpus, language: LanguageCode = "en") -> str:
    """Return the merge log as CSV, one row for each record that was set aside.

    Parameters
    ----------
    corpus
        The records that stay and those set aside.
    language
        The language of the reasons.

    Returns
    -------
    str
        A header and the rows, in the order of the records set aside: id, number, source with line, and title of both
        records; the reason, the similarity of the titles in per cent, the fields that agree; and a line to paste into
        a keep-apart file, which undoes the merge. A text that a spreadsheet would take for a formula starts with an
        apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for kept, duplicate in _pairs(corpus):
        aside = duplicate.record
        values = dict(duplicate.reason.values)
        writer.writerow(
            _harmless(cell)
            for cell in (
                *_described(kept),
                *_described(aside),
                explain(duplicate.reason, language),
                str(values.get("similarity", "")),
                _agreed(duplicate, language),
                f"{kept.id}; {aside.id}",
            )
        )
    return out.getvalue()


def merges_markdown(corpus: Corpus, language: LanguageCode = "en") -> str:
    """Return the merge log as a Markdown table, for people; empty where nothing was set aside.

    Parameters
    ----------
    corpus
        The records that stay and those set aside.
    language
        The language of the header and the reasons.
    """
    rows = [
        (
            _named(kept),
            _named(duplicate.record),
            escape(explain(duplicate.reason, language)),
            escape(_agreed(duplicate, language)),
            escape(f"{kept.id}; {duplicate.record.id}"),
        )
        for kept, duplicate in _pairs(corpus)
    ]
    return table(_HEADER[language], rows) if rows else ""


def _pairs(corpus: Corpus) -> Iterator[tuple[Record, Duplicate]]:
    """Yield each record set aside with the one that stays."""
    records = {record.id: record for record in corpus.records}
    for duplicate in corpus.duplicates:
        yield records[duplicate.kept_id], duplicate


def _named(record: Record) -> str:
    return escape(f"{record.number}. {cut(record.title, _TITLE_COLUMNS)} ({_place(record)})")


def _described(record: Record) -> tuple[str, str, str, str]:
    return record.id, str(record.number), _place(record), clean(record.title)


def _place(record: Record) -> str:
    return f"{record.origin.source}:{record.origin.line}"


def _agreed(duplicate: Duplicate, language: LanguageCode) -> str:
    """Return the names of the fields that agree."""
    names = str(dict(duplicate.reason.values).get("agreed", "")).split()
    separator = ", " if language == "en" else "、"
    return separator.join(explain(Reason(code=f"agreed-{name}"), language) for name in names)


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
