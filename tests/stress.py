"""Outlines that nobody would write on purpose, as whole projects in a folder: any number, the same from the same seed.

    made = invent(7)
    path = made.write(folder)

One to twelve articles, up to sixty questions, positions of 20 to 2,000 characters, titles of 8 to 90, in Chinese,
English and both at once, with quotes, brackets, numbers, long words and addresses. All of it is invented, and valid:
whatever the checks find in it beside texts that fit nowhere is a fault of theirs or of ours.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Yaml = dict[str, Any]

_CLAUSES = {
    "zh": (
        "末班车之后的客流并没有消失", "只是散到了班次覆盖不到的时段和地点", "补贴按车公里发放", "跑空车也有收入",
        "受访司机说“夜里最难的是等人”", "排班、票价、信息三类原因里", "只有第一类能在一年内改动",
        "《夜行手册》建议先做小范围试点", "材料没有给出对照组（见附表）", "因此只能当作线索——不能当作结论",
        "最先失去末班车的是护工、分拣员和摊主……", "到2031年3月为止", "四十分钟以上的间隔等于没有车",
        "亏损在后，乘客先走", "预算“只够做一件事”", "应当先保住骨干班线的班次", "再谈末梢线路", "两者难以兼得",
    ),
    "mixed": (
        "调查（N=1204）显示41%的人每周至少出行1次", "DRT（demand-responsive transit）的人均成本约为34.3元",
        "GPS与IC卡数据表明OD矩阵高度离散", "若采用“base + per-trip”公式", "A线与B12线的break-even point约为9人/车时",
        "API延迟低于200 ms", "可用率99.95%", "其中Line 3与Line 8合并", "Top 10站点只占上客量的23.5%",
        "见https://example.org/reports/2031/night-bus/ridership-and-cost-tables?line=B12",
        "即所谓counter-institutionalisation", "营收由1,204,338.5元降到998,700元",
    ),
    "en": (
        "riders have not vanished", "fixed timetables simply miss scattered trips",
        "labour makes up more than 70% of it",
        "passengers stop treating the bus as an option once headways exceed forty minutes",
        "the subsidy rewards empty runs", "“we wait for people, not for traffic”",
        "there was no control group (Table 4)", "the pilot’s result may not hold",
        "a well-intentioned, per-vehicle-kilometre subsidy is paid", "that was so in 2029–2031",
        "costs fell to 998,700.50", "counterinstitutionalisation is one word for it",
        "the term 夜间公交 stands untranslated", "on-demand vans follow",
        "the tables stand at https://example.org/reports/2031/night-bus/ridership-and-cost-tables?line=B12",
        "Lines 3 and 8 were merged", "the last departure – guaranteed – went first", "data would be open every week",
    ),
}  # fmt: skip
_FILL = {
    "zh": "夜间线路票价班次司机乘客车站时刻预算补贴试点数据成本收入结论依据条件先后轻重缓急",
    "en": "routes fares crews riders stops times funds grants trials counts costs gains terms links hours",
}
_STOP, _COMMA = {"zh": "。", "en": "."}, {"zh": "，", "en": ", "}
_FAMILIES = (
    ("林", "Lin"), ("周", "Zhou"), ("欧阳", "Ouyang"), ("沈", "Shen"), ("陆", "Lu"), ("司徒", "Situ"), ("江", "Jiang"),
    ("黎", "Li"), ("阿卜杜", "Abdurehim-Vandersteen"), ("秦", "Qin"), ("石", "Shi"), ("温", "Wen"),
)  # fmt: skip
_AT = ("一（二）¶3", "¶7", "p. 12-14", "引言¶1", "三（一）¶2", "二¶1", "p. 208", "结语¶1")
_KINDS = ("bar", "column", "line", "stacked", "scatter")
_PLACES = ("low", "rather-low", "rather-high", "high")
_CLAIMS = 4  # of each kind, in each article


@dataclass(frozen=True)
class Bounds:
    """What an outline's sizes are drawn from: numbers of articles and questions, characters of positions and titles."""

    articles: tuple[int, int] = (1, 12)
    questions: tuple[int, int] = (1, 60)
    position: tuple[int, int] = (20, 2000)
    title: tuple[int, int] = (8, 90)


