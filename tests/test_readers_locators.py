"""Year, volume, issue and pages in what follows a title."""

from __future__ import annotations

import pytest

from synth.readers.freetext.locators import find_year, read_locators


@pytest.mark.parametrize(
    ("tail", "year", "volume", "issue", "pages"),
    [
        ("Sample J, 2020, 395(10223): 497-506", 2020, "395", "10223", "497–506"),
        ("示例期刊，2019年第10223期", 2019, "", "10223", ""),
        ("示例期刊 12.03(2021):101-119", 2021, "12", "03", "101–119"),
        ("示例期刊 .01(2020):1-9", 2020, "", "01", "1–9"),
        ("示例期刊 12.S1(2020):1-9", 2020, "12", "S1", "1–9"),
        ("Sample J, 2021, 372: n71", 2021, "372", "", "n71"),
        ("Sample J. 2005;2:e124", 2005, "2", "", "e124"),
        ("arXiv preprint arXiv:1412.6980, 2014", 2014, "", "", ""),
        ("示例出版社, 2016. 45-47", 2016, "", "", "45–47"),
        ("Sample Press, 1972-73", 1972, "", "", ""),
        ("Sample Museum, 1826/1827", 1826, "", "", ""),
    ],
)
def test_numbers_are_what_their_punctuation_says(tail: str, year: int, volume: str, issue: str, pages: str) -> None:
    """Issues have up to five digits, pages may have letters, an arXiv number is none of them."""
    found = read_locators(tail)
    assert (found.year, found.volume, found.issue, found.pages) == (year, volume, issue, pages)


@pytest.mark.parametrize(
    ("tail", "dated"),
    [
        ("示例日报, 2019-03-01(003)", True),
        ("示例日报，2010年3月2日", True),
        ("示例出版社, 2016. 45-47", False),
        ("示例出版社, 2016. 5-7", False),
        ("示例期刊, 2019-2020", False),
    ],
)
def test_pages_behind_a_year_are_no_month_and_day(tail: str, dated: bool) -> None:  # noqa: FBT001 - a table
    """A date has one kind of separator, a month and a day."""
    assert read_locators(tail).dated is dated


@pytest.mark.parametrize(
    "text",
    [
        "Title one. Accessed 12 March 2021.",
        "Title one. (accessed on 1 March 2022)",
        "Title one. Retrieved March 3, 2020, from Sample",
        "题名一[EB/OL]. [2021-05-06].",
        "题名一，2021年8月20日访问",
        "题名一. 检索于2021-08-20",
    ],
)
def test_a_date_of_access_is_never_the_year(text: str) -> None:
    """A reference that says only when it was looked at has no year; one that says both has the other."""
    assert find_year(text) is None
    assert read_locators(text).year is None
    assert find_year(f"{text} 2010.") == 2010
