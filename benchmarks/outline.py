"""Measure how far outlines find a review's own headings: ``python benchmarks/outline.py [DATA] [--json FILE]``.

From the references of a review alone an outline is made; its headings are compared with the headings under which the
review cites them. Recall, precision and F are those of heading soft recall (Shao et al. 2024, STORM; Fränti and
Mariescu-Istodor 2023): the soft cardinality of headings is the sum of 1 / (sum of their similarities to all), and what
two sets share is card(A) + card(B) - card(A and B together). Two similarities, of which the mean is taken: that of the
words (roots in common over all roots) and that of their meaning (cosine of the idf-weighted vectors of the table in
``synth/models``; nothing is downloaded). More headings find more, so that everything that is compared has the same
number of headings.

``words`` are what a user of a topic model gets: k-means over TF-IDF with the same numbers of clusters on both levels,
each named by its four words of highest class-based TF-IDF, as BERTopic names topics; ``flat`` are those of the first
level alone, which is what a topic model gives by itself. ``fixed`` are the headings of any review. ``overlap`` is how
well the references stand together: for each heading of the review the best Jaccard overlap with those under one heading
of ours, weighted by size; ``words`` and ``flat`` have their own clusters.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

import numpy as np
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer

from synth.background import read_background
from synth.datatypes import Config
from synth.languages import index_terms, is_han, tokenize
from synth.languages.bridge import root
from synth.pipeline import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import LanguageChoice, Result, Section

_FEWEST = 2
_STATES = 5
_WORDS = 4
_FIXED = (
    "Introduction", "Background", "Related work", "Definitions", "Methods", "Literature search", "Results",
    "Theoretical framework", "Applications", "Evaluation", "Challenges", "Limitations", "Research gaps",
    "Implications", "Future directions", "Discussion", "Conclusion", "Summary", "Outlook", "Recommendations",
)  # fmt: skip
_FIXED_ZH = (
    "引言", "研究背景", "相关研究", "概念界定", "研究方法", "文献来源", "研究结果", "理论基础", "应用", "评价",
    "挑战", "局限", "研究不足", "启示", "未来方向", "讨论", "结论", "总结", "展望", "对策建议",
)  # fmt: skip
# Headings that stand in any review, and numbers without a name.
_NO_HEADING = re.compile(
    r"(?:introduction|others?|temp|general|survey|comprehensive|libraries|appendix.*|§\d+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Named:
    """Headings with the titles under each, as plain letters."""

    headings: tuple[str, ...]
    titles: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    review: str
    outline: str
    headings: int
    human: int
    recall: float
    precision: float
    f: float
    by_words: float
    by_meaning: float
    overlap: float | None


def main() -> int:
    """Print the table and return the exit code."""
    options = _parser().parse_args()
    sources = [*_sources(options.data)]
    if not sources:
        print(f"No reviews in {options.data}: reviews/*.jsonl with *_refs.txt and lists/*.jsonl, each line an object")
        print("with title, label and sublabel (SurveyBench, ChinaXiv and reading lists of public README files).")
        return 1
    rows = []
    for path, refs in sources:
        for row in measure(path, refs):
            rows.append(row)
            print(_line(row), flush=True)
    print()
    for line in summary(rows):
        print(line)
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    data = os.environ.get("SYNTH_DATA") or Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
    parser = argparse.ArgumentParser(prog="python benchmarks/outline.py", description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", default=Path(data), help="the folder of public data")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    return parser


def _sources(data: Path) -> Iterator[tuple[Path, Path | None]]:
    """Yield the labelled references and, where there is one, the list of references as the review prints it."""
    for path in sorted((data / "reviews").glob("*.jsonl")):
        refs = path.with_name(f"{path.stem}_refs.txt")
        if refs.exists() and not path.stem.startswith("mixed"):
            yield path, refs
    for path in sorted((data / "lists").glob("*.jsonl")):
        yield path, None


def measure(path: Path, refs: Path | None) -> Iterator[Row]:
    """Yield the lines of the table on one review."""
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    human = _human(items)
    chinese = any(map(is_han, "".join(human.headings)))
    result = _outlined(items, refs, "zh" if chinese else "en")
    ours = _ours(result)
    fixed = _FIXED_ZH if chinese else _FIXED
    tell = _Similarity()
    n = len(ours.headings)
    drawn = [_words(result, state) for state in range(_STATES)]
    flat = [_words(result, state, levels=1) for state in range(_STATES)]
    sets = [("ours", [ours]), ("words", drawn), ("flat", flat), ("fixed", [Named(fixed[:n], ())])]
    for name, draws in sets:
        scores = [tell.scores(one.headings, human.headings) for one in draws]
        found = [_overlap(one.titles, human.titles) for one in draws if one.titles]
        recall, precision, f, words, meaning = (float(np.mean(figures)) for figures in zip(*scores, strict=True))
        overlap = float(np.mean(found)) if found else None
        figures = (recall, precision, f, words, meaning, overlap)
        yield Row(path.stem, name, len(draws[0].headings), len(human.headings), *figures)


def _human(items: Sequence[dict[str, Any]]) -> Named:
    """Return the review's headings of both levels that say what they are about, with the titles they cite."""
    under: dict[str, set[str]] = {}
    for item in items:
        for heading in dict.fromkeys((item.get("label"), item.get("sublabel"))):
            name = _tidy(heading or "")
            if name and not _NO_HEADING.fullmatch(name):
                under.setdefault(name, set()).add(_letters(item["title"]))
    kept = {name: titles for name, titles in under.items() if len(titles) >= _FEWEST}
    return Named(tuple(kept), tuple(map(frozenset, kept.values())))


