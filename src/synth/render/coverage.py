"""coverage.md: which themes the corpus covers, by which records, on which evidence, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.languages import explain, translate
from synth.render.combinations import combinations_markdown
from synth.render.markup import document, emphasis, escape, heading, line, table
from synth.render.merges import merges_markdown
from synth.render.text import cut, number_of, numbers_of
from synth.render.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from synth.datatypes import Record, Result
    from synth.render.words import Words

_RAW_COLUMNS = 120
_TITLE_COLUMNS = 80


def cited_ids(result: Result) -> frozenset[str]:
    """Return the ids of the included records that a sentence of the synthesis cites."""
    included = {record.id for record in result.corpus.records}
    return frozenset(record_id for claim in result.synthesis.claims for record_id in claim.record_ids) & included


def render_coverage(result: Result) -> str:
    """Return coverage.md in the language of the synthesis.

    Parameters
    ----------
    result
        The whole answer of a run.

    Raises
    ------
    SynthError
        If a theme or an unassigned entry names a record that is not in the corpus.
    """
    words = words_for(result.synthesis.language)
    return document(
        [
            heading(words.title, 1),
            line(escape(result.synthesis.title)),
            *_summary(result, words),
            *_sources(result, words),
            *_themes(result, words),
            *combinations_markdown(result, words),
            *_by_record(result, words),
            *_evidence(result, words),
            *_links(result, words),
            *_left_out(result, words),
        ]
    )


def _summary(result: Result, words: Words) -> Iterable[str]:
    flow = result.corpus.flow
    counts = {name: getattr(flow, name) for name in ("identified", "unreadable", "duplicate", "included")}
    yield line(escape(words.flow.format(**counts, cited=len(cited_ids(result)))))
    if result.coverage.themes:
        judged = result.coverage.judged
        told = words.ratio if any(theme.kind == "expected" for theme in judged) else words.ratio_of_emergent
        yield line(escape(told.format(ratio=f"{result.coverage.ratio:.2f}", themes=len(judged))))
        yield line(escape(words.thresholds.format(least=result.coverage.least)))
    why = explain(result.themes.choice.why, result.synthesis.language)
    yield line(escape(words.choice.format(chosen=result.themes.choice.chosen, why=why)))


def _sources(result: Result, words: Words) -> Iterable[str]:
    """Yield what became of the entries of each source, where there are several."""
    flows = result.corpus.flows
    if len(flows) < 2:  # noqa: PLR2004 - one source has been told in the summary
        return
    formats = {source.name: source.format for source in result.corpus.sources}
    rows = [
        [escape(name), formats[name], *map(str, (flow.identified, flow.unreadable, flow.duplicate, flow.included))]
        for name, flow in flows
    ]
    counted = (words.identified, words.names["unreadable"], words.names["duplicate"], words.included)
    yield heading(words.sources, 2)
    yield table([words.source, words.format, *counted], rows)


def _themes(result: Result, words: Words) -> Iterable[str]:
    yield heading(words.themes, 2)
    if not result.coverage.themes:
        yield words.no_themes
        return
    found = {theme.key: theme for theme in result.themes.themes}
    rows = []
    for theme in result.coverage.themes:
        match = found.get(theme.key)
        # A theme that no record belongs to may have no cluster: then it was expected.
        kind = words.names[match.kind if match else "expected"]
        terms = ", ".join(match.terms) if match else ""
        status = words.names[theme.status]
        rows.append([escape(theme.label), kind, status, str(theme.records), str(theme.primary), escape(terms)])
    header = [words.theme, words.kind, words.status, words.records, words.primary, words.signature]
    yield table(header, rows)


def _by_record(result: Result, words: Words) -> Iterable[str]:
    themes = result.themes.themes
    if not themes:
        return
    cells = {
        (member.record_id, theme.key): f"{'●' if member.primary else '○'} {member.strength:.2f}"
        for theme in themes
        for member in theme.memberships
    }
    rows = [
        [str(record.number), _title(record), *(cells.get((record.id, theme.key), "") for theme in themes)]
        for record in sorted(result.corpus.records, key=lambda record: record.number)
    ]
    yield heading(words.by_record, 2)
    yield table([words.number, words.record, *(escape(theme.label) for theme in themes)], rows)
    yield emphasis(words.by_record_note)


def _evidence(result: Result, words: Words) -> Iterable[str]:
    numbers = numbers_of(result.corpus)
    titles = {record.id: _title(record) for record in result.corpus.records}
    if result.themes.themes:
        yield heading(words.evidence, 2)
    for theme in result.themes.themes:
        yield heading(theme.label, 3)
        rows = [
            [
                str(number_of(member.record_id, numbers)),
                titles[member.record_id],
                words.names["primary" if member.primary else "further"],
                f"{member.strength:.2f}",
                escape(", ".join(member.evidence)),
            ]
            for member in theme.memberships
        ]
        header = [words.number, words.record, words.membership, words.strength, words.terms]
        yield _table_or_none(header, rows, words)
    rows = [
        [
            str(number_of(entry.record_id, numbers)),
            titles[entry.record_id],
            escape(explain(entry.reason, result.synthesis.language)),
        ]
        for entry in result.themes.unassigned
    ]
    yield heading(words.unassigned, 2)
    yield _table_or_none([words.number, words.record, words.reason], rows, words)


def _links(result: Result, words: Words) -> Iterable[str]:
    """Yield the pairs of records that are versions of one work."""
    if not result.corpus.links:
        return
    numbers = numbers_of(result.corpus)
    titles = {record.id: _title(record) for record in result.corpus.records}
    rows = [
        [
            f"[{number_of(link.record_id, numbers)}] {titles[link.record_id]}",
            f"[{number_of(link.other_id, numbers)}] {titles[link.other_id]}",
            words.names[link.kind],
            escape(explain(link.reason, result.synthesis.language)),
        ]
        for link in result.corpus.links
    ]
    yield heading(words.links, 2)
    yield table([words.record, words.other, words.kind, words.reason], rows)
    yield emphasis(words.link_note)


def _left_out(result: Result, words: Words) -> Iterable[str]:
    yield heading(words.duplicates, 2)
    yield merges_markdown(result.corpus, result.synthesis.language) or words.none
    yield heading(words.problems, 2)
    rows = [
        [
            words.names[problem.kind],
            escape(problem.origin.source),
            str(problem.origin.line),
            _raw(problem.raw),
            escape(translate(problem.reason, result.synthesis.language)),
        ]
        for problem in result.corpus.problems
    ]
    yield _table_or_none([words.kind, words.source, words.line, words.text, words.reason], rows, words)


def _title(record: Record) -> str:
    year = f" ({record.year})" if record.year is not None else ""
    return escape(cut(record.title, _TITLE_COLUMNS) + year)


def _raw(text: str) -> str:
    return escape(cut(text, _RAW_COLUMNS))


def _table_or_none(header: Sequence[str], rows: Sequence[Sequence[str]], words: Words) -> str:
    return table(header, rows) if rows else words.none
