"""An invented article, and the forms in which extraction leaves articles: what is read back must be the same.

`ARTICLE` is the truth: places and paragraphs. `journal`, `columns`, `magazine` and `page_twice` print it as a journal
with footnotes at page ends, a two-column journal with a note list, a magazine without blank lines, and a web page whose
body stands twice. Where pages cut, which notes stand there and how wide the punctuation is, the caller's dice decide.
"""

from __future__ import annotations

# ruff: noqa: E501  (an article's paragraph stands in one line)
import random
import re

TITLE = "小城公共图书馆夜间开放的得与失"
HEADINGS = {
    "一": "一、夜间开放的由来",
    "一（一）": "（一）从“关灯”到“留灯”",
    "一（二）": "（二）各地做法并不相同",
    "二": "二、成本与收益",
    "二（一）": "（一）看得见的账",
    "二（二）": "（二）看不见的账",
    "结语": "结语",
}
ABSTRACT = (
    "夜间开放让图书馆离上班族更近，但电费、人手和安全都要有人承担。本文比较五座小城的做法，认为开放时间应由读者来定。"
)
ARTICLE: dict[str, str] = {
    "引言¶1": "二十年前，多数县级图书馆下午五点半就闭馆，上班的人没有机会走进阅览室。如今，已有3,210座县级馆中的一半试行夜间开放，“城市的灯为读者亮着”成了流行的说法。",
    "引言¶2": "本文不讨论大城市，只比较五座人口不足50万的小城：它们的图书馆没有增加编制，却把闭馆时间推迟到了22点。",
    "一¶1": "夜间开放并非新事物。早在1926年，就有图书馆为夜校学生留灯；2008年以后，免费开放政策使这一做法重新出现。",
    "一（一）¶1": "最初的动力来自读者。2019年的一次问卷显示，62.5%的受访者从未在工作日到馆，其中八成说“不是不想来，而是来不了”。",
    "一（一）¶2": "图书馆界的态度也在变化。省图书馆学会的报告曾认为夜间开放“得不偿失”，三年后却改口称其为“最便宜的文化投资”……这一转变并不突然。",
    "一（一）¶3": "技术也帮了忙。Open Library的借阅系统、RFID门禁和Wi-Fi 6网络使一名馆员可以照看三层楼，而5G信号覆盖了书库的每个角落。",
    "一（二）¶1": "甲城选择全馆开放，乙城只开自习室，丙城则与Night Owl书店合作，由书店提供人手，图书馆提供藏书。",
    "一（二）¶2": "丁城的做法最省钱：它用无人值守的“书房”代替了阅览室，每平方米的造价约为1.2万元，相当于新馆的三分之一。",
    "一（二）¶3": "戊城则没有成功。试行十四个月之后，市政府停止了补贴，馆长把原因归结为三点：宣传不够、公交停运太早、志愿者流失。",
    "二¶1": "衡量夜间开放，不能只看人次。下面先算看得见的账，再算看不见的账。",
    "二（一）¶1": "电费是最大的一项支出。以甲城为例，2023年夜间用电18.6万度，比上一年增长了4.3%，占全馆电费的31%。",
    "二（一）¶2": "人手是第二项。五座小城共聘用临时馆员47人，人均月薪2,150元，低于当地的平均工资，因此流动很快。",
    "二（一）¶3": "收入方面，夜间咖啡和文具的销售额只有26万元，远远不能抵偿1.04亿元的总投入——这笔账从来没有平过。",
    "二（二）¶1": "看不见的账更难算。夜间到馆的读者中，45岁以上的占12～15%，他们借走的多是医药和法律方面的书。",
    "二（二）¶2": "更重要的是，夜里亮着灯的馆舍改变了街区。附近居民说：“有灯的地方，人就不会怕。”派出所的记录没有反驳这一点。",
    "二（二）¶3": "当然，也有人认为图书馆不应承担治安的责任；读者协会与市政府对此仍有分歧，未来可能还会争论下去。",
    "结语¶1": "夜间开放值不值得，取决于由谁来问。如果问的是会计，答案是否定的；如果问的是读者，答案恰好相反。",
    "结语¶2": "本文的建议很简单：先试行半年，公布每一度电的去向，再由读者投票决定灯亮到几点。",
}
FOOTNOTES = (
    "[{n}] 陈某某：《灯下的阅览室》，载《县城文化》2021 年第 4 期，第 12—19 页。",
    "[{n}] Jane Doe, “Libraries After Dark,” *Journal of Small Towns*, Vol.15, No.4(2022), pp.335-351.",
    "[{n}] 笔者注：这里的夜间指 18 点以后，夜间用电 99.9 万度是另一口径。",
    "[{n}] Town Council, *Opening Hours*, May 2, 2021, <https://example.org/opening-hours/2021/05/\nfinal-report.pdf>.",
)
NOTE_LIST = """【注释】

- ① 陈某某:《灯下的阅览室》,载《县城文化》,2021年第4期,第12—19页。
- ② Jane Doe,"LibrariesAfterDark",Journal of Small Towns,2022.
- ③ 读者协会的内部统计称夜间用电为99.9万度,此处不取。

- Other Towns,council,2021-4-8,https://example.org/opening-hours.
- ④4 《夜间开放办法》,第3页。

(截稿:2024年6月 责编:某某)

作者简介 林某某,某某大学图书馆学系副教授
周某某,某某大学图书馆学系研究生"""
_INSERTS = (
    "表 1 五座小城的闭馆时间\n\n城市\t闭馆\t补贴来源\n甲城\t22 点\t市级财政专项\n乙城\t21 点\t没有补贴\n\n资料来源：作者根据公开资料整理。",
    "| | 甲城 | 乙城 |\n|----|----|----|\n| 夜间岗位 | 十二个固定岗 | 三个临时岗 |",
    "图1 夜间到馆人次的变化",
    "— 37 —",
    "",
)
ASIDES = ("五座小城的闭馆时间", "市级财政专项", "十二个固定岗", "夜间到馆人次的变化")
MARKS = ("^[2]", "^①", "^{④⑧}", "^[1]", "^{⑤4}")
_STOPS = "。，；：！？"


