"""The JSON files: their keys are a contract, their numbers agree with each other."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import Any

import pytest
from fakes import fake_bibliography, fake_corpus, fake_record, fake_result
from hypothesis import given
from hypothesis import strategies as st

from synth.citations.item import csl_item
from synth.datatypes import (
    Cite,
    Claim,
    Config,
    Corrections,
    Count,
    Evidence,
    Move,
    Origin,
    Paragraph,
    Person,
    Review,
    Section,
    Span,
)
from synth.errors import SynthError
from synth.render.csl import render_csl, render_review
from synth.render.data import claims_json, coverage_json, manifest_json, themes_json
from synth.render.jsontext import json_text


def test_themes() -> None:
    """themes.json has the keys of its contract; strengths lie between 0 and 1, rounded to four digits."""
    data = json.loads(themes_json(fake_result()))
    assert list(data) == ["themes", "unassigned", "k", "framework", "relations"]
    assert list(data["relations"]) == ["map", "ties", "tree", "titles_only"]
    assert [set(theme) >= {"key", "label", "second_label", "kind", "terms", "records"} for theme in data["themes"]] == [
        True,
        True,
    ]
    assert data["themes"][0]["records"][0] == {
        "id": "r1",
        "number": 1,
        "primary": True,
        "strength": 0.9124,
        "evidence": ["logic", "form"],
    }
    assert data["themes"][1]["records"][0]["strength"] == 1.0
    assert data["unassigned"] == [{"id": "r5", "number": 5, "reason": "no expected theme is mentioned"}]
    assert data["k"] == {
        "chosen": 2,
        "low": 2,
        "high": 3,
        "why": "as many as there are expected themes",
        "curve": [[2, 0.1235], [3, 0.1]],
    }


def test_every_record_is_primary_once_or_unassigned() -> None:
    """The records that are primary somewhere and the unassigned ones are all of them, once."""
    data = json.loads(themes_json(fake_result()))
    primary = [entry["id"] for theme in data["themes"] for entry in theme["records"] if entry["primary"]]
    unassigned = [entry["id"] for entry in data["unassigned"]]
    assert sorted(primary + unassigned) == [record.id for record in fake_corpus().records]


def test_coverage() -> None:
    """coverage.json has exactly the keys of its contract."""
    key = ("key", "label", "kind", "status", "records", "primary")
    themes = [
        ("form", "Form", "expected", "covered", 3, 2),
        ("use", "Use | practice", "emergent", "thin", 2, 2),
        ("gap", "Gap", "expected", "missing", 0, 0),
    ]
    gap = {"row": "use", "column": "survey", "in_row": 2, "in_column": 1, "observed": 0, "expected": 7.25, "lift": 0.0}
    other = {"row": "form", "column": "survey", "in_row": 3, "in_column": 1, "observed": 1, "expected": 0.5}
    cells = [
        {**gap, "fewer": {"p": 0.0001234, "q": 0.0002469}, "more": None, "finding": "gap"},
        {**other, "lift": 2.0, "fewer": None, "more": {"p": 0.25, "q": 0.25}, "finding": "none"},
    ]
    family = {"rows": "theme", "columns": "method", "population": 4, "combinations": 3, "cells": cells}
    bounds = {"least": 5, "low_lift": 0.5, "high_lift": 2.0, "level": 0.05}
    assert json.loads(coverage_json(fake_result())) == {
        "themes": [dict(zip(key, theme, strict=True)) for theme in themes],
        "least": 1,
        "ratio": 0.5,
        "ratio_of": "expected",
        "flow": {"identified": 7, "unreadable": 1, "duplicate": 1, "included": 5, "cited": 5},
        "sources": [{"name": "list.txt", "identified": 7, "unreadable": 1, "duplicate": 1, "included": 5}],
        "facets": [{"facet": "method", "key": "survey", "label": "surveys", "records": ["r1"], "themes": []}],
        "combinations": {**bounds, "families": [family]},
    }


def test_only_sentences_of_the_synthesis_count_as_citing() -> None:
    """A record named in a table or in the reference list alone is not cited."""
    result = fake_result()
    claim = Claim(parts=("One.", Cite(record_ids=("r1",))))
    sections = (Section(heading="S", blocks=(Paragraph(claims=(claim,)),)), result.synthesis.sections[-1])
    result = dataclasses.replace(result, synthesis=dataclasses.replace(result.synthesis, sections=sections))
    assert json.loads(coverage_json(result))["flow"]["cited"] == 1


def test_claims() -> None:
    """claims.json holds every sentence in reading order, its heading, its plain text and its records by number."""
    data = json.loads(claims_json(fake_result(), fake_bibliography()))
    assert [claim["section"] for claim in data] == ["At a glance", "At a glance", "Form", "Order"]
    assert data[1] == {
        "section": "At a glance",
        "text": "Writers A_B add more [1, 5].",
        "ids": ["r1", "r5"],
        "numbers": [1, 5],
        "spans": [],
        "counts": [],
    }


def test_what_a_claim_and_a_theme_rest_on() -> None:
    """Where quotations stand and what numbers count is in claims.json, the chosen sentences are in themes.json."""
    span = Span(record_id="r1", field="title", start=0, end=5, text="Title")
    count = Count(value=1, of="cited", record_ids=("r1",))
    claim = Claim(parts=("One speaks of “title” ", Cite(record_ids=("r1",)), "."), spans=(span,), counts=(count,))
    evidence = Evidence(theme_key="form", role="finding", sentence=span, quote=span, language="en")
    result = fake_result()
    sections = (Section(heading="More", blocks=(Paragraph(claims=(claim,)),)), *result.synthesis.sections)
    synthesis = dataclasses.replace(result.synthesis, sections=sections)
    result = dataclasses.replace(result, synthesis=synthesis, evidence=(evidence,))
    shown = {"id": "r1", "field": "title", "start": 0, "end": 5, "text": "Title"}
    first = json.loads(claims_json(result, fake_bibliography(result.corpus)))[0]
    assert (first["spans"], first["counts"]) == ([shown], [{"value": 1, "of": "cited", "ids": ["r1"]}])
    (sentence,) = json.loads(themes_json(result))["themes"][0]["sentences"]
    assert sentence == {"id": "r1", "number": 1, "role": "finding", "sentence": shown, "quote": shown}


def test_a_claim_about_nothing_known_is_an_error() -> None:
    """claims.json is not written with an id that is no record's."""
    result = fake_result()
    corpus = dataclasses.replace(result.corpus, records=result.corpus.records[:3])
    with pytest.raises(SynthError, match="r4"):
        claims_json(dataclasses.replace(result, corpus=corpus), fake_bibliography(corpus))


