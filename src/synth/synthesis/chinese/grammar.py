"""Small words: numerals, lists, titles, periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.synthesis.selection import said_of
from synth.synthesis.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Membership, Period, Record

NUMERALS = "〇一二三四五六七八九十"
MOST_NAMES = 3
MOST_SINGLES = 8


def short_title(record: Record, *, as_name: bool = False) -> str:
    """Return a title for 《》: its own brackets become single ones."""
    return shorten(record.title, as_name=as_name).replace("《", "〈").replace("》", "〉")


def mention(member: Membership) -> str:
    """Return what a record says of a theme: 职业教育的“内在逻辑”与“机制”."""
    quoted = in_quotes(member.phrases[:2] or member.evidence[:2])
    subject = said_of(member, "zh")
    return f"{subject}的{quoted}" if subject else quoted


def in_quotes(phrases: Sequence[str]) -> str:
    """Return phrases in quotation marks, as a list."""
    return listed([f"“{phrase}”" for phrase in phrases])


def listed(names: Sequence[str]) -> str:
    """Return names as a list: 甲、乙和丙."""
    return names[0] if len(names) == 1 else f"{'、'.join(names[:-1])}和{names[-1]}" if names else ""


def how_many(ids: Sequence[str]) -> str:
    """Return how many were found: 有三篇, 一篇也没有."""
    return f"有{len(ids)}篇" if ids else "一篇也没有"


def numeral(n: int) -> str:
    """Return a number as a numeral up to ten."""
    return "两" if n == 2 else NUMERALS[n] if n < len(NUMERALS) else str(n)  # noqa: PLR2004 - 两个, not 二个


def span(period: Period) -> str:
    """Return a period: 2024年, 2020—2024年."""
    return f"{period.first}年" if period.first == period.last else f"{period.first}—{period.last}年"
