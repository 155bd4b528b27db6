"""Tokens, normal forms, terms in tokens, and word lists."""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest
from corpora import corpus_of
from fakes import fake_record
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.datatypes import Corpus, Reason
from synth.languages import (
    TermFinder,
    explain,
    is_fragment,
    join_surfaces,
    make_documents,
    make_key,
    normalize,
    read_lexicon,
    read_words,
    tokenize,
)
from synth.languages.scripts import is_han, split_runs

ROOT = Path(__file__).resolve().parent.parent
LETTERS = st.text(st.characters(categories=("L", "N", "P", "Z")), max_size=60)
LATIN_WORDS = st.text("abcdefghilmnoprstuy", min_size=2, max_size=12)
HAN_WORDS = st.text("产教融合职业教育路径困境对策机制研究的与", min_size=1, max_size=8)


def texts(written: str, *roles: str) -> list[str]:
    """Return the normal forms of a text's tokens that have one of the roles."""
    return [token.text for token in tokenize(written) if token.role in roles]


def surfaces(written: str) -> list[str]:
    """Return the written forms of a text's words."""
    return [token.surface for token in tokenize(written) if token.role == "word"]


# ------------------------------------------------------------------------------------------------------------ scripts


@given(LETTERS)
def test_runs_of_one_script_lose_nothing(text: str) -> None:
    """The runs of a text, put together again, are the text, and neighbours differ in script."""
    runs = list(split_runs(text))
    assert "".join(run for _, run in runs) == text
    assert all(one[0] != other[0] for one, other in itertools.pairwise(runs))
    assert all((script == "han") == is_han(run) for script, run in runs)


def test_rare_han_characters_are_han() -> None:
    """Extension A, compatibility and supplementary ideographs belong to the script; kana do not."""
    assert [script for script, _ in split_runs("㐀豈𠀀")] == ["han"]
    assert not is_han("カ")
    assert not is_han("")


# ------------------------------------------------------------------------------------------------------------- tokens


def test_mixed_text_keeps_its_words_apart() -> None:
    """Latin words inside Chinese text stay words of their own."""
    assert texts("基于 deep learning 的文本聚类", "word") == ["deep", "learn", "文本", "聚类"]
    assert texts("基于deep learning的文本聚类", "word") == ["deep", "learn", "文本", "聚类"]


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("pathways", "pathway"),
        ("strategies", "strategy"),
        ("analyses", "analysis"),
        ("children", "child"),
        ("settings", "setting"),
        ("meanings", "meaning"),
        ("Mechanisms", "mechanism"),
        ("DNAs", "DNA"),
    ],
)
def test_plural_and_singular_are_one_term(plural: str, singular: str) -> None:
    """A word and its plural have the same normal form."""
    assert normalize(plural) == normalize(singular)


def test_an_acronym_is_no_plural() -> None:
    """The final S of a word in capitals belongs to it, and its capitals are shown."""
    assert normalize("AIDS") == "aids"
    assert "AIDS" in surfaces("Treatment of AIDS in Adults")


def test_numbers_stop_words_and_punctuation_have_their_roles() -> None:
    """A number is no word, a function word is a stop, punctuation breaks a phrase."""
    roles = {token.surface: token.role for token in tokenize("Effects of 3.5 percent, in 2020")}
    assert roles == {
        "effects": "word",
        "of": "stop",
        "3.5": "number",
        "percent": "word",
        ",": "break",
        "in": "stop",
        "2020": "number",
    }


def test_a_hyphen_inside_a_compound_is_glue() -> None:
    """The parts of a compound are words; shown together they have their hyphen again."""
    tokens = tokenize("the industry-education integration")[1:]
    assert [token.text for token in tokens] == ["industry", "education", "integration"]
    assert join_surfaces(tokens) == "industry-education integration"


@pytest.mark.parametrize(
    "text", ["受体 HT3R 通道功能", "受体HT3R通道功能", "HT3R 通道", "deep learning 的文本", "的文本 deep-learning"]
)
def test_what_stood_between_the_scripts_is_glue(text: str) -> None:
    """Words of two scripts, shown together, have the blank between them that the text has, or none."""
    assert join_surfaces(tokenize(text)) == text


def test_title_case_is_lowered_and_proper_nouns_kept() -> None:
    """In Title Case a capital says nothing, except of acronyms, inner capitals and known proper nouns."""
    shown = surfaces("Productive Forces and the Pathways of PISA in China for mRNA")
    assert shown == ["productive", "forces", "pathways", "PISA", "China", "mRNA"]


def test_capitals_inside_a_sentence_are_kept() -> None:
    """Where most words are in lower case, a capital says something; only the first word is lowered."""
    shown = surfaces("Approaches to the theory of Vygotsky and what it explains to teachers")
    assert "Vygotsky" in shown
    assert shown[0] == "approaches"


