"""Figures: everything is drawn, nothing is cut, and it can be read without colour."""

from __future__ import annotations

import dataclasses
import itertools
import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from fakes import fake_corpus, fake_record, fake_themes
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.datatypes import (
    Choice,
    Corpus,
    Figure,
    Join,
    LanguageCode,
    Leaf,
    Membership,
    Period,
    PeriodTie,
    Person,
    Reason,
    Relations,
    Source,
    TermUse,
    Theme,
    ThemePlace,
    ThemeSet,
    Unassigned,
)
from synth.figures import draw_figures as draw_all
from synth.figures.svg import fit, ink_on, shade, text_width, wrap

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES: tuple[LanguageCode, ...] = ("en", "zh")
EMPTY = ThemeSet(themes=(), unassigned=(), choice=Choice(chosen=0, why=Reason(code="k-expected")))


def draw_figures(corpus: Corpus, themes: ThemeSet, language: LanguageCode) -> tuple[Figure, ...]:
    """Draw figures of themes of which nothing is known but their records."""
    return draw_all(corpus, themes, Relations(), language)


class Box(NamedTuple):
    """What an element covers."""

    left: float
    top: float
    right: float
    bottom: float


def parse(figure: Figure) -> ET.Element:
    """Return the root of a figure; what is no XML fails here."""
    return ET.fromstring(figure.svg.encode())  # noqa: S314 - our own output


def texts(root: ET.Element) -> list[str]:
    """Return every text that is drawn."""
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def number(element: ET.Element, name: str) -> float:
    """Return an attribute as a number."""
    return float(element.attrib[name])


def text_box(element: ET.Element) -> Box:
    """Return what a text covers, in an upper estimate; slanted text rises by 45 degrees."""
    size = float(element.get("font-size", "12"))
    width = text_width(element.text or "", size)
    x, y = number(element, "x"), number(element, "y")
    if "transform" in element.attrib:
        return Box(x - size, y - width * 0.7072 - size * 0.7, x + width * 0.7072, y + size * 0.3)
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
    return Box(left, y - size * 0.8, left + width, y + size * 0.2)


def boxes(root: ET.Element) -> list[Box]:
    """Return what each drawn element covers, the white ground left out."""
    found = [text_box(element) for element in root.iter(f"{SVG}text")]
    for element in root.iter(f"{SVG}rect"):
        if element.get("width") != "100%":
            x, y = number(element, "x"), number(element, "y")
            found.append(Box(x, y, x + number(element, "width"), y + number(element, "height")))
    for element in root.iter(f"{SVG}circle"):
        x, y, radius = number(element, "cx"), number(element, "cy"), number(element, "r")
        found.append(Box(x - radius, y - radius, x + radius, y + radius))
    for element in root.iter(f"{SVG}line"):
        xs, ys = sorted(number(element, f"x{n}") for n in "12"), sorted(number(element, f"y{n}") for n in "12")
        found.append(Box(xs[0], ys[0], xs[1], ys[1]))
    return found


def corpus_of(years: list[int | None], language: LanguageCode = "en") -> Corpus:
    """Return a corpus with a record for each year, in turn without, with one, two and three authors."""
    title = "题名" if language == "zh" else "Title "
    people = [Person(literal="作者甲") if language == "zh" else Person(family="Writer", given="A")] * 3
    records = [
        fake_record(
            place,
            f"{title}{place}",
            *people[: place % 4],
            year=year,
            language=language,
        )
        for place, year in enumerate(years, 1)
    ]
    return Corpus(sources=(), records=tuple(records))


def themes_of(corpus: Corpus, labels: list[str]) -> ThemeSet:
    """Return themes that take the records in turn, each record also in the next theme, every seventh in none."""
    members: list[list[Membership]] = [[] for _ in labels]
    left = []
    for place, record in enumerate(corpus.records):
        if place % 7 == 6:
            left.append(Unassigned(record_id=record.id, reason=Reason(code="unassigned-alone")))
            continue
        for step in range(min(2, len(labels))):
            member = Membership(record_id=record.id, primary=not step, strength=0.9 - step / 2, evidence=())
            members[(place + step) % len(labels)].append(member)
    themes = [
        Theme(key=f"t{place}", label=label, kind="expected", terms=(), memberships=tuple(found))
        for place, (label, found) in enumerate(zip(labels, members, strict=True))
    ]
    return dataclasses.replace(EMPTY, themes=tuple(themes), unassigned=tuple(left))


