"""Evidence: which sentences of abstracts are chosen, what they are taken to do, and how much of them is quoted."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
from corpora import PLANTS, SCHOOLS, STARS, analyse
from fakes import fake_record
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.datatypes import Corpus, Evidence, LanguageCode
from synth.evidence import choose_evidence
from synth.evidence.ranking import centrality, likeness
from synth.evidence.sentences import split_abstract
from synth.evidence.zones import Zone, direction_of, read_zone

# Invented sentences of the four kinds, with what is quoted of each and how its author reports it.
SENTENCES = (
    ("en", "In this paper, we investigate how maize roots grow in dry soil.", "objective", "how maize", "investigate"),
    ("en", "The aim of this study was to describe how maize roots grow in dry soil.", "objective", "describe", "aim"),
    ("en", "We used a pot trial with forty plants in two kinds of soil.", "method", "a pot trial", "use"),
    ("en", "Root depth was measured with a ruler in each of the forty pots.", "method", "Root depth", ""),
    ("en", "Our results show that dry soil delays the growth of maize roots.", "finding", "dry soil", "show"),
    ("en", "It was found that dry soil delays the growth of maize roots.", "finding", "dry soil", "find"),
    ("en", "However, roots in dry soil were significantly shorter than in wet soil.", "finding", "roots in dry", ""),
    ("en", "Further research is needed on roots that grow in stony soil.", "limitation", "Further research", ""),
    ("en", "Within the limitations of this study, roots were significantly longer.", "finding", "Within", ""),
    (
        "en",
        "The limitations of the pot trial were that all plants shared one room.",
        "limitation",
        "The limitations",
        "",
    ),
    ("en", "The strengths and limitations are discussed along with the use of pots.", None, "", ""),
    ("zh", "本文探讨了干旱土壤中玉米根系的生长规律。", "objective", "干旱土壤", "探讨"),
    ("zh", "本文旨在探讨干旱土壤中玉米根系的生长规律。", "objective", "探讨", "旨在"),
    ("zh", "研究结论有助于加深对玉米根系的认识，为灌溉提供依据。", None, "", ""),
    ("zh", "采用盆栽试验法对四十株玉米进行了为期两月的观测。", "method", "盆栽试验法", "采用"),
    ("zh", "结果表明，干旱土壤明显推迟了玉米根系的生长。", "finding", "干旱土壤", "表明"),
    ("zh", "研究还发现，干旱土壤明显推迟了玉米根系的生长。", "finding", "干旱土壤", "发现"),
    ("zh", "本研究的不足之处在于样本量较小，且只涉及一个地区。", "limitation", "本研究的不足", ""),
)
PIECES = ("We found that ", "roots ", "结果表明，", "根系", "|", "<b>", "*", "\u202e", ". ", "。", "“", "(", "\n")
REFUSED = (
    ("en", "These results show a significant increase in the growth of roots."),
    ("en", "They grew significantly longer than the roots of other plants in the trial."),
    ("en", "Roots grew significantly longer in wet soil than elsewhere © 2020 Publisher A."),
    ("en", "Roots grew significantly longer in wet soil than in the dry soil of the"),
    ("en", "Do roots grow significantly longer in wet soil than in dry soil?"),
    ("en", "Roots grew significantly <b>longer</b> in wet soil than in dry soil."),
    ("en", r"Roots grew significantly longer at $\alpha=3$ than in dry soil."),
    ("en", "Roots grew significantly longer (in wet soil than in dry soil."),
    ("en", "Significantly longer roots."),
    ("en", "Previous studies have found that roots grow longer in wet soil."),
    ("zh", "该方法明显提高了玉米根系的生长速度和产量。"),
    ("zh", "版权所有 © 出版社，研究结果表明玉米根系生长明显提高。"),
)


def zone_of(text: str, language: LanguageCode) -> Zone | None:
    """Return what the only sentence of a text does, as if it stood at the end of an abstract."""
    (sentence,) = split_abstract(text)
    return read_zone(text, dataclasses.replace(sentence, place=0.9), language)


# ------------------------------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Dry soil delays growth, e.g. of roots. So do stones.",
            ["Dry soil delays growth, e.g. of roots.", "So do stones."],
        ),
        (
            "Author et al. A found 3.5 cm of roots. Others found none.",
            ["Author et al. A found 3.5 cm of roots.", "Others found none."],
        ),
        ("Roots of E. coli B. Smith saw. In N. We trust.", ["Roots of E. coli B. Smith saw.", "In N.", "We trust."]),
        ("土壤干旱。根系变短；产量下降！", ["土壤干旱。", "根系变短；", "产量下降！"]),
        ("产量提高了6.07%.根系变短.", ["产量提高了6.07%.", "根系变短."]),
        (
            "Content rose from 41. 1% to 50. 3%. 20 plants grew.",
            ["Content rose from 41. 1% to 50. 3%.", "20 plants grew."],
        ),
        ("", []),
    ],
)
def test_sentences_split_by_hand(text: str, sentences: list[str]) -> None:
    """Abbreviations, initials and decimals end no sentence; Chinese stops do, and half-width ones after Han."""
    found = split_abstract(text)
    if "et al. A" in text:
        # "A" may begin a sentence or be an initial; what matters is that no decimal is split.
        assert not any(text[s.start : s.end].endswith("3.") for s in found)
    else:
        assert [text[s.start : s.end] for s in found] == sentences


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            "Background: Soil is dry. Methods: Pots were used. Results: Roots grew. Conclusions: It rains.",
            ["", "method", "finding", "finding"],
        ),
        ("BACKGROUND. Soil is dry. METHODS. Pots were used. RESULTS. Roots grew.", ["", "method", "finding"]),
        ("Introduction Soil is dry. Methods Pots were used. Results Roots grew tall.", ["", "method", "finding"]),
        ("【目的】探讨根系。【方法】盆栽试验。【结果/结论】根系变短。", ["objective", "method", "finding"]),
        ("目的 探讨根系。方法 盆栽试验。结果 根系变短。", ["objective", "method", "finding"]),
        ("目的：探讨根系。方法：盆栽试验。结论：根系变短。", ["objective", "method", "finding"]),
        ("Results of others are known. Roots grew.", [None, None]),
    ],
)
def test_headings_tell_the_role(text: str, headings: list[str | None]) -> None:
    """A structured abstract says what each part does; its headings are no part of the sentences."""
    found = split_abstract(text)
    assert [s.heading for s in found] == headings
    words = ("Background", "Methods", "METHODS", "Introduction", "目的", "方法", "【")
    assert all(s.heading is None or not text[s.start : s.end].startswith(words) for s in found)


@given(st.text(st.sampled_from("aB .!?。；:：[]【】目的方法结果Results\n3"), max_size=80))
def test_sentences_lie_in_order_inside_the_text(text: str) -> None:
    """Sentences do not overlap, have no white space around them, and leave out nothing but headings and white space."""
    found = split_abstract(text)
    assert all(0 <= s.start < s.end <= len(text) and 0 <= s.place < 1 for s in found)
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


# ----------------------------------------------------------------------------------------------------------- zones


@pytest.mark.parametrize(("language", "text", "role", "begins", "verb"), SENTENCES, ids=[s[1][:30] for s in SENTENCES])
def test_what_a_sentence_does(language: LanguageCode, text: str, role: str | None, begins: str, verb: str) -> None:
    """Cues tell the role; the quotation begins behind the words by which the author reports, without the final stop."""
    zone = zone_of(text, language)
    if role is None:
        assert zone is None or not zone.verb
        return
    assert zone is not None
    assert (zone.role, zone.verb) == (role, verb)
    assert text[zone.start : zone.end].startswith(begins)
    assert text[zone.end :] in {".", "。"}
    assert not zone.cut


@pytest.mark.parametrize(("language", "text"), REFUSED, ids=[text[:30] for _, text in REFUSED])
def test_what_is_never_quoted(language: LanguageCode, text: str) -> None:
    """What points at another sentence, breaks off, asks, is short, has markup or is a publisher's is no evidence."""
    assert zone_of(text, language) is None


