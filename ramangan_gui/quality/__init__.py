"""Judgement of generated against held-out spectra."""