MODEST = Bounds((1, 6), (1, 5), (20, 160), (8, 40))
SMALL = Bounds((1, 12), (1, 6))
LARGE = Bounds((12, 12), (60, 60), (20, 60), (8, 40))


@dataclass(frozen=True)
class Stress:
    """One outline with its articles, as YAML knows them, and what is to be built of it."""

    outline: Yaml
    articles: dict[str, Yaml]
    template: str
    lang: str

    def write(self, root: Path) -> Path:
        """Write the project into a folder.

        Returns:
            The outline's file.
        """
        folder = root / "outlines" / "articles"
        folder.mkdir(parents=True, exist_ok=True)
        for name, notes in self.articles.items():
            (folder / f"{name}.yaml").write_text(_dumped(notes), "utf-8")
        path = root / "outlines" / "stress.yaml"
        path.write_text(_dumped(self.outline), "utf-8")
        return path

    @property
    def says(self) -> list[tuple[str, str]]:
        """Every position that says something: the question's id, and the words in the language that is built."""
        return [
            (question["id"], position["says"][self.lang])
            for question in self.outline["questions"]
            for position in question["positions"].values()
            if isinstance(position, dict) and "says" in position
        ]


class _Plain(yaml.SafeDumper):
    """Writes what stands twice twice: outlines have no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _dumped(value: Yaml) -> str:
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)


def text(dice: random.Random, lang: str, length: int, *, title: bool = False) -> str:
    """Exactly so many characters of prose: sentences that end with a stop, or a title, which is one without."""
    end = "" if title else _STOP[lang]
    found, size, left = "", 0, dice.randint(1, 4)
    pool = _CLAUSES[lang] if lang == "en" or dice.random() < 0.6 else (*_CLAUSES["zh"], *_CLAUSES["mixed"])
    while True:
        clause = dice.choice(pool)
        joint = "" if not found else _COMMA[lang] if title or left else f"{_STOP[lang]}{' ' if lang == 'en' else ''}"
        if joint and not (title or left):
            left = dice.randint(1, 4)
        start = lang == "en" and (not found or joint.startswith("."))
        more = joint + (clause[0].upper() + clause[1:] if start else clause)
        size = len(found) + len(more) + len(end)
        if size == length:
            return found + more + end
        if size + 3 > length:  # what is left is filled up to the character
            return _filled(dice, found, length - len(end), lang) + end
        found, left = found + more, left - 1


def _filled(dice: random.Random, found: str, length: int, lang: str) -> str:
    fill = _FILL[lang].split() if lang == "en" else list(_FILL[lang])
    dice.shuffle(fill)
    gap = " " if lang == "en" else ""
    joint = _COMMA[lang] if found and length > len(found) + 4 else ""
    filler = gap.join(fill * (length // 20 + 1))[: length - len(found) - len(joint)]
    whole = found + joint + filler
    if whole.endswith(" "):
        whole = whole[:-1] + "s"
    return whole[:length]


def said(dice: random.Random, length: int, *, title: bool = False) -> dict[str, str]:
    """A text in both languages; the English one is longer, as it is."""
    return {"zh": text(dice, "zh", length, title=title), "en": text(dice, "en", max(length, 8), title=title)}


def _marked(dice: random.Random, given: dict[str, str]) -> dict[str, str]:
    """Some words strong, some a link: forms that a slide's runs have to carry."""
    if dice.random() > 0.2:
        return given
    address = "(https://example.org/a?b=c)"
    strong, link = {"zh": "**要点**：", "en": "**Note:** "}, {"zh": f"[数据]{address}：", "en": f"[Data]{address}: "}
    lead = dice.choice((strong, link))
    return {lang: lead[lang] + words for lang, words in given.items()}


