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


def best(rounds, *commands):
    """The least wall and the least CPU seconds: others may be using the machine."""
    all_rounds = [run(*commands, stdout=subprocess.DEVNULL) for _ in range(rounds)]
    return min(wall for wall, _ in all_rounds), min(cpu for _, cpu in all_rounds)


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

    def measure(self, folder, rounds):
        """What it prints; wall and CPU seconds of its replicas, its start taken off."""
        start, start_cpu = best(rounds, [*self.words, 0])
        wall, cpu = best(rounds, [*self.words, self.replicas])
        lines = folder / "peer"
        with lines.open("w") as out:
            run([*self.words, self.replicas], stdout=out)
        self.told = [line.split() for line in lines.read_text().splitlines()]
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

    def measure(self, folder, rounds):
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
    fleets = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, none = study(folder, given.replicas), study(folder, 2)
        base = [given.program.resolve(), "compare", "--quiet"]
        start, start_cpu = best(given.rounds, [*base, none])
        csv = folder / "replicas.csv"
        one, one_cpu = best(given.rounds, [*base, "--jobs", "1", "--replicas", csv, whole])
        two, two_cpu = best(given.rounds, [*base, "--jobs", "2", whole])
        shards = [[*base, "--jobs", "1", "--shard", f"{i}/2", "--output", folder / f"{i}", whole]
                  for i in (1, 2)]
        _, apart_cpu = best(given.rounds, *shards)
        for instances in FLEETS:
            count = min(given.replicas * 1000 // instances, MOST_REPLICAS)
            _, cpu = best(given.rounds, [*base, "--jobs", "1", study(folder, count, instances)])
            fleets[instances] = (cpu - start_cpu) / count
        for peer in peers:
            peer.measure(folder, given.rounds)
        ours = [line.split(",")[2:] for line in csv.read_text().splitlines()[1:]]
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
    for instances, seconds in fleets.items():
        print(f"| {instances} instances, one thread: replicas per s of CPU | {1 / seconds:.0f} |")
    same = [peer.rows(ours, (one_cpu - start_cpu) / given.replicas) for peer in peers]
    if not all(same):
        sys.exit("the models don't agree")


if __name__ == "__main__":
    main()
