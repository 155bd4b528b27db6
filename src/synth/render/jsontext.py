"""JSON as every file of this project writes it."""

from __future__ import annotations

import json


def json_text(value: object) -> str:
    """Return JSON in UTF-8 characters, indented by two, in the order given, with a newline at the end.

    Half a surrogate pair, which no UTF-8 file can hold, becomes U+FFFD.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") + "\n"
