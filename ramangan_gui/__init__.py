"""RamanGAN: turn a few measured Raman spectra into a training set one can trust."""

__version__ = "0.1.0"
