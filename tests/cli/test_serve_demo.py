"""`tidewaiter serve --demo`: a desk is filled, served, and gone when it stops."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answers(address: str, served: subprocess.Popen[bytes], seconds: float = 300) -> str:
    """The page at an address, as soon as it is served, or nothing where the server has ended."""
    until = time.monotonic() + seconds
    while served.poll() is None:
        try:
            with urllib.request.urlopen(address) as page:
                return str(page.read().decode())
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
    return ""


def test_a_demonstration_is_served_and_leaves_nothing(tmp_path: Path) -> None:
    port, told = free_port(), tmp_path / "told.txt"
    with told.open("wb") as out:
        command = [sys.executable, "-m", "tidewaiter", "serve", "--demo", "--port", str(port)]
        served = subprocess.Popen(
            command,
            stdout=out,
            stderr=out,
            env={"PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(tmp_path), "LANG": "C.UTF-8"},
        )
        try:
            page = answers(f"http://127.0.0.1:{port}/sign-in", served)
            assert "Sign in" in page, told.read_text(encoding="utf-8")
            said = told.read_text(encoding="utf-8")
            assert "A demonstration: every person, ship and paper is invented." in said
            assert len(re.findall(r"\b(?:[a-z]{4}-){4}[a-z]{4}\b", said)) == 7
            assert list(tmp_path.glob("tidewaiter-demo-*"))
        finally:
            served.terminate()
            served.wait(30)
    assert list(tmp_path.glob("tidewaiter-demo-*")) == []
    assert "its data are removed" in told.read_text(encoding="utf-8")


def test_a_demonstration_is_one_process() -> None:
    command = [sys.executable, "-m", "tidewaiter", "serve", "--demo", "--workers", "2"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT / "src")}
    )
    assert done.returncode == 1
    assert "a demonstration is one process" in done.stderr
