"""A publisher's server on the loopback that answers as a test tells it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Publisher:
    """Its base address, what it was asked, and the answers it gives in turn, the last for good."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def says(self, path: str, *answers: Answer) -> None:
        self.answers[path] = list(answers)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append((handler.path, dict(handler.headers)))
        answers = self.answers.get(handler.path.partition("?")[0], [status(404)])
        (answers.pop(0) if len(answers) > 1 else answers[0])(handler)


@contextmanager
def publishing() -> Iterator[Publisher]:
    """A publisher that stops with the block."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 5

        def do_GET(self) -> None:
            publisher.answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    publisher = Publisher(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def status(code: int, **headers: str) -> Answer:
    """A bare status; underscores in the names of headers stand for hyphens."""
    return body(b"", code=code, length=None, **headers)


def body(content: bytes, *, code: int = 200, length: int | None = None, **headers: str) -> Answer:
    """A file with its headers; `length` says another length than it has."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content) if length is None else length))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def tagged(content: bytes, etag: str) -> Answer:
    """A file, or 304 to who has it already."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers.get("If-None-Match") == etag
        (status(304) if same else body(content, ETag=etag))(handler)

    return answer


def drip(stop: threading.Event) -> Answer:
    """A byte now and then, without end, until the test says stop."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.05):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    return answer


def silent(stop: threading.Event) -> Answer:
    """Headers, and nothing after them until the test says stop."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        stop.wait(5)

    return answer


def chunks_cut_off(handler: BaseHTTPRequestHandler) -> None:
    """A chunked body that ends in the middle of a chunk."""
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(b"64\r\nonly this")
    handler.close_connection = True
