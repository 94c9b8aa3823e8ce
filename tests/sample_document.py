# ruff: noqa: E501
"""A rich document on an invented subject, in two languages, with every shape: what formats are tried on.

Three invented articles dispute why a city floods: Gu Lan (2031), Xu Yizhou (2030), Luo Ban, Ping Ye (no year).
The citations are filled in, as `builder.cite` leaves them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from builder.citation import Span
from builder.locator import Locator
from builder.model import (
    Agenda,
    AgendaItem,
    Axis,
    Bullets,
    Callout,
    Card,
    Cards,
    Cell,
    Chart,
    Cite,
    Cited,
    Column,
    Contents,
    Cover,
    Document,
    Entry,
    Heading,
    Inline,
    Line,
    Link,
    Moment,
    Notes,
    Para,
    Placed,
    Quote,
    Ref,
    Series,
    Shape,
    Side,
    SourceList,
    Stage,
    Steps,
    Table,
    Tag,
    Text,
    Timeline,
    TwoByTwo,
    Versus,
)
from builder.problem import Place

PLACE = Place(Path("outlines/floods.yaml"), 12, 3)

WORDS = {
    "zh": {
        "source": "资料来源",
        "etc": "等",
        "continued": "续前页",
        "minutes": "分钟",
        "table": "表",
        "figure": "图",
        "contents": "目录",
        "part": "第{n}部分",
        "article": "文章",
        "event": "事件",
        "decides": "何以裁决",
        "undated": "未注日期",
        "date": "日期",
        "what": "内容",
        "note": "注",
        "page_before": "第 ",
        "page_between": " 页 共 ",
        "page_after": " 页",
    },
    "en": {
        "source": "Sources",
        "etc": "etc.",
        "continued": "Continued",
        "minutes": "minutes",
        "table": "Table",
        "figure": "Figure",
        "contents": "Contents",
        "part": "Part {n}",
        "article": "Articles",
        "event": "Events",
        "decides": "What would decide it",
        "undated": "undated",
        "date": "Date",
        "what": "What",
        "note": "Note",
        "page_before": "Page ",
        "page_between": " of ",
        "page_after": "",
    },
}

_ARTICLES = {
    "gu": (1, {"zh": "顾文", "en": "Gu"}),
    "xu": (2, {"zh": "许文", "en": "Xu"}),
    "luo": (3, {"zh": "罗平文", "en": "Luo & Ping"}),
}
_RELATION = {
    "agree": ("●", {"zh": "一致", "en": "agree"}),
    "partly": ("◐", {"zh": "部分一致", "en": "partly agree"}),
    "differ": ("○", {"zh": "相左", "en": "differ"}),
    "single": ("–", {"zh": "仅一方", "en": "one only"}),
}
_CONFIDENCE = {
    "high": ("▲", {"zh": "把握高", "en": "high confidence"}),
    "moderate": ("◆", {"zh": "把握中", "en": "moderate confidence"}),
    "low": ("▼", {"zh": "把握低", "en": "low confidence"}),
}


class _Writer:
    """Lines of one language; ids end in that language, as the plan makes them."""

    def __init__(self, lang: str):
        self.lang = lang

    def of(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def line(self, id: str, *parts: Inline | tuple[str, str]) -> Line:
        made = tuple(Text(self.of(*p)) if isinstance(p, tuple) else p for p in parts)
        return Line(f"{id}@{self.lang}", made)

    def strong(self, zh: str, en: str) -> Text:
        return Text(self.of(zh, en), strong=True)

    def cited(self, article: str, claim: str, section: str, paragraph: int) -> Cited:
        number, name = _ARTICLES[article]
        numerals = "零一二三四五六七八九"
        shown = self.of(f"{section}第{paragraph}段", f"§{numerals.index(section)} ¶{paragraph}")
        locator = Locator((section,), paragraph)
        return Cited(article, claim, locator, "", number, f"[{number}]", name[self.lang], shown)

    def mark(self, article: str, claim: str, section: str, paragraph: int) -> Cite:
        one = self.cited(article, claim, section, paragraph)
        span = Span(f"[{one.number}]{one.where}", raised=True, link=f"source:{article}")
        short = Span(f"[{one.number}]", raised=True, link=f"source:{article}")
        return Cite((one,), PLACE, "mark", (span,), (short,))

    def source(self, *claims: tuple[str, str, str, int]) -> Cite:
        items = tuple(self.cited(*c) for c in claims)
        text = self.of("；", "; ").join(f"{i.label} {i.name} {i.where}" for i in items)
        return Cite(items, PLACE, "source", (Span(text),))

    def relation(self, value: str) -> Tag:
        symbol, word = _RELATION[value]
        return Tag("relation", value, word[self.lang], symbol)

    def confidence(self, value: str) -> Tag:
        symbol, word = _CONFIDENCE[value]
        return Tag("confidence", value, word[self.lang], symbol)


def sample(lang: Literal["zh", "en"]) -> Document:
    """The whole document in one language."""
    w = _Writer(lang)
    shapes = (*_front(w), *_diagnosis(w), *_evidence(w), *_action(w), *_back(w))
    return Document(
        title=w.of("城市为何年年看海", "Why the city floods every year"),
        lang=lang,
        date="2031-05-20",
        shapes=shapes,
        words=WORDS[lang],
        running={
            "header": w.of("政策简报（虚构示例）", "Policy briefing (fictional example)"),
            "footer": w.of(
                "城市为何年年看海 · 三文比较（虚构示例）",
                "Why the city floods · Three articles compared (fictional)",
            ),
        },
        subject=w.of("城市内涝治理", "Urban flooding"),
        keywords=w.of("内涝；排水；比较研究", "flooding; drainage; comparison"),
        places={},
    )


def _front(w: _Writer) -> tuple[Shape, ...]:
    cards = (
        Card(
            w.line("judgements.cause.head", ("病根不在雨量", "Rainfall is not the cause")),
            w.line(
                "judgements.cause.says",
                (
                    "三文都认为，内涝加重主要来自不透水地面扩张与管网失修，雨量增加只占次要部分。",
                    "All three hold that sealed ground and neglected pipes, rather than heavier rain, explain most of the worsening.",
                ),
            ),
            (w.relation("agree"), w.confidence("high")),
            w.line(
                "judgements.cause.rests",
                ("依据：", "Rests on: "),
                w.source(("gu", "d1", "一", 2), ("xu", "d3", "二", 1), ("luo", "d2", "一", 4)),
            ),
        ),
        Card(
            w.line("judgements.order.head", ("先修管还是先退地", "Pipes first, or ground first")),
            w.line(
                "judgements.order.says",
                (
                    "顾文主张先把老城管网提到五年一遇，许文主张先退出河滩，两种次序争的是同一笔钱。",
                    "Gu would first bring the old pipes up to a five-year standard; Xu would first clear the flood plain. Both compete for one budget.",
                ),
            ),
            (w.relation("differ"), w.confidence("moderate")),
            w.line(
                "judgements.order.rests",
                ("依据：", "Rests on: "),
                w.source(("gu", "r1", "三", 1), ("xu", "r2", "四", 3)),
            ),
        ),
        Card(
            w.line("judgements.data.head", ("缺的是小时数据", "Hourly data are missing")),
            w.line(
                "judgements.data.says",
                (
                    "没有一篇掌握街区尺度的逐时水位，关于效果的判断因此都只能暂且成立。",
                    "None has hourly water levels by street, so every judgement about effects stands only for now.",
                ),
            ),
            (w.relation("partly"), w.confidence("low")),
            w.line("judgements.data.rests", ("依据：", "Rests on: "), w.source(("luo", "d5", "二", 2))),
        ),
    )
    minutes = w.of("分钟", " minutes")
    return (
        Cover(
            w.line("title", ("城市为何年年看海", "Why the city floods every year")),
            w.line("subtitle", ("三篇文章的诊断与建议比较", "What three articles diagnose and recommend")),
            (
                w.line(
                    "by",
                    ("云汀公共政策研究中心　2031年5月20日", "Yunting Centre for Public Policy, 20 May 2031"),
                ),
                w.line(
                    "cover.note",
                    (
                        "比较文章：顾澜（2031）、许一舟（2030）、罗斑与平野（未注年份）",
                        "Articles compared: Gu (2031), Xu (2030), Luo & Ping (n.d.)",
                    ),
                ),
            ),
            w.line("kicker", ("研讨材料", "Seminar material")),
        ),
        Notes(
            (
                w.line(
                    "notes.cover",
                    (
                        "开场一分钟：说明三篇文章都是虚构的。",
                        "One minute: say that all three articles are fictional.",
                    ),
                ),
            )
        ),
        Heading(
            "toc",
            w.line("toc.title", ("三个部分，一份文献表", "Three parts and a list of sources")),
            2,
            False,
        ),
        Contents(w.line("contents", ("目录", "Contents")), 1),
        Notes((w.line("notes.toc", ("三个部分各带一个问题。", "Each part carries one question.")),)),
        Heading(
            "summary",
            w.line(
                "summary.title",
                (
                    "三文同病异方：病根看法一致，先后次序相左",
                    "The three agree on the cause and split on what to do first",
                ),
            ),
            2,
        ),
        Cards(cards, w.line("judgements.head", ("核心判断", "Key judgements"))),
        Callout(
            (
                w.line(
                    "ask.says",
                    (
                        "用一个汛期补齐街区逐时水位，再定先修管还是先退地。",
                        "Record street-level water by the hour for one season, then settle the order.",
                    ),
                ),
            ),
            w.line("ask.head", ("请求决策", "Decision asked for")),
        ),
        Notes(
            (
                w.line(
                    "notes.summary",
                    (
                        "先念标题，再从左到右讲三张卡。",
                        "Read the title, then the three cards from left to right.",
                    ),
                ),
                w.line(
                    "notes.summary.sources",
                    ("出处：", "Where: "),
                    w.source(("gu", "d1", "一", 2), ("xu", "d3", "二", 1), ("luo", "d2", "一", 4)),
                ),
            )
        ),
        Heading(
            "agenda",
            w.line(
                "agenda.title",
                (
                    "研讨分三段：先看病根，再看证据，最后定先后",
                    "Three parts: the cause, the evidence, then the order",
                ),
            ),
            2,
            False,
        ),
        Agenda(
            (
                AgendaItem(
                    w.line("agenda.1", ("病根", "The cause")),
                    w.line(
                        "agenda.1.ask",
                        ("三文在哪里一致，在哪里相左？", "Where do the three agree, and where not?"),
                    ),
                    f"15{minutes}",
                    "part.cause",
                ),
                AgendaItem(
                    w.line("agenda.2", ("证据", "The evidence")),
                    w.line(
                        "agenda.2.ask",
                        ("数字从何而来，靠得住吗？", "Where do the numbers come from, and do they hold?"),
                    ),
                    f"20{minutes}",
                    "part.evidence",
                ),
                AgendaItem(
                    w.line("agenda.3", ("先后", "The order")),
                    w.line("agenda.3.ask", ("预算有限，先做哪一件？", "With one budget, what comes first?")),
                    f"25{minutes}",
                    "part.action",
                ),
            )
        ),
        Notes((w.line("notes.agenda", ("点击每一行可跳到对应部分。", "Each row leads to its part.")),)),
    )


def _diagnosis(w: _Writer) -> tuple[Shape, ...]:
    rows = []
    content = (
        (
            "rain",
            ("雨量变化", "Heavier rain"),
            ("只占次要部分", "a minor part"),
            ("不足以解释", "does not explain it"),
            ("短时强雨增多", "short bursts increased"),
            "partly",
        ),
        (
            "ground",
            ("不透水地面", "Sealed ground"),
            ("十年扩张近一倍", "nearly doubled in ten years"),
            ("首要原因", "the first cause"),
            ("首要原因之一", "one of the first causes"),
            "agree",
        ),
        (
            "pipes",
            ("管网失修", "Neglected pipes"),
            ("首要原因", "the first cause"),
            ("次要，修了也会再堵", "secondary; repaired pipes clog again"),
            ("未论及", "not addressed"),
            "differ",
        ),
        (
            "plain",
            ("占用河滩", "Built-up flood plain"),
            ("未论及", "not addressed"),
            ("根子在此", "the root of it"),
            ("未论及", "not addressed"),
            "single",
        ),
        (
            "rule",
            ("标准过低", "Low standards"),
            ("一年一遇已不够", "a one-year standard no longer suffices"),
            ("标准高也挡不住", "a higher one would not hold either"),
            ("应分区定标准", "set standards by district"),
            "differ",
        ),
        (
            "data",
            ("数据缺口", "Missing data"),
            ("缺逐时水位", "no hourly levels"),
            ("缺逐时水位", "no hourly levels"),
            ("缺街区数据", "no street-level data"),
            "agree",
        ),
    )
    for id, name, gu, xu, luo, relation in content:
        base = f"matrix.{id}"
        where = w.source(("gu", f"d-{id}", "一", 3), ("xu", f"d-{id}", "二", 2))
        rows.append(
            (
                Cell((w.line(f"{base}.name", name),)),
                Cell((w.line(f"{base}.gu", gu),)),
                Cell((w.line(f"{base}.xu", xu),)),
                Cell((w.line(f"{base}.luo", luo),)),
                Cell((w.line(f"{base}.relation", w.relation(relation)),)),
                Cell((w.line(f"{base}.where", where),)),
            )
        )
    matrix = Table(
        "matrix",
        (
            Column(w.line("matrix.head.name", ("维度", "Theme")), 1.3, "label"),
            Column(w.line("matrix.head.gu", ("顾文", "Gu")), 2, "text"),
            Column(w.line("matrix.head.xu", ("许文", "Xu")), 2, "text"),
            Column(w.line("matrix.head.luo", ("罗平文", "Luo & Ping")), 1.6, "brief"),
            Column(w.line("matrix.head.relation", ("关系", "Relation")), 1, "tag"),
            Column(w.line("matrix.head.where", ("出处", "Where")), 1.4, "source"),
        ),
        tuple(rows),
        w.of(
            "诊断对照：六个维度，两项一致、一项部分一致、两项相左、一项仅一方论及。",
            "Diagnoses compared on six themes: two agree, one partly, two differ, one is raised by one article only.",
        ),
        w.line("matrix.caption", ("三文诊断对照", "The diagnoses compared")),
        w.line("matrix.note", ("“关系”为编者判断。", "The relation is the editors’ judgement.")),
        1,
        True,
    )
    positions = Table(
        "questions.cause.positions",
        (
            Column(w.line("questions.cause.head.a", ("文章", "Article")), 1, "label"),
            Column(w.line("questions.cause.head.p", ("主张", "Position")), 5.2, "text"),
            Column(w.line("questions.cause.head.w", ("出处", "Where")), 1.5, "source"),
        ),
        (
            (
                Cell((w.line("p.gu.label", ("顾文", "Gu")),)),
                Cell(
                    (
                        w.line(
                            "p.gu.says",
                            (
                                "老城管网按一年一遇设计，实际因淤堵只剩六成能力，遇中雨即满管；管网是所有积水点的共同原因。",
                                "The old pipes were built for a one-year storm and, half silted up, carry six tenths of that; they are what all flooded spots share.",
                            ),
                        ),
                    )
                ),
                Cell((w.line("p.gu.where", w.source(("gu", "d4", "二", 3), ("gu", "d6", "二", 5))),)),
            ),
            (
                Cell((w.line("p.xu.label", ("许文", "Xu")),)),
                Cell(
                    (
                        w.line(
                            "p.xu.says",
                            (
                                "河滩被占，水无处可去；管网再大也只是把水更快地送到同一处，治理的起点应是让出空间。",
                                "With the flood plain built over, water has nowhere to go; larger pipes only bring it to the same place sooner. Begin by giving way.",
                            ),
                        ),
                    )
                ),
                Cell((w.line("p.xu.where", w.source(("xu", "d7", "三", 2))),)),
            ),
            (
                Cell((w.line("p.luo.label", ("罗平文", "Luo & Ping")),)),
                Cell((w.line("p.luo.says", Tag("silent", "silent", w.of("未论及", "not addressed"), "–")),)),
                Cell((w.line("p.luo.where", ("—", "–")),)),
            ),
        ),
        w.of("三文对“积水先怪谁”的主张。", "What each article says on what to blame first."),
    )
    return (
        Heading("part.cause", w.line("part.cause.title", ("病根", "The cause")), 1),
        Para(
            w.line(
                "part.cause.lead",
                ("三文都说不怪天；不怪天，怪什么？", "All three say: do not blame the sky. What then?"),
            ),
            "lead",
        ),
        Heading(
            "cause",
            w.line(
                "cause.title",
                (
                    "顾文怪管网，许文怪河滩，罗平文不置一词",
                    "Gu blames the pipes and Xu the flood plain; Luo & Ping say nothing",
                ),
            ),
            2,
        ),
        Para(
            w.line(
                "cause.ask",
                ("街道积水，首先应当归咎于什么？", "When a street floods, what is to blame first?"),
                Text("　" if w.lang == "zh" else " "),
                w.relation("differ"),
            ),
            "lead",
        ),
        positions,
        Notes(
            (
                w.line(
                    "cause.notes.1",
                    (
                        "许文没有否认管网失修，只是不以为首要。",
                        "Xu does not deny that pipes are neglected; only that they come first.",
                    ),
                ),
                w.line(
                    "cause.notes.2",
                    ("顾文二第3段：满管的中雨。", "Gu §2 ¶3: full pipes in moderate rain."),
                    w.mark("gu", "d4", "二", 3),
                ),
            )
        ),
        Heading(
            "matrix",
            w.line(
                "matrix.title",
                (
                    "六个维度中两项一致、两项相左，争点在管网与标准",
                    "Of six themes two agree and two differ; pipes and standards divide",
                ),
            ),
            2,
        ),
        Para(
            w.line(
                "matrix.intro",
                Ref("matrix", w.of("表1", "Table 1")),
                ("把三文的诊断放在一起。", " puts the three diagnoses side by side."),
            ),
            "note",
        ),
        matrix,
        Notes((w.line("matrix.notes", ("逐行讲，重点停在“标准过低”。", "Row by row; stop at the standards.")),)),
        Heading(
            "tension",
            w.line(
                "tension.title",
                ("同一笔钱：先修管网，还是先退河滩？", "One budget: repair the pipes, or clear the plain?"),
            ),
            2,
        ),
        Versus(
            Side(
                w.line("tension.left.head", ("先修管网", "Pipes first")),
                w.line(
                    "tension.left.says",
                    (
                        "见效快：两个汛期内可把积水点减半；老城居民等不起十年。",
                        "Quick: flooded spots could be halved within two seasons, and residents of the old town cannot wait ten years.",
                    ),
                    w.mark("gu", "r1", "三", 1),
                ),
            ),
            Side(
                w.line("tension.right.head", ("先退河滩", "Plain first")),
                w.line(
                    "tension.right.says",
                    (
                        "治得久：管网修得再大，河道顶托时仍会倒灌；退出河滩才不必年年再修。",
                        "Lasting: however large the pipes, they back up when the river is high; clearing the plain ends the yearly repairs.",
                    ),
                    w.mark("xu", "r2", "四", 3),
                ),
            ),
            w.line(
                "tension.foot",
                (
                    "河道高水位期间，管网扩容段与未扩容段的逐时积水是否仍有差别。",
                    "Whether, while the river is high, widened and unwidened stretches still differ by the hour.",
                ),
            ),
        ),
        Notes((w.line("tension.notes", ("请学员先站队，再换边。", "Let people take sides, then swap.")),)),
    )


def _evidence(w: _Writer) -> tuple[Shape, ...]:
    def cats(base: str, *names: tuple[str, str]) -> tuple[Line, ...]:
        return tuple(w.line(f"{base}.c{i}", n) for i, n in enumerate(names))

    years = cats("spots", ("2026", "2026"), ("2027", "2027"), ("2028", "2028"), ("2029", "2029"), ("2030", "2030"))
    spots = Chart(
        "spots",
        "line",
        w.line("spots.caption", ("汛期积水点数（个）", "Flooded spots per season")),
        years,
        (
            Series(w.line("spots.s1", ("老城", "Old town")), (41, 44, 52, 57, 63)),
            Series(w.line("spots.s2", ("新区", "New districts")), (18, 25, None, 39, 48)),
        ),
        w.of("个", "spots"),
        w.of(
            "折线图：老城积水点由41个增至63个，新区由18个增至48个，2028年新区无数。",
            "Line chart: flooded spots rose from 41 to 63 in the old town and from 18 to 48 in the new districts; no number for 2028 there.",
        ),
        w.line("spots.source", ("据顾文表2重绘：", "Redrawn from Gu, table 2: "), w.source(("gu", "d8", "二", 6))),
        w.of("年份", "Year"),
        (
            w.line(
                "spots.r1",
                w.strong("老城多而慢：", "Old town, high and slow: "),
                (
                    "五年增加一半，与管网能力下降同步。",
                    "up by half in five years, in step with failing pipes.",
                ),
                w.mark("gu", "d8", "二", 6),
            ),
            w.line(
                "spots.r2",
                w.strong("新区少而快：", "New districts, low and fast: "),
                (
                    "五年翻了一番多，正是河滩开发的几年。",
                    "more than doubled, in the very years in which the plain was built over.",
                ),
                w.mark("xu", "d9", "三", 4),
            ),
            w.line(
                "spots.r3",
                w.strong("局限：", "Limit: "),
                ("统计口径在2028年改过一次。", "the way of counting changed in 2028."),
            ),
        ),
        None,
        1,
    )
    shares = Chart(
        "shares",
        "bar",
        w.line("shares.caption", ("积水点的首要成因（占比，%）", "First cause of flooded spots (share, %)")),
        cats(
            "shares",
            ("管网淤堵", "silted pipes"),
            ("地势低洼", "low ground"),
            ("河道顶托", "high river"),
            ("施工阻断", "building works"),
            ("其他", "other"),
        ),
        (Series(w.line("shares.s1", ("占比", "Share")), (38.5, 24.0, 19.5, 11.2, 6.8)),),
        "%",
        w.of(
            "条形图：管网淤堵38.5%，地势低洼24.0%，河道顶托19.5%，施工阻断11.2%，其他6.8%。",
            "Bar chart: silted pipes 38.5 %, low ground 24.0 %, high river 19.5 %, building works 11.2 %, other 6.8 %.",
        ),
        w.line("shares.source", w.source(("luo", "d9", "二", 7))),
        "",
        (),
        w.line("shares.note", ("罗平文只统计有监测设备的积水点。", "Luo & Ping count only spots with a gauge.")),
        2,
    )
    stacked = Chart(
        "spend",
        "stacked",
        w.line("spend.caption", ("治理支出（亿元）", "Spending (100 million yuan)")),
        cats("spend", ("2028", "2028"), ("2029", "2029"), ("2030", "2030")),
        (
            Series(w.line("spend.s1", ("管网", "Pipes")), (3.2, 4.1, 5.6)),
            Series(w.line("spend.s2", ("河道", "River")), (1.1, 1.9, 2.4)),
            Series(w.line("spend.s3", ("监测", "Gauges")), (0.6, 0.8, 0.9)),
        ),
        w.of("亿元", "100 million yuan"),
        w.of(
            "堆积柱形图：三项支出逐年增加，管网最多。",
            "Stacked columns: all three grow year by year, pipes most.",
        ),
        w.line(
            "spend.source",
            ("据罗平文表4：", "After Luo & Ping, table 4: "),
            w.source(("luo", "d11", "三", 1)),
        ),
        w.of("年份", "Year"),
        (
            w.line(
                "spend.r1",
                ("三年里管网支出始终占六成以上。", "Pipes took more than six tenths in all three years."),
                w.mark("luo", "d11", "三", 1),
            ),
        ),
        None,
        3,
    )
    columns = Chart(
        "cost",
        "column",
        w.line("cost.caption", ("每减少一个积水点的花费（万元）", "Cost of one flooded spot less (10,000 yuan)")),
        cats(
            "cost",
            ("管网扩容", "wider pipes"),
            ("退出河滩", "clearing the plain"),
            ("下沉绿地", "sunken greens"),
        ),
        (
            Series(w.line("cost.s1", ("顾文", "Gu")), (310, 540, 220)),
            Series(w.line("cost.s2", ("许文", "Xu")), (420, 380, None)),
        ),
        w.of("万元", "10,000 yuan"),
        w.of(
            "柱形图：顾文与许文对三种办法花费的估计，两文对退出河滩的估计相差最大。",
            "Columns: what Gu and Xu think three measures cost; they are furthest apart on clearing the plain.",
        ),
        w.line(
            "cost.source",
            ("据两文估算表重绘：", "Redrawn from both estimates: "),
            w.source(("gu", "d12", "三", 4), ("xu", "d13", "四", 1)),
        ),
        "",
        (),
        None,
        4,
    )

    def moment(
        n: str,
        when: tuple[str, str],
        sort: str,
        text: tuple[str, str],
        lane: Literal["article", "event"],
        *more: Inline,
    ) -> Moment:
        return Moment(w.of(*when), sort, w.line(f"time.{n}", text, *more), lane)

    scatter = Chart(
        "spots-cost",
        "scatter",
        w.line("spots-cost.caption", ("各片区的管龄与积水点", "Age of the pipes and flooded spots, by district")),
        cats(
            "spots-cost",
            ("东关", "East Gate"),
            ("河沿", "Riverside"),
            ("新区", "New Town"),
            ("旧厂片", "Old Mills"),
            ("湖滨", "Lakeside"),
        ),
        (
            Series(w.line("spots-cost.s1", ("管龄", "Age of the pipes")), (41, 38, 9, 36.5, 17), w.of("年", "years")),
            Series(w.line("spots-cost.s2", ("积水点", "Flooded spots")), (23, 21, 12, 9, None), w.of("个", "spots")),
        ),
        "",
        w.of(
            "散点图：东关41年、23个；河沿38年、21个；新区9年、12个；旧厂片36.5年、9个；湖滨17年，积水点未给。",
            "Points: East Gate 41 years, 23 spots; Riverside 38, 21; New Town 9, 12; Old Mills 36.5, 9; Lakeside 17, none given.",
        ),
        w.line("spots-cost.source", w.source(("luo", "d12", "三", 2))),
        "",
        (
            w.line(
                "spots-cost.r1",
                (
                    "管子越老积水点越多，旧厂片是例外。",
                    "The older the pipes, the more flooded spots, but for Old Mills.",
                ),
                w.mark("luo", "d12", "三", 2),
            ),
        ),
        None,
        6,
    )
    timeline = Timeline(
        "time",
        (
            moment(
                "1",
                ("2024年7月", "July 2024"),
                "2024-07",
                ("百年一遇暴雨，老城停摆两天", "Storm of a century: the old town stands still for two days"),
                "event",
                w.mark("gu", "d2", "一", 1),
            ),
            moment(
                "2",
                ("2026年3月", "March 2026"),
                "2026-03",
                ("市政府公布排水专项规划", "The city issues a drainage plan"),
                "event",
                w.mark("xu", "d1", "一", 2),
            ),
            moment(
                "3",
                ("2028年1月", "January 2028"),
                "2028-01",
                ("积水点统计口径改变", "Flooded spots are counted anew"),
                "event",
                w.mark("gu", "d9", "二", 6),
            ),
            moment(
                "4",
                ("2030年9月", "September 2030"),
                "2030-09",
                ("许一舟发表，早于河滩清退令", "Xu appears, before the order to clear the plain"),
                "article",
            ),
            moment(
                "5",
                ("2030年12月", "December 2030"),
                "2030-12",
                ("河滩清退令生效", "The order to clear the plain takes effect"),
                "event",
                w.mark("gu", "d10", "二", 8),
            ),
            moment(
                "6",
                ("2031年2月", "February 2031"),
                "2031-02",
                ("顾澜发表，已知清退令", "Gu appears, knowing of the order"),
                "article",
            ),
            moment(
                "7",
                ("未注日期", "undated"),
                "",
                ("罗斑、平野：全文未印年份", "Luo & Ping: no year is printed"),
                "article",
            ),
            moment(
                "8",
                ("7月3日（未注年份）", "3 July (no year)"),
                "",
                ("罗平文所记的一次漫堤", "A flood over the dyke, noted by Luo & Ping"),
                "event",
                w.mark("luo", "d3", "一", 5),
            ),
        ),
        w.of(
            "时间轴：四个事件与两篇文章；许文早于河滩清退令，顾文晚于它。",
            "Timeline: four events and two articles; Xu precedes the order to clear the plain, Gu follows it.",
        ),
        w.line("time.caption", ("文章与事件", "Articles and events")),
        5,
    )
    return (
        Heading("part.evidence", w.line("part.evidence.title", ("证据", "The evidence")), 1),
        Para(
            w.line(
                "part.evidence.lead",
                (
                    "数字从何而来，能撑起多大的判断？",
                    "Where do the numbers come from, and how much can they bear?",
                ),
            ),
            "lead",
        ),
        Heading(
            "spots",
            w.line(
                "spots.title",
                (
                    "积水点五年只增不减，新区增得最快",
                    "Flooded spots only grew in five years, fastest in the new districts",
                ),
            ),
            2,
        ),
        spots,
        Notes(
            (
                w.line(
                    "spots.notes",
                    ("先讲坐标轴，再讲两线之差。", "Axes first, then the gap between the lines."),
                ),
            )
        ),
        Heading(
            "shares",
            w.line(
                "shares.title",
                (
                    "淤堵是最常见的首要成因，但不到四成",
                    "Silted pipes are the most frequent first cause, yet under four tenths",
                ),
            ),
            2,
        ),
        shares,
        Notes((w.line("shares.notes", ("只有罗平文给出占比。", "Only Luo & Ping give shares.")),)),
        Heading(
            "spend",
            w.line(
                "spend.title",
                ("支出三年翻番，六成以上进了管网", "Spending nearly doubled, and most of it went into pipes"),
            ),
            2,
        ),
        stacked,
        Notes((w.line("spend.notes", ("名义值，未除物价。", "Nominal values.")),)),
        Heading(
            "cost",
            w.line(
                "cost.title",
                (
                    "两文对退出河滩的花费估计相差四成",
                    "The two estimates for clearing the plain differ by four tenths",
                ),
            ),
            2,
        ),
        columns,
        Notes((w.line("cost.notes", ("许文没有估计下沉绿地。", "Xu gives no estimate for sunken greens.")),)),
        Heading(
            "spots-cost",
            w.line(
                "spots-cost.title",
                ("管子越老积水越多，只有旧厂片不是这样", "Old pipes flood more often, except at Old Mills"),
            ),
            2,
        ),
        scatter,
        Notes(
            (
                w.line(
                    "spots-cost.notes",
                    ("湖滨没有积水点的数字。", "Lakeside has no number of spots."),
                ),
            )
        ),
        Heading(
            "time",
            w.line(
                "time.title",
                (
                    "许文写在清退令之前，顾文写在其后",
                    "Xu wrote before the order to clear the plain, Gu after it",
                ),
            ),
            2,
        ),
        timeline,
        Notes((w.line("time.notes", ("日期决定作者能知道什么。", "Dates decide what an author could know.")),)),
    )


def _action(w: _Writer) -> tuple[Shape, ...]:
    return (
        Heading("part.action", w.line("part.action.title", ("先后", "The order")), 1),
        Para(
            w.line("part.action.lead", ("预算有限，先做哪一件？", "With one budget, what comes first?")),
            "lead",
        ),
        Heading(
            "steps",
            w.line(
                "steps.title",
                (
                    "数据先行、分线施策：三步可以兼顾两种主张",
                    "Data first, then street by street: three steps serve both views",
                ),
            ),
            2,
        ),
        Steps(
            (
                Stage(
                    w.line("steps.1", ("补数据", "Measure")),
                    (
                        w.line(
                            "steps.1.a",
                            ("补齐六十处逐时水位计", "sixty hourly gauges"),
                            w.mark("luo", "r1", "四", 1),
                        ),
                        w.line("steps.1.b", ("公开旧管图纸", "publish the old pipe maps")),
                    ),
                    w.line("steps.1.when", ("第一个汛期", "first season")),
                ),
                Stage(
                    w.line("steps.2", ("分线修管", "Repair")),
                    (
                        w.line(
                            "steps.2.a",
                            ("淤堵段先清后扩", "clear silted stretches before widening"),
                            w.mark("gu", "r2", "三", 2),
                        ),
                        w.line("steps.2.b", ("顶托段暂不扩容", "leave stretches below the river as they are")),
                        w.line("steps.2.c", ("每季公布进度", "report every quarter")),
                    ),
                    w.line("steps.2.when", ("第二年", "second year")),
                ),
                Stage(
                    w.line("steps.3", ("退河滩", "Give way")),
                    (
                        w.line(
                            "steps.3.a",
                            ("低洼三片先行退出", "clear the three lowest areas"),
                            w.mark("xu", "r3", "四", 5),
                        ),
                        w.line("steps.3.b", ("安置先于清退", "rehouse before clearing")),
                    ),
                    w.line("steps.3.when", ("第三年起", "from the third year")),
                ),
            )
        ),
        Callout(
            (
                w.line(
                    "steps.if.1",
                    (
                        "若第一步未完成，只清淤、不扩容。",
                        "If the first step is not done, clear pipes but widen none.",
                    ),
                ),
                w.line(
                    "steps.if.2",
                    (
                        "若清退令被中止，第三步改为绿地下沉。",
                        "If the order is suspended, sink the greens instead.",
                    ),
                ),
            ),
            w.line("steps.if", ("退路", "If it goes wrong")),
            True,
        ),
        Notes((w.line("steps.notes", ("排期是编者建议，不是作者原文。", "The timing is the editors’ proposal.")),)),
        Heading(
            "places",
            w.line(
                "places.title",
                (
                    "清淤与逐时监测难度小、作用大，应当先做",
                    "Clearing silt and hourly gauges are easy and do most: they come first",
                ),
            ),
            2,
        ),
        _places(w),
        Notes(
            (
                w.line(
                    "places.notes",
                    ("请听众改放，并说明理由。", "Ask the audience to move items."),
                ),
            )
        ),
        Heading(
            "discuss",
            w.line(
                "discuss.title",
                ("研讨：什么样的证据会让你改变判断？", "Discussion: what evidence would change your mind?"),
            ),
            2,
        ),
        Quote(
            w.line(
                "quote.gu",
                (
                    "管子里剩下的，是上一代人的预算。",
                    "What is left in the pipes is the budget of the last generation.",
                ),
            ),
            w.line("quote.gu.by", ("——顾澜", "— Gu Lan "), w.mark("gu", "d4", "二", 3)),
        ),
        Quote(
            w.line("quote.xu", ("水认得旧河道，图纸不认得。", "Water remembers the old bed; the maps do not.")),
            w.line("quote.xu.by", ("——许一舟", "— Xu Yizhou "), w.mark("xu", "d7", "三", 2)),
            w.line("quote.xu.gloss", ("大意：河会回到旧道", "In paraphrase: the river returns to its old bed")),
        ),
        Bullets(
            (
                w.line(
                    "discuss.1",
                    (
                        "若只能先做一件事，两文各会选什么？你所在的城市会有何不同？",
                        "If only one thing can be done first, what would each choose, and would your city differ?",
                    ),
                ),
                w.line(
                    "discuss.2",
                    (
                        "什么样的逐时数据足以推翻“淤堵首因说”？",
                        "Which hourly data would refute the case against the pipes?",
                    ),
                ),
                w.line(
                    "discuss.3",
                    ("退出河滩，谁来承担安置的费用？", "If the plain is cleared, who pays for rehousing?"),
                ),
            ),
            True,
        ),
        Notes(
            (
                w.line(
                    "discuss.notes",
                    ("先写两分钟，再两两交换。", "Write for two minutes, then talk in pairs."),
                ),
            )
        ),
        Heading(
            "limits",
            w.line(
                "limits.title",
                ("三点提醒：这份比较不能说明什么", "Three cautions: what this comparison cannot show"),
            ),
            2,
        ),
        Para(
            w.line(
                "limits.intro",
                (
                    "三篇文章的写作时间和资料不同，下面三点在引用时请一并说明。",
                    "The three articles differ in date and material; please quote the following with them.",
                ),
            )
        ),
        Heading("limits.a", w.line("limits.a", ("关于资料", "On the material")), 3),
        Bullets(
            (
                w.line(
                    "limits.1",
                    w.strong("年份：", "Years: "),
                    (
                        "罗平文未注年份，不能据此排先后",
                        "Luo & Ping carry no year, so nothing about order follows from them",
                    ),
                    w.mark("luo", "d1", "一", 1),
                ),
                w.line(
                    "limits.2",
                    w.strong("范围：", "Scope: "),
                    (
                        "顾文只看老城，SWMM 模型没有覆盖新区",
                        "Gu looks at the old town only; the SWMM model leaves out the new districts",
                    ),
                    w.mark("gu", "d3", "一", 5),
                ),
                w.line(
                    "limits.3",
                    ("更多方法说明见", "More on the method at "),
                    Link("example.org/method", "https://example.org/method"),
                ),
            )
        ),
        Notes((w.line("limits.notes", ("备查，不主动讲。", "For questions only.")),)),
    )


def _places(w: _Writer) -> TwoByTwo:
    def axis(id: str, name: tuple[str, str], low: tuple[str, str], high: tuple[str, str]) -> Axis:
        return Axis(w.line(f"{id}.name", name), w.line(f"{id}.low", low), w.line(f"{id}.high", high))

    def placed(
        n: int, head: tuple[str, str], because: tuple[str, str], across: int, up: int, *cited: tuple[str, str, str, int]
    ) -> Placed:
        marks = tuple(w.mark(*c) for c in cited)
        where = w.of(f"横{across + 1}纵{up + 1}", f"step {across + 1} across, {up + 1} up")
        return Placed(w.line(f"places.{n}", head), w.line(f"places.{n}.because", because, *marks), across, up, where)

    items = (
        placed(1, ("清淤", "Clear the silt"), ("不动管线，一个汛期可毕", "no digging, done in one season"), 0, 3,
               ("gu", "r2", "三", 2)),
        placed(2, ("逐时监测", "Hourly gauges"), ("罗平文说六十处即可", "sixty are enough, say Luo & Ping"), 0, 3,
               ("luo", "r1", "四", 1)),
        placed(3, ("管网扩容", "Wider pipes"), ("作用大，但要开挖全城", "does much, but the whole town is dug up"), 2, 2,
               ("gu", "r1", "三", 1)),
        placed(4, ("退出河滩", "Clear the plain"), ("要安置两万人", "twenty thousand must be rehoused"), 3, 3,
               ("xu", "r2", "四", 3)),
        placed(5, ("公开图纸", "Publish the maps"), ("几乎不花钱，只间接有用", "costs next to nothing, helps indirectly"), 1, 0,
               ("luo", "r1", "四", 1)),
    )  # fmt: skip
    corners = (("先做", "Do first"), ("早备晚落", "Prepare early"), ("顺带做", "Do along the way"), ("暂缓", "Wait"))
    return TwoByTwo(
        "places",
        axis("places.across", ("难度", "Effort"), ("容易", "easy"), ("困难", "hard")),
        axis("places.up", ("作用", "Effect"), ("小", "small"), ("大", "large")),
        items,
        w.of("二维图：1 清淤与 2 逐时监测容易而作用大；3 扩容与 4 退河滩困难；5 公开图纸作用小。",
             "Two by two: 1 silt and 2 gauges are easy and do much; 3 pipes and 4 the plain are hard; 5 maps do little."),
        tuple(w.line(f"places.corner.{n}", c) for n, c in enumerate(corners, 1)),
        w.line("places.note", ("位置为编者判断。", "The places are the editors’ judgement.")),
    )  # fmt: skip


def _back(w: _Writer) -> tuple[Shape, ...]:
    entries = {
        "gu": (
            "顾澜. 管网的账：老城内涝的成因与次序[J]. 城市治理评论, 2031(2): 12-31.",
            "顾澜. 管网的账：老城内涝的成因与次序[The pipes’ account: causes and order of flooding in the old town][J]. 城市治理评论, 2031(2): 12-31.",
        ),
        "xu": (
            "许一舟. 把河滩还给河[J]. 水与城, 2030(9): 5-19.",
            "许一舟. 把河滩还给河[Give the plain back to the river][J]. 水与城, 2030(9): 5-19.",
        ),
        "luo": (
            "罗斑, 平野. 积水点的统计学[EB/OL]. [刊名不详].",
            "LUO B, PING Y. The statistics of flooded spots[EB/OL]. [journal not stated].",
        ),
    }
    made = tuple(
        Entry(id, _ARTICLES[id][0], f"[{_ARTICLES[id][0]}]", w.line(f"sources.{id}", text), (Span(w.of(*text)),))
        for id, text in entries.items()
    )
    return (
        Heading("sources", w.line("sources.title", ("参考文献", "References")), 2, False),
        SourceList("sources", made),
        Notes((w.line("sources.notes", ("备查。", "For reference.")),)),
    )
