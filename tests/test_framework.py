"""Expected themes: what an abstract announces, what a file names, and where the records mention them."""

from __future__ import annotations

import os
import tempfile
import tomllib
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from corpora import corpus_of, expect, review_of, theme_of
from hypothesis import given
from hypothesis import strategies as st

from synth.datatypes import Config, Corpus, Framework, Hit, LanguageCode
from synth.errors import SourceMissingError, SynthError, UsageError
from synth.framework import find_hits, read_framework
from synth.framework.abstract import themes_of_abstract
from synth.framework.mentions import read_clauses
from synth.framework.phrases import noun_phrase, said_of
from synth.languages import TermFinder, join_surfaces, make_documents, normalize, read_lexicon, tokenize

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SYNTH_SHARED", ROOT.parent / "shared"))

# Invented abstracts, and the aspects that a reader would say each announces, in order.
GRAMMAR = [
    "this",
    "review",
    "discusses",
    "are",
    "the",
    "of",
    "and",
    ":",
    ",",
    "themes",
    "four",
    "分析",
    "了",
    "困境",
    "从",
    "方面",
    "、",
    "的",
]
ABSTRACTS = tomllib.loads((ROOT / "tests" / "data" / "abstracts.toml").read_text("utf-8"))["abstract"]


def labels_of(abstract: str, language: LanguageCode) -> list[str]:
    """Return the labels of the themes that an abstract announces."""
    return [theme.label for theme in themes_of_abstract(review_of(abstract, language), ())]


# ----------------------------------------------------------------------------------------------------- the abstract


@pytest.mark.parametrize("case", ABSTRACTS, ids=[case["how"] for case in ABSTRACTS])
def test_an_abstract_names_its_themes_in_order(case: dict[str, Any]) -> None:
    """Each way of announcing aspects gives exactly these, in the order of the abstract."""
    found = [label.lower() for label in labels_of(case["text"], case["language"])]
    if case["language"] == "zh":
        found = [label[-len(end) :] for label, end in zip_longest(found, case["themes"], fillvalue="")]
    assert found == case["themes"]


def test_groups_of_a_family_named_side_by_side_are_themes_of_their_own() -> None:
    """Concept and mechanism are one family; an abstract that names both at the top level expects both."""
    keys = [
        theme.key
        for theme in themes_of_abstract(review_of("We clarify the concept, and we analyze the mechanism."), ())
    ]
    assert keys == ["concept", "mechanism"]


def test_a_theme_quotes_the_sentence_that_named_it() -> None:
    """The source of a theme is in the abstract, word for word."""
    abstract = "Much is known. We analyze barriers and discuss strategies."
    themes = themes_of_abstract(review_of(abstract), ())
    assert themes
    assert all(theme.source in abstract for theme in themes)


def test_seed_terms_come_in_both_languages() -> None:
    """A theme named in English finds Chinese records, too, and the other way round."""
    (english, *_) = themes_of_abstract(review_of("We analyze barriers and discuss strategies."), ())
    (chinese, *_) = themes_of_abstract(review_of("本文分析了困境，提出了对策。", "zh"), ())
    for theme in (english, chinese):
        assert "困境" in theme.seed_terms
        assert "obstacle" in theme.seed_terms


TOPIC = "We explore the challenges of school gardens and the strategies for school gardens."


@pytest.mark.parametrize(("n_with", "n_all", "is_theme"), [(4, 10, True), (2, 10, False), (10, 10, False)])
def test_a_topic_is_a_theme_where_some_records_bear_it_out(n_with: int, n_all: int, *, is_theme: bool) -> None:
    """What aspects are said of is a theme if enough records name it, and none if nearly all do."""
    titles = [f"Title {i} of school gardens" if i < n_with else f"Title {i} of rivers" for i in range(n_all)]
    themes = themes_of_abstract(review_of(TOPIC), make_documents(corpus_of(titles)))
    assert ("school-gardens" in {theme.key for theme in themes}) == is_theme


def test_the_subject_of_the_review_is_no_topic() -> None:
    """Words of the review's own title name what all its records are about."""
    titles = [f"Title {i} of {'school gardens' if i < 4 else 'rivers'}" for i in range(10)]
    themes = themes_of_abstract(review_of(TOPIC, title="School gardens"), make_documents(corpus_of(titles)))
    assert "school-gardens" not in {theme.key for theme in themes}


@given(st.text(max_size=200), st.sampled_from(["en", "zh"]))
def test_any_abstract_can_be_read(abstract: str, language: LanguageCode) -> None:
    """No text breaks the reading; what is found is distinct and has a label and seed terms."""
    themes = themes_of_abstract(review_of(abstract, language), ())
    assert len({theme.key for theme in themes}) == len(themes) <= 12
    assert all(theme.label and theme.seed_terms for theme in themes)


