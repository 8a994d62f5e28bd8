#!/usr/bin/python3
"""Replicas per second of refreshsim and of the same model in SimPy, in one run; see ../README.md.

measure.py PROGRAM [--replicas N] [--simpy N] [--rounds N]
Fails if the two don't give the same means, within what chance explains.
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


def agree(name, ours, theirs):
    off = statistics.fmean(ours) - statistics.fmean(theirs)
    error = math.hypot(*(statistics.stdev(each) / math.sqrt(len(each)) for each in (ours, theirs)))
    print(f"| mean {name}: refreshsim, SimPy, standard errors apart | "
          f"{statistics.fmean(ours):.6g}, {statistics.fmean(theirs):.6g}, {off / error:+.2f} |")
    return abs(off) <= MOST_ERRORS * error


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--replicas", type=int, default=10000)
    arguments.add_argument("--simpy", type=int, default=100)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
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
        lines = folder / "simpy"
        with lines.open("w") as out:
            simpy, simpy_cpu = run(["/usr/bin/python3", HERE / "simpy_rollout.py", given.simpy], stdout=out)
        ours = [line.split(",")[2:] for line in csv.read_text().splitlines()[1:]]
        theirs = [line.split() for line in lines.read_text().splitlines()]
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
    print(f"| SimPy: replicas per s | {given.simpy / simpy:.1f} |")
    print(f"| CPU time of a replica, SimPy: µs | {simpy_cpu * 1e6 / given.simpy:.0f} |")
    ratio = simpy_cpu / given.simpy / ((one_cpu - start_cpu) / given.replicas)
    print(f"| SimPy's CPU time to refreshsim's, one thread | {ratio:.0f} |")
    same = [agree(name, [float(each[i]) for each in ours], [float(each[i]) for each in theirs])
            for i, name in enumerate(("duration, ms", "availability"))]
    if not all(same):
        sys.exit("the two models don't agree")


if __name__ == "__main__":
    main()
