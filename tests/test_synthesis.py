"""The synthesis: what every sentence owes to the records, in both languages."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import laws
import pytest
from corpora import NO_FRAMEWORK, PLANTS, SCHOOLS, STARS, Analysis, analyse, corpus_of, expect, review_of, theme_of
from fakes import fake_record
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import attributed, frame_of, occurs, own_claims, text_of

from synth.datatypes import (
    Cite,
    Claim,
    Corpus,
    Duplicate,
    Framework,
    LanguageCode,
    Link,
    Origin,
    Person,
    Problem,
    Reason,
    References,
    Section,
    Source,
    Table,
)
from synth.synthesis.chinese import ChineseProse
from synth.synthesis.english import EnglishProse
from synth.synthesis.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

FRAMEWORK = expect(
    theme_of("Growth", "growth", "root", "logic", "逻辑", hints=("soil", "运行")),
    theme_of("Spectra", "spectrum", "困境", "挑战"),
    theme_of("Clusters", "cluster", "路径", "对策"),
    theme_of("Rivers", "river"),
)
MANY = expect(
    *(
        theme_of(f"Theme{i}", word)
        for i, word in enumerate("abcdefghijklmnopqrstuvwxyzäöüß", 1)
        for word in [f"{word}{word}"]
    )
)
MANY_TITLES = [" and ".join(theme.seed_terms[0] for theme in MANY.themes[i : i + 3]) for i in range(len(MANY.themes))]
ODD_TITLES = (
    "“Roots” and 'growth': a “soil” question?",
    "Growth [of *maize*] in _dry_ `soil` | a table",
    "# Roots, growth & <b>soil</b> \\ $x$",
    "1. Growth of roots",
    "《困境》与“路径”：一项〈探究〉",
    "Growth of roots in " + "very " * 80 + "dry soil",
    "Growth {of} %s roots",
    "…",
)
PEOPLE = (
    (),
    (Person(family="Author", given="A"),),
    (Person(family="Author", given="B"), Person(literal="Writer {0}")),
    (Person(literal="作者甲"), Person(literal="作者乙"), Person(literal="作者丙")),
    (Person(),),
)
BOTH = pytest.mark.parametrize("framework", [NO_FRAMEWORK, FRAMEWORK], ids=["free", "anchored"])


def records_of(titles: Sequence[str]) -> Corpus:
    """Return a corpus of these titles by all kinds of authors, from several years or none."""
    return Corpus(
        sources=(),
        records=tuple(
            fake_record(
                i,
                title,
                *PEOPLE[i % len(PEOPLE)],
                year=(2019, 2020, 2020, None, 2024)[i % 5],
                language="zh" if title[:1] > "⺀" else "en",
            )
            for i, title in enumerate(titles, 1)
        ),
    )


def keep_laws(found: Analysis) -> None:
    """Check every law that holds for any corpus."""
    laws.keep_laws(found.write(), found.themes, found.records)


def theme_sections(found: Analysis) -> list[Section]:
    """Return the sections on the themes."""
    return laws.theme_sections(found.write(), found.themes)


# -------------------------------------------------------------------------------------------------------- the laws


CORPORA: dict[str, Sequence[str]] = {
    "English": [*PLANTS, *STARS],
    "Chinese": list(SCHOOLS) * 2,
    "mixed": [*PLANTS, *STARS, *SCHOOLS],
    "odd titles": ODD_TITLES,
    "odd and plain titles": [*ODD_TITLES, *PLANTS, *STARS],
    "one record": PLANTS[:1],
    "one Chinese record": SCHOOLS[:1],
    "two records": PLANTS[:2],
    "two Chinese records": SCHOOLS[:2],
    "no theme": ["Pianos", "Bridges", ""],
    "no theme in Chinese": ["钢琴", "桥梁", "的"],
    "many records": [
        f"{title} {place}" for place in ("at home", "and growth", "in theory", "") for title in (*PLANTS, *STARS)
    ],
    "many Chinese records": [f"{title}{place}" for place in ("的逻辑", "与困境", "及对策", "") for title in SCHOOLS],
}


@BOTH
@pytest.mark.parametrize("titles", CORPORA.values(), ids=CORPORA)
def test_the_laws_hold(titles: Sequence[str], framework: Framework) -> None:
    """Every sentence cites, every record is cited, quotations are in their records, and nothing is repeated."""
    keep_laws(analyse(records_of(titles), framework))


@settings(max_examples=30, deadline=None)
@given(
    titles=st.lists(st.sampled_from([*PLANTS, *STARS, *SCHOOLS, *ODD_TITLES, ""]), min_size=1, max_size=25),
    framework=st.sampled_from([NO_FRAMEWORK, FRAMEWORK]),
    k=st.integers(0, 5),
)
def test_the_laws_hold_for_any_list(titles: list[str], framework: Framework, k: int) -> None:
    """The same for any mixture, with repeats, in either language."""
    keep_laws(analyse(records_of(titles), framework, themes=k))


def test_thirty_themes_are_told() -> None:
    """Each of thirty themes has its section, and the laws hold."""
    found = analyse(records_of(MANY_TITLES), MANY)
    keep_laws(found)
    assert len(theme_sections(found)) == 30


def test_one_theme_is_told() -> None:
    """With one theme there is nothing to compare, and the laws hold in both languages."""
    for titles in (STARS, SCHOOLS):
        found = analyse(records_of(titles), themes=1)
        keep_laws(found)
        assert len(theme_sections(found)) == 1


@BOTH
@settings(max_examples=10, deadline=None)
@given(order=st.permutations(range(len(PLANTS + STARS + SCHOOLS))))
def test_another_order_tells_the_same_of_each_theme(order: list[int], framework: Framework) -> None:
    """With the records in another order each theme has the same records, and its heading stands in the same place."""
    records = records_of([*PLANTS, *STARS, *SCHOOLS]).records
    one, other = (
        analyse(Corpus(sources=(), records=chosen), framework) for chosen in (records, tuple(records[i] for i in order))
    )
    assert one.themes == other.themes
    assert one.write() == other.write()


# -------------------------------------------------------------------------------------------------------- the parts


def test_both_languages_can_say_the_same_things() -> None:
    """English and Chinese have every method that a language must have, and no other public one."""
    wanted = {name for name in vars(Prose) if not name.startswith("_")}
    for language in (EnglishProse, ChineseProse):
        assert {name for name in dir(language) if not name.startswith("_")} == wanted


def test_the_language_is_that_of_most_records() -> None:
    """Chinese records have a Chinese synthesis with Chinese stops, English ones an English one."""
    english, chinese = (analyse(records_of(titles)).write() for titles in (PLANTS, SCHOOLS))
    assert (english.language, chinese.language) == ("en", "zh")
    assert all(text_of(claim).endswith(".") for claim in english.claims)
    assert all(text_of(claim).endswith("。") for claim in chinese.claims)


@pytest.mark.parametrize("titles", [[*PLANTS, *STARS], SCHOOLS], ids=["English", "Chinese"])
def test_every_part_of_a_synthesis_is_there(titles: Sequence[str]) -> None:
    """An overview, the account of the reading, a section a theme, matrix, years, outline and references."""
    found = analyse(records_of(titles), FRAMEWORK)
    synthesis = found.write()
    told = [theme for theme in found.themes.themes if theme.memberships]
    assert len(synthesis.sections) == 9
    assert next(len(section.sections) for section in synthesis.sections if section.sections) == len(told)
    (last,) = synthesis.sections[-1].blocks
    assert isinstance(last, References)
    assert last.record_ids == tuple(record.id for record in found.corpus.records)
    assert synthesis.outline in synthesis.sections


@pytest.mark.parametrize("titles", [[*PLANTS, *STARS], SCHOOLS], ids=["English", "Chinese"])
def test_the_tables_agree_with_the_themes(titles: Sequence[str]) -> None:
    """The table of themes has a row a theme with its counts; the matrix has a row a record and a mark a membership."""
    found = analyse(records_of(titles), FRAMEWORK)
    tables = [block for section in found.write().sections for block in section.blocks if isinstance(block, Table)]
    themes, matrix = tables
    assert [row[2:4] for row in themes.rows] == [
        (str(len(theme.memberships)), str(len(theme.primary_ids))) for theme in found.themes.themes
    ]
    assert len(matrix.rows) == len(titles)
    assert all(len(row) == len(table.header) for table in tables for row in table.rows)
    marks = sum(str(cell).startswith(("●", "○")) for row in matrix.rows for cell in row)
    assert marks == sum(len(theme.memberships) for theme in found.themes.themes)
    mains = sum(str(cell).startswith("●") for row in matrix.rows for cell in row)
    assert mains == len(titles) - len(found.themes.unassigned)


@pytest.mark.parametrize(("language", "shown"), [("en", "Growth (生长)"), ("zh", "生长（Growth）")])
def test_a_second_label_stands_beside_the_first_in_the_table_of_themes(language: str, shown: str) -> None:
    """The name in the other language is shown once, in the brackets of the prose's language."""
    english = language == "en"
    theme = theme_of(*(("Growth", "growth", "生长") if english else ("生长", "生长", "growth")))
    found = analyse(records_of(PLANTS if english else [*SCHOOLS, "玉米根系的生长"]), expect(theme))
    tables = [block for section in found.write().sections for block in section.blocks if isinstance(block, Table)]
    assert tables[0].rows[0][0] == shown
    assert not any(shown in str(cell) for table in tables[1:] for cell in (*table.header, *table.rows[0]))


