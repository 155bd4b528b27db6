"""The way from sources to a synthesis, one stage a line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from synth.citations import check_style
from synth.clustering import cluster
from synth.clustering.corrected import obey
from synth.corrections import match_themes, note_followers, read_corrections, rename_themes
from synth.coverage import measure_coverage
from synth.datatypes import Clustering, Config, Corrections, Embedding, Hit, Result, ThemeSet
from synth.dedupe import deduplicate, read_apart
from synth.embedding import embed
from synth.embedding.encoder import load_encoder
from synth.evidence import choose_evidence
from synth.facets import find_facets
from synth.figures import draw_figures
from synth.framework import find_hits, read_framework
from synth.gaps import find_gaps
from synth.languages import make_documents
from synth.readers import read_sources
from synth.relations import relate_themes
from synth.render.exports import check_exports, check_fonts
from synth.synthesis import write_synthesis
from synth.themes import interpret
from synth.vectors import weigh_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def run(paths: Sequence[Path], config: Config, *, name: str, report: Callable[[str], None] = lambda _: None) -> Result:
    """Read sources, find their themes and write the synthesis.

    Parameters
    ----------
    paths
        The sources of one corpus.
    config
        What is asked for.
    name
        The corpus' name.
    report
        Called with the name of each stage before it starts.

    Returns
    -------
    Result
        Everything found, ready to be written.

    Raises
    ------
    SynthError
        If a source cannot be read, holds no reference, the framework or the corrections make no sense,
        or an export cannot be written on this machine.
    """
    check_style(config.style)
    check_exports(config.exports)
    encoder = load_encoder(config.encoder)
    report("reading")
    corpus = deduplicate(read_sources(paths), merge=config.merge, apart=read_apart(config.keep_apart))
    corrections = read_corrections(config.corrections, corpus)
    language = corpus.language if config.language == "auto" else config.language
    check_fonts(config.exports, {language, *(record.language for record in corpus.records)})
    report("tokenising")
    documents = make_documents(corpus)
    report("finding themes")
    framework = read_framework(config, corpus, documents)
    hits = find_hits(framework, documents)
    matrix = weigh_terms(documents, framework)
    embedding = embed(corpus, documents, framework, encoder)
    clustering = cluster(embedding, framework, hits, config)
    read_themes = partial(
        interpret, matrix=matrix, framework=framework, hits=hits, documents=documents, language=language
    )
    themes, corrections = _corrected(read_themes, clustering, embedding, hits, corrections)
    report("writing")
    coverage = measure_coverage(themes, corpus)
    facets = find_facets(documents, themes.themes)
    gaps = find_gaps(corpus, themes, facets)
    evidence = choose_evidence(corpus, themes, matrix)
    relations = relate_themes(matrix, embedding, themes, gaps.periods)
    figures = draw_figures(corpus, themes, relations, language)
    synthesis = write_synthesis(corpus, matrix, framework, themes, coverage, facets, gaps, figures, evidence, language)
    return Result(
        name=name,
        config=config,
        corpus=corpus,
        framework=framework,
        themes=themes,
        coverage=coverage,
        facets=facets,
        gaps=gaps,
        evidence=evidence,
        relations=relations,
        figures=figures,
        synthesis=synthesis,
        corrections=corrections,
    )


def _corrected(
    read_themes: Callable[[Clustering], ThemeSet],
    clustering: Clustering,
    embedding: Embedding,
    hits: Sequence[Hit],
    corrections: Corrections,
) -> tuple[ThemeSet, Corrections]:
    """Return the themes as a person wants them: corrections name themes as found, so they are found first."""
    found = read_themes(clustering)
    corrections = match_themes(corrections, found)
    if not corrections.moves:
        return rename_themes(found, corrections), corrections
    themes = read_themes(obey(clustering, embedding, hits, found, corrections))
    return rename_themes(themes, corrections), note_followers(corrections, found, themes)
