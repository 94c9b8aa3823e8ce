"""The preview: what it serves and to whom, over real connections; and that no word of an author becomes markup."""

from __future__ import annotations

import json
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from sample_document import sample
from test_watch import edit, saved, watching

from builder.citation import Span
from builder.model import Cite, Document, Heading, Line, Link, Para, Tag, Text, lines_of
from builder.problem import Place
from builder.starter import start
from builder.watch.preview import preview
from builder.watch.preview.pages import page
from builder.watch.preview.pictures import can_draw, draw_asked
from builder.watch.preview.server import Server
from builder.watch.preview.sheets import sheet
from builder.watch.preview.showing import Pictures, Shelf, Showing

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;]]>\u202e"


class Read(HTMLParser):
    """An HTML page, read by the standard library: its elements with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@contextmanager
def served(showing: Showing) -> Iterator[Server]:
    server = Server(showing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        showing.close()
        server.shutdown()
        server.server_close()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=names)
    return connection.getresponse()


def shown(*documents: tuple[str, Document]) -> Showing:
    showing = Showing()
    showing.shelves["case"] = Shelf(dict(documents))
    return showing


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served(shown(("briefing.zh.docx", sample("zh")), ("seminar.en.pptx", sample("en")))) as server:
        yield server.server_port


def test_the_front_door_leads_to_the_first_file(port: int) -> None:
    answer = ask(port, "/")
    assert (answer.status, answer.headers["Location"]) == (303, "/case/briefing.zh.docx")


def test_a_page_shows_every_line_of_its_document(port: int) -> None:
    for lang, name in (("zh", "briefing.zh.docx"), ("en", "seminar.en.pptx")):
        answer = ask(port, f"/case/{name}")
        read = Read(answer.read().decode())
        document = sample(lang)
        there = {attributes["data-id"] for _, attributes in read.elements if "data-id" in attributes}
        spoken = name.endswith(".pptx")
        for shape in document.shapes:
            if type(shape).__name__ != "Notes" or spoken:
                assert {line.id for line in lines_of(shape)} <= there, type(shape).__name__
        assert read.of("html")[0]["lang"] == lang
        assert len(read.of("h1")) == 1


def test_only_this_machine_is_listened_to(port: int) -> None:
    with served(Showing()) as server:
        assert server.server_address[0] == "127.0.0.1"
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in sorted(a for a in map(str, others) if not a.startswith("127.")):
        with pytest.raises(OSError):
            socket.create_connection((address, port), timeout=2)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "[::1]", ""])
def test_another_host_is_refused(port: int, host: str) -> None:
    for path in ("/", "/case/briefing.zh.docx", "/events", "/preview.js"):
        answer = ask(port, path, Host=host)
        assert answer.status == 403 and b"case" not in answer.read()


def test_another_origin_is_refused(port: int) -> None:
    page = "/case/briefing.zh.docx"
    assert ask(port, page, Origin="http://evil.example").status == 403
    assert ask(port, page, Origin="null").status == 403
    assert ask(port, page, Sec_Fetch_Site="cross-site").status == 403
    assert ask(port, page, Sec_Fetch_Site="same-site").status == 403
    assert ask(port, page, Origin=f"http://127.0.0.1:{port}", Sec_Fetch_Site="same-origin").status == 200
    assert ask(port, page, Host=f"localhost:{port}").status == 200


def test_nothing_may_be_sent_and_nothing_but_the_shown_is_found(port: int) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
        assert ask(port, "/case/briefing.zh.docx", method).status == 501
    for path in (
        "/case", "/case/", "/case/x.docx", "/nothing/briefing.zh.docx", "/../../etc/passwd", "/..%2f..%2fetc%2fpasswd",
        "/case/..%2f..%2foutlines", "/preview.css/x", "/pages.py", "/case/briefing.zh.docx/1.png", "//evil.example/",
        "/case/briefing.zh.docx/1.png?of=x", "/case/x.docx?view=pages", "/x/y?view=pages",
    ):  # fmt: skip
        assert ask(port, path).status == 404, path


def test_every_answer_forbids_what_could_leave_the_page(port: int) -> None:
    for path in ("/", "/case/briefing.zh.docx", "/nothing", "/preview.css", "/preview.js", "/favicon.ico"):
        headers = ask(port, path, "HEAD").headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "*" not in policy, path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_nothing_is_fetched_from_elsewhere_and_nothing_runs_in_line(port: int) -> None:
    read = Read(ask(port, "/case/seminar.en.pptx").read().decode())
    fetched = [a.get("src") or a.get("href") for tag in ("script", "link", "img") for a in read.of(tag)]
    assert fetched == ["/preview.js", "/preview.css"]
    assert not [a for _, a in read.elements if "style" in a or any(name.startswith("on") for name in a)]
    style, script = (ask(port, path).read().decode() for path in ("/preview.css", "/preview.js"))
    assert "http" not in style + script and "url(" not in style
    assert "innerHTML =" not in script and "eval" not in script


def test_hostile_words_stay_words() -> None:
    place = Place(Path("x.yaml"))
    cite = Cite((), place, spans=(Span(HOSTILE, raised=True), Span(HOSTILE, link="javascript:alert(1)")))
    parts = (
        Text(HOSTILE, strong=True), Link(HOSTILE, "javascript:alert(1)"), Link("x", f"https://x.example/{HOSTILE}"),
        Tag("relation", 'agree" onclick="x', HOSTILE, HOSTILE), cite,
    )  # fmt: skip
    line = Line(f"id{HOSTILE}@zh", parts)
    document = Document(HOSTILE, "zh", "2031-05-20", (Heading(HOSTILE, line), Para(line)))
    name = f"a.{HOSTILE}.docx"
    shelf = Shelf({name: document}, (f"{HOSTILE}:1:1: error: {HOSTILE} [x]\n    hint: {HOSTILE}",))
    for pictures in (None, Pictures((b"x",), "", "ready")):
        read = Read(page({HOSTILE: shelf}, HOSTILE, name, pictures))
        assert [a["src"] for a in read.of("script")] == ["/preview.js"]
        assert len(read.of("img")) == (1 if pictures else 0)
        for tag, attributes in read.elements:
            assert not [n for n in attributes if n.startswith("on")], tag
            assert not (attributes.get("href") or "").lower().startswith(("javascript:", "data:")), tag
        assert read.words.count("alert(1)") > 3


def test_keys_of_blocks_and_ids_are_each_there_once(port: int) -> None:
    for name in ("briefing.zh.docx", "seminar.en.pptx"):
        read = Read(ask(port, f"/case/{name}").read().decode())
        for what in ("data-key", "id"):
            names = [a[what] for _, a in read.elements if what in a]
            assert len(names) == len(set(names)), (name, what, [n for n in names if names.count(n) > 1])
        targets = {a["id"] for _, a in read.elements if "id" in a}
        led = {str(a["href"])[1:] for a in read.of("a") if str(a.get("href")).startswith("#")}
        assert led <= targets, led - targets


def test_an_edit_changes_its_block_alone() -> None:
    def blocks(document: Document) -> dict[str, str]:
        return dict(
            re.findall(
                r'class="block" data-key="([^"]+)">(.*?)(?=<div class="block"|$)', sheet(document, deck=False), re.S
            )
        )

    before = sample("en")
    n, para = next((n, s) for n, s in enumerate(before.shapes) if isinstance(s, Para))
    changed = Para(Line(para.line.id, (Text("Edited."),)), para.role)
    after = Document(**{**vars(before), "shapes": (*before.shapes[:n], changed, *before.shapes[n + 1 :])})
    one, two = blocks(before), blocks(after)
    assert one.keys() == two.keys() and len(one) > 20
    assert [key for key in one if one[key] != two[key]] == [f"Para/{para.line.id}"]


def events(port: int) -> Iterator[str]:
    answer = ask(port, "/events")
    assert answer.headers["Content-Type"] == "text/event-stream"
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield line[6:].strip().decode()


def test_changes_are_told_as_they_come() -> None:
    showing = shown(("a.zh.docx", sample("zh")))
    with served(showing) as server:
        told = events(server.server_port)
        first = next(told)
        showing.found("case", ["x.yaml:1:1: error: something [x]"])
        assert next(told) != first
        held = Read(ask(server.server_port, "/case/a.zh.docx").read().decode())
        assert "something [x]" in held.words and "1 处待改" in held.words


def test_the_documents_stand_before_the_files_and_outlive_a_problem(tmp_path: Path) -> None:
    start(tmp_path, "case")
    path = tmp_path / "outlines/case.yaml"
    watch = watching(tmp_path, "case.yaml")
    with preview(watch) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        assert "collate" in ask(port, "/", Accept_Language="en").headers["Server"]
        seen: list[bool] = []
        tell = watch.drafted

        def drafted(draft: object) -> None:
            tell(draft)  # type: ignore[arg-type]
            there = ask(port, "/case/briefing.zh.docx").status == 200
            seen.append(there and not (tmp_path / "out").exists())

        watch.drafted = drafted
        watch.step()
        assert seen == [True]
        edit(path, "    relation: agree\n  - id: order", "    relation: agre\n  - id: order")
        assert [n.kind for n in saved(watch)] == ["problem", "open"]
        read = Read(ask(port, "/case/briefing.en.docx").read().decode())
        assert "outlines/case.yaml:26:15" in read.words and "Both articles hold that" in read.words
    with pytest.raises(OSError):
        ask(port, "/")


def test_without_documents_the_page_says_so_in_the_reader_s_language() -> None:
    showing = Showing()
    showing.found("case", ["x.yaml:1:1: error: not YAML [yaml]"])
    with served(showing) as server:
        assert "先改好" in ask(server.server_port, "/", Accept_Language="zh-CN,en").read().decode()
        assert "mend the problems" in ask(server.server_port, "/").read().decode()


def test_pages_are_old_until_they_are_drawn_again() -> None:
    showing = shown(("a.en.docx", sample("en")))
    showing.shelves["case"].pictures = {"a.en.docx": Pictures((b"1", b"2"), "x", "old")}
    read = Read(page(showing.now(), "case", "a.en.docx", showing.now()["case"].pictures["a.en.docx"]))
    assert [a["alt"] for a in read.of("img")] == ["Page 1 of 2", "Page 2 of 2"]
    assert "Being laid out again" in read.words
    with served(showing) as server:
        answer = ask(server.server_port, str(read.of("img")[1]["src"]))
        assert (answer.status, answer.headers["Content-Type"], answer.read()) == (200, "image/png", b"2")


def test_a_file_that_libreoffice_cannot_read_is_said_to_be_so(tmp_path: Path) -> None:
    showing = shown(("a.en.docx", sample("en")))
    path = tmp_path / "a.en.docx"
    path.write_bytes(b"no docx")
    showing.made("case", {"a.en.docx": path})
    showing.ask("case", "a.en.docx", Pictures())
    assert draw_asked(showing)
    held = showing.now()["case"].pictures["a.en.docx"]
    assert held.state == ("failed" if not can_draw() else held.state)
    assert not draw_asked(showing)  # not again and again


@pytest.mark.libreoffice
@pytest.mark.skipif(not can_draw(), reason="needs LibreOffice and poppler")
def test_exact_pages_are_drawn_from_the_file_that_stands_in_out(tmp_path: Path) -> None:
    start(tmp_path, "case")
    watch = watching(tmp_path, "case.yaml")
    showing = Showing()
    watch.drafted, watch.found, watch.made = showing.drafted, showing.found, showing.made
    watch.step()
    showing.ask("case", "seminar.en.pptx", Pictures())
    assert draw_asked(showing)
    held = showing.now()["case"].pictures["seminar.en.pptx"]
    assert held.state == "ready" and len(held.pages) == 17
    assert all(one.startswith(b"\x89PNG") for one in held.pages)
    assert not draw_asked(showing)
    assert json.dumps(held.names) and shutil.which("soffice")
