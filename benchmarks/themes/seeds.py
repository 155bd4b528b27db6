"""Seed terms for expected themes, picked by rule from labelled items that are not judged, the same for every method."""

from __future__ import annotations

import logging
import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from themes.sets import Item

_FEWEST = 2
# What no person would name a theme by. It is a list of its own: changing the project's shall not change the benchmark.
_UNFIT = frozenset(
    word
    for line in (
        "analysis approach approaches author based effect effects evaluation method methods new novel paper properties",
        "related required research results studies study transl use used using",
        "本文 文中 为此 世纪 因此 采用 方法 分析 研究 结果 结论 基于 提出 通过 进行 利用 影响 应用 实验 参数 发展 问题",
        "一种 一类 针对 我国 实证 加强 探讨",
    )
    for word in line.split()
)
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_LATIN = re.compile(r"[a-z][a-z]+(?:-[a-z]+)?")


def pick_terms(held_out: Sequence[Item], count: int = 3) -> dict[str, list[str]]:
    """Pick the words that tell each label best.

    Parameters
    ----------
    held_out
        Labelled items.
    count
        How many terms for each label.

    Returns
    -------
    dict of str to list of str
        For each label the words of largest ``p log(p / q)``: ``p`` the share of its items that have the word, ``q`` the
        share of the others, both smoothed by half an item. Words of a single item come last.
    """
    sizes = Counter(item.label for item in held_out)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    for item in held_out:
        found = set(words_of(item.text))
        counts[item.label].update(found)
        total.update(found)
    picked = {}
    for label in sorted(sizes):
        inside, outside = sizes[label], len(held_out) - sizes[label]
        scored = []
        for word, here in counts[label].items():
            p = (here + 0.5) / (inside + 1)
            q = (total[word] - here + 0.5) / (outside + 1)
            scored.append((here < _FEWEST, -p * math.log(p / q), word))
        picked[label] = [word for *_, word in sorted(scored)[:count]]
    return picked


def words_of(text: str) -> Iterable[str]:
    """Yield the words of a text that may be seed terms; of Chinese, jieba's words."""
    import jieba  # noqa: PLC0415 - a dictionary of 350,000 words, and only for Chinese
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # noqa: PLC0415 - slow to load

    jieba.setLogLevel(logging.WARNING)
    unfit = _UNFIT | ENGLISH_STOP_WORDS
    folded = text.lower()
    yield from (word for word in _LATIN.findall(folded) if word not in unfit)
    for run in _HAN.findall(folded):
        yield from (word for word in jieba.lcut(run) if len(word) > 1 and word not in unfit)