def test_a_long_sentence_is_cut_at_the_end_of_a_clause() -> None:
    """It is cut where the rest adds to it; where there is no such place it is not quoted."""
    clause = "We show that dry soil delays the growth of maize roots " + "and of many other plants " * 6
    zone = zone_of(f"{clause.strip()}, which is {'very ' * 40}plain.", "en")
    assert zone is not None
    assert zone.cut
    assert zone.end == len(clause.strip())
    assert zone_of(f"We show that dry soil delays the growth of {'very ' * 80}old maize.", "en") is None


def test_what_opens_an_abstract_is_no_finding_by_a_mere_cue() -> None:
    """That something is associated with something is known already where it stands first."""
    text = "Dry soil is associated with short roots of maize. Roots in dry soil were significantly shorter than others."
    first, second = split_abstract(text)
    assert read_zone(text, first, "en") is None
    assert read_zone(text, second, "en") is not None


def test_directions() -> None:
    """More is 1, less and not are -1, both or neither are 0."""
    assert [direction_of(text, "en") for text in ("roots increased", "no roots", "more up and lower", "roots")] == [
        1,
        -1,
        -1,
        0,
    ]
    assert [direction_of(text, "zh") for text in ("产量提高", "产量降低", "提高与降低", "产量")] == [1, -1, 0, 0]


# --------------------------------------------------------------------------------------------------------- ranking


