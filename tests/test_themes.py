"""Clusters as themes: who belongs where, how strongly and why."""

from __future__ import annotations

import math

import pytest
from corpora import NO_FRAMEWORK, PLANTS, SCHOOLS, STARS, Analysis, analyse, corpus_of, expect, theme_of
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.datatypes import Corpus, Framework, Membership, Reason, Theme
from synth.languages import TermFinder, is_fragment, normalize, read_words, tokenize

FRAMEWORK = expect(
    theme_of("Growth", "growth", "root", hints=("soil",)),
    theme_of("Spectra", "spectrum", "光谱"),
    theme_of("Challenges", "challenge", "困境", "挑战"),
    theme_of("Rivers", "river"),
)
BOTH = pytest.mark.parametrize("framework", [NO_FRAMEWORK, FRAMEWORK], ids=["free", "anchored"])
EVERY_TITLE = [*PLANTS, *STARS, *SCHOOLS, "", "2020", "Growth challenges", "Growth challenges"]


def themes_of(found: Analysis) -> dict[str, Theme]:
    """Return the themes by key."""
    return {theme.key: theme for theme in found.themes.themes}


def member(found: Analysis, key: str, record_id: str) -> Membership | None:
    """Return a record's membership in a theme."""
    return next((one for one in themes_of(found)[key].memberships if one.record_id == record_id), None)


def keep_laws(found: Analysis) -> None:
    """Check what holds of any set of themes."""
    everyone = sorted(found.records)
    primary = [record_id for theme in found.themes.themes for record_id in theme.primary_ids]
    loose = [one.record_id for one in found.themes.unassigned]
    assert sorted(primary + loose) == everyone
    assert all(one.reason.code.startswith("unassigned-") for one in found.themes.unassigned)
    assert len({theme.key for theme in found.themes.themes}) == len(found.themes.themes)
    assert len({normalize(theme.label) for theme in found.themes.themes}) == len(found.themes.themes)
    for theme in found.themes.themes:
        assert theme.label
        assert len(set(theme.record_ids)) == len(theme.record_ids)
        assert [one.strength for one in theme.memberships] == sorted(
            (m.strength for m in theme.memberships), reverse=True
        )
        assert set(theme.representative_ids) <= set(theme.primary_ids)
        assert theme.kind == "expected" or theme.primary_ids
        for one in theme.memberships:
            assert 0.0 <= one.strength <= 1.0
            assert one.evidence or len(theme.memberships) == 1
            assert_in_record(one, found)


def assert_in_record(one: Membership, found: Analysis) -> None:
    """Check that what is quoted of a record occurs there."""
    record = found.records[one.record_id]
    text = " ".join(f"{record.title}\n{record.abstract}\n{'; '.join(record.keywords)}".casefold().split())
    for written in (*one.phrases, one.said_of):
        assert written.casefold() in text
    tokens = tokenize(f"{record.title}\n{record.abstract}\n{'; '.join(record.keywords)}")
    assert all(TermFinder([normalize(term)]).spans(tokens) for term in one.evidence)


@BOTH
@settings(max_examples=20, deadline=None)
@given(titles=st.lists(st.sampled_from(EVERY_TITLE), max_size=20), k=st.sampled_from([0, 1, 3, 50]))
def test_the_laws_hold_for_any_list(titles: list[str], framework: Framework, k: int) -> None:
    """Every record is primary once or left over with a reason; strengths, evidence, keys and labels are sound."""
    keep_laws(analyse(corpus_of(titles), framework, themes=k))


@BOTH
@settings(max_examples=10, deadline=None)
@given(order=st.permutations(range(len(EVERY_TITLE))))
def test_another_order_gives_the_same_themes(order: list[int], framework: Framework) -> None:
    """Themes, members, strengths and reasons are the same for the same records in another order."""
    records = corpus_of(EVERY_TITLE).records
    one = analyse(Corpus(sources=(), records=records), framework)
    other = analyse(Corpus(sources=(), records=tuple(records[i] for i in order)), framework)
    assert one.themes == other.themes


def test_expected_themes_come_first_and_stay_without_records() -> None:
    """The framework's themes are all there, in its order, also the one that no record mentions."""
    found = analyse(corpus_of([*PLANTS, *STARS]), FRAMEWORK)
    expected = [theme for theme in found.themes.themes if theme.kind == "expected"]
    assert [theme.key for theme in expected] == ["growth", "spectra", "challenges", "rivers"]
    assert found.themes.themes[:4] == tuple(expected)
    assert (expected[3].memberships, expected[3].terms) == ((), ())
    assert found.coverage.themes[3].status == "missing"


