"""Has the fast baseline method compiled, once after installation, where nobody waits for it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from ..core.inquiry import Inquiry

#: How often to look whether the compiler has ended, in ms; it takes many seconds.
_LOOK = 200


class FastLoops(QObject):
    """Compiles the loops of airPLS in a process of its own, for all starts to come.

    As long as there is something to say, everything goes on with the slower method.

    Attributes
    ----------
    told : Signal(str)
        What there is to say has changed, see :attr:`words`.
    compiled : Signal()
        The loops have been compiled and can be loaded.
    """

    told = Signal(str)
    compiled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = Inquiry()
        self._started = False
        self._words = ""
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._answered)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def words(self) -> str:
        """That the loops are being compiled, or that they cannot be kept; else nothing."""
        return self._words

    @Slot()
    def start(self) -> None:
        """Have the loops compiled for all starts to come, or say why not; once is enough."""
        if self._started:
            return
        self._started = True
        # Imported here, because the first window does without.
        from ..preprocessing import airpls_batch, airpls_kept
        from ..workflow.whole_class import compile_loops

        if not airpls_batch.can_compile() or airpls_kept.is_kept():
            return
        if airpls_kept.can_be_kept():
            self._process.start(compile_loops)
            self._look.start()
            self._say(
                self.tr("Preparing the fast baseline method; until then the slower one is used.")
            )
        else:
            self._say(
                self.tr(
                    "The slower baseline method is used: the fast one cannot be kept, because {0}"
                    " cannot be written."
                ).format(airpls_kept.folder().parent)
            )

    @Slot()
    def close(self) -> None:
        """End the process, for good."""
        self._started = True
        self._look.stop()
        self._process.close()

    @Slot()
    def _answered(self) -> None:
        answer = self._process.answer()
        if answer is not None:
            self._look.stop()
            self._process.close()
            self._say("")
            if answer.value:
                self.compiled.emit()

    def _say(self, words: str) -> None:
        self._words = words
        self.told.emit(words)
