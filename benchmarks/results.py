"""Tables of measurements, with the machine, the versions, the date and the load that gave them."""

import datetime
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FOLDER = Path(__file__).parent / "results"
LIBRARIES = ("lxml", "msgspec", "openpyxl", "pyarrow", "rapidfuzz", "sqlalchemy")
PEERS = ("pydifact", "nomenklatura")
COLUMNS = ("what", "amount", "wall s", "cpu s", "rate", "peak memory", "note")


@dataclass(frozen=True, slots=True)
class Measurement:
    """One row: what was done, on how much, and how it went.

    `seconds` is the time on the wall, `cpu` that of the processor, which others on the machine
    do not lengthen; both are None where nothing was timed.
    """

    what: str
    amount: str = ""
    seconds: float | None = None
    cpu: float | None = None
    rate: str = ""
    peak_memory: str = ""
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """The row as it is printed, in the order of `COLUMNS`."""
        times = (self.seconds, self.cpu)
        wall, cpu = ("" if time is None else _digits(time) for time in times)
        return (self.what, self.amount, wall, cpu, self.rate, self.peak_memory, self.note)


def _digits(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds >= 0.1 else f"{seconds:.4f}"


def machine() -> str:
    """The processor, its cores, the memory and the system, as this machine tells them."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {system}"


def versions() -> str:
    """The libraries used and the peers that are installed."""
    found = [f"Python {platform.python_version()}"]
    for library in (*LIBRARIES, *PEERS):
        try:
            found.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            found.append(f"{library} absent")
    return ", ".join(found)


def load() -> str:
    """How busy the machine is, this run and others together: the load averages."""
    return " ".join(f"{average:.2f}" for average in os.getloadavg())


def table(rows: Sequence[Measurement]) -> str:
    """The rows as a Markdown table."""
    return markdown(COLUMNS, [row.cells() for row in rows])


def markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, its cells filled out where a row is short."""
    filled = [[*row, *[""] * (len(heads) - len(row))] for row in rows]
    lines = [heads, ("---",) * len(heads), *filled]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def write(
    name: str, title: str, rows: Sequence[Measurement], *, before: str, folder: Path = FOLDER
) -> Path:
    """Write one table of measurements, as `write_page`."""
    return write_page(name, title, table(rows), before=before, folder=folder)


def write_page(name: str, title: str, text: str, *, before: str, folder: Path = FOLDER) -> Path:
    """Write one page, replacing the last of the same name, and give its path.

    Args:
        name: The file's name, without its ending.
        title: The heading of the page.
        text: The table or tables.
        before: The load averages before the run.
        folder: Where to write.
    """
    today = datetime.datetime.now(datetime.UTC).date()
    head = (
        f"# {title}\n\n{today}. {machine()}. Load averages (1, 5, 15 minutes) before: {before};"
        f" after: {load()}.\n\n{versions()}.\n\n"
    )
    path = folder / f"{name}.md"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(head + text, encoding="utf-8")
    return path
