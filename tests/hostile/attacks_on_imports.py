"""Files of records from strangers, for `collate import`: nothing but new article files, and nothing in them that acts."""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from attack import Attack
from attacks_on_paths import DEVICE, folder_elsewhere, linked, outside, pipe
from laying import both, put

ARTICLES = "outlines/articles/"
GOOD = {"id": "good-2031", "type": "book", "title": "夜班车"}


def came(
    name: str, data: str | bytes, says: str = "", holds: Callable[[Path], object] = lambda out: None, **more: object
) -> Attack:
    """One file of records: refused with its place, or (code 1) with what was refused said and the rest brought in."""
    file = f"refs.{name.rpartition('-')[2]}"
    given = {"code": 0, "makes": True} | more
    return Attack(f"import-{name}", put(file, data), says, arguments=("import", file), writes=(ARTICLES,), marked=True,
                  holds=holds, **given)  # type: ignore[arg-type]  # fmt: skip


def refused(name: str, data: str | bytes, says: str) -> Attack:
    return came(name, data, rf"^refs\.\w+:\d+:\d+: error: {says}")


def left_out(name: str, data: str | bytes, says: str) -> Attack:
    """A record is refused, and told."""
    return came(name, data, warns=rf"^refs\.\w+:\d+:\d+: error: {says}|\n.*error: {says}", code=1, makes=None)


def records(*found: dict[str, object]) -> str:
    return json.dumps([*found])


def in_its_folder(out: Path) -> None:
    """No file but in the folder of articles, and each reads as the record of an article."""
    for path in (out.parent / ARTICLES).glob("*.yaml"):
        assert not any(line.startswith("evil") for line in path.read_text("utf-8").splitlines()), path.name


TALK = "x\nevil: 1\n# y\u2028evil: 2\u0085evil: 3\r\nevil: 4"
BIB = "@book{k%d, title = {x}, author = {y}, year = 2031}\n"
ATTACKS = (
    refused("bom-16-json", records(GOOD).encode("utf-16"), "not UTF-8"),
    refused("latin-bib", "@book{k, title={é}}".encode("latin-1"), "not UTF-8"),
    refused("broken-json", '[{"id": "evil"', "not JSON"),
    refused("deep-json", "[" * 100_000, "nested more than"),
    refused("deep-yaml", "- " * 1_000 + "x\n", ""),
    refused("laughs-yaml", "a: &a [evil]\nb: &b [*a, *a]\n", ""),
    refused("tag-yaml", "- !!python/object/apply:os.system [evil]\n", ""),
    refused("documents-yaml", "- {id: a, title: b}\n---\n- {id: evil, title: b}\n", ""),
    refused("huge-json", b"[" + b" " * 20_000_001 + b"]", "the file is larger"),
    refused("many-json", records(*({"id": f"a{n}", "title": "x"} for n in range(10_001))), "more than 10,000 records"),
    refused("empty-ris", "", "no record"),
    refused("other-docx", b"PK\x03\x04", "no importer"),
    left_out("half-json", '[{"id": "a", "title": "x\\ud800evil"}]', ".*must not stand in text"),
    left_out("control-json", '[{"id": "a", "title": "x\\u0007\\u001b[31mevil"}]', ".*must not stand in text"),
    left_out("bidi-ris", "TY  - BOOK\nTI  - x\u202eevil\nER  - \n", ".*must not stand in text"),
    left_out("climbing-json", records({"id": "../../evil", "title": "x"}), ".*leads out of the folder"),
    left_out("long-json", records({"id": "a", "title": "evil" * 30_000}), ".*longer than"),
    left_out("no-record-json", '[1, "evil", null, [{}]]', ".*not the fields"),
    came("bom-json", b"\xef\xbb\xbf" + records(GOOD).encode()),
    came("numbers-json", records({"id": "a", "title": "x", "volume": 7, "issued": {"date-parts": [[7]]}}).replace("7", "9" * 5_000)),
    came("days-json", '[{"id": "a", "title": "x", "issued": {"date-parts": [[2031, 13, 99]]}, "accessed": {"raw": "99999-99-99"}}]'),
    came("lines-json", records({"id": "a", "title": TALK.replace("\u0085", ""), "note": TALK.replace("\u0085", ""), "x\nevil: 5": "y"}), holds=in_its_folder),
    came("lines-ris", "TY  - BOOK\nTI  - x\nN1  - y\nevil: 1\n# z\nER  - \n", holds=in_its_folder),
    came("braces-bib", "@book{k, title = {" + "{" * 3_000 + "x" + "}" * 3_000 + "}, author = {evil}}\n", code=None, makes=None),
    came("open-bib", "@book{k, title = {" + "{" * 50_000, code=None, makes=None),
    came("commands-bib", "@book{k, title = {" + r"\evil{" * 2_000 + "x" + "}" * 2_000 + "}, author = {y}}\n", code=None, makes=None),
    came("input-bib", r"@book{k, title = {\input{/etc/passwd} \write18{evil}}, author = {y}}" + "\n", code=None),
    came("strings-bib", "@string{a = {evil}}\n" + "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60)) + "@book{k, title = a59, author = {y}}\n", code=None, makes=None),
    came("crossref-bib", "".join(f"@book{{k{n}, title = {{x{n}}}, crossref = {{k{(n + 1) % 50}}}}}\n" for n in range(50)), code=None),
    came("many-bib", "".join(BIB % n for n in range(3_000)), code=None),
    came("ats-bib", "@" * 200_000, code=None, makes=None),
    came("tags-ris", "TY  - BOOK\nTI  - x\n" + "AU  - evil, x\n" * 50_000 + "ER  - \n", code=None, makes=None),
    Attack("import-pipe", pipe("refs.bib"), r"^refs\.bib:1:1: error: ", arguments=("import", "refs.bib"), writes=(ARTICLES,)),
    Attack("import-device", linked("refs.bib", lambda _: DEVICE), r"^refs\.bib:1:1: error: ", arguments=("import", "refs.bib"), writes=(ARTICLES,)),
    Attack("import-linked", both(put("refs.json", records(GOOD)), lambda p: outside(p), linked("outlines/articles", folder_elsewhere)),
           r"^outlines/articles:1:1: error: .*lies outside", arguments=("import", "refs.json"), writes=(ARTICLES,)),
    Attack("import-over-link", both(put("refs.json", records(GOOD)), linked(f"{ARTICLES}good-2031.yaml", lambda p: folder_elsewhere(p) / "evil.yaml")),
           arguments=("import", "refs.json"), writes=(ARTICLES,), code=None),
)  # fmt: skip