def test_full_width_letters_are_letters() -> None:
    """Full-width forms count as the plain letters they stand for."""
    assert texts("ＰＩＳＡ ｄａｔａ", "word") == texts("PISA data", "word")


@given(st.lists(st.one_of(LATIN_WORDS, HAN_WORDS, st.sampled_from([",", "；", "2020", "(", "“"])), max_size=12))
def test_tokens_stand_in_reading_order(pieces: list[str]) -> None:
    """The written forms of the tokens occur in the text one after the other, and no letter is lost."""
    text = " ".join(pieces)
    place = 0
    lowered = unicodedata.normalize("NFKC", text).lower()
    for token in tokenize(text):
        place = lowered.index(token.surface.lower(), place) + len(token.surface)
    kept = "".join(token.surface for token in tokenize(text))
    assert sorted(c for c in kept.lower() if c.isalnum()) == sorted(c for c in lowered if c.isalnum())


@settings(max_examples=200)
@given(st.lists(st.one_of(LATIN_WORDS, HAN_WORDS), min_size=1, max_size=4))
def test_normal_forms_are_settled(words: list[str]) -> None:
    """The normal form of a normal form is itself."""
    form = normalize(" ".join(words))
    assert normalize(form) == form


@pytest.mark.parametrize("word", ["number", "better", "erasure", "erasures", "founded", "rankings", "candelabras"])
def test_normal_forms_of_words_that_the_lemma_table_leads_on_are_settled(word: str) -> None:
    """Words whose lemma has another lemma, even in a circle, still settle."""
    assert normalize(normalize(word)) == normalize(word)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("(" * 20_000, 1),
        ("的" * 64_000, 1),
        ("a" * 20_000, 1),
        ("a-" * 5_000, 1),
        ("产教融合" * 5_000, 5_000),
        ("\n" * 20_000, 0),
    ],
    ids=["brackets", "one character", "one letter", "hyphens", "one word", "line feeds"],
)
def test_long_runs_come_to_an_end(text: str, least: int) -> None:
    """Runs on which a segmenter is slow by nature are cut, and give tokens all the same."""
    assert len(tokenize(text)) >= least


def test_empty_and_blank_texts_have_no_token() -> None:
    """Nothing gives nothing."""
    assert tokenize("") == tokenize(" \n\t　") == ()


# ------------------------------------------------------------------------------------------------------------- terms


def spans_of(term: str, text: str) -> list[tuple[int, int]]:
    """Return where a term occurs in a text."""
    return [(start, end) for _, start, end in TermFinder([normalize(term)]).spans(tokenize(text))]


def test_a_han_term_is_found_across_words_but_not_in_their_halves() -> None:
    """对策 is no part of 相对|策略, 机制 is the second word of 体制|机制, 产教融合 is found however it is cut."""
    assert spans_of("对策", "相对策略") == []
    assert len(spans_of("机制", "体制机制")) == 1
    assert len(spans_of("产教融合", "职业教育产教融合共同体")) == 1


def test_a_latin_term_is_found_by_its_lemmas() -> None:
    """A phrase is found in any number and case, across hyphens, but not across other words."""
    assert spans_of("productive force", "New Quality Productive Forces") == [(2, 4)]
    assert spans_of("industry education", "Industry-Education Integration") == [(0, 2)]
    assert spans_of("productive force", "productive and strong forces") == []


@given(
    st.lists(st.sampled_from(["work", "school", "path", "of", ","]), max_size=10),
    st.sampled_from(["work", "school path"]),
)
def test_spans_are_where_the_words_are(words: list[str], term: str) -> None:
    """The finder finds exactly the places where the words follow each other."""
    tokens = tokenize(" ".join(words))
    size = len(term.split())
    wanted = [
        (i, i + size) for i in range(len(tokens)) if [token.text for token in tokens[i : i + size]] == term.split()
    ]
    assert [(start, end) for _, start, end in TermFinder([term]).spans(tokens)] == wanted


def test_no_token_no_term() -> None:
    """An empty text holds no term, and no term is found anywhere."""
    assert TermFinder(["work"]).spans(()) == []
    assert TermFinder([]).spans(tokenize("work")) == []


def test_fragments_are_whole_words() -> None:
    """A part of a phrase is a fragment, a part of a word is none; in Chinese any part is one."""
    assert is_fragment("force", "productive force")
    assert not is_fragment("for", "productive force")
    assert is_fragment("融合", "产教融合")
    assert is_fragment("force", "force")


# --------------------------------------------------------------------------------------------------------- documents


def test_documents_do_not_depend_on_the_order_of_the_source() -> None:
    """The same records in another order give the same documents in the same order."""
    records = corpus_of(["Title two", "题目三", "Title one"]).records
    one, other = (make_documents(Corpus(sources=(), records=order)) for order in (records, records[::-1]))
    assert one == other
    assert {document.record_id for document in one} == {record.id for record in records}


