"""The window: one workspace that owns the state, five pages that show it."""
