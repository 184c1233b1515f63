"""The cache: hits and misses against bkt, batches against plain files and sqlite3, the size against
du, cleanup against find.

usage: cache-benchmark.py [ROUNDS]

Folders are made anew for each measurement and removed at the end: ext4 allocates slowly where many
files were removed in the last seconds, which would be measured instead.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from timing import Command, find, in_turn, median, show_ratio, start


def show(what, samples):
    print(f"  {median(samples) * 1e3:9.3f} ms  {what}")


def run(words, **options):
    subprocess.run(words, check=True, **options)


def answers(folder, rounds):
    """Prints what an answer costs that is there, and one that is not."""
    cache = {"PC_CACHE_DIR": f"{folder}/answers", "BKT_CACHE_DIR": f"{folder}/bkt"}
    value = f"{folder}/value"
    with open(value, "w") as file:
        file.write("x" * 100)
    os.environ.update(cache)
    run(["pc-cache", "put", "value", "-i", value])
    ours = ["pc-cache", "run", "--ttl", "1h"]
    theirs = ["bkt", "--ttl", "1h"]
    commands = {
        "true": Command(["true"]),
        "cat": Command(["cat", value]),
        "get": Command(["pc-cache", "get", "value"]),
        "hit": Command([*ours, "--", "true"]),
        "miss": Command([*ours, "--force", "--", "true"]),
    }
    if find("bkt"):
        commands["bkt hit"] = Command([*theirs, "--", "true"])
        commands["bkt miss"] = Command([*theirs, "--force", "--", "true"])
    samples = in_turn(commands, rounds)
    for name in commands:
        show(name, samples[name])
    show_ratio("a hit to true", samples["hit"], samples["true"], 1.5)
    show_ratio("get to cat", samples["get"], samples["cat"], 1.3)
    if find("bkt"):
        show_ratio("a hit to bkt's", samples["hit"], samples["bkt hit"], 1.0)
        show_ratio("a miss to bkt's", samples["miss"], samples["bkt miss"], 0.6)


def storm(folder):
    """Prints how often 50 callers at once run one command."""
    os.environ["PC_CACHE_DIR"] = f"{folder}/storm"
    log = f"{folder}/log"
    line = ["sh", "-c", f"echo run >> {log}; sleep 0.1"]
    callers = [start(Command(["pc-cache", "run", "--", *line])) for _ in range(50)]
    for caller in callers:
        os.waitpid(caller, 0)
    with open(log) as file:
        print(f"  50 cold callers ran the command {len(file.readlines())} time(s) (goal 1)")


def plain(folder, count, first=0):
    """Writes files as an entry is written: beside their place, then renamed. Returns the seconds."""
    folders = [os.path.join(folder, f"{number:02x}") for number in range(256)]
    for path in folders:
        os.makedirs(path, exist_ok=True)
    begin = time.perf_counter()
    for number in range(first, first + count):
        temporary = f"{folder}/tmp.{number}"
        file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(file, b"x" * 200)
        os.close(file)
        os.rename(temporary, f"{folders[number % 256]}/{number}")
    return time.perf_counter() - begin


def batches(folder, rounds):
    """Prints what 10,000 small entries cost, put and read as one operation."""
    count = 10_000
    items = f"{folder}/items"
    with open(items, "w") as file:
        file.writelines(f"key{number}\tvalue of {number}\n" for number in range(count))
    keys = f"{folder}/keys"
    with open(keys, "w") as file:
        file.writelines(f"key{number}\n" for number in range(count))
    puts, gets, files, rows = [], [], [], []
    for number in range(rounds):
        os.environ["PC_CACHE_DIR"] = f"{folder}/batch{number}"
        run(["pc-cache", "size"], stdout=subprocess.DEVNULL)
        puts.append(timed(["pc-cache", "batch", "put", items]))
        gets.append(timed(["pc-cache", "batch", "get", keys]))
        files.append(plain(f"{folder}/plain{number}", count))
        rows.append(sqlite(f"{folder}/db{number}", count))
    single = Command(["pc-cache", "put", "one", "-i", keys])
    one = median(in_turn({"put": single}, 100)["put"])
    show("batch put of 10,000", puts)
    show("batch get of 10,000", gets)
    show("10,000 plain files, written beside their places and renamed (python)", files)
    show("10,000 rows, sqlite3 in one transaction (python)", rows)
    print(f"  {one * 1e3:9.3f} ms  put of one; 10,000 of them are {one * count / median(puts):.0f} times"
          " a batch (goal at least 20)")
    show_ratio("plain files to batch put, which is its speed", files, puts)
    print("        (goal at least 0.8)")


def timed(words):
    begin = time.perf_counter()
    run(words, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def sqlite(path, count):
    base = sqlite3.connect(path)
    base.execute("create table entries (key text primary key, value text)")
    begin = time.perf_counter()
    with base:
        base.executemany(
            "insert into entries values (?, ?)",
            ((f"key{number}", f"value of {number}") for number in range(count)))
    return time.perf_counter() - begin


def million(folder, count):
    """Prints what the size costs, and cleanup."""
    os.environ["PC_CACHE_DIR"] = cache = f"{folder}/million"
    items = f"{folder}/million.tsv"
    with open(items, "w") as file:
        file.writelines(f"key{number}\t{number}\n" for number in range(count))
    run(["pc-cache", "batch", "put", items])
    commands = {
        "version": Command(["pc-cache", "--version"]),
        "size": Command(["pc-cache", "size"]),
    }
    samples = in_turn(commands, 200)
    show(f"size of {count} entries", samples["size"])
    print(f"  {timed(['du', '-sb', cache]) * 1e3:9.3f} ms  du -sb")
    show_ratio("size to --version", samples["size"], samples["version"], 1.2)


def cleanup(folder, count, rounds):
    """Prints what it costs to remove all entries."""
    clears, finds = [], []
    for number in range(rounds):
        os.environ["PC_CACHE_DIR"] = cache = f"{folder}/clean{count}.{number}"
        copy = f"{folder}/copy{count}.{number}"
        items = f"{folder}/items{count}"
        with open(items, "w") as file:
            file.writelines(f"key{index}\tvalue\n" for index in range(count))
        run(["pc-cache", "batch", "put", items])
        os.environ["PC_CACHE_DIR"] = copy
        run(["pc-cache", "batch", "put", items])
        os.environ["PC_CACHE_DIR"] = cache
        # Whoever comes second finds the disk's queues as the first has left them.
        def ours():
            clears.append(timed(["pc-cache", "clear"]))

        def theirs():
            finds.append(timed(["find", f"{copy}/spaces", "-type", "f", "-delete"]))

        for measure in (ours, theirs) if number % 2 else (theirs, ours):
            measure()
    show(f"clear of {count} entries", clears)
    show(f"find -type f -delete of {count} files", finds)
    show_ratio("clear to find", clears, finds, 1.2)


def writers(folder, rounds):
    """Prints the throughput of 16 processes that write at once."""
    count, each = 16, 1000
    ours, theirs = [], []
    for number in range(rounds):
        os.environ["PC_CACHE_DIR"] = f"{folder}/writers{number}"
        files = []
        for writer in range(count):
            files.append(f"{folder}/items.{writer}")
            with open(files[-1], "w") as file:
                file.writelines(f"key{writer}.{index}\tvalue of it\n" for index in range(each))
        begin = time.perf_counter()
        together([Command(["pc-cache", "batch", "put", path]) for path in files])
        ours.append(time.perf_counter() - begin)
        target = f"{folder}/plainwriters{number}"
        plain(target, 0)
        begin = time.perf_counter()
        children = []
        for writer in range(count):
            child = os.fork()
            if child == 0:
                plain(target, each, writer * each)
                os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
        theirs.append(time.perf_counter() - begin)
    show("16 processes put 1,000 entries each", ours)
    show("16 processes write 1,000 plain files each (python, forked)", theirs)
    show_ratio("plain files to entries, which is their throughput", theirs, ours)
    print("        (goal at least 0.75)")


def together(commands):
    for child in [start(command) for command in commands]:
        os.waitpid(child, 0)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    folder = tempfile.mkdtemp(dir=os.environ.get("TMPDIR", "/tmp"))
    os.environ["CACHE_PERF_MONITORING"] = "enabled"
    try:
        print("answers")
        answers(folder, rounds)
        print("a storm")
        storm(folder)
        print("batches")
        batches(folder, 5)
        print("writers at once")
        writers(folder, 5)
        print("the size")
        million(folder, 1_000_000)
        print("cleanup")
        cleanup(folder, 100, 9)
        cleanup(folder, 100_000, 3)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
