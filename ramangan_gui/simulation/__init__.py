"""Simulated spectra with known truth, for the sample set, for tests and for benchmarks."""
