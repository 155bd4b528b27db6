"""Names and signature terms."""

from __future__ import annotations

import numpy as np
import pytest
from corpora import PLANTS, SCHOOLS, STARS, Analysis, analyse, corpus_of
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.labels import choose_labels, class_words, signature_terms
from synth.languages import TermFinder, is_fragment, normalize, read_words, tokenize

WORDS = [
    "maize",
    "root",
    "soil",
    "moisture",
    "the",
    "of",
    "2020",
    "study",
    "star",
    "variable",
    "产教融合",
    "困境",
    "的",
]
TITLES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=14)


def labels_of(found: Analysis) -> list[tuple[str, ...]]:
    """Return the terms of the labels of a free clustering, those of groups without a name left out."""
    names = choose_labels(found.matrix, groups_of(found))
    return [label.terms for label in names if label.terms]


def groups_of(found: Analysis) -> list[np.ndarray]:
    """Return the rows of each cluster."""
    return [np.flatnonzero(found.clustering.labels == j) for j in range(found.clustering.choice.chosen)]


def test_two_subjects_get_names_that_tell_them_apart() -> None:
    """A label is a word or phrase of its group and of no title outside it."""
    found = analyse(corpus_of([*PLANTS, *STARS]), themes=2)
    assert len(labels_of(found)) == 2
    for term, *_ in labels_of(found):
        finder = TermFinder([term])
        sides = [sum(bool(finder.spans(tokenize(title))) for title in titles) for titles in (PLANTS, STARS)]
        assert min(sides) == 0
        assert max(sides) > 1


@settings(max_examples=40, deadline=None)
@given(TITLES, st.integers(1, 4))
def test_labels_are_unique_and_say_something(titles: list[str], k: int) -> None:
    """No label is another's fragment, a stop word, a number or boilerplate."""
    terms = [term for label in labels_of(analyse(corpus_of(titles), themes=k)) for term in label]
    for i, term in enumerate(terms):
        assert not any(i != j and is_fragment(term, other) for j, other in enumerate(terms))
        assert any(token.role == "word" for token in tokenize(term))
        assert term not in read_words("boilerplate")


def test_a_label_is_no_fragment_of_a_phrase_as_frequent() -> None:
    """Where every record with a word has it inside one phrase, the phrase is the label."""
    found = analyse(corpus_of(["Variable stars in spring", "Variable stars in autumn", "Old variable stars"]), themes=1)
    assert labels_of(found)[0] == ("variable star",)


def test_names_that_are_taken_are_not_given_again() -> None:
    """A normal form that another theme has, or a part of it, is no label."""
    found = analyse(corpus_of(STARS), themes=1)
    rows = np.arange(len(STARS))
    (free,) = choose_labels(found.matrix, [rows], ())
    (other,) = choose_labels(found.matrix, [rows], free.terms)
    assert other.terms
    assert not set(other.terms) & set(free.terms)


@pytest.mark.parametrize("titles", [["maize", "star"], ["", ""], ["of the", "2020"]])
def test_a_group_without_a_shared_term_has_no_name(titles: list[str]) -> None:
    """Where no two records share a term there is nothing to call them by."""
    assert labels_of(analyse(corpus_of(titles), themes=1)) == []


def test_no_group_no_label() -> None:
    """Nothing to name is no error."""
    assert choose_labels(analyse(corpus_of(STARS)).matrix, [], ()) == ()


@settings(max_examples=40, deadline=None)
@given(TITLES)
def test_signature_terms_are_in_the_records_and_distinct(titles: list[str]) -> None:
    """Each signature term occurs in the group, none is a part of another, and there are at most as many as asked."""
    found = analyse(corpus_of(titles), themes=2)
    for rows in groups_of(found):
        columns = signature_terms(found.matrix, rows, n_terms=3)
        terms = [found.matrix.terms[column] for column in columns]
        held = (found.matrix.title_counts[rows].sum(axis=0).A1 > 0) if len(rows) else np.zeros(len(found.matrix.terms))
        assert len(columns) <= 3
        assert all(held[column] for column in columns)
        assert not any(a != b and is_fragment(a, b) for a in terms for b in terms)


