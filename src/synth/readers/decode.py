"""From bytes to text; what cannot be decoded is never replaced without a word."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from synth.errors import DataError
from synth.readers.stray_bytes import Doubt, is_mostly_utf8, is_text, mend_utf8, whole_units, without_nuls

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_LINE_ENDS = "\r\u0085\u2028\u2029"
_SAMPLE = 200_000
# What the characters of each legacy encoding look like in the middle of real text; mojibake looks like none of them.
_COMMON_HAN = re.compile(
    "[的一是在不了有和中大为上国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    "而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么"
    "研究教育技术论文献参考题摘要键词期刊张王李刘陈杨黄赵吴周"
    "國學會發業動體與關數應開產點經實對過還無為時來們從種說進著間變報問題張陳劉楊黃趙吳]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a source, with line feeds as its only line ends, the encoding it was in, and what was mended."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Decode a source.

    A byte-order mark decides; then the pattern of NUL bytes (UTF-16); then strict UTF-8; then UTF-8 with a few bytes
    or lines of something else; then whichever legacy encoding gives the most plausible text.

    Parameters
    ----------
    data
        The bytes of the source.
    name
        What an error calls the source.

    Returns
    -------
    Decoded
        The text and the encoding's name as Python knows it.

    Raises
    ------
    DataError
        If the bytes are no text in any known encoding.
    """
    if plain := _plain_utf8(data):
        return plain
    wide = [mark for mark in _MARKS if data.startswith(mark[0]) and mark[1] != "utf-8-sig"]
    clean, doubts = (data, []) if wide or 0 not in data else without_nuls(data)
    if not wide and 0 not in clean and not is_text(clean, "utf-8") and is_mostly_utf8(clean):
        text, more = mend_utf8(clean, _legacy_candidates(_bad_lines(clean)))
        return Decoded(text=_with_line_feeds(text), encoding="utf-8", doubts=(*doubts, *more))
    for encoding in _candidates(clean):
        whole, cut = whole_units(clean, encoding)
        if is_text(whole, encoding) and "\x00" not in (text := whole.decode(encoding)):
            return Decoded(text=_with_line_feeds(text), encoding=encoding, doubts=(*doubts, *cut))
    raise DataError("is binary or in an unknown encoding", where=name, fix="Save it as plain text in UTF-8")


def _plain_utf8(data: bytes) -> Decoded | None:
    """Decode what most sources are, without a look at anything else; ``None`` for what is not."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or 0 in data:
        return None
    try:
        return Decoded(text=_with_line_feeds(data.decode("utf-8")), encoding="utf-8")
    except UnicodeDecodeError:
        return None


def _bad_lines(data: bytes) -> bytes:
    return b"\n".join(line for line in data.splitlines() if not is_text(line, "utf-8"))


def _with_line_feeds(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    for end in _OTHER_LINE_ENDS:
        if end in text:
            text = text.replace(end, "\n")
    return text


def _candidates(data: bytes) -> list[str]:
    """Return the encodings to try, best first."""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    if marked:
        return marked[:1]
    if b"\x00" in data[:_SAMPLE]:
        return _wide_candidates(data[:_SAMPLE])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy_candidates(data)
    return ["utf-8"]


def _wide_candidates(sample: bytes) -> list[str]:
    """Return the UTF-16 byte order that the NUL bytes of ASCII letters, spaces and line ends give away."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 2 * min(even, odd):
        return []
    return ["utf-16-be"] if even > odd else ["utf-16-le"]


def _legacy_candidates(data: bytes) -> list[str]:
    """Rank the encodings that can decode the bytes: by plausibility, and on a tie as charset-normalizer finds."""
    encodings = [encoding for encoding in ("gb18030", "big5", "cp1252") if is_text(data, encoding)]
    scores = {encoding: _plausibility(data, encoding) for encoding in encodings}
    best = max(scores.values(), default=0.0)
    ties = [encoding for encoding in encodings if scores[encoding] >= best - 0.02]
    favourite = _detected(data) if len(ties) > 1 else ""
    return sorted(encodings, key=lambda encoding: (encoding not in ties, encoding != favourite, -scores[encoding]))


def _plausibility(data: bytes, encoding: str) -> float:
    """Return the share of the non-ASCII characters that real text in this encoding would have.

    For Chinese these are frequent characters and Chinese punctuation; about half of any real text. For Western text
    they are letters beside a Latin letter, and typographic signs.
    """
    text = data[:_SAMPLE].decode(encoding, errors="ignore")
    foreign = [index for index, character in enumerate(text) if not character.isascii()]
    if not foreign:
        return 0.0
    if encoding == "cp1252":
        good = sum(text[i] in "‘’“”–—…©®·°«»" or (text[i].isalpha() and _beside_latin(text, i)) for i in foreign)
        return 0.75 * good / len(foreign)
    good = sum(bool(_COMMON_HAN.match(text[i])) or text[i] in "，。、；：？！（）《》“”．［］　" for i in foreign)
    return min(1.0, 2.0 * good / len(foreign))


def _beside_latin(text: str, index: int) -> bool:
    """Whether a letter has an ASCII letter beside it, and no second foreign one, as ``é`` in ``café`` does."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return any(side.isascii() and side.isalpha() for side in (before, after)) and after.isascii()


def _detected(data: bytes) -> str:
    """Return what charset-normalizer finds, as one of our names."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - heavy, and only a tie needs it

    match = from_bytes(data[:_SAMPLE], cp_isolation=["gb18030", "big5", "cp1252"]).best()
    return match.encoding if match else ""
