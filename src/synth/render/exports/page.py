"""synthesis.html: the synthesis alone as a plain page, to print, to publish or to paste from; it has no script."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from synth.render.report.blocks import Blocks
from synth.render.report.markup import TAGS, Html, content_hash, escape, fill, joined, prose
from synth.render.sections import all_sections

if TYPE_CHECKING:
    from synth.datatypes import Result
    from synth.render.exports.article import Article


def export(article: Article, result: Result) -> dict[str, bytes]:
    """Return synthesis.html, which asks for nothing outside itself.

    Parameters
    ----------
    article
        The synthesis.
    result
        The whole answer of a run.
    """
    blocks, style = Blocks(result, article.bibliography), _asset("synthesis.css")
    text = joined(part for section in all_sections(result) for part in blocks.section(section, 2))
    places = {
        "language": Html(TAGS[article.language]),
        "policy": Html(f"default-src 'none'; style-src {content_hash(style)}; base-uri 'none'; form-action 'none'"),
        "title": escape(article.title),
        "heading": prose(article.title, article.language),
        "style": Html(style),
        "text": text,
    }
    return {"synthesis.html": fill(_asset("synthesis.html"), places).encode()}


def _asset(name: str) -> str:
    return files("synth").joinpath("render", "assets", name).read_text("utf-8")
