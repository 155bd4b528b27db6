"""The whole way, from files to a synthesis, on the samples that are shipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import laws
import pytest

from synth.checking import check_claims
from synth.datatypes import Config, LanguageCode, Result
from synth.errors import SynthError
from synth.pipeline import run

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "samples"
ENGLISH = SAMPLES / "new-quality-productive-forces.txt"
CHINESE = SAMPLES / "zh-talent-mobility.txt"
FRAMEWORK = str(ROOT / "data" / "frameworks" / "education-industry.toml")
CONFIGS = {"abstract": Config(), "none": Config(framework="none"), "file": Config(framework=FRAMEWORK)}

LIST = """[1] Author A. Growth of maize roots. Journal A, 2020, 1(1): 1-5.
[2] Author B. Roots in dry soil. Journal B, 2021, 2(1): 6-9.
[3] Author C. Growth and soil. Journal C, 2022, 3(1): 10-15.
"""


def keep_laws(result: Result) -> None:
    """Check what holds of any run."""
    records = {record.id: record for record in result.corpus.records}
    laws.keep_laws(result.synthesis, result.themes, records)
    primary = [record_id for theme in result.themes.themes for record_id in theme.primary_ids]
    loose = [one.record_id for one in result.themes.unassigned]
    assert sorted(primary + loose) == sorted(records)
    assert [theme.key for theme in result.coverage.themes] == [theme.key for theme in result.themes.themes]
    assert result.corpus.flow.included == len(records)
    check_claims(result)


@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)
@pytest.mark.parametrize("path", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_the_samples_keep_the_laws(path: Path, config: Config) -> None:
    """Each sample, with themes from its abstract, from none and from a file, gives a sound synthesis."""
    keep_laws(run([path], config, name="sample"))


def test_the_english_sample_covers_the_themes_of_its_abstract() -> None:
    """The four themes that the abstract announces come in its order, and each is covered."""
    result = run([ENGLISH], Config(), name="sample")
    labels = [theme.label for theme in result.themes.themes if theme.kind == "expected"]
    assert labels == ["Relationship", "Challenges", "Countermeasures", "Vocational education"]
    assert result.synthesis.language == "en"
    assert len(result.corpus.records) == 23
    assert {theme.status for theme in result.coverage.themes} == {"covered"}


@pytest.mark.parametrize(
    ("number", "keys"),
    [
        (18, {"challenges", "countermeasures", "vocational-education"}),
        (19, {"relationship", "countermeasures"}),
        (10, {"challenges", "countermeasures"}),
        (6, {"vocational-education"}),
    ],
)
def test_a_title_that_names_several_themes_belongs_to_each(number: int, keys: set[str]) -> None:
    """What a careful reader of the title would mark is what the matrix shows."""
    result = run([ENGLISH], Config(), name="sample")
    (record_id,) = (record.id for record in result.corpus.records if record.number == number)
    assert {theme.key for theme in result.themes.themes if record_id in theme.record_ids} == keys


def test_the_chinese_sample_has_chinese_prose_and_themes_of_its_own() -> None:
    """Without an abstract the themes emerge, more than one, with Chinese labels for Chinese records."""
    result = run([CHINESE], Config(), name="sample")
    assert result.synthesis.language == "zh"
    assert len(result.corpus.records) == 30
    assert {theme.kind for theme in result.themes.themes} == {"emergent"}
    assert len(result.themes.themes) > 1
    assert any(theme.label[0] > "⺀" for theme in result.themes.themes)


@pytest.mark.parametrize(("path", "language", "heading"), [(ENGLISH, "zh", "概览"), (CHINESE, "en", "At a glance")])
def test_the_language_can_be_asked_for(path: Path, language: LanguageCode, heading: str) -> None:
    """Headings, sentences and captions are in the language asked for, whatever the records are in."""
    result = run([path], Config(language=language), name="sample")
    keep_laws(result)
    assert result.synthesis.language == language
    assert result.synthesis.sections[0].heading == heading
    stop = "。" if language == "zh" else "."
    assert all(figure.caption.endswith(stop) for figure in result.figures)


def test_the_number_of_themes_can_be_asked_for() -> None:
    """With no framework, K themes are K themes."""
    result = run([CHINESE], Config(framework="none", themes=3), name="sample")
    assert (result.themes.choice.chosen, result.themes.choice.why.code) == (3, "k-asked")


def test_the_same_entries_in_another_order_give_the_same_themes(tmp_path: Path) -> None:
    """A reference list turned around and numbered anew has other numbers and the same themes."""
    head, *entries = CHINESE.read_text("utf-8").splitlines()
    bare = [entry.partition("] ")[2] for entry in reversed(entries)]
    turned = tmp_path / CHINESE.name
    turned.write_text("\n".join([head, *(f"[{i}] {entry}" for i, entry in enumerate(bare, 1))]), encoding="utf-8")
    one, other = run([CHINESE], Config(), name="sample"), run([turned], Config(), name="sample")
    assert one.themes == other.themes
    assert one.coverage == other.coverage
    assert {record.id for record in one.corpus.records} == {record.id for record in other.corpus.records}


def test_two_runs_are_equal() -> None:
    """The same sources and configuration give the same synthesis."""
    assert run([ENGLISH], Config(), name="sample").synthesis == run([ENGLISH], Config(), name="sample").synthesis


def test_several_sources_are_one_corpus(tmp_path: Path) -> None:
    """Records of two files are studied together, and one that both hold is a duplicate."""
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    paths[0].write_text(LIST, encoding="utf-8")
    paths[1].write_text(LIST.splitlines()[0] + "\n", encoding="utf-8")
    result = run(paths, Config(), name="two")
    keep_laws(result)
    assert (result.corpus.flow.included, result.corpus.flow.duplicate) == (3, 1)


def test_stages_are_announced_in_order(tmp_path: Path) -> None:
    """Who watches hears of each stage before it starts."""
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    heard: list[str] = []
    run([path], Config(), name="list", report=heard.append)
    assert heard == ["reading", "tokenising", "finding themes", "writing"]


@pytest.mark.parametrize("entries", [LIST.splitlines()[:1], LIST.splitlines()[:2]], ids=["one", "two"])
def test_one_and_two_references_have_a_synthesis(entries: Sequence[str], tmp_path: Path) -> None:
    """The shortest lists are told, too."""
    path = tmp_path / "list.txt"
    path.write_text("\n".join(entries), encoding="utf-8")
    keep_laws(run([path], Config(), name="short"))


def test_what_cannot_be_run_is_a_clear_error(tmp_path: Path) -> None:
    """A missing source and an empty one are errors that name the place and the remedy."""
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    for path in (tmp_path / "none.txt", empty):
        with pytest.raises(SynthError) as raised:
            run([path], Config(), name="nothing")
        assert path.name in str(raised.value)
        assert raised.value.fix


# ------------------------------------------------------------------------------------------------------- hard input

GHOST = '[[theme]]\nname = "Growth"\n[[theme]]\nname = "Rivers"\nen = ["estuary"]\n'
MAIZE_TITLES = ("Growth of maize roots in dry soil", "Growth of maize in drought", "Soil moisture and maize roots")
SCHOOL_TITLES = ("职业教育产教融合的现实困境", "产教融合的运行机制研究", "高职院校产教融合的突破路径")


def run_titles(titles: Sequence[str], tmp_path: Path, framework: str = "none", themes: int = 0) -> Result:
    """Return the result of a list of articles with these titles, which keeps the laws."""
    lines = [
        f"{i}. Author {chr(64 + i)}. {title}. Journal {i}, {2000 + i}."
        if title.isascii()
        else f"{i}. 作者{chr(0x7530 + i)}. {title}[J]. 期刊甲, {2000 + i}, {i}(2): {i}-{i + 9}."
        for i, title in enumerate(titles, 1)
    ]
    path = tmp_path / "list.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run([path], Config(framework=framework, themes=themes), name="list")
    keep_laws(result)
    assert len(result.corpus.records) == len(titles)
    return result


def test_a_theme_whose_terms_no_record_has_is_missing(tmp_path: Path) -> None:
    """It stays in the coverage with no record, and the others keep theirs."""
    framework = tmp_path / "ghost.toml"
    framework.write_text(GHOST, encoding="utf-8")
    result = run_titles(MAIZE_TITLES, tmp_path, str(framework))
    assert [(theme.label, theme.status) for theme in result.coverage.themes] == [
        ("Growth", "covered"),
        ("Rivers", "missing"),
    ]


def test_more_themes_than_records_are_as_many_as_there_can_be(tmp_path: Path) -> None:
    """Asked for fifty themes of three records, the run ends with at most three and says what was asked for."""
    result = run_titles(MAIZE_TITLES, tmp_path, themes=50)
    assert 1 <= len(result.themes.themes) <= 3
    assert result.themes.choice.why.code == "k-asked-too-many"


@pytest.mark.parametrize("themes", [0, 3])
def test_equal_titles_are_one_theme(themes: int, tmp_path: Path) -> None:
    """What nothing tells apart is not divided, however many themes are asked for."""
    result = run_titles([MAIZE_TITLES[1]] * 7, tmp_path, themes=themes)
    assert [len(theme.primary_ids) for theme in result.themes.themes] == [7]


def test_titles_of_stop_words_leave_every_record_unassigned(tmp_path: Path) -> None:
    """There is no theme, and each record is named with the reason."""
    result = run_titles(["Of the and"] * 4, tmp_path)
    assert result.themes.themes == ()
    assert {one.reason.code for one in result.themes.unassigned} == {"unassigned-empty"}


@pytest.mark.parametrize("titles", [(*MAIZE_TITLES, SCHOOL_TITLES[0]), (*SCHOOL_TITLES, "Spectra of variable stars")])
def test_a_single_record_of_another_language_and_subject_is_told_apart(titles: Sequence[str], tmp_path: Path) -> None:
    """It is not counted among a theme with which it shares nothing."""
    result = run_titles(titles, tmp_path)
    (stranger,) = (record.id for record in result.corpus.records if record.number == len(titles))
    shared = [theme for theme in result.themes.themes if stranger in theme.record_ids and len(theme.record_ids) > 1]
    assert shared == []
