"""Speaks to the espeak-ng library: text in, phonemes out, one caller at a time."""

import ctypes
import threading
from functools import cache

import espeakng_loader

from edge_service.errors import ModelError

AUDIO_OUTPUT_RETRIEVAL = 1
INITIALIZE_DONT_EXIT = 0x8000
CHARS_UTF8 = 1
PHONEMES_IPA = 0x02
SEPARATOR = "_"
_lock = threading.Lock()


def phonemes(text: str, voice: str) -> list[list[str]]:
    """Return espeak's words for `text`, each a list of IPA phonemes with their stress marks.

    espeak joins some words ("of the") and splits others, so the words need not be the text's. Raises
    ModelError where the library or the voice cannot be loaded.
    """
    with _lock:
        library = _library()
        if library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ModelError(f"espeak-ng has no voice {voice!r}.", "Install espeakng-loader again.")
        spoken = _translate(library, text)
    words = [[sound for sound in word.split(SEPARATOR) if sound] for word in spoken.split()]
    return [word for word in words if word]


def _translate(library: ctypes.CDLL, text: str) -> str:
    buffer = ctypes.create_string_buffer(text.encode())
    position = ctypes.c_void_p(ctypes.addressof(buffer))
    mode = PHONEMES_IPA | (ord(SEPARATOR) << 8)
    clauses = []
    while position.value:
        clause = library.espeak_TextToPhonemes(ctypes.byref(position), CHARS_UTF8, mode)
        clauses.append((clause or b"").decode())
    return " ".join(clauses)


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    data = str(espeakng_loader.get_data_path()).encode()
    if library.espeak_Initialize(AUDIO_OUTPUT_RETRIEVAL, 0, data, INITIALIZE_DONT_EXIT) < 0:
        raise ModelError("espeak-ng could not start.", "Install espeakng-loader again.")
    return library
