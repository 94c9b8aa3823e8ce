"""Files in out/ that are not what a build left there, and a ledger that tells lies: for `collate build`."""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pptx
from attack import Attack
from attacks_on_finished import DOOR, FILES, INSIDE, PAPER, secret
from attacks_on_looks import docx_of_ours
from attacks_on_packages import MAKERS
from attacks_on_paths import DEVICE, folder_elsewhere, linked, outside, pipe, untouched
from laying import MADE, both, made, put, repacked, standing

BUILD = ("build", "outlines/case.yaml", "--lang", "zh")
FORCE = (*BUILD, "--force")
LEDGER = "out/.collate/case/briefing.zh.docx"
SECRETS = "out/.collate/case"


def left(like: str) -> Callable[[Path], object]:
    """Today's build stands beside the file, and opens."""

    def holds(out: Path) -> None:
        path = (out / "case" / MADE[like]).with_suffix(f".new.{MADE[like].rpartition('.')[2]}")
        if like == "briefing":
            text = "\n".join(p.text for p in docx.Document(str(path)).paragraphs)
        else:
            text = "\n".join(
                s.shapes.title.text_frame.text for s in pptx.Presentation(str(path)).slides if s.shapes.title
            )
        assert "夜间" in text, text[:200]

    return holds


def beside(
    name: str, lay: Callable[[Path], object], why: str, like: str = "briefing", arguments: tuple[str, ...] = BUILD
) -> Attack:
    """The file is left as it was, and the build stands beside it."""
    return Attack(f"build-{name}", lay, warns=f"{MADE[like]} was left as it is: {why}", arguments=arguments, code=3,
                  same=(FILES[like],), holds=left(like))  # fmt: skip


def at_the_door() -> Iterator[Attack]:
    for like in FILES:
        for name in DOOR:
            make = MAKERS[name][0]
            lay = standing(like, lambda make=make, like=like: make(like))
            yield beside(f"over-{like}-{name}", lay, "it cannot be read: ", like)


def inside() -> Iterator[Attack]:
    for name, (like, make) in INSIDE.items():
        yield Attack(
            f"build-over-{name}", standing(like, make, edited=True), arguments=BUILD, code=None, makes=None, marked=True
        )


def state(data: bytes, wrote: bytes) -> str:
    """What a page of the ledger says of a build, true or not."""
    said = {"build": "0" * 16, "made": hashlib.sha256(data).hexdigest(), "wrote": hashlib.sha256(wrote).hexdigest()}
    return json.dumps(said)


def forged(data: Callable[[], bytes], there: Callable[[], bytes] | None = None) -> Callable[[Path], object]:
    """A ledger that says of any bytes that they were made last; and a file on which somebody has worked."""

    def lay(project: Path) -> None:
        worked = there() if there else repacked(made("briefing"), more={"docProps/x.bin": b"x"})
        standing(data=worked, edited=True)(project)
        last = data()  # once: packed a moment later it has another digest, and nobody would believe the ledger
        (project / LEDGER / "made.docx").write_bytes(last)
        (project / LEDGER / "made.json").write_text(state(last, worked), "utf-8")

    return lay


def worked(project: Path) -> None:
    """Somebody has worked on the file, and the outline says something else since."""
    standing(data=lambda: repacked(made("briefing"), more={"docProps/x.bin": b"x"}), edited=True)(project)


def emptied(name: str, to: Callable[[Path], Path]) -> Callable[[Path], object]:
    """A link in place of a folder of the ledger, with nothing moved to where it leads."""

    def lay(project: Path) -> None:
        path = project / name
        if path.is_dir():
            for inner in path.iterdir():
                inner.unlink()
            path.rmdir()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(to(project), target_is_directory=True)

    return lay


def foreign_kept(out: Path) -> None:
    """What somebody had put beside the file is in the ledger's backups."""
    kept = [path.read_bytes() for path in (out / ".collate/case" / MADE["briefing"] / "before").glob("*.docx")]
    assert b"somebody's" in kept


