"""Check that packages import lower ranks only, hidden imports included."""

import ast
import sys
from pathlib import Path

RANKS = {
    "model": 0,
    "codes": 0,
    "law": 1,
    "names": 1,
    "lists": 2,
    "cargo": 2,
    "goods": 2,
    "vessels": 2,
    "ranking": 3,
    "screening": 3,
    "assess": 3,
    "ledger": 4,
    "monitor": 4,
    "rights": 4,
    "exchange": 4,
    "people": 5,
    "cases": 6,
    "pipeline": 7,
    "web": 8,
    "cli": 9,
}
ROOT = Path(__file__).parent.parent / "src" / "tidewaiter"


def imported_packages(tree: ast.Module) -> list[tuple[int, str]]:
    """Every package of tidewaiter a module imports, with the line, wherever the import hides."""
    found = []
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names = [module]
            if module == "tidewaiter":
                names = [f"tidewaiter.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        line = getattr(node, "lineno", 0)
        found += [
            (line, name.split(".")[1])
            for name in names
            if name.startswith("tidewaiter.") and name.split(".")[1] in RANKS
        ]
    return found


def faults() -> list[str]:
    """One line per import that points up or sideways, or per package without a rank."""
    lines = []
    for path in sorted(ROOT.rglob("*.py")):
        package = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if package in {"__init__", "__main__"}:
            continue
        if package not in RANKS:
            lines.append(f"{path}: package {package} has no rank in tools/check_imports.py")
            continue
        for line, other in imported_packages(ast.parse(path.read_text(encoding="utf-8"))):
            rank, target = RANKS[package], RANKS[other]
            same_rank_zero = package == "codes" and other == "model"
            if other != package and target >= rank and not same_rank_zero:
                lines.append(f"{path}:{line}: {package} (rank {rank}) imports {other} ({target})")
    return lines


if __name__ == "__main__":
    problems = faults()
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    sys.exit(1 if problems else 0)
