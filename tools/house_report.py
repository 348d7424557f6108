"""What to look at; never fails: foundation's share, the longest rooms and functions, links grown fat."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "coulisse"
LONG_LINK = 100


def sources() -> Iterator[Path]:
    return (path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts)


def functions(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield length, f"{path.relative_to(ROOT.parent)}:{node.lineno} {node.name}"


def main() -> int:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in sources()}
    total = sum(lines.values())
    foundation = sum(count for path, count in lines.items() if "foundation" in path.parts)
    print(f"foundation: {foundation} of {total} lines ({100 * foundation // max(total, 1)} %)")
    print("longest rooms:")
    for path, count in sorted(lines.items(), key=lambda item: -item[1])[:10]:
        print(f"  {count:5} {path.relative_to(ROOT.parent)}")
    print("longest functions:")
    for length, name in sorted((one for path in lines for one in functions(path)), reverse=True)[:10]:
        print(f"  {length:5} {name}")
    for path, count in lines.items():
        if "links" in path.relative_to(ROOT).parts and count > LONG_LINK:
            print(f"link over {LONG_LINK} lines, an engine is hiding: {path.relative_to(ROOT.parent)} ({count})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
