import numpy as np
import pytest

from ramangan_gui.core.map_grid import grid_of, points_inside


def places(n_x=7, n_y=5, step=2.0, jitter=0.0, seed=0):
    x, y = np.meshgrid(np.arange(n_x) * step + 100.0, np.arange(n_y) * step - 50.0)
    position = np.stack([x.ravel(), y.ravel()], axis=1)
    return position + np.random.default_rng(seed).uniform(-jitter, jitter, position.shape)


@pytest.mark.parametrize("jitter", [0.0, 0.15])
def test_that_places_in_any_order_form_their_grid(jitter):
    position = places(jitter=jitter)
    order = np.random.default_rng(1).permutation(len(position))
    grid = grid_of(position[order], np.arange(len(order)))
    assert grid.cells.shape == (5, 7)
    np.testing.assert_array_equal(order[grid.cells].ravel(), np.arange(35))
    np.testing.assert_allclose(grid.x, np.arange(7) * 2.0 + 100.0, atol=0.2)


def test_that_missing_places_are_empty_in_the_picture():
    grid = grid_of(places(), np.delete(np.arange(35), [3, 20]))
    picture = grid.picture(np.arange(35.0))
    assert np.isnan(picture[0, 3])
    assert np.isnan(picture[2, 6])
    assert picture[4, 6] == 34.0


def test_that_a_line_is_a_map_of_one_row():
    position = np.stack([np.arange(20.0), np.full(20, 3.0)], axis=1)
    assert grid_of(position, np.arange(20)).cells.shape == (1, 20)


def test_that_scattered_or_unknown_places_are_no_grid():
    rng = np.random.default_rng(2)
    assert grid_of(rng.uniform(0, 100, (60, 2)), np.arange(60)) is None
    assert grid_of(np.full((10, 2), np.nan), np.arange(10)) is None
    assert grid_of(np.zeros((10, 2)), np.arange(10)) is None


def test_that_a_region_gives_the_spectra_in_it():
    grid = grid_of(places(), np.arange(35))
    assert grid.inside([(1, 1), (3, 1), (3, 3), (1, 3)]).tolist() == [8, 9, 15, 16]


def test_that_inside_agrees_with_the_winding_angle():
    rng = np.random.default_rng(3)
    points, polygon = rng.uniform(-1, 1, (300, 2)), rng.uniform(-1, 1, (3, 2))
    ahead = np.roll(polygon, -1, axis=0)
    winding = np.zeros(len(points))
    for a, b in zip(polygon, ahead, strict=True):
        u, v = a - points, b - points
        winding += np.arctan2(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0], (u * v).sum(axis=1))
    np.testing.assert_array_equal(points_inside(points, polygon), np.abs(winding) > np.pi)
