from collections.abc import Callable

class Edits:
    def __init__(
        self, edits: dict[str, float], swap: Callable[[str, str, dict[str, float]], float]
    ) -> None: ...
    def cost(self, word: str, other: str) -> float: ...
