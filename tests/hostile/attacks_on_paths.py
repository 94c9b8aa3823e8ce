"""Names that lead out of the project, or to what is no file; nothing is ever fetched, nothing written beside out/."""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from attack import Attack
from laying import ARTICLE, OUTLINE, both, change, look, put, shipped

SECRET = "evil secret: 等得到的人还是愿意等。先把骨干班线保下来。乘客先走，亏损在后。"
OUTPUTS = """outputs:
  - {template: briefing, lang: zh}
  - {template: seminar, lang: zh}
  - {template: briefing, lang: en}
  - {template: seminar, lang: en}
"""
LISTED = ("build", "outlines/case.yaml")
OWN = ("build", "outlines/case.yaml", "--template", "own", "--lang", "zh")
LONG = "a" * 300


def outside(project: Path, name: str = "secret.txt", text: str | bytes = SECRET) -> Path:
    """A file beside the project, which is nobody's business."""
    path = folder_elsewhere(project) / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def linked(name: str, to: Callable[[Path], Path]) -> Callable[[Path], object]:
    """Put a link in a file's or folder's place."""

    def lay(project: Path) -> None:
        path, target = project / name, to(project)
        if path.is_dir() and not path.is_symlink():
            target.mkdir(parents=True, exist_ok=True)
            for inner in path.iterdir():
                inner.rename(target / inner.name)
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target, target_is_directory=target.is_dir())

    return lay


def pipe(name: str) -> Callable[[Path], object]:
    """Put a pipe, from which nothing ever comes, in a file's place."""

    def lay(project: Path) -> None:
        (project / name).unlink(missing_ok=True)
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(project / name)

    return lay


def gone(name: str) -> Callable[[Path], object]:
    return lambda project: (project / name).unlink()


def text_is(name: str) -> Callable[[Path], object]:
    return change(ARTICLE, "text: lin-2031.txt", f"text: {name}")


def outputs(template: str, lang: str = "zh") -> Callable[[Path], object]:
    return change(OUTLINE, OUTPUTS, f"outputs: [{{template: {template}, lang: {lang}}}]\n")


def look_is(name: str) -> Callable[[Path], object]:
    return put("templates/own/plan.yaml", f"like: briefing\nlook: {name}\n")


def elsewhere(name: str, text: str | bytes = SECRET) -> Callable[[Path], Path]:
    return lambda project: outside(project, name, text)


def folder_elsewhere(project: Path) -> Path:
    path = project.parent / f"{project.name}-elsewhere"
    path.mkdir(exist_ok=True)
    return path


def untouched(out: Path) -> None:
    """What lies beside the project is as it was."""
    found = sorted(p.name for p in folder_elsewhere(out.parent).rglob("*"))
    assert found == ["secret.txt"], found
    assert (folder_elsewhere(out.parent) / "secret.txt").read_text("utf-8") == SECRET


