#!/usr/bin/env python3
"""Judges the open data of a built site from the outside, with the tools of those who would use it.

usage: data.py FOLDER BASE_URL
Needs the packages of requirements.txt. Shares no code with the generator. Prints each fault and a closing line; exits 1
when there is a fault.
"""
import csv
import datetime
import json
import logging
import pathlib
import re
import sys
from urllib.parse import unquote, urldefrag, urlsplit

import frictionless
import jsonschema
import openpyxl
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from links import Page

VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
EUROPE = "http://publications.europa.eu/resource/authority/"
# What DCAT-AP-NL 3.0 makes mandatory (its SHACL shapes, and those of DCAT-AP 3.0 that it builds on).
MANDATORY = {
    DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.dataset],
    DCAT.Dataset: [DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.accessRights, DCTERMS.creator,
                   DCTERMS.publisher, DCAT.contactPoint, DCAT.theme],
    DCAT.Distribution: [DCTERMS.license, DCAT.accessURL],
    FOAF.Agent: [FOAF.name],
    VCARD.Kind: [VCARD.fn],
}
AT_MOST_ONE = [DCTERMS.identifier, DCTERMS.accessRights, DCTERMS.publisher, DCAT.contactPoint, DCTERMS.license,
               DCAT.accessURL, DCAT.downloadURL, DCTERMS["format"], DCAT.mediaType]
LISTS = {DCTERMS.accessRights: "access-right/", DCAT.theme: "data-theme/", DCTERMS.language: "language/",
         DCTERMS["format"]: "file-type/", DCTERMS.accrualPeriodicity: "frequency/", DCTERMS.license: "licence/"}
FILE_TYPES = {"CSV": ".csv", "JSON": ".json", "XLSX": ".xlsx"}


class Site:
    def __init__(self, folder, base):
        self.folder, self.base, self.faults, self.checked = pathlib.Path(folder), base, [], 0
        self.files = {str(path.relative_to(folder)) for path in self.folder.rglob("*") if path.is_file()}
        self.pages = {}

    def expect(self, name, is_so, what):
        self.checked += 1
        if not is_so:
            self.faults.append(f"{name}: {what}")

    def json(self, name):
        """A file as JSON, whose objects have no key twice and whose numbers are as exact as they are written."""
        def pairs(found):
            self.expect(name, len(dict(found)) == len(found), "has a key twice")
            return dict(found)
        return json.loads((self.folder / name).read_bytes().decode("utf-8"), object_pairs_hook=pairs)

    def file_of(self, url):
        if not url.startswith(self.base):
            return None
        inner = unquote(urlsplit(url).path)[len(urlsplit(self.base).path):]
        return inner + "index.html" if inner == "" or inner.endswith("/") else inner

    def leads(self, name, url):
        """Notes an address that leads nowhere on the site."""
        page, anchor = urldefrag(url)
        found = self.file_of(page)
        if found is None:
            self.expect(name, urlsplit(url).scheme in ("https", "http", "mailto"), f"not an address: {url}")
            return
        self.expect(name, found in self.files, f"leads nowhere: {url}")
        if found in self.files and anchor:
            if found not in self.pages:
                self.pages[found] = Page((self.folder / found).read_text("utf-8"))
            self.expect(name, anchor in self.pages[found].ids, f"leads to no anchor: {url}")


