"""How the benchmarks measure: in turn, by medians, and as ratios of the same round.

A machine that is busy, or that speeds up and slows down, does so for all that is compared: the
commands take turns, and a ratio is the median of the ratios within each round. The order changes
from round to round: whoever comes after its like finds the processor's caches warm. Ratios can be
compared between machines and days; milliseconds cannot.
"""

import gc
import os
import random
import statistics
import subprocess
import time
from collections.abc import Callable
from typing import NamedTuple


class Command(NamedTuple):
    """A command line, what differs in its environment, the status that it ends with, and what is
    done before it, outside the time."""

    words: list[str]
    more: dict[str, str] = {}
    status: int = 0
    before: Callable[[], None] | None = None

    def environment(self):
        return {**os.environ, **self.more}


def find(program):
    """The path of a program on the PATH, or None."""
    folders = os.get_exec_path()
    paths = (os.path.join(folder, program) for folder in folders)
    return next((path for path in paths if os.access(path, os.X_OK)), None)


def start(command, environment=None, **options):
    """Starts a command, whose first word is found on our PATH. Returns its process id."""
    path = find(command.words[0])
    if path is None:
        raise FileNotFoundError(command.words[0])
    environment = command.environment() if environment is None else environment
    return os.posix_spawn(path, command.words, environment, **options)


# What a command that is timed prints is nobody's business.
NOWHERE = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]


def seconds(command, environment=None):
    """The wall seconds from the start of a command until its end was collected."""
    if command.before:
        command.before()
    begin = time.perf_counter_ns()
    _, status, _ = os.wait4(start(command, environment, file_actions=NOWHERE), 0)
    end = time.perf_counter_ns()
    status = os.waitstatus_to_exitcode(status)
    if status != command.status:
        raise ChildProcessError(f"{' '.join(command.words[:9])}: {status}")
    return (end - begin) / 1e9


def in_turn(commands, rounds, warm_up=10):
    """Times named commands, round by round. Returns the list of seconds of each."""
    environments = {name: command.environment() for name, command in commands.items()}
    samples = {name: [] for name in commands}
    order = list(commands)
    chance = random.Random(7)
    gc.disable()
    for number in range(-warm_up, rounds):
        chance.shuffle(order)
        for name in order:
            sample = seconds(commands[name], environments[name])
            if number >= 0:
                samples[name].append(sample)
    gc.enable()
    return samples


def median(samples):
    return statistics.median(samples)


def ratio(samples, others):
    """The median of the ratios within each round."""
    return statistics.median(a / b for a, b in zip(samples, others, strict=True))


def show_ratio(what, samples, others, goal=None):
    """Prints a ratio, and beside it what it should be at most."""
    value = ratio(samples, others)
    if goal is None:
        print(f"  ratio {value:.3f}  {what}")
        return
    verdict = "reached" if value <= goal else "missed"
    print(f"  ratio {value:.3f}  {what} (goal at most {goal}: {verdict})")


def build(name, folder, *libraries):
    """Builds one of the C programs beside this one. Returns the path."""
    program = f"{folder}/{name}"
    subprocess.run(
        ["cc", "-O2", "-o", program, os.path.join(os.path.dirname(__file__), f"{name}.c"), *libraries], check=True)
    return program
