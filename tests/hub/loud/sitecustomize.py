"""Makes the loggers of a hub and its workers as loud as they get, before any code of theirs has run."""

import logging

logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
ours = logging.getLogger("edge_service")
ours.setLevel(logging.DEBUG)
ours.setLevel = lambda _level: None  # type: ignore[method-assign]  # `goodwave run` must not calm it down again
