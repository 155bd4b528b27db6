"""JSON as every file of this project writes it."""

from __future__ import annotations

import json


def json_text(value: object) -> str:
    """Return JSON in UTF-8 characters, indented by two, in the order given, with a newline at the end.

    Half a surrogate pair, which no UTF-8 file can hold, becomes U+FFFD.
    """
    return _whole(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def json_line(value: object) -> str:
    """Return JSON on one line, in the same characters and order."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    # Some programs take these for line ends.
    return _whole(text.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") + "\n"
