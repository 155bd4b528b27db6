"""Evidence in the synthesis: how it is grouped, worded and grounded, in both languages."""

from __future__ import annotations

import re
from collections import Counter

import laws
import pytest
from corpora import PLANTS, SCHOOLS, STARS, analyse
from fakes import fake_record
from laws import own_claims, text_of

from synth.datatypes import Corpus, Count, Evidence, EvidenceRole, LanguageCode, Person, Record, Span
from synth.languages import read_lexicon
from synth.synthesis.reported import plan_evidence, relation_of
from synth.synthesis.wording import quoted

ABSTRACTS = {
    "en": (
        "We investigate {0} in the field near the coast.",
        "We used a pot trial with {1} plants of {0} in two seasons.",
        "Our results show that {0} are {2} than those of other places. We conclude that {0} deserve care in dry years.",
        "Further research is needed on {0} at other places.",
    ),
    "zh": (
        "本文探讨了{0}在不同地区的表现及其成因。",
        "采用问卷调查法对{1}个地区的{0}进行了比较。",
        "结果表明，{0}明显{2}于其他地区的一般水平。研究还发现，{0}在各年之间差别不大。",
        "本研究的不足之处在于样本量较小，未涉及{0}的其他方面。",
    ),
}
DEGREES = {"en": ("longer", "shorter"), "zh": ("高", "低")}


def with_abstracts(titles: tuple[str, ...], language: LanguageCode) -> Corpus:
    """Return records by one or several authors whose abstracts have sentences of all four kinds."""
    records = []
    for i, title in enumerate(titles, 1):
        people = tuple(Person(family=f"Author{name}") for name in "ABC"[: i % 3 + 1])
        values = (title, i, DEGREES[language][i % 2])
        text = ("" if language == "zh" else " ").join(part.format(*values) for part in ABSTRACTS[language])
        records.append(fake_record(i, title, *people, abstract=text, language=language, year=2010 + i))
    return Corpus(sources=(), records=tuple(records))


CORPORA = pytest.mark.parametrize(
    ("titles", "own"), [((*PLANTS, *STARS), "en"), (SCHOOLS * 2, "zh")], ids=["English records", "Chinese records"]
)
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"], ids=["told in English", "told in Chinese"])


@LANGUAGES
@CORPORA
def test_the_laws_hold_with_abstracts(titles: tuple[str, ...], own: LanguageCode, language: LanguageCode) -> None:
    """Every sentence cites, quotations are in their records letter by letter, no frame comes three times running."""
    found = analyse(with_abstracts(titles, own))
    synthesis = found.write(language)
    laws.keep_laws(synthesis, found.themes, found.records)
    assert synthesis.language == language
    quoted_spans = [span for claim in synthesis.claims for span in claim.spans if span.field == "abstract"]
    assert len(quoted_spans) >= len(found.evidence) > 0


@LANGUAGES
@CORPORA
def test_few_sentences_of_a_section_share_a_frame(
    titles: tuple[str, ...], own: LanguageCode, language: LanguageCode
) -> None:
    """Fewer than one in ten sentences on a theme repeat the frame of another one there."""
    found = analyse(with_abstracts(titles, own))
    for section in laws.theme_sections(found.write(language), found.themes):
        frames = Counter(laws.frame_of(claim) for claim in own_claims(section))
        assert frames.total() - len(frames) <= 0.1 * frames.total(), frames


@LANGUAGES
@CORPORA
def test_numbers_outside_of_quotations_say_what_they_count(
    titles: tuple[str, ...], own: LanguageCode, language: LanguageCode
) -> None:
    """In the sections on themes every number but those in names of labels is a count or a year."""
    found = analyse(with_abstracts(titles, own))
    labels = [theme.label for theme in found.themes.themes] + [term for t in found.themes.themes for term in t.terms]
    for section in laws.theme_sections(found.write(language), found.themes):
        for claim in own_claims(section):
            text = re.sub(r"“[^“”]*”|《[^》]*》", "", text_of(claim))
            for label in labels:
                text = text.replace(label, "")
            values = {count.value for count in claim.counts}
            if not re.search("tability|稳定性|ears: |年份：", text):
                assert {int(number) for number in re.findall(r"(?<![\d.])\d+(?![\d.])", text)} <= values, text