def test_abstract_and_keywords_are_the_body() -> None:
    """The body holds abstract and keywords, and no phrase runs over from one to the next."""
    record = fake_record(1, "Title one", abstract="Work at school", keywords=("path", "force"))
    (document,) = make_documents(Corpus(sources=(), records=(record,)))
    assert [token.text for token in document.body if token.role == "word"] == ["work", "school", "path", "force"]
    between = document.body[[token.text for token in document.body].index("path") + 1]
    assert between.role == "break"


# ------------------------------------------------------------------------------------------------------- word lists


@given(st.text(max_size=20))
def test_keys_are_plain(name: str) -> None:
    """A key is never empty, holds neither blanks nor capitals, and is its own key."""
    key = make_key(name)
    assert key
    assert key == "".join(key.split())
    assert make_key(key) == key


def test_comments_in_word_lists_are_no_words() -> None:
    """Every list has words; none of them is a comment."""
    for path in sorted((ROOT / "src" / "synth" / "wordlists").glob("*.txt")):
        words = read_words(path.stem)
        assert words, path.name
        assert not any("#" in word for word in words), path.name


def test_every_reason_is_told_in_both_languages() -> None:
    """The two languages know the same reasons and fill in the same values."""
    table = read_lexicon("reasons")
    assert table["en"].keys() == table["zh"].keys()
    asked = Reason(code="k-asked-too-many", values=(("n", 5), ("n_records", 2)))
    assert all(figure in explain(asked, language) for language in ("en", "zh") for figure in ("5", "2"))


def test_word_lists_are_toml() -> None:
    """Every table of words can be read."""
    for path in sorted((ROOT / "src" / "synth" / "wordlists").glob("*.toml")):
        assert read_lexicon(path.stem) == tomllib.loads(path.read_text("utf-8"))


# --------------------------------------------------------------------------------------------------- jieba's cache

CACHE_PROBE = """
import logging, os, sys, tempfile
seen = []
sys.addaudithook(lambda event, arguments: seen.append(str(arguments[0])) if event == "open" else None)
from synth.languages import tokenize
print([token.text for token in tokenize("产教融合的内在逻辑")])
print(any(path.endswith("jieba.cache") for path in seen))
"""


def test_the_shared_cache_of_the_segmenter_is_neither_read_nor_written(tmp_path: Path) -> None:
    """A cache file that someone left in the temporary folder is not opened, and none is made."""
    poisoned = tmp_path / "jieba.cache"
    poisoned.write_bytes(b"not a cache")
    before = hashlib.sha256(poisoned.read_bytes()).hexdigest()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    environment.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path)))
    command = [sys.executable, "-c", CACHE_PROBE]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - our own program
    words, opened = done.stdout.splitlines()
    assert "逻辑" in words
    assert opened == "False"
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
    assert hashlib.sha256(poisoned.read_bytes()).hexdigest() == before


def test_a_word_of_one_letter_and_a_hyphen_stays_whole() -> None:
    """The words "e-learning" and "t-tests" stay in one piece; other hyphens only join words."""
    texts = [token.text for token in tokenize("E-learning, t-tests and industry-education integration")]
    assert "e-learning" in texts
    assert "t-test" in texts
    assert "industry" in texts


@pytest.mark.parametrize(
    "notice",
    [
        "© 2021 Publisher A B.V. All rights reserved.",
        "(C) 2019 Publisher A. All rights reserved.",
        "Copyright 2020 Publisher A.",
    ],
)
def test_a_publishers_notice_is_no_content(notice: str) -> None:
    """What a publisher puts at the end of an abstract is not tokenised; the rest and the keywords are."""
    record = fake_record(1, "Title one", abstract=f"Roots grow (c) in soil. {notice}", keywords=("maize",))
    (document,) = make_documents(Corpus(sources=(), records=(record,)))
    words = {token.text for token in document.body}
    assert words >= {"root", "soil", "maize"}
    assert not words & {"right", "publisher", "copyright", "2021", "2019", "2020"}


def test_keywords_stand_apart_in_the_case_of_a_sentence() -> None:
    """A keyword's capitals say nothing, no phrase runs over its end, and the tags of indexers are no keywords."""
    keywords = ("Harm Reduction", "WATER", "PFAS", "Middle Aged", "Humans", "Australia")
    record = fake_record(1, "A title", abstract="An abstract without an end", keywords=keywords)
    (document,) = make_documents(Corpus(sources=(), records=(record,)))
    first = [token.role for token in document.body].index("break")
    tail = [token.surface for token in document.body[first:]]
    assert tail == [";", "harm", "reduction", ";", "water", ";", "PFAS", ";", "Australia"]
