#!/usr/bin/env python3
"""Checks what a built site tells the harvester of the Woo-index, as the harvester would go about it.

usage: woo.py FOLDER BASE_URL [CHECK]
Begins at robots.txt, follows the index and its sitemaps, and opens every document: it has to be there, to be of the
format that the sitemap says, and to stand by itself: nothing is fetched for it. CHECK is a program that judges a sitemap
by the schema. Shares no code with the generator. Prints each fault and a closing line; exits 1 when there is a fault.
"""
import base64
import hashlib
import pathlib
import re
import subprocess
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DIWOO = "{https://standaarden.overheid.nl/diwoo/metadata/}"
FETCHING = {"img", "script", "iframe", "embed", "object", "source", "video", "audio", "track", "input"}
LINKS = {"canonical", "alternate", "license"}


class Document(HTMLParser):
    """An edition: what it fetches, where it leads, and what it says of itself."""

    def __init__(self, text):
        super().__init__()
        self.faults, self.anchors, self.ids, self.named = [], [], set(), {}
        self.style = self.title = ""
        self.inside = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        seen = dict(attributes)
        self.inside = tag if tag in ("style", "title") and not getattr(self, tag) else None
        self.ids.add(seen.get("id"))
        if tag in FETCHING and any(not (seen.get(name) or "data:").startswith("data:") for name in ("src", "data", "poster", "srcset")):
            self.faults.append(f"<{tag}> fetches {seen}")
        if tag == "link":
            if seen.get("rel") not in LINKS and not (seen.get("href") or "").startswith("data:"):
                self.faults.append(f"<link> fetches {seen}")
            self.named[seen.get("rel")] = seen.get("href")
        if tag == "meta":
            self.named[seen.get("name")] = seen.get("content")
        if tag == "script" or "style" in seen or any(name.startswith("on") for name in seen):
            self.faults.append(f"<{tag}> has a script or a style of its own: {seen}")
        if tag == "a":
            target = seen.get("href") or ""
            if target.startswith("#"):
                self.anchors.append(target[1:])
            elif not target.startswith(("https:", "http:", "mailto:", "tel:")):
                self.faults.append(f"a link that leads nowhere elsewhere: {target}")

    def handle_data(self, data):
        if self.inside:
            setattr(self, self.inside, getattr(self, self.inside) + data)

    def handle_endtag(self, tag):
        self.inside = None


def main(folder, base, check=None):
    folder, faults, documents, styles = pathlib.Path(folder), [], 0, set()

    def file_of(url):
        if not url.startswith(base) or urlsplit(base).scheme != "https":
            faults.append(f"{url} is no https address of the site")
            return None
        path = folder / unquote(url[len(base):])
        if not path.is_file():
            faults.append(f"{url} is not there")
            return None
        return path

    def locs(root, kind):
        return [(entry, entry.find(f"{SITEMAPS}loc").text) for entry in root.iter(f"{SITEMAPS}{kind}")]

    named = re.findall(r"^Sitemap: (\S+)$", (folder / "robots.txt").read_text(encoding="utf-8"), re.M)
    indexes = [url for url in named if re.fullmatch(r"sitemapindex-diwoo(-infocat\d{3})?\.xml", url.rsplit("/", 1)[1])]
    sitemaps = []
    for url in indexes:
        path = file_of(url)
        sitemaps += [loc for _, loc in locs(ElementTree.parse(path).getroot(), "sitemap")] if path else []
    if len(indexes) != 1 or not sitemaps:
        faults.append(f"robots.txt names {indexes}, with {sitemaps}")
    ordinary = (folder / "sitemap.xml").read_text(encoding="utf-8")
    for sitemap in filter(None, map(file_of, sitemaps)):
        if check and subprocess.run([sys.executable, check, sitemap], stdout=sys.stderr).returncode:
            faults.append(f"{sitemap} is not valid")
        for entry, url in locs(ElementTree.parse(sitemap).getroot(), "url"):
            documents += 1
            path = file_of(url)
            if not path:
                continue
            if url in ordinary:
                faults.append(f"{url} is in sitemap.xml too")
            bytes_ = path.read_bytes()
            document = Document(bytes_.decode("utf-8"))
            faults += [f"{path.name}: {fault}" for fault in document.faults]
            faults += [f"{path.name}: dead anchor #{anchor}" for anchor in document.anchors if anchor not in document.ids]
            styles.add(document.style)
            title = entry.find(f".//{DIWOO}officieleTitel").text
            page = (document.named.get("canonical") or "").removeprefix(base)
            for what, found, wanted in [
                ("title", document.title, title),
                ("dcterms.title", document.named.get("dcterms.title"), title),
                ("dcterms.identifier", document.named.get("dcterms.identifier"), url),
                ("dcterms.publisher", document.named.get("dcterms.publisher"), entry.find(f".//{DIWOO}publisher").text),
                ("format", "html", path.suffix[1:]),
                ("format", entry.find(f".//{DIWOO}format").text, "HTML"),
                ("canonical page", (folder / page / "index.html").is_file(), True),
            ]:
                if found != wanted:
                    faults.append(f"{path.name}: its {what} is {found!r} and not {wanted!r}")
    faults += policies(folder, styles)
    for fault in faults:
        print(fault)
    print(f"Woo-index: {documents} documents, {len(faults)} faults")
    return bool(faults) or not documents


def policies(folder, styles):
    """What is wrong with the policies that the site brings along for servers: each allows the one style of all editions."""
    if len(styles) != 1:
        return [f"{len(styles)} different styles"]
    allowed = "'sha256-" + base64.b64encode(hashlib.sha256(styles.pop().encode()).digest()).decode() + "'"
    files = [folder / name for name in (".hosting/nginx.conf", ".htaccess", "_headers")]
    return [
        f"{path.name} has a policy that does not allow {allowed}, or anything unsafe: {policy}"
        for path in files
        if path.is_file()
        for policy in re.findall(r"default-src [^\"\n]*", path.read_text(encoding="utf-8"))
        if f"style-src 'self' {allowed};" not in policy or "unsafe" in policy
    ]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
