"""A gigabyte of JSONL logs in a hundred files, asked by new processes: beside ripgrep, DuckDB, jq,
and a Python process that holds all entries as objects.

usage: logs-benchmark.py [ROUNDS] [--long]

The logs are .build/bench/logs, which generate-logs makes the first time. Warm means that they are
indexed; cold, that ours reads all of them, as ripgrep, jq and DuckDB over the JSON do. jq and
Python get a tenth of the logs, and what they take is multiplied; jq counts alone, and by sort and
uniq. Who answers otherwise than ours is named, and the status is 1. --long also makes ten times as
much, in a thousand files, and asks it.

DuckDB is its command line, whose start takes 13 ms; beside it the query alone is told, in a process
that stays. Its queries read only the columns that they need; ours print whole entries.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from timing import Command, build, find, in_turn, median, ratio, show_ratio

HERE = Path(__file__).resolve().parent
BENCH = HERE.parents[1] / ".build/bench"
LOGS = BENCH / "logs"
MEGA = 1_000_000
MEBI = 1 << 20

# What generate-logs puts into twelve messages.
NEEDLE = "checksum mismatch in segment 0x7f3a91"
BEGIN, END = "2026-03-01T09:20:00Z", "2026-03-01T09:30:00Z"
OURS = {
    "filter": ["--level", "error", "--worker", "3", "--since", BEGIN, "--until", END],
    "count": ["--group-by", "level,event"],
    "search": ["--search", NEEDLE],
    "last": ["--tail", "100"],
}
FOUND = {"search": 12, "last": 100}
TITLES = {
    "filter": "one level, one worker, ten minutes", "count": "counted by level and event",
    "search": "a rare text in a message", "last": "the last 100 by time",
}

# What DuckDB is told of the logs: who reads fewer columns is faster.
FIELDS = {
    "filter": "ts: 'VARCHAR', level: 'VARCHAR', worker_id: 'INTEGER', message: 'VARCHAR'",
    "count": "level: 'VARCHAR', event: 'VARCHAR'",
    "last": "ts: 'VARCHAR', level: 'VARCHAR', worker_id: 'INTEGER', message: 'VARCHAR'",
    "import": "ts: 'TIMESTAMP', level: 'VARCHAR', worker_id: 'INTEGER', task_id: 'VARCHAR', "
              "phase: 'VARCHAR', event: 'VARCHAR', message: 'VARCHAR', duration_ms: 'DOUBLE', "
              "data: 'JSON'",
}
FILES = "['workers/*.jsonl', 'orchestrator.jsonl']"
WANTED = {
    "filter": "select {what} from {logs} where level = 'error' and worker_id = 3 "
              f"and ts >= '{BEGIN[:-1]}' and ts < '{END[:-1]}' order by ts",
    "count": "select level, event, count(*) as count from {logs} group by all",
    "search": f"select {{what}} from {{logs}} where contains(message, '{NEEDLE}')",
    "last": "select {what} from {logs} order by ts desc limit 100",
}

# What ours should reach: by question, by whether there is an index, and by who is compared.
MILLISECONDS = {
    ("filter", "warm"): 4, ("count", "warm"): 6, ("last", "warm"): 4, ("filter", "cold"): 250,
}
TIMES = {
    ("filter", "warm", "ripgrep"): 30, ("count", "warm", "DuckDB"): 90,
    ("count", "warm", "DuckDB's own database"): 10,
    ("filter", "cold", "jq"): 100, ("count", "cold", "jq"): 100,
    ("count", "cold", "jq alone"): 100,
}
SHARES = {
    ("search", "warm", "ripgrep -i"): 0.5, ("search", "warm", "ripgrep -F"): 0.5,
    ("search", "cold", "ripgrep -i"): 2, ("search", "cold", "ripgrep -F"): 2,
    ("filter", "cold", "DuckDB"): 0.3, ("count", "cold", "DuckDB"): 0.45,
}

# One process as a server would have it: all entries are objects, sorted once and then asked. It
# prints how many it found, the seconds of the first answer and of a later one, and its KiB at most.
HOLDER = f"""
import json, sys, time
def ask():
    return [entry for entry in entries
            if entry.get("level") == "error" and entry.get("worker_id") == 3
            and "{BEGIN}" <= entry.get("ts", "") < "{END}"]
