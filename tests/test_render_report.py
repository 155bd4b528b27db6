"""The report page: complete without a network, nothing of a source can break it, and both languages are marked."""

from __future__ import annotations

import dataclasses
import json
import re
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from fakes import fake_bibliography, fake_record, fake_result
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from synth.datatypes import (
    Cite,
    Claim,
    Corpus,
    Corrections,
    Coverage,
    Figure,
    Membership,
    Move,
    Paragraph,
    Person,
    Rename,
    Section,
    Synthesis,
    Theme,
    ThemeSet,
)
from synth.languages import read_lexicon
from synth.render.markdown import render_synthesis
from synth.render.report import render_report
from synth.render.report.markup import content_hash, element, embedded, escape, fill, prose

if TYPE_CHECKING:
    from synth.datatypes import LanguageCode, Record, Result

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--<script>",
    "*bold* _it_ `code` [a](javascript:alert(1)) # head | cell",
    r"\input{/etc/passwd} $x^2$ \textbf{b} %",
    "a\x00b\x1b[31mc\u2028d\u2029e\x85f",
    "\u202egnp.exe\u2066 \u05e9\u05dc\u05d5\u05dd",
    "{{ data }} {{ script }} {n} %s",
    "x" * 2000,
    "宽" * 2000,
    "&lt;b&gt; &amp; ' \"",
    "\ud800 half",
    "",
)


def report_of(result: Result) -> str:
    """Return the report with the citations of its language."""
    return render_report(result, fake_bibliography(result.corpus, language=result.synthesis.language))


def page_of(result: Result) -> LexborHTMLParser:
    """Return the report as a parser sees it."""
    return LexborHTMLParser(report_of(result))


def the(page: LexborHTMLParser, selector: str) -> LexborNode:
    """Return the one match."""
    (node,) = page.css(selector)
    return node


def text_at(page: LexborHTMLParser, selector: str) -> list[str]:
    """Return the text of each match, its white space as single blanks."""
    return [" ".join(node.text().split()) for node in page.css(selector)]


def data_of(page: LexborHTMLParser) -> dict[str, Any]:
    """Return what the script works with."""
    data: dict[str, Any] = json.loads(the(page, "#data").text())
    return data


def result_of(*records: Record, language: LanguageCode = "en", themes: int = 1, **corpus: Any) -> Result:  # noqa: ANN401 - the fields of Corpus
    """Return a result whose records are dealt out to so many themes and cited in one sentence."""
    found = tuple(
        Theme(
            key=f"t{j}",
            label=f"Theme {j}",
            kind="emergent",
            terms=("term",),
            memberships=tuple(
                Membership(record_id=record.id, primary=True, strength=0.5, evidence=(record.title[:40],))
                for record in records[j::themes]
            ),
        )
        for j in range(themes)
    )
    everything = Cite(record_ids=tuple(record.id for record in records))
    said = Section(
        heading="All", blocks=(Paragraph(claims=(Claim(parts=(records[0].title, " is one ", everything, ".")),)),)
    )
    base = fake_result()
    return dataclasses.replace(
        base,
        corpus=Corpus(sources=base.corpus.sources, records=records, **corpus),
        themes=ThemeSet(themes=found, unassigned=(), choice=base.themes.choice),
        coverage=Coverage(themes=()),
        facets=(),
        synthesis=Synthesis(
            title=records[0].title, language=language, sections=(said,), outline=Section(heading="Outline")
        ),
    )


# ------------------------------------------------------------------------------------------------------- what it says


def test_it_says_what_the_markdown_says() -> None:
    """Title, headings, sentences, table cells and references are those of synthesis.md."""
    result = fake_result()
    page = page_of(result)
    markdown = re.sub(r"\\(?=[^a-zA-Z0-9\s])", "", render_synthesis(result.synthesis, fake_bibliography(result.corpus)))
    said = [*text_at(page, "h1"), *text_at(page, "main > section > h2, h3")[:3], *text_at(page, "td a.cite")]
    said += [sentence for sentence in text_at(page, "main section > p:not([id])") if "Author" in sentence]
    assert len(said) > 5
    assert [text for text in said if text not in markdown] == []
    assert text_at(page, "ol.references li")[0].startswith("[1]Author, A. (2020). Title one: logic & *form*.")


