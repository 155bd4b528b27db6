"""References as OCR and some styles write them."""

from __future__ import annotations

import pytest

from synth.readers.freetext.mending import mend


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("张三．题名．刊名，2019，3：45~67", "张三. 题名. 刊名，2019，3：45-67"),
        ("张三. 题名[J]. 刊名,2Ol2(3):41", "张三. 题名[J]. 刊名,2012(3):41"),
        ("张三.et al．题名[J]", "张三, et al. 题名[J]"),
        ("张三.etal．题名[J]", "张三, etal. 题名[J]"),
        ("张三．题名[Dl．示例大学", "张三. 题名[D]. 示例大学"),
        ("张三．题名J]．刊名", "张三. 题名[J]. 刊名"),
        ("张三．题名EB／0L]．示例网", "张三. 题名[EB／OL]. 示例网"),
        ("张三．题名[0L]．示例网", "张三. 题名[EB/OL]. 示例网"),
        ("张三（2003）。题名〔未出版博士論文〕。示例大學。", "张三（2003）。题名[D]。示例大學。"),
        ("张三.(2020).题名(硕士学位论文,示例大学).硕士", "张三.(2020).题名[D]. 示例大学..硕士"),
        ("张三. 题名. 示例大学(博士学位论文), 2010", "张三. 题名. 示例大学(博士学位论文), 2010"),
        ("张三（1997）。题名。示例社。（原著出版於1987）", "张三（1997）。题名。示例社。"),
        ("张三. 题名[M]. 示例社, 2010", "张三. 题名[M]. 示例社, 2010"),
    ],
)
def test_what_is_said_otherwise_is_written_as_the_rules_expect(printed: str, plain: str) -> None:
    """Stops, years and marks that OCR misread, and the words for a thesis, become plain; the rest stays."""
    assert mend(printed) == plain
