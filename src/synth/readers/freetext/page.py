"""Cut a text page at its headings and find its reference lists.

A heading may be a line of its own or stand before its text ("Abstract: ..."). What stands under no heading is the
page's head: breadcrumbs, title, names, addresses, in no fixed order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from synth.readers.freetext.boundaries import cut
from synth.readers.freetext.citation import without_label
from synth.readers.freetext.entries import find_bullets, is_numbered
from synth.readers.freetext.markers import find_numbering
from synth.readers.freetext.residue import unquoted
from synth.readers.freetext.signs import REFERENCE_LIKE, are_titles, ending, looks_like_reference, opening
from synth.readers.text import HAN, shape

_REFERENCES = (
    r"references? and (?:notes|further reading)"
    r"|(?:(?:main|key|selected|additional|supplementary|online|general|annotated) )?references?(?: list| cited)?"
    r"|list of references|(?:selected |select |annotated )?bibliograph(?:y|ies)|literature(?: cited)?|cited literature"
    r"|works (?:cited|consulted)|notes and references?"
    r"|(?:suggestions for |suggested |recommended |additional |further )readings?|(?:primary |secondary )sources"
    r"|literatur(?:verzeichnis)?|bibliographie|références(?: bibliographiques)?|referencias(?: bibliográficas)?"
    r"|referências(?: bibliográficas)?|riferimenti bibliografici"
    r"|(?:主要|附)?[:,]?(?:参考|引用|征引|引证)\s{0,4}(?:文献|资料|书目|书籍)(?:目录|列表)?|(?:主要)?參考\s{0,4}(?:文獻|書目)|引用文獻|引文|文献"
    r"|(?:注释|注解)[及与和](?:主要)?参考文献|(?:主要)?参考文献[及与和]注释|(?:推荐|延伸|扩展|进一步)阅读(?:书目|文献)?"
)
_HEADINGS = {
    "references": _REFERENCES,
    "notes": r"(?:end|foot)?notes|注释|注解|尾注|脚注|附注|註釋",
    "abstract": r"abstract|summary|[内內]容(?:摘要|提要)|(?:中文)?摘要|提要",
    "keywords": r"key\s?-?words?(?: and phrases)?|index terms|(?:中文)?关键[词字]|關鍵[詞字]|主题词",
    "authors": r"authors?(?:\(s\))?|作者(?:姓名)?|by",
    "affiliations": r"(?:author )?affiliations?(?:\(s\))?|institutions?|(?:作者|工作)?单位|机构|單位",
    "title": r"(?:article |paper )?title|题\s?[目名]|篇名|标题|題目",
    "journal": r"journal(?: name| title)?|source|published in|刊\s?名|期刊|来源|出处",
    "year": (
        r"(?:publication )?year|(?:publication |published )?date|published(?: online)?"
        r"|年份|出版(?:年|日期)|发表(?:时间|日期)|年"
    ),
    "volume": r"volume|vol|卷",
    "issue": r"issue|期",
    "doi": r"doi",
    "other": (
        r"(?:\d\.?\s?|[IVX]{1,4}\.\s)?(?:introduction|background|methods?|results|discussion|conclusions?)"
        r"|acknowledg?e?ments?|cite this|how to cite|funding|received|accepted|classification(?: code)?|jel codes?"
        r"|引言|前言|绪论|结论|致谢|基金项目|中图分类号|文献标[识志]码|文章编号|收稿日期|作者简介|引用(?:本文|格式)"
    ),
}
_BOTH_LANGUAGES = re.compile(rf"[\s(\[/|,]*(?:{_REFERENCES})[\s)\]:.]*", re.IGNORECASE)
# Chinese headings are often spaced out: 摘　要.
_SPACED = {name: re.sub(rf"(?<=[{HAN}])(?=[\[{HAN}])", r"\\s{0,4}", pattern) for name, pattern in _HEADINGS.items()}
_ONE_LINE = frozenset({"title", "journal", "year", "volume", "issue", "doi", "other"})
_HEADING = re.compile(
    r"^[\s#*=<\[·■◆●◇□_]*(?:(?:chapter|part|section|appendix)\s\w{1,4}\s?[:.]\s|\d{1,2}(?:\.\d{1,2}){0,2}[.,]?\s*"
    r"|[IVX]{1,5}\.\s|[A-Z]\.\s|第?[一二三四五六七八九十]{1,3}[,.章节]\s*)?(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _SPACED.items())
    + r")(?:\(s\))?(?P<count>\s?\(\d{1,4}\))?(?:\s?\[\s?(?:edit|编辑|編輯)[^\]\n]{0,20}\])?"
    r"(?P<mark>[\s*\]>#=_]*[:\].>—*_-]*\s*)(?P<rest>.*)$",
    re.IGNORECASE,
)
# The headings inside an abstract, of which some are also those of a page's sections.
_PART = re.compile(
    r"(?:introduction|backgrounds?|context|objectives?|purpose|aims?|(?:materials? and |patients and )?methods?|design"
    r"|methodology|setting|participants|patients|data sources?|study selection|main outcome measures?|(?:main )?results"
    r"|findings|discussion|conclusions?|interpretation|significance|implications|目的|背景|方法|结果|结论|引言|前言)"
    r"(?:/\w+| and \w+)?\s?[\]:.-]*",
    re.IGNORECASE,
)
_LOCATED = re.compile(r"\d\s?\(\d{1,3}\)|\[[JMDCNR]\]|\bpp\.|\d:\s?\d|https?:")
_LONG_TITLE = 400  # characters; a longer line is no title
_NEARLY_ALL = 0.8
_LARGER_PART = 0.6
_WRAPPED = 8  # lines that one entry takes at the most
_SEVERAL = 3  # entries that end a page without a heading before them
_LISTS = frozenset({"references", "notes"})
_ENDING = frozenset({"abstract", "keywords", "other"})
_BEGINNINGS = 5  # markers of the number 1 that are tried as the first of a list
_RUN_ON = 20_000  # characters; in a longer line only the heading of the references is looked for
_INNER_REFERENCES = re.compile(
    r"(?<=[.;。；\s])(?=(?:references|bibliography|参考文献)\s?[:：\]】]?\s?(?:[\[［]\s?1\s?[\]］]|1[.．]\s))",
    re.IGNORECASE,
)
_INNER_HEADING = re.compile(
    _INNER_REFERENCES.pattern + "|"
    r"(?<=[.;。；\s])(?=(?:\[?(?:key\s?words?|关键词|关键字|中图分类号|文献标[识志]码|基金项目|abstract|references|参考文献)\s?[:\]]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading's name, the text under it, the line from 1 that the text begins on.

    ``heading`` and ``start`` are the positions in the page where the heading and its text begin.
    """

    name: str
    text: str
    line: int
    heading: int
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The sections of a page in order, of which the first is its head, and its reference lists.

    ``after`` holds what stands below a list and above the next one or the end of the page.
    """

    sections: tuple[Section, ...]
    lists: tuple[Section, ...] = ()
    after: tuple[Section, ...] = ()

    def text_of(self, name: str) -> str:
        """Return the text under the first heading of that name that has any."""
        return next((part.text for part in self.sections if part.name == name and part.text.strip()), "")


def read_page(text: str) -> Page:
    """Cut a text into sections and find its reference lists.

    Parameters
    ----------
    text
        The whole source.

    Returns
    -------
    Page
        Its sections and lists. A text that is nothing but a list has only the list.
    """
    text = unquoted(text)
    sections = _sections(text)
    heads = [index for index, part in enumerate(sections) if part.name in _LISTS]
    edges = [*(part.heading for part in sections), len(text)]
    limits = [*heads[1:], len(sections)][: len(heads)]
    spans = [_span(sections, index, limit, edges, text) for index, limit in zip(heads, limits, strict=True)]
    kept = [span for span in spans if _holds_list(span)]
    if not kept:
        kept = [span for span in spans[-1:] if span.list.text.strip() and span.list.name == "references"]
    if not kept:
        return _page_without_heading(text, sections)
    taken = {index for span in kept for index in range(span.first, span.last)}
    first = kept[0].first
    rest = [part for part in sections[:first] if part.name != "references"]
    named = {part.name for part in rest}
    later = [part for index, part in enumerate(sections) if index > first and index not in taken]
    rest += [part for part in later if part.name in {"abstract", "keywords"} and part.name not in named]
    after = tuple(span.after for span in kept if span.after.text.strip())
    return Page(sections=tuple(rest), lists=tuple(span.list for span in kept), after=after)


@dataclass(frozen=True, slots=True)
class _Span:
    """The sections from a heading of references to where its list ends, its text, and what stands below it."""

    first: int
    last: int
    list: Section
    after: Section


def _span(sections: list[Section], index: int, limit: int, edges: list[int], text: str) -> _Span:
    """Return the list under a heading: it goes on to the next such heading, or to another one that ends it."""
    body = text[sections[index].start : edges[limit]]
    chain = [(marker.start + sections[index].start, marker.value) for marker in find_numbering(body)]
    end = next((place for place in range(index + 1, limit) if _ends_list(sections[place], chain, text)), limit)
    start, stop = sections[index].start, edges[end]
    below = _part(text, "after", stop, stop, edges[limit])
    return _Span(index, end, _part(text, sections[index].name, sections[index].heading, start, stop), below)


def _part(text: str, name: str, heading: int, start: int, stop: int) -> Section:
    """Return a stretch of the page as a section."""
    line = text.count("\n", 0, start) + 1
    return Section(name=name, text=text[start:stop], line=line, heading=heading, start=start)


def _ends_list(heading: Section, chain: list[tuple[int, int]], text: str) -> bool:
    """Whether a heading below a list ends it: not where the list's numbering goes on after it."""
    if heading.name not in _ENDING:
        return False
    if len(chain) > 1:
        place = bisect_left(chain, (heading.heading, 0))
        return place in {0, len(chain)} or chain[place][1] != chain[place - 1][1] + 1
    return bool(re.search(r"[.\d)\]/。）][\s*]*$", text[max(0, heading.heading - 40) : heading.heading]))


