"""Combinations against what their margins predict: the exact test, q-values, who could tell, what is called a gap."""

from __future__ import annotations

import dataclasses
import random
from itertools import pairwise
from math import comb, isclose
from typing import TYPE_CHECKING

import numpy as np
import pytest
from corpora import analyse, expect, theme_of
from fakes import fake_record
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, hypergeom

from synth.checking import check_claims
from synth.datatypes import (
    Cell,
    CellFamily,
    Choice,
    Corpus,
    CountOf,
    FacetValue,
    Gaps,
    LanguageCode,
    Membership,
    Paragraph,
    Reason,
    Theme,
    ThemeKind,
    ThemeSet,
)
from synth.errors import SynthError
from synth.gaps import find_gaps
from synth.gaps.exact import Margins, adjust, both_sides, expected_by_margins
from synth.gaps.periods import split_periods

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from synth.datatypes import Result


def themes_of(members: Mapping[str, Collection[str]], kind: ThemeKind = "emergent") -> ThemeSet:
    """Return themes with these members."""
    return ThemeSet(
        themes=tuple(
            Theme(
                key=key,
                label=key.title(),
                kind=kind,
                terms=(),
                memberships=tuple(Membership(record_id=i, primary=True, strength=1.0, evidence=()) for i in ids),
            )
            for key, ids in members.items()
        ),
        unassigned=(),
        choice=Choice(chosen=len(members), why=Reason(code="k-asked")),
    )


def plain_corpus(n: int) -> Corpus:
    """Return so many records, called r1, r2 and so on."""
    return Corpus(sources=(), records=tuple(fake_record(i, f"Title {i}") for i in range(1, n + 1)))


def ids_of(*spans: range) -> tuple[str, ...]:
    """Return the ids of some numbers."""
    return tuple(f"r{i}" for span in spans for i in span)


def family_of(gaps: Gaps, rows: str, columns: str) -> CellFamily | None:
    """Return a family, if there is one."""
    return next((one for one in gaps.families if (one.rows, one.columns) == (rows, columns)), None)


def cells_of(gaps: Gaps, columns: str) -> dict[tuple[str, str], Cell]:
    """Return the tested cells of a column dimension by row and column."""
    return {(cell.row, cell.column): cell for cell in gaps.cells if cell.columns == columns}


# ---------------------------------------------------------------------------------------------------- the arithmetic


def test_the_tea_by_hand() -> None:
    """Fisher's tea tasting: of 8 cups 4 are chosen and 4 are right; 3 right or more has p = 17/70, all four 1/70."""
    sides = both_sides(3, [Margins(8, 4, 4)])
    assert isclose(sides.more, 17 / 70)
    assert isclose(sides.fewer, 69 / 70)
    assert isclose(sides.least_more, 1 / 70)
    assert expected_by_margins([Margins(8, 4, 4)]) == 2.0


def test_two_strata_by_hand() -> None:
    """In each of two strata of 2 records one is in the row and one in the column: both match with p = 1/4."""
    sides = both_sides(2, [Margins(2, 1, 1), Margins(2, 1, 1)])
    assert isclose(sides.more, 1 / 4)
    assert isclose(sides.fewer, 1.0)
    assert expected_by_margins([Margins(2, 1, 1), Margins(2, 1, 1), Margins(0, 0, 0)]) == 1.0


@given(st.integers(1, 400), st.data())
def test_one_stratum_is_the_hypergeometric_distribution(n: int, data: st.DataObject) -> None:
    """Both sides are those of SciPy's distribution, and of counting the ways."""
    row, column = data.draw(st.integers(0, n)), data.draw(st.integers(0, n))
    low, high = max(0, row + column - n), min(row, column)
    observed = data.draw(st.integers(low, high))
    sides = both_sides(observed, [Margins(n, row, column)])
    assert isclose(sides.fewer, hypergeom.cdf(observed, n, row, column), rel_tol=1e-8, abs_tol=1e-12)
    assert isclose(sides.more, hypergeom.sf(observed - 1, n, row, column), rel_tol=1e-8, abs_tol=1e-12)
    ways = sum(comb(row, k) * comb(n - row, column - k) for k in range(low, observed + 1))
    assert isclose(sides.fewer, ways / comb(n, column), rel_tol=1e-8)


STRATA = st.lists(
    st.integers(1, 30).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(0, n))),
    min_size=1,
    max_size=4,
).map(lambda strata: [Margins(*one) for one in strata])


