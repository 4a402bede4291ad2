#!/usr/bin/env python3
"""Checks the feeds and calendars of a built site from the outside, as feed readers and calendars read them.

usage: feeds.py FOLDER BASE_URL
Needs the packages of requirements.txt. Shares no code with the generator. Prints each fault and a closing line; exits 1
when there is a fault.
"""
import datetime
import pathlib
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree

import feedparser
import icalendar

from links import Page

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
KEPT = {"VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "URL", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}


class Targets(HTMLParser):
    """Where the links of a piece of HTML lead."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src")]


class Alternates(HTMLParser):
    """What the head of a page says that programs can follow."""

    def __init__(self, html):
        super().__init__()
        self.feeds = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        seen = dict(attributes)
        if tag == "link" and seen.get("type") == "application/atom+xml":
            self.feeds.append((seen.get("rel"), seen.get("title"), seen.get("href")))


class Site:
    def __init__(self, folder, base):
        self.folder, self.base, self.faults, self.checked = pathlib.Path(folder), base, [], 0
        self.files = {str(path.relative_to(folder)) for path in self.folder.rglob("*") if path.is_file()}
        self.pages = {}

    def text(self, name):
        return (self.folder / name).read_bytes().decode("utf-8")

    def fault(self, name, what):
        self.faults.append(f"{name}: {what}")

    def expect(self, name, is_so, what):
        self.checked += 1
        if not is_so:
            self.fault(name, what)

    def file_of(self, url):
        """The file behind an address of the site; nothing for one of another site."""
        if not url.startswith(self.base):
            return None
        inner = unquote(urlsplit(url).path)[len(urlsplit(self.base).path):]
        return inner + "index.html" if inner == "" or inner.endswith("/") else inner

    def leads(self, name, url):
        """Notes a link that is not whole, or leads nowhere on the site."""
        self.expect(name, urlsplit(url).scheme in ("https", "http", "mailto", "tel"), f"not a whole address: {url}")
        page, anchor = urldefrag(url)
        found = self.file_of(page)
        if found is None:
            return
        self.expect(name, found in self.files, f"dead link {url}")
        if anchor and found in self.files:
            if found not in self.pages:
                self.pages[found] = Page(self.text(found))
            self.expect(name, anchor in self.pages[found].ids, f"dead anchor {url}")


def check_feed(site, name, ids):
    """A feed as feedparser reads it, then what that does not look at."""
    parsed = feedparser.parse(str(site.folder / name))
    site.expect(name, not parsed.bozo, f"feedparser: {parsed.get('bozo_exception')}")
    site.expect(name, parsed.version == "atom10", f"is {parsed.version}")
    if parsed.bozo:
        return None, 0
    root = ElementTree.fromstring(site.text(name))
    own = site.base + name
    site.expect(name, root.get(LANGUAGE) in ("nl", "en"), "has no language")
    for key in ("id", "title", "subtitle", "updated_parsed", "author"):
        site.expect(name, parsed.feed.get(key), f"has no {key}")
    links = {(link.rel, link.type): link.href for link in parsed.feed.links}
    site.expect(name, links.get(("self", "application/atom+xml")) == own == parsed.feed.id, f"is elsewhere: {links}")
    page = links.get(("alternate", "text/html"), "")
    site.leads(name, page)
    days = [entry.updated_parsed for entry in parsed.entries]
    site.expect(name, days == sorted(days, reverse=True), "is not newest first")
    site.expect(name, not days or parsed.feed.updated_parsed == days[0], "is not of the day of its newest entry")
    own_ids = [entry.id for entry in parsed.entries]
    site.expect(name, len(set(own_ids)) == len(own_ids), "has an id twice")
    for entry, element in zip(parsed.entries, root.iter(ATOM + "entry"), strict=True):
        told = ElementTree.tostring(element)
        site.expect(name, ids.setdefault(entry.id, told.strip()) == told.strip(), f"{entry.id} is not the same in every feed")
        site.expect(name, entry.title.strip() and entry.tags, f"{entry.id} has no title or kind")
        site.expect(name, entry.published_parsed <= entry.updated_parsed, f"{entry.id} changed before it was there")
        content = element.find(ATOM + "content")
        site.expect(name, content.get("type") == "html" and content.text.strip(), f"{entry.id} has no content")
        site.leads(name, entry.link)
        for target in Targets(content.text).found:
            site.leads(name, target)
    return site.file_of(page), len(parsed.entries)


def check_lines(site, name):
    """What RFC 5545 says of lines (section 3.1), and a reader may forgive."""
    data = (site.folder / name).read_bytes()
    site.expect(name, data.endswith(b"\r\n") and data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r"), "line ends")
    long = [line for line in data.split(b"\r\n") if len(line) > 75]
    site.expect(name, not long, f"lines too long: {long[:1]}")
    data.decode("utf-8")
    for line in data.split(b"\r\n"):
        line.decode("utf-8")


def check_calendar(site, name):
    check_lines(site, name)
    calendar = icalendar.Calendar.from_ical((site.folder / name).read_bytes())
    faults = [fault for component in calendar.walk() for fault in component.errors]
    site.expect(name, not faults, f"icalendar: {faults}")
    site.expect(name, calendar.subcomponents, "has no component")
    site.expect(name, set(calendar) == KEPT, f"tells {set(calendar) ^ KEPT}")
    site.leads(name, str(calendar["URL"]))
    events = {}
    for event in calendar.walk("VEVENT"):
        uid = str(event["UID"])
        site.expect(name, uid not in events, f"{uid} twice")
        events[uid] = event.to_ical()
        first, end = event.decoded("DTSTART"), event.decoded("DTEND")
        site.expect(name, type(first) is type(end) is datetime.date and first < end, f"{uid}: {first} to {end}")
        site.expect(name, event.decoded("DTSTAMP").utcoffset() == datetime.timedelta(0), f"{uid}: stamp without zone")
        site.expect(name, event["STATUS"] in ("CONFIRMED", "CANCELLED"), f"{uid}: {event['STATUS']}")
        site.expect(name, int(event["SEQUENCE"]) >= 0 and str(event["SUMMARY"]).strip(), f"{uid}: number or title")
        site.leads(name, str(event["URL"]))
    return events


def main(folder, base):
    site = Site(folder, base)
    ids, pages, entries = {}, {}, 0
    feeds = sorted(name for name in site.files if name.rpartition("/")[2] == "atom.xml")
    for name in feeds:
        page, count = check_feed(site, name, ids)
        pages[page] = "/" + name
        entries += count
    root = urlsplit(base).path.rstrip("/")
    for name in sorted(name for name in site.files if name.endswith(".html")):
        html = site.text(name)
        # What sends readers on, and a document that stands alone, names no feed.
        if 'http-equiv="refresh"' in html or "<style>" in html:
            continue
        alternates = Alternates(html).feeds
        own = pages.get(name, "/atom.xml")
        expected = [root + "/atom.xml"] + ([root + own] if own != "/atom.xml" else [])
        site.expect(name, [href for _, _, href in alternates] == expected, f"names the feeds {alternates}")
        site.expect(name, all(rel == "alternate" and title for rel, title, _ in alternates), f"{alternates}")
    for folder in ("projecten", "projects", "categorieen", "categories"):
        for name in (name for name in site.files if name.startswith(folder + "/") and name.count("/") == 2):
            if name.endswith("/index.html"):
                site.expect(name, name.replace("index.html", "atom.xml") in site.files, "has no feed")
    calendars = {name: check_calendar(site, name) for name in sorted(site.files) if name.endswith(".ics")}
    whole = [events for name, events in calendars.items() if "/" not in name]
    parts = [event for name, events in calendars.items() if "/" in name for event in events.items()]
    site.expect("calendars", len(whole) == 1 and sorted(whole[0].items()) == sorted(parts), "the site is not its categories")
    for fault in site.faults:
        print(fault)
    events = sum(len(events) for events in whole)
    print(f"{len(feeds)} feeds with {entries} entries, {len(calendars)} calendars with {events} events: "
          f"{site.checked} checks, {len(site.faults)} faults")
    return bool(site.faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
