"""A desk for a demonstration: people, papers of the last days, and cases in every state.

Everything is done by the functions a real desk works by, at times up to the one given. So the
record holds together, and pages show of it what they would show of a real one.
"""

import datetime
import hashlib
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path

import msgspec

from tidewaiter.cases import Cases, Standing
from tidewaiter.cases.attachments import Attachments
from tidewaiter.cases.duties import duties, file, name_owner
from tidewaiter.cases.limits import load_limits
from tidewaiter.cases.queue import Waiting, Wanted, queue
from tidewaiter.cases.reports import LawReports
from tidewaiter.law import load_law
from tidewaiter.ledger import Ledger
from tidewaiter.lists import Store
from tidewaiter.model import (
    Actor,
    Amount,
    Assigned,
    BadInput,
    Case,
    Concluded,
    ContainerOpened,
    Duty,
    DutySet,
    Filing,
    Found,
    Measured,
    ReleaseApproved,
    ReleaseAsked,
    Screened,
    SealChecked,
    Seized,
    Step,
    Unchecked,
    User,
)
from tidewaiter.model.finding import Action
from tidewaiter.model.people import Role
from tidewaiter.people import Door, Secrets, Users
from tidewaiter.pipeline import demo_papers
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.rulings import rule_out
from tidewaiter.pipeline.samples import sample_folder
from tidewaiter.pipeline.screen import Record, documents, record_unopened, screen_document
from tidewaiter.pipeline.settings import Settings
from tidewaiter.pipeline.shipping import take as keep_sightings
from tidewaiter.pipeline.ships_known import desk_histories
from tidewaiter.pipeline.sightings import sighting_folder
from tidewaiter.screening import Register

# who works there; every name is fictional
PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("ada", "Ada Example", "administrator"),
    ("kim", "Kim Sample", "officer"),
    ("lee", "Lee Sample", "officer"),
    ("park", "Park Muster", "analyst"),
    ("moreno", "Moreno Ejemplo", "supervisor"),
    ("sato", "Sato Sample", "supervisor"),
    ("osei", "Osei Example", "auditor"),
)
# to whom what waits is given, in turn
_TURNS = ("kim", "kim", "lee") * 4
# the smallest picture there is: one grey point
_POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63680000008200816dd0e3c60000000049454e44ae426082"
)
_SYLLABLES = tuple(f"{first}{second}" for first in "bdfgklmnprstvz" for second in "aeiou")


def fill(settings: Settings, now: datetime.datetime) -> dict[str, str]:
    """Fill an empty home with a desk at work; the password of each user, by name.

    Args:
        settings: Where the desk is kept; its ledger must be empty.
        now: Up to when things happen there, the first of them nine days before.

    Raises:
        Refused: there are users already.
        BadInput: the home cannot be written.
    """
    with (
        open_ledger(settings) as ledger,
        closing(Secrets.open(settings.database_url)) as proofs,
        tempfile.TemporaryDirectory(prefix="tidewaiter-demo-") as folder,
    ):
        desk = _Desk(settings, ledger, now)
        passwords = desk.hire(Door(desk.users, proofs))
        desk.read_first(Path(folder))
        desk.control()
        desk.read_samples()
        desk.know_ships()
        desk.decide()
        desk.read_last(Path(folder))
        desk.hand_out()
        desk.standing.catch_up()
    return passwords


