"""Outlines of any size for the bench, and the Markdown with CSL JSON that a pandoc user would write for the same thing.

    survey(1_000).write(folder)          # outlines/survey.yaml, outlines/articles/…, templates/…
    survey(1_000).as_pandoc(folder)      # report.md, deck.md, sources.json

A topic is a session of three questions, each put to the same four articles: twelve claims. Every fifth statement rests
on a second source. One source for twenty claims, five at least. Half of the sources are Chinese, half English, and
Chinese statements hold Latin words and figures. Everything is invented; every quote stands in its article's text.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ARTICLES, QUESTIONS = 4, 3  # of a topic
SECOND = 5  # every fifth statement has a second source
OUTPUTS = ("survey.zh.docx", "survey-deck.zh.pptx")

_SUBJECT = ("末班车", "夜间票价", "调度中心", "站点照明", "换乘等待", "司机排班", "车厢座位", "补贴办法", "线路末梢",
            "约车DRT", "随叫随到的on-demand班车", "车载GPS数据", "IC卡记录", "试点街区", "保底班次")  # fmt: skip
_VERB = ("决定了", "只影响", "改变不了", "先于", "拖累了", "抬高了", "解释不了", "放大了", "取代不了", "跟不上")
_OBJECT = ("夜间出行的需求", "护工的通勤时间", "城郊居民的选择", "OD矩阵的离散", "每车公里的成本", "乘客对班次的信任",
           "街区之间的差距", "break-even point的位置", "预算的先后", "末梢站点的客流")  # fmt: skip
_ENGLISH = ("Late buses", "Night fares", "Control rooms", "Lit stops", "Waiting times", "Crew rosters", "Empty seats")
_WHAT = ("shape demand", "follow the money", "lag behind the data", "matter more than speed", "decide who rides")


@dataclass(frozen=True)
class Statement:
    """What one article says on one question: its source, the claim, and a second source for every fifth."""

    article: int
    claim: str
    says: str
    page: int
    second: tuple[int, str, int] | None


@dataclass(frozen=True)
class Survey:
    """An invented comparison of `claims` statements on `sources` sources."""

    claims: int
    sources: int

    @property
    def topics(self) -> int:
        """Sessions of twelve statements."""
        return round(self.claims / (ARTICLES * QUESTIONS))

    def statements(self) -> Iterator[tuple[int, int, tuple[Statement, ...]]]:
        """Topic, question, and what its four articles say."""
        given = [0] * self.sources
        for topic in range(self.topics):
            asked = [(topic * ARTICLES + k) % self.sources for k in range(ARTICLES)]
            for question in range(QUESTIONS):
                made = []
                for article in asked:
                    given[article] += 1
                    n = topic * QUESTIONS + question + article
                    other = (article + 1 + n % (self.sources - 1)) % self.sources
                    second = (other, "d1", 3) if (n * ARTICLES + article) % SECOND == 0 and other != article else None
                    claim = given[article]
                    made.append(Statement(article, f"d{claim}", _says(article, claim), 2 + claim, second))
                yield topic, question, tuple(made)

    # ------------------------------------------------------------------------------------------------ for Collate

    def write(self, root: Path) -> Path:
        """Write the project: outline, articles, their texts, and the bench's templates; returns the outline's file."""
        texts = root / "outlines" / "articles" / "texts"
        texts.mkdir(parents=True, exist_ok=True)
        claims: list[list[Statement]] = [[] for _ in range(self.sources)]
        for _, _, made in self.statements():
            for one in made:
                claims[one.article].append(one)
        for n in range(self.sources):
            (texts.parent / f"{_id(n)}.yaml").write_text(_article(n, claims[n]), "utf-8")
            (texts / f"{_id(n)}.txt").write_text(_text(n, claims[n]), "utf-8")
        for template in ("survey", "survey-deck"):
            shutil.copytree(HERE / "templates" / template, root / "templates" / template, dirs_exist_ok=True)
        path = root / "outlines" / "survey.yaml"
        path.write_text("".join(self._outline()), "utf-8")
        return path

    def _outline(self) -> Iterator[str]:
        yield "title: {zh: 夜间公交研究综述}\ndate: 2031-05-20\nscope: part\ncitations: gb-t-7714-2015-numeric\n"
        yield f"articles: [{', '.join(map(_id, range(self.sources)))}]\n"
        yield "outputs: [{template: survey, lang: zh}, {template: survey-deck, lang: zh}]\n"
        yield "method: {zh: 逐题摘出各文的诊断，每条都有出处；全部内容为测试而编造。}\njudgements:\n"
        for n in range(3):
            yield (
                f"  - {{id: j{n}, head: {{zh: 判断{'甲乙丙'[n]}}}, says: {{zh: 夜间公交先要保住班次，再谈扩大范围。}}, "
                f"rests_on: [{_id(0)}.d1, {_id(1)}.d1], confidence: moderate, relation: agree}}\n"
            )
        sessions: list[str] = []
        yield "questions:\n"
        for topic, question, made in self.statements():
            name = f"q{topic}-{question}"
            if question == 0:
                asked = ", ".join(f"q{topic}-{k}" for k in range(QUESTIONS))
                sessions.append(
                    f"  - {{id: s{topic}, title: {{zh: {_topic(topic)}}}, goal: {{zh: 这个题目上各文怎么说？}}, "
                    f"minutes: 30, questions: [{asked}]}}\n"
                )
            yield (
                f"  - id: {name}\n    short: {{zh: {_short(topic, question)}}}\n"
                f"    ask: {{zh: {_ask(topic, question)}}}\n"
                f"    finding: {{zh: {_finding(topic, question)}}}\n    kind: diagnosis\n    relation: partly\n"
                f"    put-to: [{', '.join(_id(one.article) for one in made)}]\n    positions:\n"
            )
            for one in made:
                also = f"[@{_id(one.second[0])}.{one.second[1]}]" if one.second else ""
                yield (
                    f'      {_id(one.article)}:\n        says: {{zh: "{one.says}{also}"}}\n'
                    f"        claims: [{_id(one.article)}.{one.claim}]\n"
                )
        yield "sessions:\n"
        yield from sessions

    # ------------------------------------------------------------------------------------------------ for pandoc

    def as_pandoc(self, folder: Path) -> None:
        """Write report.md, deck.md (sections and slides by headings) and sources.json."""
        folder.mkdir(parents=True, exist_ok=True)
        records = [_record(n) for n in range(self.sources)]
        (folder / "sources.json").write_text(json.dumps(records, ensure_ascii=False), "utf-8")
        (folder / "report.md").write_text("".join(self._markdown(deck=False)), "utf-8")
        (folder / "deck.md").write_text("".join(self._markdown(deck=True)), "utf-8")

    def _markdown(self, *, deck: bool) -> Iterator[str]:
        yield "---\ntitle: 夜间公交研究综述\ndate: 2031-05-20\nlang: zh-CN\n---\n\n"
        yield "" if deck else "# 方法\n\n逐题摘出各文的诊断，每条都有出处；全部内容为测试而编造。\n\n"
        for topic, question, made in self.statements():
            if question == 0:
                yield f"# {_topic(topic)}\n\n" + ("" if deck else "这个题目上各文怎么说？\n\n")
            yield f"## {_finding(topic, question)}\n\n" + ("" if deck else f"**{_ask(topic, question)}**\n\n")
            yield "| 文章 | 立场 |\n|-----|------------------|\n"
            for one in made:
                mark = f"@{_id(one.article)}, p. {one.page}"
                more = f"; @{_id(one.second[0])}, p. {one.second[2]}" if one.second else ""
                yield f"| {_name(one.article)} | {one.says} [{mark}{more}] |\n"
            yield "\n"
            if deck:
                yield f"::: notes\n{_ask(topic, question)}\n:::\n\n"
        yield "# 参考文献\n\n::: {#refs}\n:::\n"


def survey(claims: int) -> Survey:
    """The bench's outline of about so many claims, with a source for twenty of them and at least five."""
    return Survey(claims, max(5, claims // 20))


def _id(article: int) -> str:
    return f"a{article}"


def _chinese(article: int) -> bool:
    return article % 2 == 0


def _says(article: int, claim: int) -> str:
    n = article * 7 + claim * 11
    return (
        f"{_SUBJECT[n % 15]}{_VERB[n % 10]}{_OBJECT[(n // 3) % 10]}，调查的{120 + n % 800}人中有{10 + n % 80}%这样看，"
        f"{_SUBJECT[(n // 5) % 15]}也{_VERB[(n // 7) % 10]}{_OBJECT[(n // 2) % 10]}。"
    )


def _quote(article: int, claim: str) -> str:
    n = int(claim[1:])
    if _chinese(article):
        return f"第{article + 1}区第{n}条线{_VERB[n % 10]}{_OBJECT[(n + article) % 10]}"[:25]
    return f"in ward {article + 1} line {n} {_WHAT[n % 5]}".lower()


def _record(article: int) -> dict[str, object]:
    year = 2000 + article % 30
    if _chinese(article):
        return {
            "id": _id(article), "type": "article-journal",
            "title": f"{_SUBJECT[article % 15]}与夜间出行之{article + 1}",
            "author": [{"family": "林周沈陆江黎秦石温"[article % 9], "given": "溪山河海"[article % 4]}],
            "container-title": "城市出行评论", "issued": {"date-parts": [[year]]}, "volume": str(1 + article % 40),
            "issue": str(1 + article % 6), "page": f"{1 + article % 90}-{20 + article % 90}", "language": "zh-CN",
        }  # fmt: skip
    return {
        "id": _id(article), "type": "article-journal",
        "title": f"{_ENGLISH[article % 7]} {_WHAT[article % 5]}: ward {article + 1} of the night network",
        "author": [{"family": f"{('Brandt', 'Moreau', 'Okafor', 'Silva')[article % 4]}", "given": "Ada"},
                   {"family": "Keller", "given": "Jonas"}],
        "container-title": "City Travel Review", "issued": {"date-parts": [[year]]}, "volume": str(1 + article % 40),
        "issue": str(1 + article % 6), "page": f"{1 + article % 90}-{20 + article % 90}", "language": "en-GB",
    }  # fmt: skip


def _name(article: int) -> str:
    record = _record(article)
    author = record["author"][0]["family"]  # type: ignore[index]
    return f"{author}{article + 1}文" if _chinese(article) else f"{author} {article + 1}"


def _topic(topic: int) -> str:
    return f"题目{topic + 1}：{_SUBJECT[topic % 15]}"


def _short(topic: int, question: int) -> str:
    return f"{_SUBJECT[topic % 15]}之{'一二三'[question]}"


def _ask(topic: int, question: int) -> str:
    return f"{_SUBJECT[topic % 15]}怎样影响{_OBJECT[(topic + question) % 10]}？"


def _finding(topic: int, question: int) -> str:
    return f"题目{topic + 1}之{'一二三'[question]}：各文对{_OBJECT[(topic + question) % 10]}看法部分一致"


def _article(n: int, claims: list[Statement]) -> str:
    record = {**_record(n), "issued": f"{2000 + n % 30}"}
    mine = _name(n)
    lines = [
        f"article: {json.dumps(record, ensure_ascii=False)}\n",
        f"label: {{zh: {mine}（{2000 + n % 30}）}}\nshort: {{zh: {mine}}}\nvantage: {2000 + n % 30}-06-01\n",
        f"text: {_id(n)}.txt\nbudget: {{share: 60}}\n",
        f"argues: {{says: {{zh: 夜间公交的症结在班次。}}, claims: [{claims[0].claim if claims else 'd1'}]}}\nclaims:\n",
    ]
    for one in claims:
        lines.append(
            f'  - {{id: {one.claim}, kind: diagnosis, says: {{zh: "{one.says}"}}, at: p. {one.page}, '
            f'quote: "{_quote(n, one.claim)}", mode: asserts}}\n'
        )
    return "".join(lines)


def _text(n: int, claims: list[Statement]) -> str:
    """The article's full text: a paragraph a claim, with its quote between other words."""
    if _chinese(n):
        said = (f"调查走访了{k + 3}个街区，{_quote(n, c.claim)}，受访者对此少有异议。" for k, c in enumerate(claims))
    else:
        said = (f"We visited {k + 3} wards, and {_quote(n, c.claim)}, as few denied." for k, c in enumerate(claims))
    return f"{_record(n)['title']}\n\n" + "\n\n".join(said) + "\n"