def _tidy(heading: str) -> str:
    text = heading.strip(" .:：-").replace("- ", "-")
    return text.capitalize() if text.isupper() else text


def _letters(title: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", title).casefold() if c.isalnum())


def _outlined(items: Sequence[dict[str, Any]], refs: Path | None, language: LanguageChoice) -> Result:
    """Run the program on the references alone: the printed list, or the titles and abstracts of a reading list.

    An author knows which language the review is to be in; nothing else is told.
    """
    config = Config(framework="none", language=language)
    if refs is not None:
        return run([refs], config, name="outline")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "titles.jsonl"
        kept = [{key: item[key] for key in ("title", "abstract", "year") if item.get(key)} for item in items]
        source.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in kept), "utf-8")
        return run([source], config, name="outline")


def _ours(result: Result) -> Named:
    """Return the headings of the chapters on themes and below, with the titles cited under each."""
    records = {record.id: record for record in result.corpus.records}
    labels = {theme.label for theme in result.themes.themes}
    headings: list[str] = []
    titles: list[frozenset[str]] = []

    def walk(section: Section) -> None:
        headings.append(_plain(section.heading))
        cited = {i for claim in section.claims for i in claim.record_ids}
        titles.append(frozenset(_letters(records[i].title) for i in cited))
        for below in section.sections:
            walk(below)

    for chapter in result.synthesis.outline.sections:
        if _plain(chapter.heading) in labels:
            walk(chapter)
    return Named(tuple(headings), tuple(titles))


def _plain(heading: str) -> str:
    return re.sub(r"^\d+(?:\.\d+)*\.?\s+", "", heading)


def _words(result: Result, state: int, levels: int = 2) -> Named:
    """Return what k-means over TF-IDF gives with the same numbers of clusters on both levels, named by their words."""
    records = result.corpus.records
    texts = [f"{record.title} {record.abstract}" for record in records]
    terms = [[token.text for token in tokenize(text) if token.role == "word"] for text in texts]
    weights = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(terms)
    chapters = [
        c for c in result.synthesis.outline.sections if _plain(c.heading) in {t.label for t in result.themes.themes}
    ]
    parts = sorted((_size(chapter) for chapter in chapters), reverse=True)
    labels = KMeans(len(chapters), n_init=10, random_state=state).fit_predict(weights)
    largest = sorted(range(len(chapters)), key=lambda k: (-int((labels == k).sum()), k))
    groups: list[NDArray[np.intp]] = []
    for k, n_below in zip(largest, parts, strict=True):
        rows = np.flatnonzero(labels == k)
        groups.append(rows)
        n_parts = min(n_below, len(rows))
        if n_parts > 1 and levels > 1:
            below = KMeans(n_parts, n_init=10, random_state=state).fit_predict(weights[rows])
            groups += [rows[below == part] for part in range(n_parts)]
    headings = _class_words(terms, groups)
    return Named(headings, tuple(frozenset(_letters(records[i].title) for i in rows) for rows in groups))


def _size(section: Section) -> int:
    return sum(1 + _size(below) for below in section.sections)


