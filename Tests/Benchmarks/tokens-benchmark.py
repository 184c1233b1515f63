"""Tokens of texts, counted by new processes: a word, three texts of 14-16 MB, a tree of 2,000
files; beside tiktoken and gigatoken. The encoding is o200k_base.

usage: tokens-benchmark.py [ROUNDS] [--long]

The texts are .build/bench/texts, which Tests/Packaging/fetch-texts makes; the tokenizers and the
vocabulary come from Tests/Packaging/fetch-tokenizers. Cold means a new process that loads what it
needs and has never seen the text: each round has texts of its own, which differ in the last line.
Every count has to be tiktoken's, or the status is 1. --long sends 4 GB through a pipe, and not only
512 MB.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timing import Command, build, find, in_turn, median, ratio, show_ratio

BENCH = Path(__file__).resolve().parents[2] / ".build/bench"
TEXTS = BENCH / "texts"
VOCABULARIES = BENCH / "vocabularies"
ENCODING = "o200k_base"
OURS = ["pc-tokens", "-e", ENCODING]
MEGA = 1_000_000

# What a new process of each peer does with a file, on one thread. It prints the count, the seconds
# that loading took, and those of the first pass. Who counts without making a list of ids may.
PEERS = {
    "gigatoken": ("gigatoken", f"""
tokenizer = gigatoken.Tokenizer.from_tiktoken("{VOCABULARIES}/{ENCODING}.tiktoken")
count = lambda text: len(tokenizer.encode(text))
"""),
    "tiktoken": ("tiktoken", f"""
