"""The words of the documents that renderers write themselves, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from synth.datatypes import LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Sentences with named places, headings, and the names of statuses and kinds."""

    title: str
    flow: str
    ratio: str
    ratio_of_emergent: str
    thresholds: str
    choice: str
    no_themes: str
    none: str
    themes: str
    theme: str
    kind: str
    status: str
    records: str
    primary: str
    signature: str
    by_record: str
    by_record_note: str
    evidence: str
    number: str
    record: str
    membership: str
    strength: str
    terms: str
    unassigned: str
    reason: str
    sources: str
    format: str
    identified: str
    included: str
    duplicates: str
    links: str
    link_note: str
    other: str
    problems: str
    source: str
    line: str
    text: str
    combinations: str
    combinations_note: str
    no_combination: str
    rows: str
    columns: str
    population: str
    possible: str
    could_be_gap: str
    finding: str
    combination: str
    shown_of: str
    names: dict[str, str]


_ENGLISH = Words(
    title="Coverage of the themes",
    flow=(
        "{identified} identified = {unreadable} unreadable + {duplicate} duplicate + {included} included; "
        "of the included, {cited} cited in the synthesis."
    ),
    ratio="Coverage ratio {ratio}: covered themes over all {themes} expected ones, a thin one counting half.",
    ratio_of_emergent=(
        "Coverage ratio {ratio}: all {themes} themes emerged from the records, so that each has records by "
        "construction; the ratio says nothing of what is missing."
    ),
    thresholds="A theme counts as covered with {least} or more records, as thin with fewer, as missing without any.",
    choice="Number of themes: {chosen} ({why}).",
    no_themes="No themes were expected and none emerged.",
    none="None.",
    themes="Themes",
    theme="Theme",
    kind="Kind",
    status="Status",
    records="Records",
    primary="Primary",
    signature="Signature terms",
    by_record="Themes by record",
    by_record_note="● primary theme, ○ further theme; the number is the strength of the membership, from 0 to 1.",
    evidence="Evidence",
    number="No.",
    record="Record",
    membership="Membership",
    strength="Strength",
    terms="Terms that say so",
    unassigned="Unassigned records",
    reason="Reason",
    sources="Sources",
    format="Format",
    identified="Identified",
    included="Included",
    duplicates="Duplicates set aside",
    links="Versions of one work",
    link_note="Both records of a pair are kept and counted.",
    other="Other record",
    problems="Problems in the sources",
    source="Source",
    line="Line",
    text="Text",
    combinations="Gaps and concentrations",
    combinations_note=(
        "A gap would be expected in at least {least} records and has a lift (observed over expected) of at most "
        "{low}; a concentration stands in at least {least} records and has a lift of at least {high}; both have "
        "q ≤ {level}. Expected: from the margins, within records of one language that have, or lack, an abstract. p: "
        "exact, one-sided; q: after Benjamini and Hochberg among the combinations of one kind. Only records that name "
        "a method are counted for methods, and so on. All combinations tested are in coverage.json."
    ),
    no_combination="No combination of those tested is a gap or a concentration.",
    rows="Rows",
    columns="Columns",
    population="Records that could have both",
    possible="Combinations",
    could_be_gap="Could be a gap",
    finding="Finding",
    combination="Combination",
    shown_of="The surest {shown} of {all}.",
    names={
        "gap": "gap",
        "concentration": "concentration",
        "period": "period",
        "theme": "theme",
        "observed": "Observed",
        "expected-count": "Expected",
        "lift": "Lift",
        "covered": "covered",
        "thin": "thin",
        "missing": "missing",
        "expected": "expected",
        "emergent": "emergent",
        "primary": "primary",
        "further": "further",
        "unreadable": "unreadable",
        "duplicate": "duplicate",
        "translation": "translation",
        "preprint": "preprint",
        "doubtful": "doubtful",
        "skipped": "skipped",
    },
)

_CHINESE = Words(
    title="主题覆盖情况",
    flow=(
        "识别文献 {identified} 条 = 无法解析 {unreadable} 条 + 重复 {duplicate} 条 + 纳入 {included} 条；"
        "纳入文献中有 {cited} 条在综述中被引用。"
    ),
    ratio="覆盖率 {ratio}：已覆盖主题数占全部 {themes} 个预期主题的比例，覆盖薄弱的主题按一半计。",
    ratio_of_emergent="覆盖率 {ratio}：{themes} 个主题均由文献归纳而来，自然都有文献，该比率不能说明缺失了什么。",
    thresholds="一个主题有 {least} 篇及以上文献为已覆盖，不足为薄弱，一篇也没有为缺失。",
    choice="主题数：{chosen}（{why}）。",
    no_themes="既无预期主题，也未归纳出主题。",
    none="无。",
    themes="主题",
    theme="主题",
    kind="类别",
    status="状态",
    records="文献数",
    primary="主要归属",
    signature="特征词",
    by_record="各文献所属主题",
    by_record_note="● 主要主题，○ 其他主题；数字为归属强度，取值 0 至 1。",
    evidence="归属依据",
    number="序号",
    record="文献",
    membership="归属",
    strength="强度",
    terms="依据词",
    unassigned="未归类文献",
    reason="原因",
    sources="来源",
    format="格式",
    identified="识别",
    included="纳入",
    duplicates="已剔除的重复文献",
    links="同一著作的不同版本",
    link_note="成对的两条文献均予保留并计入。",
    other="对应文献",
    problems="来源中的问题",
    source="来源",
    line="行号",
    text="原文",
    combinations="研究空白与研究集中点",
    combinations_note=(
        "研究空白：期望频数不少于 {least} 篇，提升度（实际频数除以期望频数）不高于 {low}；研究集中点：实际不少于 "
        "{least} 篇，提升度不低于 {high}；二者均要求 q ≤ {level}。期望频数按边际分布推算，且只在语言相同、"
        "同样附有或未附摘要的文献之间比较。p 为单侧精确检验的概率，q 为同类组合经 Benjamini–Hochberg 法校正后的值。"
        "就方法而言只计点明方法的文献，其余类推。检验过的全部组合见 coverage.json。"
    ),
    no_combination="在检验过的组合中，没有研究空白，也没有研究集中点。",
    rows="行",
    columns="列",
    population="可能兼有二者的文献",
    possible="组合数",
    could_be_gap="可判断空白",
    finding="结果",
    combination="组合",
    shown_of="共 {all} 个，此处列出最可靠的 {shown} 个。",
    names={
        "gap": "空白",
        "concentration": "集中点",
        "period": "时期",
        "theme": "主题",
        "observed": "实际",
        "expected-count": "期望",
        "lift": "提升度",
        "covered": "已覆盖",
        "thin": "薄弱",
        "missing": "缺失",
        "expected": "预期",
        "emergent": "归纳",
        "primary": "主要",
        "further": "其他",
        "unreadable": "无法解析",
        "duplicate": "重复",
        "translation": "译本",
        "preprint": "预印本",
        "doubtful": "存疑",
        "skipped": "跳过",
    },
)


def words_for(language: LanguageCode) -> Words:
    """Return the words of one language."""
    return _CHINESE if language == "zh" else _ENGLISH
