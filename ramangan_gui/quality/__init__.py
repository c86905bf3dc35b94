"""Judgement of generated against held-out spectra."""

import os

# Nothing here hands scikit-learn's work to processes. Without this, joblib tries semaphores at its
# import, and warns on the console where a system keeps no shared memory for them.
os.environ.setdefault("JOBLIB_MULTIPROCESSING", "0")
