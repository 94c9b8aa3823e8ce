"""The preview's own words, in the languages that it speaks."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "preview": {"zh": "预览", "en": "Preview"},
    "skip": {"zh": "跳到正文", "en": "Skip to the document"},
    "files": {"zh": "文件", "en": "Files"},
    "view": {"zh": "看法", "en": "View"},
    "text": {"zh": "内容", "en": "Content"},
    "pages": {"zh": "版面", "en": "Pages"},
    "problems": {"zh": "待改之处", "en": "Problems"},
    "none": {"zh": "没有问题", "en": "No problems"},
    "some": {
        "zh": "{n} 处待改；改好之前，out/ 里的文件保持原样。",
        "en": "{n} to mend; until then the files in out/ stay as they are.",
    },
    "warned": {"zh": "{n} 处提醒", "en": "{n} warnings"},
    "live": {"zh": "随存随新", "en": "Up to date"},
    "lost": {"zh": "预览已停：collate watch 没有在运行", "en": "Stopped: collate watch is not running"},
    "fresh": {"zh": "已更新", "en": "Updated"},
    "notes": {"zh": "讲稿", "en": "Speaker notes"},
    "footnotes": {"zh": "注释", "en": "Notes"},
    "slide": {"zh": "第 {n} 页", "en": "Slide {n}"},
    "page": {"zh": "第 {n} 页，共 {of} 页", "en": "Page {n} of {of}"},
    "drawing": {"zh": "正在排版……", "en": "Laying out the pages …"},
    "old": {"zh": "正在重新排版；以下是上一版。", "en": "Being laid out again; these pages are the ones before."},
    "no-office": {
        "zh": "版面由 LibreOffice 排出，这台机器上没有找到它。",
        "en": "Pages are laid out by LibreOffice, which was not found on this machine.",
    },
    "failed": {"zh": "LibreOffice 没能排出这个文件。", "en": "LibreOffice could not lay out this file."},
    "empty": {"zh": "还没有可看的：先改好下面的问题。", "en": "Nothing to show yet: mend the problems first."},
    "gone": {"zh": "没有这个文件", "en": "No such file"},
    "categories": {"zh": "项目", "en": "Item"},
    "contents": {"zh": "目录", "en": "Contents"},
    "articles": {"zh": "文章", "en": "Articles"},
    "events": {"zh": "事件", "en": "Events"},
}


def word(key: str, lang: str, **given: object) -> str:
    """A fixed word in a language, in English where the preview does not speak it; `given` fills its gaps."""
    said = WORDS[key]
    text = said.get(lang.partition("-")[0], said["en"])
    for name, value in given.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
