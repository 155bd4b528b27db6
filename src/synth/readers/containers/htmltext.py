"""The text of a web page as blocks: what a reader sees as a paragraph, list item or row, without the page's furniture.

The tree is walked once with a loop, as pages may be nested deeper than Python can call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from synth.errors import LimitError
from synth.readers.containers.blocks import (
    Block,
    Grid,
    heads_references,
    is_numbered,
    joined_row,
    names_columns,
)
from synth.readers.freetext.signs import looks_like_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_DEPTH = 30_000

_DROPPED = frozenset(
    [
        *("script", "style", "noscript", "template", "svg", "canvas", "video", "audio", "iframe", "object", "embed"),
        *("button", "select", "option", "datalist", "input", "map", "head", "dialog", "annotation", "annotation-xml"),
    ]
)
_BLOCKS = frozenset(
    [
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dir",
            "div",
            "dl",
        ),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "main", "menu", "nav", "ol", "p"),
        *("pre", "section", "summary", "table", "tbody", "textarea", "tfoot", "thead", "title", "ul"),
    ]
)
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "header"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog"})
_FURNITURE_CLASSES = frozenset(
    [
        *("nav", "navbar", "navigation", "menu", "sidebar", "side-bar", "footer", "site-footer", "page-footer"),
        *("site-header", "cookie-banner", "cookie-notice", "cookies", "advertisement", "ads", "share-buttons"),
        *("social-share", "pagination", "skip-link", "skip-nav", "sr-only", "visually-hidden", "related-articles"),
        *("recommended", "comments", "toc"),
    ]
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OF_REFERENCES = re.compile(
    r"ref(?:erence)?s?(?:[-_ ]?list)?\b|biblio|citation|works cited|literature cited|参考文献|參考文獻", re.IGNORECASE
)
# The whole text of the links that publishers add to each reference.
_LINK_LABEL = re.compile(
    r"[\[(]?(?:google(?: scholar)?|cross[\s-]?ref|pub\s?med(?: central)?|pmc(?: free article)?|medline|scopus"
    r"|web of science(?: ®| core collection)?|isi|cas|ads|mathscinet|zbmath|semantic scholar"
    r"|(?:view )?(?:article|record)(?: in scopus)?|(?:free )?full[\s-]?text|view in article|open ?url|find it(?: here)?"
    r"|pdf|html|export"
    r"|go to ref(?:erence)?|back to (?:text|cited text no\.? \d+)|download (?:references|citation)s?|links?|[↑^↩]+︎?"
    r"|谷歌学术|百度学术|必应学术|知网|万方|本文引用.{0,8}|返回正文)[\])]?",
    re.IGNORECASE,
)
_DOI_HREF = re.compile(r"(?:doi\.org/|/doi/(?:[a-z]{2,9}/)?|[?&]doi=)(10\.\d{4,9}/[^\s?#&\"'<>]+)")
_DOI = re.compile(r"10\.\d{4,9}/")
_EMPTY_BRACKETS = re.compile(r"\[[\s,;|·]*\]|\([\s,;|·]*\)")
_OPEN_OR_CLOSE = re.compile(
    r"<(/?)(?:article|aside|b|blockquote|center|details|div|dl|em|fieldset|font|footer|header|i|main|nav|ol|section|small"
    r"|span|strong|table|u|ul)\b",
    re.IGNORECASE,
)
_SNIPPET = re.compile(r"[^&<>\"'\s][^&<>\"'\n\r\xa0]{0,39}")
_WINDOW = 200_000  # characters ahead in which a block's place in the source is looked for


@dataclass(slots=True, eq=False)
class _Group:
    """A list item or table row, whose inner bounds are spaces as long as it is one line."""

    kind: Literal["item", "row"]
    joined: bool = True
    said: bool = False  # text stands in the present cell
    over: bool = False  # and a bound after it


@dataclass(slots=True, eq=False)
class _List:
    ordered: bool
    next: int = 1
    step: int = 1


@dataclass(slots=True, eq=False)
class _Bound:
    """A place between two pieces of text: of blocks, of lines, or of cells."""

    kind: Literal["block", "line", "cell"]
    group: _Group | None = None
    level: int = 0
    item: tuple[_List, int] | None = None


@dataclass(slots=True)
class _Line:
    """A block as it is put together."""

    text: str = ""
    snippet: str = ""
    level: int = 0
    item: tuple[_List, int] | None = None
    dois: list[str] = field(default_factory=list)
    cleared: bool = False
    place: int = 1
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Link:
    """A link's DOI, empty where it has none, and whether its text was left out."""

    doi: str
    dropped: bool


