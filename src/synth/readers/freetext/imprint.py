"""Read what follows the title in a reference of a Chinese style: host and editors, container, edition, publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from synth.readers.freetext.byline import read_byline
from synth.readers.freetext.clauses import closer, commas, stops
from synth.readers.freetext.locators import YEAR, Locators, read_locators
from synth.readers.names import han_surnames
from synth.readers.text import HAN, field, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Person

MARK = re.compile(
    r"\s?\[\s?(?P<mark>(?:EB|DB|DS|CP|CM|PP|OL|[JMCDNPSRZAGKjmdn])(?:\s?[/+]\s?(?:OL|0L|CD|DK|MT|EB|[JMCDNPSRZA])){0,2})\s?[\]」]|\s?\[JJ?(?=\.)"
)
_HOST = re.compile(
    r"[\s.,;:]*(?://|[Ii]n\s?:|收入|收录于|[载載][于於自]|辑入|[见見]\s?:|[见見载載](?=[《〈\w])|[Ii]n\s(?=[^\W\d_a-z])"
    r"|(?=[^《〈.:]{2,40}编[著写]?\s?[,:]?\s?《)|(?=[^.《]{1,60}\((?:主?[编編]|[Ee]ds?\.?)\)\s?[,.])"
    r"|(?=《[^《》]{1,30}》(?:杂志社|编辑部|编[写辑]组|编委会|报社)))[\s,:]*"
)
_LATE_HOST = re.compile(r"[^/]{0,120}?(?<!:)//[\s,]*")
TRANSLATOR = re.compile(
    rf"[\s.,]*\(?(?:[^.()《:/]|(?<=[A-Z])\.){{1,100}}?"
    rf"(?:(?<=[{HAN}\s,])等?[编編校]?[译譯](?:注|校)?|\btrans\b|(?<=[{HAN}])校(?:注|点)?)\)?(?=[.,;/(]|\s?$)"
)
_EDITION = re.compile(
    r"[\s.,(]*(?:第?[\d一二三四五六七八九十]{1,3}\s?版|增[补订訂]本|[修增重影][订訂编补印][本版]{0,2}"
    r"|新\d?版|[^.,:]{0,20}\b(?:ed|edn|edition)\b)"
    r"\)?(?=[\s.,;]|$)\.?"
)
_PART = re.compile(
    r"[\s.,]*(?:\((?:第[\d一二三四五六七八九十]{1,3}版|[修增]订[版本])\)|第(?P<volume>[\d一二三四五六七八九十]{1,3})[卷辑册])(?=\s?[.,:;])"
)
_PUBLISHER_WORD = re.compile(
    r"出版|书店|书局|書局|印书馆|印刷|公司|大学|学院|研究[院所]|杂志社|\b(?:Press|Publish\w*|Publications|Verlag|Books?|Univ\w*|Springer"
    r"|Elsevier|Wiley|Routledge|Co|Inc|Institute|Society|Sons|House|Academic)\b"
)
_PLACE_AND_PRESS = re.compile(
    r"[^:.,]{2,20}:\s?[^:]{0,40}(?:出版|书[店局]|書局|印书馆|\b(?:Press|Publish\w*|Books|University)\b)"
)
_PRESS = re.compile(r"出版|书[店局]|[:：]|\bPress\b|\bUniversity of\b")
_VOLUME_AT_END = re.compile(
    r"(?:\s?[:,.(]\s?|\s|(?<=》))(?:卷[.\s]*(?P<a>\d{1,3})|第?\s?(?P<b>[\d一二三四五六七八九十百]{1,5})\s?[卷辑册集]|[Vv](?:ol)?\.?\s?(?P<c>\d{1,4})"
    r"|[Vv]olume\s(?P<d>\d{1,4})|册\s?(?P<e>\d{1,3})|(?P<f>[上中下][卷编集部册]))\s?\)?$"
)
_LATEST_VOLUME = 24  # characters in which the number of a volume ends a title
_PUBLISHER_AND_YEAR = re.compile(rf",\s?(?P<publisher>[^,]{{2,80}}),\s?{YEAR}[a-z]?\s?(?:[:(].{{0,40}})?$")
# Of a book, not of a journal (社会科学版), and not the year in the title of a guideline (2020年版).
EDITION_NOTE = r"(?:(?<!\d)第?\s?[\d一二三四五六七八九十]{1,3}\s?|[修增重影][订訂编補补印]|[再初新])版"
_NOTE = re.compile(
    r"\s?[(（][^()（）]*(?:pp?\.\s?\d|第[\d–-]+页"
    rf"|[页頁]|\d(?:st|nd|rd|th) ed|\bed\.|{EDITION_NOTE}|增[补订]本|Vol\.)[^()（）]*[)）]$"
)
_TRAILING = re.compile(
    rf"[,\s]\s?{YEAR}(?:[-./年]\d{{1,2}}){{0,2}}[a-z]?[年日]?版?\s?(?:[:,(\[][^A-Za-z]{{0,60}})?$"
    rf"|[:,]\s?(?:pp?\.?\s?|第)?\d{{1,5}}(?:-\d{{1,5}})?页?\s?$|,\s?(?:pp?\.|第\d)[^,]{{0,20}}$"
    rf"|(?<=[{HAN}》]){YEAR}年.{{0,30}}$"
)
_EDITORS_ONLY = re.compile(r",\s?(?:[Ee]ds?|主?[编編])[\s.]*$")
_EDITED_AFTER = re.compile(r",[^.]{1,80},\s?Eds?\.")
_BODY_OF_PERIODICAL = re.compile(
    r"《[^《》]{1,30}》(?:杂志社|编辑部|编[写辑]组|编委会|报社|编辑委员会|课题组)[^.,:《]{0,10}[.,:\s]+"
)
_ROLE_NEXT = re.compile(r"[\s.,(\[]*(?:[Ee]ds?|主?[编編]著?)\b[.)\]]*[\s.,:]*")
_BRACKETED_DATE = re.compile(r"(?:^|[\[［])日期不[详詳]|[\[［]\d{4}-")
_JOURNAL_NAME = re.compile(
    r"(?:学报|研究|杂志|通报|评论|论坛|[学导月季双周旬][刊]|报|文摘|通讯|学刊|论丛|译丛|半月刊|世界|科学|技术|工程|医学|教育|经济|管理)(?:\([^()]{1,12}\))?$"
    r"|\b(?:Journal|Review|Quarterly|Annals|Bulletin|Letters|Transactions|Magazine|Times|Post|News)\b"
)
_HOSTING = frozenset(("M", "C", "A", "G", "Z", "EB"))
_PERIODICALS = frozenset(("J", "N"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Container, publisher and locators; ``hosted`` tells that the work is a part of another."""

    container: str = ""
    publisher: str = ""
    volume: str = ""
    hosted: bool = False
    locators: Locators


