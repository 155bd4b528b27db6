"""The bridge between the two halves of a corpus: Chinese terms as lemmas that its English half knows.

A dictionary says *predict* where a title says *prediction*. So a gloss that the vocabulary lacks stands for the words
of its family there, those that share its root.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from synth.languages.glosses import NOTHING_LEARNED, Gloss, gloss, scale, terms
from synth.languages.scripts import is_han
from synth.languages.wordlists import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from synth.datatypes import Token

_SHORTEST_ROOT = 5
# Endings that make nouns, verbs and adjectives of each other; lemmas have lost their inflections already.
_ENDINGS = re.compile(
    r"(?:a[lr]?|[ai]bility|[ai]ble|[ae]ncy|[ae]nce|[ae]nt|ary|e|e?ment|e[dr]|ety|ful|ial|ic|ical|ics|ifier|ify|"
    r"i[sz](?:e[dr]?|ing)|(?:[ai]t|i[sz]at|ificat)?ion|ing|ism|ist|ity|iv(?:e|ity)|[ai]tive|ness|"
    r"at(?:e[d]?|ing|or)|itor|or|ous|um|y)+"
)
# A root as short as that of *nursing* stands only before these.
_VERB_ENDING = re.compile(r"(?<=^....)(?:e|er|ing)$")
_CHANGES = ((re.compile(r"uct(?:ion|ive|ivity)?$"), "uce"), (re.compile(r"(?:ysis|ytics?|ytical|y[sz]ing)$"), "yze"))


class Bridge:
    """Glosses Chinese terms in the words of a vocabulary.

    Parameters
    ----------
    vocabulary
        The lemmas that matter, usually those of the corpus' English half; every gloss counts where it is not given.
    learned
        What the corpus itself taught, which takes precedence (:func:`synth.languages.bilingual.learn_glosses`).
    """

    def __init__(self, vocabulary: Iterable[str] | None = None, learned: Mapping[str, Gloss] = NOTHING_LEARNED) -> None:
        self._vocabulary = None if vocabulary is None else frozenset(vocabulary)
        self._learned = learned
        self._found: dict[str, Gloss] = {}
        self._families: dict[str, list[str]] = defaultdict(list)
        for lemma in sorted(self._vocabulary or ()):
            self._families[root(lemma)].append(lemma)

    def gloss(self, term: str) -> Gloss:
        """Gloss a term.

        Parameters
        ----------
        term
            A term in its normal form; one in Latin letters is its own gloss.

        Returns
        -------
        tuple of (str, float)
            Lemmas of the vocabulary and their weights, heaviest first, which sum to 1; empty where there is none.
        """
        if term not in self._found:
            found = gloss(term, self._learned)
            self._found[term] = self._known(found) if is_han(term) and self._vocabulary is not None else found
        return self._found[term]

    def translate(self, tokens: Sequence[Token]) -> dict[str, float]:
        """Count a text's words as lemmas.

        Parameters
        ----------
        tokens
            The text. Adjacent Chinese words that make a known term together are glossed together; stop words and
            boilerplate count for nothing.

        Returns
        -------
        dict of str to float
            How much each lemma occurs: a word counts 1 in all, spread over its glosses, a term of three words 3, and
            a Chinese word without a gloss nothing.
        """
        boilerplate = read_words("boilerplate")
        counts: defaultdict[str, float] = defaultdict(float)
        for term, n_words in terms(tokens, self._learned):
            if term not in boilerplate:
                for lemma, weight in self.gloss(term):
                    counts[lemma] += n_words * weight
        return dict(counts)

    def _known(self, found: Gloss) -> Gloss:
        """Keep the lemmas of the vocabulary, and put in their families for the others."""
        counts: defaultdict[str, float] = defaultdict(float)
        for lemma, weight in found:
            known = [lemma] if lemma in (self._vocabulary or ()) else self._families.get(root(lemma), [])
            for one in known:
                counts[one] += weight / len(known)
        return scale(counts)


def root(lemma: str) -> str:
    """Return what the words of a family have in common ("predict" of *prediction*, *predictive*, *predictor*)."""
    for pattern, verb in _CHANGES:
        lemma = pattern.sub(verb, lemma)
    for end in range(_SHORTEST_ROOT, len(lemma)):
        if _ENDINGS.fullmatch(lemma, end):
            return lemma[:end]
    return _VERB_ENDING.sub("", lemma)
