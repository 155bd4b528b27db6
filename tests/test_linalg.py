"""Tools of what works on vectors."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from synth.linalg import centre, compress, reduce, unit_rows


def test_unit_rows_leave_zeros() -> None:
    """A row of zeros stays, every other one has norm 1."""
    assert unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist() == [[0.6, 0.8], [0.0, 0.0]]


def test_centring_by_hand() -> None:
    """Each group of four loses part of its mean, here half of it, 1 - 1 / sqrt(4)."""
    rows = np.array([[1.0, 0.0]] * 2 + [[0.0, 1.0]] * 2)
    found = centre(rows, (np.ones(4, bool),), 4)
    # The mean is (0.5, 0.5); half of it taken from (1, 0) leaves (0.75, -0.25).
    np.testing.assert_allclose(found[0], np.array([0.75, -0.25]) / np.hypot(0.75, 0.25))


def test_a_single_record_of_a_language_keeps_its_place() -> None:
    """The mean of one record is that record: it is not taken from it."""
    rows = np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8]])
    found = centre(rows, (np.array([True, False, False]), np.array([False, True, True])), 3)
    np.testing.assert_allclose(found[0], rows[0])


def test_compression_keeps_cosines() -> None:
    """Points of low rank keep their cosines in as many dimensions."""
    generator = np.random.default_rng(0)
    points = unit_rows(generator.normal(size=(40, 3)) @ generator.normal(size=(3, 200)))
    small, others = compress(points, points[:2])
    assert small.shape == (40, 100)
    np.testing.assert_allclose(small @ small.T, points @ points.T, atol=1e-8)
    np.testing.assert_allclose(others, small[:2], atol=1e-8)


def test_decomposition_restores_the_matrix() -> None:
    """Left vectors times values span what the matrix spans; large matrices are decomposed alike in every run."""
    matrix = csr_matrix(np.diag([3.0, 2.0, 1.0]))
    left, values = reduce(matrix, 2)
    np.testing.assert_allclose(values, [3, 2])
    np.testing.assert_allclose(np.abs(left.T @ matrix.toarray()), [[3, 0, 0], [0, 2, 0]], atol=1e-12)
    generator = np.random.default_rng(0)
    large = csr_matrix(generator.random((310, 320)) * (generator.random((310, 320)) < 0.1))
    assert np.array_equal(reduce(large, 5)[0], reduce(large, 5)[0])
