"""Writes EMQX's users and topic rules, in the forms that EMQX 5 and later document:

`users.csv` is imported into its built-in database ("Import Users": header line, hashes in hexadecimal),
`acl.conf` is its ACL file (Erlang terms, read from top to bottom), `goodwave.hocon` names both mechanisms.
An import removes nobody, but who is not in `acl.conf` may say and hear nothing.
"""

import csv
import hashlib
import io
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from edge_service.hub.access.outside import User, write_lines

SALT_BYTES = 16
# SHA-256 once: our passwords have 256 bits, which nobody tries out.
CONFIG = """# Take this into emqx.conf; `goodwave broker-config --for emqx` writes it and what it names.
authentication = [
  {{
    mechanism = password_based
    backend = built_in_database
    user_id_type = username
    password_hash_algorithm {{ name = sha256, salt_position = prefix }}
  }}
]
authorization {{
  no_match = deny
  sources = [
    {{ type = file, enable = true, path = {rules} }}
  ]
}}
mqtt {{ max_packet_size = "1MB" }}"""


def write_files(folder: Path, users: Sequence[User]) -> Path:
    """Write the files into a folder, only for its owner to read; return the one that names the others."""
    folder.mkdir(parents=True, exist_ok=True)
    write_lines(folder / "users.csv", _table(users))
    write_lines(folder / "acl.conf", [*(rule for user in users for rule in _rules(user)), "{deny, all}."])
    named = folder / "goodwave.hocon"
    write_lines(named, [CONFIG.format(rules=_quoted(str((folder / "acl.conf").resolve())))])
    return named


def _table(users: Sequence[User]) -> Iterable[str]:
    yield "user_id,password_hash,salt,is_superuser"
    for user in users:
        salt = secrets.token_hex(SALT_BYTES)
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow((user.name, hashed(user.password, salt), salt, "false"))
        yield line.getvalue()


def hashed(password: str, salt: str) -> str:
    """Return a password as EMQX compares it: the salt is text, put before the password."""
    return hashlib.sha256(f"{salt}{password}".encode()).hexdigest()


def _rules(user: User) -> Iterable[str]:
    for action, topics in (("publish", user.says), ("subscribe", user.hears)):
        if topics:
            listed = ", ".join(map(_quoted, topics))
            yield f"{{allow, {{username, {_quoted(user.name)}}}, {action}, [{listed}]}}."


def _quoted(text: str) -> str:
    """Return a string as Erlang and HOCON both write it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
