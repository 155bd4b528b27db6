"""Tokenising by distinct stretches and by parts of a dictionary gives what spaCy and jieba give text by text."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from synth.languages import chinese, english, index_terms, tokenize
from synth.languages.scripts import is_han, split_runs

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("data/samples", "tests/data", "docs", "src/synth/wordlists")
# Contractions, abbreviations, units, addresses and marks that spaCy has rules for.
STRETCHES = [
    *(
        "don't",
        "cannot",
        "gonna",
        "U.S.",
        "A",
        "B.",
        "x-",
        "-y",
        "e-mail",
        "state-of-the-art",
        "-",
        "--",
        "——",
        "’",
        "'",
    ),
    *("10km", "(2019)", "[1]", "1,000.5%", "£5", "C++", "http://a.org/b", "a.b@c.org", "“quoted”", "»", "end."),
    *("Über", "naïve", "αβ"),
]
BLANKS = ["", " ", "  ", "\n", " \n", "\n ", "\t"]


@cache
def shipped_texts() -> tuple[str, ...]:
    """Return every line of the samples, the test pages, the documents and the word lists."""
    paths = [path for name in FOLDERS for path in sorted((ROOT / name).rglob("*"))]
    texts = [path.read_text("utf-8") for path in paths if path.suffix in {".txt", ".toml", ".md"}]
    lines = dict.fromkeys(line for text in texts for line in text.split("\n"))
    return tuple(unicodedata.normalize("NFKC", line) for line in lines)


def shipped_runs(script: str) -> list[str]:
    """Return the runs of one script in what ships."""
    return list(dict.fromkeys(run for text in shipped_texts() for kind, run in split_runs(text) if kind == script))


# -------------------------------------------------------------------------------------------------------------- English


@cache
def spacy_tokenizer() -> Tokenizer:
    """Return spaCy's English tokenizer as spaCy makes it."""
    import spacy

    return spacy.blank("en").tokenizer


def pieces_of_spacy(text: str) -> list[tuple[str, str]]:
    """Return spaCy's pieces of a whole text, with the blank after each; white space as an empty piece."""
    doc = spacy_tokenizer()(english._LONG_RUN.sub(r"\g<0> ", text))
    return [("", "") if piece.text.isspace() else (piece.text, piece.whitespace_) for piece in doc]


def test_the_pieces_of_all_that_ships_are_those_of_spacy() -> None:
    """Whole texts, each split at once by spaCy, give the same pieces as their stretches split one by one."""
    runs = shipped_runs("other")
    assert len(runs) > 1000
    assert [run for run in runs if list(english._pieces(run)) != pieces_of_spacy(run)] == []


@given(st.lists(st.tuples(st.sampled_from(BLANKS), st.sampled_from(STRETCHES)), max_size=8), st.sampled_from(BLANKS))
def test_the_pieces_of_awkward_texts_are_those_of_spacy(parts: list[tuple[str, str]], end: str) -> None:
    """Contractions, units, addresses, hyphens and any white space between and around them are split as spaCy does."""
    text = "".join(blank + stretch for blank, stretch in parts) + end
    assert list(english._pieces(text)) == pieces_of_spacy(text)


@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12))
def test_words_of_plain_letters_are_split_by_exceptions_only(word: str) -> None:
    """What is taken for whole without asking spaCy is whole for spaCy."""
    assert list(english._pieces(word)) == pieces_of_spacy(word)


def test_the_exceptions_of_spacy_are_split() -> None:
    """Every exception that spaCy knows, plain letters or not, is split as spaCy splits it."""
    exceptions = [word for word in spacy_tokenizer().rules if not word.isspace()]
    assert len(exceptions) > 1000
    assert [word for word in exceptions if list(english._pieces(word)) != pieces_of_spacy(word)] == []


def test_punctuation_of_chinese_titles_stands_alone() -> None:
    """Marks in any order, with a number between them or none, are parted without spaCy as spaCy parts them."""
    marks = "—“”《》、:,?!"
    some = ["".join(chosen) for size in (0, 1, 2) for chosen in itertools.product(marks, repeat=size)]
    stretches = [f"{one}{number}{other}" for one in some[:40] for number in ("", "2018") for other in some][1:]
    assert all(english._MARKED_NUMBER.fullmatch(stretch) for stretch in stretches)
    assert [one for one in stretches if list(english._pieces(one)) != pieces_of_spacy(one)] == []
    assert english._MARKED_NUMBER.fullmatch(":3") is None


def test_the_lemma_table_is_that_of_spacy() -> None:
    """The table that is read directly holds what spaCy's lookups give."""
    from spacy.lookups import load_lookups

    table = load_lookups("en", ["lemma_lookup"]).get_table("lemma_lookup")
    lemmas = english._lemmas()
    assert len(lemmas) == len(table)
    assert all(table[word] == lemma for word, lemma in lemmas.items())


def test_what_was_tokenised_before_has_no_influence() -> None:
    """A text gives the same tokens to caches that are empty as to caches that other texts have filled."""
    texts = [text for text in shipped_texts() if text][::40]
    warm = [tokenize(text) for text in texts]
    for i, text in enumerate(texts):
        for function in (english._split, english._make_token, english._lowered, chinese._make_token):
            function.cache_clear()
        assert tokenize(text) == warm[i]


