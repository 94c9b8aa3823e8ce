"""GB/T 7714-2015, author-date (著者-出版年制): author and year in the text, a list sorted by language and name.

This edition has no form for a work without any date: such a work is marked by its author alone.

    citations: gb-t-7714-2015-author-date

A mark:       (李明 等, 2024a)  (Baker et al., 1995)¹²   (the page raised behind the bracket)
An entry:     李明, 王芳, 2024a. 城市更新的路径[J]. 规划评论, 12(3): 15-28.
"""

from builder.gbt.edition import GBT_2015
from builder.gbt.systems import AuthorDate

_style = AuthorDate(GBT_2015)

kind = _style.kind
order = _style.order
suffixes = _style.suffixes
entry = _style.entry
mark = _style.mark
