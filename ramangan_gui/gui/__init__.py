"""The window: one workspace that owns the state, five pages that show it.

A layout within a layout is added first and filled then: PySide makes Python objects of what an
added layout holds already, and is not told when Qt deletes that.
"""
