"""Names, titles and headings in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from synth.synthesis.chinese.grammar import MOST_NAMES, short_title
from synth.synthesis.reported import Reporter
from synth.synthesis.selection import spread_of_methods
from synth.synthesis.wording import distinct_names, shorten, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Record
    from synth.synthesis.facts import Facts
    from synth.synthesis.prose import HeadingName


class Naming:
    """Names, titles and headings in Chinese."""

    _HEADINGS: ClassVar[dict[str, str]] = {
        "glance": "概览",
        "reading": "文献来源与处理",
        "themes": "主题",
        "across": "跨主题文献",
        "matrix": "覆盖矩阵",
        "evolution": "研究演进",
        "limitations": "研究局限与未来方向",
        "outline": "综述提纲",
        "introduction": "引言",
        "crossing": "跨主题问题",
        "gaps": "研究空白",
        "agenda": "研究展望",
        "references": "参考文献",
    }

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._methods = spread_of_methods(facts)
        self._reporter = Reporter("zh", self._name, facts.records)

    def _name(self, record: Record) -> str:
        year = f"（{record.year}）" if record.year is not None else ""
        authors = [shorten(author.short, as_name=True) for author in record.authors if author.short]
        if not authors:
            return f"《{short_title(record, as_name=True)}》{year}"
        if record.more_authors or len(authors) > 2:  # noqa: PLR2004 - two authors are both named
            return f"{authors[0]}等{year or '（年份不详）'}"
        return f"{'和'.join(authors)}{year or '（年份不详）'}"

    def _names(self, ids: Sequence[str], most: int = MOST_NAMES) -> str:
        names = distinct_names([self._facts.records[i] for i in ids], self._name)
        if len(names) > most + 1:
            return f"{'、'.join(names[:most])}等{len(ids)}篇"
        return "、".join(names)

    def _titled(self, record_id: str) -> str:
        record = self._facts.records[record_id]
        name = self._name(record)
        return f"《{short_title(record)}》" if name.startswith("《") else f"{name}的《{short_title(record)}》"

    def title(self) -> str:
        """Return the title of the synthesis."""
        review = self._facts.review
        names = stems([source.name for source in self._facts.sources])
        subject = review.title if review and review.title else "、".join(names) or f"{len(self._facts.sources)}个来源"
        return f"主题综述：{subject}" if subject else "主题综述"

    def heading(self, name: HeadingName) -> str:
        """Return a section's heading."""
        return self._HEADINGS[name]
