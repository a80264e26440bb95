"""Vocals and stems become a master, and a master becomes files."""

from edge_service.studio.mixer.files import jpeg, write_lrc, write_sounds
from edge_service.studio.mixer.mix import mix
from edge_service.studio.mixer.tags import tag_flac, tag_mp3
from edge_service.studio.mixer.timeline import Timeline, timeline

__all__ = [
    "Timeline",
    "jpeg",
    "mix",
    "tag_flac",
    "tag_mp3",
    "timeline",
    "write_lrc",
    "write_sounds",
]
