"""Aggregating a million rows exactly, and recording one: figures and ratios, all from one run.

usage: metrics-benchmark.py [ROWS]

pc-metrics is the one on the PATH. DuckDB (`pip install duckdb`), jq and datamash are compared with
where they are installed; without DuckDB the script says so and goes on. Times of aggregation are
the least of several rounds, which alternate between the programs so that a busy machine slows all
of them.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

from timing import Command, find, in_turn, median

QUERY = """
select operation, count(*), sum(duration_ms), avg(duration_ms), min(duration_ms),
       max(duration_ms), quantile_disc(duration_ms, [0.5, 0.95, 0.99]),
       min(timestamp), max(timestamp)
from read_csv('{path}', delim=',', header=false, comment='#', auto_detect=false,
              columns={{'timestamp': 'BIGINT', 'operation': 'VARCHAR', 'duration_ms': 'DOUBLE'{more}}})
group by operation order by operation
"""
MORE = (
    ", 'outcome': 'VARCHAR', 'hits': 'BIGINT', 'misses': 'BIGINT', 'bytes': 'BIGINT',"
    " 'peak_kib': 'BIGINT'"
)
OPERATIONS = [
    "write_cache", "get_cache_size", "batch_write", "lock_acquire",
    "read", "scan_tree", "list_worktrees", "get",
]


def write_rows(path, rows, is_wide):
    """Writes rows of three or of eight columns."""
    chance = random.Random(7)
    with open(path, "w") as file:
        file.write("# timestamp,operation,duration_ms\n")
        for number in range(rows):
            start = f"{1632123456 + number // 50},{chance.choice(OPERATIONS)}"
            if is_wide:
                outcome = "ok" if chance.random() < 0.95 else "error"
                file.write(
                    f"{start},{chance.lognormvariate(1.5, 1.5):.3f},{outcome},"
                    f"{chance.randint(0, 20)},{chance.randint(0, 5)},"
                    f"{chance.randint(0, 99999)},{chance.randint(2000, 9000)}\n")
            else:
                file.write(f"{start},{int(chance.lognormvariate(3, 1))}\n")


def run(command, **options):
    """Runs a command. Returns its wall seconds, CPU seconds, KiB and output."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, **options)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    wall = time.perf_counter() - start
    assert status == 0, command
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, output


def duckdb_seconds(path, more, threads):
    """The seconds of the query alone, in a process of its own, and its answer."""
    script = (
        "import duckdb, json, sys, time\n"
        f"connection = duckdb.connect(config={{'threads': {threads}}})\n"
        "start = time.perf_counter()\n"
        "rows = connection.execute(sys.argv[1]).fetchall()\n"
        "print(json.dumps([time.perf_counter() - start, rows]))\n")
    wall, cpu, kib, output = run([sys.executable, "-c", script, QUERY.format(path=path, more=more)])
    seconds, rows = json.loads(output)
    return seconds, wall, cpu, kib, rows


def peak_kib(program, folder, path):
    """The memory that adding up takes. As this program's own child it would begin with ours."""
    log = f"{folder}/peak.csv"
    environment = {**os.environ, "CACHE_PERF_METRICS": log}
    run([program, "record", "peak", "--", program, "--json", path], env=environment)
    with open(log) as file:
        return int(file.read().split(",")[-1])


def check(rows, answer):
    """Both gave the same answer, to the microsecond."""
    for operation, count, total, _, least, most, quantiles, _, _ in rows:
        ours = answer[operation]
        assert ours["count"] == count, operation
        assert abs(ours["total"] - total) < 0.01, operation
        assert [ours["min"], ours["max"]] == [least, most], operation
        assert [ours["p50"], ours["p95"], ours["p99"]] == quantiles, operation


