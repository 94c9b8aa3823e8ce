"""GB/T 7714-2025, numeric (顺序编码制): numbers in the order of first citation. In force since 1 July 2026.

For Chinese articles, reports and briefings; the default of Collate. Signs in the list are full-width, names are not in
capitals, and only web pages, data sets and preprints carry a date of access.

    citations: gb-t-7714-2025-numeric

A mark:       [1]  [1,3]  [1-3]  [2]260   (raised; the page stands outside the bracket)
An entry:     [1] 李明，王芳. 城市更新的路径[J]. 规划评论，2024，12（3）：15-28.
An English:   [2] Baker S K，Jackson M E. Shared stacks[M]. 2nd ed. Leeds：Aire Press，1995：12.
"""

from builder.gbt.edition import GBT_2025
from builder.gbt.systems import Numeric

_style = Numeric(GBT_2025)

kind = _style.kind
order = _style.order
suffixes = _style.suffixes
entry = _style.entry
mark = _style.mark
