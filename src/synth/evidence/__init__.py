"""Evidence: the sentences of abstracts that each theme's section rests on.

Sentences are told apart by what they do (argumentative zoning, Teufel and Moens 2002), ranked by centrality among the
theme's sentences (LexRank, Erkan and Radev 2004) and chosen against repetition (maximal marginal relevance, Carbonell
and Goldstein 1998), spread over records, subthemes and years.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Evidence, Span
from synth.evidence.ranking import RELEVANCE, centrality, likeness
from synth.evidence.sentences import split_abstract
from synth.evidence.zones import direction_of, read_zone
from synth.labels.phrases import Shape
from synth.languages import is_fragment, is_han, normal_form, read_words, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from synth.datatypes import Corpus, EvidenceRole, LanguageCode, Record, TermMatrix, Theme, ThemeSet, Token
    from synth.evidence.zones import Zone

__all__ = ["choose_evidence"]

# Of each role at most so many sentences, and one for so many of the records that have any.
_MOST: dict[EvidenceRole, tuple[int, int]] = {
    "finding": (6, 1),
    "objective": (3, 3),
    "method": (2, 4),
    "limitation": (2, 5),
}
# A theme of hundreds of records is read from its strongest members.
_MOST_READ = 80
_MOST_PER_RECORD = 2
# A sentence so like one that is chosen says the same again.
_SAME = 0.8
# What a sentence loses that may point outside of itself, and for each other from the same subtheme or year.
_REFERS = 0.6
_SAME_PART = 0.08
_SAME_YEAR = 0.04
_MOSTLY_HAN = 0.3
_LONGEST_TERM = 4
# A term names what findings are about where it reads at least so well as a name.
_READABLE = 0.35


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that could be evidence: its record, what it does, and its terms."""

    record: Record
    zone: Zone
    language: LanguageCode
    tokens: tuple[Token, ...]

    @property
    def terms(self) -> list[str]:
        """The words that sentences are compared by."""
        return [token.text for token in self.tokens if token.role == "word"]


def choose_evidence(corpus: Corpus, themes: ThemeSet, matrix: TermMatrix) -> tuple[Evidence, ...]:
    """Choose the sentences of abstracts that tell best what a theme's records set out to do, did, found and left open.

    Parameters
    ----------
    corpus
        The records, some with abstracts.
    themes
        The themes; a record speaks in the theme that is its primary one.
    matrix
        The terms, of which those of a sentence are told that can name what it is about.

    Returns
    -------
    tuple of Evidence
        By theme, then role, best first; nothing of records without an abstract.
    """
    records = {record.id: record for record in corpus.records if record.abstract}
    terms = _Terms(matrix)
    return tuple(evidence for theme in themes.themes for evidence in _of_theme(theme, records, terms))


def _of_theme(theme: Theme, records: Mapping[str, Record], terms: _Terms) -> Iterator[Evidence]:
    read = [records[i] for i in theme.primary_ids if i in records][:_MOST_READ]
    found = [candidate for record in read for candidate in _candidates(record)]
    if not found:
        return
    parts = {i: part.label for part in theme.subthemes for i in part.record_ids}
    for candidate in _Choice(found, parts).chosen():
        yield _evidence(theme.key, candidate, terms)


def _candidates(record: Record) -> Iterator[_Candidate]:
    """Yield the sentences of an abstract that do one of the four things and can be quoted."""
    for sentence in split_abstract(record.abstract):
        language = _language_of(record.abstract[sentence.start : sentence.end])
        zone = read_zone(record.abstract, sentence, language)
        if zone:
            tokens = tokenize(record.abstract[zone.start : zone.end])
            yield _Candidate(record, zone, language, tokens)


def _language_of(text: str) -> LanguageCode:
    han = 0 if text.isascii() else sum(map(is_han, text))
    return "zh" if han > _MOSTLY_HAN * len(text) else "en"


