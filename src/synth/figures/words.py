"""What figures say in both languages, and how a record is called in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from synth.datatypes import LanguageCode, Record, ThemeSet

_MOST_IN_ALT = 12
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Captions with named places, and the words of legends."""

    matrix_title: str
    matrix_caption: str
    matrix_sums_caption: str
    matrix_alt: str
    theme_alt: str
    years_title: str
    years_caption: str
    years_binned: str
    years_early: str
    years_missing: str
    years_alt: str
    no_themes: str
    no_years: str
    unassigned: str
    unassigned_alt: str
    no_theme: str
    strength: str
    share: str
    primary: str
    own_theme: str
    total: str
    more: str
    record: str
    records: str
    theme: str
    themes: str
    joint: str
    curve_title: str
    curve_caption: str
    curve_alt: str
    curve_point: str
    curve_x: str
    curve_x_expected: str
    curve_y: str
    curve_chosen: str
    curve_range: str
    curve_span: str
    flow_title: str
    flow_caption: str
    flow_alt: str
    flow_identified: str
    flow_source: str
    flow_more: str
    flow_removed: str
    flow_unreadable: str
    flow_duplicate: str
    flow_included: str
    flow_linked: str


_ENGLISH = Words(
    matrix_title="Coverage matrix of {records} and {themes}",
    matrix_caption=(
        "Coverage matrix of {records} and {themes}. The darker a cell, the stronger the membership; a diamond marks "
        "the primary theme. Records are grouped by their primary theme; unassigned ones come last."
    ),
    matrix_sums_caption=(
        "Coverage matrix of {records} and {themes}, summed up by primary theme because there are too many records for "
        "a row each. A cell counts the records with the row's primary theme that belong to the column's theme; "
        "the darker, the larger their share of the row. A frame marks the row's own theme."
    ),
    matrix_alt="Matrix of {records} and {themes}. {list}",
    theme_alt="{label}: {records}, {primary} of them primary",
    years_title="Themes over the years {first} to {last}",
    years_caption="Records per year by primary theme, {first} to {last}; all rows share one scale.",
    years_binned=" A bar spans {size} years.",
    years_early=" The first bar holds what came before {year}: {records}.",
    years_missing=" Not drawn, for want of a year: {records}.",
    years_alt="Bars of {records} from {first} to {last} by primary theme. {list}",
    no_themes="There is no theme to draw: of {records}, none was assigned.",
    no_years="Nothing to draw: of {records}, none has a year.",
    unassigned="Unassigned",
    unassigned_alt="unassigned: {records}",
    no_theme="no theme",
    strength="Strength of membership",
    share="Share of the row's records",
    primary="Primary theme",
    own_theme="The row's own theme",
    total="Total",
    more="and {themes} more",
    record="{} record",
    records="{} records",
    theme="{} theme",
    themes="{} themes",
    joint="; ",
    curve_title="Why {chosen}",
    curve_caption=(
        "How many themes: the modularity of the graph of nearest neighbours when it is divided into communities, by "
        "their number. The diamond marks the number chosen; the shaded range is as plausible."
    ),
    curve_alt=(
        "Modularity against the number of themes, from {first} to {last}. Chosen: {chosen}; plausible: {span}. "
        "{points}."
    ),
    curve_point="{k}: {score}",
    curve_x="Number of themes",
    curve_x_expected="Number of themes, the expected ones included",
    curve_y="Modularity",
    curve_chosen="Chosen: {chosen}",
    curve_range="Plausible: {span}",
    curve_span="{low} to {high}",
    flow_title="Flow of records from the sources to {included}",
    flow_caption="From the sources to the records studied: identified = unreadable + duplicate + included.",
    flow_alt=(
        "Flow of records. Identified: {identified} ({sources}). Set aside: {unreadable} unreadable and {duplicate} "
        "duplicate. Included: {included}."
    ),
    flow_identified="Identified (n = {})",
    flow_source="{} [{}]: {}",
    flow_more="{} more sources: {}",
    flow_removed="Set aside",
    flow_unreadable="Unreadable entries (n = {})",
    flow_duplicate="Duplicates (n = {})",
    flow_included="Included (n = {})",
    flow_linked="of them, pairs of versions of one work: {}",
)

