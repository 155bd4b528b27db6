"""The outline of a review in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.synthesis.chinese.context import Context
from synth.synthesis.selection import is_subject
from synth.synthesis.wording import cite, say, series

if TYPE_CHECKING:
    from synth.datatypes import Claim
    from synth.synthesis.facts import ThemeFacts


class Outline(Context):
    """The outline of a review in Chinese."""

    def introduction(self) -> tuple[Claim, ...]:
        """Return what to argue and cite in the introduction."""
        facts = self._facts
        themes = [theme for theme in facts.themes if theme.ids]
        claims = []
        oldest = facts.earliest
        if oldest:
            first, last = (facts.records[i].year for i in (oldest[0], oldest[-1]))
            when = f"{first}年" if first == last else f"{first}—{last}年"
            claims.append(say(f"以最早的文献（{when}）引出问题", cite(oldest), "。"))
        if themes:
            items = [(f"“{t.theme.label}”", cite(t.representatives)) for t in themes]
            claims.append(say("交代各主题及其代表文献：", series(items, "、", "、"), "。"))
        return tuple(claims) or (say("介绍所纳入的文献", cite(facts.ids), "。"),)

    def chapter(self, facts: ThemeFacts) -> tuple[Claim, ...]:
        """Return what to argue and cite in the chapter on a theme."""
        claims = [say(f"从居于中心的文献入手：{self._names(facts.representatives)}", cite(facts.representatives), "。")]
        if len(facts.words) > 1 and not is_subject(facts):
            items = [(f"“{group.name}”", cite(group.ids)) for group in facts.words[:3]]
            lead = "辨析几种提法：" if facts.theme.kind == "expected" else "按用词分组论述："
            claims.append(say(lead, series(items, "、", "、"), "。"))
        claims.extend(say(f"就“{one.name}”单列一段", cite(one.ids), "。") for one in facts.objects[:2])
        shown = {i for claim in claims for i in claim.record_ids}
        rest = [i for i in facts.ids if i not in shown]
        if rest:
            claims.append(say("其余文献分别置于上述各点之下", cite(rest), "。"))
        if facts.companions:
            link = facts.companions[0]
            claims.append(say(f"以兼论两者的文献过渡到“{link.name}”", cite(link.ids), "。"))
        return tuple(claims)

    def closing(self) -> tuple[Claim, ...]:
        """Return what to argue and cite at the end: works that join themes, works left over, the agenda."""
        facts = self._facts
        wide = facts.in_order(i for reach, ids in facts.by_reach.items() if reach > 2 for i in ids)  # noqa: PLR2004 - more than a pair
        loose = facts.in_order(one.record_id for one in facts.theme_set.unassigned)
        claims = []
        if wide:
            claims.append(say("以兼跨三个以上主题的文献贯通全文", cite(wide), "。"))
        if loose:
            claims.append(say("斟酌未能归入主题的文献应置于何处", cite(loose), "。"))
        return (*claims, *self.agenda())
