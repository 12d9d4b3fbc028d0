"""Whether what takes most of a search is at hand in compiled code.

Without a compiler at installation it is not, and the same runs in Python: the answers are the same,
at a fraction of the speed.
"""

__all__ = ["alignment", "edits", "is_compiled", "walks"]

try:
    from tidewaiter.names import _align as alignment
    from tidewaiter.names import _edits as edits
    from tidewaiter.names import _walks as walks
except ImportError:
    walks = alignment = edits = None  # type: ignore[assignment]


def is_compiled() -> bool:
    """True where names are searched by compiled code."""
    return walks is not None
