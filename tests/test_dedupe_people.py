"""Author lists made comparable."""

from __future__ import annotations

import pytest

from synth.datatypes import Person
from synth.dedupe.people import compare_authors, names_of
from synth.dedupe.places import Sign


def _people(*names: str) -> tuple[Person, ...]:
    """Return people from ``Family, Given`` or a whole name."""
    parts = [name.partition(", ") for name in names]
    return tuple(
        Person(family=family, given=given) if comma else Person(literal=family) for family, comma, given in parts
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "sign"),
    [
        (("Author, Anna Maria",), ("AUTHOR, A. M.",), Sign.AGREE),
        (("Wei, Zhang",), ("Zhang, Wei",), Sign.AGREE),
        (("Müller, K",), ("Mueller, Karl",), Sign.AGREE),
        (("Castrén, S",), ("Castren, Sari",), Sign.AGREE),
        (("van der Berg, J",), ("van der Berg, Jan",), Sign.AGREE),
        (("du Preez, Katie",), ("Palmer du Preez, Katie",), Sign.AGREE),
        (("World Health Organization",), ("WHO",), Sign.AGREE),
        (("Author, A", "Writer, B", "Reader, C"), ("Writer, B", "Author, A", "Reader, C"), Sign.AGREE),
        (("Wang, Jun",), ("Wang, Lei",), Sign.DIFFER),
        (("Zhang, Y",), ("Zheng, Y",), Sign.DIFFER),
        (("Author, A",), ("Writer, A",), Sign.DIFFER),
        (("张三",), ("张 三",), Sign.AGREE),
        (("张三",), ("张四",), Sign.DIFFER),
        (("张三",), ("Zhang, San",), Sign.UNKNOWN),
        (("[Anonymous]",), ("Author, A",), Sign.UNKNOWN),
        ((), ("Author, A",), Sign.UNKNOWN),
    ],
)
def test_first_authors_decide_in_any_form(ours: tuple[str, ...], theirs: tuple[str, ...], sign: Sign) -> None:
    """Initials, order, accents and case do not matter; pinyin beside characters and nobody cannot be compared."""
    left, right = names_of(_people(*ours)), names_of(_people(*theirs))
    assert compare_authors(left, right) is sign
    assert compare_authors(right, left) is sign