def test_strengths_computed_by_hand() -> None:
    """0.6 for the title plus 0.4 x closeness: the only record of a theme is as close as can be, so it has 1."""
    found = analyse(corpus_of(["Roots", "Spectra"]), FRAMEWORK)
    assert [one.strength for one in themes_of(found)["growth"].memberships] == [1.0]


def test_closeness_is_relative_to_the_best_of_both_sides() -> None:
    """A record of two themes has 0.6 + 0.4 x s / sqrt(best of its row x best of the theme's column) in each."""
    found = analyse(corpus_of(["Roots and growth", "Roots, growth and spectra", "Spectra"]), FRAMEWORK)
    row = found.matrix.record_ids.index("r2")
    similarities = found.clustering.similarities
    for j, key in enumerate(("growth", "spectra")):
        best = similarities[row].max() * similarities[:, j].max()
        one = member(found, key, "r2")
        assert one is not None
        assert one.strength == pytest.approx(0.6 + 0.4 * similarities[row, j] / math.sqrt(best), abs=1e-4)


def test_a_title_that_names_two_themes_belongs_to_both() -> None:
    """One theme is primary, the other is a membership beside it, each with its own words."""
    found = analyse(corpus_of([*PLANTS, "Growth of maize and its challenges"]), FRAMEWORK)
    growth, challenges = member(found, "growth", "r7"), member(found, "challenges", "r7")
    assert growth is not None
    assert challenges is not None
    assert [growth.primary, challenges.primary].count(True) == 1
    assert (growth.evidence, challenges.evidence) == (("growth",), ("challenges",))
    assert challenges.phrases == ("challenges",)
    assert growth.said_of == "of maize"


def test_a_passing_word_of_an_abstract_is_no_membership() -> None:
    """One mention in the abstract of a record that is about something else does not make it a member."""
    records = corpus_of(
        ["Growth of maize roots in soil"] * 2, abstract="Growth of roots in maize soil is a challenge."
    ).records
    found = analyse(
        Corpus(sources=(), records=(*records, *corpus_of(["Challenges", "Challenges"] * 2).records[2:])), FRAMEWORK
    )
    assert member(found, "challenges", "r1") is None
    assert member(found, "growth", "r1") is not None


def test_a_hint_counts_only_where_no_seed_term_is() -> None:
    """The hint "soil" makes a member of a record that names no theme, and says nothing of one that does."""
    found = analyse(corpus_of(["Soil in spring", "Soil and spectra", "Roots"]), FRAMEWORK)
    alone = member(found, "growth", "r1")
    assert alone is not None
    assert (alone.evidence, alone.phrases) == (("soil",), ())
    assert member(found, "growth", "r2") is None


def test_a_record_that_mentions_no_expected_theme_is_left_with_the_reason() -> None:
    """Too few of them to make a theme: each is unassigned; one without any term says so."""
    found = analyse(corpus_of([*PLANTS[:2], "Pianos", ""]), FRAMEWORK)
    reasons = {one.record_id: one.reason.code for one in found.themes.unassigned}
    assert reasons == {"r3": "unassigned-no-mention", "r4": "unassigned-empty"}


def test_records_that_share_no_term_are_left_with_the_reason() -> None:
    """A cluster in which nothing is shared is no theme."""
    found = analyse(corpus_of(["Pianos", "Rivers", "Bridges"]))
    assert found.themes.themes == ()
    assert {one.reason.code for one in found.themes.unassigned} == {"unassigned-alone"}


def test_emergent_labels_say_something() -> None:
    """No emergent label is boilerplate or a part of another; keys follow the labels."""
    found = analyse(corpus_of([*PLANTS, *STARS, *SCHOOLS]))
    labels = [normalize(theme.label) for theme in found.themes.themes]
    assert len(labels) > 1
    assert not set(labels) & read_words("boilerplate")
    assert not any(a != b and is_fragment(a, b) for a in labels for b in labels)
    assert all(theme.key == theme.key.lower() and " " not in theme.key for theme in found.themes.themes)


def test_emergent_themes_come_by_size() -> None:
    """The theme with most primary records comes first."""
    found = analyse(corpus_of([*PLANTS, *STARS, *SCHOOLS]))
    sizes = [len(theme.primary_ids) for theme in found.themes.themes]
    assert sizes == sorted(sizes, reverse=True)


def test_a_cluster_that_could_have_no_name_of_its_own_joins_the_nearest() -> None:
    """Records whose every shared phrase contains another theme's label are told with that theme, not left over."""
    titles = [
        *(f"反恐预警机制{i}" for i in ("研究", "思考", "比较", "评析")),
        *(f"网络反恐{i}" for i in ("情报", "立法", "舆论", "技术")),
        *(f"园林植物{i}" for i in ("配置", "栽培", "景观", "色彩")),
    ]
    found = analyse(corpus_of(titles), themes=3)
    assert found.themes.unassigned == ()


