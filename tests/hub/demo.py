"""Runs a hub that makes its songs in seconds, to build pages against.

python -m tests.hub.demo [--port 8090] [--data DIR] [--step-seconds 0.7] [--song-seconds 12]
"""

import argparse
import logging
import os
import tempfile
from pathlib import Path

from edge_service.hub.serve import serve
from tests.hub.settings import house_config


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--step-seconds", default="0.7")
    parser.add_argument("--song-seconds", default="12")
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    os.environ["GOODWAVE_FAKE_STEP_SECONDS"] = asked.step_seconds
    os.environ["GOODWAVE_FAKE_SONG_SECONDS"] = asked.song_seconds
    with tempfile.TemporaryDirectory() as folder:
        config = house_config(asked.data or Path(folder), hub_port=asked.port, hub_host="0.0.0.0")
        serve(config)


if __name__ == "__main__":
    main()