@given(
    st.lists(
        st.sampled_from(GRAMMAR),
        max_size=25,
    )
)
def test_words_of_the_grammar_in_any_order_can_be_read(words: list[str]) -> None:
    """Broken sentences of the reporting words themselves are read without an error, too."""
    for language in ("en", "zh"):
        for clause in read_clauses(" ".join(words), language):
            assert clause.items or clause.elaborations


def test_an_abstract_on_one_aspect_is_no_framework() -> None:
    """One theme alone would hold every record: then there is none, with the reason."""
    framework = read_framework(Config(), corpus_of(["Title one"], review_of("We analyze barriers.")), ())
    assert (framework.origin, framework.themes, framework.why.code) == ("none", (), "no-framework-named")


def test_no_abstract_and_no_wish_for_one_are_reasons() -> None:
    """Without a review there is no framework, nor where none is asked for."""
    corpus = corpus_of(["Title one"])
    assert read_framework(Config(), corpus, ()).why.code == "no-framework-abstract"
    asked = read_framework(Config(framework="none"), corpus_of(["Title one"], review_of(TOPIC)), ())
    assert (asked.why.code, asked.themes) == ("no-framework-asked", ())


def test_the_lexicon_of_aspects_is_clean() -> None:
    """No head is excluded by its own family, every list is a list of texts, and every family has both languages."""
    for family in read_lexicon("aspects")["family"]:
        heads = [term for group in family["group"] for terms in group["heads"].values() for term in terms]
        assert all(isinstance(term, str) and normalize(term) for term in heads)
        assert not set(heads) & set(family.get("excluded", []))
        assert all(group["heads"].keys() == {"en", "zh"} for group in family["group"])


@pytest.mark.skipif(not SHARED.joinpath("seed").is_dir(), reason="the shared page is not beside this repository")
def test_the_shared_page_names_its_four_themes() -> None:
    """The journal page that the project is measured on expects exactly these themes."""
    from synth.dedupe import deduplicate
    from synth.readers import read_sources

    corpus = deduplicate(read_sources(sorted(SHARED.joinpath("seed").glob("*.txt"))[:1]))
    framework = read_framework(Config(), corpus, make_documents(corpus))
    assert [theme.label for theme in framework.themes] == [
        "Relationship",
        "Challenges",
        "Countermeasures",
        "Vocational education",
    ]


# --------------------------------------------------------------------------------------------------------- the file

GOOD = """
[[theme]]
name = "Challenges"
name_zh = "困境"
en = ["obstacle", "constraint"]
zh = ["挑战"]
hints = ["gap"]
exclude = ["challenge cup"]

[[theme]]
name = "Ways out"
"""


def framework_of(text: str | bytes, folder: Path, corpus: Corpus | None = None) -> Framework:
    """Read a framework file with this content."""
    path = folder / "themes.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_framework(Config(framework=str(path)), corpus or corpus_of(["Title one"]), ())


def test_a_file_names_the_themes(tmp_path: Path) -> None:
    """Names, seed terms in both languages, hints and exclusions come as they are written, in order."""
    framework = framework_of(GOOD, tmp_path)
    first, second = framework.themes
    assert (framework.origin, dict(framework.why.values)) == ("file", {"file": "themes.toml"})
    assert (first.key, first.label) == ("challenges", "Challenges")
    assert first.seed_terms == ("Challenges", "困境", "obstacle", "constraint", "挑战")
    assert (first.hint_terms, first.excluded_terms) == (("gap",), ("challenge cup",))
    assert (second.key, second.seed_terms) == ("ways-out", ("Ways out",))


