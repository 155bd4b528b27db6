"""How many themes a corpus has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from synth.datatypes import Choice, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from networkx import Graph
    from scipy.sparse import csr_matrix

_SMALLEST_COMMUNITY = 3
_SMALLEST_SHARE = 0.01
_MOST = 30
# Documents spread over a large corpus fall into the same communities as all.
_MOST_READ = 4000
# Finer and coarser views of the same graph, for the range of answers that are as good …
_COARSER, _PLAIN, _FINER = 0.75, 1.0, 1.25
# … and further ones for the curve, where they cost next to nothing.
_MANY_VIEWS = (0.5, 0.625, _COARSER, 0.875, _PLAIN, _FINER, 1.5, 1.75, 2.0)
_FEW_VIEWS = (_COARSER, _PLAIN, _FINER)
_MOST_MANY = 500


def choose_k(neighbours: csr_matrix, random_state: int) -> Choice:
    """Suggest the number of themes: communities of the nearest-neighbour graph (Louvain, Blondel et al. 2008).

    On labelled corpora of 24 to 2,000 records this came closest to the number of their labels; silhouette,
    Davies-Bouldin and stability ran to an end of the range.

    Parameters
    ----------
    neighbours
        Symmetric CSR of shape (n_documents, n_documents), cosines of nearest neighbours.
    random_state
        State of the generator.

    Returns
    -------
    Choice
        The number of communities of at least three documents and a hundredth of all, at most 30; the range between
        a coarser and a finer view (resolutions 0.75 and 1.25); and the curve: each number found at resolutions from
        0.5 to 2 (0.75 to 1.25 above 500 documents), with the modularity (at resolution 1) of its best division,
        for the chosen number that of the division it comes from.
    """
    linked = np.flatnonzero(neighbours.getnnz(axis=1) > 0)
    if len(linked) > _MOST_READ:
        linked = linked[np.linspace(0, len(linked) - 1, _MOST_READ).astype(np.intp)]
        neighbours = neighbours[linked][:, linked]
    n_documents = len(linked)
    if n_documents < 2 * _SMALLEST_COMMUNITY:
        return Choice(chosen=1, low=1, high=1, why=Reason(code="k-few", values=(("n_records", neighbours.shape[0]),)))
    found = _divisions(neighbours, n_documents, random_state)
    chosen, modularity = found[_PLAIN]
    low, high = min(found[_COARSER][0], chosen), max(found[_FINER][0], chosen)
    why = Reason(
        code="k-communities" if low < high else "k-communities-exact",
        values=(
            ("n", chosen),
            ("least", _least(n_documents)),
            ("low", low),
            ("high", high),
            ("modularity", f"{modularity:.2f}"),
        ),
    )
    # Of several divisions into one number the best stays, of the chosen number the one that was chosen.
    best = {**dict(sorted(found.values())), chosen: modularity}
    curve = tuple(sorted((k, round(score, 4)) for k, score in best.items()))
    return Choice(chosen=chosen, low=low, high=high, why=why, curve=curve)


def _divisions(neighbours: csr_matrix, n_documents: int, random_state: int) -> dict[float, tuple[int, float]]:
    """Return, for each resolution, how many communities are worth the name, and the modularity of the division."""
    import networkx as nx  # noqa: PLC0415 - heavy, and only wanted where k is not given

    graph = nx.from_scipy_sparse_array(neighbours)
    found = {}
    for resolution in _MANY_VIEWS if n_documents <= _MOST_MANY else _FEW_VIEWS:
        communities = _communities(graph, resolution, random_state)
        found[resolution] = (_count(communities, n_documents), float(nx.community.modularity(graph, communities)))
    return found


def _communities(graph: Graph, resolution: float, random_state: int) -> Sequence[set[int]]:
    import networkx as nx  # noqa: PLC0415 - heavy, and only wanted where k is not given

    found: Sequence[set[int]] = nx.community.louvain_communities(graph, resolution=resolution, seed=random_state)
    return found


def _count(communities: Iterable[set[int]], n_documents: int) -> int:
    """Count the communities that are worth the name."""
    return max(1, min(sum(len(community) >= _least(n_documents) for community in communities), _MOST))


def _least(n_documents: int) -> int:
    return max(_SMALLEST_COMMUNITY, round(n_documents * _SMALLEST_SHARE))
