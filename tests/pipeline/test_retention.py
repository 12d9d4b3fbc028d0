import datetime
import io
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.ledger.sample import AT, DOCUMENT, VERSIONS, results
from tidewaiter.cases import Cases, is_settled
from tidewaiter.cases.attachments import Attachments
from tidewaiter.cases.erased import erasures
from tidewaiter.ledger import Ledger
from tidewaiter.model import (
    Actor,
    Attached,
    BadInput,
    Case,
    Concluded,
    Found,
    ReleaseApproved,
    ReleaseAsked,
    Step,
)
from tidewaiter.people import Secrets
from tidewaiter.pipeline.retention import Retention, Rules, rules_of

KIM = Actor("kim", ("officer", "supervisor"))
PAK = Actor("pak", ("officer", "supervisor"))
YEARS = datetime.timedelta(days=3653)
PHOTO = b"\xff\xd8\xff a fictional photo"
FOUND = (Found("coal", hs="270111"), Concluded("prohibited_item"))


class Desk:
    """A ledger with three consignments, and the home folder of its attachments."""

    def __init__(self, ledger: Ledger, secrets: Secrets, home: Path) -> None:
        self.ledger, self.secrets, self.home = ledger, secrets, home
        self.cases = Cases(ledger)
        self.attachments = Attachments(home / "attachments")
        recorded = ledger.record_screening(DOCUMENT, VERSIONS, results(3), actor="desk", at=AT)
        self.screened = recorded.first

    def case(self, position: int, *steps: Step, photo: bytes = PHOTO) -> Case:
        kept = self.attachments.keep(io.BytesIO(photo), "a.jpg")
        case = self.cases.open(self.screened + position - 1, KIM, AT)
        for step in (self.cases.boarded(case), kept, *steps):
            case = self.cases.take(case, step, KIM, AT)
        return case

    def release(self, case: Case) -> Case:
        case = self.cases.take(case, ReleaseAsked("nothing there", ("letter",)), KIM, AT)
        return self.cases.take(case, ReleaseApproved(case.version), PAK, AT)

    def retention(self, after: datetime.timedelta = YEARS) -> Retention:
        return Retention(self.home, self.ledger, self.secrets, AT + after)

    def photos(self) -> int:
        return sum(path.is_file() for path in (self.home / "attachments").rglob("*"))

    def age(self) -> None:
        for path in self.home.rglob("*"):
            os.utime(path, (AT.timestamp(), AT.timestamp()))


@pytest.fixture
def desk(url: str, tmp_path: Path) -> Iterator[Desk]:
    with Ledger.open(url) as ledger, closing(Secrets.open(url)) as secrets:
        yield Desk(ledger, secrets, tmp_path / "home")


def test_photo_of_a_released_case_goes_and_the_case_says_so(desk: Desk) -> None:
    case = desk.release(desk.case(1, Concluded("nothing_found")))
    desk.age()
    assert desk.retention(datetime.timedelta(days=3640)).due() == ()
    due = desk.retention().due()
    assert [(each.rule, each.case) for each in due] == [("attachments", case.id)]
    assert desk.photos() == 1
    assert desk.retention().apply("lee") == due
    assert desk.photos() == 0
    ((event, erased),) = erasures(desk.ledger, case.id)
    assert (event.actor, erased.rule, erased.days) == ("lee", "attachments", 3650)
    assert Attached(erased.sha256, "image/jpeg", len(PHOTO), "a.jpg") in [
        taken.step for taken in desk.cases.get(case.id).history
    ]
    assert desk.retention().apply("lee") == ()
    assert len(list(erasures(desk.ledger))) == 1
    assert desk.ledger.verify() == ()


@pytest.mark.parametrize("steps", [(), (Concluded("nothing_found"),), FOUND])
def test_nothing_of_a_case_that_is_open_or_owes_goes(desk: Desk, steps: tuple[Step, ...]) -> None:
    desk.case(1, *steps)
    desk.age()
    assert desk.retention().apply("lee") == ()
    assert desk.photos() == 1


def test_photo_stays_while_one_of_its_cases_is_open(desk: Desk) -> None:
    desk.release(desk.case(1, Concluded("nothing_found")))
    desk.case(2)
    desk.age()
    assert desk.retention().apply("lee") == ()
    assert desk.photos() == 1


def test_seizure_keeps_its_photos_until_its_reports_are_known_to_be_filed(desk: Desk) -> None:
    case = desk.case(1, Concluded("refused", "the master would not let us board"))
    assert is_settled(case)
    desk.age()
    retention = desk.retention()
    assert retention.due() == ()
    filed = Retention(desk.home, desk.ledger, desk.secrets, retention.now, lambda _: True)
    assert len(filed.due()) == 1


def test_step_that_names_a_path_takes_no_file_away(desk: Desk) -> None:
    outside = desk.home.parent / "ledger-of-another"
    case = desk.case(1)
    named = "../ledger-of-another"
    case = desk.cases.take(case, Attached(named, "image/jpeg", 9), KIM, AT)
    desk.release(desk.cases.take(case, Concluded("nothing_found"), KIM, AT))
    outside.write_bytes(b"not ours")
    assert (desk.attachments.path(named)).resolve() == outside
    desk.age()
    os.utime(outside, (AT.timestamp(), AT.timestamp()))
    assert len(desk.retention().apply("lee")) == 1
    assert outside.exists()


def test_photo_whose_removal_was_stopped_goes_the_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.release(desk.case(1, Concluded("nothing_found")))
    desk.age()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", _refuse)
        with pytest.raises(BadInput, match="cannot be removed"):
            desk.retention().apply("lee")
    assert desk.photos() == 1
    desk.retention().apply("lee")
    assert desk.photos() == 0
    assert len(list(erasures(desk.ledger))) == 1


def test_ended_sessions_and_unused_indexes_go(desk: Desk) -> None:
    day = datetime.timedelta(days=1)
    desk.secrets.hand_out("session", "kim", (AT, AT + day))
    desk.secrets.hand_out("token", "kim", (AT, AT + 90 * day))
    desk.secrets.failed("kim", AT)
    for name in ("past/past.db", "indexes/one.names", "indexes/two.names"):
        (desk.home / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.home / name).write_bytes(b"names")
    desk.age()
    kept = desk.home / "indexes" / "two.names"
    os.utime(kept, ((AT + 80 * day).timestamp(),) * 2)
    due = {each.rule: each.count for each in desk.retention(100 * day).apply("lee")}
    assert due == {"sessions": 1, "attempts": 1, "past": 1, "indexes": 1}
    assert [path for path in desk.home.rglob("*") if path.is_file()] == [kept]
    assert desk.retention(100 * day).due() == ()


def test_rules_of_the_home_stand_in_for_those_shipped(tmp_path: Path) -> None:
    shipped = rules_of(tmp_path)
    path = tmp_path / "retention.toml"
    path.write_text('[past]\ndays = 7\nwhy = "by our own rule"\n')
    assert rules_of(tmp_path).past.days == 7
    assert rules_of(tmp_path).attachments == shipped.attachments
    assert all(getattr(shipped, name).why != "" for name in Rules.__struct_fields__)
    for text in ("[events]\ndays = 1\nwhy = 'x'", "[past]\ndays = 0\nwhy = 'x'", "[past]", "\x00"):
        path.write_text(text)
        with pytest.raises(BadInput, match=r"retention\.toml"):
            rules_of(tmp_path)


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")
