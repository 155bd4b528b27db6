"""What the values of an entry mean, whatever format they come from."""

from __future__ import annotations

import pytest

from synth.datatypes import Origin, Person, Record
from synth.readers.fields import build_record


def built(**fields: list[str | Person]) -> Record:
    """Return the record of some fields."""
    return build_record({"title": ["Title one"], **fields}, origin=Origin(source="x", line=1), raw=str(fields)).record


def names(*values: str) -> list[str]:
    """Return the authors that values name, each in one string."""
    return [one.literal or f"{one.family}|{one.given}" for one in built(authors=[*values]).authors]


def test_entities_are_resolved_before_a_value_is_parted() -> None:
    """The semicolon that ends an entity parts neither names nor keywords; what was escaped twice is resolved too."""
    record = built(
        authors=["M&uuml;ller, J.; D&#39;Alpha, A.", Person(family="N&ouml;", given="B.")],
        container=["Rooms &amp;amp; Halls"],
        publisher=["Press &amp; Sons"],
        keywords=["rooms &amp; halls; one"],
        url=["https://a.example/?a=1&copy=2"],
    )
    assert [one.family for one in record.authors] == ["Müller", "D'Alpha", "Nö"]
    assert (record.container, record.publisher) == ("Rooms & Halls", "Press & Sons")
    assert record.keywords == ("rooms & halls", "one")
    assert record.url == "https://a.example/?a=1&copy=2"


def test_a_doi_may_have_angle_brackets() -> None:
    """A DOI made of a SICI is whole; without its end it would be that of other articles in the issue."""
    doi = "10.1234/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-ROM968>3.0.CO;2-2"
    assert built(doi=[f"https://doi.org/{doi}"]).doi == doi
    assert built(doi=[doi.replace("<", "&lt;").replace(">", "&gt;")]).doi == doi
    assert built(doi=["10.1234/a<b>"]).doi == "10.1234/a"


@pytest.mark.parametrize(
    ("text", "abstract"),
    [
        ("[No abstract available]", ""),
        ("No abstract available.", ""),
        ("[Abstract not available].", ""),
        ("N/A", ""),
        ("暂无摘要", ""),
        ("No abstract is like another.", "No abstract is like another."),
        ("Rooms are open. [ABSTRACT FROM AUTHOR]", "Rooms are open."),
        ("Rooms. [ABSTRACT FROM AUTHOR] Copyright of Journal A is held by A.", "Rooms."),
    ],
)
def test_what_stands_in_place_of_an_abstract_is_none(text: str, abstract: str) -> None:
    """A database says that there is no abstract, or whose it is; neither is part of one."""
    assert built(abstract=[text]).abstract == abstract


@pytest.mark.parametrize(
    ("values", "people"),
    [
        (["张, 三; 李, 四"], ["张三", "李四"]),
        (["张, 三"], ["张三"]),
        (["张三, 李四"], ["张三", "李四"]),
        (["山田, 太郎"], ["山田太郎"]),
        (["田中, はな; 山田, 太郎"], ["田中はな", "山田太郎"]),
        (["王五, 六", "欧阳, 某某"], ["王五六", "欧阳某某"]),
        (["张某甲 李某乙"], ["张某甲", "李某乙"]),
        (["欧阳 某某"], ["欧阳某某"]),
        (["van der Author, Anna Maria", "Writer, B."], ["van der Author|Anna Maria", "Writer|B."]),
        (["Anna Author, Ben Writer"], ["Author|Anna", "Writer|Ben"]),
        (["Ken ITO", "Taro YAMADA"], ["Ito|Ken", "Yamada|Taro"]),
        (["Author JAE", "Writer KM"], ["Author|JAE", "Writer|KM"]),
    ],
)
def test_commas_and_spaces_part_people_only_where_they_must(values: list[str], people: list[str]) -> None:
    """A comma between a family name and a given one parts nobody, in any script; a space between Chinese names does."""
    assert names(*values) == people


@pytest.mark.parametrize(
    ("value", "keywords"),
    [
        ("房间 大厅", ("房间", "大厅")),
        ("房间 COVID-19 大厅", ("房间", "COVID-19", "大厅")),
        ("房间 of 大厅", ("房间 of 大厅",)),
        ("房间 大厅;门", ("房间大厅", "门")),
    ],
)
def test_chinese_keywords_may_stand_between_spaces(value: str, keywords: tuple[str, ...]) -> None:
    """Spaces part Chinese keywords where nothing else does."""
    assert built(keywords=[value]).keywords == keywords


@pytest.mark.parametrize(
    ("title", "stated", "language"),
    [("部屋の研究", "", "en"), ("房间研究", "", "zh"), ("部屋研究", "jpn", "en"), ("房间研究", "chi", "zh")],
)
def test_japanese_is_not_chinese(title: str, stated: str, language: str) -> None:
    """Kana, or the language that an entry states, tell Japanese."""
    assert built(title=[title], language=[stated]).language == language