def read_imprint(tail: str, mark: str, *, quoted: bool = False) -> Imprint:
    """Read the part of a reference after its title.

    Parameters
    ----------
    tail
        What follows the title and its mark.
    mark
        The mark without its medium: ``J``, ``M`` …; empty where there is none.
    quoted
        Whether the title is in quotes, as titles of articles are.
    """
    outline = shape(tail)
    if not mark and (part := _PART.match(outline)):
        rest = read_imprint(tail[part.end() :], mark, quoted=quoted)
        return replace(rest, volume=part["volume"] or rest.volume)
    translator = TRANSLATOR.match(outline)
    start = translator.end() if translator else 0
    host = _HOST.match(outline, start) or _LATE_HOST.match(outline)
    start = host.end() if host else len(outline) - len(outline[start:].lstrip(" .,:;"))
    body = _Body(tail[start:], outline[start:])
    if host or mark in _HOSTING:
        announced = bool(host or MARK.search(body.outline))  # the host has a mark of its own: [A]. 论文集[C]
        found, end = _host_title(body, mark, announced=announced)
        if host or (found and not _EDITORS_ONLY.search(shape(found))):
            container, volume = split_volume(_NOTE.sub("", field(found)))
            behind = body.text[end:]
            return Imprint(
                container=container.strip(' .:《》“”"〈〉'),
                publisher=_publisher(behind, shape(behind)),
                volume=volume,
                hosted=True,
                locators=read_locators(behind),
            )
    locators = read_locators(body.text)
    if mark in _PERIODICALS or (not mark and _is_periodical(body, locators, quoted=quoted)):
        return Imprint(container=_periodical(body, locators), locators=locators)
    return Imprint(publisher=_publisher(body.text, body.outline), locators=locators)