def test_signature_terms_put_what_is_special_first() -> None:
    """A term that only the group has comes before one that all share."""
    titles = [f"{title} and drought" for title in (*PLANTS[:3], *STARS)]
    found = analyse(corpus_of(titles), themes=2)
    rows = np.array([i for i, record_id in enumerate(found.matrix.record_ids) if int(record_id[1:]) > 3])
    terms = [found.matrix.terms[j] for j in signature_terms(found.matrix, rows, n_terms=2)]
    assert "drought" not in terms


def test_chinese_phrases_are_labels() -> None:
    """A label of Chinese titles is a phrase that they share."""
    found = analyse(corpus_of(SCHOOLS), themes=1)
    ((label, *_),) = labels_of(found)
    assert sum(label in normalize(title) for title in SCHOOLS) > 1


def test_a_group_without_a_shared_term_is_named_by_a_phrase_of_its_own() -> None:
    """Where nothing is shared, a phrase of a record's title names the group; one record names itself."""
    found = analyse(corpus_of(["Irrigation of wheat fields", "Spectra of old stars", "Teacher burnout"]))
    groups = [np.array([i]) for i in range(3)]
    names = [label.text for label in choose_labels(found.matrix, groups, documents=found.documents)]
    assert names == ["Wheat fields", "Old stars", "Teacher burnout"] or len(set(names)) == len(groups)
    texts = [" ".join(token.surface for token in document.title).lower() for document in found.documents]
    assert all(name.lower() in text for name, text in zip(names, texts, strict=True))


def test_class_words_computed_by_hand() -> None:
    """Share in the group x ln(1 + A / f): "root" twice in four words beats "soil", which the other group has too."""
    found = analyse(corpus_of(["Root, root, soil, star", "Soil, spectrum, spectrum, spectrum"]))
    groups = [np.array([i]) for i in range(2)]
    first, second = class_words(found.matrix, groups, 2)
    # A is 4: root 2/4 ln(1 + 4/2), star 1/4 ln(1 + 4/1), soil 1/4 ln(1 + 4/2); spectrum 3/4 ln(1 + 4/3).
    by_first = {found.matrix.record_ids[0]: (first, second), found.matrix.record_ids[1]: (second, first)}["r1"]
    words = [[found.matrix.terms[j] for j in columns] for columns in by_first]
    assert words == [["root", "star"], ["spectrum", "soil"]]


@pytest.mark.parametrize(("language", "expected"), [("en", False), ("zh", True)])
def test_a_label_is_in_the_language_of_the_report(language: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """Of a group with titles in both languages the label is in the one that is asked for."""
    found = analyse(corpus_of([*SCHOOLS, "Vocational education reform", "Vocational education and industry"]))
    (label,) = choose_labels(found.matrix, [np.arange(8)], language="zh" if language == "zh" else "en")
    assert any("\u4e00" <= character <= "\u9fff" for character in label.text) == expected


def test_the_word_that_always_precedes_a_phrase_belongs_to_it() -> None:
    """Boilerplate ("new") that stands before a phrase in nearly every title completes the label."""
    titles = ["New energy vehicles", "New energy vehicles and batteries", "Markets for new energy vehicles"]
    found = analyse(corpus_of(titles))
    (label,) = choose_labels(found.matrix, [np.arange(3)], documents=found.documents)
    assert label.text == "New energy vehicles"


def test_a_bare_acronym_gives_way_to_a_phrase() -> None:
    """Of an acronym and a phrase that as many titles have, the phrase is the label."""
    found = analyse(corpus_of(["CNN of variable stars", "Variable stars by CNN", "Old variable stars and CNN"]))
    (label,) = choose_labels(found.matrix, [np.arange(3)], documents=found.documents)
    assert label.terms == ("variable star",)


def test_a_chinese_label_ends_in_no_conjunction() -> None:
    """The phrase before a conjunction names the group, without it."""
    titles = ["园林植物及其配置", "园林植物与景观", "园林植物及栽培"]
    found = analyse(corpus_of(titles))
    (label,) = choose_labels(found.matrix, [np.arange(3)], language="zh", documents=found.documents)
    assert not label.text.endswith(("及", "与", "和"))
