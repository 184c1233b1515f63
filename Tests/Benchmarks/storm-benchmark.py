"""Many processes that want one lock at once, each holding it for 10 ms, in every way to wait.

usage: storm-benchmark.py [ROUNDS]

A process's wait is its life but for the 10 ms. A last round of each way, not timed, counts how
often two held the lock at once.
"""

import gc
import os
import subprocess
import sys
import tempfile
import time

from timing import Command, median, ratio, start

HOLD = 0.01
# What scripts do by hand: a folder is the lock, and who finds it taken sleeps, 0.1 s first, twice as long
# each time, 2 s at most.
LOOP = """
delay=0.1
until mkdir "$0" 2> /dev/null; do
  sleep "$delay"
  case $delay in 0.1) delay=0.2 ;; 0.2) delay=0.4 ;; 0.4) delay=0.8 ;; 0.8) delay=1.6 ;; *) delay=2 ;; esac
done
BODY
rmdir "$0"
"""
# Notes a line wherever somebody else is inside.
PROBE = 'mkdir "$INSIDE" || echo overlap >> "$OVERLAPS"; sleep 0.01; rmdir "$INSIDE"'
WAYS = {
    "flock on a descriptor": ["bash", "-c", 'exec 9> "$0"; flock 9; BODY', "FILE"],
    "pc-lock fd on a descriptor": ["bash", "-c", 'exec 9> "$0"; pc-lock fd 9; BODY', "FILE"],
    "flock COMMAND": ["flock", "FILE", "COMMAND"],
    "pc-lock run": ["pc-lock", "run", "storm", "--", "COMMAND"],
    "pc-lock run --strategy event": [
        "pc-lock", "run", "--strategy", "event", "storm", "--", "COMMAND"],
    "a loop of mkdir and sleep": ["bash", "-c", LOOP, "FOLDER"],
}


def command(way, folder, is_probing=False):
    """The command line of a way: its body sleeps, or notes who else is inside."""
    body = PROBE if is_probing else "sleep 0.01"
    words = []
    for word in WAYS[way]:
        if word == "COMMAND":
            words += ["sh", "-c", PROBE] if is_probing else ["sleep", "0.01"]
        else:
            word = {"FILE": f"{folder}/file", "FOLDER": f"{folder}/lock"}.get(word, word)
            words.append(word.replace("BODY", body))
    return Command(words, {
        "PC_CACHE_DIR": f"{folder}/cache", "INSIDE": f"{folder}/inside",
        "OVERLAPS": f"{folder}/overlaps"})


def storm(what, count):
    """Starts so many at once. Returns the wall seconds of all, and of the longest wait."""
    environment = what.environment()
    begun = {}
    longest = 0
    gc.disable()
    begin = time.perf_counter()
    for _ in range(count):
        now = time.perf_counter()
        begun[start(what, environment)] = now
    for _ in range(count):
        pid, status = os.wait()
        if status != 0:
            raise ChildProcessError(f"{what.words[:2]} ended with {os.waitstatus_to_exitcode(status)}")
        longest = max(longest, time.perf_counter() - begun[pid] - HOLD)
    wall = time.perf_counter() - begin
    gc.enable()
    return wall, longest


def overlaps(way, count, folder):
    """How often two were inside at once."""
    path = f"{folder}/overlaps"
    with open(path, "w"):
        pass
    storm(command(way, folder, is_probing=True), count)
    with open(path) as file:
        return len(file.readlines())


def compare(count, ways, rounds, folder):
    """Prints a table of the ways with so many processes."""
    samples = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            samples[way].append(storm(command(way, folder), count))
    walls = {way: [wall for wall, _ in samples[way]] for way in ways}
    print(f"{count} processes, each holding for 10 ms; median of {rounds} rounds")
    for way in ways:
        longest = median([wait for _, wait in samples[way]])
        found = overlaps(way, count, folder)
        print(
            f"  {median(walls[way]):6.3f} s wall, {longest:6.3f} s longest wait,"
            f" {found} overlaps  {way}")

    def tell(way, other, goal, at_least=False):
        value = ratio(walls[way], walls[other])
        if at_least:
            verdict = "reached" if value >= goal else "missed"
            print(f"  ratio {value:6.2f}  {way} / {other} (goal at least {goal}: {verdict})")
        else:
            verdict = "reached" if value <= goal else "missed"
            print(f"  ratio {value:6.3f}  {way} / {other} (goal at most {goal}: {verdict})")

    for way in ways:
        if way.startswith("pc-lock"):
            tell(way, "flock on a descriptor", 1.1)
    for way in ways:
        if way.startswith("pc-lock run"):
            tell(way, "flock COMMAND", 1.1)
    if "a loop of mkdir and sleep" in ways:
        for way in ways:
            if way.startswith("pc-lock"):
                tell("a loop of mkdir and sleep", way, 10, at_least=True)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        # The cache directory is made once in its life, not in each storm.
        subprocess.run(
            ["pc-lock", "run", "storm", "--", "true"],
            env={**os.environ, "PC_CACHE_DIR": f"{folder}/cache"}, check=True)
        compare(50, list(WAYS), rounds, folder)
        compare(200, [way for way in WAYS if way != "a loop of mkdir and sleep"], rounds, folder)


main()
