"""Tell how likely it is that a reference was read right.

The model knows how sure it is of each label. What the fields look like adds to that: a title in two pieces, or one
with a sentence end in it, is often wrong even where the model is sure. The weights are those of a logistic regression
on 2,633 references that an earlier model had not seen. Of 1,548 that the present one has not seen, 90.6 % are read
right (title, authors, year and container), and the mean confidence is 0.92. Seven in a hundred are below
:data:`DOUBTFUL`; about half of these are wrong, and they are a third of all wrong ones.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from synth.readers.freetext.locators import YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.readers.freetext.parsed import ParsedCitation

DOUBTFUL = 0.65

_BASE = 0.94
_CERTAINTY = 0.81  # the weight of the logarithm of the odds
_FLOOR = 0.01  # no label is surer or less sure than that
_SENTENCE_END = re.compile(r"[a-z]{4}\. [A-Z]")
_ANY_YEAR = re.compile(YEAR)


def confidence_of(parsed: ParsedCitation, text: str, labels: Sequence[str], certainty: float) -> float:
    """Return the confidence in the fields of a reference, from 0 to 1.

    Parameters
    ----------
    parsed
        The fields.
    text
        The reference.
    labels
        The labels of its runs, in order.
    certainty
        How sure the model is of the least sure of the labels that decide, from 0 to 1.
    """
    score = _BASE + _CERTAINTY * math.log((certainty + _FLOOR) / (1 + _FLOOR - certainty))
    score -= sum(weight for weight, found in _doubts(parsed, text, labels) if found)
    return round(1 / (1 + math.exp(-score)), 3)


def _doubts(parsed: ParsedCitation, text: str, labels: Sequence[str]) -> list[tuple[float, bool]]:
    """Return what speaks against a reading, with its weight, and whether it is so."""
    title = parsed.title
    books = labels.count("journal") + labels.count("container-title")
    return [
        (0.9, "title" not in labels),
        (1.0, labels.count("title") > 1 or labels.count("author") > 1 or books > 1),
        (0.5, "date" not in labels and bool(_ANY_YEAR.search(text))),
        (0.5, not parsed.container and "publisher" not in labels),
        (1.7, bool(_SENTENCE_END.search(title))),
        (1.5, title[:1].islower()),
        (2.0, any(sign in title for sign in "([") and not any(sign in title for sign in ")]")),
        (1.4, "editor" in labels and "container-title" not in labels),
    ]
