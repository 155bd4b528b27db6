"""Chinese: jieba's segmentation of a run of Han characters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from synth.datatypes import Token
from synth.languages.wordlists import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jieba import Tokenizer

# jieba is quadratic in the length of a run (its issue 782); no phrase is cut by so wide a window but by chance.
_WINDOW = 1000


@cache
def _segmenter() -> Tokenizer:
    import jieba  # noqa: PLC0415 - heavy: only Han text needs it

    segmenter = jieba.Tokenizer()
    # jieba would load its dictionary from a marshal file in the shared temporary folder, which anyone may have written.
    segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
    segmenter.initialized = True
    return segmenter


def tokens(run: str, glue: str = "") -> list[Token]:
    """Segment a run of Han characters.

    Parameters
    ----------
    run
        Han characters only.
    glue
        What stood before the run.

    Returns
    -------
    list of Token
        Words in order; single characters and function words are ``stop`` words.
    """
    stop_words = read_words("stop_zh")
    return [
        Token(
            text=word,
            surface=word,
            role="stop" if len(word) == 1 or word in stop_words else "word",
            glue="" if i else glue,
        )
        for i, word in enumerate(_words(run))
    ]


def _words(run: str) -> Iterator[str]:
    for start in range(0, len(run), _WINDOW):
        yield from _segmenter().cut(run[start : start + _WINDOW])