def test_a_chinese_corpus_has_chinese_labels(tmp_path: Path) -> None:
    """The Chinese name is the label where most records are Chinese; the key stays."""
    first, second = framework_of(GOOD, tmp_path, corpus_of(["题目一"])).themes
    assert (first.key, first.label, second.label) == ("challenges", "困境", "Ways out")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Editors that begin UTF-8 with a mark write frameworks, too."""
    assert len(framework_of(b"\xef\xbb\xbf" + GOOD.encode(), tmp_path).themes) == 2


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("", "themes.toml", "no [[theme]]"),
        ("theme = 3", "themes.toml", "no [[theme]]"),
        ("theme = [1]", "theme 1", "no name"),
        ('[[theme]]\nen = ["work"]', "theme 1", "no name"),
        ('[[theme]]\nname = "  "', "theme 1", "no name"),
        ('[[theme]]\nname = "A"\ncolour = "red"', "theme 1", "unknown key 'colour'"),
        ('[[theme]]\nname = "A"\n[[theme]]\nname = "a"', "themes.toml", "'a'"),
        ('[[theme]]\nname = "A"\nen = "work"', "theme 1", "'en' is no list"),
        ('[[theme]]\nname = "A"\nen = [1]', "theme 1", "'en' is no list"),
        ('[[theme]]\nname = "A"\nname_zh = 1', "theme 1", "'name_zh' is no text"),
        ("[[theme]\nname", "themes.toml", "no TOML"),
        ("a = " + "[" * 5000, "themes.toml", "no TOML"),
        ('[[theme]]\nname = "困境"'.encode("gb18030"), "themes.toml", "no TOML in UTF-8"),
    ],
)
def test_what_is_no_framework_is_said_with_place_and_remedy(
    text: str | bytes, place: str, what: str, tmp_path: Path
) -> None:
    """A bad file is a usage error in one line that names the theme and how to mend it."""
    with pytest.raises(UsageError) as raised:
        framework_of(text, tmp_path)
    error = raised.value
    assert place in error.where
    assert what in error.what
    assert error.fix
    assert "\n" not in str(error)


def test_a_missing_file_and_a_folder_are_said_with_a_remedy(tmp_path: Path) -> None:
    """What cannot be opened is named, and what else may be given."""
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(SourceMissingError) as raised:
            read_framework(Config(framework=str(path)), corpus_of(["Title one"]), ())
        assert path.name in raised.value.where
        assert "'none'" in raised.value.fix


@given(st.text(max_size=80))
def test_any_text_is_a_framework_or_a_clear_error(text: str) -> None:
    """Whatever a file holds, it is read or refused in one line."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            outcome = framework_of(text.encode("utf-8", "replace"), Path(folder)).why.code
        except SynthError as error:
            outcome = str(error)
    assert outcome
    assert "\n" not in outcome


