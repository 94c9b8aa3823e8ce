"""The fixed words of the trace page, by language. Where an output prints the same word, it is the same word here
(`templates/words.yaml`; a test holds them together)."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {"zh": "中文", "en": "English"}
"""What the switch calls a language; another language is called by its tag."""

WORDS: Mapping[str, Mapping[str, str]] = {
    # the same as in the outputs
    "agree": {"zh": "一致", "en": "Agree"},
    "partly": {"zh": "部分一致", "en": "Partly agree"},
    "differ": {"zh": "有分歧", "en": "Differ"},
    "single": {"zh": "仅一文论及", "en": "One article only"},
    "silent": {"zh": "未论及", "en": "not addressed"},
    "high": {"zh": "置信度高", "en": "High confidence"},
    "moderate": {"zh": "置信度中", "en": "Moderate confidence"},
    "low": {"zh": "置信度低", "en": "Low confidence"},
    "article": {"zh": "文章", "en": "Article"},
    "question": {"zh": "问题", "en": "Question"},
    "judgements": {"zh": "核心判断", "en": "Key judgements"},
    "first": {"zh": "先做", "en": "First"},
    "next": {"zh": "再做", "en": "Next"},
    "later": {"zh": "后做", "en": "Later"},
    "decided_by": {"zh": "何以判定：", "en": "What would decide it: "},
    "caution": {"zh": "存疑：", "en": "Caution: "},
    "rests_on": {"zh": "依据：", "en": "Rests on: "},
    "limits": {"zh": "读时留意", "en": "Bear in mind"},
    "basis": {"zh": "体裁与依据", "en": "Genre and basis"},
    # the page's own
    "trace": {"zh": "溯源", "en": "Trace"},
    "skip": {"zh": "跳到正文", "en": "Skip to the content"},
    "language": {"zh": "语言", "en": "Language"},
    "sections": {"zh": "本页各部分", "en": "On this page"},
    "intro": {
        "zh": "每个立场、判断和数字都列出所依据的断言。选中一条断言，即见原文短引、出处，以及它用在各文件的何处。",
        "en": "Every position, judgement and figure names the claims that it rests on. Choose a claim to see the words "
        "of the article, where they stand, and where each file uses them.",
    },
    "key": {
        "zh": "各文立场之间的关系（编者判断）：",
        "en": "Relation between the positions (the editors’ judgement): ",
    },
    "questions": {"zh": "各题立场", "en": "Questions and positions"},
    "caption": {
        "zh": "每题一行，每文一列；各格列出该文的立场及其所依据的断言",
        "en": "One row a question, one column an article; each cell holds the article’s position and the claims that "
        "carry it",
    },
    "tensions": {"zh": "难以兼顾之处", "en": "Tensions"},
    "steps": {"zh": "建议的先后", "en": "Steps"},
    "charts": {"zh": "图与数字", "en": "Charts and figures"},
    "claims": {"zh": "各文断言", "en": "The articles’ claims"},
    "diagnosis": {"zh": "诊断", "en": "Diagnosis"},
    "recommendation": {"zh": "建议", "en": "Recommendation"},
    "asserts": {"zh": "作者断言", "en": "The article asserts"},
    "forecasts": {"zh": "作者预测", "en": "The article forecasts"},
    "reports": {"zh": "作者转述", "en": "The article reports"},
    "forecasts_short": {"zh": "预测", "en": "forecast"},
    "reports_short": {"zh": "转述", "en": "reported"},
    "caution_short": {"zh": "存疑", "en": "caution"},
    "voice_of": {"zh": "转述：{voice}", "en": "Words of: {voice}"},
    "central": {"zh": "文中核心断言", "en": "central to the article"},
    "says": {"zh": "编者的概括", "en": "In the editors’ words"},
    "quote": {"zh": "原文短引", "en": "In the article’s words"},
    "sentence": {"zh": "所在的句子", "en": "The sentence around it"},
    "place": {"zh": "出处", "en": "Place"},
    "mode": {"zh": "语气", "en": "Mode"},
    "addressee": {"zh": "向谁建议", "en": "Addressed to"},
    "figures": {"zh": "其中的数字", "en": "Figures in it"},
    "notes_at": {"zh": "阅读笔记", "en": "Reading notes"},
    "used": {"zh": "用在何处", "en": "Where it is used"},
    "unused": {"zh": "没有一个文件用到它。", "en": "No file uses it."},
    "slide": {"zh": "第{n}页", "en": "Slide {n}"},
    "spoken": {"zh": "备注", "en": "speaker notes"},
    "on_slide": {"zh": "页面", "en": "on the slide"},
    "argues": {"zh": "主张", "en": "What it argues"},
    "vantage": {"zh": "所知止于", "en": "Knows of nothing after"},
    "count": {"zh": "本比较用到其{n}条断言（共{all}条）", "en": "{n} of its {all} claims are used in this comparison"},
    "show_claims": {"zh": "列出这{n}条断言", "en": "List these {n} claims"},
    "close": {"zh": "关闭", "en": "Close"},
    "opens": {"zh": "断言", "en": "Claim"},
    "none": {"zh": "未给出", "en": "not given"},
    "unstated": {"zh": "未注明", "en": "not stated"},
    "colon": {"zh": "：", "en": ": "},
    "semicolon": {"zh": "；", "en": "; "},
    "comma": {"zh": "、", "en": ", "},
    "open": {"zh": "（", "en": " ("},
    "shut": {"zh": "）", "en": ")"},
    "quote_open": {"zh": "“", "en": "“"},
    "quote_close": {"zh": "”", "en": "”"},
}


def word(key: str, lang: str) -> str:
    """A fixed word in a language; in English where the page does not speak it."""
    said = WORDS[key]
    return said.get(lang.partition("-")[0], said["en"])
