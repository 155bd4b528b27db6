"""A small result made by hand: five records that are plainly not real, two themes, one record without a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from synth.citations import make_bibliography
from synth.datatypes import (
    Bullets,
    Cell,
    CellFamily,
    Choice,
    Cite,
    Claim,
    Config,
    Corpus,
    Coverage,
    Duplicate,
    ExpectedTheme,
    FacetValue,
    Figure,
    Framework,
    Gaps,
    Membership,
    Origin,
    Paragraph,
    Person,
    Problem,
    Reason,
    Record,
    References,
    Result,
    Section,
    Source,
    Synthesis,
    Table,
    Tail,
    Theme,
    ThemeCoverage,
    ThemeSet,
    Unassigned,
)

if TYPE_CHECKING:
    from synth.citations import Bibliography
    from synth.datatypes import LanguageCode


def fake_record(number: int, title: str, *people: Person, year: int | None = 2020, **fields: Any) -> Record:  # noqa: ANN401 - the fields of Record
    """Return a record called ``r<number>`` that stands on its own line of ``list.txt``."""
    origin = Origin(source="list.txt", line=number)
    named = {"id": f"r{number}", "number": number, "title": title, "authors": people, "year": year}
    return Record(**{"origin": origin, "raw": title, **named, **fields})


def fake_corpus() -> Corpus:
    """Return five records, one duplicate and two problems."""
    records = (
        fake_record(
            1,
            "Title one: logic & *form*",
            Person(family="Author", given="A"),
            container="Journal A",
            volume="1",
            issue="(2)",
            pages="3-9",
            doi="10.9999/a_1",
        ),
        fake_record(2, "Title two", Person(family="Author", given="B"), Person(family="Writer", given="C"), year=2022),
        fake_record(3, "题目三", Person(literal="作者甲"), Person(literal="作者乙"), container="期刊甲", language="zh"),
        fake_record(4, "1. Title <four> | [odd]", year=None, type="book", publisher="Publisher A"),
        fake_record(5, "Title five", *(Person(literal=f"Writer {letter}") for letter in "ABCD"), year=2021),
    )
    return Corpus(
        sources=(Source(name="list.txt", format="text", encoding="utf-8", sha256="0" * 64),),
        records=records,
        duplicates=(
            Duplicate(record=fake_record(6, "Title two."), kept_id="r2", reason=Reason(code="duplicate-title")),
        ),
        problems=(
            Problem(
                kind="unreadable",
                origin=Origin(source="list.txt", line=7),
                raw="| ???\x1b[0m",
                reason="no title was found",
            ),
            Problem(kind="doubtful", origin=Origin(source="list.txt", line=8), raw="宽" * 100, reason="no entry"),
        ),
    )


def fake_bibliography(
    corpus: Corpus | None = None, *, style: str = "auto", language: LanguageCode = "en"
) -> Bibliography:
    """Return the citations and references of a corpus."""
    return make_bibliography((corpus or fake_corpus()).records, style, language)


def people(*names: str) -> tuple[Person, ...]:
    """Return persons from "Family, Given" or whole names."""
    return tuple(
        Person(family=name.partition(", ")[0], given=name.partition(", ")[2]) if ", " in name else Person(literal=name)
        for name in names
    )


def fake_themes() -> ThemeSet:
    """Return two themes that share a record, and one record without a theme."""
    return ThemeSet(
        themes=(
            Theme(
                key="form",
                label="Form",
                kind="expected",
                terms=("form", "logic"),
                memberships=(
                    Membership(record_id="r1", primary=True, strength=0.91239, evidence=("logic", "form")),
                    Membership(record_id="r3", primary=True, strength=0.5, evidence=("题目",)),
                    Membership(record_id="r2", primary=False, strength=0.3, evidence=("form",)),
                ),
                source="It explores form.",
            ),
            Theme(
                key="use",
                label="Use | practice",
                kind="emergent",
                terms=("use",),
                memberships=(
                    Membership(record_id="r2", primary=True, strength=1.0000001, evidence=("use",)),
                    Membership(record_id="r4", primary=True, strength=0.4, evidence=("use", "practice")),
                ),
            ),
        ),
        unassigned=(Unassigned(record_id="r5", reason=Reason(code="unassigned-no-mention")),),
        choice=Choice(chosen=2, low=2, high=3, why=Reason(code="k-expected"), curve=((2, 0.123456), (3, 0.1))),
    )


def fake_synthesis() -> Synthesis:
    """Return a synthesis with every kind of block in it."""
    first = Claim(
        parts=("Author ", Cite(record_ids=("r1",)), " starts with form", Cite(record_ids=("r2", "r3", "r4")), ".")
    )
    second = Claim(parts=("Writers A_B add more ", Cite(record_ids=("r5", "r1")), "."))
    table = Table(
        header=("Theme", "Records"),
        rows=(("Use | practice", Cite(record_ids=("r2", "r4"))), ("Form", Cite(record_ids=("r1",)))),
        caption="Themes and *their* records",
    )
    figure = Figure(name="drawing", svg="<svg/>", caption="A drawing.", alt="Two [boxes]")
    outline = Section(heading="Outline", blocks=(Bullets(claims=(Claim(parts=("Open with form.",)),)),))
    return Synthesis(
        title="A fake # review",
        language="en",
        sections=(
            Section(
                heading="At a glance",
                blocks=(Paragraph(claims=(first, second)), table),
                sections=(Section(heading="Form", blocks=(Bullets(claims=(second,)), figure)),),
            ),
            outline_of_sections(),
            Section(heading="References", blocks=(References(record_ids=("r1", "r2", "r3", "r4", "r5")),)),
        ),
        outline=outline,
    )


def outline_of_sections() -> Section:
    """Return a section whose only sentence looks like a list item."""
    return Section(
        heading="Order",
        blocks=(Paragraph(claims=(Claim(parts=("1. First comes ", Cite(record_ids=("r4",)), "(see there).")),)),),
    )


def fake_gaps() -> Gaps:
    """Return two combinations that were tested, a gap and none; their figures do not follow from the records."""
    both = {"rows": "theme", "columns": "method", "column": "survey", "column_ids": ("r1",)}
    gap = Cell(
        row="use",
        row_ids=("r2", "r4"),
        record_ids=(),
        expected=7.25,
        fewer=Tail(p=0.00012345, q=0.0002469),
        finding="gap",
        **both,  # type: ignore[arg-type] # the checker does not see which value is under which name
    )
    other = Cell(
        row="form",
        row_ids=("r1", "r2", "r3"),
        record_ids=("r1",),
        expected=0.5,
        more=Tail(p=0.25, q=0.25),
        **both,  # type: ignore[arg-type] # as above
    )
    family = CellFamily(
        rows="theme", columns="method", population=("r1", "r2", "r3", "r4"), combinations=3, cells=(gap, other)
    )
    return Gaps(families=(family,))


def fake_result() -> Result:
    """Return the whole answer that the pieces above make up."""
    corpus, themes = fake_corpus(), fake_themes()
    return Result(
        name="fake",
        config=Config(),
        corpus=corpus,
        framework=Framework(
            origin="abstract",
            themes=(ExpectedTheme(key="form", label="Form", seed_terms=("form",), source="It explores form."),),
            why=Reason(code="framework-abstract"),
        ),
        themes=themes,
        coverage=Coverage(
            themes=(
                ThemeCoverage(key="form", label="Form", status="covered", records=3, primary=2),
                ThemeCoverage(key="use", label="Use | practice", status="thin", records=2, primary=2, kind="emergent"),
                ThemeCoverage(key="gap", label="Gap", status="missing", records=0, primary=0),
            )
        ),
        facets=(FacetValue(facet="method", key="survey", record_ids=("r1",)),),
        gaps=fake_gaps(),
        figures=(Figure(name="drawing", svg="<svg/>", caption="A drawing.", alt="Two [boxes]"),),
        synthesis=fake_synthesis(),
    )
