"""Measures songs with librosa in the listener's own environment: files in, a list of features as JSON out."""

import json
import sys

import librosa
import numpy as np

RATE_HZ = 22_050
HOP = 512
LOW_HZ = 150.0
HEARD_SECONDS = 30.0  # a genre shows itself early


def features(file):
    """Return tempo (beats a minute), onsets a second, spectral centroid, and shares of the energy."""
    sound, _ = librosa.load(file, sr=RATE_HZ, mono=True, duration=HEARD_SECONDS)
    spectrum = np.abs(librosa.stft(sound, n_fft=2048, hop_length=HOP))
    onsets = librosa.onset.onset_strength(
        S=librosa.power_to_db(librosa.feature.melspectrogram(S=spectrum**2, sr=RATE_HZ)), sr=RATE_HZ
    )
    places = librosa.onset.onset_detect(onset_envelope=onsets, sr=RATE_HZ, hop_length=HOP)
    _, percussive = librosa.decompose.hpss(spectrum)
    power = spectrum**2
    low = librosa.fft_frequencies(sr=RATE_HZ, n_fft=2048) < LOW_HZ
    return {
        "tempo": float(librosa.feature.tempo(onset_envelope=onsets, sr=RATE_HZ, hop_length=HOP)[0]),
        "onset_rate": len(places) / (len(sound) / RATE_HZ),
        "centroid_hz": float(librosa.feature.spectral_centroid(S=spectrum, sr=RATE_HZ).mean()),
        "percussive_share": float((percussive**2).sum() / power.sum()),
        "low_share": float(power[low].sum() / power.sum()),
    }


if __name__ == "__main__":
    print(json.dumps([features(file) for file in sys.argv[1:]]))
