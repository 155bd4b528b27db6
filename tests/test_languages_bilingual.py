"""Glosses that a corpus teaches by its bilingual titles, keywords and abstracts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import Origin, Record
from synth.languages import tokenize
from synth.languages.bilingual import bilingual_keywords, bilingual_texts, learn_glosses

# Facts of no work: made-up terms in plain frames.
FRAMES = [
    ("{}与学生的阅读", "{} and students' reading"),
    ("农村教师的{}", "{} of rural teachers"),
    ("{}的历史", "History of {}"),
    ("企业的{}与市场", "{} of firms and the market"),
    ("{}与患者的护理", "{} and nursing of patients"),
    ("城市交通的{}", "{} in urban traffic"),
]


def record(title: str, translated: str = "", keywords: tuple[str, ...] = (), abstract: str = "") -> Record:
    """Return a record that says these things."""
    return Record(
        id="r",
        number=1,
        title=title,
        origin=Origin(source="s", line=1),
        raw="",
        translated_title=translated,
        keywords=keywords,
        abstract=abstract,
    )


def learned(texts: list[tuple[str, str]], keywords: list[tuple[str, str]] | None = None) -> dict[str, dict[str, float]]:
    """Return what texts and keywords teach, with weights by lemma."""
    found = learn_glosses(
        [(tokenize(chinese), tokenize(english)) for chinese, english in texts],
        [(tokenize(chinese), tokenize(english)) for chinese, english in keywords or []],
    )
    return {term: dict(weights) for term, weights in found.items()}


def test_a_title_and_its_translation_are_a_pair() -> None:
    """Whichever of the two comes first, the Chinese one leads."""
    assert list(bilingual_texts(record("教师的阅读", "Reading of teachers"))) == [("教师的阅读", "Reading of teachers")]
    assert list(bilingual_texts(record("Reading of teachers", "教师的阅读"))) == [("教师的阅读", "Reading of teachers")]
    assert list(bilingual_texts(record("Reading of teachers", "Lecture des enseignants"))) == []


def test_keywords_pair_in_their_order() -> None:
    """As many Chinese keywords as English ones are translations of each other; else nobody knows which is which."""
    both = record("教师", keywords=("教师", "阅读", "teacher", "reading"))
    assert list(bilingual_keywords(both)) == [("教师", "teacher"), ("阅读", "reading")]
    assert list(bilingual_keywords(record("教师", keywords=("教师", "teacher", "reading")))) == []


def test_the_halves_of_an_abstract_are_a_pair() -> None:
    """Lines with Chinese characters are the one half, the others the other."""
    assert list(bilingual_texts(record("教师", abstract="教师的阅读。\nReading of teachers."))) == [
        ("教师的阅读。", "Reading of teachers.")
    ]
    assert list(bilingual_texts(record("教师", abstract="教师的阅读。"))) == []


def test_a_pair_of_keywords_is_its_own_proof() -> None:
    """One pair is enough, and the whole phrase is the gloss; a sentence among the keywords is none."""
    found = learned([], [("数智赋能", "digital intelligence empowerment"), ("关于教师的阅读的一些看法", "views")])
    assert found == {"数智赋能": dict.fromkeys(("digital", "intelligence", "empowerment"), pytest.approx(1 / 3))}


def test_a_term_that_recurs_is_learned_from_titles() -> None:
    """What six titles call 数智 is called glimmer in each translation; nothing else is learned."""
    texts = [(chinese.format("数智"), english.format("glimmer")) for chinese, english in FRAMES]
    texts += [(chinese.format("课堂"), english.format("classroom")) for chinese, english in FRAMES]
    assert learned(texts) == {"数智": {"glimmer": pytest.approx(1)}}


def test_one_title_proves_nothing() -> None:
    """A word that occurs once may be any of the words beside it."""
    assert learned([("数智与学生", "glimmer and students")]) == {}


def test_what_the_dictionary_explains_is_not_learned_anew() -> None:
    """Titles whose words all have their dictionary translation teach nothing."""
    assert learned([(chinese.format("课堂"), english.format("classroom")) for chinese, english in FRAMES]) == {}


@given(st.permutations(range(len(FRAMES))))
def test_the_order_of_the_pairs_has_no_influence(order: list[int]) -> None:
    """Shuffled pairs teach the same, in the same order."""
    texts = [(FRAMES[i][0].format("数智"), FRAMES[i][1].format("glimmer")) for i in range(len(FRAMES))]
    texts += [("学生与教师", "students and teachers")] * 6
    assert list(learned([*(texts[i] for i in order), *texts[6:]]).items()) == list(learned(texts).items())


def test_nothing_teaches_nothing() -> None:
    """No pairs, or pairs without words."""
    assert learned([]) == {}
    assert learned([("", ""), ("的", "the")]) == {}
