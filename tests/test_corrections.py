"""What a person changes in the themes: the file, what cannot be followed, and what the clusters make of it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest
from corpora import PLANTS, SCHOOLS, STARS, analyse, corpus_of, expect, theme_of
from fakes import fake_corpus, fake_themes
from hypothesis import given
from hypothesis import strategies as st

from synth.clustering.corrected import obey
from synth.corrections import match_themes, note_followers, read_corrections, rename_themes
from synth.datatypes import Corrections, Hit, Move, Rename
from synth.errors import SourceMissingError, UsageError
from synth.themes import interpret

if TYPE_CHECKING:
    from pathlib import Path

    from corpora import Analysis

    from synth.datatypes import ThemeSet


_HIT = Hit(
    record_id="r1",
    theme_key="form",
    term="form",
    surface="form",
    phrase="form",
    said_of="",
    grade="seed",
    place="title",
    count=1,
)


def read(tmp_path: Path, text: str) -> Corrections:
    """Return what a file with this text asks for, its themes looked up in two fake themes."""
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return match_themes(read_corrections(path, fake_corpus()), fake_themes())


def corrected(analysis: Analysis, *moves: tuple[str, str]) -> ThemeSet:
    """Return the themes after these moves of a record to a theme's key."""
    asked = Corrections(moves=tuple(Move(record_id=one, theme=key, line=1) for one, key in moves))
    clustering = obey(analysis.clustering, analysis.embedding, analysis.hits, analysis.themes, asked)
    language = analysis.corpus.language
    return interpret(clustering, analysis.matrix, analysis.framework, analysis.hits, analysis.documents, language)


def places(themes: ThemeSet) -> dict[str, str]:
    """Return the key of each record's primary theme."""
    return {record_id: theme.key for theme in themes.themes for record_id in theme.primary_ids}


# ---------------------------------------------------------------------------------------------------------- the file


def test_no_file_asks_for_nothing() -> None:
    """Without a file there is nothing to correct."""
    assert read_corrections(None, fake_corpus()) == Corrections()


def test_records_go_by_id_or_number_and_themes_by_key_label_or_new_name(tmp_path: Path) -> None:
    """A person may write whichever name is at hand, in capitals or not."""
    found = read(
        tmp_path,
        """
        [[move]]
        record = "r1"
        theme = "USE"
        [[move]]
        record = 2
        theme = "form"
        [[move]]
        record = "3"
        theme = "Practice"
        [[rename]]
        theme = "Use | practice"
        name = "Practice"
        """,
    )
    assert [(move.record_id, move.theme) for move in found.moves] == [("r1", "use"), ("r2", "form"), ("r3", "use")]
    assert [(rename.theme, rename.label) for rename in found.renames] == [("use", "Practice")]
    assert found.ignored == ()
    assert len(found.sha256) == 64


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[move]]\nrecord = "r9"\ntheme = "form"', 1, "there is no record r9"),
        ('\n[[move]]\nrecord = "r6"\ntheme = "form"', 2, "set aside as a duplicate of r2. Move r2 instead"),
        ('[[move]]\nrecord = "r1"\ntheme = "nothing"', 1, "no theme nothing. Take one of: Form; Use | practice"),
        ('[[move]]\nrecord = "r1"', 1, "has no theme. Write [[move]]"),
        ('[[move]]\nrecord = ""\ntheme = true', 1, "has no record and no theme"),
        ('[[move]]\nrecord = 1\nto = "form"', 1, "unknown key to"),
        ('move = ["r1"]', 1, "has no record and no theme"),
        ('# first\n[[rename]]\ntheme = "form"\nname = " "', 2, "has no name"),
        ('[[rename]]\ntheme = "form"\nname = "use | Practice"', 1, "another theme is called use | Practice"),
    ],
)
def test_what_cannot_be_followed_is_told_with_its_line(text: str, line: int, said: str, tmp_path: Path) -> None:
    """An entry that makes no sense is passed over with one sentence: where, what, and how to fix it."""
    found = read(tmp_path, text)
    assert found.moves == ()
    assert found.renames == ()
    assert len(found.ignored) == 1
    assert found.ignored[0].startswith(f"mine.toml, line {line}: ")
    assert said in found.ignored[0]


