"""The names that open a reference in a Chinese style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.readers.freetext.byline import read_byline
from synth.readers.text import shape


def names_and_rest(text: str) -> tuple[list[str], str]:
    """Return the names found as ``Family Given``, and the text behind them."""
    found = read_byline(text, shape(text))
    names = [person.literal or f"{person.family} {person.given}" for person in found.people]
    return names, text[found.end :].strip()


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("张三, 李四. 题名", ["张三", "李四"], "题名"),
        ("张三和李四．题名", ["张三", "李四"], "题名"),
        ("张三、李四与王小五（2019）。题名", ["张三", "李四", "王小五"], "（2019）。题名"),
        ("张三 and 李四, “题名”", ["张三", "李四"], "“题名”"),
        ("张三：《题名》", ["张三"], "《题名》"),
        ("张三主编．题名", ["张三"], "题名"),
        ("张三, 编. 题名", ["张三"], "题名"),
        ("[美]富勒. 题名", ["富勒"], "题名"),
        ("（清）顾炎武：《题名》", ["顾炎武"], "《题名》"),
        ("加布里埃尔·加西亚·马尔克斯. 题名", ["加布里埃尔·加西亚·马尔克斯"], "题名"),
        ("J.マーク・ラムザイヤー. 题名", ["J.マーク・ラムザイヤー"], "题名"),
        ("示例大学示例研究中心. 题名", ["示例大学示例研究中心"], "题名"),
        ("《示例学刊》编辑部. 题名", ["《示例学刊》编辑部"], "题名"),
        ("张三，Author A B，李四. 题名", ["张三", "Author A B", "李四"], "题名"),
        ("AUTHOR A, WRITER B C. Title", ["Author A", "Writer B C"], "Title"),
        ("Author A., Writer B. C. Title", ["Author A.", "Writer B. C."], "Title"),
        ("Author A.B., Writer C.D. Title", ["Author A.B.", "Writer C.D."], "Title"),
        ("Author, A. B., C. Writer, and D. Third. Title", ["Author A. B.", "Writer C.", "Third D."], "Title"),
        ("Author, A. and Writer, B. C., 2019, Title", ["Author A.", "Writer B. C."], ", 2019, Title"),
        ("Author A,Writer B.Title", ["Author A", "Writer B"], "Title"),
        ("Author A F,Jr.,Writer B.Title", ["Author A F Jr", "Writer B"], "Title"),
        ("Gómez Calero C, van der Writer B. Title", ["Gómez Calero C", "van der Writer B"], "Title"),
        ("Institute of Rooms and Halls (IRH). Title", ["Institute of Rooms and Halls (IRH)"], "Title"),
        ("U.S. Example Bureau. U.S. title", ["U.S. Example Bureau"], "U.S. title"),
        ("van Author, A. (2012). Title", ["van Author A"], "(2012). Title"),
        ("Author A (ed.), 2019. Title", ["Author A"], ", 2019. Title"),
        ("Author A, Writer B, et al., eds. Title", ["Author A", "Writer B"], "Title"),
        ("佚名. 题名", ["佚名"], "题名"),
        ("示例 G, 示例 P S. 题名", ["示例 G", "示例 P S"], "题名"),
        ("张三,李四.5-题名", ["张三", "李四"], "5-题名"),
        ("张三:题名", [], "张三:题名"),
        ("Anon. Title", [], "Title"),
    ],
)  # fmt: skip
def test_names_of_every_form_are_read(text: str, names: list[str], rest: str) -> None:
    """Names in either script, persons and bodies, in all the forms that Chinese styles print."""
    assert names_and_rest(text) == (names, rest)


@pytest.mark.parametrize(
    "text",
    [
        "高考：公平与效率的研究[J]",
        "反思与构建：职业教育的现代化[J]",
        "Exec. Order No. 13,676",
        "Author v. Writer Company. 12 F.2d",
        "What is a room? Some answers. Journal",
        "Reading in rooms and halls",
        "中国人的“面子”研究. 刊名",
        "",
    ],
)
def test_a_title_is_no_name(text: str) -> None:
    """A title without an author keeps its first clause."""
    assert names_and_rest(text) == ([], text)


def test_a_colon_ends_a_short_name_where_the_style_has_one() -> None:
    """Two characters before a colon are a name in styles that put one behind names, but no noun is."""
    for text, end in (("张三:题名一", 3), ("安全性:题名一", 0)):
        assert read_byline(text, shape(text), colon=True).end == end


@pytest.mark.parametrize("others", [", 等. ", "等. ", ", et al. ", " et al.", ",et al."])
def test_others_are_said_not_named(others: str) -> None:
    """等 and et al. are no name, and tell that there are more."""
    text = f"张三, 李四{others}题名"
    found = read_byline(text, shape(text))
    assert ([person.literal for person in found.people], found.more) == (["张三", "李四"], True)
    assert text[found.end :].strip() == "题名"


def test_names_must_end_before_the_mark() -> None:
    """What stands behind the end given is not read."""
    text = "题名一[J]. 张三. 刊名"
    assert read_byline(text, shape(text), end=text.index("[")).people == ()


@given(st.text(alphabet="张李题 AaBb.,;:和等《》“”()2019&", max_size=80))
def test_any_text_gives_an_end_inside_it(text: str) -> None:
    """Nothing raises, and the end is a place in the text."""
    assert 0 <= read_byline(text, shape(text)).end <= len(text)
