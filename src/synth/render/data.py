"""The JSON files of a run folder: what scripts read. docs/reference/outputs.md is their contract."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from synth import __version__
from synth.datatypes import Bullets, Paragraph
from synth.languages import explain
from synth.render.combinations import combinations_data, facets_data
from synth.render.coverage import cited_ids
from synth.render.jsontext import json_text
from synth.render.text import claim_text, number_of, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from synth.citations import Bibliography
    from synth.datatypes import Claim, Corrections, Count, Flow, Relations, Result, Section, Span, Strand

_PACKAGES = (
    "spacy",
    "spacy-lookups-data",
    "scikit-learn",
    "numpy",
    "scipy",
    "jieba",
    "networkx",
    "python-crfsuite",
    "bibtexparser",
    "rapidfuzz",
)
# What writes the exports.
_EXPORT_PACKAGES = ("python-docx", "resvg-py", "typst", "xlsxwriter")
_DIGITS = 4


def themes_json(result: Result) -> str:
    """Return themes.json: every theme with its records, the unassigned records, and how many themes there are and why.

    Parameters
    ----------
    result
        The whole answer of a run.

    Raises
    ------
    SynthError
        If a theme names a record that is not in the corpus.
    """
    language = result.synthesis.language
    numbers = numbers_of(result.corpus)
    themes = [
        {
            "key": theme.key,
            "label": theme.label,
            "second_label": theme.second_label,
            "kind": theme.kind,
            "source": theme.source,
            "terms": list(theme.terms),
            "words": list(theme.words),
            "stability": _share(theme.stability),
            "strands": [_strand(strand) for strand in theme.strands],
            "subthemes": [
                {
                    "label": part.label,
                    "terms": list(part.terms),
                    "records": list(part.record_ids),
                    "strands": [_strand(strand) for strand in part.strands],
                }
                for part in theme.subthemes
            ],
            "records": [
                {
                    "id": member.record_id,
                    "number": number_of(member.record_id, numbers),
                    "primary": member.primary,
                    "strength": _share(member.strength),
                    "evidence": list(member.evidence),
                }
                for member in theme.memberships
            ],
            "sentences": [
                {
                    "id": one.record_id,
                    "number": number_of(one.record_id, numbers),
                    "role": one.role,
                    "sentence": _span(one.sentence),
                    "quote": _span(one.quote),
                }
                for one in result.evidence
                if one.theme_key == theme.key
            ],
        }
        for theme in result.themes.themes
    ]
    unassigned = [
        {
            "id": entry.record_id,
            "number": number_of(entry.record_id, numbers),
            "reason": explain(entry.reason, language),
        }
        for entry in result.themes.unassigned
    ]
    choice = result.themes.choice
    curve = [[count, round(float(score), _DIGITS)] for count, score in choice.curve]
    framework = {
        "origin": result.framework.origin,
        "why": explain(result.framework.why, language),
        "themes": [
            {
                "key": theme.key,
                "label": theme.label,
                "seed_terms": list(theme.seed_terms),
                "related_terms": list(theme.related_terms),
            }
            for theme in result.framework.themes
        ],
    }
    why = explain(choice.why, language)
    k = {"chosen": choice.chosen, "low": choice.low, "high": choice.high, "why": why, "curve": curve}
    relations = _relations(result.relations)
    return json_text(
        {"themes": themes, "unassigned": unassigned, "k": k, "framework": framework, "relations": relations}
    )


def _strand(strand: Strand) -> dict[str, Any]:
    return {"label": strand.label, "records": list(strand.record_ids)}


def _relations(relations: Relations) -> dict[str, Any]:
    """Return what the thematic map, the evolution of themes and the tree are drawn from."""
    return {
        "map": [
            {
                "theme": place.theme_key,
                "centrality": round(place.centrality, _DIGITS),
                "density": round(place.density, _DIGITS),
                "quadrant": place.quadrant,
                "terms": list(place.terms),
            }
            for place in relations.places
        ],
        "ties": [
            {
                "from": {"period": relations.periods[tie.period].key, "theme": tie.theme_key},
                "to": {"period": relations.periods[tie.period + 1].key, "theme": tie.next_key},
                "inclusion": round(tie.inclusion, _DIGITS),
                "terms": list(tie.terms),
                "records": list(tie.record_ids),
            }
            for tie in relations.ties
        ],
        "tree": {
            "leaves": [
                {"theme": leaf.theme_key, "label": leaf.label, "records": list(leaf.record_ids)}
                for leaf in relations.leaves
            ],
            "joins": [[join.left, join.right, round(join.distance, _DIGITS)] for join in relations.joins],
        },
        "titles_only": relations.titles_only,
    }


def coverage_json(result: Result) -> str:
    """Return coverage.json: the status of every theme, what records name, the combinations tested, the entries.

    Parameters
    ----------
    result
        The whole answer of a run.
    """
    themes = [
        {
            "key": theme.key,
            "label": theme.label,
            "kind": theme.kind,
            "status": theme.status,
            "records": theme.records,
            "primary": theme.primary,
        }
        for theme in result.coverage.themes
    ]
    counts = {**_counts(result.corpus.flow), "cited": len(cited_ids(result))}
    sources = [{"name": name, **_counts(flow)} for name, flow in result.corpus.flows]
    ratio = round(result.coverage.ratio, _DIGITS)
    return json_text(
        {
            "themes": themes,
            "least": result.coverage.least,
            "ratio": ratio,
            "ratio_of": result.coverage.judged[0].kind if result.coverage.judged else None,
            "flow": counts,
            "sources": sources,
            "facets": facets_data(result),
            "combinations": combinations_data(result),
        }
    )


def _counts(flow: Flow) -> dict[str, int]:
    return {
        "identified": flow.identified,
        "unreadable": flow.unreadable,
        "duplicate": flow.duplicate,
        "included": flow.included,
    }


def claims_json(result: Result, bibliography: Bibliography) -> str:
    """Return claims.json: every sentence of the synthesis in reading order, with the records it rests on.

    Parameters
    ----------
    result
        The whole answer of a run.
    bibliography
        How the records are cited.

    Raises
    ------
    SynthError
        If a sentence cites a record that is not in the corpus.
    """
    numbers = numbers_of(result.corpus)
    language = result.synthesis.language
    claims = []
    for section in result.synthesis.sections:
        for heading, claim in _claims(section):
            ids = sorted(claim.record_ids, key=lambda record_id: number_of(record_id, numbers))
            found = [number_of(record_id, numbers) for record_id in ids]
            text = claim_text(claim, bibliography, language)
            counts = [_count(one) for one in claim.counts]
            spans = [_span(span) for span in claim.spans]
            claims.append(
                {"section": heading, "text": text, "ids": ids, "numbers": found, "spans": spans, "counts": counts}
            )
    return json_text(claims)


def _count(count: Count) -> dict[str, Any]:
    figure = {"value": round(count.value, _DIGITS), "of": count.of, "ids": list(count.record_ids)}
    return {**figure, "cell": list(count.cell)} if count.cell else figure


def _span(span: Span) -> dict[str, str | int]:
    return {"id": span.record_id, "field": span.field, "start": span.start, "end": span.end, "text": span.text}


def manifest_json(result: Result, files: Mapping[str, str], framework_sha256: str = "") -> str:
    """Return manifest.json: what was read, with what, how, and what was written; no clock, host or folder.

    Parameters
    ----------
    result
        The whole answer of a run.
    files
        The SHA-256 of each other file of the run folder by its name.
    framework_sha256
        The SHA-256 of the framework file, empty where there was none.
    """
    config = result.config
    in_file = config.framework not in {"abstract", "none"}
    framework: dict[str, str] = {"origin": result.framework.origin}
    if in_file:
        framework |= {"file": PurePath(config.framework).name, "sha256": framework_sha256}
    sources = [
        {"name": source.name, "format": source.format, "encoding": source.encoding, "sha256": source.sha256}
        for source in result.corpus.sources
    ]
    return json_text(
        {
            "corpus": result.name,
            "synth": __version__,
            "python": f"{sys.version_info.major}.{sys.version_info.minor}",
            "packages": {name: _version(name) for name in (*_PACKAGES, *(_EXPORT_PACKAGES if config.exports else ()))},
            "sources": sources,
            "configuration": {
                "framework": "file" if in_file else config.framework,
                "themes": config.themes or "auto",
                "random_state": config.random_state,
                "merge": config.merge,
                "keep_apart": config.keep_apart.name if config.keep_apart else "",
                "encoder": config.encoder,
                "style": PurePath(config.style).name,
                "language": config.language,
                "exports": list(config.exports),
            },
            "framework": framework,
            **({"corrections": _corrections(result.corrections)} if result.corrections.file else {}),
            "random_state": config.random_state,
            "files": [{"name": name, "sha256": files[name]} for name in sorted(files)],
        }
    )


def _corrections(corrections: Corrections) -> dict[str, str | int]:
    counts = {
        "moved": len(corrections.moves),
        "followed": len(corrections.followed),
        "renamed": len(corrections.renames),
        "ignored": len(corrections.ignored),
    }
    return {"file": corrections.file, "sha256": corrections.sha256, **counts}


def _share(value: float) -> float:
    """Return a number between 0 and 1, rounded; a cosine can be a rounding error above 1."""
    return round(min(max(float(value), 0.0), 1.0), _DIGITS)


def _claims(section: Section) -> Iterator[tuple[str, Claim]]:
    """Yield every sentence with the heading it stands under."""
    for block in section.blocks:
        if isinstance(block, Paragraph | Bullets):
            yield from ((section.heading, claim) for claim in block.claims)
    for below in section.sections:
        yield from _claims(below)


def _version(package: str) -> str:
    """Return the version of a package without importing it; empty where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