class _Desk:
    """What is done at the demonstration's desk, at which time, and by whom."""

    def __init__(self, settings: Settings, ledger: Ledger, now: datetime.datetime) -> None:
        self._settings, self._ledger, self._now = settings, ledger, now
        self._at = now - datetime.timedelta(days=9)
        self.users = Users(ledger)
        self.standing = Standing(ledger)
        self._cases = Cases(ledger)
        self._limits = load_limits(settings.home)
        self._actors = {name: Actor(name, (role,)) for name, _, role in PEOPLE}
        self._examiner = make_examiner(settings, kept_and(Store(settings.home), []), recorded=True)

    def hire(self, door: Door) -> dict[str, str]:
        """Make the users, each with a password by a one-time link."""
        passwords = {name: password(name) for name, *_ in PEOPLE}
        first, *others = PEOPLE
        self.users.begin(first[0], first[1], self._later())
        for name, full_name, role in others:
            user = User(name, full_name, (role,))
            self.users.add(user, self._actors[first[0]], self._later())
        for name, given in passwords.items():
            door.accept(door.link(name, self._at), given, self._at)
        return passwords

    def read_first(self, folder: Path) -> None:
        """Screen innocent samples, the papers of the ship that came first, and two bad files."""
        with sample_folder() as samples:
            for path in documents([samples / name for name in ("innocent", "aboard")]):
                self._screen(path)
                self._later(minutes=400)
        self._reach(hours=75)
        day = self._at.date()
        for path in (
            demo_papers.write_arrivals(folder, "demo-star-11e", "DEMO STAR", day, 45),
            demo_papers.write_plan(folder, self._now, 45),
            demo_papers.write_damaged(folder, day),
            demo_papers.write_picture(folder),
        ):
            self._screen(path)
            self._later(minutes=12)

    def read_samples(self) -> None:
        """Screen the reconstructed cases, one after another, until three hours ago."""
        self._reach(hours=20)
        with sample_folder() as folder:
            for path in documents([folder / "cases"]):
                self._screen(path)
                self._later(minutes=40)

    def know_ships(self) -> None:
        """Keep what was seen of the ships of the sample voyages, and screen their papers by it."""
        with sighting_folder() as seen, sample_folder() as samples:
            for path in sorted(seen.glob("*.csv")):
                keep_sightings(self._settings, path)
            for name in ("calls.csv", "documented.csv"):
                histories = desk_histories(self._settings, self._ledger)
                editions = kept_and(Store(self._settings.home), [])
                examiner = make_examiner(
                    self._settings, editions, histories=histories, recorded=True
                )
                self._screen(samples / "voyages" / name, examiner)

    def read_last(self, folder: Path) -> None:
        """Screen what came in last: two manifests, and the calls that the pilots tell."""
        self._reach(hours=2)
        day = self._at.date()
        self._screen(demo_papers.write_arrivals(folder, "demo-heron-4", "DEMO HERON", day, 60))
        self._reach(hours=1)
        self._screen(demo_papers.write_arrivals(folder, "demo-plover-9w", "DEMO PLOVER", day, 30))
        self._screen(demo_papers.write_calls(folder, self._now))

    def control(self) -> None:
        """Board the ship that came first, with every end a control may have."""
        self._reach(hours=72)
        found = self._waiting("detain")
        self._stop_and_seize(next(found))
        self._meet_refusal(next(found))
        self._release(next(found), decided=True)
        self._find_nothing(next(found))
        self._begin_control(next(found))

    def decide(self) -> None:
        """Open, control and ask about what the reconstructed cases brought."""
        found = self._waiting("inspect")
        self._cases.open(next(found).event, self._actors["park"], self._later())
        self._could_not_check(next(found))
        self._release(next(found), decided=False)
        self._ask_ruling()

    def hand_out(self) -> None:
        """Give what waits to people, name the owner of a duty, and file a report."""
        hour = datetime.timedelta(hours=1)
        rows = self._waiting("detain", "inspect", "review")
        for until, name in zip((-1, 1, 2, 3, 5, 6, 8, 9, 11, 14, 20, 26), _TURNS, strict=True):
            self._assign(next(rows), name, self._now + until * hour)
        reports = LawReports(load_law(), self._limits.follow_up_days.report)
        owed = duties(self.standing, self._limits, self._at, reports=reports)
        old = self._now - datetime.timedelta(days=30)
        for duty in [each for each in owed if each.kind == "manifest" and each.since < old]:
            self._file(duty, "ballast.pdf", owed)
        self._file(next(each for each in owed if each.kind == "report"), "report.pdf", owed)
        missing = next(each for each in owed if each.kind == "manifest" and each.since >= old)
        named = DutySet(missing.key, "park", why="asked the agent for the manifest")
        name_owner(self._ledger, named, self._actors["moreno"], self._later(), owed)

    def _file(self, duty: Duty, name: str, owed: Sequence[Duty]) -> None:
        paper = hashlib.sha256(f"an invented paper, {name}".encode()).hexdigest()
        filing = Filing(duty.key, self._at.date(), duty.subject, paper, name)
        file(self._ledger, filing, self._actors["park"], self._later(), owed)

    def _stop_and_seize(self, row: Waiting) -> None:
        case, box = self._boarded(row, "kim"), self._box(row)
        for step in (
            SealChecked(box, "before", "other", found="9912"),
            ContainerOpened(box, "no"),
            self._photo(),
            Measured("goods[0]", "gross_weight", Amount(22, "t"), Amount(26.4, "t")),
            Found("coal in sacks", "2701", Amount(26.4, "t"), box, declared=False),
            Concluded("prohibited_item", "coal behind the declared goods"),
            Seized("26.4 t of coal", self._at.date(), "Demo Customs", "un/2371/8"),
        ):
            case = self._take(case, step, "kim")

    def _meet_refusal(self, row: Waiting) -> None:
        case = self._assign(row, "lee")
        step = self._cases.not_boarded(case, "refused", "the master asked for a paper of the flag")
        case = self._take(case, step, "lee")
        self._take(case, Concluded("refused", "the ship left the anchorage"), "lee")

    def _release(self, row: Waiting, *, decided: bool) -> None:
        case = self._boarded(row, "kim")
        case = self._take(case, ContainerOpened(self._box(row), "yes"), "kim")
        case = self._take(case, Concluded("nothing_found"), "kim")
        why = "opened and weighed: goods of another country, with its certificate of origin"
        case = self._take(case, ReleaseAsked(why), "park")
        if decided:
            approval = ReleaseApproved(case.version, "papers and photos agree")
            self._take(case, approval, "moreno")

    def _find_nothing(self, row: Waiting) -> None:
        case = self._boarded(row, "lee")
        case = self._take(case, SealChecked(self._box(row), "before", "same"), "lee")
        case = self._take(case, ContainerOpened(self._box(row), "yes"), "lee")
        self._take(case, Concluded("nothing_found"), "lee")

    def _begin_control(self, row: Waiting) -> None:
        case = self._boarded(row, "kim")
        case = self._take(case, SealChecked(self._box(row), "before", "none"), "kim")
        self._take(case, self._photo(), "kim")

    def _could_not_check(self, row: Waiting) -> None:
        case = self._boarded(row, "lee")
        case = self._take(case, Unchecked("the hold under the deck cargo", "no crane"), "lee")
        self._take(case, Concluded("could_not_be_checked"), "lee")

    def _ask_ruling(self) -> None:
        """Ask that a hit be ruled out; another person decides."""
        found = next(row for row in self._waiting("review", "inspect", "detain") if row.hits > 0)
        screened = self._screened(found)
        hit = screened.verdict.hits[0]
        rule_out(
            self._ledger,
            Register(Store(self._settings.home).in_force(self._now.date())),
            (found.reference, f"{hit.list}/{hit.ref}"),
            reason=(hit.evidence.field, "another one, by a copy of its papers"),
            stamp=("park", self._later(minutes=1)),
            needs_second=True,
        )

    def _screened(self, row: Waiting) -> Screened:
        event = self._ledger.get(row.event)
        assert event is not None
        return msgspec.json.decode(event.payload, type=Screened)

    def _box(self, row: Waiting) -> str:
        """The first container of a consignment."""
        boxes = self._screened(row).consignment.containers
        return boxes[0].number if len(boxes) > 0 else "no container: loose in the hold"

    def _boarded(self, row: Waiting, name: str) -> Case:
        case = self._assign(row, name)
        return self._take(case, self._cases.boarded(case, "berth 4"), name)

    def _assign(self, row: Waiting, name: str, due: datetime.datetime | None = None) -> Case:
        case = self._cases.open(row.event, self._actors["sato"], self._later(minutes=1))
        return self._take(case, Assigned(name, due), "sato")

    def _take(self, case: Case, step: Step, name: str) -> Case:
        return self._cases.take(case, step, self._actors[name], self._later(minutes=1))

    def _photo(self) -> Step:
        kept = Attachments(self._settings.attachments)
        return kept.keep(BytesIO(_POINT), "seal.png")

    def _waiting(self, *actions: Action) -> Iterator[Waiting]:
        """What waits and nobody has taken up, in the order of the queue."""
        for action in actions:
            wanted = Wanted(action=action, free=True, size=200)
            yield from queue(self.standing, self._limits, wanted).rows

    def _screen(self, path: Path, examiner: Examiner | None = None) -> None:
        record = Record(self._ledger, "park", self._later(minutes=1))
        by = examiner or self._examiner
        try:
            screen_document(path, by, record=record, show=lambda _: None)
        except BadInput as error:
            record_unopened(record, path, error)

    def _later(self, *, minutes: int = 3) -> datetime.datetime:
        self._at = min(self._at + datetime.timedelta(minutes=minutes), self._now)
        return self._at

    def _reach(self, *, hours: float) -> None:
        """Go on to so many hours before now, or stay where that has passed."""
        self._at = max(self._at, self._now - datetime.timedelta(hours=hours))


def password(name: str, choose: Callable[[tuple[str, ...]], str] = secrets.choice) -> str:
    """A random password for a user that can be said aloud: ten syllables, some 61 bits.

    It is drawn again where the syllables happen to spell the user's name.
    """
    while True:
        said = [choose(_SYLLABLES) for _ in range(10)]
        drawn = "-".join("".join(said[start : start + 2]) for start in range(0, 10, 2))
        if name not in drawn:
            return drawn