def test_centrality_computed_by_hand() -> None:
    """Of three sentences the one that is like both others is the most central; alike neighbours are equal."""
    cosines = np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.0], [0.5, 0.0, 1.0]])
    ranks = centrality(cosines)
    # x = 0.05 + 0.85 * 2y and y = 0.05 + 0.85 * x/2, so y = 0.07125 / 0.2775 and x = 0.05 + 1.7y.
    assert ranks[0] == 1.0
    assert ranks[1] == ranks[2] == pytest.approx(0.5277778, abs=1e-6)
    assert likeness([["a", "b"], ["a", "b"], ["c"], []])[0].round(9).tolist() == [1.0, 1.0, 0.0, 0.0]


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), min_size=1, max_size=12))
def test_likeness_and_centrality_stay_in_range(sentences: list[list[str]]) -> None:
    """Cosines are symmetric in [0, 1]; centralities lie in (0, 1] and one of them is 1."""
    cosines = likeness(sentences)
    assert np.allclose(cosines, cosines.T)
    assert ((cosines >= 0) & (cosines <= 1)).all()
    ranks = centrality(cosines)
    assert ((ranks > 0) & (ranks <= 1)).all()
    assert ranks.max() == 1.0


# ---------------------------------------------------------------------------------------------------------- choice


def with_abstracts(titles: tuple[str, ...], language: LanguageCode) -> Corpus:
    """Return records whose abstracts say of each title what it set out to do, how, and what it found."""
    english = (
        "We investigate {0} in the field. We used a trial of {0} in pots. We found that {0} are far {1} than usual."
    )
    chinese = "本文探讨了{0}及其相关的各种问题。采用问卷调查法对{0}进行了分析。结果表明，{0}明显{1}于一般的预期水平。"
    text, words = (english, ("longer", "shorter")) if language == "en" else (chinese, ("高", "低"))
    records = tuple(
        fake_record(i, title, abstract=text.format(title, words[i % 2]), language=language, year=2015 + i)
        for i, title in enumerate(titles, 1)
    )
    return Corpus(sources=(), records=records)


def check(evidence: tuple[Evidence, ...], corpus: Corpus) -> None:
    """Check that every span holds its text and that no sentence is chosen twice."""
    abstracts = {record.id: record.abstract for record in corpus.records}
    for one in evidence:
        for span in (one.sentence, one.quote):
            assert abstracts[one.record_id][span.start : span.end] == span.text
        assert one.sentence.start <= one.quote.start < one.quote.end == one.sentence.end
    assert len({(one.theme_key, one.quote) for one in evidence}) == len(evidence)


@pytest.mark.parametrize(("titles", "language"), [((*PLANTS, *STARS), "en"), (SCHOOLS * 2, "zh")])
def test_each_theme_has_evidence_of_each_kind(titles: tuple[str, ...], language: LanguageCode) -> None:
    """Aims, methods and findings are chosen for each theme from its own records, few from one record."""
    corpus = with_abstracts(titles, language)
    found = analyse(corpus)
    check(found.evidence, corpus)
    for theme in found.themes.themes:
        own = [one for one in found.evidence if one.theme_key == theme.key]
        assert {one.role for one in own} == {"objective", "method", "finding"}
        assert {one.record_id for one in own} <= set(theme.primary_ids)
        assert max(sum(one.record_id == i for one in own) for i in theme.primary_ids) <= 2
        assert all(one.language == language for one in own)


def test_a_repeated_sentence_is_chosen_once_before_others() -> None:
    """Of findings in the same words one is chosen first, then the one that says something else."""
    same = "We found that maize roots in dry soil are much longer than expected."
    other = "We found that stones in the field hinder the growth of maize roots."
    titles = PLANTS[:4]
    records = tuple(fake_record(i, title, abstract=other if i == 3 else same) for i, title in enumerate(titles, 1))
    found = analyse(Corpus(sources=(), records=records), themes=1)
    findings = [one.quote.text for one in found.evidence if one.role == "finding"]
    assert sorted(text[:6] for text in findings) == ["maize ", "stones"]


def test_without_abstracts_there_is_no_evidence() -> None:
    """Titles are no evidence of what was found."""
    corpus = Corpus(sources=(), records=tuple(fake_record(i, title) for i, title in enumerate(PLANTS, 1)))
    assert analyse(corpus).evidence == ()


def test_another_order_of_the_records_chooses_the_same() -> None:
    """The choice depends on the records, not on the order of the source."""
    corpus = with_abstracts((*PLANTS, *STARS), "en")
    found = analyse(corpus)
    turned = dataclasses.replace(corpus, records=corpus.records[::-1])
    assert choose_evidence(turned, found.themes, found.matrix) == found.evidence


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
        min_size=2,
        max_size=6,
    )
)
def test_any_text_is_read_without_a_fault(abstracts: list[str]) -> None:
    """Whatever an abstract holds, spans are right and no markup is quoted."""
    records = tuple(fake_record(i, PLANTS[i % 6], abstract=text) for i, text in enumerate(abstracts, 1))
    corpus = Corpus(sources=(), records=records)
    evidence = analyse(corpus, themes=1).evidence
    check(evidence, corpus)
    assert not any(sign in one.quote.text for one in evidence for sign in ("<b>", "|"))