begin = time.perf_counter()
entries = []
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        entries += map(json.loads, file)
entries.sort(key=lambda entry: entry.get("ts", ""))
found = len(ask())
first = time.perf_counter() - begin
begin = time.perf_counter()
ask()
later = time.perf_counter() - begin
with open("/proc/self/status") as file: most = file.read().split("VmHWM:")[1].split()[0]
print(found, first, later, most)
"""

wrong = []


class Peer(NamedTuple):
    """Who answers the questions, too: what a shell runs for each, and on what share of the logs."""

    program: str
    answers: dict[str, str]
    is_slow: bool = False
    share: float = 1


def ours(question, *more, at="."):
    return ["pc-logs", at, *OURS[question], *more]


def shell(text, place):
    """A command line, whose output goes to a file: ripgrep ends with the first match where nobody
    can read the others."""
    return Command(["sh", "-c", f"{text} > {shlex.quote(place)}"])


def duckdb(database, mode, query):
    return f"duckdb -init /dev/null {mode} {shlex.quote(database)} -c {shlex.quote(query)}"


def json_table(fields):
    return f"read_json({FILES}, format = 'newline_delimited', columns = {{{FIELDS[fields]}}})"


# Each line as one column: looking for a text in it is faster than taking it apart first.
TEXT_TABLE = f"""read_csv({FILES}, columns = {{message: 'VARCHAR'}}, delim = '\\x01', quote = '',
escape = '', header = false, auto_detect = false)"""


def peers(database, tenth):
    """All who can be compared, by name."""
    level, worker = '"level": ?"error"', '"worker_id": ?3,'
    needle = shlex.quote(NEEDLE)
    some = shlex.join(tenth)
    # The order of keys differs from file to file: a regex with all orders of the three takes six
    # times as long as one after the other, what is rare and without a choice first.
    one_by_one = " | rg ".join([
        "rg -IN --no-ignore T09:2 .", f"'{worker}'", f"'{level}'", f"'\"ts\": ?\"{BEGIN[:15]}'"])
    stamps = r"""perl -ne 'print "$1\t$_" if /"ts": ?"([^"]*)/'"""
    all_of = {
        "ripgrep": Peer("rg", {"filter": one_by_one}),
        "ripgrep -i": Peer("rg", {"search": f"rg -IN --no-ignore -i {needle} ."}),
        "ripgrep -F": Peer("rg", {"search": f"rg -IN --no-ignore -F {needle} ."}),
        "DuckDB": Peer("duckdb", {
            question: duckdb(":memory:", "-jsonlines", WANTED[question].format(
                what="ts, message", logs=json_table(question)))
            for question in ("filter", "count", "last")
        } | {"search": duckdb(":memory:", "-list -noheader", WANTED["search"].format(
            what="message", logs=TEXT_TABLE))}, is_slow=True),
        "DuckDB's own database": Peer("duckdb", {
            question: duckdb(database, "-readonly -jsonlines", query.format(what="*", logs="logs"))
            for question, query in WANTED.items()
        }),
        "jq": Peer("jq", {
            "filter": f"""jq -c 'select(.level == "error" and .worker_id == 3 and
                          .ts >= "{BEGIN}" and .ts < "{END}")' {some}""",
            "count": f"""jq -r '.level + "," + .event' {some} | LC_ALL=C sort | uniq -c""",
            "search": f"jq -c 'select(.message | contains(\"{NEEDLE}\"))' {some}",
        }, is_slow=True, share=share_of(tenth)),
        "jq alone": Peer("jq", {
            "count": """jq -rn 'reduce inputs as $entry ({}; .[$entry.level + "," + $entry.event] += 1)
                        | to_entries[] | "\\(.value) \\(.key)"' """ + some,
        }, is_slow=True, share=share_of(tenth)),
        "tail and sort": Peer("perl", {
            "last": f"tail -qn 100 workers/*.jsonl orchestrator.jsonl | {stamps} | "
                    "LC_ALL=C sort -s -k 1,1 | tail -n 100 | cut -f 2-"}),
    }
    for program in sorted({peer.program for peer in all_of.values() if not find(peer.program)}):
        print(f"  there is no {program}: going on without")
    return {name: peer for name, peer in all_of.items() if find(peer.program)}


