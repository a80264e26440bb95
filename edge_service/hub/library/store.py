"""Keeps finished songs in an S3-compatible store, for hubs whose workers are on other machines."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from edge_service.errors import ConfigError, StoreGone
from edge_service.hub.library.models import new_id

TIMEOUT_SECONDS = 10


class Store:
    """Songs under `prefix` of a bucket, one object a file; every method may raise StoreGone.

    Keys, region and endpoint come from the environment, as for every program of AWS: AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY, AWS_DEFAULT_REGION, AWS_ENDPOINT_URL.
    """

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix

    def put(self, song_id: str, folder: Path) -> None:
        """Upload a song's folder; song.json comes last, so that who finds it finds all."""
        files = sorted((path for path in folder.rglob("*") if path.is_file()), key=_is_last)
        with _explained():
            for path in files:
                self._client.upload_file(
                    str(path), self._bucket, self._key(song_id, path.relative_to(folder))
                )

    def holds(self, song_id: str) -> bool:
        """Tell whether a song is there, whole."""
        with _explained():
            return "song.json" in {Path(key).name for key in self._keys(song_id)}

    def fetch(self, song_id: str, folder: Path) -> None:
        """Download a song into a new folder, whole; do nothing where it is not there."""
        if not self.holds(song_id):
            return
        draft = folder.with_name(f".{folder.name}.{new_id()}")
        with _explained():
            for key in self._keys(song_id):
                path = draft / key.removeprefix(self._key(song_id, Path()))
                path.parent.mkdir(parents=True, exist_ok=True)
                self._client.download_file(self._bucket, key, str(path))
        try:
            draft.rename(folder)
        except OSError:  # another thread fetched it at the same moment
            shutil.rmtree(draft)

    def remove(self, song_id: str) -> None:
        with _explained():
            for key in self._keys(song_id):
                self._client.delete_object(Bucket=self._bucket, Key=key)

    def _keys(self, song_id: str) -> list[str]:
        start = self._key(song_id, Path())
        found = self._client.list_objects_v2(Bucket=self._bucket, Prefix=start)
        return [entry["Key"] for entry in found.get("Contents", ())]

    def _key(self, song_id: str, path: Path) -> str:
        name = path.as_posix() if path.parts else ""
        return f"{self._prefix}{song_id}/{name}"


def open_store(url: str) -> Store:
    """Return the store of s3://bucket/prefix; raise ConfigError for what is no such address."""
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.netloc:
        raise ConfigError("media.url is not an address of a store.", "Write s3://bucket/prefix.")
    try:
        import boto3
        from botocore.config import Config as Settings
    except ImportError as error:
        raise ConfigError(
            "media.url needs boto3, which is not here.", "Install Goodwave with its extra `scale`."
        ) from error
    patience = Settings(
        connect_timeout=TIMEOUT_SECONDS, read_timeout=TIMEOUT_SECONDS, retries={"max_attempts": 3}
    )
    prefix = parts.path.strip("/")
    return Store(boto3.client("s3", config=patience), parts.netloc, f"{prefix}/" if prefix else "")


def _is_last(path: Path) -> tuple[bool, str]:
    return path.name == "song.json", path.as_posix()


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what boto3 raises into StoreGone."""
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise StoreGone(
            f"The store of songs does not answer as it should: {type(error).__name__}.",
            "Look at media.url, at the store, and at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        ) from error
