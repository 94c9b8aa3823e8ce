"""A server for one reader on this machine: the loopback interface only, GET only, and nothing but what is shown.

* It listens on 127.0.0.1. A request whose `Host` is another name is refused, so that no page of a stranger can reach it
  by a name of its own that leads here (DNS rebinding); so is one that another origin has sent.
* No address leads to a file: what can be asked for are the outlines, files and pages that are shown, by their names.
* CSP: nothing is fetched from anywhere else, and no script or style but the two of ours runs.
"""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from builder.watch.preview.pages import bare, page
from builder.watch.preview.pictures import can_draw
from builder.watch.preview.showing import Pictures, Showing

LOOPBACK = "127.0.0.1"
BEAT_S = 10.0
"""So often a silent connection is told that we are still here, and found out if the reader has gone."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_OWN = {"/preview.css": "text/css; charset=utf-8", "/preview.js": "text/javascript; charset=utf-8"}


class Server(ThreadingHTTPServer):
    """Serves what is shown.

    Raises:
        OSError: the port is taken.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, showing: Showing, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), Handler)
        self.showing = showing

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{LOOPBACK}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who has gone is no error; anything else is a mistake of ours, and shows."""
        import sys

        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    server_version = "collate"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Answer with a page, a picture, the style, the script, or the stream of changes."""
        if refused := self._refused():
            self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", refused.encode())
            return
        parts = urlsplit(self.path)
        names = [unquote(name) for name in parts.path.split("/")[1:]]
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.path in _OWN:
            data = (resources.files("builder.watch.preview") / parts.path[1:]).read_bytes()
            self._send(HTTPStatus.OK, _OWN[parts.path], data)
        elif parts.path == "/events":
            self._events()
        elif parts.path == "/favicon.ico":  # browsers ask; there is none
            self._send(HTTPStatus.NO_CONTENT, "image/x-icon", b"")
        elif parts.path == "/":
            self._front()
        else:
            self._shown(names, asked)

    def do_HEAD(self) -> None:
        """The same without a body."""
        self.do_GET()

    def _refused(self) -> str:
        """Why this request is not answered; "" where it is."""
        own = {f"{name}:{self.server.server_port}" for name in (LOOPBACK, "localhost")}
        if self.headers.get("Host", "") not in own:
            return "this address is for this machine alone\n"
        origin = self.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in own}:
            return "this page is for itself alone\n"
        if self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return "this page is for itself alone\n"
        return ""

    def _front(self) -> None:
        shelves = self.server.showing.now()
        first = next(((outline, file) for outline, shelf in shelves.items() for file in shelf.documents), None)
        if first is None:
            self._html(bare(shelves, self._lang()))
        else:
            self._send(HTTPStatus.SEE_OTHER, "text/plain", b"", Location="/".join(("", *map(quote, first))))

    def _lang(self) -> str:
        return "zh" if self.headers.get("Accept-Language", "").lower().startswith("zh") else "en"

    def _shown(self, names: list[str], asked: dict[str, str]) -> None:
        try:
            match names:
                case [outline, file]:
                    pictures = self._pictures(outline, file) if asked.get("view") == "pages" else None
                    held: str | bytes = page(self.server.showing.now(), outline, file, pictures)
                case [outline, file, picture] if picture.endswith(".png"):
                    pictures = self.server.showing.now()[outline].pictures[file]
                    held = dict(zip(pictures.names, pictures.pages, strict=True))[asked.get("of", "")]
                case _:
                    raise KeyError(names)
        except KeyError:
            self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"nothing of this name is shown\n")
            return
        if isinstance(held, bytes):
            self._send(HTTPStatus.OK, "image/png", held)
        else:
            self._html(held)

    def _pictures(self, outline: str, file: str) -> Pictures:
        if file not in self.server.showing.now()[outline].documents:
            raise KeyError(file)
        if not can_draw():
            return Pictures(state="no-office")
        return self.server.showing.ask(outline, file, Pictures())

    def _html(self, text: str) -> None:
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", text.encode("utf-8"))

    def _send(self, status: HTTPStatus, kind: str, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self) -> None:
        """Server-sent events: the version of what is shown, at once and at every change."""
        self.send_response(HTTPStatus.OK)
        for name, value in {**_HEADERS, "Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        showing, told = self.server.showing, -1
        while not showing.closed:
            version = showing.wait(told, BEAT_S)
            self.wfile.write(f"data: {version}\n\n".encode() if version != told else b": still here\n\n")
            self.wfile.flush()
            told = version

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal belongs to the problems."""