def share_of(paths):
    """What part of the logs some files are."""
    return sum(os.path.getsize(path) for path in paths) / size_of(".")


def size_of(folder):
    return sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())


def show(what, value, unit, goal=None, most=True):
    """Prints a value, and beside it what it should be at most, or at least."""
    verdict = ""
    if goal is not None:
        reached = value <= goal if most else value >= goal
        verdict = f" (goal at {'most' if most else 'least'} {goal}: "
        verdict += "reached)" if reached else "missed)"
    print(f"  {value:10.2f} {unit}  {what}{verdict}")


def show_faster(what, slow, fast, goal=None):
    """Prints how many times faster one is than another, round by round."""
    show(f"times as fast {what}", ratio(slow, fast), "", goal, most=False)


def output(words):
    """What a command prints."""
    return subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout


def stamps(printed):
    """The times of the entries that were printed, in their order."""
    found = re.findall(r'"ts": ?"([^"]*)"', printed.decode())
    return sorted(datetime.fromisoformat(stamp).replace(tzinfo=None) for stamp in found)


def counts(printed):
    """The count of each pair of a level and an event, as objects or as `uniq -c` tells them."""
    found = {}
    for line in printed.decode().splitlines():
        if line.startswith("{"):
            entry = json.loads(line)
            found[entry["level"], entry["event"]] = entry["count"]
        else:
            count, pair = line.split()
            found[tuple(pair.split(","))] = int(count)
    return found


def must_equal(what, found, expected):
    if found == expected:
        return
    wrong.append(what)
    if isinstance(found, int):
        print(f"  WRONG: {what}: {found}, and not {expected}")
    else:
        print(f"  WRONG: {what}: {len(found)} answers, which are not the {len(expected)} of ours")


def compare_answers(question, peer_of, place, tenth):
    """Demands that all answer the same: warm, cold, and each peer."""
    read = counts if question == "count" else stamps
    more = ["--json"] if question == "count" else []
    expected = read(output(ours(question, *more)))
    cold = read(output(ours(question, *more, "--no-cache")))
    must_equal(f"{question}, without an index", cold, expected)
    must_equal(f"{question}, how many", len(expected), FOUND.get(question, len(expected)))
    of_tenth = read(output(["pc-logs", *tenth, *OURS[question], *more]))
    for name, peer in peer_of.items():
        words = shell(peer.answers[question], place).words
        subprocess.run(words, check=True)
        found = read(Path(place).read_bytes())
        must_equal(f"{question}, {name}", found, expected if peer.share == 1 else of_tenth)