_Token = str | _Bound | _Link


def page_blocks(tree: LexborHTMLParser, source_text: str) -> tuple[list[Block], list[Grid]]:
    """Return the blocks of a page in the order in which they are to be read, and its tables of named columns.

    Parameters
    ----------
    tree
        The page as parsed.
    source_text
        Its source, in which the line of each block is looked for.
    """
    grids = _grids(tree, source_text)
    root = tree.body or tree.root
    tokens = _tokens(root, {grid_node for grid_node, _ in grids}) if root else []
    lines = [line for line in _lines(tokens) if line.text]
    _place(lines, source_text)
    _mark_items(lines)
    blocks = [Block(text=_with_doi(line), place=line.place, level=line.level, mark=line.mark) for line in lines]
    return _references_last(blocks), [grid for _, grid in grids]


def check_depth(text: str, source: str) -> None:
    """Refuse a page nested so deep that only a fault or ill will can have made it, before it is parsed.

    Parameters
    ----------
    text
        The page.
    source
        Its name.

    Raises
    ------
    LimitError
        If more than ``MAX_DEPTH`` elements are open at once.
    """
    if text.count("<") <= MAX_DEPTH:
        return
    depth = 0
    for match in _OPEN_OR_CLOSE.finditer(text):
        depth += -1 if match[1] else 1
        if depth > MAX_DEPTH:
            fix = "Give the text of the page instead"
            raise LimitError(f"has more than {MAX_DEPTH:,} elements inside one another", where=source, fix=fix)


def _grids(tree: LexborHTMLParser, source_text: str) -> list[tuple[int, Grid]]:
    """Return the tables whose first row names the columns of a bibliography, each with its node's identity."""
    found = []
    for node in tree.css("table"):
        first = node.css_first("tr")
        head = [cell.text(deep=True) for cell in first.iter()] if first else []
        if not names_columns([head, head]) or node.css_first("table table"):
            continue
        rows = tuple(tuple(" ".join(cell.text(deep=True).split()) for cell in row.iter()) for row in node.css("tr"))
        snippet = _SNIPPET.search(first.text(deep=True)) if first else None
        place = source_text.find(snippet[0].rstrip()) if snippet else 0
        if len(rows) > 1:
            found.append((node.mem_id, Grid(rows=rows, place=source_text.count("\n", 0, max(place, 0)) + 1)))
    return found


# ------------------------------------------------------------------------------------------------------- walking