def test_every_sentence_is_there_once() -> None:
    """Each claim of the synthesis stands in the page with its citation."""
    body = " ".join(text_at(page_of(fake_result()), "main"))
    assert "Author [1] starts with form [2–4]. Writers A_B add more [1, 5]." in body


def test_a_citation_leads_to_the_reference_list() -> None:
    """Without a script a citation is a link to the first record that it names."""
    page = page_of(fake_result())
    targets = {node.attributes["href"] for node in page.css("a.cite")}
    assert targets == {"#r1", "#r2", "#r4"}
    assert [node.attributes["id"] for node in page.css("ol.references li")] == ["r1", "r2", "r3", "r4", "r5"]


def test_figures_are_in_the_page_with_their_captions() -> None:
    """A figure of the text stands where the text has it; one that the text leaves out comes at the end."""
    figures = (
        Figure(name="drawing", svg='<svg role="img" id="a"></svg>', caption="A drawing.", alt="A"),
        Figure(name="other", svg='<svg role="img" id="b"></svg>', caption="Another.", alt="B"),
    )
    page = page_of(dataclasses.replace(fake_result(), figures=figures))
    assert text_at(page, "figcaption") == ["A drawing.", "Another."]
    assert len(page.css("figure svg#b")) == 1
    assert "More figures" in text_at(page, "nav li")


def test_data_hold_what_the_panel_shows() -> None:
    """Records with place and DOI, themes with strength and evidence, facets that some record names, corrections."""
    done = Corrections(
        file="c.toml",
        moves=(Move(record_id="r2", theme="use", line=1),),
        renames=(Rename(theme="form", label="Form", line=4),),
        ignored=("c.toml, line 9: nothing",),
    )
    data = data_of(page_of(dataclasses.replace(fake_result(), corrections=done)))
    assert [record["n"] for record in data["records"]] == [1, 2, 3, 4, 5]
    first = data["records"][0]
    assert (first["id"], first["doi"], first["line"]) == ("r1", "10.9999/a_1", 1)
    assert (first["authors"], data["sources"][first["source"]]) == (["A Author"], "list.txt")
    assert data["records"][4]["reason"] == "no expected theme is mentioned"
    assert data["themes"][0]["members"][0] == [0, 0.91, 1, ["logic", "form"]]
    assert data["facets"] == [{"key": "method", "label": "Methods", "values": [{"label": "surveys", "records": [0]}]}]
    assert data["corrections"] == {"moves": [[1, "use"]], "renames": [["form", "Form"]], "ignored": 1}


def test_records_that_went_along_are_named() -> None:
    """Where moves drew others along, the corrections say which, as a citation; else they say nothing of it."""
    along = Corrections(followed=("r2", "r3"))
    page = page_of(dataclasses.replace(fake_result(), corrections=along))
    assert "Records that went along with those moved: [2, 3]." in text_at(page, "#correcting p")
    assert not any("went along" in text for text in text_at(page_of(fake_result()), "#correcting p"))


# ------------------------------------------------------------------------------------------------------- closed


def test_nothing_comes_from_outside() -> None:
    """No address is fetched: the policy allows the page's own style and script by their sums, and nothing else."""
    text = report_of(fake_result())
    page = LexborHTMLParser(text)
    policy = the(page, "meta[http-equiv=Content-Security-Policy]").attributes["content"]
    (style,), scripts = page.css("style"), page.css("script:not([type])")
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert content_hash(style.text()) in policy
    assert [content_hash(script.text()) in policy for script in scripts] == [True]
    assert "unsafe" not in policy
    assert page.css("[src], link, iframe, object, embed, base, form[action], [style]") == []
    assert [name for node in page.css("*") for name in node.attributes if name.startswith("on")] == []
    assert not re.search(r"@import|url\(", style.text())
    links = {node.attributes["href"] for node in page.css("a[href]")}
    assert all(link and link.startswith(("#", "https://", "http://")) for link in links)


