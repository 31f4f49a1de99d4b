"""Permissions that bind even who runs the tests as root."""

import ctypes
import os
import sys

_DROP_FOREVER = 24
"""PR_CAPBSET_DROP of prctl(2): what is dropped cannot come back, also not in the program that is started next."""
_PASSING_OVER_PERMISSIONS = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of capabilities(7)."""


def bound_by_permissions() -> None:
    """For `preexec_fn` of a child process: it may read and write what the files' modes say, root or not."""
    if os.geteuid() == 0 and sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in _PASSING_OVER_PERMISSIONS:
            libc.prctl(_DROP_FOREVER, capability, 0, 0, 0)