def ask(question, everyone, place, tenth, rounds):
    """Prints what a question takes, with and without an index, beside those who can answer it."""
    print(TITLES[question])
    peer_of = {name: peer for name, peer in everyone.items() if question in peer.answers}
    compare_answers(question, peer_of, place, tenth)
    states = {"warm": Command(ours(question)), "cold": Command(ours(question, "--no-cache"))}
    commands = {name: shell(peer.answers[question], place) for name, peer in peer_of.items()}
    quick = {name: command for name, command in commands.items() if not peer_of[name].is_slow}
    samples = in_turn(states | quick, rounds, warm_up=2)
    # In the rounds of those that are slow, too, everyone is compared with ours of the same round.
    slow = {name: commands[name] for name in commands.keys() - quick.keys()}
    samples_slow = in_turn(states | slow, max(rounds // 5, 3), warm_up=1) if slow else {}
    for name in slow:
        samples[name] = [sample / peer_of[name].share for sample in samples_slow[name]]
    for state in states:
        show(f"pc-logs, {state}", median(samples[state]) * 1e3, "ms",
             MILLISECONDS.get((question, state)))
    for name in peer_of:
        scaled = "" if peer_of[name].share == 1 else ", multiplied"
        show(name + scaled, median(samples[name]) * 1e3, "ms")
    for state in states:
        for name in peer_of:
            mine = samples_slow[state] if name in slow else samples[state]
            key = (question, state, name)
            if key in SHARES:
                show_ratio(f"{state}, to {name}", mine, samples[name], SHARES[key])
            else:
                show_faster(f"as {name}, {state}", samples[name], mine, TIMES.get(key))
    return median(samples["warm"])


def import_logs(database, cache):
    """Makes DuckDB's own database, and prints what that takes, beside what our index takes."""
    if find("duckdb"):
        begin = time.perf_counter()
        query = f"create table logs as select * from {json_table('import')}"
        subprocess.run(["sh", "-c", duckdb(database, "", query)], check=True)
        show("DuckDB's import", time.perf_counter() - begin, "s")
        show("DuckDB's database", os.path.getsize(database) / size_of(".") * 100, "% of the logs")
    output(["pc-logs", "index", "."])
    show("our index, 5 % and 3.5 % for texts", size_of(cache) / size_of(".") * 100, "% of the logs",
         8.5)


def alone(database, warm, rounds):
    """Prints what a query takes in a process of DuckDB's that stays and has its database open,
    where our process is a new one each time."""
    try:
        import duckdb as engine
    except ImportError:
        print("  there is no DuckDB for Python: going on without")
        return
    print(f"DuckDB {engine.__version__}, the query alone, in a process that stays")
    with engine.connect(database, read_only=True) as connection:
        for question, query in WANTED.items():
            seconds = []
            for _ in range(rounds + 2):
                begin = time.perf_counter()
                connection.execute(query.format(what="*", logs="logs")).fetchall()
                seconds.append(time.perf_counter() - begin)
            theirs = median(seconds[2:])
            show(TITLES[question], theirs * 1e3, "ms")
            show_faster("as that, our process, warm", [theirs], [warm[question]])


def building(folder, rounds):
    """Prints what a first question takes, which builds the index, and the building alone."""
    print("building the index")
    cache = f"{folder}/fresh"
    more = {"PC_CACHE_DIR": cache}

    def forget():
        shutil.rmtree(cache, ignore_errors=True)

    samples = in_turn({
        "a first question": Command(ours("filter"), more, before=forget),
        "index": Command(["pc-logs", "index", "."], more, before=forget),
    }, max(rounds // 4, 3), warm_up=1)
    show("a first question", median(samples["a first question"]) * 1e3, "ms", 800)
    show("index alone", median(samples["index"]) * 1e3, "ms")


class Growing:
    """Five logs of a copy, which grow by a megabyte of a later day, again and again."""

    def __init__(self, copy):
        self.more = {}
        for path in sorted((copy / "workers").iterdir())[10:60:10]:
            content = path.read_bytes()
            cut = content.index(b"\n", MEGA) + 1
            self.more[path] = content[:cut].replace(b"2026-03-01", b"2026-03-02")

    def grow(self):
        for path, content in self.more.items():
            with open(path, "ab") as file:
                file.write(content)


def appends(folder, rounds):
    """Prints what a question takes after five logs have grown by a megabyte each."""
    print("after a megabyte was appended to each of five logs")
    copy = Path(folder, "copy")
    shutil.copytree(".", copy)
    question = ours("filter", at=str(copy))
    # What was written just now might be written once more in that tick.
    time.sleep(3)
    output(["pc-logs", "index", str(copy)])
    growing = Growing(copy)
    samples = in_turn({
        "after": Command(question, before=growing.grow), "unchanged": Command(question),
    }, max(rounds // 2, 5), warm_up=1)
    show("after the appends", median(samples["after"]) * 1e3, "ms", 15)
    show("once more", median(samples["unchanged"]) * 1e3, "ms")
    must_equal("filter, after appends", stamps(output(question)), stamps(output(ours("filter"))))
    lines = sum(path.read_bytes().count(b"\n") for path in copy.rglob("*.jsonl"))
    must_equal("lines, after appends", int(output(["pc-logs", str(copy), "--count"])), lines)
    shutil.rmtree(copy)


def memory(folder, everyone, place):
    """Prints how much memory it takes at most."""
    print("memory")
    peak = build("peak", folder)

    def most(words):
        return int(output([peak, *words])) * 1024 / MEBI

    for question, title in TITLES.items():
        show(f"pc-logs, warm, {title}", most(ours(question)), "MiB", 32)
    for question, title in TITLES.items():
        show(f"pc-logs, cold, {title}", most(ours(question, "--no-cache")), "MiB")
    output(["pc-logs", "drop"])
    show("building the index", most(["pc-logs", "index", "."]), "MiB", 128)
    for name, peer in everyone.items():
        question, text = next(iter(peer.answers.items()))
        show(f"{name}, {TITLES[question]}", most(shell(text, place).words), "MiB")


def holder(tenth, warm):
    """Prints what one process takes that holds all entries as objects."""
    print("one Python process that holds all entries, multiplied from a tenth")
    found, first, later, most = output([sys.executable, "-c", HOLDER, *tenth]).split()
    must_equal("filter, Python", int(found), len(stamps(output(ours("filter")))))
    share = share_of(tenth)
    show("the first answer", float(first) / share, "s")
    show("a later one, in the same process", float(later) / share * 1e3, "ms")
    show("memory", int(most) * 1024 / MEBI / share, "MiB")
    show_faster("as the first answer, a new process, warm", [float(first) / share], [warm])
    show_faster("as a later one, a new process, warm", [float(later) / share], [warm])


def long_logs(folder, everyone, place, rounds):
    """Prints what ten times as much takes."""
    print("ten times as much: 1,000 files")
    os.chdir(made(BENCH / "logs-long", 1000))
    begin = time.perf_counter()
    output(["pc-logs", "index", "."])
    show("building the index", time.perf_counter() - begin, "s")
    samples = in_turn({"warm": Command(ours("filter"))}, rounds, warm_up=2)
    show(TITLES["filter"], median(samples["warm"]) * 1e3, "ms", 30)
    show("memory", int(output([build("peak", folder), *ours("filter")])) * 1024 / MEBI, "MiB", 32)
    if "ripgrep" in everyone:
        theirs = shell(everyone["ripgrep"].answers["filter"], place)
        seconds = in_turn({"theirs": theirs}, 1, warm_up=1)["theirs"]
        found = stamps(Path(place).read_bytes())
        must_equal("filter, ripgrep, 1,000 files", found, stamps(output(ours("filter"))))
        show_faster("as ripgrep", seconds, [median(samples["warm"])])
    os.chdir(LOGS)


def made(folder, files):
    """The folder of logs, which is made where it is missing."""
    if not folder.is_dir():
        print(f"  making {files} logs in {folder}")
        new = f"{folder}.new"
        subprocess.run([HERE / "generate-logs", new, "--files", str(files)], check=True)
        os.rename(new, folder)
        time.sleep(3)
    return folder


def main():
    long = "--long" in sys.argv
    numbers = [word for word in sys.argv[1:] if word.isdigit()]
    rounds = int(numbers[0]) if numbers else 20
    if find("pc-logs") is None:
        print("  there is no pc-logs on the PATH")
        return
    BENCH.mkdir(parents=True, exist_ok=True)
    os.chdir(made(LOGS, 100))
    with tempfile.TemporaryDirectory(dir=BENCH) as folder:
        cache = os.environ["PC_CACHE_DIR"] = f"{folder}/cache"
        database, place = f"{folder}/logs.duckdb", f"{folder}/answer"
        tenth = [*map(str, sorted(Path("workers").iterdir())[:10]), "orchestrator.jsonl"]
        everyone = peers(database, tenth)
        import_logs(database, cache)
        warm = {
            question: ask(question, everyone, place, tenth, rounds) for question in OURS
        }
        if find("duckdb"):
            alone(database, warm, rounds)
        building(folder, rounds)
        appends(folder, rounds)
        memory(folder, everyone, place)
        holder(tenth, warm["filter"])
        if long:
            long_logs(folder, everyone, place, rounds)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