def test_a_language_that_differs_keeps_the_quotation_as_it_is() -> None:
    """A Chinese synthesis of English records quotes English, the author's own report included."""
    found = analyse(with_abstracts((*PLANTS, *STARS), "en"))
    told = " ".join(text_of(claim) for claim in found.write("zh").claims)
    assert "：“We investigate " in told
    assert "。" in told


@LANGUAGES
def test_frames_say_who_says_it(language: LanguageCode) -> None:
    """Every frame has a place for the name and for the quotation, at its end, and leads have neither."""
    for key, frames in read_lexicon("frames")[language].items():
        if key in {"asserting", "showing"}:
            continue
        for frame in frames:
            leads = key in {"topic", "again", "likewise", "contrast", "later"}
            assert ("{name}" in frame, frame.endswith("{quote}")) == (not leads, not leads), frame


# ------------------------------------------------------------------------------------------------------------ plan


def evidence(number: int, *terms: str, role: EvidenceRole = "finding", direction: int = 0) -> Evidence:
    """Return evidence of a record with these terms."""
    span = Span(record_id=f"r{number}", field="abstract", start=0, end=4, text="text")
    return Evidence(
        theme_key="t",
        role=role,
        sentence=span,
        quote=span,
        language="en",
        terms=terms,
        direction=direction,
    )


def test_findings_that_share_a_term_stand_together_by_year() -> None:
    """Aims come first, findings on one subject next to each other, the oldest first, limitations last."""
    aim, limit = evidence(1, role="objective"), evidence(5, role="limitation")
    a, b, c = evidence(2, "dry soil"), evidence(3, "drought"), evidence(4, "dry soil")
    years = {"r1": 2020, "r2": 2021, "r3": 2019, "r4": 2018, "r5": None}
    first, second = plan_evidence((a, b, c, limit, aim), years)
    assert [step.evidence for step in first] == [aim]
    assert [(step.evidence, step.topic, step.relation) for step in second] == [
        (c, "dry soil", "topic"),
        (a, "dry soil", "later"),
        (b, "", ""),
        (limit, "", ""),
    ]
    assert plan_evidence((), {}) == ()


def test_a_contrast_is_said_only_where_both_speak_of_the_same() -> None:
    """Opposite directions on one shared word are no contrast; on three they are, and the same direction is likeness."""
    years: dict[str, int | None] = {"r1": 2020, "r2": 2020}
    subject = ("roots", "dry soil", "depth")
    more, less = evidence(1, *subject, direction=1), evidence(2, *subject, direction=-1)
    assert relation_of(more, less, years) == "contrast"
    assert relation_of(more, evidence(2, *subject, direction=1), years) == "likewise"
    assert relation_of(more, evidence(2, "roots", direction=-1), years) == "again"
    assert relation_of(more, evidence(2, *subject), {"r1": 2019, "r2": 2020}) == "later"


def test_quotation_marks() -> None:
    """Marks inside a quotation become inner ones, white space becomes plain, a cut has an ellipsis."""
    assert quoted("a “b”\n c", cut=False) == "“a ‘b’ c”"
    assert quoted("a", cut=True) == "“a…”"


# --------------------------------------------------------------------------------------------------------- grounds


def test_spans_and_counts_of_a_sentence() -> None:
    """A word that records share is found in each of them, and the number of records is bound to its citation."""
    records: tuple[Record, ...] = tuple(fake_record(i, title, year=2020) for i, title in enumerate(STARS, 1))
    synthesis = analyse(Corpus(sources=(), records=records), themes=1).write()
    claims = [claim for claim in synthesis.claims if claim.spans]
    assert claims
    for claim in claims:
        for span in claim.spans:
            assert STARS[int(span.record_id[1:]) - 1][span.start : span.end] == span.text
    assert Count(value=6, of="included") in synthesis.claims[0].counts or any(
        count.of == "cited" and count.value == 6 for count in synthesis.claims[0].counts
    )
