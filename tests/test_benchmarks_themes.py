"""The benchmark of themes: its scores by hand, its draws, what it does without data, and the sample that ships."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from themes import ours, sample, sets
from themes.bench import Bench, Trial
from themes.free import report
from themes.goals import verdicts
from themes.peers import Peers
from themes.scores import Row, agreement, best_match, macro_f1, mean_row, table
from themes.seeds import pick_terms
from themes.sets import Draw, Item, LabelledSet, draw, read_items, split

_DATA = Path(__file__).parents[2] / "shared" / "data"


def _items(counts: dict[str, int]) -> tuple[Item, ...]:
    return tuple(
        Item(id=f"{label}{i}", title=f"{label} title {i}", label=label) for label, n in counts.items() for i in range(n)
    )


def test_scores_of_a_perfect_partition() -> None:
    """Clusters that are the labels under other names score one everywhere."""
    scores = agreement(["a", "a", "b", "b"], [7, 7, 3, 3], ["en"] * 4)
    assert scores == {
        "nmi": pytest.approx(1),
        "ami": pytest.approx(1),
        "ari": 1,
        "clusters": 2,
        "accuracy": 1,
    }


def test_scores_of_independent_partition() -> None:
    """Clusters that cut every label in half share no information with them, and are the language's where they are."""
    scores = agreement(["a", "a", "b", "b"], [0, 1, 0, 1], ["en", "zh", "en", "zh"])
    assert scores["nmi"] == pytest.approx(0, abs=1e-9)
    assert scores["ari"] == pytest.approx(-0.5)
    assert scores["accuracy"] == 0.5
    assert scores["language"] == pytest.approx(1)


def test_best_match_is_one_to_one() -> None:
    """The larger share names a cluster, and a cluster too many has no name."""
    assert best_match(["a", "a", "a", "b"], [0, 0, 1, 2]) == ["a", "a", "", "b"]


def test_macro_f1_by_hand() -> None:
    """Of a: 2 found, 1 of 2 guesses right beside one missed; of b: 1 of 2 guesses right, none missed."""
    assert macro_f1(["a", "a", "b"], ["a", "b", "b"]) == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert macro_f1(["a", "a", "b"], ["a", "a", "a"]) == pytest.approx((4 / 5 + 0) / 2)


def test_mean_row_and_its_line() -> None:
    """A row is the mean of its runs with the spread of the leading score, and prints under one heading."""
    name = Row(part="free", set="s", n=4, method="synth")
    row = mean_row(name, [{"nmi": 0.2, "ami": 0.1}, {"nmi": 0.4, "ami": 0.1}])
    assert row.runs == 2
    assert row.nmi == pytest.approx(0.3)
    assert row.spread == pytest.approx(0.1)
    heading, line = table([row], ("nmi", "ari"))
    assert heading.split() == ["set", "n", "method", "runs", "NMI", "ARI", "+-"]
    assert line.split() == ["s", "4", "synth", "2", "0.300", "-", "0.100"]


def test_draw_is_deterministic_and_within_its_classes() -> None:
    """A state gives the same rows each time, another state others, none twice, from as many classes as asked."""
    labels = [item.label for item in _items({"a": 10, "b": 10, "c": 10})]
    rows = draw(labels, classes=2, size=12, random_state=1)
    assert rows == draw(labels, classes=2, size=12, random_state=1)
    assert rows != draw(labels, classes=2, size=12, random_state=2)
    assert len(set(rows)) == 12
    assert len({labels[row] for row in rows}) == 2


def test_split_holds_out_what_is_not_judged() -> None:
    """No text is judged and held out at once; of each class two thirds are judged, or the most that is allowed."""
    labelled = LabelledSet(name="s", items=(*_items({"a": 9, "b": 60}), Item(id="a0", title="a title 0", label="a")))
    judged, held_out = split(labelled, most=20)
    texts = [{labelled.items[row].text for row in rows} for rows in (judged, held_out)]
    assert not texts[0] & texts[1]
    labels = [labelled.items[row].label for row in judged]
    assert (labels.count("a"), labels.count("b")) == (6, 20)


def test_seed_terms_tell_a_label_from_the_others() -> None:
    """A word of one label alone comes before a word of both, and a word of a single item last."""
    items = [
        Item(id="1", title="cells and insulin", label="diabetes"),
        Item(id="2", title="insulin in rare cells", label="diabetes"),
        Item(id="3", title="cells under light", label="plants"),
        Item(id="4", title="light for cells", label="plants"),
    ]
    assert pick_terms(items, 1) == {"diabetes": ["insulin"], "plants": ["light"]}
    assert pick_terms(items, 3)["diabetes"] == ["insulin", "cells", "rare"]


