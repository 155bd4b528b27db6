"""report.html: one page that needs no network: the synthesis to read, its records to look through and to correct."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from synth import __version__
from synth.citations.numbered import compress
from synth.datatypes import Bullets, Cite, Figure, Paragraph, References, Section, Table
from synth.render.report.data import report_data, words_for
from synth.render.report.markup import (
    TAGS,
    Html,
    content_hash,
    element,
    embedded,
    escape,
    fill,
    joined,
    prose,
    rich_text,
)
from synth.render.text import citation_text, claim_text, number_of, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synth.citations import Bibliography
    from synth.datatypes import Block, Claim, LanguageCode, Record, Result, Theme

__all__ = ["render_report"]

_DEEPEST = 6
# A browser lays out what is in view first where the references are more than this.
_LONG_LIST = 1000


def render_report(result: Result, bibliography: Bibliography) -> str:
    """Return report.html.

    Text, figures, themes and references are there without a script; the script adds the table of records, the panel
    that shows what a citation, a cell or a theme stands for, and the corrections. A content security policy lets
    nothing in but the page's own style and script, by their sums.

    Parameters
    ----------
    result
        The whole answer of a run.
    bibliography
        How the records are cited and listed.

    Raises
    ------
    SynthError
        If the synthesis names a record that is not in the corpus.
    """
    language = result.synthesis.language
    words = words_for(language)
    page = _Page(result, bibliography)
    style, script = _asset("report.css"), _asset("report.js")
    policy = f"default-src 'none'; style-src {content_hash(style)}; script-src {content_hash(script)}"
    places = {
        "language": Html(TAGS[language]),
        "policy": Html(f"{policy}; base-uri 'none'; form-action 'none'"),
        "title": escape(result.synthesis.title),
        "heading": prose(result.synthesis.title, language),
        "style": Html(style),
        "script": Html(script),
        "data": embedded(report_data(result)),
        "contents_list": page.contents(),
        "text": page.text(),
        "theme_table": page.themes(),
        "references": page.references(),
        "followed": page.followed(),
        "colophon": _colophon(result),
        **{f"w_{name}": escape(text) for name, text in words.items()},
    }
    return fill(_asset("report.html"), places)


@cache
def _asset(name: str) -> str:
    return files("synth").joinpath("render", "assets", name).read_text("utf-8")


def _colophon(result: Result) -> Html:
    words, names = words_for(result.synthesis.language), [source.name for source in result.corpus.sources]
    sources = names[0] if len(names) == 1 else words["sources"].format(n=len(names))
    return escape(words["origin"].format(version=__version__, sources=sources))


class _Page:
    """Writes the parts of one report."""

    def __init__(self, result: Result, bibliography: Bibliography) -> None:
        self._result = result
        self._bibliography = bibliography
        self._records: dict[str, Record] = {record.id: record for record in result.corpus.records}
        self._numbers = numbers_of(result.corpus)
        self._language: LanguageCode = result.synthesis.language
        self._words = words_for(self._language)
        placed = {block.name for block in _blocks(result.synthesis.sections) if isinstance(block, Figure)}
        more = tuple(figure for figure in result.figures if figure.name not in placed)
        extra = (Section(heading=self._words["more_figures"], blocks=more),) if more else ()
        told = [section for section in result.synthesis.sections if not _is_references(section)]
        self._sections = (*told, *extra)

    def contents(self) -> Html:
        """Return the links to the parts of the page."""
        parts = [(f"part-{i}", section.heading) for i, section in enumerate(self._sections, 1)]
        parts += [(name, self._words[name]) for name in ("themes", "records", "corrections")]
        parts += [("references", section.heading) for section in self._reference_sections]
        return joined(
            element("li", element("a", prose(heading, self._language), href=f"#{name}")) for name, heading in parts
        )

    def text(self) -> Html:
        """Return the synthesis but for its reference list."""
        return joined(
            element("section", *self._section(section, 2, f"part-{i}"), aria_labelledby=f"part-{i}")
            for i, section in enumerate(self._sections, 1)
        )

    def themes(self) -> Html:
        """Return the rows of the table of themes."""
        return joined(map(self._theme, self._result.themes.themes))

    def followed(self) -> Html:
        """Return which records went along with those that the corrections moved, where any did."""
        along = Cite(record_ids=self._result.corrections.followed)
        mark = self._mark(along)
        lead, _, end = self._words["followed"].partition("{mark}")
        return element("p", escape(lead), mark, escape(end)) if mark else Html("")

    def references(self) -> Html:
        """Return the reference list under its heading."""
        return joined(
            element("section", *self._section(section, 2, "references"), aria_labelledby="references")
            for section in self._reference_sections
        )

    @property
    def _reference_sections(self) -> list[Section]:
        return [section for section in self._result.synthesis.sections if _is_references(section)]

    def _section(self, section: Section, level: int, anchor: str = "") -> Iterator[Html]:
        yield element(f"h{min(level, _DEEPEST)}", prose(section.heading, self._language), id=anchor)
        for block in section.blocks:
            yield from self._block(block)
        for below in section.sections:
            yield from self._section(below, level + 1)

    def _block(self, block: Block) -> Iterator[Html]:
        if isinstance(block, Paragraph):
            yield element("p", joined(map(self._claim, block.claims), "" if self._language == "zh" else " "))
        elif isinstance(block, Bullets):
            yield element("ul", *(element("li", self._claim(claim)) for claim in block.claims))
        elif isinstance(block, Table):
            yield self._table(block)
        elif isinstance(block, Figure):
            # The figure's own text is escaped where it is drawn.
            drawing = element("div", Html(block.svg), class_="scroll drawing")
            yield element("figure", drawing, element("figcaption", prose(block.caption, self._language)))
        elif isinstance(block, References):
            long = " long" if len(block.record_ids) > _LONG_LIST else ""
            ordered = self._bibliography.ordered(block.record_ids)
            yield element("ol", *map(self._reference, ordered), class_=f"references{long}")

    def _table(self, block: Table) -> Html:
        caption = element("caption", prose(block.caption, self._language)) if block.caption else Html("")
        head = element("tr", *(element("th", prose(cell, self._language), scope="col") for cell in block.header))
        rows = (element("tr", *map(self._cell, row)) for row in block.rows)
        parts = (caption, element("thead", head) if block.header else Html(""), element("tbody", *rows))
        return element("div", element("table", *parts), class_="scroll")

    def _cell(self, cell: str | Cite) -> Html:
        if isinstance(cell, Cite):
            return element("td", self._mark(cell))
        return element("td", prose(cell, self._language))

    def _claim(self, claim: Claim) -> Html:
        return Html(claim_text(claim, self._bibliography, self._language, self._prose, self._cite))

    def _prose(self, text: str) -> str:
        return prose(text, self._language)

    def _mark(self, cite: Cite) -> Html:
        return self._cite(cite, citation_text(cite, self._bibliography, self._prose))

    def _cite(self, cite: Cite, mark: str) -> Html:
        """Return an escaped citation as a link: to the list, or, with the script, to a panel with the records."""
        if not mark:
            return Html("")
        numbers = [number_of(record_id, self._numbers) for record_id in cite.record_ids]
        return element("a", Html(mark), class_="cite", href=f"#r{min(numbers)}", data_records=compress(numbers, " "))

    def _reference(self, record_id: str) -> Html:
        number, record = number_of(record_id, self._numbers), self._records[record_id]
        label = self._bibliography.label(record_id)
        marker = element("span", escape(label), class_="marker") if label else Html("")
        entry = rich_text(self._bibliography.reference(record_id))
        return element("li", marker, entry, id=f"r{number}", lang=TAGS[record.language], dir="auto")

    def _theme(self, theme: Theme) -> Html:
        label, words = prose(theme.label, self._language), self._words
        cells = (
            element("th", element("span", label, class_="label"), scope="row"),
            element("td", escape(words[theme.kind])),
            element("td", escape(str(len(theme.memberships))), class_="count"),
            element("td", escape(str(len(theme.primary_ids))), class_="count"),
            element("td", joined([prose(term, self._language) for term in theme.terms], words["comma"])),
        )
        return element("tr", *cells, data_theme=theme.key)


def _is_references(section: Section) -> bool:
    return bool(section.blocks) and all(isinstance(block, References) for block in section.blocks)


def _blocks(sections: tuple[Section, ...]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks
        yield from _blocks(section.sections)