_CHINESE = Words(
    matrix_title="{records}、{themes}的覆盖矩阵",
    matrix_caption=(
        "{records}与{themes}的覆盖矩阵。颜色越深，归属强度越高；菱形表示主要主题。文献按主要主题分组排列，未归类文献列于最后。"
    ),
    matrix_sums_caption=(
        "{records}与{themes}的覆盖矩阵；因文献较多，按主要主题汇总。格内数字为以该行为主要主题、同时属于该列主题的文献数，"
        "颜色越深，占该行文献的比例越高；带框的格为该行主题本身。"
    ),
    matrix_alt="{records}与{themes}的矩阵。{list}",
    theme_alt="{label}：{records}，其中主要归属 {primary} 篇",
    years_title="{first}—{last} 年各主题文献分布",
    years_caption="{first}—{last} 年各主题历年文献数（按主要主题统计），各行纵轴刻度相同。",
    years_binned="每个柱形代表 {size} 年。",
    years_early="首个柱形合计 {year} 年以前的文献：{records}。",
    years_missing="另有{records}缺少年份，未绘入图中。",
    years_alt="{first}—{last} 年{records}按主要主题分布的柱形图。{list}",
    no_themes="没有可绘制的主题：{records}均未归类。",
    no_years="没有可绘制的内容：{records}均缺少年份。",
    unassigned="未归类",
    unassigned_alt="未归类：{records}",
    no_theme="无主题",
    strength="归属强度",
    share="占该行文献的比例",
    primary="主要主题",
    own_theme="该行主题本身",
    total="合计",
    more="另有{themes}",
    record=" {} 篇文献",
    records=" {} 篇文献",
    theme=" {} 个主题",
    themes=" {} 个主题",
    joint="；",
    curve_title="为何取{chosen}",
    curve_caption="主题数的选择：最近邻图划分为不同数目的社区时的模块度。菱形为所取主题数，阴影为合理范围。",
    curve_alt="主题数从 {first} 到 {last} 时的模块度曲线。取{chosen}，合理范围为 {span}。{points}。",
    curve_point="{k} 个：{score}",
    curve_x="主题数",
    curve_x_expected="主题数（含预期主题）",
    curve_y="模块度",
    curve_chosen="所取主题数：{chosen}",
    curve_range="合理范围：{span}",
    curve_span="{low}—{high}",
    flow_title="从来源到{included}的筛选流程",
    flow_caption="从来源到纳入文献：识别 = 无法识读 + 重复 + 纳入。",
    flow_alt=(
        "文献筛选流程。识别 {identified} 条（{sources}）；剔除无法识读 {unreadable} 条、重复 {duplicate} 条；"
        "纳入{included}。"
    ),
    flow_identified="识别（n = {}）",
    flow_source="{} [{}]：{}",
    flow_more="另有 {} 个来源：{}",
    flow_removed="剔除",
    flow_unreadable="无法识读的条目（n = {}）",
    flow_duplicate="重复文献（n = {}）",
    flow_included="纳入（n = {}）",
    flow_linked="其中同一著作的不同版本：{} 对",
)


def words_for(language: LanguageCode) -> Words:
    """Return the words of one language."""
    return _CHINESE if language == "zh" else _ENGLISH


def count_records(number: int, words: Words) -> str:
    """Return a number of records in words."""
    return (words.record if number == 1 else words.records).format(number)


def count_themes(number: int, words: Words) -> str:
    """Return a number of themes in words."""
    return (words.theme if number == 1 else words.themes).format(number)


def tidy(sentence: str) -> str:
    """Return a sentence without the space that a Chinese number leaves at its start or after a mark."""
    for mark in "。，；：（—":
        sentence = sentence.replace(f"{mark} ", mark)
    return sentence.strip()


def list_themes(themes: ThemeSet, unassigned: int, words: Words) -> str:
    """Return the numbers of a figure as a sentence, for those who do not see it."""
    parts = [
        words.theme_alt.format(
            label=theme.label,
            records=count_records(len(theme.memberships), words),
            primary=len(theme.primary_ids),
        )
        for theme in themes.themes[:_MOST_IN_ALT]
    ]
    if len(themes.themes) > _MOST_IN_ALT:
        parts.append(words.more.format(themes=count_themes(len(themes.themes) - _MOST_IN_ALT, words)))
    if unassigned:
        parts.append(words.unassigned_alt.format(records=count_records(unassigned, words)))
    return words.joint.join(parts) + ("。" if words.joint == "；" else ".")


def author_label(record: Record) -> str:
    """Return the authors as a citation has them (``Xie & Duan``, ``谢佳舒等``), or the title where there are none."""
    chinese = record.language == "zh"
    names = [name for name in (person.short or person.given for person in record.authors) if name]
    if not names:
        return record.title
    if len(names) > _PAIR or record.more_authors:
        return f"{names[0]}等" if chinese else f"{names[0]} et al."
    return ("、" if chinese else " & ").join(names)
