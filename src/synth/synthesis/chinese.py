"""The synthesis in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from synth.datatypes import Bullets, Claim, Membership, Record, Section, Table
from synth.languages import explain, normalize
from synth.synthesis.facts import Shared
from synth.synthesis.selection import (
    changed_themes,
    facet_name,
    facet_names,
    hint_only,
    is_subject,
    matrix_table,
    other_settings,
    sayings,
    spread_of_methods,
    unassigned_by_reason,
)
from synth.synthesis.wording import Piece, cite, distinct_names, say, series, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.synthesis.facts import Facts, Period, ThemeFacts
    from synth.synthesis.prose import HeadingName

_NUMERALS = "〇一二三四五六七八九十"
_MOST_NAMES = 3
_MOST_SINGLES = 8
_MOST_DETAILS = 5
_CHUNK = 4


class ChineseProse:
    """Words the facts in Chinese."""

    _HEADINGS: ClassVar[dict[str, str]] = {
        "glance": "概览",
        "reading": "文献来源与处理",
        "themes": "主题",
        "across": "跨主题文献",
        "matrix": "覆盖矩阵",
        "evolution": "研究演进",
        "limitations": "研究局限与未来方向",
        "outline": "综述提纲",
        "references": "参考文献",
    }

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._methods = spread_of_methods(facts)

    # ------------------------------------------------------------------------------------------------- small words

    def _name(self, record: Record) -> str:
        year = str(record.year) if record.year is not None else "年份不详"
        authors = [author.short for author in record.authors if author.short]
        if not authors:
            return f"《{_title(record)}》（{year}）"
        if len(authors) == 1:
            return f"{authors[0]}（{year}）"
        return f"{authors[0]}和{authors[1]}（{year}）" if len(authors) == 2 else f"{authors[0]}等（{year}）"  # noqa: PLR2004 - two authors

    def _names(self, ids: Sequence[str], most: int = _MOST_NAMES) -> str:
        names = distinct_names([self._facts.records[i] for i in ids], self._name)
        if len(names) > most + 1:
            return f"{'、'.join(names[:most])}等{len(ids)}篇"
        return "、".join(names)

    def _titled(self, record_id: str) -> str:
        record = self._facts.records[record_id]
        name = self._name(record)
        return name if name.startswith("《") else f"{name}的《{_title(record)}》"

    def title(self) -> str:
        """Return the title of the synthesis."""
        review = self._facts.review
        subject = review.title if review and review.title else "、".join(t.theme.label for t in self._facts.themes)
        return f"主题综述：{subject}" if subject else "主题综述"

    def heading(self, name: HeadingName) -> str:
        """Return a section's heading."""
        return self._HEADINGS[name]

    # ---------------------------------------------------------------------------------------------------- overview

    def glance(self) -> tuple[Claim, ...]:
        """Say the most important in a few sentences."""
        facts = self._facts
        claims = [say(f"共纳入{facts.n}篇文献{self._span()}", cite(facts.ids), "。")]
        if facts.themes and facts.n > 1:
            by_size = sorted((theme for theme in facts.themes if theme.ids), key=lambda theme: theme.rank)
            items = [(f"“{t.theme.label}”（{len(t.ids)}）", cite(t.ids)) for t in by_size]
            claims.append(say(f"这些文献归入{len(items)}个主题，括号内为篇数：", series(items, "、", "和"), "。"))
        several = tuple(i for reach, ids in facts.by_reach.items() if reach > 1 for i in ids)
        if several:
            a, b, shared = facts.pairs[0]
            claims.append(
                say(
                    f"其中{len(several)}篇同时属于两个或更多主题", cite(several),
                    f"；“{a}”与“{b}”重合最多，共有{len(shared)}篇", cite(shared), "。",
                )
            )
        claims.extend(self._coverage())
        absent = facet_names(self._methods.absent, "zh")
        if absent:
            claims.append(say(f"就研究方法而言，没有文献提及{_series(absent)}", cite(facts.ids), "。"))
        return tuple(claims)

    def _span(self) -> str:
        periods = self._facts.periods
        if not periods:
            return "，均未注明年份"
        first, last = periods[0].first, periods[-1].last
        return f"，均发表于{first}年" if first == last else f"，发表于{first}—{last}年"

    def _coverage(self) -> list[Claim]:
        facts = self._facts
        if facts.framework.origin == "none":
            return []
        status = {s: [t for t in facts.coverage.themes if t.status == s] for s in ("covered", "thin", "missing")}
        members = {theme.theme.key: theme.ids for theme in facts.themes}
        claims = []
        if status["covered"] and not status["thin"] and not status["missing"]:
            claims.append(say(f"各预期主题均有文献支撑，每个主题不少于{facts.coverage.least}篇", cite(facts.ids), "。"))
        if status["thin"]:
            items = [(f"“{t.label}”（{t.records}篇）", cite(members[t.key])) for t in status["thin"]]
            claims.append(say("文献偏少的主题有", series(items, "、", "和"), "。"))
        if status["missing"]:
            names = _series([f"“{theme.label}”" for theme in status["missing"]])
            claims.append(say(f"{names}虽在预期之中，却没有文献提及", cite(facts.ids), "。"))
        return claims

    def reading(self) -> tuple[Claim, ...]:
        """Say how the corpus was read and what the synthesis rests on."""
        facts, flow = self._facts, self._facts.flow
        everything = cite(facts.ids)
        sources = "、".join(f"“{name}”" for name in facts.source_names)
        counts = f"识别{flow.identified}条 = 无法识读{flow.unreadable}条 + 重复{flow.duplicate}条 + 纳入{flow.included}条"
        claims = [say(f"{sources}中的条目全部有去向：{counts}", everything, "。")]
        with_abstract = facts.with_abstract
        if not with_abstract:
            claims.append(say("所有文献均未附摘要，因此本综述只依据题名和年份，说明各文献研究什么，而不涉及其结论", everything, "。"))
        elif len(with_abstract) < facts.n:
            claims.append(say(f"{len(with_abstract)}篇文献附有摘要", cite(with_abstract), "，其余只依据题名。"))
        else:
            claims.append(say("所有文献均附摘要，主题由题名和摘要共同判定", everything, "。"))
        claims.append(say(self._origin_of_themes(), everything, "。"))
        return tuple(claims)

    def _origin_of_themes(self) -> str:
        facts = self._facts
        if facts.framework.origin == "none":
            why = explain(facts.theme_set.choice.why, "zh")
            return f"主题未经预设（{explain(facts.framework.why, 'zh')}）；对TF-IDF权重作k-means聚类得到{len(facts.themes)}个主题，依据是{why}"
        labels = _series([f"“{theme.label}”" for theme in facts.framework.themes])
        emergent = sum(theme.theme.kind == "emergent" for theme in facts.themes)
        beside = f"，另有{emergent}个主题从未提及上述主题的文献中归纳而来" if emergent else ""
        rule = "一篇文献须有自身的词语为证才归入某一主题，并可同时归入多个主题"
        return f"预期主题{labels}{explain(facts.framework.why, 'zh')}{beside}；k-means聚类以各主题的词语为锚点，{rule}"

    def theme_table(self) -> Table:
        """Return the themes with their counts and status."""
        status = {theme.key: theme for theme in self._facts.coverage.themes}
        words = {"expected": "预期", "emergent": "新生", "covered": "充分", "thin": "偏少", "missing": "缺失"}
        rows = tuple(
            (t.theme.label, words[t.theme.kind], str(len(t.ids)), str(len(t.primary)), words[status[t.theme.key].status])
            for t in self._facts.themes
        )
        return Table(header=("主题", "类型", "文献数", "主要归属", "覆盖"), rows=rows)

    # ------------------------------------------------------------------------------------------------------ themes

    def theme(self, facts: ThemeFacts, position: int) -> tuple[tuple[Claim, ...], ...]:
        """Return the paragraphs on one theme; ``position`` varies the wording."""
        first = (self._opening(facts, position), *self._words(facts, position))
        second = (
            *self._typical(facts, position),
            *self._objects(facts, position),
            *self._settings(facts, position),
            *self._companions(facts, position),
            *self._time(facts, position),
        )
        return tuple(paragraph for paragraph in (first, second) if paragraph)

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
        if facts.rank == 1 and len(self._facts.themes) > 1:
            return "，在各主题中最多"
        return f"，居各主题第{_NUMERALS[facts.rank]}" if 1 < facts.rank < len(_NUMERALS) else ""

    def _words(self, facts: ThemeFacts, position: int) -> list[Claim]:
        """Say in which words the records name the theme, every member once."""
        if self._facts.n == 1:
            return []
        claims = self._subject(facts) if is_subject(facts) else self._wordings(facts, position)
        weak = hint_only(facts)
        if weak:
            words = "、".join([f"“{w}”" for w in dict.fromkeys(facts.members[i].evidence[0] for i in weak)][:_CHUNK])
            claims.append(say(f"{self._names(weak)}仅凭{words}一类字样归入这里", cite(weak), "。"))
        return claims

    def _subject(self, facts: ThemeFacts) -> list[Claim]:
        """Say what the records say of a theme that is a subject rather than an aspect."""
        said = sayings(self._facts, facts)[:_MOST_SINGLES]
        claims = []
        for start in range(0, len(said), _CHUNK):
            items = [(f"{self._name(self._facts.records[i])}论其{_quoted(phrases)}", cite([i])) for i, phrases in said[start : start + _CHUNK]]
            lead = f"就“{facts.theme.label}”而言，" if not start else "此外，"
            claims.append(say(lead, series(items, "，", "，"), "。"))
        return claims

    def _wordings(self, facts: ThemeFacts, position: int) -> list[Claim]:
        weak = hint_only(facts)
        groups = [Shared(name=g.name, ids=tuple(i for i in g.ids if i not in weak)) for g in facts.words]
        large = [group for group in groups if len(group.ids) > 1]
        singles = [group.ids[0] for group in groups if len(group.ids) == 1]
        claims = []
        if large:
            claims.extend(self._leading_word(large[0], facts, position))
            claims.extend(self._more_words(large[1:], position))
        for turn, start in enumerate(range(0, min(len(singles), _MOST_SINGLES), _CHUNK), position + 1):
            claims.append(say(self._mentions(singles[start : min(start + _CHUNK, _MOST_SINGLES)], facts, turn), "。"))
        rest = singles[_MOST_SINGLES:]
        if rest:
            claims.append(say(f"另有{len(rest)}篇各有自己的提法", cite(rest), "。"))
        return claims

    def _leading_word(self, group: Shared, facts: ThemeFacts, position: int) -> list[Claim]:
        if facts.theme.kind == "emergent":
            return [self._common_term(group, position)]
        leads = ("最常见的提法是“{}”", "多数文献以“{}”立论" if 2 * len(group.ids) > len(facts.ids) else "较多文献以“{}”立论", "以“{}”为题者最多", "文献多用“{}”一词")
        lead = leads[position % len(leads)].format(group.name)
        telling = [i for i in group.ids if _tells_more(facts.members[i], group.name)][:_MOST_DETAILS]
        rest = [i for i in group.ids if i not in telling]
        if not telling:
            return [say(f"{lead}，见于{self._names(group.ids)}", cite(group.ids), "。")]
        claims = [say(f"{lead}：", self._mentions(telling[:_MOST_NAMES], facts, position), "。")]
        also = self._mentions(telling[_MOST_NAMES:], facts, position + 2)
        if rest:
            claims.append(say(also, "；" if also else "", f"{self._names(rest)}也用到这一提法", cite(rest), "。"))
        elif also:
            claims.append(say(also, "。"))
        return claims

    def _common_term(self, group: Shared, position: int) -> Claim:
        leads = ("共有的核心词是“{}”", "把它们联系起来的是“{}”", "用词集中于“{}”", "最常见的词是“{}”")
        lead = leads[position % len(leads)].format(group.name)
        return say(f"{lead}，见于{self._names(group.ids)}", cite(group.ids), "。")

    def _more_words(self, groups: Sequence[Shared], position: int) -> list[Claim]:
        claims = []
        for turn, start in enumerate(range(0, len(groups), _CHUNK), position):
            items = [(f"“{g.name}”见于{self._names(g.ids, 2)}", cite(g.ids)) for g in groups[start : start + _CHUNK]]
            lead = ("此外，", "其次，", "与之并列，", "另外，")[turn % 4]
            claims.append(say(lead, series(items, "，", "，"), "。"))
        return claims

    def _mentions(self, ids: Sequence[str], facts: ThemeFacts, turn: int) -> list[Piece]:
        """Say who speaks of what: 甲（2020）论及职业教育的“内在逻辑”[1]，乙（2021）论及“耦合”[2]."""
        verb = ("论及", "谈到", "着眼于", "关注")[turn % 4]
        items = [(f"{self._name(self._facts.records[i])}{verb}{_mention(facts.members[i])}", cite([i])) for i in ids]
        return series(items, "，", "，")

    def _typical(self, facts: ThemeFacts, position: int) -> list[Claim]:
        if self._facts.n == 1:
            return []
        shown = facts.representatives[: 1 + len(facts.ids) // _MOST_SINGLES]
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
            return [say("按年份看，", series(items, "、", "、"), "。")] if len(years) <= _CHUNK else []
        opened = f"最早的是{self._names(first.ids)}"
        if len(busiest.ids) < 3 or busiest is first:  # noqa: PLR2004 - fewer are no crowd
            return [say(opened, cite(first.ids), "。")]
        most = f"{busiest.last}年最为集中，有{len(busiest.ids)}篇"
        if position % 2:
            return [say(most, cite(busiest.ids), f"；{opened}", cite(first.ids), "。")]
        return [say(opened, cite(first.ids), f"，{most}", cite(busiest.ids), "。")]

    def theme_notes(self, facts: ThemeFacts) -> Bullets:
        """Return a theme's signature terms, representative records and years."""
        claims = []
        if facts.theme.terms:
            claims.append(say(f"特征词：{'、'.join(facts.theme.terms)}", cite(facts.ids), "。"))
        items = [(self._name(self._facts.records[i]), cite([i])) for i in facts.representatives]
        claims.append(say("代表文献：", series(items, "、", "、"), "。"))
        if facts.years and len(facts.years) <= _MOST_SINGLES:
            items = [(f"{year.first}年{len(year.ids)}篇", cite(year.ids)) for year in facts.years]
            claims.append(say("年份：", series(items, "、", "、"), "。"))
        elif facts.years:
            claims.append(say(f"年份：{facts.years[0].first}—{facts.years[-1].last}年", cite(facts.ids), "。"))
        return Bullets(claims=tuple(claims))

    # ------------------------------------------------------------------------------------------------ across themes

    def across(self) -> tuple[Claim, ...]:
        """Say which records and themes go together, and which records no theme explains."""
        facts = self._facts
        claims = []
        reach = [(n, ids) for n, ids in facts.by_reach.items() if n > 1]
        if reach:
            items = [(f"属于{_numeral(n)}个主题的有{len(ids)}篇", cite(ids)) for n, ids in reach]
            claims.append(say("同时", series(items, "，", "，"), "。"))
            widest, ids = reach[-1]
            if widest > 2:  # noqa: PLR2004 - two themes are no wide reach
                titled = [(self._titled(i), cite([i])) for i in ids[:_MOST_NAMES]]
                claims.append(say("跨度最大的文献有" if len(titled) > 1 else "跨度最大的是", series(titled, "、", "和"), "。"))
            pairs = [(f"“{a}”与“{b}”（{len(ids)}篇）", cite(ids)) for a, b, ids in facts.pairs[:4]]
            claims.append(say("共有文献最多的主题组合依次为" if len(pairs) > 1 else "共有文献的主题组合为", series(pairs, "、", "、"), "。"))
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

    # ---------------------------------------------------------------------------------------------------- evolution

    def evolution(self) -> tuple[Claim, ...]:
        """Say how the research evolved over the years."""
        facts, periods = self._facts, self._facts.periods
        claims = []
        if len(periods) == 1:
            claims.append(say(f"注明年份的文献都发表于{_period(periods[0])}，看不出演进过程", cite(periods[0].ids), "。"))
        elif periods:
            items = [(f"{_period(p)}{len(p.ids)}篇", cite(p.ids)) for p in periods]
            claims.append(say("从时间上看，", series(items, "，", "，"), "。"))
            claims.extend(self._changes())
        if facts.undated:
            claims.append(say(f"另有{len(facts.undated)}篇未注明年份", cite(facts.undated), "。"))
        return tuple(claims)

    def _changes(self) -> list[Claim]:
        facts = self._facts
        last = facts.periods[-1]
        n_before = sum(len(period.ids) for period in facts.periods[:-1])
        claims = []
        for i, change in enumerate(changed_themes(facts)):
            grows = len(change.later) / len(last.ids) > len(change.earlier) / n_before
            before: list[Piece] = [f"此前{n_before}篇中{_found(change.earlier)}"]
            if change.earlier:
                before.append(cite(change.earlier))
            after: list[Piece] = [f"{_period(last)}的{len(last.ids)}篇中{_found(change.later)}", cite(change.later or last.ids)]
            if i % 2 == 0:
                trend = "上升" if grows else "下降"
                claims.append(say(f"“{change.label}”所占比重{trend}：", before, "，", after, "。"))
            else:
                trend = "更受关注" if grows else "关注减少"
                claims.append(say(f"近期“{change.label}”{trend}，", after, "，而", before, "。"))
        return claims

    # -------------------------------------------------------------------------------------------------- limitations

    def limitations(self) -> tuple[Claim, ...]:
        """Say which methods and settings the records name, and which they do not."""
        facts, methods = self._facts, self._methods
        claims = []
        if methods.named:
            items = [(f"{facet_name('method', v.key, 'zh')}（{len(v.record_ids)}篇）", cite(facts.in_order(v.record_ids))) for v in methods.named]
            claims.append(say("文献点明的方法或研究类型有", series(items, "、", "和"), "。"))
        if not methods.named:
            claims.append(say("没有文献点明研究方法", cite(facts.ids), "。"))
        elif methods.silent:
            claims.append(say(f"其余{len(methods.silent)}篇未点明方法", cite(methods.silent), "。"))
        settings = sorted((v for v in facts.facets.get("setting", ()) if v.record_ids), key=lambda v: -len(v.record_ids))
        if settings:
            items = [(f"{facet_name('setting', v.key, 'zh')}（{len(v.record_ids)}篇）", cite(facts.in_order(v.record_ids))) for v in settings]
            claims.append(say("研究情境涉及", series(items, "、", "和"), "。"))
        return tuple(claims)

    def agenda(self) -> tuple[Claim, ...]:
        """Say what follows for further work."""
        facts, methods = self._facts, self._methods
        claims = []
        if methods.absent:
            names = _series(facet_names(methods.absent, "zh"))
            claims.append(say(f"{names}尚未见于这批文献，可作为后续研究补充证据的途径", cite(facts.ids), "。"))
        single = [value for value in methods.named if len(value.record_ids) == 1]
        if single:
            items = [(facet_name("method", v.key, "zh"), cite(v.record_ids)) for v in single]
            claims.append(say(series(items, "、", "和"), "各" if len(single) > 1 else "", "仅见一篇，尚无从比较。"))
        thin = [t for t in facts.themes if t.ids and len(t.ids) < facts.coverage.least]
        if thin:
            items = [(f"“{t.theme.label}”", cite(t.ids)) for t in thin]
            claims.append(say(series(items, "、", "和"), "文献不足，有待补充。"))
        span = facts.periods[-1].last - facts.periods[0].first + 1 if facts.periods else 0
        if 0 < span <= 3:  # noqa: PLR2004 - three years show no trend
            claims.append(say(f"这批文献只跨{_numeral(span)}年，不足以判断趋势，宜补充更早的文献", cite(facts.ids), "。"))
        return tuple(claims)

    # ------------------------------------------------------------------------------------------------------ outline

    def outline(self) -> Section:
        """Return the outline of a review: headings, what to argue, what to cite."""
        facts = self._facts
        themes = [theme for theme in facts.themes if theme.ids]
        chapters = [Section(heading="1 引言", blocks=(Bullets(claims=self._introduction(themes)),))]
        chapters += [
            Section(heading=f"{i} {theme.theme.label}", blocks=(Bullets(claims=self._chapter(theme)),))
            for i, theme in enumerate(themes, 2)
        ]
        closing = (*self._cross_cutting(), *self.agenda())
        if closing:
            chapters.append(Section(heading=f"{len(chapters) + 1} 讨论与展望", blocks=(Bullets(claims=closing),)))
        return Section(heading=self.heading("outline"), sections=tuple(chapters))

    def _introduction(self, themes: Sequence[ThemeFacts]) -> tuple[Claim, ...]:
        facts = self._facts
        claims = []
        if facts.periods:
            first = facts.periods[0]
            claims.append(say(f"以{_period(first)}的早期文献引出问题", cite(first.ids[:5]), "。"))
        if themes:
            items = [(f"“{t.theme.label}”", cite(t.representatives)) for t in themes]
            claims.append(say("交代各主题及其代表文献：", series(items, "、", "、"), "。"))
        return tuple(claims) or (say("介绍所纳入的文献", cite(facts.ids), "。"),)

    def _chapter(self, facts: ThemeFacts) -> tuple[Claim, ...]:
        claims = [say(f"从居于中心的文献入手：{self._names(facts.representatives)}", cite(facts.representatives), "。")]
        if len(facts.words) > 1:
            items = [(f"“{group.name}”", cite(group.ids)) for group in facts.words[:3]]
            claims.append(say("辨析几种提法：", series(items, "、", "、"), "。"))
        claims.extend(say(f"就“{one.name}”单列一段", cite(one.ids), "。") for one in facts.objects[:2])
        shown = {i for claim in claims for i in claim.record_ids}
        rest = [i for i in facts.ids if i not in shown]
        if rest:
            claims.append(say("其余文献分别置于上述各点之下", cite(rest), "。"))
        if facts.companions:
            link = facts.companions[0]
            claims.append(say(f"以兼论两者的文献过渡到“{link.name}”", cite(link.ids), "。"))
        return tuple(claims)

    def _cross_cutting(self) -> list[Claim]:
        facts = self._facts
        wide = facts.in_order(i for reach, ids in facts.by_reach.items() if reach > 2 for i in ids)  # noqa: PLR2004 - more than a pair
        loose = facts.in_order(one.record_id for one in facts.theme_set.unassigned)
        claims = []
        if wide:
            claims.append(say("以兼跨三个以上主题的文献贯通全文", cite(wide), "。"))
        if loose:
            claims.append(say("斟酌未能归入主题的文献应置于何处", cite(loose), "。"))
        return claims


def _title(record: Record) -> str:
    return shorten(record.title).replace("《", "〈").replace("》", "〉")


def _tells_more(member: Membership, word: str) -> bool:
    """Tell whether a record says more than the bare word."""
    return bool(_object(member)) or any(normalize(phrase) != normalize(word) for phrase in member.phrases)


def _object(member: Membership) -> str:
    """Return what a member's phrases are said of, unless it is put in another language."""
    return "" if member.said_of.isascii() else member.said_of


def _mention(member: Membership) -> str:
    """Return what a record says of a theme: 职业教育的“内在逻辑”与“机制”."""
    quoted = _quoted(member.phrases[:2] or member.evidence[:2])
    return f"{_object(member)}的{quoted}" if _object(member) else quoted


def _quoted(phrases: Sequence[str]) -> str:
    return _series([f"“{phrase}”" for phrase in phrases])


def _series(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{'、'.join(names[:-1])}和{names[-1]}" if names else ""


def _found(ids: Sequence[str]) -> str:
    return f"有{len(ids)}篇" if ids else "一篇也没有"


def _numeral(n: int) -> str:
    return "两" if n == 2 else _NUMERALS[n] if n < len(_NUMERALS) else str(n)  # noqa: PLR2004 - 两个, not 二个


def _period(period: Period) -> str:
    return f"{period.first}年" if period.first == period.last else f"{period.first}—{period.last}年"
