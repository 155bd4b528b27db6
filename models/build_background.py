"""Make the table of what is known of terms: ``python models/build_background.py --help``.

Sentence encoders know which texts are alike, but are large and slow. So they read open titles and glosses here, once,
and a regression finds one vector a term such that the mean of a text's terms is what the encoder says of the text. Both
languages end in one space. ``README.md`` beside this file says what the shipped table was made of;
``background-requirements.txt`` names the encoders. Encodings are kept in a folder, so that a build that was stopped
goes on. The same folder gives the same table, as far as the machine's arithmetic is the same.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix, diags_array
from sentence_encodings import Encodings, digest, load_minilm, load_use
from threadpoolctl import threadpool_limits

from synth.languages import index_terms, is_han, normalize, read_words, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

_OUTPUT = Path(__file__).parent / "background.npz"

_DIMENSIONS = 192
_ARXIV_TITLES = 40_000
_GLOSSES = 30_000
# So many sentences are read by both encoders, to learn how the space of one lies in that of the other.
_SHARED = 20_000

_ENGLISH_TERM = re.compile(r"[a-z][a-z0-9+.'-]{1,24}")
_LATIN = re.compile("[A-Za-z]+")
_HIGHEST_IDF = {"en": 11.0, "zh": 10.0}
# A term of so many titles is kept; a rarer one only if the encoder met it and a dictionary or other titles have it.
_COMMON = 8
_FEWEST = 5
# How often jieba's own corpus has a word that our titles lack.
_COMMON_CHINESE = 800
_LONGEST_CHINESE = 4
# Reference strings read from scans have words that run into one another: such titles teach nothing.
_TITLE_LENGTHS = range(21, 200)
_LONGEST_WORD = 21
_SHARE_READABLE = 0.9
_SHORTEST_CHINESE = 6

# The strength of the prior, and steps of the conjugate gradient: more of either changed nothing that could be measured.
_TERM_RIDGE = 1.0
_STEPS = 25
_MAP_RIDGE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What is read: titles, each once, and WordNet's lemmas and glosses."""

    arxiv: tuple[str, ...]
    chinaxiv: tuple[str, ...]
    chinese: tuple[str, ...]
    lemmas: frozenset[str]
    glosses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """Vectors of terms, (n_terms, n_dimensions), and their idf, (n_terms,)."""

    terms: tuple[str, ...]
    vectors: NDArray[np.float32]
    idf: NDArray[np.float32]


def main() -> int:
    """Read the sources, encode them and write the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arxiv", type=Path, required=True, help="titles of arXiv, JSON lines (.xz)")
    parser.add_argument("--chinaxiv", type=Path, required=True, help="reference strings of ChinaXiv, JSON lines (.xz)")
    parser.add_argument("--wordnet", type=Path, required=True, help="the folder with WordNet's data.noun and so on")
    parser.add_argument("--cache", type=Path, required=True, help="a folder for encodings")
    parser.add_argument("--leave-out", type=Path, nargs="*", default=(), help="JSON lines whose titles are not read")
    parser.add_argument("-o", "--output", type=Path, default=_OUTPUT)
    options = parser.parse_args()
    left_out = {_key(title) for path in options.leave_out for title in _titles(path, "title")}
    sources = read_sources(options.arxiv, options.chinaxiv, options.wordnet, left_out - {""})
    # One thread: with more, the last bits of a sum depend on who adds first.
    with threadpool_limits(1):
        tables = _build(sources, options.cache)
    pack(tables, options.output)
    packed = options.output.read_bytes()
    print(f"{sum(len(table.terms) for table in tables):,} terms, {len(packed):,} bytes, {sha256(packed).hexdigest()}")
    return 0


def read_sources(arxiv: Path, chinaxiv: Path, wordnet: Path, left_out: Iterable[str]) -> Sources:
    """Read the three sources.

    Parameters
    ----------
    arxiv
        JSON lines with ``title``.
    chinaxiv
        JSON lines with ``title_weak`` and ``lang``, ``en`` or ``zh``.
    wordnet
        The folder with the files ``data.*``.
    left_out
        Keys of titles that no part of the table shall know.

    Returns
    -------
    Sources
        Titles in the order of the files.
    """
    avoided = frozenset(left_out)
    lemmas, glosses = _wordnet(wordnet)
    return Sources(
        arxiv=_distinct(_titles(arxiv, "title"), avoided),
        chinaxiv=_distinct(_titles(chinaxiv, "title_weak", "en"), avoided),
        chinese=_distinct(_titles(chinaxiv, "title_weak", "zh"), avoided),
        lemmas=lemmas,
        glosses=glosses,
    )


def _titles(path: Path, field: str, language: str | None = None) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if language in (None, row.get("lang")):
                yield " ".join((row.get(field) or "").split())


def _distinct(titles: Iterable[str], avoided: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(title for title in titles if title and _key(title) not in avoided))


def _key(title: str) -> str:
    """Return what two spellings of one title share: its letters and digits, for scans lose blanks."""
    return "".join(one for one in unicodedata.normalize("NFKC", title).casefold() if one.isalnum())


def _wordnet(folder: Path) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the single words, as lemmas, and of each synset its words and the first part of its gloss."""
    lemmas: set[str] = set()
    glosses: list[str] = []
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):  # the licence
                continue
            fields = line.split(" ")
            # The fourth field is the number of words, in hexadecimal; each is followed by one more field.
            words = [fields[4 + 2 * i].partition("(")[0] for i in range(int(fields[3], 16))]
            lemmas.update(normalize(word.lower()) for word in words if "_" not in word)
            gloss = line.partition("|")[2].partition(";")[0].strip()
            glosses.append(f"{', '.join(words).replace('_', ' ')}: {gloss}")
    return frozenset(lemmas), tuple(glosses)