@given(STRATA, st.data())
def test_the_sides_are_probabilities(strata: list[Margins], data: st.DataObject) -> None:
    """They overlap in the observed number alone, never fall below the least they can be; no order of strata matters."""
    low = sum(max(0, one.row + one.column - one.n) for one in strata)
    high = sum(min(one.row, one.column) for one in strata)
    observed = data.draw(st.integers(low, high))
    sides = both_sides(observed, strata)
    assert 0 < sides.least_fewer <= sides.fewer * (1 + 1e-9) <= 1 + 1e-8
    assert 0 < sides.least_more <= sides.more * (1 + 1e-9) <= 1 + 1e-8
    assert sides.fewer + sides.more >= 1 - 1e-9
    assert np.allclose(sides, both_sides(observed, strata[::-1]))
    assert low - 1e-9 <= expected_by_margins(strata) <= high + 1e-9


@given(st.lists(st.floats(0, 1), max_size=30))
@example([0.01, 0.02, 0.03, 0.5])
def test_q_values(p_values: list[float]) -> None:
    """They are those of SciPy and of the definition: the least p times m over rank, from each rank on."""
    q_values = adjust(p_values)
    ranked = sorted(p_values)
    for p, q in zip(p_values, q_values, strict=True):
        least = min(value * len(ranked) / (i + 1) for i, value in enumerate(ranked) if value >= p)
        assert isclose(q, min(1.0, least), rel_tol=1e-9, abs_tol=1e-300)
    assert np.allclose(q_values, false_discovery_control(p_values) if p_values else [])


# ----------------------------------------------------------------------------------------------------------- the cells


def test_a_gap_counted_by_hand() -> None:
    """Of 40 records 20 are in a theme and 20 name surveys, one of them in the theme where ten are expected: a gap."""
    surveys = ids_of(range(1, 2), range(21, 40))
    facets = (
        FacetValue(facet="method", key="survey", record_ids=surveys),
        FacetValue(facet="method", key="theory", record_ids=ids_of(range(2, 21), range(40, 41))),
    )
    gaps = find_gaps(plain_corpus(40), themes_of({"a": ids_of(range(1, 21)), "b": ids_of(range(21, 41))}), facets)
    cell = cells_of(gaps, "method")["a", "survey"]
    assert (cell.observed, cell.expected, cell.lift, cell.finding) == (1, 10.0, 0.1, "gap")
    assert (len(cell.row_ids), len(cell.column_ids), cell.record_ids) == (20, 20, ("r1",))
    assert cell.fewer is not None
    assert isclose(cell.fewer.p, (1 + 20 * 20) / comb(40, 20))
    # Four cells, two of them fewer with one p, two more: the q of the smallest two is p * 4 / 2.
    assert isclose(cell.fewer.q, 2 * cell.fewer.p)
    assert [one.finding for one in gaps.found("gap")] == ["gap", "gap"]
    assert sum(cell.columns == "method" for cell in gaps.candidates) == 4


def test_who_names_no_method_says_nothing_of_methods() -> None:
    """A record without a method is in no population of methods; one without a year in none of periods."""
    records = tuple(fake_record(i, f"Title {i}", year=2020 if i % 2 else None) for i in range(1, 41))
    facets = (
        FacetValue(facet="method", key="survey", record_ids=ids_of(range(1, 11))),
        FacetValue(facet="setting", key="school", record_ids=ids_of(range(6, 31))),
    )
    gaps = find_gaps(Corpus(sources=(), records=records), themes_of({"a": ids_of(range(1, 41))}), facets)
    populations = {(one.rows, one.columns): len(one.population) for one in gaps.families}
    assert populations == {
        ("theme", "period"): 20,
        ("theme", "method"): 10,
        ("theme", "setting"): 25,
        ("method", "setting"): 5,
    }


def test_titles_are_compared_with_titles() -> None:
    """A theme whose records have abstracts, which name more, is no concentration of what abstracts name."""
    records = tuple(fake_record(i, f"Title {i}", abstract="Text." if i <= 60 else "") for i in range(1, 121))
    # Half of the abstracts name surveys, all titles theory; within the abstracts the theme is as any other.
    facets = (
        FacetValue(facet="method", key="survey", record_ids=ids_of(range(1, 61, 2))),
        FacetValue(facet="method", key="theory", record_ids=ids_of(range(2, 61, 2), range(61, 121))),
    )
    gaps = find_gaps(Corpus(sources=(), records=records), themes_of({"a": ids_of(range(1, 61))}), facets)
    assert not gaps.found("concentration")
    assert not gaps.found("gap")
    assert all(cell.lift == 1 for cell in cells_of(gaps, "method").values())


