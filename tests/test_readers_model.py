"""References read by the model that ships, and how labels become fields."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.readers.freetext.confidence import DOUBTFUL, confidence_of
from synth.readers.freetext.model import parse_by_model, shipped_model
from synth.readers.freetext.parsed import ParsedCitation
from synth.readers.freetext.segments import Run, citation_of, read_places, runs_of
from synth.readers.text import tidy

TITLE = "Placeholder effects on the teaching of nothing"
STYLES = {
    "APA": f"Author, A. A., & Writer, B. (2019). {TITLE}. Journal of Placeholder Studies, 12(3), 1–9.",
    "Vancouver": f"Author AA, Writer B. {TITLE}. J Placeholder Stud. 2019;12(3):1-9.",
    "IEEE": f'A. A. Author and B. Writer, "{TITLE}," Journal of Placeholder Studies, vol. 12, no. 3, pp. 1–9, 2019.',
    "MLA": f"Author, Ann, and Bob Writer. “{TITLE}.” Journal of Placeholder Studies, vol. 12, no. 3, 2019, pp. 1–9.",
    "Chicago": f"Author, Ann, and Bob Writer. 2019. “{TITLE}.” Journal of Placeholder Studies 12 (3): 1–9.",
    "Harvard": f"Author, A.A. and Writer, B. (2019) ‘{TITLE}’, Journal of Placeholder Studies, 12(3), pp. 1–9.",
    "Nature": f"Author, A. A. & Writer, B. {TITLE}. J. Placeholder Stud. 12, 1–9 (2019).",
    "ACS": f"Author, A. A.; Writer, B. {TITLE}. J. Placeholder Stud. 2019, 12 (3), 1–9.",
    "Elsevier": f"A.A. Author, B. Writer, {TITLE}, J. Placeholder Stud. 12 (2019) 1–9.",
    "Springer": f"Author AA, Writer B (2019) {TITLE}. J Placeholder Stud 12(3):1–9",
    "AMA": f"Author AA, Writer B. {TITLE}. J Placeholder Stud. 2019;12(3):1-9. doi:10.1000/placeholder.1",
    "plain": f"A. A. Author and B. Writer. {TITLE}. Journal of Placeholder Studies, 12(3):1–9, 2019.",
}


@pytest.mark.parametrize("style", STYLES)
def test_the_main_styles_are_read(style: str) -> None:
    """An article comes out the same in twelve styles: title, authors, year, journal, volume and pages."""
    parsed = parse_by_model(STYLES[style])
    assert parsed.title == TITLE
    assert [person.family for person in parsed.authors] == ["Author", "Writer"]
    assert parsed.year == 2019
    assert parsed.container.replace(".", "") in {"Journal of Placeholder Studies", "J Placeholder Stud"}
    assert (parsed.volume, parsed.pages) == ("12", "1–9")
    assert parsed.type == "article-journal"


def test_a_clear_reference_is_read_with_confidence() -> None:
    """A reference in a common style is not doubtful; words without any order are."""
    assert parse_by_model(STYLES["APA"]).confidence > 0.9
    assert parse_by_model("4 of and x, (the 7 y: et. Some In 12 - z").confidence < DOUBTFUL


def test_a_chapter_has_its_book() -> None:
    """The book of a chapter is the container, its editors are no authors."""
    parsed = parse_by_model(
        "Author, A. (2019). Placeholder chapter. In B. Editor & C. Redactor (Eds.), Handbook of placeholders"
        " (pp. 10–20). London: Placeholder Press."
    )
    assert parsed.title == "Placeholder chapter"
    assert [person.family for person in parsed.authors] == ["Author"]
    assert parsed.container == "Handbook of placeholders"
    assert (parsed.publisher, parsed.pages, parsed.type) == ("Placeholder Press", "10–20", "chapter")


def test_links_are_kept_whole() -> None:
    """A DOI is bare and in the record, whatever the label of its token."""
    assert parse_by_model(STYLES["AMA"]).doi == "10.1000/placeholder.1"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """No text raises; where there are letters there is a title; the confidence is a share."""
    parsed = parse_by_model(text)
    assert 0 <= parsed.confidence <= 1
    assert parsed.title or not any(character.isalpha() for character in tidy(text))


_WORDS = st.sampled_from(
    [
        "Smith,",
        "J.",
        "(2019).",
        "Title",
        "of",
        "the",
        "In",
        "12(3):",
        "1–9.",
        "“A",
        "b”",
        "Press,",
        "2001;",
        "et",
        "al.",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=25))
def test_every_segment_occurs_in_the_source(words: list[str]) -> None:
    """The runs of labelled tokens are the text, in order and without a gap but spaces."""
    text = tidy(" ".join(words))
    tokens = text.split()
    runs = runs_of(text, tokens, shipped_model().label(tokens)[0])
    assert all(run.text in text for run in runs)
    assert "".join("".join(run.text.split()) for run in runs) == "".join(text.split())


def test_an_endless_text_is_a_title() -> None:
    """A text too long for a reference is kept whole as a title without structure."""
    parsed = parse_by_model("word " * 5000)
    assert not parsed.structured
    assert parsed.title.startswith("word word")
    assert parsed.confidence == 0


@pytest.mark.parametrize(
    ("runs", "volume", "issue", "pages"),
    [
        ([Run("volume", "12(3),"), Run("pages", "1-9.")], "12", "3", "1–9"),
        ([Run("volume", "vol. 12, no. 3,"), Run("pages", "pp. 101–109,")], "12", "3", "101–109"),
        ([Run("volume", "2019;12(3):"), Run("pages", "1-9.")], "12", "3", "1–9"),
        ([Run("volume", "12 (Suppl 2):"), Run("pages", "S1–S9.")], "12", "Suppl 2", "S1–S9"),
        ([Run("volume", "12(3):1-9")], "12", "3", "1–9"),
        ([Run("volume", "(3):"), Run("pages", "xi-xv")], "", "3", "xi–xv"),
        ([Run("volume", "XII.3"), Run("pages", "e1071")], "XII", "3", "e1071"),
        ([Run("pages", "372:n71.")], "372", "", "n71"),
        ([Run("pages", "12:1.")], "", "", "12:1"),
    ],
)
def test_locators_are_told_apart(runs: list[Run], volume: str, issue: str, pages: str) -> None:
    """Volume, issue and pages come out of the runs that a style puts them into."""
    assert read_places(runs) == (volume, issue, pages)


def test_a_body_before_the_year_is_the_author() -> None:
    """A "title" before a year in brackets, with another title after it, is the body that wrote it."""
    runs = [Run("title", "Placeholder Council"), Run("date", "(2008)."), Run("title", "Report one.")]
    parsed = citation_of("Placeholder Council (2008). Report one.", runs)
    assert (parsed.title, parsed.authors[0].literal, parsed.year) == ("Report one", "Placeholder Council", 2008)


def test_editors_of_a_book_are_its_authors() -> None:
    """Editors who stand before the title count as the authors, others do not."""
    runs = [Run("editor", "Smith, J. (Ed.)."), Run("date", "(2001)."), Run("title", "Book one.")]
    assert [person.family for person in citation_of("", runs).authors] == ["Smith"]
    later = [Run("title", "Chapter one."), Run("editor", "In J. Smith (Ed.),"), Run("container-title", "Book one.")]
    assert citation_of("", later).authors == ()


@pytest.mark.parametrize("note", ["(Vol. 7)", "(2nd ed.)", "(p. 18)", "(pp. 3–9)", "[Vol. 2, part 1]"])
def test_a_note_in_brackets_is_no_part_of_the_title(note: str) -> None:
    """A volume, edition or page in brackets behind a title goes, and nothing of the title with it."""
    runs = [Run("title", f"Placeholder (and other) titles {note}."), Run("publisher", "Press A,"), Run("date", "2001.")]
    parsed = citation_of(" ".join(run.text for run in runs), runs)
    assert parsed.title == "Placeholder (and other) titles"


def test_a_year_in_the_title_counts_where_there_is_no_other() -> None:
    """The only year of a reference is taken, even if it was read as the end of the title."""
    runs = [Run("author", "Smith, J."), Run("title", "Placeholder survey, 2012.")]
    assert citation_of("Smith, J. Placeholder survey, 2012.", runs).year == 2012
    dated = [*runs, Run("date", "2014.")]
    assert citation_of("Smith, J. Placeholder survey, 2012. 2014.", dated).year == 2014


def test_the_year_of_an_access_is_no_year() -> None:
    """The date on which a page was looked at is not that of the work."""
    runs = [Run("author", "Agency A."), Run("title", "Title one."), Run("note", "(accessed on 1 March 2022).")]
    assert citation_of("Agency A. Title one. (accessed on 1 March 2022).", runs).year is None
    dated = [*runs[:2], Run("date", "2019."), Run("note", "Retrieved May 2, 2022.")]
    assert citation_of("Agency A. Title one. 2019. Retrieved May 2, 2022.", dated).year == 2019


def test_what_has_an_issue_is_a_journal() -> None:
    """A "publisher" with a volume or issue behind it is a journal, one before which the volume stands is none."""
    runs = [Run("title", "Title one."), Run("publisher", "Higher Rooms,"), Run("date", "2024"), Run("volume", "(24),")]
    parsed = citation_of("Title one. Higher Rooms, 2024(24),", runs)
    assert (parsed.container, parsed.publisher, parsed.issue) == ("Higher Rooms", "", "24")
    book = [Run("title", "Title one"), Run("volume", "(Vol. 7)."), Run("publisher", "Press A.")]
    assert citation_of("Title one (Vol. 7). Press A.", book).publisher == "Press A"


def test_the_word_before_a_date_of_access_is_no_container() -> None:
    """A word that the model took for a journal, but that says when a page was looked at, is none."""
    runs = [Run("title", "Title one."), Run("journal", "Accessed"), Run("date", "12 March 2021.")]
    parsed = citation_of("Title one. Accessed 12 March 2021.", runs)
    assert (parsed.container, parsed.year) == ("", None)


def test_the_number_of_a_preprint_is_no_volume() -> None:
    """What follows arXiv counts neither as volume nor as issue."""
    assert read_places([Run("volume", "arXiv:1412.6980.")]) == ("", "", "")


def test_an_address_is_no_title() -> None:
    """A text that is but an address has no title."""
    assert parse_by_model("https://www.example.org/a/b").title == ""


def test_wide_signs_are_read_like_narrow_ones() -> None:
    """The full-width signs of Chinese typesetting part the fields of an English reference."""
    wide = STYLES["APA"].replace("ng. J", "ng．J").replace("), 1", ")，1").replace(" (2019). ", "（2019）．")
    assert parse_by_model(wide) == parse_by_model(STYLES["APA"])


def test_doubts_lower_the_confidence() -> None:
    """A sentence end in a title and a title in two pieces make a reading less likely to be right."""
    clear = ParsedCitation(title="Title one", container="Journal A")
    odd = ParsedCitation(title="Title ones. Journal", container="Journal A")
    labels = ["author", "date", "title", "journal"]
    assert confidence_of(odd, "", labels, 0.9) < confidence_of(clear, "", labels, 0.9) < 1
    assert confidence_of(clear, "", [*labels, "title"], 0.9) < confidence_of(clear, "", labels, 0.9)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_model_means_more_confidence(low: float, high: float) -> None:
    """The confidence grows with the certainty of the model and stays between 0 and 1."""
    parsed = ParsedCitation(title="Title one")
    smaller, larger = sorted((low, high))
    first, second = (confidence_of(parsed, "", ["title"], certainty) for certainty in (smaller, larger))
    assert 0 <= first <= second <= 1


def test_the_model_opens_when_it_is_needed() -> None:
    """Importing the reader of free text imports neither the library nor the model."""
    code = "import sys, synth.readers.freetext.model; sys.exit('pycrfsuite' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code
