"""What an outline and a finished file have to satisfy: one shelf for each thing that is checked.

`outline/`: what authors write, before anything is planned. `slides/`, `word/`: a finished file of that format, read
back. `package/`: any finished Office file. Each module holds one rule or one family of rules; its docstring is its
manual. To add one, add a file.
"""
