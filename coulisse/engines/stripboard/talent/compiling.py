"""How the kernels of the search are compiled: once, and kept on disk wherever this machine lets us write.

The compiled code lies beside the source, else in the user's own cache; `NUMBA_CACHE_DIR` names another place.
Where nothing can be written (the package of a system user without a home), it is compiled for this run only.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def kernel(function: Kernel) -> Kernel:
    """`function`, compiled at its first call. It releases the interpreter's lock, so that a page can go on."""
    return _compiled(function, {"nogil": True, "no_cfunc_wrapper": True})


def inner(function: Kernel) -> Kernel:
    """The same for what only kernels call: no door from Python, which takes longer to compile than most bodies."""
    return _compiled(function, {"nogil": True, "no_cfunc_wrapper": True, "no_cpython_wrapper": True})


def _compiled(function: Kernel, options: dict[str, Any]) -> Kernel:
    try:
        return cast("Kernel", njit(cache=True, **options)(function))
    except RuntimeError:  # no place to keep the compiled code
        return cast("Kernel", njit(**options)(function))
