"""The outline: every work under the lowest heading it belongs to, points that argue, headings that are numbered."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from corpora import NO_FRAMEWORK, PLANTS, SCHOOLS, STARS, Analysis, analyse, corpus_of, expect, theme_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import every_section, keep_outline, own_claims, text_of

if TYPE_CHECKING:
    from synth.datatypes import Section

# Twenty-four titles on two subjects, each with two phrases that part it.
GARDENS = [
    f"{what} of school gardens in {where}" for where in ("dry valleys", "wet lowlands") for what in ("Planning", "Care")
]
LARGE = [*(f"{title} {i}" for i in range(3) for title in (*PLANTS, *STARS)), *GARDENS]
WORDS = st.sampled_from(
    ["maize", "root growth", "dry soil", "variable stars", "of", "globular clusters", "困境", "路径"]
)
TITLES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=30)


def headings(found: Analysis) -> list[str]:
    """Return all headings of the outline."""
    return [section.heading for section in every_section(found.write().outline.sections)]


@pytest.mark.parametrize(
    "titles",
    [LARGE, [*SCHOOLS] * 3, [*PLANTS, *SCHOOLS, *STARS], PLANTS[:1], ["", "的"]],
    ids=["English", "Chinese", "mixed", "one", "nothing"],
)
@pytest.mark.parametrize("framework", [NO_FRAMEWORK, expect(theme_of("Growth", "growth", "root", "路径"))])
def test_every_work_stands_under_its_lowest_heading(titles: list[str], framework: object) -> None:
    """A chapter cites all members of its theme, a section all of its part; nothing is left out of the outline."""
    found = analyse(corpus_of(titles), framework)  # type: ignore[arg-type]
    keep_outline(found.write(), found.themes, found.records)


@settings(max_examples=40, deadline=None)
@given(TITLES)
def test_any_corpus_keeps_the_laws_of_the_outline(titles: list[str]) -> None:
    """Whatever the titles, every record is cited and every heading has something under it."""
    found = analyse(corpus_of(titles))
    keep_outline(found.write(), found.themes, found.records)


@pytest.mark.parametrize(
    ("titles", "first", "last"), [(LARGE, "1 Introduction", "agenda"), (SCHOOLS, "1 引言", "展望")]
)
def test_an_outline_begins_with_an_introduction_and_ends_with_an_agenda(
    titles: list[str], first: str, last: str
) -> None:
    """What every review has stands around the themes, in the language of the outline."""
    chapters = [section.heading for section in analyse(corpus_of(titles)).write().outline.sections]
    assert chapters[0] == first
    assert chapters[-1].endswith(last)


def test_headings_are_numbered_by_level() -> None:
    """A section has the number of its chapter before its own."""

    def check(section: Section, above: str) -> None:
        for i, below in enumerate(section.sections, 1):
            assert below.heading.startswith(f"{above}{i} ")
            check(below, f"{above}{i}.")

    check(analyse(corpus_of(LARGE), themes=2).write().outline, "")


def test_few_records_have_one_level() -> None:
    """Below a dozen records no chapter is divided."""
    outline = analyse(corpus_of([*PLANTS[:3], *STARS[:3]])).write().outline
    assert not any(chapter.sections for chapter in outline.sections)


def test_an_expected_theme_is_divided_by_the_words_of_its_records() -> None:
    """Works that name a theme by different words stand in different sections, verbs head none."""
    titles = [
        *(f"Pathways of {crop} growing" for crop in ("maize", "rice", "wheat", "oat", "rye")),
        *(f"Strategies for {crop} growing" for crop in ("barley", "millet", "sorghum", "spelt")),
        *(f"Promoting {crop} growing" for crop in ("teff", "fonio", "emmer")),
    ]
    found = analyse(corpus_of(titles), expect(theme_of("Ways", "pathways", "strategies", "promoting")))
    named = " ".join(headings(found))
    assert "Pathways" in named
    assert "Strategies" in named
    assert "Promoting" not in named


def test_a_section_argues_from_what_an_abstract_reports() -> None:
    """A finding is quoted after a colon, whole, with the work that reports it."""
    abstract = "We studied fields. We find that deep roots reach moisture in dry soil. More work is needed."
    found = analyse(corpus_of([f"{title} {i}" for i in range(2) for title in PLANTS], abstract=abstract))
    told = [claim for section in every_section(found.write().outline.sections) for claim in own_claims(section)]
    quoted = [claim for claim in told if "deep roots reach moisture in dry soil" in text_of(claim)]
    assert quoted
    assert all(len(claim.record_ids) == 1 and claim.spans for claim in quoted)


def test_themes_that_no_work_brings_together_are_proposed() -> None:
    """Two subjects without a common work are a point of the agenda, with a work of each."""
    found = analyse(corpus_of([*PLANTS, *STARS, *GARDENS]), themes=3)
    agenda = found.write().outline.sections[-1]
    assert any(
        len(claim.record_ids) == 2 and re.search("together|both|common", text_of(claim)) for claim in agenda.claims
    )


def test_no_point_follows_itself() -> None:
    """Sections that stand beside each other open in different words."""
    outline = analyse(corpus_of(LARGE), themes=4).write().outline
    for chapter in outline.sections:
        opened = [text_of(own_claims(section)[0]).split(" ")[0] for section in chapter.sections if own_claims(section)]
        assert all(a != b for a, b in pairwise(opened)) or chapter.heading.endswith("issues")


def test_a_very_long_name_is_cut() -> None:
    """A name of two thousand letters stands in no sentence."""
    found = analyse(corpus_of(["Growth of maize " + "very " * 400 + "roots", "长" * 2000, *PLANTS]))
    assert max(len(text_of(claim)) for claim in found.write().claims) < 1500