class _Choice:
    """Chooses among the sentences of one theme: for each role in turn the most central that repeats none chosen."""

    def __init__(self, found: Sequence[_Candidate], parts: Mapping[str, str]) -> None:
        self._found = found
        self._cosines = likeness([candidate.terms for candidate in found])
        self._worth = centrality(self._cosines) * np.array([_REFERS if c.zone.refers else 1.0 for c in found])
        self._parts = [parts.get(candidate.record.id, "") for candidate in found]
        self._chosen: list[int] = []

    def chosen(self) -> list[_Candidate]:
        """Return the sentences chosen, role by role."""
        quotas = {role: self._quota(role) for role in _MOST}
        n_records = len({candidate.record.id for candidate in self._found})
        self._most = 1 if n_records >= sum(quotas.values()) else _MOST_PER_RECORD
        for role, quota in quotas.items():
            for _ in range(quota):
                scores = self._scores(role)
                if scores.max(initial=-np.inf) == -np.inf:
                    break
                self._chosen.append(int(scores.argmax()))
        return [self._found[i] for i in self._chosen]

    def _quota(self, role: EvidenceRole) -> int:
        most, records_for_one = _MOST[role]
        n_records = len({candidate.record.id for candidate in self._found if candidate.zone.role == role})
        return min(most, ceil(n_records / records_for_one))

    def _scores(self, role: EvidenceRole) -> NDArray[np.float64]:
        """Return what each sentence of a role is worth beside those chosen; minus infinity where it is out."""
        repeated = self._cosines[:, self._chosen].max(axis=1, initial=0.0)
        scores = RELEVANCE * self._worth - (1 - RELEVANCE) * repeated
        per_record = Counter(self._found[i].record.id for i in self._chosen)
        per_part = Counter(self._parts[i] for i in self._chosen)
        per_year = Counter(self._found[i].record.year for i in self._chosen)
        of_role = {self._found[i].record.id for i in self._chosen if self._found[i].zone.role == role}
        for i, candidate in enumerate(self._found):
            record = candidate.record
            scores[i] -= _SAME_PART * per_part[self._parts[i]] * bool(self._parts[i])
            scores[i] -= _SAME_YEAR * per_year[record.year]
            spent = per_record[record.id] >= self._most or record.id in of_role
            if candidate.zone.role != role or spent or repeated[i] > _SAME:
                scores[i] = -np.inf
        return np.asarray(np.round(scores, 9), np.float64)


class _Terms:
    """The corpus' terms that can name what a sentence is about."""

    def __init__(self, matrix: TermMatrix) -> None:
        self._matrix = matrix
        self._column = {term: j for j, term in enumerate(matrix.terms)}
        self._shape = Shape(matrix, self._column)
        self._telling = cache(self._tells)

    def _tells(self, j: int) -> bool:
        vague = self._matrix.terms[j] in read_words("generic") | read_words("boilerplate")
        return not vague and self._shape.says(j) * self._shape.quality(j) >= _READABLE

    def inside(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Return the terms in a text that can name a topic, as written in the corpus, no fragment beside its whole."""
        found: dict[str, int] = {}
        for size in range(_LONGEST_TERM, 0, -1):
            for start in range(len(tokens) - size + 1):
                run = tokens[start : start + size]
                if any(token.role in {"break", "stop"} for token in (run[0], run[-1])):
                    continue
                term = normal_form(run)
                j = self._column.get(term)
                if j is not None and self._telling(j) and not any(is_fragment(term, whole) for whole in found):
                    found[term] = j
        surfaces = (self._matrix.surfaces[j] for j in found.values())
        return tuple(surface for surface in surfaces if not direction_of(surface, _language_of(surface)))


def _evidence(theme_key: str, candidate: _Candidate, terms: _Terms) -> Evidence:
    record, zone = candidate.record, candidate.zone
    quote = _span(record, zone.start, zone.end)
    return Evidence(
        theme_key=theme_key,
        role=zone.role,
        sentence=_span(record, zone.sentence, zone.end),
        quote=quote,
        language=candidate.language,
        verb=zone.verb,
        link=zone.link,
        cut=zone.cut,
        terms=terms.inside(candidate.tokens),
        direction=direction_of(quote.text, candidate.language),
    )


def _span(record: Record, start: int, end: int) -> Span:
    return Span(record_id=record.id, field="abstract", start=start, end=end, text=record.abstract[start:end])
