"""The text of a web page as blocks: what a reader sees as a paragraph, list item or row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from synth.readers.containers.blocks import Block, Grid, heads_references, is_numbered, joined_row, names_columns
from synth.readers.containers.htmlwalk import Link, Listing, Token, walk
from synth.readers.freetext.signs import FOOTER, looks_like_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

_DOI = re.compile(r"10\.\d{4,9}/")
_EMPTY_BRACKETS = re.compile(r"\[[\s,;|·]*\]|\([\s,;|·]*\)")
_PART = "\x1e"  # stands between the blocks of one item
_FIELD = 5  # characters; what is shorter is a number or letter
_SNIPPET = re.compile(r"[^&<>\"'\s][^&<>\"'\n\r\xa0]{0,39}")
_WINDOW = 200_000  # characters ahead in which a block's place in the source is looked for


@dataclass(slots=True)
class _Line:
    """A block as it is put together."""

    text: str = ""
    snippet: str = ""
    level: int = 0
    item: tuple[Listing, int] | None = None
    dois: list[str] = field(default_factory=list)
    cleared: bool = False
    place: int = 1
    mark: str = ""


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
    tokens = walk(root, {grid_node for grid_node, _ in grids}) if root else []
    lines = [line for line in _lines(tokens) if line.text]
    _place(lines, source_text)
    _mark_items(lines)
    blocks = [Block(text=_with_doi(line), place=line.place, level=line.level, mark=line.mark) for line in lines]
    return _references_last(blocks), [grid for _, grid in grids]


def _grids(tree: LexborHTMLParser, source_text: str) -> list[tuple[int, Grid]]:
    """Return the tables whose first row names the columns of a bibliography, each with its node's identity."""
    found = []
    for node in tree.css("table"):
        first = None if node.css_first("td table,th table") else node.css_first("tr")
        head = [cell.text(deep=True) for cell in first.iter()] if first else []
        if not names_columns([head, head]):
            continue
        rows = tuple(tuple(" ".join(cell.text(deep=True).split()) for cell in row.iter()) for row in node.css("tr"))
        snippet = _SNIPPET.search(next(filter(str.strip, head), ""))
        place = source_text.find(snippet[0].rstrip()) if snippet else 0
        if len(rows) > 1:
            found.append((node.mem_id, Grid(rows=rows, place=source_text.count("\n", 0, max(place, 0)) + 1)))
    return found


def _lines(tokens: list[Token]) -> Iterator[_Line]:
    """Yield the lines that the tokens stand for."""
    line, pieces = _Line(), list[str]()
    for token in tokens:
        if isinstance(token, str):
            if not line.snippet and (match := _SNIPPET.search(token)):
                line.snippet = match[0].rstrip()
            pieces.append(re.sub(r"\s+", " ", token))
        elif isinstance(token, Link):
            line.dois += [token.doi] if token.doi else []
            line.cleared |= token.dropped
        elif token.group and token.group.joined:
            pieces.append(
                {"cell": "\t", "line": " ", "block": _PART if token.group.kind == "item" else " "}[token.kind]
            )
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
    if _PART in text:
        text = _parts_joined(text.split(_PART))
    rows = [joined_row(row.split("\t")) for row in text.split("\n")]
    text = "\n".join(row for row in rows if row)
    line.text = re.sub(r"[\s|·,;]+$", "", text) if line.cleared else text
    return line


def _parts_joined(parts: list[str]) -> str:
    """Join the blocks of one item: as sentences, where they are the fields of a reference, which a page tells apart."""
    filled = [part.strip() for part in parts if part.strip()]
    text = filled[0] if filled else ""
    for before, part in pairwise(filled):
        ended = not before[-1].isalpha() or part[0].islower() or not part[0].isalnum()
        text += (" " if ended or len(before) < _FIELD else ". ") + part
    return text


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
    members: dict[Listing, list[_Line]] = {}
    after_heading = not any(line.level for line in lines)
    follows: set[Listing] = set()
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
        if FOOTER.fullmatch(blocks[i].text) or sum(looks_like_reference(block.text) for block in section) * 2 < max(
            len(section), 1
        ):
            return [*blocks[:start], *blocks[i:], *blocks[start:i]]
    return blocks
