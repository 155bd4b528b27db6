"""The way from sources to a synthesis, one stage a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.citations import check_style
from synth.clustering import cluster
from synth.clustering.corrected import obey
from synth.corrections import match_themes, note_followers, read_corrections, rename_themes
from synth.coverage import measure_coverage
from synth.datatypes import Config, Result
from synth.dedupe import deduplicate, read_apart
from synth.embedding import embed
from synth.embedding.encoder import load_encoder
from synth.evidence import choose_evidence
from synth.facets import find_facets
from synth.figures import draw_figures
from synth.framework import find_hits, read_framework
from synth.languages import make_documents
from synth.readers import read_sources
from synth.relations import relate_themes
from synth.synthesis import write_synthesis
from synth.synthesis.facts import split_periods
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
        If a source cannot be read, holds no reference, or the framework or the corrections make no sense.
    """
    check_style(config.style)
    encoder = load_encoder(config.encoder)
    report("reading")
    corpus = deduplicate(read_sources(paths), merge=config.merge, apart=read_apart(config.keep_apart))
    corrections = read_corrections(config.corrections, corpus)
    language = corpus.language if config.language == "auto" else config.language
    report("tokenising")
    documents = make_documents(corpus)
    report("finding themes")
    framework = read_framework(config, corpus, documents)
    hits = find_hits(framework, documents)
    matrix = weigh_terms(documents, framework)
    embedding = embed(corpus, documents, framework, encoder)
    clustering = cluster(embedding, framework, hits, config)
    themes = interpret(clustering, matrix, framework, hits, documents, language)
    corrections = match_themes(corrections, themes)
    if corrections.moves:
        clustering = obey(clustering, embedding, hits, themes, corrections)
        found, themes = themes, interpret(clustering, matrix, framework, hits, documents, language)
        corrections = note_followers(corrections, found, themes)
    themes = rename_themes(themes, corrections)
    report("writing")
    coverage = measure_coverage(themes, corpus)
    facets = find_facets(documents)
    evidence = choose_evidence(corpus, themes, matrix)
    periods = split_periods([(record.id, record.year) for record in corpus.records if record.year is not None])
    relations = relate_themes(matrix, embedding, themes, periods)
    figures = draw_figures(corpus, themes, language, relations)
    synthesis = write_synthesis(corpus, matrix, framework, themes, coverage, facets, figures, evidence, language)
    return Result(
        name=name,
        config=config,
        corpus=corpus,
        framework=framework,
        themes=themes,
        coverage=coverage,
        facets=facets,
        evidence=evidence,
        relations=relations,
        figures=figures,
        synthesis=synthesis,
        corrections=corrections,
    )
