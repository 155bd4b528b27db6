"""The figures as PNG of 300 dots an inch, for slides and programs that show no SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.render.exports import no_font
from synth.render.exports.drawing import draw_png

if TYPE_CHECKING:
    from synth.datatypes import Figure, Result
    from synth.render.exports.article import Article


def export(article: Article, result: Result) -> dict[str, bytes]:  # noqa: ARG001 - as every export
    """Return each figure under its own name.

    Parameters
    ----------
    article
        The synthesis.
    result
        The whole answer of a run.

    Raises
    ------
    UsageError
        If no font has the letters of a figure.
    """
    return {f"{figure.name}.png": _picture(figure) for figure in result.figures}


def _picture(figure: Figure) -> bytes:
    picture = draw_png(figure.svg)
    if picture is None:
        raise no_font(f"the figure {figure.name}'s", "png")
    return picture