SHIPPED = sorted((ROOT / "data" / "frameworks").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_frameworks_are_good(path: Path) -> None:
    """Each shipped framework has both languages, and no seed term serves two of its themes."""
    themes = read_framework(Config(framework=str(path)), corpus_of(["题目一"]), ()).themes
    seeds = [normalize(term) for theme in themes for term in dict.fromkeys(map(normalize, theme.seed_terms))]
    assert len(themes) > 1
    assert sorted(seeds) == sorted(set(seeds))
    assert all(any(term[:1] > "⺀" for term in theme.seed_terms) for theme in themes)
    assert all(any(term.isascii() for term in theme.seed_terms) for theme in themes)


def test_a_framework_is_shipped() -> None:
    """There is at least the one for reviews of the sample's kind."""
    assert "education-industry.toml" in [path.name for path in SHIPPED]


# --------------------------------------------------------------------------------------------------------- the hits

THEMES = expect(
    theme_of("Challenges", "challenge", "困境", hints=("gap",), excluded=("challenge cup",)),
    theme_of("Factors", "factor", "risk factor", "因素"),
)


def hits_of(title: str, framework: Framework = THEMES, abstract: str = "") -> list[Hit]:
    """Return the hits in a record."""
    return list(find_hits(framework, make_documents(corpus_of([title], abstract=abstract))))


def test_hits_know_their_place_and_their_number() -> None:
    """Title and abstract are told apart, and repeats are counted."""
    found = hits_of("Challenges at school", abstract="A challenge, and challenges again.")
    assert [(hit.term, hit.place, hit.count) for hit in found] == [("challenge", "title", 1), ("challenge", "body", 2)]
    assert found[0].surface == "challenges"


def test_hints_are_marked_as_hints() -> None:
    """A hint is found like a seed term, and graded lower."""
    assert [(hit.term, hit.grade) for hit in hits_of("A gap and a challenge")] == [
        ("gap", "hint"),
        ("challenge", "seed"),
    ]


def test_excluded_terms_hide_what_is_inside_them() -> None:
    """A challenge cup is no challenge; the challenge beside it is one."""
    assert hits_of("The challenge cup") == []
    assert [hit.count for hit in hits_of("The challenge cup as a challenge")] == [1]


def test_the_longest_term_wins() -> None:
    """A factor inside a risk factor is not counted twice; one that stands alone is."""
    assert [hit.term for hit in hits_of("Risk factors at school")] == ["risk factor"]
    assert sorted(hit.term for hit in hits_of("Risk factors and other factors")) == ["factor", "risk factor"]


def test_both_languages_are_searched() -> None:
    """A Chinese title mentions a theme that an English framework expects."""
    assert [hit.theme_key for hit in hits_of("乡村学校的困境与影响因素")] == ["challenges", "factors"]


def test_a_theme_that_no_record_mentions_has_no_hit() -> None:
    """Nothing is found where nothing is said, and an empty theme breaks nothing."""
    assert hits_of("Rivers and floods") == []
    assert hits_of("Rivers", expect(theme_of("…", "…"))) == []
    assert find_hits(THEMES, ()) == ()


@given(st.lists(st.sampled_from(["risk", "factor", "challenge", "cup", "gap", "of", ","]), max_size=12))
def test_every_hit_is_written_in_the_title(words: list[str]) -> None:
    """The surface, the phrase around it and what it is said of all stand in the title."""
    title = " ".join(words) or "title"
    for hit in hits_of(title):
        assert hit.surface in title
        assert hit.surface in hit.phrase
        assert hit.phrase in title
        assert hit.said_of in title


# ------------------------------------------------------------------------------------------------------ the phrases


def phrase_and_object(text: str, term: str) -> tuple[str, str]:
    """Return the noun phrase around a term and what it is said of."""
    tokens = tokenize(text)
    (_, start, end), *_ = TermFinder([normalize(term)]).spans(tokens)
    first, last = noun_phrase(tokens, start, end)
    return join_surfaces(tokens[first:last]), said_of(tokens, first, last)


@pytest.mark.parametrize(
    ("text", "term", "phrase", "of"),
    [
        ("The inner logic of school gardens", "logic", "inner logic", "of school gardens"),
        ("Inner logic, main barriers and ways of school gardens", "logic", "inner logic", "of school gardens"),
        ("Coupling between schools and firms in 2020", "coupling", "coupling", "between schools and firms"),
        ("Strategies for cultivating", "strategy", "strategies", ""),
        ("Barriers: a view of schools", "barrier", "barriers", ""),
        ("学校菜地的内在逻辑与实践路径", "逻辑", "内在逻辑", "学校菜地"),
        ("学校菜地的内在逻辑与实践路径", "路径", "实践路径", "学校菜地"),
        ("逻辑与路径", "路径", "路径", ""),
    ],
)
def test_a_hit_stands_in_a_phrase_that_is_said_of_something(text: str, term: str, phrase: str, of: str) -> None:
    """The words beside a hit belong to it, and "of" or 的 leads to what they are said of, past what is coordinated."""
    assert phrase_and_object(text, term) == (phrase, of)


def test_a_seed_noun_is_not_hit_by_a_verb_form() -> None:
    """The verb "measured" is no mention of measures, and "training" is one of training."""
    framework = expect(theme_of("Measures", "measure"), theme_of("Training", "training"))
    documents = make_documents(corpus_of(["Plants measured in spring", "Measures in schools", "Training of teachers"]))
    assert [(hit.record_id, hit.surface) for hit in find_hits(framework, documents)] == [
        ("r2", "measures"),
        ("r3", "training"),
    ]


def test_what_is_pointed_out_at_the_end_is_no_theme() -> None:
    """Shortcomings that "are pointed out" close an abstract and announce nothing."""
    abstract = (
        "This paper clarifies the connotation of literacy and summarizes the paths. Finally, the shortcomings of "
        "existing research are pointed out and future research directions are proposed."
    )
    labels = [theme.label for theme in themes_of_abstract(review_of(abstract), ())]
    assert labels == ["Connotation", "Paths"]


@pytest.mark.parametrize(
    ("abstract", "labels"),
    [
        (
            "It elaborates on the theoretical basis and proposes strategies from the perspectives of staff and pupils.",
            ["Theoretical basis", "Strategies"],
        ),
        ("This paper discusses reform from the aspects of connotation and path.", ["Connotation", "Path"]),
        (
            "This study sorts out the status, analyzes the factors, and puts forward suggestions for future research.",
            ["Status", "Factors"],
        ),
        ("The study explores the coupling of both, reviews measurement methods.", ["Coupling", "Methods"]),
    ],
)
def test_lists_perspectives_and_outlooks(abstract: str, labels: list[str]) -> None:
    """A list of aspects is one unless several verbs announce more; what is said of future research is no theme."""
    assert [theme.label for theme in themes_of_abstract(review_of(abstract), ())] == labels


def test_a_short_chinese_phrase_is_the_label() -> None:
    """The abstract's own term of art names the theme, not the bare aspect noun."""
    review = review_of("本文首先阐释其内在机理，其次剖析面临的现实挑战，最后归纳应对策略。", "zh")
    assert [theme.label for theme in themes_of_abstract(review, ())] == ["内在机理", "现实挑战", "应对策略"]
