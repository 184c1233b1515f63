"""Taking a free lock, and taking one whose holder was killed: pc-lock against flock.

usage: lock-benchmark.py [ROUNDS]
"""

import os
import random
import signal
import sys
import tempfile
import time

from timing import Command, find, in_turn, median, show_ratio, start


def uncontended(folder, rounds):
    """Prints what it costs to take a lock that nobody holds."""
    cache = {"PC_CACHE_DIR": f"{folder}/cache"}
    silent = {**cache, "CACHE_PERF_MONITORING": "disabled"}
    file = f"{folder}/file"
    commands = {
        "true": Command(["true"]),
        "flock": Command(["flock", file, "true"]),
        "run": Command(["pc-lock", "run", "x", "--", "true"], cache),
        "run, no metrics": Command(["pc-lock", "run", "x", "--", "true"], silent),
        "flock -F": Command(["flock", "-F", file, "true"]),
        "exec": Command(["pc-lock", "run", "--exec", "x", "--", "true"], cache),
        "exec, no metrics": Command(["pc-lock", "run", "--exec", "x", "--", "true"], silent),
        "try": Command(["pc-lock", "try", "x"], cache),
    }
    if find("lockfile"):
        script = 'lockfile "$0" && true && rm -f "$0"'
        commands["lockfile"] = Command(["sh", "-c", script, f"{folder}/procmail"])
    samples = in_turn(commands, rounds)
    print(f"uncontended, median of {rounds} rounds")
    for name, command in commands.items():
        words = " ".join(word.replace(folder + "/", "") for word in command.words)
        off = " (metrics disabled)" if command.more is silent else ""
        print(f"  {median(samples[name]) * 1e3:.3f} ms  {words}{off}")
    for off in ["", ", no metrics"]:
        name = f"run{off}"
        show_ratio(f"{name} / flock", samples[name], samples["flock"], 0.95)
        name = f"exec{off}"
        show_ratio(f"{name} / flock -F", samples[name], samples["flock -F"], 0.9)


def granted_after_kill(waiter, environment, victims):
    """Starts a waiter, which says when it is granted, kills the holder, and returns the seconds
    between the two."""
    reader, writer = os.pipe()
    child = start(waiter, environment, file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1)])
    os.close(writer)
    # Waiters look up at intervals that grow: none of these moments shall be the lucky one.
    time.sleep(random.uniform(0.1, 0.6))
    begin = time.perf_counter()
    for victim in victims:
        os.kill(victim, signal.SIGKILL)
    said = os.read(reader, 100)
    end = time.perf_counter()
    os.close(reader)
    os.waitpid(child, 0)
    if not said:
        raise ChildProcessError(f"{' '.join(waiter.words)}: was not granted")
    return end - begin


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(word) for word in file.read().split()]


def start_holder(command, environment):
    """Starts a command that holds a lock while another sleeps. Returns the two processes."""
    pid = start(command, environment)
    while not children(pid):
        time.sleep(0.001)
    time.sleep(0.02)
    return [*children(pid), pid]


def recovery(folder, rounds):
    """Prints how long a waiter waits once the holder was killed."""
    environment = {**os.environ, "PC_CACHE_DIR": f"{folder}/cache"}
    file = f"{folder}/file"
    waiter = Command(["pc-lock", "run", "r", "--", "echo", "granted"])
    samples = {"flock": [], "run": [], "acquire": []}
    for _ in range(rounds):
        holder = start_holder(Command(["flock", file, "sleep", "100"]), environment)
        flock = Command(["flock", file, "echo", "granted"])
        samples["flock"].append(granted_after_kill(flock, environment, holder))
        os.waitpid(holder[-1], 0)

        holder = start_holder(Command(["pc-lock", "run", "r", "--", "sleep", "100"]), environment)
        samples["run"].append(granted_after_kill(waiter, environment, holder))
        os.waitpid(holder[-1], 0)

        owner = start(Command(["sleep", "100"]), environment)
        null = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
        taker = Command(["pc-lock", "acquire", "r", "--owner", str(owner)])
        os.waitpid(start(taker, environment, file_actions=null), 0)
        samples["acquire"].append(granted_after_kill(waiter, environment, [owner]))
        os.waitpid(owner, 0)
    print(f"from kill -9 of the holder until the waiter's command speaks, {rounds} rounds")
    for name, holder in [
        ("flock", "flock and its command"),
        ("run", "pc-lock run and its command"),
        ("acquire", "the owner of pc-lock acquire --owner"),
    ]:
        times = samples[name]
        goal = "" if name == "flock" else " (goal under 10)"
        print(f"  median {median(times) * 1e3:.2f} ms, most {max(times) * 1e3:.2f} ms{goal}  {holder}")


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        uncontended(folder, rounds)
        recovery(folder, max(3, rounds // 25))


main()