def _build(sources: Sources, folder: Path) -> tuple[Terms, Terms]:
    minilm, use = Encodings(folder / "minilm", load_minilm), Encodings(folder / "use", load_use)
    in_arxiv = _frequencies(sources.arxiv)
    in_titles = in_arxiv + _frequencies(sources.chinaxiv)
    sentences = _sentences(sources, in_arxiv)
    print(f"{len(sentences):,} sentences in English, {len(sources.chinese):,} in Chinese")
    n_titles = len(sources.arxiv) + len(sources.chinaxiv)

    words = _english_words(_frequencies(sentences), in_titles, sources.lemmas)
    idf = _idf(words, in_titles, n_titles, _HIGHEST_IDF["en"])
    targets, basis = _principal(minilm.vectors(sentences))
    word_targets = _centred(minilm.vectors(words)) @ basis
    english = Terms(terms=words, idf=idf, vectors=fit(_design(sentences, words, idf), targets, word_targets))

    # Words and sentences differ so much in a space of sentences that each kind has its own map.
    word_map = _ridge(_centred(use.vectors(words)), word_targets)
    sentence_map = _ridge(_centred(use.vectors(sentences[:_SHARED])), targets[:_SHARED])
    titles = [title for title in sources.chinese if len(title) >= _SHORTEST_CHINESE]
    in_chinese = _frequencies(titles)
    words = _chinese_words(in_chinese)
    idf = _idf(words, in_chinese, len(titles), _HIGHEST_IDF["zh"])
    prior = _centred(use.vectors(words)) @ word_map
    vectors = fit(_design(titles, words, idf), _centred(use.vectors(titles)) @ sentence_map, prior)
    return english, Terms(terms=words, idf=idf, vectors=vectors)


def _frequencies(texts: Iterable[str]) -> Counter[str]:
    return Counter(term for text in texts for term in set(_terms(text)))


def _terms(text: str) -> list[str]:
    return [term for piece in text.split() for term in _piece_terms(piece)]


@cache
def _piece_terms(piece: str) -> tuple[str, ...]:
    boilerplate = read_words("boilerplate")
    return tuple(term for token in tokenize(piece) if token.text not in boilerplate for term in index_terms(token))


def _sentences(sources: Sources, in_arxiv: Mapping[str, int]) -> list[str]:
    """Return what the English encoder reads."""
    readable = [title for title in sources.chinaxiv if _is_readable(title, in_arxiv, sources.lemmas)]
    glosses = _drawn(sources.glosses, _GLOSSES)
    return _drawn([*_drawn(sources.arxiv, _ARXIV_TITLES), *readable, *glosses])


def _drawn(texts: Iterable[str], n_texts: int | None = None) -> list[str]:
    """Draw by digest: the draw of some texts hangs neither on their order nor on which others are left out."""
    return sorted(dict.fromkeys(texts), key=digest)[:n_texts]


def _is_readable(title: str, in_arxiv: Mapping[str, int], lemmas: frozenset[str]) -> bool:
    """Tell whether nearly all words of a scanned title are words."""
    if len(title) not in _TITLE_LENGTHS or max(len(piece) for piece in title.split()) > _LONGEST_WORD:
        return False
    words = _LATIN.findall(title)
    known = [len(word) <= len("the") or _is_known(word, in_arxiv, lemmas) for word in words]
    return sum(known) >= _SHARE_READABLE * len(words)


def _is_known(word: str, in_arxiv: Mapping[str, int], lemmas: frozenset[str]) -> bool:
    """Tell whether a word is one; a function word has no term at all."""
    return all(in_arxiv.get(term, 0) >= _FEWEST or term in lemmas for term in _terms(word))


def _english_words(in_sentences: Counter[str], in_titles: Counter[str], lemmas: frozenset[str]) -> tuple[str, ...]:
    common = {term for term, n_titles in in_titles.items() if n_titles >= _COMMON}
    met = {
        term
        for term, n_sentences in in_sentences.items()
        if n_sentences > 1 and (term in lemmas or in_titles[term] >= _FEWEST)
    }
    return tuple(sorted(term for term in common | met if _ENGLISH_TERM.fullmatch(term)))


