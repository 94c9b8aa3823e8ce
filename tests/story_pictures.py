"""The pictures of the README: `python tests/story_pictures.py` tells tests/test_story.py and looks at its files.

Needs what the story needs (LibreOffice, poppler); the picture of the preview needs Chromium and node as well, and stays
as it is without them. A copy of out/ is laid aside after each step of the story. LibreOffice prints tracked changes;
comments it prints in no margin when nobody sees its window, so they are set there from what python-docx reads.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import pytest
import test_story
from office import quoted, run
from PIL import Image, ImageDraw, ImageFont
from rendering import to_pdf, to_png
from test_preview_browser import CHROMIUM, NODE, Browser
from test_watch import ENGLISH, edit, saved, watching

from builder.starter import start
from builder.watch.preview import preview as watched

HERE = Path(__file__).parent
PICTURES = HERE.parent / "docs/pictures"
DPI = 110
PART_PT = (58, 55, 548, 352)
"""What is shown of a briefing's first page: title and key judgements, with the bars of changes at the left."""
MARGIN_PX = 250
GREY, INK = "#c3c8d0", "#2b2f36"


@dataclass
class Album:
    """A pytest plugin: what stands in out/ after each step of the story, as `<folder>/<step>-<how often>/`."""

    folder: Path
    steps: Counter[str] = field(default_factory=Counter)

    @pytest.fixture(autouse=True)
    def looking(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """Every step of the story leaves a copy."""
        for name in ("collate", "in_writer", "in_impress"):
            monkeypatch.setattr(test_story, name, self.after(name, getattr(test_story, name)))
        yield

    def after(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        """The same step, and a copy of what it left."""

        def looked_at(*arguments: Any) -> Any:
            done = step(*arguments)
            called = str(arguments[0]) if name == "collate" else name
            if Path("out/demo").is_dir():
                self.steps[called] += 1
                shutil.copytree("out/demo", self.folder / f"{called}-{self.steps[called]}")
            return done

        return looked_at


def page(path: Path, folder: Path) -> tuple[Image.Image, list[tuple[str, float]]]:
    """The first page with its tracked changes, and each of its words with how far down it stands, in pt."""
    pdf = folder / f"{path.parent.name}.pdf"
    run(
        [
            f"OpenIt {quoted(path)}",
            "Dim data(0) As New com.sun.star.beans.PropertyValue, how(1) As New com.sun.star.beans.PropertyValue",
            'data(0).Name = "ExportNotes" : data(0).Value = False',  # icons that hide words
            'how(0).Name = "FilterName" : how(0).Value = "writer_pdf_Export"',
            'how(1).Name = "FilterData" : how(1).Value = data()',
            f"Doc.storeToURL({quoted(pdf)}, how())",
            "Doc.close(True)",
        ]
    )
    listed = subprocess.run(
        ["pdftotext", "-l", "1", "-bbox", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout
    words = [(word, float(y)) for y, word in re.findall(r'yMin="([\d.]+)".*?>(.*?)</word>', listed)]
    return Image.open(to_png(pdf, folder, DPI)[0]).convert("RGB"), words


def comments(path: Path) -> list[tuple[str, str, str]]:
    """Each comment: who wrote it, its words, and the words that it is about."""
    document = docx.Document(str(path))
    found = []
    for comment in document.comments:
        about, inside = "", False
        for element in document.element.body.iter():
            tag = str(element.tag).rpartition("}")[2]
            if tag in ("commentRangeStart", "commentRangeEnd"):
                if element.get(f"{test_story.W}id") == str(comment.comment_id):
                    inside = tag == "commentRangeStart"
            elif inside and tag in ("t", "delText"):
                about += element.text or ""
        # LibreOffice names nobody where its settings don't
        found.append((comment.author.replace("Unknown Author", "A colleague"), comment.text, about))
    return found


def at(about: str, words: list[tuple[str, float]]) -> float:
    """How far down the first words of a passage stand, in pt."""
    wanted = about.split()[:3]
    for n in range(len(words)):
        if [word for word, _ in words[n : n + len(wanted)]] == wanted:
            return words[n][1]
    raise ValueError(f"not on the first page: {about}")


def briefing(path: Path, folder: Path) -> Image.Image:
    """The upper part of a briefing, with its comments in the margin."""
    whole, words = page(path, folder)
    part = whole.crop(tuple(round(pt * DPI / 72) for pt in PART_PT))  # type: ignore[arg-type]
    told = comments(path)
    picture = Image.new("RGB", (part.width + (MARGIN_PX if told else 0), part.height), "white")
    picture.paste(part)
    draw, left = ImageDraw.Draw(picture), part.width + 14
    bold, plain = ImageFont.truetype("Carlito-Bold.ttf", 15), ImageFont.truetype("Carlito-Regular.ttf", 15)
    for author, text, about in told:
        top = round((at(about, words) - PART_PT[1]) * DPI / 72) - 4
        lines = textwrap.wrap(text, 34)
        draw.line((part.width - 40, top + 10, left, top + 10), GREY)
        draw.rounded_rectangle((left, top, picture.width - 4, top + 30 + 18 * len(lines)), 5, "#f7f7f2", GREY)
        draw.text((left + 10, top + 5), author, INK, bold)
        for n, line in enumerate(lines):
            draw.text((left + 10, top + 23 + 18 * n), line, INK, plain)
    return picture


def deck(path: Path, folder: Path) -> Image.Image:
    """The second and third slide, side by side."""
    slides = [Image.open(slide).convert("RGB") for slide in to_png(to_pdf(path, folder), folder, 50)[1:3]]
    picture = Image.new("RGB", (slides[0].width * 2 + 12, slides[0].height), "white")
    for n, slide in enumerate(slides):
        picture.paste(slide, (n * (slide.width + 12), 0))
        frame = (n * (slide.width + 12), 0, n * (slide.width + 12) + slide.width - 1, slide.height - 1)
        ImageDraw.Draw(picture).rectangle(frame, outline=GREY)
    return picture


def preview(folder: Path) -> Image.Image | None:
    """The page of `collate watch --preview` just after an edit; None where there is no browser."""
    if not (CHROMIUM and NODE and (HERE / "browser/node_modules/playwright-core").is_dir()):
        return None
    start(folder, "demo")
    watch = watching(folder, "demo.yaml")
    with watched(watch) as address:
        watch.step()
        browser = Browser(address)
        try:
            browser.do("size", width=1200, height=640)
            browser.do("open", path="/demo/briefing.en.docx")
            browser.do("settle")
            edit(folder / "outlines/demo.yaml", ENGLISH, ENGLISH.replace("has become", "is now"))
            saved(watch)
            browser.do("wait", on=".changed")
            browser.do("shot", to=str(folder / "shot.png"))
        finally:
            browser.close()
    return Image.open(folder / "shot.png").convert("RGB").resize((1000, 533), Image.Resampling.LANCZOS)


def keep(picture: Image.Image, name: str) -> None:
    """Write a picture in 256 colours, its rare ones among them."""
    to = PICTURES / f"story-{name}.png"
    picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(to, optimize=True)
    print(f"{to.name}: {picture.width} × {picture.height}, {to.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "preview").mkdir()
        album = Album(folder / "album")
        story = str(HERE / "test_story.py")
        if pytest.main(["-q", "-n0", "-p", "no:cacheprovider", f"--basetemp={made}/story", story], plugins=[album]):
            sys.exit("the story is not told to its end")
        keep(briefing(album.folder / "in_writer-1/briefing.en.docx", folder), "edited")
        keep(briefing(album.folder / "build-2/briefing.en.docx", folder), "decide")
        keep(deck(album.folder / "build-2/seminar.en.pptx", folder), "deck")
        keep(briefing(album.folder / "redline-1/since-v1.0/briefing.en.docx", folder), "redline")
        if shown := preview(folder / "preview"):
            keep(shown, "preview")
