"""Reference pages cut into entries: precision, recall and F1 of the entries, a line for each layout.

An entry is right where its letters and digits are those of the entry that was printed. The pages are made from single
references (see :mod:`pages`), of which half are held out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pages import LAYOUTS, MadePage, chinese_sets, english_sets, fold, make_pages

from synth.readers.freetext.entries import split_entries
from synth.readers.freetext.page import read_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_PAGES = 8  # of each layout, language and half


def report(data: Path, misses: str) -> Iterator[str]:
    """Yield the lines of the table.

    Parameters
    ----------
    data
        The folder of the public sets.
    misses
        The layout of which the entries that were cut wrongly are to be shown, as ``splitting.LAYOUT``.
    """
    sets = {"zh": chinese_sets(data), "en": english_sets(data)}
    yield f"{'pages cut into entries: F1':28}" + "".join(
        f"{name:>9}" for name in ("zh", "zh held", "en", "en held", "entries", "lost")
    )
    totals: dict[str, list[int]] = {}
    for layout in LAYOUTS:
        row, entries, lost = [], 0, 0
        for language, halves in sets.items():
            for held, runs in halves.items():
                pages = list(make_pages(layout, runs, _PAGES))
                if misses == f"splitting.{layout.name}" and not held:
                    yield from _shown(pages)
                counts = score(pages)
                entries, lost = entries + counts[1], lost + counts[3]
                row.append((f"{language} held" if held else language, counts))
        row.sort()
        for name, counts in row:
            total = totals.setdefault(name, [0, 0, 0])
            total[:] = [a + b for a, b in zip(total, counts[:3], strict=True)]
        figures = dict(row)
        shares = "".join(f"{f1(*figures[name][:3]):>9.3f}" for name in ("zh", "zh held", "en", "en held"))
        yield f"{layout.name:28}{shares}{entries:>9}{lost:>9}"
    yield f"{'all':28}" + "".join(f"{f1(*totals[name]):>9.3f}" for name in ("zh", "zh held", "en", "en held"))


def score(pages: Iterable[MadePage]) -> tuple[int, int, int, int]:
    """Count the entries that are right, printed and found, and the letters that are in no entry and no remark."""
    right = printed = found = lost = 0
    for page in pages:
        entries, rest = cut(page.text)
        right += (Counter(entries) & Counter(page.entries)).total()
        printed += len(page.entries)
        found += len(entries)
        gone = Counter("".join(page.entries)) - Counter("".join(entries) + rest)
        lost += gone.total()
    return right, printed, found, lost


def cut(text: str) -> tuple[list[str], str]:
    """Return the entries of a page, folded, and the letters of what was set aside."""
    page = read_page(text)
    split = [split_entries(part.text, part.line) for part in page.lists]
    entries = [fold(entry.raw) for found in split for entry in found.entries]
    rest = [remark.raw for found in split for remark in found.remarks] + [part.text for part in page.after]
    return entries, fold("".join(rest))


def f1(right: int, printed: int, found: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / max(1, printed + found)


def _shown(pages: Iterable[MadePage]) -> Iterator[str]:
    for page in pages:
        entries, _ = cut(page.text)
        expected = Counter(page.entries)
        if wrong := [entry for entry in entries if entry not in expected]:
            yield page.text
            yield from (f"    found    {entry}" for entry in wrong)
