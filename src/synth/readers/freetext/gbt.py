"""Parse one reference in a Chinese style: GB/T 7714 with its type marks, and the styles of Chinese journals without.

The order is the same in all: names, the year where it comes next, the title, the imprint. What ends the title is its
closing quote (《题名》), a mark such as ``[J]``, or a stop.
"""

from __future__ import annotations

import re
from dataclasses import replace

from synth.readers.freetext.bilingual import split_versions
from synth.readers.freetext.byline import YEAR_NEXT, Byline, can_be_names, read_byline
from synth.readers.freetext.clauses import closer, commas, stops
from synth.readers.freetext.doubts import confidence_by_rules
from synth.readers.freetext.imprint import EDITION_NOTE, MARK, TRANSLATOR, Imprint, read_imprint, split_volume
from synth.readers.freetext.locators import YEAR, extract_links, find_year
from synth.readers.freetext.mending import mend
from synth.readers.freetext.parsed import ParsedCitation
from synth.readers.text import HAN, field, language_of, shape

TYPES = {
    "J": "article-journal",
    "M": "book",
    "G": "book",
    "K": "book",
    "D": "thesis",
    "C": "paper-conference",
    "N": "article-newspaper",
    "P": "patent",
    "S": "standard",
    "R": "report",
    "EB": "webpage",
    "OL": "webpage",
    "DB": "dataset",
    "DS": "dataset",
    "CP": "software",
    "CM": "map",
    "PP": "article",
    "A": "document",
    "Z": "document",
}
_HAN = re.compile(f"[{HAN}]")
_HOST_SIGN = re.compile(r"(?<![:/])//(?=[\s,]{0,2}\w)")
_PLAIN_NAME = r"[A-ZÀ-Þ][^\W\d_]++(?:[ '-][A-ZÀ-Þ]?[^\W\d_]+){0,2} [A-Z](?:[ -]?[A-Z]){0,3}"
_PLAIN_NAMES = re.compile(
    rf"(?P<others>(?:{_PLAIN_NAME}(?:,\s?+(?!\d)|\s&\s|\sand\s)){{1,30}})?{_PLAIN_NAME}(?:,?\set\sal)?"
    rf"(?:[.,]\s(?P<year>{YEAR}[a-z]?)\.\s|\.\s(?(others)|(?![A-Z][a-z-]+[.,])))"
)
_YEAR_BEFORE_ISSUE = re.compile(rf"[A-Za-z).],\s?{YEAR},?\s?(?:\d{{1,4}}\s?)?\(\w{{1,6}}\)\s?:\s?[A-Z]?\d")
_YEAR_BEHIND_COMMA = re.compile(
    rf",\s?{YEAR}[a-z]?(?:\s?,\s?\d{{1,4}}\s?[(:,]|\s?\(\d|\s?:\s?[A-Z]?\d|[-.]\d\d?[-.]\d\d?\b|\s?\.?\s?(?:\[|$))"
)
_TITLE_QUOTES = '《〈“"「'
_AFTER_QUOTE = re.compile(r"[.,;\d第卷上中下]|\s?(?:[,.;(\[]|//|载|见|$)|\s[《〈]")
_LAST_CLAUSES = re.compile(rf"(?:,[^,]{{2,80}})?,\s?{YEAR}[a-z]?\s?(?::\s?[\d-]+)?$")  # publisher and year
_HOST_LATER = re.compile(r"(?<=[.?!])\s?(?:In\s?:|[见見]\s?:)|(?<!:)//")
_HOST_FIRST = re.compile(r"\s?(?:In\s?:|[见見载載]\s?[:《]|//)")
_HOST_NEXT = re.compile(r"(?<=[?!])\s?In\s?:|,\s?(?:[见載载]|[Ii]n\s?[:《])|,\s?(?=《)")
_THESIS = re.compile(
    r"\s?[.,:;]*\s?[\[(]?(?:[^\[\](),.:]{0,6}(?:博士|硕士|学士)?(?:后|研究生)?学位论文|博士后?(?:研究)?(?:出站)?(?:论文|报告)|硕士论文|博士论文"
    r"|(?:doctoral|master'?s?|ph\.? ?d\.?)?\s?(?:dissertation|thesis))[\])]?$",
    re.IGNORECASE,
)
_CODE = (
    r"(?:[A-Z]{1,8}(?:/[A-Z]{1,8}){0,2}\s?(?:\([A-Z]\)\s?)?[A-Z]?\d[\w./]*(?:[-:]\d{1,4}){0,4}(?:\([a-z]{2}\))?"
    r"|(?=[^\s]*\d[^\s]*\d[^\s]*\d)[A-Z0-9][A-Z0-9./-]{4,40})"
)
_COUNTRY = r"(?:中国|[^\s:,.]{1,4}国|[A-Z]{2})(?:专利| [Pp]atent)?\s?[:,.]\s?"
_NUMBER_AFTER = re.compile(
    rf"\s?[:,.]\s?{_COUNTRY}(?:发明[^\s,]{{0,6}},\s?)?{_CODE}$|\s?[:,]\s?(?!{YEAR}(?:-{YEAR})?$){_CODE}$"
    rf"|\s?:\s?[{HAN}]{{2,8}}\s?\d{{2,}}-\d{{2,}}$"
    r"|[\s:,]\s?[^\s:,()\[\]]{0,12}[\[(]\d{4}[\])]\S{0,10}\s?\d+\s?号$"
)
_REPORT_NUMBER = re.compile(rf"\s?[:,]\s?(?!{YEAR}$)\d[\d,.-]{{2,}}$")
_NUMBER_BEFORE = re.compile(
    r"[A-Z]{1,8}(?:/[A-Z]{1,5}){0,2}\s?(?:\([A-Z]\)\s?)?[A-Z]?\d[\w./]*(?:-\d{1,3})*[-:]\d{2,4}(?:\([a-z]{2}\))?(?:[\s.,:]+(?=\S)"
    rf"|(?=[{HAN}]))"
)
_NOTES = re.compile(
    r"\s?\[(?:Online|Tweet|Status update|Photograph|Video|Blog post|Online forum post|PowerPoint slides|Data set|Map"
    r"|Computer software|Mobile app|Infographic|Fact sheet|Press release)\]$"
    r"|\s?[\[(]\d{4}[-年]\d{1,2}[-月]\d{1,2}日?[\])]$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    rf"\s?\[[{HAN}]{{2,8}}\]$|\s?\([^()]*(?:出版社|书店|书局|印书馆)\)$"
    rf"|\s?\([^()]*(?:[译譯]|\bpp?\.|[页頁]\s?\d|\bNo\.|\b[Vv]ol\.|\bed\b|{EDITION_NOTE}|卷\s?\d)[^()]*\)$"
    r"|,\s?(?:pp?\.?\s?[\d-]*|第?\d{1,2}\s?版)$"
)
_YEAR_OF_ISSUE = re.compile(rf"{YEAR}(?=\s?(?:,\s?|;\s?)?\(?\s?[\dS])(?!-)")
_ACCESSED = re.compile(
    r"[,.]?\s?\(?(?:Accessed|Retrieved|(?:最后)?访问(?:日期|时间|于)?|引用日期|上[網网]日期|[检檢]索日期|查阅日期)\s?:?\s?"
    r"(?:[A-Z][a-z]+\.?\s\d{1,2},\s\d{4}|\d{1,2}\s[A-Z][a-z]+\.?\s\d{4}|\d{4}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}日?)\)?"
    r"(?:访问)?[,.]?(?:\s?取自)?(?:\s?\[Online\]\.?)?(?:\s?Available:?)?"
    r"|[,.]?\s?\(?\d{4}年\d{1,2}月\d{1,2}日?\s?(?:最[后後])?[访訪][问問]\)?"
)
_STOPS_ONLY = re.compile(rf"\s?[^.,:;()\d]{{2,60}}(?:\([^()]*\))?(?:\.\s?|\s){YEAR}[^,:]{{0,20}}$")  # 刊名. 2021(03)
_DOCUMENT_NUMBER = re.compile(  # 国发〔2015〕40号
    rf"[\s.,]*[{HAN}]{{1,10}}\s?[\[(]{YEAR}[\])]\s?第?\d{{1,5}}号(?=\s?[.,]|$)(?:\s?,\s?\d{{4}}年\d\d?月\d\d?日(?:[发發][布文]|印发|公布))?"
)
_YEAR_AT_END = re.compile(rf"\s?[(（]{YEAR}[)）]$")
_SEE = re.compile(r"(?:参见|参阅|参看|转引自|引自|详见)\s?:?\s?")
_STANDARD_YEAR = re.compile(r"\d[-:]((?:19|20)\d\d)(?!\d)")
_CONFERENCE = re.compile(r"论文集|会议|研讨会|年会|学术会|\b(?:Proceedings|Conference|Symposium|Workshop)\b")
_WORDS = {
    "thesis": re.compile(r"学位论文|(?:博士|硕士)论文|\b(?:dissertation|thesis)\b", re.IGNORECASE),
    "standard": re.compile(r"\b(?:GB|ISO|IEC|IEEE|DB|NB|JB|YY|DL)(?:/[TZ])?\s?\d{2,6}[.\d]*[—-]"),
    "patent": re.compile(r"\bCN\s?\d{7,}|专利|\bpatent\b", re.IGNORECASE),
    "paper-conference": re.compile(r"会议论文|论文集|研讨会|年会|\bProceedings\b"),
}
_LEAST_TITLE = 2
_LONGEST_NOTE = 60
_SENTENCE_HAN = 6  # characters or words from which a clause is no abbreviated word of a journal's name
_SENTENCE_WORDS = 4
_AROUND = " .,:;，：；。、"


