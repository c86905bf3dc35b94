"""Make the animated tour of the README from the running program, on the simulated sample set.

    .venv/bin/python installer/make_tour.py [--out FILE] [--preset standard] [--theme light]

Works through the real window as ``take_screenshots.py`` does, from the sample set to the file, and
writes what is to be seen as one animated WebP of about half a minute, with the pointer and a line
that says what happens. Needs Pillow, which the program itself does without, and no screen.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from take_screenshots import ROOT, SIZE, Photographer, fresh_home

if TYPE_CHECKING:
    from PIL.Image import Image
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

TARGET = ROOT / "resources" / "screenshots" / "tour.webp"

#: Width of the picture; the window is drawn smaller, its letters can still be read.
WIDTH = 1280

#: Height of the line below the window, in pixels of the window.
STRIP = 56

#: Shares of the training after which the loss curves are shown.
SHARES = (0.05, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

#: log10 λ, moved from too stiff to too soft and to where it serves.
STIFFNESS = (6.0, 7.0, 6.0, 5.0, 4.0, 3.0, 4.0, 5.0)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--preset", default="standard", choices=("quick", "standard", "thorough"))
    parser.add_argument("--theme", default="light", choices=("light", "dark"))
    arguments = parser.parse_args(argv)
    out = arguments.out.absolute()
    with fresh_home() as folder:
        guide = Guide(folder, arguments.theme)
        guide.lead(arguments.preset)
    guide.film.save(out)
    seconds, size = guide.film.seconds, out.stat().st_size / 1e6
    print(f"{out}: {len(guide.film.pictures)} pictures, {seconds:.0f} s, {size:.1f} MB")
    return 0


class Film:
    """Pictures of the window, each with the time it stays."""

    def __init__(self) -> None:
        self.pictures: list[Image] = []
        self.times: list[int] = []

    @property
    def seconds(self) -> float:
        return sum(self.times) / 1000

    def add(self, window: QWidget, words: str, time: int, target: QWidget | None = None) -> None:
        """Add the window as it stands, the pointer on `target`, for `time` milliseconds."""
        from PIL import Image
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QColor, QImage, QPainter

        picture = QImage(SIZE[0], SIZE[1] + STRIP, QImage.Format.Format_RGB888)
        picture.fill(QColor("#123a56"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, window.grab())
        if target is not None:
            draw_pointer(painter, target.mapTo(window, spot(target)))
        font = painter.font()
        font.setPixelSize(24)
        painter.setFont(font)
        painter.setPen(QColor("white"))
        painter.drawText(
            18, SIZE[1], SIZE[0] - 36, STRIP, Qt.AlignmentFlag.AlignVCenter.value, words
        )
        painter.end()
        small = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
        small = small.convertToFormat(QImage.Format.Format_RGB888)
        rows = bytes(small.constBits()), small.bytesPerLine()
        size = (small.width(), small.height())
        self.pictures.append(Image.frombytes("RGB", size, rows[0], "raw", "RGB", rows[1]))
        self.times.append(time)

    def save(self, path: Path) -> None:
        """Write all pictures as one file that repeats."""
        first, *others = self.pictures
        first.save(
            path, save_all=True, append_images=others, duration=self.times, loop=0,
            quality=78, method=6, minimize_size=True,
        )  # fmt: skip


def spot(target: QWidget) -> QPoint:
    """Give the place of a control where a user would point at it."""
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QSlider

    place = target.rect().center() + QPoint(8, 4)
    if isinstance(target, QSlider):
        share = (target.value() - target.minimum()) / (target.maximum() - target.minimum())
        place.setX(round(8 + share * (target.width() - 16)))
    return place


def draw_pointer(painter: QPainter, tip: QPoint) -> None:
    """Draw an arrow with a ring about its tip."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtGui import QColor, QPen, QPolygon

    painter.setPen(QPen(QColor("#d55e00"), 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(tip, 17, 17)
    corners = [(0, 0), (0, 24), (6, 18), (10, 27), (14, 25), (10, 17), (18, 17)]
    painter.setPen(QPen(QColor("white"), 1.5))
    painter.setBrush(QColor("black"))
    painter.drawPolygon(QPolygon([tip + QPoint(x, y) for x, y in corners]))


class Guide(Photographer):
    """Works through the window as a user would, and films it."""

    def __init__(self, folder: Path, theme: str) -> None:
        super().__init__(folder, [], folder)
        self.theme.apply_theme(theme)
        self.film = Film()

    def lead(self, preset: str) -> None:
        from ramangan_gui.gui.flow import DATA

        window = self.window
        window.show()
        window.resize(*SIZE)
        self.wait(window.pages_built)
        self.settle()
        zone = window.page(DATA).findChild(self._drop_zone())
        button = next(b for b in zone.findChildren(self._button()) if b.property("sample"))
        self.see("Drop a folder of spectra, or open a sample set", 2200, button)
        self.job(lambda: self.workspace.open_sample("simulated"))
        window.show_page(DATA)
        self.settle()
        self.see("1  Data: classes and specimens are read from folders; badges show trouble", 2600)
        self.correct()
        self.train(preset)
        self.review()
        self.export()
        self.workspace.close()

    def see(self, words: str, time: int, target: QWidget | None = None) -> None:
        self.film.add(self.window, words, time, target)

    def correct(self) -> None:
        from ramangan_gui.gui.flow import CORRECT

        page = self.window.page(CORRECT)
        self.window.show_page(CORRECT)
        self.until(self.methods_are_ready)
        words = "2  Correct: baselines follow the slider at once"
        self.see(words, 1500)
        recipe = self.workspace.project.recipe
        slider = next(s for s in page.findChildren(self._slider()) if "λ" in s.accessibleName())
        for exponent in STIFFNESS:
            stiff = recipe.with_value("baseline.lam", 10.0**exponent)
            self.workspace.set_recipe(stiff, merge="tour")
            self.settle()
            self.see(words, 330, slider)
        self.workspace.set_recipe(recipe)
        self.settle()
        self.see("2  Correct: Apply runs the whole set", 1300, page.primary)
        self.job(self.workspace.apply_recipe)

    def train(self, preset: str) -> None:
        from ramangan_gui.gui.flow import TRAIN

        window, workspace = self.window, self.workspace
        plan = workspace.project.plan.with_value("augment.preset", preset).with_preset()
        workspace.set_plan(plan)
        window.show_page(TRAIN)
        self.settle()
        words = "3  Train: one small WGAN-GP for each substance, on an ordinary processor"
        self.see(words, 1300, window.page(TRAIN).primary)
        window.page(TRAIN).primary.click()
        for share in SHARES:
            self.wait(workspace.job_progressed, lambda p, share=share: p.fraction >= share)
            self.see(words, 600)
        self.wait(workspace.job_ended)

    def review(self) -> None:
        from ramangan_gui.gui.flow import REVIEW

        page = self.window.page(REVIEW)
        self.window.show_page(REVIEW)
        self.settle()
        self.see("4  Review: generated spectra beside originals that no network saw", 2400)
        rows = page.panel.list.rows
        for row in rows[:4]:
            page.panel.list.current_changed.emit(int(row))
            self.settle()
            self.see("4  Review: chosen in one view, shown in all; worst first", 600)
        self.see("4  Review: the verdict, in words", 2200, page.scorecard)
        self.see("4  Review: accept what is plausible, or decide on each", 1200, page.primary)
        self.workspace.accept_plausible()
        self.settle()
        self.see("4  Review: accept what is plausible, or decide on each", 1500)

    def export(self) -> None:
        from ramangan_gui.gui.flow import EXPORT
        from ramangan_gui.workflow.tasks import ExportOptions

        self.window.show_page(EXPORT)
        self.settle()
        page = self.window.page(EXPORT)
        self.see("5  Export: one HDF5 file with spectra, settings and verdict", 1800, page.primary)
        self.job(lambda: self.workspace.export(Path("sample.h5"), ExportOptions()))
        self.window.show_page(EXPORT)
        self.settle()
        self.see("5  Export: written, opened again and checked", 2500)

    def _drop_zone(self) -> type[Any]:
        from ramangan_gui.gui.widgets.drop_zone import DropZone

        return DropZone

    def _button(self) -> type[Any]:
        from PySide6.QtWidgets import QPushButton

        return QPushButton

    def _slider(self) -> type[Any]:
        from PySide6.QtWidgets import QSlider

        return QSlider


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
