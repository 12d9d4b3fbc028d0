"""Downloading a file from a host that may be asked, within limits of time and size."""

import contextlib
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.response import BaseHTTPResponse

import tidewaiter
from tidewaiter.model import BadInput, Record

REDIRECTS = 5
PASSING = (429, 500, 502, 503, 504)
LONGEST_WAIT = 120
_CHUNK = 1 << 16

Show = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a download may take: seconds to connect, between bytes, and in all; bytes; retries.

    Before the second retry, and each after it, is a wait of `backoff` seconds, doubled each time.
    """

    connect: float = 10.0
    silence: float = 30.0
    whole: float = 600.0
    size: int = 300_000_000
    retries: int = 4
    backoff: float = 1.0


class Tag(Record, frozen=True):
    """What a server said of a file, to ask later whether it has changed since."""

    url: str
    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        """The headers that ask for the file only if it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value != ""}


class Fetcher:
    """Downloads files, from the given hosts alone and over https alone.

    Args:
        hosts: The hosts that may be asked, redirects included.
        limits: Time, size and retries.
        base: One origin that may be asked over http: a server for tests.
        show: Told the bytes got so far and in all, 0 where that is not known.
    """

    def __init__(
        self,
        hosts: Collection[str],
        *,
        limits: Limits | None = None,
        base: str = "",
        show: Show | None = None,
    ) -> None:
        self._hosts = frozenset(hosts)
        self._limits = limits or Limits()
        self._base = base
        self._show = show or (lambda _got, _whole: None)
        self._pool = urllib3.PoolManager(
            headers={
                "User-Agent": f"tidewaiter/{tidewaiter.__version__}",
                "Accept-Encoding": "identity",
            },
            timeout=urllib3.Timeout(connect=self._limits.connect, read=self._limits.silence),
        )

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.clear()

    def fetch(
        self, url: str, target: Path, *, tag: Tag | None = None, page: bool = False
    ) -> Tag | None:
        """Download a file; None, and no file, where it has not changed since `tag`.

        Args:
            url: Its address.
            target: The file to write.
            tag: What the server said of it the last time.
            page: Take a page of HTML, which no list is.

        Raises:
            BadInput: where it cannot be had, whatever the reason.
        """
        asked = tag.headers() if tag is not None and tag.url == url else {}
        attempt = _Attempt(deadline=time.monotonic() + self._limits.whole, retry=self._patience())
        try:
            return self._attempts(url, target, asked, attempt, page=page)
        except (HTTPError, _Failed) as error:
            raise BadInput(
                f"it could not be downloaded: {_words(error)}",
                where=public(url),
                advice="Try again later, or download it by hand and `tidewaiter lists import` it.",
            ) from None  # the library's error holds addresses with their keys

    def _patience(self) -> "_Patience":
        return _Patience(
            total=self._limits.retries,
            redirect=0,
            status_forcelist=PASSING,
            allowed_methods=("GET",),
            backoff_factor=self._limits.backoff,
            raise_on_status=False,
        )

    def _attempts(
        self, url: str, target: Path, asked: dict[str, str], attempt: "_Attempt", *, page: bool
    ) -> Tag | None:
        while True:
            with self._opened(url, asked, attempt) as response:
                if response.status == 304 and len(asked) > 0:
                    return None
                if response.status != 200:
                    raise _Failed(f"the server answers {response.status}")
                if not page and response.headers.get("Content-Type", "").startswith("text/html"):
                    raise _Failed("the server gives a web page in the place of the list")
                try:
                    self._save(response, target, attempt.deadline)
                except (ProtocolError, ReadTimeoutError) as error:
                    attempt.retry = attempt.retry.increment("GET", url, error=error)
                    attempt.retry.sleep()
                    continue
                return Tag(
                    url=url,
                    etag=response.headers.get("ETag", ""),
                    modified=response.headers.get("Last-Modified", ""),
                )

    @contextlib.contextmanager
    def _opened(
        self, url: str, asked: dict[str, str], attempt: "_Attempt"
    ) -> Iterator[BaseHTTPResponse]:
        """The answer to a request, redirects followed to allowed hosts only."""
        for _ in range(REDIRECTS + 1):
            self._allow(url)
            _keep_time(attempt.deadline)
            response = self._pool.request(
                "GET",
                url,
                headers={**self._pool.headers, **asked},
                redirect=False,
                retries=attempt.retry,
                preload_content=False,
            )
            try:
                attempt.retry = response.retries or attempt.retry
                location = response.get_redirect_location()
                if not location:
                    yield response
                    return
                url = urljoin(url, location)
            finally:
                # closed, not given back: what is left of the body is not read
                response.close()
        raise _Failed(f"more than {REDIRECTS} redirects")

    def _allow(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise _Failed("the address it leads to cannot be read") from None
        if self._base != "" and f"{parts.scheme}://{parts.netloc}" == self._base:
            return
        if parts.scheme != "https":
            raise _Failed(f"it leads to {host} without https")
        if host not in self._hosts or port not in {None, 443} or "@" in parts.netloc:
            raise _Failed(f"it leads to {host or 'no host'}, which is not among those allowed")

    def _save(self, response: BaseHTTPResponse, target: Path, deadline: float) -> None:
        length = response.headers.get("Content-Length", "")
        whole = int(length) if length.isdecimal() else 0
        if whole > self._limits.size:
            raise _too_large(self._limits.size)
        with target.open("wb") as file:
            self._write(response, file, deadline, whole)

    def _write(
        self, response: BaseHTTPResponse, file: BinaryIO, deadline: float, whole: int
    ) -> None:
        got = 0
        # read1, since read waits for a full chunk and a slow server could hold it for hours
        while chunk := response.read1(_CHUNK, decode_content=True):
            got += len(chunk)
            if got > self._limits.size:
                raise _too_large(self._limits.size)
            file.write(chunk)
            self._show(got, whole)
            _keep_time(deadline)


def public(url: str) -> str:
    """An address without its query, which may hold a key."""
    return url.partition("?")[0]


@dataclass(slots=True)
class _Attempt:
    deadline: float
    retry: urllib3.Retry


class _Failed(Exception):  # noqa: N818 - read aloud, it says what happened
    """Why a download is given up, in words."""


class _Patience(urllib3.Retry):
    """Retries that wait as long as the server asks, and give up where that is too long."""

    def sleep_for_retry(self, response: BaseHTTPResponse) -> bool:
        wait = self.get_retry_after(response) or 0
        if wait > LONGEST_WAIT:
            raise _Failed(f"the server asks to come back in {wait:.0f} seconds")
        return super().sleep_for_retry(response)


def _keep_time(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise _Failed("it takes too long")


def _too_large(size: int) -> _Failed:
    return _Failed(f"it is larger than {size // 1_000_000} MB")


def _words(error: Exception) -> str:
    """What went wrong, without the address, which may hold a key."""
    if isinstance(error, MaxRetryError) and error.reason is not None:
        return f"{_words(error.reason)}, after several tries"
    if isinstance(error, _Failed):
        return str(error)
    return next((said for kind, said in _SAID if isinstance(error, kind)), type(error).__name__)


# the narrower kind first
_SAID: tuple[tuple[type[Exception], str], ...] = (
    (NameResolutionError, "the host is not found"),
    (NewConnectionError, "no connection"),
    (ConnectTimeoutError, "no connection in time"),
    (ReadTimeoutError, "the server falls silent"),
    (SSLError, "the host cannot prove who it is"),
    (ProtocolError, "it breaks off"),
)
