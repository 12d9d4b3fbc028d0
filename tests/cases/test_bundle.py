import io
import shutil
import stat
import subprocess
import tarfile
from pathlib import Path

import msgspec
import pytest

from tests.cases.conftest import ANALYST, OFFICER, SUPERVISOR, later
from tests.ledger.sample import VERSIONS
from tidewaiter.cases import Cases
from tidewaiter.cases.attachments import Attachments
from tidewaiter.cases.bundle import Exporter, Papers
from tidewaiter.cases.bundle_check import check
from tidewaiter.cases.erased import ERASED, Erased
from tidewaiter.cases.signing import desk_key, pinned
from tidewaiter.ledger import Ledger
from tidewaiter.model import (
    Attached,
    BadInput,
    Case,
    Concluded,
    Found,
    Step,
    Unchecked,
)

MARKUP = "<script>alert('hatch')</script>"
PHOTO = b"\xff\xd8\xff a fictional photo"


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    law = tmp_path / "editions" / "law" / VERSIONS.law / "un"
    law.mkdir(parents=True)
    (law / "2371.toml").write_text("fictional = true\n")
    return Papers(Attachments(tmp_path / "attachments"), tmp_path / "editions")


@pytest.fixture
def case(cases: Cases, papers: Papers) -> Case:
    photo = papers.attachments.keep(io.BytesIO(PHOTO), "../hatch.jpg")
    case = cases.open(2, ANALYST, later(1), place="berth 4")
    steps: tuple[Step, ...] = (
        cases.boarded(case),
        photo,
        Found("coal", hs="270111"),
        Unchecked("hold 2", MARKUP),
        Concluded("prohibited_item"),
    )
    for minute, step in enumerate(steps):
        case = cases.take(case, step, OFFICER, later(2 + minute))
    return case


@pytest.fixture
def exporter(ledger: Ledger, papers: Papers, tmp_path: Path) -> Exporter:
    return Exporter(ledger, papers, desk_key(tmp_path / "keys"))


@pytest.fixture
def exported(exporter: Exporter, case: Case, tmp_path: Path) -> Path:
    exporter.export(case.id, tmp_path / "case.tar", SUPERVISOR.name, later(30))
    return tmp_path / "case.tar"


def members(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as archive:
        return {each.name: archive.extractfile(each).read() for each in archive}  # type: ignore[union-attr]


def test_exported_case_is_what_the_desk_has(
    exported: Path, case: Case, ledger: Ledger, tmp_path: Path
) -> None:
    key = desk_key(tmp_path / "keys").public
    checked = check(exported, pinned(key))
    assert checked.case == case
    assert checked.pinned
    assert checked.key == key
    assert (checked.about.subject, checked.about.by) == (case.id, SUPERVISOR.name)
    assert checked.about.notes == ()
    assert (checked.events, checked.attachments) == (8, 1)
    assert not check(exported).pinned
    held = members(exported)
    ours = {event.number: event for event in ledger.events()}
    for line in held["events.jsonl"].splitlines():
        event = msgspec.json.decode(line)
        assert event["digest"] == ours[event["number"]].digest
    assert b"BL2" in held["events.jsonl"]
    assert b"BL1" not in held["events.jsonl"]
    assert b"BL3" not in held["events.jsonl"]
    assert held[f"law/{VERSIONS.law}/un/2371.toml"] == b"fictional = true\n"
    assert PHOTO in held.values()
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys" / "desk.pem").stat().st_mode) == 0o600
    last = list(ledger.events(kind="exported"))[-1]
    assert (last.subject, last.actor) == (case.id, SUPERVISOR.name)


def test_page_holds_no_markup_of_what_was_written(exported: Path) -> None:
    page = members(exported)["case.html"].decode()
    assert "hold 2" in page
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#x27;hatch&#x27;)&lt;/script&gt;" in page
    assert "Przykład" not in page  # parties stand in the events, not in what is glanced at
    assert "://" not in page


def test_every_changed_byte_is_found(exported: Path, tmp_path: Path) -> None:
    whole = exported.read_bytes()
    with tarfile.open(exported) as archive:
        places = [(each.offset, each.offset_data, each.size) for each in archive]
    assert len(places) > 8
    spots = {0, len(whole) - 1, len(whole) - 1024}
    for offset, data, size in places:
        spots |= {offset, offset + 100, offset + 345, offset + 500}
        spots |= {data, data + size // 3, data + size // 2, data + size - 1, data + size}
    for spot in sorted(spots):
        for bit in (0x01, 0x20):
            changed = bytearray(whole)
            changed[spot] ^= bit
            (tmp_path / "changed").write_bytes(changed)
            with pytest.raises(BadInput):
                check(tmp_path / "changed")
    for cut in (0, 700, len(whole) // 2, len(whole) - 1):
        (tmp_path / "changed").write_bytes(whole[:cut])
        with pytest.raises(BadInput):
            check(tmp_path / "changed")
    (tmp_path / "changed").write_bytes(whole + b"\0")
    with pytest.raises(BadInput, match="after its end"):
        check(tmp_path / "changed")


def test_case_that_another_key_signed_is_refused(
    exported: Path, exporter: Exporter, tmp_path: Path
) -> None:
    other = desk_key(tmp_path / "other").public
    with pytest.raises(BadInput, match="signed by another key"):
        check(exported, pinned(other))
    (tmp_path / "partner").write_text(f"{other}\n")
    assert pinned(str(tmp_path / "partner")) == other
    for text in ("ed25519:", "ed25519:AAAA", "no key", str(exported)):
        with pytest.raises(BadInput, match="no public key"):
            pinned(text)


def test_case_signed_over_what_is_not_so_is_refused(
    ledger: Ledger, papers: Papers, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever holds the key still cannot tell another case than the events make."""
    told = msgspec.structs.replace(case, outcome="nothing_found")
    monkeypatch.setattr(
        "tidewaiter.cases.bundle.Cases", lambda _: type("Told", (), {"get": lambda *_: told})()
    )
    exporter = Exporter(ledger, papers, desk_key(tmp_path / "keys"))
    exporter.export(case.id, tmp_path / "told", "kim", later(30))
    with pytest.raises(BadInput, match="another case than it tells"):
        check(tmp_path / "told")


def test_what_is_lacking_is_named(
    ledger: Ledger, papers: Papers, case: Case, tmp_path: Path, exporter: Exporter
) -> None:
    photo = next(each.step for each in case.history if isinstance(each.step, Attached))
    erased = Erased(photo.sha256, "attachments", 3650, "ten years")
    ledger.append(ERASED, case.id, erased, actor="lee", at=later(20))
    papers.attachments.path(photo.sha256).unlink()
    shutil.rmtree(papers.editions)
    about = exporter.export(case.id, tmp_path / "case", "kim", later(30))
    assert len(about.notes) == 2
    assert check(tmp_path / "case").attachments == 0
    page = members(tmp_path / "case")["case.html"].decode()
    assert f"{photo.sha256}, taken away 2017-08-06" in page


def test_other_tools_check_the_signature(exported: Path, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on the path")
    folder = tmp_path / "unpacked"
    folder.mkdir()
    for name in ("key.pem", "manifest.json", "signature"):
        (folder / name).write_bytes(members(exported)[name])
    words = "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json"
    done = subprocess.run(
        [*words.split(), "-sigfile", "signature"], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
