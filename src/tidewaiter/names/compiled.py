"""Whether the walks of the index are at hand in compiled code.

Without a compiler at installation they are not, and the same walks run in Python: the answers are
the same, at a fraction of the speed.
"""

from typing import Any

walks: Any
try:
    from tidewaiter.names import _compiled as walks
except ImportError:
    walks = None
