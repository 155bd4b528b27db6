"""The documents: what a Markdown reader sees is what was meant."""

from __future__ import annotations

import dataclasses
import itertools
import re
from pathlib import Path

import pytest
from fakes import fake_bibliography, fake_corpus, fake_record, fake_result, fake_synthesis, fake_themes
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from synth.citations import STYLES
from synth.datatypes import (
    Bullets,
    Choice,
    Cite,
    Claim,
    Corpus,
    Coverage,
    Figure,
    Link,
    Paragraph,
    Person,
    Reason,
    References,
    Result,
    Section,
    Synthesis,
    Table,
    ThemeSet,
)
from synth.errors import SynthError
from synth.languages import explain
from synth.render.markdown import render_coverage, render_outline, render_synthesis
from synth.render.text import clean, cut

GOLDEN = Path(__file__).parent / "golden"
READER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
# Text that is hard on Markdown more often than chance would make it.
HARD = st.text(st.sampled_from("ab1 *_`<>|[]()#$~&;:!\\-+=.中\n\t\u202e"), max_size=30) | st.text(max_size=30)


def shown(markdown: str, kind: str) -> list[str]:
    """Return the plain text of each inline token inside a kind of block."""
    tokens = READER.parse(markdown)
    texts = []
    for before, token in itertools.pairwise(tokens):
        if before.type == f"{kind}_open" and token.type == "inline":
            assert {child.type for child in token.children or ()} <= {"text", "text_special", "em_open", "em_close"}
            texts.append("".join(child.content for child in token.children or ()))
    return texts


def one_block(*blocks: Paragraph | Bullets | Table | Figure | References) -> Synthesis:
    """Return a synthesis of one section."""
    section = Section(heading="S", blocks=blocks)
    return Synthesis(title="T", language="en", sections=(section,), outline=Section(heading="O"))


@pytest.mark.parametrize("name", ["synthesis", "outline", "coverage", "synthesis-zh", "coverage-zh"])
def test_golden(name: str) -> None:
    """The fake result gives the documents that were read and found right."""
    result = fake_result()
    if name.endswith("-zh"):
        result = dataclasses.replace(result, synthesis=dataclasses.replace(result.synthesis, language="zh"))
    bibliography = fake_bibliography(language=result.synthesis.language)
    texts = {
        "synthesis": render_synthesis(result.synthesis, bibliography),
        "outline": render_outline(result.synthesis, bibliography),
        "coverage": render_coverage(result),
    }
    assert texts[name.removesuffix("-zh")] == (GOLDEN / f"{name}.md").read_text(encoding="utf-8")


@given(HARD)
@example("1. no list")
@example("- no list")
@example("+ no list")
@example("1) no list")
@example("# no heading")
@example("> no quote")
@example("    no code")
@example("---")
@example("***")
@example("&amp; <b>x</b> ![a](b)")
@example("a\\|b")
@example("a_b_ c:// http://x.y/z_")
def test_text_stays_text(text: str) -> None:
    """Whatever a title holds, a Markdown reader shows it letter by letter and sees no markup in it."""
    blocks = (
        Paragraph(claims=(Claim(parts=(text,)),)),
        Bullets(claims=(Claim(parts=(f"x{text}",)), Claim(parts=(text,)))),
        Table(header=("h",), rows=((text,),), caption=f"c{text}"),
    )
    markdown = render_synthesis(dataclasses.replace(one_block(*blocks), title=f"t{text}"), fake_bibliography())
    plain = clean(text).strip()
    assert shown(markdown, "td") == [plain]
    assert shown(markdown, "heading") == [clean(f"t{text}").strip(), "S"]
    expected = [plain] if plain else []
    assert shown(markdown, "paragraph") == [*expected, clean(f"x{text}").strip(), *expected, clean(f"c{text}").strip()]


@given(HARD, HARD)
def test_citations_stay_plain(before: str, after: str) -> None:
    """A citation is shown as numbers in brackets whatever stands around it, and is never a link."""
    claim = Claim(parts=(before, Cite(record_ids=("r1", "r2", "r3", "r5")), after))
    markdown = render_synthesis(one_block(Paragraph(claims=(claim,))), fake_bibliography())
    (paragraph,) = shown(markdown, "paragraph")
    assert "[1–3, 5]" in paragraph
    assert paragraph.endswith(clean(after).rstrip())


def test_sentences_join_as_their_language_does() -> None:
    """Sentences of a paragraph are set apart by a space in English and by nothing in Chinese."""
    paragraph = Paragraph(claims=(Claim(parts=("甲。",)), Claim(parts=("乙。",))))
    english = one_block(paragraph)
    assert "甲。 乙。" in render_synthesis(english, fake_bibliography())
    assert "甲。乙。" in render_synthesis(dataclasses.replace(english, language="zh"), fake_bibliography())


def test_a_reference_keeps_its_own_number() -> None:
    """Numbers are the records' own, also where one is missing, so that a citation finds its reference."""
    records = tuple(fake_record(number, f"Title {number}", year=None) for number in (2, 7))
    corpus = dataclasses.replace(fake_corpus(), records=records)
    markdown = render_synthesis(one_block(References(record_ids=("r2", "r7"))), fake_bibliography(corpus))
    assert shown(markdown, "paragraph") == ["[2] Title 2. (n.d.).", "[7] Title 7. (n.d.)."]


def test_an_address_is_a_link_to_all_of_it() -> None:
    """A DOI with signs that Markdown or HTML know still leads to the right place."""
    record = fake_record(1, "Title one", doi="10.9999/(A)1_2<3::B>4*5")
    corpus = dataclasses.replace(fake_corpus(), records=(record,))
    html = READER.render(render_synthesis(one_block(References(record_ids=("r1",))), fake_bibliography(corpus)))
    assert 'href="https://doi.org/10.9999/(A)1_2%3C3::B%3E4*5"' in html


