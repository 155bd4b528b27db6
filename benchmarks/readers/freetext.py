"""Free-text references: fields read right on sets with known fields, and entries found in whole lists.

Prints one table of field accuracies on sets of free-text references with known fields, and one of the entries found in
whole reference lists. Comparison ignores case, width, spaces and punctuation.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from synth.errors import SynthError
from synth.readers import read_sources
from synth.readers.freetext import training
from synth.readers.freetext.citation import parse_citation
from synth.readers.freetext.features import cut
from synth.readers.freetext.model import Model
from synth.readers.freetext.segments import citation_of, runs_of
from synth.readers.text import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from synth.readers.freetext.parsed import ParsedCitation

_SETS = ("anystyle_core", "anystyle_good", "parscit", "zh_styles_dev")


def report(data: Path, misses: str) -> Iterator[str]:
    """Yield the lines of both tables.

    Parameters
    ----------
    data
        The folder of the public sets.
    misses
        The set and field of which misreadings are to be printed, as ``parscit.title``.
    """
    yield f"{'references':16}{'n':>7}{'title':>8}{'year':>8}{'authors':>9}{'container':>11}{'all four':>10}"
    for name in _SETS:
        path = data / "refs" / f"{name}.jsonl"
        if path.exists():
            items = _load(path)
            yield _row(name, items, misses)
            articles = [item for item in items if item.get("type") == "article-journal"]
            if articles:
                yield _row("- articles only", articles, "")
    if (data / "refs" / "anystyle_core.jsonl").exists():
        yield from _held_out_rows(data, misses)
    yield f"\n{'lists':44}{'expected':>9}{'read':>6}{'unread':>8}{'title':>8}{'year':>8}"
    for page in sorted((data.parent / "seed").glob("*.txt")):
        yield _list_row(page, None, "")
    for page in sorted((data / "reviews").glob("*_refs.txt")):
        items_path = page.with_name(page.name.replace("_refs.txt", ".jsonl"))
        yield _list_row(page, _load(items_path) if items_path.exists() else None, misses)
    for page in sorted((data / "refs" / "zh_pages").glob("*.txt")):
        yield _list_row(page, None, "")


def _load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _fold(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKD", text).casefold() if character.isalnum())


def _held_out_rows(data: Path, misses: str) -> Iterator[str]:
    """Yield the lines for a fifth of the sets that the model learns from, by a model that did not see it.

    The lines above are of the model that ships, which has seen both but for what ParsCit holds too.
    """
    gold, _ = training.load(data)
    unseen = [item for item in gold if training.tenth(item) < 2]  # noqa: PLR2004 - two tenths
    model = Model(
        training.train([item for item in gold if training.tenth(item) >= 2], training.load_titles(data))  # noqa: PLR2004 - the rest
    )

    def parse(text: str) -> ParsedCitation:
        clean = tidy(text)
        tokens = cut(clean)
        return citation_of(clean, runs_of(clean, tokens, model.label(tokens)[0]))

    for name in ("anystyle_core", "anystyle_good"):
        keys = {item.key for item in unseen if item.name == name}
        items = [item for item in _load(data / "refs" / f"{name}.jsonl") if training.key_of(item["raw"]) in keys]
        yield _row(f"{name[9:]}, unseen", items, misses, parse)


def _row(
    name: str,
    items: list[dict[str, Any]],
    misses: str,
    parse: Callable[[str], ParsedCitation] = parse_citation,
) -> str:
    """Return the line of the table for one set."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for item in items:
        parsed = parse(item["raw"])
        verdicts = _verdicts(item, parsed)
        verdicts["all four"] = all(verdicts.values())
        for field, verdict in verdicts.items():
            asked[field] += 1
            right[field] += verdict
            if not verdict and misses == f"{name}.{field}" and field != "all four":
                expected = item.get(field, item.get("author"))
                print(f"{item['raw']}\n    expected {expected}\n    read     {getattr(parsed, field)}")
    shares = [right[field] / max(1, asked[field]) for field in ("title", "year", "authors", "container", "all four")]
    fields = f"{shares[0]:>8.3f}{shares[1]:>8.3f}{shares[2]:>9.3f}{shares[3]:>11.3f}{shares[4]:>10.3f}"
    return f"{name:16}{len(items):>7}{fields}"


def _verdicts(item: dict[str, Any], parsed: ParsedCitation) -> dict[str, bool]:
    """Compare the fields that the gold standard has and that the text prints, rather than abbreviates."""
    # Some gold texts carry the mark-up of italics.
    item = {name: re.sub(r"<[^<>]+>", "", value) if isinstance(value, str) else value for name, value in item.items()}
    found: dict[str, bool] = {}
    raw = _fold(item["raw"])
    if item["title"] and _fold(item["title"]) in raw:
        found["title"] = _fold(item["title"]) == _fold(parsed.title)
    if item["year"]:
        found["year"] = item["year"] == parsed.year
    if item.get("author") or item.get("authors"):
        found["authors"] = _same_authors(item, parsed)
    if item["container"] and _fold(item["container"]) in raw:
        found["container"] = _alike(
            re.sub(r"^(?:in|dans):?\s", "", item["container"], flags=re.IGNORECASE), parsed.container
        )
    return found


def _same_authors(item: dict[str, Any], parsed: ParsedCitation) -> bool:
    """Whether the names have the letters of the gold standard; against a list, whether the printed ones match it."""
    names = [_fold(person.family + person.given + person.literal) for person in parsed.authors]
    if "authors" in item:
        families = [_fold(person.family or person.literal) for person in parsed.authors]
        expected = [_fold(name) for name in item["authors"]]
        return bool(families) and all(
            any(theirs.startswith(ours) or ours in theirs for theirs in expected) for ours in families
        )
    gold = _fold(re.sub(r"\b(?:and|und|et al|et|eds?|editors?)\b|&", " ", item["author"]))
    return SequenceMatcher(None, sorted(gold), sorted("".join(names)), autojunk=False).ratio() > 0.95  # noqa: PLR2004 - a letter or two


def _alike(expected: str, found: str) -> bool:
    return SequenceMatcher(None, _fold(expected), _fold(found), autojunk=False).ratio() > 0.9  # noqa: PLR2004 - a word or so


def _list_row(path: Path, items: list[dict[str, Any]] | None, misses: str) -> str:
    """Return the line of the table for one list: what the numbers printed in it say is expected."""
    try:
        library = read_sources([path])
    except SynthError as error:
        return f"{path.stem:44}  {error}"
    text = path.read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"[\[［](\d{1,3})[\]］]", text)]
    expected = len(items) if items else max(numbers, default=0)
    unreadable = sum(problem.kind == "unreadable" for problem in library.problems)
    row = f"{path.stem:44}{expected:>9}{len(library.records):>6}{unreadable:>8}"
    if items is None:
        return row
    titles = {_fold(record.title): record for record in library.records}
    matched = [item for item in items if _fold(item["title"]) in titles]
    if misses == f"{path.stem}.title":
        for item in items:
            if item not in matched:
                print(f"{item.get('raw', '')}\n    expected {item['title']}")
    years = sum(titles[_fold(item["title"])].year == item["year"] for item in matched)
    return f"{row}{len(matched) / len(items):>8.3f}{years / max(1, len(matched)):>8.3f}"
