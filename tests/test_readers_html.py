"""Web pages: what a reader sees of the reference list is read, the site around it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.errors import DataError, LimitError, SynthError
from synth.readers.containers.html import read
from synth.readers.sniff import sniff_text

if TYPE_CHECKING:
    from synth.readers.intake import Reading

ENTRIES = (
    "Author A, Writer B. Title one of rooms &amp; halls. Journal A, 2019, 12(3): 45-67.",
    "张三, 李四. 题名二的研究与教育[J]. 示例期刊, 2020(3): 12-18.",
    "Writer C. Title three of <i>rooms</i>. Journal B, 2021, 4: 1-9.",
)
TITLES = ["Title one of rooms & halls", "题名二的研究与教育", "Title three of rooms"]
NUMBERED = tuple(f"[{number}] {entry}" for number, entry in enumerate(ENTRIES, start=1))


def _each(before: str, after: str, entries: tuple[str, ...] = ENTRIES) -> str:
    return "\n".join(before + entry + after for entry in entries)


LISTS = {
    "ol": f"<ol>{_each('<li>', '</li>')}</ol>",
    "ol without end tags": f"<ol>{_each('<li>', '')}</ol>",
    "ol with own numbers": f"<ol>{_each('<li>', '</li>', NUMBERED)}</ol>",
    "ol of paragraphs": f"<ol>{_each('<li><p>', '</p></li>')}</ol>",
    "ul": f"<ul>{_each('<li>', '</li>')}</ul>",
    "p": _each("<p>", "</p>"),
    "p with numbers": _each("<p>", "</p>", NUMBERED),
    "div in div": f"<div class='refs'>{_each('<div><span>', '</span></div>')}</div>",
    "br": f"<p>{'<br>'.join(NUMBERED)}</p>",
    "dl": f"<dl>{''.join(f'<dt>[{n}]</dt><dd>{entry}</dd>' for n, entry in enumerate(ENTRIES, 1))}</dl>",
    "table": f"<table>{''.join(f'<tr><td>{n}.<td>{entry}</tr>' for n, entry in enumerate(ENTRIES, 1))}</table>",
    "table of paragraphs": f"<table>{_each('<tr><td><p>', '</p></td></tr>')}</table>",
    "layout table": f"<table><tr><td></td><td><ol>{_each('<li>', '</li>')}</ol></td></tr></table>",
    "number beside": "".join(f"<div><b>{n}.</b></div><div>{entry}</div>" for n, entry in enumerate(ENTRIES, 1)),
}
PAGE = """<!DOCTYPE html>
<html><head><title>Site</title>{meta}<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li>Smith J. Old title. Journal Z, 1999, 1: 1-2.</li></ul></nav>
<h1>Reading in plain rooms: a review of samples</h1>
<p class="authors">Anna Author<sup>1</sup>, Bert Writer<sup>2</sup></p>
<h2>Abstract</h2><p>Rooms are <b>many</b>. They are read in.</p>
<p><strong>Keywords:</strong> rooms; reading</p>
<h2>1 Introduction</h2><p>The body of the article.</p>
<h2>{heading}</h2>
{references}
{after}
<footer><p>Copyright 2020 Sample House. All rights reserved.</p></footer>
<script>var x = "<p>References</p>";</script></body></html>
"""


def page(references: str, *, heading: str = "References", meta: str = "", after: str = "") -> str:
    """Return an article page with this list."""
    return PAGE.format(references=references, heading=heading, meta=meta, after=after)


def titles(reading: Reading) -> list[str]:
    """Return the titles of the records."""
    return [getattr(item, "title", "unreadable") for item in reading.items]


@pytest.mark.parametrize("heading", ["References", "参考文献", "<b>5. References</b>", "REFERENCES:"])
@pytest.mark.parametrize("form", LISTS)
def test_every_form_of_list_gives_the_same_records(form: str, heading: str) -> None:
    """Lists, paragraphs, lines and rows give one record each, and nothing of the site around them."""
    reading = read(page(LISTS[form], heading=heading), "page.html")
    assert titles(reading) == TITLES
    assert reading.remarks == ()
    assert reading.format == "HTML page"
    assert reading.review is not None
    assert reading.review.title == "Reading in plain rooms: a review of samples"
    assert reading.review.abstract == "Rooms are many. They are read in."
    assert reading.review.keywords == ("rooms", "reading")
    assert [person.family for person in reading.review.authors] == ["Author", "Writer"]


@pytest.mark.parametrize("form", sorted(set(LISTS) - {"div in div", "p"}))
def test_a_bare_list_is_read(form: str) -> None:
    """A fragment that is nothing but a list is read too."""
    assert sniff_text(LISTS[form]) == "html"
    reading = read(LISTS[form], "list.html")
    assert titles(reading) == TITLES
    assert reading.format == "HTML list"


def test_an_entry_has_its_line_in_the_source() -> None:
    """The line of an entry is that of the file, not of the text that was taken from it."""
    text = page(LISTS["ol"])
    lines = text.split("\n")
    found = [item.origin.line for item in read(text, "page.html").items]
    assert [lines[line - 1].count("<li>") for line in found] == [1, 1, 1]
    assert found == sorted(set(found))


@pytest.mark.parametrize("form", ["ul", "p"])
def test_what_the_page_does_not_show_is_not_in_the_raw_text(form: str) -> None:
    """The raw text of an entry without a number has none, though its bounds are certain."""
    raws = [item.raw for item in read(page(LISTS[form]), "page.html").items]
    assert [raw[:6] for raw in raws] == ["Author", "张三, 李四", "Writer"]


def test_paragraphs_are_entries_whatever_they_begin_with() -> None:
    """A paragraph that begins like the middle of an entry is an entry, as its bounds are those of the page."""
    odd = "de la Author G. and others on rooms. Journal G, 2015, 3: 3-4."
    paragraphs = _each("<p>", "</p>", (*ENTRIES[:2], odd, ENTRIES[2]))
    assert [item.raw for item in read(page(paragraphs), "page.html").items][2] == odd


def test_a_list_may_count_otherwise() -> None:
    """The numbers that a page shows are those of its list: from another start, backwards, or an item's own."""
    for attributes, labels in (("start=7", ["[7]", "[8]", "[9]"]), ("reversed start=3", ["[3]", "[2]", "[1]"])):
        reading = read(page(f"<ol {attributes}>{_each('<li>', '</li>')}</ol>"), "page.html")
        assert [item.raw[:3] for item in reading.items] == labels
        assert titles(reading) == TITLES


