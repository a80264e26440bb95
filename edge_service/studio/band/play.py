"""Plays a score: every part arranged from the style, and its sound."""

from concurrent.futures import ThreadPoolExecutor

from edge_service.song.audio import Audio, Stem, Stems
from edge_service.song.dedication import Dedication
from edge_service.song.score import Score
from edge_service.song.style import Part, Style
from edge_service.studio.band.bass import play_bass
from edge_service.studio.band.chords import play_chords
from edge_service.studio.band.drums import play_drums
from edge_service.studio.band.feel import Hand, play_by_hand, with_dynamics
from edge_service.studio.band.lead import play_lead
from edge_service.studio.band.midi import DRUM_CHANNEL, song_file
from edge_service.studio.band.parts import Played, bars, chords
from edge_service.studio.band.room import room_of, step_back
from edge_service.studio.band.sound import Track, sound_of_drums, sound_of_part
from edge_service.studio.chance import chance
from edge_service.studio.models import Models

SOUNDFONT = "soundfont"
PLAYERS = {"bass": play_bass, "chords": play_chords, "lead": play_lead}
STEADINESS = {"drums": 0.4, "bass": 0.6, "chords": 1.0, "lead": 1.2}


def play(score: Score, style: Style, dedication: Dedication, models: Models) -> Stems:
    """Return the band's tracks, stereo and exactly as long as the score, and the song as a MIDI file.

    The same score, style and dedication give the same samples. Raises ModelMissing or ModelCorrupt
    for the soundfont.
    """
    soundfont, band = models.path(SOUNDFONT).read_bytes(), style.band
    tracks = arrange(score, style, dedication)

    def sound(name: str) -> Stem:
        if name == "drums":
            return Stem.of(name, Audio(sound_of_drums(tracks[name], band.drums, score, soundfont)))
        return Stem.of(name, Audio(sound_of_part(tracks[name], band.parts[name], score, soundfont)))

    with ThreadPoolExecutor() as pool:
        stems = tuple(pool.map(sound, tracks))
    return Stems(stems, song_file(score, tracks), (SOUNDFONT,))


def arrange(score: Score, style: Style, dedication: Dedication) -> dict[str, Track]:
    """Return what each player plays, by the names that the style gives them; drums come first."""
    drums = style.band.drums
    strokes = play_drums(bars(score), drums, chance(dedication, "drums"))
    late = {drums.pieces[piece]: late_ms for piece, late_ms in drums.late_ms.items()}
    hand = Hand(STEADINESS["drums"], pieces_late_ms=late)
    tracks = {
        "drums": (DRUM_CHANNEL, drums.program, _by_hand(strokes, score, style, hand, dedication, "drums"))
    }
    for channel, (name, part) in enumerate(style.band.parts.items()):
        hand = Hand(STEADINESS[part.role], part.late_ms)
        tracks[name] = (
            channel,
            part.program,
            _by_hand(_part(score, part), score, style, hand, dedication, name),
        )
    return tracks


def _by_hand(
    notes: list[Played], score: Score, style: Style, hand: Hand, dedication: Dedication, name: str
) -> list[Played]:
    strong = with_dynamics(notes, bars(score), style.band)
    return play_by_hand(strong, score, style.band, hand, chance(dedication, f"hands {name}"))


def _part(score: Score, part: Part) -> list[Played]:
    notes = PLAYERS[part.role](bars(score), chords(score), score, part)
    return notes if part.role == "bass" else step_back(notes, room_of(score))
