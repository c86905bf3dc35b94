"""What to do with files that cannot be read; apart from the readers, which are slow to load."""

from __future__ import annotations

EXPORT_AS_TEXT = "Export it as text (one column of Raman shift, one of intensity) and open that."