def test_manifest() -> None:
    """manifest.json says what was read, with which versions, how, and what was written, in a fixed order."""
    data = json.loads(manifest_json(fake_result(), {"b": "2", "a": "1"}))
    assert data["sources"] == [{"name": "list.txt", "format": "text", "encoding": "utf-8", "sha256": "0" * 64}]
    assert data["configuration"] == {
        "framework": "abstract",
        "themes": "auto",
        "random_state": 0,
        "merge": True,
        "keep_apart": "",
        "encoder": "none",
        "style": "auto",
        "language": "auto",
        "exports": [],
    }
    assert data["files"] == [{"name": "a", "sha256": "1"}, {"name": "b", "sha256": "2"}]
    assert data["random_state"] == 0
    assert data["python"] == ".".join(map(str, sys.version_info[:2]))
    assert {"spacy", "scikit-learn", "numpy", "scipy", "jieba", "networkx"} <= set(data["packages"])


def test_a_manifest_names_no_folder() -> None:
    """Of a framework file the manifest keeps the name and the sum, never the folder."""
    result = dataclasses.replace(fake_result(), config=Config(framework="some/where/mine.toml", themes=4))
    text = manifest_json(result, {}, "f" * 64)
    assert "where" not in text
    data = json.loads(text)
    assert data["framework"] == {"origin": "abstract", "file": "mine.toml", "sha256": "f" * 64}
    assert data["configuration"]["framework"] == "file"
    assert data["configuration"]["themes"] == 4


