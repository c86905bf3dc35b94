"""The lower part of the Data page, whose tabs come and go with what was read."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ramangan_gui.gui.widgets.data_view import DataView
from ramangan_gui.workflow.project import ImportedSet


@pytest.fixture
def view(qtbot, make_spectra):
    made = DataView()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.show_set(ImportedSet(make_spectra({"A": 3, "B": 3}), title="Made by hand"))
    return made


def test_that_a_hidden_tab_is_not_brought_into_view(view):
    hidden = [view.map, view.series]
    assert not any(view.tabs.isTabVisible(view.tabs.indexOf(tab)) for tab in hidden)
    view.tabs.setCurrentWidget(view.files)
    for tab in (*hidden, *hidden):
        view.tabs.setCurrentWidget(tab)
        view.tabs.setCurrentIndex(view.tabs.indexOf(tab))
        QApplication.processEvents()
        assert view.tabs.currentWidget() is view.files
    view.tabs.setCurrentIndex(0)
    assert view.tabs.currentWidget() is view.classes