def is_chinese_style(text: str) -> bool:
    """Whether a reference is in a Chinese style.

    Only these have Chinese characters, a type mark, ``//`` before a host, the year between journal and issue, or names
    without commas and stops together with a year that the name of the journal or publisher and a comma precede.
    """
    outline = shape(text)
    if any(sign.search(outline) for sign in (_HAN, MARK, _HOST_SIGN, _YEAR_BEFORE_ISSUE)):
        return True
    names = _PLAIN_NAMES.match(outline)
    return names is not None and bool(names["year"] or _YEAR_BEHIND_COMMA.search(outline, names.end()))


def parse_chinese_style(text: str) -> ParsedCitation:
    """Parse one reference in a Chinese style, without its number.

    Parameters
    ----------
    text
        The reference on one line.
    """
    versions = split_versions(mend(text))
    parsed = _parse(versions.main)
    if not versions.other:
        return parsed
    return replace(parsed, translated_title=_parse(versions.other).title)


def _parse(text: str) -> ParsedCitation:
    """Parse one version of a reference."""
    linkless, doi, url = extract_links(text)
    outline = shape(linkless)
    if accessed := _ACCESSED.search(outline):
        linkless = f"{linkless[: accessed.start()]}. {linkless[accessed.end() :]}".rstrip()
        outline = shape(linkless)
    if see := _SEE.match(outline):
        linkless, outline = linkless[see.end() :], outline[see.end() :]
    mark = MARK.search(outline)
    host = _HOST_SIGN.search(outline)
    end = min(sign.start() if sign else len(outline) for sign in (mark, host))
    colon = mark is not None and outline.startswith(",", mark.end())  # a style that parts all by commas
    byline, start, year = _opening(linkless, outline, end, colon=colon)
    title, end, volume = _title(linkless, outline, start, mark)
    if mark and mark.end() > end and not outline[end : mark.start()].strip(" .,;:"):
        end = mark.end()
    if mark and not byline.people and (names := _behind_mark(linkless[end:], outline[end:])):
        byline, end = names, end + names.end
    letter = re.split(r"[/+\s]", mark["mark"] or "J")[0].upper() if mark else ""
    quoted = not mark and outline[end - 1 : end] in {"”", '"'}
    numbered = _DOCUMENT_NUMBER.match(outline, end)
    imprint = read_imprint(linkless[numbered.end() if numbered else end :], letter, quoted=quoted)
    if letter == "P":
        imprint = _of_patent(imprint)
    if not mark and not quoted:
        title, container = _with_second_sentence(title, imprint.container)
        imprint = replace(imprint, container=container)
    locators = imprint.locators
    parsed = ParsedCitation(
        title=title,
        authors=byline.people,
        more_authors=byline.more,
        year=year or _year_of_issue(outline[end:]) or locators.year or find_year(linkless) or _standard_year(outline),
        container=imprint.container,
        volume=locators.volume or imprint.volume or volume,
        issue=locators.issue,
        pages=locators.pages,
        publisher=imprint.publisher,
        doi=doi,
        url=url,
        type=_type(letter, imprint, linkless[start:], linked=bool(url)),
        language=language_of(title),
        structured=bool(byline.people or year or locators.year or imprint.container or mark or numbered),
    )
    return replace(parsed, confidence=confidence_by_rules(parsed, mark=letter, sure=byline.sure))


