"""The hub's own certificate: made at the first start, renewed when it ends or the hub moves."""

import ipaddress
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from edge_service.errors import DataDirUnusable
from edge_service.hub.private import write_private

FOLDER, CERTIFICATE, KEY = "https", "certificate.pem", "key.pem"
# Phones take no server's certificate that is good for longer than 825 days.
GOOD_FOR, RENEWED_BEFORE = timedelta(days=820), timedelta(days=30)
CLOCKS_BEHIND = timedelta(days=2)


class Certificate:
    """A self-signed certificate for the names and addresses that the hub is opened by.

    `context` serves it; connections that begin after a renewal get the new one.
    """

    def __init__(self, data_dir: Path, common_name: str, hosts: Sequence[str]) -> None:
        """Raise DataDirUnusable where what was kept cannot be read."""
        self._folder = data_dir / FOLDER
        self._name = common_name
        self._hosts = tuple(hosts)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._loaded = False

    def renew(self, addresses: Sequence[str], now: datetime | None = None) -> bool:
        """Make a certificate where none is good for these addresses now; tell whether one was made."""
        now = now or datetime.now(UTC)
        names = {"localhost", "127.0.0.1", *self._hosts, *addresses}
        made = not self._is_good(names, now)
        if made:
            key = self._key()
            self._write(CERTIFICATE, _signed(self._name, names, key, now).public_bytes(Encoding.PEM))
        if made or not self._loaded:
            self.context.load_cert_chain(self._folder / CERTIFICATE, self._folder / KEY)
            self._loaded = True
        return made

    def _is_good(self, names: set[str], now: datetime) -> bool:
        file = self._folder / CERTIFICATE
        if not file.is_file() or not (self._folder / KEY).is_file():
            return False
        held = _read(file)
        return names <= _names_of(held) and held.not_valid_before_utc <= now < (
            held.not_valid_after_utc - RENEWED_BEFORE
        )

    def _key(self) -> ec.EllipticCurvePrivateKey:
        file = self._folder / KEY
        if not file.is_file():
            fresh = ec.generate_private_key(ec.SECP256R1())
            self._write(KEY, fresh.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        try:
            key = load_pem_private_key(file.read_bytes(), None)
        except ValueError as error:
            raise _unreadable(file) from error
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise _unreadable(file)
        return key

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        write_private(self._folder / name, content)


def certificate_file(data_dir: Path) -> Path:
    """Return where the certificate is kept; phones may be given it, unlike the key beside it."""
    return data_dir / FOLDER / CERTIFICATE


def fingerprint(data_dir: Path) -> str:
    """Return the SHA-256 of the certificate as browsers show it: AB:CD:..., or "" where there is none."""
    file = certificate_file(data_dir)
    return _read(file).fingerprint(SHA256()).hex(":").upper() if file.is_file() else ""


def _read(file: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(file.read_bytes())
    except ValueError as error:
        raise _unreadable(file) from error


def _unreadable(file: Path) -> DataDirUnusable:
    return DataDirUnusable(
        f"{file} is damaged.",
        f"Delete the folder {file.parent}: a new certificate is made at the next start.",
    )


def _names_of(held: x509.Certificate) -> set[str]:
    names = held.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {
        *names.get_values_for_type(x509.DNSName),
        *map(str, names.get_values_for_type(x509.IPAddress)),
    }


def _signed(
    common_name: str, names: set[str], key: ec.EllipticCurvePrivateKey, now: datetime
) -> x509.Certificate:
    """Return a certificate that may also be installed on a phone, hence the marks of an authority."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64])])
    usage = x509.KeyUsage(
        digital_signature=True, key_cert_sign=True, crl_sign=False, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCKS_BEHIND)
        .not_valid_after(now + GOOD_FOR)
        .add_extension(
            x509.SubjectAlternativeName([_general(name) for name in sorted(names)]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, SHA256())
    )


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