def test_what_a_theme_is_made_of_is_not_held_against_it() -> None:
    """A theme whose own words name a method is not crossed with methods, nor that method with another theme."""
    themes = themes_of({"a": ids_of(range(1, 21)), "b": ids_of(range(21, 41))})
    facets = (
        FacetValue(facet="method", key="survey", record_ids=ids_of(range(1, 21)), theme_keys=("a",)),
        FacetValue(facet="method", key="theory", record_ids=ids_of(range(21, 41))),
    )
    family = family_of(find_gaps(plain_corpus(40), themes, facets), "theme", "method")
    assert family is not None
    assert family.combinations == 1
    assert {(cell.row, cell.column) for cell in family.cells} <= {("b", "theory")}


@pytest.mark.parametrize("kind", ["expected", "emergent"])
def test_themes_are_not_tested_against_each_other(kind: ThemeKind) -> None:
    """Clustering keeps themes apart, so that sharing few records says nothing."""
    themes = themes_of({"a": ids_of(range(1, 21)), "b": ids_of(range(21, 41))}, kind)
    assert not cells_of(find_gaps(plain_corpus(40), themes, ()), "theme")


def test_few_records_make_no_gap() -> None:
    """Of eight records none of which has both, four expected at most, nothing is called a gap."""
    facets = (
        FacetValue(facet="method", key="survey", record_ids=ids_of(range(1, 5))),
        FacetValue(facet="method", key="theory", record_ids=ids_of(range(5, 9))),
    )
    gaps = find_gaps(plain_corpus(8), themes_of({"a": ids_of(range(1, 5)), "b": ids_of(range(5, 9))}), facets)
    assert not gaps.cells
    assert not gaps.candidates


def test_many_records_make_no_gap_of_a_small_difference() -> None:
    """Of 4,000 records 800 instead of 1,000 is beyond chance, and no gap."""
    facets = (
        FacetValue(facet="method", key="survey", record_ids=ids_of(range(1, 801), range(2001, 3201))),
        FacetValue(facet="method", key="theory", record_ids=ids_of(range(801, 2001), range(3201, 4001))),
    )
    gaps = find_gaps(plain_corpus(4000), themes_of({"a": ids_of(range(1, 2001))}), facets)
    cell = cells_of(gaps, "method")["a", "survey"]
    assert cell.fewer is not None
    assert cell.fewer.q < 1e-6
    assert cell.finding == "none"


def test_another_order_gives_the_same() -> None:
    """The order of the source has no influence but on the order of ids."""
    records = tuple(fake_record(i, f"Title {i}", year=2000 + i % 5) for i in range(1, 41))
    themes = themes_of({"a": ids_of(range(1, 21)), "b": ids_of(range(15, 41))})
    facets = (FacetValue(facet="method", key="survey", record_ids=ids_of(range(3, 30))),)
    one = find_gaps(Corpus(sources=(), records=records), themes, facets)
    assert one == find_gaps(Corpus(sources=(), records=records[::-1]), themes, facets)


def test_shuffled_labels_show_no_gap() -> None:
    """Where themes, methods, settings and years are dealt at random, a family shows something one time in twenty."""
    dealt = random.Random(0)  # noqa: S311 - chance, no secret
    runs, false = 200, 0
    for _ in range(runs):
        records = tuple(fake_record(i, f"Title {i}", year=dealt.randint(2000, 2004)) for i in range(1, 151))
        ids = [record.id for record in records]
        themes = themes_of({key: [i for i in ids if dealt.random() < 0.3] for key in "abcdef"})
        facets = tuple(
            FacetValue(facet="method", key=key, record_ids=tuple(i for i in ids if dealt.random() < 0.25))
            for key in "uvwxyz"
        )
        gaps = find_gaps(Corpus(sources=(), records=records), themes, facets)
        false += any(cell.finding != "none" for cell in gaps.cells if cell.columns == "method")
        false += any(cell.finding != "none" for cell in gaps.cells if cell.columns == "period")
    assert false <= 0.05 * 2 * runs


# ----------------------------------------------------------------------------------------------------------- periods


def test_periods_computed_by_hand() -> None:
    """Up to six years are told one by one; more in three spans of about equal counts."""
    short = split_periods([("a", 2020), ("b", 2022), ("c", 2020)])
    assert [(p.first, p.last, p.ids) for p in short] == [(2020, 2020, ("a", "c")), (2022, 2022, ("b",))]
    long = split_periods([(str(year), year) for year in range(2000, 2009)])
    assert [(p.first, p.last, len(p.ids)) for p in long] == [(2000, 2002, 3), (2003, 2005, 3), (2006, 2008, 3)]
    assert [p.key for p in (*short[:1], *long[:1])] == ["2020", "2000-2002"]
    assert split_periods([]) == ()


