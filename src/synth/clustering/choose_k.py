"""How many themes a corpus has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from synth.clustering.kmeans import neighbour_graph
from synth.datatypes import Choice, Reason

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_SMALLEST_COMMUNITY = 3
_MOST = 12
# Finer and coarser views of the same graph, for the range of answers that are as good.
_RESOLUTIONS = (0.75, 1.0, 1.25)


def choose_k(weights: csr_matrix, random_state: int) -> Choice:
    """Suggest the number of themes: communities of the nearest-neighbour graph (Louvain, Blondel et al. 2008).

    On labelled corpora of review size this came closest to the number of headings people use; silhouette,
    Davies-Bouldin and stability ran to an end of the range.

    Parameters
    ----------
    weights
        CSR of shape (n_documents, n_terms), rows of norm 1 or 0.
    random_state
        State of the generator.

    Returns
    -------
    Choice
        The number of communities of at least three documents, at most 12, with (k, modularity) over three resolutions.
    """
    import networkx as nx  # noqa: PLC0415 - heavy, and only wanted where k is not given

    rows = np.flatnonzero(weights.getnnz(axis=1) > 0)
    if len(rows) < 2 * _SMALLEST_COMMUNITY:
        return Choice(chosen=1, why=Reason(code="k-few", values=(("n_records", len(rows)),)))
    links = neighbour_graph(weights[rows])
    graph = nx.from_scipy_sparse_array(links + links.T)
    found = {}
    for resolution in _RESOLUTIONS:
        communities = nx.community.louvain_communities(graph, resolution=resolution, seed=random_state)
        k = sum(len(community) >= _SMALLEST_COMMUNITY for community in communities)
        found[resolution] = (max(1, min(k, _MOST)), float(nx.community.modularity(graph, communities)))
    chosen, modularity = found[1.0]
    low, high = min(found[0.75][0], chosen), max(found[1.25][0], chosen)
    why = Reason(
        code="k-communities" if low < high else "k-communities-exact",
        values=(
            ("n", chosen),
            ("least", _SMALLEST_COMMUNITY),
            ("low", low),
            ("high", high),
            ("modularity", f"{modularity:.2f}"),
        ),
    )
    curve = tuple(sorted({k: round(q, 4) for k, q in found.values()}.items()))
    return Choice(chosen=chosen, why=why, curve=curve)
