"""The records, themes, coverage and references as tables, and as CSV files that every spreadsheet program opens."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synth.citations.names import others
from synth.citations.richtext import plain
from synth.languages import explain, read_lexicon
from synth.render.csvtable import cell_of
from synth.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synth.datatypes import LanguageCode, Membership, Person, Record, Result, Theme
    from synth.render.exports.article import Article

Value = str | int | float | None
_DIGITS = 4
# Excel opens a CSV file as UTF-8 only where it begins with this.
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table: its file's name, its title, the names of its columns, its rows, from which column on it is a matrix."""

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    matrix_from: int | None = None


def export(article: Article, result: Result) -> dict[str, bytes]:
    """Return each table as a CSV file.

    Parameters
    ----------
    article
        The synthesis.
    result
        The whole answer of a run.
    """
    return {f"{sheet.name}.csv": _csv(sheet) for sheet in sheets(article, result)}


def sheets(article: Article, result: Result) -> tuple[Sheet, ...]:
    """Return the tables, in the language of the synthesis.

    Parameters
    ----------
    article
        The synthesis.
    result
        The whole answer of a run.
    """
    maker = _Maker(article, result)
    return (maker.records(), maker.themes(), maker.coverage(), maker.references())


def _csv(sheet: Sheet) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.header)
    writer.writerows([cell_of(value) if isinstance(value, str) else value for value in row] for row in sheet.rows)
    return (_MARK + text.getvalue()).encode()


class _Maker:
    """Makes the tables of one run."""

    def __init__(self, article: Article, result: Result) -> None:
        self._article = article
        self._result = result
        self._language: LanguageCode = result.synthesis.language
        self._words: dict[str, str] = read_lexicon("tables")[self._language]
        self._records = sorted(result.corpus.records, key=lambda record: (record.number, record.id))
        self._members: dict[str, list[tuple[Theme, Membership]]] = {record.id: [] for record in self._records}
        for theme in result.themes.themes:
            for member in theme.memberships:
                self._members[member.record_id].append((theme, member))
        self._why = {one.record_id: explain(one.reason, self._language) for one in result.themes.unassigned}

    def _sheet(self, name: str, columns: str, rows: Iterator[tuple[Value, ...]], *more: str) -> Sheet:
        header = (*(self._words[column] for column in columns.split()), *more)
        return Sheet(name=name, title=self._words[f"{name}_title"], header=header, rows=tuple(rows))

    def records(self) -> Sheet:
        """Return every field of each record, its themes, and where it stood."""
        own = (
            "number id type title translated_title authors year container volume issue pages publisher doi url language"
        )
        found = "main_theme main_strength further_themes evidence unassigned source line"
        columns = f"{own} keywords abstract confidence {found}"
        return self._sheet("records", columns, ((*_fields(one), *self._placed(one)) for one in self._records))

    def _placed(self, record: Record) -> tuple[Value, ...]:
        """Return a record's themes, the terms that say so, and where it was read."""
        members = self._members[record.id]
        main = next(((theme, member) for theme, member in members if member.primary), None)
        further = [f"{theme.label} ({member.strength:.2f})" for theme, member in members if not member.primary]
        terms = dict.fromkeys(term for _, member in members for term in member.evidence)
        return (
            main[0].label if main else "",
            round(main[1].strength, _DIGITS) if main else None,
            "; ".join(further),
            "; ".join(terms),
            self._why.get(record.id, ""),
            record.origin.source,
            record.origin.line,
        )

    def themes(self) -> Sheet:
        """Return each theme with its size, stability, terms, subthemes and the records that stand for it."""
        columns = "theme second_name kind status records main_count stability terms subthemes typical key"
        return self._sheet("themes", columns, map(self._theme, self._result.themes.themes))

    def _theme(self, theme: Theme) -> tuple[Value, ...]:
        status = {one.key: one.status for one in self._result.coverage.themes}.get(theme.key, "")
        numbers = self._article.numbers
        return (
            theme.label,
            theme.second_label,
            self._words[theme.kind],
            self._words.get(status, ""),
            len(theme.memberships),
            len(theme.primary_ids),
            round(float(theme.stability), _DIGITS),
            "; ".join(theme.terms),
            "; ".join(f"{part.label} ({len(part.record_ids)})" for part in theme.subthemes),
            ", ".join(str(numbers[record_id]) for record_id in theme.representative_ids),
            theme.key,
        )

    def coverage(self) -> Sheet:
        """Return the strength of each record's membership of each theme: records down, themes across."""
        themes = self._result.themes.themes
        rows = (
            (record.number, record.title, record.year, self._placed(record)[0], *self._strengths(record))
            for record in self._records
        )
        columns = "number title year main_theme"
        sheet = self._sheet("coverage", columns, rows, *(clean(theme.label) for theme in themes))
        return replace(sheet, matrix_from=len(columns.split()))

    def _strengths(self, record: Record) -> Iterator[float | None]:
        found = {theme.key: round(member.strength, _DIGITS) for theme, member in self._members[record.id]}
        return (found.get(theme.key) for theme in self._result.themes.themes)

    def references(self) -> Sheet:
        """Return the reference list as it stands in the synthesis, and how each entry is cited."""
        bibliography = self._article.bibliography
        rows = (
            (
                self._article.numbers[record_id],
                clean(bibliography.citation((record_id,))),
                clean(plain(bibliography.reference(record_id))),
                record_id,
            )
            for record_id in bibliography.ordered(self._article.records)
        )
        return self._sheet("references", "number citation reference id", rows)


def _fields(record: Record) -> tuple[Value, ...]:
    """Return a record's own fields."""
    people = [_name(person) for person in record.authors] + ([others(record)] if record.more_authors else [])
    return (
        record.number,
        record.id,
        record.type,
        record.title,
        record.translated_title,
        "; ".join(people),
        record.year,
        record.container,
        record.volume,
        record.issue,
        record.pages,
        record.publisher,
        record.doi,
        record.url,
        record.language,
        "; ".join(record.keywords),
        record.abstract,
        round(record.confidence, 2),
    )


def _name(person: Person) -> str:
    return f"{person.family}, {person.given}".rstrip(", ") if person.family else person.literal or person.given