@given(st.lists(st.integers(1900, 2030), max_size=40))
def test_every_dated_record_is_in_one_period(years: list[int]) -> None:
    """Periods follow each other in time, do not overlap, and hold every record once."""
    dated = [(str(i), year) for i, year in enumerate(years)]
    periods = split_periods(dated)
    assert sorted(record_id for period in periods for record_id in period.ids) == sorted(i for i, _ in dated)
    assert all(period.ids and period.first <= period.last for period in periods)
    assert all(a.last < b.first for a, b in pairwise(periods))


# ------------------------------------------------------------------------------------------------------- what is said

WORDS = {
    "en": ("Interviews about {}", "A case study of {}", "roots", "rivers"),
    "zh": ("{}的访谈", "{}的案例研究", "根系", "河流"),
}


def told_apart(language: LanguageCode) -> Result:
    """Return what is found where one theme is studied by interviews and the other by case studies, but once each."""
    interviews, cases, roots, rivers = WORDS[language]
    titles = [interviews.format(roots)] * 15 + [cases.format(rivers)] * 15 + [interviews.format(rivers)]
    titles += [cases.format(roots)]
    records = tuple(
        fake_record(i, f"{title} {'abcdefghijklmnopqrstuvwxyzäöüßéè'[i - 1]}", language=language)
        for i, title in enumerate(titles, 1)
    )
    framework = expect(theme_of(roots.title(), roots), theme_of(rivers.title(), rivers))
    found = analyse(Corpus(sources=(), records=records), framework)
    # So few titles have their methods among the words that make the themes; here that shall not count.
    facets = tuple(dataclasses.replace(value, theme_keys=()) for value in found.facets)
    gaps = find_gaps(found.corpus, found.themes, facets)
    return dataclasses.replace(found, facets=facets, gaps=gaps).result(language)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            (
                "Fewer records on roots name case studies than chance would have it: one of the 16 that name a method ",
                "Where the question allows, further work could join what the list seldom brings together: ",
            ),
        ),
        (
            "zh",
            ("“根系”的研究较少采用案例研究：点明研究方法的16篇文献中仅有1篇", "后续研究可将以下少见结合的方面联系起来"),
        ),
    ],
)
def test_a_gap_is_one_sentence_with_its_numbers(language: LanguageCode, sentences: tuple[str, ...]) -> None:
    """It says how many of how many, what would be expected, lift and q, and cites; the agenda takes it up."""
    result = told_apart(language)
    check_claims(result)
    told = ["".join(part for part in claim.parts if isinstance(part, str)) for claim in result.synthesis.claims]
    for sentence in sentences:
        assert any(sentence in one for one in told), told
    figures = ("8.0", "0.12", "q < 0.001") if language == "en" else ("8.0篇", "提升度0.12", "q < 0.001")
    assert any(all(figure in one for figure in figures) for one in told)


@pytest.mark.parametrize(
    ("of", "value", "shown", "message"),
    [
        ("expected", 7.0, "7.0", "counting again"),
        ("expected", 8.0, "7.9", "writes"),
        ("lift", 0.2, "0.20", "counting again"),
        ("q", 0.5, "0.500", "counting again"),
        ("observed", 2, "", "counting again"),
        ("row", 15, "", "counting again"),
        ("tested", 9, "", "counting again"),
        ("gaps", 9, "", "counting again"),
        ("bound", 9.0, "9.0", "counting again"),
    ],
)
def test_a_wrong_figure_stops_the_run(of: CountOf, value: float, shown: str, message: str) -> None:
    """A figure of a combination that counting again does not give, or that is written otherwise, is found out."""
    result = told_apart("en")
    section = next(one for one in result.synthesis.sections if "future" in one.heading)
    claims = [claim for claim in section.claims if any(count.of == "lift" for count in claim.counts)]
    wrong = dataclasses.replace(claims[0].counts[0], of=of, value=value, shown=shown)
    broken = dataclasses.replace(claims[0], counts=(wrong,))
    more = dataclasses.replace(section, blocks=(Paragraph(claims=(broken,)),))
    sections = (*result.synthesis.sections, more)
    with pytest.raises(SynthError, match=message):
        check_claims(dataclasses.replace(result, synthesis=dataclasses.replace(result.synthesis, sections=sections)))


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Too few records name methods"), ("zh", "点明方法、情境或地域的文献有限")]
)
def test_a_short_list_says_that_it_cannot_tell(language: LanguageCode, said: str) -> None:
    """Where no combination has the records, none is called a gap, and the synthesis says so."""
    records = tuple(fake_record(i, title) for i, title in enumerate(("Roots and soil", "Rivers and roots", "Soil"), 1))
    synthesis = analyse(Corpus(sources=(), records=records)).write(language)
    assert any(said in str(part) for claim in synthesis.claims for part in claim.parts)