def test_it_is_small() -> None:
    """Less its data, text and figures, the page is far below 500 kB."""
    assert len(report_of(fake_result()).encode()) < 100_000


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_breaks_the_page(hostile: str, language: LanguageCode) -> None:
    """Whatever a title, name, term, label or file is called, the page has the same elements as with plain words."""

    def result(text: str) -> Result:
        person = Person(family=text, given=text)
        made = result_of(
            fake_record(1, text, person, container=text, abstract=text, keywords=(text,), doi=text, url=text),
            fake_record(2, "Plain title"),
            language=language,
        )
        themes = tuple(dataclasses.replace(theme, label=text, terms=(text,)) for theme in made.themes.themes)
        return dataclasses.replace(made, name=text, themes=dataclasses.replace(made.themes, themes=themes))

    def shape(page: LexborHTMLParser) -> list[str]:
        # Runs in the other language and web addresses are marked, and so depend on the text.
        return [str(node.tag) for node in page.css("*") if node.tag not in {"span", "a", "-comment"}]

    page = page_of(result(hostile))
    assert shape(page) == shape(page_of(result("plain")))
    record = data_of(page)["records"][0]
    assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", record["title"])
    assert "url" not in record


@given(st.text())
def test_text_comes_back_as_it_was(text: str) -> None:
    """Escaped text, an attribute and embedded JSON give a parser the same signs, less those that nobody sees."""
    seen = escape(text)
    page = LexborHTMLParser(f"<p>{seen}</p>{element('i', title=text)}<script>{embedded([text])}</script>")
    (paragraph,), (script,) = page.css("p"), page.css("script")
    assert len(page.css("p, i, script")) == 3
    assert json.loads(script.text()) == [text]
    assert "<" not in script.text()
    assert paragraph.text() == the(LexborHTMLParser(f"<p>{seen}</p>"), "p").text()


def test_a_template_is_filled_once() -> None:
    """What is filled in is not looked at for places again."""
    assert fill("{{ a }}-{{ b }}", {"a": escape("{{ b }}"), "b": escape("<")}) == "{{ b }}-&lt;"


def test_elements_by_hand() -> None:
    """Attributes are quoted, those without a value left out, void elements have no end."""
    assert element("a", escape("x<y"), class_="c", href='"', hidden=True, id="") == (
        '<a class="c" href="&quot;" hidden>x&lt;y</a>'
    )
    assert element("br") == "<br>"


# ------------------------------------------------------------------------------------------------------- odd corpora


def test_odd_corpora_give_a_page() -> None:
    """No years, one theme, sixty themes, no authors, three thousand authors, no themes at all."""
    plain = [fake_record(i, f"Title {i}", year=None) for i in range(1, 121)]
    assert "year" not in data_of(page_of(result_of(*plain)))["records"][0]
    assert len(page_of(result_of(*plain, themes=60)).css("#theme-table tbody tr")) == 60
    crowd = [Person(family=f"Author{i}", given="A") for i in range(3000)]
    (record,) = data_of(page_of(result_of(fake_record(1, "Title", *crowd))))["records"]
    assert (len(record["authors"]), record["others"]) == (50, 2950)
    bare = result_of(fake_record(1, "Title"))
    bare = dataclasses.replace(bare, themes=dataclasses.replace(bare.themes, themes=()))
    assert page_of(bare).css("#theme-table tbody tr") == []


# ------------------------------------------------------------------------------------------------------- for everyone