class _Walk:
    """The tokens of a page, collected on the way through its tree."""

    def __init__(self, left_out: set[int]) -> None:
        self.tokens: list[_Token] = []
        self._left_out = left_out
        self._groups: list[_Group] = []
        self._lists: list[_List] = []
        self._kept = 0  # how many furniture elements we are in, kept for the reference list in them
        self._verbatim = 0
        self._content = 0  # articles and main parts that we are in

    def enter(self, node: LexborNode) -> bool:
        """Take what an element begins with, and say whether to go into it."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag in _DROPPED or node.mem_id in self._left_out or tag.startswith(("-comment", "!")):
            return False
        attributes = node.attributes
        if tag not in {"html", "body", "main"} and not self._kept and self._is_furniture(node, tag, attributes):
            if not _keeps_references(node, attributes):
                return False
            self._kept += 1
        if tag == "a":
            label = " ".join(node.text(deep=True).split())
            dropped = bool(_LINK_LABEL.fullmatch(label))
            self.tokens.append(_Link(_doi_of(attributes.get("href") or ""), dropped))
            return not dropped
        self._open(tag, attributes)
        return True

    def leave(self, node: LexborNode) -> None:
        """Take what an element ends with."""
        tag = node.tag or ""
        if tag in _HEADINGS:
            self._bound("block", hard=True)
        elif tag in {"li", "tr"}:
            if self._groups:
                self._groups.pop()
            self._bound("block", hard=True)
        elif tag in {"td", "th"}:
            self._bound("cell")
        elif tag in _BLOCKS:
            self._bound("block")
        if tag in _LISTS and self._lists:
            self._lists.pop()
        self._verbatim -= tag in {"pre", "textarea"}
        self._content -= tag in {"article", "main"}
        if self._kept and self._is_furniture(node, tag, node.attributes):
            self._kept -= 1

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        self._verbatim += tag in {"pre", "textarea"}
        self._content += tag in {"article", "main"}
        if tag == "br":
            self._bound("line")
        elif tag in _HEADINGS:
            self._bound("block", hard=True, level=_HEADINGS[tag])
        elif tag == "li":
            self._open_item(attributes)
        elif tag == "tr":
            self._open_group("row")
        elif tag in {"td", "th"} and self._groups and self._groups[-1].kind == "row":
            self._groups[-1].said = self._groups[-1].over = False
        elif tag in _LISTS:
            start, size = attributes.get("start") or "", -1 if "reversed" in attributes else 1
            self._bound("block")
            self._lists.append(_List(tag == "ol", int(start) if _is_number(start) else 1, size))
        elif tag in _BLOCKS:
            self._bound("block")

    def _open_item(self, attributes: dict[str, str | None]) -> None:
        """Begin a list item under its number."""
        item = None
        if self._lists:
            current, value = self._lists[-1], attributes.get("value") or ""
            number = int(value) if _is_number(value) else current.next
            current.next = number + current.step
            item = (current, number)
        self._open_group("item", item)

    def _open_group(self, kind: Literal["item", "row"], item: tuple[_List, int] | None = None) -> None:
        if self._groups and self._groups[-1].kind == "row":
            self._groups[-1].joined = False  # cells that hold lists or tables lay a page out
        self.tokens.append(_Bound("block", None, 0, item))
        self._groups.append(_Group(kind))

    def _bound(self, kind: Literal["block", "line", "cell"], *, hard: bool = False, level: int = 0) -> None:
        group = self._groups[-1] if self._groups and not hard else None
        if group and kind != "cell":
            group.over = group.said
        self.tokens.append(_Bound(kind, group, level))

    def _text(self, text: str) -> None:
        if text.strip() and self._groups:
            group = self._groups[-1]
            if group.kind == "row" and group.over:
                group.joined = False
            group.said = True
        if not self._verbatim:
            self.tokens.append(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._bound("line")
            self.tokens.append(line)

    def _is_furniture(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether an element is part of the site rather than of the page."""
        if tag in _FURNITURE_TAGS:
            return tag != "header" or not (self._content or node.css_first("h1"))
        if not attributes:
            return False
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
        return (
            "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or (attributes.get("role") or "") in _FURNITURE_ROLES
            or bool(_HIDING.search(attributes.get("style") or ""))
            or not _FURNITURE_CLASSES.isdisjoint(names)
        )


def _tokens(root: LexborNode, left_out: set[int]) -> list[_Token]:
    """Walk a tree from its root, without recursion."""
    walk = _Walk(left_out)
    node: LexborNode | None = root
    while node is not None:
        entered = walk.enter(node)
        below = node.first_child if entered else None
        if below is not None:
            node = below
            continue
        if entered:
            walk.leave(node)
        while node is not None and node.mem_id != root.mem_id and node.next is None:
            node = node.parent
            if node is not None:
                walk.leave(node)
        node = node.next if node is not None and node.mem_id != root.mem_id else None
    return walk.tokens


