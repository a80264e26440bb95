"""Prints how well each voice is understood in each language, and fails where a floor is broken.

python -m tests.bench.singer LISTENER_PYTHON [LANGUAGE ...]
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from edge_service.studio.lyricist import languages
from tests.bench.singer.perform import Performance, perform
from tests.bench.songs import home_studio

HERE = Path(__file__).parent
COLUMNS = (
    "words_said",
    "words_sung",
    "characters_sung",
    "notes_off",
    "cents",
    "dnsmos",
    "seconds_per_second",
)
AT_LEAST = {"dnsmos"}


def main(listener: str, only: list[str]) -> int:
    """Record, listen, print; return 1 where a floor is broken."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        performances = list(_performances(folder, only))
        (folder / "performances.json").write_text(json.dumps([asdict(one) for one in performances]), "utf-8")
        command = [listener, str(HERE / "listen.py"), str(folder)]
        heard = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    print(f"{'language':<9} {'voice':<10} " + " ".join(f"{name:>18}" for name in COLUMNS))
    broken = [
        line
        for performance, ears in zip(performances, heard, strict=True)
        for line in _report(performance, _row(performance, ears))
    ]
    print("\n".join(["", *broken] if broken else ["", "Every floor holds."]))
    return 1 if broken else 0


def _performances(folder: Path, only: list[str]) -> Any:
    studio = home_studio()
    sentences = tomllib.loads((HERE / "sentences.toml").read_text("utf-8"))
    for language in languages():
        if only and language.code not in only:
            continue
        for voice in studio.catalog.voices.values():
            if language.code in voice.languages:
                yield perform(language.code, voice, sentences[language.code], studio.models, folder)


def _row(performance: Performance, ears: dict[str, Any]) -> dict[str, float]:
    return {
        "words_said": ears["said"]["words"],
        "words_sung": ears["sung"]["words"],
        "characters_sung": ears["sung"]["characters"],
        "notes_off": ears["notes"]["off"],
        "cents": ears["notes"]["cents"],
        "dnsmos": ears["dnsmos"],
        "seconds_per_second": performance.seconds_per_second,
    }


def _report(performance: Performance, row: dict[str, float]) -> list[str]:
    """Print a row; return a line for each floor it breaks."""
    name = f"{performance.language:<9} {performance.voice:<10}"
    print(f"{name} " + " ".join(f"{row[column]:>18.3f}" for column in COLUMNS), flush=True)
    tables = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
    floors = tables["default"] | tables.get(performance.language, {}) | tables.get(performance.voice, {})
    return [
        f"{name} {column}: {row[column]:.3f}, the floor is {floors[column]}"
        for column in COLUMNS
        if (row[column] < floors[column] if column in AT_LEAST else row[column] > floors[column])
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
