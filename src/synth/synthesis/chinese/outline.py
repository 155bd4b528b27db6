"""The outline of a review in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.synthesis.chapters import MOST_CITED, OutlineSequence, newest
from synth.synthesis.chinese.context import Context
from synth.synthesis.chinese.grammar import how_many, numeral, span
from synth.synthesis.selection import changed_themes, facet_name
from synth.synthesis.wording import Piece, cite, in_turn, quoted, say, series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Claim, Period
    from synth.synthesis.chapters import Part
    from synth.synthesis.facts import Ids, Shared, ThemeFacts
    from synth.synthesis.reported import Step

_ARGUE = {
    "finding": ("以{name}的结果立论：", "引入{name}的发现：", "由{name}展开："),
    "objective": ("交代{name}所要解决的问题：", "说明{name}的研究意图："),
    "method": ("介绍{name}的做法：", "说明{name}如何着手："),
    "limitation": ("指出{name}留下的问题：", "掂量{name}的保留意见："),
}
_RELATED = {"contrast": "与{name}对照：", "likewise": "以{name}佐证："}


class Outline(OutlineSequence, Context):
    """The outline of a review in Chinese."""

    def introduction(self) -> tuple[Claim, ...]:
        """Return what to argue and cite in the introduction."""
        facts = self._facts
        everything = cite(facts.ids)
        claims = []
        oldest = facts.earliest
        if oldest:
            first, last = (facts.records[i].year for i in (oldest[0], oldest[-1]))
            when = f"{first}年" if first == last else f"{first}—{last}年"
            claims.append(say(f"以最早的文献（{when}）引出问题", cite(oldest), "。"))
        latest = newest(facts)
        if latest:
            claims.append(
                say(f"说明为何此时提出：{facts.n}篇中{how_many(latest.ids)}出自{span(latest)}", cite(latest.ids), "。")
            )
        claims.append(say(f"界定范围：{self._scope()}", everything, "。"))
        claims.append(say(f"说明文献如何阅读：{self._reading()}", everything, "。"))
        themes = [theme for theme in facts.themes if theme.ids]
        if len(themes) > 1:
            items = [(f"“{t.theme.label}”", cite(t.representatives)) for t in themes]
            claims.append(say("交代各主题及其代表文献：", series(items, "、", "、"), "。"))
        return tuple(claims)

    def _scope(self) -> str:
        facts = self._facts
        n_chinese = sum(record.language == "zh" for record in facts.records.values())
        counts = [(n_chinese, "中文"), (facts.n - n_chinese, "英文")]
        written = "、".join(f"{name}{n}篇" for n, name in counts if n)
        when = f"，{facts.periods[0].first}—{facts.periods[-1].last}年" if len(facts.periods) > 1 else ""
        return f"{written}{when}"

    def _reading(self) -> str:
        facts, n = self._facts, len(self._facts.with_abstract)
        basis = "仅据题名" if not n else "据题名与摘要" if n == facts.n else f"据题名，其中{n}篇兼据摘要"
        origin = facts.framework.origin
        themes = (
            "主题由文献自身归纳"
            if origin == "none"
            else "主题取自综述摘要"
            if origin == "abstract"
            else "主题为预先给定"
        )
        return f"{basis}；{themes}"

    def _division(self, part: Part, position: int) -> Claim:
        items = [(f"“{below.label}”", cite(below.central or below.ids[:1])) for below in part.parts]
        leads = ("分述", "区分", "依次论述", "从以下方面展开：")
        return say(in_turn(leads, position), series(items, "、", "和"), "。")

    def _start(self, part: Part, position: int) -> Claim:
        if len(part.ids) == 1:
            return say(f"介绍{self._titled(part.ids[0])}", cite(part.ids), "。")
        names = self._names(part.central)
        leads = (
            f"从居于中心的{names}入手",
            f"以{names}为起点",
            f"据{names}界定“{part.label}”",
            f"以{names}说明问题所在",
        )
        return say(in_turn(leads, position), cite(part.central), "。")

    def _argument(self, step: Step, position: int) -> Claim:
        evidence = step.evidence
        record = self._facts.records[evidence.record_id]
        lead = _RELATED.get(step.relation) or in_turn(_ARGUE[evidence.role], position)
        shown = self._reporter.shown(evidence, whole=True)
        text = f"{lead.format(name=self._name(record))}{quoted(shown.text, cut=evidence.cut)}"
        return say(text, cite([record.id]), "。", spans=(shown,))

    def _telling_apart(self, words: Sequence[Shared], position: int) -> Claim:
        items = [(f"“{group.name}”", cite(group.ids)) for group in words]
        leads = ("按用词辨析：", "分别阐明", "按用词分组论述：")
        return say(in_turn(leads, position), series(items, "、", "和"), "。")

    def _by_method(self, methods: Sequence[Shared], position: int) -> Claim:
        items = [(facet_name("method", one.name, "zh"), cite(one.ids)) for one in methods]
        leads = ("按方法比较：", "权衡不同方法的证据：", "追问结论在多大程度上取决于方法：")
        return say(in_turn(leads, position), series(items, "、", "和"), "。")

    def _in_time(self, first: str, last: str, position: int) -> Claim:
        a, b = (self._name(self._facts.records[i]) for i in (first, last))
        leads = (f"按时间先后，从{a}叙述到{b}", f"梳理从{a}到{b}的推进", f"追踪{a}至{b}之间问题的变化")
        return say(in_turn(leads, position), cite([first, last]), "。")

    def _further(self, ids: Ids, spans: Sequence[tuple[Period, Ids]], position: int) -> Claim:
        lead = in_turn(("并引", "补充", "兼采", "另引"), position)
        if not spans:
            return say(f"{lead}其余文献", cite(ids), "。")
        items: list[list[Piece]] = [[span(period), cite(held)] for period, held in spans]
        undated = [i for i in ids if not any(i in held for _, held in spans)]
        items += [["年份不详", cite(undated)]] if undated else []
        return say(f"{lead}其余文献：", series(items, "、", "、"), "。")

    def _guests(self, ids: Ids, position: int) -> Claim:
        leads = ("与归入他章而兼及此题的文献互见", "参见他章中涉及此题的文献", "兼顾他章中与此相关的文献")
        return say(in_turn(leads, position), cite(ids), "。")

    def _lead_over(self, label: str, ids: Ids) -> Claim:
        return say(f"以兼论两者的文献过渡到“{label}”", cite(ids), "。")

    def _pair_heading(self, a: str, b: str) -> str:
        return f"{a}—{b}" if "与" in a + b else f"{a}与{b}"

    def _pair(self, a: str, b: str, nearest: Ids, ids: Ids, position: int) -> Claim:
        leads = (
            f"讨论“{a}”与“{b}”如何相互制约，先看",
            f"追问“{a}”对“{b}”的作用，如",
            f"说明“{a}”与“{b}”的交汇之处，见",
        )
        others = tuple(i for i in ids if i not in nearest)
        some = "，如" if len(others) > MOST_CITED else ""
        tail: list[Piece] = [f"，再考察兼论两者的其他文献{some}", cite(others[:MOST_CITED])] if others else []
        return say(f"{in_turn(leads, position)}{self._names(nearest)}", cite(nearest), *tail, "。")

    def _apart(self, a: ThemeFacts, b: ThemeFacts, position: int) -> Claim:
        one, other = a.theme.label, b.theme.label
        leads = (
            f"提出把“{one}”与“{other}”结合起来研究，目前尚无文献兼论两者，可由此入手：",
            f"追问“{one}”与“{other}”有无关联，两者尚无共同的文献，只有",
            f"打通“{one}”与“{other}”，两者之间尚缺文献，可参照",
        )
        items = [(self._names(t.representatives[:1]), cite(t.representatives[:1])) for t in (a, b)]
        return say(in_turn(leads, position), series(items, "、", "和"), "。")

    def _seldom(self, a: str, b: str, ids: Ids) -> Claim:
        return say(f"提出加强“{a}”与“{b}”的结合研究：兼论两者的仅有{len(ids)}篇", cite(ids), "。")

    def _facet_points(self) -> list[tuple[str, tuple[Claim, ...]]]:
        return [
            ("研究方法", self._method_points()),
            ("研究情境", self._setting_points()),
            ("时间脉络", self._time_points()),
        ]

    def _method_points(self) -> tuple[Claim, ...]:
        named, silent = self._methods.named, self._methods.silent
        items = [
            (facet_name("method", v.key, "zh"), cite(self._facts.in_order(v.record_ids)[:MOST_CITED])) for v in named
        ]
        if not items:
            return ()
        lead = "比较不同方法各能说明什么：" if len(items) > 1 else "讨论这一方法能说明什么："
        claims = [say(lead, series(items, "、", "和"), "。")]
        if silent:
            some = "，如" if len(silent) > MOST_CITED else ""
            claims.append(say(f"查明题名和摘要未点明方法的文献所用的方法{some}", cite(silent[:MOST_CITED]), "。"))
        return tuple(claims)

    def _setting_points(self) -> tuple[Claim, ...]:
        values = [value for value in self._facts.facets.get("setting", ()) if value.record_ids]
        ranked = sorted(values, key=lambda value: -len(value.record_ids))
        items = [
            (facet_name("setting", v.key, "zh"), cite(self._facts.in_order(v.record_ids)[:MOST_CITED])) for v in ranked
        ]
        lead = "讨论结论能否在不同情境间推广：" if len(items) > 1 else "讨论结论能否推广到这一情境之外："
        return (say(lead, series(items, "、", "和"), "。"),) if items else ()

    def _time_points(self) -> tuple[Claim, ...]:
        claims = []
        *before_last, last = self._facts.periods or (None,)
        for change in changed_themes(self._facts) if before_last else ():
            if last is None or not change.trend:
                continue
            how = "上升" if change.trend > 0 else "下降"
            after, before = change.later or last.ids, change.earlier
            tail: list[Piece] = ["，此前", how_many(before), cite(before)] if before else [""]
            lead = f"解释“{change.label}”为何{how}：{span(last)}的{len(last.ids)}篇中{how_many(change.later)}"
            claims.append(say(lead, cite(after), *tail, "。"))
        return tuple(claims)

    def gap_points(self) -> tuple[Claim, ...]:
        """Return what to say of what is missing: themes without records, records without a theme, methods."""
        facts = self._facts
        missing = [f"“{theme.label}”" for theme in facts.coverage.themes if theme.status == "missing"]
        claims = []
        if missing:
            claims.append(say(f"指出尚无文献论及{'、'.join(missing)}，并着手查找", cite(facts.ids), "。"))
        loose = facts.in_order(one.record_id for one in facts.theme_set.unassigned)
        if loose:
            claims.append(say("斟酌未能归入主题的文献应置于何处", cite(loose), "。"))
        return (*claims, *self.gaps(), *self.agenda())

    def joining(self) -> tuple[Claim, ...]:
        """Return what to say of the works that join three themes or more."""
        wide = self._facts.in_order(i for reach, ids in self._facts.by_reach.items() if reach > 2 for i in ids)  # noqa: PLR2004 - more than a pair
        if not wide:
            return ()
        return (say(f"以兼跨{numeral(3)}个以上主题的{self._names(wide)}贯通全文", cite(wide), "。"),)
