"""One value of a configuration, and whole ones read: beside git config, jq, yq and Python's parsers.

usage: config-benchmark.py

pc-config is the one on the PATH; jq, yq (that of PyPI) and PyYAML are compared with where they are
installed.
"""

import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile

from timing import Command, build, find, in_turn, median, show_ratio

ROUNDS = 200


def write_small(folder):
    """A configuration of a usual size, in each format, and git's."""
    chance = random.Random(7)
    tables = {
        f"section{number}": {f"key{key}": chance.randint(0, 99999) for key in range(10)}
        for number in range(20)
    }
    tables["server"] = {"port": 8080, "host": "localhost"}
    with open(f"{folder}/small.json", "w") as file:
        json.dump(tables, file, indent=2)
    lines = []
    for name, table in tables.items():
        lines.append(f"{name}:")
        lines += [f"  {key}: {value}" for key, value in table.items()]
    with open(f"{folder}/small.yaml", "w") as file:
        file.write("\n".join(lines) + "\n")
    with open(f"{folder}/small.gitconfig", "w") as file:
        for name, table in tables.items():
            file.write(f"[{name}]\n" + "".join(f"\t{k} = {v}\n" for k, v in table.items()))


def write_large(folder):
    """10 MB of JSON for a hit; 33 MB for parsing; 5,000 lines of YAML; 2 MB of TOML."""
    chance = random.Random(11)

    def item(number):
        return {
            "id": number, "name": f"item {number}", "tags": ["red", "green", "blue"],
            "price": round(chance.random() * 1000, 2), "active": number % 3 == 0,
            "text": "The quick brown fox jumps over the lazy dog. " * 2,
            "place": {"lat": chance.random() * 90, "lon": chance.random() * 180},
        }

    for name, count in (("large", 37_000), ("huge", 120_000)):
        with open(f"{folder}/{name}.json", "w") as file:
            json.dump({"server": {"port": 8080}, "items": [item(n) for n in range(count)]}, file)
    with open(f"{folder}/lines.yaml", "w") as file:
        for number in range(1000):
            file.write(
                f"service{number}:\n  image: registry.example.com/app{number}:1.{number}\n"
                f"  replicas: {number % 7}\n  ports: [80, {8000 + number}]\n"
                f"  command: \"run --number {number}\"\n")
    with open(f"{folder}/large.toml", "w") as file:
        for number in range(20_000):
            file.write(
                f"[table{number}]\nname = \"table {number}\"\nvalue = {number}\n"
                f"ratio = {chance.random()}\nlist = [1, 2, 3]\n")


def show(what, samples):
    print(f"  {median(samples) * 1e3:9.3f} ms  {what}")


def compare_hits(folder):
    print("One value of 200, cached (whole process):")
    commands = {
        "pc-config": Command(["pc-config", "get", "-f", f"{folder}/small.yaml", "server.port"]),
        "pc-config, 10 MB": Command(
            ["pc-config", "get", "-f", f"{folder}/large.json", "server.port"]),
        "git config": Command(
            ["git", "config", "-f", f"{folder}/small.gitconfig", "--get", "server.port"]),
    }
    samples = in_turn(commands, ROUNDS)
    slow = {}
    if find("jq"):
        slow["jq"] = Command(["jq", ".server.port", f"{folder}/small.json"])
    if importlib.util.find_spec("yq"):
        slow["yq"] = Command([sys.executable, "-m", "yq", ".server.port", f"{folder}/small.yaml"])
    if slow:
        slow["pc-config"] = commands["pc-config"]
        slow_samples = in_turn(slow, 30, warm_up=2)
        samples |= {name: slow_samples[name] for name in slow if name != "pc-config"}
    for name, values in samples.items():
        show(name, values)
    show_ratio("pc-config to git config --get", samples["pc-config"], samples["git config"], 0.9)
    show_ratio(
        "10 MB to the small file", samples["pc-config, 10 MB"], samples["pc-config"])
    if "jq" in slow:
        show_ratio(
            "pc-config to jq", slow_samples["pc-config"], slow_samples["jq"], round(1 / 15, 4))
    if "yq" in slow:
        show_ratio(
            "pc-config to yq", slow_samples["pc-config"], slow_samples["yq"], round(1 / 60, 4))
    # By a small process: the kernel counts the memory of who starts a program as the program's.
    peak = [build("peak", folder), *commands["pc-config, 10 MB"].words]
    memory = subprocess.run(peak, check=True, capture_output=True, text=True).stdout
    print(f"  {memory.strip()} KiB  memory of a hit at 10 MB")


PYTHON = {
    "PyYAML, C loader": (
        "import sys, time, yaml\nt = open(sys.argv[1]).read()\ns = time.perf_counter()\n"
        "yaml.load(t, Loader=yaml.CSafeLoader)\nprint(time.perf_counter() - s)"),
    "tomllib": (
        "import sys, time, tomllib\nt = open(sys.argv[1]).read()\ns = time.perf_counter()\n"
        "tomllib.loads(t)\nprint(time.perf_counter() - s)"),
}


def python_seconds(name, path, rounds=5):
    """The seconds of the parsing alone, inside Python; the least of some rounds."""
    runs = []
    for _ in range(rounds):
        run = subprocess.run(
            [sys.executable, "-c", PYTHON[name], path], capture_output=True, text=True)
        if run.returncode != 0:
            return None
        runs.append(float(run.stdout))
    return min(runs)


def compare_parsing(folder):
    print("Whole files read and parsed, without the cache (whole process; Python: parsing alone):")

    def cold(path, key):
        return Command(["pc-config", "get", "--no-cache", "-f", path, key])

    yaml, toml, huge = (f"{folder}/{name}" for name in ("lines.yaml", "large.toml", "huge.json"))
    samples = in_turn(
        {"yaml": cold(yaml, "service1.image"), "toml": cold(toml, "table1.name")}, 20, warm_up=2)
    for what, name, path, goal in (
        ("yaml", "PyYAML, C loader", yaml, 8), ("toml", "tomllib", toml, 20)):
        show(f"pc-config, {os.path.basename(path)}", samples[what])
        other = python_seconds(name, path)
        if other is None:
            print(f"  {name} is not installed")
            continue
        print(f"  {other * 1e3:9.3f} ms  {name}")
        show_ratio(
            f"pc-config to {name}", samples[what], [other] * len(samples[what]), round(1 / goal, 4))
    jobs = {"pc-config": cold(huge, "server.port")}
    if find("jq"):
        jobs["jq"] = Command(["jq", ".server.port", huge])
    samples = in_turn(jobs, 10, warm_up=2)
    size = os.path.getsize(huge)
    for name, values in samples.items():
        rate = size / median(values) / 1e6
        print(f"  {median(values) * 1e3:9.1f} ms  {name}, {size / 1e6:.0f} MB of JSON: {rate:.0f} MB/s")
    if "jq" in samples:
        show_ratio("pc-config to jq", samples["pc-config"], samples["jq"], 0.2)


def main():
    if sys.argv[1:2] == ["--write"]:
        write_small(sys.argv[2])
        write_large(sys.argv[2])
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PC_CACHE_DIR"] = f"{folder}/cache"
        # By a process of its own: the kernel counts the memory of who starts a program as the program's.
        subprocess.run([sys.executable, __file__, "--write", folder], check=True)
        compare_hits(folder)
        compare_parsing(folder)


if __name__ == "__main__":
    main()
