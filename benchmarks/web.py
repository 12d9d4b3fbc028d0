"""`python -m benchmarks.web`: the workbench on a million consignments, and fifty people at once.

The workbench runs as `tidewaiter serve` in a process of its own, on this machine.
"""

import argparse
import contextlib
import datetime
import hashlib
import os
import random
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import urllib3

from benchmarks import desk
from benchmarks.results import FOLDER, load, markdown, write_page
from benchmarks.timing import say
from tidewaiter.cases import Cases, Standing
from tidewaiter.cases.limits import load_limits
from tidewaiter.cases.queue import Wanted, queue
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, User
from tidewaiter.people import Door, Secrets, Users

CONSIGNMENTS, PEOPLE, SECONDS, ASKED = 1_000_000, 50, 180.0, 30
THINK = 1.0
STARTING = 120.0
ADMIN = Actor("bench", ("administrator",))


@dataclass
class Asked:
    """How long one page took, time by time, in seconds, and which answers were not 200."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def row(self, what: str) -> tuple[str, ...]:
        """Its line in the table, in milliseconds."""
        if len(self.seconds) == 0:
            return (what, "0", "", "", str(len(self.faults)))
        times = sorted(self.seconds)
        middle = statistics.median(times) * 1000
        late = times[min(len(times) - 1, int(len(times) * 0.95))] * 1000
        return (what, str(len(times)), f"{middle:.0f}", f"{late:.0f}", str(len(self.faults)))


@dataclass
class Served:
    """A workbench that runs: its address, the sessions of its people, pages by name."""

    address: str
    sessions: list[str]
    pages: dict[str, str]


def fill(home: Path, consignments: int, people: int) -> Served:
    """Record the consignments and a hundred cases, and sign supervisors in."""
    url = f"sqlite:///{home / 'ledger.db'}"
    with Ledger.open(url) as ledger:
        desk.fill(ledger, consignments, lists=True)
        standing = Standing(ledger)
        standing.catch_up()
        now = datetime.datetime.now(datetime.UTC)
        numbers = [row.number for row in queue(standing, load_limits(), Wanted(size=100)).rows]
        opened = [Cases(ledger).open(number, _who(0), now) for number in numbers]
        standing.catch_up()
        with closing(Secrets.open(url)) as proofs:
            sessions = _hire(Users(ledger), proofs, people, now)
    pages = {
        "Today": "/",
        "Queue, page 1": "/queue",
        "Queue, page 100": "/queue?page=100",
        "Consignments": "/consignments",
        "A consignment": f"/consignments/{numbers[0]}",
        "A case": f"/cases/{opened[0].id}",
        "Coverage": "/coverage",
        "Search, a bill of lading": "/search?q=BL7-3",
        "Search, a ship": f"/search?q={desk.ship(7).replace(' ', '+')}",
        "Law": "/law?heading=2701&direction=from",
    }
    return Served("", sessions, pages)


def _who(number: int) -> Actor:
    return Actor(f"user{number}", ("supervisor",))


def _hire(users: Users, proofs: Secrets, people: int, now: datetime.datetime) -> list[str]:
    users.begin(ADMIN.name, "Bench Fictional", now)
    door = Door(users, proofs)
    for number in range(people):
        actor = _who(number)
        users.add(User(actor.name, actor.name.title(), actor.roles), ADMIN, now)
    return [door.come_in(_who(number).name, now) for number in range(people)]


@contextmanager
def serving(home: Path, workers: int) -> Iterator[str]:
    """`tidewaiter serve` while the block lasts; gives its address."""
    port = 20_000 + secrets.randbelow(20_000)
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tidewaiter", "serve"]
    command += ["--port", str(port), "--workers", str(workers)]
    environment = {**os.environ, "TIDEWAITER_HOME": str(home)}
    environment.pop("TIDEWAITER_DATABASE_URL", None)
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(address, server)
            yield address
        finally:
            server.terminate()


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(urllib3.exceptions.HTTPError):
            urllib3.request("GET", f"{address}/sign-in", retries=False, timeout=5)
            return
        time.sleep(0.1)
    raise RuntimeError("the workbench did not start")


class Person:
    """Somebody at a browser: a session, a connection, and how long each answer took."""

    def __init__(self, address: str, session: str) -> None:
        self._pool = urllib3.PoolManager(retries=False, timeout=60)
        self._address, self._session = address, session

    def ask(self, path: str, asked: Asked, form: dict[str, str] | None = None) -> str:
        """A page, or a form that is sent; its text."""
        method, body = "GET", None
        headers = {"Cookie": f"tw_session={self._session}"}
        if form is not None:
            secret = f"form {self._session}".encode()
            form = {"csrf": hashlib.sha256(secret).hexdigest(), **form}
            method, body = "POST", urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        try:
            answer = self._pool.request(
                method, self._address + path, body=body, headers=headers, redirect=False
            )
        except urllib3.exceptions.HTTPError as error:
            asked.faults.append(f"{method} {path}: {type(error).__name__}")
            return ""
        asked.seconds.append(time.perf_counter() - start)
        if answer.status not in {200, 303}:
            asked.faults.append(f"{method} {path}: {answer.status}")
        return answer.data.decode()


def one_by_one(served: Served, times: int) -> dict[str, Asked]:
    """Each page some times by one person; the first time is not counted."""
    person = Person(served.address, served.sessions[0])
    found = {}
    for name, path in served.pages.items():
        person.ask(path, Asked())
        asked = found[name] = Asked()
        for _ in range(times):
            person.ask(path, asked)
    return found


def at_once(served: Served, seconds: float, think: float) -> Asked:
    """Everybody at once: mixed pages with time to think, and now and then a form."""
    until = time.monotonic() + seconds
    results = [Asked() for _ in served.sessions]

    def work(number: int) -> None:
        person, chance = Person(served.address, served.sessions[number]), random.Random(number)
        paths, shown = list(served.pages.values()), served.pages["A consignment"]
        while time.monotonic() < until:
            if chance.random() < 0.05:
                theme = chance.choice(("light", "dark", "auto"))
                person.ask("/account", results[number], {"theme": theme})
            else:
                page = person.ask(chance.choice((*paths, shown)), results[number])
                shown = next(iter(re.findall(r'href="(/consignments/\d+)"', page)), shown)
            time.sleep(chance.uniform(0.5, 1.5) * think)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(results))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = [each for asked in results for each in asked.seconds]
    return Asked(times, [each for asked in results for each in asked.faults])


def page_of(alone: dict[str, Asked], together: Asked, people: int, seconds: float) -> str:
    """The two tables, and the first faults there were."""
    heads = ("page", "times", "median ms", "95th percentile ms", "errors")
    rows = [asked.row(name) for name, asked in alone.items()]
    crowd = [together.row(f"{people} people for {seconds:.0f} s")]
    faults = [fault for asked in (*alone.values(), together) for fault in asked.faults]
    said = "".join(f"- {fault}\n" for fault in sorted(set(faults))[:20])
    crowd_table = markdown(("all pages", *heads[1:]), crowd)
    return f"{markdown(heads, rows)}\n{crowd_table}" + (f"\nErrors:\n\n{said}" if said else "")


def main(arguments: list[str] | None = None) -> int:
    """Measure and write `benchmarks/results/web.md`; 1 where there was an error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__)
    parser.add_argument("--consignments", type=int, default=CONSIGNMENTS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--times", type=int, default=ASKED)
    parser.add_argument("--think", type=float, default=THINK)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--results", type=Path, default=FOLDER, help="where to write the page")
    asked = parser.parse_args(arguments)
    before = load()
    with tempfile.TemporaryDirectory(prefix="tidewaiter-web-") as folder:
        say("recording")
        served = fill(Path(folder), asked.consignments, asked.people)
        with serving(Path(folder), asked.workers) as served.address:
            say("one by one")
            alone = one_by_one(served, asked.times)
            say("at once")
            together = at_once(served, asked.seconds, asked.think)
    title = f"The workbench on {asked.consignments:,} consignments"
    text = page_of(alone, together, asked.people, asked.seconds)
    write_page("web", title, text, before=before, folder=asked.results)
    return 1 if any(each.faults for each in (*alone.values(), together)) else 0


if __name__ == "__main__":
    sys.exit(main())