def _chinese_words(in_titles: Counter[str]) -> tuple[str, ...]:
    """Return what titles have twice, what jieba's dictionary has of it, its commonest words and all its characters."""
    jieba: Any = import_module("jieba")
    with jieba.get_dict_file() as file:
        entries = [line.split(" ") for line in file.read().decode("utf-8").splitlines()]
    dictionary = {word: int(frequency) for word, frequency, *_ in entries if is_han(word)}
    met = {term for term, n_titles in in_titles.items() if is_han(term) and (n_titles > 1 or term in dictionary)}
    common = {
        word
        for word, frequency in dictionary.items()
        if len(word) == 1 or (len(word) <= _LONGEST_CHINESE and frequency >= _COMMON_CHINESE)
    }
    return tuple(sorted((met | common) - read_words("stop_zh")))


def _idf(terms: Sequence[str], frequencies: Mapping[str, int], n_texts: int, highest: float) -> NDArray[np.float32]:
    counted = np.array([frequencies.get(term, 0) for term in terms], np.float32)
    return np.minimum(np.log(n_texts / (counted + 0.5)), highest).astype(np.float32)


def _design(texts: Sequence[str], terms: Sequence[str], idf: NDArray[np.float32]) -> csr_matrix:
    """Return which text has which terms, by idf, rows of norm 1: (n_texts, n_terms)."""
    columns = {term: column for column, term in enumerate(terms)}
    found = [sorted({columns[term] for term in _terms(text) if term in columns}) for text in texts]
    indices = np.array([column for row in found for column in row], np.int32)
    pointers = np.cumsum([0, *map(len, found)])
    weights = csr_matrix((idf[indices], indices, pointers), shape=(len(texts), len(terms)))
    norms = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    return csr_matrix(diags_array((1 / np.maximum(norms, 1e-9)).astype(np.float32)) @ weights)


def fit(design: csr_matrix, targets: NDArray[np.float32], prior: NDArray[np.float32]) -> NDArray[np.float32]:
    """Find the vectors of terms whose weighted sums come nearest to the texts' vectors.

    Ridge regression towards the prior instead of towards nought, by conjugate gradients: a term that no text has keeps
    its prior.

    Parameters
    ----------
    design
        (n_texts, n_terms), the weights of the sums.
    targets
        (n_texts, n_dimensions), the texts' vectors.
    prior
        (n_terms, n_dimensions), what the encoder says of the term by itself; of any scale.

    Returns
    -------
    ndarray of shape (n_terms, n_dimensions)
        Of the scale of the targets.
    """
    predicted = design @ prior
    start = prior * (float((predicted * targets).sum()) / max(float((predicted * predicted).sum()), 1e-12))
    residual = design.T @ (targets - design @ start)
    change = np.zeros_like(start)
    direction = residual.copy()
    size = (residual * residual).sum(axis=0)
    for _ in range(_STEPS):
        image = design.T @ (design @ direction) + _TERM_RIDGE * direction
        step = size / np.maximum((direction * image).sum(axis=0), 1e-12)
        change += step * direction
        residual = residual - step * image
        shrunk = (residual * residual).sum(axis=0)
        direction = residual + shrunk / np.maximum(size, 1e-12) * direction
        size = shrunk
    fitted: NDArray[np.float32] = (start + change).astype(np.float32)
    return fitted


def _centred(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    centred: NDArray[np.float32] = rows - rows.mean(axis=0)
    return centred


def _principal(rows: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the rows in their principal directions, and these: (n_rows, n_kept), (n_dimensions, n_kept)."""
    centred = _centred(rows)
    _, directions = np.linalg.eigh(centred.T @ centred)
    basis = np.ascontiguousarray(directions[:, ::-1][:, :_DIMENSIONS])
    return centred @ basis, basis


def _ridge(inputs: NDArray[np.float32], outputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the linear map from one space to the other."""
    penalty = _MAP_RIDGE * np.eye(inputs.shape[1], dtype=np.float32)
    solved: NDArray[np.float32] = np.linalg.solve(inputs.T @ inputs + penalty, inputs.T @ outputs)
    return solved


def pack(tables: Sequence[Terms], path: Path) -> None:
    """Write tables as one, terms sorted, vectors as bytes with a scale a term.

    Parameters
    ----------
    tables
        Of distinct terms.
    path
        The file to write, ``.npz``.
    """
    terms = [term for table in tables for term in table.terms]
    order = sorted(range(len(terms)), key=terms.__getitem__)
    vectors = np.vstack([table.vectors for table in tables])[order]
    idf = np.concatenate([table.idf for table in tables])[order]
    scales = np.maximum(np.abs(vectors).max(axis=1) / 127, 1e-6).astype(np.float16)
    np.savez_compressed(
        path,
        terms=np.frombuffer("\n".join(terms[i] for i in order).encode(), np.uint8),
        vectors=np.clip(np.round(vectors / scales[:, None]), -127, 127).astype(np.int8),
        scales=scales,
        idf=idf.astype(np.float16),
    )


if __name__ == "__main__":
    raise SystemExit(main())
