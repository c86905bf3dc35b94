"""The one dialog for errors: cause, what to do, Details, Copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import RamanGanError
from ..sentences import told


class ErrorDialog(QDialog):
    """Says what is wrong, where, and what to do about it.

    Parameters
    ----------
    title : str
        What was being done.
    error : BaseException
        What went wrong.
    trace : str
        Where in the program, for Details.
    parent : QWidget, optional
        Owner.
    """

    def __init__(
        self, title: str, error: BaseException, trace: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title or self.tr("RamanGAN"))
        self.setMinimumWidth(460)
        self.cause, self.remedy = self._words(error)
        self._trace = trace
        cause = QLabel(self.cause)
        cause.setObjectName("cause")
        remedy = QLabel(self.remedy)
        for label in (cause, remedy):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = cause.font()
        font.setBold(True)
        cause.setFont(font)
        icon = QLabel()
        sign = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        icon.setPixmap(sign.pixmap(32, 32))
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        top = QHBoxLayout()
        self._details = QPlainTextEdit(trace)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(self.tr("Details"))
        self._details.setMinimumHeight(160)
        self._details.hide()
        column = QVBoxLayout(self)
        column.addLayout(top)
        top.addWidget(icon)
        top.addLayout(words, 1)
        words.addWidget(cause)
        words.addWidget(remedy)
        column.addWidget(self._details, 1)
        column.addWidget(self._buttons(bool(trace)))

    @property
    def text(self) -> str:
        """All that the dialog says, for the clipboard."""
        parts = (self.windowTitle(), self.cause, self.remedy, self._trace)
        return "\n".join(part for part in parts if part)

    def _buttons(self, has_details: bool) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        box.accepted.connect(self.accept)
        copy = QPushButton(self.tr("&Copy"))
        copy.setToolTip(self.tr("Copies everything said here, with the details."))
        copy.clicked.connect(self._copy)
        box.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        if has_details:
            details = QPushButton(self.tr("&Details"))
            details.setCheckable(True)
            details.toggled.connect(self._show_details)
            box.addButton(details, QDialogButtonBox.ButtonRole.ActionRole)
        return box

    def _words(self, error: BaseException) -> tuple[str, str]:
        if isinstance(error, RamanGanError):
            return told(error.what), told(error.remedy)
        if isinstance(error, MemoryError):
            return (
                self.tr("The computer has run out of memory."),
                self.tr("Close other programs, or work with fewer spectra at a time."),
            )
        words = f"{type(error).__name__}: {error}".rstrip(": ")
        return (
            self.tr("Something went wrong inside the program ({0}).").format(words),
            self.tr(
                "What you have loaded is unchanged. Try again; if it happens again, copy the "
                "details and send them to the developers."
            ),
        )

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

    @Slot(bool)
    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self.adjustSize()
