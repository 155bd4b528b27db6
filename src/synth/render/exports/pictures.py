"""The figures as PNG of 300 dots an inch, for slides and programs that show no SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.render.exports.drawing import draw_png

if TYPE_CHECKING:
    from synth.datatypes import Result
    from synth.render.exports.article import Article


def export(article: Article, result: Result) -> dict[str, bytes]:  # noqa: ARG001 - as every export
    """Return each figure that can be drawn, under its own name.

    Parameters
    ----------
    article
        The synthesis.
    result
        The whole answer of a run.
    """
    drawn = {f"{figure.name}.png": draw_png(figure.svg) for figure in result.figures}
    return {name: picture for name, picture in drawn.items() if picture is not None}
