"""The labelled sets: titles, or titles and abstracts, with the theme that people gave each.

A set is read from the folder of public data where it lies; nothing of it is copied. Names end in ``_t`` for titles
only and in ``_ta`` for titles with abstracts.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

FREE = (
    "cs16_t",
    "reviews17_t",
    "biomed20_t",
    "qbio6_t",
    "csl13_160_t",
    "csl13_t",
    "cs16_ta",
    "reviews17_ta",
    "qbio6_ta",
    "hallmarks10_ta",
    "med5_ta",
    "zh8_ta",
)
SMALL = ("cs16_t", "reviews17_t", "biomed20_t", "qbio6_t", "csl13_160_t")
BILINGUAL = ("bilingual5_t", "bilingual4_ta", "mixed12_t")
HEADINGS = (
    "community_t",
    "scientific_llm_t",
    "summarization_t",
    "transfer_t",
    "gnn_t",
    "mllm_t",
    "rag_t",
    "vit_t",
    "cx2017_t",
    "cx2020_t",
    "cx2022_t",
    "mixed12zh_t",
)
NAMES = (*FREE, *BILINGUAL, *HEADINGS)
_FEWEST_UNDER_HEADING = 3
_PER_LANGUAGE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One labelled title, with its abstract where the set has those."""

    id: str
    title: str
    abstract: str = ""
    label: str
    language: str = "en"

    @property
    def text(self) -> str:
        """Title and abstract as one text, which is what a peer is given."""
        return ". ".join(part for part in (self.title, self.abstract) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """Items under their labels."""

    name: str
    items: tuple[Item, ...]

    @property
    def n_labels(self) -> int:
        """The number of different labels."""
        return len({item.label for item in self.items})

    @property
    def labels(self) -> list[str]:
        """The label of each item."""
        return [item.label for item in self.items]

    @property
    def languages(self) -> list[str]:
        """The language of each item."""
        return [item.language for item in self.items]

    @property
    def digest(self) -> str:
        """Twelve digits that tell this set from any other."""
        content = [(item.text, item.label) for item in self.items]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:12]

    def take(self, rows: Iterable[int]) -> LabelledSet:
        """Return the set of some rows, in the order given."""
        return replace(self, items=tuple(self.items[row] for row in rows))

    def of_language(self, language: str) -> LabelledSet:
        """Return the items of one language."""
        return self.take(row for row, item in enumerate(self.items) if item.language == language)


class Draw(NamedTuple):
    """One run: the rows of a set that are clustered, into how many, from which state of the generator."""

    rows: list[int]
    k: int
    random_state: int


@lru_cache(maxsize=4)
def read_set(name: str, data: Path) -> LabelledSet | None:
    """Read a set.

    Parameters
    ----------
    name
        One of ``NAMES``.
    data
        The folder of the public data.

    Returns
    -------
    LabelledSet or None
        ``None`` where the files that the set is made of are absent.
    """
    try:
        items = tuple(_SOURCES[name](data))
    except FileNotFoundError:
        return None
    return LabelledSet(name=name, items=items)


