"""Methods, settings and kinds of data that records name."""

from __future__ import annotations

import pytest
from corpora import corpus_of
from fakes import fake_record

from synth.datatypes import Corpus, Membership, Theme, ThemeKind
from synth.facets import find_facets
from synth.languages import make_documents, normalize, read_lexicon


def facets_of(*titles: str) -> dict[tuple[str, str], list[str]]:
    """Return the records by facet and value, those without any left out."""
    found = find_facets(make_documents(corpus_of(titles)))
    return {(value.facet, value.key): sorted(value.record_ids) for value in found if value.record_ids}


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Maize in dry soil: a case study", "case-study"),
        ("以甲地为例的案例研究", "case-study"),
        ("A questionnaire survey of gardeners", "survey"),
        ("基于问卷调查的分析", "survey"),
        ("Interviews with gardeners", "interview"),
        ("校园菜地的历史研究", "history"),
    ],
)
def test_methods_are_named_in_either_language(title: str, key: str) -> None:
    """A title that names its method is found under it."""
    assert ("method", key) in facets_of(title)


def test_every_value_is_there_in_order_even_without_records() -> None:
    """What no record names is an answer, too: all values of the word list come, in its order."""
    wanted = [(facet["key"], value["key"]) for facet in read_lexicon("facets")["facet"] for value in facet["value"]]
    found = find_facets(make_documents(corpus_of(["Title one"])))
    assert [(value.facet, value.key) for value in found] == wanted
    assert find_facets(())
    assert all(value.record_ids == () for value in find_facets(()))


def test_the_abstract_counts_as_well_as_the_title() -> None:
    """A method that only the abstract names is named."""
    record = fake_record(1, "Maize in dry soil", abstract="We did a questionnaire survey.")
    found = find_facets(make_documents(Corpus(sources=(), records=(record,))))
    assert ("survey", ("r1",)) in [(value.key, value.record_ids) for value in found]


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Maize in the Netherlands", ("place", "netherlands")),
        ("英国的玉米", ("place", "united-kingdom")),
        ("台湾的玉米", ("place", "taiwan")),
        ("浙江省的玉米", ("province", "zhejiang")),
        ("Maize in the Yangtze River Delta", ("province", "yangtze-delta")),
        ("Maize in rural areas", ("level", "rural")),
        ("Maize trade: a cross-country view", ("level", "international")),
    ],
)
def test_places_and_levels_are_named_in_either_language(title: str, place: tuple[str, str]) -> None:
    """A country goes by its name in either language, regions of China as well."""
    assert place in facets_of(title)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Maize in New Mexico", ("place", "mexico")),
        ("发展中国家的玉米", ("place", "china")),
        ("异质性研究", ("method", "interview")),
    ],
)
def test_a_name_inside_another_is_none(title: str, place: tuple[str, str]) -> None:
    """A value that only seems to be named, inside a longer word, is not."""
    assert place not in facets_of(title)


@pytest.mark.parametrize(
    ("title", "abstract"), [("A comparison of maize", "Maize grows."), ("玉米的比较", "玉米在生长。")]
)
def test_some_words_name_a_method_in_titles_alone(title: str, abstract: str) -> None:
    """To compare is a method where a title says it; in an abstract everything is compared with something."""
    named = {}
    for key, record in {"title": fake_record(1, title), "body": fake_record(1, abstract, abstract=title)}.items():
        found = find_facets(make_documents(Corpus(sources=(), records=(record,))))
        named[key] = [value.key for value in found if value.facet == "method" and value.record_ids]
    assert named == {"title": ["comparison"], "body": []}


@pytest.mark.parametrize("kind", ["expected", "emergent"])
def test_themes_whose_own_words_name_a_value_are_told(kind: ThemeKind) -> None:
    """The signature terms of any theme count, the evidence of its members where it was expected."""
    member = Membership(record_id="r1", primary=True, strength=1.0, evidence=("questionnaire survey",))
    theme = Theme(key="t", label="Maize", kind=kind, terms=("soil", "case study"), memberships=(member,))
    found = find_facets(make_documents(corpus_of(["Maize"])), [theme])
    assert [v.key for v in found if v.theme_keys] == ["case-study", *(["survey"] if kind == "expected" else [])]


def test_each_record_is_counted_once_a_value() -> None:
    """Two words for one method are one mention."""
    found = facets_of("A case study and another case study")
    assert found["method", "case-study"] == ["r1"]


def test_the_word_list_is_sound() -> None:
    """Each value has terms and a name in both languages, and no term is one of its own exclusions."""
    for facet in read_lexicon("facets")["facet"]:
        assert len({value["key"] for value in facet["value"]}) == len(facet["value"])
        for value in facet["value"]:
            assert value["en"]
            assert value["zh"]
            named = (*value.get("terms", (value["en"], value["zh"])), *value.get("titles", ()))
            terms = {normalize(term) for term in named}
            assert terms
            assert "" not in terms
            assert not terms & {normalize(term) for term in value.get("excluded", [])}
