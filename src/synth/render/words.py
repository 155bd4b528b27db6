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
    names: dict[str, str]


_ENGLISH = Words(
    title="Coverage of the themes",
    flow=(
        "{identified} identified = {unreadable} unreadable + {duplicate} duplicate + {included} included; "
        "of the included, {cited} cited in the synthesis."
    ),
    ratio="Coverage ratio {ratio}: covered themes over all {themes}, a thin one counting half.",
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
    names={
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
    ratio="覆盖率 {ratio}：已覆盖主题数占全部 {themes} 个主题的比例，覆盖薄弱的主题按一半计。",
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
    names={
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
