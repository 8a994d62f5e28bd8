#!/usr/bin/python3
"""Replicas per second of refreshsim, of SimPy and of ns-3, in one run; see ../README.md.

measure.py PROGRAM NS3-ROLLOUT [--replicas N] [--simpy N] [--ns3 N] [--rounds N]
Fails if they don't give the same means, within what chance explains. Where NS3-ROLLOUT could not be
built, NS3-ROLLOUT.reason says why.
"""
import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLEETS = (10, 100, 10_000)  # beside 1,000
MOST_REPLICAS = 100_000
MOST_ERRORS = 4  # standard errors of a difference; two means, so chance alone: once in 8,000 runs


def run(*commands, **how):
    """Wall and CPU seconds of commands that run at once."""
    began = time.monotonic()
    started = [subprocess.Popen([str(word) for word in each], **how) for each in commands]
    cpu = 0.0
    for each in started:
        _, status, usage = os.wait4(each.pid, 0)
        if status != 0:
            sys.exit(f"failed: {each.args}")
        cpu += usage.ru_utime + usage.ru_stime
    return time.monotonic() - began, cpu


def best(rounds, contestants):
    """By name the least wall and the least CPU seconds, round robin: a machine's speed changes."""
    taken = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, commands in contestants.items():
            taken[name].append(run(*commands, stdout=subprocess.DEVNULL))
    return {name: tuple(map(min, zip(*each))) for name, each in taken.items()}


def study(folder, replicas, instances=1000):
    text = (HERE / "rollout.yaml").read_text().replace("replicas: 10000", f"replicas: {replicas}")
    text = text.replace("instances: 1000", f"instances: {instances}")
    path = folder / f"rollout-{instances}-{replicas}.yaml"
    path.write_text(text)
    return path


class Peer:
    """Another simulator's program of the same rollout: WORDS REPLICAS [SEED], a line a replica."""

    def __init__(self, name, replicas, *words):
        self.name, self.replicas, self.words = name, replicas, [str(word) for word in words]

    def contestants(self):
        return {f"{self.name}, start": [[*self.words, 0]],
                self.name: [[*self.words, self.replicas]]}

    def take(self, folder, taken):
        """What it prints; wall and CPU seconds of its replicas, its start taken off."""
        lines = folder / "peer"
        with lines.open("w") as out:
            run([*self.words, self.replicas], stdout=out)
        self.told = [line.split() for line in lines.read_text().splitlines()]
        (start, start_cpu), (wall, cpu) = (taken[name] for name in self.contestants())
        self.rate = self.replicas / (wall - start)
        self.cpu = (cpu - start_cpu) / self.replicas

    def rows(self, ours, our_cpu):
        """Prints its rows; whether its means are ours."""
        print(f"| {self.name}: replicas per s | {self.rate:.1f} |")
        print(f"| CPU time of a replica, {self.name}: µs | {self.cpu * 1e6:.0f} |")
        print(f"| {self.name}'s CPU time to refreshsim's, one thread | {self.cpu / our_cpu:.1f} |")
        same = [agree(f"{name}: refreshsim, {self.name}", column(ours, i), column(self.told, i))
                for i, name in enumerate(("duration, ms", "availability"))]
        return all(same)


class Missing:
    """A peer that can't be measured."""

    def __init__(self, name, reason):
        self.name, self.reason = name, reason

    def contestants(self):
        return {}

    def take(self, folder, taken):
        pass

    def rows(self, ours, our_cpu):
        print(f"| {self.name}: replicas per s | not measured: {self.reason} |")
        return True


def ns3(program, replicas):
    reason = program.with_name(program.name + ".reason")
    if reason.exists():
        return Missing("ns-3", reason.read_text().strip())
    return Peer("ns-3", replicas, program.resolve())


def column(rows, number):
    return [float(each[number]) for each in rows]


def agree(name, ours, theirs):
    off = statistics.fmean(ours) - statistics.fmean(theirs)
    error = math.hypot(*(statistics.stdev(each) / math.sqrt(len(each)) for each in (ours, theirs)))
    print(f"| mean {name}, standard errors apart | "
          f"{statistics.fmean(ours):.6g}, {statistics.fmean(theirs):.6g}, {off / error:+.2f} |")
    return abs(off) <= MOST_ERRORS * error


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program", type=Path)
    arguments.add_argument("ns3_rollout", type=Path)
    arguments.add_argument("--replicas", type=int, default=10000)
    arguments.add_argument("--simpy", type=int, default=100)
    arguments.add_argument("--ns3", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    peers = [Peer("SimPy", given.simpy, "/usr/bin/python3", HERE / "simpy_rollout.py"),
             ns3(given.ns3_rollout, given.ns3)]
    fleets = {count: min(given.replicas * 1000 // count, MOST_REPLICAS) for count in FLEETS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, csv = study(folder, given.replicas), folder / "replicas.csv"
        base = [given.program.resolve(), "compare", "--quiet"]
        alone = [*base, "--jobs", "1"]
        contestants = {
            "start": [[*base, study(folder, 2)]],
            "one": [[*alone, "--replicas", csv, whole]],
            "two": [[*base, "--jobs", "2", whole]],
            "apart": [[*alone, "--shard", f"{i}/2", "--output", folder / f"{i}", whole]
                      for i in (1, 2)],
        }
        for instances, replicas in fleets.items():
            contestants[instances] = [[*alone, study(folder, replicas, instances)]]
        for peer in peers:
            contestants |= peer.contestants()
        taken = best(given.rounds, contestants)
        for peer in peers:
            peer.take(folder, taken)
        ours = [line.split(",")[2:] for line in csv.read_text().splitlines()[1:]]
    start, start_cpu = taken["start"]
    (one, one_cpu), (two, two_cpu), (_, apart_cpu) = (taken[name] for name in ("one", "two", "apart"))
    rate, rate_two = given.replicas / (one - start), given.replicas / (two - start)
    print("| what | measured |\n| --- | ---: |")
    print(f"| refreshsim, one thread: replicas per s | {rate:.0f} |")
    print(f"| refreshsim, one thread: {given.replicas} replicas, s | {one:.2f} |")
    print(f"| refreshsim, two threads: replicas per s | {rate_two:.0f} |")
    print(f"| two threads to one | {rate_two / rate:.2f} |")
    per = 1e6 / given.replicas
    print(f"| CPU time of a replica, one thread: µs | {(one_cpu - start_cpu) * per:.0f} |")
    print(f"| CPU time of a replica, two threads: µs | {(two_cpu - start_cpu) * per:.0f} |")
    print(f"| CPU time of a replica, two processes: µs | {(apart_cpu - 2 * start_cpu) * per:.0f} |")
    for instances, replicas in fleets.items():
        rate = replicas / (taken[instances][1] - start_cpu)
        print(f"| {instances} instances, one thread: replicas per s of CPU | {rate:.0f} |")
    same = [peer.rows(ours, (one_cpu - start_cpu) / given.replicas) for peer in peers]
    if not all(same):
        sys.exit("the models don't agree")


if __name__ == "__main__":
    main()
