"""What every page and every call of the API works with: one desk's record, law and lists."""

import dataclasses
import datetime
import threading
from collections.abc import Sequence
from functools import cached_property
from typing import Self

from tidewaiter import lists
from tidewaiter.cases import Cases, Standing
from tidewaiter.cases.coverage import Asked, coverage
from tidewaiter.cases.limits import Limits, load_limits
from tidewaiter.cases.reports import LawReports
from tidewaiter.law import Law, known_sources, load_law
from tidewaiter.ledger import Ledger
from tidewaiter.lists import Kept, LoadedList
from tidewaiter.model import Coverage, Record, Versions
from tidewaiter.people import Door, Identities, Preferences, Secrets, Users
from tidewaiter.people.issuer import Issuer
from tidewaiter.people.oidc import Abroad
from tidewaiter.people.provider import SECRET, load_provider
from tidewaiter.pipeline.bare_acts import BareActs
from tidewaiter.pipeline.chores import Chores
from tidewaiter.pipeline.corrections import Corrections
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.examiner import examiner_like
from tidewaiter.pipeline.home import make_home
from tidewaiter.pipeline.incoming import Incoming
from tidewaiter.pipeline.list_intake import Intake
from tidewaiter.pipeline.parties import Parties
from tidewaiter.pipeline.settings import Settings
from tidewaiter.pipeline.shelf import Shelf
from tidewaiter.screening import Register
from tidewaiter.web.lately import Lately

LOOK_AGAIN = datetime.timedelta(seconds=20)


class ListAge(Record, frozen=True):
    """How old the newest edition of one list is, in days; `stale` says so in words where it is."""

    name: str
    source: str
    day: datetime.date
    days: int
    entries: int
    stale: str = ""


class Office:
    """The open parts of one desk, shared by all requests of a process.

    Everything that takes long to load is loaded when first asked for and then kept.
    """

    def __init__(self, settings: Settings, ledger: Ledger, secrets: Secrets) -> None:
        self.settings, self.ledger, self.secrets = settings, ledger, secrets
        self.users = Users(ledger)
        self.door = Door(self.users, secrets)
        self.cases = Cases(ledger)
        self.standing = Standing(ledger)
        self.preferences = Preferences.open(settings.database_url)
        self.identities = Identities.open(settings.database_url)
        self.limits: Limits = load_limits(settings.home)
        self.chores = Chores(settings.home)
        self.incoming = Incoming(settings, ledger, self.now)
        self._lock = threading.RLock()
        self.lately = Lately(self.now, lambda: ledger.anchor().number)
        self._versions: tuple[datetime.datetime, tuple[Kept, ...]] | None = None
        self._registers: dict[tuple[str, ...], Register] = {}

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the desk that the settings name, making its home where it is missing.

        Raises:
            BadInput: the home folder cannot be made, or its `desk.toml` cannot be used.
            LedgerError: the ledger cannot be opened.
        """
        make_home(settings)
        # what cannot be used is told now, not when somebody signs in
        load_provider(settings.home, settings.oidc)
        ledger = Ledger.open(settings.database_url)
        return cls(settings, ledger, Secrets.open(settings.database_url))

    def close(self) -> None:
        """Stop what runs in the background, and give up the connections."""
        self.chores.close()
        self.lately.close()
        self.incoming.close()
        self.ledger.close()
        self.secrets.close()
        self.preferences.close()
        self.identities.close()

    def now(self) -> datetime.datetime:
        """The clock of this machine, in UTC."""
        return datetime.datetime.now(datetime.UTC)

    def today(self) -> datetime.date:
        """The day it is, in UTC."""
        return self.now().date()

    def settings_today(self) -> Settings:
        """The settings, with the day it is now: a server runs past midnight."""
        return dataclasses.replace(self.settings, today=self.today())

    @cached_property
    def abroad(self) -> Abroad | None:
        """Sign-in at an issuer of OpenID Connect, where the desk names one.

        Raises:
            BadInput: the desk's table of it cannot be used.
        """
        provider = load_provider(self.settings.home, self.settings.oidc)
        if provider is None:
            return None
        issuer = Issuer(provider, self.settings.oidc.get(SECRET, ""))
        return Abroad(provider, issuer, self.identities, self.door, self.users)

    @cached_property
    def law(self) -> Law:
        """The law of the United Nations."""
        return load_law()

    @cached_property
    def laws(self) -> BareActs:
        """The law of every source that is encoded, ready to be asked about a bare act."""
        return BareActs(load_law(known_sources()))

    @cached_property
    def reports(self) -> LawReports:
        """The reports that the law asks for, after an event and by the calendar."""
        return LawReports(self.law, self.limits.follow_up_days.report)

    def covered(self, asked: Asked, *, fresh: bool = False) -> Coverage:
        """The gaps of a period; where counting takes long, as they were some seconds ago at most.

        Raises:
            BadInput: the period ends before it begins.
        """
        return self.lately.get(
            asked,
            lambda: coverage(self.standing, self.limits, self.now(), asked, reports=self.reports),
            fresh=fresh,
        )

    @cached_property
    def corrections(self) -> Corrections:
        """Corrections of what documents say, made on what stands now."""

        def examiner_for(versions: Versions) -> Examiner:
            return examiner_like(self.settings_today(), self.store, self.ledger, versions)

        return Corrections(self.ledger, self.standing, self.limits, examiner_for)

    @cached_property
    def store(self) -> lists.Store:
        """The lists kept in the home folder."""
        return lists.Store(self.settings.home)

    @cached_property
    def shelf(self) -> Shelf:
        """The editions of law and lists that decisions on record rest on."""
        return Shelf(self.settings.editions, self.store)

    @cached_property
    def intake(self) -> Intake:
        """The lists that were handed in and wait to be kept."""
        return Intake(self.settings.arrivals, self.store)

    @cached_property
    def parties(self) -> Parties:
        """The consignments on record by the names of their parties."""
        return Parties(self.settings.past, self.ledger, self.standing)

    def kept_lists(self) -> tuple[Kept, ...]:
        """The newest edition of each list; looked up again every few seconds."""
        with self._lock:
            now = self.now()
            if self._versions is None or now - self._versions[0] > LOOK_AGAIN:
                self._versions = now, self.store.versions_in_force(now.date())
            return self._versions[1]

    def lists_changed(self) -> None:
        """Forget which lists there are: a list was just taken in or out."""
        with self._lock:
            self._versions = None

    def list_ages(self) -> tuple[ListAge, ...]:
        """How old each list is today, oldest first."""
        today = self.today()
        ages = (
            ListAge(
                name=kept.list,
                source=kept.source,
                day=kept.current,
                days=max((today - kept.current).days, 0),
                entries=kept.entries,
                stale=kept.stale(today),
            )
            for kept in self.kept_lists()
        )
        return tuple(sorted(ages, key=lambda age: (-age.days, age.name)))

    def lists_on(self, day: datetime.date) -> Sequence[LoadedList]:
        """The lists that answer for a day.

        Raises:
            BadInput: a kept list cannot be loaded.
        """
        return self.store.in_force(day)

    def register(self, day: datetime.date, names: frozenset[str] | None = None) -> Register:
        """The names of the lists that answer for a day, of these alone, ready to be asked."""
        every = self.lists_on(day)
        loaded = [each for each in every if names is None or each.version.name in names]
        key = tuple(each.version.sha256 for each in loaded)
        with self._lock:
            if key not in self._registers:
                if len(self._registers) >= 4:
                    self._registers.pop(next(iter(self._registers)))
                self._registers[key] = Register(loaded, saved=self.settings.indexes)
            return self._registers[key]
