"""Runs of Han characters and of everything else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(f"([{_HAN}]+)|([^{_HAN}]+)")
_HAN_ONLY = re.compile(f"[{_HAN}]+")


def split_runs(text: str) -> Iterator[tuple[Literal["han", "other"], str]]:
    """Yield the text's maximal runs of one script, in order, none lost.

    Segmenting comes after this split: stripping what is not Chinese first would glue "deep learning" together.
    """
    for match in _RUNS.finditer(text):
        yield ("han", match[0]) if match[1] else ("other", match[0])


def is_han(text: str) -> bool:
    """Tell whether a text consists of Han characters only."""
    return _HAN_ONLY.fullmatch(text) is not None
