"""How a song is made; start with pipeline.py."""
