"""Names out of plain text: Chinese names in family and given where that is sure, everything else as it stands."""

from __future__ import annotations

import re

KEYS = ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle", "romanised")

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_ONE_NAME = re.compile(f"[{_HAN}]+")
_SPACED = re.compile(f"([{_HAN}]{{1,2}}) ([{_HAN}]{{1,2}})")
_BESIDE = re.compile(rf"([{_HAN}]+)\s*[（(\[]\s*([A-Z][A-Za-zÀ-ɏ ,.'’-]+?)\s*[)）\]]")
# Surnames of two characters, and the surnames that about 97 % of people bear. A name that begins with neither may be a
# body (新华社), so it stays in one piece.
_DOUBLE = (
    "欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 长孙 宇文 司徒 司空 令狐 端木 东方 南宫 独孤 淳于 申屠 "
    "公冶 轩辕 闻人 澹台 单于 太史 钟离 万俟 赫连 呼延 东郭 西门 百里 第五 歐陽 司馬 諸葛 尉遲 長孫 公孫 東方"
)
_SINGLE = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤"
    "毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜肖詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫查屈鲍覃霍翁隋植甘景薄单包司"
    "柏宁柯阮桂闵欧解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆燕郎邸冀谈姬屠连郜晏栾郁商蒙计"
    "喻揭窦迟宇敖糜鄢冷卓花仇艾蓝巩稽井练仲乐虞卞封竺冼衣楚佟栗匡宗应台巫鞠僧桑荆谌扬明沙薄伏岑习胥蔺"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻餘鐘譚鄒陸顧龍萬錢湯喬賀賴龔龐蘭顏倪嚴溫蘆魯韋畢聶叢齊莊塗時關費紀項陽衛單寧閔車邊饒華"
)
_DOUBLES, _SINGLES = frozenset(_DOUBLE.split()), frozenset(_SINGLE)
_BODY = re.compile("[部院社局厅署馆报网所处委会组厂店廳館報網處會組廠]$")


def plain(words: str) -> dict[str, str]:
    """A name as RIS and others write it: `Zhang, Weiwei`, `King, M. L., Jr.`, `张薇薇`, `张薇薇 (Zhang Weiwei)`.

    Without a comma a name in Latin letters is a body or one word: it stays in one piece (`literal`).
    """
    words = " ".join(words.split())
    if beside := _BESIDE.fullmatch(words):
        return {**(han(beside[1]) or {"literal": beside[1]}), "romanised": beside[2]}
    if found := han(words):
        return found
    family, _, rest = (part.strip() for part in words.replace("，", ",").partition(","))
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if not family or not given:
        return {"literal": words.rstrip(", ，")}
    return {"family": family, "given": given} | ({"suffix": suffix} if suffix else {})


def han(words: str) -> dict[str, str] | None:
    """A Chinese name in its two parts, or None when it is none, or may be a body."""
    if spaced := _SPACED.fullmatch(words):
        return {"family": spaced[1], "given": spaced[2]}
    if not _ONE_NAME.fullmatch(words):
        return None
    if words[:2] in _DOUBLES and 3 <= len(words) <= 4:
        return {"family": words[:2], "given": words[2:]}
    if words[0] in _SINGLES and 2 <= len(words) <= 3 and not _BODY.search(words):
        return {"family": words[0], "given": words[1:]}
    return None
