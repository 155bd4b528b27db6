"""Sentence encoders from outside, behind one protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


class Encoder(Protocol):
    """Anything that turns texts into vectors whose cosine tells how alike the texts are."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.floating]:
        """Return (n_texts, n_dimensions); the same text gives the same row whatever stands beside it."""
        ...
