"""Rewrite the official texts of the Harmonized System into `goods/headings.csv`.

`python tools/condense_headings.py harmonized-system.csv` reads the table of the repository
datasets/harmonized-system (ODC-PDDL) and keeps, for each heading, its text and the further words
of its subheadings.
"""

import csv
import re
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "tidewaiter" / "goods" / "headings.csv"
WORD = re.compile(r"[a-z]{3,}")
EMPTY = """
and the not for other than with whether containing including heading subheading chapter nec any
their thereof those these this that from more less exceeding but per cent kind used
"""


def main(source: Path) -> None:
    """Write one row per heading: code, text, words of its subheadings that the text lacks."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    below: dict[str, dict[str, None]] = {}
    for row in rows:
        if row["level"] == "6":
            words = WORD.findall(row["description"].lower())
            below.setdefault(row["hscode"][:4], {}).update(dict.fromkeys(words))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("heading", "text", "words"))
        for row in rows:
            if row["level"] == "4" and row["hscode"] != "9999":
                known = set(EMPTY.split()) | set(WORD.findall(row["description"].lower()))
                words = [word for word in below.get(row["hscode"], {}) if word not in known]
                writer.writerow((row["hscode"], row["description"], " ".join(words)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