def split_volume(title: str) -> tuple[str, str]:
    """Part the number of a volume from the end of a book's title."""
    start = max(0, len(title) - _LATEST_VOLUME)
    match = _VOLUME_AT_END.search(shape(title), start)
    if match is None or match.start() == 0:
        return title, ""
    number = next(group for group in match.groups() if group)
    return title[: match.start()].rstrip(" ,.:：，；("), number


class _Body:
    """The tail of a reference in clauses; those that only hold numbers, an edition or a translator do not count."""

    def __init__(self, text: str, outline: str) -> None:
        self.text = text
        self.outline = outline

    def clauses(self, start: int) -> list[tuple[int, int]]:
        """Return the spans of the clauses from ``start`` that have words of their own."""
        spans: list[tuple[int, int]] = []
        for stop in (*stops(self.outline, start), len(self.outline)):
            clause = self.outline[start:stop]
            if mark := MARK.search(clause):
                spans.append((start, start + mark.start()))
                clause, start = clause[mark.end() :], start + mark.end()
            spans.append((start, stop))
            start = stop + 1
        return [(begin, end) for begin, end in spans if self._has_words(begin, end)]

    def _has_words(self, begin: int, end: int) -> bool:
        clause = self.outline[begin:end]
        words = re.sub(r"[\d\s\W年月日第期卷页頁版]|\bpp?\b", "", clause)
        return len(words) > 1 and not _EDITION.fullmatch(clause) and not TRANSLATOR.fullmatch(clause)


def _host_title(body: _Body, mark: str, *, announced: bool) -> tuple[str, int]:
    """Return the title of the work that holds this one, and where it ends; empty where there is none."""
    start = match.end() if (match := _BODY_OF_PERIODICAL.match(body.outline)) else 0
    quoted = body.outline.find("《", start)
    if announced and quoted >= 0 and (end := closer(body.outline, quoted)) > 0:
        return body.text[quoted + 1 : end], end + 1
    start = start or _behind_editors(body, announced=announced)
    clauses = body.clauses(start)
    if not clauses:
        return "", 0
    first, end = clauses[0]
    last = len(clauses) == 1
    if len(clauses) > 2 and split_volume(body.outline[first:end])[1] and re.match(r"\s?[A-Z]", body.outline[end + 1 :]):  # noqa: PLR2004 - container, its part, publisher
        end = clauses[1][1]
    clause = body.outline[first:end]
    if announced and (match := _EDITED_AFTER.search(body.outline, first)):
        return body.text[first : match.start()], first + match.end()
    if last and (match := _PUBLISHER_AND_YEAR.search(clause)):
        return body.text[first : first + match.start()], first + match.start()
    if last:
        trailing = _TRAILING.search(clause)
        end = first + min((trailing.start() if trailing else len(clause), *_publisher_starts(clause)))
    if announced or start:
        return body.text[first:end], end
    whole = mark not in {"C", "A", "EB"} if last else re.search(YEAR, clause[-12:])
    return ("", 0) if whole or _names_publisher(clause) else (body.text[first:end], end)


