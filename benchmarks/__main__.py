"""Run the benches: `python -m benchmarks [name]`; each prints one JSON object a line (docs: benchmarks/README.md)."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

NOT_BENCHES = ("_", "prove_")


def names() -> list[str]:
    """Give the benches: every module here with a main() that is not a proof."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith(NOT_BENCHES))


def main(wanted: list[str]) -> int:
    """Run the benches named, or all of them; 2 for a name that is not one."""
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        print(f"no bench {unknown[0]!r}; there are: {', '.join(names())}", file=sys.stderr)
        return 2
    for name in wanted or names():
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
