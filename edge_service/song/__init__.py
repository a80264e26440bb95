"""The types that travel between the rooms: a dedication becomes lyrics, a score, sound, and a song."""