def _keeps_references(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    """Whether furniture holds a reference list, as a hidden or folded part of a page may."""
    text = node.text(deep=True, separator="\n")
    named = " ".join(filter(None, (attributes.get("class"), attributes.get("id"), attributes.get("aria-label"))))
    if not (_OF_REFERENCES.search(named) or _OF_REFERENCES.search(text)):
        return False
    items = [item.text(deep=True) for item in node.css("li,p,tr,dd")] or text.split("\n")
    return sum(looks_like_reference(item) for item in items[:400]) > 1


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5  # noqa: PLR2004 - a list has fewer than 10,000 items


def _doi_of(href: str) -> str:
    match = _DOI_HREF.search(unquote(href[:2000]))
    return match[1].rstrip(".,;)") if match else ""


# --------------------------------------------------------------------------------------------- from tokens to lines


def _lines(tokens: list[_Token]) -> Iterator[_Line]:
    """Yield the lines that the tokens stand for."""
    line, pieces = _Line(), list[str]()
    for token in tokens:
        if isinstance(token, str):
            if not line.snippet and (match := _SNIPPET.search(token)):
                line.snippet = match[0].rstrip()
            pieces.append(re.sub(r"\s+", " ", token))
        elif isinstance(token, _Link):
            line.dois += [token.doi] if token.doi else []
            line.cleared |= token.dropped
        elif token.group and token.group.joined:
            pieces.append("\t" if token.kind == "cell" else " ")
        elif token.kind == "line":
            pieces.append("\n")
        else:
            yield _finished(line, pieces)
            item = token.item if token.item or line.text else line.item
            line, pieces = _Line(level=token.level, item=item), []
    yield _finished(line, pieces)


def _finished(line: _Line, pieces: list[str]) -> _Line:
    """Put the text of a line together: spaces as a page shows them, and nothing of links that were left out."""
    text = "".join(pieces)
    if line.cleared:
        text = _EMPTY_BRACKETS.sub(" ", text)
    rows = [joined_row(row.split("\t")) for row in text.split("\n")]
    text = "\n".join(row for row in rows if row)
    line.text = re.sub(r"[\s|·,;]+$", "", text) if line.cleared else text
    return line


def _place(lines: list[_Line], source_text: str) -> None:
    """Find the line of the source on which each block begins."""
    position, counted, number = 0, 0, 1
    for line in lines:
        if line.snippet:
            found = source_text.find(line.snippet, position, position + _WINDOW)
            position = found if found >= 0 else position
        number += source_text.count("\n", counted, position)
        counted = position
        line.place = number


def _mark_items(lines: list[_Line]) -> None:
    """Put the numbers that a page shows before the items of a reference list, unless they have their own."""
    members: dict[_List, list[_Line]] = {}
    after_heading = not any(line.level for line in lines)
    follows: set[_List] = set()
    for line in lines:
        if line.item:
            members.setdefault(line.item[0], []).append(line)
            if after_heading:
                follows.add(line.item[0])
        else:
            after_heading = (after_heading and not line.level) or heads_references(line.text)
    for listing, items in members.items():
        alike = sum(looks_like_reference(item.text) for item in items) * 2 >= len(items)
        if not (alike or listing in follows) or sum(is_numbered(item.text) for item in items) * 2 > len(items):
            continue
        for item in items:
            label = f"[{item.item[1]}] " if item.item else ""
            item.text, item.mark = (label + item.text, "") if listing.ordered else (item.text, label)


def _with_doi(line: _Line) -> str:
    """Return the text with the DOI that its links lead to, where it is that of a reference and does not say it."""
    dois = set(line.dois)
    if len(dois) != 1 or _DOI.search(line.text) or not looks_like_reference(line.text):
        return line.text
    return f"{line.text} https://doi.org/{dois.pop()}"


def _references_last(blocks: list[Block]) -> list[Block]:
    """Move the sections after the reference list before it, as free text takes all that follows its heading for it."""
    start = next((i for i in range(len(blocks) - 1, -1, -1) if heads_references(blocks[i].text)), None)
    if start is None:
        return blocks
    level = blocks[start].level or 7
    heads = [i for i in range(start + 1, len(blocks)) if 0 < blocks[i].level <= level] + [len(blocks)]
    for i, end in pairwise(heads):
        section = blocks[i + 1 : end]
        if sum(looks_like_reference(block.text) for block in section) * 2 < max(len(section), 1):
            return [*blocks[:start], *blocks[i:], *blocks[start:i]]
    return blocks
