#!/usr/bin/env python3
"""Writes a portal whose texts are hard to keep, for those who judge files for machines.

usage: hard_portal.py FOLDER
"""
import pathlib
import sys

# What a spreadsheet takes for a formula, a date or a number; what XML, CSV and JSON give a meaning to; letters beyond
# the first plane; and texts that no cell of Excel holds.
TEXTS = [
    "=1+1", "+31 6", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "'=1", "=HYPERLINK(\"https://example.org/\")", "2024-01-01",
    "1e9", "007", "true", "null", "a&#1;b", "]]>", "&lt;b&gt;&amp;lt;", "😀 𝔘 漢字", "\"aan\", en 'zo', met; puntkomma",
    "een\ttab", "_x0041_", "merk\ufeff", "\u202elinks", "\u00a0vast\u00a0", "e\u0301", "\\\\n", "${x} {{ view }} %s",
    "x" * 40000, "😀" * 17000,
]
MARKDOWN = """Een
regel met **vet**, `code <x>`.[^1]

- =1
- twee

| a | b |
|---|---|
| 1, "x" | 2 |

    blok

      &#1; ]]>

[^1]: Noot.
"""


class Toml(str):
    """A value as TOML."""


def text(words):
    escaped = "".join(f"\\u{ord(letter):04x}" if letter in '"\\\t' else letter for letter in words)
    return Toml(f'"{escaped}"')


def array(values):
    return Toml("[" + ", ".join(values) + "]")


def table(**fields):
    return Toml("{ " + ", ".join(f"{key} = {toml(value)}" for key, value in fields.items()) + " }")


def toml(value):
    return value if isinstance(value, Toml) else text(value)


def main():
    folder = pathlib.Path(sys.argv[1])

    def write(path, body, **fields):
        head = "".join(f"{key} = {toml(value)}\n" for key, value in fields.items())
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"+++\n{head}+++\n{body}", "utf-8", newline="\n")

    folder.mkdir(parents=True)
    (folder / "portal.toml").write_text(
        'title = "=Moeilijk & <zo>"\nbase_url = "https://hard.example.org/a/b/"\nlanguage = "nl"\n'
        '[organisation]\nname = "=Org \\"x\\""\nemail = "a@example.org"\n', "utf-8")
    write("content/categories/c.md", MARKDOWN, title="=Categorie", goal="*=doel*")
    write("content/projects/leeg/index.md", "", title="Zonder datums", category="c")
    for at, words in enumerate(TEXTS):
        project = f"content/projects/p{at}"
        line = words[:900]
        replans = array([table(**{"in": "2024-Q3"}, due="2025", reason=line)])
        milestone = table(id="m", title=f"M {line}", due="2024-Q4", replanned=replans)
        promise = table(text=f"P {words}", outcome="kept", note=words, milestone="m")
        title = line.strip() if "&" not in line else f"<Titel {at}>"
        write(f"{project}/index.md", f"{words}\n\n{MARKDOWN}", title=title, category="c", client=line,
              milestones=array([milestone]))
        write(f"{project}/2024-Q3.md", f"{words}\n\n{MARKDOWN}", status="op-schema", outlook=words,
              promises=array([promise]))
        write(f"{project}/2024-Q4.md", "", promises=array([table(text=words)]))
    write("content/reports/2024-Q3/index.md", MARKDOWN, published=Toml("2024-11-01"), signatory="=Wie",
          highlights=array(map(text, TEXTS)))
    amounts = Toml("{ 2023 = 0.001, 2024 = -12.25, 2025 = 999999999999 }")
    write("content/reports/2024-Q3/h.md", MARKDOWN, title="=H",
          budgets=array([table(title="=B", unit="€ mln.", amounts=amounts)]))
    write("content/risks/r.md", MARKDOWN, title="-R", measure="@m", states=Toml('{ "2024-Q3" = "=1" }'))


main()