def relations_of(corpus: Corpus, themes: ThemeSet, spans: int = 3) -> Relations:
    """Return relations in which every theme has a place, three terms, a leaf, and a tie to itself and to the next."""
    told = [theme for theme in themes.themes if theme.primary_ids]
    years = sorted({record.year for record in corpus.records if record.year is not None})
    cuts = [years[i * len(years) // spans] for i in range(spans)] if len(years) >= spans else []
    periods = tuple(
        Period(first=first, last=last, ids=tuple(r.id for r in corpus.records if r.year and first <= r.year <= last))
        for first, last in zip(cuts, [*(cut - 1 for cut in cuts[1:]), *years[-1:]], strict=False)
    )
    inside = {
        (place, theme.key)
        for place, period in enumerate(periods)
        for theme in told
        if set(period.ids) & set(theme.primary_ids)
    }
    pairs = [
        (place, one.key, other.key, 0.9 if one is other else 0.3)
        for place in range(len(periods) - 1)
        for i, one in enumerate(told)
        for other in {id(theme): theme for theme in (one, told[(i + 1) % len(told)])}.values()
        if (place, one.key) in inside and (place + 1, other.key) in inside
    ]
    joins = [Join(left=0, right=1, distance=0.1)] if len(told) > 2 else []
    joins += [Join(left=len(told) + i - 2, right=i, distance=i / 9) for i in range(2, len(told)) if joins]
    return Relations(
        places=tuple(
            ThemePlace(theme_key=theme.key, centrality=i, density=i * 7 % 5, quadrant="motor", terms=("a", "b"))
            for i, theme in enumerate(told)
        ),
        terms=tuple(
            TermUse(term=f"{theme.label} {n}", theme_key=theme.key, uses=((theme.key, theme.primary_ids[: n + 1]),))
            for theme in told
            for n in range(3)
        ),
        periods=periods,
        ties=tuple(
            PeriodTie(
                period=place, theme_key=one, next_key=other, inclusion=share, terms=("a", "b"), record_ids=("r1",)
            )
            for place, one, other, share in pairs
        ),
        leaves=tuple(
            Leaf(theme_key=theme.key, part=i % 3 - 1, label=theme.label, record_ids=theme.primary_ids)
            for i, theme in enumerate(told)
        )
        if joins
        else (),
        joins=tuple(joins),
    )


def overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes share more than an edge."""
    return (
        one.left + 0.5 < other.right
        and other.left + 0.5 < one.right
        and one.top + 0.5 < other.bottom
        and other.top + 0.5 < one.bottom
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("records", "themes", "spans"), [(23, 4, 3), (23, 4, 6), (300, 12, 5), (5000, 30, 3)])
def test_relations_are_drawn_whole_and_texts_keep_apart(
    records: int, themes: int, spans: int, language: LanguageCode
) -> None:
    """From 4 themes of 23 records to 30 of 5,000: all figures are there, nothing is cut, no text covers another."""
    corpus = corpus_of([2000 + place * 7 % 24 for place in range(records)], language)
    label = "产教融合背景下现代产业学院的建设路径" if language == "zh" else "Governance of school enterprise ties"
    told = themes_of(corpus, [f"{place} {label}" if place % 2 else f"{label[:6]}{place}" for place in range(themes)])
    figures = draw_all(corpus, told, relations_of(corpus, told, spans), language)
    assert [figure.name for figure in figures[3:]] == [
        "thematic-map",
        "term-themes",
        "theme-evolution",
        "timeline",
        "subthemes",
    ]
    for figure in figures[3:]:
        root = parse(figure)
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        for box in boxes(root):
            assert min(box.left, box.top) >= 0, (figure.name, box)
            assert box.right <= width + 0.1, (figure.name, box)
            assert box.bottom <= height + 0.1, (figure.name, box)
        level = [text_box(element) for element in root.iter(f"{SVG}text") if "transform" not in element.attrib]
        for one, other in itertools.combinations(level, 2):
            assert not overlap(one, other), (figure.name, one, other)
        assert "data-records" in figure.svg


def test_dots_of_the_map_keep_apart() -> None:
    """No dot of thirty themes covers another, whatever their sizes."""
    corpus = corpus_of([2020] * 300)
    told = themes_of(corpus, [f"theme {place}" for place in range(30)])
    figure = next(f for f in draw_all(corpus, told, relations_of(corpus, told), "en") if f.name == "thematic-map")
    dots = [element for element in parse(figure).iter(f"{SVG}circle") if "data-records" in element.attrib]
    assert len(dots) == 30
    for one, other in itertools.combinations(dots, 2):
        apart = ((number(one, "cx") - number(other, "cx")) ** 2 + (number(one, "cy") - number(other, "cy")) ** 2) ** 0.5
        assert apart >= number(one, "r") + number(other, "r") - 0.2


def test_ribbons_by_hand() -> None:
    """Two periods of six records, inclusion 0.5: the ribbon is half as high as the block it leaves."""
    corpus = corpus_of([2001, 2001, 2001, 2002, 2002, 2002])
    told = themes_of(corpus, ["one"])
    periods = (
        Period(first=2001, last=2001, ids=("r1", "r2", "r3")),
        Period(first=2002, last=2002, ids=("r4", "r5", "r6")),
    )
    tie = PeriodTie(period=0, theme_key="t0", next_key="t0", inclusion=0.5, terms=("a", "b"), record_ids=("r1", "r4"))
    figures = draw_all(corpus, told, Relations(periods=periods, ties=(tie,)), "en")
    figure = next(figure for figure in figures if figure.name == "theme-evolution")
    root = parse(figure)
    block = next(element for element in root.iter(f"{SVG}rect") if "data-records" in element.attrib)
    path = next(root.iter(f"{SVG}path"))
    first, last = re.search(r"M[\d.]+,([\d.]+)", path.attrib["d"]), re.search(r"([\d.]+)Z", path.attrib["d"])
    assert first
    assert last
    assert 2 * (float(last[1]) - float(first[1])) == pytest.approx(number(block, "height"))
    assert path.attrib["data-records"] == "1 4"
    assert "one → one (0.50)" in figure.alt


def test_a_timeline_names_who_came_first() -> None:
    """The alternative text has the earliest work of each theme; one year alone is no timeline."""
    corpus = corpus_of([2003, 2001, 2002])
    figure = next(f for f in draw_figures(corpus, themes_of(corpus, ["one"]), "en") if f.name == "timeline")
    assert "one: 3 records, the first Writer & Writer 2001." in figure.alt
    assert {"Writer", "Writer & Writer", "Writer et al."} <= set(texts(parse(figure)))
    same = corpus_of([2003, 2003])
    assert all(f.name != "timeline" for f in draw_figures(same, themes_of(same, ["one"]), "en"))


def test_the_figures() -> None:
    """The figures have their names, and each its caption and alternative text."""
    figures = draw_figures(fake_corpus(), fake_themes(), "en")
    assert [figure.name for figure in figures] == [
        "coverage-matrix",
        "themes-over-years",
        "record-flow",
        "number-of-themes",
        "timeline",
    ]
    assert all(figure.caption and figure.alt for figure in figures)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("records", [0, 1, 5, 23, 60, 61, 300])
@pytest.mark.parametrize("themes", [0, 1, 4, 12, 30])
def test_nothing_is_cut_off(records: int, themes: int, language: LanguageCode) -> None:
    """Whatever the numbers of records and themes and the lengths of labels, all that is drawn lies in the frame."""
    corpus = corpus_of([None if place % 9 == 8 else 1950 + place * 37 % 76 for place in range(records)], language)
    long = (
        "新质生产力赋能职业教育高质量发展的内在机理与实践路径"
        if language == "zh"
        else "Retrieval-augmented generation " * 4
    )
    labels = [("短题" if place % 3 else long) + str(place) for place in range(themes)]
    for figure in draw_figures(corpus, themes_of(corpus, labels) if themes else EMPTY, language):
        root = parse(figure)
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        for box in boxes(root):
            assert min(box.left, box.top) >= 0, box
            assert box.right <= width + 0.1, box
            assert box.bottom <= height + 0.1, box


@given(st.text(max_size=80), st.text(max_size=40), st.sampled_from(LANGUAGES))
@settings(max_examples=50)
def test_any_label_gives_well_formed_text(label: str, name: str, language: LanguageCode) -> None:
    """Markup, quotes, control and bidirectional characters in labels and names never break a figure."""
    record = fake_record(1, name, Person(literal=name))
    source = Source(name=f"{name}a<b&\"c'", format="list", encoding="utf-8", sha256="0" * 64)
    corpus = Corpus(sources=(source,), records=(record,))
    for figure in draw_figures(corpus, themes_of(corpus, [label, "a<b&\"c'"]), language):
        root = parse(figure)
        assert figure.name == "record-flow" or any("a<b&\"c'" in text for text in texts(root))
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", figure.svg)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_describes_itself(language: LanguageCode) -> None:
    """A screen reader finds role, title and description; text stays text in fonts that have Chinese characters."""
    for figure in draw_figures(fake_corpus(), fake_themes(), language):
        root = parse(figure)
        assert root.attrib["role"] == "img"
        ids = root.attrib["aria-labelledby"].split()
        named = [element.attrib["id"] for tag in ("title", "desc") for element in root.findall(f"{SVG}{tag}")]
        assert named == ids
        assert root.findtext(f"{SVG}desc") == figure.alt
        assert {"'Noto Sans CJK SC'", "'Microsoft YaHei'", "'PingFang SC'"} <= set(
            root.attrib["font-family"].split(", ")
        )


def test_captions_are_in_their_language() -> None:
    """A Chinese caption has no English word in it, and an English one no Chinese character."""
    corpus = corpus_of([2020, None, *[1900 + place for place in range(110)]], "zh")
    for count in (5, 112):
        part = dataclasses.replace(corpus, records=corpus.records[:count])
        for themes in (EMPTY, themes_of(part, ["甲", "乙"])):
            for figure in draw_figures(part, themes, "zh"):
                assert not re.search("[A-Za-z]", figure.caption + figure.alt)
        for themes in (EMPTY, themes_of(part, ["a", "b"])):
            for figure in draw_figures(part, themes, "en"):
                # A timeline names works, as their authors are called.
                said = figure.caption if figure.name == "timeline" else figure.caption + figure.alt
                assert not re.search("[\u2e80-\u9fff]", said)


# -------------------------------------------------------------------------------------------------------------- matrix


def test_every_record_has_a_row_in_the_order_of_its_group() -> None:
    """Records stand by primary theme, then by number; unassigned ones come last."""
    corpus = corpus_of([2020] * 14)
    drawn = texts(parse(draw_figures(corpus, themes_of(corpus, ["one", "two"]), "en")[0]))
    numbers = [int(text) for text in drawn if text.isdigit()]
    assert numbers == [1, 3, 5, 9, 11, 13, 2, 4, 6, 8, 10, 12, 7, 14]
    assert drawn.count("no theme") == 2


def test_a_primary_theme_is_marked_by_shape() -> None:
    """There is a diamond for every primary membership, and one in the legend."""
    root = parse(draw_figures(fake_corpus(), fake_themes(), "en")[0])
    primary = sum(len(theme.primary_ids) for theme in fake_themes().themes)
    assert len(root.findall(f"{SVG}polygon")) == primary + 1


def test_rows_are_named_as_citations_are() -> None:
    """One, two and more authors are written in the record's own language; without authors the title stands."""
    english = texts(parse(draw_figures(fake_corpus(), fake_themes(), "en")[0]))
    assert {"Author 2020", "Author & Writer 2022", "作者甲、作者乙 2020", "Writer A et al. 2021"} <= set(english)
    assert "1. Title <four> | [odd]" in english
    three = corpus_of([2020] * 3, "zh")
    assert "作者甲等 2020" in texts(parse(draw_figures(three, themes_of(three, ["甲"]), "zh")[0]))


def test_many_records_are_summed_up() -> None:
    """With more records than fit a page, cells count them, and no record is lost."""
    corpus = corpus_of([2020] * 70)
    figure = draw_figures(corpus, themes_of(corpus, ["one", "two", "three"]), "en")[0]
    drawn = texts(parse(figure))
    rows = [int(match[1]) for text in drawn if (match := re.search(r"\((\d+)\)$", text))]
    assert sum(rows) == 70
    assert "Unassigned (10)" in drawn
    assert "summed up" in figure.caption
    # Each record of a row belongs to the row's theme and to the next one.
    assert [int(text) for text in drawn if text.isdigit()] == [count for row in rows[:3] for count in (row, row)]


def test_the_order_of_records_does_not_matter() -> None:
    """The same records in another order give the same figures."""
    corpus = fake_corpus()
    turned = dataclasses.replace(corpus, records=corpus.records[::-1])
    assert draw_figures(turned, fake_themes(), "en") == draw_figures(corpus, fake_themes(), "en")


# --------------------------------------------------------------------------------------------------------------- years


def year_labels(root: ET.Element) -> list[tuple[int, Box]]:
    """Return the years on the axis with what they cover."""
    found = [element for element in root.iter(f"{SVG}text") if re.fullmatch(r"<?\d{4}", element.text or "")]
    return [(int((element.text or "").replace("<", "-")), text_box(element)) for element in found]


@given(st.lists(st.integers(1700, 2030), min_size=1, max_size=20))
@settings(max_examples=50)
def test_the_axis_has_every_year_and_its_labels_keep_apart(years: list[int]) -> None:
    """Ticks span the years from first to last without a hole, and no label touches the next."""
    corpus = corpus_of(list(years))
    figure = draw_figures(corpus, themes_of(corpus, ["one"]), "en")[1]
    root = parse(figure)
    labels = year_labels(root)
    early = re.search(r"came before (\d+)", figure.caption)
    years = [year for year in years if not early or year >= int(early[1])]
    assert labels[0][0] <= min(years)
    assert [year for year, _ in labels] == sorted({year for year, _ in labels})
    for (_, left), (_, right) in itertools.pairwise(labels):
        assert left.right < right.left
    span = max(years) - min(years)
    if span < 90:
        ticks = [line for line in root.iter(f"{SVG}line") if number(line, "y2") - number(line, "y1") in {3.0, 6.0}]
        assert len(ticks) == span + 1 + bool(early)
        assert {-int(early[1]) if early else min(years), max(years)} <= {year for year, _ in labels}


@given(st.lists(st.none() | st.integers(1000, 2030), max_size=40), st.integers(1, 5))
@settings(max_examples=50)
def test_every_dated_record_is_in_a_bar(years: list[int | None], themes: int) -> None:
    """The bars of all rows hold exactly the records with a year, and the caption counts the others."""
    corpus = corpus_of(years)
    figure = draw_figures(corpus, themes_of(corpus, [f"theme {place}" for place in range(themes)]), "en")[1]
    dated = [year for year in years if year is not None]
    if not dated:
        assert "none has a year" in figure.caption
        return
    # Right of the plot stands the total of each row.
    column = max(number(element, "x") for element in parse(figure).iter(f"{SVG}text"))
    totals = [element.text for element in parse(figure).iter(f"{SVG}text") if number(element, "x") == column]
    assert totals[0] == "Total"
    assert sum(int(text or "") for text in totals[1:]) == len(dated)
    assert ("for want of a year" in figure.caption) == (len(dated) < len(years))


def test_bars_by_hand() -> None:
    """Two records in 2020 and one in 2022: a bar twice as high as the other, 2021 on the axis without one."""
    corpus = corpus_of([2020, 2022, 2020])
    root = parse(draw_figures(corpus, themes_of(corpus, ["one"]), "en")[1])
    bars = [element for element in root.iter(f"{SVG}rect") if element.get("width") != "100%"]
    assert number(bars[0], "height") == 2 * number(bars[1], "height")
    assert [year for year, _ in year_labels(root)] == [2020, 2021, 2022]


def test_one_year() -> None:
    """A single year is one tick with one bar."""
    corpus = corpus_of([2024])
    root = parse(draw_figures(corpus, themes_of(corpus, ["one"]), "en")[1])
    assert [year for year, _ in year_labels(root)] == [2024]


def test_a_year_far_before_the_others_does_not_squeeze_them() -> None:
    """One record of 1630 among records of 2015 to 2020 shares an open first bar; all is said in the caption."""
    corpus = corpus_of([1630, *[2015 + place % 6 for place in range(12)]])
    figure = draw_figures(corpus, themes_of(corpus, ["one"]), "en")[1]
    assert "The first bar holds what came before 2015: 1 record." in figure.caption
    assert "1630 to 2020" in figure.caption
    assert [year for year, _ in year_labels(parse(figure))] == [-2015, *range(2015, 2021)]


def test_many_years_share_a_bar() -> None:
    """Where years are too many to see, a bar spans several, and the caption says how many."""
    corpus = corpus_of([1700, 2025])
    assert "A bar spans 5 years." in draw_figures(corpus, themes_of(corpus, ["one"]), "en")[1].caption


# ---------------------------------------------------------------------------------------------------- number of themes


CURVES = st.dictionaries(st.integers(1, 45), st.floats(-0.5, 1.0), min_size=2, max_size=12)


def curve_of(curve: dict[int, float], chosen: int, low: int, high: int, language: LanguageCode = "en") -> list[Figure]:
    """Return the figure of the number of themes, if there is one."""
    why = Reason(code="k-asked")
    choice = Choice(chosen=chosen, low=low, high=high, why=why, curve=tuple(sorted(curve.items())))
    figures = draw_figures(fake_corpus(), dataclasses.replace(EMPTY, choice=choice), language)
    return [figure for figure in figures if figure.name == "number-of-themes"]


@given(CURVES, st.integers(1, 45), st.integers(0, 9), st.integers(0, 9), st.sampled_from(LANGUAGES))
@settings(max_examples=80)
def test_a_curve_is_whole_and_its_texts_keep_apart(
    curve: dict[int, float], chosen: int, below: int, above: int, language: LanguageCode
) -> None:
    """Whatever the curve, every point is drawn inside the frame and no two texts touch."""
    (figure,) = curve_of(curve, chosen, max(chosen - below, 1), chosen + above, language)
    root = parse(figure)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for box in boxes(root):
        assert min(box.left, box.top) >= 0, box
        assert box.right <= width + 0.1, box
        assert box.bottom <= height + 0.1, box
    written = [text_box(element) for element in root.iter(f"{SVG}text")]
    for one, other in itertools.combinations(written, 2):
        apart = one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top
        assert apart, (one, other)
    hints = [element for element in root.iter(f"{SVG}rect") if element.find(f"{SVG}title") is not None]
    assert len(hints) == len(curve)
    assert str(chosen) in texts(root)


def test_a_curve_by_hand() -> None:
    """Two, three and five themes: the best score is highest, the diamond is on the chosen one, the range is shaded."""
    (figure,) = curve_of({2: 0.3, 3: 0.5, 5: 0.4}, 3, 2, 3)
    root = parse(figure)
    points = [element for element in root.iter(f"{SVG}rect") if element.find(f"{SVG}title") is not None]
    xs, ys = ([number(element, name) for element in points] for name in "xy")
    assert xs[1] - xs[0] == pytest.approx((xs[2] - xs[1]) / 2)
    assert ys[0] - ys[1] == pytest.approx(2 * (ys[0] - ys[2]), abs=0.2)
    diamond = root.findall(f"{SVG}polygon")[0].attrib["points"].split()
    assert float(diamond[0].split(",")[0]) == pytest.approx(xs[1] + 3, abs=0.1)
    assert float(diamond[1].split(",")[1]) == pytest.approx(ys[1] + 3, abs=0.1)
    assert {"Modularity", "Number of themes", "Chosen: 3", "Plausible: 2 to 3"} <= set(texts(root))
    assert "2: 0.300; 3: 0.500; 5: 0.400" in figure.alt


def test_fewer_than_two_numbers_are_no_curve() -> None:
    """Where k was given, or the graph falls into as many communities at every resolution, there is nothing to draw."""
    assert curve_of({}, 4, 4, 4) == curve_of({4: 0.5}, 4, 4, 4) == []


# ---------------------------------------------------------------------------------------------------------------- text


@given(st.text(max_size=60), st.integers(15, 200))
def test_fitted_text_fits(text: str, width: int) -> None:
    """A shortened text is no wider than it may be."""
    assert text_width(fit(text, width)) <= width


@given(st.text(max_size=80), st.integers(15, 200), st.integers(1, 3))
def test_wrapped_text_fits(text: str, width: int, lines: int) -> None:
    """Wrapped text has no more lines and no wider ones than it may."""
    wrapped = wrap(text, width, lines)
    assert len(wrapped) <= lines
    assert all(text_width(line) <= width for line in wrapped)


def test_wrapping_by_hand() -> None:
    """English breaks at spaces, Chinese between characters, and what is too long ends in an ellipsis."""
    assert wrap("aaaa bbbb cccc", 40, 3) == ["aaaa", "bbbb", "cccc"]
    assert wrap("产教融合共同体", 48, 2) == ["产教融合", "共同体"]
    assert wrap("产教融合共同体", 48, 1) == ["产教融…"]


def test_a_title_as_long_as_a_book_is_a_short_label() -> None:
    """A label is cut to its room, however long the text, and the figure stays small."""
    record = fake_record(1, "word " * 200_000)
    corpus = Corpus(sources=(), records=(record,))
    figure = draw_figures(corpus, themes_of(corpus, ["one"]), "en")[0]
    assert len(figure.svg) < 10_000
    assert any(re.fullmatch(r"word( word)* ?(w|wo|wor)?… 2020", text) for text in texts(parse(figure)))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@given(st.floats(0, 1), st.floats(0, 1))
def test_shades_can_be_told_apart_and_written_on(one: float, other: float) -> None:
    """A larger number is never lighter, and text on any shade has the contrast that WCAG asks for, 4.5 to 1."""
    low, high = sorted((one, other))
    assert luminance(shade(low)) >= luminance(shade(high))
    pair = sorted((luminance(shade(one)), luminance(ink_on(one))))
    assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


def test_the_flow_counts_what_each_source_gave() -> None:
    """Every source has a line with its format and count; set aside and included are counted beside and below."""
    found = texts(parse(draw_figures(fake_corpus(), fake_themes(), "en")[2]))
    assert "Identified (n = 7)" in found
    assert "list.txt [text]: 7" in found
    assert {"Unreadable entries (n = 1)", "Duplicates (n = 1)", "Included (n = 5)"} <= set(found)


def test_the_flow_of_many_sources_sums_up_the_last() -> None:
    """Ten sources take eight lines: the last counts the three that have none of their own."""
    corpus = fake_corpus()
    names = [f"list-{place}.txt" for place in range(10)]
    sources = tuple(dataclasses.replace(corpus.sources[0], name=name) for name in names)
    records = tuple(
        dataclasses.replace(record, origin=dataclasses.replace(record.origin, source=names[place * 2]))
        for place, record in enumerate(corpus.records)
    )
    many = dataclasses.replace(corpus, sources=sources, records=records, duplicates=(), problems=())
    found = texts(parse(draw_figures(many, fake_themes(), "zh")[2]))
    assert "识别（n = 5）" in found
    assert "另有 3 个来源：1" in found
    assert sum("[text]" in line for line in found) == 7
