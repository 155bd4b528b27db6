"""The opening sections in Chinese."""

from __future__ import annotations

from synth.datatypes import Claim, Table
from synth.languages import explain
from synth.synthesis.chinese.grammar import listed
from synth.synthesis.chinese.naming import Naming
from synth.synthesis.selection import by_status, facet_names
from synth.synthesis.wording import cite, in_both, say, series


class Overview(Naming):
    """The opening sections in Chinese."""

    def glance(self) -> tuple[Claim, ...]:
        """Say the most important in a few sentences."""
        facts = self._facts
        claims = [say(f"共纳入{facts.n}篇文献{self._span()}", cite(facts.ids), "。")]
        by_size = sorted((theme for theme in facts.themes if theme.ids), key=lambda theme: theme.rank)
        if by_size and facts.n > 1:
            items = [(f"“{t.theme.label}”（{len(t.ids)}）", cite(t.ids)) for t in by_size]
            claims.append(say(f"这些文献归入{len(items)}个主题，括号内为篇数：", series(items, "、", "和"), "。"))
        several = tuple(i for reach, ids in facts.by_reach.items() if reach > 1 for i in ids)
        if several:
            a, b, shared = facts.pairs[0]
            claims.append(
                say(
                    f"其中{len(several)}篇同时属于两个或更多主题",
                    cite(several),
                    f"；“{a}”与“{b}”重合最多，共有{len(shared)}篇",
                    cite(shared),
                    "。",
                )
            )
        claims.extend(self._coverage())
        absent = facet_names(self._methods.absent, "zh")
        if absent:
            claims.append(say(f"就研究方法而言，没有文献提及{listed(absent)}", cite(facts.ids), "。"))
        return tuple(claims)

    def _span(self) -> str:
        periods = self._facts.periods
        if not periods:
            return "，均未注明年份"
        first, last = periods[0].first, periods[-1].last
        if self._facts.undated:
            when = f"{first}年" if first == last else f"{first}—{last}年"
            return f"，其中{self._facts.n - len(self._facts.undated)}篇注明年份（{when}）"
        return f"，均发表于{first}年" if first == last else f"，发表于{first}—{last}年"

    def _coverage(self) -> list[Claim]:
        facts = self._facts
        if facts.framework.origin == "none":
            return []
        status = by_status(facts)
        members = {theme.theme.key: theme.ids for theme in facts.themes}
        claims = []
        if status["covered"] and not status["thin"] and not status["missing"]:
            claims.append(say(f"各预期主题均有文献支撑，每个主题不少于{facts.coverage.least}篇", cite(facts.ids), "。"))
        if status["thin"]:
            items = [(f"“{t.label}”（{t.records}篇）", cite(members[t.key])) for t in status["thin"]]
            claims.append(say("文献偏少的主题有", series(items, "、", "和"), "。"))
        if status["missing"]:
            names = listed([f"“{theme.label}”" for theme in status["missing"]])
            claims.append(say(f"{names}虽在预期之中，却没有文献提及", cite(facts.ids), "。"))
        return claims

    def reading(self) -> tuple[Claim, ...]:
        """Say how the corpus was read and what the synthesis rests on."""
        facts, flow = self._facts, self._facts.flow
        everything = cite(facts.ids)
        several = 3
        names = [f"“{source.name}”" for source in facts.sources]
        sources = f"{len(names)}个来源" if len(names) > several else "、".join(names)
        counts = (
            f"识别{flow.identified}条 = 无法识读{flow.unreadable}条 + 重复{flow.duplicate}条 + 纳入{flow.included}条"
        )
        claims = [say(f"{sources}中的条目全部有去向：{counts}", everything, "。")]
        claims += self._versions()
        with_abstract = facts.with_abstract
        if not with_abstract:
            claims.append(
                say(
                    "所有文献均未附摘要，因此本综述只依据题名和年份，说明各文献研究什么，而不涉及其结论",
                    everything,
                    "。",
                )
            )
        elif len(with_abstract) < facts.n:
            claims.append(say(f"{len(with_abstract)}篇文献附有摘要", cite(with_abstract), "，其余只依据题名。"))
        else:
            claims.append(say("所有文献均附摘要，主题由题名和摘要共同判定", everything, "。"))
        if facts.quoted:
            quoting = f"下文引用了其中{len(facts.quoted)}篇摘要的原句，所引内容均为原作者的表述"
            claims.append(say(quoting, cite(facts.quoted), "。"))
        claims.append(say(self._origin_of_themes(), everything, "。"))
        return tuple(claims)

    def _versions(self) -> list[Claim]:
        """Name the pairs of records that are versions of one work; both are counted."""
        claims = []
        for kind, what in (("translation", "同一著作的两种语言版本"), ("preprint", "预印本及其正式发表版本")):
            pairs = [("", cite((link.record_id, link.other_id))) for link in self._facts.links if link.kind == kind]
            if pairs:
                claims.append(say(f"有{len(pairs)}对文献为{what}，均予保留", series(pairs, "、", "和"), "。"))
        return claims

    def _origin_of_themes(self) -> str:
        facts = self._facts
        if facts.framework.origin == "none":
            why = explain(facts.theme_set.choice.why, "zh")
            before = f"主题未经预设（{explain(facts.framework.why, 'zh')}）"
            chosen, named = facts.theme_set.choice.chosen, len(facts.themes)
            rest = "" if chosen == named else f"；其中{named}类可以命名为主题"
            return f"{before}；对TF-IDF权重与词向量作k-means聚类得到{chosen}类，依据是{why}{rest}"
        labels = listed([f"“{theme.label}”" for theme in facts.framework.themes])
        emergent = sum(theme.theme.kind == "emergent" for theme in facts.themes)
        beside = f"，另有{emergent}个主题由未提及上述主题的文献归纳而来" if emergent else ""
        rule = "一篇文献须以自身的词语为证，或与这样的文献同样接近，方归入某一主题，并可同时归入多个主题"
        how = "对TF-IDF权重与词向量作k-means聚类，以各主题的词语为锚点"
        return f"预期主题{labels}{explain(facts.framework.why, 'zh')}{beside}；{how}，{rule}"

    def source_table(self) -> Table | None:
        """Return what became of the entries of each source, where there are several."""
        rows = self._facts.source_rows
        return Table(header=("来源", "格式", "识别", "无法识读", "重复", "纳入"), rows=rows) if len(rows) > 1 else None

    def theme_table(self) -> Table:
        """Return the themes with their counts and status."""
        status = {theme.key: theme for theme in self._facts.coverage.themes}
        words = {"expected": "预期", "emergent": "新生", "covered": "充分", "thin": "偏少", "missing": "缺失"}
        rows = tuple(
            (
                in_both(t.theme.label, t.theme.second_label, "（{}）"),
                words[t.theme.kind],
                str(len(t.ids)),
                str(len(t.primary)),
                words[status[t.theme.key].status],
            )
            for t in self._facts.themes
        )
        return Table(header=("主题", "类型", "文献数", "主要归属", "覆盖"), rows=rows)
