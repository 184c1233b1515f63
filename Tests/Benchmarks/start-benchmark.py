"""Starting up, and what is installed: the commands on the PATH against /bin/true.

usage: start-benchmark.py [ROUNDS]
"""

import os
import subprocess
import sys
import tempfile

from timing import Command, find, in_turn, median, show_ratio

PROGRAMS = ["pc-lock", "pc-metrics"]


def start_up(rounds):
    """Prints what it costs to start a command that answers at once."""
    commands = {"true": Command(["/bin/true"])}
    commands |= {program: Command([program, "--version"]) for program in PROGRAMS}
    # What a command says goes nowhere, as in a script that looks at the status alone.
    null = os.open(os.devnull, os.O_WRONLY)
    shown = os.dup(1)
    os.dup2(null, 1)
    samples = in_turn(commands, rounds)
    os.dup2(shown, 1)
    print(f"start-up, median of {rounds} rounds")
    for name, times in samples.items():
        print(f"  {median(times) * 1e3:.3f} ms  {' '.join(commands[name].words)}")
    for program in PROGRAMS:
        show_ratio(f"{program} --version / true", samples[program], samples["true"], 1.5)


def size():
    """Prints the disk space of the image under all its names."""
    image = os.path.dirname(os.path.realpath(find(PROGRAMS[0])))
    taken = {}
    names = os.listdir(image)
    for name in names:
        status = os.stat(os.path.join(image, name))
        taken[status.st_ino] = status.st_blocks * 512
    print("installed")
    print(f"  {sum(taken.values()) / 1e6:.1f} MB on disk under {len(names)} names (goal at most 16)")


def memory():
    """Prints the most memory that pc-lock had while its command ran, as the kernel counts it. The
    command asks: what wait4 tells of a child includes what its parent had when it was started."""
    peak = "grep VmHWM /proc/$PPID/status"
    with tempfile.TemporaryDirectory() as cache:
        output = subprocess.run(
            ["pc-lock", "run", "peak", "--", "sh", "-c", f"{peak}; exit 0"],
            env={**os.environ, "PC_CACHE_DIR": cache}, check=True, capture_output=True, text=True)
    print("memory")
    print(f"  {output.stdout.split()[1]} KiB at most for pc-lock run")


def main():
    start_up(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    size()
    memory()


main()
