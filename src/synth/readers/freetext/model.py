"""Read free-text references with a linear-chain conditional random field.

The model is a data file that :mod:`synth.readers.freetext.training` makes. It is opened when the first reference is
read, and so is the library that runs it.
"""

from __future__ import annotations

import lzma
import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from synth.readers.freetext.confidence import confidence_of
from synth.readers.freetext.features import cut, describe
from synth.readers.freetext.parsed import ParsedCitation
from synth.readers.freetext.segments import citation_of, runs_of
from synth.readers.text import field, language_of, tidy

if TYPE_CHECKING:
    import pycrfsuite

MODEL = "citations.crfsuite.xz"
_MOST_TOKENS = 600  # a longer text is no reference
_WIDE = re.compile(r"\s*(?:（|[，．：；）]+)\s*")
_NARROW = str.maketrans("，．：；）", ",.:;)")
_DECISIVE = frozenset(("author", "title", "date", "journal", "container-title"))


def parse_by_model(text: str) -> ParsedCitation:
    """Read one reference in Latin letters.

    Parameters
    ----------
    text
        The reference, without its number.

    Returns
    -------
    ParsedCitation
        The fields found, with the confidence of the model. A text that is too long for a reference is a title.
    """
    clean = tidy(_WIDE.sub(_narrow, text))
    tokens = cut(clean)
    if not tokens or len(tokens) > _MOST_TOKENS:
        whole = field(clean)
        return ParsedCitation(title=whole, language=language_of(whole[:1000]), structured=False, confidence=0.0)
    labels, certainty = shipped_model().label(tokens)
    runs = runs_of(clean, tokens, labels)
    parsed = citation_of(clean, runs)
    return replace(parsed, confidence=confidence_of(parsed, clean, [run.label for run in runs], certainty))


def _narrow(match: re.Match[str]) -> str:
    """Return wide signs as they are in the references that the model knows, with their space."""
    signs = match[0].strip()
    return " (" if signs == "（" else f"{signs.translate(_NARROW)} "


class Model:
    """A trained model, ready to label.

    Parameters
    ----------
    data
        The bytes of the model as the training gives them.
    """

    def __init__(self, data: bytes) -> None:
        import pycrfsuite  # noqa: PLC0415 - only free text needs it

        self._data = data  # the tagger reads from these bytes and does not keep them alive itself
        self._tagger: pycrfsuite.Tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(data)

    @property
    def labels(self) -> frozenset[str]:
        """The labels that the model tells apart."""
        return frozenset(self._tagger.labels())

    def label(self, tokens: list[str]) -> tuple[list[str], float]:
        """Label tokens and tell how sure the least sure of the decisive labels is, from 0 to 1."""
        tagger = self._tagger
        tagger.set(describe(tokens))
        labels: list[str] = tagger.tag()
        decisive = [
            tagger.marginal(name, index)
            for index, name in enumerate(labels)
            if name in _DECISIVE or (index and labels[index - 1] in _DECISIVE)
        ]
        return labels, min(1.0, max(0.0, min(decisive, default=0.0)))


@cache
def shipped_model() -> Model:
    """Open the model that ships with the package."""
    return Model(lzma.decompress((files("synth") / "readers" / "freetext" / MODEL).read_bytes()))
