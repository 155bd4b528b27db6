"""The synthesis: a tree of sections and cited sentences, in English or Chinese, free of any format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from synth.datatypes import (
    Bullets,
    Corpus,
    Coverage,
    FacetValue,
    Figure,
    Framework,
    Gaps,
    Paragraph,
    References,
    Section,
    Synthesis,
    Table,
    TermMatrix,
    ThemeSet,
)
from synth.synthesis.chapters import FEWEST_FOR_SECTIONS, plan_chapter
from synth.synthesis.chinese import ChineseProse
from synth.synthesis.english import EnglishProse
from synth.synthesis.facts import gather_facts
from synth.synthesis.grounds import ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Block, Claim, Evidence, LanguageChoice
    from synth.synthesis.chapters import Part
    from synth.synthesis.facts import Facts, ThemeFacts
    from synth.synthesis.prose import Prose

__all__ = ["write_synthesis"]


def write_synthesis(  # noqa: PLR0913, PLR0917 - one argument a stage before it
    corpus: Corpus,
    matrix: TermMatrix,
    framework: Framework,
    themes: ThemeSet,
    coverage: Coverage,
    facets: Sequence[FacetValue],
    gaps: Gaps,
    figures: Sequence[Figure],
    evidence: Sequence[Evidence] = (),
    language: LanguageChoice = "auto",
) -> Synthesis:
    """Write the synthesis.

    Parameters
    ----------
    corpus
        The records.
    matrix
        Their terms.
    framework
        The expected themes.
    themes
        The themes with their members.
    coverage
        The status of each theme.
    facets
        The methods, settings and kinds of data that records name.
    gaps
        The combinations of these with themes and periods that were tested.
    figures
        Placed in the sections they belong to.
    evidence
        The sentences chosen from abstracts.
    language
        That of the synthesis; ``auto`` is the one that most records are in.

    Returns
    -------
    Synthesis
        Sections and the outline; every sentence cites the records it rests on, every included record is cited.
    """
    facts = gather_facts(corpus, matrix, framework, themes, coverage, facets, gaps, evidence)
    told_in = corpus.language if language == "auto" else language
    prose: Prose = ChineseProse(facts) if told_in == "zh" else EnglishProse(facts)
    drawn = {figure.name: figure for figure in figures}
    outline = ground(_outline(facts, prose), facts)
    told = [theme for theme in facts.themes if theme.ids]
    over_years = _placed(drawn, "themes-over-years") if facts.periods else ()
    sections = (
        Section(heading=prose.heading("glance"), blocks=(Bullets(claims=prose.glance()),)),
        Section(
            heading=prose.heading("reading"),
            blocks=(
                *_paragraphs(prose.reading()),
                *_placed(drawn, "record-flow"),
                *_placed(drawn, "number-of-themes"),
                *_tables(prose.source_table(), prose.theme_table()),
            ),
        ),
        Section(
            heading=prose.heading("themes"),
            sections=tuple(_theme_section(theme, i, prose) for i, theme in enumerate(told)),
        ),
        Section(
            heading=prose.heading("across"),
            blocks=(
                *_paragraphs(prose.across()),
                *_placed(drawn, "thematic-map"),
                *_placed(drawn, "term-themes"),
                *_placed(drawn, "subthemes"),
            ),
        ),
        Section(
            heading=prose.heading("matrix"),
            blocks=(*_paragraphs(prose.matrix()), *_placed(drawn, "coverage-matrix"), *_tables(prose.matrix_table())),
        ),
        Section(
            heading=prose.heading("evolution"),
            blocks=(
                *_paragraphs(prose.evolution()),
                *over_years,
                *_placed(drawn, "theme-evolution"),
                *_placed(drawn, "timeline"),
            ),
        ),
        Section(
            heading=prose.heading("limitations"), blocks=_paragraphs(prose.limitations(), prose.gaps(), prose.agenda())
        ),
        outline,
        Section(heading=prose.heading("references"), blocks=(References(record_ids=facts.ids),)),
    )
    return Synthesis(
        title=prose.title(),
        language=told_in,
        sections=tuple(ground(section, facts) for section in sections if section.blocks or section.sections),
        outline=outline,
    )


def _outline(facts: Facts, prose: Prose) -> Section:
    """Return the outline of a review: an introduction, one chapter a theme, what crosses them, gaps, an agenda."""
    told = [theme for theme in facts.themes if theme.ids]
    chapters = [_points(prose.heading("introduction"), prose.introduction())]
    for position, theme in enumerate(told):
        part = plan_chapter(facts, theme)
        follows = told[position + 1] if position + 1 < len(told) else None
        below = tuple(_part_section(one, prose, position + i) for i, one in enumerate(part.parts, 1))
        chapters.append(_points(part.label, prose.chapter(part, follows, position), below))
    chapters += [_crossing(facts, prose), *_endings(prose)]
    return Section(
        heading=prose.heading("outline"),
        sections=_numbered(tuple(chapter for chapter in chapters if chapter.blocks or chapter.sections)),
    )


def _endings(prose: Prose) -> tuple[Section, ...]:
    """Return gaps and agenda: one chapter where nothing can be proposed beyond the gaps."""
    gaps, agenda = prose.gap_points(), prose.agenda_points()
    if not agenda:
        return (_points(prose.heading("agenda"), gaps),)
    return _points(prose.heading("gaps"), gaps), _points(prose.heading("agenda"), agenda)


def _crossing(facts: Facts, prose: Prose) -> Section:
    """Return what runs through several themes, in sections of its own; of few records only what joins their themes."""
    heading, joining = prose.heading("crossing"), prose.joining()
    if facts.n < FEWEST_FOR_SECTIONS:
        return _points(heading, joining)
    return _points(heading, joining, tuple(_points(name, points) for name, points in prose.crossing()))


def _part_section(part: Part, prose: Prose, position: int) -> Section:
    below = tuple(_part_section(one, prose, position + i) for i, one in enumerate(part.parts, 1))
    return _points(part.label, prose.part(part, position), below)


def _points(heading: str, claims: tuple[Claim, ...], sections: tuple[Section, ...] = ()) -> Section:
    return Section(heading=heading, blocks=(Bullets(claims=claims),) if claims else (), sections=sections)


def _numbered(sections: tuple[Section, ...], above: str = "") -> tuple[Section, ...]:
    """Put the number of each heading before it: 2, 2.1, 2.1.1."""
    return tuple(
        replace(
            section,
            heading=f"{above}{i} {section.heading}",
            sections=_numbered(section.sections, f"{above}{i}."),
        )
        for i, section in enumerate(sections, 1)
    )


def _theme_section(facts: ThemeFacts, position: int, prose: Prose) -> Section:
    return Section(
        heading=f"{position + 1}. {facts.theme.label}",
        blocks=(*_paragraphs(*prose.theme(facts, position)), prose.theme_notes(facts)),
    )


def _paragraphs(*paragraphs: tuple[Claim, ...]) -> tuple[Block, ...]:
    return tuple(Paragraph(claims=claims) for claims in paragraphs if claims)


def _placed(drawn: dict[str, Figure], name: str) -> tuple[Block, ...]:
    return (drawn[name],) if name in drawn else ()


def _tables(*tables: Table | None) -> tuple[Block, ...]:
    return tuple(table for table in tables if table is not None and table.rows)
