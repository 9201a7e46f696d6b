"""Check the size of functions and files: small pieces are the ones that get read.

Functions (without docstring): median at most 8 lines, 90th percentile at most 25, none over 50.
Files: median at most 150 lines, none over 600.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOTS = ("assessor", "forms", "report_templates", "tools")
FUNCTION_MEDIAN, FUNCTION_P90, FUNCTION_MOST = 8, 25, 50
FILE_MEDIAN, FILE_MOST = 150, 600
PROJECT = Path(__file__).resolve().parent.parent


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if not body:
        return 0
    return (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every function of a file with its length."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(PROJECT)}:{node.lineno} {node.name}", body_lines(node)


def main() -> int:
    """Print the figures and what is over the budget; return 1 when something is."""
    paths = [path for root in ROOTS for path in sorted((PROJECT / root).rglob("*.py"))]
    lengths = [item for path in paths for item in functions(path)]
    files = [
        (str(p.relative_to(PROJECT)), len(p.read_text(encoding="utf-8").splitlines()))
        for p in paths
    ]
    sizes = [size for _, size in lengths]
    p90 = quantiles(sizes, n=10)[-1]
    over = [f"{name}: {size} lines" for name, size in lengths if size > FUNCTION_MOST]
    over += [f"{name}: {size} lines" for name, size in files if size > FILE_MOST]
    if median(sizes) > FUNCTION_MEDIAN or p90 > FUNCTION_P90:
        over.append(f"functions: median {median(sizes)}, 90th percentile {p90:.0f}")
    if median(size for _, size in files) > FILE_MEDIAN:
        over.append(f"files: median {median(size for _, size in files)}")
    print(
        f"{len(sizes)} functions: median {median(sizes):.0f}, 90th percentile {p90:.0f}, "
        f"most {max(sizes)}; {len(files)} files: median {median(s for _, s in files):.0f}, "
        f"most {max(s for _, s in files)}"
    )
    for line in over:
        print(f"over the budget: {line}", file=sys.stderr)
    return bool(over)


if __name__ == "__main__":
    sys.exit(main())
