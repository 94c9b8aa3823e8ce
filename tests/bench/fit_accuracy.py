"""How exactly builder.fit predicts the lines of LibreOffice, on random text boxes, one to a slide.

Usage: `python tests/bench/fit_accuracy.py [BOXES_A_LANGUAGE [SEED]] [--misses]`; needs LibreOffice, pymupdf
and the fonts Carlito, Liberation Sans and Noto Sans CJK SC. `--misses` prints each box that was told wrong.
A benchmark and no test: another LibreOffice may break a line elsewhere.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pymupdf
from lxml import etree
from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from rendering import to_pdf  # noqa: E402

from builder.fit import Run, face, wrap  # noqa: E402

SENTENCES = {  # invented for this purpose
    "zh": (
        "两份材料都说，末班车之后的客流并没有消失，只是散到了班次覆盖不到的时段和地点。",
        "补贴按车公里发放，跑空车也有收入；按人次发放，偏远线路又会先被砍掉。",
        "受访司机提到：“夜里最难的不是堵车，是等人。”",
        "作者把原因归为三类——排班、票价、信息，其中只有第一类能在一年内改动。",
        "《夜行手册》建议先做小范围试点，再谈全市推广；试点期间，每周公布一次数据。",
        "如果只换小车而不保班次，最先失去末班车的会是医院护工、仓库分拣员和夜市摊主……",
        "这一判断是否成立？材料没有给出对照组，因此只能当作线索，不能当作结论。",
    ),
    "mixed": (
        "调查（N=1204，2031年3月）显示，41%的受访者每周至少有1次夜间出行。",
        "DRT（demand-responsive transit）车辆的人均成本约为34.3元，比固定班线低18%。",
        "GPS与IC卡数据表明，22:00—24:00的OD矩阵高度离散，Top 10站点只占上客量的23.5%。",
        "若采用“base + per-trip”补贴公式，A线与B12线的break-even point约为9人/车时。",
        "见Lin (2031) 第56页Table 6；另见Zhou等的working paper，附录B。",
        "API接口由city council维护，延迟低于200 ms，可用率99.95%。",
        "2029–2031年，夜班线路由17条减到11条，其中Line 3与Line 8合并。",
    ),
    "en": (
        "Both papers agree that riders have not vanished; fixed timetables simply miss scattered trips.",
        "Once headways exceed forty minutes, passengers stop treating the bus as an option.",
        "Labour and dead mileage account for more than 70% of the night-time cost (Table 4).",
        "“We wait for people, not for traffic,” one driver said – a fair summary of the problem.",
        "Whether the pilot's result holds elsewhere remains open: there was no control group.",
        "A well-intentioned subsidy, paid per vehicle-kilometre, rewards empty runs in 2029–2031.",
        "The authors propose on-demand minibuses, a guaranteed last departure and open weekly data.",
    ),
}
SIZES_PT = (12, 14, 16, 18, 20, 24, 28)
WIDTHS_PT = (110, 880)
LATIN = ("Carlito", "Liberation Sans")
HAN = "Noto Sans CJK SC"


@dataclass(frozen=True)
class Box:
    """One text box: its runs, its width, its Latin family, and which texts it is made of."""

    lang: str
    runs: tuple[Run, ...]
    width_pt: int
    latin: str


def boxes(count: int, seed: int) -> list[Box]:
    """Random boxes, `count` of each language: some begin in bold, some end in a raised mark."""
    dice = random.Random(seed)
    made = []
    for lang, sentences in SENTENCES.items():
        for _ in range(count):
            size, width = dice.choice(SIZES_PT), dice.randint(*WIDTHS_PT)
            glue = " " if lang == "en" else ""
            text = glue.join(dice.sample(sentences, dice.randint(1, 4)))
            text = text[: dice.randint(15, len(text))].rstrip()
            runs = [Run(text, size)]
            if dice.random() < 0.25:
                at = dice.randint(1, len(text) - 1)
                runs = [Run(text[:at], size, bold=True), Run(text[at:], size)]
            if dice.random() < 0.25:
                runs.append(Run(f"[{dice.randint(1, 40)}]", size, raised=True))
            made.append(Box(lang, tuple(runs), width, dice.choice(LATIN)))
    return made


def deck(made: list[Box], path: Path, *, hanging: bool) -> None:
    """One slide for each box; whether marks may hang over the right edge is the paragraph's own property."""
    show = Presentation()
    show.slide_width, show.slide_height = Pt(960), Pt(1600)
    for box in made:
        slide = show.slides.add_slide(show.slide_layouts[6])
        frame = slide.shapes.add_textbox(Pt(40), Pt(20), Emu(box.width_pt * 12700), Pt(1500)).text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        paragraph = frame.paragraphs[0]
        paragraph._p.get_or_add_pPr().set("hangingPunct", "1" if hanging else "0")
        for run in box.runs:
            drawn = paragraph.add_run()
            drawn.text, drawn.font.size, drawn.font.bold = run.text, Pt(run.size_pt), run.bold
            drawn.font.name = box.latin
            properties = drawn._r.get_or_add_rPr()
            properties.set("lang", "en-GB" if box.lang == "en" else "zh-CN")
            if run.raised:
                properties.set("baseline", "30000")
            etree.SubElement(properties, qn("a:ea")).set("typeface", HAN)
    show.save(str(path))


