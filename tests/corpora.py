"""Corpora made of titles, and the way through the analysis half, for the tests of its stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fakes import fake_record

from synth.clustering import cluster
from synth.coverage import measure_coverage
from synth.datatypes import (
    Clustering,
    Config,
    Corpus,
    Coverage,
    Document,
    Embedding,
    Evidence,
    ExpectedTheme,
    FacetValue,
    Framework,
    Gaps,
    Hit,
    LanguageChoice,
    LanguageCode,
    Origin,
    Reason,
    Record,
    Result,
    Review,
    Synthesis,
    TermMatrix,
    ThemeSet,
)
from synth.embedding import embed
from synth.evidence import choose_evidence
from synth.facets import find_facets
from synth.framework import find_hits
from synth.gaps import find_gaps
from synth.languages import make_documents
from synth.synthesis import write_synthesis
from synth.themes import interpret
from synth.vectors import weigh_terms

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_FRAMEWORK = Framework(origin="none", why=Reason(code="no-framework-asked"))
ASKED = Reason(code="framework-file", values=(("file", "themes.toml"),))

# Invented titles of two plain subjects, four words of its own each, and some that share words across.
PLANTS = (
    "Growth of maize roots in dry soil",
    "Maize roots and soil moisture",
    "Dry soil delays the growth of maize",
    "Root depth of maize under drought",
    "Soil moisture and drought in maize fields",
    "Drought and the growth of roots",
)
STARS = (
    "Spectra of variable stars in old clusters",
    "Variable stars and their spectra",
    "Old clusters of variable stars",
    "Stellar spectra in globular clusters",
    "Globular clusters and variable stars",
    "Spectra of globular clusters",
)
SCHOOLS = (
    "职业教育产教融合的内在逻辑与实践路径",
    "产教融合共同体的现实困境与突破路径",
    "职业教育数字化转型的机遇、挑战与对策",
    "产教融合的运行机制研究",
    "高职院校产教融合面临的困境及其纾解",
    "职业教育高质量发展的路径选择",
)


def corpus_of(titles: Iterable[str], review: Review | None = None, **fields: Any) -> Corpus:  # noqa: ANN401 - the fields of Record
    """Return a corpus of records with these titles, numbered from 1, all dated 2020 unless told otherwise."""
    return Corpus(
        sources=(),
        records=tuple(
            fake_record(i, title, **{"language": "zh" if title[:1] > "⺀" else "en", **fields})
            for i, title in enumerate(titles, 1)
        ),
        review=review,
    )


def review_of(abstract: str, language: LanguageCode = "en", title: str = "A review") -> Review:
    """Return a review with this abstract."""
    return Review(title=title, origin=Origin(source="page.txt", line=1), abstract=abstract, language=language)


def expect(*themes: ExpectedTheme) -> Framework:
    """Return a framework of these themes, as if read from a file."""
    return Framework(origin="file", why=ASKED, themes=themes)


def theme_of(label: str, *seeds: str, hints: tuple[str, ...] = (), excluded: tuple[str, ...] = ()) -> ExpectedTheme:
    """Return an expected theme whose key is its label in lower case."""
    return ExpectedTheme(
        key=label.lower(), label=label, seed_terms=seeds or (label,), hint_terms=hints, excluded_terms=excluded
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What each stage of the analysis half made of a corpus."""

    corpus: Corpus
    documents: tuple[Document, ...]
    framework: Framework
    hits: tuple[Hit, ...]
    matrix: TermMatrix
    embedding: Embedding
    clustering: Clustering
    themes: ThemeSet
    coverage: Coverage
    facets: tuple[FacetValue, ...]
    gaps: Gaps
    evidence: tuple[Evidence, ...]

    @property
    def records(self) -> dict[str, Record]:
        """The records by id."""
        return {record.id: record for record in self.corpus.records}

    def write(self, language: LanguageChoice = "auto") -> Synthesis:
        """Write the synthesis, without figures."""
        found = (self.framework, self.themes, self.coverage, self.facets, self.gaps)
        return write_synthesis(self.corpus, self.matrix, *found, (), self.evidence, language)

    def result(self, language: LanguageChoice = "auto") -> Result:
        """Return all of it, ready to be written."""
        return Result(
            name="run",
            config=Config(language=language),
            corpus=self.corpus,
            framework=self.framework,
            themes=self.themes,
            coverage=self.coverage,
            facets=self.facets,
            gaps=self.gaps,
            evidence=self.evidence,
            figures=(),
            synthesis=self.write(language),
        )


def analyse(corpus: Corpus, framework: Framework = NO_FRAMEWORK, *, themes: int = 0) -> Analysis:
    """Take a corpus through the stages from tokens to facets."""
    documents = make_documents(corpus)
    hits = find_hits(framework, documents)
    matrix = weigh_terms(documents, framework)
    embedding = embed(corpus, documents, framework)
    clustering = cluster(embedding, framework, hits, Config(themes=themes))
    theme_set = interpret(clustering, matrix, framework, hits, documents, corpus.language)
    facets = find_facets(documents, theme_set.themes)
    return Analysis(
        corpus=corpus,
        documents=documents,
        framework=framework,
        hits=hits,
        matrix=matrix,
        embedding=embedding,
        clustering=clustering,
        themes=theme_set,
        coverage=measure_coverage(theme_set, corpus),
        facets=facets,
        gaps=find_gaps(corpus, theme_set, facets),
        evidence=choose_evidence(corpus, theme_set, matrix),
    )
