"""The styles by name: what every one of them keeps, and what is said where there is no such style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from fakes import fake_corpus, fake_record, people
from hypothesis import given
from hypothesis import strategies as st

from synth.citations import STYLES, check_style, make_bibliography
from synth.citations.fields import bare_doi, page_range, short_page_range
from synth.citations.richtext import plain
from synth.errors import UsageError
from synth.readers.fields import CSL_TYPES

if TYPE_CHECKING:
    from pathlib import Path

    from synth.datatypes import LanguageCode, Person

FIELDS = st.sampled_from(["", "Aa", "7", "Bb.", " Cc, "])
BROKEN = re.compile(
    r"\(\)|（）|\[\]|\s{2}|\s[,.;:)，。）]|[,:;(，：；（]\s*[,.:;)，：；）]|(?<!\.)\.\s?\.(?!\.)|^[\s,.:(]|[,:(\s]$"
)


@given(
    st.fixed_dictionaries(
        {
            **dict.fromkeys(("container", "volume", "issue", "pages", "publisher"), FIELDS),
            "doi": st.sampled_from(["", "10.9999/x"]),
            "url": st.sampled_from(["", "https://example.org/x"]),
            "year": st.none() | st.just(2020),
            "type": st.sampled_from(sorted(CSL_TYPES)),
            "language": st.sampled_from(["en", "zh"]),
            "more_authors": st.booleans(),
        }
    ),
    st.lists(st.sampled_from(people("Dd, Ee", "Whole Name", "作者甲", "Only, ")), max_size=5),
    st.sampled_from(STYLES),
    st.sampled_from(["en", "zh"]),
)
def test_missing_fields_leave_no_trace(
    fields: dict[str, Any], authors: list[Person], style: str, language: LanguageCode
) -> None:
    """Whichever fields are missing, no punctuation is doubled or left without the text it belonged to."""
    bibliography = make_bibliography([fake_record(1, "Title", *authors, **fields)], style, language)
    text = plain(bibliography.reference("r1"))
    assert not BROKEN.search(text), text
    assert "Title" in text
    if fields["year"]:
        assert text.count("2020") == 1
    if authors:
        assert authors[0].short.casefold() in text.casefold()
    if fields["doi"]:
        assert text.removesuffix(".").endswith("10.9999/x")
    if (fields["type"], fields["container"]) in {("article-journal", "Aa"), ("chapter", "Aa"), ("webpage", "Aa")}:
        assert "Aa" in text


@pytest.mark.parametrize("style", STYLES)
def test_text_from_a_source_is_cleaned_and_cut(style: str) -> None:
    """Control characters end here, and a title of 2,000 characters is cut with an ellipsis."""
    record = fake_record(1, "Ti\x1btle\u202e " + "word " * 400, *people("A\x00, B"), container="宽" * 2000)
    text = plain(make_bibliography([record], style, "en").reference("r1"))
    assert not re.search("[\x00\x1b\u202e]", text)
    assert "Title word" in text
    assert "word…" in text
    assert len(text) < 1300


@pytest.mark.parametrize("style", STYLES)
def test_three_thousand_authors(style: str) -> None:
    """The style's own rule keeps the entry and the citation short."""
    record = fake_record(1, "Title", *people(*(f"Author{number}, A" for number in range(3000))))
    bibliography = make_bibliography([record], style, "en")
    assert len(plain(bibliography.reference("r1"))) < 500
    assert len(bibliography.citation(["r1"])) < 40


def test_auto_follows_the_document() -> None:
    """Without a choice an English document numbers entries after APA, a Chinese one after GB/T 7714-2015."""
    records = fake_corpus().records
    for language, like in (("en", "Author, A. (2020)."), ("zh", "AUTHOR A. Title one")):
        bibliography = make_bibliography(records, "auto", "zh" if language == "zh" else "en")
        assert plain(bibliography.reference("r1")).startswith(like)
        assert bibliography.label("r1") == "[1]"


def test_an_unknown_style_is_refused() -> None:
    """The error names the styles there are."""
    with pytest.raises(UsageError, match=r'--style: There is no style "mla"\. Choose auto, apa, .*\.csl'):
        check_style("mla")
    for style in STYLES:
        check_style(style)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("1-9", "1–9"),
        ("1 — 9", "1–9"),
        ("1～9", "1–9"),
        ("S1-S9", "S1–S9"),
        ("xi-xv", "xi–xv"),
        ("pp. 3-4", "3–4"),
        ("e-12", "e-12"),
        ("597-597", "597"),
        ("", ""),
    ],
)
def test_page_ranges(pages: str, expected: str) -> None:
    """Whatever joins two page numbers becomes a dash; other hyphens stay."""
    assert page_range(pages) == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [("284-287", "284-7"), ("99-101", "99-101"), ("5-5", "5"), ("F231-F251", "F231-51"), ("1-20,41-48", "1-20,41-8")],
)
def test_short_page_ranges(pages: str, expected: str) -> None:
    """The last page loses the digits that it shares with the first."""
    assert short_page_range(pages) == expected


@pytest.mark.parametrize(
    "doi", ["10.9999/x", "https://doi.org/10.9999/x", "http://dx.doi.org/10.9999/x", "DOI: 10.9999/x"]
)
def test_a_doi_in_any_form(doi: str) -> None:
    """A DOI may come as an address or with its name before it."""
    assert bare_doi(doi) == "10.9999/x"


def test_a_missing_csl_file(tmp_path: Path) -> None:
    """Without the file, or without the engine, one line says what to do."""
    from synth.errors import SynthError

    with pytest.raises(SynthError, match=r"cannot be read|synth-review\[csl\]"):
        check_style(str(tmp_path / "none.csl"))
