"""What copying leaves in a list: quotation marks of e-mail, the links of publishers, headings, broken words."""

from __future__ import annotations

import re

from synth.readers.freetext.signs import opening
from synth.readers.text import HAN

_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_SAFE_LINK = (
    r"(?:View in )?Google Scholar|PubMed(?: Central|/NCBI)?|Cross[Rr]ef"
    r"|(?:View in )?(?:Web of Science|Scopus)|MathSciNet|zbMATH|(?:ACM )?Digital Library"
    r"|PMC free article|View (?:[Aa]rticle|PDF|Record|at [Pp]ublisher|Abstract)"
    r"|Full[ -][Tt]ext(?: PDF)?|SpringerLink|Semantic Scholar|Open URL|谷歌学术|百度学术"
)
_SHORT_LINK = r"CAS|ADS|PDF|ISI|DOI|PMC|HTML|NCBI|Medline|MEDLINE|Article|Abstract|Links?|Summary"
_LINK_WORD = rf"(?>{_SAFE_LINK}|(?<![A-Za-z\d])(?:{_SHORT_LINK})(?![a-z]))"
_LINK_LINE = re.compile(rf"(?:[\[(|·,;/\s]*+{_LINK_WORD}[\])|·,;/®\s]*+)++")
_LINK_LAST = re.compile(rf"[\[(|·,;\s]*(?:{_SAFE_LINK}|(?<![A-Za-z\d])(?:{_SHORT_LINK}))[\])|·,;®\s]*\Z")
_ALL_LINKS = 160  # characters of all the links that there are
_LINK_REACH = 40  # characters of the longest link and the marks around it
_ENDED = re.compile(r"(?:[.\d)\]/。）;；|]|\b10\.\d{4,9}/\S+)\s*$")
_SUBHEADING = re.compile(
    rf"""
    [\W_]{{0,6}}(?:[一二三四五六七八九十]{{1,3}}\s?[,.)]\s?|[A-Z\d]{{1,2}}[.)]\s|[IVX]{{1,4}}\.\s)?[\W_]{{0,3}}(?:
        [{HAN}]{{0,6}}(?:部分|文献|文獻|著作|专著|專著|书籍|書籍|图书|圖書|专书|專書|论文|論文|期刊|报纸|報紙|资料|資料|资源|資源|网站|網站
        |报告|報告|法规|[著论報报]?[类類])(?:[类類]|部分)?
        | (?:[A-Z][a-z]+(?:-[Ll]anguage)?\ |[Ii]n\ (?=[A-Z]))?(?:[Rr]eferences|[Ss]ources|[Ll]iterature|[Bb]ooks
        |[Jj]ournals?\ [Aa]rticles|[Aa]rticles|[Jj]ournals|[Ww]ebsites|[Tt]heses|[Rr]eports|[Pp]ublications|[Pp]apers
        |English|Chinese)
    )\s?:?[\s*_\])]{{0,4}}
    """,
    re.VERBOSE,
)
# A word that a line break cuts in two; in an address, or after another hyphen, the hyphen may be its own.
_BROKEN = re.compile(r"(?<!\S)([(\[\"'“‘]{0,2}[^\W\d_]++)-[ \t]*\n[ \t]*(?!(?:and|or|to|und|et)\b)([a-zß-ÿ][^\W\d_]*+)")
_COMPOUND = re.compile(r"[^\W\d_]++-[^\W\d_]++")
_PREFIX = re.compile(
    r"(?:self|non|well|co|e|cross|long|short|high|low|mid|half|quasi|semi|multi|anti|post|peer|evidence|first|second|third"
    r"|one|two|three|four|meta(?=-anal)|real(?=-(?:time|world))|open(?=-(?:source|access|ended)))-",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\w?[A-ZÀ-Þ]{2}\w*-")
_KEY = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'’-]{1,30})(?:(?: and | & |, )[A-ZÀ-Þ][\w'’-]{1,30}| et al\.)?,?"
    r" \(?(?:1[5-9]|20)\d\d[a-z]?\)?"
    r"\s+(?=[^\d.]{0,20}\.[^\d]{0,80}(?P=name)|(?P=name))"
)
# The fields of a reference on lines of their own, as ScienceDirect shows them: names, title, place.
_NAMES_FIRST = r"(?:[A-ZÀ-Þ]\.-?){1,4} ?[A-ZÀ-Þ][\w'’-]++(?: [A-ZÀ-Þ][\w'’-]++)?"
_ON_LINES = re.compile(
    rf"({_NAMES_FIRST}(?:, {_NAMES_FIRST})*+(?:, (?:et al\.?|…))?)[ ]*\n([^\n]*[^\s.,\n])[ ]*\n"
    r"([^\n]*\((?:1[5-9]|20)\d\d[a-z]?\)[^\n]*)"
)
_EDIT = re.compile(r"\[\s?(?:edit|编辑|編輯)[^\]]{0,20}\]")
_BACK_LINK = re.compile(
    r"[\^↑]\s*(?:(?:Jump up to|跳转至|跳至|跳轉到)\s?[:：]?\s*)?"
    r"(?:(?:(?:[a-z]{1,2}|\d{1,3}\.\d{1,2})\s+)+(?=[^a-z\s]))?"
)