def _publisher_starts(clause: str) -> list[int]:
    """Return where a place and publisher begin in the only clause after a host sign: ``论文集, 北京: 出版社``."""
    return [place for place in commas(clause) if re.match(r",\s?[^,:]{1,30}:\s?[^\d\s]", clause[place:])][-1:]


def _names_publisher(clause: str) -> bool:
    place, _, name = re.sub(r"[\s:,.(]*\d[\d\s:,.()-]*$", "", clause).rpartition(":")
    return bool(_PUBLISHER_WORD.search(name)) and (bool(place) or not re.search(r"论文集|会议|Proceedings", name))


def _is_phrase(people: Sequence[Person]) -> bool:
    """Whether what was taken for one editor is too long for a name: four characters behind a surname of one."""
    name = people[0].literal
    longest = 3
    return len(people) == 1 and len(name) > longest and name[:2] not in han_surnames() and name[:1] in han_surnames()


def _behind_editors(body: _Body, *, announced: bool) -> int:
    """Return where the title of the host begins, behind the names of its editors."""
    editors = read_byline(body.text, body.outline)
    if not editors.people or _is_phrase(editors.people):
        return 0
    clauses = body.clauses(editors.end)
    if editors.sure or (editors.editors and announced):
        needed = 1 if announced or not editors.editors else 2
        role = _ROLE_NEXT.match(body.outline, editors.end)
        return (role.end() if role else editors.end) if len(clauses) >= needed else 0
    chinese = re.search(f"[{HAN}]", body.outline[: editors.end])
    return editors.end if chinese and clauses and not _names_publisher(body.outline[slice(*clauses[0])]) else 0


def _is_periodical(body: _Body, locators: Locators, *, quoted: bool) -> bool:
    """Whether an unmarked reference goes on with a journal or newspaper rather than with a publisher."""
    if body.outline.startswith(("《", "〈")):
        return True
    name = body.outline[: locators.start].strip(" .,:;")
    if _PLACE_AND_PRESS.match(name):
        return False
    if locators.issue or (locators.volume and locators.pages) or locators.dated:
        return True
    if not name or _PRESS.search(name):
        return False
    bare = not _PUBLISHER_WORD.search(name)
    return bool(_JOURNAL_NAME.search(name)) or (bare and (quoted or bool(locators.pages)))


def _periodical(body: _Body, locators: Locators) -> str:
    """Return the name of a journal or newspaper: what stands before the locators."""
    if body.outline.startswith(("《", "〈")) and (end := closer(body.outline, 0)) > 0:
        return field(body.text[1:end])
    name = re.split(r"\[\d{4}-", MARK.split(body.outline[: locators.start])[0])[0]
    return field(body.text[: len(name)]).strip(" .,:;(（[，：；。．/")


def _publisher(text: str, outline: str) -> str:
    """Return the publisher: what stands behind the place and before the year or pages."""
    body = _Body(text, outline)
    clauses = body.clauses(0)
    for begin, end in clauses:
        clause = outline[begin:end]
        if _names_publisher(clause) or re.search(YEAR, clause) or len(clauses) == 1:
            stop = min(read_locators(clause).start, len(clause))
            return _publisher_name(text[begin : begin + stop], clause[:stop])
    return ""


def _publisher_name(text: str, outline: str) -> str:
    """Return the name of a publisher without place, volume, series or kind of thesis."""
    start, stop = 0, len(text)
    if places := list(re.finditer(r":(?!\s?$)", outline)):
        start = places[-1].end()
    elif re.search(f"[{HAN}]", outline):
        parts = pairwise([0, *(place + 1 for place in commas(outline)), stop + 1])
        named = [(part, end - 1) for part, end in parts if _PUBLISHER_WORD.search(outline, part, end - 1)]
        start, stop = named[-1] if named else (start, stop)
    name = field(_BRACKETED_DATE.split(text[start:stop])[0]).strip(" .,:;()（）[]，：；。/")
    return re.sub(r"[,，]?\s?(?:博士|硕士|学士)?(?:研究生)?(?:学位)?论文$", "", name)
