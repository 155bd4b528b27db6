"""Lists of authors and editors as people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.readers.freetext.people import split_people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("van der Berg, J. H. M., Smith, J., Jr., & Doe, A.", ["van der Berg/J. H. M.", "Smith/J. Jr", "Doe/A."]),
        ("Smith J, Doe A.", ["Smith/J", "Doe/A"]),
        ("Smith, John, Jane Doe, and Bob Roe.", ["Smith/John", "Doe/Jane", "Roe/Bob"]),
        ("J. A. Smith, A. Doe, and B. Roe,", ["Smith/J. A.", "Doe/A.", "Roe/B."]),
        ("Smith, Bonnie Lynn and Doe, Eric", ["Smith/Bonnie Lynn", "Doe/Eric"]),
        ("SMITH, J.; DOE, A.", ["Smith/J.", "Doe/A."]),
        ("In M. Smith, L. Doe, & S. Roe (Eds.),", ["Smith/M.", "Doe/L.", "Roe/S."]),
        ("García Márquez, G., & Vargas Llosa, M.", ["García Márquez/G.", "Vargas Llosa/M."]),
        ("Smith-Doe (E.),", ["Smith-Doe/E."]),
        ("M. Tan and Q. Le.", ["Tan/M.", "Le/Q."]),
        ("OECD.", ["OECD"]),
        ("World Health Organization.", ["World Health Organization"]),
        ("------.", []),
    ],
)
def test_names_are_told_apart_in_every_style(text: str, names: list[str]) -> None:
    """Family and given names come out whatever the order and the separators; a body is one name."""
    people, more = split_people(text)
    assert not more
    assert [f"{person.family}/{person.given}" if person.family else person.literal for person in people] == names


def test_and_others_is_no_name() -> None:
    """*et al.* says that there are more authors."""
    people, more = split_people("Smith J, Doe A, et al.")
    assert more
    assert [person.family for person in people] == ["Smith", "Doe"]


@given(st.text(max_size=120))
def test_any_text_gives_people_with_names(text: str) -> None:
    """No text raises, and nobody is without a name."""
    assert all(person.family or person.literal for person in split_people(text)[0])