# --------------------------------------------------------------------------------------------- the site around a list


@pytest.mark.parametrize(
    "wrapper",
    ["<aside>{}</aside>", "<div hidden>{}</div>", "<div style='display:none' id=refs>{}</div>", "<footer>{}</footer>"],
)
def test_a_list_in_the_furniture_is_kept(wrapper: str) -> None:
    """A reference list is read though the page folds it away or puts it aside."""
    listing = wrapper.format(f"<h2>References</h2>{LISTS['ol']}")
    assert titles(read(page("", heading="Notes to readers", after=listing), "page.html")) == TITLES


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>{}</nav>",
        "<div role='navigation'>{}</div>",
        "<div class='x sidebar'>{}</div>",
        "<div hidden>{}</div>",
        "<noscript>{}</noscript>",
        "<select><option>{}</option></select>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    """What belongs to the site is no part of an entry, wherever it stands."""
    extra = furniture.format("Read more of our rooms")
    entries = LISTS["ol"].replace("</li>", f"{extra}</li>")
    assert all("Read more" not in item.raw for item in read(page(entries), "page.html").items)


def test_the_fields_of_an_entry_are_told_apart() -> None:
    """Where a page sets each field of an entry as a block of its own, a stop stands between them."""
    blocks = [
        f"<li><span>[{n}]</span><div><div>Author A, Writer B</div><div>Title {n} of rooms</div></div>"
        f"<div>Journal A, 2020, 12: 45-67.</div><div><a>View in Scopus</a></div></li>"
        for n in (1, 2)
    ]
    items = read(page(f"<ol>{''.join(blocks)}</ol>"), "page.html").items
    assert [item.raw for item in items] == [
        f"[{n}] Author A, Writer B. Title {n} of rooms. Journal A, 2020, 12: 45-67." for n in (1, 2)
    ]


LINKS = (
    '<div class="links">[<a href="https://doi.org/10.1234/a.5">CrossRef</a>] [<a href="/g">Google Scholar</a>]</div>',
    '<p><a href="https://dx.doi.org/10.1234/a.5">Article</a> | <a href="x">PubMed</a> | <a>Google Scholar</a></p>',
    ' <a href="https://example.org/doi/full/10.1234%2Fa.5">View Article</a>',
    ' <a>PubMed Abstract</a> | <a href="https://doi.org/10.1234/a.5">CrossRef Full Text</a> <a>(New window)</a>',
)


@pytest.mark.parametrize("links", LINKS)
def test_link_labels_go_and_the_doi_stays(links: str) -> None:
    """What publishers add to each reference is left out; the DOI that it leads to is kept."""
    reading = read(page(LISTS["ol"].replace("45-67.", "45-67." + links)), "page.html")
    assert titles(reading) == TITLES
    assert [getattr(item, "doi", "") for item in reading.items] == ["10.1234/a.5", "", ""]
    assert reading.items[0].raw.endswith("45-67. https://doi.org/10.1234/a.5")


def test_a_doi_in_the_text_is_not_said_twice() -> None:
    """Where the text says the DOI, the link to it adds nothing."""
    entry = "Author A. Title one. Journal A, 2019, 1: 2. <a href='https://doi.org/10.1234/a'>doi:10.1234/a</a>"
    (item, _) = read(page(f"<ol><li>{entry}</li><li>{ENTRIES[1]}</li></ol>"), "page.html").items
    assert item.raw.count("10.1234/a") == 1


def test_what_follows_the_list_is_no_part_of_it() -> None:
    """A section under the next heading is no entry, but its keywords are read."""
    after = "<h2>About this article</h2><p>Cite this article in 2020.</p><h3>Rights</h3><ol><li>All.</li></ol>"
    reading = read(page(LISTS["ol"], after=after), "page.html")
    assert titles(reading) == TITLES
    assert reading.remarks == ()


def test_a_list_in_parts_is_read_whole() -> None:
    """Headings inside a reference list do not end it."""
    parts = "".join(
        f"<h3>Part {part}</h3><ol><li>{entry}</li></ol>" for part, entry in zip("abc", ENTRIES, strict=True)
    )
    assert set(TITLES) <= set(titles(read(page(parts), "page.html")))


# --------------------------------------------------------------------------------------------------- the page's head

META = """
<meta name="citation_title" content="Reading in plain rooms: a review of samples from the head">
<meta name="citation_author" content="Author, Anna"><meta name="citation_author" content="Writer, Bert B.">
<meta name="citation_journal_title" content="Journal of Samples"><meta name="citation_volume" content="7">
<meta name="citation_issue" content="2"><meta name="citation_publication_date" content="2021/05/06">
<meta name="citation_doi" content="doi:10.1234/rooms.7"><meta name="citation_keywords" content="rooms; halls; roofs">
<meta name="dc.description" content="&lt;p&gt;Rooms are many. They are read in, and this is said at length.&lt;/p&gt;">
"""


def test_the_head_fills_the_review_up() -> None:
    """What the head of a page says of the article is taken; of abstract and keywords the fuller ones."""
    review = read(page(LISTS["ol"], meta=META), "page.html").review
    assert review is not None
    assert review.title.endswith("from the head")
    assert [(person.family, person.given) for person in review.authors] == [("Author", "Anna"), ("Writer", "Bert B.")]
    assert (review.journal, review.volume, review.issue, review.year) == ("Journal of Samples", "7", "2", 2021)
    assert review.doi == "10.1234/rooms.7"
    assert review.abstract == "Rooms are many. They are read in, and this is said at length."
    assert review.keywords == ("rooms", "halls", "roofs")


def test_the_head_alone_gives_a_review() -> None:
    """A page whose text shows only the list has its review from its head."""
    text = f"<html><head>{META}</head><body><h2>References</h2>{LISTS['ol']}</body></html>"
    review = read(text, "page.html").review
    assert review is not None
    assert review.year == 2021


@pytest.mark.parametrize(
    "references",
    [
        [
            "citation_title=Title one of rooms;citation_author=A. Author;citation_publication_date=2019",
            "citation_title=Title two of halls;citation_publication_date=2020",
        ],
        [
            "Author A. Title one of rooms. Journal A, 2019, 12: 4-5.",
            "Writer B. Title two of halls. Journal B, 2020, 1: 2.",
        ],
    ],
)
def test_references_in_the_head_are_read_where_the_text_has_none(references: list[str]) -> None:
    """Pages that load their list later say it in their head, in fields or as text."""
    meta = "".join(f'<meta name="citation_reference" content="{reference}">' for reference in references)
    reading = read(f"<html><head>{META}{meta}</head><body><p>Loading …</p></body></html>", "page.html")
    assert titles(reading) == ["Title one of rooms", "Title two of halls"]
    assert [getattr(item, "year", 0) for item in reading.items] == [2019, 2020]


# ------------------------------------------------------------------------------------------------- exports and tables

RECORDS = '[{"title": "Title one of rooms", "year": 2019}, {"title": "Title two of halls", "year": 2020}]'


@pytest.mark.parametrize(
    "wrapper", ["<html><body><pre>{}</pre></body></html>", "<html><body><h1>Export</h1><textarea>{}</textarea>"]
)
def test_an_export_shown_as_text_is_read_as_what_it_is(wrapper: str) -> None:
    """A page that is only the text of an export goes to the reader of that export."""
    reading = read(wrapper.format(RECORDS.replace('"', "&quot;")), "page.html")
    assert titles(reading) == ["Title one of rooms", "Title two of halls"]
    assert reading.format.startswith("HTML JSON")


@pytest.mark.parametrize("head", ["<td>Title<td>Authors<td>Year", "<th>题名</th><th>作者</th><th>年</th>"])
def test_a_table_that_names_its_columns_is_a_table(head: str) -> None:
    """What databases call a spreadsheet is often a web page: its rows are read by their columns."""
    rows = "\n".join(f"<tr><td>{title}</td><td>张三</td><td>{2018 + n}</td></tr>" for n, title in enumerate(TITLES))
    reading = read(
        f"<html><body><table>\n<tr>{head}</tr>\n{rows.replace(' & ', ' &amp; ')}</table></body></html>", "e.xls"
    )
    assert titles(reading) == TITLES
    assert [getattr(item, "year", 0) for item in reading.items] == [2018, 2019, 2020]
    assert [item.origin.line for item in reading.items] == [3, 4, 5]
    assert reading.format == "HTML table"


def test_an_export_beside_a_list_is_not_the_list() -> None:
    """The article's own entry, shown for readers who cite it, does not stand for its references."""
    after = "<h2>Cite</h2><pre>@article{a, title={Reading}, year=2020}</pre>"
    assert titles(read(page(LISTS["ol"], after=after), "page.html")) == TITLES


