"""Glosses that a corpus teaches by itself: titles, keywords and abstracts that stand in both languages.

Of each pair, what the dictionary already explains is set aside; of what is left, a Chinese term is linked to the
English lemmas that keep it company more often than chance would have it (Fisher's exact test; Moore 2004 on rare
events). A pair of keywords is its own proof. A few pairs teach little, and nothing wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import exp, lgamma
from typing import TYPE_CHECKING

from synth.languages.glosses import Gloss, gloss, terms, weigh
from synth.languages.matching import normal_form
from synth.languages.scripts import is_han, split_runs
from synth.languages.wordlists import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from synth.datatypes import Record, Token

_MOST_LEMMAS = 4
_SHORTEST_TERM, _LONGEST_TERM = 2, 8
_MOST_PARTS = 3
# A link must be seen twice, and fewer than one link in ten may be due to chance, all lemmas tried counted.
_LEAST_PAIRS = 2
_MOST_CHANCE = 0.1
_LEAST_DICE = 0.5
# What another term explains clearly better is not this one's.
_NEARLY_BEST = 0.8


def bilingual_texts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield a record's title and the halves of its abstract where both languages are there, as (Chinese, English)."""
    title, other = record.title, record.translated_title
    if title and other and _is_chinese(title) != _is_chinese(other):
        yield (title, other) if _is_chinese(title) else (other, title)
    chinese = "\n".join(line for line in record.abstract.splitlines() if _is_chinese(line))
    english = "\n".join(line for line in record.abstract.splitlines() if not _is_chinese(line))
    if chinese.strip() and english.strip():
        yield chinese, english


def bilingual_keywords(record: Record) -> Iterator[tuple[str, str]]:
    """Yield a record's keywords as (Chinese, English), in their order, where there are as many of each language."""
    chinese = [keyword for keyword in record.keywords if _is_chinese(keyword)]
    english = [keyword for keyword in record.keywords if not _is_chinese(keyword)]
    if len(chinese) == len(english):
        yield from zip(chinese, english, strict=True)


def learn_glosses(
    texts: Iterable[tuple[Sequence[Token], Sequence[Token]]],
    keywords: Iterable[tuple[Sequence[Token], Sequence[Token]]] = (),
) -> dict[str, Gloss]:
    """Learn what Chinese terms are called in English.

    Parameters
    ----------
    texts
        Tokens of Chinese texts and of their English translations.
    keywords
        The same of keywords, which are taken as they stand.

    Returns
    -------
    dict of str to tuple of (str, float)
        Chinese terms, words or compounds, in the order of the alphabet; their lemmas' weights sum to 1. Empty where
        the pairs prove nothing.
    """
    evidence = _Evidence()
    for chinese, english in texts:
        evidence.add(chinese, english)
    named: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for chinese, english in keywords:
        term = normal_form(chinese)
        lemmas = tuple(token.text for token in english if token.role == "word")
        if is_han(term) and _SHORTEST_TERM <= len(term) <= _LONGEST_TERM and 0 < len(lemmas) <= _MOST_LEMMAS:
            named[term][lemmas] += 1
    certain = {term: weigh(_commonest(found)) for term, found in named.items()}
    return dict(sorted((evidence.links() | certain).items()))


def _is_chinese(text: str) -> bool:
    return any(script == "han" for script, _ in split_runs(text))


def _commonest(found: Counter[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the renderings that are as common as any."""
    most = max(found.values())
    return sorted(lemmas for lemmas, count in found.items() if count == most)


@dataclass(slots=True)
class _Evidence:
    """In how many pairs terms and lemmas are left unexplained, alone and together."""

    n_pairs: int = 0
    of_term: Counter[str] = field(default_factory=Counter)
    of_lemma: Counter[str] = field(default_factory=Counter)
    of_both: Counter[tuple[str, str]] = field(default_factory=Counter)
    explained: Counter[str] = field(default_factory=Counter)

    def add(self, chinese: Sequence[Token], english: Sequence[Token]) -> None:
        """Count a pair."""
        boilerplate = read_words("boilerplate")
        left = Counter(token.text for token in english if token.role == "word" and token.text not in boilerplate)
        runs: list[list[str]] = [[]]
        for word, _ in terms(chinese):
            if not is_han(word) or word in boilerplate:
                left -= Counter([word])
                runs.append([])
            elif shared := [lemma for lemma, _ in gloss(word) if left[lemma]]:
                left -= Counter(shared)
                self.explained[word] += 1
                runs.append([])
            else:
                runs[-1].append(word)
        found = {term for run in runs for term in _compounds(run)}
        self.n_pairs += 1
        self.of_term.update(found)
        self.of_lemma.update(left.keys())
        self.of_both.update((term, lemma) for term in found for lemma in left)

    def links(self) -> dict[str, Gloss]:
        """Return the terms whose company is no chance."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        best: dict[str, float] = defaultdict(float)
        lemmas = sum(count >= _LEAST_PAIRS for count in self.of_lemma.values())
        for (term, lemma), both in self.of_both.items():
            dice = 2 * both / (self.of_term[term] + self.of_lemma[lemma])
            # Where the dictionary mostly fits, the odd free translation teaches nothing.
            if both < _LEAST_PAIRS or dice < _LEAST_DICE or self.explained[term] >= self.of_term[term]:
                continue
            if lemmas * _chance(both, self.of_term[term], self.of_lemma[lemma], self.n_pairs) <= _MOST_CHANCE:
                found[term][lemma] = dice
                best[lemma] = max(best[lemma], dice)
        own = {
            term: {
                lemma: dice
                for lemma, dice in linked.items()
                if dice >= _NEARLY_BEST * max(best[lemma], *linked.values())
            }
            for term, linked in found.items()
            if not self._is_part(term, found)
        }
        return {term: _strongest(linked) for term, linked in own.items() if linked}

    def _is_part(self, term: str, found: Iterable[str]) -> bool:
        """Tell whether a term never occurs but inside a longer one, which then is the term."""
        return any(term != whole and term in whole and self.of_term[term] == self.of_term[whole] for whole in found)


def _compounds(run: Sequence[str]) -> Iterator[str]:
    """Yield the words of a run and their compounds."""
    for start in range(len(run)):
        for end in range(start + 1, min(start + _MOST_PARTS, len(run)) + 1):
            term = "".join(run[start:end])
            if len(term) <= _LONGEST_TERM:
                yield term


def _strongest(linked: dict[str, float]) -> Gloss:
    chosen = sorted(linked.items(), key=lambda item: (-item[1], item[0]))[:_MOST_LEMMAS]
    total = sum(dice for _, dice in chosen)
    return tuple((lemma, dice / total) for lemma, dice in chosen)


def _chance(both: int, n_term: int, n_lemma: int, n_pairs: int) -> float:
    """Return how probable it is that two things meet at least so often by chance (hypergeometric)."""
    total = _log_choose(n_pairs, n_lemma)
    return sum(
        exp(_log_choose(n_term, k) + _log_choose(n_pairs - n_term, n_lemma - k) - total)
        for k in range(max(both, n_lemma - (n_pairs - n_term)), min(n_term, n_lemma) + 1)
    )


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
