"""The nouns and tools that every other layer uses."""
