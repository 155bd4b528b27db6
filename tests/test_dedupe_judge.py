"""What two records are to each other, by pairs that people have to tell apart every day."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import fake_record
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.datatypes import Person, Record
from synth.dedupe.judge import judge
from synth.dedupe.profile import profile_of

ANNA = Person(family="Author", given="Anna")
BEN = Person(family="Writer", given="Ben")
JIA = Person(literal="作者甲")
YI = Person(literal="作者乙")
LONG = "What is known of the meaning of long titles in lists"
FULL: dict[str, Any] = {
    "authors": (ANNA, BEN),
    "year": 2020,
    "container": "Journal of Long Titles",
    "volume": "12",
    "issue": "3",
    "pages": "101-110",
}
FULL_ZH: dict[str, Any] = {**FULL, "authors": (JIA, YI), "container": "期刊甲", "language": "zh"}


def _record(title: str, **fields: Any) -> Record:  # noqa: ANN401 - the fields of Record
    return fake_record(1, title, **{"year": None, **fields})


def _kind(ours: Record, theirs: Record) -> str:
    """Return what two records are to each other, the same in both orders."""
    there, back = judge(profile_of(ours), profile_of(theirs)), judge(profile_of(theirs), profile_of(ours))
    assert (there is None) == (back is None)
    assert there is None or back is None or (there.kind, there.reason.code) == (back.kind, back.reason.code)
    return there.reason.code if there else ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"container": "J. Long Titl.", "pages": "101-10"}, "duplicate-title"),
        ({"authors": (Person(family="AUTHOR", given="A."),), "issue": ""}, "duplicate-title"),
        ({"container": "", "volume": "", "issue": "", "pages": "", "authors": ()}, "duplicate-title"),
        ({"year": 2019, "volume": "", "issue": "", "pages": ""}, "duplicate-title"),
        ({"year": 2019}, "duplicate-title"),
        ({"year": 2015}, "duplicate-title"),
        ({"title": "What is known of the maening of long titles in lists"}, "duplicate-similar"),
        ({"title": LONG + ": a review of the literature"}, "duplicate-subtitle"),
        ({"title": "What is known about the meanings of long titles in lists"}, "duplicate-similar"),
        (
            {"title": "What is known of the maening of long titles in lists", "year": 2021, "pages": ""},
            "duplicate-similar",
        ),
        ({"title": "What is known of the meaning of longg titles in lists", "pages": ""}, "duplicate-similar"),
        ({"title": "What is known of the meaning of lnog titles n lists", "authors": ()}, "duplicate-similar"),
        ({"year": 2021, "authors": (), "volume": "", "issue": ""}, "duplicate-title"),
        ({"volume": "2020", "issue": "", "pages": ""}, "duplicate-title"),
        ({"volume": "13", "issue": ""}, "duplicate-title"),
        ({"container": "Annals of Short Names"}, "duplicate-title"),
        ({"pages": "201-210"}, "duplicate-title"),
        ({"year": 2015, "pages": ""}, ""),
        ({"year": 2021, "authors": (), "pages": ""}, ""),
        ({"pages": "201-210", "issue": ""}, ""),
        ({"volume": "13", "issue": "1", "pages": ""}, ""),
        ({"authors": (BEN,), "pages": ""}, ""),
        ({"container": "Annals of Short Names", "volume": "1", "issue": "", "pages": ""}, ""),
        ({"type": "thesis", "container": "", "pages": ""}, ""),
        ({"title": "Erratum to: " + LONG}, ""),
        ({"title": "Retracted: " + LONG}, ""),
        ({"title": LONG + " - Reply"}, ""),
        ({"title": LONG + ": a review", "authors": (), "pages": ""}, ""),
        ({"title": "What is known of the meaning of short titles in lists", "pages": ""}, ""),
    ],
)
def test_a_latin_record_beside_a_variant_of_itself(changes: dict[str, Any], code: str) -> None:
    """What other databases do to a record is seen through; what makes another work is not."""
    variant = {**FULL, "title": LONG, **changes}
    assert _kind(_record(LONG, **FULL), _record(**variant)) == code


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Long titles in lists. Part I", "Long titles in lists. Part II"),
        ("Report on long titles in lists for 2019", "Report on long titles in lists for 2020"),
        ("Long titles in lists after vitamin D in diets", "Long titles in lists after vitamin E in diets"),
        ("Long titles in lists made by women at work", "Long titles in lists made by men at work"),
    ],
)
def test_titles_that_differ_in_what_counts_are_two_works(ours: str, theirs: str) -> None:
    """Part numbers, years and words of meaning tell works of the same authors and year apart."""
    fields = {**FULL, "pages": "", "issue": ""}
    assert not _kind(_record(ours, **fields), _record(theirs, **fields))


@pytest.mark.parametrize(
    ("title", "changes", "code"),
    [
        ("题目甲的时间路径研究", {}, "duplicate-similar"),
        ("题目甲的实践路径研究——以乙为例", {}, "duplicate-subtitle"),
        ("题目甲的实践路径研究", {"volume": "", "issue": ""}, "duplicate-title"),
        ("题目甲的实践路径研究", {"authors": (Person(family="Zuozhe", given="Jia"),)}, "duplicate-title"),
        ("题目甲的时间路径研究", {"pages": ""}, ""),
        ("题目甲的时间路径研究", {"authors": (YI,)}, ""),
        ("题目甲的时间路径研究", {"authors": ()}, ""),
        ("题目甲的时间路径研究", {"pages": "111-118"}, ""),
        ("题目甲的实践路径研究", {"authors": (YI,), "pages": ""}, ""),
        ("题目甲的实践路径研究", {"year": 2019, "pages": "", "volume": "", "issue": ""}, ""),
        ("题目甲的实践路径研究——以乙为例", {"pages": ""}, ""),
        ("题目甲的实践路径研究（下）", {"pages": "111-118"}, ""),
    ],
)
def test_a_chinese_record_beside_a_variant_of_itself(title: str, changes: dict[str, Any], code: str) -> None:
    """Two Chinese titles that are not equal are one work only where authors and pages agree."""
    assert _kind(_record("题目甲的实践路径研究", **FULL_ZH), _record(title, **{**FULL_ZH, **changes})) == code


_HAN = st.text(st.sampled_from("教师学生时间实践职业育研究路径逻辑的与"), min_size=4, max_size=12)


@settings(deadline=None)
@given(_HAN, _HAN, st.sampled_from(["101-110", "111-118", ""]))
def test_different_chinese_titles_of_other_authors_never_merge(ours: str, theirs: str, pages: str) -> None:
    """In one issue, two records of different Chinese titles and different authors are two works, whatever the pages."""
    other = {**FULL_ZH, "authors": (YI,), "pages": pages}
    if ours != theirs:
        assert not _kind(_record(ours, **FULL_ZH), _record(theirs, **other))


@pytest.mark.parametrize(
    ("ours", "theirs", "code"),
    [
        ({"title": LONG}, {"title": LONG.upper()}, "duplicate-doi"),
        ({"title": LONG}, {"title": "Quite another spelling"}, "duplicate-doi"),
        (
            {"title": "The first chapter on titles", "pages": "1-20", "authors": (ANNA,)},
            {"title": "Names of people elsewhere", "pages": "21-40", "authors": (BEN,)},
            "",
        ),
        ({"title": "Introduction", "pages": "3-20"}, {"title": "Introduction", "pages": "201-220"}, ""),
        ({"title": LONG + ", part 1"}, {"title": LONG + ", part 2"}, ""),
        ({"title": LONG}, {"title": "Correction: " + LONG}, ""),
        ({"title": "题目甲的实践", "authors": (JIA,)}, {"title": LONG, "authors": (ANNA,)}, "link-translation-doi"),
    ],
)
def test_a_shared_doi_names_one_work_unless_it_is_a_books(
    ours: dict[str, Any], theirs: dict[str, Any], code: str
) -> None:
    """A DOI outweighs another spelling, but not another chapter, part, or notice; another script is a translation."""
    assert _kind(_record(**ours, doi="10.1000/a"), _record(**theirs, doi="10.1000/A")) == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"doi": "10.48550/arxiv.2001.00001", "year": 2019}, "link-preprint"),
        ({"container": "arXiv preprint arXiv:2001.00001", "year": 2018}, "link-preprint"),
        ({"container": "bioRxiv", "title": "What is known of the maening of long titles in lists"}, "link-preprint"),
        ({"container": "bioRxiv", "year": 2010}, ""),
        ({"container": "bioRxiv", "authors": (BEN,)}, ""),
        ({"container": "bioRxiv", "title": LONG + ", part II"}, ""),
    ],
)
def test_a_preprint_is_linked_to_what_was_published_of_it(changes: dict[str, Any], code: str) -> None:
    """Same title and authors within three years are versions of one work, and both stay."""
    preprint = {"title": LONG, "authors": (ANNA, BEN), "year": 2020, **changes}
    assert _kind(_record(LONG, doi="10.1000/a", **FULL), _record(**preprint)) == code


def test_two_versions_of_one_preprint_are_one_record() -> None:
    """The version in a server's DOI tells no works apart."""
    fields: dict[str, Any] = {"authors": (ANNA,), "year": 2020}
    one = _record(LONG, doi="10.21203/rs.3.rs-100/v1", **fields)
    assert _kind(one, _record(LONG, doi="10.21203/rs.3.rs-100/v2", **fields)) == "duplicate-doi"


