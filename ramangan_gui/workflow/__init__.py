"""The stages of the work, put together."""
