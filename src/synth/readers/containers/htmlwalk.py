"""Walk a web page and take from it what a reader sees: text, links, and the bounds between blocks, lines and cells.

The tree is walked once with a loop, as pages may be nested deeper than Python can call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from synth.errors import LimitError
from synth.readers.freetext.signs import looks_like_reference

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_DEPTH = 30_000

_DROPPED = frozenset(
    [
        *("script", "style", "noscript", "template", "svg", "canvas", "video", "audio", "iframe", "object", "embed"),
        *("button", "select", "option", "datalist", "input", "map", "head", "dialog", "annotation", "annotation-xml"),
    ]
)
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dir", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "main", "menu", "nav"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "textarea", "tfoot", "thead", "title", "ul"),
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
# The whole text of the links that publishers add to each reference: a name of their own among other words, or a sign.
_SERVICE = (
    r"google|scholar|cross-?ref|pub-?med|pmc|medline|scopus|web of science|isi|cas|ads|mathscinet|zbmath|article"
    r"|abstract|full[\s-]?text|pdf|html|open ?url|export|download|links?|new window"
    r"|谷歌学术|百度学术|必应学术|知网|万方|返回正文"
)
_FILLING = (
    r"view|in|on|at|via|a|the|free|record|open|find|it|here|central|core|collection|semantic"
    r"|citations?|references?|go|to"
)
_LINK_LABEL = re.compile(
    rf"[\[(]?(?=.{{0,40}}(?:{_SERVICE}))(?:{_SERVICE}|{_FILLING})"
    rf"(?:[\s,®]{{1,3}}(?:{_SERVICE}|{_FILLING})){{0,6}}[\s®]?[\])]?"
    r"|[↑^↩]{1,3}\ufe0e?|\[?(?:go|back) to (?:ref(?:erence)?|text|cited text no\.? ?\d+)\]?",
    re.IGNORECASE,
)
_DOI_HREF = re.compile(r"(?:doi\.org/|/doi/(?:[a-z]{2,9}/)?|[?&]doi=)(10\.\d{4,9}/[^\s?#&\"'<>]+)")
_OPEN_OR_CLOSE = re.compile(
    r"<(/?)(?:article|aside|b|blockquote|center|details|div|dl|em|fieldset|font|footer|header|i|main|nav|ol|section|small"
    r"|span|strong|table|u|ul)\b",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class _Group:
    """A list item or table row, whose inner bounds are spaces as long as it is one line."""

    kind: Literal["item", "row"]
    joined: bool = True
    said: bool = False  # text stands in the present cell
    over: bool = False  # and a bound after it


@dataclass(slots=True, eq=False)
class Listing:
    """A list that we are in: whether it shows numbers, the next of them, and the step to the one after."""

    ordered: bool
    next: int = 1
    step: int = 1


@dataclass(slots=True, eq=False)
class Bound:
    """A place between two pieces of text: of blocks, of lines, or of cells."""

    kind: Literal["block", "line", "cell"]
    group: _Group | None = None
    level: int = 0
    item: tuple[Listing, int] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link's DOI, empty where it has none, and whether its text was left out."""

    doi: str
    dropped: bool


Token = str | Bound | Link


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


class _Walk:
    """The tokens of a page, collected on the way through its tree."""

    def __init__(self, left_out: set[int]) -> None:
        self.tokens: list[Token] = []
        self._left_out = left_out
        self._groups: list[_Group] = []
        self._lists: list[Listing] = []
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
            self.tokens.append(Link(_doi_of(attributes.get("href") or ""), dropped))
            return not dropped
        self._open(tag, attributes)
        return True

    def leave(self, node: LexborNode) -> None:
        """Take what an element ends with."""
        tag = node.tag or ""
        if tag in _HEADINGS:
            self._bound("block", hard=True)
        elif tag in {"li", "tr", "dd"}:
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
        elif tag == "dd":
            self._open_group("item")
        elif tag == "tr":
            self._open_group("row")
        elif tag in {"td", "th"} and self._groups and self._groups[-1].kind == "row":
            self._groups[-1].said = self._groups[-1].over = False
        elif tag in _LISTS:
            start, size = attributes.get("start") or "", -1 if "reversed" in attributes else 1
            self._bound("block")
            self._lists.append(Listing(tag == "ol", int(start) if _is_number(start) else 1, size))
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

    def _open_group(self, kind: Literal["item", "row"], item: tuple[Listing, int] | None = None) -> None:
        if self._groups and self._groups[-1].kind == "row":
            self._groups[-1].joined = False  # cells that hold lists or tables lay a page out
        self.tokens.append(Bound("block", None, 0, item))
        self._groups.append(_Group(kind))

    def _bound(self, kind: Literal["block", "line", "cell"], *, hard: bool = False, level: int = 0) -> None:
        group = self._groups[-1] if self._groups and not hard else None
        if group and kind != "cell":
            group.over = group.said
        self.tokens.append(Bound(kind, group, level))

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


def walk(root: LexborNode, left_out: set[int]) -> list[Token]:
    """Walk a tree and return its text with the bounds in it, in order.

    Parameters
    ----------
    root
        The element to begin at.
    left_out
        The identities (``mem_id``) of elements that are read in another way.
    """
    taken = _Walk(left_out)
    node: LexborNode | None = root
    while node is not None:
        entered = taken.enter(node)
        below = node.first_child if entered else None
        if below is not None:
            node = below
            continue
        if entered:
            taken.leave(node)
        while node is not None and node.mem_id != root.mem_id and node.next is None:
            node = node.parent
            if node is not None:
                taken.leave(node)
        node = node.next if node is not None and node.mem_id != root.mem_id else None
    return taken.tokens


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
