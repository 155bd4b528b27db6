"""References that are printed in Chinese and in English."""

from __future__ import annotations

import pytest

from synth.readers.freetext.bilingual import split_versions

CHINESE = "张三, 李四. 题名一的研究[J]. 示例期刊, 2020, 12(3): 12-18"
ENGLISH = "Zhang San, Li Si. A study of title one[J]. Sample Journal, 2020, 12(3): 12-18"


@pytest.mark.parametrize(
    "text",
    [
        f"{CHINESE}. ({ENGLISH}.)",
        f"{CHINESE}.[{ENGLISH}]",
        f"{CHINESE}. {ENGLISH}.",
        f"{CHINESE} （{ENGLISH}）",
        f"{ENGLISH}. [{CHINESE}]",
        f"{ENGLISH}. {CHINESE}.",
        f"{ENGLISH} (in Chinese). [{CHINESE}].",
    ],
)
def test_the_chinese_version_is_the_one_to_read(text: str) -> None:
    """The versions may stand in any order, with and without brackets."""
    versions = split_versions(text)
    assert versions.main.strip(" .") == CHINESE
    assert versions.other.strip(" .") == ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        CHINESE,
        ENGLISH,
        "张三. 题名一（1949—1999）[M]. 北京: 示例出版社, 2001",
        "张三. 题名一[N]. 示例日报, 2008-08-08(第1张第4版)",
        "张三. 题名一[EB/OL]. (2018-02-06)[2022-10-27]",
    ],
)
def test_a_single_version_stays_whole(text: str) -> None:
    """Brackets that hold years, pages or a date of access are no second version."""
    assert split_versions(text) == (text, "")


def test_a_version_without_names_and_title_is_dropped() -> None:
    """Some styles print an empty English version around or behind the Chinese one."""
    assert split_versions(f"[J]. 2020, 12(3): 12-18. [{CHINESE}]").main == CHINESE
    assert split_versions(f"{CHINESE}. [[J]. 2020, 12(3): 12-18.]").main.strip(" .") == CHINESE
