"""Short codes that one screen shows and a person types on another."""

import secrets

# RFC 8628, section 6.1: twenty consonants, which spell no words and do not look alike; 8 of them are 34 bits.
ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 8


def new_code() -> str:
    """Return a code as it is shown: "WDJB-MJHT"."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[: LENGTH // 2]}-{letters[LENGTH // 2 :]}"


def as_typed(text: str) -> str:
    """Return what a person typed as the code would be shown, whatever case and signs they used."""
    letters = "".join(sign for sign in text.upper() if sign in ALPHABET)
    return f"{letters[: LENGTH // 2]}-{letters[LENGTH // 2 :]}"
