"""Measures the lyricist: what of a message is sung, how it rhymes, how songs differ."""