def _holds_list(span: _Span) -> bool:
    """Whether what stands under a heading is a list of references, not an entry in a table of contents."""
    text = span.list.text
    found = len(REFERENCE_LIKE.findall(shape(text)))
    if span.list.name == "notes":
        return found > 0
    lines = [line for line in text.split("\n") if line.strip()]
    return found > 0 or are_titles([without_label(line[:_LONG_TITLE]) for line in lines])


def _page_without_heading(text: str, sections: list[Section]) -> Page:
    """Find a list that no heading announces: from its first number on, the whole text, or its last lines."""
    start = _first_number(text)
    if start is None and _is_list(text, sections):
        return Page(sections=(), lists=(_part(text, "references", 0, 0, len(text)),))
    if start is None:
        start = _last_entries(text)
    if start is None:
        return Page(sections=tuple(sections))
    return Page(sections=tuple(_sections(text[:start])), lists=(_part(text, "references", start, start, len(text)),))


def _first_number(text: str) -> int | None:
    """Return where the numbered list in a text begins, if there is one."""
    chain = find_numbering(text)
    if len(chain) < 2:  # noqa: PLR2004 - one number is no numbering
        return None
    for place in [place for place, marker in enumerate(chain) if marker.value == 1 or place == 0][:_BEGINNINGS]:
        start = chain[place].start
        ends = [*(marker.start for marker in chain[place + 1 :]), len(text)]
        pieces = [text[a:b] for a, b in pairwise([start, *ends])]
        if 2 * sum(map(looks_like_reference, pieces)) >= len(pieces) and is_numbered(text, chain[place:], start):
            return start
    return None


