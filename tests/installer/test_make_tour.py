"""The animated tour shows the window, the pointer and the words, each for its time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QSlider, QWidget

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installer"))

import make_tour

Image = pytest.importorskip("PIL.Image", reason="Pillow makes the tour, and is not installed.")


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(*make_tour.SIZE)
    widget.button = QPushButton("Apply", widget)
    widget.button.setGeometry(1000, 600, 200, 40)
    return widget


def test_that_the_film_is_one_animated_picture(window, tmp_path):
    film = make_tour.Film()
    film.add(window, "before", 700)
    film.add(window, "the pointer comes", 900, window.button)
    film.save(tmp_path / "tour.webp")
    with Image.open(tmp_path / "tour.webp") as picture:
        assert picture.n_frames == 2
        assert picture.width == make_tour.WIDTH
    assert film.seconds == 1.6


def test_that_the_pointer_stands_on_the_control(window):
    film = make_tour.Film()
    film.add(window, "", 1)
    film.add(window, "", 1, window.button)
    scale = make_tour.WIDTH / make_tour.SIZE[0]
    place = make_tour.spot(window.button) + window.button.pos()
    box = [round(n * scale) for n in (place.x() - 2, place.y() + 2, place.x() + 8, place.y() + 16)]
    before, after = (picture.crop(box).tobytes() for picture in film.pictures)
    assert before != after


def test_that_the_pointer_follows_the_handle_of_a_slider(qtbot):
    slider = QSlider()
    qtbot.addWidget(slider)
    slider.resize(216, 20)
    slider.setRange(0, 100)
    places = []
    for value in (0, 50, 100):
        slider.setValue(value)
        places.append(make_tour.spot(slider).x())
    assert places == [8, 108, 208]
