"""What concerns all themes, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Count
from synth.languages import explain
from synth.synthesis.chinese.gaps import GapProse
from synth.synthesis.chinese.grammar import MOST_NAMES, how_many, listed, numeral, span
from synth.synthesis.combinations import WORKABLE, cell_of, show_q, told_cells, told_periods
from synth.synthesis.selection import (
    by_status,
    changed_themes,
    facet_name,
    facet_names,
    matrix_table,
    named_places,
    rarest_told,
    unassigned_by_reason,
)
from synth.synthesis.wording import Piece, cite, say, series

if TYPE_CHECKING:
    from synth.datatypes import Claim, Table


class Context(GapProse):
    """What concerns all themes, in Chinese."""

    def across(self) -> tuple[Claim, ...]:
        """Say which records and themes go together, and which records no theme explains."""
        facts = self._facts
        claims = []
        reach = [(n, ids) for n, ids in facts.by_reach.items() if n > 1]
        if reach:
            items = [(f"属于{numeral(n)}个主题的有{len(ids)}篇", cite(ids)) for n, ids in reach]
            claims.append(say("同时", series(items, "，", "，"), "。"))
            widest, ids = reach[-1]
            if widest > 2:  # noqa: PLR2004 - two themes are no wide reach
                titled = [(self._titled(i), cite([i])) for i in ids[:MOST_NAMES]]
                claims.append(
                    say("跨度最大的文献有" if len(titled) > 1 else "跨度最大的是", series(titled, "、", "和"), "。")
                )
            pairs = [(f"“{a}”与“{b}”（{len(ids)}篇）", cite(ids)) for a, b, ids in facts.pairs[:4]]
            claims.append(
                say(
                    "共有文献最多的主题组合依次为" if len(pairs) > 1 else "共有文献的主题组合为",
                    series(pairs, "、", "、"),
                    "。",
                )
            )
        elif len(facts.themes) > 1:
            claims.append(say("没有文献同时属于两个主题", cite(facts.ids), "。"))
        for reason, ids in unassigned_by_reason(facts):
            claims.append(say(f"{self._names(ids)}未能归入任何主题，原因是{explain(reason, 'zh')}", cite(ids), "。"))
        return tuple(claims)

    def matrix(self) -> tuple[Claim, ...]:
        """Say how to read the coverage matrix."""
        if not self._facts.themes:
            return ()
        return (say("矩阵以文献为行、主题为列，数字为隶属强度，●表示该文献的主要归属", cite(self._facts.ids), "。"),)

    def matrix_table(self) -> Table | None:
        """Return the coverage matrix as a table where it fits a page."""
        return matrix_table(self._facts, "文献", self._name)

    def evolution(self) -> tuple[Claim, ...]:
        """Say how the research evolved over the years."""
        facts, periods = self._facts, self._facts.periods
        claims = []
        if len(periods) == 1:
            claims.append(say(f"注明年份的文献都发表于{span(periods[0])}，看不出演进过程", cite(periods[0].ids), "。"))
        elif periods:
            items = [(f"{span(p)}{len(p.ids)}篇", cite(p.ids)) for p in periods]
            claims.append(say("从时间上看，", series(items, "，", "，"), "。"))
            claims.extend(self._changes())
            told = {change.label for change in changed_themes(facts)}
            claims.extend(self._in_period(cell, i) for i, cell in enumerate(told_periods(facts, told)))
        if facts.undated:
            undated = f"另有{len(facts.undated)}篇未注明年份" if periods else "所有文献均未注明年份"
            claims.append(say(undated, cite(facts.undated), "。"))
        return tuple(claims)

    def _changes(self) -> list[Claim]:
        facts = self._facts
        changes = changed_themes(facts)
        last = facts.periods[-1]
        n_before = sum(len(period.ids) for period in facts.periods[:-1])
        claims = []
        for i, change in enumerate(changes):
            before: list[Piece] = [f"此前{n_before}篇中{how_many(change.earlier)}"]
            if change.earlier:
                before.append(cite(change.earlier))
            after: list[Piece] = [
                f"{span(last)}的{len(last.ids)}篇中{how_many(change.later)}",
                cite(change.later or last.ids),
            ]
            if change.trend:
                trend = "上升" if change.trend > 0 else "下降"
                q, figure = (
                    show_q(change.q),
                    Count(value=change.q, of="q", cell=cell_of(facts, change), shown=show_q(change.q)),
                )
                beyond = f"（q {q if q.startswith('<') else f'= {q}'}）。"
                claims.append(say(f"“{change.label}”所占比重{trend}：", before, "，", after, beyond, counts=(figure,)))
            elif i % 2 == 0:
                claims.append(say(f"论及“{change.label}”的，", before, "，", after, "。"))
            else:
                claims.append(say(f"“{change.label}”则", before, "，", after, "。"))
        steady = [change for change in changes if not change.trend]
        if steady:
            which = "上述差异" if len(steady) == len(changes) else "其余差异"
            ids = facts.in_order(i for change in steady for i in (*change.earlier, *change.later))
            claims.append(say(f"{which}未超出偶然波动的范围（精确检验，q值大于0.05）", cite(ids), "。"))
        return claims

    def limitations(self) -> tuple[Claim, ...]:
        """Say which methods and settings the records name, and which they do not."""
        facts, methods = self._facts, self._methods
        claims = []
        if methods.named:
            items = [
                (f"{facet_name('method', v.key, 'zh')}（{len(v.record_ids)}篇）", cite(facts.in_order(v.record_ids)))
                for v in methods.named
            ]
            claims.append(say("文献点明的方法或研究类型有", series(items, "、", "和"), "。"))
        if not methods.named:
            claims.append(say("没有文献点明研究方法", cite(facts.ids), "。"))
        elif methods.silent:
            claims.append(say(f"其余{len(methods.silent)}篇未点明方法", cite(methods.silent), "。"))
        settings = sorted(
            (v for v in facts.facets.get("setting", ()) if v.record_ids), key=lambda v: -len(v.record_ids)
        )
        if settings:
            items = [
                (f"{facet_name('setting', v.key, 'zh')}（{len(v.record_ids)}篇）", cite(facts.in_order(v.record_ids)))
                for v in settings
            ]
            claims.append(say("研究情境涉及", series(items, "、", "和"), "。"))
        places, others = named_places(facts)
        if places:
            items = [
                (f"{facet_name(v.facet, v.key, 'zh')}（{len(v.record_ids)}篇）", cite(facts.in_order(v.record_ids)))
                for v in places
            ]
            claims.append(say("提及最多的地域有" if others else "提及的地域有", series(items, "、", "和"), "。"))
        return tuple(claims)

    def agenda(self) -> tuple[Claim, ...]:
        """Say what follows for further work."""
        facts, methods = self._facts, self._methods
        claims = [*self._wanted(), *self._absent()]
        single = [value for value in methods.named if len(value.record_ids) == 1]
        if single:
            items = [(facet_name("method", v.key, "zh"), cite(v.record_ids)) for v in single]
            claims.append(say(series(items, "、", "和"), "各" if len(single) > 1 else "", "仅见一篇，尚无从比较。"))
        n_years = facts.periods[-1].last - facts.periods[0].first + 1 if facts.periods else 0
        if 0 < n_years <= 3:  # noqa: PLR2004 - three years show no trend
            claims.append(
                say(f"这批文献只跨{numeral(n_years)}年，不足以判断趋势，宜补充更早的文献", cite(facts.ids), "。")
            )
        return tuple(claims)

    def _wanted(self) -> list[Claim]:
        """Name the combinations and themes of which more is wanted."""
        facts = self._facts
        claims = []
        pairs = [
            (f"{self._cell_row(cell)}与{self._cell_value(cell)}", cite(cell.record_ids or cell.row_ids[:MOST_NAMES]))
            for cell in told_cells(facts.gaps, "gap")
            if cell.columns in WORKABLE
        ]
        if pairs:
            claims.append(
                say("在问题适合的前提下，后续研究可将以下少见结合的方面联系起来：", series(pairs, "、", "以及"), "。")
            )
        status = by_status(facts)
        if status["missing"]:
            names = listed([f"“{theme.label}”" for theme in status["missing"]])
            claims.append(say(f"{names}虽在预期之中却未见文献，须另行检索", cite(facts.ids), "。"))
        thin = [t for t in facts.themes if t.ids and len(t.ids) < facts.coverage.least]
        if thin:
            items = [(f"“{t.theme.label}”（{len(t.ids)}篇）", cite(t.ids)) for t in thin]
            claims.append(say(series(items, "、", "和"), f"不足{facts.coverage.least}篇，有待补充。"))
        return claims

    def _absent(self) -> list[Claim]:
        """Say what it means that no record names some methods: of few records that name any, nothing."""
        facts, methods = self._facts, self._methods
        if not methods.absent:
            return []
        telling = facts.in_order(i for value in methods.named for i in value.record_ids)
        bound = rarest_told(len(telling))
        if bound is None:
            return [say(f"点明方法的文献只有{len(telling)}篇", cite(telling), "，其余方法未见提及尚不足以视为空白。")]
        share = f"{bound:.1f}"
        figure = Count(value=bound, of="bound", record_ids=telling, shown=share)
        lead = f"{listed(facet_names(methods.absent, 'zh'))}未见于点明方法的{len(telling)}篇文献"
        each = "各自" if len(methods.absent) > 1 else "其"
        end = f"，{each}所占比例应不超过{share}%（95%置信上限），在问题适合的前提下可用来补充证据。"
        return [say(lead, cite(telling), end, counts=(figure,))]