def _behind_mark(tail: str, outline: str) -> Byline | None:
    """Read the names between the mark and the container, where CNKI lists what it found with the title first."""
    names = read_byline(tail, outline, len(outline) - len(outline.lstrip(" .")))
    persons = len(names.people) > 1 and all(person.given for person in names.people)
    stopped = outline[: names.end].rstrip().endswith(".")
    told = (names.sure or persons) and not names.editors and stopped
    return names if told and _STOPS_ONLY.match(outline, names.end) else None


def _of_patent(imprint: Imprint) -> Imprint:
    """Leave a patent its date: the numbers behind its mark are its own."""
    locators = replace(imprint.locators, volume="", issue="", pages="")
    publisher = "" if re.search(r"\d", imprint.publisher) else imprint.publisher
    return replace(imprint, locators=locators, volume="", publisher=publisher)


def _with_second_sentence(title: str, container: str) -> tuple[str, str]:
    """Give a title what stands between its first stop and the name of the journal."""
    places = stops(shape(container))
    head = container[: places[-1]] if places else ""
    if len(_HAN.findall(head)) < _SENTENCE_HAN and len(head.split()) < _SENTENCE_WORDS:
        return title, container
    return f"{title}. {head}", field(container[places[-1] + 1 :]).strip(_AROUND)