@pytest.mark.parametrize(
    ("chinese", "english", "code"),
    [
        ({"translated_title": LONG}, {}, "link-translation-title"),
        (
            {},
            {"authors": (Person(family="Zhang", given="San"), Person(family="Li", given="Si"))},
            "link-translation-place",
        ),
        ({}, {}, ""),
        ({"translated_title": LONG, "pages": "11-20"}, {}, ""),
        ({"translated_title": LONG, "year": 2012}, {}, ""),
    ],
)
def test_a_translation_is_linked_not_merged(chinese: dict[str, Any], english: dict[str, Any], code: str) -> None:
    """A stated translation, or one place in print with authors in pinyin, links two languages."""
    ours = _record("题目甲的实践路径研究", **{**FULL_ZH, **chinese})
    assert _kind(ours, _record(LONG, **{**FULL, **english})) == code


@pytest.mark.parametrize(
    ("changes", "same"),
    [({}, True), ({"pages": ""}, False), ({"pages": "201-202"}, False), ({"authors": (YI, BEN)}, False)],
)
def test_a_common_title_needs_its_place(
    changes: dict[str, Any],
    same: bool,  # noqa: FBT001 - pytest gives the arguments
) -> None:
    """Two editorials, or two forewords, are one work only on the same page by the same authors."""
    for title, people in (("Editorial", (ANNA,)), ("卷首语", (JIA,))):
        fields = {**FULL, "authors": people}
        other = {**fields, **changes}
        if "authors" in changes:
            other["authors"] = tuple(one for one in changes["authors"] if bool(one.literal) == bool(people[0].literal))
        assert bool(_kind(_record(title, **fields), _record(title, **other))) is same


