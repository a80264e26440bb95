"""Tells the hub's own names from those of a page that only pretends (DNS rebinding, cross-site posts)."""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit


def is_own_host(host: str, known: Collection[str]) -> bool:
    """Tell whether a Host header names the hub: an address in numbers, a name of the home, or a known one.

    A rebinding attack needs a public name that it controls; numbers, localhost and .local are no such names.
    """
    name = _name(host)
    if not name:
        return False
    if name in known or name == "localhost" or name.endswith((".local", ".localhost", ".home.arpa")):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return "." not in name  # a bare name is looked up at home alone
    return True


def is_own_origin(origin: str, host: str) -> bool:
    """Tell whether a request that a page sends comes from a page of the hub itself."""
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def _name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""
