"""Text with a few bytes that do not belong to it: a file cut in the middle of a character, or joined from two."""

from __future__ import annotations

import re
from dataclasses import dataclass

_VALID = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_FOREIGN = re.compile(rb"[\x80-\xff]")
_FEW_BAD = 10  # valid sequences for each byte that is none, in a text that is UTF-8 all the same
_SOME = 0.15  # of the bytes beyond ASCII stand in valid lines, in a text that is joined from UTF-8 and another encoding
_FEW_NULS = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A line that was not read as the rest was: its number, from 1, its text, and why."""

    line: int
    text: str
    reason: str


def is_mostly_utf8(data: bytes) -> bool:
    """Whether bytes that are no valid UTF-8 are so but for a few bytes or lines.

    Parameters
    ----------
    data
        The bytes of a source.
    """
    valid = sum(len(found) for found in _VALID.findall(data))
    invalid = len(_FOREIGN.findall(data)) - valid
    if valid and invalid * _FEW_BAD <= valid:
        return True
    good = sum(len(_FOREIGN.findall(line)) for line in data.splitlines() if is_text(line, "utf-8"))
    return good > _SOME * len(_FOREIGN.findall(data))


def mend_utf8(data: bytes, others: list[str]) -> tuple[str, list[Doubt]]:
    """Decode UTF-8 line by line, each bad line in the first other encoding that all bad lines can be read in.

    Parameters
    ----------
    data
        The bytes of a source, mostly UTF-8.
    others
        The encodings to try for the lines that are none, best first.

    Returns
    -------
    tuple
        The text, in which a byte that no encoding explains is U+FFFD, and a doubt for each such line.
    """
    lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    bad = [line for line in lines if not is_text(line, "utf-8")]
    # One or two bytes cut off at the end of a source are no other encoding.
    other = next((name for name in others if len(bad) > 1 and all(is_text(line, name) for line in bad)), "")
    texts: list[str] = []
    doubts: list[Doubt] = []
    for number, line in enumerate(lines, start=1):
        if is_text(line, "utf-8"):
            texts.append(line.decode("utf-8"))
            continue
        text = line.decode(other) if other else line.decode("utf-8", "replace")
        how = f"read as {other}" if other else "shown as \ufffd"
        texts.append(text)
        doubts.append(Doubt(line=number, text=text, reason=f"holds bytes that are no UTF-8, {how}"))
    return "\n".join(texts), doubts


def without_nuls(data: bytes) -> tuple[bytes, list[Doubt]]:
    """Return the bytes without a few stray NULs, and a doubt for each line that had one.

    Parameters
    ----------
    data
        The bytes of a source; with more than a few NULs they come back as they are.
    """
    clean = data.replace(b"\x00", b"")
    few = data.count(0) <= max(1, _FEW_NULS * len(data))
    # In UTF-16 every ASCII character has a NUL, and without it the rest is no UTF-8.
    if not few or not (is_text(clean, "utf-8") or is_mostly_utf8(clean)):
        return data, []
    doubts = [
        Doubt(line=number, text=line.decode("utf-8", "replace"), reason="holds a NUL, which is left out")
        for number, line in enumerate(data.splitlines(), start=1)
        if 0 in line
    ]
    return clean, doubts


def whole_units(data: bytes, encoding: str) -> tuple[bytes, list[Doubt]]:
    """Return the bytes without half a unit at the end of UTF-16 or UTF-32, and a doubt where there was one.

    Parameters
    ----------
    data
        The bytes of a source.
    encoding
        The encoding that they are taken for.
    """
    width = 4 if encoding.startswith("utf-32") else 2 if encoding.startswith("utf-16") else 1
    if not (rest := len(data) % width):
        return data, []
    whole = data[:-rest]
    line = whole.decode(encoding, "replace").count("\n") + 1
    return whole, [Doubt(line=line, text="", reason="ends in the middle of a character, which is left out")]


def is_text(data: bytes, encoding: str) -> bool:
    """Whether bytes are text in an encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