def test_of_two_entries_the_last_counts(tmp_path: Path) -> None:
    """A record moved twice and a theme renamed twice, however they are named: the earlier one is told."""
    text = """[[move]]
record = "r1"
theme = "use"
[[move]]
record = 1
theme = "form"
[[rename]]
theme = "form"
name = "One"
[[rename]]
theme = "FORM"
name = "Two"
"""
    found = read(tmp_path, text)
    assert [(move.theme, move.line) for move in found.moves] == [("form", 4)]
    assert [rename.label for rename in found.renames] == ["Two"]
    assert [sentence.split(" comes")[0] for sentence in found.ignored] == [
        "mine.toml, line 1: the record r1",
        "mine.toml, line 7: the theme FORM",
    ]


def test_two_themes_may_change_names(tmp_path: Path) -> None:
    """A name that is given up is free for another theme."""
    text = '[[rename]]\ntheme = "form"\nname = "Use | practice"\n[[rename]]\ntheme = "use"\nname = "Form"\n'
    found = read(tmp_path, text)
    assert [theme.label for theme in rename_themes(fake_themes(), found).themes] == ["Use | practice", "Form"]
    assert [theme.key for theme in rename_themes(fake_themes(), found).themes] == ["form", "use"]


@pytest.mark.parametrize("data", [b"record,theme\n", b"\xff\xfe\x00", b"moves = 1\n", b"[move]\nrecord = 1\n"])
def test_a_file_without_sense_is_a_usage_error(data: bytes, tmp_path: Path) -> None:
    """Where nothing can be understood, the run ends and says what a file looks like."""
    path = tmp_path / "mine.toml"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=r"mine\.toml.*\[\[move\]\]"):
        read_corrections(path, fake_corpus())


def test_a_file_that_is_not_there_or_too_large(tmp_path: Path) -> None:
    """Each ends with an error of its own."""
    with pytest.raises(SourceMissingError, match="cannot be opened"):
        read_corrections(tmp_path / "none.toml", fake_corpus())
    (tmp_path / "large.toml").write_bytes(b"#" * ((16 << 20) + 1))
    with pytest.raises(UsageError, match="larger than 16 MB"):
        read_corrections(tmp_path / "large.toml", fake_corpus())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_name_is_one_line(name: str) -> None:
    """Whatever a name holds, what is told of it is one line without control characters."""
    asked = Corrections(file="mine.toml", moves=(Move(record_id="r1", theme=name, line=1),))
    told = match_themes(asked, fake_themes())
    assert len(told.moves) + len(told.ignored) == 1


# ------------------------------------------------------------------------------------------------------ the clusters


@pytest.mark.parametrize("titles", [(*PLANTS, *STARS), SCHOOLS])
def test_without_a_move_nothing_changes(titles: tuple[str, ...]) -> None:
    """Obeying no one gives back the themes as they were found."""
    analysis = analyse(corpus_of(titles), themes=2)
    assert corrected(analysis) == analysis.themes


def test_a_record_is_where_it_was_moved_to() -> None:
    """A move outweighs any likeness; the theme keeps its key and label, and every record still has one place."""
    analysis = analyse(corpus_of((*PLANTS, *STARS)), themes=2)
    first, second = analysis.themes.themes
    moved = first.primary_ids[0]
    found = corrected(analysis, (moved, second.key))
    assert places(found)[moved] == second.key
    assert {(theme.key, theme.label) for theme in found.themes} == {(one.key, one.label) for one in (first, second)}
    assert places(found).keys() == places(analysis.themes).keys()


def test_a_mention_of_an_expected_theme_gives_way_to_a_person() -> None:
    """A record may leave the expected theme it mentions, and join one that it does not mention."""
    analysis = analyse(corpus_of((*PLANTS, *STARS)), expect(theme_of("Maize"), theme_of("Stars")))
    moved = analysis.themes.themes[0].primary_ids[0]
    found = corrected(analysis, (moved, "stars"))
    before = places(analysis.themes)
    assert places(found) == {**before, moved: "stars"}
    member = next(one for theme in found.themes for one in theme.memberships if one.primary and one.record_id == moved)
    assert member.evidence


