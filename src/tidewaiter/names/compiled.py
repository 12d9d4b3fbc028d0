"""Whether the walks of the index are at hand in compiled code.

Without a compiler at installation they are not, and the same walks run in Python: the answers are
the same, at a fraction of the speed.
"""

__all__ = ["is_compiled", "walks"]

try:
    from tidewaiter.names import _compiled as walks
except ImportError:
    walks = None  # type: ignore[assignment]


def is_compiled() -> bool:
    """True where names are searched by compiled code."""
    return walks is not None