@pytest.mark.parametrize("style", STYLES)
@given(HARD, HARD, st.sampled_from(["", "http://x.y/z_*<a>", "javascript:x", "https://x.y/a b"]))
def test_a_reference_stays_a_line(style: str, title: str, name: str, url: str) -> None:
    """Whatever a source holds, an entry of any style is one paragraph that shows its title letter by letter."""
    record = fake_record(1, f"x{title}x", Person(literal=f"y{name}"), url=url, container="Journal A")
    corpus = dataclasses.replace(fake_corpus(), records=(record,))
    blocks = (Paragraph(claims=(Claim(parts=("A", Cite(record_ids=("r1",)), ".")),)), References(record_ids=("r1",)))
    tokens = READER.parse(render_synthesis(one_block(*blocks), fake_bibliography(corpus, style=style)))
    inline = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens].count("paragraph_open") == 2
    shown_text = "".join(child.content for child in inline[-1].children or ())
    assert clean(f"x{title}x") in shown_text
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "text_special", "em_open", "em_close", "link_open", "link_close"}


def test_links_and_italics_of_a_reference() -> None:
    """A DOI leads to its address, a journal is in italics, and an address that is none is text."""
    record = fake_record(1, "Title one", doi="10.9999/a&b", container="Journal A", volume="1", issue="2")
    corpus = dataclasses.replace(fake_corpus(), records=(record,))
    block = one_block(References(record_ids=("r1",)))
    html = READER.render(render_synthesis(block, fake_bibliography(corpus)))
    assert "<em>Journal A</em>, <em>1</em>(2)." in html
    html = READER.render(render_synthesis(block, fake_bibliography(corpus, language="zh")))
    assert 'DOI:<a href="https://doi.org/10.9999/a&amp;b">10.9999/a&amp;b</a>.' in html


def test_a_figure_has_its_alternative_text() -> None:
    """A figure is an image with the alternative text as given and its caption below."""
    figure = Figure(name="drawing", svg="<svg/>", caption="A *caption*.", alt='One "two" [three]')
    html = READER.render(render_synthesis(one_block(figure), fake_bibliography()))
    assert '<img src="drawing.svg" alt="One &quot;two&quot; [three]" />' in html
    assert "<p><em>A *caption*.</em></p>" in html


def test_headings_go_no_deeper_than_six() -> None:
    """Markdown knows six levels; deeper sections share the last."""
    section = Section(heading="deepest")
    for _ in range(8):
        section = Section(heading="above", sections=(section,))
    synthesis = dataclasses.replace(fake_synthesis(), sections=(section,))
    levels = re.findall(r"^#+", render_synthesis(synthesis, fake_bibliography()), re.MULTILINE)
    assert max(map(len, levels)) == 6


def test_an_unknown_reference_is_an_error() -> None:
    """A reference list that names a record out of nowhere is never written."""
    with pytest.raises(SynthError, match="nowhere"):
        render_synthesis(one_block(References(record_ids=("nowhere",))), fake_bibliography())


def test_coverage_cuts_what_a_source_said() -> None:
    """The raw text of a problem takes at most 120 columns, and its control characters are gone."""
    problem = fake_corpus().problems[1]
    corpus = dataclasses.replace(fake_corpus(), problems=(dataclasses.replace(problem, raw="\x1b]0;" + "宽" * 10**5),))
    markdown = render_coverage(dataclasses.replace(fake_result(), corpus=corpus))
    assert "\x1b" not in markdown
    assert shown(markdown, "td").count(cut("]0;" + "宽" * 200, 120)) == 1


def test_coverage_accounts_for_every_entry() -> None:
    """The first line holds the conservation law with the numbers of this corpus."""
    assert "7 identified = 1 unreadable + 1 duplicate + 5 included" in render_coverage(fake_result())


def test_coverage_without_themes() -> None:
    """A corpus without a theme, a duplicate or a problem has a coverage document that says so."""
    result = fake_result()
    bare = Result(
        **{
            **{field.name: getattr(result, field.name) for field in dataclasses.fields(Result)},
            "corpus": Corpus(sources=(), records=fake_corpus().records),
            "themes": ThemeSet(themes=(), unassigned=(), choice=Choice(chosen=0, why=Reason(code="k-expected"))),
            "coverage": Coverage(themes=()),
        }
    )
    markdown = render_coverage(bare)
    assert "No themes were expected and none emerged." in markdown
    assert markdown.count("None.") == 3


def test_every_theme_and_reason_is_in_the_coverage() -> None:
    """Missing themes, unassigned records, duplicates and problems all appear."""
    markdown = render_coverage(fake_result())
    cells = shown(markdown, "td")
    themes = fake_themes()
    assert {"Gap", "missing", explain(themes.unassigned[0].reason, "en"), "same title", "no entry"} <= set(cells)


def test_several_sources_and_versions_are_told() -> None:
    """Each of several sources has a row with its counts, each pair of versions one with its reason."""
    result = fake_result()
    corpus = result.corpus
    other = dataclasses.replace(corpus.sources[0], name="b.ris", format="RIS")
    link = Link(record_id="r1", other_id="r2", kind="preprint", reason=Reason(code="duplicate-title"))
    two = dataclasses.replace(corpus, sources=(*corpus.sources, other), links=(link,))
    markdown = render_coverage(dataclasses.replace(result, corpus=two))
    assert "| list.txt | text | 7 | 1 | 1 | 5 |" in markdown
    assert "| b.ris | RIS | 0 | 0 | 0 | 0 |" in markdown
    assert "| preprint | same title |" in markdown