def half_width(text: str) -> str:
    """Chinese punctuation as web pages often have it; numbers are left alone."""
    return text.translate(str.maketrans("，；：（）？", ",;:()?"))


def is_han(char: str) -> bool:
    """Whether a character is Han or Chinese punctuation, beside which white space means nothing."""
    return "\u4e00" <= char <= "\u9fff" or char in "，。；：！？、“”《》（）…—"


def loosen(text: str, dice: random.Random, marks: tuple[str, ...]) -> str:
    """Spaces between Chinese and Latin here and there, and note marks behind some stops."""
    out = ""
    for before, char in zip(" " + text, text, strict=False):
        if is_han(before) != is_han(char) and before.isalnum() and char.isalnum() and dice.random() < 0.5:
            out += " "
        out += char
        if char in _STOPS and marks and dice.random() < 0.2:
            out += dice.choice(marks)
    return out


def cut_at(text: str, dice: random.Random) -> int:
    """A place where a page could end: between two Han characters, where the rest can't be taken for something else."""
    here = [
        i
        for i in range(8, len(text) - 4)
        if re.fullmatch(r"[\u4e00-\u9fff]{2}", text[i - 1 : i + 1])
        and text[i] not in "一二三四五六七八九十表图注文本第"
    ]
    return dice.choice(here)


def _page_end(dice: random.Random, notes: bool) -> str:
    kept = dice.sample(FOOTNOTES, dice.randint(1, 3)) if notes else []
    blocks = [note.format(n=n) for n, note in enumerate(kept, 1)] + [dice.choice(_INSERTS)]
    return "\n\n".join(block for block in blocks if block)


def _sections(article: dict[str, str]) -> list[tuple[str, str]]:
    """Headings and paragraphs in print order, headings with their place, as ("一（一）", heading) and ("", text)."""
    out: list[tuple[str, str]] = []
    opened: set[str] = set()
    for place, text in article.items():
        section = place.split("¶")[0]
        for name in (section.split("（")[0], section):
            if name in HEADINGS and name not in opened:
                out.append((name, HEADINGS[name]))
                opened.add(name)
        out.append(("", text))
    return out


