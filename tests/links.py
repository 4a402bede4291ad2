#!/usr/bin/env python3
"""Checks a built site from the outside: every link and anchor leads somewhere, and the HTML is sound.

usage: links.py FOLDER BASE_URL
Shares no code with the generator. Prints each fault and a closing line; exits 1 when there is a fault.
"""
import json
import pathlib
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """What one page holds that others can be judged by."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.faults, self.headings, self.open = set(), [], [], [], []
        self.is_data = self.is_redirect = self.stands_alone = False
        self.feed(text)
        if self.open:
            self.faults.append(f"not closed: {self.open}")
        if self.headings[:1] != [1] or self.headings.count(1) != 1:
            self.faults.append(f"headings begin {self.headings[:3]}, with {self.headings.count(1)} h1")
        for before, after in zip(self.headings, self.headings[1:]):
            if after > before + 1:
                self.faults.append(f"heading h{after} after h{before}")

    def handle_starttag(self, tag, attributes):
        seen = dict(attributes)
        if len(seen) != len(attributes):
            self.faults.append(f"<{tag}> has an attribute twice")
        if "id" in seen:
            if seen["id"] in self.ids:
                self.faults.append(f"id {seen['id']!r} twice")
            self.ids.add(seen["id"])
        for name in seen:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"<{tag}> has {name}=")
        self.is_data = tag == "script" and seen.get("type") == "application/ld+json"
        if tag == "style" and not self.open[-1:] == ["head"]:
            self.faults.append("style outside the head")
        # Only an edition has its style in itself, and what it holds is judged elsewhere.
        self.stands_alone = self.stands_alone or tag == "style"
        if tag == "script" and "src" not in seen and not self.is_data:
            self.faults.append(f"inline <{tag}>")
        if tag == "img" and not (seen.get("alt") or "").strip():
            self.faults.append("image without alt")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag == "meta" and (seen.get("http-equiv") or "").lower() == "refresh":
            self.is_redirect = True
            self.links.append(("refresh", seen["content"].partition("url=")[2]))
        target = seen.get("href") if tag in ("a", "link", "use") else seen.get("src")
        if target is not None and not target.startswith("data:"):
            self.links.append((tag, target))
        for name in ("aria-labelledby", "aria-describedby", "for", "headers"):
            for reference in (seen.get(name) or "").split():
                self.links.append((name, "#" + reference))
        if tag not in VOID:
            self.open.append(tag)

    def handle_data(self, data):
        if self.is_data and self.open[-1:] == ["script"]:
            try:
                json.loads(data)
            except ValueError as error:
                self.faults.append(f"data that is no JSON: {error}")

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def main(folder, base):
    folder = pathlib.Path(folder)
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    pages = {name: Page((folder / name).read_text(encoding="utf-8")) for name in sorted(files) if name.endswith(".html")}
    root = urlsplit(base).path
    faults, checked, reached = [], 0, {"404.html", "index.html"}

    def file_of(path):
        inner = unquote(path)[len(root):] if path.startswith(root) else None
        if inner is None:
            return None
        return inner + "index.html" if inner == "" or inner.endswith("/") else inner

    for name, page in pages.items():
        faults += [f"{name}: {fault}" for fault in page.faults]
        address = urljoin(base, name.removesuffix("index.html"))
        for kind, target in page.links:
            url, anchor = urldefrag(urljoin(address, target))
            if not url.startswith(urljoin(base, "/")):
                if kind not in ("a",) or not target.startswith(("https:", "http:", "mailto:", "tel:")):
                    faults.append(f"{name}: {kind} fetches {target} from another host")
                continue
            checked += 1
            found = file_of(urlsplit(url).path)
            if found not in files:
                faults.append(f"{name}: dead link {target}")
            elif anchor and found in pages and anchor not in pages[found].ids:
                faults.append(f"{name}: dead anchor {target}")
            elif kind == "a" and found != name:
                reached.add(found)
    listed = ElementTree.parse(folder / "sitemap.xml").getroot().iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    # What sends readers on is no page of its own, and no page links to it.
    moved = {name for name, page in pages.items() if page.is_redirect}
    faults += [f"{name}: no page links to it" for name in pages if name not in reached | moved]
    listed = {file_of(urlsplit(loc.text).path) for loc in listed}
    # An edition tells what its quarter's page tells.
    alone = {name for name, page in pages.items() if page.stands_alone}
    faults += [f"{name} has a style in itself" for name in alone if name.endswith("index.html") or name == "404.html"]
    own = set(pages) - {"404.html"} - moved - alone
    if listed != own:
        faults.append(f"sitemap.xml differs from the pages: {listed ^ own}")
    for fault in faults:
        print(fault)
    print(f"{len(pages)} pages, {checked} links and anchors checked, {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