def _is_list(text: str, sections: list[Section]) -> bool:
    """Whether a text is nothing but a list: of references, of titles, or of entries that wrap."""
    starts = find_bullets(text)
    pieces = [text[a:b] for a, b in pairwise([*starts, len(text)])] if starts else text.split("\n")
    lines = [piece for piece in pieces if piece.strip()]
    # "doi:" and "keywords:" may as well begin a line inside an entry.
    begun = _is_entry("\n".join(lines[:_WRAPPED])) and opening(shape(lines[0].strip()[:260])) > 1
    named = {part.name for part in sections if not begun or part.name in _ENDING - {"keywords"}} - {"head", "doi"}
    if not named & {"abstract", "keywords"} and lines and 2 * sum(map(looks_like_reference, lines)) >= len(lines):
        return True
    if named:
        return False
    if are_titles([without_label(line[:_LONG_TITLE]) for line in lines]):
        return True
    found = [text[a:b] for a, b in pairwise([*cut(text), len(text)])]
    if len(found) == 1:
        return begun and len(lines) <= _WRAPPED and ending(shape(text.strip()[-80:])) > 0
    return _LARGER_PART * len(found) <= sum(map(_is_entry, found))


def _last_entries(text: str) -> int | None:
    """Return where the lines begin that nearly all are entries and end the page, if they are several."""
    best, entries, lines, position = None, 0, 0, len(text) + 1
    for line in reversed(text.split("\n")):
        position -= len(line) + 1
        if not line.strip():
            continue
        lines += 1
        if _is_entry(line):
            entries += 1
            if entries >= _SEVERAL and entries >= _NEARLY_ALL * lines:
                best = position
        if lines > 2 * entries + _SEVERAL:
            break
    return best