def test_a_long_list_has_no_matrix_as_a_table() -> None:
    """A table of hundreds of rows is not read: the figure and coverage.md have it."""
    found = analyse(records_of([f"{title} {i}" for i in range(12) for title in PLANTS]), FRAMEWORK)
    tables = [block for section in found.write().sections for block in section.blocks if isinstance(block, Table)]
    assert len(tables) == 1


def test_all_entries_are_accounted_for() -> None:
    """The conservation line has the numbers of the corpus, in either language."""
    for titles in (PLANTS, SCHOOLS):
        plain = records_of(titles)
        origin = Origin(source="list.txt", line=9)
        corpus = Corpus(
            sources=(),
            records=plain.records,
            duplicates=(
                Duplicate(record=fake_record(9, "Title nine"), kept_id="r1", reason=Reason(code="duplicate-title")),
            ),
            problems=(
                Problem(kind="unreadable", origin=origin, raw="?", reason="no title"),
                Problem(kind="unreadable", origin=origin, raw="??", reason="no title"),
                Problem(kind="doubtful", origin=origin, raw="???", reason="no entry"),
            ),
        )
        told = " ".join(text_of(claim) for claim in analyse(corpus).write().sections[1].claims)
        assert re.findall(r"\d+", told)[:4] == ["9", "2", "1", "6"]