def test_several_people_comment_on_one_work_under_one_title() -> None:
    """Two comments of one title are one only where the same people wrote them."""
    title = f"Comment on “{LONG}”"
    assert not _kind(_record(title, year=2020), _record(title, year=2020))
    assert _kind(_record(title, authors=(ANNA,), year=2020), _record(title, authors=(ANNA,), year=2020))


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"publisher": "PUBLISHER A"}, True),
        ({"publisher": "Publisher B"}, False),
        ({"publisher": "Publisher A", "year": 2021}, False),
        ({"publisher": "", "abstract": "What it says at length. " * 12}, True),
        ({"publisher": "", "authors": (ANNA, BEN)}, True),
    ],
)
def test_a_subtitle_may_be_missing_where_the_rest_agrees(
    changes: dict[str, Any],
    same: bool,  # noqa: FBT001 - pytest gives the arguments
) -> None:
    """Without pages, publisher, abstract or a second author has to agree with title, first author and year."""
    people = changes.get("authors", (ANNA,))
    fields = {"authors": people, "year": 2020, "publisher": "Publisher A", "abstract": "What it says at length. " * 12}
    variant = {**fields, "abstract": "", **changes}
    assert bool(_kind(_record("Titles: what is known", **fields), _record("Titles", **variant))) is False
    assert bool(_kind(_record(LONG + ": what is known", **fields), _record(LONG, **variant))) is same


def test_titles_alone_may_have_slips() -> None:
    """In lists of titles, two long ones that differ in a slip of the pen are one work; short ones are two."""
    assert _kind(_record(LONG), _record(LONG.replace("known", "knwon"))) == "duplicate-similar"
    assert not _kind(_record("Titles in some lists"), _record("Titles in some lsits"))
    assert not _kind(_record(LONG, year=2020), _record(LONG.replace("known", "knwon"), year=2021))


def test_a_yearly_report_of_a_body_is_not_an_advance_copy() -> None:
    """The same title a year later, by a body and not by people, is another report."""
    body = (Person(literal="Institute for the Study of Titles"),)
    ours = _record(LONG, authors=body, year=2020, container="Reports on Titles")
    assert not _kind(ours, _record(LONG, authors=body, year=2021, container="Reports on Titles"))
    assert _kind(ours, _record(LONG, authors=body, year=2020))


def test_a_short_title_needs_its_people() -> None:
    """Two records of a title of a few letters are one work where authors and year agree, and not without."""
    assert not _kind(_record("Time", year=2020), _record("Time", year=2020))
    assert _kind(_record("Time", authors=(ANNA,), year=2020), _record("Time", authors=(ANNA,), year=2020))
    assert not _kind(_record("Time", authors=(ANNA,), year=2020), _record("Time", authors=(ANNA,), year=2021))


@pytest.mark.parametrize(
    ("ours", "theirs", "code"),
    [
        ({"type": "book"}, {"type": "chapter", "container": "A Book of Titles", "pages": "3-9"}, ""),
        ({"type": "book"}, {"type": "book", "pages": "45"}, "duplicate-title"),
        ({"type": "book", "pages": "12"}, {"type": "book", "pages": "45"}, "duplicate-title"),
        ({"type": "book"}, {"type": "book", "year": 2021}, "duplicate-title"),
        ({"type": "book"}, {"type": "book", "year": 2026}, ""),
        ({"type": "thesis"}, {"type": "book"}, ""),
        ({"type": "report"}, {"container": "Journal of Long Titles", "volume": "12", "year": 2021}, "link-preprint"),
    ],
)
def test_books_theses_and_working_papers_are_told_from_articles(
    ours: dict[str, Any], theirs: dict[str, Any], code: str
) -> None:
    """A chapter is not its book, cited pages are not a book's identity, and a working paper is like a preprint."""
    common: dict[str, Any] = {"authors": (ANNA,), "year": 2020}
    assert _kind(_record(LONG, **{**common, **ours}), _record(LONG, **{**common, **theirs})) == code
