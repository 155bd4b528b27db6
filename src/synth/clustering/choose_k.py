"""How many themes a corpus has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synth.datatypes import Choice, Reason

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_SMALLEST_COMMUNITY = 3
_SMALLEST_SHARE = 0.01
_MOST = 30
# Finer and coarser views of the same graph, for the range of answers that are as good.
_COARSER, _FINER = 0.75, 1.25


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
        a coarser and a finer view (resolutions 0.75 and 1.25); and (k, modularity) of each.
    """
    n_documents = int((neighbours.getnnz(axis=1) > 0).sum())
    if n_documents < 2 * _SMALLEST_COMMUNITY:
        return Choice(chosen=1, low=1, high=1, why=Reason(code="k-few", values=(("n_records", neighbours.shape[0]),)))
    found = {resolution: _communities(neighbours, resolution, random_state) for resolution in (_COARSER, 1.0, _FINER)}
    chosen, modularity = found[1.0]
    low, high = min(found[_COARSER][0], chosen), max(found[_FINER][0], chosen)
    why = Reason(
        code="k-communities" if low < high else "k-communities-exact",
        values=(
            ("n", chosen),
            ("least", _least(neighbours)),
            ("low", low),
            ("high", high),
            ("modularity", f"{modularity:.2f}"),
        ),
    )
    curve = tuple(sorted({k: round(q, 4) for k, q in found.values()}.items()))
    return Choice(chosen=chosen, low=low, high=high, why=why, curve=curve)


def count_communities(neighbours: csr_matrix, random_state: int) -> int:
    """Return the number of communities alone, as :func:`choose_k` counts them."""
    return _communities(neighbours, 1.0, random_state)[0] if neighbours.shape[0] >= 2 * _SMALLEST_COMMUNITY else 1


def _communities(neighbours: csr_matrix, resolution: float, random_state: int) -> tuple[int, float]:
    """Return the number of communities worth the name, and the modularity of the division."""
    import networkx as nx  # noqa: PLC0415 - heavy, and only wanted where k is not given

    graph = nx.from_scipy_sparse_array(neighbours)
    communities = nx.community.louvain_communities(graph, resolution=resolution, seed=random_state)
    k = sum(len(community) >= _least(neighbours) for community in communities)
    return max(1, min(k, _MOST)), float(nx.community.modularity(graph, communities))


def _least(neighbours: csr_matrix) -> int:
    return max(_SMALLEST_COMMUNITY, round(int(neighbours.shape[0]) * _SMALLEST_SHARE))