TEXT = r"lin-2031\.yaml:\d+:\d+: error: "
LISTING = r"^outlines/case\.yaml:\d+:\d+: error: "
OWNS = r"^templates/own/plan\.yaml:2:\d+: error: "
DEVICE = Path("/dev/zero")
ATTACKS = (
    Attack("path-text-above", text_is("../../../elsewhere/secret.txt"), TEXT + "a text is a file"),
    Attack("path-text-absolute", text_is("/etc/passwd"), TEXT + "a text is a file"),
    Attack("path-text-windows", text_is(r"..\\..\\secret.txt"), TEXT + "a text is a file"),
    Attack("path-text-drive", text_is("C:secret.txt"), TEXT + "a text is a file"),
    Attack("path-text-url", text_is("http://evil.example/x.txt"), TEXT + "a text is a file"),
    Attack("path-text-dots", text_is(".."), TEXT + "a text is a file"),
    Attack("path-text-linked", linked("outlines/articles/texts/lin-2031.txt", elsewhere("secret.txt")),
           TEXT + "the text 'lin-2031.txt' lies outside"),
    Attack("path-texts-linked", linked("outlines/articles/texts", folder_elsewhere), r"texts:1:1: error: the folder of texts lies outside"),
    Attack("path-text-device", linked("outlines/articles/texts/lin-2031.txt", lambda _: DEVICE), TEXT + "the text .* is no file|lies outside"),
    Attack("path-text-pipe", pipe("outlines/articles/texts/lin-2031.txt"), TEXT + "the text .* is no file"),
    Attack("path-text-long", text_is(f"{LONG}.txt"), TEXT + "a text is a file"),
    Attack("path-text-huge", put("outlines/articles/texts/lin-2031.txt", "夜" * 1_500_000), TEXT + "the text .* is larger"),
    Attack("path-article-above", change(OUTLINE, "[lin-2031, zhou-2031]", "[lin-2031, ../../elsewhere/evil]"),
           LISTING + "not an article's id"),
    Attack("path-article-absolute", change(OUTLINE, "[lin-2031, zhou-2031]", "[lin-2031, /etc/passwd]"),
           LISTING + "not an article's id"),
    Attack("path-article-url", change(OUTLINE, "[lin-2031, zhou-2031]", "[lin-2031, 'http://evil.example/a']"),
           LISTING + "not an article's id"),
    Attack("path-article-long", change(OUTLINE, "[lin-2031, zhou-2031]", f"[lin-2031, {LONG}]"),
           LISTING + "not an article's id"),
    Attack("path-article-windows", change(OUTLINE, "[lin-2031, zhou-2031]", "[lin-2031, aux]"),
           LISTING + "not an article's id"),
    Attack("path-article-linked", linked(ARTICLE, elsewhere("secret.txt", "evil: 1\n")),
           r"lin-2031\.yaml:1:1: error: .* lies outside"),
    Attack("path-article-device", linked(ARTICLE, lambda _: DEVICE), r"lin-2031\.yaml:1:1: error: .*(lies outside|is no file)"),
    Attack("path-article-pipe", pipe(ARTICLE), r"lin-2031\.yaml:1:1: error: .* is no file"),
    Attack("path-article-folder", both(gone(ARTICLE), put(f"{ARTICLE}/evil", "x")),
           r"lin-2031\.yaml:1:1: error: "),
    Attack("path-articles-linked", linked("outlines/articles", folder_elsewhere), r"^outlines/articles.*:1:1: error: .* lies outside"),
    Attack("path-outline-pipe", both(gone(OUTLINE), pipe("outlines/evil.yaml")), r"outlines/evil\.yaml:1:1: error: .* is no file", arguments=("build",)),
    Attack("path-outline-linked", both(gone(OUTLINE), linked("outlines/evil.yaml", elsewhere("secret.txt", "a: 1\n"))),
           r"outlines/evil\.yaml:1:1: error: .* lies outside", arguments=("build",)),
    Attack("path-outline-windows", both(lambda p: (p / OUTLINE).rename(p / "outlines/nul.yaml"), lambda p: None),
           r"outlines/nul\.yaml:1:1: error: .*Windows", arguments=("build", "outlines/nul.yaml", "--template", "plain", "--lang", "zh")),
    Attack("path-outline-stars", both(lambda p: (p / OUTLINE).rename(p / "outlines/a:b*.yaml"), lambda p: None),
           r"outlines/a:b\*\.yaml:1:1: error: .*", arguments=("build", "outlines/a:b*.yaml", "--template", "plain", "--lang", "zh")),
    Attack("path-outline-long", both(lambda p: (p / OUTLINE).rename(p / f"outlines/{'a' * 250}.yaml"), lambda p: None),
           r":1:1: error: ", arguments=("build", f"outlines/{'a' * 250}.yaml", "--template", "plain", "--lang", "zh")),
    Attack("path-template-above", outputs("../../elsewhere/evil"), LISTING + "no template", arguments=LISTED),
    Attack("path-template-absolute", outputs("/etc"), LISTING + "no template", arguments=LISTED),
    Attack("path-template-long", outputs(LONG), LISTING + "no template", arguments=LISTED),
    Attack("path-template-windows", both(outputs("con"), put("templates/con/plan.yaml", "like: briefing\n")),
           LISTING + "Windows keeps", arguments=LISTED),
    Attack("path-template-linked", both(outputs("own"), put("templates/own/plan.yaml", "like: briefing\n"),
           linked("templates/own", folder_elsewhere)), r"own/plan\.yaml:1:1: error: .* lies outside", arguments=LISTED),
    Attack("path-plan-pipe", both(outputs("own"), pipe("templates/own/plan.yaml")),
           r"own/plan\.yaml:1:1: error: .* is no file", arguments=LISTED),
    Attack("path-words-linked", linked("templates/words.yaml", elsewhere("secret.txt", "evil: {zh: evil, en: evil}\n")),
           r"words\.yaml:1:1: error: .* lies outside"),
    Attack("path-like-above", put("templates/own/plan.yaml", "like: ../../elsewhere\n"),
           r"own/plan\.yaml:1:7: error: no template", arguments=OWN),
    Attack("path-look-above", look_is("../../../elsewhere/evil.docx"), OWNS + "a look is a file", arguments=OWN),
    Attack("path-look-absolute", look_is("/etc/passwd"), OWNS + "a look is a file", arguments=OWN),
    Attack("path-look-url", look_is("'http://evil.example/look.docx'"), OWNS + "a look is a file", arguments=OWN),
    Attack("path-look-windows", look_is(r"'..\evil.docx'"), OWNS + "a look is a file", arguments=OWN),
    Attack("path-look-long", look_is(f"{LONG}.docx"), OWNS + ".*", arguments=OWN),
    Attack("path-look-linked", both(look(shipped("briefing")), linked("templates/own/look.docx",
           lambda p: outside(p, "evil.docx", shipped("briefing")))), OWNS + ".* lies outside", arguments=OWN),
    Attack("path-look-device", both(look(shipped("briefing")), linked("templates/own/look.docx", lambda _: DEVICE)),
           OWNS + ".*(lies outside|is no file)", arguments=OWN),
    Attack("path-look-pipe", both(look(shipped("briefing")), pipe("templates/own/look.docx")), OWNS + ".* is no file", arguments=OWN),
    Attack("path-look-folder", both(look_is("look.docx"), put("templates/own/look.docx/evil", "x")), OWNS + ".*", arguments=OWN),
    Attack("path-look-huge", look(b"PK" + bytes(60_000_000)), OWNS + ".* larger", arguments=OWN),
    Attack("path-slots-pipe", both(look(shipped("briefing")), pipe("templates/own/look.yaml")),
           arguments=OWN),
    Attack("path-lang-above", outputs("plain", "../../../evil"),
           LISTING + ".*", arguments=LISTED),
    Attack("path-glossary-linked", linked("outlines/glossary.yaml", elsewhere("secret.txt", "terms: []\n")),
           r"glossary\.yaml:1:1: error: .* lies outside"),
    Attack("path-lock-linked", linked("outlines/evidence.lock", elsewhere("secret.txt")), r"evidence\.lock:1:1: error: "),
    Attack("path-lock-pipe", pipe("outlines/evidence.lock"), r"evidence\.lock:1:1: error: "),
    Attack("path-style-linked", both(change(OUTLINE, "citations: gb-t-7714-2025-numeric", "citations: evil"),
           put("templates/styles/evil.csl", "<style/>"), linked("templates/styles/evil.csl", elsewhere("secret.txt"))),
           r":\d+:\d+: error: "),
    Attack("path-style-above", change(OUTLINE, "citations: gb-t-7714-2025-numeric", "citations: ../../elsewhere/evil"),
           LISTING + ".*"),
    Attack("path-out-linked", both(elsewhere("secret.txt"), linked("out", folder_elsewhere)), r"out:1:1: error: out/ lies outside"),
    Attack("path-out-case-linked", both(elsewhere("secret.txt"), linked("out/case", folder_elsewhere)), r"out/case:1:1: error: .* lies outside the project"),
    Attack("path-out-file-linked", linked("out/case/plain.zh.txt", elsewhere("secret.txt")), holds=untouched),
    Attack("path-out-file-folder", put("out/case/plain.zh.txt/mine.txt", "mine"), r"^cannot write .*plain\.zh\.txt: Is a directory"),
    Attack("path-ledger-linked", both(elsewhere("secret.txt"), linked("out/.collate", folder_elsewhere)),
           r"\.collate:1:1: error: .* lies outside the project"),
    Attack("path-look-yaml-linked", both(look(shipped("briefing")), linked("templates/own/look.yaml", elsewhere("secret.txt", "body: {}\n"))),
           r"look\.yaml:1:1: error: .* lies outside", arguments=OWN),
)  # fmt: skip