def unquoted(text: str) -> str:
    """Return a text without the marks that an e-mail program puts before the lines of a message it quotes."""
    lines = text.split("\n")
    marked = sum(bool(_QUOTED.match(line)) for line in lines)
    if 2 * marked <= sum(bool(line.strip()) for line in lines):
        return text
    return "\n".join(_QUOTED.sub("", line, count=1) for line in lines)


def link_lines(lines: list[str]) -> set[int]:
    """Return the lines of a list that hold nothing but the links that publishers set below a reference."""
    found: set[int] = set()
    before = ""
    for index, line in enumerate(lines):
        written = line.strip()
        ended = index - 1 in found or _ENDED.search(before[-80:])
        if (ended and len(written) < _ALL_LINKS and _LINK_LINE.fullmatch(written)) or (
            not before and _EDIT.fullmatch(written)
        ):
            found.add(index)
        if written and index not in found:
            before = written
    return found


def subheadings(outlines: list[str]) -> set[int]:
    """Return the lines that head a part of a list, such as *English references*, by their shapes."""
    found: set[int] = set()
    before = ""
    written = [index for index, line in enumerate(outlines) if line]
    for place, index in enumerate(written[:-1]):
        line, following = outlines[index], outlines[written[place + 1]]
        if len(line) < 40 and _SUBHEADING.fullmatch(line) and (not before or _ENDED.search(before[-80:])):  # noqa: PLR2004 - the longest heading
            label = re.match(r"[\[(]?\d{1,4}[\]).,]\s?", following)
            if opening(following[label.end() :] if label else following) > 1 or label:
                found.add(index)
                continue
        before = line
    return found


def compounds_of(text: str) -> frozenset[str]:
    """Return the words with a hyphen of their own that stand inside the lines of a text."""
    return frozenset(word.casefold() for word in _COMPOUND.findall(text))


def without_residue(text: str, compounds: frozenset[str]) -> str:
    """Return the text of an entry without links after it or a key before it, its broken words joined.

    Parameters
    ----------
    text
        The entry without its label.
    compounds
        The words of the list that have a hyphen of their own.
    """

    def joined(match: re.Match[str]) -> str:
        word = f"{match[1]}-{match[2]}".lstrip("([\"'“‘")
        own = word.casefold() in compounds or _PREFIX.match(word) or _ACRONYM.match(word)
        return f"{match[1]}-{match[2]}" if own else match[1] + match[2]

    if "-" in text and "\n" in text:
        text = _BROKEN.sub(joined, text)
    text = _without_links(text)
    text = _KEY.sub("", text, count=1) if _KEY.match(text) else text
    fields = _ON_LINES.fullmatch(text)
    return ". ".join(fields.groups()) if fields else text


def without_back_link(text: str) -> str:
    """Return an entry without the arrow and letters by which an encyclopedia leads back to the place of citation."""
    match = _BACK_LINK.match(text)
    return text[match.end() :] if match else text


def _without_links(text: str) -> str:
    """Return an entry without the links at its end, where it is complete without them."""
    stop = len(text)
    while match := _LINK_LAST.search(text, max(0, stop - _LINK_REACH), stop):
        stop = match.start()
    rest = text[:stop].rstrip()
    return rest if stop < len(text) and _ENDED.search(rest[-120:]) else text
