"""Cut a text page at its headings and find its reference list.

A heading may be a line of its own or stand before its text ("Abstract: ..."). What stands under no heading is the
page's head: breadcrumbs, title, names, addresses, in no fixed order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from synth.readers.freetext.citation import without_label
from synth.readers.freetext.entries import find_bullets, find_numbering
from synth.readers.freetext.signs import are_titles, looks_like_reference
from synth.readers.text import HAN, shape

_HEADINGS = {
    "references": (
        r"references?(?: list)?|list of references|bibliograph(?:y|ies)|literature(?: cited)?|works cited"
        r"|cited literature|references? and notes|(?:主要)?参考(?:文献|资料|书目)|引用文献|參考文獻|引文"
    ),
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
# Chinese headings are often spaced out: 摘　要.
_SPACED = {name: re.sub(rf"(?<=[{HAN}])(?=[\[{HAN}])", r"\\s{0,4}", pattern) for name, pattern in _HEADINGS.items()}
_ONE_LINE = frozenset({"title", "journal", "year", "volume", "issue", "doi", "other"})
_HEADING = re.compile(
    r"^[\s#*=<\[•■◆]*(?:(?:chapter|part|section|appendix)\s\w{1,4}\s?[:.]\s|\d{1,2}\.?\s)?(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _SPACED.items())
    + r")(?:\(s\))?(?P<count>\s?\(\d{1,4}\))?(?P<mark>[\s*\]>#=]*[:\].>—*-]*\s*)(?P<rest>.*)$",
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
_INNER_HEADING = re.compile(
    r"(?<=[.;。；\s])(?=(?:\[?(?:key\s?words?|关键词|关键字|中图分类号|文献标[识志]码|基金项目|abstract|references|参考文献)\s?[:\]]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading's name, the text under it and the line that text begins on, from 1."""

    name: str
    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The sections of a page in order; the first is its head. ``references`` is empty where the page has no list."""

    sections: tuple[Section, ...]
    references: Section | None

    def text_of(self, name: str) -> str:
        """Return the text under the first heading of that name that has any."""
        return next((part.text for part in self.sections if part.name == name and part.text.strip()), "")


def read_page(text: str) -> Page:
    """Cut a text into sections and find its reference list.

    Parameters
    ----------
    text
        The whole source.

    Returns
    -------
    Page
        Its sections. A text that is nothing but a list has only ``references``.
    """
    sections = _sections(text)
    lists = [index for index, part in enumerate(sections) if part.name == "references"]
    if lists:
        best = max(
            lists,
            key=lambda index: (
                len(_joined(sections[index:], text).strip()) > 0,
                len(find_numbering(sections[index].text)),
                index,
            ),
        )
        start = sections[best]
        rest = Section(name="references", text=_joined(sections[best:], text), line=start.line)
        return Page(sections=tuple(part for part in sections[:best] if part.name != "references"), references=rest)
    return _page_without_heading(text, sections)


def _page_without_heading(text: str, sections: list[Section]) -> Page:
    """Find a list that no heading announces: from its first number on, or the whole text."""
    chain = find_numbering(text)
    if len(chain) > 1:
        start = next(
            (chain[index].start for index in range(len(chain) - 1, -1, -1) if chain[index].value == 1), chain[0].start
        )
        line = text.count("\n", 0, start) + 1
        pieces = re.split(r"\n", text[start:])
        if sum(looks_like_reference(piece) for piece in pieces) * 2 >= len(
            [piece for piece in pieces if piece.strip()]
        ) or looks_like_reference(text[start:]):
            head = _sections(text[:start])
            return Page(sections=tuple(head), references=Section(name="references", text=text[start:], line=line))
    starts = find_bullets(text)
    ends = [*starts[1:], len(text)]
    pieces = [text[a:b] for a, b in zip(starts, ends, strict=True)] if starts else text.split("\n")
    lines = [piece for piece in pieces if piece.strip()]
    named = {part.name for part in sections if part.name in {"abstract", "keywords"}}
    if not named and lines and sum(looks_like_reference(line) for line in lines) * 2 >= len(lines):
        return Page(sections=(), references=Section(name="references", text=text, line=1))
    if {part.name for part in sections} == {"head"} and are_titles(
        [without_label(line[:_LONG_TITLE]) for line in lines]
    ):
        return Page(sections=(), references=Section(name="references", text=text, line=1))
    return Page(sections=tuple(sections), references=None)


def _sections(text: str) -> list[Section]:
    """Cut a text at its headings; the first section, named ``head``, is what stands before them."""
    sections: list[tuple[str, list[str], int]] = [("head", [], 1)]
    for number, line in enumerate(text.split("\n"), start=1):
        for piece in _INNER_HEADING.split(line) if len(line) < 20_000 else [line]:  # noqa: PLR2004 - no heading inside a run-on list
            match = _heading(piece)
            name = next(name for name in _HEADINGS if match[name]) if match else ""
            if match and not (name == "other" and _part_of_abstract(match, *sections[-1][:2])):
                rest = piece[match.start("rest") :] if match["rest"] else ""
                sections.append((name, [rest] if rest.strip() else [], number if rest.strip() else number + 1))
                if rest.strip() and name in _ONE_LINE:
                    sections.append(("head", [], number + 1))
            else:
                sections[-1][1].append(piece)
    return [Section(name=name, text="\n".join(lines), line=line) for name, lines, line in sections]


def _part_of_abstract(match: re.Match[str], section: str, lines: list[str]) -> bool:
    """Whether a heading stands inside an abstract: before its text, or alone in one whose first part is headed too.

    An abstract has each part once; the second *Methods* is the article's own, and so is an *Introduction* after the
    text of the abstract.
    """
    word = match["other"].lower()
    if section != "abstract" or not _PART.fullmatch(word):
        return False
    written = [shape(line).strip(" [*#").lower() for line in lines if line.strip()]
    if any(re.match(rf"{re.escape(word)}\s?(?:[\]:.-]|$)", line) for line in written):
        return False
    if match["rest"].strip() or not written:
        return True
    return bool(_PART.match(written[0])) and not word.startswith("introduction")


def _heading(line: str) -> re.Match[str] | None:
    """Recognise a heading: alone on its line, or set off from the text that follows by a mark."""
    outline = shape(line)
    match = _HEADING.match(outline)
    if match is None:
        return None
    mark, rest = match["mark"].strip(), match["rest"].strip()
    if not rest:
        return match
    if match["references"] is not None:
        return (
            match
            if re.match(r"\[\s?1\s?\]|\(1\)|1[.)]", rest) or (":" in mark and looks_like_reference(rest))
            else None
        )
    if match["other"] is not None or (match["authors"] is not None and match["authors"].lower() == "by"):
        return match if ":" in mark or "]" in mark else None
    if match["doi"] is not None:
        return match if rest.startswith(("10.", "http")) or ":" in mark else None
    return (
        match
        if ":" in mark or "]" in mark or (match["abstract"] and re.search(r"[.—-]", mark)) or _spaced(line, match)
        else None
    )


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


def _joined(sections: list[Section], text: str) -> str:
    """Return the source's text from the first of the sections to its end."""
    lines = text.split("\n")
    first = sections[0]
    opening = first.text.split("\n", 1)[0]
    body = lines[first.line - 1 :]
    if body and opening and body[0].endswith(opening) and body[0] != opening:
        body = [opening, *body[1:]]
    return "\n".join(body)
