#!/usr/bin/python3
"""refreshsim, the yardsticks and other simulators over the same refresh, in one run.

measure.py BUILD [--sizes N …] [--repetitions N] [--patience SECONDS] [--core N] [--only NAME …]

BUILD holds `yardstick`, and of the peers those that could be built; beside one that could not
stands NAME.reason. All go round robin, pinned to a core; each time is CPU time of a second refresh
in the same process (but SimPy's, where memory is touched as it goes). Prints a table of million
events a second, three events an instance, medians; fails if one does not end at the same
millisecond with the same lost capacity as refreshsim. What took longer than PATIENCE for one size is
left out of the next one, and not repeated.
"""
import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
EVENTS = 3


class Contestant:
    """A row of the table: its name, and the words that start it for a size."""

    def __init__(self, name, words, reason=""):
        self.name, self.words, self.reason = name, words, reason
        self.seconds = {}  # by size
        self.slow = False

    def cell(self, size):
        taken = self.seconds.get(size)
        if not taken:
            return "–"
        rate = EVENTS * size / statistics.median(taken) / 1e6
        return f"{rate:.2f}" if rate < 10 else f"{rate:.1f}" if rate < 100 else f"{rate:.0f}"

    def rate(self, size):
        taken = self.seconds.get(size)
        return EVENTS * size / statistics.median(taken) if taken else None


def contestants(build, durations):
    yardstick = [build / "yardstick"]

    def peer(name, label, *words):
        reason = build / f"{name}.reason"
        if reason.exists():
            return Contestant(label, None, reason.read_text().strip())
        return Contestant(label, lambda size: [*words, durations(size), *tail(name)])

    def tail(name):
        return ["ns3::PriorityQueueScheduler"] if name == "ns3_peer" else []

    def ours(label, *words):
        return Contestant(label, lambda size: [*yardstick, words[0], size, *words[1:]])

    return [
        ours("refreshsim", "refreshsim"),
        ours("refreshsim, --engine loop", "refreshsim", "loop"),
        ours("sorted sweep", "sweep"),
        ours("sorted sweep, records hashed", "records"),
        ours("bare loop, radix heap, records hashed", "records", "loop"),
        ours("bare loop, 4-ary heap", "heap"),
        ours("bare loop, chunked ladder", "ladder"),
        ours("bare loop, radix heap", "radix"),
        ours("sorted sweep, durations given", "sweep", "given"),
        ours("textbook C++, durations given", "textbook", "given"),
        peer("ns3_peer", "ns-3", build / "ns3_peer"),
        peer("simgrid_peer", "SimGrid, timers", build / "simgrid_peer"),
        peer("simpy_peer", "SimPy", "/usr/bin/python3", HERE / "simpy_peer.py"),
    ]


def run(words, core):
    pinned = ["taskset", "-c", str(core)] + [str(word) for word in words]
    done = subprocess.run(pinned, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"failed ({done.returncode}): {' '.join(pinned)}\n{done.stderr}")
    seconds, end_ms, lost_ms = done.stdout.split()
    return float(seconds), (int(end_ms), int(lost_ms))


def measure(rows, size, options):
    """Round robin; whoever is slow gets one turn."""
    expected = None
    for turn in range(options.repetitions):
        for row in rows:
            if row.words is None or row.slow and (turn > 0 or row.seconds):
                continue
            seconds, outcome = run(row.words(size), options.core)
            expected = expected or outcome
            if outcome != expected:
                sys.exit(f"{row.name}, {size}: end and lost ms {outcome}, refreshsim has {expected}")
            row.seconds.setdefault(size, []).append(seconds)
            row.slow = row.slow or seconds > options.patience
    instance_ms = size * expected[0]
    print(f"{size} instances: all end at {expected[0]} ms with availability "
          f"{1 - expected[1] / instance_ms:.9f}", file=sys.stderr)


def table(rows, sizes):
    print("| million events a second | " + " | ".join(f"{size:,}" for size in sizes) + " |")
    print("| --- |" + " ---: |" * len(sizes))
    for row in rows:
        name = row.name + (f" (not measured: {row.reason})" if row.reason else "")
        print(f"| {name} | " + " | ".join(row.cell(size) for size in sizes) + " |")


def ratios(rows, sizes):
    by_name = {row.name: row for row in rows}

    def cells(mine, compared):
        for size in sizes:
            ours = by_name[mine].rate(size) if mine in by_name else None
            theirs = [by_name[name].rate(size) for name in compared if name in by_name]
            theirs = [rate for rate in theirs if rate]
            yield f"{ours / max(theirs):.2f}" if ours and theirs else "–"

    roofs = {"sweep": "sorted sweep, records hashed", "loop": "bare loop, radix heap, records hashed"}
    loops = [name for name in by_name
             if name.startswith("bare loop") and name not in roofs.values()]
    for label, mine, compared in (
            ("--engine loop to the fastest bare loop (goal 0.6)", "refreshsim, --engine loop", loops),
            ("--engine loop to the same with records hashed", "refreshsim, --engine loop",
             [roofs["loop"]]),
            ("refreshsim to the sorted sweep (goal 0.5)", "refreshsim", ["sorted sweep"]),
            ("refreshsim to the same with records hashed", "refreshsim", [roofs["sweep"]]),
            ("refreshsim to the fastest peer", "refreshsim", ["ns-3", "SimGrid, timers", "SimPy"])):
        print(f"| {label} | " + " | ".join(cells(mine, compared)) + " |")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("build", type=Path)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    arguments.add_argument("--repetitions", type=int, default=5)
    arguments.add_argument("--patience", type=float, default=2.0)
    arguments.add_argument("--core", type=int, default=0)
    arguments.add_argument("--only", nargs="+", default=[])
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        def durations(size):
            path = Path(folder) / f"durations-{size}"
            if not path.exists():
                words = [options.build / "yardstick", "durations", size, path]
                subprocess.run([str(word) for word in words], check=True)
            return path

        rows = [row for row in contestants(options.build, durations)
                if not options.only or row.name in options.only]
        try:
            for size in options.sizes:
                measure(rows, size, options)
        except KeyboardInterrupt:  # what there is by now is shown
            print("interrupted: some medians are of fewer", file=sys.stderr)
    table(rows, options.sizes)
    ratios(rows, options.sizes)


if __name__ == "__main__":
    main()
