#!/usr/bin/env python3
"""Judges a security.txt that the generator makes with the library that internet.nl judges sites with.

usage: security_txt.py PROGRAM FOLDER
The library compares with the clock, so that the last day is counted from today. Prints what it says of the file; exits 1
when that is more than that nobody signed it.
"""
import datetime
import pathlib
import subprocess
import sys

from sectxt import Parser

ADDRESS = "https://voortgang.example.org/"
SETTINGS = """title = "Portaal"
base_url = "{address}"
language = "nl"

[hosting.security_txt]
contact = ["mailto:beveiliging@example.org", "https://example.org/melden", "tel:+31-70-1234567"]
expires = {expires}
policy = "https://example.org/beveiliging"
encryption = "https://example.org/sleutel.asc"
"""


def main(program, folder):
    root = pathlib.Path(folder)
    (root / "content").mkdir(parents=True)
    (root / "content/index.md").write_text('+++\ntitle = "Portaal"\n+++\n', encoding="utf-8")
    expires = datetime.date.today() + datetime.timedelta(days=300)
    (root / "portal.toml").write_text(SETTINGS.format(address=ADDRESS, expires=expires), encoding="utf-8")
    subprocess.run([program, "build", "--quiet", "--root", root], check=True)
    path = ".well-known/security.txt"
    judged = Parser((root / "public" / path).read_bytes(), urls=[ADDRESS + path])
    said = judged.errors + judged.recommendations + judged.notifications
    for item in said:
        print(f"security.txt: {item['code']}: {item['message']}")
    return [item["code"] for item in said] != ["not_signed"]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
