"""Puts the singer in front of the band and brings the whole to its loudness."""

import numpy as np

from edge_service.song.audio import SAMPLE_RATE_HZ, Audio, Master, Samples, Stems, Vocals
from edge_service.song.mix import OFF_DB, Mix
from edge_service.song.style import Style
from edge_service.studio.mixer.dynamics import clear_presence, glue, sung
from edge_service.studio.mixer.ensemble import Ensemble, ensemble
from edge_service.studio.mixer.envelopes import Curve, amplified
from edge_service.studio.mixer.filters import equaliser, filtered
from edge_service.studio.mixer.loudness import integrated, loudness, powers, true_peak_db
from edge_service.studio.mixer.master import mastered
from edge_service.studio.mixer.rooms import echo, reverberate
from edge_service.studio.mixer.tracks import REFERENCE_LUFS, placed, ratio, treated_voice

SOFT_EDGE_SECONDS = 0.01
MONO_BELOW_HZ = 120.0
MOST_LOUDER_DB = 6.0


def mix(vocals: Vocals, stems: Stems, style: Style, tempo_bpm: float) -> Master:
    """Return the stereo master at -16 LUFS with its true peak under -1.5 dBTP, and its parts.

    The parts are at the levels heard in the master, without room, echo and limiting. The beats of
    `tempo_bpm` are those of the style's echo.
    """
    settings = style.mix
    voice = treated_voice(vocals.audio.samples[None])
    second = None if vocals.backing is None else _second(vocals.backing, settings)
    singers = voice if second is None else voice + second
    players = ensemble(stems, style, voice.shape[1])
    band = _band(players, voice, settings)
    whole = _space(players, singers, settings, 60 / tempo_bpm)
    del players  # a hundred megabytes that the master can use
    edges = _edges(voice.shape[1], settings)
    whole += band + singers
    whole *= edges
    gain_db, master = mastered(whole)
    del whole
    at_gain = edges * np.float32(ratio(gain_db))
    return Master(
        _audio(master),
        Audio(np.asarray((voice * at_gain)[0], dtype=np.float32)),
        _audio(band * at_gain),
        loudness(master),
        true_peak_db(master),
        None if second is None else _audio(second * at_gain),
    )


def _second(backing: Audio, settings: Mix) -> Samples:
    """Return the second voice, treated like the first, as far below it and to the side as the style asks."""
    voice = placed(treated_voice(backing.samples[None]), settings.backing.pan)
    return voice * np.float32(ratio(settings.backing.level_db))


def _band(players: Ensemble, voice: Samples, settings: Mix) -> Samples:
    """Return the band at its level under the voice, stepping back and leaving room while that sings.

    The sends follow: they are brought to the same level.
    """
    presence = sung(voice)
    gain = np.float32(ratio(_level(players.stays + players.yields, presence, settings)))
    for part in (players.stays, players.yields, players.to_room, players.to_echo):
        part *= gain
    stepped = amplified(players.yields, -settings.duck_db * presence)
    cleared = clear_presence(stepped, voice, presence, settings.presence_db)
    whole = _toned(players.stays + cleared, settings)
    return _mono_below(glue(whole, settings.glue_db))


def _level(band: Samples, presence: Curve, settings: Mix) -> float:
    """Return the gain in dB that puts the band as far below the voice, while that sings, as asked.

    A band that rests under the voice is not raised for it.
    """
    heard = powers(band)
    under = integrated(heard[presence[: len(heard)] > 0.5])
    return REFERENCE_LUFS - settings.voice_above_band_db - max(under, integrated(heard) - MOST_LOUDER_DB)


def _toned(band: Samples, settings: Mix) -> Samples:
    own = settings.band
    return filtered(band, equaliser(own.high_pass_hz, own.low_pass_hz, own.eq))


def _mono_below(band: Samples) -> Samples:
    """Return the band with its lows in the middle: small and single loudspeakers lose none of them."""
    side = (band[0] - band[1]) / 2
    lows = side - filtered(side[None], equaliser(MONO_BELOW_HZ, 0.0, ()))[0]
    return np.stack([band[0] - lows, band[1] + lows])


def _space(players: Ensemble, singers: Samples, settings: Mix, beat_seconds: float) -> Samples:
    """Return the room and the echoes of singers and players."""
    sent = players.to_room + singers * np.float32(ratio(settings.reverb_db))
    space = reverberate(sent, settings.reverb_seconds)
    asked = settings.echo
    voice = ratio(asked.voice_db) if asked.voice_db > OFF_DB else 0.0
    to_echo = players.to_echo + singers.mean(axis=0) * np.float32(voice)
    if to_echo.any():
        space += echo(to_echo, asked.beats * beat_seconds, asked.feedback)
    return space


def _edges(frames: int, settings: Mix) -> Samples:
    """Return the gain of a song that fades in and out, never faster than SOFT_EDGE_SECONDS."""
    edges = np.ones(frames, dtype=np.float32)
    rise, fall = (
        min(int(max(seconds, SOFT_EDGE_SECONDS) * SAMPLE_RATE_HZ), frames // 2)
        for seconds in (settings.fade_in_seconds, settings.fade_out_seconds)
    )
    edges[:rise] = np.sin(np.linspace(0, np.pi / 2, rise)) ** 2
    edges[-fall:] *= np.cos(np.linspace(0, np.pi / 2, fall)) ** 2
    return edges


def _audio(samples: Samples) -> Audio:
    return Audio(np.ascontiguousarray(samples.T))
