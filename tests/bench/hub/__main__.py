"""Runs the checks named on the command line, or all; prints a table and fails below what is asked."""

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

CHECKS = tuple(sorted(path.stem for path in Path(__file__).parent.glob("check_*.py")))


class Figure(NamedTuple):
    """One thing measured, beside the most it may be."""

    name: str
    measured: float
    most: float
    unit: str


def main(names: list[str]) -> int:
    """Return 1 where a figure is worse than asked."""
    missed = 0
    for check in names or CHECKS:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)  # PostgreSQL and Mosquitto look into it under names of their own
            for figure in import_module(f"tests.bench.hub.{check}").figures(Path(folder)):
                row = Figure(*figure)
                missed += row.measured > row.most
                verdict = "ok" if row.measured <= row.most else "TOO MUCH"
                line = f"{row.name:<64} {row.measured:>9.3g} {row.unit:<3} asked {row.most:>6g}  {verdict}"
                print(line, flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
