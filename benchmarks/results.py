"""Tables of measurements, with the machine, the versions and the date that gave them."""

import datetime
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).parent / "results"
LIBRARIES = ("lxml", "msgspec", "openpyxl", "pyarrow", "pydifact", "rapidfuzz", "sqlalchemy")


@dataclass(frozen=True, slots=True)
class Measurement:
    """One row: what was done, on how much, and how it went."""

    what: str
    amount: str
    seconds: float
    rate: str
    peak_memory: str = ""
    note: str = ""


def machine() -> str:
    """The processor, its cores, the memory and the system, as this machine tells them."""
    model = platform.processor() or platform.machine()
    cores = 0
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
        model, cores = (names[0] if names else model), len(names)
    return f"{model}, {cores} cores, {platform.system()} {platform.release().split('-')[0]}"


def write(name: str, title: str, rows: Sequence[Measurement]) -> Path:
    """Write one table, replacing the last of the same name, and give its path."""
    versions = ", ".join(f"{library} {version(library)}" for library in LIBRARIES)
    today = datetime.datetime.now(datetime.UTC).date()
    head = "| what | amount | seconds | rate | peak memory | note |\n|---|---|---|---|---|---|\n"
    body = "".join(
        f"| {row.what} | {row.amount} | {row.seconds:.2f} | {row.rate} | {row.peak_memory} |"
        f" {row.note} |\n"
        for row in rows
    )
    text = (
        f"# {title}\n\n{today}, {machine()}, Python {platform.python_version()}\n\n"
        f"{versions}\n\n{head}{body}"
    )
    path = FOLDER / f"{name}.md"
    FOLDER.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
