#!/usr/bin/env python3
"""Counts what the real portal shows of the Q3 2024 report, from the built pages alone.

usage: report.py FOLDER
Shares no code with the generator. Prints a line a count; exits 1 when one is not what the report holds.
"""
import pathlib
import re
import sys
from html.parser import HTMLParser


class Sections(HTMLParser):
    """The sections of a page by id, each with what stands in it: classes, links, table rows and text."""

    VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

    def __init__(self, text):
        super().__init__()
        self.open, self.classes, self.links, self.texts = [], {}, {}, {}
        self.feed(text)

    def around(self):
        return [name for _, name in self.open if name]

    def handle_starttag(self, tag, attributes):
        seen = dict(attributes)
        if tag not in self.VOID:
            self.open.append((tag, seen.get("id") if tag == "section" else None))
        for name in self.around():
            for word in (seen.get("class") or "").split() + [tag]:
                self.classes.setdefault(name, []).append(word)
            if tag == "a":
                self.links.setdefault(name, []).append(seen.get("href"))

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            self.open.pop()

    def handle_data(self, data):
        for name in self.around():
            self.texts[name] = self.texts.get(name, "") + data


def folders(folder):
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir())


def count(root):
    page = Sections((root / "kwartalen/2024-q3/index.html").read_text())
    project = re.compile(r"/projecten/([^/]+)/#2024-q[34]$")
    ids = lambda section: {found[1] for href in page.links[section] if (found := project.search(href))}
    results, outlooks = ids("projecten"), ids("vooruitblik")
    records = {name: Sections((root / f"projecten/{name}/index.html").read_text()) for name in folders(root / "projecten")}
    listed = {href[1:] for href in page.links["stil"]}
    finance = (root / "financien/index.html").read_text()
    *years, total = (int(amount) for amount in re.findall(r"numeric-column\">€\s(\d+)\smln", finance))
    ended = results - outlooks - listed
    return [
        ("categories", len(folders(root / "categorieen")), 14),
        ("categories with a goal", (root / "categorieen/index.html").read_text().count('class="site-goal"'), 10),
        ("projects", len(records), 68),
        ("results for 2024-Q3", page.classes["projecten"].count("site-report-project"), 58),
        ("results with a status", sum("utrecht-status-badge" in record.classes.get("2024-q3", []) for record in records.values()), 58),
        ("outlooks for 2024-Q4", page.classes["vooruitblik"].count("site-report-project"), 61),
        ("projects from 2024-Q4 on", sum("2024-q3" not in record.classes for record in records.values()), 10),
        ("projects without an outlook", len(results - outlooks), 7),
        ("of which open, and listed so", len(listed), 6),
        ("of which finished", sum("Afgerond" in records[name].texts["2024-q3"] for name in ended), 1),
        ("highlights", page.classes["hoofdpunten"].count("li"), 15),
        ("risks", (root / "risicos/index.html").read_text().count('class="site-risk"'), 6),
        ("the budget's years together, € mln.", sum(years), 788),
        ("the budget's total, € mln.", total, 788),
    ]


def main():
    counts = count(pathlib.Path(sys.argv[1]))
    for what, found, wanted in counts:
        print(f"{what}: {found}" + ("" if found == wanted else f", but the report has {wanted}"))
    sys.exit(any(found != wanted for _, found, wanted in counts))


main()
