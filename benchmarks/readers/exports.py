"""Exports: the number of records of real files, and the fields of translators' tests.

The number expected of a file is counted by a scanner of one line that knows nothing of the readers. Fields are compared
without case, width, spaces and punctuation; an entry is right when each field that the expected item has is found.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synth.dedupe import deduplicate
from synth.errors import SynthError
from synth.readers import read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from synth.datatypes import Record

_STARTS = (
    r"^\ufeff?TY\s{1,3}-",
    r"^PMID ?-",
    r"^PT [A-Z]\b",
    r"^%0 ",
    r"^RT ",
    r"^\{Reference Type\}",
    r"^标题[:：]",
)
_NO_ENTRY = frozenset({"comment", "string", "preamble"})
_FIELDS = ("title", "authors", "year", "container", "abstract")
_CONTAINERS = ("publicationTitle", "bookTitle", "proceedingsTitle")


def report(data: Path, misses: str) -> Iterator[str]:
    """Yield the lines of both tables.

    Parameters
    ----------
    data
        The folder of the public sets.
    misses
        The translator and field of which misreadings are to be shown, as ``RIS.title``.
    """
    yield f"{'real exports':58}{'expected':>9}{'read':>6} = {'unread':>6}{'dupl':>6}{'incl':>6}  format"
    for path in sorted(path for path in (data / "exports").glob("*/*") if path.suffix != ".json"):
        yield _count_line(path)
    yield ""
    yield f"{'translator tests':24}{'tests':>6}{'items':>7}" + "".join(f"{name:>11}" for name in _FIELDS)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for path in sorted((data / "exports" / "translator_tests").glob("*.json")):
        tests = json.loads(path.read_text(encoding="utf-8"))
        ours, theirs, lines = _translator(path.stem, tests, misses)
        yield from lines
        yield f"{path.stem:24}{len(tests):>6}{sum(len(test['items']) for test in tests):>7}{_shares(ours, theirs)}"
        right += ours
        asked += theirs
    yield f"{'all':37}{_shares(right, asked)}"


def _shares(right: Counter[str], asked: Counter[str]) -> str:
    return "".join(f"{right[name] / asked[name]:>11.3f}" if asked[name] else f"{'-':>11}" for name in _FIELDS)


def _count_line(path: Path) -> str:
    expected = _starts(path.read_bytes().decode("utf-8-sig", "replace"), path.suffix)
    name = f"{path.parent.name}/{path.name}"
    try:
        corpus = deduplicate(read_sources([path]))
    except SynthError as error:
        return f"{name:58}{expected:>9}  {error}"
    flow = corpus.flow
    counts = f"{flow.identified:>6} = {flow.unreadable:>6}{flow.duplicate:>6}{flow.included:>6}"
    wrong = "" if flow.identified == expected else "  <- differs"
    return f"{name:58}{expected:>9}{counts}  {corpus.sources[0].format}{wrong}"


def _starts(text: str, suffix: str) -> int:
    """Count the entries of a file by what each begins with."""
    if suffix == ".csv":
        csv.field_size_limit(10**9)
        return sum(any(row) for row in csv.reader(io.StringIO(text))) - 1
    if suffix == ".bib":
        return sum(kind.lower() not in _NO_ENTRY for kind in re.findall(r"^\s*@(\w+)\s*[{(]", text, re.MULTILINE))
    flat = re.sub(r"\r\n?|\n\r", "\n", text)
    return max(len(re.findall(pattern, flat, re.MULTILINE)) for pattern in _STARTS)


def _translator(name: str, tests: Iterable[Any], misses: str) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return how many fields were right, how many were asked for, and the lines that show misses."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    lines: list[str] = []
    for test in tests:
        records = _read(test["input"])
        for place, item in enumerate(test["items"]):
            record = records[place] if len(records) == len(test["items"]) else None
            for field, expected in _expected(item).items():
                found = _found(record, field) if record else "(no record)"
                asked[field] += 1
                right[field] += _fold(expected) == _fold(found)
                if misses == f"{name}.{field}" and _fold(expected) != _fold(found):
                    lines.append(
                        f"    {item.get('title', '')[:60]!r}\n        expected {expected}\n        read     {found}"
                    )
    return right, asked, lines


def _read(text: str) -> Sequence[Record]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input.txt"
        path.write_text(text, encoding="utf-8", newline="")
        try:
            return read_sources([path]).records
        except SynthError:
            return ()


def _expected(item: dict[str, Any]) -> dict[str, str]:
    """Return the fields that the expected item has, as text."""
    authors = [one for one in item["creators"] if one["creatorType"] == "author"]
    year = re.search(r"[12]\d{3}", item.get("date", ""))  # some tests have 0000 for a year
    given = {
        "title": item.get("title", ""),
        "authors": "; ".join(one.get("lastName", "") or one.get("name", "") for one in authors),
        "year": year[0] if year else "",
        "container": next((item[name] for name in _CONTAINERS if item.get(name)), ""),
        "abstract": item.get("abstractNote", ""),
    }
    return {name: text for name, text in given.items() if text}


def _found(record: Record, field: str) -> str:
    if field == "authors":
        return "; ".join(person.family or person.literal for person in record.authors)
    return str(getattr(record, field) or "")


def _fold(text: str) -> str:
    plain = re.sub(r"</?\w+[^<>]*>", "", text)
    return "".join(char for char in unicodedata.normalize("NFKD", plain).casefold() if char.isalnum())