def test_only_the_first_word_of_a_sentence_is_lowered() -> None:
    """A word that stands first and again later keeps its capital there, though both are the same token."""
    written = "Deep nets are deep and so is a Deep belief net in this and every other year"
    assert [token.surface for token in tokenize(written) if token.text == "deep"] == ["deep", "deep", "Deep"]
    written = "The Web grows: what the Web needs and what it gives to those who read"
    assert [token.surface for token in tokenize(written) if token.text == "web"] == ["web", "Web"]


IMPORT_PROBE = """
import sys
from synth.languages import tokenize
print(len(tokenize("新质生产力——“十四五”2035年:综述?《评论》、书评 (上)")), "spacy" in sys.modules)
"""


def test_dashes_and_years_in_chinese_titles_do_not_load_spacy() -> None:
    """A Chinese title with its usual punctuation and a year is tokenised without the English tokenizer."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", IMPORT_PROBE]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - our own program
    count, loaded = done.stdout.split()
    assert int(count) > 10
    assert loaded == "False"


# -------------------------------------------------------------------------------------------------------------- Chinese


@cache
def jieba_tokenizer() -> Any:  # noqa: ANN401 - jieba ships no types
    """Return jieba's tokenizer with the whole dictionary parsed by jieba itself."""
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def test_the_words_of_all_that_ships_are_those_of_jieba() -> None:
    """Every Chinese run that ships is cut as jieba cuts it with its whole dictionary."""
    segmenter = chinese._Segmenter()
    runs = shipped_runs("han")
    assert len(runs) > 1000
    assert [run for run in runs if list(segmenter.words(run)) != jieba_tokenizer().lcut(run)] == []


def test_the_words_of_the_dictionary_are_those_of_jieba() -> None:
    """Strings made of neighbouring entries of the dictionary, from its start to its end, are cut as jieba cuts them."""
    entries = [word for word in jieba_tokenizer().FREQ if is_han(word)][::97]
    runs = ["".join(entries[i : i + 4]) for i in range(0, len(entries), 4)]
    assert [run for run in runs if list(chinese._segmenter().words(run)) != jieba_tokenizer().lcut(run)] == []


@settings(max_examples=200)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12))
def test_the_words_of_rare_characters_are_those_of_jieba(run: str) -> None:
    """Characters that hardly meet in a text are cut as jieba cuts them."""
    assert list(chinese._segmenter().words(run)) == jieba_tokenizer().lcut(run)


def test_the_parsed_part_of_the_dictionary_agrees_with_jieba() -> None:
    """The sum of the frequencies is jieba's, and so is each frequency that a text has called for."""
    segmenter = chinese._Segmenter()
    list(segmenter.words("产教融合共同体的内在逻辑与实践路径"))
    assert jieba_tokenizer().total == chinese._TOTAL
    assert 0 < len(segmenter._frequencies) < 1000
    assert all(jieba_tokenizer().FREQ[word] == frequency for word, frequency in segmenter._frequencies.items())


def test_the_words_inside_a_word_are_those_of_the_search_mode() -> None:
    """Sub-words come in the order in which jieba gives them to a search engine."""
    segmenter = chinese._segmenter()
    for run in shipped_runs("han"):
        found = [part for word in segmenter.words(run) for part in (*segmenter.words_within(word), word)]
        assert found == jieba_tokenizer().lcut_for_search(run)


# ---------------------------------------------------------------------------------------------------------- index terms


def index_terms_of(written: str) -> list[tuple[str, ...]]:
    """Return the index terms of each token of a text."""
    return [index_terms(token) for token in tokenize(written)]


def test_an_english_word_counts_as_its_lemma() -> None:
    """Function words, numbers and punctuation count for nothing."""
    assert index_terms_of("Pathways of 20 schools.") == [("pathway",), (), (), ("school",), ()]


def test_a_chinese_word_counts_as_itself_its_words_and_its_characters() -> None:
    """Each part counts once, in a settled order; a character that is a function word does not count."""
    assert index_terms_of("心理学") == [("心理学", "心理", "理学", "心", "理", "学")]
    assert index_terms_of("人人平等") == [("人人平等", "人人", "人平", "平等", "人", "平")]
    assert index_terms_of("存在主义") == [("存在主义", "主义", "存", "主", "义")]


def test_single_characters_count_unless_they_are_function_words() -> None:
    """A character with a meaning counts, though it is no term for a label."""
    tokens = [token for character in "茶癌马的与" for token in tokenize(character)]
    assert {token.role for token in tokens} == {"stop"}
    assert [index_terms(token) for token in tokens] == [("茶",), ("癌",), ("马",), (), ()]


def test_a_chinese_function_word_counts_for_nothing() -> None:
    """Neither the word nor its characters count, and it does not count inside another word."""
    assert index_terms_of("研究") == [()]
    assert index_terms_of("研究生") == [("研究生", "研", "究", "生")]


@settings(max_examples=200)
@given(st.text(st.sampled_from("产教融合职业教育路径困境对策机制研究的与茶癌AIml 2020,-"), max_size=30))
def test_index_terms_are_parts_of_their_token(written: str) -> None:
    """Whatever counts is the token itself or stands in it, once."""
    for token in tokenize(written):
        terms = index_terms(token)
        assert len(set(terms)) == len(terms)
        assert all(term in token.text for term in terms)
        assert token.role != "word" or terms[0] == token.text
