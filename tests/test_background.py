"""What is known of terms beforehand."""

from __future__ import annotations

from synth.background import read_background
from synth.linalg import unit_rows


def test_the_background_knows_both_languages() -> None:
    """Words of both languages have vectors of one length of dimensions, near for near meanings; nonsense has none."""
    known = read_background(["teacher", "school", "galaxy", "教师", "zzxqv"])
    assert known.known.tolist() == [True, True, True, True, False]
    rows = unit_rows(known.vectors)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert rows[0] @ rows[3] > rows[2] @ rows[3]
    assert known.idf[4] > 5
