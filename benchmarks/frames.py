"""How often sentences repeat the frame of another in their section: ``python benchmarks/frames.py RUN_FOLDER...``.

A frame is a sentence with citations, quotations, theme labels, terms, names and numbers blanked out. The goal is less
than one in ten within a section.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

_NUMBERS = "no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NAME = re.compile(
    r"(?:(?:[A-Z][\w'’.-]+|and|et al\.|de|van|von|der|[\u4e00-\u9fff]{2,4}(?:和[\u4e00-\u9fff]{2,4}|等)?) ?)+"
    r"[(（](?:\d{4}|n\.d\.|年份不详)[)）]"
)


def frame(text: str, blanks: list[str]) -> str:
    """Return a sentence without what varies."""
    text = re.sub(r"\[[\d, –]+\]", "", text)
    text = re.sub(r"“(?:[^“”]|“[^“”]*”)*”|《[^《》]*》", "Q", text)
    text = _NAME.sub("N", text)
    for word in blanks:
        text = re.sub(re.escape(word), "T", text, flags=re.IGNORECASE)
    text = re.sub(rf"\d+|\b(?:{_NUMBERS})\b", "0", text, flags=re.IGNORECASE)
    return re.sub(r"(?:\b[NQT0]\b|[,、，;；]|\band\b|\bothers\b|和|等|篇|\s)+", " ", text).strip()


def repeated(claims: list[dict[str, str]], labels: list[str]) -> tuple[int, int, Counter[str]]:
    """Return how many sentences repeat a frame of their section, of how many, and the frames that are repeated."""
    sections: dict[str, Counter[str]] = defaultdict(Counter)
    blanks = sorted(labels, key=len, reverse=True)
    for claim in claims:
        sections[claim["section"]][frame(claim["text"], blanks)] += 1
    again: Counter[str] = Counter()
    for frames in sections.values():
        again.update({text: n - 1 for text, n in frames.items() if n > 1})
    return again.total(), len(claims), again


def main(folders: list[str]) -> None:
    """Print a line a run folder, and its most repeated frames."""
    for folder in map(Path, folders):
        claims = json.loads((folder / "claims.json").read_text("utf-8"))
        themes = json.loads((folder / "themes.json").read_text("utf-8"))["themes"]
        labels = [word for theme in themes for word in (theme["label"], *theme["terms"])]
        labels += [part["label"] for theme in themes for part in theme["subthemes"]]
        again, total, frames = repeated(claims, [word for word in labels if len(word) > 1])
        print(f"{folder.name}: {again} of {total} sentences repeat a frame of their section ({again / total:.1%})")
        for text, count in frames.most_common(3):
            print(f"    {count + 1} x {text[:110]}")


if __name__ == "__main__":
    main(sys.argv[1:])
