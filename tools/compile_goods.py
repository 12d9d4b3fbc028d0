"""Write the compiled vocabulary of goods after a change of its words.

`PYTHONPATH=src python tools/compile_goods.py`; a test fails while the file is behind its words.
"""

from pathlib import Path

import msgspec

from tidewaiter.goods.compiling import compile_phrases
from tidewaiter.goods.vocabulary import COMPILED

TARGET = Path(__file__).parents[1] / "src" / "tidewaiter" / "goods" / COMPILED

if __name__ == "__main__":
    TARGET.write_bytes(msgspec.msgpack.encode(compile_phrases(), order="deterministic"))
