"""What the commands say on a terminal: tables of records and problems, warnings, the conservation line."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from synth.citations.numbered import compress
from synth.errors import DataError
from synth.render.jsontext import json_text
from synth.render.text import numbers_of
from synth.terminal import format_table, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synth.datatypes import Corpus, Flow, Library, Problem, Record, Result, Review

_WARNINGS_OF_A_KIND = 5
_TERMS_SHOWN = 6
_RECORD_COLUMNS = {"no": 6, "year": 4, "authors": 24, "title": 60, "container": 28, "conf": 4, "line": 7, "source": 28}
_PROBLEM_COLUMNS = {"kind": 10, "reason": 60, "line": 7, "source": 28, "text": 60}


def record_table(records: Sequence[Record]) -> str:
    """Return the records as a table, one a line."""
    rows = [
        (
            str(record.number),
            str(record.year or ""),
            "; ".join(person.short for person in record.authors),
            record.title,
            record.container,
            f"{record.confidence:.2f}",
            str(record.origin.line),
            record.origin.source,
        )
        for record in records
    ]
    return format_table(tuple(_RECORD_COLUMNS), rows, tuple(_RECORD_COLUMNS.values()))


def problem_table(problems: Sequence[Problem]) -> str:
    """Return what was not understood as a table, one problem a line."""
    rows = [
        (problem.kind, problem.reason, str(problem.origin.line), problem.origin.source, problem.raw)
        for problem in problems
    ]
    return format_table(tuple(_PROBLEM_COLUMNS), rows, tuple(_PROBLEM_COLUMNS.values()))


def problem_json(problems: Sequence[Problem]) -> str:
    """Return what was not understood as a JSON list."""
    return json_text(
        [
            {
                "kind": problem.kind,
                "source": problem.origin.source,
                "line": problem.origin.line,
                "raw": problem.raw,
                "reason": problem.reason,
            }
            for problem in problems
        ]
    )


def review_of(library: Library) -> Review:
    """Return the review whose references the records are.

    Raises
    ------
    DataError
        If the sources are plain lists.
    """
    if library.review is None:
        names = ", ".join(source.name for source in library.sources)
        raise DataError("There is no review, only a plain list of references", where=names, fix="Leave --review out")
    return library.review


def review_table(review: Review) -> str:
    """Return what is known of the review, one field a line."""
    fields = {
        "title": review.title,
        "authors": "; ".join(f"{author.given} {author.short}".strip() for author in review.authors),
        "affiliations": "; ".join(review.affiliations),
        "year": str(review.year or ""),
        "journal": review.journal,
        "volume": review.volume,
        "issue": review.issue,
        "doi": review.doi,
        "keywords": "; ".join(review.keywords),
        "abstract": review.abstract,
    }
    return "".join(f"{f'{name}:':14}{printable(text)}\n" for name, text in fields.items() if text)


def missing_themes(result: Result) -> Iterator[str]:
    """Yield a line for each expected theme to which no record belongs, with its terms.

    Parameters
    ----------
    result
        The whole answer of a run.
    """
    missing = {theme.key for theme in result.coverage.themes if theme.status == "missing"}
    for theme in result.framework.themes:
        if theme.key in missing:
            rest = len(theme.seed_terms) - _TERMS_SHOWN
            terms = ", ".join(theme.seed_terms[:_TERMS_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
            yield printable(f"warning: no record belongs to the expected theme “{theme.label}” by its terms: {terms}")


def warnings_of(problems: Sequence[Problem], *, more: str) -> Iterator[str]:
    """Yield a line for each of the first few problems of a kind, then one that counts the rest.

    Parameters
    ----------
    problems
        What was not understood.
    more
        Where all of them are to be seen.
    """
    kinds: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        kinds[problem.kind].append(problem)
    for kind, alike in kinds.items():
        for problem in alike[:_WARNINGS_OF_A_KIND]:
            yield f"warning: {problem.origin.source}:{problem.origin.line}: {kind}: {problem.reason}"
        if len(alike) > _WARNINGS_OF_A_KIND:
            yield f"warning: … and {len(alike) - _WARNINGS_OF_A_KIND} more {kind}; see {more}"


def source_lines(corpus: Corpus) -> Iterator[str]:
    """Yield the conservation line of each source, where there are several."""
    formats = {source.name: source.format for source in corpus.sources}
    if len(corpus.sources) > 1:
        for name, flow in corpus.flows:
            yield f"{name} ({formats[name]}): {flow_line(flow)}"


def flow_line(flow: Flow) -> str:
    """Return the conservation line."""
    counts = f"{flow.unreadable} unreadable + {flow.duplicate} duplicate + {flow.included} included"
    return f"{_count(flow.identified, 'record')} identified = {counts}"


def correction_lines(result: Result) -> Iterator[str]:
    """Yield what of a corrections file could not be followed, and which records went along with those moved."""
    for sentence in result.corrections.ignored:
        yield f"warning: {sentence}"
    if result.corrections.followed:
        numbers = numbers_of(result.corpus)
        followed = compress(numbers[record_id] for record_id in result.corrections.followed)
        yield f"{_count(len(result.corrections.moves), 'record')} moved, and [{followed}] went along"


def summary_line(result: Result) -> str:
    """Return what became of the entries identified, and what was found in those included."""
    themes = ", ".join(f"{theme.label} {len(theme.primary_ids)}" for theme in result.themes.themes)
    found = f"{_count(len(result.themes.themes), 'theme')}{f' ({themes})' if themes else ''}"
    return f"{flow_line(result.corpus.flow)}; {found}, {len(result.themes.unassigned)} unassigned"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