def _opening(text: str, outline: str, end: int, *, colon: bool) -> tuple[Byline, int, int | None]:
    """Read the names and the year before the title; a title must be left."""
    byline = read_byline(text, outline, end=end, colon=colon)
    start, year = byline.end, None
    if match := YEAR_NEXT.match(outline, start):
        start, year = match.end(), find_year(match[0])
    if (translator := TRANSLATOR.match(outline, start, end)) and byline.people and start < translator.end() < end:
        start = translator.end()
    if _HOST_FIRST.match(outline, start) or sum(map(str.isalpha, outline[start:end])) < _LEAST_TITLE:
        return Byline(), 0, year
    return byline, start, year


def _title(text: str, outline: str, start: int, mark: re.Match[str] | None) -> tuple[str, int, str]:
    """Return the title, the place where what follows it begins, and the number of a volume that ended it."""
    start += len(outline[start:]) - len(outline[start:].lstrip(" .,:;"))
    end = _quote_end(outline, start, mark)
    if end:
        return field(text[start + 1 : end]).strip(" .,，。"), end + 1, ""
    end = mark.start() if mark else _plain_end(outline, start)
    title, volume = split_volume(_clean(text[start:end], mark))
    if not mark and not outline[end:].strip(" ."):
        title = _YEAR_AT_END.sub("", title)
    return unquoted(field(title)), end, volume


