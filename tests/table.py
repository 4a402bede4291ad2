#!/usr/bin/env python3
"""Makes workbooks as a spreadsheet program does, imports them, and reads back what is exported.

usage: table.py PROGRAM FOLDER
FOLDER is empty. Shares no code with the generator: workbooks are written and read by openpyxl. Exits 1 when something is
not as it should be.
"""
import datetime
import pathlib
import subprocess
import sys

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

HEAD = ["Categorie", "Project", "Status", "Toelichting", "Vooruitblik", "Verwachte status"]


def run(program, folder, *arguments):
    call = [program, *arguments, "--date", "2024-11-24"]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def workbook(path):
    """A table with all that people put into one."""
    book = Workbook()
    book.active.title = "Uitleg"
    sheet = book.create_sheet("Q3")
    sheet["A1"] = "Voortgang in het derde kwartaal"
    sheet.merge_cells("A1:F1")
    for column, name in enumerate(HEAD, 1):
        sheet.cell(3, column, name).font = Font(bold=True)
    rows = [
        ["Openbaarheid", "Zoeken & vinden", "Op schema", "Eerste regel\nTweede regel", "• Een plan\n• Een team", "Afgerond"],
        [None, "=1+1", "gestart", datetime.date(2024, 12, 31), None, None],
        [None, "Drie", "Vertraagd", "-5 % <b>*niet*</b> 😀 ]]>", "Nog niets", None],
    ]
    for number, row in enumerate(rows, 4):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.merge_cells("A4:A6")
    sheet.freeze_panes = "A4"
    book.save(path)


def table(path):
    book = load_workbook(path)
    [sheet] = book.worksheets
    types = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    return sheet.title, types, [[cell.value for cell in row] for row in sheet.iter_rows()], book.properties.created


def content(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.md"))}


def main():
    program, folder = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    checks = []

    def check(what, found, wanted):
        checks.append(found == wanted)
        print(what if found == wanted else f"{what}: {found!r}, not {wanted!r}")

    (folder / "content/categories").mkdir(parents=True)
    site = 'title = "Portaal"\nbase_url = "https://example.org/"\nlanguage = "nl"\n'
    (folder / "portal.toml").write_text(site)
    (folder / "content/categories/beleid.md").write_text('+++\ntitle = "Beleid"\n+++\n')
    workbook(folder / "in.xlsx")
    status, said, wrong = run(program, folder, "import", "in.xlsx", "--quarter", "2024-Q3")
    check("a workbook of openpyxl is imported", (status, wrong), (0, ""))
    check("the last line counts", said.splitlines()[-1:], ["3 projecten gelezen; bestanden: 10 gemaakt, 0 gewijzigd."])
    before = content(folder)
    status, _, wrong = run(program, folder, "export", "uit.xlsx", "--quarter", "2024-Q3")
    check("it is exported", (status, wrong), (0, ""))
    title, types, rows, made = table(folder / "uit.xlsx")
    check("the sheet is named after the quarter", title, "2024-Q3")
    check("every cell is text, none a formula", types, {"s"})
    check("it was made on the first day of its quarter", made, datetime.datetime(2024, 7, 1))
    check("the rows are those of the first table", rows, [
        HEAD,
        ["Openbaarheid", "=1+1", "Gestart", "31\u00a0december 2024", None, None],
        ["Openbaarheid", "Drie", "Vertraagd", "-5 % <b>*niet*</b> 😀 ]]>", "Nog niets", None],
        ["Openbaarheid", "Zoeken & vinden", "Op schema", "Eerste regel\nTweede regel", "• Een plan\n• Een team", "Afgerond"],
    ])
    for name in ["in.xlsx", "uit.xlsx"]:
        run(program, folder, "import", name, "--quarter", "2024-Q3", "--update")
        check(f"{name} changes nothing any more", content(folder), before)
    # Saved again by another program, as a colleague does.
    book = load_workbook(folder / "uit.xlsx")
    book.active["D3"].value = "Anders"
    book.save(folder / "terug.xlsx")
    status, said, wrong = run(program, folder, "import", "terug.xlsx", "--quarter", "2024-Q3", "--update")
    changed = [name for name, text in content(folder).items() if before[name] != text]
    check("a changed cell changes its file alone", (status, changed), (0, ["content/projects/drie/2024-Q3.md"]))
    sys.exit(not all(checks))


main()
