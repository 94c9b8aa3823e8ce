"""GB/T 7714-2025, author-date (著者-出版年制): author and year in the text, a list sorted by language and name.

Chinese authors are named in full in the mark, western ones by family name; 佚名/Anon and 无日期/n.d. fill gaps. Chinese
entries come first, by pinyin.

    citations: gb-t-7714-2025-author-date

A mark:       （李明等，2024a）  （Baker et al.，1995）¹²   (the page raised behind the bracket)
An entry:     李明，王芳，2024a. 城市更新的路径[J]. 规划评论，12（3）：15-28.
"""

from builder.gbt.edition import GBT_2025
from builder.gbt.systems import AuthorDate

_style = AuthorDate(GBT_2025)

kind = _style.kind
order = _style.order
suffixes = _style.suffixes
entry = _style.entry
mark = _style.mark
