"""Terms and their TF-IDF weights.

Terms are lemmas, collocations that recur, and the framework's own terms; weights are sublinear TF-IDF with a pure
inverse document frequency, ln((n + 1) / df), so that a term that all records share tells next to nothing (Salton and
Buckley 1988).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from synth.datatypes import Document, Framework, TermMatrix, Token
from synth.languages import TermFinder, join_surfaces, normal_form, normalize, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LONGEST_PHRASE = 6
_LONGEST_HAN_PHRASE = 8
# A title says in ten words what an abstract says in two hundred.
_TITLE_WEIGHT = 2


def weigh_terms(documents: Sequence[Document], framework: Framework) -> TermMatrix:
    """Count the terms of the documents and weigh them.

    Parameters
    ----------
    documents
        The records' tokens, in the order that rows shall have.
    framework
        The expected themes; their terms are columns wherever they occur.

    Returns
    -------
    TermMatrix
        Boilerplate ("study", "研究") has no column of its own unless it is a seed term.
    """
    named = {normalize(term) for theme in framework.themes for term in (*theme.seed_terms, *theme.hint_terms)} - {""}
    phrases = _recurring_phrases(documents)
    counter = _Counter(named, phrases)
    titles = [counter.count(document.title) for document in documents]
    bodies = [counter.count(document.body) for document in documents]
    terms = tuple(sorted({term for counts in (*titles, *bodies) for term in counts}))
    title_counts, body_counts = _to_matrix(titles, terms), _to_matrix(bodies, terms)
    return TermMatrix(
        weights=_weights(title_counts * _TITLE_WEIGHT + body_counts),
        title_counts=title_counts,
        body_counts=body_counts,
        record_ids=tuple(document.record_id for document in documents),
        terms=terms,
        surfaces=tuple(counter.surface(term) for term in terms),
        sizes=tuple(counter.size(term) for term in terms),
        head_shares=tuple(counter.head_share(term) for term in terms),
    )


class _Counter:
    """Counts terms text by text and remembers how each was written."""

    def __init__(self, named: set[str], phrases: set[str]) -> None:
        self._named = TermFinder(sorted(named))
        self._named_terms = named
        self._phrases = phrases
        self._surfaces: dict[str, Counter[str]] = {}
        self._sizes: dict[str, int] = {}
        self._seen: Counter[str] = Counter()
        self._heads: Counter[str] = Counter()

    def count(self, tokens: Sequence[Token]) -> Counter[str]:
        """Count a text's words, recurring phrases and framework terms."""
        counts: Counter[str] = Counter()
        boilerplate = read_words("boilerplate")
        spans = [(t.text, i, i + 1) for i, t in enumerate(tokens) if t.role == "word" and t.text not in boilerplate]
        spans += [span for span in _candidates(tokens) if span[0] in self._phrases]
        spans = [span for span in spans if span[0] not in self._named_terms] + self._named.spans(tokens)
        for term, start, end in spans:
            counts[term] += 1
            self._seen[term] += 1
            # What boilerplate follows is complete, too: 反恐预警 in 反恐预警机制.
            following = tokens[end] if end < len(tokens) else None
            self._heads[term] += following is None or following.role != "word" or following.text in boilerplate
            self._surfaces.setdefault(term, Counter())[join_surfaces(tuple(tokens[start:end]))] += 1
            self._sizes[term] = end - start
        return counts

    def surface(self, term: str) -> str:
        """Return the commonest written form; the shortest, then the first in the alphabet, on a tie.

        A capital at the head of a sentence or in a list of keywords says nothing: where half as many texts do without,
        so does the term.
        """
        forms = self._surfaces[term]
        written = min(forms.items(), key=lambda item: (-item[1], len(item[0]), item[0]))[0]
        lower = written.lower()
        return lower if 2 * forms.get(lower, 0) >= forms[written] else written

    def head_share(self, term: str) -> float:
        """Return the share of a term's occurrences that end a noun phrase."""
        return self._heads[term] / self._seen[term]

    def size(self, term: str) -> int:
        """Return the number of words of a term."""
        return self._sizes[term]


def _recurring_phrases(documents: Sequence[Document]) -> set[str]:
    """Return the phrases that at least two documents share (more in large corpora)."""
    seen: Counter[str] = Counter()
    for document in documents:
        seen.update({span[0] for tokens in (document.title, document.body) for span in _candidates(tokens)})
    least = max(2, len(documents) // 2000)
    return {phrase for phrase, n_documents in seen.items() if n_documents >= least}


def _candidates(tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """Yield runs of two to six adjacent words, without stop words, that neither begin nor end in boilerplate."""
    boilerplate = read_words("boilerplate")
    for start, first in enumerate(tokens):
        if first.role != "word" or first.text in boilerplate:
            continue
        for end in range(start + 1, min(start + _LONGEST_PHRASE, len(tokens))):
            last = tokens[end]
            if last.role not in {"word", "number"}:
                break
            text = normal_form(tokens[start : end + 1])
            if last.text not in boilerplate and (first.surface[0].isascii() or len(text) <= _LONGEST_HAN_PHRASE):
                yield text, start, end + 1


def _to_matrix(rows: Sequence[Counter[str]], terms: Sequence[str]) -> csr_matrix:
    column = {term: j for j, term in enumerate(terms)}
    cells: Iterable[tuple[int, int, int]] = (
        (i, column[term], count) for i, counts in enumerate(rows) for term, count in sorted(counts.items())
    )
    i, j, values = zip(*cells, strict=True) if any(rows) else ((), (), ())
    return csr_matrix((np.array(values, float), (np.array(i, int), np.array(j, int))), shape=(len(rows), len(terms)))


def _weights(counts: csr_matrix) -> csr_matrix:
    """Return sublinear TF-IDF, (n_documents, n_terms), rows of norm 1.

    What scikit-learn's ``TfidfTransformer(sublinear_tf=True)`` gives with this idf, which a test checks; importing it
    would take longer than all the rest of a run over thirty titles.
    """
    weights = counts.copy()
    idf = np.log((counts.shape[0] + 1) / np.maximum(counts.getnnz(axis=0), 1))
    weights.data = (1 + np.log(weights.data)) * idf[weights.indices]
    norms = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    weights.data /= np.repeat(norms, np.diff(weights.indptr))
    return weights
