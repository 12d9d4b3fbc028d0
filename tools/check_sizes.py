"""Check that functions stay under 40 lines and modules under 400."""

import ast
import sys
from pathlib import Path

FUNCTION_LINES = 40
MODULE_LINES = 400
ROOT = Path(__file__).parent.parent
FOLDERS = ("src", "tools", "benchmarks", "tests")


def function_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    doc = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - doc


def faults(path: Path) -> list[str]:
    """One line per function or module that is too long."""
    text = path.read_text(encoding="utf-8")
    lines = []
    if text.count("\n") > MODULE_LINES:
        lines.append(f"{path}: {text.count(chr(10))} lines, {MODULE_LINES} is the end")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = function_lines(node)
            if size > FUNCTION_LINES:
                lines.append(f"{path}:{node.lineno}: {node.name} has {size} lines")
    return lines


if __name__ == "__main__":
    problems = [
        problem
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for problem in faults(path)
    ]
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    sys.exit(1 if problems else 0)
