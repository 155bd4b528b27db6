"""Train the model that reads free-text references: ``python benchmarks/train_citations.py [--data FOLDER] [-o FILE]``.

Prints how a model that has not seen a tenth of the labelled references reads it, and a set of another origin; then
writes the model that ships, trained on all of them. The same data give the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from synth.errors import SynthError
from synth.readers.freetext.training import build

_ROOT = Path(__file__).parents[1]
_MODEL = _ROOT / "src" / "synth" / "readers" / "freetext" / "citations.crfsuite.xz"


def main() -> int:
    """Train, print and write; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=_ROOT / ".." / "shared" / "data")
    parser.add_argument("-o", "--output", type=Path, default=_MODEL)
    options = parser.parse_args()
    try:
        model, rows = build(options.data)
    except SynthError as error:
        print(error)
        return error.exit_code
    print("\n".join(rows))
    options.output.write_bytes(model)
    print(f"{len(model):,} bytes written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
