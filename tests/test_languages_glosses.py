"""English glosses of Chinese terms, and the table they come from."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files

import pytest
from build_glosses import make_table
from hypothesis import given
from hypothesis import strategies as st

from synth.languages import is_han, tokenize
from synth.languages.glosses import gloss, terms, weigh

# Two lines as the dictionary writes them, and made-up ones for what else it does.
ENTRIES = """\
# a comment
職業 职业 [zhi2 ye4] /occupation; profession/vocation/
試 试 [shi4] /to test/(archaic) to employ/CL:個|个[ge4]/
張 张 [Zhang1] /surname Zhang/
張 张 [zhang1] /to open up/classifier for flat objects/
甲乙 甲乙 [jia3 yi3] /variant of 丙丁[bing3 ding1]/see also 丙丁[bing3 ding1]/
丙 丙 [bing3] /to go from place to place/flow; current/
北京 北京 [Bei3 jing1] /Beijing, capital of a country with a very long official name/
丁 丁 [ding1] /(old) a man/
AA制 AA制 [A A zhi4] /to split the bill/
"""


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """Return the table made of the entries."""
    return dict(line.split("\t") for line in make_table(ENTRIES.splitlines()).splitlines())


def test_glosses_are_lemmas_apart_by_semicolons(made: dict[str, str]) -> None:
    """A word keeps its glosses in order, each in the form that English texts are counted under."""
    assert made["职业"] == "occupation;profession;vocation"
    assert made["北京"] == "beijing"


def test_what_is_no_meaning_is_left_out(made: dict[str, str]) -> None:
    """Classifiers, surnames, variants and cross-references give no gloss; dated senses only where there is no other."""
    assert made["试"] == "test"
    assert made["张"] == "open"
    assert "甲乙" not in made
    assert made["丁"] == "man"


def test_a_gloss_of_function_words_comes_last(made: dict[str, str]) -> None:
    """What is left of "to go from place to place" says less than a plain noun."""
    assert made["丙"].split(";")[-1] == "place"


def test_traditional_characters_lead_to_simplified_ones(made: dict[str, str]) -> None:
    """A character that only traditional texts use points to its simplified form."""
    assert made["職"] == "=职"
    assert "职" not in made
    assert "AA制" not in made


def test_the_table_that_ships_is_well_formed() -> None:
    """Rows are sorted and distinct; a word has up to four glosses of up to four lemmas, or points to a character."""
    text = gzip.decompress((files("synth") / "models" / "glosses.tsv.gz").read_bytes()).decode("utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    words = [word for word, _ in rows]
    assert len(words) > 100_000
    assert words == sorted(set(words))
    assert all(is_han(word) for word in words)
    row = re.compile(r"=.|[^ ;=]+(?: [^ ;=]+){0,3}(?:;[^ ;=]+(?: [^ ;=]+){0,3}){0,3}")
    assert [listed for _, listed in rows if not row.fullmatch(listed)] == []


def test_the_list_of_research_terms_is_well_formed() -> None:
    """Each line is a Chinese term, a tab and English renderings; no term stands twice."""
    text = (files("synth") / "wordlists" / "field_terms.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert [row for row in rows if len(row) != 2 or not is_han(row[0]) or not row[1].isascii()] == []
    assert len({term for term, _ in rows}) == len(rows)
    assert all(gloss(term) for term, _ in rows)


@pytest.mark.parametrize(
    ("term", "lemma"),
    [
        ("教师", "teacher"),
        ("新质生产力", "productive"),
        ("产教融合", "integration"),
        ("扎根理论", "theory"),
        ("产教融合共同体", "community"),
        ("教師發展", "teacher"),
        ("区块链技术", "blockchain"),
    ],
)
def test_terms_are_glossed(term: str, lemma: str) -> None:
    """Words, research terms, compounds that no list has and traditional characters all have a gloss."""
    assert lemma in dict(gloss(term))


def test_several_renderings_share_the_weight() -> None:
    """Of "artificial; man-made thing" each rendering counts a half, however many words it has."""
    assert weigh([["artificial"], ["man", "thing"]]) == (("artificial", 0.5), ("man", 0.25), ("thing", 0.25))
    assert weigh([]) == ()


def test_what_is_unknown_has_no_gloss() -> None:
    """Nothing is made up for a word that no list has, nor for no word."""
    assert gloss("䶮䶮") == ()
    assert gloss("") == ()


def test_a_latin_term_is_its_own_gloss() -> None:
    """An English term needs no dictionary."""
    assert gloss("deep learn") == (("deep learn", 1.0),)


def test_what_the_corpus_taught_comes_first() -> None:
    """A learned term takes precedence, also as a part of a compound."""
    learned = {"教师": (("lecturer", 1.0),)}
    assert gloss("教师", learned) == (("lecturer", 1.0),)
    assert "lecturer" in dict(gloss("教师共同体", learned))


@given(st.text(alphabet="教师学校产融合发展職業生力䶮新质的", max_size=12))
def test_weights_sum_to_one(word: str) -> None:
    """Weights of any word's gloss are positive, heaviest first, of distinct lemmas, and sum to 1."""
    found = gloss(word)
    assert len(dict(found)) == len(found)
    assert all(weight > 0 for _, weight in found)
    assert [weight for _, weight in found] == sorted((weight for _, weight in found), reverse=True)
    assert not found or sum(weight for _, weight in found) == pytest.approx(1)


def test_adjacent_words_make_the_longest_known_term() -> None:
    """产教|融合 is one term of two words; punctuation parts terms."""
    assert ("产教融合", 2) in list(terms(tokenize("职业教育产教融合的路径")))
    assert "产教融合" not in dict(terms(tokenize("产教，融合")))


@given(st.text(alphabet="职业教育产融合的路径与深度学习，a b", max_size=30))
def test_no_word_is_lost_or_counted_twice(text: str) -> None:
    """Whatever terms are made of them, the words of a text are all there."""
    tokens = tokenize(text)
    assert sum(n_words for _, n_words in terms(tokens)) == sum(token.role == "word" for token in tokens)
