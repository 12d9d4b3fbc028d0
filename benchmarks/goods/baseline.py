"""Plain search by TF-IDF in the official texts: words and runs of three to five signs."""

import csv
from importlib import import_module
from pathlib import Path


class Baseline:
    """The official texts of subheadings, ranked by likeness to a description."""

    def __init__(self, table: Path) -> None:
        with table.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["level"] in ("4", "6")]
        vectorizer = import_module("sklearn.feature_extraction.text").TfidfVectorizer
        union = import_module("sklearn.pipeline").FeatureUnion
        self._headings = [row["hscode"][:4] for row in rows]
        self._vectorizer = union(
            [
                ("words", vectorizer(sublinear_tf=True)),
                ("signs", vectorizer(analyzer="char_wb", ngram_range=(3, 5))),
            ]
        )
        self._matrix = self._vectorizer.fit_transform([row["description"] for row in rows])

    def headings(self, text: str, k: int = 3) -> tuple[str, ...]:
        """The first `k` different headings; none where nothing is alike."""
        scores = (self._matrix @ self._vectorizer.transform([text]).T).toarray().ravel()
        found: dict[str, None] = {}
        for row in scores.argsort()[::-1]:
            if scores[row] <= 0 or len(found) == k:
                break
            found[self._headings[row]] = None
        return tuple(found)
