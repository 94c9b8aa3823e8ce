"""Quotes are found where they stand, whatever extraction did to the text, and nowhere else."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import printed_article as printed
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builder import locator
from builder.evidence import Body, find, find_all, read_text
from builder.evidence.fold import plain

TEXTS = Path(__file__).resolve().parents[1].parent / "shared" / "articles"
REAL = sorted(path.name for path in TEXTS.glob("*.txt"))
USUAL = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
LONG = settings(USUAL, max_examples=2_500)
SUBJECTS = ("图书馆", "书店", "读者", "市政府", "馆员", "甲城", "乙城", "中国", "美国", "特朗普", "拜登")


def at(text: str, quote: str) -> str | None:
    """Where a quote stands in a text, in the canonical form."""
    passage = find(read_text(text), quote)
    return locator.text(passage.locator) if passage else None


def one(paragraph: str) -> str:
    """A small article around one paragraph."""
    return f"一、小城的桥\n\n{paragraph}\n"


# ---------------------------------------------------------------- reading a text


@pytest.mark.parametrize("form", printed.PRINTERS)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=50, deadline=None)
def test_sections_and_paragraphs_are_read_back_from_every_form(form: str, seed: int) -> None:
    body = read_text(printed.PRINTERS[form](random.Random(seed)))
    read = {locator.text(p.locator): bare(plain(p.raw)) for p in body.paragraphs}
    assert list(read.items()) == [(place, bare(text)) for place, text in printed.truth(form).items()]


@pytest.mark.parametrize("form", ["journal", "columns"])
@given(seed=st.integers(0, 10**9))
@settings(max_examples=50, deadline=None)
def test_notes_are_never_body_and_tables_have_the_place_before_them(form: str, seed: int) -> None:
    text = printed.PRINTERS[form](random.Random(seed))
    body = read_text(text)
    for note in ("灯下的阅览室", "Libraries After Dark", "Journal of Small Towns", "final-report", "99.9", "另一口径",
                 "example.org", "夜间开放办法", "2024-02-20", "评审专家", "某某大学", "作者根据", "责任编辑",
                 "G258", "截稿"):  # fmt: skip
        assert find(body, note) is None, note
    places = list(printed.truth(form))
    for aside in printed.ASIDES:
        for passage in find_all(body, aside):
            before = [p for p in body.paragraphs if p.spans[0][0] < passage.start and p.locator == passage.locator]
            assert before, aside
            follows = places.index(locator.text(passage.locator)) + 1
            after = [p for p in body.paragraphs if locator.text(p.locator) in places[follows : follows + 1]]
            assert all(p.spans[0][0] > passage.start for p in after), aside


def test_every_kind_of_aside_is_printed_by_some_dice() -> None:
    bodies = [read_text(printed.journal(random.Random(seed))) for seed in range(20)]
    assert all(any(find(body, aside) for body in bodies) for aside in printed.ASIDES)


CASES = {
    "a heading over two lines": ("一、从渡口到大桥一座小城的\n百年变迁\n\n桥修好了。", "桥修好了", "一¶1"),
    "a heading's place is its section": ("一、从渡口到大桥\n\n桥修好了。", "从渡口到大桥", "一"),
    "a named section with a space": ("一、渡口\n\n船走了。\n\n结 语\n\n桥修好了。", "桥修好了", "结语¶1"),
    "text before the first subsection": ("二、大桥\n\n船走了。\n\n（一）桥墩\n\n桥修好了。", "船走了", "二¶1"),
    "half-width brackets": ("二、大桥\n船走了。\n(十二)桥墩\n桥修好了。", "桥修好了", "二（十二）¶1"),
    "a numbered heading is no paragraph": ("一、桥\n\n1. 桥墩的深浅\n\n船走了。\n\n桥修好了。", "桥修好了", "一¶2"),
    "but stands where the paragraph before it stands": (
        "一、桥\n\n船走了。\n\n1. 桥墩的深浅\n\n桥修好了。", "桥墩的深浅", "一¶1"
    ),
    "a run-in number opens a paragraph": ("一、桥\n\n船走了。\n\n1. 桥墩。桥修好了。", "桥修好了", "一¶2"),
    "a cut run-in number is no heading": (
        "一、桥\n\n1. 桥墩。船走了。\n\n2. 石桥作为古城中的\n\n核心通道，修好了。", "古城中的核心通道", "一¶2"
    ),
    "nor is one that breaks off at 的": (
        "一、桥\n\n1. 石桥作为古城中的\n\n核心通道，修好了。", "古城中的核心通道", "一¶1"
    ),
    "a run-in number follows an unfinished line": ("一、桥\n\n先说缘由\n\n1. 桥墩。桥修好了。", "桥修好了", "一¶2"),
    "a list in a sentence opens no section": ("一、桥\n\n（一）要修好桥墩。\n\n桥修好了。", "桥修好了", "一¶2"),
    "no sections at all": ("桥修好了。\n\n船走了。", "船走了", "¶2"),
    "text before the first section": ("渡口的故事\n\n船走了。\n\n一、桥\n\n桥修好了。", "船走了", "引言¶1"),
    "an abstract of two paragraphs": (
        "【摘要】船走了。\n\n桥修好了。\n\n【关键词】桥\n\n人来了。\n\n一、桥\n\n车来了。", "桥修好了", "摘要"
    ),
    "text after an abstract without keywords": (
        "摘要：船走了。\n\n桥修好了。\n\n一、桥\n\n车来了。", "桥修好了", "引言¶1"
    ),
    "a colon ends a paragraph": ("一、桥\n\n理由如下：\n\n船走了。", "船走了", "一¶2"),
    "a page that ends with a note mark": ("一、桥\n\n船走了。^[1]\n\n桥修好了。", "桥修好了", "一¶2"),
    "a page number between two halves": ("一、桥\n\n这座桥\n\n- 12 -\n\n修好了。", "这座桥修好了", "一¶1"),
    "a page's head between two halves": (
        "一、桥\n\n这座桥\n\n渡口学刊\n\n修好了。\n\n渡口学刊\n\n船走了。\n\n渡口学刊", "这座桥修好了", "一¶1"
    ),
    "a footnote of three lines": (
        "一、桥\n\n这座桥\n\n[1] 见某某：\n《渡口》，2021年，\nhttps://example.org/a。\n\n修好了。",
        "这座桥修好了", "一¶1"
    ),
    "a footnote between lines without blanks": (
        "一、桥\n这座桥\n[1] 见《渡口》，2021年。\n修好了。\n船走了。\n人来了。", "这座桥修好了", "一¶1"
    ),
    "a list numbered in circles": ("一、桥\n\n船走了。\n\n①修好桥墩。\n\n②修好桥面。", "修好桥面", "一¶3"),
    "words of a list that notes also use": (
        "一、桥\n\n展开讨论之前，先说桥。\n\n版权不是本文的主题。", "版权不是本文", "一¶2"
    ),
    "a sentence about a table": ("一、桥\n\n船走了。\n\n表1显示桥修好了。", "显示桥修好了", "一¶2"),
    "a question as a title": ("桥会修好吗?\n\n某报\n\n船走了。\n\n桥修好了。", "桥修好了", "¶2"),
    "a second copy with its title": (
        "桥会修好吗?\n\n某报\n\n船走了，桥还没有修好，人在等。\n\n" * 2 + "人来了。", "人来了", "¶2"
    ),
    "an English article": (
        "Old Bridges\n\nJane Doe\n\nThe old bridge of the town was closed in 2022.\n\nIt is open again.",
        "It is open", "¶2"
    ),
    "Windows line ends": ("一、桥\r\n\r\n这座桥\r\n\r\n修好了。\r\n", "这座桥修好了", "一¶1"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_places(name: str) -> None:
    text, quote, place = CASES[name]
    assert at(text, quote) == place


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("渡口与大桥\n\n某某\n\n桥修好了。", "渡口与大桥"),
        ("【关键词】渡口；大桥\n\n一、桥\n\n桥修好了。", "大桥"),
        ("【关键词】渡口\n\n【作者简介】甲，教授\n乙，研究生\n\n船走了。\n\n一、桥\n\n桥修好了。", "研究生"),
        ("一、桥\n\n桥修好了。\n\n[1] 渡口\n的船走了。", "船走了"),
        ("一、桥\n\n桥修好了。^①\n\n① 这里的渡口没有船。", "没有船"),
        ("一、桥\n\n桥修好了。\n\n① 参见《渡口》。", "渡口"),
        ("一、桥\n\n桥修好了。\n\n资料来源：渡口年鉴。", "渡口年鉴"),
        ("一、桥\n\n桥修好了。\n\n参考文献\n\n渡口年鉴。", "渡口年鉴"),
        ("桥修好了。\n\n船走了。", "修好了。船走"),
        ("一、桥\n\n桥修好了。", ""),
        ("", "桥"),
    ],
)
def test_what_is_no_body_is_not_found(text: str, quote: str) -> None:
    assert at(text, quote) is None


def test_a_passage_has_its_sentence_and_its_offsets() -> None:
    text = one("船走了。桥在 2021 年^[2] 动\n\n[1] 见《渡口》。\n\n工，花了两年！“人来了。”")
    passage = find(read_text(text), "动工")
    assert passage is not None
    assert passage.sentence == "桥在 2021 年动工，花了两年！"
    assert text[passage.start] == "动"
    assert text[passage.end - 1] == "工"
    last = find(read_text(text), "人来")
    assert last is not None and last.sentence == "“人来了。”"


def test_every_place_is_found_body_first() -> None:
    text = "一、大桥\n\n桥修好了。\n\n表 1 大桥的账\n\n（一）桥墩\n\n大桥没有账。"
    assert [locator.text(p.locator) for p in find_all(read_text(text), "大桥")] == ["一（一）¶1", "一", "一¶1"]


@given(st.text(alphabet="一二（）()、。，：\n\t |[]^①②{}1290.-表图【】摘要注释结语桥修好了AI \r", max_size=120))
@settings(max_examples=500, deadline=None)
def test_reading_never_fails_and_offsets_lead_back(text: str) -> None:
    body = read_text(text)
    for piece in (*body.paragraphs, *body.asides):
        assert piece.raw == "\n".join(text[start:end] for start, end in piece.spans)
        assert [text[piece.offset(i)] for i, c in enumerate(piece.raw) if c != "\n"] == list(
            piece.raw.replace("\n", "")
        )
        locator.parse(locator.text(piece.locator))
        assert piece.locator.section or piece.locator.paragraph


# ---------------------------------------------------------------- the law, by example

SAME = [
    ("桥长 1,200 米", "桥长1,200米"),
    ("桥长１２００米", "桥长1200米"),
    ("“桥”与‘渡’", "\"桥\"与'渡'"),
    ("「桥」与渡口", "“桥”与渡口"),
    ("2017—2019年", "2017-2019年"),
    ("2017～2019年", "2017–2019年"),
    ("桥——渡口的后来者", "桥—渡口的后来者"),
    ("桥修好了……然后", "桥修好了...然后"),
    ("桥修好了… …然后", "桥修好了……然后"),
    ("桥— —渡口的后来者", "桥——渡口的后来者"),
    ("约翰·史密斯说", "约翰•史密斯说"),
    ("桥,渡口;船:人(一)", "桥，渡口；船：人（一）"),
    ("桥, 渡口", "桥，渡口"),
    ("桥^[2]与^①船^{④⑧}", "桥与船"),
    ("桥修好了[3]，船", "桥修好了，船"),
    ("桥修好了。²船", "桥修好了。船"),
    ("AI 芯片与 5G", "AI芯片与5G"),
    ("the old  bridge", "the old bridge"),
    ("the old\nbridge", "the old bridge"),
    ("修\u200b桥\ufeff了", "修桥了"),
    ("⽤桥", "用桥"),
    ("cafe\u0301的桥", "café的桥"),
    ("约 \\$300 亿", "约$300亿"),
    ("2. 5G 通信", "5G通信"),
    ("增长 -5%", "增长-5%"),
    ("自2017年-2019年", "2019年"),
    ("特朗普2.0时期", "2.0时期"),
    ("中国的“十四五”规划", "十四五"),
]
OTHER = [
    ("AI chips", "AIchips"),
    ("AIchips", "AI chips"),
    ("AI芯片", "ai芯片"),
    ("桥修好了。", "桥修好了！"),
    ("桥、渡口", "桥，渡口"),
    ("《桥》", "〈桥〉"),
    ("10^{6}人", "10人"),
    ("5 km^{2}的桥", "5 km的桥"),
    ("5 m²", "5 m"),
    ("①桥", "②桥"),
    ("2. 5G 通信", "2.5G通信"),
    ("桥长12米", "桥长12公里"),
]
CUT = [
    ("占15 %", "5 %"),
    ("占2.5%", "5%"),
    ("共12022人", "2022"),
    ("共20221人", "2022"),
    ("共13.3万", "3.3万"),
    ("共3.35万", "3.3"),
    ("共3.35万", "3"),
    ("共1,000人", "000人"),
    ("共1,000人", "共1"),
    ("共1，000人", "000人"),
    ("SAID", "AI"),
    ("H20芯片", "20芯片"),
    ("共3552亿元", "共3552"),
    ("占15%以上", "占15"),
    ("二十大报告", "十大报告"),
    ("占百分之五十", "百分之五"),
    ("利润为 -5%", "5%"),
    ("利润−5%", "5%"),
    ("naïve的桥", "ve的桥"),
]


@pytest.mark.parametrize(("text", "quote"), SAME)
def test_what_no_reader_would_call_another_wording_is_the_same(text: str, quote: str) -> None:
    assert at(one(f"桥边。{text}，船边。"), quote) == "一¶1"


@pytest.mark.parametrize(("text", "quote"), OTHER)
def test_another_wording_is_refused(text: str, quote: str) -> None:
    assert at(one(f"河边。{text}。"), text) == "一¶1"
    assert at(one(f"河边。{text}。"), quote) is None


@pytest.mark.parametrize(("text", "quote"), CUT)
def test_no_word_or_number_is_cut(text: str, quote: str) -> None:
    assert at(one(f"河边。{text}。"), text) == "一¶1"
    assert at(one(f"河边。{text}。"), quote) is None


# ---------------------------------------------------------------- the law, as properties


def bare(text: str) -> str:
    """A second, cruder folding, independent of the code under test: only what is printed in black."""
    text = re.sub(r"\^\[\d+\]|\^\{[^}]*\}|\^[①-㊿]", "", text)
    text = re.sub(r"\.(?![A-Za-z0-9])", "。", text)
    for variants, plain_one in (("“”「」", '"'), ("‘’", "'"), ("—–～", "-")):
        text = re.sub(f"[{variants}]", plain_one, text)
    text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return re.sub(r"-+", "-", re.sub(r"[\s\u200b]", "", text)).replace("……", "…")


def is_joint(text: str, place: int) -> bool:
    """Whether a quote that begins or ends here would cut a word or a number, judged generously."""
    pair = text[max(place - 1, 0) : place + 1]
    figures = "0-9〇零一二两三四五六七八九十百千万亿"
    return place not in (0, len(text)) and bool(
        re.fullmatch(rf"[0-9A-Za-z.,，%‰\-]{{2}}|[{figures}][{figures}%‰]", pair) or re.search(r"\s", pair)
    )


@st.composite
def true_quotes(draw: st.DrawFn, text: str) -> str:
    """A phrase of 6–25 characters of a text."""
    length = draw(st.integers(6, min(25, len(text))))
    start = draw(st.integers(0, len(text) - length))
    assume(not is_joint(text, start) and not is_joint(text, start + length))
    assume(len(re.findall(r"[\w]", text[start : start + length])) > 3)
    return text[start : start + length]


@st.composite
def blurred(draw: st.DrawFn, quote: str) -> str:
    """The quote as another typist or another extraction would have left it."""
    out = ""
    for before, char, after in zip(" " + quote, quote, quote[1:] + " ", strict=False):
        loose = out and (printed.is_han(before) or printed.is_han(char)) and not (before + char).isspace()
        if loose and draw(st.integers(0, 5)) == 0:
            out += draw(st.sampled_from([" ", "\n", "  ", "\u3000", "\u200b", "\r\n"]))
        elif loose and before.isalnum() and printed.is_han(before) and draw(st.integers(0, 9)) == 0:
            out += draw(st.sampled_from(["^[2]", "^①", "^{④⑧}", "^{⑤4}^[1]"]))
        same = {"“": '“"「', "”": '”"」', "—": "—–-", "…": "…", "·": "·•", "。": "。｡"}.get(char, char)
        if "!" <= char <= "~" and char not in ".,\\\"'^[]{}-$":
            same += chr(ord(char) + 0xFEE0)
        if "！" <= char <= "～" and not (before + after).isascii():
            same += chr(ord(char) - 0xFEE0)
        out += draw(st.sampled_from(same))
    return draw(st.sampled_from(["", " ", "\n"])) + out


@st.composite
def altered(draw: st.DrawFn, quote: str) -> str:
    """The quote with one thing changed that a reader would mind."""
    place = draw(st.integers(0, len(quote) - 1))
    char = quote[place]
    changes = [quote[:place] + draw(st.sampled_from("不未没")) + quote[place:]]
    if not char.isspace():
        changes += [
            quote[:place] + quote[place + 1 :],
            quote[:place] + draw(st.sampled_from("桥的在了3x，")) + quote[place + 1 :],
        ]
        if place + 1 < len(quote):
            changes.append(quote[:place] + quote[place + 1] + char + quote[place + 2 :])
    if char.isascii() and char.isalpha():
        changes.append(quote[:place] + char.swapcase() + quote[place + 1 :])
    for digit in {c for c in quote if c.isdecimal()}:
        changes.append(quote.replace(digit, str((int(digit) + draw(st.integers(1, 9))) % 10), 1))
    changes += [quote.replace(no, "", 1) for no in "不未没" if no in quote]
    for name in (name for name in SUBJECTS if name in quote):
        changes.append(quote.replace(name, draw(st.sampled_from([other for other in SUBJECTS if other != name]))))
    return draw(st.sampled_from(changes))


@cache
def invented_body(form: str, seed: int) -> Body:
    return read_text(printed.PRINTERS[form](random.Random(seed)))


forms = st.tuples(st.sampled_from(sorted(printed.PRINTERS)), st.integers(0, 49))


def refuses(data: st.DataObject) -> None:
    form, seed = data.draw(forms)
    body, truth = invented_body(form, seed), printed.truth(form)
    quote = data.draw(true_quotes(data.draw(st.sampled_from(list(truth.values())))))
    wrong = data.draw(altered(quote))
    assume(bare(wrong) and not any(bare(wrong) in bare(text) for text in truth.values()))
    assume(not any(bare(wrong) in bare(piece.raw) for piece in body.asides))
    assert find(body, wrong) is None


def accepts(data: st.DataObject) -> None:
    form, seed = data.draw(forms)
    body, truth = invented_body(form, seed), printed.truth(form)
    place = data.draw(st.sampled_from(list(truth)))
    quote = data.draw(true_quotes(truth[place]))
    passages = find_all(body, data.draw(blurred(quote)))
    assert place in [locator.text(passage.locator) for passage in passages]


test_altered_quotes_are_refused = USUAL(given(st.data())(refuses))
test_blurred_quotes_are_found_in_their_place = USUAL(given(st.data())(accepts))
test_altered_quotes_are_refused_long = pytest.mark.long(LONG(given(st.data())(refuses)))
test_blurred_quotes_are_found_in_their_place_long = pytest.mark.long(LONG(given(st.data())(accepts)))


# ---------------------------------------------------------------- the five articles, where they are at hand


@cache
def real(name: str) -> tuple[str, Body]:
    text = (TEXTS / name).read_text(encoding="utf-8")
    return bare(text), read_text(text)


def real_refuses(data: st.DataObject) -> None:
    whole, body = real(data.draw(st.sampled_from(REAL)))
    paragraph = body.paragraphs[data.draw(st.integers(0, len(body.paragraphs) - 1))]
    quote = data.draw(true_quotes(plain(paragraph.raw)))
    wrong = data.draw(altered(quote))
    assume(
        bare(wrong) and bare(wrong) not in whole and not any(bare(wrong) in bare(plain(p.raw)) for p in body.paragraphs)
    )
    assert find(body, wrong) is None


def real_accepts(data: st.DataObject) -> None:
    _, body = real(data.draw(st.sampled_from(REAL)))
    paragraph = body.paragraphs[data.draw(st.integers(0, len(body.paragraphs) - 1))]
    quote = data.draw(true_quotes(plain(paragraph.raw)))
    passages = find_all(body, data.draw(blurred(quote)))
    assert paragraph.locator in [passage.locator for passage in passages]


at_hand = pytest.mark.skipif(not REAL, reason="the articles' texts are not on this machine")
test_altered_quotes_of_the_articles_are_refused = at_hand(USUAL(given(st.data())(real_refuses)))
test_blurred_quotes_of_the_articles_are_found = at_hand(USUAL(given(st.data())(real_accepts)))
test_altered_quotes_of_the_articles_are_refused_long = at_hand(pytest.mark.long(LONG(given(st.data())(real_refuses))))
test_blurred_quotes_of_the_articles_are_found_long = at_hand(pytest.mark.long(LONG(given(st.data())(real_accepts))))


@at_hand
@pytest.mark.parametrize("name", REAL)
def test_the_articles_have_their_sections_and_no_notes(name: str) -> None:
    paragraphs, sections, named = {
        "liu-2025.txt": (49, 17, {"引言"}),
        "sun-he.txt": (18, 1, set()),
        "tang-ma-2025.txt": (53, 15, {"摘要", "引言", "结语"}),
        "zhang-2023.txt": (61, 18, {"摘要", "引言"}),
        "zhu-ling-2024.txt": (51, 13, {"摘要", "引言"}),
    }[name]
    _, body = real(name)
    found = {p.locator.section for p in body.paragraphs}
    assert (len(body.paragraphs), len(found)) == (paragraphs, sections)
    assert {part for section in found for part in section if part in locator.NAMED} == named
    assert not [p.raw[:12] for p in body.paragraphs if re.search(r"https?:|【|^\[\d|责任编辑|APP内", p.raw)]