def test_landmarks_headings_and_labels() -> None:
    """One main, one first heading, no level left out, every control labelled, every table with caption or scope."""
    page = page_of(fake_result())
    assert [len(page.css(tag)) for tag in ("main", "header", "footer", "nav", "h1")] == [1, 1, 1, 1, 1]
    levels = [int(str(node.tag)[1]) for node in page.css("h1, h2, h3, h4, h5, h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    labelled = {node.attributes["for"] for node in page.css("label[for]")}
    assert {node.attributes["id"] for node in page.css("input, select")} <= labelled
    assert all(node.attributes.get("scope") for node in page.css("th"))
    assert all(node.text().strip() for node in page.css("caption"))
    ids = [str(node.attributes["id"]) for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    named = [node.attributes["aria-labelledby"] for node in page.css("[aria-labelledby]")]
    assert set(named) <= set(ids)
    assert {node.attributes["href"] for node in page.css("nav a, a.skip")} <= {f"#{name}" for name in ids}
    assert all(node.attributes.get("aria-live") == "polite" for node in page.css("[role=status]"))


def test_the_other_language_is_marked() -> None:
    """Chinese in an English page and English in a Chinese one carry their language; names and abbreviations do not."""
    assert prose("Ma on 产教融合 and <b>", "en") == 'Ma on <span lang="zh-Hans">产教融合</span> and &lt;b&gt;'
    assert prose("《Work and school today》与GIS、Smith J", "zh") == (
        '《<span lang="en">Work and school today</span>》与GIS、Smith J'
    )
    page = page_of(fake_result())
    assert [node.attributes.get("lang") for node in page.css("ol.references li")] == ["en", "en", "zh-Hans", "en", "en"]
    assert the(page, "html").attributes["lang"] == "en"


def test_a_chinese_page_speaks_chinese() -> None:
    """A Chinese synthesis has Chinese controls; both languages have the same words with the same places."""
    page = page_of(result_of(fake_record(1, "题目一", language="zh"), language="zh"))
    assert the(page, "html").attributes["lang"] == "zh-Hans"
    assert text_at(page, "#save") == ["保存更正"]
    english, chinese = (read_lexicon("report")[code] for code in ("en", "zh"))
    assert english.keys() == chinese.keys()
    assert all(
        set(re.findall(r"\{\w+\}", english[name])) == set(re.findall(r"\{\w+\}", chinese[name])) for name in english
    )
    assert all(re.search(r"[\u4e00-\u9fff、]", text) for name, text in chinese.items())


def test_every_word_has_its_place() -> None:
    """No word of the table is unused in template, script and code, and none that they use is missing."""
    assets = files("synth").joinpath("render", "assets")
    html, script = (assets.joinpath(name).read_text("utf-8") for name in ("report.html", "report.js"))
    room = files("synth").joinpath("render", "report")
    code = "".join(room.joinpath(name).read_text("utf-8") for name in ("__init__.py", "data.py"))
    words = read_lexicon("report")["en"].keys()
    asked = set(re.findall(r"\{\{ w_(\w+) \}\}", html)) | set(re.findall(r"\bwords\.(\w+)", script))
    asked |= set(re.findall(r"words\[\"(\w+)\"\]", code)) | {"themes", "records", "corrections", "expected", "emergent"}
    asked |= {f"{name}_{number}" for name in re.findall(r'count\("(\w+)"', script) for number in ("one", "many")}
    assert asked == set(words)


def colours(place: int) -> dict[str, str]:
    """Return the colours of the style sheet by name, the first of each pair for light, the second for dark."""
    css = files("synth").joinpath("render", "assets", "report.css").read_text("utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", css)
    return {name: pair[place] for name, *pair in pairs}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("place", [0, 1], ids=["light", "dark"])
def test_text_stands_out(place: int) -> None:
    """Every text on every ground it comes on has 4.5:1, every edge of a control 3:1, in both modes."""
    colour = colours(place)
    texts = [(text, ground) for text in ("ink", "quiet", "link") for ground in ("ground", "raised")]
    texts += [("on-accent", "accent"), ("on-mark", "mark")]
    edges = [("line", "ground"), ("accent", "ground"), ("accent", "raised"), ("line", "raised")]
    assert {pair: contrast(colour[pair[0]], colour[pair[1]]) for pair in texts if _low(colour, pair, 4.5)} == {}
    assert {pair: contrast(colour[pair[0]], colour[pair[1]]) for pair in edges if _low(colour, pair, 3.0)} == {}
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def _low(colour: dict[str, str], pair: tuple[str, str], least: float) -> bool:
    return contrast(colour[pair[0]], colour[pair[1]]) < least