def test_an_expected_theme_without_records_is_said_to_be_missing() -> None:
    """It has no section of its own, and the overview names it."""
    for titles, language in (([*PLANTS, *STARS], "en"), (SCHOOLS, "zh")):
        found = analyse(records_of(titles), FRAMEWORK)
        synthesis = found.write()
        assert synthesis.language == language
        assert "rivers" in " ".join(text_of(claim) for claim in synthesis.sections[0].claims).lower()
        assert not [section for section in theme_sections(found) if "Rivers" in section.heading]


def test_unassigned_records_are_named_with_the_reason() -> None:
    """A record that no theme explains is cited with why."""
    found = analyse(records_of([*PLANTS, "Pianos"]), FRAMEWORK)
    told = [claim for section in found.write().sections for claim in section.claims if claim.record_ids == ("r7",)]
    assert any("mentioned" in text_of(claim) for claim in told)


@pytest.mark.parametrize("titles", [PLANTS, SCHOOLS], ids=["English", "Chinese"])
def test_abstracts_are_said_to_be_read_where_there_are_any(titles: Sequence[str]) -> None:
    """What the synthesis rests on depends on whether no record, some or all have an abstract."""
    language: LanguageCode = "zh" if titles is SCHOOLS else "en"
    told = []
    for n_with in (0, 2, 6):
        records = tuple(
            fake_record(i, title, abstract=title if i <= n_with else "", language=language)
            for i, title in enumerate(titles, 1)
        )
        found = analyse(Corpus(sources=(), records=records), FRAMEWORK)
        keep_laws(found)
        told.append(re.sub(r"\d+", "", " ".join(text_of(claim) for claim in found.write().sections[1].claims)))
    assert len(set(told)) == 3


@pytest.mark.parametrize(("titles", "said"), [(PLANTS, "none of them dated"), (SCHOOLS, "均未注明年份")])
def test_undated_records_are_said_to_be_undated(titles: Sequence[str], said: str) -> None:
    """Where no record has a year, that is said, and nothing of a course over time."""
    found = analyse(corpus_of(titles, year=None), FRAMEWORK)
    keep_laws(found)
    assert said in " ".join(text_of(claim) for claim in found.write().claims)


