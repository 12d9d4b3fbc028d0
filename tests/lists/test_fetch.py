"""Downloads against a server on the loopback: what is refused, waited for, tried again."""

import gzip
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lists import publisher as server
from tests.lists.publisher import Publisher, body, publishing, status
from tidewaiter.lists.fetch import Fetcher, Limits, Tag
from tidewaiter.model import BadInput

LIMITS = Limits(connect=2, silence=0.3, whole=1.5, size=5000, retries=2, backoff=0.01)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishing() as found:
        yield found


def fetch(
    publisher: Publisher, target: Path, *, url: str = "/list", tag: Tag | None = None
) -> Tag | None:
    with Fetcher(["lists.example"], limits=LIMITS, base=publisher.base) as fetcher:
        return fetcher.fetch(url if "//" in url else publisher.base + url, target, tag=tag)


def test_a_file_comes_with_its_tag(publisher: Publisher, tmp_path: Path) -> None:
    publisher.says("/list", body(b"content", ETag='"1"', Last_Modified="today"))
    tag = fetch(publisher, tmp_path / "list")
    assert (tmp_path / "list").read_bytes() == b"content"
    assert tag == Tag(f"{publisher.base}/list", '"1"', "today")
    assert publisher.asked[0][1]["User-Agent"].startswith("tidewaiter/")


def test_an_unchanged_file_is_not_sent_again(publisher: Publisher, tmp_path: Path) -> None:
    publisher.says("/list", server.tagged(b"content", '"1"'))
    tag = fetch(publisher, tmp_path / "list")
    assert fetch(publisher, tmp_path / "again", tag=tag) is None
    assert not (tmp_path / "again").exists()


def test_a_tag_of_another_address_is_not_sent(publisher: Publisher, tmp_path: Path) -> None:
    publisher.says("/list", server.tagged(b"content", '"1"'))
    fetch(publisher, tmp_path / "list", tag=Tag("https://lists.example/old", '"1"'))
    assert (tmp_path / "list").exists()


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("https://elsewhere.example/list", "leads to elsewhere.example, which is not among"),
        ("http://lists.example/list", "leads to lists.example without https"),
        ("//elsewhere.example/list", "elsewhere.example without https"),
        ("https://lists.example@elsewhere.example/", "leads to elsewhere.example, which"),
        ("https://lists.example:8443/list", "leads to lists.example, which is not"),
        ("https://user@lists.example/list", "leads to lists.example, which is not"),
        ("file:///etc/hostname", "without https"),
        ("https://lists.example.elsewhere.example/", "which is not among those allowed"),
    ],
)
def test_a_redirect_to_another_place_is_refused(
    publisher: Publisher, tmp_path: Path, location: str, why: str
) -> None:
    publisher.says("/list", status(302, Location=location))
    with pytest.raises(BadInput, match=why):
        fetch(publisher, tmp_path / "list")
    assert len(publisher.asked) == 1


