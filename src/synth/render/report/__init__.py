"""report.html: one page that needs no network: the synthesis to read, its records to look through and to correct."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from synth import __version__
from synth.datatypes import Cite
from synth.render.report.blocks import Blocks
from synth.render.report.data import report_data, words_for
from synth.render.report.markup import TAGS, Html, content_hash, element, embedded, escape, fill, joined, prose
from synth.render.sections import all_sections, is_references

if TYPE_CHECKING:
    from synth.citations import Bibliography
    from synth.datatypes import LanguageCode, Result, Theme

__all__ = ["render_report"]


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
        self._language: LanguageCode = result.synthesis.language
        self._words = words_for(self._language)
        self._blocks = Blocks(result, bibliography)
        sections = all_sections(result)
        self._sections = [section for section in sections if not is_references(section)]
        self._reference_sections = [section for section in sections if is_references(section)]

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
            element("section", *self._blocks.section(section, 2, f"part-{i}"), aria_labelledby=f"part-{i}")
            for i, section in enumerate(self._sections, 1)
        )

    def themes(self) -> Html:
        """Return the rows of the table of themes."""
        return joined(map(self._theme, self._result.themes.themes))

    def followed(self) -> Html:
        """Return which records went along with those that the corrections moved, where any did."""
        along = Cite(record_ids=self._result.corrections.followed)
        mark = self._blocks.mark(along)
        lead, _, end = self._words["followed"].partition("{mark}")
        return element("p", escape(lead), mark, escape(end)) if mark else Html("")

    def references(self) -> Html:
        """Return the reference list under its heading."""
        return joined(
            element("section", *self._blocks.section(section, 2, "references"), aria_labelledby="references")
            for section in self._reference_sections
        )

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
