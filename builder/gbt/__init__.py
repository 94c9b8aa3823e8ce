"""GB/T 7714, the Chinese standard for references, 2015 and 2025: the rules in Python, each with its clause.

The styles on the shelf `builder.cites` are thin: an edition (`edition`) and a system (`systems`: numeric, author-date,
note). An entry is read from its record (`record`), its parts are worded (`names`, `parts`, `terms`) and put together
by type of source (`entry_2025`, `entry_2015`); `marks` words what stands in the text, `collation` sorts lists.
Clause numbers are those of the edition concerned; docs/gbt7714.md lists what was decided where the text is silent.
"""
