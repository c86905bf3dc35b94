"""Methods that learn from spectra and draw new ones."""