def invent(seed: int, bounds: Bounds | None = None, *, template: str = "", lang: str = "") -> Stress:
    """The outline of a seed.

    Args:
        seed: the same seed and bounds make the same outline.
        bounds: of its sizes; by themselves modest for most seeds, and the full range for every fourth.
        template, lang: what is built; drawn where not given.
    """
    dice = random.Random(seed)
    bounds = bounds or (Bounds() if seed % 4 == 0 else SMALL if seed % 4 == 1 else MODEST)
    template = template or dice.choice(("seminar", "seminar", "boardroom"))
    lang = lang or dice.choice(("zh", "en"))
    return _Author(dice, bounds).write(template, lang)


class _Author:
    """Draws one outline."""

    def __init__(self, dice: random.Random, bounds: Bounds):
        self.dice, self.bounds = dice, bounds
        self.titles: list[dict[str, str]] = []
        self.names = [f"a{n}" for n in range(1, dice.randint(*bounds.articles) + 1)]
        self.articles = {name: self._article(n, name) for n, name in enumerate(self.names)}

    def write(self, template: str, lang: str) -> Stress:
        dice = self.dice
        count = self._skewed(*self.bounds.questions)
        questions = [self._question(f"q{n}") for n in range(1, count + 1)]
        tensions = self._some(0, 4, lambda n: self._tension(f"t{n}"))
        charts = self._some(0, 3, lambda n: self._chart(f"c{n}"))
        quotes = self._some(0, 2, lambda n: self._quotes(f"h{n}"))
        grids = self._some(0, 2, lambda n: self._grid(f"g{n}"))
        outline: Yaml = {
            "title": self._title(), "subtitle": said(dice, dice.randint(8, 60), title=True), "date": "2031-05-20",
            "articles": self.names, "outputs": [{"template": template, "lang": lang}], "scope": "part",
            "method": said(dice, self._length(40, 900)),
            "judgements": [self._judgement(f"j{n}") for n in range(1, dice.randint(3, 5) + 1)],
            "questions": questions, "tensions": tensions, "charts": charts, "quotes": quotes, "grids": grids,
            "steps": self._some(0, 12, lambda n: self._step(f"s{n}")),
            "events": self._some(0, 9, lambda n: self._event()),
            "discussion": self._some(0, 9, lambda n: {"ask": said(dice, self._length(12, 200))}),
            "gaps": self._some(0, 7, lambda n: {"head": said(dice, dice.randint(2, 14), title=True),
                                                "says": said(dice, self._length(20, 240))}),
        }  # fmt: skip
        if dice.random() < 0.7:
            outline["headline"] = self._title()
        if dice.random() < 0.7:
            outline["decision"] = said(dice, self._length(20, 200))
        if sessions := self._sessions(questions, charts=charts, tensions=tensions, quotes=quotes, grids=grids):
            outline["sessions"] = sessions
        return Stress({k: v for k, v in outline.items() if v != []}, self.articles, template, lang)

    # ---------------------------------------------------------------- how much

    def _skewed(self, low: int, high: int) -> int:
        """A number of which the small ones are drawn more often."""
        return min(high, low + int((high - low + 1) * self.dice.random() ** 2))

    def _length(self, low: int, high: int) -> int:
        """Characters, the short lengths more often, within what a position may have."""
        low, high = max(low, 2), min(high, self.bounds.position[1] * 2)
        return round(math.exp(self.dice.uniform(math.log(low), math.log(max(low, high)))))

    def _title(self) -> dict[str, str]:
        """A title, now and then one that stands already."""
        if not self.titles or self.dice.random() > 0.04:
            self.titles.append(said(self.dice, self.dice.randint(*self.bounds.title), title=True))
        return dict(self.dice.choice(self.titles[-3:]) if self.dice.random() < 0.04 else self.titles[-1])

    def _some(self, low: int, high: int, make: Callable[[int], Yaml]) -> list[Yaml]:
        return [make(n) for n in range(1, self.dice.randint(low, high) + 1)]

    def _claims(self, kind: str, most: int = 3, names: Sequence[str] = ()) -> list[str]:
        """References to claims of any article, or of these."""
        every = [f"{name}.{kind}{n}" for name in names or self.names for n in range(1, _CLAIMS + 1)]
        return self.dice.sample(every, self.dice.randint(1, min(most, len(every))))

    # ---------------------------------------------------------------- what

    def _article(self, n: int, name: str) -> Yaml:
        dice, (zh, en) = self.dice, _FAMILIES[n]
        native = dice.choice(("zh", "en"))
        record = {
            "id": name, "type": "article-journal", "title": text(dice, native, dice.randint(12, 110), title=True),
            "author": [{"family": zh, "given": "溪"} if native == "zh" else {"family": en, "given": "Ada"}],
            "container-title": "城市出行评论" if native == "zh" else "City Travel Review",
            "issued": 2020 + n, "issue": 3, "page": "12-31", "language": {"zh": "zh-CN", "en": "en-GB"}[native],
        }  # fmt: skip
        claims = [self._claim(kind, k, native) for kind in ("d", "r") for k in range(1, _CLAIMS + 1)]
        return {
            "article": record, "label": {"zh": f"{zh}溪（{2020 + n}）", "en": f"{en} ({2020 + n})"},
            "short": {"zh": f"{zh}文", "en": en}, "vantage": f"{2020 + n}-03",
            "argues": {"says": said(dice, self._length(20, 400)), "claims": ["d1", "r1"]},
            "profile": {"genre": {"zh": "期刊论文", "en": "journal article"},
                        "basis": said(dice, self._length(6, 90), title=True),
                        "limits": said(dice, self._length(6, 90), title=True)},
            "claims": claims,
        }  # fmt: skip

    def _claim(self, kind: str, k: int, native: str) -> Yaml:
        dice = self.dice
        quote = text(dice, native, dice.randint(8, 25), title=True) if native == "zh" else ""
        quote = quote or f"{dice.choice(('a plain', 'no such', 'some other'))} timetable kept {k} of its promises"
        made: Yaml = {
            "id": f"{kind}{k}", "kind": "diagnosis" if kind == "d" else "recommendation",
            "says": said(dice, self._length(20, 300)), "at": dice.choice(_AT), "quote": quote, "mode": "asserts",
        }  # fmt: skip
        if kind == "r":
            made["addressee"] = {"zh": "运营方", "en": "operators"}
        if kind == "d" and k == 1:
            what = {"zh": "占比", "en": "share"}
            made["figures"] = [{"what": what, "value": str(n)} for n in range(1, 90)]
        if kind == "d" and k == _CLAIMS:
            made |= {"mode": "reports", "voice": {"zh": "一位夜班护工", "en": "a night-shift nurse"}}
        return made

    def _question(self, id: str) -> Yaml:
        dice = self.dice
        kind = dice.choice("dr")
        speaking = dice.sample(self.names, dice.randint(1, len(self.names)))
        relation = "single" if len(speaking) == 1 else dice.choice(("agree", "partly", "differ"))
        positions: Yaml = {}
        for name in self.names:
            if name not in speaking:
                positions[name] = dice.choice(("silent", {"silent": said(dice, dice.randint(6, 40), title=True)}))
                continue
            claims = sorted({c for c in self._claims(kind, 3, [name]) if c != f"{name}.d{_CLAIMS}"} or {f"{name}.d1"})
            says = _marked(dice, said(dice, self._length(*self.bounds.position)))
            positions[name] = {"says": says, "claims": claims}
            if dice.random() < 0.9:
                positions[name]["brief"] = said(dice, dice.randint(2, 14), title=True)
        return {
            "id": id, "short": said(dice, dice.randint(2, 10), title=True), "ask": said(dice, self._length(8, 90)),
            "finding": self._title(), "kind": "diagnosis" if kind == "d" else "recommendation", "relation": relation,
            "because": said(dice, self._length(12, 200)), "priority": dice.choice(("high", "normal", "normal", "low")),
            "positions": positions,
        }  # fmt: skip

    def _judgement(self, id: str) -> Yaml:
        dice = self.dice
        claims = self._claims("r", 6)
        voices = {c.partition(".")[0] for c in claims}
        relation = "single" if len(voices) == 1 else dice.choice(("agree", "partly", "differ"))
        return {
            "id": id, "head": said(dice, dice.randint(2, 24), title=True), "says": said(dice, self._length(20, 400)),
            "rests_on": claims, "confidence": dice.choice(("high", "moderate", "low")), "relation": relation,
        }  # fmt: skip

    def _tension(self, id: str) -> Yaml:
        sides = [{"head": said(self.dice, self.dice.randint(2, 30), title=True),
                  "says": said(self.dice, self._length(20, 900)), "claims": self._claims("r", 6)}
                 for _ in range(2)]  # fmt: skip
        return {
            "id": id, "title": self._title(), "sides": sides, "decided_by": said(self.dice, self._length(12, 300)),
            "priority": self.dice.choice(("high", "normal")),
        }  # fmt: skip

    def _step(self, id: str) -> Yaml:
        return {
            "id": id, "stage": self.dice.choice(("first", "next", "later")),
            "by": said(self.dice, self.dice.randint(2, 16), title=True), "says": said(self.dice, self._length(12, 300)),
            "claims": self._claims("r"), "priority": self.dice.choice(("high", "normal", "low")),
        }  # fmt: skip

    def _event(self) -> Yaml:
        date = self.dice.choice((f"20{self.dice.randint(10, 31)}-{self.dice.randint(1, 12):02}", "2029", "XXXX-04-17"))
        return {"date": date, "what": said(self.dice, self._length(6, 90), title=True), "claims": self._claims("r", 2)}

    def _chart(self, id: str) -> Yaml:
        dice = self.dice
        kind = dice.choice(_KINDS)
        points = dice.randint(2, 12)
        rows = 2 if kind == "scatter" else dice.randint(1, 6)
        unit = {"zh": "%", "en": "%"}
        return {
            "id": id, "finding": self._title(), "caption": said(dice, dice.randint(6, 50), title=True), "kind": kind,
            "unit": unit, "axis": said(dice, dice.randint(2, 12), title=True),
            "categories": [said(dice, dice.randint(2, 22), title=True) for _ in range(points)],
            "series": [{"name": said(dice, dice.randint(2, 20), title=True),
                        "values": [dice.randint(1, 89) for _ in range(points)]} for _ in range(rows)],
            "claims": [f"{dice.choice(self.names)}.d1"],
            "reading": [said(dice, self._length(12, 240)) for _ in range(dice.randint(1, 4))],
            "note": said(dice, self._length(12, 120)),
        }  # fmt: skip

    def _quotes(self, id: str) -> Yaml:
        made = {"id": id, "title": self._title(), "claims": self._claims(self.dice.choice("dr"), 8)}
        return made | ({"listen-for": said(self.dice, self._length(8, 90))} if self.dice.random() < 0.7 else {})

    def _grid(self, id: str) -> Yaml:
        def word(most: int) -> dict[str, str]:
            return said(self.dice, self.dice.randint(2, most), title=True)

        items = [
            {"head": word(20), "claims": self._claims("r"), "across": self.dice.choice(_PLACES),
             "up": self.dice.choice(_PLACES), "because": said(self.dice, self._length(12, 200))}
            for _ in range(self.dice.randint(1, 8))
        ]  # fmt: skip
        made: Yaml = {"id": id, "title": self._title(), "items": items,
                      "across": {"name": word(10), "low": word(8), "high": word(8)},
                      "up": {"name": word(10), "low": word(8), "high": word(8)}}  # fmt: skip
        if self.dice.random() < 0.5:
            made["corners"] = {key: word(12) for key in ("top-left", "top-right", "bottom-left", "bottom-right")}
        return made

    def _sessions(self, questions: list[Yaml], **shown: list[Yaml]) -> list[Yaml]:
        """Every question in one session; charts and the rest anywhere. None in some outlines."""
        dice = self.dice
        if dice.random() < 0.15:
            return []
        count = min(len(questions), dice.randint(1, 6))
        sessions: list[Yaml] = [
            {"id": f"p{n}", "title": said(dice, dice.randint(2, 40), title=True),
             "goal": said(dice, self._length(8, 200)), "minutes": 30, "questions": []}
            for n in range(1, count + 1)
        ]  # fmt: skip
        for n, question in enumerate(questions):
            sessions[n * count // len(questions)]["questions"].append(question["id"])
        for kind, items in shown.items():
            for item in items:
                dice.choice(sessions).setdefault(kind, []).append(item["id"])
        return sessions
