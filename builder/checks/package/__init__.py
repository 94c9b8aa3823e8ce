"""What any finished Office file has to satisfy: rules 56 to 60 of docs/rules.md.

A check has `check(package)`, which yields flaws; `package` is a `finished.package.Package`.
"""
