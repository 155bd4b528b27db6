"""Make reference pages of which the entries are known, from single references and a layout.

Every page is drawn from a generator that its layout and number seed, so that all runs make the same pages. The
references of a page are of one paper, or of one style in alphabetical order, as on a real page.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import random
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_LABEL = re.compile(r"^\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]|[•·*-])\s*")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_FOREIGN = re.compile(r"!\[|#|<|\$|\[\d{1,3}\]|\d{3}$|[\]．.]\s?\[\d")
_TRANSLATED = re.compile(rf"[{_HAN}].*[.\d\])。]\s?(?=[(（\[][A-Z][a-z]+ ?[A-Z]?[^()]*[a-z].*[)）\]][.。]?$)")
_LENGTHS = range(40, 601)
_PER_PAGE = 24
_CIRCLED = {number: chr(0x2460 + number - 1) for number in range(1, 21)}
_MISREAD = str.maketrans({"1": "l", "0": "O", "5": "S"})
_ENGLISH_STYLES = (
    ("author (year)", re.compile(r"^[^(]{4,160}\((?:19|20)\d\d[a-z]?\)")),
    ("author. year", re.compile(r"^[^\d(]{4,160}[.,]?\s(?:19|20)\d\d[a-z]?[.,;:]")),
    ("year last", re.compile(r"^[^\d]{30,}")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a page prints its entries: label, width of its lines (0 is one line an entry), and what disturbs them."""

    name: str
    label: str = ""
    width: int = 0
    hanging: int = 0
    first: int = 0
    gap: int = 0
    run_on: bool = False
    furniture: bool = False
    hyphens: bool = False
    paired: float = 0.0
    inner_blank: float = 0.0
    misread: float = 0.0
    lost: float = 0.0
    translation_apart: int = 0
    tail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """The text of a page and its entries, folded."""

    text: str
    entries: tuple[str, ...]


_NUMBERED = Layout(name="[1]", label="[{}] ")
_PLAIN = Layout(name="plain")
LAYOUTS = (
    _NUMBERED,
    replace(_NUMBERED, name="[1]glued", label="[{}]"),
    replace(_NUMBERED, name="［1］", label="［{}］"),
    replace(_NUMBERED, name="1.", label="{}. "),
    replace(_NUMBERED, name="1.glued", label="{}."),
    replace(_NUMBERED, name="(1)", label="({}) "),
    replace(_NUMBERED, name="（1）", label="（{}）"),
    replace(_NUMBERED, name="1)", label="{}) "),
    replace(_NUMBERED, name="1、", label="{}、"),
    replace(_NUMBERED, name="①", label="①"),
    replace(_NUMBERED, name="[1] two a line", paired=0.2),
    replace(_NUMBERED, name="1. two a line", label="{}. ", paired=0.2),
    replace(_NUMBERED, name="[1] run on", run_on=True),
    replace(_NUMBERED, name="［1］ run on", label="［{}］", run_on=True),
    replace(_NUMBERED, name="1. run on", label="{}. ", run_on=True),
    replace(_NUMBERED, name="(1) run on", label="({}) ", run_on=True),
    replace(_NUMBERED, name="① run on", label="①", run_on=True),
    *(replace(_NUMBERED, name=f"[1] {width} wide", width=width) for width in (80, 60, 35)),
    replace(_NUMBERED, name="[1] hanging", width=70, hanging=4),
    replace(_NUMBERED, name="1. 80 wide", label="{}. ", width=80),
    replace(_NUMBERED, name="1. 35 wide", label="{}. ", width=35),
    replace(_NUMBERED, name="1) hanging", label="{}) ", width=60, hanging=3),
    replace(_NUMBERED, name="[1] hyphens", width=45, hyphens=True),
    replace(_NUMBERED, name="[1] furniture", width=80, furniture=True),
    replace(_NUMBERED, name="1. furniture", label="{}. ", width=60, furniture=True),
    replace(_NUMBERED, name="[1] blank lines", width=80, gap=1),
    replace(_NUMBERED, name="[1] blank inside", width=80, inner_blank=0.2),
    replace(_NUMBERED, name="[1] misread", misread=0.1),
    replace(_NUMBERED, name="[1] misread wrapped", misread=0.1, width=80),
    replace(_NUMBERED, name="1. misread", label="{}. ", misread=0.1),
    replace(_NUMBERED, name="[1] lost", lost=0.06),
    replace(_NUMBERED, name="1. lost wrapped", label="{}. ", lost=0.06, width=70),
    replace(_NUMBERED, name="[1] translation line", translation_apart=1),
    replace(_NUMBERED, name="[1] translation par.", translation_apart=2),
    replace(_NUMBERED, name="[1] with tail", tail=True, width=80),
    _PLAIN,
    replace(_PLAIN, name="plain with tail", tail=True),
    replace(_PLAIN, name="bullets", label="• "),
    replace(_PLAIN, name="bullets wrapped", label="- ", width=70, hanging=2),
    replace(_PLAIN, name="plain blank lines", gap=1),
    replace(_PLAIN, name="plain wrapped blank", gap=1, width=70),
    replace(_PLAIN, name="plain hanging 80", width=80, hanging=5),
    replace(_PLAIN, name="plain hanging 50", width=50, hanging=3),
    replace(_PLAIN, name="plain first indent", width=70, first=4),
    replace(_PLAIN, name="plain 80 wide", width=80),
    replace(_PLAIN, name="plain 60 wide", width=60),
    replace(_PLAIN, name="plain hanging furn.", width=80, hanging=5, furniture=True),
    replace(_PLAIN, name="plain blank furn.", gap=1, furniture=True),
    replace(_PLAIN, name="plain run on", run_on=True),
)