@dataclass(frozen=True)
class Drawn:
    """A line as LibreOffice drew it: its text, its baseline and its two ends, in points."""

    text: str
    base_pt: float
    left_pt: float
    right_pt: float


def drawn(page: pymupdf.Page, size_pt: float) -> list[Drawn]:
    """The lines of a page: spans whose baselines are less than half an em apart (a raised mark is 0.3 up)."""
    rows: list[list[tuple[float, float, float, str]]] = []
    spans = [
        (span["origin"][1], span["bbox"][0], span["bbox"][2], span["text"])
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
    ]
    for span in sorted(spans):
        if rows and span[0] - rows[-1][0][0] < size_pt * 0.5:
            rows[-1].append(span)
        else:
            rows.append([span])
    return [
        Drawn(
            "".join(text for *_, text in sorted(row, key=lambda span: span[1])),
            max(span[0] for span in row),
            min(span[1] for span in row),
            max(span[2] for span in row),
        )
        for row in rows
    ]


def report(made: list[Box], pages: list[list[Drawn]], title: str, *, show_misses: bool) -> None:
    """Print the table of one rendering."""
    print(f"\n{title}\n{'text':8}{'boxes':>6}{'lines':>7}{'exact':>8}{'±1':>7}{'under':>8}{'over':>7}")
    for lang in (*SENTENCES, "all"):
        off, total = [], 0
        for box, page in zip(made, pages, strict=True):
            if lang in (box.lang, "all"):
                told = wrap(box.runs, box.width_pt, face(box.latin))
                off.append(len(told) - len(page))
                total += len(page)
                if show_misses and lang != "all" and off[-1]:
                    print(f"  {off[-1]:+d} {box.latin} {box.width_pt} pt\n    ours  {told}")
                    print(f"    drawn {tuple(line.text for line in page)}")
        share = [100 * sum(rule(n) for n in off) / len(off) for rule in RULES]
        print(f"{lang:8}{len(off):6}{total:7}" + "".join(f"{part:7.1f}%" for part in share))


RULES = (lambda n: n == 0, lambda n: abs(n) <= 1, lambda n: n < 0, lambda n: n > 0)


def widths(made: list[Box], pages: list[list[Drawn]]) -> None:
    """Print how far single Latin lines are from the sum of their advance widths (kerning and ligatures)."""
    for latin in LATIN:
        error = []
        for box, page in zip(made, pages, strict=True):
            if box.lang == "en" and box.latin == latin and len(box.runs) == 1:
                for line in page:
                    sum_pt = sum(face(latin).regular[char] for char in line.text) * box.runs[0].size_pt
                    text_pt = line.right_pt - line.left_pt
                    if len(line.text.strip()) > 20:
                        error.append(100 * (sum_pt / text_pt - 1))
        print(
            f"{latin}: our line is wider than the drawn one by {statistics.mean(error):.2f} % on the mean, "
            f"{min(error):.2f} to {max(error):.2f} % ({len(error)} lines)"
        )


def pitches(made: list[Box], pages: list[list[Drawn]]) -> None:
    """Print the distance of baselines in em."""
    for lang in SENTENCES:
        found = [
            (page[-1].base_pt - page[0].base_pt) / (len(page) - 1) / box.runs[0].size_pt
            for box, page in zip(made, pages, strict=True)
            if box.lang == lang and len(page) > 1 and not box.runs[-1].raised
        ]
        print(f"line pitch, {lang}: {statistics.mean(found):.3f} em ({min(found):.3f} to {max(found):.3f})")


def speed() -> None:
    """Print how long 1,000 paragraphs of 120 characters take to wrap."""
    calibri = face("Calibri")
    for lang, sentences in SENTENCES.items():
        paragraph = [Run(("".join(sentences))[:120], 18)]
        start = time.perf_counter()
        for _ in range(1000):
            wrap(paragraph, 300, calibri)
        print(f"1,000 paragraphs of 120 characters, {lang}: {time.perf_counter() - start:.2f} s")


def main() -> None:
    """Draw the boxes twice, with marks hanging and not, and compare."""
    command = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    command.add_argument("boxes", nargs="?", type=int, default=120, help="boxes of each language")
    command.add_argument("seed", nargs="?", type=int, default=7)
    command.add_argument("--misses", action="store_true", help="print each box that was told wrong")
    asked = command.parse_args()
    made = boxes(asked.boxes, asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        for hanging in (False, True):
            path = Path(folder) / f"boxes-{hanging}.pptx"
            deck(made, path, hanging=hanging)
            with pymupdf.open(to_pdf(path, Path(folder))) as pdf:
                pages = [drawn(page, box.runs[0].size_pt) for page, box in zip(pdf, made, strict=True)]
            title = f"marks {'may' if hanging else 'may not'} hang over the right edge"
            report(made, pages, title, show_misses=asked.misses)
    print()
    widths(made, pages)
    pitches(made, pages)
    speed()


if __name__ == "__main__":
    main()