def test_a_redirect_on_the_same_host_is_followed_but_not_for_ever(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.says("/list", status(302, Location="/there?key=secret"))
    publisher.says("/there", body(b"content"))
    publisher.says("/round", status(302, Location="/round"))
    fetch(publisher, tmp_path / "list")
    assert (tmp_path / "list").read_bytes() == b"content"
    with pytest.raises(BadInput, match="more than 5 redirects"):
        fetch(publisher, tmp_path / "list", url="/round")


def test_http_is_refused_without_asking(publisher: Publisher, tmp_path: Path) -> None:
    with (
        Fetcher(["127.0.0.1"], limits=LIMITS) as fetcher,
        pytest.raises(BadInput, match="without https"),
    ):
        fetcher.fetch(publisher.base + "/list", tmp_path / "list")
    assert publisher.asked == []


@pytest.mark.parametrize("code", [500, 502, 503, 504, 429])
def test_a_passing_fault_is_tried_again(publisher: Publisher, tmp_path: Path, code: int) -> None:
    publisher.says("/list", status(code), body(b"content"))
    fetch(publisher, tmp_path / "list")
    assert (tmp_path / "list").read_bytes() == b"content"


def test_a_lasting_fault_is_given_up(publisher: Publisher, tmp_path: Path) -> None:
    publisher.says("/list", status(500))
    with pytest.raises(BadInput, match="the server answers 500"):
        fetch(publisher, tmp_path / "list")
    assert len(publisher.asked) == 1 + LIMITS.retries


@pytest.mark.parametrize("code", [403, 404, 410, 304, 206])
def test_another_answer_is_not_tried_again(publisher: Publisher, tmp_path: Path, code: int) -> None:
    publisher.says("/list", status(code))
    with pytest.raises(BadInput, match=f"the server answers {code}"):
        fetch(publisher, tmp_path / "list")
    assert len(publisher.asked) == 1


def test_it_waits_as_long_as_the_server_asks(publisher: Publisher, tmp_path: Path) -> None:
    publisher.says("/list", status(503, Retry_After="1"), body(b"content"))
    start = time.monotonic()
    fetch(publisher, tmp_path / "list")
    assert time.monotonic() - start >= 1


def test_it_does_not_wait_for_hours(publisher: Publisher, tmp_path: Path) -> None:
    publisher.says("/list", status(503, Retry_After="7200"), body(b"content"))
    with pytest.raises(BadInput, match="come back in 7200 seconds"):
        fetch(publisher, tmp_path / "list")


@pytest.mark.parametrize(
    "cut_off", [body(b"cont", length=7), server.chunks_cut_off], ids=["length", "chunks"]
)
def test_a_body_that_breaks_off_is_tried_again_and_given_up(
    publisher: Publisher, tmp_path: Path, cut_off: server.Answer
) -> None:
    publisher.says("/list", cut_off, body(b"content"))
    fetch(publisher, tmp_path / "list")
    assert (tmp_path / "list").read_bytes() == b"content"
    publisher.says("/list", cut_off)
    with pytest.raises(BadInput, match="breaks off, after several tries"):
        fetch(publisher, tmp_path / "list")


def test_a_body_too_large_is_refused_by_its_length(publisher: Publisher, tmp_path: Path) -> None:
    publisher.says("/list", body(b"", length=6000))
    with pytest.raises(BadInput, match="larger than"):
        fetch(publisher, tmp_path / "list")


def test_a_body_too_large_is_stopped_while_it_comes(publisher: Publisher, tmp_path: Path) -> None:
    packed = gzip.compress(b" " * 1_000_000)
    assert len(packed) < LIMITS.size
    publisher.says("/list", body(packed, Content_Encoding="gzip"))
    with pytest.raises(BadInput, match="larger than"):
        fetch(publisher, tmp_path / "list")


def test_a_web_page_is_no_list(publisher: Publisher, tmp_path: Path) -> None:
    publisher.says("/list", body(b"<html>", Content_Type="text/html; charset=utf-8"))
    with pytest.raises(BadInput, match="web page in the place of the list"):
        fetch(publisher, tmp_path / "list")


def test_a_slow_server_is_given_up(publisher: Publisher, tmp_path: Path) -> None:
    stop = threading.Event()
    publisher.says("/drip", server.drip(stop))
    publisher.says("/silent", server.silent(stop))
    try:
        with pytest.raises(BadInput, match="takes too long"):
            fetch(publisher, tmp_path / "list", url="/drip")
        with pytest.raises(BadInput, match="falls silent"):
            fetch(publisher, tmp_path / "list", url="/silent")
    finally:
        stop.set()


def test_no_server_is_bad_input_and_no_key_is_told(tmp_path: Path) -> None:
    with publishing() as gone:
        base = gone.base
    with (
        Fetcher([], limits=LIMITS, base=base) as fetcher,
        pytest.raises(BadInput, match="no connection, after several tries") as caught,
    ):
        fetcher.fetch(f"{base}/list?key=secret", tmp_path / "list")
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__