tokenizer = tiktoken.get_encoding("{ENCODING}")
count = lambda text: len(tokenizer.encode_ordinary(text.decode()))
"""),
}
PROGRAM = """
import sys, time
begin = time.perf_counter()
import {module}
{load}
loaded = time.perf_counter()
with open(sys.argv[1], "rb") as file: text = file.read()
found = count(text)
print(found, loaded - begin, time.perf_counter() - loaded)
"""

# Mean absolute errors of an estimate that should not be exceeded, in per cent, by domain.
ERRORS = {
    "english": 3, "python": 3, "c": 3, "c++": 6, "go": 6, "javascript": 6, "ruby": 6, "php": 6,
    "perl": 6, "rust": 6, "lisp": 6, "chinese": 8, "japanese": 8, "korean": 8,
}

SIDE_BY_SIDE = "two processes"

wrong = []


def peer(name):
    module, load = PEERS[name]
    return [sys.executable, "-c", PROGRAM.format(module=module, load=load)]


def present(module):
    words = [sys.executable, "-c", f"import {module}"]
    return subprocess.run(words, stderr=subprocess.DEVNULL, check=False).returncode == 0


def show(what, value, unit, goal=None, most=False):
    """Prints a value, and beside it what it should be at least, or at most."""
    verdict = ""
    if goal is not None:
        reached = value <= goal if most else value >= goal
        verdict = f" (goal at {'most' if most else 'least'} {goal}: "
        verdict += "reached)" if reached else "missed)"
    print(f"  {value:9.2f} {unit}  {what}{verdict}")


def show_faster(what, slow, fast, goal=None):
    """Prints how many times faster one is than another, round by round."""
    show(f"times as fast {what}", ratio(slow, fast), "", goal)


def output(words, content=None):
    """What a command prints."""
    return subprocess.run(words, input=content, stdout=subprocess.PIPE, check=True).stdout


def lines(words):
    """The objects of --json: those of the files, and the total."""
    found = [json.loads(line) for line in output(words).splitlines()]
    files = [line for line in found if not line.get("total")]
    return files, next((line for line in found if line.get("total")), files[-1])


def must_equal(what, count, expected):
    if count != expected:
        print(f"  WRONG: {what}: {count} tokens, and not {expected}")
        wrong.append(what)


class Fresh:
    """Copies of a text that no two runs share: they differ in the last line."""

    number = 0

    def __init__(self, text, folder):
        self.content = text.read_bytes()
        self.path = Path(folder, text.name)
        self.size = len(self.content)

    def write(self):
        Fresh.number += 1
        # Another file, since what was kept of the file that is replaced must not help.
        self.path.unlink(missing_ok=True)
        self.path.write_bytes(self.content + f"\nround {Fresh.number:06}\n".encode())
        return str(self.path)


def a_word(folder, names, rounds):
    """Prints what it takes to count "hi" by a new process."""
    word = Path(folder, "hi.txt")
    word.write_text("hi")
    fresh = Fresh(word, Path(folder, "fresh"))
    commands = {
        "pc-tokens FILE": Command([*OURS, str(word)]),
        "pc-tokens FILE, never seen": Command([*OURS, str(fresh.path)], before=fresh.write),
        "printf hi | pc-tokens": Command(["sh", "-c", f"printf hi | {' '.join(OURS)}"]),
        "printf hi | cat": Command(["sh", "-c", "printf hi | cat"]),
        "true": Command(["/bin/true"]),
    }
    theirs = {name: Command([*peer(name), str(word)]) for name in names}
    theirs["python alone"] = Command([sys.executable, "-c", "pass"])
    samples = in_turn(commands, rounds * 10)
    some = {"pc-tokens FILE, never seen": commands["pc-tokens FILE, never seen"], **theirs}
    samples_slow = in_turn(some, max(rounds, 3), warm_up=1)
    for name in commands:
        goal = 2.5 if "pc-tokens" in name else None
        show(name, median(samples[name]) * 1e3, "ms", goal, most=True)
    for name in theirs:
        show(name, median(samples_slow[name]) * 1e3, "ms")
    for name in names:
        show_faster(f"as {name}", samples_slow[name], samples_slow["pc-tokens FILE, never seen"],
                    150 if name == "tiktoken" else None)


def run(words):
    """Runs a command. Returns its wall seconds and what it prints."""
    begin = time.perf_counter()
    printed = output(words)
    return time.perf_counter() - begin, printed


def side_by_side(fresh):
    """Counts two copies of a text by two processes at once, on one thread each: so much more than one
    a machine does of this work. Returns the wall seconds."""
    first = fresh.write()
    second = first + ".second"
    Path(second).write_bytes(fresh.content + f"\nsecond {Fresh.number:06}\n".encode())
    begin = time.perf_counter()
    both = [subprocess.Popen([*OURS, "-j1", path], stdout=subprocess.DEVNULL)
            for path in (first, second)]
    statuses = [process.wait() for process in both]
    seconds = time.perf_counter() - begin
    Path(second).unlink()
    if any(statuses):
        wrong.append("two processes at once")
    return seconds


def cold_rounds(name, fresh, names, rounds):
    """Counts a text in turn by all, and compares the counts. Returns the seconds by who."""
    seconds = {}
    chance = random.Random(7)
    for number in range(rounds):
        turns = ["one thread", "two threads", *names]
        # tiktoken takes a hundred times as long, and three rounds tell it well enough.
        if number >= 3 and "tiktoken" in turns:
            turns.remove("tiktoken")
        seconds.setdefault(SIDE_BY_SIDE, []).append(side_by_side(fresh))
        chance.shuffle(turns)
        counts = {}
        for who in turns:
            path = fresh.write()
            if who in PEERS:
                whole, printed = run([*peer(who), path])
                count, load, first = printed.split()
                seconds.setdefault(f"{who}, loading", []).append(float(load))
                seconds.setdefault(f"{who}, without loading", []).append(float(first))
            else:
                threads = "-j1" if who == "one thread" else "-j2"
                whole, printed = run([*OURS, threads, "--json", path])
                count = json.loads(printed)["count"]
            counts[who] = int(count)
            seconds.setdefault(who, []).append(whole)
        expected = counts.get("tiktoken", counts.get("gigatoken", counts["one thread"]))
        for who, count in counts.items():
            must_equal(f"{name}, {who}", count, expected)
    return seconds


def whole_texts(folder, names, rounds):
    """Prints how fast texts that were never seen are counted."""
    for name, goal in (("prose", 250), ("code", 280), ("cjk", 60)):
        fresh = Fresh(TEXTS / f"{name}.txt", folder)
        print(f"{name}, {fresh.size / MEGA:.1f} MB, cold")
        seconds = cold_rounds(name, fresh, names, rounds)
        ours = seconds["one thread"]
        beside = seconds.pop(SIDE_BY_SIDE)
        for who, values in sorted(seconds.items()):
            if who.endswith("loading") and "without" not in who:
                show(who, median(values) * 1e3, "ms")
            else:
                show(who, fresh.size / MEGA / median(values), "MB/s",
                     goal if who == "one thread" else None)
        # Whatever else a machine does only makes a round longer.
        for who in ("one thread", "two threads", "gigatoken, without loading"):
            if who in seconds:
                show(f"{who}, the best round", fresh.size / MEGA / min(seconds[who]), "MB/s")
        if "gigatoken" in names:
            show_faster("as gigatoken", seconds["gigatoken"], ours, 1.2)
            show_faster(
                "as gigatoken without loading", seconds["gigatoken, without loading"], ours, 1.2)
        if "tiktoken" in names:
            show_faster("as tiktoken", seconds["tiktoken"], ours[:3], 8)
        show_faster("on two threads", ours, seconds["two threads"], 1.7)
        show_faster("by two processes at once, which is what the machine gives",
                    [2 * one for one in ours], beside)
        fresh.path.unlink()


def tree_of(folder):
    """Cuts the code into 2,000 files, at ends of lines."""
    text = (TEXTS / "code.txt").read_bytes()
    files, begin = [], 0
    for number in range(2000):
        end = text.find(b"\n", len(text) * (number + 1) // 2000 - 1) + 1 or len(text)
        path = folder / f"{number // 50:02}" / f"{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text[begin:end])
        files.append(path)
        begin = end
    return files


def a_tree(folder, rounds, theirs):
    """Prints what it takes to count a tree again: unchanged, and after an edit."""
    tree = Path(folder, "tree")
    files = tree_of(tree)
    words = [*OURS, str(tree)]
    first, _ = run(words)
    show("the first time", first * 1e3, "ms")
    # What was written just now is read again: it might be written once more in that tick.
    time.sleep(3)
    output(words)
    edited = files[1000]
    content = edited.read_bytes()
    number = 0

    def edit():
        nonlocal number
        number += 1
        edited.write_bytes(content + f"edit {number}\n".encode())

    floor = build("floor", folder, "-lb2", "-lpthread")
    os.chdir(tree)
    unchanged = in_turn({
        "unchanged": Command(words), "statx on two threads": Command([floor, "statx", "2", "."]),
        "true": Command(["/bin/true"]),
    }, rounds * 3, warm_up=3)
    after = in_turn({"after an edit": Command(words, before=edit)}, rounds, warm_up=1)
    os.chdir(folder)
    show("unchanged", median(unchanged["unchanged"]) * 1e3, "ms", 15, most=True)
    show("statx on two threads", median(unchanged["statx on two threads"]) * 1e3, "ms")
    show("after an edit", median(after["after an edit"]) * 1e3, "ms", 16, most=True)
    show_ratio("after an edit to unchanged",
               [median(after["after an edit"])], [median(unchanged["unchanged"])])
    _, total = lines([*words, "--json"])
    if theirs:
        must_equal("tree", total["count"], sum(theirs(path.read_bytes()) for path in files))


def feed(pipe, block, size):
    """Writes a block into a pipe until it was so many bytes."""
    with pipe:
        for _ in range(size // len(block)):
            pipe.write(block)


def memory(folder, names, long):
    """Prints how much memory it takes at most, beside the text."""
    peak = build("peak", folder)
    for name in ("prose", "code", "cjk"):
        fresh = Fresh(TEXTS / f"{name}.txt", folder)
        size = fresh.size / 2**20
        for threads in ("-j1", "-j2"):
            path = fresh.write()
            most = int(output([peak, *OURS, threads, path])) / 1024
            show(f"more than the text, {name}, {threads}", most - size, "MiB", 40, most=True)
        for who in names:
            most = int(output([peak, *peer(who), fresh.write()])) / 1024
            show(f"more than the text, {name}, {who}", most - size, "MiB")
    block = (TEXTS / "prose.txt").read_bytes()
    size = 4 * 1024 * MEGA if long else 512 * MEGA
    begin = time.perf_counter()
    process = subprocess.Popen(
        [peak, *OURS, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    feed(process.stdin, block, size)
    most = int(process.stdout.read()) / 1024
    process.wait()
    seconds = time.perf_counter() - begin
    show(f"{size / 1e9:.1f} GB through a pipe, {size / MEGA / seconds:.0f} MB/s", most, "MiB", 40,
         most=True)


def estimates(folder, rounds, theirs):
    """Prints how far estimates are from the truth, by domain, and how fast they are made."""
    words = [*OURS, "--mode", "estimated"]
    for domain, goal in ERRORS.items():
        paths = sorted((TEXTS / "parts" / domain).glob("*.txt"))
        paths = random.Random(7).sample(paths, min(len(paths), 150))
        # Few files are large: the start of a book is as good as a book.
        place = Path(folder, "estimates", domain)
        place.mkdir(parents=True)
        for path in paths:
            text = path.read_bytes()[:60_000].decode(errors="ignore")
            (place / path.name).write_bytes(text.encode())
        if theirs is None:
            continue
        found, _ = lines([*words, "--json", *(str(place / path.name) for path in paths)])
        errors = []
        for path, line in zip(paths, found, strict=True):
            truth = theirs((place / path.name).read_bytes())
            errors.append((line["count"] - truth) / truth * 100)
        mean = statistics.mean(abs(error) for error in errors)
        bias = statistics.mean(errors)
        what = f"mean error a file, {domain} ({len(errors)} files, bias {bias:+.1f} %)"
        show(what, mean, "%", goal, most=True)
    for name in ("prose", "code", "cjk"):
        fresh = Fresh(TEXTS / f"{name}.txt", folder)
        seconds = [run([*words, "-j1", fresh.write()])[0] for _ in range(max(rounds // 2, 3))]
        show(f"estimated, {name}, one thread", fresh.size / MEGA / median(seconds), "MB/s", 400)


def counting():
    """The count of tiktoken, or None."""
    if not present("tiktoken"):
        print("  there is no tiktoken: going on without, and without comparing counts to its")
        return None
    import tiktoken

    tokenizer = tiktoken.get_encoding(ENCODING)
    return lambda content: len(tokenizer.encode_ordinary(content.decode()))


def main():
    long = "--long" in sys.argv
    numbers = [word for word in sys.argv[1:] if word.isdigit()]
    rounds = int(numbers[0]) if numbers else 10
    if find(OURS[0]) is None:
        print("  there is no pc-tokens on the PATH")
        return
    if not all((TEXTS / f"{name}.txt").is_file() for name in ("prose", "code", "cjk")):
        print(f"  there are no texts in {TEXTS}: Tests/Packaging/fetch-texts makes them")
        return
    os.environ |= {"TIKTOKEN_CACHE_DIR": str(VOCABULARIES), "RAYON_NUM_THREADS": "1"}
    if not (VOCABULARIES / f"{ENCODING}.tiktoken").is_file():
        print(f"  there is no vocabulary in {VOCABULARIES}: fetch-tokenizers brings it")
        return
    names = [name for name, (module, _) in PEERS.items() if present(module)]
    for name in PEERS.keys() - set(names):
        print(f"  there is no {name}: going on without")
    theirs = counting()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PC_CACHE_DIR"] = f"{folder}/cache"
        Path(folder, "fresh").mkdir()
        subprocess.run(["pc-tokens", "vocab", "install", ENCODING], check=True,
                       stdout=subprocess.DEVNULL)
        print('"hi" by a new process')
        a_word(folder, names, rounds)
        whole_texts(folder, names, rounds)
        print("a tree of 2,000 files")
        a_tree(folder, rounds, theirs)
        print("memory")
        memory(folder, names, long)
        print("estimates")
        estimates(folder, rounds, theirs)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