def test_records_like_those_moved_go_along() -> None:
    """Of four records that are nearly the same three are moved, and the fourth goes along; those unlike stay."""
    same = tuple(f"Maize roots in dry soil, part {word}" for word in ("one", "two", "three", "four"))
    analysis = analyse(corpus_of((*same, *STARS)), themes=1)
    (only,) = analysis.themes.themes
    ids = [record.id for record in analysis.corpus.records]
    split = dataclasses.replace(analysis.clustering, labels=np.zeros_like(analysis.clustering.labels))
    other = dataclasses.replace(only, key="other", label="Other", memberships=(), subthemes=())
    themes = dataclasses.replace(analysis.themes, themes=(only, other))
    asked = Corrections(moves=tuple(Move(record_id=one, theme="other", line=1) for one in ids[:3]))
    found = obey(split, analysis.embedding, (), themes, asked)
    gone = {record_id for record_id, j in zip(analysis.embedding.record_ids, found.labels, strict=True) if j == 1}
    assert gone == set(ids[:4])
    held = [dataclasses.replace(_HIT, record_id=ids[3])]
    expected = dataclasses.replace(split, n_expected=1)
    found = obey(expected, analysis.embedding, held, themes, asked)
    assert found.labels.sum() == 3


def test_who_went_along_is_told(tmp_path: Path) -> None:
    """What changed its place without being moved itself is named, a record that lost or found a theme as well."""
    asked = read(tmp_path, '[[move]]\nrecord = "r1"\ntheme = "use"')
    form, use = fake_themes().themes
    emptied = dataclasses.replace(form, memberships=form.memberships[2:])
    filled = dataclasses.replace(use, memberships=(*use.memberships, form.memberships[0]))
    after = dataclasses.replace(fake_themes(), themes=(emptied, filled))
    assert note_followers(asked, fake_themes(), after).followed == ("r3",)
    assert note_followers(asked, fake_themes(), fake_themes()).followed == ()


def test_a_record_without_a_term_can_be_moved() -> None:
    """A title that says nothing is unassigned, until a person says where it belongs; its title stands as evidence."""
    analysis = analyse(corpus_of((*PLANTS, *STARS, "Of the and")), themes=2)
    empty = analysis.corpus.records[-1].id
    assert empty not in places(analysis.themes)
    key = analysis.themes.themes[0].key
    found = corrected(analysis, (empty, key))
    assert places(found)[empty] == key
    assert all(member.evidence for theme in found.themes for member in theme.memberships)


def test_a_theme_may_lose_all_its_records() -> None:
    """An emergent theme that is emptied is gone; an expected one stays without records."""
    analysis = analyse(corpus_of((*PLANTS, *STARS)), themes=2)
    first, second = analysis.themes.themes
    found = corrected(analysis, *((one, first.key) for one in second.primary_ids))
    assert [theme.key for theme in found.themes] == [first.key]
    assert set(found.themes[0].primary_ids) == {record.id for record in analysis.corpus.records}
    analysis = analyse(corpus_of((*PLANTS, *STARS)), expect(theme_of("Maize"), theme_of("Stars")))
    found = corrected(analysis, *((one, "maize") for one in analysis.themes.themes[1].primary_ids))
    assert [theme.key for theme in found.themes][:2] == ["maize", "stars"]
    assert found.themes[1].primary_ids == ()


def test_similarities_are_cosines_to_the_new_centroids() -> None:
    """Two points and one moved between them, by hand: the centroid of both is the diagonal."""
    analysis = analyse(corpus_of((*PLANTS, *STARS)), themes=2)
    first, second = analysis.themes.themes
    asked = Corrections(moves=(Move(record_id=first.primary_ids[0], theme=second.key, line=1),))
    points = np.zeros_like(analysis.embedding.points)
    rows = {record_id: i for i, record_id in enumerate(analysis.embedding.record_ids)}
    for axis, theme in enumerate((first, second)):
        points[[rows[record_id] for record_id in theme.primary_ids], axis] = 1.0
    embedding = dataclasses.replace(analysis.embedding, points=points)
    found = obey(analysis.clustering, embedding, (), analysis.themes, asked)
    moved, stayed = rows[first.primary_ids[0]], rows[first.primary_ids[1]]
    assert (found.labels[moved], found.labels[stayed]) == (1, 0)
    sizes = np.array([1.0, len(second.primary_ids)])
    assert found.similarities[moved] == pytest.approx([1.0, 1.0 / np.linalg.norm(sizes)])
    assert found.placed == {moved}
    assert found.names == tuple((theme.key, theme.label) for theme in (first, second))


def test_a_new_name_keeps_everything_else() -> None:
    """Renaming touches the label alone."""
    named = Corrections(renames=(Rename(theme="use", label="Practice", line=1),))
    before, after = fake_themes(), rename_themes(fake_themes(), named)
    assert after.themes[1] == dataclasses.replace(before.themes[1], label="Practice")
    assert after.themes[0] == before.themes[0]
