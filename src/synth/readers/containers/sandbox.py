"""Run the parser of a binary format in a process of its own, so that no document can exhaust or crash this one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from synth.errors import DataError, LimitError
from synth.readers.containers.parsers import MAX_MEMORY, MAX_SECONDS, OUT_OF_MEMORY, UNREADABLE

_PARSERS = Path(__file__).with_name("parsers.py")


def parse(job: str, data: bytes, source: str, *, fix: str, seconds: float = MAX_SECONDS) -> object:
    """Return what a parser finds in a document.

    Parameters
    ----------
    job
        The parser: a key of :data:`synth.readers.containers.parsers.JOBS`.
    data
        The document.
    source
        Its name.
    fix
        What to do about a document that cannot be parsed.
    seconds
        How long it may take.

    Raises
    ------
    DataError
        If the parser says that the document is damaged, encrypted or empty.
    LimitError
        If it needs more memory or time than is bearable, or breaks its parser.
    """
    # -P keeps this folder out of the search path: its html.py is not the standard library's.
    command = [sys.executable, "-P", str(_PARSERS), job]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603 - our own script
    except subprocess.TimeoutExpired:
        raise LimitError(f"takes more than {seconds:g} seconds to read", where=source, fix=fix) from None
    if done.returncode == 0:
        result: object = json.loads(done.stdout)
        return result
    if done.returncode == UNREADABLE:
        raise DataError(done.stderr.decode("utf-8", "replace").strip(), where=source, fix=fix)
    limit = f"more than {MAX_MEMORY >> 30} GB of memory"
    if done.returncode == OUT_OF_MEMORY:
        raise LimitError(f"needs {limit} to read", where=source, fix=fix)
    if done.returncode < 0:
        raise LimitError(f"stopped its parser, perhaps because it needs {limit}", where=source, fix=fix)
    raise DataError("is damaged", where=source, fix=fix)