def journal(dice: random.Random) -> str:
    """A journal's PDF: labels, footnotes and tables at page ends, `结 语`, a heading over two lines."""
    parts = [
        TITLE + "^[1]", "——以五座小城为例", "林某某 周某某", "【内容提要】" + ABSTRACT,
        "【关键词】公共图书馆 夜间开放 小城", "【作者简介】林某某，某某大学副教授；周某某，某某大学研究生。",
        "【中图分类号】G258", "【文章编号】1006-0000 (2024) 02-0001-22", "[1] 作者感谢匿名评审专家，文中错漏由作者负责。",
    ]  # fmt: skip
    for section, text in _sections(ARTICLE):
        if section:
            whole = text.replace("结语", "结 语").replace("由来", "由来 与经过")
            parts.append(whole.replace("并不相同", "\n并不相同"))
            continue
        text = loosen(text, dice, ("^[1]", "^[2]"))
        if dice.random() < 0.5:
            place = cut_at(text, dice)
            parts += [text[:place], _page_end(dice, notes=True), text[place:]]
        else:
            parts.append(text)
            parts += [_page_end(dice, notes=True)] if dice.random() < 0.3 else []
    parts += ["【收稿日期：2024-02-20】", "【修回日期：2024-04-27】", "（责任编辑：某某）"]
    return "\n\n" + "\n\n".join(part for part in parts if part) + "\n"


def columns(dice: random.Random) -> str:
    """A two-column journal: short pieces where a column ends, marks in circles, mixed width, a note list."""
    parts = [TITLE[:8] + " " + TITLE[8:], "林某某 周某某", "【内容提要】" + ABSTRACT, "【关键词】公共图书馆；夜间开放"]
    for section, text in _sections(ARTICLE):
        if section:
            parts.append(half_width(text) if dice.random() < 0.5 else text)
            continue
        text = loosen(half_width(text) if dice.random() < 0.5 else text, dice, ("^①", "^{④⑧}", "^{⑤4}"))
        for _ in range(dice.randint(0, 2)):
            place = cut_at(text, dice)
            parts += [text[:place], _page_end(dice, notes=False)]
            text = text[place:]
            if len(text) < 20:
                break
        parts.append(text)
    return "\n\n" + "\n\n".join([*(part for part in parts if part), NOTE_LIST])


def magazine(dice: random.Random) -> str:
    """A magazine's web page: no blank lines, half-width punctuation, no abstract."""
    del dice
    parts = ["文 | 某某大学图书馆学系副教授 林某某"]
    parts += [half_width(text) for _, text in _sections(ARTICLE)]
    parts += [
        "(本文刊登于《县城文化》杂志2024年第5期)",
        "声明:本文来自县城文化,版权归作者所有。如有侵权,请联系 someone@example.org。",
    ]
    return "\n".join(parts)


def page_twice(dice: random.Random) -> str:
    """A news site: no sections, its furniture, and the whole body twice."""
    del dice
    lead, *rest = [half_width(text) for text in ARTICLE.values()]
    byline = ["作者:林某某(Lin Moumou)", "某某大学图书馆学系副教授", "周某某(Zhou Moumou)", "某某大学研究助理"]
    body = [lead, *byline, *rest]
    parts = ["夜里的图书馆还会亮灯吗?", "县城聚焦", "19小时前", *body, *body]
    return "\n\n".join(parts) + "\n\n展开\n打开“县城头条”阅读更多精彩资讯\nAPP内打开"


PRINTERS = {"journal": journal, "columns": columns, "magazine": magazine, "page twice": page_twice}


def truth(form: str) -> dict[str, str]:
    """Place and text of each paragraph that must be read back from one of `PRINTERS`."""
    if form == "page twice":
        return {f"¶{n}": text for n, text in enumerate(ARTICLE.values(), 1)}
    return ({"摘要": ABSTRACT} if form in ("journal", "columns") else {}) | ARTICLE