BOMB = MAKERS["bomb"][0]
OUT = r":1:1: error: out/\S* lies outside the project"
OTHER = (
    *(beside(f"over-{name}", both(standing(edited=True), lay), why) for name, lay, why in (
        ("pipe", pipe(PAPER), "the file is no file"),
        ("folder", lambda p: ((p / PAPER).unlink(), (p / PAPER).mkdir()), "the file is no file"),
        ("device", linked(PAPER, lambda _: DEVICE), "the file lies outside"),
        ("linked", linked(PAPER, secret), "the file lies outside"))),
    beside("over-huge", both(standing(edited=True), lambda p: (p / PAPER).write_bytes(bytes(60_000_000))), "the file is larger than"),
    beside("over-stranger", both(standing(data=docx_of_ours, edited=True), lambda p: shutil.rmtree(p / LEDGER)), "nobody knows"),
    Attack("build-force-over-linked", both(standing(edited=True), linked(PAPER, secret)), arguments=FORCE, marked=True,
           holds=lambda out: docx.Document(str(out / "case" / MADE["briefing"]))),
    Attack("build-force-over-bomb", standing(data=lambda: BOMB("briefing")), arguments=FORCE, marked=True,
           holds=lambda out: docx.Document(str(out / "case" / MADE["briefing"]))),
    Attack("build-beside-is-kept", both(standing(data=b"evil"), put("out/case/briefing.zh.new.docx", b"somebody's")), arguments=BUILD,
           code=3, holds=foreign_kept),
    # the ledger
    *(Attack(f"ledger-{name}", forged(lambda name=name: MAKERS[name][0]("briefing")), warns="\n  1 patched\n", arguments=BUILD, marked=True)
      for name in ("bomb", "text", "encrypted", "doctype", "deeper", "crowded")),  # as if there were no ledger
    *(Attack(f"ledger-{name}", forged(lambda name=name: MAKERS[name][0]("briefing")), arguments=BUILD, code=None, marked=True)
      for name in ("other-kind", "no-styles")),
    Attack("ledger-deep-state", both(worked, put(f"{LEDGER}/made.json", "[" * 50_000)), arguments=BUILD, code=None),
    Attack("ledger-huge-number", both(worked, put(f"{LEDGER}/made.json", '{"made": ' + "9" * 50_000 + "}")), arguments=BUILD, code=None),
    Attack("ledger-no-text", both(worked, put(f"{LEDGER}/made.json", b"\xff\xfe{\x00")), arguments=BUILD, code=None),
    Attack("ledger-pipe", both(worked, pipe(f"{LEDGER}/made.json")), arguments=BUILD, code=None),
    Attack("ledger-made-pipe", both(worked, pipe(f"{LEDGER}/made.docx")), arguments=BUILD, code=None),
    Attack("ledger-record-pipe", both(standing(), pipe(f"{SECRETS}/built.json")), arguments=BUILD, makes=None),
    Attack("ledger-record-deep", both(standing(), put(f"{SECRETS}/built.json", "[" * 100_000)), arguments=BUILD, makes=None),
    Attack("ledger-record-device", both(standing(), linked(f"{SECRETS}/built.json", lambda _: DEVICE)), OUT, arguments=BUILD),
    Attack("ledger-page-linked", both(worked, lambda p: outside(p), emptied(LEDGER, folder_elsewhere)), OUT, arguments=BUILD,
           holds=untouched),
    Attack("ledger-before-linked", both(worked, lambda p: outside(p, "0001.docx", "evil"), emptied(f"{LEDGER}/before", folder_elsewhere)), OUT, arguments=BUILD),
    Attack("ledger-lock-linked", both(worked, linked(f"{LEDGER}/lock", lambda p: folder_elsewhere(p) / "evil")), OUT, arguments=BUILD),
    Attack("ledger-status", forged(lambda: BOMB("briefing")), arguments=("status", "outlines/case.yaml"), makes=False),
    Attack("ledger-pull-before", both(worked, put(f"{LEDGER}/made.json", "{}"), put(f"{LEDGER}/before/0001.docx", b"evil")),
           arguments=("pull", PAPER), code=None, makes=False),
)  # fmt: skip

ATTACKS = (*at_the_door(), *inside(), *OTHER)
