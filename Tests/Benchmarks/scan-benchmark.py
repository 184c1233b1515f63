"""A large tree: listed, looked through for changes, counted and hashed, beside fd, rg, git, scc and
the floors.

usage: scan-benchmark.py [ROUNDS]

The tree is .build/bench/trees/linux, which Tests/Packaging/fetch-tree makes, or PC_BENCH_TREE: a
repository of git's, of which 100 files are written anew, and in the end are as they were. The
floors are in floor.c: what the kernel takes for what has to be asked of it, and BLAKE2b.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timing import Command, build, find, in_turn, median, ratio, show_ratio

HERE = Path(__file__).resolve().parent
OURS = ["pc-scan", "--hidden"]


def show(what, samples):
    print(f"  {median(samples) * 1e3:9.1f} ms  {what}")


def show_value(what, value, unit, goal=None):
    verdict = ""
    if goal is not None:
        verdict = f" (goal at most {goal}: {'reached' if value <= goal else 'missed'})"
    print(f"  {value:9.1f} {unit}  {what}{verdict}")


def output(words, status=0):
    """What a command prints."""
    done = subprocess.run(words, stdout=subprocess.PIPE, check=False)
    if done.returncode != status:
        raise ChildProcessError(f"{' '.join(words)}: {done.returncode}")
    return done.stdout


def listing(floor, rounds):
    """Prints what it costs to list all files, without knowing anything and from the cache."""
    commands = {
        "pc-scan": Command([*OURS, "--no-cache"]),
        "pc-scan, warm": Command(OURS),
        "git": Command(["git", "ls-files", "-co", "--exclude-standard"]),
        "floor": Command([floor, "getdents", "2", "."]),
    }
    peers = {
        "fd": ["fdfind", "--hidden", "--type", "f", "--type", "l", "-E", ".git", "."],
        "rg": ["rg", "--files", "--hidden", "-g", "!.git"],
    }
    peers = {name: Command(words) for name, words in peers.items() if find(words[0])}
    commands |= peers
    for name, command in commands.items():
        found = output(command.words)
        count = int(found) if name == "floor" else found.count(b"\n")
        print(f"  {count:9} files  {name}")
    samples = in_turn(commands, rounds, warm_up=2)
    for name, values in samples.items():
        show(name, values)
    cold = samples["pc-scan"]
    for name in peers:
        show_ratio(f"to {name}", cold, samples[name])
    if peers:
        faster = min(peers, key=lambda name: median(samples[name]))
        show_ratio(f"to the faster of them, {faster}", cold, samples[faster], 0.8)
    show_ratio("to git ls-files -co --exclude-standard", cold, samples["git"], 0.9)
    show_ratio("to getdents on two threads", cold, samples["floor"], 2)
    show_ratio("warm to cold", samples["pc-scan, warm"], cold, 0.6)


class Rewriting:
    """Files that are written anew, each time with another last line."""

    def __init__(self, count):
        names = output(["git", "ls-files", "-z", "*.c", "*.h"]).decode().split("\0")[:-1]
        self.files = random.Random(7).sample(names, count)
        self.contents = {name: Path(name).read_bytes() for name in self.files}
        self.number = 0

    def rewrite(self):
        self.number += 1
        line = f"// {self.number}\n".encode()
        for name, content in self.contents.items():
            Path(name).write_bytes(content + line)

    def restore(self):
        for name, content in self.contents.items():
            Path(name).write_bytes(content)


def changes(floor, rounds):
    """Prints what it costs to find what has changed: nothing, and 100 files."""
    ask = ["pc-scan", "changed", "--hidden"]
    stat = [floor, "statx", "2", "."]
    output(ask)
    # A file that was written just now is read again: it might be written once more in that tick.
    time.sleep(3)
    output(ask, status=1)
    commands = {"none": Command(ask, status=1), "none, floor": Command(stat)}
    samples = in_turn(commands, rounds, warm_up=2)
    hundred = Rewriting(100)
    commands = {
        "100": Command(ask, before=hundred.rewrite),
        "100, floor": Command([*stat, *hundred.files], before=hundred.rewrite),
    }
    try:
        hundred.rewrite()
        found = output(ask).count(b"\n")
        samples |= in_turn(commands, rounds, warm_up=2)
    finally:
        hundred.restore()
    show("changed, nothing has", samples["none"])
    show("statx on two threads", samples["none, floor"])
    show(f"changed, {found} files were rewritten", samples["100"])
    show("statx on two threads, and the 100 read and digested", samples["100, floor"])
    show_ratio("nothing changed to its floor", samples["none"], samples["none, floor"], 1.3)
    show_ratio("100 changed to theirs", samples["100"], samples["100, floor"], 1.3)


def languages(peak, rounds):
    """Prints what it costs to count lines by language: time and memory."""
    ours = ["pc-scan", "languages", "--hidden", "--no-cache"]
    commands = {"pc-scan languages": Command(ours)}
    if find("scc"):
        commands["scc"] = Command(["scc"])
        commands["scc --no-complexity"] = Command(["scc", "--no-complexity"])
    samples = in_turn(commands, rounds, warm_up=1)
    peaks = {
        name: median([int(output([peak, *command.words])) for _ in range(3)])
        for name, command in commands.items()
    }
    for name, values in samples.items():
        show(name, values)
        show_value(name, peaks[name] / 1024, "MiB")
    for name in list(commands)[1:]:
        goal = 0.3 if name == "scc" else None
        show_ratio(f"time to {name}", samples["pc-scan languages"], samples[name], goal)
        show_ratio(
            f"memory to {name}", [peaks["pc-scan languages"]], [peaks[name]], goal)


def digests(floor, rounds):
    """Prints what it costs to compute the digest of each file."""
    commands = {
        "pc-scan hash": Command(["pc-scan", "hash", "--hidden", "--no-cache"]),
        "floor": Command([floor, "blake2b", "2", "."]),
    }
    samples = in_turn(commands, rounds, warm_up=1)
    show("pc-scan hash", samples["pc-scan hash"])
    show("read and BLAKE2b on two threads", samples["floor"])
    show_ratio("to its floor", samples["pc-scan hash"], samples["floor"], 1.15)


def sizes(peak, cache):
    """Prints how much memory a listing takes, and how much a file in the cache."""
    for name, words in (("cold", [*OURS, "--no-cache"]), ("warm", OURS)):
        show_value(f"memory of a listing, {name}", int(output([peak, *words])) / 1024, "MiB")
    names = output([*OURS, "-0", "--no-cache"]).split(b"\0")[:-1]
    mean = sum(len(os.path.basename(name)) for name in names) / len(names)
    def show_entry(key, what, goal=None):
        # An entry has its key before what it holds.
        entries = [
            path.stat().st_size for path in Path(cache, "spaces/scan").glob("*/*")
            if key in start_of(path)
        ]
        if entries:
            show_value(what, max(entries) / len(names) - mean, "bytes", goal)
        else:
            print(f"  there is no entry called {key.decode()} in the cache")

    show_entry(b"scan names ", "of manifest a file, without its name: types alone")
    show_entry(b"scan files ", "status and digest, which changed asks for", 60)
    output([*OURS, "--hash", "--languages"])
    show_entry(b"scan files ", "language and lines, too", 60)


def start_of(path):
    with open(path, "rb") as file:
        return file.read(512)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    tree = os.environ.get("PC_BENCH_TREE") or HERE.parents[1] / ".build/bench/trees/linux"
    if not os.path.isdir(tree):
        print(f"  there is no tree at {tree}: Tests/Packaging/fetch-tree makes it")
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PC_CACHE_DIR"] = f"{folder}/cache"
        floor = build("floor", folder, "-lb2", "-lpthread")
        peak = build("peak", folder)
        os.chdir(tree)
        print("listing")
        listing(floor, rounds)
        print("changes")
        changes(floor, rounds)
        print("languages")
        languages(peak, max(rounds // 3, 3))
        print("digests")
        digests(floor, max(rounds // 3, 3))
        print("sizes")
        sizes(peak, f"{folder}/cache")


if __name__ == "__main__":
    main()