def _class_words(terms: Sequence[Sequence[str]], groups: Sequence[NDArray[np.intp]]) -> tuple[str, ...]:
    """Name each group by the words of highest class-based TF-IDF (Grootendorst 2022)."""
    column = {word: j for j, word in enumerate(sorted({word for words in terms for word in words}))}
    counts = np.zeros((len(groups), len(column)))
    for g, rows in enumerate(groups):
        for i in rows.tolist():
            for word in terms[i]:
                counts[g, column[word]] += 1
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    weights = shares * np.log1p(counts.sum(axis=1).mean() / np.maximum(counts.sum(axis=0), 1))
    words = list(column)
    best = np.argsort(-weights, axis=1, kind="stable")[:, :_WORDS]
    return tuple(" ".join(words[j] for j in row if weights[g, j] > 0) for g, row in enumerate(best))


class _Similarity:
    """How alike headings are: by their words, by meaning, and the mean of both."""

    def scores(self, ours: Sequence[str], human: Sequence[str]) -> tuple[float, float, float, float, float]:
        """Return soft recall, precision and F by the mean of both similarities, then recall by each alone."""
        headings = [*ours, *human]
        words, meaning = _by_words(headings), _by_meaning(headings)
        recall, precision = _soft((words + meaning) / 2, len(ours))
        f = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        return recall, precision, f, _soft(words, len(ours))[0], _soft(meaning, len(ours))[0]


def _soft(similar: NDArray[np.float64], n_ours: int) -> tuple[float, float]:
    ours, human = _cardinality(similar[:n_ours, :n_ours]), _cardinality(similar[n_ours:, n_ours:])
    shared = ours + human - _cardinality(similar)
    return shared / human, shared / ours


def _cardinality(similar: NDArray[np.float64]) -> float:
    return float((1 / similar.sum(axis=1)).sum())


def _by_words(headings: Sequence[str]) -> NDArray[np.float64]:
    roots = [frozenset(_roots(heading)) or frozenset({heading}) for heading in headings]
    return np.array([[len(a & b) / len(a | b) for b in roots] for a in roots])


def _roots(heading: str) -> Iterator[str]:
    for token in tokenize(heading):
        if token.role == "word":
            yield from (token.text if is_han(token.text) else (root(token.text),))


def _by_meaning(headings: Sequence[str]) -> NDArray[np.float64]:
    terms = [[term for token in tokenize(h) if token.role == "word" for term in index_terms(token)] for h in headings]
    known = read_background(sorted({term for row in terms for term in row}))
    place = {term: i for i, term in enumerate(sorted({term for row in terms for term in row}))}
    vectors = np.zeros((len(place), known.vectors.shape[1]))
    vectors[known.known] = known.vectors
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors / np.where(norms > 0, norms, 1) * known.idf[:, None]
    rows = np.array([vectors[[place[t] for t in row]].sum(axis=0) if row else vectors[0] * 0 for row in terms])
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(norms > 0, norms, 1)
    similar: NDArray[np.float64] = np.clip(rows @ rows.T, 0, 1)
    np.fill_diagonal(similar, 1.0)
    return similar


def _overlap(ours: Sequence[frozenset[str]], human: Sequence[frozenset[str]]) -> float:
    best = [max((len(titles & own) / len(titles | own) for own in ours), default=0.0) for titles in human]
    return float(np.average(best, weights=[len(titles) for titles in human]))


def _line(row: Row) -> str:
    overlap = f"{row.overlap:.2f}" if row.overlap is not None else "-"
    return (
        f"{row.review[:40]:<40} {row.outline:<6} {row.headings:>3} for {row.human:>3}  recall {row.recall:.2f}  "
        f"precision {row.precision:.2f}  F {row.f:.2f}  by words {row.by_words:.2f}  by meaning {row.by_meaning:.2f}  "
        f"overlap {overlap}"
    )


def summary(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the means over the reviews, and our recall over that of the words."""
    means = {}
    for name in ("ours", "words", "flat", "fixed"):
        own = [row for row in rows if row.outline == name]
        means[name] = {
            key: float(np.mean([getattr(row, key) for row in own if getattr(row, key) is not None] or [0]))
            for key in ("recall", "precision", "f", "by_words", "by_meaning", "overlap")
        }
        figures = "  ".join(f"{key} {value:.3f}" for key, value in means[name].items())
        yield f"mean of {len(own)}: {name:<6} {figures}"
    for name in ("words", "flat"):
        ratios = (
            f"{key} {means['ours'][key] / means[name][key]:.2f}"
            for key in ("recall", "f", "by_words", "by_meaning", "overlap")
        )
        yield f"ours / {name}: {'  '.join(ratios)}"


if __name__ == "__main__":
    sys.exit(main())
