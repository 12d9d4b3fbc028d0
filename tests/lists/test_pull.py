"""Pulling lists from a publisher on the loopback: whatever goes wrong, what is held stays."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lists.invented import un_list
from tests.lists.publisher import Publisher, body, publishing, status, tagged
from tidewaiter.lists import Kept, Store
from tidewaiter.lists.fetch import Limits
from tidewaiter.lists.pull import FOLDER, Pulled, Puller
from tidewaiter.lists.sources import Source, SourceFile, chosen, load_sources
from tidewaiter.model import BadInput

LIMITS = Limits(connect=2, silence=1, whole=3, size=1_000_000, retries=1, backoff=0.01)
FIRST, LATER = (datetime.datetime(2024, 10, day, 12, 0, tzinfo=datetime.UTC) for day in (1, 20))
SDN = "".join(
    f'{number},"INVENTED {number}","{"vessel" if number < 300 else "individual"}","DPRK4",'
    + ",".join(["-0- "] * 8)
    + "\n"
    for number in range(1, 5101)
).encode()


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishing() as found:
        yield found


@pytest.fixture
def puller(publisher: Publisher, tmp_path: Path) -> Puller:
    store = Store(tmp_path / "home")
    return Puller(store, actor="officer", limits=LIMITS, base=publisher.base)


def content(folder: Path, **options: object) -> bytes:
    return un_list(folder / "made.xml", **options).read_bytes()  # type: ignore[arg-type]


def pull(puller: Puller, at: datetime.datetime = FIRST, **options: object) -> Pulled:
    source = Source(
        files=(SourceFile("un.xml", f"{puller.base}/un.xml?token=secret"),),
        hosts=(),
        check="unverified",
        list="un-consolidated",
    )
    return puller.pull("un", source, at=at)


def held(puller: Puller) -> list[Kept]:
    versions = Store(puller.store.folder.parent).versions()
    return [kept for kept in versions if kept.list != "un-1718"]


def test_a_new_list_is_kept_with_where_and_when(
    publisher: Publisher, puller: Puller, tmp_path: Path
) -> None:
    publisher.says("/un.xml", body(content(tmp_path)))
    pulled = pull(puller)
    assert pulled.outcome == "new"
    (kept,) = held(puller)
    assert (kept.origin, kept.got, kept.actor) == (f"{publisher.base}/un.xml", FIRST, "officer")
    assert "secret" not in kept.origin


def test_an_unchanged_list_is_asked_for_by_its_tag_and_confirmed(
    publisher: Publisher, puller: Puller, tmp_path: Path
) -> None:
    publisher.says("/un.xml", tagged(content(tmp_path), '"1"'))
    pull(puller)
    assert pull(puller, LATER).outcome == "unchanged"
    assert publisher.asked[-1][1]["If-None-Match"] == '"1"'
    (kept,) = held(puller)
    assert (kept.confirmed, kept.got) == (LATER.date(), FIRST)


def test_the_same_content_without_a_tag_is_unchanged_too(
    publisher: Publisher, puller: Puller, tmp_path: Path
) -> None:
    publisher.says("/un.xml", body(content(tmp_path)))
    outcomes = [pull(puller, at).outcome for at in (FIRST, LATER)]
    assert outcomes == ["new", "unchanged"]
    assert held(puller)[0].confirmed == LATER.date()


def test_a_changed_list_stands_beside_the_one_before(
    publisher: Publisher, puller: Puller, tmp_path: Path
) -> None:
    publisher.says("/un.xml", tagged(content(tmp_path), '"1"'))
    pull(puller)
    publisher.says("/un.xml", tagged(content(tmp_path, day="2024-10-19"), '"2"'))
    assert pull(puller, LATER).outcome == "new"
    assert [kept.published for kept in held(puller)] == ["2024-09-26", "2024-10-19"]


def test_a_damaged_copy_is_got_again_whatever_the_tag(
    publisher: Publisher, puller: Puller, tmp_path: Path
) -> None:
    publisher.says("/un.xml", tagged(content(tmp_path), '"1"'))
    kept = pull(puller).kept
    assert kept is not None
    puller.store.path(kept, "un.xml").write_text("spoiled")
    assert pull(puller, LATER).outcome == "new"
    assert "If-None-Match" not in publisher.asked[-1][1]
    assert puller.store.sound(kept.sha256) is not None


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda _: status(500), "answers 500, after|answers 500"),
        (lambda _: status(302, Location="https://elsewhere.example/"), "not among those allowed"),
        (lambda folder: body(content(folder)[:-5000]), "breaks off at line"),
        (lambda folder: body(content(folder)[:-5000], length=10**6), "it breaks off"),
        (lambda _: body(b" " * 1_000_001), "larger than"),
        (lambda _: body(b"<html>", Content_Type="text/html"), "web page"),
        (lambda _: body(b"Dear sir,"), "no list"),
        (lambda _: body(b""), "no list"),
        (lambda folder: body(content(folder, field="<SHOE_SIZE>44</SHOE_SIZE>")), "SHOE_SIZE"),
        (lambda folder: body(content(folder, entries=range(60))), "60 entries where"),
        (lambda _: body(SDN), "us-ofac-sdn where un-consolidated is expected"),
    ],
)
def test_a_failed_pull_keeps_what_is_held_and_says_so(
    publisher: Publisher, puller: Puller, tmp_path: Path, answer: object, why: str
) -> None:
    publisher.says("/un.xml", tagged(content(tmp_path), '"1"'))
    pull(puller)
    before = held(puller)
    publisher.says("/un.xml", answer(tmp_path))  # type: ignore[operator]
    pulled = pull(puller, LATER)
    assert (pulled.outcome, pulled.kept) == ("failed", None)
    assert re.search(why, pulled.failure)
    assert "secret" not in pulled.failure
    assert str(tmp_path) not in pulled.failure
    assert held(puller) == before
    assert puller.state("un").failed == LATER
    names = {path.name for path in puller.store.folder.iterdir()}
    assert names == {"un-consolidated", FOLDER}


def test_a_good_pull_ends_the_failure(publisher: Publisher, puller: Puller, tmp_path: Path) -> None:
    publisher.says("/un.xml", status(404))
    assert pull(puller).outcome == "failed"
    assert puller.state("un").failure != ""
    publisher.says("/un.xml", body(content(tmp_path)))
    assert pull(puller, LATER).outcome == "new"
    assert (puller.state("un").failure, puller.state("un").failed) == ("", None)


def test_a_spoiled_note_is_as_none(publisher: Publisher, puller: Puller, tmp_path: Path) -> None:
    publisher.says("/un.xml", tagged(content(tmp_path), '"1"'))
    pull(puller)
    (puller.store.folder / FOLDER / "un.json").write_text("{")
    assert pull(puller, LATER).outcome == "unchanged"


def test_of_several_files_only_the_changed_are_sent(publisher: Publisher, puller: Puller) -> None:
    files = tuple(SourceFile(name, f"{puller.base}/{name}") for name in ("sdn.csv", "alt.csv"))
    source = Source(files=files, hosts=(), check="unverified")
    publisher.says("/sdn.csv", tagged(SDN, '"s1"'))
    publisher.says("/alt.csv", tagged(b'1,1,"aka","ONE",-0- \n', '"a1"'))
    first = puller.pull("us", source, at=FIRST)
    publisher.says("/alt.csv", tagged(b'1,1,"aka","OTHER",-0- \n', '"a2"'))
    second = puller.pull("us", source, at=LATER)
    assert (first.outcome, second.outcome) == ("new", "new"), second.failure
    assert second.kept is not None
    assert second.kept.files == ("sdn.csv", "alt.csv")
    names = [name.text for name in puller.store.load(second.kept).listings[0].names]
    assert names == ["INVENTED 1", "OTHER"]
    assert puller.pull("us", source, at=LATER).outcome == "unchanged"


def test_a_list_without_a_date_takes_its_servers_word(publisher: Publisher, puller: Puller) -> None:
    source = Source((SourceFile("sdn.csv", f"{puller.base}/sdn.csv"),), (), "unverified")
    publisher.says("/sdn.csv", body(SDN, Last_Modified="Thu, 26 Sep 2024 08:00:00 GMT"))
    kept = puller.pull("us", source, at=FIRST).kept
    assert kept is not None
    assert (kept.published, kept.dated_by) == ("2024-09-26", "server")
    assert "by the word of its server" in kept.notes(FIRST.date())[0]


def test_the_newest_file_that_a_page_links_to_is_taken(
    publisher: Publisher, puller: Puller, tmp_path: Path
) -> None:
    file = SourceFile("un.xml", f"{puller.base}/lists/page.html", link=r"un\d{8}\.xml")
    source = Source((file,), (), "unverified")
    links = "".join(f'<a href="./un2024{day}.xml">x</a>' for day in ("0826", "0926", "0726"))
    publisher.says("/lists/page.html", body(links.encode(), Content_Type="text/html"))
    publisher.says("/lists/un20240926.xml", body(content(tmp_path)))
    assert puller.pull("page", source, at=FIRST).outcome == "new"
    publisher.says("/lists/page.html", body(b"<p>moved</p>", Content_Type="text/html"))
    assert "links to no such list" in puller.pull("page", source, at=LATER).failure


def test_every_official_address_is_https_on_an_allowed_host() -> None:
    for name, source in load_sources().items():
        assert source.check in {"secondary", "unverified"}
        for file in source.files:
            scheme, _, rest = file.url.partition("://")
            assert (name, scheme) == (name, "https")
            assert rest.partition("/")[0] in source.hosts


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(BadInput, match="no official address") as caught:
        chosen(("un-consolidate",), load_sources())
    assert "un-consolidated" in caught.value.advice