def _is_entry(text: str) -> bool:
    """Whether a text begins with a name and has a year, as an entry does, unlike a paragraph of prose."""
    return looks_like_reference(text) and opening(shape(text.strip()[:260]).replace("\n", " ")) > 1


def _sections(text: str) -> list[Section]:
    """Cut a text at its headings; the first section, named ``head``, is what stands before them."""
    found: list[tuple[str, int, int]] = [("head", 0, 0)]  # the name, where the heading begins, where its text begins
    place = 0
    for line in text.split("\n"):
        for piece in (_INNER_HEADING if len(line) < _RUN_ON else _INNER_REFERENCES).split(line):
            match = _heading(piece)
            name = next(name for name in _HEADINGS if match[name]) if match else ""
            if match and not (name == "other" and _part_of_abstract(match, found[-1][0], text[found[-1][2] : place])):
                rest = "" if _BOTH_LANGUAGES.fullmatch(match["rest"]) else match["rest"].strip()
                after = place + (match.start("rest") if rest else len(piece))
                found.append((name, place, after if rest else min(after + 1, len(text))))
                if rest and name in _ONE_LINE:
                    found.append(("head", place + len(piece), min(place + len(piece) + 1, len(text))))
            place += len(piece)
        place += 1
    ends = [*(heading for _, heading, _ in found[1:]), len(text)]
    breaks = [match.start() for match in re.finditer("\n", text)]
    return [
        Section(name=name, text=text[start:end], line=bisect_left(breaks, start) + 1, heading=heading, start=start)
        for (name, heading, start), end in zip(found, ends, strict=True)
    ]


def _part_of_abstract(match: re.Match[str], section: str, text: str) -> bool:
    """Whether a heading stands inside an abstract: before its text, or alone in one whose first part is headed too.

    An abstract has each part once; the second *Methods* is the article's own, and so is an *Introduction* after the
    text of the abstract.
    """
    word = match["other"].lower()
    if section != "abstract" or not _PART.fullmatch(word):
        return False
    written = [shape(line).strip(" [*#").lower() for line in text.split("\n") if line.strip()]
    if any(re.match(rf"{re.escape(word)}\s?(?:[\]:.-]|$)", line) for line in written):
        return False
    if match["rest"].strip() or not written:
        return True
    return bool(_PART.match(written[0])) and not word.startswith("introduction")


def _heading(line: str) -> re.Match[str] | None:
    """Recognise a heading: alone on its line, or set off from the text that follows by a mark."""
    match = _HEADING.match(shape(line))
    return match if match and (not match["rest"].strip() or _is_set_off(line, match)) else None


def _is_set_off(line: str, match: re.Match[str]) -> bool:
    """Whether the text after a heading's words on its line is what the heading is of, rather than more of a title."""
    mark, rest = match["mark"].strip(), match["rest"].strip()
    marked = ":" in mark or "]" in mark
    if match["notes"] is not None:
        return bool(re.match(r"\[\s?1\s?\]|①", rest))
    if match["references"] is not None:
        numbered = bool(re.match(r"\[\s?1\s?\]|\(1\)|1[.)]|①", rest))
        return numbered or (marked and looks_like_reference(rest)) or bool(_BOTH_LANGUAGES.fullmatch(rest))
    if match["other"] is not None or (match["authors"] is not None and match["authors"].lower() == "by"):
        return marked
    if match["doi"] is not None:
        return rest.startswith(("10.", "http")) or ":" in mark
    return marked or bool(match["abstract"] and re.search(r"[.—-]", mark)) or _spaced(line, match)


def _spaced(line: str, match: re.Match[str]) -> bool:
    """Whether a heading stands before its text with only a space between: a Chinese one, or one in capitals."""
    if not (match["abstract"] or match["keywords"]):
        return False
    if re.match(rf"[\s\[]*(?:[{HAN}]{{2,5}}|ABSTRACT|INDEX TERMS|KEY ?WORDS)\s", line):
        return True
    # "Abstract This review shows …" and "Keywords one; two": sentences and a list, unlike "Abstract art in Paris".
    sentences = re.match(
        r"\s*Abstract\s(?=.*\b(?:is|are|was|were|has|have|we|this|This)\b)[A-Z].{50,}[.!?](?:\s|$)", line
    )
    return bool(sentences or re.match(r"\s*Key ?words\s[^;:]+;", line)) and not _LOCATED.search(line)