def test_peers_keep_their_rows_for_the_same_data_only(tmp_path: Path) -> None:
    """A kept row is found again by another process, but not for other data; only what can run here is missing."""
    kept = tmp_path / "peers.json"
    row = Row(part="free", set="s", n=4, method="minilm", runs=5, data="abc", nmi=0.5)
    with Peers("", tmp_path, kept) as peers:
        peers.keep([row])
    again = Peers("", tmp_path, kept)
    assert again.find(row) == row
    assert again.find(replace(row, data="abd")) is None
    assert again.missing([replace(row, method=method) for method in ("minilm", "sklearn")], runs=5) == ["sklearn"]
    assert json.loads(kept.read_text(encoding="utf-8"))["rows"] == [row.to_json()]


def test_parts_without_data_say_so(tmp_path: Path) -> None:
    """Without its data a part prints its heading and which sets are not there."""
    lines = list(report(Bench(data=tmp_path, peers=Peers("", tmp_path, tmp_path / "peers.json"))))
    assert len(lines) == 3
    assert lines[-1].startswith("No data for: cs16_t, reviews17_t")


def test_goals_name_what_is_met_and_what_is_missing() -> None:
    """A goal is met, missed or without a figure of the peer."""
    base = Row(part="free", set="cs16_t", n=3200, method="synth", runs=5, nmi=0.5)
    rows = [base, replace(base, method="bertopic-k", nmi=0.52), replace(base, set="biomed20_t", n=3000)]
    rows += [Row(part="shuffled", set="s", n=4, method="synth", runs=20, same=19)]
    assert [(verdict.set, verdict.met) for verdict in verdicts(rows)] == [
        ("cs16_t", True),
        ("biomed20_t", None),
        ("s", False),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_clusters_of_the_sample_agree_with_its_labels(language: str) -> None:
    """On the titles that ship, clusters agree with the fields far better than chance, whose AMI is nought."""
    items = sample.read_sample().of_language(language).items
    clusters = ours.cluster_free(items, 5, 0)
    assert len(items) == 100
    assert agreement([item.label for item in items], clusters, [language] * len(items))["ami"] > 0.12


def test_expected_themes_of_the_sample_by_their_names() -> None:
    """Titles that name a theme's term are given that theme, whatever order they come in."""
    items = [item for item in sample.read_sample().items if item.label in {"q-bio.NC", "astro-ph.EP"}]
    seeds = {"astro-ph.EP": ["planet", "asteroid", "orbit"], "q-bio.NC": ["brain", "neuron", "cortex"]}
    found = ours.cluster_expected(items, seeds, 0)
    assert macro_f1([item.label for item in items], found) > 0.6
    assert ours.cluster_expected(items[::-1], seeds, 0) == found[::-1]


def test_sample_is_as_its_readme_says() -> None:
    """Twenty different titles for each of ten labels, five in each language."""
    items = list(read_items(sample.TITLES))
    assert len({item.title for item in items}) == 200
    assert len({(item.label, item.language) for item in items}) == 10
    assert all(sum(other.label == item.label for other in items) == 20 for item in items)


def test_trial_is_known_by_its_texts_and_seeds() -> None:
    """Rows of the same set with other seed terms are other rows."""
    labelled = LabelledSet(name="s", items=_items({"a": 2, "b": 2}))
    plain = Trial(part="free", labelled=labelled, draws=[Draw([0, 1], 2, 0)])
    assert plain.row("m") == Trial(part="free", labelled=labelled, draws=[Draw([2, 3], 2, 0)]).row("m")
    assert replace(plain, seeds={"a": ["x"]}).row("m").data != replace(plain, seeds={"a": ["y"]}).row("m").data


@pytest.mark.skipif(not _DATA.is_dir(), reason="the public sets are not beside the project")
def test_bilingual_set_is_balanced() -> None:
    """Each theme has as many titles in one language as in the other, so that a theme is no language."""
    labelled = sets.read_set("bilingual5_t", _DATA)
    assert labelled is not None
    english, chinese = (labelled.of_language(language) for language in ("en", "zh"))
    assert sorted(english.labels) == sorted(chinese.labels)
