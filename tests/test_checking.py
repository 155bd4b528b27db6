"""The checks of a synthesis: each promise is broken once, and the run stops."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from corpora import PLANTS, SCHOOLS, analyse
from fakes import fake_record, fake_result

from synth.checking import check_claims
from synth.datatypes import Cite, Claim, Corpus, Count, Evidence, LanguageCode, Paragraph, Result, Section, Span
from synth.errors import SynthError

TITLE = "Title one: logic & *form*"
SPAN = Span(record_id="r1", field="title", start=11, end=16, text="logic")
CLAIM = Claim(
    parts=("Two records from 2020, among them one that speaks of “logic” ", Cite(record_ids=("r1", "r3")), "."),
    spans=(SPAN,),
    counts=(
        Count(value=2, of="cited", record_ids=("r1", "r3")),
        Count(value=2020, of="year", record_ids=("r1", "r3")),
    ),
)


def result_with(claim: Claim, **fields: Any) -> Result:  # noqa: ANN401 - the fields of Result
    """Return the fake result with one more sentence."""
    result = fake_result()
    extra = Section(heading="More", blocks=(Paragraph(claims=(claim,)),))
    sections = (*result.synthesis.sections, extra)
    return dataclasses.replace(result, synthesis=dataclasses.replace(result.synthesis, sections=sections), **fields)


def span(**fields: Any) -> Claim:  # noqa: ANN401 - the fields of Span
    """Return the sentence with something else about its span."""
    return dataclasses.replace(CLAIM, spans=(dataclasses.replace(SPAN, **fields),))


def count(**fields: Any) -> Claim:  # noqa: ANN401 - the fields of Count
    """Return the sentence with something else about its first count."""
    return dataclasses.replace(CLAIM, counts=(dataclasses.replace(CLAIM.counts[0], **fields),))


def said(text: str) -> Claim:
    """Return the sentence in other words."""
    return dataclasses.replace(CLAIM, parts=(text, *CLAIM.parts[1:]))


def test_a_right_sentence_passes() -> None:
    """Spans that hold their text and numbers that counting gives are no fault."""
    check_claims(result_with(CLAIM))


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (span(start=10), "does not have"),
        (span(end=17), "does not have"),
        (span(text="LOGIC"), "does not have"),
        (span(field="abstract"), "does not have"),
        (span(record_id="r2"), "without citing it"),
        (span(start=0, end=0, text=""), "does not have"),
        (span(start=20, end=24, text="form"), "does not show what it quotes"),
        (said("Two records from 2020, among them one that speaks of “lygic” "), "does not show what it quotes"),
        (count(value=3), "counting again"),
        (count(record_ids=("r1",)), "counting again"),
        (count(record_ids=("r1", "r9")), "counting again"),
        (count(of="included"), "counting again"),
        (count(of="themes", value=1), "counting again"),
        (count(of="unreadable"), "counting again"),
        (count(of="year"), "counting again"),
        (count(of="year", value=2022, record_ids=("r2",)), "counting again"),
        (said("Three records from 2020, among them one that speaks of “logic” "), "does not show the number 2"),
        (said("Two records from 2021, among them one that speaks of “logic” "), "does not show the number 2020"),
    ],
)
def test_a_wrong_sentence_stops_the_run(claim: Claim, message: str) -> None:
    """A span or a number that is wrong by one, or that the sentence does not show, is found out."""
    with pytest.raises(SynthError, match=message):
        check_claims(result_with(claim))


def test_wrong_evidence_stops_the_run() -> None:
    """So is a sentence chosen from an abstract that does not have it, or from no record."""
    for wrong in (dataclasses.replace(SPAN, end=15), dataclasses.replace(SPAN, record_id="r9")):
        evidence = Evidence(theme_key="form", role="finding", sentence=wrong, quote=SPAN, language="en")
        with pytest.raises(SynthError, match="does not have"):
            check_claims(result_with(CLAIM, evidence=(evidence,)))


def test_the_outline_is_checked_too() -> None:
    """A wrong number in the outline stops the run as well."""
    result = fake_result()
    outline = Section(heading="O", blocks=(Paragraph(claims=(count(value=3),)),))
    with pytest.raises(SynthError, match="counting again"):
        check_claims(dataclasses.replace(result, synthesis=dataclasses.replace(result.synthesis, outline=outline)))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("titles", [PLANTS, SCHOOLS], ids=["English", "Chinese"])
def test_what_synth_writes_passes(titles: tuple[str, ...], language: LanguageCode) -> None:
    """A synthesis with quotations and numbers, in either language, keeps all its promises, and has many of them."""
    text = "We found that the plants of {} grew significantly faster than expected."
    records = tuple(fake_record(i, title, abstract=text.format(title)) for i, title in enumerate(titles, 1))
    result = analyse(Corpus(sources=(), records=records)).result(language)
    check_claims(result)
    assert result.synthesis.language == language
    assert any(one.field == "abstract" for claim in result.synthesis.claims for one in claim.spans)
    assert sum(len(claim.counts) for claim in result.synthesis.claims) > 5