def _quote_end(outline: str, start: int, mark: re.Match[str] | None) -> int:
    """Return the place of the quote that closes a title in quotes, 0 where the title is not in quotes."""
    if outline[start : start + 1] not in _TITLE_QUOTES or start >= len(outline):
        return 0
    end = closer(outline, start)
    if end < 0:
        return 0
    if mark and (_HAN.search(outline[start:end]) or mark.start() <= end):
        return end if mark.start() > end and not outline[end + 1 : mark.start()].strip(" .,;:") else 0
    return end if _AFTER_QUOTE.match(outline, end + 1) or outline[end - 1] in ".,?!" or end + 1 == len(outline) else 0


def _plain_end(outline: str, start: int) -> int:
    """Return the end of a title without a mark: the first stop, or a comma in styles that have no stops."""
    host = _HOST_SIGN.search(outline, start)
    ends = [host.start()] if host else []
    if places := [place for place in stops(outline, start) if place - start >= _LEAST_TITLE]:
        ends.append(places[0])
    first = min(ends, default=len(outline))
    later = _HOST_LATER.search(outline, first) if places else None
    if later and (between := outline[first + 1 : later.start()].strip()):
        first = first if TRANSLATOR.fullmatch(between) or can_be_names(between) else later.start()
    if match := _HOST_NEXT.search(outline, start, first):
        return match.start()
    if first >= len(outline.rstrip()) - 1 and (split := commas(outline[:first], start)):
        imprint = None if _HAN.search(outline[start:]) else _LAST_CLAUSES.search(outline, start, first)
        return imprint.start() if imprint else split[0]
    return first


def _clean(title: str, mark: re.Match[str] | None) -> str:
    """Strip from a title the number of a standard or patent, the kind of a thesis, and the punctuation around it."""
    title = title.strip(_AROUND)
    numbers = (_REPORT_NUMBER,) if mark and (mark["mark"] or "J")[0] in "PR" else ()
    loose = () if mark else (_IN_BRACKETS,)
    for pattern in (_NOTES, _NOTES, *loose, _THESIS, _NUMBER_AFTER, *numbers):
        outline = shape(title)
        match = pattern.search(outline, max(0, len(outline) - _LONGEST_NOTE))
        if match and match.start() > _LEAST_TITLE:
            title = title[: match.start()].rstrip(_AROUND)
    if match := _NUMBER_BEFORE.match(shape(title)):
        title = title[match.end() :]
    return title


def unquoted(title: str) -> str:
    """Return a title without the brackets around it, or the quote before it that is never closed."""
    inside = title[1:-1]
    if title[:1] in {'"', "“"} and not re.search('["”]', title[1:]):
        return title[1:].lstrip()  # the closing quote is lost
    return inside if title[:1] == "《" and title[-1:] == "》" and "《" not in inside else title


def _year_of_issue(tail: str) -> int | None:
    """Return the year that volume or issue follow, which is no other one."""
    match = _YEAR_OF_ISSUE.search(tail)
    return int(match[0]) if match else None


def _standard_year(outline: str) -> int | None:
    """Return the year that ends the number of a standard."""
    match = _STANDARD_YEAR.search(outline)
    return int(match[1]) if match else None


def _type(mark: str, imprint: Imprint, body: str, *, linked: bool) -> str:
    """Return the CSL type from the mark, or else from the words of the reference."""
    kind = TYPES.get(mark, "")
    if kind:
        return "chapter" if kind == "book" and imprint.hosted else kind
    if imprint.hosted:
        return _type_of_part(imprint, linked=linked)
    for other, pattern in _WORDS.items():
        if pattern.search(body):
            return other
    if imprint.container:
        return "article-newspaper" if imprint.locators.dated and not imprint.locators.issue else "article-journal"
    return "book" if imprint.publisher else "document"


def _type_of_part(imprint: Imprint, *, linked: bool) -> str:
    """Return the CSL type of a work that is a part of another."""
    if imprint.locators.issue and not imprint.publisher:
        return "article-journal"  # 载《刊名》2010年第3期
    if linked and not (imprint.publisher or imprint.locators.pages or imprint.volume):
        return "webpage"  # 载某某网，http://…
    return "paper-conference" if _CONFERENCE.search(imprint.container) else "chapter"
