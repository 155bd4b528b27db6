"""Citations by author and year, which no two records share, and a list in the order of authors."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synth.citations.fields import field, title_of
from synth.citations.names import chinese_among_chinese, family_of, initials, names_of, others
from synth.citations.numbered import number_of, rest
from synth.citations.richtext import HAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from synth.citations.richtext import RichText
    from synth.datatypes import LanguageCode, Record

# A citation of more works than these names the first ones and counts the rest: a line of names helps nobody.
_MOST, _KEPT = 4, 3
_LONGEST_TITLE = 40
# Works whose first authors are so many and the same are told apart by a letter.
_MOST_COMPARED = 20
_PAIR = 2
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorDateRules:
    """What a style decides: its entries, its dates, how authors are cited, punctuation, order.

    ``write`` and ``date`` take a record and the letter that tells works of one year apart. With ``both``, two
    authors are both cited, and more than one where works of one year by different people would look the same.
    ``anonymous`` names a missing author so; else the title stands for it. ``gap`` parts a name from 等.
    """

    write: Callable[[Record, str], RichText]
    date: Callable[[Record, str], str]
    both: bool
    gap: str
    anonymous: bool
    opening: str
    closing: str
    comma: str
    semicolon: str
    chinese_first: bool


class AuthorDate:
    """A reference list in the order of authors, and citations that name author and year."""

    def __init__(self, records: Sequence[Record], rules: AuthorDateRules, language: LanguageCode) -> None:
        self._rules = rules
        self._language = language
        ordered = sorted(records, key=lambda record: sort_key(record, chinese_first=rules.chinese_first))
        self._records = {record.id: record for record in ordered}
        self._places = {record.id: place for place, record in enumerate(ordered)}
        self._names = {record.id: names_of(record, family_of, _MOST_COMPARED + _PAIR) for record in ordered}
        self._labels = self._distinct_labels(ordered)
        self._suffixes = self._letters(ordered)

    def ordered(self, record_ids: Iterable[str]) -> list[str]:
        """Return records in the order of the list, each once."""
        return sorted(set(record_ids), key=lambda record_id: number_of(record_id, self._places))

    def label(self, record_id: str) -> str:
        """Return what an entry begins with: nothing."""
        number_of(record_id, self._places)
        return ""

    def reference(self, record_id: str) -> RichText:
        """Return one entry of the list."""
        return self._rules.write(self._records[record_id], self._suffixes[record_id])

    def citation(self, record_ids: Sequence[str], before: str = "", *, whole: bool = False) -> str:
        """Return authors and years in brackets; nothing where the text before has just named them all.

        Parameters
        ----------
        record_ids
            The works cited.
        before
            The text of the sentence since the last citation.
        whole
            Whether all of many works are named.
        """
        ids = self.ordered(record_ids)
        if not ids or all(self._named_in(before, record_id) for record_id in ids):
            return ""
        shown = ids[:_KEPT] if len(ids) > _MOST and not whole else ids
        cited = [f"{self._labels[i]}{self._rules.comma}{self._date(i)}" for i in shown]
        if len(shown) < len(ids):
            cited.append(rest(len(ids) - len(shown), self._language))
        return f"{self._rules.opening}{self._rules.semicolon.join(cited)}{self._rules.closing}"

    def _date(self, record_id: str) -> str:
        return self._rules.date(self._records[record_id], self._suffixes[record_id])

    def _named_in(self, text: str, record_id: str) -> bool:
        """Return whether a text names a work by author and year, as a sentence does: ``Author and Writer (2020)``."""
        record = self._records[record_id]
        names = self._names[record.id]
        if not names or record.year is None or self._suffixes[record_id]:
            return False
        chinese = self._language == "zh"
        if len(names) > _PAIR or record.more_authors:
            lead = f"{names[0]}{'等' if chinese else ' et al.'}"
        else:
            lead = ("和" if chinese else " and ").join(names)
        return f"{lead}{'（' if chinese else ' ('}{record.year}{'）' if chinese else ')'}" in text

    def _distinct_labels(self, records: Sequence[Record]) -> dict[str, str]:
        """Return the authors of each record, with as many names as tell works of one year by different people apart."""
        labels = {record.id: self._authors(record, 1) for record in records}
        if not self._rules.both:
            return labels
        alike: dict[tuple[str, int | None], list[Record]] = defaultdict(list)
        for record in records:
            alike[labels[record.id], record.year].append(record)
        for group in alike.values():
            if len({_people(record) for record in group}) > 1:
                labels |= self._longer_labels(group)
        return labels

    def _longer_labels(self, group: Sequence[Record]) -> dict[str, str]:
        """Return each record's authors with one name more at a time, until nobody else's look the same."""
        labels: dict[str, str] = {}
        left = list(group)
        for shown in range(1, min(max(len(self._names[record.id]) for record in group), _MOST_COMPARED) + 1):
            peoples: dict[str, set[object]] = defaultdict(set)
            tried = {record.id: self._authors(record, shown) for record in left}
            for record in left:
                peoples[tried[record.id]].add(_people(record))
            labels |= {record_id: label for record_id, label in tried.items() if len(peoples[label]) == 1}
            left = [record for record in left if record.id not in labels]
            if not left:
                break
        return labels | {record.id: self._authors(record, 1, full=True) for record in left}

    def _authors(self, record: Record, shown: int, *, full: bool = False) -> str:
        """Return the authors of a citation: of three or more the first ones as asked and "et al."."""
        names = list(self._names[record.id])
        if not names:
            return self._nobody(record)
        if full and not HAN.search(names[0]) and record.authors[0].family:
            names[0] = f"{initials(record.authors[0], '.', ' ', '-')} {names[0]}".strip()
        few = len(names) <= (_PAIR if self._rules.both else 1) or (shown > 1 and shown >= len(names) - 1)
        if few and not record.more_authors:
            return self._all(names, chinese_among_chinese(record, self._language))
        rest = others(record)
        comma = "," if shown > 1 and rest != "等" else ""
        return f"{', '.join(names[:shown])}{comma}{self._rules.gap if rest == '等' else ' '}{rest}"

    @staticmethod
    def _all(names: Sequence[str], chinese: bool) -> str:  # noqa: FBT001 - private
        head, last = ("、" if chinese else ", ").join(names[:-1]), names[-1]
        comma = "," if len(names) > _PAIR else ""
        return f"{head}{'和' if chinese else f'{comma} & '}{last}" if head else last

    def _nobody(self, record: Record) -> str:
        chinese = record.language == "zh"
        if self._rules.anonymous:
            return "佚名" if chinese else "Anon"
        title = title_of(record)
        title = title if len(title) <= _LONGEST_TITLE else f"{_cut(title)}…"
        return f"《{title}》" if chinese else f"“{title}”"

    def _letters(self, records: Sequence[Record]) -> dict[str, str]:
        """Return a letter for each work whose authors and year another one shares, in the order of the list."""
        alike: dict[str, list[str]] = defaultdict(list)
        for record in records:
            alike[f"{self._labels[record.id]}\0{self._rules.date(record, '')}".casefold()].append(record.id)
        return {
            record_id: _letter(place) if len(ids) > 1 else ""
            for ids in alike.values()
            for place, record_id in enumerate(ids)
        }


def sort_key(record: Record, *, chinese_first: bool) -> tuple[object, ...]:
    """Return what puts a record into its place: authors, or the title without its article; then year and title.

    Latin letters sort without accents and case; Chinese characters in the order of GB 18030, the common ones by pinyin.
    """
    title = _ARTICLE.sub("", title_of(record))
    people = tuple(
        (_collated(family_of(person)), _collated(field(person.given))) for person in record.authors[:_MOST_COMPARED]
    )
    who = people or ((_collated(title), ""),)
    chinese = bool(HAN.match(family_of(record.authors[0]) if record.authors else title))
    year = -1 if record.year is None else record.year
    return chinese != chinese_first, who, record.more_authors, year, _collated(title), record.number, record.id


def _people(record: Record) -> tuple[tuple[str, str], ...]:
    return tuple(
        (family_of(person).casefold(), field(person.given).casefold()) for person in record.authors[:_MOST_COMPARED]
    )


def _collated(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return HAN.sub(lambda match: match.group().encode("gb18030", errors="replace").decode("latin-1"), plain)


def _cut(title: str) -> str:
    cut = title[: _LONGEST_TITLE - 1]
    return cut if HAN.search(cut) else cut.rpartition(" ")[0] or cut


def _letter(place: int) -> str:
    """Return ``a`` to ``z``, then ``aa``, ``ab`` …"""  # noqa: D400 - the ellipsis ends it
    place, last = divmod(place, 26)
    return (_letter(place - 1) if place else "") + chr(ord("a") + last)