# --------------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    "text",
    [
        "<html></html>",
        "<html><body><p>Just a note.</p></body></html>",
        "<p>",
        "<a " * 20_000,
        "<!--",
        "<html" + "\x00" * 9,
    ],
)
def test_a_page_without_a_list_is_refused(text: str) -> None:
    """A page without references, and what is hardly a page, give one error."""
    with pytest.raises(DataError, match=r"^page\.html: [^\n]+\.$"):
        read(text, "page.html")


def test_the_menu_of_a_page_without_a_heading_is_no_list() -> None:
    """Titles and dated lines on a page that announces no references are none, as its menu and notes look the same."""
    menu = "<nav><ul><li>Keyboard shortcuts and help</li><li>Press keys to search the book</li></ul></nav>"
    notes = "<p>Edition 2018: rooms are doors</p><p>See https://example.org/rooms for the rest of 2019</p>"
    for page in (menu, notes, menu + notes):
        with pytest.raises(DataError, match="no reference list"):
            read(f"<html><body>{page}</body></html>", "page.html")


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<div>" * 20_000, "</div>" * 20_000),
        ("<a " * 20_000 + ">", ""),
        ("<b>" * 20_000, ""),
        ("<table><tr><td>" * 2_000, ""),
        ("<ul><li>" * 5_000, ""),
        ("<p " + "x=1 " * 50_000 + ">", ""),
        ("", "<h2>Rights</h2><p>" + "[" * 100_000),
        ("<p>" + "&amp;" * 100_000 + "</p>", ""),
        ("<p>" + "a " * 200_000 + "</p>", ""),
    ],
    ids=["divs", "links", "bold", "tables", "lists", "attributes", "brackets", "entities", "words"],
)
def test_a_nasty_page_is_read(before: str, behind: str) -> None:
    """Deep nesting and endless repetition neither hide the list nor take long."""
    listing = f"<h2>References</h2>{LISTS['ol']}"
    assert titles(read(f"<html><body>{before}{listing}{behind}", "page.html"))[:3] == TITLES


def test_a_page_nested_too_deep_is_refused() -> None:
    """Deeper nesting than any page has is a limit."""
    with pytest.raises(LimitError, match="inside one another"):
        read("<html>" + "<div>" * 40_000, "page.html")


TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<ol>", "</ol>", "<li>", "<tr>", "<td>", "<table>", "<br>", "<h2>References</h2>", "<nav>"),
        *(
            "</nav>",
            "<pre>",
            "</div>",
            "<dt>",
            "<dd>",
            "<sup>1</sup>",
            "&#0;",
            "<!--",
            "-->",
            "</a>",
            "Text",
            "<textarea>",
        ),
        *("<a href='https://doi.org/10.1/x'>", "[1] Author A. Title one. Journal A, 2020, 1: 2-3."),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(TAGS, max_size=25).map("".join))
def test_any_tags_give_a_reading_or_an_error(text: str) -> None:
    """Tags in any order are a page; every item has a line of its source."""
    try:
        reading = read("<html><body>" + text, "page.html")
    except SynthError:
        return
    assert reading.items
    assert all(1 <= item.origin.line <= text.count("\n") + 1 for item in (*reading.items, *reading.remarks))
