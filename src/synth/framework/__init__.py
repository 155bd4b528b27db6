"""Expected themes: read from the review's abstract, given in a file, or none; and where the records mention them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from synth.datatypes import Config, Corpus, Document, Framework, Reason
from synth.framework.abstract import themes_of_abstract
from synth.framework.evidence import find_hits
from synth.framework.expansion import expand
from synth.framework.toml import read_file

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["find_hits", "read_framework"]

# One theme alone is no framework: every record would belong to it.
_FEWEST = 2


def read_framework(config: Config, corpus: Corpus, documents: Sequence[Document]) -> Framework:
    """Find the themes that a reader of these records expects.

    Parameters
    ----------
    config
        ``framework`` says where from: ``abstract``, ``none`` or the path of a TOML file.
    corpus
        The records and their review.
    documents
        The records' tokens: a setting that the abstract mentions is a theme where the records bear it out.

    Returns
    -------
    Framework
        The expected themes; without any where the abstract names none, with the reason.

    Raises
    ------
    UsageError
        If the file is no framework.
    SourceMissingError
        If the file cannot be read.
    """
    if config.framework == "none":
        return Framework(origin="none", why=Reason(code="no-framework-asked"))
    if config.framework != "abstract":
        path = Path(config.framework)
        why = Reason(code="framework-file", values=(("file", path.name),))
        return expand(Framework(origin="file", themes=read_file(path, corpus.language), why=why), documents)
    if corpus.review is None or not corpus.review.abstract:
        return Framework(origin="none", why=Reason(code="no-framework-abstract"))
    themes = themes_of_abstract(corpus.review, documents)
    if len(themes) < _FEWEST:
        return Framework(origin="none", why=Reason(code="no-framework-named"))
    return expand(Framework(origin="abstract", themes=themes, why=Reason(code="framework-abstract")), documents)
