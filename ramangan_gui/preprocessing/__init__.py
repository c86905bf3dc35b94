"""Preprocessing: the recipe that turns raw spectra into comparable ones, step by step."""
