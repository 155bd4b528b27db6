"""The confidence in what the rules for Chinese styles read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from synth.datatypes import Person
from synth.readers.freetext.doubts import confidence_by_rules
from synth.readers.freetext.parsed import ParsedCitation

SURE = ParsedCitation(
    title="题名一的研究", authors=(Person(literal="张三"),), year=2019, container="示例期刊", language="zh"
)
DOUBTFUL = 0.72


@pytest.mark.parametrize(
    "changes",
    [
        {"container": "李小四，王五. 示例期刊"},
        {"container": "示例文集. 示例社"},
        {"container": "示例期刊, 20194"},
        {"container": "http://example.org"},
        {"container": "见示例文集"},
        {"container": "Author A, Sample handbook"},
        {"publisher": "示例社[2021"},
        {"publisher": "示例社2019"},
        {"title": "题名一的研究示例出版社"},
        {"title": "题名一2019-03-01(15)"},
        {"title": "李小四. 题名一", "authors": ()},
        {"title": "李小四：题名一", "authors": ()},
    ],
)
def test_a_field_that_holds_a_part_of_another_is_doubtful(changes: dict[str, object]) -> None:
    """Names in a container, an imprint in a title and the like each make a reference doubtful."""
    odd = replace(SURE, **changes)  # type: ignore[arg-type] # the fields are of several types
    assert confidence_by_rules(odd, mark="J", sure=True) < DOUBTFUL < confidence_by_rules(SURE, mark="J", sure=True)


@pytest.mark.parametrize(
    "container",
    [
        "示例大学学报（社会科学版）",
        "示例：学习、思考与遗忘",
        "Sample, Society and Rooms",
        "见证",
        "arXiv preprint arXiv:1412.6980",
    ],
)
def test_names_of_journals_raise_no_doubt(container: str) -> None:
    """Brackets, enumerations and numbers of preprints belong to a name."""
    named = replace(SURE, container=container)
    assert confidence_by_rules(named, mark="J", sure=True) == confidence_by_rules(SURE, mark="J", sure=True)


def test_what_is_missing_makes_a_reference_less_sure() -> None:
    """Without mark, year, container or sure names a reference is less sure, without any structure hardly at all."""
    whole = confidence_by_rules(SURE, mark="J", sure=True)
    assert whole > confidence_by_rules(SURE, mark="J", sure=False)
    assert whole > confidence_by_rules(SURE, mark="", sure=True)
    assert whole > confidence_by_rules(replace(SURE, year=None), mark="J", sure=True)
    assert whole > confidence_by_rules(replace(SURE, container=""), mark="J", sure=True)
    assert confidence_by_rules(replace(SURE, structured=False), mark="", sure=False) < 0.5