@pytest.mark.parametrize(
    ("titles", "framework", "said"),
    [
        (
            [
                f"The inner {aspect} of school gardens"
                for aspect in ("logic", "mechanism", "growth", "coupling", "role")
            ],
            expect(theme_of("School gardens"), theme_of("Inside", "logic", "mechanism", "growth", "coupling")),
            "inner logic",
        ),
        (
            [f"职业教育的内在{aspect}" for aspect in ("逻辑", "机理", "关系", "困境", "路径")],
            expect(theme_of("职业教育"), theme_of("内在", "逻辑", "机理", "关系", "困境", "路径")),
            "内在逻辑",
        ),
    ],
    ids=["English", "Chinese"],
)
def test_of_a_subject_it_is_told_what_is_said(titles: list[str], framework: Framework, said: str) -> None:
    """A theme that records name by its label is told by what they say of it, in batches, each from its own record."""
    found = analyse(records_of(titles), framework)
    keep_laws(found)
    section = theme_sections(found)[0]
    quoted = {quote: ids for claim in own_claims(section) for quote, ids in attributed(claim)}
    assert quoted[said] == ("r1",)


@pytest.mark.parametrize("word", ["growth", "逻辑"])
def test_many_words_for_one_theme_are_told_in_groups(word: str) -> None:
    """A theme with a word of its own for each of many records names some and counts the others."""
    words = [f"{word}{letter * 2}" for letter in "abcdefghijklmnop"]
    titles = [f"{'论' if word == '逻辑' else 'The '}{one}" for one in words]
    found = analyse(records_of(titles), expect(theme_of("Words", *words), theme_of("Rivers", "river")))
    keep_laws(found)
    assert found.coverage.themes[0].records == len(words)


def test_a_corpus_whose_themes_are_all_covered_says_so() -> None:
    """Where each expected theme has enough records, none is called thin or missing."""
    framework = expect(theme_of("Growth", "逻辑", "growth"), theme_of("Ways", "路径", "soil"))
    for titles, said in ((["职业教育的逻辑与路径"] * 6, "均有文献支撑"), (["Growth in soil"] * 6, "is covered")):
        found = analyse(records_of(titles), framework)
        keep_laws(found)
        assert said in " ".join(text_of(claim) for claim in found.write().sections[0].claims)
        assert found.coverage.ratio == 1.0


def test_the_title_is_that_of_the_review() -> None:
    """The synthesis of a review's references is called after the review."""
    corpus = corpus_of(PLANTS, review_of("", title="Maize in dry soil"))
    assert analyse(corpus).write().title.endswith("Maize in dry soil")


# ------------------------------------------------------------------------------------------------------- the checks


def test_the_checks_can_fail() -> None:
    """A quotation that no record holds, and one that the wrong record holds, are both found out."""
    record = fake_record(1, "Growth of roots")
    claim = Claim(parts=("It speaks of “growth” and “rivers” ", Cite(record_ids=("r1",)), "."))
    assert [(quote, occurs(quote, record)) for quote, _ in attributed(claim)] == [("growth", True), ("rivers", False)]
    assert frame_of(Claim(parts=("Author (2020) has “a” ", Cite(record_ids=("r1",)), "."))) == frame_of(
        Claim(parts=("Writer et al. (2021) has “b” ", Cite(record_ids=("r1",)), "."))
    )


@pytest.mark.parametrize("titles", [PLANTS, SCHOOLS], ids=["English", "Chinese"])
def test_sources_and_versions_are_told(titles: list[str]) -> None:
    """Of two sources each has a row with its numbers; a pair of versions is named with both records."""
    plain = records_of(titles)
    sources = tuple(Source(name=name, format="RIS", encoding="utf-8", sha256="") for name in ("list.txt", "b.ris"))
    link = Link(record_id="r1", other_id="r2", kind="translation", reason=Reason(code="link-translation-title"))
    corpus = dataclasses.replace(plain, sources=sources, links=(link,))
    section = analyse(corpus).write().sections[1]
    table = next(block for block in section.blocks if isinstance(block, Table))
    count = str(len(plain.records))
    assert table.rows == (("list.txt", "RIS", count, "0", "0", count), ("b.ris", "RIS", "0", "0", "0", "0"))
    assert any(claim.record_ids == ("r1", "r2") for claim in section.claims)