def read_items(path: Path, *, abstracts: bool = True) -> Iterator[Item]:
    """Yield the items of a file of JSON lines that have a text and a label; the file may be compressed."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            entry: dict[str, Any] = json.loads(line)
            item = Item(
                id=entry.get("id", ""),
                title=entry.get("title") or "",
                abstract=(entry.get("abstract") or "") if abstracts else "",
                label=entry.get("label") or "",
                language=entry.get("lang") or "en",
            )
            if item.label and item.text:
                yield item


def draw(labels: Sequence[str], *, classes: int, size: int, random_state: int, per_class: int = 0) -> list[int]:
    """Draw rows from some classes.

    Parameters
    ----------
    labels
        The label of each row.
    classes
        The number of classes to draw from, themselves drawn.
    size
        The number of rows to draw from all of them together; fewer where they have fewer.
    random_state
        State of the generator.
    per_class
        Rows to draw of each class, at most, before ``size`` is applied; 0 for all.

    Returns
    -------
    list of int
        The rows, in random order.
    """
    generator = np.random.default_rng(random_state)
    names = sorted(set(labels))
    chosen = generator.choice(len(names), min(classes, len(names)), replace=False)
    rows: list[int] = []
    for index in chosen:
        own = [row for row, label in enumerate(labels) if label == names[index]]
        rows.extend(generator.permutation(own)[: per_class or None].tolist())
    return [int(row) for row in generator.permutation(rows)[:size]]


def split(labelled: LabelledSet, *, most: int = 100) -> tuple[list[int], list[int]]:
    """Split a set, class by class, into what is judged and what seed terms are picked from.

    Parameters
    ----------
    labelled
        The whole set.
    most
        Items to judge of each class, at most; and never more than two thirds of it.

    Returns
    -------
    judged, held_out : list of int
        Rows, ascending; no text is in both.
    """
    by_label: dict[str, dict[bytes, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, item in enumerate(labelled.items):
        by_label[item.label][hashlib.sha256(item.text.encode()).digest()].append(row)
    judged: list[int] = []
    held_out: list[int] = []
    for ranked in by_label.values():
        groups = [ranked[digest] for digest in sorted(ranked)]
        count = min(most, 2 * len(groups) // 3)
        judged += [rows[0] for rows in groups[:count]]
        held_out += [rows[0] for rows in groups[count:]]
    texts = {labelled.items[row].text for row in judged}
    return sorted(judged), sorted(row for row in held_out if labelled.items[row].text not in texts)


def _plain(path: str, *, abstracts: bool = True) -> Callable[[Path], Iterator[Item]]:
    return lambda data: read_items(data / path, abstracts=abstracts)


def _headings(path: str) -> Callable[[Path], Iterator[Item]]:
    """Read titles under headings; a heading of one or two titles is no theme."""

    def read(data: Path) -> Iterator[Item]:
        items = [item for item in read_items(data / path, abstracts=False) if item.title]
        counts = Counter(item.label for item in items)
        return (item for item in items if counts[item.label] >= _FEWEST_UNDER_HEADING)

    return read


def _hallmarks(data: Path) -> Iterator[Item]:
    """Read the abstracts with exactly one hallmark."""
    path = data / "labelled" / "hallmarks.jsonl"
    with path.open(encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    single = {entry["id"] for entry in entries if len(entry["labels"]) == 1 and entry["label"] != "none"}
    return (item for item in read_items(path) if item.id in single)


def _capped(items: Iterable[Item], most: int) -> Iterator[Item]:
    """Keep the first items of each class, in the order of a hash of their text."""
    ranked = sorted(items, key=lambda item: hashlib.sha256(item.text.encode()).digest())
    counts: Counter[str] = Counter()
    for item in ranked:
        counts[item.label] += 1
        if counts[item.label] <= most:
            yield item


def _paired(english: Iterable[Item], chinese: Iterable[Item]) -> Iterator[Item]:
    """Keep as many items of each theme in one language as in the other."""
    both = (_unambiguous(english), _unambiguous(chinese))
    for theme in sorted({item.label for items in both for item in items}):
        sides = [[item for item in items if item.label == theme] for items in both]
        most = min(_PER_LANGUAGE, *(len(side) for side in sides))
        for side in sides:
            yield from _capped(side, most)


def _unambiguous(items: Iterable[Item]) -> list[Item]:
    """Keep the first of equal texts, and none where equal texts are of different themes (listed in two categories)."""
    by_text = defaultdict(list)
    for item in items:
        by_text[item.text].append(item)
    return [same[0] for same in by_text.values() if len({item.label for item in same}) == 1]


def _renamed(items: Iterable[Item], themes: dict[str, str]) -> Iterator[Item]:
    """Put items under the theme of the longest prefix that their label has, and leave out the others."""
    for item in items:
        found = max((prefix for prefix in themes if item.label.startswith(prefix)), key=len, default="")
        if found:
            yield replace(item, label=themes[found])


def _bilingual_titles(data: Path) -> Iterator[Item]:
    """English titles of arXiv and of medical reviews beside Chinese ones of the same five fields."""
    arxiv = {
        "econ.": "economics",
        "q-fin.": "economics",
        "physics.ed-ph": "education",
        "eess.": "engineering",
        "math.": "science",
        "physics.chem-ph": "science",
        "physics.optics": "science",
    }
    english = [*_renamed(read_items(data / "large" / "titles.jsonl.xz"), arxiv)]
    reviews = read_items(data / "labelled" / "all_records_200_per_review.jsonl", abstracts=False)
    not_medicine = ("Software engineering (Kitchenham)", "Nudging healthcare professionals")
    english += [replace(item, label="medicine") for item in reviews if item.label not in not_medicine]
    fields = {
        "经济学": "economics",
        "教育学": "education",
        "工学": "engineering",
        "理学": "science",
        "医学": "medicine",
    }
    return _paired(english, _renamed(read_items(data / "labelled" / "csl_10000_titles_13categories.jsonl"), fields))


def _bilingual_abstracts(data: Path) -> Iterator[Item]:
    """English abstracts of arXiv and of medical reviews beside Chinese ones of the same four fields."""
    arxiv = {"physics.ed-ph": "education", "physics.geo-ph": "geology"}
    english = [*_renamed(read_items(data / "volume" / "arxiv_titles_abstracts_50k.jsonl.xz"), arxiv)]
    english += _renamed(read_items(data / "labelled" / "arxiv_cs16.jsonl"), {"cs.": "computing"})
    medicine = read_items(data / "volume" / "medical_abstracts5.jsonl")
    english += [replace(item, label="medicine") for item in medicine]
    fields = {"计算机": "computing", "教育学": "education", "地质学": "geology", "中医学": "medicine"}
    return _paired(english, _renamed(read_items(data / "labelled" / "zh_8disciplines_abstracts.jsonl"), fields))


def _csl(data: Path) -> Iterator[Item]:
    return read_items(data / "labelled" / "csl_10000_titles_13categories.jsonl")


_SOURCES: dict[str, Callable[[Path], Iterator[Item]]] = {
    "cs16_t": _plain("labelled/arxiv_cs16.jsonl", abstracts=False),
    "cs16_ta": _plain("labelled/arxiv_cs16.jsonl"),
    "reviews17_t": _plain("labelled/all_records_200_per_review.jsonl", abstracts=False),
    "reviews17_ta": _plain("labelled/all_records_200_per_review.jsonl"),
    "qbio6_t": _plain("labelled/arxiv_qbio6_unbalanced240.jsonl", abstracts=False),
    "qbio6_ta": _plain("labelled/arxiv_qbio6_unbalanced240.jsonl"),
    "biomed20_t": _plain("labelled/biomedical20_titles_3000.jsonl"),
    "csl13_t": _csl,
    "csl13_160_t": lambda data: _capped(_csl(data), 160),
    "hallmarks10_ta": _hallmarks,
    "med5_ta": _plain("volume/medical_abstracts5.jsonl"),
    "zh8_ta": _plain("labelled/zh_8disciplines_abstracts.jsonl"),
    "bilingual5_t": _bilingual_titles,
    "bilingual4_ta": _bilingual_abstracts,
    "mixed12_t": _headings("reviews/mixed_12reviews_bilingual.jsonl"),
    "mixed12zh_t": _headings("reviews/mixed_12reviews_zh_only.jsonl"),
    "community_t": _headings("lists/community_detection.jsonl"),
    "scientific_llm_t": _headings("lists/scientific_llm.jsonl"),
    "summarization_t": _headings("lists/summarization_papers.jsonl"),
    "transfer_t": _headings("lists/transferlearning_zh.jsonl"),
    "gnn_t": _headings("reviews/Graph_Neural_Networks.jsonl"),
    "mllm_t": _headings("reviews/Multimodal_Large_Language_Models.jsonl"),
    "rag_t": _headings("reviews/Retrieval_Augmented_Generation_for_Large_Language_Models.jsonl"),
    "vit_t": _headings("reviews/Vision_Transformers.jsonl"),
    "cx2017_t": _headings("reviews/cx201711.02022V1.jsonl"),
    "cx2020_t": _headings("reviews/cx202007.00016V1.jsonl"),
    "cx2022_t": _headings("reviews/cx202207.00046V1.jsonl"),
}