def schemas(site):
    """The schema, which has to be one; by it, every JSON file is judged."""
    schema = site.json("data/schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    own = site.file_of(schema["$id"])
    site.expect("data/schema.json", own in site.files and site.json(own) == schema, "is not what stands at its id")
    versions = sorted(name for name in site.files if re.fullmatch(r"data/v\d+/schema\.json", name))
    validators = []
    for name in versions:
        former = site.json(name)
        site.expect(name, site.file_of(former["$id"]) == name, "has another id than its address")
        checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
        validators.append(jsonschema.Draft202012Validator(former, format_checker=checker))
    return schema, validators


def judge_json(site, schema, validators):
    names = {name for name in site.files if name.startswith("data/") and name.endswith(".json")}
    names -= {name for name in names if name.endswith("schema.json")} | {"data/datapackage.json"}
    indexes = {name for name in site.files if name.endswith("/index.json")}
    for name in sorted(names | indexes):
        data = site.json(name)
        for validator in validators:
            for error in validator.iter_errors(data):
                site.expect(name, False, f"{error.json_path}: {error.message}")
        site.expect(name, data["$schema"] == schema["$id"], "names another schema")
        page = site.file_of(data["url"])
        site.expect(name, page in site.files and str(pathlib.Path(page).parent) == str(pathlib.Path(name).parent),
                    "does not stand beside its page")
        for table, rows in data.items():
            if table not in schema["$defs"]:
                site.expect(name, table in schema["required"], f"has an unknown key: {table}")
                continue
            fields = list(schema["$defs"][table]["required"])
            for row in rows:
                # The schema lets fields be added; now there are none but those that it tells.
                site.expect(name, list(row) == fields, f"a row of {table} has other fields: {list(row)}")
                if row.get("url"):
                    site.leads(name, row["url"])
    return names | indexes


def cell(value, kind):
    """What stands in a CSV as what stands in JSON."""
    if value == "":
        return None
    return {"integer": int, "number": float, "boolean": {"true": True, "false": False}.get}.get(kind, str)(value)


def judge_tables(site, schema):
    """Every table says the same as CSV, as JSON, among all tables, in its file, and in the workbook."""
    package = site.json("data/datapackage.json")
    everything = site.json("data/all.json")
    book = openpyxl.load_workbook(site.folder / "data/all.xlsx")
    site.expect("data/all.xlsx", len(book.sheetnames) == len(package["resources"]) + 1, "has other sheets")
    listed = {resource["path"] for resource in package["resources"]}
    found = {name[len("data/"):] for name in site.files if re.fullmatch(r"data/[^/]+\.csv", name)}
    site.expect("data/datapackage.json", listed == found, f"tells of other files: {listed ^ found}")
    for resource in package["resources"]:
        table, name = resource["name"], f"data/{resource['path']}"
        text = (site.folder / name).read_bytes().decode("utf-8")
        site.expect(name, not text.startswith("\ufeff"), "begins with a mark")
        site.expect(name, text.endswith("\r\n") and "\r" not in text.replace("\r\n", ""), "ends its lines otherwise")
        fields = resource["schema"]["fields"]
        head, *rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
        site.expect(name, head == [field["name"] for field in fields], "has another head")
        typed = [{field["name"]: cell(value, field["type"]) for field, value in zip(fields, row, strict=True)}
                 for row in rows]
        site.expect(name, typed == everything[table], "says something else than all.json")
        site.expect(name, typed == site.json(f"data/{table}.json")[table], "says something else than its JSON")
        judge_sheet(site, book[resource["title"]], resource, typed)
    milestones = {(row["project"], row["id"]) for row in everything["milestones"]}
    for row in everything["promises"]:
        site.expect("data/promises.csv", row["milestone"] is None or (row["project"], row["milestone"]) in milestones,
                    f"names an unknown milestone: {row['milestone']}")
    about = book.worksheets[0]
    told = {row[2].value for row in about.iter_rows(min_row=2)}
    for resource in package["resources"]:
        names = {field["name"] for field in resource["schema"]["fields"]} | {resource["name"]}
        site.expect("data/all.xlsx", names <= told, f"does not explain {names - told}")


def judge_sheet(site, sheet, resource, typed):
    name, fields = f"data/all.xlsx {sheet.title}", resource["schema"]["fields"]
    rows = list(sheet.iter_rows())
    site.expect(name, [cell.value for cell in rows[0]] == [field["title"] for field in fields], "has another head")
    site.expect(name, sheet.freeze_panes == "A2" and sheet.auto_filter.ref is not None, "has no fixed head or filter")
    site.expect(name, len(rows) == len(typed) + 1, f"has {len(rows) - 1} rows of {len(typed)}")
    for row, expected in zip(rows[1:], typed):
        row = list(row) + [None] * (len(fields) - len(row))
        for found, field in zip(row, fields):
            value, kind, wanted = found and found.value, found and found.data_type, expected[field["name"]]
            if isinstance(value, datetime.datetime):
                value = value.date().isoformat()
                site.expect(name, field["type"] == "date", f"{field['name']} is a date")
            elif isinstance(value, str):
                site.expect(name, kind in ("s", "inlineStr"), f"{value!r} is not text but {kind}")
                value = re.sub(r"_x005F_", "_", value)
                if value.endswith(".csv]"):
                    value = value[:value.rindex(" … [")]
                    units = len(value.encode("utf-16-le")) // 2
                    site.expect(name, units > 32600 and wanted.startswith(value), "is cut otherwise")
                    continue
            # A workbook knows no difference between 12 and 12.0.
            site.expect(name, value == wanted and (kind == "b") == isinstance(wanted, bool),
                        f"{field['name']}: {value!r} is not {wanted!r}")


def judge_package(site):
    logging.disable(logging.CRITICAL)
    report = frictionless.validate(str(site.folder / "data/datapackage.json"))
    for error in report.errors + [error for task in report.tasks for error in task.errors]:
        site.expect("data/datapackage.json", False, f"{error.type}: {error.message}")
    site.expect("data/datapackage.json", len(report.tasks) > 0, "tells of no file")


def judge_catalog(site):
    name = "data/catalog.jsonld"
    graph = rdflib.Graph().parse(site.folder / name, format="json-ld")
    for kind, properties in MANDATORY.items():
        nodes = list(graph.subjects(RDF.type, kind))
        site.expect(name, nodes, f"has no {kind}")
        for node in nodes:
            for needed in properties:
                site.expect(name, list(graph.objects(node, needed)), f"{node} has no {needed}")
            for single in AT_MOST_ONE:
                site.expect(name, len(list(graph.objects(node, single))) < 2, f"{node} has {single} twice")
    for contact in graph.subjects(RDF.type, VCARD.Kind):
        ways = [way for needed in (VCARD.hasEmail, VCARD.hasURL) for way in graph.objects(contact, needed)]
        site.expect(name, ways and all(isinstance(way, rdflib.URIRef) for way in ways), "nobody can be asked")
    for needed, values in LISTS.items():
        for value in graph.objects(None, needed):
            site.expect(name, str(value).startswith(EUROPE + values), f"{needed} is {value}")
    for node, kind in [(DCAT.dataset, DCAT.Dataset), (DCAT.distribution, DCAT.Distribution)]:
        for target in graph.objects(None, node):
            site.expect(name, (target, RDF.type, kind) in graph, f"{target} is not described")
    told = set()
    for node in graph.subjects(RDF.type, DCAT.Distribution):
        url, = graph.objects(node, DCAT.accessURL)
        site.leads(name, str(url))
        told.add(site.file_of(str(url)))
        kind, = graph.objects(node, DCTERMS["format"])
        site.expect(name, str(url).endswith(FILE_TYPES[str(kind).rsplit("/", 1)[1]]), f"{url} is no {kind}")
    data = {file for file in site.files if re.fullmatch(r"data/[^/]+\.(csv|json|xlsx)", file)} - {"data/schema.json"}
    site.expect(name, told == data, f"tells of other files: {told ^ data}")


def main():
    folder, base = sys.argv[1:3]
    site = Site(folder, base)
    schema, validators = schemas(site)
    judged = judge_json(site, schema, validators)
    pages = [name for name in site.files if name.endswith("/index.html")]
    of_pages = {name for name in pages if "type=\"application/json\"" in (site.folder / name).read_text("utf-8")}
    beside = {name.replace("index.json", "index.html") for name in judged if name.endswith("/index.json")}
    site.expect("index.json", of_pages == beside | {"data/index.html"}, "is not named by the pages that have one")
    judge_tables(site, schema)
    judge_package(site)
    # Who publishes the site stands at the foot of each page; without a publisher there can be no catalogue.
    if "utrecht-page-footer__address" in (site.folder / "data/index.html").read_text("utf-8"):
        judge_catalog(site)
    else:
        site.expect("data/catalog.jsonld", "data/catalog.jsonld" not in site.files, "is there without a publisher")
    print("\n".join(site.faults))
    print(f"{folder}: {site.checked} checks of {len(judged)} JSON files and the tables, {len(site.faults)} faults")
    sys.exit(1 if site.faults else 0)


main()
