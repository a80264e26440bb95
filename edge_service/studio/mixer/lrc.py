"""The words with their times as text: enhanced LRC, a stamp for each line and each word."""

from edge_service.song.song import Song


def lrc(song: Song) -> str:
    """Return the words of a song in enhanced LRC."""
    head = [f"[ti:{song.title}]", f"[ar:{artist(song)}]", f"[length:{_stamp(song.duration_seconds)}]"]
    lines = [
        f"[{_stamp(line.start)}]" + " ".join(f"<{_stamp(word.start)}>{word.text}" for word in line.words)
        for section in song.lyrics
        for line in section.lines
    ]
    return "\n".join([*head, *lines, ""])


def artist(song: Song) -> str:
    """Return who the song is from and to, as a player shows it."""
    people = [name for name in (song.dedication.sender, song.dedication.to) if name]
    return " → ".join(people) or "Goodwave"


def _stamp(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 100), 6000)
    return f"{minutes:02d}:{rest // 100:02d}.{rest % 100:02d}"