def test_phrases_of_a_member_are_said_of_one_thing() -> None:
    """What a title says of another thing does not stand beside what it says of the first."""
    framework = expect(theme_of("Relationship", "function", "attribute", "logic"), theme_of("Rivers", "river"))
    titles = ["Functions of Schools in Towns: The Attributes of Gardens", "Logic and Attributes of Rivers"]
    found = analyse(corpus_of(titles), framework)
    members = {one.record_id: one for one in found.themes.themes[0].memberships}
    assert (members["r1"].phrases, members["r1"].said_of) == (("functions",), "of schools")
    assert members["r1"].evidence == ("functions", "attributes")
    assert (members["r2"].phrases, members["r2"].said_of) == (("logic", "attributes"), "of rivers")


def test_keys_of_themes_stay_when_records_are_added() -> None:
    """Two more records of one subject leave the keys of all themes as they were."""
    titles = [f"{title} {i}" for i in range(7) for title in (*PLANTS[:3], *STARS[:3])][:40]
    before = {theme.key for theme in analyse(corpus_of(titles), themes=2).themes.themes}
    after = {theme.key for theme in analyse(corpus_of([*titles, *PLANTS[3:5]]), themes=2).themes.themes}
    assert len(before) == 2
    assert before == after


def test_a_theme_tells_its_words_and_its_stability() -> None:
    """Words are single words of the theme's records; stability is between 0 and 1."""
    for theme in analyse(corpus_of([*PLANTS, *STARS]), themes=2).themes.themes:
        assert theme.words
        assert all(" " not in word for word in theme.words)
        assert 0.0 <= theme.stability <= 1.0


def test_subthemes_share_out_the_primary_records() -> None:
    """The parts of a large theme are two or more, have names of their own and hold each primary record once."""
    titles = [f"{title} {i}" for i in range(10) for title in (*PLANTS, *STARS)]
    found = analyse(corpus_of(titles), themes=1)
    for theme in found.themes.themes:
        held = [record_id for part in theme.subthemes for record_id in part.record_ids]
        assert sorted(held) == sorted(theme.primary_ids)
        assert len({part.label for part in theme.subthemes}) == len(theme.subthemes) > 1


# ---------------------------------------------------------------------------------------------------- second labels

MAIZE = ("玉米根系生长与土壤水分", "干旱胁迫下玉米根系的生长", "玉米根系与土壤养分")


def second_labels(found: Analysis) -> dict[str, str]:
    """Return the second label of each theme by its label."""
    return {theme.label: theme.second_label for theme in found.themes.themes}


def test_an_emergent_theme_has_a_name_in_the_other_language_from_its_own_records() -> None:
    """The second label is in Chinese and stands in the theme's Chinese titles; where there are none it is empty."""
    found = analyse(corpus_of([*PLANTS, *MAIZE, *STARS]), themes=2)
    named = [theme for theme in found.themes.themes if theme.second_label]
    assert len(named) == 1
    titles = [found.records[record_id].title for record_id in named[0].primary_ids]
    assert sum(named[0].second_label in title for title in titles) > 1


def test_one_record_gives_no_second_name() -> None:
    """A single title in the other language says nothing of a theme."""
    assert set(second_labels(analyse(corpus_of([*PLANTS, MAIZE[0], *STARS]), themes=2)).values()) == {""}
    assert set(second_labels(analyse(corpus_of([*SCHOOLS, PLANTS[0]]), themes=1)).values()) == {""}


def test_an_expected_theme_has_the_second_name_that_a_file_gives() -> None:
    """The first Chinese seed term of a file is the second label, whether records have it or not."""
    framework = expect(theme_of("Challenges", "challenge", "挑战", "困境"), theme_of("Rivers", "river", "河流", "水系"))
    named = second_labels(analyse(corpus_of([*SCHOOLS, *PLANTS]), framework))
    assert (named["Challenges"], named["Rivers"]) == ("挑战", "河流")


def test_an_expected_theme_of_an_abstract_has_the_second_name_its_records_use_most() -> None:
    """Of the lexicon's Chinese terms the one in most titles is the second label; unused ones are none."""
    themes = (theme_of("Challenges", "challenge", "挑战", "困境"), theme_of("Rivers", "river", "河流"))
    framework = Framework(origin="abstract", why=Reason(code="framework-abstract"), themes=themes)
    named = second_labels(analyse(corpus_of([*SCHOOLS, *PLANTS]), framework))
    assert (named["Challenges"], named["Rivers"]) == ("困境", "")


def test_a_chinese_label_has_its_second_name_in_english() -> None:
    """The other language is other than the label's own, whatever the corpus is in."""
    framework = expect(theme_of("生长", "生长", "growth"))
    assert second_labels(analyse(corpus_of([*PLANTS, *MAIZE]), framework))["生长"] == "Growth"
