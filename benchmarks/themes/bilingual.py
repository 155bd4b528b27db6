"""One list in two languages: themes shall be themes, not languages, and as good as in each language alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes import sets
from themes.bench import Trial
from themes.scores import Row, agreement, mean_row, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from themes.bench import Bench
    from themes.sets import LabelledSet

METHODS = ("sklearn", "minilm", "use", "bertopic-k")


def report(bench: Bench) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "Two languages in one list, number of themes given; 'en' and 'zh' are the same list's parts, each alone"
    yield from table(_rows(bench), ("nmi", "language", "ami", "ari", "seconds"))
    for labelled in bench.sets(sets.BILINGUAL):
        row = _labels_row(labelled)
        bench.rows.append(row)
        yield f"{labelled.name}: NMI of the labels themselves with the language {row.language:.3f}"
    yield from bench.absent(sets.BILINGUAL)


def _rows(bench: Bench) -> Iterator[Row]:
    for labelled in bench.sets(sets.BILINGUAL):
        yield from bench.compare(
            Trial(part="bilingual", labelled=labelled, draws=_draws(bench, labelled, ("en", "zh"))), METHODS
        )
        for language in ("en", "zh"):
            draws = _draws(bench, labelled, (language,))
            yield from bench.compare(
                Trial(part="bilingual", labelled=labelled, draws=draws, name=f"{labelled.name} {language}"), METHODS
            )


def _labels_row(labelled: LabelledSet) -> Row:
    """Return the row of a perfect partition, for what its themes themselves have to do with the language."""
    place = {label: index for index, label in enumerate(sorted(set(labelled.labels)))}
    perfect = agreement(labelled.labels, [place[label] for label in labelled.labels], labelled.languages)
    name = Row(part="bilingual", set=labelled.name, n=len(labelled.items), method="labels", data=labelled.digest)
    return mean_row(name, [perfect])


def _draws(bench: Bench, labelled: LabelledSet, languages: tuple[str, ...]) -> list[sets.Draw]:
    rows = [row for row, item in enumerate(labelled.items) if item.language in languages]
    k = len({labelled.items[row].label for row in rows})
    return [sets.Draw(rows, k, state) for state in range(bench.states)]
