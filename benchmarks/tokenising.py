"""How fast texts become tokens, beside spaCy and jieba as they come and scikit-learn's CountVectorizer.

Times alone say more about the machine than about the program, so everything is timed in turns and what counts is the
ratio of the medians. CPU seconds; each turn in a process of its own, so that no cache helps. The goals: 2,000 English
titles within 0.15 seconds, the first Chinese token at least 4 times sooner than jieba's.

    python benchmarks/tokenising.py [--texts FILE ...] [--count N] [--repeat N] [--json FILE]

Each line of FILE has a "title"; those in ASCII are the English ones, the Han characters of the others the Chinese ones
(any Latin word would call for spaCy). Without FILE titles are made of the word lists' words in random order.
spaCy's lookup lemmas and stop words are what our tokens hold as well; CountVectorizer counts plain strings of letters.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

WORDLISTS = Path(__file__).resolve().parent.parent / "src" / "synth" / "wordlists"
READ = "import json, sys, time; texts = json.load(open(sys.argv[1], encoding='utf-8')); clock = time.process_time\n"
TOLD = "\nprint(clock() - start)"
START = "\nstart = clock()\n"
# What is loaded once stands before the clock starts; a cold start has nothing there.
LOADED = "tokenize('Load spaCy (2.0)')"
PROGRAMS = {
    "synth": f"from synth.languages import tokenize; {LOADED}{START}[tokenize(t) for t in texts]",
    "spaCy": f"import spacy; nlp = spacy.blank('en'); nlp('Load'){START}[[w.text for w in nlp(t)] for t in texts]",
    "spaCy + lemmas": "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('lemmatizer', config={'mode': 'lookup'})\n"
    f"nlp.initialize(); nlp('Load'){START}[[(w.lemma_, w.text, w.is_stop) for w in d] for d in nlp.pipe(texts)]",
    "CountVectorizer": "from sklearn.feature_extraction.text import CountVectorizer as Counter"
    f"{START}Counter().fit_transform(texts)",
    "synth, cold": f"from synth.languages import tokenize{START}[tokenize(t) for t in texts]",
    "jieba, cold": f"{START}import jieba; jieba.setLogLevel(60); stock = jieba.Tokenizer()\n"
    "stock.FREQ, stock.total = stock.gen_pfdict(stock.get_dict_file()); stock.initialized = True\n"
    "[stock.lcut(t) for t in texts]",
}


class Comparison(NamedTuple):
    """The median CPU seconds of our tokenising and of a yardstick."""

    name: str
    texts: int
    seconds: float
    yardstick: float

    @property
    def ratio(self) -> float:
        """How many times as fast as the yardstick we are."""
        return self.yardstick / self.seconds


def invented_titles(words: list[str], count: int, *, size: int, between: str) -> list[str]:
    """Return titles of words drawn at random, the same at every call."""
    draw = random.Random(1)  # noqa: S311 - no secret
    return [between.join(draw.choices(words, k=size)) for _ in range(count)]


def words_of(language: str) -> list[str]:
    """Return the words of all lists of a language."""
    texts = [path.read_text("utf-8") for path in sorted(WORDLISTS.glob(f"*_{language}.txt"))]
    return [word for text in texts for line in text.splitlines() for word in line.partition("#")[0].split()]


def given_titles(path: Path, count: int) -> tuple[list[str], list[str]]:
    """Return a file's first titles without and with Han characters."""
    with path.open(encoding="utf-8") as lines:
        titles = [title for line in lines if (title := json.loads(line).get("title"))]
    chinese = [han for title in titles if (han := re.sub("[^\u4e00-\u9fff]", "", title))]
    english = [title for title in titles if title.isascii()]
    return english[:count], chinese[:count]


def measure(program: str, texts: Path) -> float:
    """Return the CPU seconds that a program tells of itself."""
    command = [sys.executable, "-W", "ignore", "-c", READ + PROGRAMS[program] + TOLD, str(texts)]
    return float(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)


def compare(ours: str, yardstick: str, texts: list[str], *, repeat: int) -> Comparison:
    """Time us and the yardstick in turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.json")
        path.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
        turns = [(measure(ours, path), measure(yardstick, path)) for _ in range(repeat)]
    seconds, bare = (statistics.median(times) for times in zip(*turns, strict=True))
    return Comparison(f"{ours} / {yardstick}", len(texts), seconds, bare)


def main() -> None:
    """Measure, print the table and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(description="Compare our tokenising with spaCy's, jieba's and scikit-learn's.")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="files of JSON lines with titles")
    parser.add_argument("--count", type=int, default=2000, help="how many titles of a language (default: 2000)")
    parser.add_argument("--repeat", type=int, default=5, help="turns (default: 5)")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    options = parser.parse_args()
    english, chinese = [], []
    for path in options.texts:
        some = given_titles(path, options.count)
        english += some[0]
        chinese += some[1]
    english = english[: options.count] or invented_titles(words_of("en"), options.count, size=10, between=" ")
    chinese = chinese[: options.count] or invented_titles(words_of("zh"), options.count, size=8, between="")
    results = [
        *(compare("synth", other, english, repeat=options.repeat) for other in ("spaCy", "spaCy + lemmas")),
        compare("synth", "CountVectorizer", english, repeat=options.repeat),
        *(compare("synth, cold", "jieba, cold", some, repeat=options.repeat) for some in (chinese[:23], chinese)),
    ]
    print(f"{'who / beside whom':28}{'titles':>8}{'seconds':>9}{'beside':>9}{'times as fast':>15}")
    for result in results:
        seconds = f"{result.seconds:9.3f}{result.yardstick:9.3f}{result.ratio:15.2f}"
        print(f"{result.name:28}{result.texts:8}{seconds}")
    if options.json:
        table = [{**result._asdict(), "ratio": result.ratio} for result in results]
        options.json.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