def aggregate(program, folder, rows, is_wide):
    """Prints what adding up costs."""
    path = f"{folder}/rows.csv"
    write_rows(path, rows, is_wide)
    size = os.path.getsize(path)
    kind = "eight" if is_wide else "three"
    print(f"\n{rows:,} rows of {kind} columns, {size / 1e6:.1f} MB")
    try:
        import duckdb
        print(f"(DuckDB {duckdb.__version__})")
        has_duckdb = True
    except ImportError:
        print("DuckDB is not installed: pip install duckdb")
        has_duckdb = False
    ours = []
    theirs = {1: [], 2: []}
    for _ in range(7):
        ours.append(run([program, "--json", path]))
        for threads in theirs if has_duckdb else []:
            theirs[threads].append(duckdb_seconds(path, MORE if is_wide else "", threads))
    wall, cpu = (min(sample[part] for sample in ours) for part in range(2))
    kib = peak_kib(program, folder, path)
    print(f"pc-metrics, whole process: {wall * 1e3:.1f} ms wall, {cpu * 1e3:.1f} ms CPU, {kib} KiB")
    for threads, samples in theirs.items() if has_duckdb else []:
        check(samples[0][4], json.loads(ours[0][3]))
        query, whole, cpu_theirs, kib_theirs = (
            min(sample[part] for sample in samples) for part in range(4))
        print(
            f"DuckDB, threads={threads}: query {query * 1e3:.1f} ms, process {whole * 1e3:.1f} ms wall,"
            f" {cpu_theirs * 1e3:.1f} ms CPU, {kib_theirs} KiB; same answer")
        print(
            f"  ratio pc-metrics process / DuckDB query {wall / query:.2f},"
            f" / DuckDB process {wall / whole:.2f}, CPU {cpu / cpu_theirs:.2f}")
    if is_wide:
        return
    environment = {**os.environ, "LC_ALL": "C"}
    awk = "!/^#/{c[$2]++;s[$2]+=$3} END{for(o in c)print o,c[o],s[o]/c[o]}"
    others = [["awk", "-F,", awk, path]]
    if shutil.which("datamash"):
        others.append(["sh", "-c", f"grep -v '^#' {path} | datamash -t, -s -g 2 count 3 mean 3 perc:95 3"])
    if shutil.which("jq"):
        program_text = (
            'reduce (inputs|select(startswith("#")|not)|split(",")) as $r ({};'
            '.[$r[1]].count+=1|.[$r[1]].total+=($r[2]|tonumber))')
        others.append(["jq", "-nRc", program_text, path])
    for command in others:
        theirs_wall = run(command, env=environment)[0]
        print(f"{command[0]} ({'with' if command[0] == 'sh' else 'no'} quantiles): "
              f"{theirs_wall * 1e3:.0f} ms; ratio {wall / theirs_wall:.3f}")


def record(program, folder):
    """Prints what recording costs: by wall, and by instructions where valgrind can count them."""
    words = [program, "add", "write_cache", "15"]
    commands = {
        state: Command(words, {"PC_CACHE_DIR": f"{folder}/cache", "CACHE_PERF_MONITORING": state})
        for state in ["enabled", "disabled"]
    }
    samples = in_turn(commands, 1500)
    print("\nRecording one row, 1,500 runs each, in turn; a busy machine shows in all but the least")
    for title, part in [("least", 0), ("tenth", 0.1), ("median", 0.5)]:
        chosen = {state: sorted(times)[int(len(times) * part)] for state, times in samples.items()}
        print(
            f"{title}: monitoring enabled {chosen['enabled'] * 1e6:.1f} µs a process, disabled"
            f" {chosen['disabled'] * 1e6:.1f} µs, difference"
            f" {(chosen['enabled'] - chosen['disabled']) * 1e6:.1f} µs")
    if not shutil.which("valgrind"):
        print("instructions: valgrind is not installed")
        return
    counts = {}
    for state, command in commands.items():
        result = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *words],
            env=command.environment(), stderr=subprocess.PIPE, text=True, check=True)
        line = next(line for line in result.stderr.splitlines() if "Collected" in line)
        counts[state] = int(line.split(":")[1])
    print(f"instructions outside the kernel: {counts['enabled'] - counts['disabled']:,}")


def main():
    program = find("pc-metrics")
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        for is_wide in [False, True]:
            aggregate(program, folder, rows, is_wide)
        record(program, folder)


main()