def test_a_manifest_tells_of_corrections() -> None:
    """With a corrections file the manifest has its name, its sum, and how many entries were followed or passed over."""
    done = Corrections(
        file="c.toml", sha256="a" * 64, moves=(Move(record_id="r1", theme="use", line=1),), ignored=("x",)
    )
    data = json.loads(manifest_json(dataclasses.replace(fake_result(), corrections=done), {}))
    assert data["corrections"] == {
        "file": "c.toml",
        "sha256": "a" * 64,
        "moved": 1,
        "followed": 0,
        "renamed": 0,
        "ignored": 1,
    }
    assert "corrections" not in json.loads(manifest_json(fake_result(), {}))


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_reads_back(value: object) -> None:
    """What is written is valid JSON that can be stored as UTF-8 and ends with one newline."""
    text = json_text(value)
    assert text.encode().decode() == text
    assert text.endswith("\n")
    assert json.loads(text) == value


def test_half_a_character_is_replaced() -> None:
    """A lone surrogate, which no file can hold, becomes the replacement character; a pair becomes its character."""
    assert json_text(["a\ud800b", "\ud83d\ude00"]) == '[\n  "a\ufffdb",\n  "😀"\n]\n'


# ---------------------------------------------------------------------------------------------------------- CSL-JSON


def test_a_full_item() -> None:
    """Every field that a record has goes where CSL keeps it."""
    record = fake_record(
        3,
        "Title",
        Person(family="Author", given="A"),
        Person(literal="作者甲"),
        container="Journal A",
        volume="1",
        issue="2",
        pages="3–4",
        publisher="Press",
        doi="10.9999/x",
        url="https://example.org",
        abstract="Words.",
        keywords=("one", "two"),
    )
    assert csl_item(record) == {
        "id": "r3",
        "type": "article-journal",
        "title": "Title",
        "number": 3,
        "author": [{"family": "Author", "given": "A"}, {"literal": "作者甲"}],
        "issued": {"date-parts": [[2020]]},
        "volume": "1",
        "issue": "2",
        "page": "3–4",
        "publisher": "Press",
        "DOI": "10.9999/x",
        "URL": "https://example.org",
        "abstract": "Words.",
        "keyword": "one; two",
        "language": "en",
        "container-title": "Journal A",
    }


def test_an_empty_item_keeps_what_it_must() -> None:
    """Fields without a value are left out; id, type, title, number and author are always there."""
    assert csl_item(fake_record(1, "", year=None)) == {
        "id": "r1",
        "type": "article-journal",
        "title": "",
        "number": 1,
        "author": [],
        "language": "en",
    }


def test_the_review_as_an_item() -> None:
    """The review alone is a list of one item with its affiliations under custom; without a review the list is empty."""
    review = Review(
        title="Review A",
        origin=Origin(source="page.txt", line=1),
        authors=(Person(family="Author", given="A"),),
        affiliations=("School A",),
        year=2025,
        journal="Journal A",
        volume="2",
        issue="10",
        doi="10.9999/r",
        abstract="Words.",
        keywords=("one",),
    )
    (item,) = json.loads(render_review(review))
    assert item["custom"] == {"affiliation": ["School A"]}
    assert (item["title"], item["DOI"], item["issued"]) == ("Review A", "10.9999/r", {"date-parts": [[2025]]})


def test_records_in_the_order_of_the_source() -> None:
    """The list has every record, in the order of the source."""
    items: list[dict[str, Any]] = json.loads(render_csl(fake_corpus().records))
    assert [item["number"] for item in items] == [1, 2, 3, 4, 5]
