"""Reading lists as README files print them: bullets, numbered lines and tables whose links are the works' titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from synth.readers.freetext.entries import Entries, Entry, Remark
from synth.readers.text import HAN, tidy

_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,4}[.)]|\[\d{1,4}\])[ \t]+(?=\S)")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_RULE = re.compile(r"[ \t|:-]*-{2}[ \t|:-]*$")
_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\]){0,400})\]"
    r"\(<?(?P<url>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s\"[^\"]*\")?\)"
)
_BOLD = re.compile(r"(?:\*\*|__)(?P<text>[^*\n]{8,400}?)(?:\*\*|__)")
_ITALIC = re.compile(r"(?<![\w*])[*_](?P<text>[^*_\n]{2,120})[*_](?![\w*])")
_TITLE = re.compile(rf"(?:[^\W_]+[^\w\n]+){{2}}[^\W_]|(?:[{HAN}].{{0,8}}){{5}}[{HAN}]")
_FEW = 3  # items with a link or a bold title from which a page is a reading list
_TITLE_COLUMN = re.compile(r"(?:paper|title|name|article|论文|标题|题目|名称)s?(?: title)?", re.IGNORECASE)
_WHERE = re.compile(
    r"(?:pdf|paper|code|link|url|doi|html|arxiv|web(?:site|page)?|project(?: page)?|slides|video|github|cross\s?ref"
    r"|pubmed|google scholar|scopus|web of science|view|full text|论文|链接|代码)[^\w]*",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\[\s*\]|(?<=\s)\[(?=https?:)|(?<=[\w/])\](?=\s*$)")
_BEFORE_TITLE = ' *_[](){}"“:：,-–—|0123456789.年月'  # what may stand before a title: a date, marks
_HOME = re.compile(r"#|\.{0,2}/(?!/)|mailto:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What the marks of an entry say: its title, its address, and the text around them, without marks."""

    title: str
    url: str
    rest: str


def read_marks(text: str) -> Marked | None:
    """Read the title that an entry's link or bold type marks; ``None`` where none does.

    Parameters
    ----------
    text
        The entry without its bullet or number.
    """
    if "](" not in text and "**" not in text and "__" not in text:
        return None
    links = [link for link in _LINK.finditer(text) if not link[0].startswith("!")]
    titles = [match for match in (*_BOLD.finditer(text), *links) if _is_title(match["text"])]
    titles = [match for match in titles if not text[: match.start()].strip(_BEFORE_TITLE)]
    if not titles:
        return None
    marked = min(titles, key=lambda match: match.start())
    inner = _LINK.search(marked["text"])
    title = inner["text"] if inner else marked["text"]
    urls = [link["url"] for link in ([inner] if inner else []) + links if link["url"].startswith("http")]
    rest = _LINK.sub(" ", text[: marked.start()] + " " + text[marked.end() :])
    return Marked(
        title=tidy(_plain(title)).strip(" .,:"), url=urls[0] if urls else "", rest=_plain(rest).strip(" .,;:-–—|*_")
    )


def without_marks(text: str) -> str:
    """Return an entry with its links as plain text and address, and without emphasis."""
    if "](" not in text:
        return text
    return _EMPTY.sub("", _LINK.sub(_unlinked, text))


def _unlinked(link: re.Match[str]) -> str:
    """Return a link as text: its words and address, but only the address of one that says where it leads."""
    if link[0].startswith("!"):
        return ""
    return link["url"] if _WHERE.fullmatch(link["text"].strip(" *[]")) else f"{link['text']} {link['url']}"


def reading_list(text: str) -> Entries | None:
    """Return the entries of a reading list; ``None`` where a text is none.

    Parameters
    ----------
    text
        The whole source.
    """
    if "](" not in text and "**" not in text and "|" not in text:
        return None
    entries: list[Entry] = []
    others: list[tuple[int, str]] = []
    items = 0
    column: int | None = None
    header = ""
    for number, line in enumerate(text.split("\n"), start=1):
        match = _ITEM.match(line)
        if match:
            items += 1
            body = line[match.end() :]
            if _is_entry(body):
                entries.append(Entry(raw=line.strip(), text=body.strip(), line=number))
            else:
                others.append((number, line))
        elif _ROW.match(line):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if _RULE.match(line):
                column = next(
                    (place for place, cell in enumerate(_cells(header)) if _TITLE_COLUMN.fullmatch(cell)), None
                )
                others.append((number, line))
            elif (row := _row(cells, column)) and header:
                items += 1
                entries.append(Entry(raw=line.strip(), text=row, line=number))
            else:
                header = line
                others.append((number, line))
        elif line.strip():
            header = ""
            others.append((number, line))
    if len(entries) < _FEW or 2 * len(entries) < items:
        return None
    return Entries(entries=tuple(entries), remarks=_others(others))


def _others(others: list[tuple[int, str]]) -> tuple[Remark, ...]:
    """Return one remark for all lines of a reading list that are no entries."""
    if not others:
        return ()
    raw = "\n".join(line.strip() for _, line in others)
    return (Remark(raw=raw, line=others[0][0], reason="headings and text between the entries; left out"),)


def _is_entry(body: str) -> bool:
    """Whether an item names a work: by a bold title, or by a title with a link away from the page."""
    links = list(_LINK.finditer(body))
    if links and all(_HOME.match(link["url"]) for link in links):
        return False
    if read_marks(body):
        return True
    return any(_is_title(body[: link.start()]) and link["url"].startswith("http") for link in links)


def _is_title(text: str) -> bool:
    return bool(_TITLE.search(_LINK.sub(lambda link: link["text"], text)))


def _cells(row: str) -> list[str]:
    return [cell.strip(" *_") for cell in row.strip().strip("|").split("|")]


def _row(cells: list[str], column: int | None) -> str:
    """Return a table's row as an entry that begins with its title; empty where it has none."""
    if column is None or column >= len(cells):
        column = next((place for place, cell in enumerate(cells) if _is_title(cell)), None)
    if column is None or not _plain(cells[column]).strip(" -"):
        return ""
    title = cells[column] if read_marks(cells[column]) else f"**{cells[column]}**"
    others = [cell for place, cell in enumerate(cells) if place != column and _plain(cell).strip(" -")]
    return ", ".join([title, *others])


def _plain(text: str) -> str:
    """Return a text without emphasis and code marks."""
    return re.sub(r"\*{1,3}|`|(?<!\w)_{1,2}|_{1,2}(?!\w)", "", _ITALIC.sub(r"\g<text>", text))
