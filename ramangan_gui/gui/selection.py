"""What is selected on screen, shared by all pages."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """The substance, the original and the generated spectrum that the views are about.

    Attributes
    ----------
    label : str or None
        Substance in view.
    row : int or None
        Row of the original in view (imported and corrected sets have the same rows).
    generated_row : int or None
        Row of the generated spectrum in view.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.label: str | None = None
        self.row: int | None = None
        self.generated_row: int | None = None

    def show_class(self, label: str | None) -> None:
        """Bring a substance into view."""
        if label != self.label:
            self.label, self.row, self.generated_row = label, None, None
            self.changed.emit()

    def show_original(self, row: int | None) -> None:
        """Bring an original into view."""
        if row != self.row:
            self.row = row
            self.changed.emit()

    def show_generated(self, row: int | None) -> None:
        """Bring a generated spectrum into view."""
        if row != self.generated_row:
            self.generated_row = row
            self.changed.emit()
