"""Real servers from Debian's packages on free ports of this machine, each in a folder of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.hub.settings import free_port

START_SECONDS = 30.0


def program(name: str, package: str, *places: str) -> str:
    """Return where a server is installed; skip the test where it is not."""
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", *places]))
    if found is None:
        pytest.skip(f"{name} is not installed: apt-get install {package}")
    return found


@contextmanager
def server(command: Sequence[str], port: int, folder: Path, user: str | None = None) -> Iterator[None]:
    """Run a server until the block ends; it is up when its port answers."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, user=user)
        try:
            _wait_for(port, process, folder)
            yield
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Yield the address of an empty Redis."""
    folder.mkdir(exist_ok=True)
    port = free_port()
    command = [program("redis-server", "redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
    with server([*command, "--save", "", "--dir", str(folder)], port, folder):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Yield the address of an empty PostgreSQL database; root runs it as another user, as it insists."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    initdb = program("initdb", "postgresql", *map(str, versions))
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder.mkdir(exist_ok=True)
    shutil.chown(folder, user)
    for parent in folder.parents:  # pytest's folders are for their owner alone
        with suppress(PermissionError):
            parent.chmod(parent.stat().st_mode | 0o111)
    data, port = folder / "data", free_port()
    make = [initdb, "-D", data, "-U", "goodwave", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(make, check=True, capture_output=True, user=user, cwd=folder)
    run = [str(Path(initdb).with_name("postgres")), "-D", str(data), "-p", str(port), "-k", str(folder)]
    with server([*run, "-c", "fsync=off", "-h", "127.0.0.1"], port, folder, user):
        url = f"postgresql+psycopg://goodwave@127.0.0.1:{port}/postgres"
        _wait_for_answers(url)
        yield url


@contextmanager
def mosquitto(folder: Path, port: int) -> Iterator[None]:
    """Run Mosquitto with the files that `goodwave broker-config` wrote into a folder."""
    listen = f"listener {port} 127.0.0.1\nuser root\nmax_connections -1\ninclude_dir {folder}/include\n"
    (folder / "include").mkdir()
    shutil.copy(folder / "goodwave.conf", folder / "include")
    (folder / "mosquitto.conf").write_text(listen)
    with server([program("mosquitto", "mosquitto"), "-c", str(folder / "mosquitto.conf")], port, folder):
        yield


def _wait_for(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"the server did not start:\n{(folder / 'server.log').read_text()[-2000:]}")


def _wait_for_answers(url: str) -> None:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import OperationalError

    engine, end = create_engine(url), time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with suppress(OperationalError), engine.connect():
            break
        time.sleep(0.1)
    engine.dispose()
