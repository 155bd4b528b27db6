"""The section on one theme in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Bullets, Claim
from synth.synthesis.chinese.grammar import (
    MOST_NAMES,
    MOST_SINGLES,
    NUMERALS,
    in_quotes,
    mention,
)
from synth.synthesis.chinese.naming import Naming
from synth.synthesis.selection import CHUNK, WordPlan, facet_name, other_settings, plan_words
from synth.synthesis.sequence import ThemeSequence
from synth.synthesis.wording import MANY, Piece, cite, say, series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.synthesis.facts import Shared, ThemeFacts


class ThemeText(ThemeSequence, Naming):
    """The section on one theme in Chinese."""

    def _opening(self, facts: ThemeFacts, position: int) -> Claim:
        n, label, total = len(facts.ids), facts.theme.label, self._facts.n
        if total == 1:
            return say(f"唯一的一篇文献，即{self._titled(facts.ids[0])}，属于“{label}”", cite(facts.ids), "。")
        share = f"全部{total}篇文献" if n == total else f"{total}篇文献中有{n}篇"
        openings = (
            f"{share}涉及“{label}”",
            f"“{label}”这一主题由{n}篇文献构成",
            f"归入“{label}”的文献有{n}篇{self._size(facts)}",
            f"论及“{label}”的文献共{n}篇",
        )
        main = facts.primary
        if len(main) == n:
            tail: list[Piece] = ["。"]
        elif not main:
            tail = ["，但都另有更主要的归属。"]
        else:
            mains = (f"，其中{len(main)}篇以此为主", f"，以此为主要归属的有{len(main)}篇")
            tail = [mains[position % len(mains)], cite(main), "。"]
        return say(openings[position % len(openings)], cite(facts.ids), *tail)

    def _size(self, facts: ThemeFacts) -> str:
        if facts.tied:
            return ""
        if facts.rank == 1 and len(self._facts.themes) > 1:
            return "，在各主题中最多"
        return f"，居各主题第{NUMERALS[facts.rank]}" if 1 < facts.rank < len(NUMERALS) else ""

    def _words(self, facts: ThemeFacts, position: int) -> list[Claim]:
        """Say in which words the records name the theme, every member once."""
        plan = plan_words(self._facts, facts, "zh")
        claims = [self._subject(said, facts, first=not i) for i, said in enumerate(plan.sayings)]
        claims.extend(self._leading_word(plan, facts, position))
        claims.extend(self._more_words(groups, position + i) for i, groups in enumerate(plan.more))
        claims.extend(say(self._mentions(ids, facts, position + i), "。") for i, ids in enumerate(plan.singles, 1))
        if plan.others:
            claims.append(say(f"另有{len(plan.others)}篇各有自己的提法", cite(plan.others), "。"))
        if plan.weak:
            words = "、".join(
                [f"“{w}”" for w in dict.fromkeys(facts.members[i].evidence[0] for i in plan.weak)][:CHUNK]
            )
            claims.append(say(f"{self._names(plan.weak)}仅凭{words}一类字样归入这里", cite(plan.weak), "。"))
        return claims

    def _subject(self, said: Sequence[tuple[str, tuple[str, ...]]], facts: ThemeFacts, *, first: bool) -> Claim:
        """Say what the records say of a theme that is a subject rather than an aspect."""
        items = [(f"{self._name(self._facts.records[i])}论其{in_quotes(phrases)}", cite([i])) for i, phrases in said]
        lead = f"就“{facts.theme.label}”而言，" if first else "此外，"
        return say(lead, series(items, "，", "，"), "。")

    def _leading_word(self, plan: WordPlan, facts: ThemeFacts, position: int) -> list[Claim]:
        group = plan.leading
        if group is None:
            return []
        if facts.theme.kind == "emergent":
            return [self._common_term(group, facts, position)]
        leads = (
            "最常见的提法是“{}”",
            "多数文献以“{}”立论" if 2 * len(group.ids) > len(facts.ids) else "较多文献以“{}”立论",
            "以“{}”为题者最多",
            "文献多用“{}”一词",
        )
        lead = leads[position % len(leads)].format(group.name)
        if not plan.telling:
            return [say(f"{lead}，见于{self._names(group.ids)}", cite(group.ids), "。")]
        claims = [say(f"{lead}：", self._mentions(plan.telling[:MOST_NAMES], facts, position), "。")]
        also = self._mentions(plan.telling[MOST_NAMES:], facts, position + 2)
        if plan.bare:
            tail = f"{self._names(plan.bare)}也用到这一提法"
            claims.append(say(also, "；" if also else "", tail, cite(plan.bare), "。"))
        elif also:
            claims.append(say(also, "。"))
        return claims

    def _common_term(self, group: Shared, facts: ThemeFacts, position: int) -> Claim:
        if 2 * len(group.ids) < len(facts.ids):
            mixed = ("用词较为分散", "提法不一", "没有统一的核心词", "所用词语各异")[position % 4]
            return say(f"{mixed}，最常见的是“{group.name}”，见于{self._names(group.ids)}", cite(group.ids), "。")
        leads = ("共有的核心词是“{}”", "把它们联系起来的是“{}”", "用词集中于“{}”", "最常见的词是“{}”")
        lead = leads[position % len(leads)].format(group.name)
        return say(f"{lead}，见于{self._names(group.ids)}", cite(group.ids), "。")

    def _more_words(self, groups: Sequence[Shared], turn: int) -> Claim:
        items = [(f"“{group.name}”见于{self._names(group.ids, 2)}", cite(group.ids)) for group in groups]
        lead = ("此外，", "其次，", "与之并列，", "另外，")[turn % 4]
        return say(lead, series(items, "，", "，"), "。")

    def _mentions(self, ids: Sequence[str], facts: ThemeFacts, turn: int) -> list[Piece]:
        """Say who speaks of what: 甲（2020）论及职业教育的“内在逻辑”[1]，乙（2021）论及“耦合”[2]."""
        verb = ("论及", "谈到", "着眼于", "关注")[turn % 4]
        items = [(f"{self._name(self._facts.records[i])}{verb}{mention(facts.members[i])}", cite([i])) for i in ids]
        return series(items, "，", "，")

    def _typical(self, facts: ThemeFacts, position: int) -> list[Claim]:
        if self._facts.n == 1:
            return []
        shown = facts.representatives[: 1 + len(facts.ids) // MOST_SINGLES]
        leads = ("最接近这一主题中心的是", "最能代表这一主题的是", "其中最典型的是", "处于这一主题核心的是")
        items = [(self._titled(i), cite([i])) for i in shown]
        return [say(leads[position % len(leads)], series(items, "、", "和"), "。")]

    def _objects(self, facts: ThemeFacts, position: int) -> list[Claim]:
        if not facts.objects:
            return []
        items = [(f"{len(group.ids)}篇提到“{group.name}”", cite(group.ids)) for group in facts.objects]
        leads = ("从研究对象看，", "研究对象较为集中，", "就对象而言，", "在所涉对象中，")
        return [say(leads[position % len(leads)], series(items, "，", "，"), "。")]

    def _settings(self, facts: ThemeFacts, position: int) -> list[Claim]:
        settings = other_settings(self._facts, facts)
        if not settings:
            return []
        items = [(f"{facet_name('setting', one.name, 'zh')}（{len(one.ids)}篇）", cite(one.ids)) for one in settings]
        leads = ("题中点明的研究情境有", "所涉情境为", "按情境分，有", "研究情境方面，出现了")
        return [say(leads[position % len(leads)], series(items, "、", "和"), "。")]

    def _companions(self, facts: ThemeFacts, position: int) -> list[Claim]:
        if len(self._facts.themes) == 1:
            return []
        if not facts.companions:
            return []
        n = len(facts.ids)
        verb = ("兼及", "同时涉及", "延伸到")[position % 3]
        items: list[tuple[Piece, ...]] = []
        for group in facts.companions[:3]:
            how_many = "全部" if len(group.ids) == n and n > 1 else f"{len(group.ids)}篇"
            items.append((f"{how_many}{verb}“{group.name}”", cite(group.ids)))
        text = series(items, "，", "，")
        if facts.alone:
            text += [f"，{len(facts.alone)}篇专属这一主题", cite(facts.alone)]
        return [say("其中" if text else "", text, "。")]

    def _time(self, facts: ThemeFacts, position: int) -> list[Claim]:
        years = facts.years
        if len(years) < 2 or len(facts.ids) < 3:  # noqa: PLR2004 - a sequence needs two years, a course three records
            return []
        first = years[0]
        busiest = max(years, key=lambda year: (len(year.ids), year.last))
        if len(first.ids) > 2:  # noqa: PLR2004 - more are no opening
            items = [(f"{year.last}年{len(year.ids)}篇", cite(year.ids)) for year in years]
            return [say("按年份看，", series(items, "、", "、"), "。")] if len(years) <= CHUNK else []
        opened = f"最早的是{self._names(first.ids)}"
        if len(busiest.ids) < 3 or busiest is first:  # noqa: PLR2004 - fewer are no crowd
            return [say(opened, cite(first.ids), "。")]
        most = f"{busiest.last}年最为集中，有{len(busiest.ids)}篇"
        if position % 2:
            return [say(most, cite(busiest.ids), f"；{opened}", cite(first.ids), "。")]
        return [say(opened, cite(first.ids), f"，{most}", cite(busiest.ids), "。")]

    def theme_notes(self, facts: ThemeFacts) -> Bullets:
        """Return a theme's signature terms, subthemes, representative records, years and stability."""
        claims = []
        if facts.theme.terms:
            claims.append(say(f"特征词：{'、'.join(facts.theme.terms)}", cite(facts.ids), "。"))
        if facts.theme.subthemes:
            items = [
                (f"{part.label}（{len(part.record_ids)}）", cite(part.record_ids)) for part in facts.theme.subthemes
            ]
            claims.append(say("子主题：", series(items, "、", "和"), "。"))
        items = [(self._name(self._facts.records[i]), cite([i])) for i in facts.representatives]
        claims.append(say("代表文献：", series(items, "、", "、"), "。"))
        if facts.years and len(facts.years) <= MOST_SINGLES:
            items = [(f"{year.first}年{len(year.ids)}篇", cite(year.ids)) for year in facts.years]
            claims.append(say("年份：", series(items, "、", "、"), "。"))
        elif facts.years:
            claims.append(say(f"年份：{facts.years[0].first}—{facts.years[-1].last}年", cite(facts.ids), "。"))
        if len(facts.ids) >= MANY:
            claims.append(say("全部文献：", cite(facts.ids, whole=True), "。"))
        if facts.theme.kind == "emergent" and len(self._facts.themes) > 1:
            what = "随机去掉五分之一文献后主题重现的程度，最高为1"
            claims.append(say(f"稳定性：{facts.theme.stability:.2f}（{what}）", cite(facts.ids), "。"))
        return Bullets(claims=tuple(claims))
