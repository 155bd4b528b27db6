"""Train the model that reads free-text references; ``benchmarks/train_citations.py`` is the command.

The model learns from the labelled references of AnyStyle (https://github.com/inukshuk/anystyle, ``res/parser/core.xml``
and ``good.xml``, BSD-2-Clause), read from ``refs/anystyle_core.jsonl`` and ``refs/anystyle_good.jsonl`` in the data
folder, each line with ``raw`` and with ``fields``: a label and the stretches of text that have it. More references are
made of their facts, and of titles on arXiv (metadata, CC0), in many styles. Nothing of the data is kept but the model.

References that stand in ``refs/parscit.jsonl`` (ParsCit, LGPL) are left out, so that this set can measure the model.
The same data give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import random
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from synth.errors import DataError
from synth.readers.freetext.features import cut, describe
from synth.readers.freetext.model import Model
from synth.readers.freetext.synthetic import make_references
from synth.readers.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from synth.readers.freetext.styles import Part

_GOLD = ("anystyle_core", "anystyle_good")
_MEASURE = "parscit"
_TITLES = "volume/arxiv_titles_abstracts_50k.jsonl.xz"
_MOST_TITLES = 20_000
_MADE = 6_500  # references made of the facts of the gold ones
_TIMES = 2  # how often a gold reference counts for one of a made one
_PARAMETERS = {
    "c1": 0.1,  # a larger one makes a smaller and worse model
    "c2": 0.05,
    "max_iterations": 70,  # with more, references of other origins are read worse
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
_TENTHS = 10
# Labels of the gold sets that are too rare to be learnt, and what they count as; and those of ParsCit.
_MERGED = {
    "collection-title": "series",
    "source": "journal",
    "isbn": "note",
    "medium": "genre",
    "director": "author",
    "producer": "author",
    "booktitle": "container-title",
    "tech": "genre",
    "institution": "publisher",
}
_YEAR = re.compile(r"[(\[]?(?:1[5-9]|20)\d\d[;,:.]?[)\]]?;?")
_PAGES = re.compile(r"[a-zA-Z]{0,2}\d+[-–—]+[a-zA-Z]{0,2}\d+")
_ADDRESS = re.compile(r"https?:|www\.|\w\.\w")


class Example(NamedTuple):
    """A reference as tokens, the label of each, and its text."""

    tokens: list[str]
    labels: list[str]
    text: str


class Gold(NamedTuple):
    """A labelled reference: where it is from, its key without spaces and signs, its parts, and its example."""

    name: str
    key: str
    parts: list[Part]
    example: Example


def build(folder: Path, made: int = _MADE) -> tuple[bytes, list[str]]:
    """Train on a data folder.

    Parameters
    ----------
    folder
        The folder that holds ``refs/`` with the labelled references.
    made
        How many references are made to learn from beside them.

    Returns
    -------
    tuple
        The compressed model, and the lines of a table of how one trained without a tenth read what it had not seen.

    Raises
    ------
    DataError
        If a set is not there.
    """
    gold, foreign = load(folder)
    titles = load_titles(folder)
    held_out = [item for item in gold if tenth(item) == 0]
    model = train([item for item in gold if tenth(item) != 0], titles, made)
    rows = [f"{'held out':16}{'n':>7}{'tokens':>9}{'references':>12}"]
    rows += [row(name, [item for item in held_out if item.name == name], model) for name in _GOLD]
    rows.append(row(_MEASURE, foreign, model))
    return lzma.compress(train(gold, titles, made), preset=9), rows


def load(folder: Path) -> tuple[list[Gold], list[Gold]]:
    """Return the references to learn from, without repeats and without those to measure with, and the latter.

    Raises
    ------
    DataError
        If a set is not there.
    """
    foreign = _read(folder, _MEASURE) if (folder / "refs" / f"{_MEASURE}.jsonl").exists() else []
    seen = {item.key for item in foreign}
    gold: list[Gold] = []
    for name in _GOLD:
        for item in _read(folder, name):
            if item.key not in seen:
                seen.add(item.key)
                gold.append(item)
    return gold, foreign


def load_titles(folder: Path) -> list[str]:
    """Return titles to make more references of; none where the file is missing."""
    path = folder / _TITLES
    if not path.exists():
        return []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["title"] for line, _ in zip(lines, range(_MOST_TITLES), strict=False)]


def _read(folder: Path, name: str) -> list[Gold]:
    path = folder / "refs" / f"{name}.jsonl"
    if not path.exists():
        raise DataError(
            "is missing", where=path.name, fix="Give the folder that holds refs/ with the labelled references"
        )
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [gold_of(name, item) for item in items if aligned(item["raw"], item["fields"])]


def gold_of(name: str, item: dict[str, Any]) -> Gold:
    """Return a labelled reference from a line of a gold set."""
    parts = [(_MERGED.get(label, label), text) for label, text in aligned(item["raw"], item["fields"])]
    return Gold(name, key_of(item["raw"]), parts, example_of(parts))


def key_of(raw: str) -> str:
    """Return the letters and digits of a reference, by which it is known in all sets."""
    return re.sub(r"\W", "", raw).lower()


def aligned(raw: str, fields: dict[str, list[str]]) -> list[Part]:
    """Return the parts of a reference in the order of its text; none where they are not the whole of it."""
    rest = dict.fromkeys(fields, 0)

    def follow(position: int) -> list[Part] | None:
        while position < len(raw) and raw[position].isspace():
            position += 1
        if position >= len(raw):
            return [] if all(rest[label] == len(texts) for label, texts in fields.items()) else None
        for label, texts in fields.items():
            if rest[label] < len(texts) and raw.startswith(text := texts[rest[label]], position):
                rest[label] += 1
                after = follow(position + len(text))
                if after is not None:
                    return [(label, text), *after]
                rest[label] -= 1
        return None

    return follow(0) or []


def example_of(parts: Iterable[Part]) -> Example:
    """Cut the parts of a reference into labelled tokens, in the way in which a reference is cut when it is read."""
    text = ""
    spans: list[tuple[int, str]] = []
    for label, raw in parts:
        clean = tidy(raw)
        if clean:
            text += "" if not text or label.startswith("+") else " "
            text += clean
            spans.append((len(text), label.lstrip("+")))
    tokens, labels, position, part = cut(text), [], 0, 0
    for token in tokens:
        begin = text.index(token, position)
        position = begin + len(token)
        while spans[part][0] <= begin:
            part += 1
        labels.append(spans[part][1])
    return Example(tokens, _consistent(tokens, labels), text)


def _consistent(tokens: list[str], labels: list[str]) -> list[str]:
    """Settle what the gold sets label now this way and now that.

    The year before a volume is a date, a range of pages after a colon is pages, and the words before an address are a
    note.
    """
    same = list(labels)
    for index, (token, label) in enumerate(zip(tokens, labels, strict=True)):
        before = labels[index - 1] if index else ""
        after = labels[index + 1] if index + 1 < len(labels) else ""
        if label == "volume" != before and after == "volume" and _YEAR.fullmatch(token):
            same[index] = "date"
        elif (
            label == before and label in {"volume", "pages"} and tokens[index - 1].endswith(":") and _PAGES.match(token)
        ):
            same[index] = "pages"
    for start in (
        index for index, label in enumerate(labels) if label == "url" and (not index or labels[index - 1] != "url")
    ):
        stop = next((index for index in range(start, len(labels)) if labels[index] != "url"), len(labels))
        first = next((index for index in range(start, stop) if _ADDRESS.search(tokens[index])), start)
        same[start:first] = ["note"] * (first - start)
    return same


def tenth(item: Gold) -> int:
    """Return the tenth of the data that a reference belongs to, by its text alone."""
    return int(hashlib.sha256(item.key.encode()).hexdigest(), 16) % _TENTHS


def train(gold: Sequence[Gold], titles: Sequence[str], made: int = _MADE) -> bytes:
    """Train on labelled references and on ``made`` more that are put together from their facts; return the model."""
    import pycrfsuite  # noqa: PLC0415 - only free text needs it

    generator = random.Random(0)  # noqa: S311 - no secret
    more = make_references([item.parts for item in gold], titles, made, generator)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(_PARAMETERS)
    examples = [item.example for item in gold] * _TIMES + [example_of(reference.parts) for reference in more]
    for example in examples:
        if example.tokens:
            trainer.append(describe(example.tokens), example.labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()


def row(name: str, items: Sequence[Gold], model: bytes) -> str:
    """Return a line of the table: the share of tokens, and of whole references, that have the right labels."""
    reader = Model(model)
    tokens = right = whole = 0
    for item in items:
        found, _ = reader.label(item.example.tokens)
        agreed = sum(label == truth for label, truth in zip(found, item.example.labels, strict=True))
        tokens, right, whole = tokens + len(found), right + agreed, whole + (agreed == len(found))
    return f"{name:16}{len(items):>7}{right / max(1, tokens):>9.4f}{whole / max(1, len(items)):>12.3f}"
