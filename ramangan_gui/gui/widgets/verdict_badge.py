"""Verdicts on screen: a sign of its own shape, a colour, a word and a sentence for each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap, QPolygonF

#: Colour and sign; the shape differs as well, so that the sign can be told without its colour.
_SIGNS = {
    "pass": ("#009E73", "✓"),
    "doubtful": ("#E69F00", "!"),
    "inconclusive": ("#7A7A7A", "?"),
    "fail": ("#D55E00", "✗"),
}


def verdict_word(verdict: str) -> str:
    """Give the verdict in the user's language."""
    words = {
        "pass": QCoreApplication.translate("Verdict", "pass"),
        "doubtful": QCoreApplication.translate("Verdict", "doubtful"),
        "inconclusive": QCoreApplication.translate("Verdict", "inconclusive"),
        "fail": QCoreApplication.translate("Verdict", "fail"),
    }
    return words.get(verdict, verdict)


def verdict_meaning(verdict: str) -> str:
    """Give one sentence on what the verdict means for the user."""
    meanings = {
        "pass": QCoreApplication.translate(
            "Verdict",
            "No test found a difference between the generated spectra and the measured ones "
            "that were held out; what no test looks for may still differ.",
        ),
        "doubtful": QCoreApplication.translate(
            "Verdict",
            "A small difference from the measured spectra was found; look at the reasons and at "
            "the spectra before you use them.",
        ),
        "inconclusive": QCoreApplication.translate(
            "Verdict",
            "What was held out cannot settle it: this is neither a pass nor a fail.",
        ),
        "fail": QCoreApplication.translate(
            "Verdict",
            "The generated spectra can be told from the measured ones; do not use them in place "
            "of measurements.",
        ),
    }
    return meanings.get(verdict, "")


def verdict_icon(verdict: str, size: int = 18) -> QIcon:
    """Draw the sign of a verdict: circle, triangle, square or octagon with a mark inside.

    Parameters
    ----------
    verdict : str
        One of ``core.scorecard.VERDICTS``.
    size : int
        Height and width in pixels.
    """
    colour, mark = _SIGNS.get(verdict, ("#7A7A7A", "?"))
    picture = QPixmap(2 * size, 2 * size)
    picture.setDevicePixelRatio(2.0)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    box = QRectF(0.5, 0.5, size - 1.0, size - 1.0)
    _draw_shape(painter, verdict, box)
    font = QFont()
    font.setBold(True)
    font.setPixelSize(int(size * 0.72))
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    drop = 0.14 * size if verdict == "doubtful" else 0.0
    painter.drawText(box.translated(0.0, drop), Qt.AlignmentFlag.AlignCenter, mark)
    painter.end()
    return QIcon(picture)


def _draw_shape(painter: QPainter, verdict: str, box: QRectF) -> None:
    if verdict == "pass":
        painter.drawEllipse(box)
    elif verdict == "doubtful":
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    elif verdict == "fail":
        cut, far = 0.3 * box.width(), box.width()
        corners = [(cut, 0), (far - cut, 0), (far, cut), (far, far - cut)]
        corners += [(far - cut, far), (cut, far), (0, far - cut), (0, cut)]
        painter.drawPolygon(QPolygonF([QPointF(box.left() + x, box.top() + y) for x, y in corners]))
    else:
        painter.drawRoundedRect(box, 2.0, 2.0)
