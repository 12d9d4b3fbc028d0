"""A PostgreSQL server of one's own in a temporary folder, on a unix socket alone."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")


class NoServer(Exception):  # noqa: N818 - read aloud, it says what is missing
    """There is no PostgreSQL on this machine."""


def programs() -> Path:
    """The folder of `initdb` and `pg_ctl`: on the path, else the newest of Debian's.

    Raises:
        NoServer: there is none.
    """
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name))
    if len(folders) == 0:
        raise NoServer("install PostgreSQL, for instance the package postgresql")
    return folders[-1]


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The URL of an empty database; the server is stopped at the end.

    Run as root, the server belongs to the user `postgres`: it refuses root.
    """
    data, bin_folder = folder / "data", programs()
    data.mkdir(parents=True)
    user: tuple[str, ...] = ()
    if os.geteuid() == 0:
        user = ("runuser", "-u", "postgres", "--")
        for path in (folder, data):
            shutil.chown(path, "postgres")
    _run(*user, str(bin_folder / "initdb"), "-D", str(data), "-A", "trust", "-U", "tidewaiter")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}'"
    control = (*user, str(bin_folder / "pg_ctl"), "-D", str(data), "-w")
    _run(*control, "-o", options, "-l", str(data / "log"), "start")
    try:
        yield f"postgresql+psycopg://tidewaiter@/postgres?host={folder}"
    finally:
        _run(*control, "-m", "fast", "stop")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
