"""A PostgreSQL of the tests' own: found, started for one run, and gone when the run is.

`python -m tests.postgres FOLDER RUN` serves in FOLDER until the process RUN has ended, however
it ended, and removes the folder. The server listens on a socket in that folder alone.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
GIVEN = "TIDEWAITER_TEST_DATABASE_URL"
# The folder and the process of this run, handed down to the workers of pytest-xdist.
RUN = "TIDEWAITER_TEST_RUN"
MISSING = (
    "PostgreSQL is NOT tested: no initdb and postgres on the path or under /usr/lib/postgresql "
    "(Debian: apt-get install postgresql)"
)
NEEDED = ("initdb", "postgres")
SECONDS = 60
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "log_min_messages": "fatal",
}


def binaries() -> Path | None:
    """The folder that holds `initdb` and `postgres`: of the path, else the newest of Debian's."""
    on_path = shutil.which("initdb")
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    found = [] if on_path is None else [Path(on_path).parent]
    found += sorted(debian, key=lambda path: path.parent.name.zfill(9), reverse=True)
    whole = (each for each in found if all((each / name).exists() for name in NEEDED))
    return next(whole, None)


def declare_run() -> None:
    """Say whose run this is; the process that calls it first stands for the whole of it."""
    os.environ.setdefault(RUN, f"{os.getpid()}")


def server_url() -> str | None:
    """The URL of this run's server, started by whoever asks first; None where there is none."""
    if GIVEN in os.environ:
        return os.environ[GIVEN]
    if binaries() is None:
        return None
    run = os.environ[RUN]
    # A socket's path may be 107 bytes long: the usual temporary folder may be too deep.
    shared = Path("/tmp") / f"tidewaiter-tests-{os.getuid()}-{run}"
    with _alone(shared.with_suffix(".lock")):
        if not (shared / "ready").exists():
            start(shared, int(run))
    return url_of(shared)


def url_of(folder: Path) -> str:
    """The URL of the server that listens in a folder."""
    return f"postgresql+psycopg://tidewaiter@/postgres?host={folder}"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


_keepers: list[subprocess.Popen[bytes]] = []


def start(folder: Path, run: int) -> subprocess.Popen[bytes]:
    """Start a server in a new folder, for as long as the process `run` lives; it is ready then."""
    folder.mkdir(mode=0o711)
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.postgres", str(folder), str(run)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    _keepers.append(keeper)  # it outlives whoever has called
    end = time.monotonic() + SECONDS
    while not (folder / "ready").exists():
        if keeper.poll() is not None or time.monotonic() > end:
            keeper.terminate()
            raise RuntimeError(f"PostgreSQL did not start in {folder}")
        time.sleep(0.05)
    return keeper


def _user() -> dict[str, object]:
    """PostgreSQL refuses to be run by the superuser: as nobody then."""
    if os.getuid() != 0:
        return {}
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}


def _begin(folder: Path, home: Path) -> subprocess.Popen[bytes]:
    data = folder / "data"
    data.mkdir(mode=0o700)
    as_user = _user()
    if as_user:
        shutil.chown(folder, "nobody", "nogroup")
        shutil.chown(data, "nobody", "nogroup")
    made = [home / "initdb", "-D", data, "-U", "tidewaiter", "-A", "trust", "-E", "UTF8"]
    subprocess.run(
        [*made, "--locale=C", "--no-sync"],
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        **as_user,  # type: ignore[call-overload]
    )
    settings = {**SETTINGS, "unix_socket_directories": str(folder)}
    options = [text for pair in settings.items() for text in ("-c", "=".join(pair))]
    return subprocess.Popen([home / "postgres", "-D", data, *options], cwd=folder, **as_user)  # type: ignore[call-overload, no-any-return]


def keep(folder: Path, run: int) -> None:
    """Serve in the folder until the process `run` has ended, or this one is told to end."""
    home = binaries()
    if home is None:
        raise RuntimeError(MISSING)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    server = None
    try:
        server = _begin(folder, home)
        while _alive(run) and server.poll() is None:
            if (folder / ".s.PGSQL.5432").exists():
                (folder / "ready").touch()
            time.sleep(0.1)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if server is not None:
            server.send_signal(signal.SIGQUIT)
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".lock").unlink(missing_ok=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


if __name__ == "__main__":
    keep(Path(sys.argv[1]), int(sys.argv[2]))