def fold(text: str) -> str:
    """Return the letters and digits of a text, whatever their width and case."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def held_out(text: str) -> bool:
    """Whether a reference is of the half that is kept apart, by the hash of its text or paper."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 0


def chinese_sets(data: Path) -> dict[bool, list[list[str]]]:
    """Return the references of Chinese papers in page-size runs, by whether they are held out."""
    papers: dict[str, list[str]] = {}
    with lzma.open(data / "volume" / "chinaxiv_reference_strings.jsonl.xz", "rt", encoding="utf-8") as stream:
        for line in stream:
            item = json.loads(line)
            if _clean(item["raw"]) and item["raw"].count("[J]") < 3:  # noqa: PLR2004 - two of a bilingual entry
                papers.setdefault(item["id"].partition("#")[0], []).append(item["raw"].strip())
    sets: dict[bool, list[list[str]]] = {True: [], False: []}
    for name, references in papers.items():
        if len(references) >= _PER_PAGE:
            sets[held_out(name)].append(list(dict.fromkeys(references))[:_PER_PAGE])
    return sets


def english_sets(data: Path) -> dict[bool, list[list[str]]]:
    """Return the references of Western styles in alphabetical runs of one style, by whether they are held out."""
    pools: dict[tuple[bool, str], list[str]] = {}
    for name in ("anystyle_core", "anystyle_good", "parscit"):
        for line in (data / "refs" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            raw = _LABEL.sub("", re.sub(r"</?[a-z]+>", "", json.loads(line)["raw"])).strip()
            style = next((name for name, pattern in _ENGLISH_STYLES if pattern.match(raw)), None)
            if style and _clean(raw) and raw[0].isupper() and not re.search(f"[{_HAN}]", raw):
                pools.setdefault((held_out(raw), style), []).append(raw)
    sets: dict[bool, list[list[str]]] = {True: [], False: []}
    for (held, style), pool in sorted(pools.items()):
        unique = sorted(set(pool), key=lambda raw: hashlib.sha256(raw.encode()).hexdigest())
        for start in range(0, len(unique) - _PER_PAGE, _PER_PAGE):
            run = unique[start : start + _PER_PAGE]
            sets[held].append(run if style == "year last" else sorted(run))
    return sets


def _clean(raw: str) -> bool:
    """Whether a text is one reference, not several or a piece with a page's furniture in it."""
    return len(raw) in _LENGTHS and bool(_YEAR.search(raw)) and not _FOREIGN.search(raw) and "\n" not in raw


def make_pages(layout: Layout, runs: list[list[str]], count: int) -> Iterator[MadePage]:
    """Yield the pages of a layout, each of another run of references.

    Parameters
    ----------
    layout
        How they are printed.
    runs
        The references, a list for each page.
    count
        How many pages are made.
    """
    draw = random.Random(layout.name)  # noqa: S311 - the same pages each run, no secret
    for run in draw.sample(runs, min(count, len(runs))):
        yield _page(layout, run, draw)


def _page(layout: Layout, run: list[str], draw: random.Random) -> MadePage:
    if layout.label == "①":
        run = run[: len(_CIRCLED)]
    chinese = sum(bool(re.search(f"[{_HAN}]", raw)) for raw in run) * 2 > len(run)
    printed = []
    for number, raw in enumerate(run, start=1):
        body = raw
        if layout.translation_apart and (match := _TRANSLATED.match(raw)):
            body = raw[: match.end()].rstrip() + "\n" * layout.translation_apart + raw[match.end() :]
        printed.append(_label(layout, number, draw) + body)
    lines = _lines(layout, printed, draw)
    if layout.furniture:
        lines = _with_furniture(lines, draw, chinese=chinese)
    tail = (
        ("", "收稿日期：2020-01-01", "作者简介：张三，男，教授。")
        if chinese
        else ("", "Appendix", "Table 1 lists more.")
    )
    heading = "参考文献" if chinese else "References"
    text = "\n".join([heading, *lines, *(tail if layout.tail else ())]) + "\n"
    return MadePage(text=text, entries=tuple(fold(entry) for entry in printed))


def _label(layout: Layout, number: int, draw: random.Random) -> str:
    if layout.label == "①":
        return _CIRCLED[number]
    if layout.lost and number > 1 and draw.random() < layout.lost:
        return ""
    label = layout.label.format(number)
    if not (layout.misread and number > 1 and draw.random() < layout.misread):
        return label
    damages: list[Callable[[str], str]] = [
        lambda text: text.translate(_MISREAD),
        lambda text: text.replace("[", "［").replace(".", "．"),
        lambda text: text.replace("]", "］"),
        lambda text: text.replace("]", ")").replace(". ", "."),
        lambda text: text.replace("[", "").replace(".", ","),
        lambda text: text.replace("]", "").replace(". ", " "),
        lambda text: text.replace("[", "【").replace("]", "】"),
        lambda text: text.replace("[", "[ ").replace("]", " ]"),
        lambda text: text.replace("[", "|").replace(".", " ."),
    ]
    return draw.choice(damages)(label)


def _lines(layout: Layout, printed: list[str], draw: random.Random) -> list[str]:
    if layout.run_on:
        return [" ".join(printed)]
    lines: list[str] = []
    for place, entry in enumerate(printed):
        if place and lines and draw.random() < layout.paired:
            lines[-1] += " " + entry
            continue
        wrapped = [line for part in entry.split("\n") for line in (_wrap(layout, part) if layout.width else [part])]
        for index, line in enumerate(wrapped):
            indent = layout.first if index == 0 else layout.hanging
            if index and draw.random() < layout.inner_blank:
                lines.append("")
            lines.append(" " * indent + line)
        lines += [""] * layout.gap
    return lines


def _wrap(layout: Layout, text: str) -> list[str]:
    """Break a text into lines of a width, a Chinese character counting two columns."""
    lines: list[str] = []
    line = ""
    for token in re.findall(rf"[{_HAN}，。、：；（）]|[^\s{_HAN}，。、：；（）]+\s*|\s+", text):
        piece = token
        while line and _columns(line + piece.rstrip()) > layout.width:
            room = layout.width - _columns(line) - 1
            if layout.hyphens and piece.strip().isalpha() and len(piece) > 7 and 3 <= room < len(piece.strip()) - 2:  # noqa: PLR2004 - as a typesetter does
                lines.append(line + piece[:room] + "-")
                line, piece = "", piece[room:]
            elif not line.endswith(" ") and _columns(piece) > layout.width // 2:  # a long glued word is cut anywhere
                room = max(1, layout.width - _columns(line))
                lines.append(line + piece[:room])
                line, piece = "", piece[room:]
            else:
                lines.append(line.rstrip())
                line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _with_furniture(lines: list[str], draw: random.Random, *, chinese: bool) -> list[str]:
    """Break the lines into pages with a running header and a page number."""
    header = "示例学报    第 12 卷" if chinese else "Author et al. / Journal of Samples 12 (2020)"
    pages = ("{}", "- {} -", "第 {} 页" if chinese else "Page {}", "· {} ·")
    form = draw.choice(pages)
    broken: list[str] = []
    for place in range(0, len(lines), 23):
        if place:
            broken += [form.format(place // 23 + 100), *([""] if draw.random() < 0.5 else []), header]  # noqa: PLR2004 - one page in two
        broken += lines[place : place + 23]
    return broken
