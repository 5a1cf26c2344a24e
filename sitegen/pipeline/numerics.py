"""numpy, set up before it is imported for the first time, and the memory that its arrays leave."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import warnings


def load_numpy() -> None:
    """Import numpy, set up for what is done with it, unless the user has set it up, or it is imported already.

    Linear algebra is not used, and its threads would spin on processors that render pages. To sort takes five times as
    long by AVX-512 as by AVX2 on processors of AMD's, and hardly longer by AVX2 on Intel's; the instructions that are
    left out are called `AVX512_SKX` by older versions of numpy and `X86_V4` by newer ones.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", "AVX512_SKX X86_V4")
    with warnings.catch_warnings():
        # instructions that this version does not know, or this processor does not have
        warnings.simplefilter("ignore", ImportWarning)
        import numpy  # noqa: F401


def release_memory() -> None:
    """Give the system back what was freed between objects that stay, which glibc keeps: a third of a large build's."""
    if sys.platform == "linux":
        # other C libraries do not have the function
        with contextlib.suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
