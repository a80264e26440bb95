"""A bigger writer: a causal language model of the household's own that proposes lines for the songbook's."""

from edge_service.studio.lyricist.writer.proposals import Offers, offers, propose
from edge_service.studio.lyricist.writer.writer import Writer, open_writer

__all__ = ["Offers", "Writer", "offers", "open_writer", "propose"]
