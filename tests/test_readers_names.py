"""Family and given names in the orders and scripts of the world."""

from __future__ import annotations

import pytest

from synth.datatypes import Person
from synth.readers.freetext.authors import read_authors
from synth.readers.names import order_of, person


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Smith, J.", "Smith", "J."),
        ("Smith, Jane A.", "Smith", "Jane A."),
        ("J. Smith", "Smith", "J."),
        ("J.-P. Smith", "Smith", "J.-P."),
        ("Smith J", "Smith", "J"),
        ("Smith JM", "Smith", "JM"),
        ("SMITH J K", "Smith", "J K"),
        ("O'NEIL S", "O'Neil", "S"),
        ("JA Smith", "Smith", "JA"),
        ("J-R Smith", "Smith", "J-R"),
        ("YU Xiao", "Yu", "Xiao"),
        ("FERNANDEZ-ZUBIETA A", "Fernandez-Zubieta", "A"),
        ("Jane Smith", "Smith", "Jane"),
        ("Jane Q. Smith", "Smith", "Jane Q."),
        ("W.-P. de Roever", "de Roever", "W.-P."),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
        ("García Márquez, Gabriel", "García Márquez", "Gabriel"),
        ("Xie Jiashu", "Xie", "Jiashu"),
        ("Huang Yi’ou", "Huang", "Yi’ou"),
        ("Lu Hao", "Lu", "Hao"),
        ("Hui Guo", "Guo", "Hui"),
        ("Jiashu Xie", "Xie", "Jiashu"),
        ("SperberAD", "Sperber", "AD"),
        ("Kevin O. Pope Jr.", "Pope", "Kevin O. Jr"),
    ],
)
def test_family_and_given_are_told_apart(name: str, family: str, given: str) -> None:
    """Whatever the form, the family name is the one that a citation uses."""
    found = person(name)
    assert (found.family, found.given) == (family, given)


@pytest.mark.parametrize("name", ["谢佳舒", "欧阳修", "罗伯特·达恩顿", "OECD"])
def test_a_name_that_is_cited_whole_is_literal(name: str) -> None:
    """A Chinese name, and a single word, are not taken apart."""
    assert person(name).literal == name


def test_the_names_of_a_list_vote_on_their_order() -> None:
    """*Wei Lin* alone is open; in the company of *Jiashu Xie* its family name comes last."""
    assert order_of(["Jiashu Xie", "Wei Lin"]) < 0 < order_of(["Xie Jiashu", "Lin Wei"])


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Xie Jiashu, Duan Wenting. A Study on Talent", ["Xie", "Duan"]),
        ("Dario Giarrizzo, Thomas Wicki, and Robin C. Williamson. High-speed", ["Giarrizzo", "Wicki", "Williamson"]),
        ("Dwork, C., Kanellakis, P. C., and Mitchell, J. C., On the", ["Dwork", "Kanellakis", "Mitchell"]),
        ("Adam DI Kramer, Jamie E Guillory, and Jeffrey T Hancock. Experimental", ["Kramer", "Guillory", "Hancock"]),
        ("Sugarman L, Markham S, et al. Students in", ["Sugarman", "Markham"]),
        ("Lakoff, George, and Mark Johnson. Metaphors We", ["Lakoff", "Johnson"]),
        ("Shaffer, C. D., Reinke, C., … Elgin, S. C. R. (2014). A Course", ["Shaffer", "Reinke", "Elgin"]),
        ("Erickson, Millard J. A Basic Guide to Eschatology", ["Erickson"]),
        ("The Guardian. 2013. Protests take", ["The Guardian"]),
        ("Eales, S (ed.) 2003, The Jacaranda atlas", ["Eales"]),
        ("Janet L. Nelson, The Frankish World, 750-900", ["Nelson"]),
        ("战德臣和张丽杰，2019，《大学计算机》", ["战德臣", "张丽杰"]),
        ("王文：《中国智库发展》", ["王文"]),
        ("佚名. 马克思恩格斯全集", []),
        ("数字化：逻辑与路径", []),
    ],
)  # fmt: skip
def test_an_author_list_ends_where_the_title_begins(text: str, families: list[str]) -> None:
    """The names are those before the title, however they are joined."""
    assert [found.short for found in read_authors(text).people] == families


def test_an_is_a_name_before_a_given_name_only() -> None:
    """An Pei is a person; "An Introduction" begins a title."""
    assert read_authors("An Pei. On rooms. Journal A, 2020.").people == (Person(family="An", given="Pei"),)
    assert read_authors("An Introduction. Journal A, 2020.").people == ()


def test_a_short_family_name_is_no_initial() -> None:
    """In "Q. Le. Title" the second stop ends the author, and "et al." is told apart from the names."""
    found = read_authors("M. Tan and Q. Le. Rooms: a question. Journal A, 2020.")
    assert [person.family for person in found.people] == ["Tan", "Le"]
    assert not found.more
    assert read_authors("A. Author et al. Rooms. Journal A, 2020.").more
