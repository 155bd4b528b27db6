"""The formats that records are written in for other programs; reading them again gives the same records."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synth.datatypes import Record

_WRITERS = {
    "csl-json": ("synth.render.csl", "render_csl"),
    "bibtex": ("synth.render.bibtex", "render_bibtex"),
    "ris": ("synth.render.ris", "render_ris"),
    "csv": ("synth.render.csvtable", "render_csv"),
    "jsonl": ("synth.render.jsonlines", "render_jsonl"),
}
FORMATS = tuple(_WRITERS)


def render(records: Sequence[Record], form: str) -> str:
    """Return records in one of :data:`FORMATS`.

    Parameters
    ----------
    records
        What to write, in this order.
    form
        The name of the format.
    """
    module, function = _WRITERS[form]
    text: str = getattr(import_module(module), function)(records)
    return text
