"""Figures as PNG, for programs that show no SVG."""

from __future__ import annotations

import re
import struct
import zlib
from functools import lru_cache

DPI = 300
# An SVG's own unit is 1/96 inch.
_SVG_DPI = 96
# A side longer than this is no figure of a page any more; programs refuse to open it.
_MOST_PIXELS = 12_000
_SIZE = re.compile(r"<svg\b[^>]*?\bwidth=\"([\d.]+)\"[^>]*?\bheight=\"([\d.]+)\"")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<text x="2" y="16" font-family="sans-serif" font-size="16">{}</text></svg>'
)
# No font has a sign for it: what is drawn is what a font draws for a sign that it lacks.
_NO_SIGN = "\U0010fffd"


def size_of(svg: str) -> tuple[float, float]:
    """Return the width and height of a figure in inches; 0 where it has none."""
    match = _SIZE.search(svg)
    return (float(match[1]) / _SVG_DPI, float(match[2]) / _SVG_DPI) if match else (0.0, 0.0)


def fit(svg: str, width: float, height: float) -> tuple[float, float]:
    """Return a figure's width and height, made smaller where it is larger than a place of this width and height."""
    own = size_of(svg)
    scale = min([1.0, *(room / side for room, side in zip((width, height), own, strict=True) if side)])
    return own[0] * scale, own[1] * scale


@lru_cache(maxsize=64)
def draw_png(svg: str) -> bytes | None:
    """Return a figure as PNG of 300 dots an inch; None where it is no drawing, or no font has its characters.

    Drawn by resvg, with the fonts of this machine: the same fonts give the same bytes.

    Parameters
    ----------
    svg
        The figure.
    """
    sides = size_of(svg)
    if not all(sides) or not has_font("中" if _HAN.search(svg) else "A"):
        return None
    zoom = min(DPI, _MOST_PIXELS / max(sides)) / _SVG_DPI
    return _with_resolution(_draw(svg, zoom), round(zoom * _SVG_DPI / 0.0254))


@lru_cache(maxsize=8)
def has_font(sign: str) -> bool:
    """Return whether a font of this machine has a sign."""
    return _draw(_PROBE.format(sign)) not in {_draw(_PROBE.format("")), _draw(_PROBE.format(_NO_SIGN))}


def _draw(svg: str, zoom: float = 1.0) -> bytes:
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - a compiled library that only some exports need

    return bytes(svg_to_bytes(svg_string=svg, zoom=zoom))


def _with_resolution(png: bytes, dots_a_metre: int) -> bytes:
    """Return a PNG that says how large it is; the chunk stands behind the header, which has 33 bytes."""
    body = b"pHYs" + struct.pack(">IIB", dots_a_metre, dots_a_metre, 1)
    return png[:33] + struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body)) + png[33:]
